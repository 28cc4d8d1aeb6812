"""Word documents (.docx) to blocks: the only door to python-docx.

The document is read as accepted and printed: numbers written out, tracked changes taken, hidden text gone. Decisions:

- Notes follow the paragraph that refers to them, as "[1] …": a definition or a source printed at the foot of the page
  belongs to that paragraph and is cited with it. At the end of the paper it would join the last paragraph.
- Page headers and footers are not text, but for what marks the paper (see `running_heads`).
- Not read: LISTNUM and AUTONUM fields (their numbers are not in the file), pictures, charts, comments.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml

from ingest.errors import UnreadableFile
from ingest.read.grid import Cell, Row, table_blocks, text_of
from ingest.read.running_heads import markings
from ingest.read.word_numbers import Counters
from ingest.read.word_styles import Element, ListPlace, Styles, number, switched_on, value, w
from ingest.read.word_text import Words, WordText, chosen, is_placeholder
from ingest.report import Block, BlockKind

_WAY_ON = "open it in Word and save it again as a Word document (.docx)"
_HEADING_WORDS = 20  # a longer "heading" is a paragraph styled as one for its number
_LETTERED = frozenset({"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})
_THROUGH = frozenset(w(name) for name in ("ins", "moveTo", "customXml", "smartTag"))
_ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read_docx(path: Path) -> tuple[Block, ...]:
    """Read a Word document.

    Raises:
        UnreadableFile: damaged, or of a kind of Word file that python-docx does not open.
    """
    main = _opened(path)
    try:
        blocks = _Story(main).blocks(main.element.body)
        return (*markings(_running_heads(main), blocks), *blocks)
    except SyntaxError as error:  # lxml's syntax errors are Python's
        raise UnreadableFile(path, f"it is damaged; {_WAY_ON}") from error


def _opened(path: Path) -> XmlPart:
    """The document's main part. The errors are those python-docx lets through for parts missing or mistaken."""
    try:
        part = docx.Document(str(path)).part
        if part.element.body is not None:
            return part
    except (
        OpcError,
        SyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ) as error:
        raise UnreadableFile(path, f"it is damaged or of an unusual kind; {_WAY_ON}") from error
    raise UnreadableFile(path, f"it has no text; {_WAY_ON}")


class _Story:
    """Walks a document once, in order, for its numbers count as they are met."""

    def __init__(self, main: XmlPart) -> None:
        self._styles = Styles(_root(main, "/styles"), _root(main, "/numbering"))
        self._counters = Counters()
        self._words = WordText(self._styles)
        self._notes = {kind: _notes(_root(main, f"/{kind}s"), kind) for kind in ("footnote", "endnote")}
        self._notes_met = 0
        self._carried = ("", "")  # number and words of paragraphs whose end is hidden or deleted: they run on

    def blocks(self, container: Element, bare_numbers: bool = False) -> list[Block]:
        """The blocks of the body, a cell, a text box or a note.

        Args:
            container: what holds the paragraphs and tables.
            bare_numbers: keep a number that stands alone, as in a table's column of paragraph numbers.
        """
        found: list[Block] = []
        outer, self._carried = self._carried, ("", "")
        for element in _pieces(container):
            if element.tag == w("tbl"):
                found += table_blocks([self._row(row) for row in _rows(element)])
            else:
                found += self._paragraph(element, bare_numbers)
        if any(self._carried):
            found.append(Block(BlockKind.PARAGRAPH, _joined(*self._carried)))
        self._carried = outer
        return found

    def _paragraph(self, paragraph: Element, bare_numbers: bool) -> Iterator[Block]:
        if self._styles.in_contents_list(paragraph):
            return
        words = self._words.read(paragraph)
        mark = paragraph.find(w("pPr/rPr"))
        deleted = mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)
        hidden = self._styles.hidden(mark, paragraph)
        if deleted or (hidden and not words.text):
            self._carried = (self._carried[0], _joined(self._carried[1], words.text))
            return
        place = self._styles.place(paragraph)
        if place is not None and not words.text and paragraph.find(w("pPr/sectPr")) is not None:
            place = None  # an empty paragraph that only ends a section has no number
        label = self._counters.label(place.list_id, place.word_list, place.level) if place else ""
        label, text = self._carried[0] or label, _joined(self._carried[1], words.text)
        self._carried = ("", "")
        if hidden:  # a style separator: a heading that runs on into its paragraph
            self._carried = (label, text)
        elif text or (label and bare_numbers):
            yield self._block(paragraph, place, _joined(label, text))
        yield from self._attached(words)

    def _block(self, paragraph: Element, place: ListPlace | None, text: str) -> Block:
        level = self._styles.heading_level(paragraph)
        if level and len(text.split()) <= _HEADING_WORDS and not text.endswith((".", ";", ",")):
            return Block(BlockKind.HEADING, text, level=level)
        if place is not None and _is_item(place):
            return Block(BlockKind.ITEM, text, level=place.level + 1)
        return Block(BlockKind.PARAGRAPH, text)

    def _attached(self, words: Words) -> Iterator[Block]:
        """Text boxes anchored in a paragraph, then the notes it refers to."""
        for box in words.boxes:
            yield from self.blocks(box)
        for kind, note_id in words.notes:
            note = self._notes[kind].get(note_id)
            text = "" if note is None else text_of(self.blocks(note))
            self._notes_met += 1
            if text:
                yield Block(BlockKind.PARAGRAPH, f"[{self._notes_met}] {text}")

    def _row(self, row: Element) -> Row:
        properties = row.find(w("trPr"))
        skipped = number(value(properties, "gridBefore")) or 0
        cells = [Cell((), skipped)] if skipped else []
        return Row((*cells, *map(self._cell, _within(row, "tc"))), bool(switched_on(properties, "tblHeader")))

    def _cell(self, cell: Element) -> Cell:
        properties = cell.find(w("tcPr"))
        across = max(number(value(properties, "gridSpan")) or 1, 1)
        merged = None if properties is None else properties.find(w("vMerge"))
        if merged is not None and (merged.get(w("val")) or "continue") == "continue":
            return Cell((), across, continues=True)
        return Cell(tuple(self.blocks(cell, bare_numbers=True)), across)


def _is_item(place: ListPlace) -> bool:
    """Whether a place in a list makes an item of it: a bullet, a letter, or a figure in a list within the paper."""
    definition = place.definition
    return definition.bullet or definition.format in _LETTERED or not place.word_list.numbers_paragraphs


def _pieces(container: Iterable[Element]) -> Iterator[Element]:
    """The paragraphs and tables of a container, through whatever wraps them."""
    for child in container:
        if child.tag in {w("p"), w("tbl")}:
            yield child
        elif child.tag == w("sdt"):
            yield from _controlled(child)
        elif child.tag in _THROUGH:
            yield from _pieces(child)
        elif child.tag == _ALTERNATES:
            yield from (piece for branch in chosen(child) for piece in _pieces((branch,)))


def _controlled(control: Element) -> Iterator[Element]:
    """The pieces of a content control; none of a placeholder's or a table of contents'."""
    content = control.find(w("sdtContent"))
    gallery = (value(control, "sdtPr/docPartObj/docPartGallery") or "").lower()
    if content is not None and not is_placeholder(control) and gallery != "table of contents":
        yield from _pieces(content)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, but those deleted or hidden."""
    for row in _within(table, "tr"):
        properties = row.find(w("trPr"))
        if properties is None or (properties.find(w("del")) is None and not switched_on(properties, "hidden")):
            yield row


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Children of a name, through the content controls and mark-up that may wrap them."""
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag == w("sdt"):
            content = child.find(w("sdtContent"))
            yield from _within(content, name) if content is not None else ()
        elif child.tag in _THROUGH:
            yield from _within(child, name)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _root(main: XmlPart, kind: str) -> Element | None:
    """The root of the part of a kind that belongs to the document; None where it has none."""
    return next((root for root in _roots(main, kind)), None)


def _roots(main: XmlPart, kind: str) -> Iterator[Element]:
    for relation in main.rels.values():
        if not relation.is_external and relation.reltype.endswith(kind):
            part = relation.target_part
            yield part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    notes = [] if root is None else root.findall(w(kind))
    return {note.get(w("id")) or "": note for note in notes if note.get(w("type")) in {None, "normal"}}


def _running_heads(main: XmlPart) -> Iterator[str]:
    """The lines of page headers and footers."""
    words = WordText(Styles(_root(main, "/styles"), None))
    for kind in ("/header", "/footer"):
        for root in _roots(main, kind):
            yield from (words.raw(paragraph) for paragraph in root.iter(w("p")))
