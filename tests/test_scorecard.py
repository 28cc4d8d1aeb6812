"""The figures of a set, and what counts as a fall against the baseline."""

from __future__ import annotations

import importlib.util
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from evals.baseline import Baseline, compare, read_baseline, write_baseline
from evals.cases import Case
from evals.metrics import Measures, measure
from evals.outcome import Outcome
from evals.ruler import Ruler
from evals.scorecard import Scorecard, Setting, percentile, printed, scorecard
from evals.show import show_categories, show_comparison, show_failures, show_figures
from ingest.errors import SettingsError
from ingest.report import Ref

RULER = Ruler({Ref("a.txt", "1"): "1 The road is shut until the ninth of May.", Ref("a.txt", "2"): "2 Nothing else."})
SETTING = Setting(encoder="minilm", library="abc", questions="def")
GOLD = [["a.txt::1"]]
CITED = {"report": "a.txt", "para": "1", "quote": "The road is shut"}
ANSWERS = {
    "right": {"answer": "Shut.", "citations": [CITED], "retrieved": [CITED], "seconds": 0.2},
    "uncited": {"answer": "Shut, they say.", "citations": [], "seconds": 0.1},
    "misquoted": {"answer": "Shut.", "citations": [CITED, CITED | {"quote": "open"}], "seconds": 0.4},
    "declined": {"answer": "Not there.", "state": "not_in_reports", "abstained": True, "seconds": 0.3},
    "crashed": {"answer": "KeyError", "state": "error"},
}


def measured(name: str, answerable: bool = True) -> Measures:
    case = Case(
        id=f"{name}-{answerable}",
        question="?",
        category="roads" if answerable else "silence",
        answerable=answerable,
        gold_groups=GOLD if answerable else [],
        must=["shut"] if answerable else [],
    )
    return measure(case, Outcome.model_validate({"id": case.id} | ANSWERS[name]), RULER, RULER)


MEASURES = [*(measured(name) for name in ANSWERS), measured("declined", False), measured("uncited", False)]


def card(*measures: Measures) -> Scorecard:
    return scorecard("sample", SETTING, measures or MEASURES)


def test_every_question_counts_in_every_mean_it_applies_to() -> None:
    figures = card().whole.figures
    assert figures["right"] == pytest.approx(2 / 7)
    assert figures["right_answerable"] == pytest.approx(1 / 5)
    assert figures["facts_present"] == pytest.approx(3 / 5)
    assert figures["citation_recall"] == pytest.approx(2 / 5)
    assert figures["citation_precision"] == 1.0, "an answer that cites nothing has no precision, and loses recall"
    assert figures["quotes_held"] == pytest.approx(2 / 3), "a share of the quotes, not of the answers"
    assert figures["declined_when_present"] == pytest.approx(1 / 5)
    assert figures["declined_when_absent"] == pytest.approx(1 / 2)
    assert figures["recall@1"] == figures["mrr"] == pytest.approx(1 / 5)
    assert figures["crashed"] == pytest.approx(1 / 7)
    assert (figures["p50_seconds"], figures["p95_seconds"]) == (0.2, 0.4)


def test_a_figure_that_applies_to_nothing_is_none_not_a_number() -> None:
    figures = card(measured("declined", False)).whole.figures
    assert figures["citation_recall"] is figures["quotes_held"] is figures["recall@5"] is None
    assert printed("citation_recall", None) == "–"


def test_categories_hold_the_same_figures_of_their_own_questions() -> None:
    assert [(row.name, row.questions) for row in card().categories] == [("roads", 5), ("silence", 2)]
    assert card().categories[1].figures["right"] == 0.5


def test_percentiles_are_values_that_occurred() -> None:
    values = [0.3, 0.1, 0.2, 0.4]
    assert [percentile(values, share) for share in (0.0, 0.25, 0.5, 0.95, 1.0)] == [0.1, 0.1, 0.2, 0.4, 0.4]
    assert percentile([], 0.5) is None


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    write_baseline(path, Baseline(), [card()])
    return path


def test_the_same_run_has_not_fallen(baseline: Path) -> None:
    comparison = compare(card(), read_baseline(baseline))
    assert comparison.kept and not comparison.falls and not comparison.differences


def test_a_fall_beyond_its_tolerance_is_named_and_one_within_it_is_not(baseline: Path) -> None:
    worse = card(*MEASURES[1:])
    falls = {fall.figure for fall in compare(worse, read_baseline(baseline)).falls}
    assert {"right", "citation_recall", "mrr"} <= falls
    kept = json.loads(baseline.read_text())
    kept["sets"]["sample"]["tolerance"] = dict.fromkeys(kept["sets"]["sample"]["tolerance"], 0.5)
    baseline.write_text(json.dumps(kept))
    assert not compare(worse, read_baseline(baseline)).falls


def test_less_of_a_bad_thing_is_no_fall_and_more_is(baseline: Path) -> None:
    fewer = card(*[m for m in MEASURES if not m.crashed])
    assert "crashed" not in {fall.figure for fall in compare(fewer, read_baseline(baseline)).falls}
    more = card(*MEASURES, MEASURES[4])
    assert "crashed" in {fall.figure for fall in compare(more, read_baseline(baseline)).falls}


def test_a_figure_that_is_no_longer_there_has_fallen(baseline: Path) -> None:
    only_silence = card(*MEASURES[5:])
    assert "recall@5" in {fall.figure for fall in compare(only_silence, read_baseline(baseline)).falls}


def test_slower_is_shown_and_not_held_against_the_machine(baseline: Path) -> None:
    slow = card(*[replace(m, seconds=60.0) for m in MEASURES])
    assert not compare(slow, read_baseline(baseline)).falls


def test_other_settings_are_said(baseline: Path) -> None:
    other = scorecard("sample", replace(SETTING, encoder="other"), MEASURES)
    assert compare(other, read_baseline(baseline)).differences == ("encoder: minilm before, other now",)


def test_writing_keeps_other_sets_and_tolerances_set_by_hand(baseline: Path) -> None:
    kept = json.loads(baseline.read_text())
    kept["sets"]["sample"]["tolerance"]["right"] = 0.3
    kept["sets"]["other"] = kept["sets"]["sample"]
    baseline.write_text(json.dumps(kept))
    write_baseline(baseline, read_baseline(baseline), [card(*MEASURES[1:])])
    after = read_baseline(baseline).sets
    assert set(after) == {"sample", "other"}
    assert after["sample"].tolerance["right"] == 0.3
    assert after["sample"].figures["right"] < after["other"].figures["right"]


def test_a_baseline_that_is_none_is_named(tmp_path: Path) -> None:
    assert not read_baseline(tmp_path / "none.json").sets
    path = tmp_path / "baseline.json"
    path.write_text('{"sets": {"sample": {"figures": "high"}}}')
    with pytest.raises(SettingsError, match=r"baseline\.json is not a baseline"):
        read_baseline(path)


def test_the_committed_baseline_reads() -> None:
    spec = importlib.util.find_spec("evals")
    assert spec and spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "baseline.json"
    assert path.exists()
    read_baseline(path)


def test_the_terminal_shows_sets_side_by_side_and_what_fell(baseline: Path) -> None:
    console = Console(file=io.StringIO(), width=160)
    worse = card(*MEASURES[1:])
    comparison = compare(worse, read_baseline(baseline))
    show_figures(console, [worse, card()], [comparison, compare(card(), Baseline())])
    show_categories(console, worse)
    show_comparison(console, worse, comparison)
    cases = {m.id: Case(id=m.id, question="Is [it] shut?", answerable=False) for m in MEASURES}
    show_failures(console, worse_measures := MEASURES[1:], cases, most=2)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "sample fell right: 0.286 before, 0.167 now" in text
    assert "Is [it] shut?" in text, "square brackets of a question are not markup"
    assert text.count("Is [it] shut?") == 2 < len(worse_measures)
