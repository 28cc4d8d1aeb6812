"""Dates as exact as their words: "November 2015", "3 June", "30 June to 22 July 2015", "by the end of March". Pure.

`ingest.dates` reads whole days for headers. Here a month, a year and a range are dates too. What is left unsaid is
taken from the date it is joined to ("October and November 2015"), and a year said nowhere from the paper's own date:
the year that brings it nearest. "This year", "last year" and "next year" are counted from the paper's date. Whether
the result can be right (a thing told as past that would fall after the meeting) is for the caller, who knows the
sentence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER"
    r"|NOVEMBER|DECEMBER)\b\.?"
)
_WEEKDAY = r"(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_NUMBER = r"\d{1,2}(?:\s*(?:st|nd|rd|th)\b)?"
_FROM = rf"(?P<from>(?<![\d.,/£%-]){_NUMBER})\s*(?:–|—|-|to|and)\s*"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|[/-]\d)"
_SAID = rf"(?:,?\s*(?:{_YEAR})|,?\s+(?P<relative>(?:this|last|next|that|the same) year))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?=[\dMTWFS]){_WEEKDAY}(?:{_FROM}{_WEEKDAY})?(?<![\d.,/£%])(?P<day>{_NUMBER})\s*(?:of\s+)?{_MONTH}{_SAID}?",
        rf"\b{_MONTH}\s+(?P<day>{_NUMBER}),\s*{_YEAR}",
        rf"(?:\b(?P<last>last|this|next)\s+)?\b{_MONTH}{_SAID}",
        rf"\b(?:(?P<last>last|this|next)\s+)?{_MONTH}(?!\s+(?:be|have|not|also|need|wish)\b)",
        r"(?<![\d./-])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d|\d\d)(?![\d/])",
        r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
        r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: term)?,? (?P<year>20\d\d)(?![\d/-])",
        r"\b(?:Q|[Qq]uarter )(?P<quarter>[1-4]),?\s*(?:of\s+)?(?P<year>20\d\d)\s?[/–-]\s?(?P<second>\d\d|20\d\d)(?!\d)",
        r"(?<![\d/£.,-])(?P<year>(?:19|20)\d\d)(?:/|-|–)(?P<second>\d\d|20\d\d)(?![\d/-])",
        r"(?:(?<=\bin )|(?<=\bsince )|(?<=\bduring )|(?<=\bby )|(?<=\bof )|(?<=\buntil )|(?<=\bfor ))"
        r"(?P<year>(?:19|20)\d\d)(?![\d/-]|[.,]\d|\s*(?:%|children|people|cases))",
    )
)
_RANGE = re.compile(r"\s*(?:–|—|-|to|until|up to|and)\s*(?:the\s+)?", re.I)
_MOVED = re.compile(  # what moves from one day to another spans no time
    r"\b(?:moved|moves|moving|changed|revised|put back|brought forward|slipped|slips|extended|delayed|postponed"
    r"|rescheduled|shifted|deferred|amended)\b[^.;]{0,60}\bfrom\s+(?:[\w’']+\s+){0,4}$",
    re.I,
)
_JOINED = re.compile(r"\s*(?:–|—|-|to|until|and|or|,|&)\s*(?:the\s+|in\s+|on\s+)?", re.I)


@dataclass(frozen=True, slots=True)
class Span:
    """A date or range of dates as printed. `first` and `last` are equal for a single day."""

    first: date
    last: date
    printed: str
    start: int  # where the words begin in the text, from 0
    year_said: bool = True  # False: the year was taken from the paper's date
    relative: str = ""  # "this year", "last" and the like, as printed

    @property
    def end(self) -> int:
        return self.start + len(self.printed)

    @property
    def iso(self) -> str:
        """ "2015", "2015-11" or "2015-11-05"; of a range its first day."""
        return _iso(self.first, self.last) if self.first.year == self.last.year else self.first.isoformat()

    @property
    def iso_last(self) -> str:
        """As `iso`, of the last day."""
        return self.iso if len(self.iso) < len("2015-11-05") else self.last.isoformat()


@dataclass(frozen=True, slots=True)
class _Found:
    """A date as read: any part but the words may be missing."""

    start: int
    printed: str
    year: int | None
    month: int | None
    day: int | None
    first_day: int | None  # of "19 to 30 April"
    relative: str
    to_year: int | None  # of "2015/16" and "2021-25"
    quarter: int | None  # of a council's year: 4 of "Q4 2015/16", January to March 2016


def spans_in(text: str, near: date | None) -> tuple[Span, ...]:
    """Every date in a text, in its order; ranges are one. `near`: the paper's date, for years left out.

    A date whose year cannot be told, or that no calendar has, is left out; so is "every March", which is no date.
    """
    found = _with_years_of_neighbours(text, _found(text))
    spans = [span for each in found if (span := _span(each, near)) is not None]
    return tuple(_ranges(text, spans))


def _found(text: str) -> list[_Found]:
    taken: list[_Found] = []
    for form in _FORMS:
        for match in form.finditer(text):
            overlaps = any(f.start < match.end() and match.start() < f.start + len(f.printed) for f in taken)
            if not overlaps and not re.search(r"\b(?:every|each)\s+(?:\w+ and )?$", text[: match.start()], re.I):
                taken.append(_read(match))
    return sorted(taken, key=lambda each: each.start)


def _read(match: re.Match[str]) -> _Found:
    said = {name: value for name, value in match.groupdict().items() if value}
    year = int(said["year"]) if "year" in said else None
    month = said.get("month", "")
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1 if month else None
    return _Found(
        match.start(),
        match[0],
        year + 2000 if year is not None and year < 100 else year,
        number,
        _number(said.get("day")),
        _number(said.get("from")),
        said.get("relative") or said.get("last", ""),
        _to_year(year, said.get("second")),
        _number(said.get("quarter")),
    )


def _to_year(year: int | None, second: str | None) -> int | None:
    """2016 of "2015/16", 2025 of "2021-25"; None where it is no later year."""
    if year is None or second is None:
        return None
    to = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    return to if to > year else None


def _number(words: str | None) -> int | None:
    return int(re.match(r"\d+", words)[0]) if words else None  # type: ignore[index]


def _with_years_of_neighbours(text: str, found: list[_Found]) -> list[_Found]:
    """A date without a year takes it from the one that it is joined to: "October and November 2015"."""
    done: list[_Found] = []
    after: _Found | None = None
    for each in reversed(found):
        between = text[each.start + len(each.printed) : after.start] if after else ""
        if after and each.year is None and not each.relative and each.month and _JOINED.fullmatch(between):
            back = after.year is not None and after.month is not None and after.month < each.month
            each = replace(each, year=after.year - 1 if back and after.year else after.year, relative=after.relative)
        done.append(each)
        after = each
    return done[::-1]


def _span(found: _Found, near: date | None) -> Span | None:
    year_said = found.year is not None
    year = found.year if year_said else _year(found, near)
    if year is None:
        return None
    try:
        if found.to_year == year + 1 and found.quarter:
            month = (found.quarter * 3) % 12 + 1
            opens = year + (month == 1)
            first, last = date(opens, month, 1), date(opens, month + 2, monthrange(opens, month + 2)[1])
        elif found.to_year == year + 1:  # a council's year runs from April
            first, last = date(year, 4, 1), date(year + 1, 3, 31)
        elif found.to_year:
            first, last = date(year, 1, 1), date(found.to_year, 12, 31)
        elif found.month is None:
            first, last = date(year, 1, 1), date(year, 12, 31)
        elif found.day is None:
            first, last = date(year, found.month, 1), date(year, found.month, monthrange(year, found.month)[1])
        else:
            last = date(year, found.month, found.day)
            first = date(year, found.month, found.first_day) if found.first_day else last
    except ValueError:
        return None
    return Span(first, last, found.printed, found.start, year_said, found.relative)


def _year(found: _Found, near: date | None) -> int | None:
    if near is None or found.month is None:
        return None
    if found.relative.endswith("year"):
        return near.year + {"last": -1, "next": 1}.get(found.relative.split()[0], 0)
    month, day = found.month, min(found.day or 15, 28)
    days = {year: (date(year, month, day) - near).days for year in (near.year - 1, near.year, near.year + 1)}
    if found.relative == "last":
        return max(year for year in days if days[year] < 0)
    if found.relative == "next":
        return min(year for year in days if days[year] > 0)
    return min(days, key=lambda year: abs(days[year]))


def _ranges(text: str, spans: list[Span]) -> list[Span]:
    """Join "30 June" and "22 July 2015" where they are one range; "and" joins only after "between"."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        between = text[before.end : span.start] if before else ""
        if before and before.first <= span.last and _RANGE.fullmatch(between):
            is_and = "and" in between.lower()
            if _MOVED.search(text[max(before.start - 120, 0) : before.start]):
                joined.append(span)
                continue
            if not is_and or re.search(r"\bbetween\s+(?:the\s+)?$", text[: before.start], re.I):
                printed = text[before.start : span.end]
                joined[-1] = Span(before.first, span.last, printed, before.start, span.year_said, span.relative)
                continue
        joined.append(span)
    return joined


def _iso(first: date, last: date) -> str:
    """The shortest form that says exactly first to last, where one does; else the first day."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}"
    if first.month == last.month and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{first:%Y-%m}"
    return first.isoformat()
