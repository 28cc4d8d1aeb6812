"""What lies open while one handout is written: one reader's papers within a scope, ledgers filled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation, Searched
from assistant.ask import Assistant
from assistant.ledger.conflicts import ConflictRow
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.glossary import GlossaryRow
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.holdings import Kindred, Row, of_kind
from assistant.ledger.kinds import find_ledger
from assistant.ledger.money import MoneyRow
from assistant.ledger.timeline import TimelineRow
from assistant.ledger.tracker import TrackerRow
from ingest.report import Access, Card, Header, Paragraph, Ref, Report, Scope

_LEDGER_OF: dict[type[Row], str] = {
    TrackerRow: "tracker",
    DecisionRow: "decisions",
    GovernanceRow: "governance",
    TimelineRow: "timeline",
    GapRow: "gaps",
    ConflictRow: "conflicts",
    MoneyRow: "money",
    GlossaryRow: "glossary",
}


@dataclass(frozen=True)
class Sources:
    """An assistant, and how much of its library one handout may rest on. Made anew for each handout.

    Raises, from whatever reads:
        NotHeld: a paper or paragraph is not held, or this level may not see it.
        LibraryError: the library cannot be read.
    """

    assistant: Assistant
    access: Access
    scope: Scope

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The papers within the scope, oldest first; undated ones before."""
        cards = self.assistant.cards(self.access, self.scope)
        return tuple(sorted(cards, key=lambda card: (str(card.header.as_at or ""), card.name)))

    def within(self, scope: Scope) -> Sources:
        """The same reader's papers within another scope as well: never more than lie within this one."""
        own = self.scope
        days = [day for day in (own.as_at, scope.as_at) if day]
        both = Scope(
            own.council or scope.council,
            own.body or scope.body,
            own.reports or scope.reports,
            min(days, default=None),
        )
        return Sources(self.assistant, self.access, both)

    @cached_property
    def searched(self) -> Searched:
        return Searched.of(self.cards)

    def rows(self, kind: type[Kindred]) -> tuple[Kindred, ...]:
        """The rows of the ledger that has rows of this kind, council by council."""
        name = _LEDGER_OF[kind]
        if name not in self._filled:
            self._filled[name] = self.assistant.ledger(find_ledger(name), self.scope, self.access).rows
        return of_kind(self._filled[name], kind)

    def report(self, name: str) -> Report:
        """A paper, as far as this reader may see it."""
        if name not in self._opened:
            self._opened[name] = self.assistant.report(name, self.access)
        return self._opened[name]

    def header(self, name: str) -> Header:
        """What a paper says of itself."""
        return self.report(name).header

    def paragraph(self, ref: Ref) -> Paragraph | None:
        """One paragraph; None where it is not there for this reader."""
        if ref.report not in self._paragraphs:
            own = self.report(ref.report).paragraphs
            self._paragraphs[ref.report] = {paragraph.para: paragraph for paragraph in own}
        return self._paragraphs[ref.report].get(ref.para)

    def cite(self, report: str, para: str, quote: str) -> Citation:
        """A paragraph's address with the words relied on."""
        ref = Ref(report, para)
        paragraph = self.paragraph(ref)
        if paragraph is None:
            return self.assistant.cited(ref, quote, self.access)  # which says that it is not held
        return Citation.of(ref, quote, paragraph, self.header(report))

    @cached_property
    def _filled(self) -> dict[str, tuple[Row, ...]]:
        return {}

    @cached_property
    def _opened(self) -> dict[str, Report]:
        return {}

    @cached_property
    def _paragraphs(self) -> dict[str, dict[str, Paragraph]]:
        return {}
