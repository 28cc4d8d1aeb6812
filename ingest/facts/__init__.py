"""What a paper states, as typed facts: `facts(report)`. Pure; what a fact is stands in `ingest.fact`.

Each room of this folder finds one family of facts by the forms committee papers are written in; none knows another.
Facts are found in the paper as one reader may see it: the store asks once for each access level the paper has, so that
nothing of a closed paragraph can reach a fact that an open reader is shown.
"""

from __future__ import annotations

from ingest.fact import Fact
from ingest.report import Report


def facts(report: Report) -> tuple[Fact, ...]:
    """Everything the rules find in a paper, by reading order within each family."""
    return tuple(fact for family in FAMILIES for fact in family(report))


FAMILIES = ()
