"""What members are asked to decide: every ask of the papers in its own words, its verb before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.papers.briefing.lines import line
from assistant.papers.briefing.subject import Room, Subject
from assistant.papers.handout import Line, Notice, Part, Piece
from assistant.papers.quoting import cut, tidy
from assistant.words import listed
from ingest.fact import Outcome
from ingest.wording.verbs import leading_verb

HEADING = "What you are asked to decide"
_MOST, _LONGEST = 12, 420  # asks of one paper, and characters of one: they are what the meeting is for
_OPENING = re.compile(r"^(?:that\s+|to\s+)?(?P<verb>[A-Za-z]+)\s+", re.I)
_TICKED = re.compile(r"(\w[\w ]*?)\s*\[x\]", re.I)
_SORTS = re.compile(r"\b(?:information|discussion|decision|noting|approval|consultation|assurance)\b[^\[]*\[", re.I)


def asked(subject: Subject, room: Room) -> tuple[Part, ...]:
    """What each paper asks, under its title where there are several."""
    several = len(subject.papers) > 1
    parts = []
    for paper in subject.papers:
        rows = [row for row in subject.asks if row.report == paper.name]
        lines = tuple(_ask(subject, row, room) for row in rows[:_MOST])
        heading = f"{HEADING}: {paper.header.title}" if several else HEADING
        covers = (
            Line(listed(tuple(f"“{each}”" for each in sheet.ticked)), (sheet.cited,), lead="Marked on its cover for")
            for sheet in marked(subject, paper.name)
        )
        pieces: tuple[Piece, ...] = (*covers, *lines, *_notices(rows))
        parts.append(Part(heading, pieces, "The paper asks its committee for no decision."))
    return tuple(parts)


def _ask(subject: Subject, row: DecisionRow, room: Room) -> Line:
    words = tidy(row.text)
    opening = _OPENING.match(words)
    if opening and leading_verb(opening["verb"], listed=True) == row.verb:
        words = words[opening.end() :]
    words = cut(words, min(_LONGEST, 2 * room.longest))
    return line(subject.sources, row.report, row.para, words, lead=row.verb.capitalize())


@dataclass(frozen=True, slots=True)
class Marked:
    """A row of a cover sheet that says what a paper is for."""

    ticked: tuple[str, ...]
    cited: Citation


def marked(subject: Subject, name: str) -> Iterator[Marked]:
    """What the cover sheet says a paper is for, where that is ticked."""
    for paragraph in subject.sources.report(name).paragraphs:
        if not paragraph.para.startswith("header:") or not _SORTS.search(paragraph.text):
            continue
        label = paragraph.para.removeprefix("header:").partition("#")[0]
        boxes = paragraph.text.removeprefix(label).lstrip(" :?")
        if 0 < len(ticked := _TICKED.findall(boxes)) <= 3:
            yield Marked(tuple(ticked), subject.sources.cite(name, paragraph.para, boxes))


def _notices(rows: list[DecisionRow]) -> Iterator[Notice]:
    if len(rows) > _MOST:
        yield Notice("More is asked in the paper.", small=True)
    if any(row.outcome != Outcome.NOT_HELD for row in rows):
        yield Notice("Minutes of this meeting are held: they say what was decided.", small=True)
