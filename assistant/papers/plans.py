"""Plans of action as their papers table them: a row with a column of status, and what it is the status of. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.papers.cells import rows_of_tables
from ingest.report import Cell, Report
from ingest.spans import spans_in

_STATUS = re.compile(r"^\W*(?:current |overall |progress )?(?:status|position|rag(?: rating| status)?)\W*$", re.I)
_NAME = re.compile(r"\b(?:recommendation|action|task|milestone|objective)\b", re.I)
_DUE = re.compile(r"\b(?:due|date|deadline|by when|target|timescale)\b", re.I)
_ORIGINAL = re.compile(r"^\W*(?:original|previous|planned|initial|old)\b[^|]*\b(?:date|deadline|target|due)\b", re.I)
_REVISED = re.compile(r"^\W*(?:revised|new|current|forecast|expected)\b[^|]*\b(?:date|deadline|target|due)\b", re.I)
_DONE = re.compile(r"^\W*(?:complete[d]?|done|met|closed|implemented|blue|achieved|delivered)\b", re.I)
_ON_TRACK = re.compile(r"^\W*(?:green|on track|on target|on schedule)\b", re.I)
_LATE = re.compile(r"\b(?:delayed|overdue|behind|red)\b", re.I)
_LABEL = 18  # characters of a reference, at most: "Recommendation 100"


@dataclass(frozen=True, slots=True)
class Action:
    """A row of a plan of action, its words as the paper has them on one line."""

    report: str
    para: str
    quote: str  # the row
    label: str  # its reference: "R7"; ""
    what: str
    status: str
    due_heading: str  # of the last column that gives it a day; ""
    due: str
    original: str  # the day it had, where the table gives that and another one now; ""
    revised: str

    @property
    def is_done(self) -> bool:
        return bool(_DONE.match(self.status))

    @property
    def is_on_track(self) -> bool:
        """Whether it is said to go as it should: nothing to ask about."""
        return bool(_ON_TRACK.match(self.status))

    @property
    def is_late(self) -> bool:
        return bool(_LATE.search(self.status))


def actions(report: Report) -> Iterator[Action]:
    """The rows of a paper's plans of action, in reading order."""
    for paragraph, cells in rows_of_tables(report):
        status, what = _cell(cells, _STATUS), _cell(cells, _NAME)
        if not status or not what or not _line(status) or not _line(what):
            continue
        dates = [cell for cell in cells if _DUE.search(cell.heading) and spans_in(cell.text, None)]
        then, now = _dated(cells, _ORIGINAL), _dated(cells, _REVISED)
        first = _line(cells[0])
        yield Action(
            report=report.name,
            para=paragraph.para,
            quote=" ".join(paragraph.text.split()),
            label=first if first != _line(what) and len(first) <= _LABEL else "",
            what=_line(what),
            status=_line(status),
            due_heading=dates[-1].heading.strip(" :").casefold() if dates else "",
            due=_line(dates[-1]) if dates else "",
            original=then if then and now and then != now else "",
            revised=now if then and now and then != now else "",
        )


def _cell(cells: Sequence[Cell], heading: re.Pattern[str]) -> Cell | None:
    return next((cell for cell in cells if heading.search(cell.heading)), None)


def _dated(cells: Sequence[Cell], heading: re.Pattern[str]) -> str:
    cell = _cell(cells, heading)
    return _line(cell) if cell and spans_in(cell.text, None) else ""


def _line(cell: Cell) -> str:
    return " ".join(cell.text.split())
