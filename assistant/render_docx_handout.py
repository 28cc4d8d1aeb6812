"""A handout as a Word document: real headings, lists, tables with header rows, and footnotes for what it cites.

Nothing in it runs: its only fields are page numbers and cross-references to its own notes, and no word of a paper gets
into one. A table lets a row break over no page, and says its headings again on each.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Length
from docx.table import Table as Grid
from docx.table import _Row
from docx.text.paragraph import Paragraph

from assistant.papers.handout import Blank, Handout, Line, Notice, Part, Picture, Piece, Row, Shape, Table
from assistant.render_docx_footnotes import Footnotes
from assistant.render_docx_pages import saved
from assistant.render_docx_picture import png
from assistant.render_docx_styles import (
    BLANK,
    CELL,
    COLUMN,
    GAP,
    KIND,
    SMALL,
    TABLE,
    begun,
    height_of,
    loud,
    width_of,
)
from assistant.render_handout import (
    as_at,
    by_model,
    closed,
    left_out,
    lines,
    marks,
    notes,
    written_from,
)
from assistant.render_sheet import plain

_STYLES = {Shape.PARAGRAPH: "Normal", Shape.ITEM: "List Bullet", Shape.QUOTE: "Quote"}
_PIXELS = 1600  # across a picture: sharp in print
_MOST_OF_A_PAGE = 0.85  # how high a picture may be: its heading stands over it


def document(handout: Handout, titles: Mapping[str, str]) -> bytes:
    """The file.

    Args:
        titles: of the papers, by name, see `render_sheet.named`.
    """
    made, note_size = begun(handout)
    drawing = _Drawing(made, handout, titles, note_size)
    _top(made, handout)
    for chapter in handout.chapters:
        if chapter.title:
            made.add_heading(plain(chapter.title), 2)
        for part in chapter.parts:
            drawing.part(part, 3 if chapter.title else 2)
    if left_out(handout):
        made.add_paragraph(left_out(handout), SMALL)
    return saved(made)


def _top(made: Document, handout: Handout) -> None:
    made.add_paragraph(handout.sort, KIND)
    made.add_heading(plain(handout.title), 1)
    if handout.about:
        made.add_paragraph(plain(handout.about))
    if as_at(handout):
        made.add_paragraph().add_run(as_at(handout)).bold = True
    if closed(handout):
        loud(made.add_paragraph(), closed(handout))
    for words in filter(None, (written_from(handout), by_model(handout))):
        made.add_paragraph(words, SMALL)


class _Drawing:
    """A document as its pieces are put into it, one after the other."""

    def __init__(self, made: Document, handout: Handout, titles: Mapping[str, str], note_size: float) -> None:
        self._made = made
        self._footnotes = Footnotes(made, note_size)
        self._notes = notes(handout, titles)

    def part(self, part: Part, level: int) -> None:
        if part.heading:
            self._made.add_heading(plain(part.heading), level)
        for piece in part.pieces:
            self._piece(piece)
        if not part.pieces and part.empty:
            self._made.add_paragraph(plain(part.empty))

    def _piece(self, piece: Piece) -> None:
        if isinstance(piece, Line):
            self._line(piece)
        elif isinstance(piece, Table):
            self._table(piece)
        elif isinstance(piece, Picture):
            _picture(self._made, piece)
        elif isinstance(piece, Notice):
            self._made.add_paragraph(plain(piece.text), SMALL if piece.small else None)
        elif isinstance(piece, Blank):
            self._made.add_paragraph(f"{plain(piece.label)}: \t", BLANK)

    def _line(self, line: Line) -> None:
        paragraph = self._made.add_paragraph(style=_STYLES[line.shape])
        if line.lead:
            paragraph.add_run(f"{plain(line.lead)}: ").bold = True
        _write(paragraph, line.text)
        self._end(paragraph, line)

    def _end(self, paragraph: Paragraph, each: Line | Row) -> None:
        for mark in marks(each):
            paragraph.add_run(f" {mark}").italic = True
        self._footnotes.refer(paragraph, [self._notes.words[number - 1] for number in self._notes.under[each]])

    def _table(self, table: Table) -> None:
        if table.caption:
            self._made.add_paragraph(plain(table.caption), "Caption")
        columns = len(table.headings)
        grid = self._made.add_table(1 + len(table.rows), columns, TABLE)
        for cell, heading in zip(grid.rows[0].cells, table.headings, strict=True):
            _fill(cell.paragraphs[0], heading, COLUMN)
        _mark_row(grid.rows[0], "w:tblHeader")
        for own, row in zip(list(grid.rows)[1:], table.rows, strict=True):
            for cell, words in zip(own.cells, row.cells, strict=True):
                last = _fill(cell.paragraphs[0], words, CELL)
            self._end(last, row)
        _lay_out(grid, table.widths or (1,) * columns, width_of(self._made.sections[0]))
        self._made.add_paragraph(style=GAP)  # or Word makes one table of two that follow one another


def _write(paragraph: Paragraph, text: str) -> None:
    for at, line in enumerate(lines(text)):
        if at:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def _fill(paragraph: Paragraph, words: str, style: str) -> Paragraph:
    paragraph.style = style
    _write(paragraph, words)
    return paragraph


def _lay_out(grid: Grid, widths: tuple[int, ...], whole: Length) -> None:
    """Fix the columns, in proportion to one another, and keep each row on one page."""
    grid.autofit = False
    shares = [Length(whole * width // sum(widths)) for width in widths]
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = share
    for row in grid.rows:
        _mark_row(row, "w:cantSplit")
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = share


def _mark_row(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _picture(made: Document, picture: Picture) -> None:
    drawn = png(picture.svg, _PIXELS)
    if drawn is None:
        return
    section = made.sections[0]
    put = made.add_paragraph().add_run().add_picture(BytesIO(drawn), width_of(section))
    highest = Length(int(height_of(section) * _MOST_OF_A_PAGE))
    if put.height > highest:
        put.width, put.height = Length(put.width * highest // put.height), highest
    put._inline.docPr.set("descr", plain(picture.words))
