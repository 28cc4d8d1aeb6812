"""A paper as read, as HTML: beside an answer, with the words relied on marked. Pure.

The whole paper is drawn, so that what stands before and after a paragraph is one step away. A paragraph that holds
sub-items is drawn once, with them in it. A mark is exact or absent, and the head says which. A row of a table is drawn
as its cells under their headings, one below the other: it has to be read on a phone.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlencode

from assistant.find import Sought, places
from assistant.mark import Span, spans
from assistant.render_html import escape
from ingest.report import Access, DateSource, Header, Paragraph, Report, normalise, printed, written_day

_CELLS = " | "  # between the cells of a row in its text
_CITED = "cited"  # the anchor of the paragraph that was cited
OPENED_HERE = (".pdf", ".txt", ".text", ".md", ".markdown", "")  # endings of files that a browser may show
NOTHING = Sought()


@dataclass(frozen=True, slots=True)
class _Place:
    """What a reader came for: the paragraph drawn, the part of it that was cited, and the words to mark."""

    drawn: str  # `para` of the paragraph cited, or of the one it is drawn in
    marks: tuple[Span, ...]  # offsets into that paragraph's text


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph, as drawn, that has words sought in it."""

    printed: str
    anchor: str  # of the paragraph on the page
    times: int


def source(report: Report, para: str = "", quote: str = "", sought: Sought = NOTHING, *, original: bool = False) -> str:
    """The paper with `quote` marked in paragraph `para`; without `para`, from its beginning.

    Words that do not stand in that paragraph are marked nowhere, and a paragraph that is not there is said to be so.

    Args:
        sought: words to mark wherever else they stand.
        original: whether its file may be opened as published.
    """
    report = _as_drawn(report)
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    cited = by_para.get(para)
    place = _place(cited, by_para, quote) if cited else None
    published = original_link(report.name, cited.page if cited else None) if original else ""
    return (
        f'<header class="source-head">{_title(report)}{_found(report, para, cited, quote, place)}{published}</header>'
        f'<div class="paper" tabindex="0" role="region" aria-label="The paper as read">'
        f"{''.join(_paragraphs(report, by_para, place, sought))}</div>"
    )


def original_link(name: str, page: int | None = None) -> str:
    """A way to the file of a paper as it was given; a PDF opens at `page`, from 1."""
    address = f"/original?{urlencode({'report': name})}"
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in OPENED_HERE:
        return f'<p class="original"><a href="{escape(address)}" download>Download the paper as published</a></p>'
    at, said = (f"#page={page}", f" (page {page})") if page and suffix == ".pdf" else ("", "")
    return (
        f'<p class="original"><a href="{escape(address + at)}" target="_blank" rel="noopener">'
        f"Open the paper as published{said}, in a new tab</a></p>"
    )


def sections(report: Report) -> tuple[tuple[str, str], ...]:
    """The headings of a paper as drawn, each with its anchor."""
    report = _as_drawn(report)
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    return tuple(
        (f"section-{paragraph.order}", section) for paragraph, section in _in_order(report, by_para) if section
    )


def occurrences(report: Report, sought: Sought, para: str = "") -> tuple[Found, ...]:
    """The paragraphs that have words sought, as `source` draws them when `para` is cited."""
    report = _as_drawn(report)
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    cited = _holder(by_para[para], by_para).para if para in by_para else ""
    found = []
    for paragraph, _ in _in_order(report, by_para):
        if times := len(places(paragraph.text, sought)):
            anchor = _CITED if paragraph.para == cited else _anchor(paragraph)
            found.append(Found(printed(paragraph, report.header.kind), anchor, times))
    return tuple(found)


def drawn_for(report: Report, paras: Collection[str]) -> tuple[Paragraph, ...]:
    """The paragraphs that these are drawn in, each once, in reading order."""
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    holding = {_holder(by_para[para], by_para).para for para in paras if para in by_para}
    return tuple(paragraph for paragraph in report.paragraphs if paragraph.para in holding)


def dated(header: Header) -> str:
    """A paper's date and what kind of date it is, "published 8 July 2024"; "undated"."""
    if header.as_at is None:
        return "undated"
    of = {DateSource.PUBLICATION: "published ", DateSource.INSPECTION_END: "inspection ended "}
    return of.get(header.date_source, "") + written_day(header.as_at)


def marked(text: str, marks: Sequence[Span]) -> str:
    """`text` escaped, lines kept, with the words at `marks` in <mark>."""
    pieces: list[str] = []
    at = 0
    for start, end in marks:
        pieces += (_lines(text[at:start]), f"<mark>{_lines(text[start:end])}</mark>")
        at = end
    return "".join((*pieces, _lines(text[at:])))


def _as_drawn(report: Report) -> Report:
    """The report numbered by what of it is seen: a gap in the anchors would tell how many paragraphs are closed."""
    return replace(report, paragraphs=tuple(replace(each, order=at) for at, each in enumerate(report.paragraphs)))


def _in_order(report: Report, by_para: Mapping[str, Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """The paragraphs that are drawn, each with the heading that is drawn before it; "" for none."""
    section = ""
    for paragraph in report.paragraphs:
        if _holder(paragraph, by_para) is paragraph:
            yield paragraph, paragraph.section if paragraph.section != section else ""
            section = paragraph.section


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
        f'<p class="about">{escape(", ".join(filter(None, (header.council, header.body, dated(header)))))}</p>'
        + (
            f'<p class="small">Its council is not printed; taken from “{escape(header.council_evidence)}”.</p>'
            if header.council and header.council_evidence
            else ""
        )
    )


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


def _paragraphs(
    report: Report, by_para: Mapping[str, Paragraph], place: _Place | None, sought: Sought
) -> Iterator[str]:
    page = None
    for paragraph, section in _in_order(report, by_para):
        if paragraph.page not in (None, page):
            page = paragraph.page
            yield f'<p class="page">Page {page}</p>'
        if section:
            yield f'<h3 id="section-{paragraph.order}">{escape(section)}</h3>'
        yield _paragraph(report, paragraph, place, sought)


def _anchor(paragraph: Paragraph) -> str:
    return f"paragraph-{paragraph.order}"


def _paragraph(report: Report, paragraph: Paragraph, place: _Place | None, sought: Sought) -> str:
    cited = place is not None and place.drawn == paragraph.para
    marks = place.marks if place and cited else ()
    if sought and not marks:
        marks = places(paragraph.text, sought)
    level = "" if paragraph.access is Access.OPEN else f'<span class="level">{paragraph.access.word}</span> '
    here = _CITED if cited else _anchor(paragraph)
    words = _cells(paragraph, marks) if _is_row(paragraph) else f"<p>{level}{marked(paragraph.text, marks)}</p>"
    return (
        f'<div class="paragraph{" cited" if cited else ""}" id="{here}" tabindex="-1" '
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
        drawn.append(f"<p>{heading}{marked(cell.text, inside)}</p>")
        start = end + len(_CELLS)
    return "".join(drawn)


def _lines(text: str) -> str:
    return html.escape(text, quote=True).replace("\n", "<br>")
