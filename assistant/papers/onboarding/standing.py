"""How recommendations stood at each paper that says so, in the sentence that counts them: "ten of the 12 are met"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, islice

from assistant.answer import Citation
from assistant.ledger.tracker import TrackerRow
from assistant.papers.quoting import telling, unlabelled
from assistant.papers.rows import TOGETHER
from assistant.papers.sources import Sources
from ingest.fact import Status
from ingest.report import Card, Kind
from ingest.sentences import sentences

_COUNTS = re.compile(
    r"(?<!against )(?<!\ba )\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|majority|all"
    r"|none|half)\b[^.;:]{0,80}\b(?:met|outstanding|completed?|closed|implemented|achieved)\b",
    re.I,
)
_RECOMMENDATIONS = re.compile(r"\brecommendations\b|\brecs\b|\bof the (?:\d+|\w+) have\b", re.I)


def standings(sources: Sources) -> tuple[Citation, ...]:
    """What each paper that says how recommendations stand says of them together, oldest first; one a paper."""
    rows = [row for row in sources.rows(TrackerRow) if row.status is not Status.NOT_STATED]
    rows.sort(key=lambda row: (row.as_at or "", row.report))
    found = (_of_paper(sources, report, tuple(own)) for report, own in groupby(rows, key=lambda row: row.report))
    return tuple(filter(None, found))


def told_in(sources: Sources, cards: Sequence[Card], most: int) -> tuple[Citation, ...]:
    """Of recommendations that no ledger has, an ombudsman's or an auditor's say, the sentence of each of the last
    papers that counts them, the latest first."""
    found = (_of_paper(sources, card.name, ()) for card in reversed(cards) if card.header.kind is not Kind.INSPECTION)
    return tuple(islice(filter(None, found), most))


def _of_paper(sources: Sources, report: str, rows: Sequence[TrackerRow]) -> Citation | None:
    """The first sentence that counts them, where one is said by itself before elsewhere; else that of one of them, if
    there are any."""
    paras = {row.para for row in rows}
    own = [each for each in sources.report(report).paragraphs if not each.cells]
    for paragraph in sorted(own, key=lambda each: each.para not in paras):
        if paragraph.para.startswith("header:"):
            continue
        for piece in sentences(paragraph.text):
            words = unlabelled(piece)
            counts = _COUNTS.search(words) and _RECOMMENDATIONS.search(words) and not words.endswith(":")
            if counts and (said := telling(sources, report, paragraph.para, words)):
                return said
    if not rows:
        return None
    together = next((row for row in rows if row.status is TOGETHER), rows[0])
    return telling(sources, report, together.para, together.quote)
