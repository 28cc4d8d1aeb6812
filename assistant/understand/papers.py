"""Which papers a question points at, and which it names that are not held. Pure.

To point raises a paper and hides none: a date may be a paper's or an event's, and the answer to "before November 2017,
when was…" may stand in a later paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from assistant.answer import When
from assistant.when import find, mentions
from assistant.words import content_stems, stem, stems
from ingest.report import Card, Kind

VIEWPOINT = re.compile(
    r"\b(as at|as of|as it stood (?:in|on|at)|as things stood (?:in|on|at))\s+(?P<rest>.{3,25})", re.I
)
_NOUN = r"(?:reports?|papers?|updates?|minutes|meetings?|items?|briefings?|reviews?|letters?|notes?)"
_OF_PAPER = re.compile(
    r"\b(?:reports?|papers?|updates?|minutes|meetings?)\s+(?:of|in|from|for|on|dated)\s+(?:the\s+)?$", re.I
)
_PAPER_AFTER = re.compile(r"(?:['’]s)?\s+(?:\w+\s+)?(?:reports?|papers?|updates?|minutes|meetings?)\b", re.I)
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|last (?:paper|report|update|one)|now|nowadays|these days|currently|current"
    r"|at present"
    r"|at the moment|to date|so far|today)\b",
    re.I,
)
_LATEST_PAPER = re.compile(
    r"\b(?:latest|newest|most recent|last) (?:\w+ )?(?:report|paper|update|minutes|inspection)\b", re.I
)
_FIRST = re.compile(r"\b(?:first|earliest|original|initial) (?:\w+ )?(?:report|paper|update)\b", re.I)
_BEFORE_LAST = re.compile(
    r"\b(?:previous|prior|preceding|last but one|earlier) (?:\w+ )?(?:report|paper|update|meeting|one)\b"
    r"|(?<!the )\blast time\b"
    r"|\b(?:report|paper|update|inspection|one) before(?: (?:that|this|it|last)\b|\s*(?:[?.,]|$))",
    re.I,
)
_KINDS = (
    (Kind.MINUTES, re.compile(r"\bminutes\b|\bminuted\b", re.I)),
    (
        Kind.INSPECTION,
        re.compile(
            r"\b(?:inspection|inspectors['’]?|ofsted(?:['’]s)?|cqc(?:['’]s)?|hmip?(?:['’]s)?) (?:report"
            r"|letter)\b",
            re.I,
        ),
    ),
)
_REPORT = re.compile(r"\b(?:report|paper|update)\b", re.I)
_BEFORE_NOUN = re.compile(rf"((?:[\w’'&-]+\s+){{1,6}}){_NOUN}\b", re.I)
_AFTER_NOUN = re.compile(r"\b(?:report|paper|update|briefing)s? (?:on|about|into)\s+((?:[\w’'&-]+\s*){1,6})", re.I)
_PLAIN = frozenset(map(stem, "progress annual yearly latest last first previous full recent new old next".split()))


def points_at_paper(text: str) -> bool:
    """Whether a text says by other words than a date which paper it means."""
    return any(pattern.search(text) for pattern in (_LATEST_PAPER, _FIRST, _BEFORE_LAST, *(p for _, p in _KINDS)))


def reread(when: When, cards: Sequence[Card]) -> When:
    """A date as the papers have it: "Nov 22" is a year where a paper is of that month and none of that day."""
    if when.year or not when.month or not when.day or any(bears(when, card) for card in cards):
        return when
    of_year = When(2000 + when.day, when.month)
    return of_year if any(bears(of_year, card) for card in cards) else when


def bears(when: When, card: Card) -> bool:
    """Whether a date is one by which a paper is called: its own, or the one its file is named by.

    An inspection report whose pages print only the days of the visit is called by the day it was published.
    """
    return any(when.fits(day) for day in _called(card.name, card.header.as_at))


@lru_cache(maxsize=4096)
def _called(name: str, as_at: date | None) -> tuple[date, ...]:
    """A paper's date, and the whole dates in its file's name that are no more than a year after it."""
    if as_at is None:
        return ()
    found = (when for text in (name, re.sub(r"[-_]+", " ", name)) for when in mentions(text))
    named = (when.last_day for when in found if when.day and when.month and when.last_day)
    return (as_at, *(day for day in named if timedelta(0) < day - as_at < timedelta(days=366)))


def preferred(text: str, dates: Sequence[When], cards: Sequence[Card], within: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of the papers the words point at: by date, most exact first; else by place in the row, kind or title.

    Args:
        text: the question.
        dates: that it names.
        cards: the papers in question, of one council where it is known.
        within: names of papers that the conversation was about, for "the one before".
    """
    dated = [card for card in cards if card.header.as_at]
    for exactness in (3, 2, 1):
        named = [when for when in dates if _exactness(when) == exactness]
        found = [card for when in named for card in dated if bears(when, card)]
        if found:
            return _names(_narrowed(text, found))
    ways = (_before_last, _first, _by_kind, _by_title, _latest)
    for choose in ways[:3] if any(when.year for when in dates) else ways:  # a date that is no paper's is an event's
        chosen = choose(text, dated, within)
        if chosen:
            return _names(chosen)
    return ()


def missing(text: str, cards: Sequence[Card]) -> tuple[When, ...]:
    """Dates said to be a paper's or a meeting's, of which no paper is held: "the report of May 2018"."""
    said = (m for m in find(text) if _OF_PAPER.search(text[: m.start]) or _PAPER_AFTER.match(text[m.end :]))
    whens = (reread(m.when, cards) for m in said)
    return tuple(dict.fromkeys(when for when in whens if not any(bears(when, card) for card in cards)))


def _narrowed(text: str, found: Sequence[Card]) -> Sequence[Card]:
    """Of the papers of a date those whose kind is named, else whose title is, else all."""
    for kind, pattern in _KINDS:
        of_kind = [card for card in found if card.header.kind is kind]
        if of_kind and pattern.search(text):
            return of_kind
    titled = _by_title(text, found, ())
    if titled:
        return titled
    reports = [card for card in found if card.header.kind is not Kind.MINUTES]
    return reports if reports and _REPORT.search(text) else found


def _by_kind(text: str, cards: Sequence[Card], _within: Sequence[str]) -> Sequence[Card]:
    return [card for card in cards for kind, pattern in _KINDS if card.header.kind is kind and pattern.search(text)]


def _by_title(text: str, cards: Sequence[Card], _within: Sequence[str]) -> Sequence[Card]:
    """The papers called so: "the family help report", "the report on residential homes".

    A call that most papers answer to ("the improvement plan update") tells none from another.
    """
    said = [*(match[1] for match in _BEFORE_NOUN.finditer(text)), *(match[1] for match in _AFTER_NOUN.finditer(text))]
    for words in said:
        called = content_stems(words) - _PLAIN
        shared = [(len(called & stems(card.header.title)), card) for card in cards]
        most = max((count for count, _ in shared), default=0)
        found = [card for count, card in shared if count == most]
        if most >= min(2, len(called)) and most and len(found) * 3 <= max(3, len(cards)):
            return found
    return []


def _latest(text: str, cards: Sequence[Card], _within: Sequence[str]) -> Sequence[Card]:
    last = max(_days(cards), default=None)
    return [card for card in cards if card.header.as_at == last] if _LATEST.search(text) else []


def _first(text: str, cards: Sequence[Card], _within: Sequence[str]) -> Sequence[Card]:
    reports = [card for card in _reports(cards) if card.header.kind is not Kind.INSPECTION]
    first = min(_days(reports), default=None)
    return [card for card in reports if card.header.as_at == first] if _FIRST.search(text) else []


def _before_last(text: str, cards: Sequence[Card], within: Sequence[str]) -> Sequence[Card]:
    """The paper before the one the conversation was about, or before the latest."""
    if not _BEFORE_LAST.search(text):
        return []
    about = [card for card in cards if card.name in within]
    inspections = bool(re.search(r"\binspections?\b", text, re.I)) or any(
        c.header.kind is Kind.INSPECTION for c in about
    )
    row = [card for card in _reports(cards) if (card.header.kind is Kind.INSPECTION) == inspections]
    last = max(_days(about or row), default=None)
    earlier = max((day for day in _days(row) if last and day < last), default=None)
    return [card for card in row if card.header.as_at == earlier] if earlier else []


def _reports(cards: Iterable[Card]) -> list[Card]:
    return [card for card in cards if card.header.kind is not Kind.MINUTES]


def _days(cards: Iterable[Card]) -> list[date]:
    return [card.header.as_at for card in cards if card.header.as_at]


def _names(cards: Iterable[Card]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(card.name for card in cards))


def _exactness(when: When) -> int:
    return sum(part is not None for part in (when.year, when.month, when.day))
