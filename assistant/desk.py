"""What lies open while one question is answered: one reader's papers, and ledgers filled once. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Candidate, Query, Searched
from assistant.ledger.filling import fill
from assistant.ledger.holdings import Filled
from assistant.ledger.kinds import find_ledger
from ingest.report import Card, Header, Paragraph, Ref
from ingest.store import Reader


@dataclass(frozen=True)
class Desk:
    """A reader and the question put to it, as understood. Made anew for each question."""

    reader: Reader
    query: Query
    cards: tuple[Card, ...]  # every paper this reader may see

    @cached_property
    def shelf(self) -> tuple[Card, ...]:
        """The papers within the question's scope."""
        return self.reader.cards(self.query.scope)

    @cached_property
    def searched(self) -> Searched:
        return Searched.of(self.shelf)

    @cached_property
    def headers(self) -> dict[str, Header]:
        return {card.name: card.header for card in self.cards}

    @cached_property
    def _filled(self) -> dict[str, Filled]:
        return {}

    def filled(self, name: str) -> Filled:
        """A ledger by its name, within the question's scope; filled once, whoever asks for it."""
        if name not in self._filled:
            self._filled[name] = fill(find_ledger(name), self.reader, self.query.scope)
        return self._filled[name]

    def opened(self, name: str) -> Sequence[Paragraph]:
        """What a paper holds."""
        return self.reader.report(name).paragraphs

    def found(self, ref: Ref) -> tuple[Paragraph, Header]:
        """A paragraph with its paper's header."""
        return self.reader.paragraph(ref), self.reader.header(ref.report)

    def parent(self, candidate: Candidate) -> Paragraph:
        """The paragraph that a sub-item is an item of."""
        return self.reader.paragraph(Ref(candidate.ref.report, candidate.paragraph.parent))

    def siblings(self, candidate: Candidate) -> list[Paragraph]:
        """The items of the list that a sub-item is an item of, in their order."""
        return [each for each in self.opened(candidate.ref.report) if each.parent == candidate.paragraph.parent]

    def mentioned(self, words: str) -> bool:
        """Whether some paper in the scope has these words."""
        return bool(self.reader.lexical((words,), 1, self.query.scope))
