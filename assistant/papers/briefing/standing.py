"""Open recommendations: those of an inspection that the last paper to speak of each calls outstanding or partly met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.briefing.lines import headed
from assistant.papers.briefing.own_standing import stand_here
from assistant.papers.briefing.subject import Room, Subject, latest
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import cut, own_part
from assistant.papers.rows import OPEN
from assistant.words import listed
from ingest.fact import Status
from ingest.report import Ref, quoted_in, written_day

_NUMBERED = re.compile(
    r"\brec(?:ommendation)?s?\.? (\d{1,2}(?:(?:, | and | to )\d{1,2})*)(?=[^.]{0,60}\binspect)", re.I
)
_ANSWERS_ONE = re.compile(r"\b(?:improvement|inspection|ofsted|recommendations?)\b", re.I)
_INSPECTED = re.compile(r"\b(?:recommendations? (?:of|from) the|findings of the) (?:\w+ ){0,4}inspection\b", re.I)
_OF_A_STATUS = 3  # recommendations without number that are told of one by one
_NONE_OPEN = "No paper held says that a recommendation of an inspection is open."
_SHORT = 110  # characters of a recommendation's wording


def still_open(subject: Subject, room: Room) -> Part:
    """One line each, or one line a status where they are many or were last told of by an earlier paper; where there are
    none, what these papers say of recommendations and actions of their own."""
    rows = open_rows(subject)
    own = bool(rows) and all(subject.is_own(row.report) for row in rows)
    lines = tuple(_one(subject, row) for row in rows) if own and len(rows) <= room.most else ()
    here, more = stand_here(subject, room) if not rows else ((), False)
    heading = f"Open recommendations, as at {written_day(subject.day)}" if lines else "Open recommendations"
    heading = f"{heading} and actions" if here else heading
    return Part(headed(heading, more), lines or tuple(_together(subject, rows)) or here, _silence(subject))


def _silence(subject: Subject) -> str:
    """What is said where nothing is told; nothing, where one is open of which these papers do not speak."""
    if _listed(subject):
        return "No paper held says how the recommendations of the latest inspection stand."
    known = latest(subject.sources.rows(TrackerRow))
    untold = any(row.status in OPEN for row in known) or not known
    return "" if untold or not _concerned(subject) else _NONE_OPEN


def open_rows(subject: Subject) -> tuple[TrackerRow, ...]:
    """What was last said of each recommendation that is open, of the inspections spoken of or the latest."""
    rows = _of_interest(subject)
    return tuple(row for row in latest(rows) if row.status in OPEN)


def _of_interest(subject: Subject) -> tuple[TrackerRow, ...]:
    """The rows of the inspections whose recommendations the papers speak of; where they only name some by number, or
    are on an inspection or a plan that answers one, those of the latest."""
    rows = subject.sources.rows(TrackerRow)
    if subject.inspections:
        return tuple(row for row in rows if row.inspection in subject.inspections)
    last = tuple(dict.fromkeys(row.inspection for row in rows))[-1:]
    answered = (row.text for row in subject.sources.rows(DecisionRow) if subject.is_own(row.outcome_report or ""))
    texts = (*(sentence.text for sentence in subject.sentences), *answered)
    numbers = {int(n) for text in texts for said in _NUMBERED.findall(text) for n in re.findall(r"\d+", said)}
    own = tuple(row for row in rows if row.inspection in last)
    if numbers:
        return tuple(row for row in own if row.number in numbers)
    titles = " ".join(card.header.title for card in subject.papers)
    return own if _ANSWERS_ONE.search(titles) or any(_INSPECTED.search(s.text) for s in subject.sentences) else ()


def _concerned(subject: Subject) -> bool:
    """Whether an inspection bears on the papers at all."""
    said = (*(card.header.title for card in subject.papers), *(sentence.text for sentence in subject.sentences))
    return any(_ANSWERS_ONE.search(each) for each in said)


def _listed(subject: Subject) -> bool:
    rows = _of_interest(subject)
    return bool(rows) and all(row.status is Status.NOT_STATED for row in rows)


def _one(subject: Subject, row: TrackerRow) -> Line:
    cited = [_cited(subject, row)]
    words = wording(subject, row)
    if words and _stands(subject, row.report, row.para, words):
        cited = [subject.sources.cite(row.report, row.para, words)]
    if words and not _stands(subject, row.report, row.para, words):
        base = _base(subject, row)
        if base and _stands(subject, base.report, base.para, words):
            cited.append(subject.sources.cite(base.report, base.para, words))
        else:
            words = ""
    said = f": “{words}”" if words else ""
    return Line(f"{row.status}{said}", tuple(cited), lead=named(row))


def _cited(subject: Subject, row: TrackerRow) -> Citation:
    return subject.sources.cite(row.report, row.para, cut(own_part(row.quote), _SHORT))


def named(row: TrackerRow) -> str:
    """What a recommendation is called."""
    return f"Recommendation {row.number}" if row.number else "Recommendation"


def wording(subject: Subject, row: TrackerRow) -> str:
    """A recommendation in few words: the paper's name for it, else the opening of its wording."""
    return cut(row.worded or row.wording, _SHORT)


def _base(subject: Subject, row: TrackerRow) -> TrackerRow | None:
    """The recommendation itself, in the inspection report."""
    own = (each for each in subject.sources.rows(TrackerRow) if each.inspection == row.inspection)
    return next((b for b in own if b.status is Status.NOT_STATED and b.position and b.position == row.position), None)


def _stands(subject: Subject, report: str, para: str, words: str) -> bool:
    paragraph = subject.sources.paragraph(Ref(report, para))
    return paragraph is not None and quoted_in(words, paragraph.text)


def _together(subject: Subject, rows: Sequence[TrackerRow]) -> Iterator[Line]:
    """One line for each status and paper."""
    ordered = sorted(rows, key=lambda row: (row.as_at or "", row.report, OPEN.index(row.status)))
    for (as_at, _, status), group in groupby(ordered, key=lambda row: (row.as_at, row.report, row.status)):
        own = list(group)
        numbers = [str(row.number) for row in sorted(own, key=lambda row: row.number or 0) if row.number]
        cited = tuple(dict.fromkeys(_cited(subject, row) for row in own))
        if not numbers:
            yield from (_one(subject, row) for row in own[:_OF_A_STATUS])
            continue
        which = f"recommendation{'s' if len(numbers) > 1 else ''} {listed(tuple(numbers))}"
        when = f", as at {written_day(date.fromisoformat(as_at))}" if as_at else ""
        yield Line(f"{which}{when}", _one_a_paragraph(cited), lead=str(status).capitalize())


def _one_a_paragraph(cited: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple({citation.ref: citation for citation in reversed(cited)}.values())[::-1]
