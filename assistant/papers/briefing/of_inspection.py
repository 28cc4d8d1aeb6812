"""A briefing on an inspection report: what was judged, what is recommended, when it was, and what was judged before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.ledger.tracker import TrackerRow
from assistant.papers.briefing.dates import key_dates
from assistant.papers.briefing.quoting import cut, headed, line
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.handout import Line, Part
from ingest.fact import Status
from ingest.report import Card, Kind, Paragraph, is_recommendation_section, written_day

_GRADE = re.compile(r"\b(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)\W*$", re.I)
_SUMMARY = re.compile(r"^\W*executive summary|^\W*summary\W*$", re.I)
_OPENING = re.compile(r"^\W*(?:executive )?summary|^overall|the judgements|what needs|^main findings", re.I)
_OVERALL = re.compile(r"\boverall (?:judgement|effectiveness) (?:is|was)\b", re.I)
_FOUND, _JUDGED = 3, 8


def parts_of_inspection(subject: Subject, room: Room) -> tuple[Part, ...]:
    """The parts of a briefing on one inspection report, or on several of one council and day."""
    judged, recommended = _judged(subject, room), _recommended(subject, room)
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


def _judged(subject: Subject, room: Room) -> Part:
    lines = tuple(_judgement(subject, name, p) for name in subject.names for p in _judgements(subject, name))
    lines = tuple(sorted(lines, key=lambda each: not each.lead.casefold().startswith("overall")))
    lines = (*(each for name in subject.names for each in _overall(subject, name)), *lines)
    return Part("What was judged", lines[:_JUDGED], "No judgement is printed on its cover.")


def _overall(subject: Subject, name: str) -> Iterator[Line]:
    """The overall judgement, where it stands in a heading and not among the judgements."""
    if any("overall" in paragraph.para.casefold() for paragraph in _judgements(subject, name)):
        return
    for paragraph in subject.sources.report(name).paragraphs:
        if _OVERALL.search(paragraph.section):
            heading = " ".join(paragraph.section.split())
            yield Line(f"“{heading}”", (subject.sources.cite(name, paragraph.para, cut(paragraph.text, 100)),))
            return


def _judgements(subject: Subject, name: str) -> tuple[Paragraph, ...]:
    return tuple(p for p in subject.sources.report(name).paragraphs if p.para.startswith("header:Judgement/"))


def _judgement(subject: Subject, name: str, paragraph: Paragraph) -> Line:
    area = paragraph.para.removeprefix("header:Judgement/").partition("#")[0]
    grade = _GRADE.search(paragraph.text)
    said = grade[0].strip() if grade else cut(paragraph.text, 100)
    return line(subject.sources, name, paragraph.para, said, lead=cut(area, 90) if area in paragraph.text else "")


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
    """Judgements of the same area by the last inspection of which the report is held."""
    heading = "What was judged before"
    earlier = [
        card
        for card in reversed(subject.sources.cards)
        if card.header.kind is Kind.INSPECTION
        and str(card.header.as_at or "") < subject.iso
        and _judgements(subject, card.name)
    ]
    if not earlier:
        return Part(heading, (), "No earlier inspection report of this council is held.")
    last = earlier[0]
    return Part(heading, tuple(_each_before(subject, last))[:6])


def _each_before(subject: Subject, last: Card) -> Iterator[Line]:
    day = written_day(last.header.as_at)
    for paragraph in _judgements(subject, last.name):
        said = _judgement(subject, last.name, paragraph)
        yield Line(f"{said.text}, {day}", said.citations, lead=said.lead)
