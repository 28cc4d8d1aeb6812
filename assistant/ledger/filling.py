"""Filling a ledger from a library, and the address of the paragraph a row rests on."""

from __future__ import annotations

from assistant.answer import Citation, Searched
from assistant.ledger.holdings import Filled, Holdings, Ledger
from ingest.report import Ref, Scope
from ingest.store import Reader


def fill(ledger: Ledger, reader: Reader, scope: Scope) -> Filled:
    """The ledger as this reader may see it, within a scope; councils in the order of their names."""
    cards = reader.cards(scope)
    facts = reader.facts(*ledger.kinds, scope=scope)
    rows = []
    for council in sorted({card.header.council for card in cards}):
        own = tuple(card for card in cards if card.header.council == council)
        names = {card.name for card in own}
        held = Holdings(council, own, tuple(fact for fact in facts if fact.ref.report in names))
        rows.append(tuple(ledger.view(held)))
    return Filled(ledger, tuple(row for own in rows for row in own), Searched.of(cards))


def cited(reader: Reader, ref: Ref, quote: str) -> Citation:
    """A paragraph's address in council form, with the words relied on. Raises NotHeld."""
    return Citation.of(ref, quote, reader.paragraph(ref), reader.header(ref.report))
