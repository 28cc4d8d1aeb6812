"""Real footnotes in a Word document: python-docx makes none (1.2). One part of the file holds them all.

A note that is referred to again is not written again: its number stands a second time, as a cross-reference to it, so
that the numbers in the text are those at the foot of the page. ISO/IEC 29500-1, 17.11 (footnotes and endnotes).
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_EMPTY = (
    "<w:footnotes {}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
_TEXT, _MARK = "Footnote Text", "Footnote Reference"


class Footnotes:
    """The footnotes of one document, numbered from 1 in order of first use."""

    def __init__(self, document: Document, size: float = 9) -> None:
        """Add the part that holds them, and their two styles. `size` in points."""
        self._numbers: dict[str, int] = {}
        _add_styles(document, size)
        self._notes = parse_xml(_EMPTY.format(nsdecls("w")))
        package = document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def refer(self, paragraph: Paragraph, words: str) -> None:
        """Put a note's number at the end of a paragraph; the same words are one note."""
        known = words in self._numbers
        number = self._numbers.setdefault(words, len(self._numbers) + 1)
        if known:
            _again(paragraph, number)
        else:
            self._notes.append(_note(number, words))
            _first(paragraph, number)


def _first(paragraph: Paragraph, number: int) -> None:
    """The reference itself, under a bookmark for later ones."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _bookmark(number))
    end.set(qn("w:id"), str(number))
    run = paragraph.add_run(style=_MARK)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)
    run._r.addprevious(start)
    run._r.addnext(end)


def _again(paragraph: Paragraph, number: int) -> None:
    """A cross-reference to a note that is there already, with its number written out."""
    for kind in ("begin", "text", "separate", "number", "end"):
        run = paragraph.add_run(style=_MARK)
        if kind == "text":
            instruction = OxmlElement("w:instrText")
            instruction.text = f" NOTEREF {_bookmark(number)} \\f \\h "
            run._r.append(instruction)
        elif kind == "number":
            run.text = str(number)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"


def _note(number: int, words: str) -> BaseOxmlElement:
    note = OxmlElement("w:footnote")
    note.set(qn("w:id"), str(number))
    paragraph = OxmlElement("w:p")
    note.append(paragraph)
    written = Paragraph(paragraph, None)  # type: ignore[arg-type]
    properties = OxmlElement("w:pPr")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), _TEXT.replace(" ", ""))
    properties.append(style)
    paragraph.append(properties)
    mark = OxmlElement("w:r")
    looks = OxmlElement("w:rPr")
    named = OxmlElement("w:rStyle")
    named.set(qn("w:val"), _MARK.replace(" ", ""))
    looks.append(named)
    mark.append(looks)
    mark.append(OxmlElement("w:footnoteRef"))
    paragraph.append(mark)
    words_run = OxmlElement("w:r")
    paragraph.append(words_run)
    Run(words_run, written).text = f" {words}"
    return note


def _add_styles(document: Document, size: float) -> None:
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(size)
    mark = document.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
