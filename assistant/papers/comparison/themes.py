"""Subjects that no typed fact holds: sentences of both sides that speak of one thing, and headings of one side alone.

A wrong pair is worse than none. Two sentences are paired where they share telling words, and either their paragraphs
are each other's nearest or they share two telling words side by side that few sentences have ("average caseload").
What a heading of one side names is said to be silent on the other only where none of its words stands anywhere there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from assistant.papers.comparison.sides import Pair, Side, Sides, Told, body_paragraphs, quoting
from assistant.papers.comparison.words import in_common, matter, told, weight, weights
from assistant.papers.sources import Sources
from assistant.words import content_words, stem, stems
from ingest.report import Kind, Paragraph, is_recommendation_section, normalise

MOST, MOST_ALONE = 12, 3
_NEAREST = 0.32  # cosine of the weighted words of two paragraphs
_NEARER_BY_HEADING = 0.2  # the same under a heading that says more than any paper's does
_LIKE = 0.2  # shared weight of all weight, of two sentences that share two words side by side
_FEWEST = 3  # telling words that both have
_RARE = 3  # sentences of a side that may have two words side by side
_FORMAL = frozenset(
    """access to information background and options reasons for recommendations report summary purpose of the
    introduction implications legal financial finance equality human resources risk management considerations
    consultation undertaken wards affected contact next steps conclusion key officer papers header appendices
    executive detail context council priorities policy framework climate data protection public health rural
    communities young children cared monitoring officer section information about this what needs to improve main
    findings position reason summary overview other service strategy strategies""".split()
)
_OF_MEETINGS = re.compile(
    r"access to information|contact|background papers|declarations?|apologies|attendance|present\b|minutes|header"
)
_NOTHING = re.compile(  # "There are no implications for climate change", "The table below gives …"
    r"\b(?:no|none|not applicable|tables?|(?:set out|listed|shown) (?:below|above|in))\b", re.I
)
_BARE = frozenset(  # words that two sentences may share side by side and speak of other things
    stem(word)
    for word in """social worker workers right time times best interest interests area areas practice soon see impact
    met partly well attend attended average averages account partner partners most vulnerable quality work working good
    significant drift delay delays timely manner harm necessary deliver improvements consistently protection
    although north south east west england english""".split()
)
_SAID_ALREADY = 30  # characters: longer quotes that stand in a sentence have said it


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph with what it is about."""

    paper: str
    paragraph: Paragraph
    about: frozenset[str]
    said: tuple[_Sentence, ...]
    heading: frozenset[str]  # what its heading says; empty where any paper has such a heading, or it is the title


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    about: frozenset[str]
    beside: frozenset[tuple[str, str]]  # telling words that stand side by side


def themes(sources: Sources, sides: Sides, taken: Sequence[str]) -> tuple[Pair, ...]:
    """Sentences on one subject, in the order of the later side; then headings that one side alone has.

    Args:
        taken: words quoted already, which are not quoted again.
    """
    names = _names(sides)
    then, now = (_pieces(sources, side, names) for side in sides.both)
    said = [normalise(each) for each in taken if each]
    pairs: list[tuple[int, Pair]] = []
    for place, found in _likest(then, now):
        if len(pairs) < MOST and (pair := _pair(sources, found, said)):
            pairs.append((place, pair))
            said += [normalise(citation.quote) for citation in pair.citations]
    alone = [Pair(subject, one, None) for subject, one in _alone(sources, sides.then, sides.now, said)]
    alone += [Pair(subject, None, one) for subject, one in _alone(sources, sides.now, sides.then, said)]
    return (*(pair for _, pair in sorted(pairs, key=lambda each: each[0])), *alone)


def _names(sides: Sides) -> frozenset[str]:
    """The stems of the names of councils and committees, which every paragraph may have."""
    headers = [card.header for side in sides.both for card in side.papers]
    return frozenset(word for header in headers for word in stems(f"{header.council} {header.body}"))


def _pieces(sources: Sources, side: Side, names: frozenset[str]) -> list[_Piece]:
    """The paragraphs of running text that say something; no asks, no lists of recommendations, no contacts."""
    found = []
    for paper, paragraph in body_paragraphs(sources, side):
        if not _is_formal(paragraph) and (said := tuple(_sentences(paragraph, names))):
            about = frozenset(word for each in said for word in each.about)
            is_title = normalise(paragraph.section) == normalise(sources.header(paper).title)
            heading = frozenset[str]() if is_title else _telling(paragraph.section)
            found.append(_Piece(paper, paragraph, about, said, heading))
    return found


def _sentences(paragraph: Paragraph, names: frozenset[str]) -> Iterator[_Sentence]:
    for text in told(paragraph):
        about = matter(text) - names
        if len(about) >= 2:
            order = [word for word in map(stem, content_words(text)) if word in about]
            yield _Sentence(text, about, frozenset(pairwise(order)))


def _is_formal(paragraph: Paragraph) -> bool:
    heading = normalise(paragraph.section)
    asks = is_recommendation_section(paragraph.section)
    return asks or "@" in paragraph.text or bool(_OF_MEETINGS.match(heading))


@dataclass(frozen=True, slots=True)
class _Found:
    """Two sentences on one subject, and where they stand."""

    one: _Piece
    other: _Piece
    mine: _Sentence
    theirs: _Sentence


def _likest(then: Sequence[_Piece], now: Sequence[_Piece]) -> list[tuple[int, _Found]]:
    """Pairs of sentences with the place of the later one, the likest first; each paragraph once."""
    of = weights([piece.about for piece in then], [piece.about for piece in now])
    ranked = [*_by_paragraph(then, now, of), *_by_words(then, now, of)]
    done: set[tuple[str, int]] = set()
    found = []
    for _, i, j, mine, theirs in sorted(ranked, key=lambda each: (-each[0], *each[1:3])):
        if not {("then", i), ("now", j)} & done:
            done |= {("then", i), ("now", j)}
            found.append((j, _Found(then[i], now[j], mine, theirs)))
    return found


_Ranked = tuple[float, int, int, _Sentence, _Sentence]


def _by_paragraph(then: Sequence[_Piece], now: Sequence[_Piece], of: dict[str, float]) -> Iterator[_Ranked]:
    """Paragraphs each of which is the other's nearest, by the sentences of them that share most."""
    having: dict[str, list[int]] = {}
    for j, other in enumerate(now):
        for word in other.about:
            having.setdefault(word, []).append(j)
    nearness = {}
    for i, one in enumerate(then):
        shared = Counter(j for word in one.about for j in having.get(word, ()))
        for j in (j for j, count in shared.items() if count >= _FEWEST):
            if near := _nearness(one, now[j], of):
                nearness[i, j] = near
    best: dict[tuple[str, int], float] = {}
    for (i, j), near in nearness.items():
        best["then", i] = max(best.get(("then", i), 0.0), near)
        best["now", j] = max(best.get(("now", j), 0.0), near)
    for (i, j), near in nearness.items():
        if near == best["then", i] == best["now", j]:
            mine, theirs = max(
                ((mine, theirs) for mine in then[i].said for theirs in now[j].said),
                key=lambda each: _share(each[0].about, each[1].about, of),
            )
            if len(mine.about & theirs.about) >= 2:
                yield near, i, j, mine, theirs


def _nearness(one: _Piece, other: _Piece, of: dict[str, float]) -> float:
    """The cosine of two paragraphs' weighted words; 0.0 below the floor."""
    shared = one.about & other.about
    both, mine, theirs = (sum(of[word] ** 2 for word in words) for words in (shared, one.about, other.about))
    cosine = both / sqrt(mine * theirs) if mine and theirs else 0.0
    floor = _NEARER_BY_HEADING if _headings_alike(one, other) else _NEAREST
    return cosine if cosine >= floor else 0.0


def _by_words(then: Sequence[_Piece], now: Sequence[_Piece], of: dict[str, float]) -> Iterator[_Ranked]:
    """Sentences that share two words side by side which few others have, and more besides."""
    having: tuple[dict[tuple[str, str], list[tuple[int, _Sentence]]], ...] = ({}, {})
    for index, pieces in zip(having, (then, now), strict=True):
        for place, piece in enumerate(pieces):
            for sentence in piece.said:
                for beside in sentence.beside:
                    index.setdefault(beside, []).append((place, sentence))
    for beside in having[0].keys() & having[1].keys():
        if max(len(index[beside]) for index in having) <= _RARE:
            for i, mine in having[0][beside]:
                for j, theirs in having[1][beside]:
                    share = _share(mine.about, theirs.about, of)
                    if share >= _LIKE and len(mine.about & theirs.about) >= _FEWEST:
                        yield share, i, j, mine, theirs


def _headings_alike(one: _Piece, other: _Piece) -> bool:
    return bool(one.heading) and one.heading == other.heading


def _telling(heading: str) -> frozenset[str]:
    """What a heading says beyond what any paper's headings say."""
    return matter(" ".join(word for word in normalise(heading).replace("/", " ").split() if word not in _FORMAL))


def _share(mine: frozenset[str], theirs: frozenset[str], of: dict[str, float]) -> float:
    """Shared weight of all weight: Jaccard's likeness, weighted."""
    every = weight(mine | theirs, of)
    return weight(mine & theirs, of) / every if every else 0.0


def _pair(sources: Sources, found: _Found, said: Sequence[str]) -> Pair | None:
    """The two sentences in a row; None where one is quoted already, or no words name what they share."""
    mine, theirs = found.mine.text, found.theirs.text
    subject = _subject(found)
    if not subject or _is_said(mine, said) or _is_said(theirs, said) or normalise(mine) == normalise(theirs):
        return None
    return Pair(subject, _told(sources, found.one, mine), _told(sources, found.other, theirs))


def _is_said(sentence: str, said: Sequence[str]) -> bool:
    words = normalise(sentence)
    return any(words in each or (len(each) > _SAID_ALREADY and each in words) for each in said)


def _subject(found: _Found) -> str:
    """The words that both sentences have, else the heading that both stand under."""
    shared = in_common(found.theirs.text, found.mine.text)
    telling = matter(shared) & found.mine.about
    if telling <= _BARE:
        telling = frozenset()
    more = (found.mine.about & found.theirs.about) - telling
    if len(telling) >= 2 and (more or not _is_a_name(shared)):
        return f"“{shared}”"
    alike = _headings_alike(found.one, found.other)
    return f"“{found.other.paragraph.section}”" if alike else ""


def _is_a_name(words: str) -> bool:
    """Whether words are a name, which two sentences may share and speak of other things."""
    return all(word[:1].isupper() for word in content_words(words))


def _told(sources: Sources, piece: _Piece, sentence: str) -> Told:
    return quoting(sources, piece.paper, piece.paragraph.para, sentence)


def _alone(sources: Sources, side: Side, other: Side, said: Sequence[str]) -> Iterator[tuple[str, Told]]:
    """What headings of one side name and the other has no word of; of inspections, whose headings are fixed, none."""
    everything = frozenset(
        word
        for name in other.names
        for paragraph in sources.report(name).paragraphs
        for word in matter(f"{paragraph.section} {paragraph.text}")
    )
    sections: list[str] = []
    for paper, paragraph in reversed(body_paragraphs(sources, side)):
        telling = _telling(paragraph.section)
        if (
            not telling
            or telling & everything
            or _is_formal(paragraph)
            or sources.header(paper).kind is Kind.INSPECTION
        ):
            continue
        said_of = (each for each in told(paragraph) if matter(each) & telling and not _NOTHING.search(each))
        sentence = next((each for each in said_of if not _is_said(each, said)), "")
        if sentence and paragraph.section not in sections and len(sections) < MOST_ALONE:
            sections.append(paragraph.section)
            yield f"“{paragraph.section}”", quoting(sources, paper, paragraph.para, sentence)
