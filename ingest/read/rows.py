"""The rows of a table that pages have parted: headings printed again are dropped, a row broken by a page is mended.

A row at the head of a page goes on with the last one before it if each of its cells stands under a filled one, its
first is empty or goes on in mid-sentence, and some cell goes on so. Where all other rows of the table fill their first
column, an empty first cell is enough, but not over figures: those may be a total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.read.line import Line
from ingest.read.wraps import is_unfinished, joined

_SHORTEST_BROKEN = 20  # characters: a shorter cell in small letters is a word of its own ("met")
_FIGURES = re.compile(r"[£\d.,%()\s-]+")

Cells = tuple[str, ...]


def rows_of(lines: Sequence[Line]) -> tuple[Cells, ...]:
    """The rows of one table from its lines, which all have cells."""
    heading = lines[0].cells
    once = [lines[0], *(line for line in lines[1:] if not (line.opens_table and line.cells == heading))]
    fills_first = all(line.cells[0] for before, line in pairwise(once) if line.page == before.page)
    rows: list[Cells] = [heading]
    for before, line in pairwise(once):
        if len(rows) > 1 and line.page != before.page and _goes_on(line.cells, rows[-1], fills_first):
            rows[-1] = tuple(joined(filter(None, pair), frozenset()) for pair in zip(rows[-1], line.cells, strict=True))
        else:
            rows.append(line.cells)
    return tuple(rows)


def _goes_on(row: Cells, before: Cells, fills_first: bool) -> bool:
    """Whether a row at the head of a page is the rest of the one `before` it."""
    pairs = list(zip(before, row, strict=False))
    if len(row) != len(before) or not all(above for above, cell in pairs if cell):
        return False
    if row[0] and not _is_broken(*pairs[0]):
        return False
    if any(_is_broken(*pair) for pair in pairs):
        return True
    return fills_first and not any(_FIGURES.fullmatch(cell) for cell in row if cell)


def _is_broken(above: str, cell: str) -> bool:
    """Whether a cell goes on in mid-sentence with the one above it."""
    return cell[:1].islower() and is_unfinished(above) and len(above) > _SHORTEST_BROKEN
