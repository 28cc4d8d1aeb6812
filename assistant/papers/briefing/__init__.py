"""A briefing for members: what a councillor with ten minutes before a meeting needs, on two pages at most.

    names → subject → the parts in their order, in as much room as there is → Handout

A report to a committee has the ten parts of a briefing. Minutes and inspection reports have parts of their own: members
read them for what was decided, or judged and recommended. Nothing is summarised: each line is the paper's own words
with a few of ours before them. Where more was left out for want of room the heading says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.papers.briefing.asked import asked
from assistant.papers.briefing.before import decided_before
from assistant.papers.briefing.changed import changed
from assistant.papers.briefing.dates import key_dates
from assistant.papers.briefing.lacking import missing
from assistant.papers.briefing.lines import citations
from assistant.papers.briefing.meeting import meeting_papers
from assistant.papers.briefing.of_inspection import parts_of_inspection
from assistant.papers.briefing.of_minutes import parts_of_minutes
from assistant.papers.briefing.pages import pages, shortened
from assistant.papers.briefing.questions import grown, questions
from assistant.papers.briefing.risks import risks
from assistant.papers.briefing.standing import still_open
from assistant.papers.briefing.subject import Room, Subject, Told, subject_of
from assistant.papers.briefing.sums import money
from assistant.papers.briefing.why import why
from assistant.papers.handout import Chapter, Handout, Line, Part, Sort
from assistant.papers.sources import Sources
from ingest.report import Kind, written_day

__all__ = ["PAGES", "briefing", "meeting_papers"]

PAGES = 1.92  # two, less what the estimate may be out by
_ROOMS = (
    *(Room(8, 240), Room(7, 220), Room(6, 220), Room(6, 190), Room(5, 190), Room(4, 190), Room(4, 160), Room(3, 160)),
    *(Room(3, 140), Room(2, 140), Room(2, 110)),
)


def briefing(sources: Sources, names: Sequence[str], made: date) -> Handout:
    """A briefing on the papers of one meeting, in the most room that still leaves it on two pages.

    Args:
        sources: within the council of the papers, as at the day of the meeting.
        names: of the papers; one, or several of one council and meeting.

    Raises:
        NotHeld: a paper is not held, or this level may not see it.
        QuestionError: no paper is named, or papers of several councils or meetings are.
    """
    subject = subject_of(sources, names)
    asking = grown(subject)
    widest, least = 0, len(_ROOMS) - 1
    while widest < least:  # the most room that fits lies between the two, both included
        between = (widest + least) // 2
        if pages(_drawn(subject, _ROOMS[between], made, asking)) <= PAGES:
            least = between
        else:
            widest = between + 1
    return shortened(_drawn(subject, _ROOMS[least], made, asking), PAGES)


def _drawn(subject: Subject, room: Room, made: date, asking: tuple[Line, ...]) -> Handout:
    header = subject.papers[0].header
    several = len(subject.papers) > 1
    return Handout(
        sort=Sort.BRIEFING,
        title=f"Papers for the meeting of {written_day(subject.day)}" if several else header.title,
        about=", ".join(filter(None, (header.council, header.body, written_day(subject.day)))),
        as_at=subject.day,
        searched=subject.sources.searched,
        made=made,
        chapters=(Chapter(_parts(subject, room, asking)),),
    )


def _parts(subject: Subject, room: Room, asking: tuple[Line, ...]) -> tuple[Part, ...]:
    kinds = {card.header.kind for card in subject.papers}
    if kinds == {Kind.INSPECTION}:
        return parts_of_inspection(subject, room)
    if kinds == {Kind.MINUTES}:
        return (*parts_of_minutes(subject, room), questions(asking, room))
    return (*_of_report(subject, room), questions(asking, room))


def _of_report(subject: Subject, room: Room) -> tuple[Part, ...]:
    """All parts but the questions, each knowing what those before it have quoted."""
    parts = list(asked(subject, room))
    parts.append(why(subject, room, Told(citations(parts))))
    said = Told(citations(parts))  # a key date tells when, in a few words: what money and risks say of it is more
    parts.append(key_dates(subject, room, said))
    parts.append(money(subject, room, said))
    parts.append(risks(subject, room, Told((*said.citations, *citations(parts[-1:])))))
    parts.append(missing(subject, room))
    for build in (decided_before, changed):
        parts.append(build(subject, room, Told(citations(parts))))
    return (*parts, still_open(subject, room))
