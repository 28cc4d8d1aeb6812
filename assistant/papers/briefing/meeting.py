"""Which papers are those of one meeting: of a council, a committee and a day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ingest.errors import NotHeld
from ingest.report import Card, Kind, written_day
from ingest.wording.committees import canonical

_SHOWN = 6  # how many meetings an error lists


def meeting_papers(cards: Sequence[Card], day: date, council: str = "", body: str = "") -> tuple[Card, ...]:
    """The reports to one meeting, in the order of their names; its minutes only where nothing else is held of it.

    Args:
        cards: those this reader may see.
        council: as the papers held spell it; "" for any, where only one council met on that day.
        body: the committee, as people write it; "" for any, where only one met.

    Raises:
        NotHeld: no paper of such a meeting is held, or of several meetings; the message says which are held.
    """
    own = [card for card in cards if card.header.kind is not Kind.INSPECTION and card.header.as_at]
    own = [card for card in own if not council or card.header.council == council]
    own = [card for card in own if not body or _same(card, body)]
    found = [card for card in own if card.header.as_at == day]
    if not found:
        raise NotHeld(f"No paper is held of {_meant(day, council, body)}. {_meetings(own or _any(cards, council))}")
    if len({(card.header.council, _body(card)) for card in found}) > 1:
        raise NotHeld(f"More than one meeting was held on {written_day(day)}. {_meetings(found)} Name one of them.")
    reports = [card for card in found if card.header.kind is not Kind.MINUTES] or found
    return tuple(sorted(reports, key=lambda card: card.name))


def _any(cards: Sequence[Card], council: str) -> list[Card]:
    """What else may be offered: meetings of the council, whatever its committee."""
    dated = [card for card in cards if card.header.kind is not Kind.INSPECTION and card.header.as_at]
    return [card for card in dated if not council or card.header.council == council]


def _body(card: Card) -> str:
    return canonical(card.header.body, card.header.council)


def _same(card: Card, body: str) -> bool:
    return _body(card) == canonical(body, card.header.council)


def _meant(day: date, council: str, body: str) -> str:
    of = " of ".join(filter(None, (f"the {body}" if body else "", council)))
    return f"a meeting of {of} on {written_day(day)}" if of else f"a meeting on {written_day(day)}"


def _meetings(cards: Sequence[Card]) -> str:
    """The meetings that papers are held of, the latest first."""
    met = {(str(c.header.as_at), c.header.council, c.header.body): c for c in cards}
    ordered = [met[key] for key in sorted(met, reverse=True)]
    said = [", ".join(filter(None, (c.header.council, c.header.body, written_day(c.header.as_at)))) for c in ordered]
    if not said:
        return "Papers are held of no meeting."
    more = f"; and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return f"Papers are held of: {'; '.join(said[:_SHOWN])}{more}."
