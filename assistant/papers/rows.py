"""What every kind of handout asks of a ledger's rows: which are asks, where a row is told, how things stood at last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.consult.visits import Visit, visits_of
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.timeline import TimelineRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.sources import Sources
from ingest.fact import Status
from ingest.report import Card, Ref

TOGETHER = Status.NOT_INDIVIDUALLY_STATED
UNTOLD = (Status.NOT_STATED, TOGETHER)  # says of no one recommendation how it stands
OPEN = (Status.OUTSTANDING, Status.OTHER_APPROACH, Status.PARTLY_MET)


def is_ask(row: DecisionRow) -> bool:
    """Whether a row has something that was asked for, and is not a decision that answers no ask."""
    return (row.outcome_report, row.outcome_para, row.outcome_text) != (row.report, row.para, row.text)


def places(row: GapRow | TimelineRow) -> tuple[Ref, ...]:
    """Where a row is told: at its clearest first."""
    also = (each.partition("::") for each in row.also)
    return Ref(row.report, row.para), *(Ref(report, para) for report, _, para in also)


def named(row: GapRow) -> str:
    """What a missing paper is called where it is mentioned most clearly: its other names stand in other paragraphs."""
    return row.what.partition(" (also called ")[0]


def of_each(rows: Iterable[TrackerRow]) -> tuple[tuple[TrackerRow, ...], ...]:
    """The rows of each recommendation; those that number none by its words, where they have any."""
    found: dict[tuple[str, int, int, str], list[TrackerRow]] = {}
    for row in rows:
        words = "" if row.position or row.number else row.wording
        found.setdefault((row.inspection, row.position or 0, row.number or 0, words), []).append(row)
    return tuple(map(tuple, found.values()))


def last_said(rows: Sequence[TrackerRow]) -> TrackerRow | None:
    """What was said last of a recommendation by itself, else of it with all others; None where nothing is said."""
    alone = [row for row in rows if row.status not in UNTOLD]
    told = alone or [row for row in rows if row.status is TOGETHER]
    return max(told, key=lambda row: row.as_at or "", default=None)


def visits(sources: Sources, cards: Iterable[Card]) -> tuple[Visit, ...]:
    """Those of these papers that are inspection reports, as inspections, oldest first."""
    return visits_of(cards, lambda name: sources.report(name).paragraphs)
