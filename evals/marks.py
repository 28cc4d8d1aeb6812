"""The exact things in a text, each as a value that compares: dates, money, percentages, times, numbers.

A text is cut into words, and a reader walks along them: "£1.2m" and "£1,200,000" are one value, "12" and "twelve" too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {month[:3]: at for at, month in enumerate(MONTHS, 1)} | {"sept": 9}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_TIMES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "bn": 10**9, "billion": 10**9}
_MANY = {"half": "1/2", "halves": "1/2", "third": "1/3", "thirds": "1/3", "quarter": "1/4", "quarters": "1/4"}
_MANY |= {"twice": "2x", "double": "2x", "doubled": "2x", "doubling": "2x", "treble": "3x", "halved": "1/2"}
_BEFORE_MONTH = frozenset(
    "in by of since until till from to and every each during before after last next early".split()
)
_JOINS = frozenset({",", "and", "&", "to", "-", "or"})
_WORD = re.compile(r"[0-9][0-9.,]*|[^\W\d_]+|[^\w\s]|_")

Value = Decimal | str | tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """One exact thing: `value` is (year, month, day) of a date, None: unsaid. `at`: its words, from and to."""

    kind: str  # date, financial year, money, percent, time, recommendation, paragraph, number
    value: Value
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: as written, in small letters, and whether a space stands before it."""

    written: str
    small: str
    apart: bool


def words(text: str) -> tuple[Word, ...]:
    """The words and signs of a text; dashes, quotes and full-width letters made plain."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub("[‐‑‒–—−]", "-", plain).replace("’", "'").replace("‘", "'")
    found = []
    for match in _WORD.finditer(plain):
        written = match[0].rstrip(".,") if match[0][0].isdigit() else match[0]
        apart = match.start() == 0 or plain[match.start() - 1].isspace()
        found.append(Word(written, written.lower(), apart))
        found.extend(Word(sign, sign, False) for sign in match[0][len(written) :])
    return tuple(found)


def marks(text: Sequence[Word]) -> tuple[Mark, ...]:
    """Every mark of a text, in order. None overlap, but for the days of "1 to 5 July 2024"."""
    found: list[Mark] = []
    at = 0
    while at < len(text):
        read = next(filter(None, (reader(text, at) for reader in _READERS)), None)
        if read:
            found += read
            at = max(mark.at[1] for mark in read)
        else:
            at += 1
    return tuple(found)


def _small(text: Sequence[Word], at: int) -> str:
    return text[at].small if 0 <= at < len(text) else ""


def _whole(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() else None


def _month(text: Sequence[Word], at: int) -> int | None:
    word = _small(text, at)
    if word in MONTHS:
        return MONTHS.index(word) + 1
    return _SHORT.get(word)


def _year(text: Sequence[Word], at: int) -> int | None:
    year = _whole(_small(text, at))
    return year if year is not None and 1900 <= year <= 2099 else None


def _day(text: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A day of the month and where it ends: "8", "8th"."""
    day = _whole(_small(text, at))
    if day is None or not 1 <= day <= 31:
        return None
    end = at + 1
    if _small(text, end) in ("st", "nd", "rd", "th") and not text[end].apart:
        end += 1
    return day, end


def _after(text: Sequence[Word], at: int) -> tuple[int | None, int]:
    """The year that may follow a month, and where it ends."""
    comma = at + 1 if _small(text, at) == "," else at
    year = _year(text, comma)
    return (year, comma + 1) if year else (None, at)


def _dates(text: Sequence[Word], at: int) -> list[Mark]:
    """ "8 July 2024", "1, 2 and 5 July 2024", "8th of July"."""
    days: list[tuple[int, int, int]] = []
    here = at
    while (day := _day(text, here)) and len(days) < 8:
        days.append((day[0], here, day[1]))
        here = day[1]
        of = here + 1 if _small(text, here) == "of" else here
        if month := _month(text, of):
            year, end = _after(text, of + 1)
            return [Mark("date", (year, month, each), (start, end)) for each, start, _ in days]
        if _small(text, here) not in _JOINS:
            return []
        here += 1
        if _small(text, here) in _JOINS:  # ", and"
            here += 1
    return []


def _month_dates(text: Sequence[Word], at: int) -> list[Mark]:
    """ "July 2024", "July 8, 2024", "in July"."""
    month = _month(text, at)
    if month is None:
        return []
    year, end = _after(text, at + 1)
    if year:
        return [Mark("date", (year, month, None), (at, end))]
    if (day := _day(text, at + 1)) and (ended := _after(text, day[1]))[0]:
        return [Mark("date", (ended[0], month, day[0]), (at, ended[1]))]
    whole = _small(text, at) in MONTHS and text[at].written[0].isupper()
    if whole and (month not in (3, 5) or _small(text, at - 1) in _BEFORE_MONTH):
        return [Mark("date", (None, month, None), (at, at + 1))]
    return []


def _figures_date(text: Sequence[Word], at: int) -> list[Mark]:
    """ "08/07/2024", "8.7.24", "2024-07-08"."""
    dotted = _small(text, at).split(".")
    if len(dotted) == 3 and all(map(str.isdigit, dotted)) and len(dotted[2]) in (2, 4):
        parts, end = [int(part) for part in dotted], at + 1
    else:
        signs = {_small(text, at + 1), _small(text, at + 3)}
        found = [_whole(_small(text, at + step)) for step in (0, 2, 4)]
        if signs not in ({"/"}, {"-"}) or any(text[at + step].apart for step in (1, 2, 3, 4) if at + step < len(text)):
            return []
        parts, end = [part for part in found if part is not None], at + 5
    if len(parts) != 3:
        return []
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    year += 2000 if year < 100 else 0
    return [Mark("date", (year, month, day), (at, end))] if 1 <= month <= 12 and 1 <= day <= 31 else []


def _years(text: Sequence[Word], at: int) -> list[Mark]:
    """ "2024/25", "2024-2025", "2024"."""
    year = _year(text, at)
    if year is None:
        return []
    if _small(text, at + 1) in ("/", "-") and not text[at + 1].apart:
        second = _whole(_small(text, at + 2))
        if second is not None and second in ((year + 1) % 100, year + 1):
            return [Mark("financial year", str(year), (at, at + 3))]
    return [Mark("date", (year, None, None), (at, at + 1))]


def _number(text: Sequence[Word], at: int) -> tuple[Decimal, int] | None:
    """A number in figures or words, and where it ends: "1,200", "twenty-one", "three hundred and five"."""
    word = _small(text, at)
    if word[:1].isdigit():
        bare = word.replace(",", "")
        if bare.count(".") > 1 or not bare.replace(".", "").isascii():
            return None
        value, end = Decimal(bare), at + 1
    elif word in _UNITS:
        value, end = Decimal(_UNITS.index(word)), at + 1
    elif word in _TENS:
        value, end = Decimal(_TENS[word]), at + 1
        unit = end + 1 if _small(text, end) == "-" else end
        if _small(text, unit) in _UNITS[1:10]:
            value, end = value + _UNITS.index(_small(text, unit)), unit + 1
    elif word in ("a", "an") and _small(text, at + 1) in ("hundred", "thousand", "million"):
        value, end = Decimal(1), at + 1
    else:
        return None
    while (by := _TIMES.get(_small(text, end))) and (by != 10**6 or _small(text, end) != "m" or not text[end].apart):
        value, end = value * by, end + 1
        more = end + 1 if _small(text, end) == "and" and by == 100 else end
        rest = _number(text, more) if not word[:1].isdigit() and more < len(text) else None
        if rest and rest[0] < by:
            value, end = value + rest[0], rest[1]
    return value, end


def _money(text: Sequence[Word], at: int) -> list[Mark]:
    sign = _small(text, at) in ("£", "€", "$")
    read = _number(text, at + sign)
    if read and (sign or _small(text, read[1]) in ("pounds", "pound")):
        end = read[1] + (not sign)
        if sign and _small(text, end) == "m":
            return [Mark("money", read[0] * 10**6, (at, end + 1))]
        return [Mark("money", read[0], (at, end))]
    return []


def _percent(text: Sequence[Word], at: int) -> list[Mark]:
    read = _number(text, at)
    if not read:
        return []
    if _small(text, read[1]) in ("%", "percent", "percentage"):
        return [Mark("percent", read[0], (at, read[1] + 1))]
    if _small(text, read[1]) == "per" and _small(text, read[1] + 1) == "cent":
        return [Mark("percent", read[0], (at, read[1] + 2))]
    return []


def _time(text: Sequence[Word], at: int) -> list[Mark]:
    """ "10.30 am", "10:30", "2pm"."""
    word, end = _small(text, at), at + 1
    if not word[:1].isdigit():
        return []
    colon = _small(text, end) == ":" and _whole(_small(text, end + 1)) is not None and not text[end + 1].apart
    if colon:
        word, end = f"{word}.{_small(text, end + 1)}", end + 2
    half = _small(text, end)
    if half not in ("am", "pm", "noon") and not colon:
        return []
    hour, _, minute = word.partition(".")
    if not hour.isdigit():
        return []
    late = 12 if half == "pm" and int(hour) < 12 else 0
    value = f"{int(hour) + late}:{minute or '00'}"
    return [Mark("time", value, (at, end + (half in ("am", "pm", "noon"))))]


def _numbered(text: Sequence[Word], at: int) -> list[Mark]:
    """ "Recommendations 3, 5 and 7", "Rec. 4", "paragraph 3.4"."""
    word = _small(text, at)
    kind = {"para": "paragraph", "paragraph": "paragraph", "paragraphs": "paragraph", "paras": "paragraph"}.get(word)
    if word in ("recommendation", "recommendations", "rec", "recs"):
        kind = "recommendation"
    here = at + 1
    while kind and _small(text, here) in (".", "number", "numbers", "no"):
        here += 1
    found: list[Mark] = []
    while kind and here < len(text):
        read = _number(text, here)
        listed = _small(text, here)[:1].isdigit() and _small(text, read[1] if read else here) not in ("%", "per")
        if read is None or (found and not listed):
            break
        found.append(Mark(kind, str(read[0]), (at, read[1])))
        here = read[1]
        if _small(text, here) not in _JOINS:
            break
        while _small(text, here) in _JOINS:
            here += 1
    return found


def _plain(text: Sequence[Word], at: int) -> list[Mark]:
    """A number that is none of the rest; a share in words; "third", "3rd"."""
    word = _small(text, at)
    if word in _ORDINALS[1:] and _small(text, at + 1) not in ("of", "a"):
        return [Mark("number", Decimal(_ORDINALS.index(word) + 1), (at, at + 1))]
    if word in _MANY:
        return [Mark("number", _MANY[word], (at, at + 1))]
    if word == "one" and (_small(text, at + 1) in ("of", "another") or _small(text, at - 1) in ("no", "any", "every")):
        return []
    if read := _number(text, at):
        suffix = _small(text, read[1]) in ("st", "nd", "rd", "th") and not text[read[1]].apart
        return [Mark("number", read[0], (at, read[1] + suffix))]
    return []


_READERS: tuple[Callable[[Sequence[Word], int], list[Mark]], ...] = (
    _numbered,
    _dates,
    _month_dates,
    _figures_date,
    _money,
    _percent,
    _time,
    _years,
    _plain,
)
