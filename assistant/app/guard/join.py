"""What the page may say to Gradio, and how much of Gradio's queue one person may fill.

Gradio opens, copies and fetches whatever file or address a value names, and runs whichever event is asked for by its
number. So a request says what the page itself says, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.app.guard.refusal import Refused
from assistant.app.limits import network_of
from assistant.people import Person

_JOINED = {"data", "event_data", "fn_index", "trigger_id", "session_hash"}
_STOPPED = {"event_id", "session_hash", "fn_index"}
_VALUES = 20
_CHARACTERS = 200_000  # of one value: far above a question, which has its own limit and its own sentence
_ASKED_AT_ONCE = 4  # an answer that has been shown is in work until what to ask next has been tried
_AT_ONCE = 8  # by one person, of any kind
_AT_ONCE_FROM_A_NETWORK = 60  # by visitors who have not signed in, who can be as many people as they like
_NOT_OURS = "The request is not one that this page makes. Load the page again and try once more."
_ASKED = "Four of your questions are being answered already. Ask again when one of them is done."
_FULL = "Too much is being done for you already. Try again in a moment."


@dataclass(frozen=True, slots=True)
class Events:
    """What can happen on the page, as Gradio numbers it."""

    known: frozenset[int]
    asking: frozenset[int]  # those that put a question
    in_work: Callable[[str], bool]  # whether this one, by its id, still waits or is being answered


class Repeated(ValueError):
    """A key stands twice in a request, which might then be read in two ways."""


def read_object(body: bytes) -> dict[str, object]:
    """The JSON object in a body; empty where there is none that can be read in one way only."""

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        if len({name for name, _ in found}) < len(found):
            raise Repeated
        return dict(found)

    try:
        read = json.loads(body.decode("utf-8"), object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def check_join(said: Mapping[str, object], events: Events) -> None:
    """Raises Refused for a question or a choice that the page would not send."""
    data = said.get("data")
    fair = isinstance(data, list) and len(data) <= _VALUES and all(_is_plain(value) for value in data)
    _hold(fair and said.keys() <= _JOINED and said.get("event_data") is None)
    trigger = said.get("trigger_id")
    _hold(_is_known(said.get("fn_index"), events) and (trigger is None or type(trigger) is int))


def check_stop(said: Mapping[str, object], events: Events) -> None:
    """Raises Refused for a word to stop that the page would not send."""
    _hold(said.keys() <= _STOPPED and ("fn_index" not in said or _is_known(said["fn_index"], events)))


def _is_plain(value: object) -> bool:
    """Words or nothing, as the page sends; half a UTF-16 character cannot be sent back."""
    if isinstance(value, str):
        return len(value) <= _CHARACTERS and not any("\ud800" <= sign <= "\udfff" for sign in value)
    return value is None or isinstance(value, bool)


def _is_known(number: object, events: Events) -> bool:
    return type(number) is int and number in events.known


def _hold(fair: bool) -> None:
    if not fair:
        raise Refused(400, _NOT_OURS)


@dataclass(slots=True)
class Place:
    """One place in the queue, from when it is asked for."""

    owner: str
    network: str  # "" for somebody signed in
    asking: bool
    event: str = ""  # its id, once it is taken


class Places:
    """Who has how many places. What Gradio no longer works at is free, however it ended."""

    def __init__(self, in_work: Callable[[str], bool]) -> None:
        self._in_work = in_work
        self._taken: list[Place] = []

    def take(self, person: Person, owner: str, address: str, *, asking: bool) -> Place:
        """A place for this owner. Raises Refused where they have as many as they may."""
        self._taken = [place for place in self._taken if not place.event or self._in_work(place.event)]
        network = "" if person.name else network_of(address)
        theirs = [place for place in self._taken if place.owner == owner]
        if asking and sum(place.asking for place in theirs) >= _ASKED_AT_ONCE:
            raise Refused(429, _ASKED, {"Retry-After": "2"})
        near = sum(place.network == network for place in self._taken) if network else 0
        if len(theirs) >= _AT_ONCE or near >= _AT_ONCE_FROM_A_NETWORK:
            raise Refused(429, _FULL, {"Retry-After": "2"})
        place = Place(owner, network, asking)
        self._taken.append(place)
        return place

    def free(self, place: Place) -> None:
        """Give back a place that was not taken up."""
        self._taken.remove(place)
