"""What was found comes near and does not answer: that is said, and the nearest words are quoted. Pure.

Two silences can be told from the words alone. A number is asked for, and nothing that was found has one. Or the
question names a paper that those found only refer to, and asks of it what they do not say. The words found are shown
all the same: to a reader who knows that they are the nearest they are of use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Evidence, Query, State, Wanted
from assistant.bearing import without_label
from assistant.consult.said import Consulted, Quoted, undated
from assistant.counting import asks_count, gives_count
from assistant.ledger.gaps import GapRow
from assistant.lexicon import expanded
from assistant.quoted import paper_name, shown, telling_words
from assistant.weigh import headings
from assistant.words import content_stems, content_words, stem, stems
from ingest.sentences import sentences

NO_NUMBER = "What was found gives no such number. The nearest that it says is this."
NOT_HELD = "The papers refer to this, and it is not held: {what}. The nearest that they say is this."
NAMED = 2  # words of a paper's name that a question must have; one where it gives its month
_LABEL = re.compile(r"^(?:appendix|annexe?|enclosure|attachment)\s+\w{1,3}\b\s*:?\s*", re.I)
_NOUN = re.compile(r",|\s(?:of|on|to|for|from|at|about)\s")  # ends the name of a paper: "letter", "first update"
_OF_THE_PAPER = (Wanted.WHEN, Wanted.YES_NO)  # "when is it due?", "was it sent?" ask of a paper, not of what it says


def short_of(query: Query, evidence: Sequence[Evidence], gaps: Iterable[GapRow]) -> Consulted | None:
    """The nearest words, said to be no more than that; None where what was found may answer."""
    if not evidence or len(query.parts) > 1 or query.sides:
        return None
    asked = content_stems(undated(query.standalone)) - stems(" ".join(query.councils))
    if asks_count(query.fresh or query.standalone) and not any(_counts(query, asked, piece) for piece in evidence):
        return _nearest(query, evidence, NO_NUMBER)
    missing = (gap for gap in gaps if query.wanted not in _OF_THE_PAPER and _is_asked_of(query, asked, gap, evidence))
    gap = next(missing, None)
    return _nearest(query, evidence, NOT_HELD.format(what=gap.what)) if gap else None


def _counts(query: Query, asked: frozenset[str], piece: Evidence) -> bool:
    """Whether a sentence, or a row, has a figure and a word of what is to be counted."""
    counted = asked.union(*expanded(query.standalone, query.short_forms).instead.values())
    above = stems(headings(piece.paragraph))
    if cells := piece.paragraph.cells:
        if any("£" in cell.heading for cell in cells):
            return False  # a table of money: its figures are in thousands of pounds, though the row has no £
        row = "; ".join(without_label(cell.text) for cell in cells)
        return gives_count(query.standalone, row, frozenset(counted), above | stems(piece.paragraph.text))
    said = (line for each in sentences(without_label(piece.paragraph.text)) for line in each.splitlines())
    return any(gives_count(query.standalone, line, frozenset(counted), above) for line in said)


def _nearest(query: Query, evidence: Sequence[Evidence], lead: str) -> Consulted:
    several = len({piece.header.council for piece in evidence}) > 1
    rows = (Quoted(paper_name(piece, named=several), piece.ref, _words_of(query, piece)) for piece in evidence)
    return Consulted(lead, tuple(rows), State.PARTIAL)


def _words_of(query: Query, piece: Evidence) -> str:
    """A row and a line of the cover whole, of a paragraph what tells."""
    whole = piece.paragraph.cells or piece.paragraph.para.startswith("header:")
    return shown(query, piece.paragraph.text if whole else telling_words(query, piece.paragraph))


def _all_of(piece: Evidence) -> str:
    return f"{headings(piece.paragraph)}\n{piece.paragraph.text}"


def _is_asked_of(query: Query, asked: frozenset[str], gap: GapRow, evidence: Sequence[Evidence]) -> bool:
    """Whether a question names a missing paper that what was found refers to, and has a word that is nowhere in it."""
    if not {str(piece.ref) for piece in evidence}.intersection((f"{gap.report}::{gap.para}", *gap.also)):
        return False
    name = tuple(stem(word) for word in content_words(_NOUN.split(_LABEL.sub("", gap.what))[0]))
    dated = any(when.year and when.month and _is_of(gap, when.year, when.month) for when in query.dates)
    least = 1 if dated else min(NAMED, len(name))
    if not name or name[-1] not in asked or len(asked.intersection(name)) < least:
        return False
    lexicon = expanded(query.standalone, query.short_forms)
    said = stems(" ".join(_all_of(piece) for piece in evidence))
    return any(not lexicon.stands_in(word, said) for word in asked - {*name})


def _is_of(gap: GapRow, year: int, month: int) -> bool:
    return (gap.when or "").startswith(f"{year}-{month:02}")
