"""The spine of an evaluation: question sets → libraries → answers → figures, compared, printed and written down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from assistant.retrieve import Search
from evals.ablations import ablate
from evals.baseline import compare, read_baseline, write_baseline
from evals.bench import measured
from evals.leave_one_out import leave_one_out
from evals.outcome import write_answers
from evals.report_html import page
from evals.run import examine
from evals.sets import fill, question_sets
from evals.show import (
    show_ablations,
    show_bench,
    show_categories,
    show_comparison,
    show_failures,
    show_figures,
    show_left_out,
)
from ingest.errors import SettingsError
from ingest.settings import Settings


def evaluate(
    question_paths: Sequence[Path],
    settings: Settings,
    out: Path,
    baseline: Path,
    *,
    update_baseline: bool = False,
    failures: int = 0,
    search: Search = Search.FUSED,
    ablations: bool = False,
    leave_out: bool = False,
    bench: bool = False,
    console: Console | None = None,
) -> int:
    """Examine question sets (our own where none is named), print and write what came of it.

    Args:
        out: folder for the libraries, the answers (`<set>.answers.jsonl`) and the page (`report.html`).
        baseline: the figures to hold these against; replaced when `update_baseline`.
        failures: how many questions that are not right to print, of each set.
        ablations: print what each part of the search is worth as well.
        leave_out: ask the questions again without the papers that answer them, and print how many are declined.
        bench: print the figures of the public sets as well.

    Returns:
        0, or 1 where a figure fell beyond its tolerance.

    Raises:
        PlanAssistantError: a question set, the baseline or the library cannot be used.
    """
    console = console or Console()
    before = read_baseline(baseline)
    _make(out)
    examinations = []
    asked = question_sets(question_paths, settings, out)
    for question_set in asked:
        fill(question_set, settings, console)
        examinations.append(examine(question_set, settings, search))
        write_answers([each.outcome for each in examinations[-1].examined], out / f"{question_set.name}.answers.jsonl")
    cards = [each.card for each in examinations]
    comparisons = [compare(card, before) for card in cards]
    show_figures(console, cards, comparisons)
    for each, comparison in zip(examinations, comparisons, strict=True):
        show_categories(console, each.card)
        show_comparison(console, each.card, comparison)
        cases = {examined.case.id: examined.case for examined in each.examined}
        show_failures(console, [examined.measures for examined in each.examined], cases, failures)
    report = out / "report.html"
    report.write_text(page(examinations, comparisons), encoding="utf-8")
    console.print(f"\nThe whole of it, question by question: {report}", soft_wrap=True)
    if ablations:
        show_ablations(console, ablate(asked, settings), [each.name for each in asked])
    if leave_out:
        show_left_out(console, leave_one_out(asked, settings))
    if bench and (figures := measured(settings, out, console)):
        show_bench(console, figures)
    if update_baseline:
        write_baseline(baseline, before, cards)
        console.print(f"These figures are the baseline now: {baseline}", soft_wrap=True)
        return 0
    return int(any(comparison.falls for comparison in comparisons))


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SettingsError(
            f"The folder {out} cannot be made ({problem.strerror}): name another with --out."
        ) from problem
