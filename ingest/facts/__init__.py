"""What a paper states, as typed facts. Pure; what a fact is stands in `ingest.fact`.

Each room of this folder finds one family of facts by the forms committee papers are written in; none knows another.
A family is given the paper as one sort of reader sees it, so that nothing of a closed paragraph can reach a fact that
an open reader is shown. A fact whose words do not stand in its paragraph is not let out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from ingest.access import as_seen
from ingest.fact import Fact, Kept, Stated
from ingest.facts.abbreviations import abbreviations
from ingest.facts.amounts import amounts
from ingest.facts.asks import asks
from ingest.facts.events import events
from ingest.facts.inspections import inspections, recommendations
from ingest.facts.inspections.publications import publications
from ingest.facts.mentions import mentions
from ingest.facts.readings import readings
from ingest.facts.resolutions import resolutions
from ingest.facts.roles import roles
from ingest.facts.status import statuses
from ingest.report import Report, quoted_in

RULES = "2"  # raised when the same report states something else: facts are then found again, no file is read

FAMILIES: tuple[Callable[[Report], Sequence[Fact]], ...] = (
    inspections,
    publications,
    recommendations,
    statuses,
    asks,
    resolutions,
    roles,
    events,
    mentions,
    readings,
    amounts,
    abbreviations,
)

_log = logging.getLogger(__name__)


def facts(report: Report) -> tuple[Fact, ...]:
    """Everything the rules find in a paper, family by family, each in reading order."""
    texts = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    found = [fact for family in FAMILIES for fact in family(report)]
    return tuple(fact for fact in found if quoted_in(fact.quote, texts.get(fact.ref.para, "")))


def stated(report: Report) -> Stated:
    """What a paper states to each sort of reader. A fault of a rule costs the paper its facts, not its place."""
    try:
        kept = [Kept(fact, seen.lowest, seen.highest) for seen in as_seen(report) for fact in facts(seen.report)]
    except Exception:  # the rules are then tried again at the next ingest
        _log.exception("The facts of %s could not be found: a fault of this program; report it.", report.name)
        return Stated()
    return Stated(tuple(kept), RULES)
