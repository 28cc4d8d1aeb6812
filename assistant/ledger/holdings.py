"""What a ledger is made from, and what it is: one council's papers and their facts, and the rows they give.

A view is a function `Holdings → rows`. It is called once for each council with that council's papers alone, so that no
row can mix two councils; and with what one reader may see, as at one date, so that it needs to know of neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from assistant.answer import Searched
from ingest.fact import Fact
from ingest.report import Card, Header, Kind

Known = TypeVar("Known", bound=Fact)


@dataclass(frozen=True)
class Holdings:
    """The papers of one council that a reader may see, oldest first (undated ones before), and their facts."""

    council: str
    cards: tuple[Card, ...]
    facts: tuple[Fact, ...] = field(repr=False)  # in the order of the cards, then of each paper

    def of(self, kind: type[Known]) -> tuple[Known, ...]:
        """The facts of one kind."""
        return tuple(fact for fact in self.facts if isinstance(fact, kind))

    def header(self, name: str) -> Header:
        """The header of one of the papers, by name."""
        return self._headers[name]

    def papers(self, kind: Kind) -> tuple[Card, ...]:
        """The papers of one kind."""
        return tuple(card for card in self.cards if card.header.kind is kind)

    @cached_property
    def _headers(self) -> dict[str, Header]:
        return {card.name: card.header for card in self.cards}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row of every ledger has. Most have `report`, `para` and `quote` besides; dates are ISO 8601 texts."""

    council: str


Kindred = TypeVar("Kindred", bound=Row)


def of_kind(rows: Iterable[Row], kind: type[Kindred]) -> tuple[Kindred, ...]:
    """Those of the rows that are rows of one ledger."""
    return tuple(row for row in rows if isinstance(row, kind))


View = Callable[[Holdings], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ledger as people read it."""

    heading: str
    field: str  # of the row
    empty: str = "not stated"  # what stands there where the row has nothing: why it is empty
    kind: Literal["words", "date", "number"] = "words"  # decides how the column is ordered, and how that is said
    ordered_by: str = ""  # the field it is ordered by, where that is another
    until: str = ""  # the field with the last day, where `field` is the first of a range
    few: bool = False  # has few different values, so that rows may be chosen by one of them


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger: what it is called, how its rows are made, and how they are laid out."""

    name: str  # of its command and its page
    title: str
    says: str  # one line on what it shows
    nothing: str  # what to say where it has no rows
    kinds: tuple[type[Fact], ...]  # the facts it is made from
    view: View
    columns: tuple[Column, ...]
    lead: int = 1  # how many of the columns say what a row is


@dataclass(frozen=True, slots=True)
class Filled:
    """A ledger with its rows, and what was searched for them."""

    ledger: Ledger
    rows: tuple[Row, ...]
    searched: Searched
