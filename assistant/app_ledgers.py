"""The chat's pages of facts: a ledger each, and a paper with the words relied on marked.

Plain pages drawn by Jinja with everything escaped, no script: they print, they can be linked to, and every row leads to
its paragraph. A visitor who has not signed in sees open papers alone, as in the chat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

import fastapi
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.answer import Searched
from assistant.app_chat import READER, scope_of
from assistant.ask import Assistant
from assistant.ledger.diagram import diagram
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.grid import grids
from assistant.ledger.holdings import Filled, Row, of_kind
from assistant.ledger.kinds import DRAWN, LEDGERS, find_ledger
from assistant.lookup import find_council
from assistant.render import searched
from assistant.render_html import problem
from assistant.render_ledger import as_csv, as_json, cell, places
from assistant.render_source import source
from ingest.errors import NotHeld, PlanAssistantError, QuestionError
from ingest.fact import Status
from ingest.report import Card, Ref, Report, Scope

_QUOTE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """A link to a paragraph."""

    words: str
    address: str
    said: str  # the words relied on, where a row rests on several paragraphs; ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table as it is read."""

    cells: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one council."""

    council: str
    lines: tuple[Line, ...]
    diagram: Markup


def add_pages(app: fastapi.FastAPI, assistant: Assistant) -> None:
    """Add `/ledger/NAME` and `/paper` to the service."""

    @app.get("/ledger/{name}")
    def ledger_page(name: str, council: str = "", as_at: str = "", form: str = "") -> Response:
        try:
            return _ledger(assistant, name, council, as_at, form)
        except NotHeld as error:
            return _problem(str(error), 404)
        except PlanAssistantError as error:
            return _problem(str(error), 503)

    @app.get("/paper")
    def paper_page(report: str, para: str = "", quote: str = "") -> Response:
        try:
            paper, drawn, status = drawn_paper(assistant, report, para, quote)
            title = paper.header.title or paper.name
            page = _render("paper.html.jinja", title=title, heading="The paper as read", drawn=drawn)
            return HTMLResponse(page, status_code=status)
        except NotHeld as error:
            return _problem(str(error), 404)
        except PlanAssistantError as error:
            return _problem(str(error), 503)


def drawn_paper(assistant: Assistant, report: str, para: str, quote: str) -> tuple[Report, Markup, int]:
    """A paper, its drawing with the words of `quote` marked, and the status to send: 404 for no such paragraph.

    Raises NotHeld.
    """
    paper = assistant.report(report, READER)
    there = not para or any(paragraph.para == para for paragraph in paper.paragraphs)
    return paper, Markup(source(paper, para, quote[:_QUOTE_CHARACTERS])), 200 if there else 404  # escaped in `source`


def _ledger(assistant: Assistant, name: str, council: str, as_at: str, form: str) -> Response:
    ledger, cards = find_ledger(name), assistant.cards(READER)
    shown: dict[str, object] = {"title": ledger.title, "says": ledger.says, "current": name, "nothing": ledger.nothing}
    shown |= {"council": council, "as_at": as_at, "councils": Searched.of(cards).councils}
    try:
        scope = _scope(council, as_at, cards)
    except (QuestionError, NotHeld) as error:
        return HTMLResponse(_render("ledger.html.jinja", **shown, problem=str(error)), status_code=400)
    filled = assistant.ledger(ledger, scope, READER)
    if form == "csv":
        return _download(as_csv(filled), f"{name}.csv", "text/csv; charset=utf-8")
    if form == "json":
        return Response(as_json(filled), media_type="application/json")
    words = {key: value for key, value in (("council", council), ("as_at", as_at)) if value}
    page = _render(
        "ledger.html.jinja",
        **shown,
        problem="",
        searched=searched(filled.searched),
        csv="?" + urlencode({**words, "form": "csv"}),
        carried=f"?{urlencode(words)}" if words else "",
        headings=tuple(column.heading for column in ledger.columns),
        grids=grids(filled.rows),
        groups=_groups(assistant, filled),
    )
    return HTMLResponse(page)


def _scope(council: str, as_at: str, cards: tuple[Card, ...]) -> Scope:
    scope = scope_of(council, "", as_at)
    return replace(scope, council=find_council(council, cards)) if council else scope


def _groups(assistant: Assistant, filled: Filled) -> tuple[Group, ...]:
    groups = []
    listed = [row for row in filled.rows if getattr(row, "status", None) is not Status.NOT_STATED]  # the grid has those
    for council, own in groupby(listed, key=lambda row: row.council):
        rows = tuple(own)
        picture = diagram(of_kind(rows, GovernanceRow), council) if filled.ledger.name == DRAWN else ""
        drawn = Markup(picture)  # escaped in `diagram`
        groups.append(Group(council, tuple(_line(assistant, filled, row) for row in rows), drawn))
    return tuple(groups)


def _line(assistant: Assistant, filled: Filled, row: Row) -> Line:
    where = places(row)
    return Line(
        tuple(cell(row, column) for column in filled.ledger.columns),
        tuple(_link(assistant, row.council, ref, quote, quote if len(where) > 1 else "") for ref, quote in where),
    )


def _link(assistant: Assistant, council: str, ref: Ref, quote: str, said: str) -> Place:
    words = assistant.cited(ref, quote, READER).printed.removeprefix(f"{council}, ")
    return Place(words, _address(ref, quote), said)


def _address(ref: Ref, quote: str) -> str:
    """Where a paragraph is read, with its words marked."""
    return f"/paper?{urlencode({'report': ref.report, 'para': ref.para, 'quote': quote})}#cited"


def _download(text: str, name: str, media_type: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + text, media_type=media_type, headers=named)  # or a spreadsheet reads it as Latin-1


def _problem(sentence: str, status: int) -> HTMLResponse:
    page = _render(
        "paper.html.jinja", title="Not there", heading="Not there", drawn=Markup(problem(sentence))
    )  # escaped in `problem`
    return HTMLResponse(page, status_code=status)


def _render(template: str, **shown: object) -> str:
    standing = {"ledgers": LEDGERS, "current": "", "carried": ""}
    return _PAGES.get_template(template).render(**{**standing, **shown})


def _slug(words: str) -> str:
    """A state as a class name: "partly met" is "partly-met"."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in words).split())


_PAGES = Environment(loader=PackageLoader("assistant", "pages"), autoescape=True, undefined=StrictUndefined)
_PAGES.filters["slug"] = _slug
_PAGES.filters["address"] = lambda row: _address(*places(row)[0])
