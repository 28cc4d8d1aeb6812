"""Candidates → numbered `Evidence`, or none. Pure.

Each part of a question keeps its best paragraph, and a second where it bears nearly as well. Of a family (a paragraph
and its sub-items) one stands for all: the parent where several of its items came in, else the item. Of two paragraphs
with nearly the same words the better placed stays. Below the floor nothing is chosen, and silence is the answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Candidate, Evidence, Query
from assistant.words import content_words, stem, stems
from ingest.report import Header, Paragraph

FLOOR = 0.34  # below this a paragraph does not bear on the question; set on half of the questions, checked on the rest
NEAR = 0.93  # a second paragraph is taken when it is at least this sure, next to the first
SAME_WORDS = 0.8  # Jaccard likeness above which two paragraphs say the same
DEPTH = 12  # how many candidates of each part are weighed
MOST = 6  # paragraphs in all


def choose(
    query: Query,
    found: Sequence[Sequence[Candidate]],
    header: Callable[[str], Header],
    parent: Callable[[Candidate], Paragraph],
) -> tuple[Evidence, ...]:
    """Number the paragraphs to answer from, best first, part by part.

    Args:
        query: as understood.
        found: for each of the query's parts, what the search brought, best first.
        header: a paper's header by its name.
        parent: the paragraph that holds a sub-item.
    """
    chosen: list[Evidence] = []
    for part, (text, candidates) in enumerate(zip(query.parts, found, strict=True)):
        families = _families(candidates[:DEPTH], parent)
        weighed = _weigh(text, families, header)
        for candidate, sure in _best(weighed, {evidence.ref for evidence in chosen}):
            evidence = Evidence(
                len(chosen) + 1, candidate.ref, candidate.paragraph, header(candidate.ref.report), sure, part
            )
            chosen.append(evidence)
    return tuple(chosen[:MOST])


def _families(candidates: Sequence[Candidate], parent: Callable[[Candidate], Paragraph]) -> list[Candidate]:
    """One candidate a family, in order of first appearance, with the best score of its members."""
    members: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        head = candidate.paragraph.parent or candidate.paragraph.para
        members.setdefault((candidate.ref.report, head), []).append(candidate)
    return [_stands_for(family, parent) for family in members.values()]


def _stands_for(family: Sequence[Candidate], parent: Callable[[Candidate], Paragraph]) -> Candidate:
    items = [candidate for candidate in family if candidate.paragraph.parent]
    first = family[0]
    if len(items) < 2 or not first.paragraph.parent:
        return first
    whole = parent(first)
    return Candidate(type(first.ref)(first.ref.report, whole.para), whole, first.score, max(c.cosine for c in family))


def _weigh(
    text: str, candidates: Sequence[Candidate], header: Callable[[str], Header]
) -> list[tuple[Candidate, float]]:
    """Each candidate, surest first: likeness of meaning, share of the words asked for, and place in the ranking."""
    held = {candidate.ref: _held_words(candidate, header(candidate.ref.report)) for candidate in candidates}
    weights = _rarity(text, list(held.values()))
    top = max((candidate.score for candidate in candidates), default=1.0)
    weighed = [(c, _sure(c, coverage(weights, held[c.ref]), top)) for c in candidates]
    return sorted(weighed, key=lambda pair: (-pair[1], pair[0].ref))


def _sure(candidate: Candidate, covered: float, top: float) -> float:
    return 0.35 * max(candidate.cosine, 0.0) + 0.35 * covered + 0.3 * candidate.score / top


def _held_words(candidate: Candidate, header: Header) -> frozenset[str]:
    """The words a paragraph answers for: its own, its section's, and what its header says of the whole paper."""
    dated = header.as_at.strftime("%d %B %b %Y") if header.as_at else ""
    said = (candidate.paragraph.text, candidate.paragraph.section, header.title, header.council, header.body, dated)
    return stems(" ".join(said))


def _rarity(text: str, held: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Weight of each content word of `text`: inverse document frequency over what was found.

    Robertson and Spärck Jones' smoothed form, ln(1 + (N − n + 0.5) / (n + 0.5)): a word none has weighs most.
    """
    asked = [stem(word) for word in content_words(text)]
    counts = Counter(word for words in held for word in set(asked) & words)
    return {word: math.log(1 + (len(held) - counts[word] + 0.5) / (counts[word] + 0.5)) for word in asked}


def coverage(weights: Mapping[str, float], words: frozenset[str]) -> float:
    """Share of the weight of the words asked for that `words` holds, 0 to 1; 0 where nothing is asked for."""
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in words) / total if total else 0.0


def _best(weighed: Sequence[tuple[Candidate, float]], taken: set[object]) -> list[tuple[Candidate, float]]:
    """The surest above the floor that is not taken yet, and a second that is nearly as sure and says something else."""
    above = [(c, sure) for c, sure in weighed if sure >= FLOOR and c.ref not in taken]
    if not above:
        return []
    first = above[0]
    seconds = [(c, s) for c, s in above[1:] if s >= NEAR * first[1] and not _same(c, first[0])]
    return [first, *seconds[:1]]


def _same(one: Candidate, other: Candidate) -> bool:
    mine, yours = stems(one.paragraph.text), stems(other.paragraph.text)
    return len(mine & yours) / max(1, len(mine | yours)) > SAME_WORDS
