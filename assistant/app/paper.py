"""One paper: a page of it as read with the words relied on or sought marked, the same beside an answer, and its file.

The file is given as it came, and only to who may see every paragraph of it. What a browser would run in our name, such
as a web page, is never shown in our name: it is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode

import fastapi
from fastapi.responses import FileResponse, HTMLResponse, Response
from markupsafe import Markup

from assistant.app.drawing import draw, draw_problem
from assistant.app.service import Service, person_of
from assistant.app.shelf import told
from assistant.app.unread import NO_PAPER, draw_unread
from assistant.ask import Assistant
from assistant.find import Sought, sought
from assistant.people import Person
from assistant.render_html import problem
from assistant.render_source import OPENED_HERE, dated, occurrences, sections, source
from ingest.errors import NotHeld, PlanAssistantError
from ingest.report import Access, Card, DateSource, Header, Report

_QUOTE_CHARACTERS = 20_000
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
_DATES = {
    DateSource.MEETING: "Date of the meeting",
    DateSource.PUBLICATION: "Date of publication",
    DateSource.INSPECTION_END: "Last day of the inspection",
    DateSource.NONE: "Date",
}
_UNDATED = "Undated: the paper prints no date that could be read, so it is left out where an as-at date is given"


def add_paper(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/paper`, a page; `/source`, the same paper to stand beside an answer; and `/original`, its file."""

    @app.get("/paper")
    def paper_page(
        request: fastapi.Request, report: str, para: str = "", quote: str = "", find: str = ""
    ) -> HTMLResponse:
        person, wanted = person_of(request), sought(find)
        try:
            paper, drawn, status = _drawn(service.assistant, person, report, para, quote, wanted)
            shown = _shown(service.assistant, person, paper, para, find, wanted)
        except NotHeld:
            return draw_problem(person, NO_PAPER, 404)
        except PlanAssistantError as error:
            return draw_unread(service, person, error)
        title = paper.header.title or paper.name
        return draw(person, "paper.html.jinja", title, status, heading="The paper as read", drawn=drawn, **shown)

    @app.get("/source")
    def read_source(request: fastapi.Request, report: str, para: str = "", quote: str = "") -> HTMLResponse:
        person = person_of(request)
        try:
            _, drawn, status = _drawn(service.assistant, person, report, para, quote, Sought())
            return HTMLResponse(drawn, status_code=status)
        except NotHeld:
            return HTMLResponse(problem(NO_PAPER), status_code=404)
        except PlanAssistantError as error:
            return HTMLResponse(problem(told(error, service, person)), status_code=503)

    @app.get("/original")
    def original(request: fastapi.Request, report: str) -> Response:
        person = person_of(request)
        try:
            file = service.assistant.original(report, person.access)
        except PlanAssistantError as error:
            return draw_unread(service, person, error)
        if file is None:
            words = f'There is no file to open of "{report}": it is not held, or only its words are.'
            return draw_problem(person, words, 404)
        return _file(file, report)


def _drawn(
    assistant: Assistant, person: Person, report: str, para: str, quote: str, wanted: Sought
) -> tuple[Report, Markup, int]:
    """A paper, its drawing with words marked, and the status to send: 404 for no such paragraph.

    Raises NotHeld.
    """
    paper = assistant.report(report, person.access)
    there = not para or any(paragraph.para == para for paragraph in paper.paragraphs)
    published = assistant.original(report, person.access) is not None
    drawn = source(paper, para, quote[:_QUOTE_CHARACTERS], wanted, original=published)
    return paper, Markup(drawn), 200 if there else 404  # escaped in `source`


def _shown(
    assistant: Assistant, person: Person, paper: Report, para: str, find: str, wanted: Sought
) -> dict[str, object]:
    """What stands above the paper."""
    before, after = _beside(paper, assistant.cards(person.access))
    return {
        "here": "",
        "report": paper.name,
        "level": _level(paper),
        "facts": _facts(paper),
        "sections": sections(paper),
        "find": find,
        "sought": bool(wanted),
        "found": occurrences(paper, wanted, para),
        "before": before,
        "after": after,
        "ask": f"/?{urlencode({'report': paper.name})}",
    }


def _level(paper: Report) -> str:
    """The highest level of what is seen of a paper, in a word; "" where all of it is open."""
    level = max((paragraph.access for paragraph in paper.paragraphs), default=Access.OPEN)
    return level.word if level > Access.OPEN else ""


def _facts(paper: Report) -> tuple[tuple[str, str], ...]:
    """What the paper says of itself, a label and its words each."""
    header = paper.header
    council = (
        f"{header.council} (taken from “{header.council_evidence}”)" if header.council_evidence else header.council
    )
    facts = (
        ("Council", council or "Not stated"),
        ("Committee", header.body),
        (_DATES[header.date_source], _day(header)),
        ("Kind", header.kind.value),
        ("Report of", header.report_of),
        ("Reference", header.reference),
        ("Classification", header.classification),
        ("Wards", header.wards),
        ("Read from", paper.name),
    )
    return tuple((label, words) for label, words in facts if words)


def _day(header: Header) -> str:
    return dated(header).removeprefix("published ").removeprefix("inspection ended ") if header.as_at else _UNDATED


def _beside(paper: Report, cards: Sequence[Card]) -> tuple[Card | None, Card | None]:
    """The papers of the same committee before and after this one, by date."""
    of = paper.header
    alike = [card for card in cards if (card.header.council, card.header.body) == (of.council, of.body)]
    dated_ones = sorted(
        (card for card in alike if card.header.as_at), key=lambda card: (str(card.header.as_at), card.name)
    )
    names = [card.name for card in dated_ones]
    if not of.body or paper.name not in names:
        return None, None
    at = names.index(paper.name)
    return (dated_ones[at - 1] if at else None), (dated_ones[at + 1] if at + 1 < len(names) else None)


def _file(file: Path, report: str) -> FileResponse:
    """A paper's file: a PDF or text to be shown, everything else to be saved."""
    suffix = file.suffix
    if suffix in OPENED_HERE and suffix != ".pdf":
        media_type = f"text/plain; charset={_charset(file)}"
    else:
        media_type = _MEDIA_TYPES.get(suffix, "application/octet-stream")
    shown = "inline" if suffix in OPENED_HERE else "attachment"
    return FileResponse(
        file, media_type=media_type, filename=PurePosixPath(report).name, content_disposition_type=shown
    )


def _charset(file: Path) -> str:
    """What a text is written in: without a word from us a browser would guess."""
    data = file.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
