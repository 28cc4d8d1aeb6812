"""Questions and their answers as a Word document, to keep or to pass on. Pure but for the program's own template.

Plain text under real headings: no text boxes, no fields, no links, nothing that runs.
"""

from __future__ import annotations

from docx.document import Document
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from assistant.history.kept import Kept
from assistant.render_docx_pages import opened, saved
from assistant.render_sheet import AGAIN, Known, Said, Sheet, heading, plain, sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SIZES = {"Normal": 12, "Quote": 12, "Heading 1": 18, "Heading 2": 15, "Heading 3": 12}  # points
_MARGIN = 2.5  # centimetres


def document(kept: tuple[Kept, ...], stands: tuple[bool, ...], known: Known = Known()) -> bytes:  # noqa: B008 - frozen
    """A whole document: a heading, then each question with its answer.

    Args:
        kept: one question or more, in order.
        stands: for each, whether its answer still stands; where it does not, nothing of it is written.
        known: where an answer can be opened, and what the papers are called.
    """
    made = opened(f"{heading(kept)}: {plain(kept[0].asked)}", kept[-1].asked_at, _SIZES, _MARGIN)
    made.add_heading(heading(kept), 1)
    for each in zip(kept, stands, strict=True):
        _question(made, sheet(*each, known))
    return saved(made)


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
