"""Whether words can answer the kind of question put: a date for "when", a figure for "how many", a name for "who".

A paragraph that has none of the kind cannot be the answer, however like the question it sounds. Kinds that any words
may answer ("what", "why") are borne by all.
"""

from __future__ import annotations

import re
from calendar import month_name

from assistant.answer import Wanted

_LABEL = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[a-z]?[.)]?|\(?[a-z]{1,4}\)|[a-z]\.|rec(?:ommendation)?\.? ?\d+[.:]?)\s+(?=\S)", re.I
)
_MONTHS = "|".join(name for name in month_name if name)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred"
_PATTERNS = {
    Wanted.WHEN: re.compile(
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b|\b\d+[- ](?:working )?(?:day|week|month|year)s?\b"
        r"|\b(?:daily|weekly|monthly|quarterly|annually|yearly|every|each (?:week|month|quarter|year))\b",
        re.I,
    ),
    Wanted.HOW_MANY: re.compile(
        rf"\d|\b(?:{_NUMBERS.replace(' ', '|')}|none|nil|no|all|both|half|third|quarter|majority|most)\b", re.I
    ),
    Wanted.WHO: re.compile(
        r"\b[A-Z][\w'’-]+(?: (?:and|of|for|the) )?(?: [A-Z][\w'’-]+)|\b[A-Z]{2,}\b"
        r"|\b(?:chair|director|officer|member|leader|manager|council|board|committee|panel|cabinet|partner|inspector)",
    ),
    Wanted.CONTACT: re.compile(r"@|\d{4}"),
}


def without_label(text: str) -> str:
    """A paragraph's words without its own number: "5.4 On 3 June…" → "On 3 June…"."""
    return _LABEL.sub("", text, count=1).strip()


def bears(wanted: Wanted, text: str) -> bool:
    """Whether `text`, its own number aside, has in it what this kind of question wants."""
    pattern = _PATTERNS.get(wanted)
    return pattern is None or bool(pattern.search(without_label(text)))
