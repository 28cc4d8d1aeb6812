"""The history: a person's conversations by day, to find, read, go on with, keep a copy of and delete.

It works without script: deleting is a form, and the page that follows offers to undo it. A conversation is seen by its
owner only, and of it only what they may still see.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil
from urllib.parse import urlencode

import fastapi
from fastapi.responses import RedirectResponse, Response

from assistant.app.answers import conversation_of, shown, told
from assistant.app.drawing import draw
from assistant.app.service import Service, person_of
from assistant.history import UNDO_MINUTES, Kept, Listed
from assistant.people import Person
from assistant.render_sheet import clock, day_of, plain
from assistant.standing import standing
from ingest.report import normalise, written_day

ON_A_PAGE = 50


def add_history(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/history`, `/history/ID` and the forms that delete and undo."""

    @app.get("/history")
    def history_page(
        request: fastapi.Request, find: str = "", page: str = "1", deleted: str = "", back: str = ""
    ) -> Response:
        person = person_of(request)
        return told(service, person, lambda: _list(service, person, find.strip(), page, deleted, back))

    @app.get("/history/{conversation}")
    def conversation_page(request: fastapi.Request, conversation: str) -> Response:
        person = person_of(request)
        return told(service, person, lambda: _conversation(service, person, conversation))

    @app.post("/history/undo")
    def undo(request: fastapi.Request) -> Response:
        person = person_of(request)
        return told(service, person, lambda: _to_list(back=bool(person.owner and service.history.recall(person.owner))))

    @app.post("/history/delete")
    def delete_all(request: fastapi.Request) -> Response:
        person = person_of(request)

        def made() -> Response:
            if person.owner:
                service.history.forget(person.owner)
            return _to_list(deleted=True)

        return told(service, person, made)

    @app.post("/history/{conversation}/delete")
    def delete(request: fastapi.Request, conversation: str, find: str = "") -> Response:
        person = person_of(request)

        def made() -> Response:
            conversation_of(service, person, conversation)  # what is not there, or not theirs, is not deleted
            service.history.forget(person.owner, conversation)
            return _to_list(find, deleted=True)

        return told(service, person, made)


def _to_list(find: str = "", **done: bool) -> Response:
    """Back to the list, which says what was done; not how much: some of it may be above what they see now."""
    said = {name: int(value) for name, value in done.items()}
    return RedirectResponse(f"/history?{urlencode({**({'find': find} if find else {}), **said})}", 303)


def _list(service: Service, person: Person, find: str, page: str, deleted: str, back: str) -> Response:
    found = _found(service, person, find) if person.owner else ()
    pages = max(1, ceil(len(found) / ON_A_PAGE))
    number = min(max(1, int(page[:9]) if page.isascii() and page.isdigit() else 1), pages)
    own = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return draw(
        person,
        "history.html.jinja",
        "History",
        here="/history",
        days=[(written_day(day), list(listed)) for day, listed in groupby(own, key=lambda each: day_of(each.last_at))],
        clock=clock,
        plain=plain,
        find=find,
        count=len(found),
        number=number,
        pages=pages,
        step=lambda to: "?" + urlencode({**({"find": find} if find else {}), "page": to}),
        deleted=deleted,
        back=back,
        minutes=UNDO_MINUTES,
        kept_days=service.settings.history_days,
        keeps=bool(person.owner),
        may_sign_in=not person.name and person.may_sign_in,
    )


def _found(service: Service, person: Person, find: str) -> tuple[Listed, ...]:
    """The conversations in which every word looked for stands in a question, or in an answer that still stands."""
    listed = service.history.conversations(person.owner, person.access, find)
    words = normalise(find).split()
    if not words or not listed:
        return listed
    turns = [service.history.conversation(each.conversation, person.owner, person.access) for each in listed]
    stand = iter(standing([turn.answer for each in turns for turn in each], service.assistant, person.access))
    readable = [_readable(each, [next(stand) for _ in each]) for each in turns]
    return tuple(each for each, text in zip(listed, readable, strict=True) if all(word in text for word in words))


def _readable(turns: Sequence[Kept], stand: Sequence[bool]) -> str:
    """What can be read of a conversation, folded as it was for the search."""
    texts = (f"{turn.asked}\n{turn.answer.text if stands else ''}" for turn, stands in zip(turns, stand, strict=True))
    return normalise("\n".join(texts))


def _conversation(service: Service, person: Person, conversation: str) -> Response:
    kept = conversation_of(service, person, conversation)
    return draw(
        person,
        "conversation.html.jinja",
        f"Conversation of {written_day(day_of(kept[-1].asked_at))}",
        here="",
        conversation=conversation,
        turns=shown(service, person, kept),
    )
