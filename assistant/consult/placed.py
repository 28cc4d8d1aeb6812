"""Questions that name a paragraph by its number: its words, and no search. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Query
from assistant.bearing import without_label
from assistant.consult.said import Consulted, Quoted
from assistant.words import listed
from ingest.report import Card, Paragraph, Ref, written_day

MOST_WORDS = 150  # of a paragraph; the source has the rest
_ASKED = re.compile(r"\b(?:say|says|said|read|reads|written|what(?:['’]s| is)|show|quote)\b", re.I)


def at_paragraph(
    query: Query, part: str, cards: Sequence[Card], opened: Callable[[str], Sequence[Paragraph]]
) -> tuple[Consulted, ...]:
    """The paragraphs whose numbers a part of a question names, of the one paper it points at; else nothing."""
    card = _paper(query, cards)
    if card is None or not _ASKED.search(part):
        return ()
    rows = tuple(
        Quoted(f"Paragraph {each.para}", Ref(card.name, each.para), _words(each.text))
        for each in opened(card.name)
        if each.para.replace(" ", "") in query.paragraphs
    )
    day = written_day(card.header.as_at)
    return (Consulted(f"The report of {day} says:" if day else "The report says:", rows),) if rows else ()


def no_such_paragraph(query: Query, cards: Sequence[Card], opened: Callable[[str], Sequence[Paragraph]]) -> str:
    """That the paper pointed at has none of the paragraphs named, in a sentence; "" where it has one."""
    card = _paper(query, cards)
    if card is None or not _ASKED.search(query.standalone):
        return ""
    numbers = {each.para.replace(" ", "") for each in opened(card.name)}
    day = written_day(card.header.as_at)
    named = f"The report of {day}" if day else "The report"
    return "" if numbers.intersection(query.paragraphs) else f"{named} has no paragraph {listed(query.paragraphs)}."


def _paper(query: Query, cards: Sequence[Card]) -> Card | None:
    """The one paper that a question which names a paragraph points at; None where it names none, or not one paper."""
    papers = [card for card in cards if card.name in query.prefer] or list(cards)
    return papers[0] if query.paragraphs and len(papers) == 1 else None


def _words(text: str) -> str:
    """A paragraph without its number, cut short where it is very long."""
    words = without_label(text).split()
    return without_label(text) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " …"
