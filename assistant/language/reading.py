"""What a language model writes, read in a thread of its own, so that neither silence nor a trickle outlasts its time.

Twice a second there is a beat, an empty piece, so that whoever waits can leave. Whoever leaves cuts
the connection: a thread that waits for a service's next word would wait for as long as the service likes.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread, get_ident
from time import monotonic
from typing import Any

from ingest.errors import LanguageModelError

BEAT = 0.5  # seconds


class TooSlow(LanguageModelError):
    """The time is up."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of what a model writes, and what its service counts of it; a beat is empty."""

    model: str  # as set: "ollama:llama3.2"; "" of a beat
    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0  # of these tokens, by the prices set, in their currency


_responses: dict[int, Any] = {}  # of each reading thread, once its service has begun to answer


def begun(response: Any) -> None:
    """Note a response that the present thread is about to read: a hook for HTTP clients of httpx's make."""
    _responses[get_ident()] = response


def reading(seconds: float, pieces: Callable[[], Iterator[Piece]]) -> Iterator[Piece]:
    """Pieces as they arrive, and beats between them.

    Args:
        seconds: for all of them.
        pieces: begins to read; called in the thread.

    Raises:
        TooSlow: the time is up, also where more has arrived than could be passed on.
        LanguageModelError: what the reading raises.
    """
    arrived: SimpleQueue[Piece | Exception | None] = SimpleQueue()
    stop = Event()
    thread = Thread(target=_read, args=(pieces, arrived, stop), daemon=True, name="language model")
    thread.start()
    until, beat = monotonic() + seconds, monotonic() + BEAT
    try:
        while (left := until - monotonic()) > 0:
            if monotonic() >= beat:  # also while pieces come that finish nothing
                beat = monotonic() + BEAT
                yield Piece("", "")
            try:
                piece = arrived.get(timeout=min(BEAT, left))
            except Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
        raise TooSlow(f"took longer than {seconds:g} seconds")
    finally:
        stop.set()
        _cut(_responses.pop(thread.ident or 0, None))


def _read(pieces: Callable[[], Iterator[Piece]], arrived: SimpleQueue[Piece | Exception | None], stop: Event) -> None:
    try:
        for piece in pieces():
            if stop.is_set():
                break
            arrived.put(piece)
        arrived.put(None)
    except Exception as error:
        arrived.put(error if isinstance(error, LanguageModelError) else LanguageModelError("sent what cannot be read"))
    finally:
        _responses.pop(get_ident(), None)


def _cut(response: Any) -> None:
    """End a connection under whoever reads from it; one that has ended already is let be."""
    if response is None:
        return
    with suppress(Exception):
        response.extensions["network_stream"].get_extra_info("socket").shutdown(socket.SHUT_RDWR)
