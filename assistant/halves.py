"""A question of several halves: what answers each, and that nothing was found where nothing was. Pure.

Each half is answered by itself, so that what one half asks (a name, a date, a sum) is not looked for in another's
words, and what the papers deny in one leaves the other answered. A half after the first is of the same council as those
before it, where nothing says whose it is. What was found for it must be about it: it has the names it carries over,
what it wants counted, how often where that is asked, and some word of what it leans on or a place beside that.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from assistant.answer import Candidate, Evidence, Query, State, Wanted
from assistant.bearing import bears, names_holder, names_sum
from assistant.consult import OF_ITS_OWN, consult, consult_parts
from assistant.consult.said import Consulted
from assistant.desk import Desk
from assistant.lexicon import expanded
from assistant.weigh import Weighed, headings
from assistant.words import content_stems, content_words, stem, stems
from ingest.report import Header, Paragraph, Ref, normalise

SAME = 0.5  # share of a half's own words that words given for an earlier half must have, to answer it too
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently|regularly|many times)\b", re.I)
_OFTEN = re.compile(
    r"\b(?:every|each|per) (?:\w+ )?(?:day|week|fortnight|month|quarter|term|year|meeting)s?\b"
    r"|\b\w*(?:daily|weekly|fortnightly|monthly|quarterly|annual|annually|yearly|termly)\b"
    r"|\b(?:once|twice|times) (?:an?|per|every|each)\b|\b\w+ times (?:in|during|since|between)\b"
    rf"|\bevery (?:{'|'.join(filter(None, month_name))})\b",
    re.I,
)
_POINTS = re.compile(r"\b(?:it|its|them)\b", re.I)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|she|him|her|his|this|that|those|these|ones?|others?|rest|there)\b", re.I
)
_COUNTED = re.compile(r"\bhow many (?P<noun>[a-z][\w'’-]+)", re.I)
_ANYTHING = frozenset("people times ways".split())  # that may be counted under another word
_PAPERS_ASKED = re.compile(r"\b(?:papers?|reports?|appendi\w+|documents?|contact|background)\b", re.I)
_LISTS_PAPERS = re.compile(r"^\W*(?:background (?:papers|documents)|appendices|list of appendices|contact)\b", re.I)


@dataclass(frozen=True, slots=True)
class Half:
    """One of the questions in a question, and what answers it."""

    query: Query  # of it alone
    consulted: tuple[Consulted, ...] = ()
    told: tuple[Evidence, ...] = ()  # what the ledgers' rows rest on
    chosen: tuple[Evidence, ...] = ()  # what the search brought for it, and for no half before it
    like: int | None = None  # the half before it, from 0, with which it falls
    reason: str = ""  # why no paper can answer it, in a sentence; "" where one may

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (*self.told, *self.chosen)

    @property
    def denied(self) -> bool:
        """Whether the papers say that what it takes for granted is not so."""
        return any(said.state is State.FALSE_PREMISE for said in self.consulted)


def consulted_apart(desk: Desk, alone: Sequence[Query]) -> tuple[tuple[Consulted, ...], ...]:
    """What the ledgers say to each half: not what an earlier half asks, where a half has a question of its own.

    Args:
        desk: with the whole question, and `alone` each half of it.
    """
    said = list(consult_parts(desk.query, desk.filled, desk.shelf, desk.opened))
    for at, half in enumerate(alone):
        if said[at] and any(said[:at]) and asks_by_itself(half):
            said[at] = consult(half, half.own_words[0], desk.filled, desk.shelf, desk.opened)
    return tuple(said)


def of_council(
    query: Query,
    weighed: Sequence[Sequence[Weighed]],
    before: Sequence[Half],
    headers: Mapping[str, Header],
    *,
    unnamed: bool,
) -> tuple[tuple[Weighed, ...], ...]:
    """What was found for a half, and is about it.

    Args:
        unnamed: nothing says which council is meant: it is those that the halves before it were answered for.
    """
    councils = {piece.header.council for half in before for piece in half.evidence}
    sections = {_section(piece) for half in before for piece in half.evidence}
    bound = bool(councils) and unnamed
    return tuple(
        tuple(
            each
            for each in found
            if not (bound and headers[each.candidate.ref.report].council not in councils)
            and (
                is_about(query, each.candidate.paragraph)
                and (_section(each.candidate) in sections or has_subject(query, each.candidate.paragraph))
            )
        )
        for found in weighed
    )


def _section(piece: Candidate | Evidence) -> tuple[str, str]:
    """Where a paragraph stands: what follows under one heading is of one thing."""
    return piece.ref.report, piece.paragraph.section


def surest_first(weighed: Iterable[Sequence[Weighed]]) -> list[Weighed]:
    """The surest that each search brought, then the second of each, and so on; each paragraph once."""
    first: dict[Ref, Weighed] = {}
    for best in chain.from_iterable(zip_longest(*weighed)):
        if best:
            first.setdefault(best.candidate.ref, best)
    return list(first.values())


def asks_by_itself(query: Query) -> bool:
    """Whether a half has words enough of its own to be understood, and points back at none before it."""
    own = query.own_words[0]
    return len(content_words(own)) >= OF_ITS_OWN and not _POINTS_BACK.search(own)


def overrules(query: Query, instead: Consulted, chosen: Sequence[Evidence]) -> bool:
    """Whether what would be said instead of what was found for a half of several is said.

    What was found is not thrown away for a paper that is not held: it may answer. What the papers do not agree on is
    told where it is what the half asks.
    """
    if instead.state is State.CONFLICTING:
        subject = stems(" ".join(content_words(instead.lead.rpartition(": ")[2])))
        return subject <= stems(query.parts[0]) and bool(subject & stems(query.own_words[0]))
    return not (chosen and instead.state is State.NOT_HELD)


def is_about(query: Query, paragraph: Paragraph) -> bool:
    """Whether a paragraph can be about a half: it has whom it names, and what it wants counted."""
    own, text = query.own_words[0], f"{headings(paragraph)} {paragraph.text}"
    plain, numbers = normalise(text), stems(text)
    titled = paragraph.para.startswith("header:")
    dated = titled and "date" in paragraph.para.casefold()
    lists = _LISTS_PAPERS.match(paragraph.cells[0].text if paragraph.cells else paragraph.text)
    return (
        all(normalise(name).rpartition(" ")[2] in plain for name in query.names)
        and all(str(number) in numbers for number in query.recommendations)
        and says_how_often(query, (text,))
        and (not dated or query.wanted is Wanted.WHEN or "date" in own.casefold())
        and (not titled or len(content_words(own)) < OF_ITS_OWN or _share(query, text) >= SAME)
        and (not lists or bool(_PAPERS_ASKED.search(own)))
        and _has_counted(query, text)
    )


def says_how_often(query: Query, texts: Iterable[str]) -> bool:
    """Whether one of these texts says how often, where a half asks that; true where it does not."""
    return not _HOW_OFTEN.search(query.own_words[0]) or any(map(_OFTEN.search, texts))


def says_how_many(query: Query, texts: Iterable[str]) -> bool:
    """Whether one of these texts has a number, where a half asks how many; true where it does not."""
    return not _COUNTED.search(query.own_words[0]) or any(bears(Wanted.HOW_MANY, text) for text in texts)


def has_subject(query: Query, paragraph: Paragraph) -> bool:
    """Whether a paragraph has some word of what a half points back at, or a word that papers use for it."""
    if not _POINTS.search(query.own_words[0]):
        return True
    whole, text = query.parts[0], f"{headings(paragraph)} {paragraph.text}"
    carried = content_stems(whole) - content_stems(query.own_words[0])
    lexicon, held = expanded(whole, query.short_forms), stems(text)
    return not carried or any(lexicon.stands_in(word, held) for word in carried)


def _has_counted(query: Query, text: str) -> bool:
    """Where a half asks how many there are of something, whether a text speaks of that, under its word or another."""
    asked = _COUNTED.search(query.own_words[0])
    if asked is None or not content_words(asked["noun"]) or asked["noun"].casefold() in _ANYTHING:
        return True
    return expanded(query.own_words[0], query.short_forms).stands_in(stem(asked["noun"]), stems(text))


def quoted_for(query: Query, pieces: Sequence[Evidence], quotes: Iterable[str]) -> bool:
    """Whether words quoted for an earlier half answer this one: they have what it wants, of what it says itself.

    Args:
        pieces: the paragraphs quoted from, and `quotes` the words.
    """
    own, text = query.own_words[0], " ".join(quotes)
    able = bears(query.wanted, text) and names_holder(own, text) and names_sum(own, text)
    if not able or not any(is_about(query, piece.paragraph) for piece in pieces):
        return False
    if query.wanted is Wanted.WHEN or not content_words(own):
        return query.wanted not in (Wanted.WHAT, Wanted.YES_NO)
    return _share(query, text) >= SAME


def _share(query: Query, text: str) -> float:
    """The share of a half's own words that a text has, or words that papers use for them; 1 where it has none."""
    own = query.own_words[0]
    asked = content_stems(own)
    lexicon, held = expanded(own, query.short_forms), stems(text)
    said = sum(lexicon.stands_in(word, held) for word in asked)
    return said / len(asked) if asked else 1.0


def joined(half: Half, before: Sequence[Half]) -> Half:
    """A half beside those before it: where the papers deny what one takes for granted, what leans on that falls too."""
    denied = next((at for at, other in enumerate(before) if other.denied), None)
    told = bool(half.consulted) and not half.denied
    if denied is None or told or asks_by_itself(half.query):
        return half
    return Half(half.query, like=denied)


def numbered(halves: Sequence[Half]) -> tuple[Half, ...]:
    """The halves with the keys of their evidence from 1, through all of them, and the half each piece answers."""
    done: list[Half] = []
    key = 1
    for part, half in enumerate(halves):
        told = tuple(replace(piece, key=key + at, part=part) for at, piece in enumerate(half.told))
        key += len(told)
        chosen = tuple(replace(piece, key=key + at, part=part) for at, piece in enumerate(half.chosen))
        key += len(chosen)
        done.append(replace(half, told=told, chosen=chosen))
    return tuple(done)
