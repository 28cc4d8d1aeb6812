"""The dates that a text says, each as a value however it is written, and what each bears. Pure.

"16/12/2015" and "16th December 2015" are one day; it bears December 2015, 2015, and the day without its year. A time
told from another ("last year") is told by its length and on which side of it. What a paper leaves to its own date
(`written_out`: "June this year", "the autumn") is put beside the words as printed, so that either may be used.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from assistant.answer import When
from assistant.when import find, written
from assistant.words import stem
from ingest.report import normalise
from ingest.spans import spans_in

Said = tuple[str, str]  # a date's value, the same for every way of writing it; and as printed

_YEARS = re.compile(r"(?<![\d/£.,-])((?:19|20)\d\d)\s?[/-]\s?((?:19|20)?\d\d)(?![\d/-])")
_SEASON = re.compile(r"\b(spring|summer|autumn|winter)(?: term)?,? (?:of |term )?((?:19|20)\d\d)\b")
_NAMED = re.compile(rf"\b(?:{'|'.join(name for name in month_name if name)})\b")
_RELATIVE = re.compile(
    r"\b(?:last|next|this|previous|following|coming|past) (?:year|month|week|quarter|spring|summer|autumn|winter|term"
    r"|financial year|few \w+)s?\b(?! and a half\b)"
    r"|\bthe (?:year|month|week|winter|summer|quarter) (?:before|after|earlier)\b"
    r"|\b(?:yesterday|tomorrow|tonight)\b"
    r"|\b(?:a|\d+) (?:year|month|week|day)s? (?:ago|later)\b"
)
_DATED = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|next|this|previous|following|coming|past|yesterday"
    r"|tomorrow|tonight|ago|later|before|after|earlier)"
)

_MIDDLES = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}  # the season: a month in the middle of it
_THE_SEASON = re.compile(
    r"\b(?P<said>the|this|next|last) (?P<season>spring|summer|autumn|winter)\b(?! (?:of )?\d| before)"
)
_THE_YEAR = re.compile(r"\b(?P<said>the end of the|this|last|next) (?:calendar )?year\b")
_COUNCIL_YEAR = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8}) (?P<year>20\d\d)\s?[/–-]\s?\d\d(?![\d/-])")
_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|due|planned|expected))\b")
_OPENS = 4  # April: the month that a council's year begins with
_MONTHS = frozenset(form for name in month_name if name for form in (name.casefold(), name[:3].casefold())) - {
    "may",
    "mar",
}
_LENGTHS = frozenset("year month week day quarter spring summer autumn winter term".split())
_BEFORE = re.compile(r"\b(?:before|earlier)\b")  # "the year before" may be last year; not the other way round
_EARLIER = re.compile(r"\b(?:last|previous|past|ago|yesterday)\b")
_AFTER = re.compile(r"\b(?:next|following|coming|after|later|tomorrow)\b")


def dates_in(text: str, *, bearing: bool) -> tuple[list[Said], str]:
    """The dates of a text, and the text without them, folded. `bearing`: with what each bears."""
    named = [month.casefold() for month in _NAMED.findall(text)] if bearing else []
    text = normalise(text)
    if not _DATED.search(text):
        return [], text
    found, text = _loose(text, bearing=bearing)
    found += [(month.capitalize(), month) for month in dict.fromkeys(named)]
    capitals = re.sub(r"[a-z]+", lambda match: match[0].capitalize() if match[0] in _MONTHS else match[0], text)
    mentions = find(text)
    whens = [mention.when for mention in mentions]
    for span in spans_in(capitals, None):
        whens += [_exact(span.iso), _exact(span.iso_last)] if span.first != span.last else [_exact(span.iso)]
        text = without(text, span.start, span.end)
    for mention in mentions:
        text = without(text, mention.start, mention.end)
    for when in dict.fromkeys(whens):
        found += [(written(each), written(each)) for each in (_less_exact(when) if bearing else (when,))]
    return found, text


def _loose(text: str, *, bearing: bool) -> tuple[list[Said], str]:
    """The seasons, councils' years and times told from another, and the text without them."""
    found: list[Said] = []
    for match in _SEASON.finditer(text):
        found += [(f"{match[1]} {match[2]}", match[0]), *([(match[2], match[2])] if bearing else [])]
    text = _SEASON.sub(_blank, text)
    for match in _RELATIVE.finditer(text):
        told = _relative(match[0])
        found.append((told, match[0]))
        if bearing and told.startswith("past"):
            found.append((told.replace("past", "before"), match[0]))
    text = _RELATIVE.sub(_blank, text)
    for match in _YEARS.finditer(text):
        if int(match[1]) % 100 < int(match[2][-2:]):
            found.append((f"{match[1]}/{match[2][-2:]}", match[0]))
            text = without(text, match.start(), match.end())
    return found, text


def _blank(match: re.Match[str]) -> str:
    return ";" + " " * (len(match[0]) - 1)


def _relative(printed: str) -> str:
    """A time told from another, by its length and on which side of it: "last year" and "the year before" are one."""
    length = next((stem(word) for word in printed.split() if stem(word) in _LENGTHS), printed)
    sides = ((_BEFORE, "before"), (_EARLIER, "past"), (_AFTER, "to come"))
    return f"{next((side for found, side in sides if found.search(printed)), 'this')} {length}"


def without(text: str, start: int, end: int) -> str:
    return text[:start] + ";" + " " * (end - start - 1) + text[end:]


def _exact(iso: str) -> When:
    return When(*map(int, iso.split("-")))


def _less_exact(when: When) -> tuple[When, ...]:
    """A date and what it bears: its month and year, its year, its day without the year."""
    shorter = (
        when,
        When(when.year, when.month),
        When(when.year),
        When(None, when.month, when.day),
        When(None, when.month),
    )
    return tuple(dict.fromkeys(each for each in shorter if each != When()))


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
    for match in _THE_SEASON.finditer(text):
        middle = _MIDDLES[match["season"]]
        years = (as_at.year - 1, as_at.year, as_at.year + 1)
        away = {year: (date(year, middle, 15) - as_at).days for year in years}
        if match["said"] == "last":
            away = {year: days for year, days in away.items() if days < 0}
        elif match["said"] == "next" or _TO_COME.search(text[: match.start()]):
            away = {year: days for year, days in away.items() if days > 0}
        yield match.end(), f"{match['season']} {min(away, key=lambda year: abs(away[year]))}"
    for match in _THE_YEAR.finditer(text):
        if not any(start < match.start() < start + 30 for start in taken):  # "June this year"
            yield match.end(), str(as_at.year + {"last": -1, "next": 1}.get(match["said"], 0))
