"""The points of a text that can be told of the wrong thing: figures, dates, names and states, and where they stand."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.verify.anchors import borne_in, said_in
from assistant.verify.lists import classes, classes_in, word_set
from assistant.verify.names import folded, named, runs_in
from assistant.verify.number_words import in_digits
from assistant.verify.segments import BODY
from assistant.words import FUNCTION_WORDS
from ingest.report import normalise

Point = tuple[str, str]
_STATES = word_set("states")
_LOOSE = frozenset({"all", "most", "both", "some", "one", "none", "times", "order"})


@lru_cache(maxsize=20_000)
def points(text: str) -> tuple[Point, ...]:
    """The figures, dates, names and states of a text."""
    anchors = [anchor for anchor in said_in(text) if anchor.kind not in _LOOSE]
    figures = [anchor.point for anchor in anchors]
    names = [
        ("body" if BODY.search(run[-1]) else "name", " ".join(folded(" ".join(run))))
        for run, opens in runs_in(text)
        if named(run, opens=opens) and not run[-1][-1].isdigit()  # a code is a figure
    ]
    return tuple(dict.fromkeys((*figures, *names, *_states(text))))


def _states(text: str) -> list[Point]:
    if " | " in text:  # a denial in one cell denies nothing in the others
        return [point for cell in text.split(" | ") for point in _states(cell)]
    return [("state", name) for name in sorted(classes_in("statuses", text) & _STATES)]


@lru_cache(maxsize=50_000)
def holds(text: str, point: Point) -> bool:
    """Whether a text has a point: a name whole, anything else as a value."""
    kind, value = point
    if kind in {"name", "body"}:
        said = folded(text)
        if kind == "body" and _another_body(text, value):
            return False
        return not value or value.split()[-1] in said
    return point in _states(text) if kind == "state" else point in borne_in(text)


def _another_body(text: str, value: str) -> bool:
    """Whether each body that a text has by the last word of this one is another: the Adults Board."""
    own = set(value.split()[:-1]) - FUNCTION_WORDS
    runs = [folded(" ".join(run)) for run, _ in runs_in(text)]
    alike = [set(run[:-1]) - FUNCTION_WORDS for run in runs if run and run[-1] == value.split()[-1]]
    return bool(own and alike) and not any(one <= own or own <= one for one in alike)


def whole_of(segment: str, point: Point) -> bool:
    """Whether a count is the whole that another is a part of: "three of the 12"; `wholes` judges those."""
    told = in_digits(normalise(segment), one=False)
    return point[0] == "count" and bool(re.search(rf"\b(?:out )?of (?:the |its )?{re.escape(point[1])}\b", told))


def side_by_side(segment: str, one: Point, other: Point, own: list[Point]) -> bool:
    """Whether no other of its kind stands nearer to either: "22 in 2012/13 and 44 in 2013/14" joins two and two."""
    at = {point: _place(segment, point) for point in own}
    if at[one] < 0 or at[other] < 0:
        return True
    apart = abs(at[one] - at[other])
    rivals = [point for point in own if point not in (one, other) and at[point] >= 0]
    return not any(
        abs(at[point] - at[near]) < apart
        for near, far in ((one, other), (other, one))
        for point in rivals
        if point[0] == far[0]
    )


@lru_cache(maxsize=20_000)
def _place(segment: str, point: Point) -> int:
    """Where a point stands in a segment, in characters; -1 where it cannot be told."""
    told = in_digits(normalise(segment), one=False)
    kind, value = point
    if kind == "state":
        found = classes("statuses")[value].search(told)
        return found.start() if found else -1
    printed = next((a.printed for a in said_in(segment) if a.point == point), value.rpartition(" ")[2])
    return max(told.find(printed), told.find(printed.casefold()))
