"""A Word document's pages, properties and fields: what every Word file made here is set up with.

It carries no person's name, and says which language it is in, so that it is read out rightly.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

INK = RGBColor(0x16, 0x19, 0x1C)
LANGUAGE = "en-GB"
_FONT = "Arial"
_PAGE = Cm(21), Cm(29.7)
_THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
_WORD = "15"  # Word 2013 and later: python-docx writes for an older one, and Word then opens it in a mode of its own
_TITLE_CHARACTERS = 200  # Word takes 255


def opened(title: str, made: datetime, sizes: Mapping[str, float], margin: float) -> Document:
    """An empty document on A4.

    Args:
        title: as its properties give it; plain text.
        made: when, as its properties give it.
        sizes: styles and the size of their letters, in points.
        margin: on all four sides, in centimetres.
    """
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = _PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(margin)
    for name, size in sizes.items():
        style(document.styles[name], size)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD)
    properties = document.core_properties
    properties.title = title[:_TITLE_CHARACTERS]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made
    return document


def style(style: CharacterStyle, size: float, ink: RGBColor = INK) -> None:
    """Set the letters of a style."""
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), ink
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEME_FONTS:
        fonts.attrib.pop(qn(theme), None)  # a theme's font goes before one that is named


def field(paragraph: Paragraph, instruction: str, shown: str, mark: str | None = None) -> None:
    """Put a field at the end of a paragraph: a page's number, a reference to a note.

    Args:
        instruction: one of ours, never a paper's words.
        shown: what stands there until a program works it out.
        mark: id of the style of its letters; None: the paragraph's.
    """
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = run_of(paragraph, mark)
        if kind == "instruction":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind == "shown":
            run.text = shown
        else:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
            run._r.append(sign)


def run_of(paragraph: Paragraph, mark: str | None, words: str = "") -> Run:
    """Put a run at the end of a paragraph, its style by id: python-docx is slow to look up a name."""
    run = paragraph.add_run(words)
    run._r.style = mark
    return run


def saved(document: Document) -> bytes:
    """The file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
