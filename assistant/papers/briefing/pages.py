"""How many A4 pages a briefing takes when it is drawn in letters of 10.5 points with notes at the foot. Pure.

An estimate, fitted to briefings drawn in Word and turned into pages: it is within a tenth of a page of them, so what
is to take two pages is held to a tenth less. A paragraph cited again is one note; a note has the words relied on where
they do not stand in the line.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from assistant.papers.briefing.lines import headed
from assistant.papers.handout import Handout, Line, Notice, Part, Piece
from ingest.report import quoted_in

_PAGE = 728.0  # points of height between the margins
_LINE, _NOTE, _SMALL = 13.0, 12.2, 13.0  # points from one line to the next: text, a note, small letters
_ACROSS, _NOTE_ACROSS = 96, 126  # characters in a line of each
_HEAD, _HEADING, _BETWEEN = 95.0, 38.0, 1.0  # title and what stands under it; a heading; after a line
_KEPT = 2  # dates that stay longer than other lines
_LONGEST_NOTE = 260  # characters of the words relied on in a note


def pages(handout: Handout) -> float:
    """A4 pages."""
    parts = [part for chapter in handout.chapters for part in chapter.parts if part.pieces or part.empty]
    text = sum(_height(piece) for piece in handout.pieces)
    text += sum(_LINE + _BETWEEN for part in parts if not part.pieces)
    notes = sum(ceil(len(note) / _NOTE_ACROSS) * _NOTE for note in _notes(handout))
    return (_HEAD + len(parts) * _HEADING + text + notes) / _PAGE


def shortened(handout: Handout, most: float) -> Handout:
    """A handout of at most so many pages: the part with the most lines loses its last, and says so, until it fits.

    The asks are the first part and what the meeting is for: they are cut only when every other part has one line.
    """
    while pages(handout) > most:
        parts = handout.chapters[0].parts
        longest = max(range(len(parts)), key=lambda at: (at > 0 and _lines(parts[at]) > 1, _lines(parts[at]), at))
        if _lines(parts[longest]) < 2:
            return handout
        cut = tuple(_less(part) if at == longest else part for at, part in enumerate(parts))
        handout = replace(handout, chapters=(replace(handout.chapters[0], parts=cut),))
    return handout


def _lines(part: Part) -> int:
    """How many lines a part could lose before it is told less than the others."""
    lines = sum(isinstance(piece, Line) for piece in part.pieces)
    return lines - _KEPT if part.heading.startswith("Key dates") else lines


def _less(part: Part) -> Part:
    """A part without its last line, which its heading says; questions that are not put are not missed."""
    at = max(at for at, piece in enumerate(part.pieces) if isinstance(piece, Line))
    heading = part.heading if part.heading.startswith("Questions") else headed(part.heading, more=True)
    return replace(part, heading=heading, pieces=(*part.pieces[:at], *part.pieces[at + 1 :]))


def _height(piece: Piece) -> float:
    if isinstance(piece, Line):
        return ceil(len(piece.said) / _ACROSS) * _LINE + _BETWEEN
    return _SMALL + _BETWEEN if isinstance(piece, Notice) else 0.0


def _notes(handout: Handout) -> set[str]:
    """The notes: where each paragraph stands, the title of its paper at the first, and words not to be read above."""
    found, named = set(), set()
    for each in handout.citing:
        for citation in each.citations:
            title = "" if citation.ref.report in named else citation.ref.report
            named.add(citation.ref.report)
            hidden = "" if quoted_in(citation.quote, each.said) else citation.quote[:_LONGEST_NOTE]
            found.add(f"00 {citation.printed}{title}{hidden}")
    return found
