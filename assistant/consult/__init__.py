"""Questions that a ledger answers whole: "which", "how many", "list all". Pure.

The best few passages answer "what does the plan say of X"; they cannot answer "which recommendations are outstanding",
where a row left out is a wrong answer. A question that asks for rows of a ledger is given all of them, each with its
paragraph, council by council. A question that only sounds like one falls through to the search: the forms are narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answer import Query
from assistant.consult import decisions, others, recommendations, roles, standing, sums
from assistant.consult.cover import on_cover
from assistant.consult.headed import under_headings
from assistant.consult.inspected import on_inspections
from assistant.consult.placed import at_paragraph
from assistant.consult.said import Consulted
from assistant.ledger.holdings import Filled
from assistant.when import mentions
from assistant.words import content_words
from ingest.report import Card, Paragraph

FORMS = (*recommendations.FORMS, *standing.FORMS, *decisions.FORMS, *sums.FORMS, *roles.FORMS, *others.FORMS)

LONGEST = 400  # characters of a question that has a form; the longest of those people put to us has 177
OF_ITS_OWN = 2  # content words that a part needs to ask for something by itself: "and on what number?" has one


def consult_parts(
    query: Query,
    filled: Callable[[str], Filled],
    cards: Sequence[Card] = (),
    opened: Callable[[str], Sequence[Paragraph]] = lambda _name: (),
) -> tuple[tuple[Consulted, ...], ...]:
    """What the ledgers say to each part of a question; nothing twice.

    A part that is given what an earlier one was given, and that asks for something else by its own words, was given it
    for the words carried over from that one: it is left to the search.
    """
    parts: list[tuple[Consulted, ...]] = []
    for at, part in enumerate(query.parts):
        own = query.own_words[at] if query.own_words else part
        dates = tuple(when for when in query.dates if when in mentions(own)) if len(query.parts) > 1 else ()
        dated = replace(query, dates=dates or query.dates)
        said = consult(dated, part, filled, cards, opened)
        carried = bool(said) and said in parts and len(content_words(own)) >= OF_ITS_OWN
        parts.append(() if carried and not consult(dated, own, filled, cards, opened) else said)
    return tuple(parts)


def consult(
    query: Query,
    part: str,
    filled: Callable[[str], Filled],
    cards: Sequence[Card] = (),
    opened: Callable[[str], Sequence[Paragraph]] = lambda _name: (),
) -> tuple[Consulted, ...]:
    """What the ledgers say to a part of a question, council by council; nothing where it is no question for them.

    Args:
        query: the question as understood.
        part: the part of it.
        filled: a ledger by its name, within the question's scope.
        cards: the papers within it, and `opened` what one of them holds, by its name: for what stands on a cover.
    """
    own = query.fresh or query.text
    asked = part if query.standalone == own else own  # a form of an earlier question is not asked again
    if max(len(asked), len(part)) > LONGEST:  # forms look all over a question, often again from each of its words
        return ()
    if placed := at_paragraph(query, asked, cards, opened):
        return placed
    if inspected := on_inspections(query, part, cards, opened):
        return inspected
    for form in FORMS:
        if form.pattern.search(asked):
            by_council = groupby(filled(form.ledger).rows, key=lambda row: row.council)
            said = tuple(form.answer(query, asked, tuple(rows)) for _, rows in by_council)
            if found := tuple(consulted for consulted in said if consulted):
                return found
    return under_headings(query, asked, cards, opened) or on_cover(query, asked, cards, opened)
