"""The story so far in a page: its turning points in the order of time, each with its day and one sentence of a paper.

Inspections with what they judged; what happened, by what it speaks of; bodies set up or ended; what was decided, and
what was asked for where no decision is held; how the recommendations stood; money. Each matter is told once, every year
of which papers are held has a line, and the rest is chosen by weight until the page is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from assistant.ledger.decisions import DecisionRow
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.money import MoneyRow
from assistant.ledger.timeline import TimelineRow
from assistant.papers.borne import day_said
from assistant.papers.handout import Line, Notice, Part
from assistant.papers.onboarding.decided import decided
from assistant.papers.onboarding.judged import judged
from assistant.papers.onboarding.moments import Moment, at_its_paper, chosen, is_of_visit, weight_of
from assistant.papers.onboarding.papers import purpose
from assistant.papers.onboarding.standing import standings
from assistant.papers.quoting import quoted, telling
from assistant.papers.rows import is_ask, visits
from assistant.papers.sources import Sources
from ingest.report import Kind, Ref, written_iso

WORDS = 260  # with its notes, a page in Word
_BODY, _LATEST, _STANDING, _SUM, _PURPOSE = 84, 95, 79, 66, 10
_ENDS = {"disbanded", "established"}  # roles that turn one where they are only planned, as the words then say
_TURNS = {"disbanded", "replaced by", "established", "accountable", "oversees"}  # roles that turn a story
_MEETING = re.compile(r"\b(?:next meeting|date of (?:the )?meeting|meets every)\b", re.I)


def story(sources: Sources) -> Part:
    """What somebody new can tell again. Empty where the papers have nothing to tell."""
    moments = (
        *judged(sources),
        *_events(sources),
        *_bodies(sources),
        *decided(sources),
        *_stood(sources),
        *_sums(sources),
        *_papers(sources),
    )
    years = {str(card.header.as_at.year) for card in sources.cards if card.header.as_at}
    last = sources.cards[-1].name if sources.cards else ""
    lines: tuple[Line | Notice, ...] = tuple(each.line for each in chosen(moments, years, WORDS, last))
    if lines:
        opening = "Turning points, in the papers’ own words. Each line is as the paper cited tells it."
        lines = (Notice(opening, small=True), *lines)
    return Part("The story so far", lines, "The papers held give no date to anything that happened.")


def _events(sources: Sources) -> Iterator[Moment]:
    """What happened on a day, an inspection whose report is held left aside: it has told of itself."""
    held = visits(sources, sources.cards)
    for row in sources.rows(TimelineRow):
        if row.kind != "event" or not row.when or row.para.startswith("header:") or _MEETING.search(row.text):
            continue
        if is_of_visit(row, held) or row.quote.rstrip().endswith(":"):
            continue
        cited = telling(sources, row.report, row.para, row.quote)
        if cited and _has(cited.quote, row.printed) and not _aside(cited.quote, row.printed):
            said = cited.quote
            lead = day_said(sources, cited, row.when, row.until, row.printed)
            if not re.search(r"\b\d{4}\b", lead) and row.as_at:
                lead = f"{lead}, as told on {written_iso(row.as_at)}"
            yield Moment(row.when, lead, said, quoted(said), (cited,), weight_of(said))


def _has(said: str, printed: str) -> bool:
    return printed.split()[-1].casefold().strip(".,;") in said.casefold()


def _aside(said: str, printed: str) -> bool:
    """Whether the day is that of a thing mentioned in passing: "the inspection of March, which…"."""
    words = said.partition(printed)[0]
    return bool(re.search(r",? (?:which|who|that) (?:\w+ ){0,4}$|\binspection (?:of|in) $", words))


def _bodies(sources: Sources) -> Iterator[Moment]:
    """Bodies that came, went or answer for something, as at the paper that says so."""
    told: set[tuple[str, str]] = set()
    decisions = sources.rows(DecisionRow)  # which `decided` tells
    asked = {(row.report, row.para) for row in decisions if is_ask(row) and row.verb != "note"}
    asked |= {(row.outcome_report or "", row.outcome_para or "") for row in decisions}
    for row in sources.rows(GovernanceRow):
        if (row.body, row.role) in told or (row.report, row.para) in asked:
            continue
        proposed = row.standing == "proposed" and row.role not in _ENDS
        if row.role not in _TURNS or proposed or not row.as_at:
            continue
        if cited := telling(sources, row.report, row.para, row.quote):
            told.add((row.body, row.role))
            weight = _BODY + {"replaced by": 3, "accountable": -10, "oversees": -34}.get(row.role, 0)
            yield at_its_paper(row.as_at, cited, weight)


def _stood(sources: Sources) -> Iterator[Moment]:
    """How the recommendations stood, once a paper; the latest weighs most."""
    told = standings(sources)
    for citation in told:
        if day := sources.header(citation.ref.report).as_at:
            yield at_its_paper(day.isoformat(), citation, _LATEST if citation is told[-1] else _STANDING)


def _sums(sources: Sources) -> Iterator[Moment]:
    """Of each paper the largest sum that it calls a total, in its sentence."""
    rows = [row for row in sources.rows(MoneyRow) if row.kind == "stated" and not row.unit and row.as_at]
    for _, own in groupby(rows, key=lambda row: row.report):
        best = max(own, key=lambda row: (row.total, row.amount))
        paragraph = sources.paragraph(Ref(best.report, best.para))
        if paragraph is None or paragraph.cells or not best.total:
            continue
        if cited := telling(sources, best.report, best.para, best.quote):
            yield at_its_paper(str(best.as_at), cited, _SUM)


def _papers(sources: Sources) -> Iterator[Moment]:
    """What a paper is for: told where nothing else is told of its year."""
    for card in sources.cards:
        day = card.header.as_at
        said = purpose(sources, card) if day and card.header.kind is not Kind.INSPECTION else None
        if said and day:
            yield at_its_paper(day.isoformat(), said, _PURPOSE)
