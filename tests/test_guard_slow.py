"""Many slow, silent and greedy clients of a real server: they are cut off, and others are answered meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from browsing import serving

from assistant.app.guard import body
from assistant.app.guard.connection import PatientProtocol
from assistant.ask import Assistant
from assistant.people.passwords import hashed
from assistant.people.roll import Roll, User, write_roll
from ingest.settings import Settings

SLOW = 200
LONG = 30.0  # seconds a test waits for what has to come


@pytest.fixture(scope="module")
def address(assistant: Assistant, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that waits one second where ours waits long."""
    folder = tmp_path_factory.mktemp("slow")
    write_roll(
        Roll(users=(User(name="Lena", role="librarian", password=hashed("kestrel lane")),)), folder / "users.json"
    )
    own = settings.model_copy(update={"history": folder / "history", "users": folder / "users.json"})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PatientProtocol, "head_seconds", 1.0)
        patched.setattr(body, "WHOLE_SECONDS", 1.0)
        patched.setattr(body, "PAUSE_SECONDS", 1.0)
        with serving(assistant, own) as served:
            yield served


def connected(address: str, begun: bytes) -> socket.socket:
    """A connection on which something was said, and nothing more will be."""
    parts = urlsplit(address)
    opened = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=LONG)
    opened.sendall(begun)
    return opened


def until_closed(opened: socket.socket) -> bytes:
    """What the server says before it closes the connection."""
    said = b""
    try:
        while part := opened.recv(65_536):
            said += part
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    ("begun", "says"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", b""),
        (b"POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{", b"408"),
    ],
)
def test_slow_clients_are_cut_off_and_others_are_answered_meanwhile(address: str, begun: bytes, says: bytes) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(address, begun)) for _ in range(SLOW)]
        answer = httpx.get(f"{address}source?report=fernmoor-2023.txt&para=3.1", timeout=LONG)
        assert answer.status_code == 200
        assert "disbanded" in answer.text
        said = [until_closed(each) for each in slow]
    assert len(said) == SLOW
    assert all(says in each and bool(each) is bool(says) for each in said)


def test_a_second_request_may_not_be_slow_either(address: str) -> None:
    with connected(address, b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") as opened:
        assert opened.recv(12) == b"HTTP/1.1 200"
        opened.sendall(b"GET /health HTTP/1.1\r\nX-Slow: ")
        assert b"200" not in until_closed(opened)


def test_a_head_without_end_is_cut_off(address: str) -> None:
    with connected(address, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n") as opened:
        try:
            for number in range(100):
                opened.sendall(f"X-{number}: {'x' * 8000}\r\n".encode())
        except (BrokenPipeError, ConnectionResetError):
            return
        assert b"200" not in until_closed(opened)


def test_a_paper_that_stops_on_its_way_is_given_up(address: str) -> None:
    with httpx.Client(base_url=address, timeout=LONG) as lena:
        typed = {"name": "Lena", "password": "kestrel lane"}
        lena.post("/sign-in", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
        cookie = f"plan_sign_in={lena.cookies['plan_sign_in']}"
    form = b'--x\r\nContent-Disposition: form-data; name="papers"; filename="a.txt"\r\n\r\nREPORT TO:'
    head = (
        f"POST /papers/add HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
    )
    with connected(address, head.encode() + form) as opened:
        said = opened.recv(20)
    assert said.startswith(b"HTTP/1.1 4") or said == b""


def test_a_declared_giant_is_refused_at_once(address: str, tmp_path: Path) -> None:
    for path in ("papers/add", "gradio_api/upload", "gradio_api/queue/join"):
        head = f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        with connected(address, f"{head}Content-Length: {300 * 2**20}\r\n\r\n".encode()) as opened:
            assert until_closed(opened)[:12] in (b"HTTP/1.1 401", b"HTTP/1.1 413")
        with connected(address, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode()) as opened:
            assert until_closed(opened)[:12] == b"HTTP/1.1 411"


def test_questions_that_are_far_too_long_are_refused_and_others_are_answered(address: str) -> None:
    for question in ("x" * 2**20, " ".join(f"term{number}" for number in range(10_000))):
        long = httpx.post(f"{address}api/v1/ask", json={"question": question}, timeout=LONG)
        assert 400 <= long.status_code < 500
        short = httpx.post(f"{address}api/v1/ask", json={"question": "When was the Board disbanded?"}, timeout=LONG)
        assert short.status_code == 200


def test_what_a_client_says_of_a_proxy_is_not_believed(address: str) -> None:
    """Nothing is made of these headers before the guard, which trusts nobody here."""
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "Accept": "text/html"}
    assert "Secure" not in httpx.get(address, headers=forged, timeout=LONG).headers["set-cookie"]
