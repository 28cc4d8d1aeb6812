"""An examination from end to end: questions asked of a real library, measured, compared and written down."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Evidence, Query, Statement
from assistant.ask import Assistant
from assistant.batch import AnswerLine, BatchQuestion, answer_all, read_questions
from evals.__main__ import main
from evals.cases import Case, read_cases
from evals.evaluate import evaluate
from evals.leave_one_out import leave_one_out
from evals.metrics import measure
from evals.outcome import read_answers
from evals.run import ask, held
from evals.scorecard import Figures, Setting, scorecard
from evals.sets import QuestionSet, question_sets, read_paragraphs
from ingest.errors import LibraryMissing
from ingest.pipeline import ingest
from ingest.report import Access, quoted_in
from ingest.settings import Settings

HOSTILE = "<script>alert('roads & drains')</script>"
DISBANDED = {
    "id": "disbanded",
    "question": "When was Fernmoor's Improvement Board disbanded?",
    "category": "dates",
    "answerable": True,
    "gold_groups": [["fernmoor-2023.txt::3.1"]],
    "must": ["6 february 2023"],
}
ABSENT = {"id": "absent", "question": "Is Borchester's improvement notice still in force?", "answerable": False}
UNASKED = {"id": "unasked", "question": "", "answerable": False, "category": "crash"}
UNFOUND = DISBANDED | {
    "id": f'unfound"{HOSTILE}',
    "question": f"When was Fernmoor's Improvement Board {HOSTILE} disbanded?",
    "history": [f"Earlier {HOSTILE}"],
    "category": HOSTILE,
    "answer": HOSTILE,
    "must": [HOSTILE],
}
CASES = (DISBANDED, ABSENT, UNASKED, UNFOUND)


def write(path: Path, *cases: dict[str, object]) -> Path:
    path.write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    return path


@dataclass
class Run:
    """The small set examined over the small library, as often as a test wishes."""

    settings: Settings
    folder: Path

    def __call__(self, *cases: dict[str, object], **options: bool | int) -> tuple[int, str]:
        """The exit status, and what was printed."""
        console = Console(file=io.StringIO(), width=160)
        questions = write(self.folder / "small.jsonl", *(cases or CASES))
        out, baseline = self.folder / "out", self.folder / "baseline.json"
        status = evaluate([questions], self.settings, out, baseline, console=console, **options)  # type: ignore[arg-type]
        assert isinstance(console.file, io.StringIO)
        return status, console.file.getvalue()


@pytest.fixture
def run(settings: Settings, tmp_path: Path) -> Run:
    return Run(settings, tmp_path)


def test_every_question_leaves_an_outcome_even_one_that_cannot_be_asked(run: Run) -> None:
    status, printed = run(failures=5)
    assert status == 0, "there is no baseline to fall from"
    outcomes = {each.id: each for each in read_answers(run.folder / "out" / "small.answers.jsonl")}
    assert list(outcomes) == [case["id"] for case in CASES]
    assert "6 February 2023" in outcomes["disbanded"].answer
    assert [(c.report, c.para) for c in outcomes["disbanded"].citations] == [("fernmoor-2023.txt", "3.1")]
    assert (outcomes["absent"].abstained, outcomes["absent"].crashed) == (True, False)
    assert (outcomes["unasked"].abstained, outcomes["unasked"].crashed) == (False, True)
    assert "it crashed: QuestionError: The question is empty" in printed
    assert f"a fact is missing: /{HOSTILE}/" in printed


def test_a_crash_scores_nothing_and_is_not_one_that_declines(settings: Settings) -> None:
    def broken(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
        raise RuntimeError("no ink")

    breaking = Assistant(settings, composer=broken)
    try:
        ruler = held(breaking, breaking.cards(Access.EXEMPT))
        for case in map(Case.model_validate, (DISBANDED, ABSENT)):
            outcome, trace = ask(breaking, case)
            measures = measure(case, outcome, ruler, ruler)
            assert trace is None
            assert (outcome.state.value, outcome.answer) == ("error", "RuntimeError: no ink")
            assert (measures.right, measures.crashed, measures.declined) == (False, True, False)
            assert measures.citation_recall == (0.0 if case.answerable else None)
    finally:
        breaking.close()


def test_a_library_that_is_not_there_ends_the_run_and_is_no_outcome(tmp_path: Path) -> None:
    nothing = Settings(library=tmp_path / "nothing")
    with pytest.raises(LibraryMissing):
        evaluate([write(tmp_path / "q.jsonl", ABSENT)], nothing, tmp_path, tmp_path / "b.json")
    with pytest.raises(LibraryMissing):
        ask(Assistant(nothing), Case.model_validate(ABSENT))


def test_a_fall_is_exit_status_1_and_the_same_again_is_0(run: Run) -> None:
    assert run(DISBANDED, ABSENT, update_baseline=True)[0] == 0
    status, printed = run(DISBANDED, ABSENT)
    assert (status, "no figure fell" in printed) == (0, True)
    status, printed = run(DISBANDED | {"must": ["7 march"]}, ABSENT)
    assert status == 1
    assert "small fell right: 1.000 before, 0.500 now" in printed
    assert "made with other settings than the baseline, questions:" in printed
    assert run(DISBANDED | {"must": ["7 march"]}, ABSENT, update_baseline=True)[0] == 0
    assert run(DISBANDED, ABSENT)[0] == 0, "a rise is no fall"


def test_the_page_lists_failures_first_and_shows_hostile_text_as_text(run: Run) -> None:
    run()
    page = (run.folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page.lower()
    assert page.count("&lt;script&gt;") >= 5, "in the question, its history, its category, its fact, what was expected"
    assert 'id="1-unfound&#34;&lt;script' in page
    shown = [page.index(f'id="1-{name}') for name in ("unasked", "unfound", "disbanded", "absent")]
    assert page.index("Not right: 2 of 4") < shown[0]
    assert shown[1] < page.index("Right: 2 of 4") < shown[2]
    assert shown == sorted(shown), "the two that are not right come first, though one that is right was asked first"
    assert "QuestionError" in page


@pytest.mark.parametrize(
    ("lines", "options", "says"),
    [
        (None, (), "q.jsonl cannot be read: No such file or directory."),
        ('{"id": "a", "question": "Who?"}', (), "q.jsonl, line 1: answerable: Field required."),
        ("{", (), "q.jsonl, line 1: Invalid JSON"),
        (json.dumps(ABSENT), ("--library", "nowhere"), "There is no library in nowhere"),
        (json.dumps(ABSENT), ("--out", __file__), "test_run.py cannot be made (File exists): name another with --out."),
        (json.dumps(ABSENT), ("--baseline", __file__), "test_run.py is not a baseline"),
        (json.dumps(ABSENT), ("--update-baseline", "--baseline", "nowhere/b.json"), "b.json cannot be written"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_exit_status_2(
    lines: str | None,
    options: tuple[str, ...],
    says: str,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if lines is not None:
        (tmp_path / "q.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["q.jsonl", "--library", str(settings.library), "--out", "out", "--baseline", "b.json", *options]) == 2
    printed = capsys.readouterr().err
    assert says in printed
    assert printed.startswith("plan-assistant: ")
    assert printed.count("\n") == 1, "one sentence, no traceback"
    assert not (tmp_path / "nowhere").exists()


@dataclass(frozen=True)
class Asked:
    """One of our own question sets, asked of a library made for it."""

    set: QuestionSet
    assistant: Assistant
    questions: tuple[BatchQuestion, ...]
    lines: tuple[AnswerLine, ...]
    answers: Path

    def figures(self) -> Figures:
        """Our figures for the answers written down."""
        assert self.set.paragraphs
        ruler = read_paragraphs(self.set.paragraphs)
        outcomes = {outcome.id: outcome for outcome in read_answers(self.answers)}
        measures = [measure(case, outcomes[case.id], ruler, ruler) for case in read_cases(self.set.questions)]
        return scorecard(self.set.name, Setting("", "", ""), measures).whole.figures


def asked(place: int, settings: Settings, folder: Path) -> Iterator[Asked]:
    """Ask the set at this place among our own."""
    chosen = question_sets((), settings, folder)[place]
    there = settings.model_copy(update={"library": chosen.library})
    assert not ingest(chosen.papers, there, lambda _: None).failed
    lines: list[AnswerLine] = []
    questions = read_questions(chosen.questions)
    opened = Assistant(there)
    assert answer_all(opened, questions, lines.append) == ()
    answers = folder / "answers.jsonl"
    answers.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    yield Asked(chosen, opened, questions, tuple(lines), answers)
    opened.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    yield from asked(0, Settings(reference=None), tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def developed(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    yield from asked(1, Settings(reference=reference), tmp_path_factory.mktemp("developed"))


@pytest.mark.parametrize("name", ["sample", "developed"])
def test_every_citation_resolves_and_its_quote_is_in_its_paragraph(name: str, request: pytest.FixtureRequest) -> None:
    run: Asked = request.getfixturevalue(name)
    cited = 0
    for question, line in zip(run.questions, run.lines, strict=True):
        for each in line["citations"]:
            paragraphs = {p.para: p.text for p in run.assistant.report(each["report"], question.access).paragraphs}
            assert each["para"] in paragraphs, f"{question.id} cites {each}"
            assert quoted_in(each["quote"], paragraphs[each["para"]]), f"{question.id} cites {each}"
            cited += 1
        assert line["abstained"] or line["citations"], f"{question.id} says something and cites nothing"
    assert cited >= len(run.questions) / 2


@pytest.mark.parametrize("name", ["sample", "developed"])
def test_our_figures_are_those_of_the_reference_ruler(
    name: str, reference: Path, request: pytest.FixtureRequest
) -> None:
    run: Asked = request.getfixturevalue(name)
    command = [reference / "evals" / "score.py", run.set.questions, run.set.paragraphs, run.answers, "--json"]
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    theirs, ours = json.loads(done.stdout), run.figures()
    compared = set(theirs) - {"questions", "p50_s", "p95_s"}
    assert {"right", "facts_present", "citation_recall", "citation_precision", "quotes_held", "mrr"} <= compared
    assert {figure: ours[figure] for figure in compared} == pytest.approx({f: theirs[f] for f in compared}, abs=5e-4)


def test_the_reference_questions_are_answered_as_well_as_they_must_be(developed: Asked) -> None:
    figures = {name: value for name, value in developed.figures().items() if value is not None}
    assert figures["recall@5"] >= 0.78
    assert figures["right"] >= 0.45
    assert figures["quotes_held"] == 1
    assert figures["median_words"] <= 120


def test_a_question_whose_only_paper_is_gone_is_asked_of_a_library_without_it(
    settings: Settings, tmp_path: Path
) -> None:
    by_date = DISBANDED | {"id": "by date", "question": "What does the report of 6 February 2023 say?"}
    questions = write(tmp_path / "left.jsonl", DISBANDED, ABSENT, by_date)
    of_its_own = QuestionSet(questions, settings.library, papers=(tmp_path,))
    (found,) = leave_one_out([of_its_own, QuestionSet(questions, settings.library)], settings)
    assert found.asked == 2, "a question that no paper answers has none to be left out"
    assert "by date" not in found.answered
    assert found.declined == 1 - len(found.answered) / 2
    with closing(Assistant(settings)) as assistant:
        assert "fernmoor-2023.txt" in [card.name for card in assistant.cards()], "the library itself is as it was"
