"""Word's automatic numbers, counted as Word counts them.

A Word file does not hold the "5.2" that is printed; it holds lists, levels and counters to run through the document in
order. Paragraph numbers are what we cite, so a wrong one is worse than none. Pure: `word_styles` reads the lists out of
the file. The rules, from ECMA-376 part 1, 17.9, and from what Word does where that is silent:

- Lists made from one abstract list share its counters; a start override takes effect the first time its list uses the
  level, and again whenever that level starts afresh.
- A level starts afresh after any higher level was used, unless it says after which one, or never.
- A level whose parents were never used shows their start values, and the parents count as used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"  # ST_NumberFormat
    text: str = ""  # "%1.%2": the counters of levels from 1, and what stands around them
    restart: int | None = None  # level from 1 after which it starts afresh; 0 never; None after any higher one
    legal: bool = False  # every counter in it in Arabic figures
    style: str = ""  # the paragraph style that takes this level

    @property
    def bullet(self) -> bool:
        return self.format == "bullet"


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as paragraphs use it. Levels are counted from 0."""

    abstract: str  # whose counters it shares
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)  # start overrides
    single: bool = False  # has one level, whatever its paragraphs say

    @property
    def numbers_paragraphs(self) -> bool:
        """Whether it is a scheme for a whole paper ("%1.%2") and not a list within one."""
        return any(level.text.count("%") > 1 for level in self.levels.values())


class Counters:
    """The running counters of one document. Ask for each numbered paragraph once, in document order."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}  # abstract list → level → last number given
        self._started: set[tuple[str, int]] = set()  # start overrides already used

    def label(self, list_id: str, word_list: WordList, level: int) -> str:
        """The number of the next paragraph at a level, as printed; "•" for a bullet, "" for a level without one."""
        definition = word_list.levels.get(level)
        if definition is None:
            return ""
        counts = self._counts.setdefault(word_list.abstract, {})
        counts[level] = self._next(list_id, word_list, level, counts)
        for parent in range(level):
            counts.setdefault(parent, word_list.levels.get(parent, Level()).start)
        for deeper in [deeper for deeper in counts if deeper > level]:
            if _starts_afresh(word_list.levels.get(deeper, Level()), after=level):
                del counts[deeper]
        return "•" if definition.bullet else _written(word_list, definition, counts)

    def _next(self, list_id: str, word_list: WordList, level: int, counts: Mapping[int, int]) -> int:
        override = word_list.starts.get(level)
        first = (list_id, level) not in self._started
        self._started.add((list_id, level))
        if override is not None and (first or level not in counts):
            return override
        return counts[level] + 1 if level in counts else word_list.levels[level].start


def _starts_afresh(level: Level, after: int) -> bool:
    """Whether a level starts afresh once the higher level `after` (from 0) has been used."""
    return level.restart is None or after < level.restart


def _written(word_list: WordList, definition: Level, counts: Mapping[int, int]) -> str:
    def counter(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        shown = word_list.levels.get(level, Level())
        number = counts.get(level, shown.start)
        if definition.legal and shown.format != "none":
            return str(number)
        return written(number, shown.format)

    return re.sub(r"%([1-9])", counter, definition.text).strip()


def written(number: int, number_format: str) -> str:
    """A number in one of Word's formats; Arabic figures for those of other scripts."""
    return _FORMATS.get(number_format, str)(number)


def letters(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter and does not count in twenty-sixes."""
    if number < 1:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def roman(number: int) -> str:
    """Lower-case Roman figures."""
    if number < 1:
        return str(number)
    out = ""
    for value, figures in _ROMAN:
        out += figures * (number // value)
        number %= value
    return out


_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL_ENDINGS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_ORDINAL_ENDINGS |= {"nine": "ninth", "twelve": "twelfth"}


def _words(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _ordinal_words(number: int) -> str:
    tens, hyphen, last = _words(number).rpartition("-")
    ending = _ORDINAL_ENDINGS.get(last, f"{last.removesuffix('y')}ieth" if last.endswith("y") else f"{last}th")
    return tens + hyphen + ending


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalFullstop": lambda number: f"{number}.",
}
