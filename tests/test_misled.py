"""The run that counts what reaches a reader: a faithful model is kept, and false words shown are seen."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from assistant import wording
from assistant.trace import Dropped
from evals.misled import run
from evals.sets import QuestionSet
from ingest.settings import Settings

QUESTIONS = Path(__file__).parents[1] / "evals" / "questions_sample.jsonl"


@pytest.fixture
def few(sample: Settings, tmp_path: Path) -> Iterator[QuestionSet]:
    """Six questions that the sample papers answer."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    answered = [line for line in lines if line.strip() and json.loads(line)["answerable"]][:6]
    questions = tmp_path / "few.jsonl"
    questions.write_text("\n".join(answered), encoding="utf-8")
    yield QuestionSet(questions, sample.library)


def test_a_faithful_models_words_are_kept(few: QuestionSet, sample: Settings) -> None:
    tally = run([few], sample, "faithful", 0, "")
    assert tally.sent["faithful"] == tally.answers > 0
    assert tally.share >= 0.5
    assert tally.kept <= tally.statements
    assert tally.misled == []


def test_replies_are_counted_by_kind(few: QuestionSet, sample: Settings) -> None:
    tally = run([few], sample, "adversary", 8, "", ("person invented", "unknown key"))
    assert tally.sent == {"person invented": 4, "unknown key": 4}
    assert (tally.misled, tally.findings) == ([], [])


def test_without_a_gate_false_words_are_seen(
    few: QuestionSet, sample: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    through: Callable[..., tuple[Sequence[object], tuple[Dropped, ...]]] = lambda _, said, __: (tuple(said), ())  # noqa: E731
    monkeypatch.setattr(wording, "verify", through)
    tally = run([few], sample, "adversary", 6, "", ("person invented", "date: of the paper"))
    assert {each.kind for each in tally.misled} == {"person invented", "date: of the paper"}
    assert {"name", "date"} <= {each.kind for each in tally.findings}
