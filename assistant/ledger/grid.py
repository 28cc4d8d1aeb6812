"""Recommendations down, papers across: the tracker as a grid. Pure.

Each cell is a word. What no paper says is said to be so, in the cell: a gap in a grid reads as an oversight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.ledger.holdings import Row, of_kind
from assistant.ledger.tracker import TrackerRow
from ingest.fact import Status
from ingest.report import written_day

SILENT = "not mentioned"


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation."""

    label: str  # its number, or its place in the report where it has none
    wording: str
    cells: tuple[str, ...]  # a word for each of the grid's papers


@dataclass(frozen=True, slots=True)
class Grid:
    """One inspection's recommendations by the papers that speak of them, in the order of their dates."""

    title: str
    headings: tuple[str, ...]  # the papers' dates, written out
    lines: tuple[Line, ...]


def grids(rows: Iterable[Row]) -> tuple[Grid, ...]:
    """A grid for each inspection, those of which no paper speaks among them."""
    tracked = of_kind(rows, TrackerRow)
    by_inspection = groupby(sorted(tracked, key=lambda row: row.inspection), key=lambda row: row.inspection)
    return tuple(_grid(inspection, tuple(own)) for inspection, own in by_inspection)


def _grid(inspection: str, rows: tuple[TrackerRow, ...]) -> Grid:
    papers = sorted({(row.as_at or "", row.report) for row in rows if row.status != Status.NOT_STATED})
    recommendations = {(row.position, row.number): row.wording for row in reversed(rows)}
    said = {(row.position, row.number, row.report): str(row.status) for row in rows}
    lines = tuple(
        Line(_label(*key), wording, tuple(said.get((*key, report), SILENT) for _, report in papers))
        for key, wording in sorted(recommendations.items(), key=lambda each: _order(*each[0]))
    )
    return Grid(f"Inspection of {inspection}: status by paper", tuple(_heading(day) for day, _ in papers), lines)


def _order(position: int | None, number: int | None) -> tuple[bool, int, int]:
    """By number, then by place in the report; those together without a number last."""
    return number is None and position is None, number or 0, position or 0


def _label(position: int | None, number: int | None) -> str:
    if number is not None:
        return str(number)
    return f"({position})" if position else "the others"


def _heading(iso: str) -> str:
    return written_day(date.fromisoformat(iso)) if iso else "undated"
