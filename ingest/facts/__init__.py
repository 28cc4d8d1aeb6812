"""What a paper states, as typed facts: `facts(report)`. Pure; what a fact is stands in `ingest.fact`.

Each room of this folder finds one family of facts by the forms committee papers are written in; none knows another.
They are given the paper as one sort of reader sees it (`ingest.access.as_seen`), so that nothing of a closed paragraph
can reach a fact that an open reader is shown. A fact whose words do not stand in its paragraph is not let out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.fact import Fact
from ingest.report import Report, quoted_in

FAMILIES: tuple[Callable[[Report], Sequence[Fact]], ...] = ()


def facts(report: Report) -> tuple[Fact, ...]:
    """Everything the rules find in a paper, family by family, each in reading order."""
    texts = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    found = [fact for family in FAMILIES for fact in family(report)]
    return tuple(fact for fact in found if quoted_in(fact.quote, texts.get(fact.ref.para, "")))
