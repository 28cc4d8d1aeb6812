"""What a question sets side by side: two councils, two dates or two papers, each to be searched by itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Side, When
from assistant.understand.councils import find_councils
from assistant.understand.papers import bears
from assistant.when import find, written
from ingest.report import Card, Kind, Scope, written_day

MOST = 4  # sides of one question
_BOTH_COUNCILS = re.compile(
    r"\b(?:both|each|either|the two|two) (?:of the )?(?:councils?|authorit(?:y|ies)|areas?|places?|boroughs?"
    r"|services?)\b"
    r"|\bwhich (?:of the two |of the )?(?:councils?|authorit(?:y|ies)|boroughs?) (?:has|have|had|is|was|are"
    r"|were|spends?|pays?"
    r"|came|did|does|got|gets|(?:\w+ )?more|less|fewer|better|worse)\b",
    re.I,
)
_BOTH_PAPERS = re.compile(
    r"\b(?:both|the two|two|each of the|either of the) (?:\w+ )?(?:reports?|papers?|updates?|inspections?)\b"
    r"|\bthe papers? (?:agree|disagree|differ|say the same)\b",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:since|after|compared (?:with|to)|than|from|between) (?:the |our |its "
    r"|their )?(?:(?P<inspection>inspection|inspectors came|"
    r"inspectors['’]? (?:visit|report))|(?P<last>(?:last|previous) (?:report|update|paper|time|meeting))"
    r"|(?P<first>(?:first|original) (?:report|plan|paper|update)))\b",
    re.I,
)
_MOVED = re.compile(
    r"\bhow (?:much |far )?(?:has|have|had|did)\b(?: [\w'’-]+){1,6}? (?-i:changed?|moved|improved|come down"
    r"|gone (?:up|down)"
    r"|fallen|risen|shifted|grown|dropped|increased|decreased|reduced)\b|\bwhat(?:['’]s| has| have)? changed\b",
    re.I,
)
_ALTERNATIVES = re.compile(r"\b(?:as at|as of)\b", re.I)


def sides_of(text: str, scope: Scope, cards: Sequence[Card], held: Sequence[str]) -> tuple[Side, ...]:
    """The sides that a question compares; none where it compares nothing, or what it compares is not held.

    Args:
        text: the question with what it leans on.
        scope: what may be searched.
        cards: the papers held.
        held: the councils held, longest name first.
    """
    allowed = [card for card in cards if not scope.as_at or (card.header.as_at and card.header.as_at <= scope.as_at)]
    if not scope.council:
        councils = _of_councils(text, scope, allowed, held)
        if councils:
            return councils
    own = [card for card in allowed if scope.council in ("", card.header.council)]
    one_council = len({card.header.council for card in own}) <= 1
    by_date = _of_dates(text, scope, own)
    if by_date:
        return by_date
    return _of_papers(text, scope, own) if one_council else ()


def _of_councils(text: str, scope: Scope, cards: Sequence[Card], held: Sequence[str]) -> tuple[Side, ...]:
    """Each council named, with the date said beside it; or both of the two held."""
    spots = find_councils(text, held)
    if len(spots) < 2:
        return tuple(Side(name, replace(scope, council=name)) for name in sorted(held)) if _is_both(text, held) else ()
    if len(spots) > MOST:
        return ()
    ends = [spot.start for spot in spots[1:]] + [len(text)]
    dates = find(text)
    after = [[m.when for m in dates if spot.end <= m.start < end] for spot, end in zip(spots, ends, strict=True)]
    before = [[m.when for m in dates if m.start < spot.start] for spot in spots[:1]]
    if not after[0] and len(before[0]) == 1 and len(after[-1]) == 0:
        after = [before[0] for _ in spots]
    return tuple(
        Side(
            spot.council,
            replace(scope, council=spot.council, reports=_papers_of(whens, cards, spot.council) or scope.reports),
        )
        for spot, whens in zip(spots, after, strict=True)
    )


def _is_both(text: str, held: Sequence[str]) -> bool:
    return len(held) == 2 and bool(_BOTH_COUNCILS.search(text))


def _of_dates(text: str, scope: Scope, cards: Sequence[Card]) -> tuple[Side, ...]:
    """Two dates or more that papers held bear, none of them within another."""
    if _ALTERNATIVES.search(text):
        return ()
    whens = [m.when for m in sorted(find(text), key=lambda mention: mention.start)]
    papers = {when: _papers_of([when], cards) for when in dict.fromkeys(whens)}
    found = [(when, names) for when, names in papers.items() if names]
    apart = all(not set(names) & set(others) for at, (_, names) in enumerate(found) for _, others in found[at + 1 :])
    if not 2 <= len(found) <= MOST or not apart:
        return ()
    return tuple(Side(written(when), replace(scope, reports=names)) for when, names in found)


def _of_papers(text: str, scope: Scope, cards: Sequence[Card]) -> tuple[Side, ...]:
    """An earlier and a later paper of one council: "since the inspection", "how has it changed", "the two reports"."""
    papers = [card for card in cards if card.header.as_at and card.header.kind is not Kind.MINUTES]
    reports = [card for card in papers if card.header.kind is not Kind.INSPECTION]
    if _BOTH_PAPERS.search(text):
        kind = papers if re.search(r"\binspections\b", text, re.I) else reports
        return _sides(scope, kind) if len(kind) == 2 else ()
    since = _SINCE.search(text)
    if not since and not _MOVED.search(text):
        return ()
    days = sorted({day for card in reports if (day := card.header.as_at)})
    if since and since["last"]:
        return _sides(scope, [card for card in reports if card.header.as_at in days[-2:]]) if len(days) > 1 else ()
    inspected = [card for card in papers if card.header.kind is Kind.INSPECTION and not (since and since["first"])]
    earlier = max(inspected, key=_day) if inspected else min(reports, key=_day, default=None)
    later = max(reports, key=_day, default=None)
    if earlier is None or later is None or _day(earlier) >= _day(later):
        return ()
    return _sides(scope, [earlier, later])


def _sides(scope: Scope, cards: Sequence[Card]) -> tuple[Side, ...]:
    return tuple(
        Side(written_day(card.header.as_at), replace(scope, reports=(card.name,))) for card in sorted(cards, key=_day)
    )


def _papers_of(whens: Sequence[When], cards: Sequence[Card], council: str = "") -> tuple[str, ...]:
    return tuple(
        card.name
        for card in cards
        if council in ("", card.header.council) and any(when.year and bears(when, card) for when in whens)
    )


def _day(card: Card) -> date:
    return card.header.as_at or date.min
