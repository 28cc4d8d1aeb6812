"""Real footnotes in a Word document: python-docx makes none (1.2). One part of the file holds them all.

A note that is referred to again is not written again: its number stands a second time, as a cross-reference to it, so
that the numbers in the text are those at the foot of the page. ISO/IEC 29500-1, 17.11 (footnotes and endnotes). Names
and ids of the two styles are those that Word itself gives them, or it would put its own beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

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

from assistant.render_docx_pages import field, run_of

_TEXT, _MARK = "footnote text", "footnote reference"
_TEXT_ID, _MARK_ID = "FootnoteText", "FootnoteReference"
_ONE_LINE = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
_EMPTY = (
    "<w:footnotes {}>"
    f'<w:footnote w:type="separator" w:id="-1"><w:p>{_ONE_LINE}<w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0"><w:p>{_ONE_LINE}<w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
_NOTE = (
    "<w:footnote {} w:id='{}'>"
    f'<w:p><w:pPr><w:pStyle w:val="{_TEXT_ID}"/></w:pPr>'
    f'<w:r><w:rPr><w:rStyle w:val="{_MARK_ID}"/></w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>'
)
_SEPARATORS = '<w:footnotePr {}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_AFTER_SEPARATORS = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids")  # in the order of the settings, 17.15.1.78


class Footnotes:
    """The footnotes of one document, numbered from 1 in order of first use."""

    def __init__(self, document: Document, size: float) -> None:
        """Add the part that holds them, their two styles, and what parts them from the text. `size` in points."""
        self._numbers: dict[str, int] = {}
        _add_styles(document, size)
        self._notes = parse_xml(_EMPTY.format(nsdecls("w")))
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        following = next(each for name in _AFTER_SEPARATORS for each in settings.findall(qn(name)))
        following.addprevious(parse_xml(_SEPARATORS.format(nsdecls("w"))))

    def refer(self, paragraph: Paragraph, notes: Sequence[str]) -> None:
        """Put the numbers of notes at the end of a paragraph, commas between; the same words are one note."""
        for at, words in enumerate(notes):
            if at:
                run_of(paragraph, _MARK_ID, ", ")
            known = words in self._numbers
            number = self._numbers.setdefault(words, len(self._numbers) + 1)
            if known:
                field(paragraph, f"NOTEREF {_bookmark(number)} \\f \\h", str(number), _MARK_ID)
            else:
                self._write(number, words)
                _refer_first(paragraph, number)

    def _write(self, number: int, words: str) -> None:
        note = parse_xml(_NOTE.format(nsdecls("w"), number))
        paragraph = note.find(qn("w:p"))
        run = OxmlElement("w:r")
        paragraph.append(run)
        Run(run, Paragraph(paragraph, self)).text = f" {words}"  # type: ignore[arg-type]  # its parent is never asked
        self._notes.append(note)


def _refer_first(paragraph: Paragraph, number: int) -> None:
    """The reference itself, under a bookmark for later ones."""
    run = run_of(paragraph, _MARK_ID)
    run._r.append(_element("w:footnoteReference", id=str(number)))
    run._r.addprevious(_element("w:bookmarkStart", id=str(number), name=_bookmark(number)))
    run._r.addnext(_element("w:bookmarkEnd", id=str(number)))


def _element(tag: str, **values: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"  # one that begins so is not offered in a list


def _add_styles(document: Document, size: float) -> None:
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(size)
    text.paragraph_format.space_before = text.paragraph_format.space_after = Pt(0)
    text.paragraph_format.line_spacing = 1.0
    mark = document.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    text.element.styleId, mark.element.styleId = _TEXT_ID, _MARK_ID
