"""Which inspection a question on recommendations means by a date, and which of its dates say when they stood. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.answer import Query, When
from assistant.consult.said import Rows, dated, within
from assistant.ledger.holdings import of_kind
from assistant.ledger.inspections import OUT_WITHIN
from assistant.ledger.tracker import TrackerRow
from assistant.when import find

_THINGS = r"(?:inspections?|recommendations?|recs|ofsted)\b"
_AFTER = re.compile(rf"['’]?s?\s+(?:\w+\s+)?{_THINGS}", re.I)  # "the July 2015 inspection"
_BEFORE = re.compile(r"\binspection(?:\s+report)?\s+(?:of|in|from|on)\s+(?:the\s+)?$", re.I)
_LEAD = 40  # characters before a date that can say what it is of


def of_inspection(query: Query, rows: Rows) -> tuple[TrackerRow, ...]:
    """The rows of the inspection that the question dates, by its report or by its visit; all where it dates none."""
    named = dated(query, rows, "inspection")
    if named != tuple(rows):
        return of_kind(named, TrackerRow)
    visited = (_visited(when, of_kind(rows, TrackerRow)) for when in _said_of_inspection(query))
    return next(filter(None, visited), of_kind(rows, TrackerRow))


def of_standing(query: Query, said: Rows) -> Query:
    """The question without the dates that only say which inspection is meant: no paper of theirs says how it stood."""
    of_papers = {when for when in query.dates if within(replace(query, dates=(when,)), said, "as_at")}
    named = {when for when in query.dates if within(replace(query, dates=(when,)), said, "inspection")}
    named |= set(_said_of_inspection(query))
    return replace(query, dates=tuple(when for when in query.dates if when in of_papers or when not in named))


def _said_of_inspection(query: Query) -> tuple[When, ...]:
    """The dates that stand with the word inspection, or with its recommendations."""
    text = query.standalone
    return tuple(
        mention.when
        for mention in find(text)
        if _AFTER.match(text, mention.end) or _BEFORE.search(text[max(0, mention.start - _LEAD) : mention.start])
    )


def _visited(when: When, rows: tuple[TrackerRow, ...]) -> tuple[TrackerRow, ...]:
    """The rows of the first inspection whose report came out after a visit on that date, soon enough to be its own."""
    last = when.last_day
    if last is None:
        return ()
    named = {row.inspection: day for row in rows if (day := _day(row.inspection))}
    soon = [name for name, day in named.items() if last < day <= last + OUT_WITHIN]
    meant = min(soon, key=lambda name: named[name], default="")
    return tuple(row for row in rows if row.inspection == meant)


def _day(inspection: str) -> date | None:
    """The day in an inspection's name; None where it is not known to the day."""
    found = re.search(r"\d{4}-\d\d-\d\d$", inspection)
    return date.fromisoformat(found[0]) if found else None
