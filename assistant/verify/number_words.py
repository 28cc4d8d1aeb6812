"""Numbers written as words, put into digits: "twenty-one children" is "21 children". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
UNIT_WORDS = frozenset(  # words that belong to a figure, and are judged with it
    """per cent percent pounds million thousand billion two three four five six seven eight nine ten eleven twelve half
    hundred dozen am pm""".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: number for number, word in enumerate(_UNITS, 1)} | {
    word: number * 10 for number, word in enumerate(_TENS, 2)
}
_ANY = re.compile(rf"\b(?:{'|'.join((*_UNITS, *_TENS))}|hundred)\b")
_BELOW = (
    rf"(?:(?P<tens{{0}}>{'|'.join(_TENS)})(?:[\s-](?P<units{{0}}>{'|'.join(_UNITS[:9])}))?"
    rf"|(?P<small{{0}}>{'|'.join(_UNITS)}))"
)
_WORD = re.compile(
    rf"\b(?:(?P<hundreds>{'|'.join(_UNITS[:9])}|a) hundred(?:(?: and)? {_BELOW.format(1)})?|{_BELOW.format(2)})\b"
)


_HALVES = re.compile(
    r"\b(\d+)(?: (months?|years?|weeks?|days?|hours?))? and a half\b(?: (months?|years?|weeks?|days?|hours?)\b)?"
)
_DOZEN = re.compile(r"\b(?:(half a)|a|(two|three|four)) dozen\b")
_YEAR_AND_HALF = re.compile(r"\b(?:a|one|1) (?:and a half years|year and a half)\b")


@lru_cache(maxsize=20_000)
def in_digits(text: str, *, one: bool) -> str:
    """The text, in lower case, with its numbers in digits.

    Args:
        one: whether a bare "one" is a number too; it mostly is not.
    """

    def digits(match: re.Match[str]) -> str:
        if match[0] == "one" and not one:
            return match[0]
        hundreds = 0 if match["hundreds"] is None else _VALUES.get(match["hundreds"], 1)
        below = (_VALUES.get(match[f"{part}{way}"] or "", 0) for part in ("tens", "units", "small") for way in (1, 2))
        return str(hundreds * 100 + sum(below))

    text = _DOZEN.sub(lambda match: str(12 * _VALUES.get(match[2] or "one", 1) // (2 if match[1] else 1)), text)
    text = _YEAR_AND_HALF.sub("18 months", text)
    text = _WORD.sub(digits, text) if _ANY.search(text) else text
    return _HALVES.sub(lambda half: f"{half[1]}.5 {half[2] or half[3] or ''}".rstrip(), text)


def is_number(word: str) -> bool:
    """Whether a word is a number in words: "Seventeen", "Forty-seven"."""
    return bool(_WORD.fullmatch(word.casefold()))
