"""Each of the questions in a question as a `Query` of its own: what one half asks the other does not. Pure.

A half has its own kind of answer, its own dates and names. A date said in one half carries on to the halves after it
that say none, as people mean it; one that asks how things stand now takes no earlier date over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Query, When
from assistant.understand.papers import preferred
from assistant.when import mentions
from ingest.report import Card

_NOW = re.compile(r"\b(?:now|today|currently|at present|at the moment|so far|these days|latest|since then)\b", re.I)
ASKS = re.compile(
    r"\b(?:asked|asking|invited|recommended|requested|expected)\b(?:\s\w+){0,3}\s+to\b|\bsign(?:ing)? off\b"
    r"|\bwhat (?:decisions?|recommendations?) (?:is|are|was|were|does|do|did)\b",
    re.I,
)


def halves_of(query: Query, cards: Sequence[Card]) -> tuple[Query, ...]:
    """A query for each part of a query, in their order; the query itself where it has one part.

    Args:
        query: as understood.
        cards: the papers within its scope.
    """
    if len(query.parts) == 1:
        return (query,)
    return tuple(_half(query, at, cards) for at in range(len(query.parts)))


def _half(query: Query, at: int, cards: Sequence[Card]) -> Query:
    text, own, wanted = query.parts[at], query.own_words[at], query.wants[at]
    anew = at > 0 and _is_of_now(own)
    return replace(
        query,
        standalone=text,
        fresh=own,
        wanted=wanted,
        parts=(text,),
        own_words=(own,),
        wants=(wanted,),
        dates=() if anew else _dates_of(query, at),
        prefer=preferred(own, (), cards) if anew else _pointed_at(query, own, cards),
        names=tuple(name for name in query.names if name in text),
        places=tuple(name for name in query.places if name in text),
        missing=tuple(when for when in query.missing if _is_missed(query, at, when)),
        asks=bool(ASKS.search(text)),
    )


def _dates_of(query: Query, at: int) -> tuple[When, ...]:
    """The dates that a half says, else those of the half before it; what none says came with the conversation."""
    said = [tuple(when for when in query.dates if when in mentions(own)) for own in query.own_words]
    return next(filter(None, reversed(said[: at + 1])), () if any(said) else query.dates)


def _pointed_at(query: Query, own: str, cards: Sequence[Card]) -> tuple[str, ...]:
    """The papers that the question points at, but for the latest where only another half asks how things are now."""
    others = (words for words in query.own_words if words != own and _is_of_now(words))
    elsewhere = not _is_of_now(own) and any(preferred(words, (), cards) == query.prefer for words in others)
    return () if elsewhere else query.prefer


def _is_missed(query: Query, at: int, when: When) -> bool:
    """Whether a half asks about a paper of that date: it names it, or is the first and no other does."""
    named = [when in mentions(own) for own in query.own_words]
    return named[at] or (at == 0 and not any(named))


def _is_of_now(own: str) -> bool:
    return bool(_NOW.search(own)) and not mentions(own)
