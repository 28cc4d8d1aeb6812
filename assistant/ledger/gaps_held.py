"""Whether a library holds a paper that another paper refers to. Pure.

Strict about dates, lenient about titles: a report of a body and a month is held when a paper of that body and month
is, unless the titles have nothing in common. Minutes are not the report they speak of. An inspection report is held
when one was published in that month or year, or when the date said and the report's own are the two ends of one
inspection: its last day, and five months later at most its publication.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from assistant.ledger.holdings import Holdings
from ingest.fact import Mention
from ingest.report import Card, DateSource, Kind, written_day

_FROM_INSPECTION_TO_REPORT = (14, 150)  # days
_INSPECTION_REPORT = re.compile(
    r"\b(?:inspection|Ofsted|ILACS|HMIP?|HMICFRS|JTAI)\b.*\b(?:report|letter|findings)\b", re.I
)
_NEWS_FOR = timedelta(days=270)  # an inspection report appended to a paper so long after it is that one
_COMMON = frozenset(
    "the and for from with its this that was were are has have had been will which report reports paper papers update "
    "updates first next board committee cabinet council panel members meeting received consider considered noted made "
    "progress children children’s children's they our january february march april may june july august september "
    "october november december".split()
)


def is_held(mention: Mention, held: Holdings) -> bool:
    """Whether one of the papers is the one that is mentioned."""
    others = [card for card in held.cards if card.name != mention.ref.report]
    if mention.kind == "appendix":
        return any(_is_appendix(mention, card, held) for card in others)
    if mention.kind == "inspection report":
        return any(_is_inspection(mention, card) for card in held.cards if card.header.kind is Kind.INSPECTION)
    if mention.kind == "minutes":
        minutes = (card for card in held.cards if card.header.kind is Kind.MINUTES)
        return any(_same_day(mention.when, card) and same_body(mention.body, card.header.body) for card in minutes)
    if not mention.when:
        return any(same_title(mention.title, card.header.title) for card in others)
    if mention.kind in {"letter", "background"}:
        return any(_same_day(mention.when, card) and _share_words(mention, card) for card in others)
    return any(_is_report(mention, card) for card in held.cards)


def same_body(one: str, other: str) -> bool:
    """Whether two names of bodies can be one: equal, or one left out, or one the shorter form of the other."""
    a, b = (
        re.sub(r"[^a-z ]", "", name.lower().replace("&", "and")).removeprefix("the ").strip() for name in (one, other)
    )
    return not a or not b or a.endswith(b) or b.endswith(a)


def same_date(one: str, other: str) -> bool:
    """Whether two dates, each as exact as said, can be one day."""
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words that tell what a paper is about, cut to five letters: "inspections" and "inspection" are one."""
    words = re.findall(r"[a-z][a-z’'-]{2,}", text.lower())
    return frozenset(word[:5] for word in words if word not in _COMMON)


def subject(mention: Mention) -> frozenset[str]:
    """What a paper is about, as far as its name says: nothing, of "the first update to the Board"."""
    return stems(mention.title) - stems(mention.body)


def _is_report(mention: Mention, card: Card) -> bool:
    """A paper of that body and day; of another kind than minutes and inspection reports."""
    of_inspectors = re.search(r"\b(?:inspect|Ofsted|CQC|visit)", mention.title, re.I)  # of a monitoring visit, say
    if card.header.kind is Kind.MINUTES or (card.header.kind is Kind.INSPECTION and not of_inspectors):
        return False
    if not _same_day(mention.when, card):
        return False
    return same_body(mention.body, card.header.body) and _share_words(mention, card)


def _share_words(mention: Mention, card: Card) -> bool:
    about = subject(mention)
    said = about if mention.manner == "considered" else about | (stems(mention.quote) - stems(mention.body))
    return not about or not stems(card.header.title) or bool(said & stems(f"{card.header.title} {card.name}"))


def _same_day(when: str, card: Card) -> bool:
    return card.header.as_at is not None and bool(when) and card.header.as_at.isoformat().startswith(when)


def same_title(one: str, other: str) -> bool:
    """Whether two names say the same, common words left out."""
    return bool(stems(one)) and stems(one) == stems(other)


def _is_inspection(mention: Mention, card: Card) -> bool:
    published, said = card.header.as_at, mention.when
    if published is None or (not said and mention.as_at is not None and published > mention.as_at):
        return False
    if not said or published.isoformat().startswith(said):
        return True
    if len(said) == 4:  # the year of the inspection, or of the report
        return _within(published, date(int(said), 1, 1), date(int(said), 12, 31), card)
    first = date.fromisoformat(said if len(said) == 10 else f"{said}-01")
    last = first if len(said) == 10 else date(first.year, first.month, 28)
    return _within(published, first, last, card)


def _within(published: date, first: date, last: date, card: Card) -> bool:
    """Whether the report's date and a date said of it are the two ends of one inspection's course."""
    least, most = _FROM_INSPECTION_TO_REPORT
    if card.header.date_source is DateSource.INSPECTION_END:  # what is said may be a day of it, or the publication
        return (published - last).days <= least and (first - published).days <= most
    return least <= (published - last).days <= most


def _is_appendix(mention: Mention, card: Card, held: Holdings) -> bool:
    """A paper of the same meeting that calls itself that appendix, or has its very name."""
    own = held.header(mention.ref.report)
    if card.header.kind is Kind.INSPECTION and _INSPECTION_REPORT.search(mention.title):
        return bool(own.as_at and card.header.as_at and timedelta() <= own.as_at - card.header.as_at <= _NEWS_FOR)
    if card.header.as_at and card.header.kind is not Kind.MINUTES and written_day(card.header.as_at) in mention.title:
        return card.header.kind in {Kind.OTHER, Kind.INSPECTION}  # "Letter from Ofsted, 8 March 2022"
    if card.header.as_at is not None and own.as_at is not None and card.header.as_at != own.as_at:
        return False
    names = f"{card.header.title} {card.name}"
    called = mention.label and re.search(
        rf"\b(?:appendix|app|annex|enclosure)[\W_]*{re.escape(mention.label)}(?![a-z0-9])", names, re.I
    )
    if called:
        return card.header.as_at is not None or not mention.title or bool(stems(mention.title) & stems(names))
    return card.header.kind is Kind.OTHER and same_title(mention.title, card.header.title)
