"""The pages of facts, a ledger each; every row leads to its paragraph.

What a page shows stands whole in its address: the scope (council, date) decides which papers the ledger is made from;
the committee, the words looked for, the choices and the order decide which of its rows are shown, and how. A committee
does not narrow the scope, because what one committee's papers lack another's may hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import fastapi
from fastapi.responses import Response

from assistant.answer import Searched
from assistant.app.drawing import add_filter, draw, draw_problem
from assistant.app.ledger_lines import Drawn, address, groups, headings, how_many, lines_of, listed
from assistant.app.narrowing import Choice, Narrowing, choices, narrowed, narrowed_grid, scope_typed, sorted_by, sorts
from assistant.app.service import Service, person_of
from assistant.app.unread import draw_unread
from assistant.ask import Assistant
from assistant.ledger.grid import grids
from assistant.ledger.holdings import Filled, Ledger
from assistant.ledger.kinds import find_ledger
from assistant.lookup import find_council
from assistant.people import Person
from assistant.render import searched
from assistant.render_ledger import as_csv, as_json, places
from ingest.errors import NotHeld, PlanAssistantError, QuestionError
from ingest.report import Card, Scope, written_day

_CHARACTERS = 200  # of the words looked for, and of any other value in the address


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address of a page says."""

    council: str
    as_at: str
    committee: str
    narrowing: Narrowing

    @property
    def scope(self) -> dict[str, str]:
        """The part of the address that goes along to other ledgers."""
        return _said({"council": self.council, "as_at": self.as_at})

    @property
    def query(self) -> dict[str, str]:
        """The whole of the address, without the order."""
        rest = {"committee": self.committee, "find": self.narrowing.find, **dict(self.narrowing.chosen)}
        return {**self.scope, **_said(rest)}

    @property
    def sort(self) -> dict[str, str]:
        return _said({"sort": self.narrowing.sort})

    @property
    def fewer(self) -> bool:
        """Whether rows within the scope are left out."""
        return self.narrowing.fewer or bool(self.committee)


def add_ledgers(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/ledger/NAME` to the service."""

    @app.get("/ledger/{name}")
    def ledger_page(request: fastapi.Request, name: str) -> Response:
        person = person_of(request)
        try:
            ledger = find_ledger(name)
            return _page(service.assistant, person, ledger, request.query_params)
        except NotHeld as error:
            return draw_problem(person, str(error), 404)
        except PlanAssistantError as error:
            return draw_unread(service, person, error)


def _page(assistant: Assistant, person: Person, ledger: Ledger, said: Mapping[str, str]) -> Response:
    asked, cards = _asked(ledger, said), assistant.cards(person.access)
    try:
        scope = _scope(asked, cards)
    except (QuestionError, NotHeld) as error:
        return _bare(person, ledger, str(error), asked=asked, cards=cards, status=400)
    filled = assistant.ledger(ledger, scope, person.access)
    if not filled.searched.reports:
        return _bare(person, ledger, _none_in(scope, cards), asked=asked, cards=cards)
    lines = lines_of(assistant, person, filled)
    kept, committees = _of_committee(filled, asked.committee, cards)
    found = narrowed(kept, asked.narrowing, lambda row: lines[id(row)].text)
    if said.get("form") == "csv":
        return _download(as_csv(found), f"{ledger.name}.csv")
    if said.get("form") == "json":
        return Response(as_json(found), media_type="application/json")
    drawn = _drawn(filled, found, asked)
    pairs = tuple((column.field, column.heading) for column in ledger.columns)
    return draw(
        person,
        "ledger.html.jinja",
        ledger.title,
        200,
        **_standing(ledger, asked, cards),
        problem="",
        wrong=False,
        searched=searched(filled.searched),
        counted=_counted(filled, found, asked, drawn),
        csv="?" + urlencode({**asked.query, **asked.sort, "form": "csv"}),
        headings=headings(pairs, asked.query, asked.narrowing),
        grids=drawn,
        closed=lambda row: lines[id(row)].closed,
        groups=groups(filled, found, lines),
        choices=(*committees, *choices(filled, asked.narrowing)),
        any_rows=bool(filled.rows),
    )


def _bare(
    person: Person,
    ledger: Ledger,
    problem: str,
    *,
    asked: _Asked | None = None,
    cards: tuple[Card, ...] = (),
    status: int = 200,
) -> Response:
    """The page with its form and, in the place of tables, why there are none."""
    standing = _standing(ledger, asked or _asked(ledger, {}), cards)
    said = {"problem": problem, "wrong": status != 200}
    return draw(person, "ledger.html.jinja", ledger.title, status, choices=(), **said, **standing)


def _standing(ledger: Ledger, asked: _Asked, cards: tuple[Card, ...]) -> dict[str, object]:
    """What the form asks for, and what stands on the page whatever comes of it."""
    days = sorted({card.header.as_at for card in cards if card.header.as_at}, reverse=True)
    here = f"/ledger/{ledger.name}"
    return {
        "says": ledger.says,
        "nothing": ledger.nothing,
        "here": here,
        "carried": f"?{urlencode(asked.scope)}" if asked.scope else "",
        "whole": f"{here}?{urlencode(asked.scope)}" if asked.scope else here,
        "held": bool(cards),
        "councils": Searched.of(cards).councils,
        "days": [written_day(day) for day in days],
        "council": asked.council,
        "as_at": asked.as_at,
        "find": asked.narrowing.find,
        "sort": asked.narrowing.sort,
        "sorts": sorts(ledger),
    }


def _asked(ledger: Ledger, said: Mapping[str, str]) -> _Asked:
    def value(name: str) -> str:
        return " ".join(said.get(name, "")[:_CHARACTERS].split())

    few = tuple(column.field for column in ledger.columns if column.few)
    chosen = tuple((field, value(field)) for field in few if value(field))
    return _Asked(value("council"), value("as_at"), value("committee"), Narrowing(value("find"), chosen, value("sort")))


def _said(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _scope(asked: _Asked, cards: tuple[Card, ...]) -> Scope:
    scope = scope_typed(asked.council, "", asked.as_at)
    return replace(scope, council=find_council(asked.council, cards)) if asked.council else scope


def _none_in(scope: Scope, cards: tuple[Card, ...]) -> str:
    """That no paper is of the scope, and from when on there are some."""
    searched = Searched.of(card for card in cards if scope.council in ("", card.header.council))
    whose = f" of {scope.council}" if scope.council else ""
    since = f" The earliest held is of {written_day(searched.earliest)}." if searched.earliest else ""
    return f"No paper{whose} held is dated {written_day(scope.as_at)} or earlier.{since}"


def _of_committee(filled: Filled, committee: str, cards: tuple[Card, ...]) -> tuple[Filled, tuple[Choice, ...]]:
    """The rows that rest on papers of a committee, and the choice of one; none where rows name a committee of their
    own."""
    if any(column.field == "body" for column in filled.ledger.columns):
        return filled, ()
    of = {card.name: card.header.body for card in cards}
    bodies = {id(row): {of[ref.report] for ref, _ in places(row)} - {""} for row in filled.rows}
    offered = sorted(set().union(*bodies.values(), {committee} - {""}))
    choice = Choice("committee", "Committee of the paper", tuple(offered), committee)
    rows = tuple(row for row in filled.rows if not committee or committee in bodies[id(row)])
    return replace(filled, rows=rows), (choice,) if len(offered) > 1 or committee else ()


def _drawn(filled: Filled, found: Filled, asked: _Asked) -> tuple[Drawn, ...]:
    made = []
    for grid in grids(filled.rows):
        fields = (("number", "No."), ("wording", "Recommendation"), *((day, day) for day in grid.headings))
        kept = narrowed_grid(grid, found.rows, asked.narrowing)
        if kept.lines:
            made.append(Drawn(kept, headings(fields, asked.query, asked.narrowing)))
    return tuple(made)


def _counted(filled: Filled, found: Filled, asked: _Asked, drawn: tuple[Drawn, ...]) -> str:
    """How much is listed of what could be, lines of grids and rows of tables each by themselves, and in what order:
    "12 of 44 recommendations and 25 rows, sorted by Date, latest first.\""""
    lines = sum(len(grid.lines) for grid in grids(filled.rows))
    rows = len(listed(filled.rows))
    parts = [how_many(sum(len(each.grid.lines) for each in drawn), lines, "recommendation")] if lines else []
    parts += [how_many(len(listed(found.rows)), rows)] if rows or not lines else []
    order = sorted_by(filled.ledger, asked.narrowing.sort, [day for each in drawn for day in each.grid.headings])
    says = " and ".join(parts)
    return f"{says}, sorted by {order}." if order else f"{says}."


def _download(text: str, name: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        "\ufeff" + text, media_type="text/csv; charset=utf-8", headers=named
    )  # or Excel reads it as Latin-1


def _slug(words: str) -> str:
    """A state as a class name: "partly met" is "partly-met"."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in words).split())


add_filter("slug", _slug)
add_filter("address", lambda row: address(*places(row)[0]))
