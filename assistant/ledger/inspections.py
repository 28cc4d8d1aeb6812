"""Which inspections a council's papers know of, and which of them a date names. Pure.

An inspection is called by its council and its as-at date: the publication date its report prints, else the whole day
that another paper of the council gives for it (the visit agreeing), else the last day of the visit. Where the report is
not held the date is as exact as the papers say it. A date in a paper names the inspection whose visit it falls in, else
the one published then, else the one whose report was bound to be out by then; never one that came after the paper.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.ledger.holdings import Holdings
from ingest.fact import Inspection, Publication, StatusClaim

PRINTED = "printed in the report"
SAID = "said by another paper"
LAST_DAY = "last day of the visit"
NOT_HELD = "said by another paper; report not held"
OUT_WITHIN = timedelta(days=130)  # a report comes out within about four months of the visit


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldInspection:
    """An inspection that the papers held report or speak of. Days are ISO 8601, as exact as they are said."""

    name: str  # "Fernshire Moor 2021-06-18"
    as_at: str
    source: str  # where `as_at` comes from: one of the four words above
    first_day: str  # of the visit; "" where not said
    last_day: str
    published: str  # "" where not said
    report: str  # the inspection report's name; "" where it is not held
    service: str  # "" for children's services

    @property
    def began(self) -> date:
        """The first day it can have been."""
        return days(self.first_day or self.published)[0]


def inspections(held: Holdings) -> tuple[HeldInspection, ...]:
    """Every inspection the papers held report or speak of, oldest first."""
    said = held.of(Publication)
    reported = [_reported(fact, said) for fact in held.of(Inspection)]
    spoken: list[tuple[str, str, str, str]] = []
    claimed = ((c.inspection, c.inspection, "", c.service) for c in held.of(StatusClaim) if c.inspection)
    for each in (*((p.inspected, p.inspected_to, p.published, p.service) for p in said), *claimed):
        if not any(_speaks_of(each, one) for one in reported):
            _add(spoken, each)
    found = [*reported, *(_spoken_of(each) for each in spoken)]
    return _named(held.council, _once(sorted(found, key=lambda each: (each.as_at, each.report))))


def inspection_said(
    when: str, service: str, paper: date | None, known: Iterable[HeldInspection]
) -> HeldInspection | None:
    """The inspection that a paper of this day means by the date it says; None where it says none that is known."""
    possible = [each for each in known if each.service == service and (paper is None or each.began <= paper)]
    ranked = [(rank, each) for each in possible if when and (rank := _rank(when, when, each))]
    return min(ranked, key=lambda each: (each[0], not each[1].report), default=(0, None))[1]


def latest_before(service: str, paper: date | None, known: Iterable[HeldInspection]) -> tuple[HeldInspection, ...]:
    """The inspections that a paper of this day can mean where it says no date: held ones first, the latest first."""
    out = [each for each in known if each.service == service and (paper is None or days(each.as_at)[0] <= paper)]
    return tuple(sorted(out, key=lambda each: (bool(each.report), each.began), reverse=True))


def days(iso: str) -> tuple[date, date]:
    """The first and last day of "2015", "2015-11" or "2015-11-05"."""
    if len(iso) == len("2015-11-05"):
        return date.fromisoformat(iso), date.fromisoformat(iso)
    year, _, month = iso.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])


def _reported(fact: Inspection, said: Sequence[Publication]) -> HeldInspection:
    one = HeldInspection(
        name="",
        as_at=fact.published or fact.last_day,
        source=PRINTED if fact.published else LAST_DAY,
        first_day=fact.first_day,
        last_day=fact.last_day,
        published=fact.published,
        report=fact.ref.report,
        service=fact.service,
    )
    if fact.published:
        return one
    for each in said:
        told = (each.inspected, each.inspected_to, each.published, each.service)
        whole = len(each.published) == len("2015-11-05") and each.published > fact.last_day
        if whole and _speaks_of(told, one):
            return replace(one, as_at=each.published, source=SAID, published=each.published)
    return one


def _speaks_of(said: tuple[str, str, str, str], one: HeldInspection) -> bool:
    first, last, published, service = said
    if service != one.service:
        return False
    return bool(_rank(first, last, one)) if first else bool(_rank(published, published, one) > 1)


def _rank(first: str, last: str, one: HeldInspection) -> int:
    """How a date names an inspection: 1 by its visit, 2 by its publication, 3 as due by then; 0 not at all."""
    begins, ends = days(first)[0], days(last)[1]
    if one.first_day and begins <= days(one.last_day)[1] and days(one.first_day)[0] <= ends:
        return 1
    if one.published:
        return 2 if begins <= days(one.published)[1] and days(one.published)[0] <= ends else 0
    over = days(one.last_day)[1]
    return 3 if over < ends and begins <= over + OUT_WITHIN else 0


def _add(spoken: list[tuple[str, str, str, str]], said: tuple[str, str, str, str]) -> None:
    """Put what one paper says of an inspection together with what others say of the same."""
    for place, other in enumerate(spoken):
        if _speaks_of(said, _spoken_of(other)):
            visit = max(other[:2], said[:2], key=lambda each: len(each[0]))
            published = max(other[2], said[2], key=len)
            if published and not said[2] and not other[2]:
                published = ""
            spoken[place] = (*visit, published, other[3])
            return
    spoken.append(said)


def _spoken_of(said: tuple[str, str, str, str]) -> HeldInspection:
    first, last, published, service = said
    return HeldInspection(
        name="",
        as_at=published or last,
        source=NOT_HELD,
        first_day=first,
        last_day=last,
        published=published,
        report="",
        service=service,
    )


def _once(found: Sequence[HeldInspection]) -> list[HeldInspection]:
    """Without what the papers speak of twice, once by its visit and once by its report of the same date."""
    once: dict[tuple[str, str, str], HeldInspection] = {}
    for each in found:
        other = once.setdefault((each.as_at, each.service, each.report), each)
        if not each.report and each.first_day and not other.first_day:
            once[each.as_at, each.service, each.report] = replace(each, published=other.published or each.published)
    return list(once.values())


def _named(council: str, found: Sequence[HeldInspection]) -> tuple[HeldInspection, ...]:
    """Each under its name; two of one date keep apart by their service, then by their report."""
    names: set[str] = set()
    named = []
    for each in found:
        name = f"{council} {each.as_at}"
        for more in (each.service, each.report):
            name = f"{name} ({more})" if name in names and more else name
        names.add(name)
        named.append(replace(each, name=name))
    return tuple(named)
