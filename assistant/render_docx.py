"""Questions and their answers as a Word document, to keep or to pass on. Pure but for the program's own template.

Plain text under real headings: no text boxes, no fields, no links, nothing that runs. It carries no person's name, and
says which language it is in, so that it is read out rightly.
"""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.history.kept import Kept
from assistant.render_sheet import AGAIN, Known, Said, Sheet, heading, plain, sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LANGUAGE = "en-GB"
_FONT = "Arial"
_INK = RGBColor(0x16, 0x19, 0x1C)
_SIZES = {"Normal": 12, "Quote": 12, "Heading 1": 18, "Heading 2": 15, "Heading 3": 12}  # points
_TITLE_CHARACTERS = 200  # Word takes 255


def document(kept: tuple[Kept, ...], stands: tuple[bool, ...], known: Known = Known()) -> bytes:  # noqa: B008 - frozen
    """A whole document: a heading, then each question with its answer.

    Args:
        kept: one question or more, in order.
        stands: for each, whether its answer still stands; where it does not, nothing of it is written.
        known: where an answer can be opened, and what the papers are called.
    """
    made = docx.Document()
    _set_up(made, kept)
    made.add_heading(heading(kept), 1)
    for each in zip(kept, stands, strict=True):
        _question(made, sheet(*each, known))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _set_up(made: Document, kept: tuple[Kept, ...]) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    for name, size in _SIZES.items():
        _style(made.styles[name], size)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    properties = made.core_properties
    properties.title = f"{heading(kept)}: {plain(kept[0].asked)}"[:_TITLE_CHARACTERS]
    properties.language = _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = kept[-1].asked_at


def _style(style: ParagraphStyle, size: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)  # a theme's font goes before one that is named


def _question(made: Document, shown: Sheet) -> None:
    made.add_heading(shown.asked, 2)
    if shown.changed:
        made.add_paragraph(f"{shown.changed} {AGAIN}")
    else:
        _answer(made, shown)
    for line in filter(None, (shown.aside, shown.searched, shown.scope, shown.when, shown.address)):
        made.add_paragraph(line)


def _answer(made: Document, shown: Sheet) -> None:
    if shown.closed:
        made.add_paragraph().add_run(shown.closed).bold = True
    state = made.add_paragraph()
    state.add_run(shown.state).bold = True
    if shown.as_at:
        state.add_run(f", as at {shown.as_at}")
    for said in shown.worded:
        _statement(made, said)
    if shown.said_by:
        made.add_paragraph().add_run(shown.said_by).italic = True
    for said in shown.said:
        _statement(made, said)
    if shown.offered:
        made.add_paragraph("Ask one of these:")
    for question in shown.offered:
        made.add_paragraph(question, "List Bullet")
    if shown.notes:
        made.add_heading("Notes", 3)
    for number, note in enumerate(shown.notes, start=1):
        _hanging(made.add_paragraph(f"[{number}]\t{note.words}"))
    if shown.nearest:
        made.add_heading("Nearest paragraphs", 3)
    for note in shown.nearest:
        made.add_paragraph(note.words)
        made.add_paragraph(note.quote, "Quote")


def _statement(made: Document, said: Said) -> None:
    paragraph = made.add_paragraph()
    for at, line in enumerate(said.lines):
        if at:
            paragraph.add_run().add_break()
        paragraph.add_run(line)
    if said.calculated:
        paragraph.add_run(" calculated").italic = True
    paragraph.add_run("".join(f" [{number}]" for number in said.notes))
    for quote in said.quotes:
        made.add_paragraph(quote, "Quote")


def _hanging(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.left_indent = Cm(1)
    paragraph.paragraph_format.first_line_indent = Cm(-1)
