"""Questions about inspectors' recommendations that the tracker answers: which stand how, and which there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Query
from assistant.consult.said import Consulted, Form, Quoted, Rows, as_of, be, dated, in_words, latest, shortened
from assistant.ledger.holdings import of_kind
from assistant.ledger.tracker import TrackerRow
from ingest.fact import Status
from ingest.report import Ref, written_iso

_LIST = r"\b(?:which|what|list|name|all|any|how many|are there)\b"
_RECS = r"\brec(?:ommendation)?s\b"
_OPEN = (
    r"\b(?:outstanding|open|unmet|unfinished|incomplete|remain\w*|still to|left to do"
    r"|not (?:yet )?(?:been )?(?:met|complete\w*|closed|achieved|implemented|done))\b"
)
_PARTLY = r"\b(?:partly|partially|in part)\b"
_MET = r"\b(?:met|completed?|closed|achieved|implemented|done|finished|signed off)\b"
_INSPECTORS = r"\b(?:inspect\w*|ofsted)\b"
_URGENT = re.compile(r"\b(?:urgent\w*|priority|immediate\w*)\b", re.I)
_OTHERWISE = r"(?!.*\b(?:why|asked|address\w*|respon\w*|reasons?|costs?|monitor\w*)\b)"  # asked of, not for, them

TOGETHER = "The papers do not say it one by one; they say only how the recommendations stand together."


def _by_state(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "Which recommendations are outstanding?": as at the date asked for, else at the latest paper that says."""
    said = tuple(row for row in _of_inspection(query, rows) if row.status is not Status.NOT_STATED)
    if query.recommendations:
        said = tuple(row for row in said if row.number in query.recommendations)
    now = of_kind(as_of(query, said), TrackerRow)
    wanted = _wanted(part)
    if stand := tuple(row for row in now if row.status in wanted):
        return Consulted(_standing(stand, wanted), tuple(map(_quoted, stand)))
    if together := next((row for row in now if row.status is Status.NOT_INDIVIDUALLY_STATED), None):
        return Consulted(TOGETHER, (Quoted("", Ref(together.report, together.para), shortened(together.quote)),))
    return None


def _there_are(query: Query, part: str, rows: Rows) -> Consulted | None:
    """ "List the inspectors' recommendations": those of the inspection asked for, else of the latest report held."""
    made = tuple(row for row in _of_inspection(query, rows) if row.status is Status.NOT_STATED)
    if _URGENT.search(part):
        made = tuple(row for row in made if row.priority)
    made = of_kind(latest(made), TrackerRow)
    if not made:
        return None
    kind = " for priority action" if _URGENT.search(part) else ""
    lead = f"There {be(len(made))} {in_words(len(made), 'recommendation').lower()}{kind}, as at {_as_at(made[0])}."
    return Consulted(lead, tuple(map(_quoted, made)))


def _of_inspection(query: Query, rows: Rows) -> tuple[TrackerRow, ...]:
    return of_kind(dated(query, rows, "inspection"), TrackerRow)


def _wanted(part: str) -> frozenset[Status]:
    if re.search(_PARTLY, part, re.I):
        return frozenset({Status.PARTLY_MET})
    if re.search(_OPEN, part, re.I):
        return frozenset({Status.OUTSTANDING, Status.OTHER_APPROACH})
    return frozenset({Status.MET})


def _standing(rows: Sequence[TrackerRow], wanted: frozenset[Status]) -> str:
    """ "Six recommendations were outstanding as at 28 November 2017: 5, 7, 8, 9, 12 and 16." """
    state = min(wanted, key=len).value
    numbers = [str(row.number) for row in rows if row.number is not None]
    named = f": {', '.join(numbers[:-1])} and {numbers[-1]}" if len(numbers) == len(rows) > 1 else ""
    verb = "was" if len(rows) == 1 else "were"
    return f"{in_words(len(rows), 'recommendation')} {verb} {state} as at {_as_at(rows[0])}{named}."


def _as_at(row: TrackerRow) -> str:
    return written_iso(row.as_at or "") or "an unknown date"


def _quoted(row: TrackerRow) -> Quoted:
    return Quoted(str(row.number) if row.number is not None else "", Ref(row.report, row.para), shortened(row.quote))


FORMS = (
    Form(
        "tracker",
        re.compile(rf"{_OTHERWISE}(?=.*{_LIST})(?=.*{_RECS})(?=.*(?:{_OPEN}|{_PARTLY}|{_MET}))", re.I),
        _by_state,
    ),
    Form("tracker", re.compile(rf"{_OTHERWISE}(?=.*{_LIST})(?=.*{_RECS})(?=.*{_INSPECTORS})", re.I), _there_are),
)
