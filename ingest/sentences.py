"""Where a sentence ends in a committee report. Pure; used to cut long paragraphs and to choose what to quote."""

from __future__ import annotations

import re

# A full stop after these does not end a sentence: titles, Latin and the abbreviations committee papers number by.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr cllr cllrs prof st no nos rec recs para paras app e.g i.e etc vs cf s ss p pp".split()
)
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|;(?=\s)|(?<=\s)(?=[•–·▪‣-]\s)|\n")


def sentences(text: str) -> tuple[str, ...]:
    """Cut `text` into sentences and list items, in order; joined with spaces they give its words back.

    A semicolon ends a piece too: committee papers write lists of asks as one sentence.
    """
    pieces, start = [], 0
    for end in _END.finditer(text):
        if end[0].startswith(".") and _is_abbreviation(text[start : end.start()], text[end.end() :]):
            continue
        pieces.append(text[start : end.end()])
        start = end.end()
    pieces.append(text[start:])
    return tuple(piece.strip() for piece in pieces if re.search(r"\w", piece))


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether a full stop between these belongs to the word or number before it: "Cllr. Smith", "1. Approve"."""
    words = before.split()
    last = words[-1].lstrip("([\"'“‘").casefold() if words else ""
    if last in _ABBREVIATIONS or re.fullmatch(r"[a-z]", last):
        return True
    if re.fullmatch(r"\(?[\divx]{1,4}|\d+(\.\d+)+", last) and len(words) == 1:
        return True  # a label at the front of its own piece
    return after.lstrip()[:1].islower()
