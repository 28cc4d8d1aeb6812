"""What the rows of a table say of recommendations, by its columns. Pure.

A table counts where a column is of recommendations, or its rows are labelled "Rec 5". The status is the cell of the
column that is headed so; of several, that of the latest date. A table with two rows of one number is of actions, each
with a status of its own, and says nothing of the recommendations. A colour without a key is kept, and is no status.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.fact import Status
from ingest.facts.status.items import wording_of
from ingest.facts.status.numbers import numbers_named
from ingest.facts.status.prose import Claimed
from ingest.facts.status.words import bare_status, colour_of, other_way, statuses_said
from ingest.report import Cell, Paragraph
from ingest.spans import spans_in

_OF_RECOMMENDATIONS = re.compile(
    r"\brec(?:ommendation)?s?\b|\bareas? (?:for|of) (?:priority action|(?:\w+ )?improvement|weakness|concern)"
    r"|\bpriority actions?\b|\bweakness\b|\bAFIs?\b",
    re.I,
)
_COUNTED = re.compile(r"^\W*(?:ref|no|number|#|item|id)\b\W*|^\W*#\W*$", re.I)
_STATUS = re.compile(
    r"\b(?:status|position|b?rag(?:gy)?|rating|progress|outcome|completed?|met|state|current|delivered|stage"
    r"|achieved|update|closed|outstanding|partly|partially)\b|\?$",
    re.I,
)
_NOT_NOW = re.compile(
    r"\b(?:previous|last|target|due|deadline|original|baseline|milestone|by when|completion date|date)\b", re.I
)
_NEXT = re.compile(
    r"\b(?:next steps?|further (?:action|work)|(?:planned|remaining|outstanding) actions?|what next|to do)\b", re.I
)
_OTHER = re.compile(r"\b(?:options?|risk|impact|judge?ment|grade)\b", re.I)
_TICK = re.compile(r"^\W*(?:\[x\]|[✓✔☑xX]|yes|y)\W*$", re.I)
_CROSS = re.compile(r"^\W*(?:no|n|not (?:yet|met))\W*$", re.I)
_LABEL = re.compile(r"^\W*(?P<number>\d{1,3})(?:[.):]|\s|$)(?!\.?\d)\s*[:–—-]?\s*(?P<words>.*)$", re.S)


@dataclass(frozen=True, slots=True)
class _Row:
    paragraph: Paragraph
    number: int | None
    wording: str
    status: Status
    promised: str


def table_claims(
    rows: Sequence[Paragraph], near: date | None, key: Mapping[str, Status]
) -> list[tuple[Paragraph, Claimed]]:
    """What the rows of one table say, each with its paragraph. `key`: what colours mean in this paper."""
    read = [row for paragraph in _headed(rows) if (row := _row(paragraph, near, key))]
    times = Counter(row.number for row in read if row.number is not None)
    if any(count > 1 for count in times.values()):
        return []
    return [
        (row.paragraph, Claimed(row.number, row.status, row.paragraph.text, row.wording, True, row.promised))
        for row in read
    ]


def _headed(rows: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The rows under their headings, where the first row holds them and was not told from the others."""
    first = [cell.text for cell in rows[0].cells] if rows else []
    is_heading = (
        len(first) > 1
        and not any(cell.heading for cell in rows[0].cells)
        and all(len(text.split()) <= 6 and not bare_status(text) for text in first)
        and any(_OF_RECOMMENDATIONS.search(text) and not numbers_named(text) for text in first)
        and any(_STATUS.search(text) for text in first)
    )
    if not is_heading:
        return rows
    return [
        replace(row, cells=tuple(Cell(heading, cell.text) for heading, cell in zip(first, row.cells, strict=False)))
        for row in rows[1:]
    ]


def _row(paragraph: Paragraph, near: date | None, key: Mapping[str, Status]) -> _Row | None:
    cells = paragraph.cells
    number, wording, at = _recommendation(cells)
    if number is None and len(wording.split()) < 3:
        return None
    status = _status([cell for place, cell in enumerate(cells) if place != at], near, key)
    if status is None:
        return None
    if status is Status.OUTSTANDING and any(other_way(cell.text) for cell in cells[1:]):
        status = Status.OTHER_APPROACH
    promised = next((cell.text for cell in cells if _NEXT.search(cell.heading) and len(cell.text.split()) > 2), "")
    return _Row(paragraph, number, wording, status, promised)


def _recommendation(cells: Sequence[Cell]) -> tuple[int | None, str, int]:
    """A row's number, its words, and the place of the cell they stand in."""
    if any(_OTHER.search(cell.heading) for cell in cells[:1]):
        return None, "", 0
    for place, cell in enumerate(cells):
        named = numbers_named(cell.text)
        if named and named[0].start == 0 and len(named[0].numbers) == 1:
            number = named[0].numbers[0]
            titled = _words(cell.text[named[0].end :]) or named[0].titles.get(number, "")
            return number, titled or _beside(cells, place), place
    listed = next((i for i, cell in enumerate(cells) if _OF_RECOMMENDATIONS.search(cell.heading)), None)
    if listed is None:
        return None, "", 0
    counted = next((cell for cell in cells if _COUNTED.match(cell.heading) and cell.text.strip(" .").isdigit()), None)
    label = _LABEL.match(cells[listed].text)
    if label and int(label["number"]):
        words = label["words"].strip()
        return int(label["number"]), _words(words) or _beside(cells, listed), listed
    return (int(counted.text.strip(" .")) if counted else None), _words(cells[listed].text), listed


def _words(text: str) -> str:
    """The recommendation's own words, or the short name it is given in a table."""
    said = text.strip(" :–—-.\t")
    return wording_of(said) or (said if re.search(r"[^\W\d]", said) else "")


def _beside(cells: Sequence[Cell], listed: int) -> str:
    """The words of a recommendation whose column holds its number only: those of the next column, where they ask."""
    return wording_of(cells[listed + 1].text) if listed + 1 < len(cells) else ""


def _status(cells: Sequence[Cell], near: date | None, key: Mapping[str, Status]) -> Status | None:
    headed = [cell for cell in cells if _STATUS.search(cell.heading) and not _NOT_NOW.search(cell.heading)]
    dated = [(span.last, cell) for cell in headed if (span := next(iter(spans_in(cell.heading, near)), None))]
    undated = [cell for cell in headed if all(cell is not other for _, other in dated)]
    if dated and not any(bare_status(cell.text) or colour_of(cell.text) for cell in undated):
        past = [each for each in dated if near is None or each[0].replace(day=1) <= near] or dated
        headed = [max(past, key=lambda each: each[0])[1]]
    elif dated:
        headed = undated  # beside columns of dates, a column of none is of now
    if ticked := [status for cell in headed if (status := _ticked(cell))]:
        return ticked[0] if len(ticked) == 1 else None
    stated = [status for cell in headed if (status := bare_status(cell.text) or _said(cell.text))]
    if stated:
        return stated[-1]
    if any(not cell.heading for cell in cells):  # no heading row: the one cell that is nothing but a status
        alone = [status for cell in cells if len(cell.text.split()) <= 4 and (status := bare_status(cell.text))]
        if len(alone) == 1:
            return alone[0]
        headed = [*headed, *(cell for cell in cells if not cell.heading)]
    colours = [colour for cell in headed if (colour := colour_of(cell.text))]
    if not colours:
        return None
    due = (bare_status(cell.text) for cell in cells if _NOT_NOW.search(cell.heading))
    return key.get(colours[-1]) or next((status for status in due if status is Status.MET), Status.NOT_STATED)


def _ticked(cell: Cell) -> Status | None:
    """The status that heads a column, where the cell under it holds a tick; "no" under "Met?" is outstanding."""
    headed = bare_status(cell.heading.rstrip(" ?"))
    if headed and _TICK.match(cell.text):
        return headed
    return (
        Status.OUTSTANDING if headed is Status.MET and cell.heading.endswith("?") and _CROSS.match(cell.text) else None
    )


def _said(text: str) -> Status | None:
    """A status told of the recommendation at the beginning of a cell: "This has now been met: …"."""
    said = statuses_said(text)
    begins = said and re.fullmatch(r"\W*(?:this|it|(?:this|the) recommendation)?\s*", text[: said[0].start], re.I)
    return said[0].status if begins and said[0].finite and not said[0].past else None
