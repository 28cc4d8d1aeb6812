"""Papers on a shelf and a question asked of them: for the tests of understanding."""

from __future__ import annotations

from datetime import date

from assistant.answer import Query, Question
from assistant.understand import understand
from ingest.report import Card, Header, Kind, Scope


def card(
    name: str, council: str, day: date | None, *, kind: Kind = Kind.REPORT, body: str = "Cabinet", title: str = "Plan"
) -> Card:
    """A paper on the shelf."""
    return Card(name, Header(title=title, kind=kind, council=council, body=body, as_at=day), 10, None, "", "")


SHELF = (
    card("ham-inspection", "Ham and Wold", date(2019, 5, 3), kind=Kind.INSPECTION, title="Inspection of services"),
    card("ham-20", "Ham and Wold", date(2020, 2, 4), title="Foster Homes: Investment"),
    card("ham-minutes-20", "Ham and Wold", date(2020, 2, 4), kind=Kind.MINUTES, title="Minutes"),
    card("ham-21", "Ham and Wold", date(2021, 6, 8), title="Improvement Plan Update"),
    card("ham-22", "Ham and Wold", date(2022, 3, 15), title="Improvement Plan: Closing Report"),
    card("leigh-20", "South Leigh", date(2020, 9, 1), title="Improvement Plan Update"),
    card("leigh-22", "South Leigh", date(2022, 9, 6), title="Recovery Plan"),
)


def asked(
    text: str, *history: str, shelf: tuple[Card, ...] = SHELF, scope: Scope | None = None, home: str = ""
) -> Query:
    """The query that a question after a conversation is understood as."""
    return understand(Question(text, scope=scope or Scope(), history=history), shelf, home)
