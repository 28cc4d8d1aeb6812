"""Recommendations down, papers across: the tracker as a grid. Pure.

Each cell is a word. What no paper says is said to be so, in the cell: a gap in a grid reads as an oversight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from assistant.ledger.holdings import Row, of_kind
from assistant.ledger.tracker import TrackerRow
from ingest.fact import Status
from ingest.report import written_iso

SILENT = "not mentioned"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one recommendation stands at one paper."""

    word: str
    row: TrackerRow | None  # that says so; None where the paper is silent


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation."""

    label: str  # its number, or its place in the report where it has none
    wording: str
    row: TrackerRow  # where it is worded
    cells: tuple[Cell, ...]  # one for each of the grid's papers


@dataclass(frozen=True, slots=True)
class Grid:
    """One inspection's recommendations by the papers that speak of them, in the order of their dates."""

    title: str
    headings: tuple[str, ...]  # the papers' dates, written out
    lines: tuple[Line, ...]


def grids(rows: Iterable[Row]) -> tuple[Grid, ...]:
    """A grid for each inspection, those of which no paper speaks last."""
    tracked = sorted(of_kind(rows, TrackerRow), key=lambda row: row.inspection)
    made = [_grid(inspection, tuple(own)) for inspection, own in groupby(tracked, key=lambda row: row.inspection)]
    return tuple(sorted(made, key=lambda grid: not grid.headings))


def _grid(inspection: str, rows: tuple[TrackerRow, ...]) -> Grid:
    papers = sorted({(row.as_at or "", row.report) for row in rows if row.status is not Status.NOT_STATED})
    recommendations = {(row.position, row.number): row for row in reversed(rows)}
    said = {(row.position, row.number, row.report): row for row in rows if row.status is not Status.NOT_STATED}
    lines = tuple(
        Line(_label(*key), row.wording, row, tuple(_cell(said.get((*key, report))) for _, report in papers))
        for key, row in sorted(recommendations.items(), key=lambda each: _order(*each[0]))
    )
    council, _, day = inspection.rpartition(" ")
    by = "how each stands, by paper" if papers else "no paper held says how they stand"
    return Grid(
        f"{council}, inspection of {written_iso(day)}: {by}",
        tuple(written_iso(day) or "no date" for day, _ in papers),
        lines,
    )


def _cell(row: TrackerRow | None) -> Cell:
    return Cell(str(row.status), row) if row else Cell(SILENT, None)


def _order(position: int | None, number: int | None) -> tuple[bool, int, int]:
    """By number, then by place in the report; those together without a number last."""
    return number is None and position is None, number or 0, position or 0


def _label(position: int | None, number: int | None) -> str:
    if number is not None:
        return str(number)
    return f"({position})" if position else "the others"
