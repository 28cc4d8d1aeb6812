"""How recommendations stood at each paper that says so, in the sentence that counts them: "ten of the 12 are met"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.answer import Citation
from assistant.ledger.tracker import TrackerRow
from assistant.papers.onboard_words import own_words, plain, telling
from assistant.papers.sources import Sources
from ingest.fact import Status
from ingest.sentences import sentences

_COUNT = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|majority|all|none|half|many)\b", re.I
)
_STAND = re.compile(r"\b(?:met|outstanding|completed?|closed|implemented|achieved)\b", re.I)
_RECOMMENDATIONS = re.compile(r"\brec(?:ommendation)?s?\b|\bactions\b|\bof the \w+ have\b", re.I)


def standings(sources: Sources) -> tuple[Citation, ...]:
    """What each paper that says how recommendations stand says of them together, oldest first; one a paper."""
    rows = [row for row in sources.rows(TrackerRow) if row.status is not Status.NOT_STATED]
    rows.sort(key=lambda row: (row.as_at or "", row.report))
    found = (_of_paper(sources, report, tuple(own)) for report, own in groupby(rows, key=lambda row: row.report))
    return tuple(filter(None, found))


def _of_paper(sources: Sources, report: str, rows: Sequence[TrackerRow]) -> Citation | None:
    """The first sentence that counts them; else that of one of them."""
    for paragraph in sources.report(report).paragraphs:
        if paragraph.cells or paragraph.parent or paragraph.para.startswith("header:"):
            continue
        for piece in sentences(own_words(paragraph)):
            words = plain(piece)
            if _counts(words) and (said := telling(sources, report, paragraph.para, words)):
                return sources.cite(report, paragraph.para, said)
    together = next((row for row in rows if row.status is Status.NOT_INDIVIDUALLY_STATED), rows[0])
    said = telling(sources, report, together.para, together.quote)
    return sources.cite(report, together.para, said) if said else None


def _counts(words: str) -> bool:
    said = all(form.search(words) for form in (_COUNT, _STAND, _RECOMMENDATIONS))
    return said and not words.endswith(":")
