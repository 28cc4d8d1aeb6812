"""What every kind of handout asks of a ledger's rows: which are asks, where a row is told, how things stood at last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.consult.visits import Visit, visits_of
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.money import MoneyRow
from assistant.ledger.timeline import TimelineRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.sources import Sources
from assistant.words import content_words
from ingest.fact import Status
from ingest.report import Card, Ref, normalise

_MOVED = re.compile(r"\b(?:moved|changed|slipped|postponed|put back|brought forward|extended|delayed) from\b", re.I)
_NAME = 9  # words of what a sum is for, at most
_NO_NAME = re.compile(  # "at the end of August 2025", "lowest", "the shortfall will be asked"
    r"^(?:at|by|from|in|of|on|to|until|until the|less|more|lowest|highest|up|down|over|under|and|but|with)\b"
    r"|\b(?:is|are|was|were|will|would|could|can|may|has|have|had|be|been|agreed|approved|asked)\b"
    r"|^\d|\b\d{1,2} (?-i:[A-Z])",
    re.I,
)
TOGETHER = Status.NOT_INDIVIDUALLY_STATED
UNTOLD = (Status.NOT_STATED, TOGETHER)  # says of no one recommendation how it stands
OPEN = (Status.OUTSTANDING, Status.OTHER_APPROACH, Status.PARTLY_MET)


def is_ask(row: DecisionRow) -> bool:
    """Whether a row has something that is asked for, and is not a decision that answers no ask."""
    return (row.outcome_report, row.outcome_para, row.outcome_text) != (row.report, row.para, row.text)


def places(row: GapRow | TimelineRow) -> tuple[Ref, ...]:
    """Where a row is told: at its clearest first."""
    also = (each.partition("::") for each in row.also)
    return Ref(row.report, row.para), *(Ref(report, para) for report, _, para in also)


def settled(row: TimelineRow) -> TimelineRow:
    """A date that has moved "from March to July" at the later of the two: it is no stretch of time."""
    if not row.until or not _MOVED.search(row.quote):
        return row
    printed = row.printed.rpartition(" to ")[2]
    return replace(row, when=row.until, until="", printed=printed)


def said_of(row: TimelineRow) -> str:
    """The words that tell of a date: of a table's cell that holds only the day, those of the row it stands in."""
    return row.text if normalise(row.quote) == normalise(row.printed) else row.quote


def sum_called(row: MoneyRow) -> str:
    """What a sum is for, where that is a name of a few words; "" where the words before it are only part of a
    sentence."""
    words = row.purpose.split()
    is_name = len(words) <= _NAME and not _NO_NAME.search(row.purpose) and bool(content_words(row.purpose))
    return row.purpose if is_name else ""


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
