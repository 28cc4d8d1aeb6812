"""Tables of documents laid out as rows of text, for the readers of Word and of web pages. Pure.

- A cell merged downwards stands in every row it spans, for a row must be understood by itself; one merged across stands
  in its first column, or in each where it is a column heading over some of the columns.
- A table that is only a frame (one cell a row), or that only sets paragraph numbers beside paragraphs, is paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.report import Block, BlockKind

_NUMBER = re.compile(r"\d+(\.\d+)*\.?|\(?[a-z]{1,4}[.)]", re.IGNORECASE)
_DOTTED = re.compile(r"\d+\.\d+")
_MOST_COLUMNS = 1000  # a page may claim any span


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
    """The blocks of a row of such a table, the first with its number before it."""
    first, *rest = words or [Block(BlockKind.PARAGRAPH)]
    text = " ".join(filter(None, (text_of(number), first.text)))
    return [replace(first, text=text), *rest] if text or first.rows else rest


def _laid_out(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Rows of equal width, every cell's text in its columns."""
    width = min(max(sum(cell.across for cell in row.cells) for row in rows), _MOST_COLUMNS)
    above: list[str] = [""] * width  # the text last put in each column
    hanging = [0] * width  # rows into which each column's cell still reaches down
    out: list[tuple[str, ...]] = []
    for at, row in enumerate(rows):
        texts: list[str] = []
        for cell in (*row.cells, *[Cell(())] * width):
            while len(texts) < width and hanging[len(texts)]:
                hanging[len(texts)] -= 1
                texts.append(above[len(texts)])
            column, across = len(texts), min(cell.across, width - len(texts))
            if not across:
                break
            text = above[column] if cell.continues else text_of(cell.blocks)
            repeated = across < width and (row.heading or at == 0)
            texts += [text if repeated or not offset else "" for offset in range(across)]
            above[column : column + across] = texts[column:]
            hanging[column : column + across] = [cell.down - 1] * across
        out.append(tuple(texts))
    return out
