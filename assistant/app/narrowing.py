"""Rows of a ledger found by words, chosen by what a column says, and put in an order. Pure.

One rule for the page with script and without, and for its downloads: the browser only asks again and puts the new table
in the old one's place. A word is looked for in what the page shows, so that nobody wonders why a row was found. Rows
are put in order within their council; a cell that is empty comes last, whichever way round the others stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from assistant.app.shelf import day_chosen
from assistant.ledger.grid import Grid, Line
from assistant.ledger.holdings import Column, Filled, Ledger, Row
from assistant.render_ledger import cell
from ingest.report import Scope, normalise

_DOWN = "-"  # before the name of a column: the last first
_MOST = 24  # values of a column, above which nobody chooses from a list
_LONGEST = 60  # characters of such a value
_WAYS = {
    "words": ("A to Z", "Z to A"),
    "date": ("earliest first", "latest first"),
    "number": ("lowest first", "highest first"),
}
_VERB = re.compile(r"([a-z]{3,}?)e?[sd]")
_FILLER = re.compile(r"no\b|not\b|nothing\b")
_Thing = TypeVar("_Thing")
_Key = tuple[int | float | str, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked of a table."""

    find: str = ""  # words that must all stand in a row
    chosen: tuple[tuple[str, str], ...] = ()  # field of a column, and what its cell must say
    sort: str = ""  # field of a column or heading of a grid, after "-" for the last first; "": as in the papers

    @property
    def fewer(self) -> bool:
        """Whether it leaves rows out."""
        return bool(self.find or self.chosen)


@dataclass(frozen=True, slots=True)
class Choice:
    """A column by whose values rows may be chosen."""

    field: str
    heading: str
    values: tuple[str, ...]
    chosen: str  # "" for any


def choices(filled: Filled, narrowing: Narrowing) -> tuple[Choice, ...]:
    """The columns of few values. What is chosen is offered even where no row says it."""
    chosen = dict(narrowing.chosen)
    found = []
    for column in filled.ledger.columns:
        own = chosen.get(column.field, "")
        values = {cell(row, column) for row in filled.rows} | ({own} if own else set())
        few = 2 <= len(values) <= _MOST and all(len(value) <= _LONGEST for value in values)
        offered = _offered(values, own, column.empty)
        if column.few and offered and (few or own):
            found.append(Choice(column.field, column.heading, offered, own))
    return tuple(found)


def _offered(values: Iterable[str], own: str, empty: str) -> tuple[str, ...]:
    """What may be chosen: each word in one of its forms, what is chosen now in its own; no cell that only says that
    there is nothing to say."""
    by_word: dict[str, str] = {}
    for value in sorted(values, key=lambda value: (value != own, value.endswith("ed"), _natural(value))):
        if value == own or not (value == empty and _FILLER.match(value)):
            by_word.setdefault(_word(value), value)
    return tuple(sorted(by_word.values(), key=_natural))


def _word(value: str) -> str:
    """A verb whatever its form: "approves" and "approved" are one."""
    verb = _VERB.fullmatch(value)
    return verb[1] if verb else value


def narrowed(filled: Filled, narrowing: Narrowing, shown: Callable[[Row], str]) -> Filled:
    """The rows that are asked for, in the order that is asked for.

    Args:
        filled: all rows within the scope.
        narrowing: what is asked.
        shown: all that the page shows of a row, as one text.
    """
    columns = {column.field: column for column in filled.ledger.columns}
    wanted = normalise(narrowing.find).split()
    rows = [
        row
        for row in filled.rows
        if all(
            field in columns and _word(cell(row, columns[field])) == _word(value) for field, value in narrowing.chosen
        )
        and (not wanted or holds(shown(row), wanted))
    ]
    column = columns.get(narrowing.sort.removeprefix(_DOWN))
    if column is None:
        return replace(filled, rows=tuple(rows))
    councils = groupby(rows, key=lambda row: row.council)
    ordered = [_in_order(own, lambda row: _key(row, column), narrowing.sort) for _, own in councils]
    return replace(filled, rows=tuple(row for own in ordered for row in own))


def scope_typed(council: str, body: str, as_at: str) -> Scope:
    """A scope as a page's form asks for it; an empty date is any. Raises QuestionError: the date is none."""
    return Scope(council, body, as_at=day_chosen(as_at, "leave the box empty"))


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether all the words, folded already, stand in the text."""
    folded = normalise(text)
    return all(word in folded for word in words)


def narrowed_grid(grid: Grid, rows: Iterable[Row], narrowing: Narrowing) -> Grid:
    """The grid's recommendations of which any of these rows speaks, each with all its cells, in the order asked for.

    A line keeps every cell: without one, the grid would say that a paper is silent.
    """
    wanted = {id(row) for row in rows}
    lines = [line for line in grid.lines if wanted & {id(line.row), *(id(cell.row) for cell in line.cells if cell.row)}]
    sort = narrowing.sort.removeprefix(_DOWN)

    def key(line: Line) -> _Key | None:
        if sort == "number":
            return _natural(line.label)
        return _natural(line.wording if sort == "wording" else line.cells[grid.headings.index(sort)].word)

    if sort in ("number", "wording", *grid.headings):
        lines = _in_order(lines, key, narrowing.sort)
    return replace(grid, lines=tuple(lines))


def next_sort(field: str, sort: str) -> str:
    """What a press on a heading asks for: its column's order, then the other way round, then that of the papers."""
    return {field: _DOWN + field, _DOWN + field: ""}.get(sort, field)


def aria_sort(field: str, sort: str) -> str:
    """The state of a heading for those who cannot see it."""
    return {field: "ascending", _DOWN + field: "descending"}.get(sort, "none")


def sorts(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """Every order there is, with its words; that of the papers first."""
    each = [
        (sign + column.field, in_words(column.heading, column, bool(sign)))
        for column in ledger.columns
        for sign in ("", _DOWN)
    ]
    return (("", "the order of the papers"), *each)


def in_words(heading: str, column: Column | None, descending: bool) -> str:
    """ "Date, latest first"."""
    return f"{heading}, {_WAYS[column.kind if column else 'words'][descending]}"


def sorted_by(ledger: Ledger, sort: str, headings: Sequence[str] = ()) -> str:
    """The order asked for in words; "" for that of the papers, or of a column there is none of."""
    field = sort.removeprefix(_DOWN)
    if field in headings:
        return in_words(field, None, sort != field)
    return dict(sorts(ledger)[1:]).get(sort, "")


def _in_order(things: Iterable[_Thing], key: Callable[[_Thing], _Key | None], sort: str) -> list[_Thing]:
    """Stable; what has no key comes last, either way round."""
    keyed = [(key(thing), thing) for thing in things]
    said = [(own, thing) for own, thing in keyed if own is not None]
    said.sort(key=lambda each: each[0], reverse=sort.startswith(_DOWN))
    return [thing for _, thing in said] + [thing for own, thing in keyed if own is None]


def _key(row: Row, column: Column) -> _Key | None:
    value = getattr(row, column.ordered_by or column.field)
    if value is None or value in ("", ()):
        return None
    if column.kind == "words":
        return _natural(cell(row, column))
    return (float(value),) if column.kind == "number" else (str(value),)  # a day in ISO 8601 sorts as it is written


def _natural(text: str) -> _Key:
    """Words by their letters and the numbers in them by their size: "Appendix 2" before "Appendix 10"."""
    pieces = re.split(r"(\d{1,18})", normalise(text))
    return tuple(int(piece) if at % 2 else piece for at, piece in enumerate(pieces))
