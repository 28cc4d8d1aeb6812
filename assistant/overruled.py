"""What must be said instead of quoting what was found. It joins the rooms that know when."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Evidence
from assistant.clash import clashing
from assistant.consult.said import Consulted
from assistant.desk import Desk
from assistant.ledger.conflicts import ConflictRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.holdings import of_kind
from assistant.outside import asks_for_content, not_held
from assistant.premise import denied
from assistant.short_of import short_of


def overruled(desk: Desk, consulted: Sequence[Sequence[Consulted]], evidence: tuple[Evidence, ...]) -> Consulted | None:
    """What is said instead of what was found; None where that stands.

    What is taken for granted is denied; what is asked stands in a paper that is not held; the papers do not agree; or
    what was found only comes near.
    """
    query = desk.query
    missing = of_kind(desk.filled("gaps").rows, GapRow) if evidence and not any(consulted) else ()
    if not any(consulted):
        if instead := denied(query, evidence):
            return instead
        if evidence and asks_for_content(query) and (instead := not_held(query, evidence, missing)):
            return instead
    if not evidence:
        return None
    if conflict := clashing(query, evidence, of_kind(desk.filled("conflicts").rows, ConflictRow)):
        return conflict
    return None if any(consulted) else short_of(query, evidence, missing)
