"""Shared by every test: no network but loopback, and where the reference papers are."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import papers
import pytest

from assistant.ask import Assistant
from ingest.pipeline import ingest
from ingest.settings import Settings

# Before anything heavy is imported: what the program itself sets, so that no test depends on who imported first.
os.environ.setdefault("HF_HUB_OFFLINE", "1")

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook cannot be unpatched by a library: any connection beyond loopback fails the test that made it."""
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            raise PermissionError(f"a test tried to reach {address[0]}: only loopback is open")
    if event == "socket.getaddrinfo":
        host = arguments[0]
        if isinstance(host, bytes):
            host = host.decode()
        if host is not None and not str(host).startswith(_LOOPBACK):
            raise PermissionError(f"a test tried to look up {host}: only loopback is open")


sys.addaudithook(_no_network)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference papers. Unset: the test is skipped with a word. Set but not there: it fails."""
    value = os.environ.get("PLAN_ASSISTANT_REFERENCE")
    if not value:
        pytest.skip("PLAN_ASSISTANT_REFERENCE is not set: the reference papers are not here")
    folder = Path(value)
    assert folder.is_dir(), f"PLAN_ASSISTANT_REFERENCE is {folder}, which is not a folder"
    return folder


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a library that holds the papers of `papers.py`; one for the whole run of a worker."""
    folder = tmp_path_factory.mktemp("library")
    made = Settings(library=folder / "library")
    tally = ingest([papers.write(folder / "papers")], made, lambda _: None)
    assert not tally.failed
    return made


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    opened = Assistant(settings)
    yield opened
    opened.close()
