"""Numbers and bullets that begin a paragraph, read as printed.

A label is believed here only for its form. Whether "2015 …" at the start of a line is a paragraph number is decided by
the rooms that see its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.characters import BULLET


class Style(StrEnum):
    """The form of a label. Labels of one list share one style."""

    DECIMAL = "1.1"  # also 1.1.1 and 3.2a
    NUMBER = "1"  # bare, for paragraphs and headings
    NUMBER_STOP = "1."  # also Minute 1 –
    NUMBER_BRACKET = "1)"  # also (1)
    LETTER = "a)"  # also (a) and a.
    CAPITAL = "A."  # also A) and (A)
    ROMAN = "i)"  # also (i) and i.
    RECOMMENDATION = "Recommendation 1"  # also R1
    NOTE = "[1]"  # a footnote
    BULLET = "•"
    NONE = ""


PLAIN_NUMBERS = frozenset({Style.NUMBER, Style.NUMBER_STOP, Style.NUMBER_BRACKET})
LETTERS = frozenset({Style.LETTER, Style.CAPITAL, Style.ROMAN})


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a paragraph: `value` without brackets and stops ("5.4", "a", "iv"), and the words after it."""

    style: Style
    value: str
    rest: str


_MONTH = (
    r"(?:st|nd|rd|th)?\s+(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_BULLET_MARK = re.compile(rf"(?:[{BULLET}·*–—-]|o(?=\s))\s+")
_FORMS = (
    (Style.RECOMMENDATION, re.compile(r"(?:recommendation|rec\.?)\s+(\d{1,3}[a-z]?)\s*[:.–—-]\s*(?=\S)", re.I)),
    (Style.RECOMMENDATION, re.compile(r"R(\d{1,2})(?:[:.)]\s+|\s+(?:[–—-]\s+)?(?=[A-Z]))")),
    (Style.NUMBER_STOP, re.compile(r"minute\s+(?:no\.?\s*)?(\d{1,4})\s*[:.–—-]\s*(?=\S)", re.I)),
    (Style.NOTE, re.compile(r"\[(\d{1,3})\]\s+(?=\S)")),
    (Style.DECIMAL, re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,4}[a-z]?)(?:[.):]?\s+|[.):]?(?=[A-Z‘“'\"])|[.):]?$)(?!%)")),
    (Style.NUMBER_BRACKET, re.compile(r"\(?(\d{1,3})\)\s*(?=\S)")),
    (Style.NUMBER_STOP, re.compile(rf"(\d{{1,3}})\.(?:\s+(?=\S)|(?=[A-Z‘“])|$)(?!{_MONTH})")),
    (Style.NUMBER, re.compile(rf"(\d{{1,3}})(?!\d*{_MONTH})[:\s]\s*(?=[A-Z‘“\"'(]|20\d\d[/–-]\d\d\s+[A-Z])")),
    (Style.LETTER, re.compile(r"(?:\(([a-z]{1,2})\)|([a-z])\))\s*(?=\S)|([a-z])\.\s+(?=\S)")),
    (
        Style.CAPITAL,
        re.compile(r"(?:\(([A-Z])\)|([A-Z])\))\s*(?=[^\s.,;])|([A-Z])\.\s+(?=[A-Z][a-z]+|[a-z]{3,} [a-z])"),
    ),
)
_ROMAN = re.compile(r"(?:\(([ivxl]{1,6})\)|([ivxl]{1,6})\))\s*(?=\S)|([ivxl]{2,6})\.\s+(?=\S)")
_UNIT = re.compile(
    r"(?:million|billion|per\s?cent|%|m\b|bn\b|k\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|pm\b|am\b)", re.I
)


def label_of(text: str) -> Label:
    """The label a paragraph begins with; `Style.NONE` with the whole text as `rest` where it begins with none.

    A bullet before a number ("- 5.2 …", as Markdown writes a numbered paragraph) is dropped.
    """
    text = text.strip()
    if bullet := _BULLET_MARK.match(text):
        inner = _numbered(text[bullet.end() :])
        if inner and inner.style not in {Style.RECOMMENDATION, Style.NOTE}:
            return inner
        return Label(Style.BULLET, BULLET, text[bullet.end() :].strip())
    return _numbered(text) or Label(Style.NONE, "", text)


def _numbered(text: str) -> Label | None:
    roman = _ROMAN.match(text)
    if roman and roman_value(value := next(filter(None, roman.groups()))):
        return Label(Style.ROMAN, value, text[roman.end() :].strip())
    for style, form in _FORMS:
        if match := form.match(text):
            rest = text[match.end() :].strip()
            if style in {Style.DECIMAL, Style.NUMBER} and _UNIT.match(rest):
                return None
            return Label(style, next(filter(None, match.groups())), rest)
    return None


_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman_value(numeral: str) -> int:
    """The number a small roman numeral up to lxxxix stands for; 0 for one that is not well formed."""
    if not re.fullmatch(r"l?x{0,3}(?:ix|iv|v?i{0,3})|x?l(?:ix|iv|v?i{0,3})", numeral):
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def position(label: Label) -> int:
    """The place of a label in its own list, from 1 (c is 3, iv is 4, 12 is 12); 0 where it has none."""
    if label.style is Style.ROMAN:
        return roman_value(label.value)
    if label.style in {Style.LETTER, Style.CAPITAL}:
        first = label.value[0].lower()
        return ord(first) - ord("a") + 1 + (26 if len(label.value) == 2 else 0)
    if label.style in PLAIN_NUMBERS | {Style.RECOMMENDATION, Style.NOTE}:
        return int(re.sub(r"\D", "", label.value))
    return 0


def succeeds(label: Label, before: Label) -> bool:
    """Whether a label is the very next after another of its style: b) after a); 5.5, 6.1, 5.4.1, 5.4a or 5.5a after
    5.4; 5.5 after 5.4.1 or 5.4b."""
    if label.style is not before.style:
        return False
    if label.style is not Style.DECIMAL:
        return position(label) == position(before) + 1
    own, last = (re.findall(r"\d+|[a-z]", each.value) for each in (label, before))
    if own[-1] == "a":
        return own[:-1] == last or _steps_on(own[:-1], last)
    return (own[:-1] == last and own[-1] == "1") or _steps_on(own, last)


def _steps_on(own: list[str], last: list[str]) -> bool:
    """Whether a number is the next at its own depth, or opens the next section: 5.5 or 6.1 after 5.4 or 5.4.1."""
    depth = len(own)
    if len(last) >= depth and own[:-1] == last[: depth - 1] and _next(own[-1], last[depth - 1]):
        return True
    return depth == 2 and own[1] == "1" and _next(own[0], last[0])


def _next(one: str, before: str) -> bool:
    if one.isdigit() and before.isdigit():
        return int(one) == int(before) + 1
    return not one.isdigit() and not before.isdigit() and ord(one) == ord(before) + 1


def major(value: str) -> int:
    """The first number of a decimal label: 5 of "5.4"."""
    return int(re.match(r"\d+", value)[0]) if value[:1].isdigit() else 0  # type: ignore[index]
