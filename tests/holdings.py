"""Holdings made from papers without a library: what the ledgers' tests look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.ledger.holdings import Holdings
from ingest.fact import Fact
from ingest.report import Card, Report

Family = Callable[[Report], Sequence[Fact]]


def holdings(reports: Iterable[Report], families: Sequence[Family], council: str) -> Holdings:
    """The papers of one council, as a ledger gets them, with the facts that these families find."""
    own = [report for report in reports if report.header.council == council]
    own.sort(key=lambda report: (str(report.header.as_at or ""), report.name))
    cards = tuple(Card(r.name, r.header, len(r.paragraphs), None, r.digest, "") for r in own)
    return Holdings(council, cards, tuple(fact for r in own for family in families for fact in family(r)))
