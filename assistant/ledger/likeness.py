"""How much an ask and a decision say the same, by the words that carry their matter. Pure.

What every ask and every decision says whatever it is about (to note, the report, as set out in) counts for nothing, nor
does its own verb, nor the day of a meeting.
"""

from __future__ import annotations

import re

from assistant.words import content_stems, stem
from ingest.wording.verbs import verb_of

# What every ask and every decision may say whatever it is about.
_COMMON = frozenset(
    stem(word)
    for word in """agree agreed agreement note noted approve approved approval endorse endorsed support supported
    receive received consider considered discuss scrutinise delegate delegated authorise recommend recommended
    report reports committee board cabinet panel council members item paper content contents set attached appendix
    appendices annex outline outlined detail detailed section paragraph paragraphs resolved decided confirm full
    proposal amended amendment subject""".split()
)
_HOW_MANY = frozenset(
    """once twice annual annually yearly quarterly monthly weekly daily one two three four five six seven eight nine ten
    twelve""".split()
)
_PLACES = re.compile(  # figures that only say where something stands
    r"\b(?:paragraphs?|paras?|appendi(?:x|ces)|sections?|pages?|annex(?:es)?|recommendations?|tables?|items?)\s+[\w.]+"
    r"(?:\s*(?:to|and|,|-|–)\s*\d[\w.]*)*",
    re.I,
)
_DAYS = re.compile(  # a telling has the meeting's own day in it
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?:,?\s+(?:19|20)\d\d)?\b"
)


def other_figures(asked: str, decided: str) -> bool:
    """Whether a decision puts other figures, days or intervals in the place of those asked for."""
    one, other = (_figures(text) for text in (asked, decided))
    return bool(one - other) and bool(other - one)


def _figures(text: str) -> set[str]:
    words = re.findall(r"[£\w][\w.,/%]*", _PLACES.sub(" ", text.casefold()))
    return {
        word.strip(".,") for word in words if any(letter.isdigit() for letter in word) or word.strip(".,") in _HOW_MANY
    }


def overlap(one: str, other: str) -> float:
    """How much two texts say the same, 0 to 1: the content words they share, of the shorter."""
    return shares(one, other, 1)


def shares(one: str, other: str, least: int) -> float:
    first, second = stems(one), stems(other)
    shared = len(first & second)
    return shared / min(len(first), len(second)) if shared >= least else 0.0


def stems(text: str, *, drop: bool = True) -> frozenset[str]:
    if not drop:
        return content_stems(text)
    found = content_stems(_DAYS.sub(" ", text))
    return found - _COMMON - {stem(verb_of(text, ""))}
