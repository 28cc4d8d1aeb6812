"""Sums of money in a text: "£628k", "£1.359m", "£350,000", "£1.2–1.5m", "2 million pounds". Pure.

What a sum is worth is kept in pence, with the worth of its last printed digit: totals of rounded figures need not meet
to the pound. A range is two sums with the same printed words. "£000" and "£'000" say what a column counts in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"(?:million|billion|thousand|bn|m|k)\b"
_SUM = re.compile(
    rf"(?P<minus>(?<!\S)[-−](?=£))?£\s?(?P<number>{_NUMBER})(?:\s?(?P<unit>{_UNIT}))?"
    rf"(?:(?:[-–]£?|\s[-–]\s£)(?!20\d\d\b)(?P<to>{_NUMBER})(?:\s?(?P<to_unit>{_UNIT}))?)?"
    rf"|(?<![\d£.,])(?P<bare>{_NUMBER})\s+(?P<bare_unit>million|billion|thousand)\s+pounds",
    re.I,
)
_POUNDS = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "thousand": 10**3, "k": 10**3, "": 1}
_CELL = re.compile(rf"(?P<minus>[-–−(]\s?)?£?\s?(?P<number>{_NUMBER})(?:\s?(?P<unit>{_UNIT}))?\)?\*?")
COUNTED_IN = re.compile(r"£\s?[’']?000s?\b|£\s?k\b|£\s?m(?:illions?|n)?\b|£\s?thousands?\b|\(\s?£\s?\)|£\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A sum where a text has it; `start` and `end` are places in the text, from 0."""

    pence: int
    exact_to: int  # pence: the worth of its last printed digit
    printed: str
    start: int
    end: int


def sums_in(text: str) -> Iterator[Found]:
    """Every sum of a text, in its order."""
    for match in _SUM.finditer(text):
        if match["bare"]:
            yield _found(match, match["bare"], match["bare_unit"], match[0])
            continue
        if re.fullmatch(r"0{2,3}", match["number"]):
            continue
        unit = match["unit"] or ""
        if not match["to"]:
            yield _found(match, match["number"], unit, match[0], minus=bool(match["minus"]))
            continue
        last_unit = match["to_unit"] or unit
        yield _found(match, match["number"], unit or last_unit, match[0])
        yield _found(match, match["to"], last_unit, match[0])


def cell_sum(text: str, counted_in: str) -> Found | None:
    """The sum that a table's cell is; None where it is none. `counted_in`: its heading's "£000" or "£m", or ""."""
    match = _CELL.fullmatch(text.strip())
    if match is None or not (counted_in or "£" in text):
        return None
    unit = match["unit"] or ("" if "£" in text else _unit_of(counted_in))
    return _found(match, match["number"], unit, text.strip(), minus=bool(match["minus"]))


def _unit_of(counted_in: str) -> str:
    said = re.sub(r"[^a-z0]", "", counted_in.casefold())
    return "k" if said.startswith(("000", "k", "thousand")) else "m" if said.startswith("m") else ""


def _found(match: re.Match[str], number: str, unit: str | None, printed: str, minus: bool = False) -> Found:
    pounds = _POUNDS[(unit or "").lower()]
    digits = number.replace(",", "")
    places = len(digits.partition(".")[2])
    pence = int(Decimal(digits) * pounds * 100)
    exact_to = max(1, pounds * 100 // 10**places)
    return Found(-pence if minus else pence, exact_to, printed, match.start(), match.end())
