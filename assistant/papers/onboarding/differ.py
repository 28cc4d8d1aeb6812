"""What the papers say differently of one thing, so that nobody takes the first of two days for the only one."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.ledger.conflicts import ConflictRow
from assistant.papers.borne import bears
from assistant.papers.handout import Line
from assistant.papers.quoting import clause, quoted
from assistant.papers.sources import Sources
from assistant.private import masked

MOST, _LONGEST = 5, 165  # lines; characters of each quotation
_LEAD = "The papers differ"


def differing(sources: Sources, kinds: frozenset[str]) -> Iterator[Line]:
    """A line for each conflict of these kinds, with the words of each side; which is right is not judged."""
    rows = [row for row in sources.rows(ConflictRow) if row.kind in kinds]
    for row in rows[:MOST]:
        sides = {each.value: each for each in reversed(row.readings)}  # the first that says each
        cited = [
            sources.cite(each.report, each.para, clause(each.quote, each.value, _LONGEST))
            for each in row.readings
            if sides[each.value] is each and masked(each.quote) == each.quote
        ]
        said = " / ".join(quoted(each.quote) for each in cited)
        text = next((each for each in (f"{row.subject}: {said}", said) if bears(sources, each, *cited)), "")
        if text and len(cited) > 1:
            yield Line(text, tuple(cited), lead=_LEAD)
