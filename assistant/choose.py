"""Candidates → numbered `Evidence`, or none. Pure.

Each part of a question keeps its best paragraph, and a second where it bears nearly as well. Of a family (a paragraph
and its sub-items) one stands for all: the parent where several of its items came in, else the item. Of two paragraphs
with nearly the same words the better placed stays. Below the floor nothing is chosen, and silence is the answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from assistant.answer import Candidate, Evidence, Query, Wanted
from assistant.bearing import bears, names_holder, names_sum, speaks_of
from assistant.lexicon import expanded
from assistant.words import content_words, stem, stems
from ingest.report import Header, Kind, Paragraph, Ref, is_recommendation_section, normalise

FLOOR = 0.11  # of `sure`: below it a paragraph has next to nothing to do with the question
NEAR = 0.85  # a second paragraph is taken when its weight is at least this share of the first's
ELSEWHERE = 0.25  # of the weight, for a paper other than the one pointed at
BARE = 0.5  # of the weight, for a title line that is not asked for
OFF_TOPIC = 0.15  # of the weight, for a paragraph under another heading than papers write of such things under
NO_ASK = 0.25  # of the weight, for a paragraph that asks nothing, where the question is what is asked
SAME_WORDS = 0.8  # Jaccard likeness above which two paragraphs say the same
ABLE_AMONG = 5  # how far down a paragraph that can answer is looked for
MOST = 6  # paragraphs in all


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate held against its part of the question."""

    candidate: Candidate
    sure: float  # 0 to 1: how well it bears on the question, whatever else was found
    weight: float  # 0 to 1: `sure` and its place in the ranking, for putting candidates in order


def weigh(
    query: Query,
    found: Sequence[Sequence[Candidate]],
    headers: Mapping[str, Header],
    parent: Callable[[Candidate], Paragraph],
) -> tuple[tuple[Weighed, ...], ...]:
    """For each of the query's parts its candidates, surest first, one a family.

    Args:
        query: as understood.
        found: for each part, what the search brought, best first.
        headers: each paper's header by its name; a paper that has none here is passed over.
        parent: the paragraph that holds a sub-item.
    """
    return tuple(
        _weigh(part, _families(candidates, parent), query, headers)
        for part, candidates in zip(query.parts, found, strict=True)
    )


def choose(
    query: Query,
    weighed: Sequence[Sequence[Weighed]],
    headers: Mapping[str, Header],
    siblings: Callable[[Candidate], Sequence[Paragraph]],
) -> tuple[Evidence, ...]:
    """Number the paragraphs to answer from, part by part, best first.

    A paragraph without what its part wants (a date for "when") is passed over. Where two items of one list are chosen
    the whole list is, in its order: half a list of recommendations is a wrong answer.

    Args:
        query: as understood.
        weighed: for each of its parts, the candidates, surest first.
        headers: each paper's header by its name.
        siblings: the items of the list that a candidate is an item of, itself among them, in their order.
    """
    wants = query.wants or (query.wanted,) * len(weighed)
    chosen: list[Evidence] = []
    for part, (candidates, wanted) in enumerate(zip(weighed, wants, strict=True)):
        able = [
            w for w in candidates[:ABLE_AMONG] if _able(w.candidate, wanted, query, headers[w.candidate.ref.report])
        ]
        free = [w for w in able if w.candidate.ref not in {evidence.ref for evidence in chosen}]
        for best in _whole_lists(_best(free, headers), siblings):
            ref = best.candidate.ref
            paragraph = best.candidate.paragraph
            chosen.append(Evidence(len(chosen) + 1, ref, paragraph, headers[ref.report], best.sure, part))
    return tuple(chosen[:MOST])


def _able(candidate: Candidate, wanted: Wanted, query: Query, header: Header) -> bool:
    """Whether a paragraph can answer: it has what is wanted, and speaks of the time and the place asked about.

    A date that is a paper's points at that paper; any other must be in the paragraph itself. So must the name of a
    place: what is said of one council is no answer about another.
    """
    text = candidate.paragraph.text
    sides = (
        bears(wanted, text),
        names_holder(query.standalone, text),
        names_sum(query.standalone, f"{_headings(candidate.paragraph)} {text}"),  # "£000" heads a column
        bool(query.prefer) or speaks_of(query.dates, text, header.as_at),
        all(normalise(place) in normalise(text) for place in query.places),
    )
    return all(sides)


def _families(candidates: Sequence[Candidate], parent: Callable[[Candidate], Paragraph]) -> list[Candidate]:
    """One candidate a family, in order of first appearance, with the best score of its members.

    A heading that only gathers items ("Recommendations", a table) is no family: each item has an address of its own,
    which is the better one to cite, and the heading's own block gives way to them.
    """
    gathered = {(c.ref.report, c.paragraph.parent) for c in candidates}
    members: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        head = candidate.paragraph.parent or candidate.paragraph.para
        if head.startswith("section:"):
            if (candidate.ref.report, candidate.ref.para) in gathered:
                continue
            head = candidate.paragraph.para
        members.setdefault((candidate.ref.report, head), []).append(candidate)
    return [_stands_for(family, parent) for family in members.values()]


def _stands_for(family: Sequence[Candidate], parent: Callable[[Candidate], Paragraph]) -> Candidate:
    """The paragraph itself where it came in, or where several of its items did; else the one item."""
    first = family[0]
    items = [candidate for candidate in family if candidate.paragraph.parent]
    if len(items) < 2 or not first.paragraph.parent:
        return first
    whole = parent(first)
    return Candidate(Ref(first.ref.report, whole.para), whole, first.score, max(c.cosine for c in family))


def _weigh(
    part: str, candidates: Sequence[Candidate], query: Query, headers: Mapping[str, Header]
) -> tuple[Weighed, ...]:
    candidates = [c for c in candidates if c.ref.report in headers]  # the rest came in since the headers were read
    held = {candidate.ref: _held_words(candidate, headers[candidate.ref.report]) for candidate in candidates}
    weights = _rarity(part, list(held.values()))
    top = max((candidate.score for candidate in candidates), default=1.0)
    asked = frozenset(weights)
    lexicon = expanded(part)
    topical = {c.ref for c in candidates if lexicon.headings & stems(_headings(c.paragraph))}

    def off(candidate: Candidate) -> bool:
        return bool(topical) and candidate.ref not in topical

    weighed = [
        _weighed(
            c,
            coverage(weights, held[c.ref], lexicon.instead),
            c.score / top,
            kept=_kept(c, asked, query, headers[c.ref.report]) * (1 - OFF_TOPIC if off(c) else 1),
        )
        for c in candidates
    ]
    return tuple(sorted(weighed, key=lambda w: (-w.weight, w.candidate.ref)))


def _headings(paragraph: Paragraph) -> str:
    """All that a paragraph stands under: its section, its label on a cover, the columns of its row."""
    label = paragraph.para.removeprefix("header:") if paragraph.para.startswith("header:") else ""
    return " ".join((paragraph.section, label, *(cell.heading for cell in paragraph.cells)))


def _kept(candidate: Candidate, asked: frozenset[str], query: Query, header: Header) -> float:
    """The share of its weight that a candidate keeps.

    Some is lost by one of another paper than the question points at; by a bare title line ("Improvement plan", under no
    label), which answers only a question that asks for it by name ("which committee"); and, where the question is what
    a committee is asked to do, by what is not among a paper's recommendations.
    """
    elsewhere = bool(query.prefer) and candidate.ref.report not in query.prefer
    label = candidate.ref.para.removeprefix("header:")
    bare = label != candidate.ref.para and not candidate.paragraph.text.startswith(label) and not stems(label) & asked
    ask = header.kind is not Kind.INSPECTION and is_recommendation_section(candidate.paragraph.section)
    kept = 1.0
    for lost, applies in ((ELSEWHERE, elsewhere), (BARE, bare), (NO_ASK, query.asks and not ask)):
        kept *= 1 - lost if applies else 1
    return kept


def _weighed(candidate: Candidate, covered: float, rank: float, *, kept: float) -> Weighed:
    """Likeness of meaning and share of the words asked for, half each; the ranking has three tenths of the weight."""
    sure = (max(candidate.cosine, 0.0) + covered) / 2
    return Weighed(candidate, sure, kept * (0.7 * sure + 0.3 * rank))


def _held_words(candidate: Candidate, header: Header) -> frozenset[str]:
    """The words a paragraph answers for: its own, its section's, and what its header says of the whole paper."""
    dated = header.as_at.strftime("%d %B %b %Y") if header.as_at else ""
    own = (candidate.paragraph.text, candidate.paragraph.section)
    if candidate.paragraph.para.startswith("header:"):
        return stems(" ".join(own))  # a title line must not answer for the paper it stands on
    return stems(" ".join((*own, header.title, header.council, header.body, dated)))


def _rarity(text: str, held: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Weight of each content word of `text`: inverse document frequency over what was found.

    Robertson and Spärck Jones' smoothed form, ln(1 + (N − n + 0.5) / (n + 0.5)): a word none has weighs most.
    """
    asked = [stem(word) for word in content_words(text)]
    counts = Counter(word for words in held for word in set(asked) & words)
    return {word: math.log(1 + (len(held) - counts[word] + 0.5) / (counts[word] + 0.5)) for word in asked}


def coverage(
    weights: Mapping[str, float], words: frozenset[str], instead: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> float:
    """Share of the weight of the words asked for that `words` holds, or a word `instead` of them; 0 to 1.

    0 where nothing is asked for.
    """
    total = sum(weights.values())
    held = (weight for word, weight in weights.items() if word in words or instead.get(word, frozenset()) & words)
    return sum(held) / total if total else 0.0


def _best(weighed: Sequence[Weighed], headers: Mapping[str, Header]) -> list[Weighed]:
    """The surest above the floor, and a second that is nearly as sure, says something else and is of the same sort.

    An inspector's findings are not put beside a committee's papers, nor the other way about: each is another's word.
    """
    above = [w for w in weighed if w.sure >= FLOOR]
    if not above:
        return []
    first = above[0]
    found = _is_inspection(first, headers)
    near = [
        w
        for w in above[1:]
        if w.weight >= NEAR * first.weight
        and not _same(w.candidate, first.candidate)
        and _is_inspection(w, headers) == found
    ]
    return [first, *near[:1]]


def _is_inspection(weighed: Weighed, headers: Mapping[str, Header]) -> bool:
    return headers[weighed.candidate.ref.report].kind is Kind.INSPECTION


def _whole_lists(best: list[Weighed], siblings: Callable[[Candidate], Sequence[Paragraph]]) -> list[Weighed]:
    """Two items of one list become all its items, where they are few enough to read out."""
    lists = {(w.candidate.ref.report, w.candidate.paragraph.parent) for w in best}
    if len(best) < 2 or len(lists) != 1 or not best[0].candidate.paragraph.parent:
        return best
    first = best[0]
    items = siblings(first.candidate)
    if not 2 <= len(items) <= MOST:
        return best
    return [
        replace(first, candidate=replace(first.candidate, ref=Ref(first.candidate.ref.report, p.para), paragraph=p))
        for p in items
    ]


def _same(one: Candidate, other: Candidate) -> bool:
    mine, yours = stems(one.paragraph.text), stems(other.paragraph.text)
    return len(mine & yours) / max(1, len(mine | yours)) > SAME_WORDS
