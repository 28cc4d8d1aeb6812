"""Dates that are said without a month: "in a year's time", "within 70 working days of…", "in the autumn". Pure.

Only what can be counted from the paper's own date is resolved; the rest keeps its words and the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_COUNT = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "eighteen": 18,
}
_IN_TIME = re.compile(
    r"\bin (?P<count>an?|one|two|three|four|five|six|nine|twelve|eighteen|\d{1,2}) (?P<unit>month"
    r"|year)s?[’']?s? time\b",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:within |no later than |by )?(?:\d{1,3}|ten|twelve|fifteen|twenty) (?:working |calendar )?(?:days"
    r"|weeks|months) "
    r"(?:after|of|from|following) (?:the |its |our )?(?:publication|receipt|date|inspection|issue|meeting"
    r"|report|decision)\b(?: of (?:the |this |its )?[\w’' ]{3,40}?(?=[.,;]|$| and ))?",
    re.I,
)
_YEAR_END = re.compile(
    r"\b(?:by |before |until |at )?the end of (?:the|this) (?P<sort>calendar |financial )?year\b",
    re.I,
)
_SEASON = re.compile(
    r"\b(?:in|during|by|from|this|next|last)(?: the)? (?:early |late )?(?:spring|summer|autumn|winter)\b(?!\s+"
    r"(?:of |term|holiday|school|pressures|fair|20\d\d)|\s*20)",
    re.I,
)
_ANY = re.compile(r"(?:time|days|weeks|months|year|spring|summer|autumn|winter)\b", re.I)
_WILL = re.compile(r"\b(?:will|shall|to be|is to|are to|expect\w*|planned|due|must)\b", re.I)
_MUST = re.compile(r"\b(?:must|required|due|no later than|needs? to|have to|has to)\b", re.I)


@dataclass(frozen=True, slots=True)
class Loose:
    """A date so said. `when` is "" where it cannot be counted, and `unresolved` says why."""

    printed: str
    start: int
    end: int
    kind: str
    when: str
    unresolved: str


def loose_dates(text: str, as_at: date | None) -> tuple[Loose, ...]:
    """Every such date of a sentence, in its order."""
    if not _ANY.search(text):
        return ()
    found = [_in_time(match, text, as_at) for match in _IN_TIME.finditer(text)]
    for match in _COUNTED.finditer(text):
        if re.search(r"\bfor (?:a |the )?(?:further |next )?$", text[: match.start()]):
            continue  # how long, not when
        if not _MUST.search(text) and not _WILL.search(text):
            continue  # how fast things are done
        kind = "deadline" if _MUST.search(text) else "promise"
        found.append(_loose(match, kind, "", "counted from another day, which this sentence does not give"))
    for match in _YEAR_END.finditer(text):
        if as_at:
            year = as_at.year + (match["sort"] == "financial " and as_at.month > 3)
            month = 3 if (match["sort"] or "").strip().lower() == "financial" else 12
            found.append(_loose(match, "promise", f"{year}-{month:02}", ""))
    for match in _SEASON.finditer(text):
        if _WILL.search(text):
            found.append(_loose(match, "promise", "", "only a season is said"))
    return tuple(sorted(found, key=lambda each: each.start))


def _in_time(match: re.Match[str], text: str, as_at: date | None) -> Loose:
    if as_at is None or re.search(r"\b(?:was|were|had|would)\b", text):
        return _loose(match, "promise", "", "counted from another day, which this sentence does not give")
    count = _COUNT.get(match["count"].lower()) or int(match["count"])
    months = as_at.year * 12 + as_at.month - 1 + count * (12 if match["unit"].lower() == "year" else 1)
    return _loose(match, "promise", f"{months // 12}-{months % 12 + 1:02}", "")


def _loose(match: re.Match[str], kind: str, when: str, unresolved: str) -> Loose:
    return Loose(match[0], match.start(), match.end(), kind, when, unresolved)
