"""The routes of the API. Each takes a place among `CONCURRENT`, so that the pages keep threads of their own.

Questions and searches count against the same limits as those put on the page. An answer is kept in a person's history
only where they ask for it: programs ask much, and a history is for reading.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from threading import BoundedSemaphore
from typing import Annotated, Any

import fastapi
from fastapi import Depends, Query, Request
from fastapi.security import HTTPBearer
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.app.api.faults import Busy
from assistant.app.doors.door import MOST_AROUND, MOST_FOUND, Door, Within
from assistant.app.doors.shapes import (
    QUOTES_ONLY,
    AnsweredInFull,
    Health,
    LedgerRows,
    PaperRead,
    Papers,
    PassageInPlace,
    Problem,
    SearchFound,
)
from assistant.app.service import Service, address_of, person_of
from assistant.history import Kept
from assistant.people import Person
from assistant.render_html import counted
from assistant.trace import Trace
from ingest.errors import HistoryError, QuestionError
from ingest.report import Access

_log = logging.getLogger(__name__)

VERSION = "v1"
CONCURRENT = 16
_EARLIER, _NAMED = 50, 100  # questions before this one, papers to keep to: at most so many
_LONGEST_NAME = 500  # of a paper, a council, a committee

_ASK = "The answer with its citations; where the papers do not say, that they do not, and what was searched."
_COUNCIL = "search this council's papers only"
_BODY = "search this committee's papers only"
_AS_AT = 'search only papers up to this date, as things stood then: "2024-07-08", "8 July 2024", "July 2024" or "2024"'
_REPORTS = "search these papers only, by name"

SAID = {
    400: "A date or a scope that cannot be taken.",
    401: "The token is not known here, or there is none and one is needed.",
    404: "Not held, or not for you to see.",
    413: "The request is longer than is taken.",
    422: "Something is missing, too long or of another kind than documented.",
    429: "Too many questions in a minute; Retry-After says how many seconds to wait.",
    500: "A fault of the program; its log says what it was.",
    503: "Busy, or nothing to search; Retry-After says how many seconds to wait.",
}
"""What each status of an error means."""


def _whole(words: object) -> object:
    """JSON can hold half of a character; nothing can be said of it, as no answer could hold it."""
    if isinstance(words, str) and any("\ud800" <= sign <= "\udfff" for sign in words):
        raise ValueError("has half of a character in it: send whole text, in UTF-8")
    return words


Words = Annotated[str, BeforeValidator(_whole)]
Name = Annotated[str, Field(max_length=_LONGEST_NAME), BeforeValidator(_whole)]
Council = Annotated[Name, Query(description=_COUNCIL, examples=["Fernmoor"])]
Body = Annotated[Name, Query(description=_BODY, examples=["Health and Wellbeing Board"])]
AsAt = Annotated[Name, Query(description=_AS_AT, examples=["2024-07-08"])]
Report = Annotated[Name, Query(description="the paper's name, or the start of it", examples=["fernmoor-2024.txt"])]


class Asked(BaseModel):
    """A question, and what is to be searched for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Words = Field(description="the question", examples=["Who is accountable for the improvement plan?"])
    history: tuple[Words, ...] = Field(
        (), max_length=_EARLIER, description="earlier questions it follows, oldest first"
    )
    council: Name = Field("", description=_COUNCIL, examples=["Fernmoor"])
    body: Name = Field("", description=_BODY)
    as_at: Name = Field("", description=_AS_AT)
    reports: tuple[Name, ...] = Field((), max_length=_NAMED, description=_REPORTS)
    quotes_only: bool = Field(False, description=QUOTES_ONLY)
    keep: bool = Field(False, description="keep the answer in the history of the person who has signed in")

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, sent: object) -> object:
        return {name: value for name, value in sent.items() if value is not None} if isinstance(sent, dict) else sent


def add_routes(api: fastapi.FastAPI, service: Service, door: Door) -> None:
    """Add the API's routes."""
    taking = [Depends(_places(), scope="function")]
    _add_questions(api, service, door, taking)
    _add_reading(api, door, taking)
    _add_health(api, service)


BEARER = HTTPBearer(
    auto_error=False,
    description="A token of the service, for a person's own level of access. Without one, what is open can be read.",
)


def problems() -> dict[int | str, dict[str, Any]]:
    """The errors, for the document."""
    return {status: {"model": Problem, "description": words} for status, words in SAID.items()}


def _places() -> Any:
    """A dependency that gives one of the places, and turns away whoever finds none."""
    places = BoundedSemaphore(CONCURRENT)

    async def place() -> AsyncIterator[None]:
        if not places.acquire(blocking=False):
            raise Busy(503, f"The service is busy: {CONCURRENT} requests are being answered. Try again in a second.", 1)
        try:
            yield
        finally:
            places.release()

    return place


def _add_health(api: fastapi.FastAPI, service: Service) -> None:
    @api.get("/health", summary="Whether questions can be asked")
    def health() -> Health:
        return Health(status="ok", papers=len(service.assistant.cards(Access.OPEN)))


def _add_questions(api: fastapi.FastAPI, service: Service, door: Door, taking: list[Any]) -> None:
    @api.post(
        "/ask", dependencies=taking, summary="Ask a question", description=" ".join(filter(None, (_ASK, door.waits)))
    )
    def ask(asked: Asked, request: Request) -> AnsweredInFull:
        person = person_of(request)
        if asked.keep and not person.name:
            raise QuestionError('Only a person who has signed in has a history: send a token, or leave out "keep".')
        _take(service, person, request)
        within = Within(asked.council, asked.body, asked.as_at, asked.reports)
        trace = door.trace(asked.question, within, asked.history, person.access, quotes_only=asked.quotes_only)
        kept_as = _keep(service, person, trace) if asked.keep else ""
        return door.in_full(trace, kept_as, f"/answer/{kept_as}" if kept_as else "")

    @api.get("/search", dependencies=taking, summary="Search the paragraphs")
    def search(
        request: Request,
        q: Annotated[str, Query(description="words to look for, or a question", examples=["accountable body"])],
        council: Council = "",
        body: Body = "",
        as_at: AsAt = "",
        report: Annotated[list[Name] | None, Query(description=_REPORTS, max_length=_NAMED)] = None,
        limit: Annotated[int, Query(description="how many paragraphs at most", ge=1, le=MOST_FOUND)] = 10,
    ) -> SearchFound:
        """The paragraphs nearest to the words, in meaning and in wording, best first."""
        person = person_of(request)
        _take(service, person, request)
        return door.search(q, Within(council, body, as_at, tuple(report or ())), limit, person.access)


def _add_reading(api: fastapi.FastAPI, door: Door, taking: list[Any]) -> None:
    @api.get("/papers", dependencies=taking, summary="List the papers held")
    def papers(request: Request) -> Papers:
        """Every paper you may see, latest first."""
        return door.papers(person_of(request).access)

    @api.get("/paper", dependencies=taking, summary="Read a paper")
    def paper(request: Request, report: Report) -> PaperRead:
        """A paper with all of its paragraphs that you may see."""
        return door.paper(report, person_of(request).access)

    @api.get("/paragraph", dependencies=taking, summary="Read a paragraph")
    def paragraph(
        request: Request,
        report: Report,
        para: Annotated[Name, Query(description="the paragraph: 5.4, 2.1(a), Rec 2", examples=["1.1"])],
        around: Annotated[
            int, Query(description="how many paragraphs before it and after it at most", ge=0, le=MOST_AROUND)
        ] = 1,
    ) -> PassageInPlace:
        """A paragraph as read, with those before and after it."""
        return door.paragraph(report, para, around, person_of(request).access)

    @api.get("/ledgers/{name}", dependencies=taking, summary="Read a ledger")
    def ledger(
        request: Request,
        name: Annotated[
            str,
            fastapi.Path(
                description="tracker, decisions, governance, timeline, gaps, conflicts, money or glossary",
                examples=["tracker"],
            ),
        ],
        council: Council = "",
        as_at: AsAt = "",
        inspection: Annotated[Name, Query(description="of the tracker, one inspection: its year or date")] = "",
    ) -> LedgerRows:
        """What the papers say over the years: the same rows as on the ledger's page."""
        return door.ledger(name, Within(council, as_at=as_at), person_of(request).access, inspection)


def _take(service: Service, person: Person, request: Request) -> None:
    """Count a question against the limits of this person; turn it away where they are reached."""
    if wait := service.limits.take(person, address_of(request)):
        again = f"Ask again in {counted(wait, 'second')}."
        raise Busy(429, f"That is more questions than are taken in a minute. {again}", wait)


def _keep(service: Service, person: Person, trace: Trace) -> str:
    """Keep an answer as a conversation of one question. Returns its id."""
    kept = Kept(
        id=secrets.token_urlsafe(16),
        conversation=secrets.token_urlsafe(16),
        number=1,
        owner=person.owner,
        access=person.access,
        asked=trace.question.text,
        asked_at=datetime.now(UTC).replace(microsecond=0),
        scope=trace.question.scope,
        answer=trace.answer,
    )
    try:
        service.history.keep(kept)
    except HistoryError as error:  # the answer is there all the same
        _log.error("%s", error)
        return ""
    return kept.id
