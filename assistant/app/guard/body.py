"""How long a request may be, and how long it may take to arrive. What is refused is refused before it is read."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from assistant.app.guard.refusal import Refused
from assistant.people import Person

PAPERS = "/papers/add"  # where papers are sent: their bodies are long and are read as they come
MOST_BYTES = 2 * 2**20  # the longest other request: far above any question, so that a long one gets its own sentence
_BESIDE_A_FILE = 64 * 2**10  # what stands around a file in a form
WHOLE_SECONDS = 30.0  # for a whole body
PAUSE_SECONDS = 60.0  # for the next bytes of a paper
_NO_RIGHT = "Adding papers needs the right to manage them."
_NOTHING_HERE = "There is nothing at this address."
_CLOSE = {"Connection": "close"}  # what was not read must not be taken for the next request


def check_length(path: str, headers: Headers, person: Person, file_bytes: int) -> int:
    """How long the body says it is, in bytes.

    Raises:
        Refused: it does not say, it is too long, or it is a paper from somebody who may not add any.
    """
    if "transfer-encoding" in headers:
        raise Refused(411, "Say how long the request is (Content-Length).", _CLOSE)
    said = headers.get("content-length", "0")
    length = int(said) if said.isascii() and said.isdigit() else None
    if path == PAPERS and not person.manages:
        raise _no_papers(person)
    most = file_bytes + _BESIDE_A_FILE if path == PAPERS else MOST_BYTES
    if length is None or length > most:
        raise Refused(413, f"The request is longer than {most:,} bytes.", _CLOSE)
    return length


def _no_papers(person: Person) -> Refused:
    """Why papers are not taken from this person: signing in helps only where somebody can."""
    if person.name:
        return Refused(403, _NO_RIGHT, _CLOSE)
    return Refused(401, _NO_RIGHT, _CLOSE) if person.may_sign_in else Refused(404, _NOTHING_HERE, _CLOSE)


async def read_whole(receive: Receive) -> Receive:
    """Read the body, and give it to whoever asks next.

    Raises:
        Refused: it did not arrive in time, or its sender went away.
    """
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            more = True
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    raise Refused(400, "The request was broken off.", _CLOSE)
                parts.append(message.get("body", b""))
                more = message.get("more_body", False)
    except TimeoutError as late:
        raise Refused(408, f"The request did not arrive within {WHOLE_SECONDS:g} seconds.", _CLOSE) from late
    return replayed(b"".join(parts), receive)


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives this body first, and then what comes after it."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again


def watched(receive: Receive) -> Receive:
    """A `receive` that takes a sender for gone who pauses too long in the middle of a body."""
    more = True

    async def next_part() -> Message:
        nonlocal more
        if not more:
            return await receive()
        try:
            async with asyncio.timeout(PAUSE_SECONDS):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        more = message.get("more_body", False)
        return message

    return next_part
