"""The terminal where a language model is set: what an answer says of it, and what a trial of it tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import main
from evals.adversary import faithful
from evals.scripted import MODEL, Script, scripted
from ingest.settings import Settings

ASKED = "When was Fernmoor's Improvement Board disbanded?"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """A server that answers truly, set as the language model."""
    with scripted(lambda asked: faithful(asked, 1)) as running:
        monkeypatch.setenv("PLAN_ASSISTANT_MODEL", f"openai:{MODEL}")
        monkeypatch.setenv("PLAN_ASSISTANT_MODEL_URL", running.url)
        yield running


@pytest.fixture
def library(settings: Settings) -> str:
    return f"--library={settings.library}"


def test_json_tells_the_models_sentences_from_quotes(
    script: Script, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", ASKED, "--json", library]) == 0
    given = json.loads(capsys.readouterr().out)
    assert given["by_model"]
    assert all(sentence in given["answer"].splitlines()[: len(given["by_model"])] for sentence in given["by_model"])
    assert main(["ask", ASKED, "--json", "--no-model", library]) == 0
    quoted = json.loads(capsys.readouterr().out)
    assert quoted["by_model"] == []
    assert given["answer"].endswith(quoted["answer"])


def test_lines_tell_the_models_sentences_from_quotes(script: Script, library: str, tmp_path: Path) -> None:
    asked, answered = tmp_path / "asked.jsonl", tmp_path / "answered.jsonl"
    asked.write_text(json.dumps({"id": "1", "question": ASKED}) + '\n{"id": "2", "question": " "}\n', encoding="utf-8")
    assert main(["ask", "--questions", str(asked), "--out", str(answered), library]) == 1
    good, failed = map(json.loads, answered.read_text(encoding="utf-8").splitlines())
    assert good["by_model"]
    assert failed["by_model"] == []
    assert good.keys() == failed.keys()


@pytest.mark.parametrize(
    ("words", "other"), [([ASKED, "--json"], "--json"), (["--questions", "q.jsonl"], "--questions")]
)
def test_why_is_refused_where_it_would_not_be_told(
    words: list[str], other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--why", *words]) == 2
    told = capsys.readouterr()
    assert f"--why is for people to read and does not go with {other}" in told.err
    assert not told.out
