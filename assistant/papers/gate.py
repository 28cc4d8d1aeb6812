"""What of a handout holds: the gate of every answer, put to each line and row of it. What does not hold is left out.

A line is held to the names, days and figures of the paragraphs it cites, and its quotation marks to their words; what
is marked calculated, to their names and days. What a language model wrote has passed the stricter gate already, when
the answer was given, and is held to this one besides. A notice cites nothing, and may name only what was asked or
searched, and the days of the papers cited.

A part says that the papers are silent only where nothing was found to say. Where something was found and did not hold,
it says that instead.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Citation, Query, Searched, Statement, Wanted
from assistant.papers.borne import evidence_of
from assistant.papers.handout import Chapter, Handout, Line, Notice, Part, Piece, Row, Table
from assistant.papers.sources import Sources
from assistant.trace import Dropped
from assistant.verify import verify
from assistant.verify.quoting import joining_fault
from ingest.report import Scope, written_day

FALLEN = "What was found on this is left out: the paragraphs cited do not bear out what was to be said."


def held(handout: Handout, sources: Sources, asked: str = "") -> tuple[Handout, tuple[Dropped, ...]]:
    """A handout with what holds of it, and what does not, each with the reason.

    Args:
        asked: the questions that it answers: their names and figures are repeated, not asserted.
    """
    query = _query(asked)
    said = {each: _statement(each.said, each.citations, calculated=each.calculated) for each in handout.citing}
    evidence = evidence_of(handout.citations, sources)
    kept, dropped = verify(query, tuple(said.values()), evidence)
    standing = set(kept)
    silent, unfounded = _notices(handout, "\n".join((asked, *(written_day(piece.header.as_at) for piece in evidence))))
    good = {each for each, statement in said.items() if statement in standing}
    chapters = tuple(
        replace(chapter, parts=tuple(_part(part, good, silent) for part in chapter.parts))
        for chapter in handout.chapters
    )
    fallen = (*dropped, *unfounded)
    return replace(handout, chapters=tuple(map(_without_empty, chapters)), left_out=len(fallen)), fallen


def _query(asked: str) -> Query:
    return Query(asked, asked, Scope(), Wanted.WHAT, (asked,))


def _statement(text: str, citations: tuple[Citation, ...], *, calculated: bool = False) -> Statement:
    return Statement(text, citations, calculated=calculated, sums_up=True)


def _notices(handout: Handout, known: str) -> tuple[set[Notice], tuple[Dropped, ...]]:
    """The notices that name nothing but what was asked, searched or cited by its date, and those that do."""
    days = written_day(handout.as_at)
    query = _query("\n".join((known, days, _names(handout.searched), handout.title, handout.about)))
    notices = {piece for piece in handout.pieces if isinstance(piece, Notice)}
    faults = {notice: joining_fault(query, _statement(notice.text, ()), ()) for notice in notices}
    dropped = tuple(Dropped(_statement(notice.text, ()), fault) for notice, fault in faults.items() if fault)
    return {notice for notice, fault in faults.items() if not fault}, dropped


def _names(searched: Searched) -> str:
    days = (written_day(searched.earliest), written_day(searched.latest))
    return "\n".join((str(searched.reports), *searched.councils, *searched.bodies, *days))


def _part(part: Part, good: set[Line | Row], notices: set[Notice]) -> Part:
    pieces = tuple(kept for piece in part.pieces if (kept := _piece(piece, good, notices)))
    return replace(part, pieces=pieces, empty=FALLEN if part.empty and part.pieces and not pieces else part.empty)


def _piece(piece: Piece, good: set[Line | Row], notices: set[Notice]) -> Piece | None:
    """A piece with what holds of it; None where nothing does."""
    if isinstance(piece, Table):
        rows = tuple(row for row in piece.rows if row in good)
        return replace(piece, rows=rows) if rows else None
    if isinstance(piece, Line):
        return piece if piece in good else None
    return None if isinstance(piece, Notice) and piece not in notices else piece


def _without_empty(chapter: Chapter) -> Chapter:
    """A chapter without the parts of which nothing is left and nothing is to be said."""
    return replace(chapter, parts=tuple(part for part in chapter.parts if part.pieces or part.empty))
