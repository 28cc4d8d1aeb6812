"""A briefing on an inspection report: what was judged, what is recommended, when it was, and what was judged before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.consult.visits import Visit, grades_of
from assistant.ledger.tracker import TrackerRow
from assistant.papers.briefing.dates import key_dates
from assistant.papers.briefing.lines import headed, line
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import cut, quoted
from assistant.papers.rows import visits
from ingest.fact import Status
from ingest.report import is_recommendation_section, written_day

_SUMMARY = re.compile(r"^\W*executive summary|^\W*summary\W*$", re.I)
_OPENING = re.compile(r"^\W*(?:executive )?summary|^overall|the judgements|what needs|^main findings", re.I)
_FOUND, _JUDGED, _BEFORE = 3, 8, 6


def parts_of_inspection(subject: Subject, room: Room) -> tuple[Part, ...]:
    """The parts of a briefing on one inspection report, or on several of one council and day."""
    judged, recommended = _judged(subject), _recommended(subject, room)
    told = Told(tuple(c for p in (judged, recommended) for x in p.pieces if isinstance(x, Line) for c in x.citations))
    found = _found(subject, room)
    return (
        judged,
        found,
        recommended,
        key_dates(subject, Room(min(room.most, 5), room.longest), told),
        _before(subject),
        _questions(subject),
    )


def _judged(subject: Subject) -> Part:
    lines = (line for visit in visits(subject.sources, subject.papers) for line in _grades(subject, visit))
    return Part("What was judged", tuple(lines)[:_JUDGED], "No judgement is printed on its cover.")


def _grades(subject: Subject, visit: Visit) -> Iterator[Line]:
    """The overall judgement first, which may be a heading, then each area's."""
    for each in grades_of(visit):
        printed = each.quote.strip()[-len(each.grade) :] if each.area and each.grade else ""
        words = printed if printed.casefold() == each.grade else cut(each.quote, 100)
        cited = (subject.sources.cite(visit.card.name, each.para, words),)
        yield Line(quoted(each.heading or words), cited, lead=cut(each.area, 90))


def _found(subject: Subject, room: Room) -> Part:
    """The opening sentences of its summary, or of its first findings."""
    lines = []
    for name in subject.names:
        own = [s for s in subject.sentences if s.report == name and not s.is_cover and len(s.text.split()) > 8]
        own = [s for s in own if not is_recommendation_section(s.section) and not s.said.cell]
        own = [s for s in own if s.text[:1].isupper() and not re.match(r"footnote|about this", s.section, re.I)]
        summary = (
            [s for s in own if _SUMMARY.search(s.section)] or [s for s in own if _OPENING.search(s.section)] or own
        )
        lines += [line(subject.sources, s.report, s.para, cut(s.text, room.longest)) for s in summary[:_FOUND]]
    return Part("What it says first", tuple(lines))


def _recommended(subject: Subject, room: Room) -> Part:
    rows = [r for r in subject.sources.rows(TrackerRow) if subject.is_own(r.report) and r.status is Status.NOT_STATED]
    rows.sort(key=lambda row: not row.priority)
    most = max(room.most + 4, 6)
    lines = tuple(_recommendation(subject, row, room) for row in rows[:most])
    return Part(headed("What it recommends", len(rows) > most), lines, "No recommendation was found in it.")


def _recommendation(subject: Subject, row: TrackerRow, room: Room) -> Line:
    lead = f"Recommendation {row.number}" if row.number else ""
    if row.priority:
        lead = f"{lead or 'Recommendation'}, for priority action"
    return line(subject.sources, row.report, row.para, cut(row.wording, min(room.longest, 150)), lead=lead)


def _questions(subject: Subject) -> Part:
    """Of the recommendations that come first: whose they are, and by when."""
    rows = [r for r in subject.sources.rows(TrackerRow) if subject.is_own(r.report) and r.status is Status.NOT_STATED]
    first = [row for row in rows if row.priority] or rows
    return Part("Questions you could ask", tuple(_question(subject, row) for row in first[:_FOUND]))


def _question(subject: Subject, row: TrackerRow) -> Line:
    words = cut(row.wording, 100).rstrip(".")
    cited = (subject.sources.cite(row.report, row.para, words),)
    if row.number:
        return Line(f"Who answers for recommendation {row.number}, and by when is it to be met?", cited)
    return Line(f"Who answers for this, and by when is it to be met: “{words}”?", cited)


def _before(subject: Subject) -> Part:
    """Judgements of the last inspection of which the report is held."""
    heading = "What was judged before"
    earlier = [card for card in subject.sources.cards if str(card.header.as_at or "9999") < subject.iso]
    graded = [visit for visit in visits(subject.sources, earlier) if grades_of(visit)]
    if not graded:
        return Part(heading, (), "No earlier inspection report of this council is held.")
    day = written_day(graded[-1].card.header.as_at)
    lines = (replace(each, text=f"{each.text}, {day}") for each in _grades(subject, graded[-1]))
    return Part(heading, tuple(lines)[:_BEFORE])
