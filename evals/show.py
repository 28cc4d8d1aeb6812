"""A scorecard in the terminal: the sets side by side, then each by category, then what fell and what failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.retrieve import Search
from evals.ablations import SHOWN, Ablation
from evals.baseline import Comparison
from evals.bench import Figure
from evals.cases import Case
from evals.leave_one_out import LeftOut
from evals.metrics import Measures
from evals.scorecard import Scorecard, printed

_BY_CATEGORY = ("right", "facts_present", "citation_recall", "citation_precision", "declined_when_present", "recall@5")


def show_figures(console: Console, cards: Sequence[Scorecard], comparisons: Sequence[Comparison]) -> None:
    """Print every figure, each set beside its baseline."""
    table = _table("Scorecard", "figure")
    for card in cards:
        table.add_column(f"{card.name} ({card.whole.questions})", justify="right")
        table.add_column("before", justify="right", style="dim")
    for name in cards[0].whole.figures:
        row = [name.replace("_", " ")]
        for card, comparison in zip(cards, comparisons, strict=True):
            before = comparison.kept.figures.get(name) if comparison.kept else None
            row += [printed(name, card.whole.figures[name]), printed(name, before)]
        table.add_row(*row)
    console.print(table)


def show_categories(console: Console, card: Scorecard) -> None:
    """Print the main figures of one set by category."""
    table = _table(f"{card.name} by category", "category")
    for heading in ("n", *(name.replace("_", " ") for name in _BY_CATEGORY)):
        table.add_column(heading, justify="right")
    for row in card.categories:
        table.add_row(row.name, str(row.questions), *(printed(name, row.figures[name]) for name in _BY_CATEGORY))
    console.print(table)


def show_ablations(console: Console, ablations: Sequence[Ablation], names: Sequence[str]) -> None:
    """Print what each way of answering gives on each of the sets of these names."""
    table = _table("What each part is worth", "way")
    for name in names:
        for figure in SHOWN:
            table.add_column(f"{name.removeprefix('questions_')} {figure.replace('_', ' ')}", justify="right")
    for each in ablations:
        table.add_row(each.name, *(printed(name, figures[name]) for figures in each.figures for name in SHOWN))
    console.print(table)


def show_left_out(console: Console, found: Sequence[LeftOut]) -> None:
    """Print how many questions are declined when their only paper is gone."""
    for each in found:
        kept = f"; answered all the same: {', '.join(each.answered)}" if each.answered else ""
        share = printed("declined", each.declined)
        console.print(
            f"{each.name}, each without its only paper: {share} of {each.asked} declined{kept}", soft_wrap=True
        )


def show_bench(console: Console, figures: Sequence[Figure]) -> None:
    """Print the figures of the public sets, by each search."""
    table = _table("Public sets", "set")
    table.add_column("figure")
    for search in Search:
        table.add_column(search.value, justify="right")
    table.add_column("published")
    for each in figures:
        table.add_row(each.bench, each.measure, *(printed(each.measure, v) for v in each.values), each.published)
    console.print(table)


def _table(title: str, first: str) -> Table:
    """A table with few lines and its first column whole, so that two sets fit a terminal of 80 columns."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column(first, no_wrap=True)
    return table


def show_comparison(console: Console, card: Scorecard, comparison: Comparison) -> None:
    """Say what fell, what was different about the run, and which gold addresses the library does not have."""
    if comparison.kept is None:
        console.print(f"{card.name}: the baseline does not have this set, so nothing is compared.")
    for difference in comparison.differences:
        console.print(f"{card.name}: made with other settings than the baseline, {escape(difference)}", soft_wrap=True)
    if card.unheld:
        console.print(f"{card.name}: gold addresses not in the library: {escape(', '.join(card.unheld))}")
    for fall in comparison.falls:
        console.print(f"[bold red]{card.name} fell[/] {fall}", soft_wrap=True)
    if comparison.kept and not comparison.falls:
        console.print(f"{card.name}: no figure fell beyond its tolerance.")


def show_failures(console: Console, measures: Sequence[Measures], cases: Mapping[str, Case], most: int) -> None:
    """Print the first questions that are not right, with what is wrong with each answer."""
    for failed in [m for m in measures if not m.right][: max(0, most)]:
        console.print(
            f"\n[bold]{escape(failed.id)}[/] \\[{escape(failed.category)}] {escape(cases[failed.id].question)}"
        )
        for fault in failed.faults:
            console.print(f"   {escape(fault)}", soft_wrap=True)
