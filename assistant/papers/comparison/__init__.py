"""The comparison: what two papers say on each subject, side by side; or one council's papers as at two dates.

Subjects that only one side speaks of say so in the other's column. What was due, promised or outstanding on the earlier
side and is not spoken of on the later one stands in a part of its own, before the tables: it is what a reader cannot
find by reading the later paper. Two councils are never held against each other: their columns are headed by council,
no sums are taken from one another, and that one is silent means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Searched, called
from assistant.papers.comparison.bodies import bodies, holders
from assistant.papers.comparison.brief import in_brief, lapsed
from assistant.papers.comparison.dates import dates
from assistant.papers.comparison.decisions import asks, decisions
from assistant.papers.comparison.figures import figures
from assistant.papers.comparison.judgements import judgements
from assistant.papers.comparison.missing import missing
from assistant.papers.comparison.money import money
from assistant.papers.comparison.recommendations import of_two_inspections, recommendations
from assistant.papers.comparison.sides import Pair, Sides, of_dates, of_papers, table
from assistant.papers.comparison.tabled import actions_compared, places_of, risks_compared
from assistant.papers.comparison.themes import themes
from assistant.papers.handout import Chapter, Handout, Notice, Part, Sort, Table
from assistant.papers.sources import Sources
from assistant.words import listed
from ingest.report import Header, Kind

NOTHING = "The papers say nothing that can be set side by side."
_SILENT = (
    "No words on these were found in the later paper. Other papers may have some, and that it is silent does not show"
    " that nothing was done."
)
_SILENT_SINCE = (
    "No words on these were found in the papers up to the later day. That does not show that nothing was done."
)


def comparison(sources: Sources, then: str, now: str, made: date) -> Handout:
    """What two papers say, side by side, the earlier first.

    Args:
        then: the name of one paper.
        now: of the other.

    Raises:
        NotHeld: one of them is not held, or this level may not see it.
    """
    return _handout(sources, of_papers(sources, then, now), made)


def comparison_of_dates(sources: Sources, then: date, now: date, made: date) -> Handout:
    """What the papers of one council say as at two dates, side by side; the scope of the sources has the council."""
    return _handout(sources, of_dates(sources, then, now), made)


def _handout(sources: Sources, sides: Sides, made: date) -> Handout:
    cards = (*sides.then.papers, *sides.now.papers)
    days = [card.header.as_at for card in cards if card.header.as_at]
    return Handout(
        sort=Sort.COMPARISON,
        title=f"{sides.then.called} and {sides.now.called}",
        about=_about(sides),
        as_at=max(days, default=None),
        searched=Searched.of(cards),
        made=made,
        chapters=(Chapter(_parts(sources, sides)),),
    )


def _about(sides: Sides) -> str:
    """Whose papers, and which committees'."""
    cards = (*sides.then.papers, *sides.now.papers)
    councils = tuple(dict.fromkeys(card.header.council for card in cards if card.header.council))
    named = tuple(dict.fromkeys(_named(card.header) for card in cards))
    return ", ".join(filter(None, (listed(councils), "" if sides.by_dates else listed(named))))


def _named(header: Header) -> str:
    return called(header.kind) if header.kind is Kind.INSPECTION else header.body or header.title


def _parts(sources: Sources, sides: Sides) -> tuple[Part, ...]:
    """In brief, what fell silent, then family by family."""
    library = _library(sources)
    asked, decided = asks(sources, sides), decisions(sources, sides)
    standing = recommendations(library, sides)
    told = [*(pair for _, pairs in standing for pair in pairs)]
    who, judged, sums = (each(sources, sides) for each in (bodies, judgements, money))
    acted, risked = actions_compared(sources, sides), risks_compared(sources, sides)
    days = dates(sources, sides, places_of((*acted, *risked)))
    measured, absent = figures(sources, sides), missing(library, sides)
    families = (judged, sums, days, told, acted, risked, tuple(holders(sources, sides)), who, measured, asked)
    taken = [citation.quote for pairs in (*families, decided, absent) for pair in pairs for citation in pair.citations]
    silent = lapsed((*told, *days, *who)) if sides.silence_tells else ()
    tables = (
        ("What the committee is asked", table(asked, sides)),
        ("Decisions recorded", table(decided, sides)),
        ("Recommendations and how each stands", _standing(standing, of_two_inspections(library, sides), sides)),
        ("Actions of the plan and how each stands", table(acted, sides)),
        ("Who is accountable, monitors or scrutinises", table(_rest(who, sides), sides)),
        ("Judgements and grades", table(judged, sides)),
        ("Money", table(sums, sides)),
        ("Risks and how each is scored", table(risked, sides)),
        ("Dates, deadlines and promises", table(_rest(days, sides), sides)),
        ("Figures and shares", table(measured, sides)),
        ("Papers referred to and not held", table(absent, sides)),
        ("Other subjects", table(themes(sources, sides, taken), sides)),
    )
    lead = Part("In short", in_brief(families))
    how = Notice(_SILENT_SINCE if sides.by_dates else _SILENT, small=True)
    fallen = Part("Said then, not addressed now", (how, *silent) if silent else ())
    shown = tuple(Part(heading, pieces) for heading, pieces in tables if pieces)
    return (*(part for part in (lead, fallen) if part.pieces), *shown) or (Part("Side by side", (), NOTHING),)


def _library(sources: Sources) -> Sources:
    """All that this reader may see, for what two papers do not say of themselves: which words a recommendation has in
    the inspection report, and whether a paper that they refer to is held."""
    if not sources.scope.reports:
        return sources
    return Sources(sources.assistant, sources.access, replace(sources.scope, reports=()))


def _rest(pairs: Sequence[Pair], sides: Sides) -> list[Pair]:
    """Those that do not stand among what fell silent."""
    return [pair for pair in pairs if not (pair.lapsed and sides.silence_tells)]


def _standing(told: Sequence[tuple[str, Sequence[Pair]]], of_two: Sequence[Pair], sides: Sides) -> tuple[Table, ...]:
    tables = [each for caption, pairs in told for each in table(_rest(pairs, sides), sides, caption)]
    return (*tables, *table(of_two, sides))
