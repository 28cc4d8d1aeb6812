"""Where the papers do not agree on what is asked: both readings instead of the one that was found first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Evidence, Query, State, Wanted
from assistant.consult.said import Consulted, Quoted, shortened
from assistant.ledger.conflicts import ConflictRow
from assistant.lexicon import expanded
from assistant.words import content_stems, content_words, stems
from ingest.report import Ref

SHARED = 0.5  # share of a subject's words that the question must have, or words the papers use for them
_ASKED = {"date": (Wanted.WHEN,), "figure": (Wanted.HOW_MANY,), "judgement": (Wanted.WHAT, Wanted.YES_NO)}


def clashing(query: Query, evidence: Sequence[Evidence], conflicts: Iterable[ConflictRow]) -> Consulted | None:
    """What is asked, where one of the paragraphs that answer is a side of a disagreement on just that; else None."""
    if len(query.parts) > 1 or query.sides:
        return None
    relied_on = {piece.ref for piece in evidence}
    for row in conflicts:
        places = [Ref(reading.report, reading.para) for reading in row.readings]
        asked = query.wanted in _ASKED.get(row.kind, ())
        if asked and relied_on.intersection(places) and _is_on(query.standalone, row.subject):
            quoted = [
                Quoted("", ref, shortened(reading.quote)) for ref, reading in zip(places, row.readings, strict=True)
            ]
            lead = f"The papers do not agree on this: {row.subject}."
            once = {each.quote: each for each in reversed(quoted)}  # two places that say it in one wording are one
            return Consulted(lead, tuple(once.values())[::-1], State.CONFLICTING)
    return None


def _is_on(question: str, subject: str) -> bool:
    """Whether a question is on the subject of a disagreement."""
    lexicon = expanded(question)
    asked = content_stems(question).union(*lexicon.instead.values())
    named = stems(" ".join(content_words(subject)))
    return len(named & asked) >= SHARED * len(named)
