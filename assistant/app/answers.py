"""Answers that were kept: a page each, as it was given; the same as Markdown and Word; and what people say of them.

A link opens an answer for whoever may see all it was answered from. Where they may not, they are told what is told of
an answer that never was. A conversation is given to its owner only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import fastapi
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response

from assistant.answer import Citation
from assistant.app.drawing import add_filter, draw, draw_problem
from assistant.app.service import Service, person_of
from assistant.app.unread import draw_unread
from assistant.history import MOST_WORDS, Kept, Rating, Reason
from assistant.people import Person
from assistant.render_docx import MEDIA_TYPE, document
from assistant.render_markdown import text
from assistant.render_sheet import AGAIN, Known, day_of, plain, sheet, titles_of
from assistant.standing import standing, still_held
from ingest.errors import HistoryError, NotHeld, PlanAssistantError, QuestionError
from ingest.report import Access, Scope, written_day

_NO_ANSWER = "There is no answer at this address. It may have been deleted, or it is not yours to see. Ask it again."
_NO_OWNER = "What is said of an answer is kept under a name or a browser's cookie, and this browser has sent neither."
_NO_HISTORY = (
    "What was asked and answered cannot be read or written just now. Try again later; the service's log says why."
)
_HELPED = {"yes": True, "true": True, "no": False, "false": False}
_TITLE_CHARACTERS = 100
_log = logging.getLogger(__name__)


def add_answers(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/answer/ID`, `/answer/ID.md` and `.docx`, the same of `/conversation/ID`, and `/rate`."""

    @app.get("/answer/{answer}.{form}")
    def answer_file(request: fastapi.Request, answer: str, form: str) -> Response:
        person = person_of(request)

        def made() -> Response:
            return _file(service, request, (service.history.answer(answer, person.access),), "answer", form)

        return told(service, person, made)

    @app.get("/answer/{answer}")
    def answer_page(request: fastapi.Request, answer: str) -> Response:
        person = person_of(request)
        return told(service, person, lambda: _page(service, person, service.history.answer(answer, person.access)))

    @app.get("/conversation/{conversation}.{form}")
    def conversation_file(request: fastapi.Request, conversation: str, form: str) -> Response:
        person = person_of(request)

        def made() -> Response:
            return _file(service, request, conversation_of(service, person, conversation), "conversation", form)

        return told(service, person, made)

    @app.post("/rate")
    async def rate(request: fastapi.Request) -> Response:
        by_script = request.headers.get("content-type", "").startswith("application/json")
        try:
            sent = await request.json() if by_script else dict(await request.form())
        except (ValueError, RecursionError):
            sent = None
        return await run_in_threadpool(_rated, service, person_of(request), sent, by_script)


def told(service: Service, person: Person, make: Callable[[], Response]) -> Response:
    """What `make` returns, or a page that says why it cannot be had."""
    try:
        return make()
    except NotHeld:
        return draw_problem(person, _NO_ANSWER, 404)
    except HistoryError:  # its words name a file of this machine: they are for the log
        _log.exception("the history cannot be used")
        return draw_problem(person, _NO_HISTORY, 503)
    except PlanAssistantError as error:
        return draw_unread(service, person, error)


def conversation_of(service: Service, person: Person, conversation: str) -> tuple[Kept, ...]:
    """A person's own conversation, as far as they may see it now. Raises NotHeld: there is none, or it is another's."""
    if not person.owner:
        raise NotHeld(_NO_ANSWER)
    return service.history.conversation(conversation, person.owner, person.access)


def shown(service: Service, person: Person, kept: tuple[Kept, ...]) -> list[dict[str, object]]:
    """What a page needs for each of these questions: its sheet, and where to ask it again."""
    stand = standing([each.answer for each in kept], service.assistant, person.access)
    cards = service.assistant.cards(person.access)
    known = Known(titles=titles_of(cards))
    return [
        {"sheet": sheet(each, stands, known), "again": _again(each.asked, still_held(each.scope, cards)), "last": AGAIN}
        for each, stands in zip(kept, stand, strict=True)
    ]


def _page(service: Service, person: Person, kept: Kept) -> Response:
    (turn,) = shown(service, person, (kept,))
    asked = plain(kept.asked)
    return draw(
        person,
        "answer.html.jinja",
        asked if len(asked) <= _TITLE_CHARACTERS else f"{asked[:_TITLE_CHARACTERS]}…",
        turn=turn,
        only="" if kept.access is Access.OPEN else kept.access.word,
        may_rate=bool(person.owner),
        rating=service.history.rating(kept.id, person.owner) if person.owner else None,
        reasons=tuple(Reason),
        most=MOST_WORDS,
        days=service.settings.history_days,
    )


def _file(service: Service, request: fastapi.Request, kept: tuple[Kept, ...], name: str, form: str) -> Response:
    """Questions with their answers to download. Raises NotHeld for a form there is not."""
    person = person_of(request)
    stand = standing([each.answer for each in kept], service.assistant, person.access)
    named = {"Content-Disposition": f'attachment; filename="{name}-{day_of(kept[-1].asked_at)}.{form}"'}
    known = Known(str(request.base_url).rstrip("/"), titles_of(service.assistant.cards(person.access)))
    if form == "md":
        return Response(text(kept, stand, known), media_type="text/markdown; charset=utf-8", headers=named)
    if form == "docx":
        return Response(document(kept, stand, known), media_type=MEDIA_TYPE, headers=named)
    raise NotHeld(_NO_ANSWER)


def _again(asked: str, scope: Scope) -> str:
    """Where a question is asked again, kept to what it was kept to."""
    parts = [("question", asked), ("council", scope.council), ("body", scope.body)]
    parts += [("as_at", written_day(scope.as_at)), *(("report", name) for name in scope.reports)]
    return f"/?{urlencode([part for part in parts if part[1]])}"


def _rated(service: Service, person: Person, sent: Any, by_script: bool) -> Response:
    """Keep a rating; a script is told by status, a form's sender is taken back to the answer."""
    try:
        rating = _rating(sent, person)
        service.history.answer(rating.answer, person.access)
        service.history.rate(rating)
    except NotHeld:
        return _refused(person, _NO_ANSWER, 404, by_script)
    except QuestionError as error:
        return _refused(person, str(error), 400, by_script)
    except HistoryError:
        _log.exception("a rating cannot be kept")
        return _refused(person, _NO_HISTORY, 503, by_script)
    return Response(status_code=204) if by_script else RedirectResponse(f"/answer/{rating.answer}#rating", 303)


def _rating(sent: Any, person: Person) -> Rating:
    """What was sent, as a rating. Raises QuestionError where it is none, and NotHeld where it names no answer."""
    if not person.owner:
        raise QuestionError(_NO_OWNER)
    if not isinstance(sent, dict):
        raise QuestionError("What was sent is neither a form nor a JSON object.")
    answer, helpful, reason, words = (sent.get(name) for name in ("answer", "helpful", "reason", "words"))
    helped = _HELPED.get(str(helpful).lower()) if isinstance(helpful, (str, bool)) else None
    if helped is None:
        raise QuestionError("Say whether the answer helped: yes or no.")
    if reason and reason not in list(Reason):
        raise QuestionError(f"There is no such reason. The reasons are: {'; '.join(Reason)}.")
    if not isinstance(answer, str) or not answer.isascii() or not isinstance(words or "", str):
        raise NotHeld(_NO_ANSWER)
    why = Reason(reason) if reason and not helped else None
    return Rating(answer, person.owner, helped, why, (words or "").strip()[:MOST_WORDS], datetime.now(UTC))


def _refused(person: Person, sentence: str, status: int, by_script: bool) -> Response:
    if by_script:
        return JSONResponse({"error": sentence}, status_code=status)
    return draw_problem(person, sentence, status)


def paper_address(citation: Citation) -> str:
    """Where a citation's paragraph is read, with its words marked."""
    reference = citation.ref
    return f"/paper?{urlencode({'report': reference.report, 'para': reference.para, 'quote': citation.quote})}#cited"


add_filter("paper_address", paper_address)
