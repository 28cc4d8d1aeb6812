"""The doors of Gradio that the page in the browser needs; every other one is shut. And whose a conversation is.

Gradio knows a conversation by a word that the browser makes up, its session, and gives what belongs to it to whoever
says the word. Here it belongs to the one who said it first. There is no heartbeat: it holds one of the six connections
that a browser opens to a service, for as long as a page is open, so that six pages would shut out every other.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app.guard.body import read_whole, replayed
from assistant.app.guard.join import Events, Place, Places, check_join, check_stop, read_object
from assistant.app.guard.refusal import Refused

_DOORS = frozenset(
    {
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/config"),
        ("GET", "/theme.css"),
        ("GET", "/favicon.ico"),
        ("GET", "/gradio_api/app_id"),  # by which a page that lost the service knows it again
    }
)
_FILES = re.compile(r"/(assets|static)(/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*)+")  # no part begins with a dot
_JOIN, _DATA, _CANCEL, _RESET = (f"/gradio_api/{door}" for door in ("queue/join", "queue/data", "cancel", "reset"))
_WORD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST = 20_000  # sessions, and questions on their way, that are remembered
_LONGEST_ANSWER = 65_536  # of `queue/join`: a number, or why there is none
_TRIES, _PAUSE = 50, 0.1  # seconds: a browser that opens many pages at once has them one after the other


class _Bound:
    """Which word belongs to whom. The one not used for longest is forgotten when there are too many."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()

    def claim(self, word: str, owner: str) -> bool:
        """Whether the word is this owner's; it becomes theirs where it was nobody's."""
        theirs = self._owners.setdefault(word, owner) == owner
        if theirs:
            self._owners.move_to_end(word)
        while len(self._owners) > _MOST:
            self._owners.popitem(last=False)
        return theirs

    def owner(self, word: str) -> str:
        return self._owners.get(word, "")


class Doors:
    """Stands before Gradio. Answers of other people's sessions are not there, for anybody else."""

    def __init__(self, gradio: ASGIApp, events: Events) -> None:
        self._gradio = gradio
        self._known = events
        self._places = Places(events.in_work)
        self._sessions = _Bound()
        self._events = _Bound()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises Refused, which the guard answers."""
        if scope["type"] != "http":
            await self._gradio(scope, receive, send)
            return
        method, path, owner = scope["method"], scope["path"], _owner(scope)
        if (method, path) in _DOORS or (method in ("GET", "HEAD") and _FILES.fullmatch(path)):
            pass
        elif (method, path) == ("GET", _DATA):
            self._check_session(*_one(QueryParams(scope["query_string"]).getlist("session_hash")), owner)
        elif (method, path) == ("POST", _JOIN):
            await self._join(scope, receive, send)
            return
        elif method == "POST" and path in (_CANCEL, _RESET):
            receive = await self._check_event(path, receive, owner)
        else:
            raise _not_there()
        await self._gradio(scope, receive, send)

    async def _join(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a question, or a choice made on the page, into the queue."""
        receive, said = await _read(receive)
        session = _word(said, "session_hash")
        self._check_session(session, _owner(scope))
        check_join(said, self._known)
        place = await self._place(scope, asking=said["fn_index"] in self._known.asking)
        try:
            await self._gradio(scope, receive, self._noting(send, session, place))
        finally:
            if not place.event:
                self._places.free(place)

    async def _place(self, scope: Scope, *, asking: bool) -> Place:
        """Raises Refused: a question at once, anything else where it would have to wait for long."""
        state = scope["state"]
        for left in reversed(range(_TRIES)):
            try:
                return self._places.take(state["person"], _owner(scope), state["address"], asking=asking)
            except Refused:
                if asking or not left:
                    raise
            await asyncio.sleep(_PAUSE)
        raise AssertionError("the last try returns or raises")

    def _check_session(self, session: str, owner: str) -> None:
        if not (_WORD.fullmatch(session) and self._sessions.claim(session, owner)):
            raise _not_there()

    async def _check_event(self, path: str, receive: Receive, owner: str) -> Receive:
        """A question on its way may be stopped from the session it was asked in, by the one whose that is."""
        receive, said = await _read(receive)
        session = self._events.owner(_word(said, "event_id"))
        if path == _CANCEL and _word(said, "session_hash") != session:
            raise _not_there()
        if not session or self._sessions.owner(session) != owner:
            raise _not_there()
        check_stop(said, self._known)
        return receive

    def _noting(self, send: Send, session: str, place: Place) -> Send:
        """A `send` that notes which question has been taken for this session."""
        answer = bytearray()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.body" and len(answer) < _LONGEST_ANSWER:
                answer.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    place.event = _word(read_object(bytes(answer)), "event_id")
                    if place.event:
                        self._events.claim(place.event, session)
            await send(message)

        return noting


async def _read(receive: Receive) -> tuple[Receive, dict[str, object]]:
    """What a request says, and its body again."""
    whole = await read_whole(receive)
    body: bytes = (await whole())["body"]
    return replayed(body, receive), read_object(body)


def _owner(scope: Scope) -> str:
    """Whose a session is. Who keeps no cookie has only an address, which is better than nothing."""
    state = scope["state"]
    return state["person"].owner or f"address:{state['address']}"


def _word(said: dict[str, object], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""


def _one(words: list[str]) -> tuple[str]:
    return (words[0],) if len(words) == 1 else ("",)


def _not_there() -> Refused:
    return Refused(404, "Not found.")
