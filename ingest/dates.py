"""Dates as councils print them: "28 th November 2017", "Monday 8 July 2024", "08/07/2024", "8 – 12 July 2024".

Pure, day before month as in Britain. Only whole dates count: a month and year alone say no day, and we do not pick one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?<![\d./-])(\d{1,2})(?:\s*(?:st|nd|rd|th)\b)?"
_YEAR = r"(\d{4})(?![\d/])"
_TO = r"\s*(?:–|—|-|to|and|until)\s*(?:\w+day,?\s+)?"
_WORDED = re.compile(rf"{_DAY}\s*(?:of\s+)?{_MONTH},?\s*{_YEAR}", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:\s*(?:st|nd|rd|th)\b)?,?\s+{_YEAR}", re.I)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the words it was read from; `start` is where they begin in the text, from 0."""

    day: date
    words: str
    start: int


def dates_in(text: str) -> tuple[Dated, ...]:
    """Every whole date in a text, in its order. Dates that no calendar has are left out."""
    found: list[Dated] = []
    forms = ((_WORDED, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1)), (_FIGURES, (2, 1, 0)), (_ISO, (0, 1, 2)))
    for form, (year, month, day) in forms:
        for match in form.finditer(text):
            parts = match.groups()
            if when := _day(parts[year], parts[month], parts[day]):
                found.append(Dated(when, match[0], match.start()))
    return tuple(sorted(found, key=lambda each: each.start))


def first_date(text: str) -> date | None:
    """The first whole date in a text; None where there is none."""
    return next((each.day for each in dates_in(text)), None)


def last_date(text: str) -> date | None:
    """The last day a text speaks of: the 12th of "8 – 12 July 2024". None where there is no whole date."""
    return next((each.day for each in reversed(dates_in(text))), None)


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else but its weekday, time and place in the week."""
    dated = dates_in(text)
    if not dated:
        return False
    rest = text.replace(dated[-1].words, " ")
    rest = re.sub(rf"\d{{1,2}}(?:\s*(?:st|nd|rd|th))?(?:\s+{_MONTH})?(?:\s+\d{{4}})?{_TO}", " ", rest, flags=re.I)
    rest = re.sub(
        r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:held|on|at|from|the|date|meeting)\b"
        r"|\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\.?|noon|hours|hrs)?|\bnoon\b",
        " ",
        rest,
        flags=re.I,
    )
    return not re.search(r"\w", rest)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole_year, number, int(day))
    except ValueError:
        return None
