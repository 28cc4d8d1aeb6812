"""Denials by their words: those in other words ("for want of", "turned down"), and a "not" put in or left out."""

from __future__ import annotations

import re

from assistant.verify.borne import Borne
from assistant.words import content_words, stem, stems

_DENIED_VERB = re.compile(r"\b(should|must|will|would|can|could) not (\w+)")
_IF = re.compile(r"\b(?:[Ii]f|^Should) ([^,;]+),")
_SAME = 0.3  # share of the words of a condition that another must have, to be the same
_WORDED = (  # a denial in other words → in plain ones
    (re.compile(r"\bin place of\b"), "instead of"),
    (re.compile(r"\bfor (?:want|lack) of\b", re.I), "without"),
    (re.compile(r"\b(?:turned down|thrown out|voted down|rejected)\b", re.I), "refused"),
    (re.compile(r"\b(?:falls?|fell|falling) short of\b", re.I), "not meet"),
    (re.compile(r"\bunaware\b(?: of| that)?", re.I), "not know"),
    (re.compile(r"^Should (?=.*\bnot\b)", re.I), "if "),
    (re.compile(r"\bnot (?=(?:consistently|routinely|regularly) )", re.I), "not always "),
    (re.compile(r"\binsufficiently\b", re.I), "not sufficiently"),
)


def in_plain_words(clause: str) -> str:
    """A clause with its denials in plain words."""
    for pattern, plainly in _WORDED:
        clause = pattern.sub(plainly, clause)
    return clause


def put_in(clause: str, borne: Borne) -> bool:
    """Whether a clause has "should not have" or "if it is" where the cited have only "should have", "if it is not"."""
    text = "\n".join(unit.text for unit in borne.units)
    denied = any(
        re.search(rf"\b{aux} {verb}\b", text) and not re.search(rf"\b{aux}(?:n['’]t| not)\b", text)
        for aux, verb in _DENIED_VERB.findall(clause)
    )
    return denied or any(_turned(mine, _IF.findall(text)) for mine in _IF.findall(clause))


def _turned(mine: str, conditions: list[str]) -> bool:
    """Whether the conditions that are this one are all denied where it is not, or the other way about."""
    words = frozenset(map(stem, content_words(mine)))
    same = [other for other in conditions if len(words & stems(other)) >= _SAME * len(words)]
    return bool(same) and all((" not " in other) != (" not " in mine) for other in same)
