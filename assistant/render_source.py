"""A paper as read, as HTML: beside an answer, with the words relied on marked. Pure.

The whole paper is drawn, so that what stands before and after a paragraph is one step away. A paragraph that holds
sub-items is drawn once, with them in it. A mark is exact or absent, and the head says which. A row of a table is drawn
as its cells under their headings, one below the other: it has to be read on a phone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.mark import Span, spans
from assistant.render_html import escape
from ingest.report import Access, DateSource, Header, Paragraph, Report, normalise, printed, written_day

_CELLS = " | "  # between the cells of a row in its text


@dataclass(frozen=True, slots=True)
class _Place:
    """What a reader came for: the paragraph drawn, the part of it that was cited, and the words to mark."""

    drawn: str  # `para` of the paragraph cited, or of the one it is drawn in
    marks: tuple[Span, ...]  # offsets into that paragraph's text


def source(report: Report, para: str = "", quote: str = "") -> str:
    """The paper with `quote` marked in paragraph `para`; without `para`, from its beginning.

    Words that do not stand in that paragraph are marked nowhere, and a paragraph that is not there is said to be so.
    """
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    cited = by_para.get(para)
    place = _place(cited, by_para, quote) if cited else None
    return (
        f'<header class="source-head">{_title(report)}{_found(report, para, cited, quote, place)}</header>'
        f'<div class="paper" tabindex="0" role="region" aria-label="The paper as read">'
        f"{''.join(_paragraphs(report, by_para, place))}</div>"
    )


def _holder(paragraph: Paragraph, by_para: Mapping[str, Paragraph]) -> Paragraph:
    """The paragraph that `paragraph` is drawn in: the outermost whose text has its words, or itself."""
    outermost = paragraph
    while (parent := by_para.get(outermost.parent)) and normalise(paragraph.text) in normalise(parent.text):
        outermost = parent
    return outermost


def _place(cited: Paragraph, by_para: Mapping[str, Paragraph], quote: str) -> _Place:
    holder = _holder(cited, by_para)
    if holder is cited:
        return _Place(cited.para, spans(cited.text, quote))
    own = spans(holder.text, cited.text)
    start, end = (own[0][0], own[-1][1]) if own else (0, 0)
    return _Place(holder.para, tuple((start + a, start + b) for a, b in spans(holder.text[start:end], quote)))


def _title(report: Report) -> str:
    header = report.header
    return (
        f'<h2 tabindex="-1">{escape(header.title or report.name)}</h2>'
        f'<p class="about">{escape(", ".join(filter(None, (header.council, header.body, _dated(header)))))}</p>'
        + (
            f'<p class="small">Its council is not printed; taken from “{escape(header.council_evidence)}”.</p>'
            if header.council and header.council_evidence
            else ""
        )
    )


def _dated(header: Header) -> str:
    if header.as_at is None:
        return "undated"
    of = {DateSource.PUBLICATION: "published ", DateSource.INSPECTION_END: "inspection ended "}
    return of.get(header.date_source, "") + written_day(header.as_at)


def _found(report: Report, para: str, cited: Paragraph | None, quote: str, place: _Place | None) -> str:
    """Which paragraph is open, and whether the words relied on are marked in it."""
    if not para:
        return ""
    if cited is None or place is None:
        return f'<p class="at">There is no paragraph “{escape(para)}” in this paper.</p>'
    page = f", page {cited.page}" if cited.page else ""
    if not quote:
        marked = ""
    elif place.marks:
        marked = "The words relied on are marked."
    else:
        marked = "The words relied on were not found in this paragraph, so nothing is marked."
    return f'<p class="at"><strong>{escape(printed(cited, report.header.kind))}</strong>{page}</p><p>{marked}</p>'


def _paragraphs(report: Report, by_para: Mapping[str, Paragraph], place: _Place | None) -> Iterator[str]:
    section, page = "", None
    for paragraph in report.paragraphs:
        if _holder(paragraph, by_para) is not paragraph:
            continue
        if paragraph.page not in (None, page):
            page = paragraph.page
            yield f'<p class="page">Page {page}</p>'
        if paragraph.section and paragraph.section != section:
            yield f"<h3>{escape(paragraph.section)}</h3>"
        section = paragraph.section
        yield _paragraph(report, paragraph, place)


def _paragraph(report: Report, paragraph: Paragraph, place: _Place | None) -> str:
    cited = place is not None and place.drawn == paragraph.para
    marks = place.marks if place and cited else ()
    level = "" if paragraph.access is Access.OPEN else f'<span class="level">{paragraph.access.word}</span> '
    here = ' id="cited"' if cited else ""
    words = _cells(paragraph, marks) if _is_row(paragraph) else f"<p>{level}{_marked(paragraph.text, marks)}</p>"
    return (
        f'<div class="paragraph{" cited" if cited else ""}"{here} tabindex="-1" '
        f'data-printed="{escape(printed(paragraph, report.header.kind))}">{words}</div>'
    )


def _is_row(paragraph: Paragraph) -> bool:
    return bool(paragraph.cells) and _CELLS.join(cell.text for cell in paragraph.cells) == paragraph.text


def _cells(paragraph: Paragraph, marks: tuple[Span, ...]) -> str:
    drawn: list[str] = []
    start = 0
    for cell in paragraph.cells:
        end = start + len(cell.text)
        inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
        heading = f'<span class="cell-heading">{escape(cell.heading)}</span> ' if cell.heading else ""
        drawn.append(f"<p>{heading}{_marked(cell.text, inside)}</p>")
        start = end + len(_CELLS)
    return "".join(drawn)


def _marked(text: str, marks: tuple[Span, ...]) -> str:
    """`text` escaped, lines kept, with the words at `marks` in <mark>."""
    pieces: list[str] = []
    at = 0
    for start, end in marks:
        pieces += (_lines(text[at:start]), f"<mark>{_lines(text[start:end])}</mark>")
        at = end
    return "".join((*pieces, _lines(text[at:])))


def _lines(text: str) -> str:
    return html.escape(text, quote=True).replace("\n", "<br>")
