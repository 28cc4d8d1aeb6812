"""A briefing on minutes: what was decided, which of it is not what was asked for, and what somebody is to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.ledger.decisions import DecisionRow
from assistant.papers.briefing.before import ROUTINE
from assistant.papers.briefing.dates import key_dates
from assistant.papers.briefing.lacking import missing
from assistant.papers.briefing.lines import citations, headed, line
from assistant.papers.briefing.standing import still_open
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import cut
from assistant.papers.rows import is_ask
from ingest.fact import Outcome

_WORDS = {str(Outcome.REJECTED): "not agreed", str(Outcome.AMENDED): "agreed as amended"}
_ACTION = re.compile(r"^\W*actions?(?: point)?(?: \d+)?\s*[:–-]\s*(\S.{9,})$", re.I | re.M)
_AS_ASKED = (Outcome.AGREED, Outcome.NOTED)


def parts_of_minutes(subject: Subject, room: Room) -> tuple[Part, ...]:
    """The parts of a briefing on the minutes of one meeting."""
    rows = [row for row in subject.sources.rows(DecisionRow) if subject.is_own(row.outcome_report or "")]
    rows.sort(key=lambda row: bool(ROUTINE.search(f"{row.outcome_text} {row.about}")))
    decided, otherwise = _decided(subject, rows, room), _otherwise(subject, rows, room)
    told = Told(citations((decided, otherwise)))
    return (
        decided,
        otherwise,
        _actions(subject, room),
        key_dates(subject, Room(min(room.most, 6), room.longest), told),
        missing(subject, room),
        still_open(subject, room),
    )


def _decided(subject: Subject, rows: list[DecisionRow], room: Room) -> Part:
    """Each decision under its item, where the paragraph names that; else under what became of what was asked."""
    lines: dict[tuple[str, str], Line] = {}
    for row in rows:
        words = cut(row.outcome_text, max(room.longest, 200))
        leads = (*(() if is_ask(row) else (row.about,)), _WORDS.get(row.outcome, row.outcome).capitalize())
        new = (
            line(subject.sources, row.outcome_report or "", row.outcome_para or "", words, lead=lead) for lead in leads
        )
        lines.setdefault((row.outcome_para or "", words), subject.fullest(*new))
    most = room.most + 4
    heading = headed("What was decided", len(lines) > most)
    return Part(heading, tuple(lines.values())[:most], "The minutes record no decision.")


def _otherwise(subject: Subject, rows: list[DecisionRow], room: Room) -> Part:
    """Asks of the papers of that meeting that were not simply agreed or noted."""
    own = [row for row in rows if is_ask(row) and row.outcome not in _AS_ASKED]
    lines = tuple(
        line(
            subject.sources,
            row.report,
            row.para,
            cut(row.text, room.longest),
            lead=f"Asked for; {_WORDS.get(str(row.outcome), str(row.outcome))}",
        )
        for row in own[: room.most]
    )
    return Part("What was decided otherwise than asked", lines)


def _actions(subject: Subject, room: Room) -> Part:
    """What the minutes mark as an action, in their order."""
    lines = tuple(_of_action(subject, room))
    return Part(headed("What somebody is to do", len(lines) > room.most), lines[: room.most])


def _of_action(subject: Subject, room: Room) -> Iterator[Line]:
    """One line an action: items of a list are told as such, and not again with the paragraph that holds them."""
    for name in subject.names:
        paragraphs = subject.sources.report(name).paragraphs
        parents = {paragraph.parent for paragraph in paragraphs}
        for paragraph in paragraphs:
            for found in _ACTION.finditer(paragraph.text) if paragraph.para not in parents else ():
                words = cut(found[1], room.longest)
                yield line(subject.sources, name, paragraph.para, words, lead=paragraph.section)
