"""The run that counts what reaches a reader: a faithful model is kept, and false words shown are seen."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant import wording
from assistant.trace import Dropped
from evals.misled import main, run, shown
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


def test_no_attack_reaches_a_reader_and_most_of_what_is_true_does(sample: Settings) -> None:
    """All the sample's questions: 300 hostile replies of every kind, and as many faithful ones as there are answers."""
    every = [QuestionSet(QUESTIONS, sample.library)]
    hostile = run(every, sample.model_copy(update={"model_seconds": 2}), "adversary", 300, "")
    assert hostile.sent.total() == 300
    assert (hostile.misled, hostile.findings) == ([], [])
    faithful = run(every, sample, "faithful", 0, "")
    assert faithful.share >= 0.5
    assert faithful.kept >= 0.7 * faithful.statements
    assert (faithful.misled, faithful.findings) == ([], [])


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


def test_a_dead_server_is_said_to_be_dead(few: QuestionSet, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--library", str(few.library), "--questions", str(few.questions)]
    assert main([*asked, "--server", "http://127.0.0.1:9/v1", "--model", "any"]) == 2
    told = capsys.readouterr()
    assert "6 of 6 answers: the language model cannot be reached, or broke off" in told.out
    assert "finished no answer" in told.err


def test_no_name_of_a_figure_is_cut(few: QuestionSet, sample: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    tally = run([few], sample, "adversary", 1, "", ("unknown key",))
    shown([replace(tally, server="faithful"), tally], Console(width=80))
    out = capsys.readouterr().out
    assert "…" not in out
    assert all(name in out for name in ("answers keeping some", "statements kept", "false shown", "adversary"))


@pytest.mark.parametrize(("missing", "why"), [("--library", "There is no library"), ("--questions", "cannot be read")])
def test_what_cannot_be_used_is_told_in_a_sentence(
    missing: str, why: str, few: QuestionSet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"--library": few.library, "--questions": few.questions, missing: tmp_path / "nowhere"}
    assert main([*(str(word) for pair in given.items() for word in pair), "--server", "faithful"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("evals.misled: ") and why in told and told.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_told_in_a_sentence(
    few: QuestionSet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL_SECONDS", "soon")
    assert main(["--library", str(few.library), "--questions", str(few.questions)]) == 2
    assert capsys.readouterr().err.startswith("evals.misled: the setting PLAN_ASSISTANT_MODEL_SECONDS: ")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--server", "127.0.0.1:8080", "--model", "any"], "an address such as http://127.0.0.1:8080/v1"),
        (["--server", "http://[", "--model", "any"], "an address such as http://127.0.0.1:8080/v1"),
        (["--server", "http://127.0.0.1:8080/v1"], "needs --model"),
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_asked(
    words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert why in capsys.readouterr().err
