"""The tracker: each recommendation of an inspection, and what every later paper says of how it stands. Pure.

A recommendation of a report held has a row of its own words, then one for each paper that says how it stands; where a
paper says two things of one recommendation both are shown. A paper that speaks of most of them together gives the rest
"not individually stated". A number that the inspection does not have makes no row: it is another list's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.ledger.drift import drift, likeness
from assistant.ledger.holdings import Holdings, Row
from assistant.ledger.inspections import HeldInspection, inspection_said, inspections, latest_before
from ingest.fact import Recommendation, Status, StatusClaim

_LIKE = 0.7  # share of a paper's words that are the recommendation's, to be taken for it where no number says so
_UNLIKE = 0.3  # below this share they are not a wording of it, whatever its number
_NAME = 4  # words: as few may only name a recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerRow(Row):
    """How one recommendation stands, as one paper says it; or, with "not stated", the recommendation itself."""

    inspection: str  # council and as-at date
    as_at_source: str  # where the inspection's date comes from
    number: int | None  # as the inspection report prints it
    position: int | None  # in the inspection report, from 1; None where that is not held
    priority: bool
    to: str  # the body it is put to, where the report tells two apart
    wording: str  # the inspector's; the papers' where the report is not held
    worded: str  # as this paper words it; "" where it does not
    drift: str  # "", "narrower", "wider" or "different": this paper's wording against the inspector's
    status: Status
    as_at: str | None
    report: str
    para: str
    quote: str
    promised: str  # what is to be done next, as this paper prints it
    promised_para: str


def tracker(held: Holdings) -> tuple[TrackerRow, ...]:
    """Every recommendation and every statement of its status, by inspection, in the inspection's order, by date."""
    known = inspections(held)
    listed = {one.name: _listed(held, one) for one in known}
    claims: dict[str, list[StatusClaim]] = {}
    for _, group in groupby(held.of(StatusClaim), key=lambda claim: claim.ref.report):
        paper = list(group)
        for claim in paper:
            if one := _meant(claim, paper, known, listed):
                claims.setdefault(one.name, []).append(claim)
    rows: list[TrackerRow] = []
    for one in known:
        own = [_base(held.council, one, rec) for rec in listed[one.name]]
        own += _told(held.council, one, listed[one.name], claims.get(one.name, []))
        rows += sorted(own, key=_order)
    return tuple(rows)


def _listed(held: Holdings, one: HeldInspection) -> tuple[Recommendation, ...]:
    return tuple(rec for rec in held.of(Recommendation) if one.report and rec.ref.report == one.report)


def _meant(
    claim: StatusClaim,
    paper: Sequence[StatusClaim],
    known: Sequence[HeldInspection],
    listed: Mapping[str, Sequence[Recommendation]],
) -> HeldInspection | None:
    """The inspection a claim is of; with no date said, the latest that has every number the paper names undated."""
    if claim.inspection:
        return inspection_said(claim.inspection, claim.service, claim.as_at, known)
    possible = latest_before(claim.service, claim.as_at, known)
    numbers = {each.number for each in paper if each.number and not each.inspection}
    return next((one for one in possible if _has(listed[one.name], numbers)), possible[0] if possible else None)


def _has(listed: Sequence[Recommendation], numbers: set[int]) -> bool:
    """Whether an inspection can have recommendations of these numbers; one not held can have any."""
    if not listed:
        return True
    printed = {rec.number for rec in listed if rec.number}
    return numbers <= printed if printed else max(numbers, default=0) <= len(listed)


def _order(row: TrackerRow) -> tuple[bool, int, bool, str, str]:
    place = row.position or row.number
    return place is None, place or 0, row.status is not Status.NOT_STATED, row.as_at or "", row.report


def _base(council: str, one: HeldInspection, rec: Recommendation) -> TrackerRow:
    return TrackerRow(
        council=council,
        inspection=one.name,
        as_at_source=one.source,
        number=rec.number,
        position=rec.position,
        priority=rec.priority,
        to=rec.to,
        wording=rec.wording,
        worded="",
        drift="",
        status=Status.NOT_STATED,
        as_at=one.as_at,
        report=rec.ref.report,
        para=rec.ref.para,
        quote=rec.quote,
        promised="",
        promised_para="",
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A claim with the recommendation it is of; None where the report is not held or does not number them."""

    claim: StatusClaim
    rec: Recommendation | None

    @property
    def key(self) -> tuple[int, int, str]:
        if self.rec:
            return self.rec.position, 0, ""
        return 0, self.claim.number or 0, "" if self.claim.number else self.claim.wording


def _told(
    council: str, one: HeldInspection, listed: Sequence[Recommendation], claims: Sequence[StatusClaim]
) -> Iterator[TrackerRow]:
    names = _names(claims)
    for _, group in groupby(claims, key=lambda claim: claim.ref.report):
        paper = list(group)
        placed = [each for claim in paper if (claim.number or claim.wording) and (each := _place(claim, listed))]
        chosen = _chosen(placed, Counter((claim.ref, claim.quote) for claim in paper))
        together = next((claim for claim in paper if claim.number is None and not claim.wording), None)
        if together:
            spoken_of = {each.rec.position for each in chosen if each.rec}
            chosen += [_Placed(together, rec) for rec in listed if rec.position not in spoken_of]
            if not listed and not _all_named(together, chosen):
                chosen.append(_Placed(together, None))
        yield from (_row(council, one, each, names) for each in chosen)


def _names(claims: Iterable[StatusClaim]) -> dict[int, str]:
    """What the papers call each number, for where the inspection report is not held: the fullest words of them."""
    names: dict[int, str] = {}
    for claim in claims:
        if claim.number and len(claim.wording) > len(names.get(claim.number, "")):
            names[claim.number] = claim.wording
    return names


def _place(claim: StatusClaim, listed: Sequence[Recommendation]) -> _Placed | None:
    """The recommendation that a claim is of; None where the inspection has no such recommendation.

    Words go before a number where they are another recommendation's altogether: the paper counts in its own way.
    """
    if not listed:
        return _Placed(claim, None)
    by_words = _by_words(claim.wording, listed)
    if claim.number and any(rec.number for rec in listed):
        same = [rec for rec in listed if rec.number == claim.number][:1]
        if by_words and len(claim.wording.split()) > _NAME and not any(_speaks_of(claim, rec) for rec in same):
            return _Placed(claim, by_words)
        return _Placed(claim, same[0]) if same else None
    if by_words:
        return _Placed(claim, by_words)
    return _Placed(claim, None) if claim.number else None


def _speaks_of(claim: StatusClaim, rec: Recommendation) -> bool:
    return likeness(rec.wording, claim.wording) >= _UNLIKE


def _by_words(words: str, listed: Sequence[Recommendation]) -> Recommendation | None:
    """The one recommendation that these words are most like; None where they are like none, or like two."""
    like = sorted(((likeness(rec.wording, words), -rec.position, rec) for rec in listed), key=lambda each: each[:2])
    best = like[-1]
    is_clear = best[0] >= _LIKE and (len(like) < 2 or like[-2][0] < best[0])
    return best[2] if is_clear and len(words.split()) > 1 else None


def _chosen(placed: Iterable[_Placed], sharing: Counter[tuple[object, str]]) -> list[_Placed]:
    """One statement for each recommendation and status: that which is about it alone, else the first."""
    by_key: dict[tuple[int, int, str], list[_Placed]] = {}
    for each in placed:
        by_key.setdefault(each.key, []).append(each)
    chosen = []
    for same in by_key.values():
        statuses = {each.claim.status for each in same}
        for status in sorted(_without_vaguer(statuses)):
            own = [each for each in same if each.claim.status is status]
            chosen.append(min(own, key=lambda each: sharing[each.claim.ref, each.claim.quote] > 1))
    return chosen


def _without_vaguer(statuses: set[Status]) -> set[Status]:
    """Drop a colour where the paper also says a status, "outstanding" where it says that another way was chosen."""
    vaguer = {Status.NOT_STATED} if len(statuses) > 1 else set()
    if Status.OTHER_APPROACH in statuses:
        vaguer |= {Status.OUTSTANDING}
    return statuses - vaguer


def _all_named(together: StatusClaim, chosen: Sequence[_Placed]) -> bool:
    """Whether a paper that counts the recommendations ("of the 12") has named as many."""
    count = re.search(r"\bof the (\d{1,3})\b", together.quote)
    return bool(count) and len({each.key for each in chosen}) >= int(count[1])  # type: ignore[index]


def _row(council: str, one: HeldInspection, placed: _Placed, names: dict[int, str]) -> TrackerRow:
    claim, rec = placed.claim, placed.rec
    worded = claim.wording
    if rec is None and claim.number and one.report:
        worded = worded or f"recommendation {claim.number}"
    return TrackerRow(
        council=council,
        inspection=one.name,
        as_at_source=one.source,
        number=rec.number if rec else None if one.report else claim.number,
        position=rec.position if rec else None,
        priority=rec.priority if rec else False,
        to=rec.to if rec else "",
        wording=rec.wording if rec else names.get(claim.number or 0, "") or worded,
        worded=worded,
        drift=drift(rec.wording, worded) if rec else "",
        status=claim.status,
        as_at=claim.as_at.isoformat() if claim.as_at else None,
        report=claim.ref.report,
        para=claim.ref.para,
        quote=claim.quote,
        promised=claim.promised,
        promised_para=claim.promised_para,
    )
