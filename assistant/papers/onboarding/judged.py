"""Moments of a story that are inspections: what each judged, and the first of what it found.

The overall judgement is told where there is one, else each area's. Where inspection reports are all that is held, each
tells more of what it found.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.consult.visits import Graded, Visit, grades_of
from assistant.papers.onboarding.moments import Moment
from assistant.papers.onboarding.papers import findings
from assistant.papers.quoting import quoted
from assistant.papers.rows import visits
from assistant.papers.sources import Sources
from ingest.report import DateSource, Kind, written_iso

_WEIGHT = 100
_BESIDE, _ALONE = (1, 230), (4, 280)  # findings, and characters of each: beside other papers, and where there are none


def judged(sources: Sources) -> Iterator[Moment]:
    """A moment for each inspection whose report is held."""
    alone = all(card.header.kind is Kind.INSPECTION for card in sources.cards)
    for visit in visits(sources, sources.cards):
        if moment := _moment(sources, visit, alone=alone):
            yield moment


def _moment(sources: Sources, visit: Visit, *, alone: bool) -> Moment | None:
    header, grades = visit.card.header, grades_of(visit)
    overall = tuple(each for each in grades if each.is_overall)[:1]
    shown = grades if alone or not overall else overall
    found = findings(sources, visit.card, *(_ALONE if alone else _BESIDE))
    cited = (*(sources.cite(visit.card.name, each.para, each.quote) for each in shown), *found)
    if header.as_at is None or not cited:
        return None
    opening = "The inspection ended." if header.date_source is DateSource.INSPECTION_END else "Inspection report."
    said = f"{'; '.join(map(_graded, shown))}." if shown else ""
    text = " ".join(filter(None, (opening, said, *(quoted(each.quote) for each in found))))
    day = header.as_at.isoformat()
    return Moment(day, written_iso(day), text, text, tuple(dict.fromkeys(cited)), _WEIGHT)


def _graded(each: Graded) -> str:
    if not each.area:
        return quoted((each.heading or each.quote).rstrip("."))
    return f"{each.area[:1].upper()}{each.area[1:]}: {each.grade.casefold()}"
