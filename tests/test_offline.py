"""No network after install: it is not needed, not used, and closed to every test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import papers
import pytest

ASK = "import sys; from assistant.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_connection_beyond_loopback_is_refused_here(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as line, pytest.raises(PermissionError, match="only loopback"):
        line.connect(address)


def test_a_name_is_not_looked_up_here() -> None:
    with pytest.raises(PermissionError, match="only loopback"):
        socket.getaddrinfo("example.org", 443)


def test_a_process_that_a_test_starts_is_closed_too() -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "only loopback is open" in done.stderr


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername()[0] == "127.0.0.1"


def test_what_our_libraries_would_send_is_off() -> None:
    names = (
        "ANONYMIZED_TELEMETRY",
        "GRADIO_ANALYTICS_ENABLED",
        "LANGSMITH_TRACING",
        "HF_HUB_OFFLINE",
        "HF_HUB_DISABLE_TELEMETRY",
    )
    bare = {name: value for name, value in os.environ.items() if name not in names}
    code = f"import ingest, os; print([os.environ[name] for name in {names!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=bare)
    assert done.stdout.strip() == "['False', 'False', 'false', '1', '1']"


def test_tracing_that_is_set_for_other_programs_sends_nothing_of_ours() -> None:
    names = ("LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING", "LANGSMITH_TRACING_V2")
    code = (
        "import ingest\nfrom langsmith.utils import tracing_is_enabled\n"
        "from langchain_core.callbacks import CallbackManager\n"
        "print(tracing_is_enabled(), len(CallbackManager.configure().handlers))"
    )
    env = {**os.environ, **dict.fromkeys((*names, "LANGCHAIN_HANDLER"), "true")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "False 0"


def test_reading_and_asking_work_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    """In an empty network namespace even native code, which no Python hook sees, can reach nothing."""
    unshare = shutil.which("unshare")
    alone = [unshare or "", "--user", "--map-root-user", "--net"]
    if not unshare or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test make a network namespace")
    folder = papers.write(tmp_path / "papers")
    library = f"--library={tmp_path / 'library'}"
    command = [*alone, sys.executable, "-c", ASK]
    read = subprocess.run(
        [*command, "ingest", str(folder), "--quiet", library], capture_output=True, text=True, check=False
    )
    assert read.returncode == 0, read.stderr
    asked = subprocess.run(
        [*command, "ask", "When was Fernmoor's Improvement Board disbanded?", library],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "6 February 2023" in asked.stdout, asked.stderr
