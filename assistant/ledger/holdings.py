"""What a ledger is made from, and what it is: one council's papers and their facts, and the rows they give.

A view is a function `Holdings → rows`. It is called once for each council with that council's papers alone, so that no
row can mix two councils; and with what one reader may see, as at one date, so that it needs to know of neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

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


View = Callable[[Holdings], Sequence[Row]]
