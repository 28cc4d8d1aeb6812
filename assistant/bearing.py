"""Whether words can answer the kind of question put: a date for "when", a figure for "how many", a name for "who".

A paragraph that has none of the kind cannot be the answer, however like the question it sounds. Kinds that any words
may answer ("what", "why") are borne by all.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date

from assistant.answer import Wanted, When
from ingest.spans import Span, spans_in

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


_POST_ASKED = re.compile(
    r"\b(?:who(?:['’]s| is| was| are| were)|name of)\b(?:\W+(?!to\b)\w+){0,4}?\W+"
    r"(?P<post>chair|commissioner|director|author|advis[eo]r|minister|leader|inspector|manager)\b",
    re.I,
)
_SUM_ASKED = re.compile(
    r"\bhow much\b(?=.*\b(?:paid|pays?|costs?|spen[dt]|spending|charged?|claim(?:ed)?|prices?|fees?|salary|budget|money"
    r"|funding|grant|saved?|savings?)\b)|\bwhat (?:price|fee|salary|sum)s?\b",
    re.I,
)
_SUM = re.compile(r"£|\bpounds\b|\b(?:none|nil|no (?:cost|financial|money|additional|implication|direct))\b", re.I)
_NO_SURNAME = (
    "Board|Committee|Council|Cabinet|Panel|Partnership|Services?|Plan|Strategy|Group|Directors?|Officers?|East|West|North"
    "|South|Improvement|Children|Safeguarding|Families|Authority|Report|Act"
)
_PERSON = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Cllr|Councillor|Sir|Dame|Professor|Superintendent)\.? [A-Z][\w'’-]+"
    rf"|\b[A-Z][a-z'’-]+ (?:[A-Z]\. )?(?!(?:{_NO_SURNAME})\b)[A-Z][\w'’-]+"
)


def without_label(text: str) -> str:
    """A paragraph's words without its own number: "5.4 On 3 June…" → "On 3 June…"."""
    return _LABEL.sub("", text, count=1).strip()


def bears(wanted: Wanted, text: str) -> bool:
    """Whether `text`, its own number aside, has in it what this kind of question wants."""
    pattern = _PATTERNS.get(wanted)
    return pattern is None or bool(pattern.search(without_label(text)))


def names_holder(question: str, text: str) -> bool:
    """Where a question asks who holds a post, whether `text` has the post and the name of a person."""
    asked = _POST_ASKED.search(question)
    if asked is None:
        return True
    post = asked["post"].lower()[:6]
    return post in text.lower() and bool(_PERSON.search(text))


def names_sum(question: str, text: str) -> bool:
    """Where a question asks for a sum of money, whether `text` names one, or says that there is none."""
    return not _SUM_ASKED.search(question) or bool(_SUM.search(text))


def speaks_of(dates: Sequence[When], text: str, near: date | None) -> bool:
    """Whether a text has a date that fits one of those asked about; true where no year is asked about.

    Args:
        near: the paper's date, for years that its text leaves out.
    """
    asked = [when for when in dates if when.year is not None]
    spans = spans_in(text, near) if asked else ()
    return not asked or any(_meet(when, span) for when in asked for span in spans)


def _meet(when: When, span: Span) -> bool:
    last = when.last_day
    first = date(when.year or 1, when.month or 1, when.day or 1)
    return last is not None and span.first <= last and first <= span.last
