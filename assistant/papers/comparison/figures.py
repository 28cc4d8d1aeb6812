"""Figures and shares in running text: the same thing told with another figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.papers.comparison.sides import Pair, Side, Sides, Told, body_paragraphs, quoting
from assistant.papers.comparison.words import in_common, matter, weight, weights
from assistant.papers.quoting import unlabelled
from assistant.papers.sources import Sources
from ingest.report import Paragraph, is_recommendation_section, quoted_in
from ingest.sentences import sentences

MOST = 12
_FEWEST = 3  # words that two tellings share, besides what most sentences have
_WHOLE = 2  # or fewer, where they are all that one of them says
_ALIKE = 0.6  # of the weight of the words of the shorter
_OF_BOTH = 0.4  # of the weight of the words of the longer
_FIGURES = re.compile(
    r"(?P<share>\d+(?:\.\d+)?\s?(?:%|per ?cent\b))"
    r"|(?P<part>\b\d[\d,]* (?:out )?of (?:the |all )?\d[\d,]*\b)"
    r"|(?P<decimal>(?<![£\d.,])\b\d+\.\d+\b(?!\.\d|%|\s?(?:m|k|bn|million)\b))"
    r"|(?P<count>(?<![£\d.,/–-])\b(?!(?:19|20)\d\d\b)\d[\d,]*\b(?![\d.,/%–-]*\d|%|\s?(?:m|k|bn|million|per ?cent"
    r"|January|February|March"
    r"|April|May|June|July|August|September|October|November|December|working days?|days?|weeks?|months?|years?"
    r"|th|st|nd|rd)\b))"
)
_NO_MEASURE = re.compile(
    r"\b(?:paragraphs?|paras?|appendi(?:x|ces)|sections?|pages?|annex|recs?\.?|recommendations?|tables?|items?|themes?|priority"
    r"|objectives?|actions?|in|by|since|from|until|of)(?:\s+[\d.]+\s+(?:to|and))?\s+$",
    re.I,
)
_ENDS = re.compile(r"(?:[;:]|,? (?:and|but|while|compared with|up from|down from|against))\s", re.I)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A clause with a figure."""

    clause: str
    kind: str
    figures: tuple[str, ...]
    about: frozenset[str]
    paper: str
    paragraph: Paragraph
    sentence: str


def figures(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Tellings of one thing with different figures, in the order of the later side."""
    if not sides.of_one_council:
        return ()
    then, now = (_measured(sources, side) for side in sides.both)
    of = weights([each.about for each in then], [each.about for each in now])
    ranked = []
    for i, one in enumerate(then):
        for j, other in enumerate(now):
            likeness = _likeness(one, other, of)
            if likeness:
                ranked.append(
                    (-likeness, -sides.then.names.index(one.paper), -sides.now.names.index(other.paper), i, j)
                )
    found: list[tuple[int, int]] = []
    for *_, i, j in sorted(ranked):
        if not any(_is_of_one(then[i], then[a]) or _is_of_one(now[j], now[b]) for a, b in found):
            found.append((i, j))
    differ = [(j, i) for i, j in found if set(then[i].figures) != set(now[j].figures)]
    pairs = (_pair(sources, then[i], now[j]) for j, i in sorted(differ))
    return tuple(pair for pair in pairs if pair)[:MOST]


def _is_of_one(one: _Measured, other: _Measured) -> bool:
    """Whether two clauses stand in one sentence or measure one thing: each is told once."""
    return one == other or (one.paper == other.paper and one.clause == other.clause) or one.about == other.about


def _measured(sources: Sources, side: Side) -> list[_Measured]:
    found = []
    for paper, paragraph in body_paragraphs(sources, side):
        asks = is_recommendation_section(paragraph.section)
        if " | " in paragraph.text or asks:
            continue
        for sentence in map(unlabelled, sentences(paragraph.text)):
            found += _of_sentence(paper, paragraph, sentence)
    return found


def _of_sentence(paper: str, paragraph: Paragraph, sentence: str) -> list[_Measured]:
    """The clauses of a sentence that have a figure; a clause that names nothing is part of the one before."""
    pieces: list[str] = []
    start = 0
    for end in (*(match.start() for match in _ENDS.finditer(sentence)), len(sentence)):
        piece = sentence[start:end]
        if pieces and len(matter(piece)) < _FEWEST:
            pieces[-1] = sentence[sentence.find(pieces[-1]) : end]
        else:
            pieces.append(piece)
        start = end
    found = []
    for piece in pieces:
        told_here = [
            (m.lastgroup or "", m[0]) for m in _FIGURES.finditer(piece) if not _NO_MEASURE.search(piece[: m.start()])
        ]
        kinds = dict.fromkeys(kind for kind, _ in told_here)
        about = matter(piece)
        for kind in list(kinds)[:1]:
            values = tuple(value for each, value in told_here if each == kind)
            if values and len(about) >= _WHOLE and quoted_in(sentence, paragraph.text):
                found.append(_Measured(piece, kind, values, about, paper, paragraph, sentence))
    return found


def _likeness(one: _Measured, other: _Measured, of: dict[str, float]) -> float:
    if one.kind != other.kind:
        return 0.0
    shared = one.about & other.about
    is_whole = len(shared) >= _WHOLE and one.kind != "count" and shared in (one.about, other.about)
    if len(shared) < _FEWEST and not (is_whole and in_common(one.clause, other.clause)):
        return 0.0
    both = weight(shared, of)
    mine, theirs = sorted((weight(one.about, of), weight(other.about, of)))
    return both / theirs if mine and both >= _ALIKE * mine and both >= _OF_BOTH * theirs else 0.0


def _pair(sources: Sources, one: _Measured, other: _Measured) -> Pair | None:
    """Both tellings under the words that they share side by side; None where they share none that name a thing."""
    shared = in_common(other.clause, one.clause)
    if not matter(shared):
        return None
    brief = f"then {one.figures[0]}; now {other.figures[0]}" if _is_plain(one, other) else ""
    return Pair(f"“{shared}”", _told(sources, one), _told(sources, other), brief=brief, weight=60)


def _is_plain(one: _Measured, other: _Measured) -> bool:
    return one.kind != "count" and len(one.figures) == len(other.figures) == 1


def _told(sources: Sources, one: _Measured) -> Told:
    return quoting(sources, one.paper, one.paragraph.para, one.sentence)
