"""Tables of documents laid out as rows of text, for the readers of Word and of web pages. Pure.

- A cell merged downwards stands in every row it spans, for a row must be understood by itself; one merged across stands
  in its first column, or in each where it is a column heading over some of the columns.
- A table that is only a frame (one cell a row), or that only sets paragraph numbers beside paragraphs, is paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.report import Block, BlockKind

_NUMBER = re.compile(r"\d+(\.\d+)*\.?|\(?[a-z]{1,4}[.)]", re.IGNORECASE)
_DOTTED = re.compile(r"\d+\.\d+")
_WIDEST_SPAN = 1000  # columns: a page may claim any number, and HTML allows this many


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its file has it. Spans are counted from 1."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1
    continues: bool = False  # merged into the cell above, where a file says so in the lower cell


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    heading: bool = False  # heads the columns


def table_blocks(rows: Sequence[Row]) -> list[Block]:
    """A table's block, or the paragraphs of one that is only a layout. A table without words is none."""
    rows = [row for row in rows if row.cells]
    if all(len(row.cells) == 1 for row in rows):
        return [block for row in rows for block in row.cells[0].blocks]
    if _only_numbers_paragraphs(rows):
        return [block for row in rows for block in _numbered(*(cell.blocks for cell in row.cells))]
    filled = tuple(row for row in _laid_out(rows) if any(row))
    return [Block(BlockKind.TABLE, rows=filled)] if filled else []


def text_of(blocks: Sequence[Block]) -> str:
    """Blocks as the text of a cell, a line each; a table within it a line for each of its rows."""
    lines = (line for block in blocks for line in (block.text, *(" | ".join(row) for row in block.rows)))
    return "\n".join(filter(None, lines))


def _only_numbers_paragraphs(rows: Sequence[Row]) -> bool:
    """Whether a table only sets numbers beside paragraphs: "2.1" and its words, row by row."""
    if any(len(row.cells) != 2 for row in rows):
        return False
    numbers = [number for row in rows if (number := text_of(row.cells[0].blocks))]
    return all(map(_NUMBER.fullmatch, numbers)) and any(map(_DOTTED.match, numbers))


def _numbered(number: Sequence[Block], words: Sequence[Block]) -> list[Block]:
    """The blocks of a row of such a table, the first paragraph with its number before it."""
    label = text_of(number)
    if not label:
        return list(words)
    if not words or words[0].rows:
        return [Block(BlockKind.PARAGRAPH, label), *words]
    return [replace(words[0], text=f"{label} {words[0].text}"), *words[1:]]


def _laid_out(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Rows of equal width, every cell's text in its columns."""
    placed = list(_placed(rows))
    width = max(column + across for row in placed for column, across, _ in row)
    out: list[tuple[str, ...]] = []
    for at, row in enumerate(placed):
        texts = [""] * width
        for column, across, cell in row:
            above = out[-1][column] if out and cell.continues else ""
            repeated = across < width and (at == 0 or rows[at].heading)
            for spanned in range(column, column + across if repeated else column + 1):
                texts[spanned] = above or text_of(cell.blocks)
        out.append(tuple(texts))
    return out


def _placed(rows: Sequence[Row]) -> Iterator[list[tuple[int, int, Cell]]]:
    """For each row its cells, and those that hang down into it, with the column where each begins and its columns."""
    hanging: list[tuple[int, int, Cell, int]] = []  # column, columns, cell, rows still to come
    for row in rows:
        here = [(column, across, cell) for column, across, cell, _ in hanging]
        taken = {at for column, across, _ in here for at in range(column, column + across)}
        hanging = [(column, across, cell, left - 1) for column, across, cell, left in hanging if left > 1]
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            across = min(cell.across, _WIDEST_SPAN)
            here.append((column, across, cell))
            if cell.down > 1:
                hanging.append((column, across, cell, cell.down - 1))
            column += across
        yield here
