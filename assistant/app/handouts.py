"""Papers to take along: a reply to an answer or a conversation, a briefing, a pack, a comparison; as a page and a file.

Each is written when it is opened, from what the person may see then, and nothing of it is kept. A reply is made of the
answer as it was given; where the papers under it have changed since, it says so and nothing else. Few are written at
once: each is seconds of work where many papers are held.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import urlencode

import fastapi
from fastapi.responses import Response
from markupsafe import Markup

from assistant.answer import Answer, Searched, State, Statement
from assistant.app.answers import conversation_of, paper_address
from assistant.app.answers import told as told_of_history
from assistant.app.at_once import AtOnce, NoTurn
from assistant.app.drawing import draw, draw_problem
from assistant.app.service import Service, person_of
from assistant.app.unread import draw_unread
from assistant.history import Kept
from assistant.lookup import find_card, find_council
from assistant.papers.briefing import meeting_papers
from assistant.papers.handout import Handout
from assistant.papers.ordered import briefing_on, days_compared, pack_on, papers_compared, reply_to, today
from assistant.papers.reply import Asked
from assistant.people import Person
from assistant.render_docx import MEDIA_TYPE
from assistant.render_docx_handout import document
from assistant.render_html_handout import body
from assistant.render_html_handout_style import HANDOUT
from assistant.render_markdown_handout import text
from assistant.render_sheet import AGAIN, CHANGED, titles_of
from assistant.standing import standing
from assistant.when import last_day
from ingest.errors import NotHeld, PlanAssistantError, QuestionError
from ingest.report import Card, written_day

_FORMS = ("docx", "md")
_NO_FORM = "There is no such form of it: there are a page, a Word document and Markdown."
_WRITE_IT = ": write it like 8 July 2024."
_NO_COUNCIL = "Choose a council that the pack is to be on."
_BUSY = "Many papers are being written just now. Try again in a minute."
_AFTER = "60"  # seconds
HERE = "/handouts"
TURNS = AtOnce(most=2, waiting=8, seconds=30)


def add_handouts(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/handouts`, which offers them; `/briefing`, `/pack` and `/comparison`; and `/reply` to kept answers."""

    @app.get(HERE)
    def offers(request: fastapi.Request) -> Response:
        person = person_of(request)
        return _told(service, person, lambda: _offers(service, person))

    @app.get("/briefing{form:path}")
    def briefing(
        request: fastapi.Request, form: str, report: str = "", day: str = "", council: str = "", body: str = ""
    ) -> Response:
        def made(person: Person) -> Handout:
            cards = _meant(service.assistant.cards(person.access), report, day, council, body)
            return briefing_on(service.assistant, person.access, cards, today())

        return _given(service, request, form, made)

    @app.get("/pack{form:path}")
    def pack(request: fastapi.Request, form: str, council: str = "", as_at: str = "") -> Response:
        def made(person: Person) -> Handout:
            if not council.strip():
                raise QuestionError(_NO_COUNCIL)
            chosen = find_council(council, service.assistant.cards(person.access))
            return pack_on(service.assistant, person.access, chosen, _day(as_at), today())

        return _given(service, request, form, made)

    @app.get("/comparison{form:path}")
    def comparison(request: fastapi.Request, form: str, then: str = "", now: str = "", council: str = "") -> Response:
        def made(person: Person) -> Handout:
            return _compared(service, person, then, now, council)

        return _given(service, request, form, made)

    @app.get("/reply/{answer}")
    def reply(request: fastapi.Request, answer: str) -> Response:
        name, _, form = answer.partition(".")
        person = person_of(request)
        return told_of_history(
            service, person, lambda: _reply(service, request, (service.history.answer(name, person.access),), form)
        )

    @app.get("/conversation/{conversation}/reply{form:path}")
    def replies(request: fastapi.Request, conversation: str, form: str) -> Response:
        person = person_of(request)
        return told_of_history(
            service, person, lambda: _reply(service, request, conversation_of(service, person, conversation), form)
        )


def _reply(service: Service, request: fastapi.Request, kept: tuple[Kept, ...], form: str) -> Response:
    return _given(service, request, form, lambda person: _replied(service, person, kept))


def _replied(service: Service, person: Person, kept: tuple[Kept, ...]) -> Handout:
    stand = standing([each.answer for each in kept], service.assistant, person.access)
    asked = tuple(
        Asked(each.asked, each.answer if stands else _changed()) for each, stands in zip(kept, stand, strict=True)
    )
    return reply_to(service.assistant, person.access, asked, today(), [each.scope for each in kept])


def _changed() -> Answer:
    """In place of an answer that no longer stands."""
    return Answer(State.ERROR, (Statement(f"{CHANGED} {AGAIN}"),), Searched.of(()))


def _meant(cards: Sequence[Card], report: str, day: str, council: str, body: str) -> tuple[Card, ...]:
    """The paper of this name, or the papers of this meeting. Raises NotHeld, QuestionError."""
    if report:
        return (find_card(report, cards),)
    if not day:
        raise QuestionError("Choose a paper or a meeting that the briefing is to be on.")
    return meeting_papers(cards, last_day(day, _WRITE_IT), council, body)


def _compared(service: Service, person: Person, then: str, now: str, council: str) -> Handout:
    cards = service.assistant.cards(person.access)
    if council:
        days = (last_day(then, _WRITE_IT), last_day(now, _WRITE_IT))
        return days_compared(service.assistant, person.access, find_council(council, cards), days, today())
    if not (then and now):
        raise QuestionError("Choose two papers to compare.")
    return papers_compared(service.assistant, person.access, find_card(then, cards), find_card(now, cards), today())


def _day(typed: str) -> date | None:
    return last_day(typed, _WRITE_IT) if typed.strip() else None


def _given(service: Service, request: fastapi.Request, form: str, make: Callable[[Person], Handout]) -> Response:
    """A handout as a page or a file."""
    person, wanted = person_of(request), form.removeprefix(".")
    if wanted not in ("", *_FORMS):
        return draw_problem(person, _NO_FORM, 404)

    def made() -> Response:
        with TURNS.turn():
            handout = make(person)
            titles = titles_of(service.assistant.cards(person.access))
            return _file(handout, titles, wanted) if wanted else _page(request, person, handout, titles)

    return _told(service, person, made)


def _told(service: Service, person: Person, make: Callable[[], Response]) -> Response:
    """What `make` returns, or a page that says why it cannot be had."""
    try:
        return make()
    except NotHeld as error:
        return draw_problem(person, str(error), 404)
    except QuestionError as error:
        return draw_problem(person, str(error), 400, "Not enough was said")
    except NoTurn:
        busy = draw_problem(person, _BUSY, 503, "Not just now")
        busy.headers["Retry-After"] = _AFTER
        return busy
    except PlanAssistantError as error:
        return draw_unread(service, person, error)


def _file(handout: Handout, titles: dict[str, str], form: str) -> Response:
    name = f"{_file_name(handout)}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "md":
        return Response(text(handout, titles), media_type="text/markdown; charset=utf-8", headers=headers)
    return Response(document(handout, titles), media_type=MEDIA_TYPE, headers=headers)


def _file_name(handout: Handout) -> str:
    """What tells one file from the next: kind, whose papers and as at when; "briefing-fernmoor-2024-07-08"."""
    words = f"{handout.sort.value} {handout.about.partition(':')[0].partition(',')[0]} {handout.as_at or handout.made}"
    return "-".join(re.findall(r"[a-z0-9]+", words.casefold()))


def _page(request: fastapi.Request, person: Person, handout: Handout, titles: dict[str, str]) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return draw(
        person,
        "handout.html.jinja",
        handout.title,
        style=Markup(HANDOUT),
        body=Markup(body(handout, titles, paper_address)),  # escaped there
        files=tuple((f"{request.url.path}.{form}{query}", form) for form in _FORMS),
    )


def _offers(service: Service, person: Person) -> Response:
    cards = service.assistant.cards(person.access)
    return draw(
        person,
        "handouts.html.jinja",
        "Briefings and packs",
        here=HERE,
        cards=cards,
        meetings=_meetings(cards),
        councils=Searched.of(cards).councils,
    )


def _meetings(cards: Sequence[Card]) -> list[tuple[str, str, int]]:
    """Address, name and number of papers of each meeting that has more than one, latest first."""
    found: dict[tuple[str, str, date], int] = {}
    for header in (card.header for card in cards):
        if header.as_at and header.body:
            key = (header.council, header.body, header.as_at)
            found[key] = found.get(key, 0) + 1
    ordered = sorted(((key, count) for key, count in found.items() if count > 1), key=lambda each: each[0][2])
    return [
        (
            f"/briefing?{urlencode({'council': council, 'body': body, 'day': day})}",
            f"{council}, {body}, {written_day(day)}",
            n,
        )
        for (council, body, day), n in reversed(ordered)
    ]
