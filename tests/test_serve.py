"""What is said in the terminal when the chat is started, and settings that are set to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from ingest.settings import Settings


def test_the_terminal_says_that_it_starts_and_that_there_are_no_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    monkeypatch.setattr("assistant.app.serve._Server.run", lambda *_, **__: said.append(capfd.readouterr().err))
    monkeypatch.setattr("assistant.app.serve.start_log", lambda: None)
    monkeypatch.setenv("PLAN_ASSISTANT_LIBRARY", str(tmp_path / "nowhere"))
    monkeypatch.setenv("PLAN_ASSISTANT_HISTORY", str(tmp_path / "history"))
    assert main(["chat", "--port", "0"]) == 0
    starting, warning = said[0].splitlines()
    assert starting == "Starting…"
    assert str(tmp_path / "nowhere") in warning


@pytest.mark.parametrize("name", ["users", "history", "library", "cache", "reference", "port", "sign_in"])
def test_a_setting_set_to_nothing_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"PLAN_ASSISTANT_{name.upper()}"
    monkeypatch.delenv(variable, raising=False)
    unset = getattr(Settings(), name)
    monkeypatch.setenv(variable, "")
    assert getattr(Settings(), name) == unset
