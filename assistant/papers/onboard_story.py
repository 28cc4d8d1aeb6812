"""The story so far in a page: its turning points in the order of time, each with its day and one sentence of a paper.

Inspections with what they judged; what happened, by what it speaks of; bodies set up or ended; what was decided, and
what was asked for where no decision is held; how the recommendations stood; money. Each matter is told once, every year
of which papers are held has a line, and the rest is chosen by weight until the page is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from assistant.answer import When
from assistant.consult.visits import Graded, Visit, grades_of, of_date, visits_of
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.money import MoneyRow
from assistant.ledger.timeline import TimelineRow
from assistant.papers.handout import Line, Notice, Part
from assistant.papers.onboard_moments import Moment, chosen, weight_of
from assistant.papers.onboard_papers import purpose
from assistant.papers.onboard_standing import standings
from assistant.papers.onboard_words import cut, day_said, holds, quoted, telling
from assistant.papers.sources import Sources
from ingest.fact import Outcome
from ingest.report import Kind, Ref, written_iso

WORDS = 430  # of the whole page
_INSPECTION, _BODY, _LATEST, _STANDING, _PURPOSE = 100, 84, 95, 70, 10
_TURNS = {"disbanded", "replaced by", "established", "accountable", "oversees"}  # roles that turn a story
_OF_COURSE = re.compile(r"\bminutes\b|\bcorrect record\b|\bwork programme\b|\bexclusion\b|\bpress and public\b", re.I)
_MEETING = re.compile(r"\b(?:next meeting|date of (?:the )?meeting|meets every)\b", re.I)


def story(sources: Sources) -> Part:
    """What somebody new can tell again. Empty where the papers have nothing to tell."""
    moments = (
        *_inspections(sources),
        *_events(sources),
        *_bodies(sources),
        *_decided(sources),
        *_stood(sources),
        *_sums(sources),
        *_papers(sources),
    )
    years = {str(card.header.as_at.year) for card in sources.cards if card.header.as_at}
    lines: tuple[Line | Notice, ...] = tuple(each.line for each in chosen(moments, years, WORDS))
    if lines:
        lines = (Notice("Turning points, in the papers’ own words. Each is as told by the paper cited.", True), *lines)
    return Part("The story so far", lines, "The papers held give no date to anything that happened.")


def _inspections(sources: Sources) -> Iterator[Moment]:
    """What each inspection judged: overall where that is given, else area by area; and the first of its findings."""
    for visit in _visits(sources):
        grades = grades_of(visit)
        overall = [each for each in grades if each.is_overall][:1]
        shown = overall or list(grades)
        cited = tuple(sources.cite(visit.card.name, each.para, each.quote) for each in shown)
        found = purpose(sources, visit.card, 26)
        day = visit.card.header.as_at
        if not day or not (cited or found):
            continue
        said = " ".join(filter(None, ("; ".join(map(_graded, shown)) + "." if shown else "",)))
        text = f"Inspection report. {said} {quoted(found.quote) if found else ''}"
        places = tuple(dict.fromkeys((*cited, *((found,) if found else ()))))
        yield Moment(day.isoformat(), written_iso(day.isoformat()), text, " ".join(text.split()), places, _INSPECTION)


def _graded(each: Graded) -> str:
    if not each.area:
        return quoted(each.heading or each.quote)
    return f"{each.area[:1].upper()}{each.area[1:]}: {each.grade.casefold()}"


def _visits(sources: Sources) -> tuple[Visit, ...]:
    return visits_of(sources.cards, lambda name: sources.report(name).paragraphs)


def _events(sources: Sources) -> Iterator[Moment]:
    """What happened on a day, an inspection whose report is held left aside: it has told of itself."""
    visits = _visits(sources)
    for row in sources.rows(TimelineRow):
        if row.kind != "event" or not row.when or row.para.startswith("header:") or _MEETING.search(row.text):
            continue
        if _is_of_visit(row, visits):
            continue
        said = telling(sources, row.report, row.para, row.quote)
        if said and _has(said, row.printed) and not _aside(said, row.printed):
            cited = sources.cite(row.report, row.para, said)
            lead = day_said(row.when, row.until, row.printed)
            yield Moment(row.when, lead, said, quoted(said), (cited,), weight_of(said))


def _has(said: str, printed: str) -> bool:
    return printed.split()[-1].casefold().strip(".,;") in said.casefold()


def _aside(said: str, printed: str) -> bool:
    """Whether the day is that of a thing mentioned in passing: "the inspection of March, which…"."""
    words = said.partition(printed)[0]
    return bool(re.search(r",? (?:which|who|that) (?:\w+ ){0,4}$|\binspection (?:of|in) $", words))


def _is_of_visit(row: TimelineRow, visits: tuple[Visit, ...]) -> bool:
    if not re.search(r"\binspect|\bofsted\b|\breport\b.*\bpublished\b", row.text, re.I):
        return False
    return bool(of_date(When(*map(int, row.when.split("-"))), visits))


def _bodies(sources: Sources) -> Iterator[Moment]:
    """Bodies that came, went or answer for something, as at the paper that says so."""
    for row in sources.rows(GovernanceRow):
        if row.role not in _TURNS or row.standing == "proposed" or not row.as_at:
            continue
        said = telling(sources, row.report, row.para, row.quote)
        if said:
            cited = sources.cite(row.report, row.para, said)
            weight = _BODY + {"replaced by": 3, "accountable": -10, "oversees": -34}.get(row.role, 0)
            yield Moment(row.as_at, written_iso(row.as_at), said, quoted(said), (cited,), weight, dated=False)


def _decided(sources: Sources) -> Iterator[Moment]:
    """Decisions on record; and what was asked for with no decision held, of plans and money."""
    for row in sources.rows(DecisionRow):
        if not row.meeting or _OF_COURSE.search(row.text):
            continue
        moment = _decision(sources, row) if row.outcome != Outcome.NOT_HELD else _asked(sources, row)
        if moment:
            yield moment


def _decision(sources: Sources, row: DecisionRow) -> Moment | None:
    weights = {Outcome.REJECTED: 72, Outcome.DEFERRED: 72, Outcome.AMENDED: 68, Outcome.AGREED: 58}
    weight = next((each for outcome, each in weights.items() if row.outcome == outcome), 0)
    if not weight or row.outcome_report is None or row.outcome_para is None:
        return None
    said = cut(row.outcome_quote)
    cited = sources.cite(row.outcome_report, row.outcome_para, said)
    day = written_iso(row.meeting or "")
    text = f"{row.body} ({row.outcome}): {quoted(said)}"
    if not holds(sources, f"{day}: {text}", cited):
        return None
    weight += 20 if re.search(r"\bplan\b|£", said) and row.verb in {"approve", "endorse", "adopt"} else 0
    return Moment(row.meeting or "", day, said, text, (cited,), weight)


def _asked(sources: Sources, row: DecisionRow) -> Moment | None:
    if row.verb not in {"approve", "endorse", "adopt"} or not re.search(r"\bplan\b|£|\bprogramme\b", row.text):
        return None
    said = cut(row.quote)
    cited = sources.cite(row.report, row.para, said)
    day = written_iso(row.meeting or "")
    said = re.sub(r"^[Tt]o ", "", said.rstrip(".;, "))
    asked = quoted(said[:1].lower() + said[1:])
    text = f"{row.body} was asked to {asked}; what it decided is not in the papers held."
    fits = bool(row.body) and holds(sources, f"{day}: {text}", cited)
    weight = 73 if re.search(r"\bplan\b", said) else 62
    return Moment(row.meeting or "", day, said, text, (cited,), weight) if fits else None


def _stood(sources: Sources) -> Iterator[Moment]:
    """How the recommendations stood, once a paper; the latest weighs most."""
    told = standings(sources)
    for at, citation in enumerate(told, 1):
        day = sources.header(citation.ref.report).as_at
        if day:
            weight = _LATEST if at == len(told) else _STANDING
            lead, text = written_iso(day.isoformat()), quoted(citation.quote)
            yield Moment(day.isoformat(), lead, citation.quote, text, (citation,), weight, dated=False)


def _sums(sources: Sources) -> Iterator[Moment]:
    """Of each paper the largest sum that it calls a total, in its sentence."""
    rows = [row for row in sources.rows(MoneyRow) if row.kind == "stated" and not row.unit and row.as_at]
    for _, own in groupby(rows, key=lambda row: row.report):
        best = max(own, key=lambda row: (row.total, row.amount))
        paragraph = sources.paragraph(Ref(best.report, best.para))
        if paragraph is None or paragraph.cells or not best.total:
            continue
        if said := telling(sources, best.report, best.para, best.quote):
            cited = sources.cite(best.report, best.para, said)
            lead = written_iso(str(best.as_at))
            yield Moment(str(best.as_at), lead, said, quoted(said), (cited,), 60, dated=False)


def _papers(sources: Sources) -> Iterator[Moment]:
    """What a paper is for: told where nothing else is told of its year."""
    for card in sources.cards:
        day = card.header.as_at
        said = purpose(sources, card) if day and card.header.kind is not Kind.INSPECTION else None
        if said and day:
            lead = written_iso(day.isoformat())
            yield Moment(day.isoformat(), lead, said.quote, quoted(said.quote), (said,), _PURPOSE, dated=False)
