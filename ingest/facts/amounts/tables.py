"""Sums of money in the tables of a paper: what a column counts in, what a row and a column are, which are totals. Pure.

A cell is a sum where it prints "£", or where its column's heading, the heading of the first column, the first row or
the table's heading says "£000" or the like. Totals are the rows and columns that are called so, made of the rows above
(from the total before) and of the financial years beside. Where rows can be of opposite kinds ("less grant") or columns
are no years, the parts are given only where they add up: the table may mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fact import Sum
from ingest.facts.amounts.said import YEAR
from ingest.facts.amounts.words import COUNTED_IN, Found, cell_sum
from ingest.report import Cell, Paragraph, Report
from ingest.rounding import adds_up

_TOTAL = re.compile(r"^\W*(?:\d+\.\s*)?(?:grand |overall |combined |net )?total\b", re.I)
_SUBTOTAL = re.compile(r"^\W*sub-?\s?total\b", re.I)
_NO_MONEY = re.compile(r"%|\b(?:FTEs?|numbers?|no\.?|posts?|years?|refs?|dates?|per cent|rag|page|para)\s*$", re.I)
_OPPOSITE = re.compile(
    r"\b(?:less|income|grants?|receipts?|contributions?|savings?|funded|funding|recharges?|variance)\b", re.I
)
_YEARS_LONG = re.compile(
    r"\b(?:over|across|in)\s+(?:(?:the|next)\s+)*(?:\w+)\s+years?\b|\b(?:per|a) (?:year|annum|week|month)\b", re.I
)


@dataclass(frozen=True, slots=True)
class CellSum:
    """A sum in a cell, with the row it stands in."""

    row: Paragraph
    column: int
    label: str  # of the row
    heading: str  # of the column
    found: Found
    unit: str  # "£000"; "" where the cell prints its own
    parts: tuple[Sum, ...] = ()
    total: bool = False

    @property
    def period(self) -> str:
        """The period its column is for, else its row; "" where neither is a period."""
        for text in (self.heading, self.label):
            if match := re.search(YEAR, text) or _YEARS_LONG.search(text):
                return match[0]
        return ""

    @property
    def purpose(self) -> str:
        """Its row, and its column where that is neither a period nor a total nor a unit."""
        heading = COUNTED_IN.sub("", self.heading).strip(" ()")
        says_more = heading and not self.total and not re.search(YEAR, heading) and not _YEARS_LONG.search(heading)
        if not re.search(r"[A-Za-z]{2}", self.label) or re.fullmatch(YEAR, self.label.strip()):
            return heading or self.label
        return f"{self.label}, {heading}" if says_more and not _TOTAL.match(heading) else self.label

    def as_sum(self) -> Sum:
        """For the parts of a total."""
        return Sum(self.row.para, self.found.printed, self.found.pence, self.found.exact_to)


def table_sums(report: Report) -> Iterator[CellSum]:
    """Every sum that is a cell of its own, table by table, row by row."""
    tables: dict[str, list[Paragraph]] = {}
    for paragraph in report.paragraphs:
        if paragraph.cells:
            tables.setdefault(paragraph.parent or paragraph.para, []).append(paragraph)
    for rows in tables.values():
        yield from _with_totals(list(_cells(rows)))


def _cells(rows: Sequence[Paragraph]) -> Iterator[CellSum]:
    first = rows[0].cells
    of_the_table = _counted_in(rows[0].section) or (_counted_in(first[0].heading) if first else "")
    units = [_counted_in(cell.text) for cell in first]
    for at, row in enumerate(rows):
        if at == 0 and any(units):
            continue  # a row that says what the columns count in
        label = row.cells[0].text.strip() if row.cells else ""
        for column, cell in enumerate(row.cells):
            unit = _counted_in(cell.heading) or (units[column] if column < len(units) else "") or of_the_table
            found = None if _is_no_money(cell, column) else cell_sum(cell.text, unit)
            if found and not (column == 0 and "£" not in cell.text):
                yield CellSum(row, column, label, cell.heading, found, "" if "£" in cell.text else unit)


def _counted_in(text: str) -> str:
    found = COUNTED_IN.search(text)
    return found[0] if found else ""


def _is_no_money(cell: Cell, column: int) -> bool:
    return bool(_NO_MONEY.search(cell.heading)) and "£" not in cell.heading + cell.text


def _with_totals(cells: Sequence[CellSum]) -> Iterator[CellSum]:
    for cell in cells:
        down = bool(_TOTAL.match(cell.label) or _SUBTOTAL.match(cell.label))
        across = _TOTAL.match(cell.heading) is not None
        if not (down or across):
            yield cell
            continue
        choices = [_beside(cells, cell)] if across else []
        choices += [_above(cells, cell)] if down else []
        choices = [parts for parts in choices if len(parts) > 1]
        wrong = next((parts for parts in choices if not _adds_up(cell, parts)), None)
        parts = wrong or (choices[0] if choices else [])
        yield CellSum(
            cell.row,
            cell.column,
            cell.label,
            cell.heading,
            cell.found,
            cell.unit,
            tuple(p.as_sum() for p in parts),
            True,
        )


def _beside(cells: Sequence[CellSum], total: CellSum) -> list[CellSum]:
    """The other sums of its row; where they are not all of years, only if they add up."""
    parts = [each for each in cells if each.row is total.row and each.column < total.column]
    years = all(re.search(YEAR, each.heading) for each in parts)
    return parts if years or _adds_up(total, parts) else []


def _above(cells: Sequence[CellSum], total: CellSum) -> list[CellSum]:
    """The sums above it in its column, from the total before; after a total or among opposites, only if they add up."""
    column = [each for each in cells if each.column == total.column and each.row.order < total.row.order]
    totals = [each for each in column if _TOTAL.match(each.label) or _SUBTOTAL.match(each.label)]
    parts = [each for each in column if not totals or each.row.order > totals[-1].row.order]
    if totals and _adds_up(total, [totals[-1], *parts]):
        return [totals[-1], *parts]
    sure = (
        not totals
        and not any(_OPPOSITE.search(each.label) for each in parts)
        and not re.match(r"\W*net\b", total.label, re.I)
    )
    return parts if sure or _adds_up(total, parts) else []


def _adds_up(total: CellSum, parts: Sequence[CellSum]) -> bool:
    return adds_up(total.found.pence, total.found.exact_to, [(each.found.pence, each.found.exact_to) for each in parts])
