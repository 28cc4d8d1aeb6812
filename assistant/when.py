"""Dates as people say them in a question: "8 July", "Nov 2017", "16/05/2024", "2017". Pure.

Only what is said is kept: "8 July" has no year, and none is guessed. A day that no calendar has ("31 June") is not a
date. Years are taken from 1990 to 2099, so that "1500 children" is not one.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date

from assistant.answer import When
from ingest.errors import QuestionError

_MONTHS = {name[:3].casefold(): number for number, name in enumerate(month_name) if number}
_MONTH = "(?P<month>" + "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in month_name if name) + r"|sept)\.?"
_DAY = r"(?P<day>[0-3]?\d)\s?(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19[9]|20\d)\d)"
# Most exact first: what one pattern has taken, a later one does not take again.
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}(?![\w/])", re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}[/.](?P<month_number>[01]?\d)[/.]{_YEAR}",
        rf"{_YEAR}-(?P<month_number>[01]\d)-(?P<day>[0-3]\d)",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH}(?!\s+['’]\d\d)",
        rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"{_MONTH}[\s-]+['’](?P<short_year>\d\d)",
        rf"{_MONTH}\s+{_DAY}",
        rf"{_YEAR}(?:[-/](?:20)?\d\d)?",
    )
)
# A month alone is a date only after a word that makes it one: "may" and "march" are words too.
_MONTH_ALONE = re.compile(
    rf"\b(?:in|since|by|before|after|until|last|during|the|of|from)\s+{_MONTH}(?![\w/])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date where it stands in a text: `text[start:end]`."""

    when: When
    start: int
    end: int


def mentions(text: str) -> tuple[When, ...]:
    """Every date named in `text`, the most exact form of writing first, each once."""
    return tuple(dict.fromkeys(mention.when for mention in find(text)))


def whole(text: str) -> When | None:
    """The date that `text` is, all of it; None where it is anything else, "31 June 2024" too."""
    trimmed = text.strip()
    return next((m.when for m in find(trimmed) if (m.start, m.end) == (0, len(trimmed))), None)


def last_day(typed: str, advice: str) -> date:
    """The last day that a typed date covers: "2024-07-08", "8 July 2024", "July 2024" or "2024".

    Args:
        typed: a date and nothing else.
        advice: what to do where it is none, as the error goes on: ": write it like 8 July 2024."

    Raises:
        QuestionError: it is no date, or one without a year.
    """
    when = whole(typed)
    day = when.last_day if when else None
    if day is None:
        raise QuestionError(f'"{typed.strip()}" is not a date{advice}')
    return day


def find(text: str) -> tuple[Mention, ...]:
    """Every date with where it stands, the most exact form of writing first."""
    found: list[Mention] = []
    for pattern in (*_PATTERNS, _MONTH_ALONE):
        for match in pattern.finditer(text):
            when = _when(match.groupdict())
            if when is not None:
                found.append(Mention(when, match.start(), match.end()))
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return tuple(found)


def _when(parts: dict[str, str | None]) -> When | None:
    """The date these parts make, or None where no calendar has it."""
    year, day = parts.get("year"), parts.get("day")
    number = parts.get("month_number")
    word = parts.get("month")
    month = int(number) if number else _MONTHS[word[:3].casefold()] if word else None
    short = parts.get("short_year")
    year = f"20{short}" if short else year
    when = When(int(year) if year else None, month, int(day) if day else None)
    if when.month is not None and not 1 <= when.month <= 12:
        return None
    if when.day is not None and not 1 <= when.day <= monthrange(when.year or 2024, when.month or 1)[1]:
        return None
    return when


def written(when: When) -> str:
    """A date in words, as far as it was said: "8 July 2024", "July 2024", "2024"."""
    return " ".join(
        filter(None, (str(when.day or ""), month_name[when.month] if when.month else "", str(when.year or "")))
    )
