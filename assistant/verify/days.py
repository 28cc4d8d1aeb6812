"""Days that a paper leaves to its own date, written out: "June this year" in a paper of March 2022 is June 2022. Pure.

`ingest.spans` reads what names a month or a day. Here also what names none: "the autumn", "the end of the year", "last
year". The words as printed stay beside what they come to, so that a statement may use either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.answer import When
from assistant.when import written
from ingest.spans import spans_in

_SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}  # the season: a month in the middle of it
_SEASON = re.compile(r"\b(?P<said>the|this|next|last) (?P<season>spring|summer|autumn|winter)\b(?! (?:of )?\d| before)")
_YEAR = re.compile(r"\b(?P<said>the end of the|this|last|next) (?:calendar )?year\b")
_COUNCIL_YEAR = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8}) (?P<year>20\d\d)\s?[/–-]\s?\d\d(?![\d/-])")
_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|due|planned|expected))\b")
_OPENS = 4  # April: the month that a council's year begins with


def written_out(text: str, as_at: date | None) -> str:
    """A sentence of a paper with each day that leaves its year to the paper followed by the whole, in brackets."""
    if as_at is None:
        return text
    for end, told in sorted(_told(text, as_at), reverse=True):
        text = f"{text[:end]} ({told}){text[end:]}"
    return text


def _told(text: str, as_at: date) -> Iterator[tuple[int, str]]:
    """Where each such day ends in the text, and what it comes to."""
    taken: set[int] = set()
    for match in _COUNCIL_YEAR.finditer(text):
        if span := next(iter(spans_in(match["month"], as_at)), None):
            taken.add(match.start())
            year = int(match["year"]) + (span.first.month < _OPENS)
            yield match.end(), f"{match['month']} {year}"
    for span in spans_in(text, as_at):
        if not span.year_said and span.start not in taken:
            taken.add(span.start)
            yield span.end, written(When(*map(int, span.iso.split("-"))))
    for match in _SEASON.finditer(text):
        middle = _SEASONS[match["season"]]
        years = (as_at.year - 1, as_at.year, as_at.year + 1)
        away = {year: (date(year, middle, 15) - as_at).days for year in years}
        if match["said"] == "last":
            away = {year: days for year, days in away.items() if days < 0}
        elif match["said"] == "next" or _TO_COME.search(text[: match.start()]):
            away = {year: days for year, days in away.items() if days > 0}
        yield match.end(), f"{match['season']} {min(away, key=lambda year: abs(away[year]))}"
    for match in _YEAR.finditer(text):
        if not any(start < match.start() < start + 30 for start in taken):  # "June this year"
            yield match.end(), str(as_at.year + {"last": -1, "next": 1}.get(match["said"], 0))
