"""Weighed candidates → numbered `Evidence`, or none. Pure.

Each part of a question keeps its best paragraph, and a second where it bears nearly as well. Of two paragraphs with
nearly the same words the better placed stays. Below the floor nothing is chosen, and silence is the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Candidate, Evidence, Query, Sought
from assistant.bearing import bears, names_holder, names_sum, speaks_of
from assistant.weigh import FLOOR, Weighed, headings, is_only_heading
from assistant.words import stems
from ingest.report import Header, Kind, Paragraph, Ref, normalise

NEAR = 0.92  # a second paragraph is taken when its weight is at least this share of the first's
SAME_WORDS = 0.8  # Jaccard likeness above which two paragraphs say the same
ADDRESSED = 0.5  # of the words that the best side holds: a side with fewer does not address the question
ABLE_AMONG = 5  # how far down a paragraph that can answer is looked for
ALIKE = 0.95  # of the surest council's weight: another council's papers answer as well as that
MOST_READINGS = 3  # councils answered for side by side; where more could be meant, the reader is asked which
MOST = 6  # paragraphs in all


def choose(
    query: Query,
    weighed: Sequence[Sequence[Weighed]],
    headers: Mapping[str, Header],
    siblings: Callable[[Candidate], Sequence[Paragraph]],
) -> tuple[Evidence, ...]:
    """Number the paragraphs to answer from, part by part, best first; of each side that is compared, the best.

    A paragraph without what its part wants (a date for "when") is passed over. Where two items of one list are chosen
    the whole list is, in its order: half a list of recommendations is a wrong answer.

    Args:
        query: as understood.
        weighed: for each of `query.sought`, the candidates, surest first.
        headers: each paper's header by its name.
        siblings: the items of the list that a candidate is an item of, itself among them, in their order.
    """
    chosen: list[Evidence] = []
    most = max((each.said for candidates in weighed for each in candidates[:1]), default=0.0)
    for sought, candidates in zip(query.sought, weighed, strict=True):
        able = [w for w in candidates[:ABLE_AMONG] if _able(w, sought, query, headers[w.candidate.ref.report])]
        best = _by_council(able, headers) if is_open(query) else _best(able, headers)
        if sought.side:
            best = [each for each in best[:1] if each.said >= ADDRESSED * most]
        given = {evidence.ref for evidence in chosen}  # by an earlier part, whose words answer this one too
        for each in best if sought.side else _whole_lists(best, siblings):
            if each.candidate.ref in given:
                continue
            ref, paragraph = each.candidate.ref, each.candidate.paragraph
            header = headers[ref.report]
            chosen.append(Evidence(len(chosen) + 1, ref, paragraph, header, each.sure, sought.part, sought.side))
    return tuple(chosen[:MOST])


def _able(weighed: Weighed, sought: Sought, query: Query, header: Header) -> bool:
    """Whether a paragraph can answer: it has what is wanted, and speaks of the time and the place asked about.

    A heading alone is no answer.

    A date that is a paper's points at that paper; any other must be in the paragraph itself. So must the name of a
    place: what is said of one council is no answer about another.
    """
    paragraph = weighed.candidate.paragraph
    text = paragraph.text
    asked = query.fresh or query.standalone  # not what an earlier question wanted
    sides = (
        not is_only_heading(paragraph),
        bears(sought.wanted, text),
        names_holder(asked, text),
        names_sum(asked, f"{headings(paragraph)} {text}"),  # "£000" heads a column
        bool(query.prefer or sought.side) or speaks_of(query.dates, text, header.as_at),
        len(query.parts) > 1 or all(normalise(place) in normalise(text) for place in query.places),
    )
    return all(sides)


def is_open(query: Query) -> bool:
    """Whether nothing says which council a question is about: no name, no choice, no paper that it points at."""
    return not (query.scope.council or query.scope.reports or query.councils or query.prefer or query.sides)


def readings(query: Query, weighed: Sequence[Sequence[Weighed]], headers: Mapping[str, Header]) -> tuple[str, ...]:
    """The councils whose papers answer a question alike, where nothing says which is meant, the surest first."""
    found = _firsts(weighed[0], headers) if len(weighed) == 1 and is_open(query) else []
    return tuple(headers[w.candidate.ref.report].council for w in found if w.weight >= ALIKE * found[0].weight)


def _firsts(weighed: Sequence[Weighed], headers: Mapping[str, Header]) -> list[Weighed]:
    """The surest of each council above the floor."""
    firsts: dict[str, Weighed] = {}
    for each in weighed:
        if each.sure >= FLOOR:
            firsts.setdefault(headers[each.candidate.ref.report].council, each)
    return list(firsts.values())


def _by_council(weighed: Sequence[Weighed], headers: Mapping[str, Header]) -> list[Weighed]:
    """The surest, and of other councils those that are nearly as sure; of one council alone as `_best`."""
    firsts = _firsts(weighed, headers)
    near = [each for each in firsts if each.weight >= NEAR * firsts[0].weight]
    return near[:MOST_READINGS] if len(near) > 1 else _best(weighed, headers)


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
    """Two items of one list become all its items, where they are few enough to read out; two rows of a table do not."""
    if any(w.candidate.paragraph.cells for w in best):
        return best
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
