"""Where papers, or places of one paper, disagree on one subject: every reading with its quote, and no judgement.

Readings agree as long as both can be true: "March 2013" holds "12 March 2013". Two statements of when an inspection
was are of one inspection where they overlap or lie within a month of each other, for no council is inspected in full
twice in so short a time; of one notice within a quarter; of one event within a year. Further apart they are two things.
Labels and names are held against each other within a paper only: an appendix has another number in another paper, and a
body may be renamed between two; so are totals, which are revised from one paper to the next.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from assistant.ledger.holdings import Holdings, Row
from ingest.fact import Amount, Publication, Reading
from ingest.report import Kind
from ingest.rounding import adds_up

_VISIT, _PUBLICATION = "visit of an inspection", "publication of an inspection report"
_COVER_GRADE, _TOLD_GRADE = "overall judgement of the inspection", "overall judgement of the inspection of "
_WITHIN_A_PAPER = ("appendix label", "name")
_MONTH, _QUARTER, _YEAR = timedelta(31), timedelta(92), timedelta(365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one paper says of the subject, where, and in which words."""

    report: str
    para: str
    quote: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow(Row):
    """A subject on which the papers disagree."""

    subject: str
    kind: str  # "date", "figure", "name", "appendix label" or "judgement"
    readings: tuple[Said, ...]  # two or more, by date of the paper, then in its order


@dataclass(frozen=True, slots=True)
class _Dated:
    """A dated reading with its days; None where the reading leaves that end open."""

    reading: Reading
    first: date
    last: date
    first_said: str  # the first day, where the reading is a range with a first day or says a first day alone; ""
    last_said: str


def conflicts(held: Holdings) -> tuple[ConflictRow, ...]:
    """Every disagreement in the papers of one council, by the date of the first paper that speaks of it."""
    readings = held.of(Reading)
    papers = {card.name: at for at, card in enumerate(held.cards)}
    order = {id(reading): at for at, reading in enumerate(readings)}
    found = [
        *_dates(readings),
        *_dates(_of_services(held.of(Publication))),
        *_grades(held, readings),
        *_same_subject(readings, "figure"),
        *_totals(held.of(Amount)),
        *(pair for kind in _WITHIN_A_PAPER for pair in _same_subject(readings, kind)),
    ]
    rows = [(subject, sorted(of, key=lambda reading: order.get(id(reading), 0))) for subject, of in found]
    rows.sort(key=lambda row: (papers[row[1][0].ref.report], order.get(id(row[1][0]), len(order))))
    return tuple(ConflictRow(council=held.council, subject=s, kind=of[0].kind, readings=_said(of)) for s, of in rows)


def _said(readings: Sequence[Reading]) -> tuple[Said, ...]:
    once = {(r.ref, r.value): r for r in reversed(readings)}
    unique = [r for r in readings if once[r.ref, r.value] is r]
    return tuple(Said(report=r.ref.report, para=r.ref.para, quote=r.quote, value=r.value) for r in unique)


def _dates(readings: Sequence[Reading]) -> Iterator[tuple[str, list[Reading]]]:
    dated = [_dated(reading) for reading in readings if reading.kind == "date"]
    for subject in dict.fromkeys(each.reading.subject for each in dated):
        of_subject = [each for each in dated if each.reading.subject == subject]
        if subject.startswith("visit of "):
            for visit in _apart(of_subject, _MONTH):
                yield from _of_a_visit(visit)
            continue
        limit = _YEAR if subject.startswith("when ") else _QUARTER if "notice" in subject else _MONTH
        for event in _apart(of_subject, limit):
            if _differ(event):
                yield subject, [each.reading for each in event]


def _of_services(told: Sequence[Publication]) -> list[Reading]:
    """When the inspection of one service was, and its report came out, as papers tell it: days and whole visits only,
    for a month may be that of anything that the sentence also speaks of."""
    readings = []
    for said in told:
        pair = (f"visit of the {said.service} inspection", f"{said.inspected}/{said.inspected_to}")
        if said.service and len(pair[1]) == len("2024-02-19/2024-03-08") and said.inspected != said.inspected_to:
            readings.append(_reading(said, *pair))
        if said.service and len(said.published) == len("2024-02-19"):
            readings.append(_reading(said, f"publication of the {said.service} inspection report", said.published))
    return readings


def _reading(said: Publication, subject: str, value: str) -> Reading:
    return Reading(ref=said.ref, quote=said.quote, as_at=said.as_at, subject=subject, value=value, kind="date")


def _of_a_visit(visit: list[_Dated]) -> Iterator[tuple[str, list[Reading]]]:
    of = visit[0].reading.subject.removeprefix(_VISIT).removeprefix("visit of the ").removesuffix(" inspection")
    year = f"{visit[0].first.year}{f' ({of})' if of else ''}"
    first_differs, last_differs = (
        len(said - {""}) > 1 for said in ({each.first_said for each in visit}, {each.last_said for each in visit})
    )
    if _differ(visit) or (first_differs and last_differs):
        yield f"date of the inspection of {year}", [each.reading for each in visit]
        return
    if first_differs:
        yield f"first day of the inspection of {year}", [each.reading for each in visit if each.first_said]
    if last_differs:
        yield f"last day of the inspection of {year}", [each.reading for each in visit if each.last_said]


def _apart(dated: list[_Dated], limit: timedelta) -> Iterator[list[_Dated]]:
    """Groups of readings that can be of one thing: those nearer to each other than the limit."""
    group: list[_Dated] = []
    for each in sorted(dated, key=lambda each: (each.first, each.last)):
        if group and each.first - max(other.last for other in group) > limit:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _differ(dated: Sequence[_Dated]) -> bool:
    """Whether two of them cannot both be true: they have no day in common."""
    return max(each.first for each in dated) > min(each.last for each in dated)


def _grades(held: Holdings, readings: Sequence[Reading]) -> Iterator[tuple[str, list[Reading]]]:
    """An inspection's overall grade on its own cover against what later papers say that it was."""
    visits = {r.ref.report: _dated(r) for r in readings if r.subject == _VISIT and _is_cover(held, r)}
    covers = [r for r in readings if r.subject == _COVER_GRADE and r.ref.report in visits]
    told = [r for r in readings if r.kind == "judgement" and r.subject.startswith(_TOLD_GRADE)]
    for cover in covers:
        visit = visits[cover.ref.report]
        same = [r for r in told if _differ([visit, _days(r, r.subject.removeprefix(_TOLD_GRADE))]) is False]
        if any(r.value != cover.value for r in same):
            yield f"{_TOLD_GRADE}{visit.first.year}", [cover, *same]
    without = [
        r
        for r in told
        if not any(not _differ([v, _days(r, r.subject.removeprefix(_TOLD_GRADE))]) for v in visits.values())
    ]
    yield from _same_subject(without, "judgement")


def _totals(amounts: Sequence[Amount]) -> Iterator[tuple[str, list[Reading]]]:
    """Totals that one paper states of the same purpose and period, in other places, and not as the same sum."""
    stated = [a for a in amounts if a.total and a.printed and not a.unit and len(a.purpose.split()) > 1]
    by_subject: dict[tuple[str, str, str], list[Amount]] = {}
    for amount in stated:
        by_subject.setdefault((amount.ref.report, amount.purpose.casefold(), amount.period), []).append(amount)
    for same in by_subject.values():
        first = same[0]
        differ = [a for a in same if not adds_up(first.pence, first.exact_to, [(a.pence, a.exact_to)])]
        if differ and len({a.ref.para for a in same}) == len(same):
            yield (
                ", ".join(filter(None, (first.purpose, first.period))),
                [
                    Reading(ref=a.ref, quote=a.quote, as_at=a.as_at, subject="", value=a.printed, kind="figure")
                    for a in same
                ],
            )


def _is_cover(held: Holdings, reading: Reading) -> bool:
    return held.header(reading.ref.report).kind is Kind.INSPECTION and reading.ref.para.startswith("header:")


def _same_subject(readings: Sequence[Reading], kind: str) -> Iterator[tuple[str, list[Reading]]]:
    """Readings of one subject with more than one value; of labels and names, in each paper for itself."""
    of_kind = [reading for reading in readings if reading.kind == kind]

    def where(reading: Reading) -> tuple[str, str]:
        return (reading.ref.report if kind in _WITHIN_A_PAPER else "", reading.subject)

    for (_, subject), group in groupby(sorted(of_kind, key=where), key=where):
        same = list(group)
        if len({reading.value for reading in same}) > 1:
            yield subject, same


def _dated(reading: Reading) -> _Dated:
    return _days(reading, reading.value)


def _days(reading: Reading, value: str) -> _Dated:
    """The days of "2024-02-19/2024-03-08", "2013-03" or "2024-02-19/" (from then on)."""
    first, slash, last = value.partition("/")
    start = _bounds(first or last)[0]
    end = _bounds(last or first)[1]
    is_range = bool(slash)
    return _Dated(
        reading,
        start,
        end,
        first if is_range and len(first) == len("2024-02-19") else "",
        last if is_range and len(last) == len("2024-02-19") else "",
    )


def _bounds(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)
