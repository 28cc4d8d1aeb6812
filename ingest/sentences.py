"""Where a sentence ends in a committee report. Pure; used to cut long paragraphs and to choose what to quote."""

from __future__ import annotations

import re

# A full stop after these does not end a sentence: titles, Latin and the abbreviations committee papers number by.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr cllr cllrs prof st no nos rec recs para paras app e.g i.e etc vs cf s ss p pp".split()
)
LONGEST = 1500  # characters of a piece: no rule has to read more at once
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|;(?=\s)|(?<=\s)(?=[•·▪‣]\s)|(?<=\s)(?P<dash>(?=[–-]\s))|\n")
_DASHED_LIST = re.compile(r":\s+[–-]\s")  # a list that has lost its lines: "are: - one - two"
_IN_RANGE = re.compile(r"[–-]\s+\d")  # "19 April – 8 May"


def sentences(text: str) -> tuple[str, ...]:
    """Cut `text` into sentences and list items, in order; joined with spaces they give its words back.

    A semicolon ends a piece too: committee papers write lists of asks as one sentence. A dash does only where the
    text is a list that has lost its lines; in "Appendix 1 – to follow" and "19 April – 8 May" it opens no item.
    """
    pieces, start = [], 0
    listed = _DASHED_LIST.search(text)
    dashes_from = listed.start() if listed else len(text)
    for end in _END.finditer(text):
        if end["dash"] is not None and (end.start() < dashes_from or _IN_RANGE.match(text, end.start())):
            continue
        if end[0].startswith(".") and _is_abbreviation(text[start : end.start()], text[end.end() :]):
            continue
        pieces.append(text[start : end.end()])
        start = end.end()
    pieces.append(text[start:])
    return tuple(part for piece in pieces if re.search(r"\w", piece) for part in _parts(piece.strip()))


def _parts(piece: str) -> list[str]:
    """A piece of ordinary length as it is; a longer one is a list run together, and is cut between words."""
    parts = []
    while len(piece) > LONGEST:
        cut = piece.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        parts.append(piece[:cut].rstrip())
        piece = piece[cut:].lstrip()
    return [*parts, piece] if piece else parts


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether a full stop between these belongs to the word or number before it: "Cllr. Smith", "1. Approve"."""
    words = before.split()
    last = words[-1].lstrip("([\"'“‘").casefold() if words else ""
    if last in _ABBREVIATIONS or re.fullmatch(r"[a-z]", last):
        return True
    if re.fullmatch(r"\(?[\divx]{1,4}|\d+(\.\d+)+", last) and len(words) == 1:
        return True  # a label at the front of its own piece
    return after.lstrip()[:1].islower()
