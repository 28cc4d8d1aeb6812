"""A handout as a Word document: real headings, lists, tables with header rows, and footnotes for what it cites.

Nothing in it runs: its only fields are page numbers and cross-references to its own notes, and no word of a paper gets
into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document
from docx.shared import Length
from docx.text.paragraph import Paragraph

from assistant.papers.handout import Blank, Handout, Line, Notice, Part, Picture, Piece, Row, Shape, Table
from assistant.render_docx_footnotes import Footnotes
from assistant.render_docx_pages import saved
from assistant.render_docx_picture import png, shape
from assistant.render_docx_styles import (
    BLANK,
    KIND,
    SMALL,
    begun,
    height_of,
    loud,
    width_of,
)
from assistant.render_docx_table import draw, write
from assistant.render_handout import (
    as_at,
    by_model,
    closed,
    kind,
    left_out,
    marks,
    notes,
    written_from,
)
from assistant.render_sheet import plain

_STYLES = {Shape.PARAGRAPH: "Normal", Shape.ITEM: "List Bullet", Shape.QUOTE: "Quote"}
_PIXELS = 1600  # across a picture: sharp in print
_MOST_OF_A_PAGE = 0.85  # how high a picture may be: its heading stands over it
_LEAST_OF_A_WIDTH = 0.5  # of the text's width: below it a picture's words cannot be read, and its table says the same


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
    if kind(handout):
        made.add_paragraph(kind(handout), KIND)
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
            self._made.add_paragraph(plain(piece.text), SMALL if piece.small else "Quote" if piece.quoted else None)
        elif isinstance(piece, Blank):
            self._made.add_paragraph(f"{plain(piece.label)}: \t", BLANK)

    def _line(self, line: Line) -> None:
        paragraph = self._made.add_paragraph(style=_STYLES[line.shape])
        if line.lead:
            paragraph.add_run(f"{plain(line.lead)}: ").bold = True
        write(paragraph, line.text)
        self._end(paragraph, line)

    def _end(self, paragraph: Paragraph, each: Line | Row) -> None:
        for mark in marks(each):
            paragraph.add_run(f" {mark}").italic = True
        self._footnotes.refer(paragraph, [self._notes.words[number - 1] for number in self._notes.under[each]])

    def _table(self, table: Table) -> None:
        for last, row in zip(draw(self._made, table), table.rows, strict=True):
            self._end(last, row)


def _picture(made: Document, picture: Picture) -> None:
    """Put a picture at the end, as wide as the text where the page is high enough for that."""
    drawn = png(picture.svg, _PIXELS)
    if drawn is None:
        return
    across, down = shape(drawn)
    widest = width_of(made.sections[0])
    width = min(widest, int(height_of(made.sections[0]) * _MOST_OF_A_PAGE * across / down))
    if width < widest * _LEAST_OF_A_WIDTH:
        return
    put = made.add_paragraph().add_run().add_picture(BytesIO(drawn), Length(width))
    put._inline.docPr.set("descr", plain(picture.words))
