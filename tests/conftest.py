"""Shared by every test: no network but loopback, and where the reference papers are."""

from __future__ import annotations

import os
import runpy
from collections.abc import Iterator
from pathlib import Path

import papers
import pytest
from browsing import chromium
from playwright.sync_api import Browser

from assistant.ask import Assistant
from ingest.pipeline import ingest
from ingest.settings import Settings

_CLOSED = Path(__file__).parent / "closed_network"
runpy.run_path(str(_CLOSED / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_CLOSED), os.environ.get("PYTHONPATH", ""))))


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
    made = Settings(library=folder / "library", history=folder / "history")
    tally = ingest([papers.write(folder / "papers")], made, lambda _: None)
    assert not tally.failed
    return made


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a library that holds the sample papers that are shipped; one for the whole run of a worker."""
    folder = tmp_path_factory.mktemp("sample")
    made = Settings(library=folder / "library", history=folder / "history")
    assert not ingest([Path(__file__).parents[1] / "corpus" / "papers"], made, lambda _: None).failed
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; a test that looks at a page asks for it."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    opened = Assistant(settings)
    yield opened
    opened.close()
