"""The doors of Gradio that the page in the browser needs; every other one is shut. And whose a conversation is.

Gradio knows a conversation by a word that the browser makes up, its session, and gives what belongs to it to whoever
says the word. Here it belongs to the one who said it first.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app.guard_body import read_whole, replayed
from assistant.app.guard_refusal import Refused

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
_HEARTBEAT = "/gradio_api/heartbeat/"
_JOIN, _DATA, _CANCEL, _RESET = (f"/gradio_api/{door}" for door in ("queue/join", "queue/data", "cancel", "reset"))
_WORD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST = 20_000  # sessions, and questions on their way, that are remembered
_LONGEST_ANSWER = 65_536  # of `queue/join`: a number, or why there is none


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

    def __init__(self, gradio: ASGIApp) -> None:
        self._gradio = gradio
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
        elif method == "GET" and path.startswith(_HEARTBEAT):
            self._check_session(path.removeprefix(_HEARTBEAT), owner)
        elif (method, path) == ("GET", _DATA):
            self._check_session(*_one(QueryParams(scope["query_string"]).getlist("session_hash")), owner)
        elif (method, path) == ("POST", _JOIN):
            receive, session = await self._asked(receive, "session_hash")
            self._check_session(session, owner)
            send = self._noting(send, session)
        elif method == "POST" and path in (_CANCEL, _RESET):
            receive = await self._check_event(path, receive, owner)
        else:
            raise _not_there()
        await self._gradio(scope, receive, send)

    def _check_session(self, session: str, owner: str) -> None:
        if not (_WORD.fullmatch(session) and self._sessions.claim(session, owner)):
            raise _not_there()

    async def _check_event(self, path: str, receive: Receive, owner: str) -> Receive:
        """A question on its way may be stopped from the session it was asked in, by the one whose that is."""
        receive, event = await self._asked(receive, "event_id")
        session = self._events.owner(event)
        if path == _CANCEL:
            receive, said = await self._asked(receive, "session_hash")
            if said != session:
                raise _not_there()
        if not session or self._sessions.owner(session) != owner:
            raise _not_there()
        return receive

    async def _asked(self, receive: Receive, key: str) -> tuple[Receive, str]:
        """A word in the body of a request, and the body again."""
        whole = await read_whole(receive)
        body: bytes = (await whole())["body"]
        return replayed(body, receive), _word_in(body, key)

    def _noting(self, send: Send, session: str) -> Send:
        """A `send` that notes which question has been taken for this session."""
        said = bytearray()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.body" and len(said) < _LONGEST_ANSWER:
                said.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    event = _word_in(bytes(said), "event_id")
                    if event:
                        self._events.claim(event, session)
            await send(message)

        return noting


def _owner(scope: Scope) -> str:
    """Whose a session is. Who keeps no cookie has only an address, which is better than nothing."""
    state = scope["state"]
    return state["person"].owner or f"address:{state['address']}"


def _word_in(body: bytes, key: str) -> str:
    """The value of a key of a JSON object; "" where it has none. Said twice, it might be read in two ways."""

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        if len({name for name, _ in found}) < len(found):
            raise ValueError("a key stands there twice")
        return dict(found)

    try:
        read = json.loads(body, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return ""
    value = read.get(key) if isinstance(read, dict) else None
    return value if isinstance(value, str) else ""


def _one(words: list[str]) -> tuple[str]:
    return (words[0],) if len(words) == 1 else ("",)


def _not_there() -> Refused:
    return Refused(404, "Not found.")
