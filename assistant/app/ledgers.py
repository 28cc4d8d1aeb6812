"""The pages of facts, a ledger each; every row leads to its paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

import fastapi
from fastapi.responses import Response
from markupsafe import Markup

from assistant.answer import Searched
from assistant.app.drawing import add_filter, draw, draw_problem
from assistant.app.service import Service, person_of
from assistant.app.shelf import scope_of
from assistant.ask import Assistant
from assistant.ledger.diagram import diagram
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.grid import grids
from assistant.ledger.holdings import Filled, Row, of_kind
from assistant.ledger.kinds import DRAWN, find_ledger
from assistant.lookup import find_council
from assistant.people import Person
from assistant.render import searched
from assistant.render_ledger import as_csv, as_json, cell, places
from ingest.errors import NotHeld, PlanAssistantError, QuestionError
from ingest.fact import Status
from ingest.report import Card, Ref, Scope


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


def add_ledgers(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/ledger/NAME` to the service."""

    @app.get("/ledger/{name}")
    def ledger_page(
        request: fastapi.Request, name: str, council: str = "", as_at: str = "", form: str = ""
    ) -> Response:
        person = person_of(request)
        try:
            return _ledger(service.assistant, person, name, council, as_at, form)
        except NotHeld as error:
            return draw_problem(person, str(error), 404)
        except PlanAssistantError as error:
            return draw_problem(person, str(error), 503)


def _ledger(assistant: Assistant, person: Person, name: str, council: str, as_at: str, form: str) -> Response:
    ledger, cards = find_ledger(name), assistant.cards(person.access)
    shown: dict[str, object] = {"says": ledger.says, "nothing": ledger.nothing, "here": f"/ledger/{name}"}
    shown |= {"council": council, "as_at": as_at, "councils": Searched.of(cards).councils}
    try:
        scope = _scope(council, as_at, cards)
    except (QuestionError, NotHeld) as error:
        return draw(person, "ledger.html.jinja", ledger.title, 400, problem=str(error), **shown)
    filled = assistant.ledger(ledger, scope, person.access)
    if form == "csv":
        return _download(as_csv(filled), f"{name}.csv", "text/csv; charset=utf-8")
    if form == "json":
        return Response(as_json(filled), media_type="application/json")
    words = {key: value for key, value in (("council", council), ("as_at", as_at)) if value}
    return draw(
        person,
        "ledger.html.jinja",
        ledger.title,
        200,
        problem="",
        searched=searched(filled.searched),
        csv="?" + urlencode({**words, "form": "csv"}),
        carried=f"?{urlencode(words)}" if words else "",
        headings=tuple(column.heading for column in ledger.columns),
        grids=grids(filled.rows),
        groups=_groups(assistant, person, filled),
        **shown,
    )


def _scope(council: str, as_at: str, cards: tuple[Card, ...]) -> Scope:
    scope = scope_of(council, "", as_at)
    return replace(scope, council=find_council(council, cards)) if council else scope


def _groups(assistant: Assistant, person: Person, filled: Filled) -> tuple[Group, ...]:
    groups = []
    listed = [row for row in filled.rows if getattr(row, "status", None) is not Status.NOT_STATED]  # the grid has those
    for council, own in groupby(listed, key=lambda row: row.council):
        rows = tuple(own)
        picture = diagram(of_kind(rows, GovernanceRow), council) if filled.ledger.name == DRAWN else ""
        drawn = Markup(picture)  # escaped in `diagram`
        groups.append(Group(council, tuple(_line(assistant, person, filled, row) for row in rows), drawn))
    return tuple(groups)


def _line(assistant: Assistant, person: Person, filled: Filled, row: Row) -> Line:
    where = places(row)
    return Line(
        tuple(cell(row, column) for column in filled.ledger.columns),
        tuple(
            _link(assistant, person, row.council, ref, quote, quote if len(where) > 1 else "") for ref, quote in where
        ),
    )


def _link(assistant: Assistant, person: Person, council: str, ref: Ref, quote: str, said: str) -> Place:
    words = assistant.cited(ref, quote, person.access).printed.removeprefix(f"{council}, ")
    return Place(words, _address(ref, quote), said)


def _address(ref: Ref, quote: str) -> str:
    """Where a paragraph is read, with its words marked."""
    return f"/paper?{urlencode({'report': ref.report, 'para': ref.para, 'quote': quote})}#cited"


def _download(text: str, name: str, media_type: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + text, media_type=media_type, headers=named)  # or a spreadsheet reads it as Latin-1


def _slug(words: str) -> str:
    """A state as a class name: "partly met" is "partly-met"."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in words).split())


add_filter("slug", _slug)
add_filter("address", lambda row: _address(*places(row)[0]))
