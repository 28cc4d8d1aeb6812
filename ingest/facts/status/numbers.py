"""Recommendations called by their numbers: "Rec. 5:", "recommendations 1, 3 and 11", "Recs 4-6". Pure.

"recommendation 2.1" is a paper's own paragraph and no number of a list; "recommendation 5 of this report" is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = (
    r"(?:\b(?:ofsted(?:['’]s)?|inspection|ILACS|HMIP|HMICFRS|JTAI|LSCB|LSCP|SEND|CQC|key|inspectors['’])\s+)?"
    r"(?:\brec(?:ommendation)?s?\b\.?|\bpriority actions?\b|\bareas? for (?:priority action|improvement)\b"
    r"|\b(?:areas? of )?(?:significant )?weakness(?:es)?\b|\b(?:AFI|APA)s?\b|\bR(?=\d))"
    r"\s*(?:nos?\.?|numbers?|#)?\s*\(?"
)
_ONE = r"\d{1,3}(?![\d%]|[.,]\d|\s*(?:per cent|working|days|months|years|weeks|of (?:the )?\d{1,3}\b))"
_JOIN = r"\s*(?:,\s*and|,\s*&|,|;|&|\band\b|\bto\b|–|—|-|/|\bor\b)\s*"
_ITEM = re.compile(rf"(?P<number>{_ONE})(?:\s*\((?P<title>[^()]{{1,90}})\))?")
_LIST = rf"{_ONE}(?:\s*\([^()]{{1,90}}\))?(?:{_JOIN}(?:{_WORD})?{_ONE}(?:\s*\([^()]{{1,90}}\))?){{0,40}}"
_NAMED = re.compile(rf"{_WORD}(?P<list>{_LIST})", re.I)
_BARE_LIST = re.compile(rf"\s*(?P<list>{_LIST})(?=\s*(?:[.;(]|$))", re.I)
_OWN = re.compile(r"^\s*(?:of|in) (?:this|the covering) (?:paper|report)\b|^\s*(?:above|below)\b", re.I)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Recommendations named together. `titles` has what a number is called in brackets: {5: "dental checks"}."""

    numbers: tuple[int, ...]
    titles: dict[int, str]
    start: int
    end: int


def numbers_named(text: str) -> tuple[Numbers, ...]:
    """Every place where recommendations are called by number, in the text's order."""
    found = (_numbers(match) for match in _NAMED.finditer(text) if not _OWN.match(text[match.end() :]))
    return tuple(numbers for numbers in found if numbers.numbers)


def bare_numbers(text: str, start: int) -> Numbers | None:
    """A list of numbers with no word before them, at this place in the text; None where there is none."""
    match = _BARE_LIST.match(text, start)
    return _numbers(match) if match else None


def _numbers(match: re.Match[str]) -> Numbers:
    words, last_end = match["list"], 0
    numbers: list[int] = []
    titles: dict[int, str] = {}
    for item in _ITEM.finditer(words):
        number, joined = int(item["number"]), words[last_end : item.start()].strip().casefold()
        is_range = joined in {"to", "-", "–", "—"} and bool(numbers) and numbers[-1] < number <= numbers[-1] + 60
        numbers.extend(range(numbers[-1] + 1, number + 1) if is_range else [number])
        if item["title"]:
            titles[number] = item["title"].strip()
        last_end = item.end()
    return Numbers(tuple(dict.fromkeys(n for n in numbers if n)), titles, match.start(), match.end())
