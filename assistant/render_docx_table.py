"""A table in a Word document: its headings are said again on each page, no row breaks over one, no word over a line."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Length
from docx.table import Table as Grid
from docx.table import _Row
from docx.text.paragraph import Paragraph

from assistant.papers.handout import Table
from assistant.render_docx_styles import CELL, CELL_SIZE, COLUMN, GAP, TABLE, width_of
from assistant.render_handout import lines
from assistant.render_sheet import plain

_SIGN = 0.6  # width of a letter, bold and rather wide, by the size of its fellows
_BESIDE = 10  # points beside the words of a cell
_MOST = 0.4  # of a table's width that one long word may claim
_A_POINT = 12700  # in the units of `Length`


def draw(made: Document, table: Table) -> tuple[Paragraph, ...]:
    """Put a table at the end. What it gives are the last paragraphs of its rows, where their notes are to stand."""
    if table.caption:
        made.add_paragraph(plain(table.caption), "Caption")
    grid = made.add_table(1 + len(table.rows), len(table.headings), TABLE)
    heads, *rows = grid.rows
    _row(heads, table.headings, made.styles[COLUMN].style_id)
    _mark(heads, "w:tblHeader")
    style = made.styles[CELL].style_id
    last = tuple(_row(own, row.cells, style) for own, row in zip(rows, table.rows, strict=True))
    _lay_out(grid, shares(table, width_of(made.sections[0])))
    made.add_paragraph(style=GAP)  # or Word makes one table of two that follow one another
    return last


def write(paragraph: Paragraph, text: str) -> None:
    """Put a text at the end of a paragraph, each of its lines on its own."""
    for at, line in enumerate(lines(text)):
        if at:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def shares(table: Table, whole: Length) -> tuple[Length, ...]:
    """Widths of the columns: in proportion as the table asks, each at least as wide as its longest word."""
    asked = table.widths or (1,) * len(table.headings)
    columns = zip(table.headings, *(row.cells for row in table.rows), strict=True)
    least = [min(_least(cells), whole * _MOST) for cells in columns]
    narrow: set[int] = set()
    while True:
        left = whole - sum(least[at] for at in narrow)
        among = sum(width for at, width in enumerate(asked) if at not in narrow)
        found = [least[at] if at in narrow else left * width / among for at, width in enumerate(asked)]
        more = {at for at, width in enumerate(found) if width < least[at]}
        if not more or len(narrow | more) == len(asked):
            return tuple(Length(int(width)) for width in found)
        narrow |= more


def _least(cells: Sequence[str]) -> float:
    longest = max((len(word) for words in cells for word in words.split()), default=0)
    return (longest * CELL_SIZE * _SIGN + _BESIDE) * _A_POINT


def _row(row: _Row, cells: Sequence[str], style: str) -> Paragraph:
    """Fill a row, in the style of this id. What it gives is its last paragraph."""
    paragraphs: list[Paragraph] = [cell.paragraphs[0] for cell in row.cells]
    for paragraph, words in zip(paragraphs, cells, strict=True):
        paragraph._p.style = style
        write(paragraph, words)
    return paragraphs[-1]


def _lay_out(grid: Grid, widths: Sequence[Length]) -> None:
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        _mark(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
