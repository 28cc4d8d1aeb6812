"""What is measured of one answer: pure functions of a case, its outcome and a ruler.

Right, where the papers answer: all expected facts and no forbidden words; a citation for each gold group; quotes that
hold; at most 350 words; half of the citations or more to the point; not declined. Right, where they do not: no
forbidden words, and a decline, or a correction (states partial, false_premise, conflicting) with its facts. `faults`
lists what keeps an answer from being right; an answer is right when there is none.

Every question counts in every mean but one. An answerable one without an answer, or with no citation, has 0 where
another has its share; a crash has 0 everywhere and is not one that declined. Where a measure does not apply to a
question at all (recall, where nothing is to be found; precision, where nothing is cited) it is None, never a number
that stands for none. Quotes are counted, not averaged by question, so that an answer with no quotes neither helps nor
hurts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.answer import State
from evals.cases import Case
from evals.outcome import Outcome, Shown
from evals.ruler import Ruler
from ingest.report import normalise

MOST_WORDS = 350
LEAST_PRECISION = 0.5
DEPTHS = (1, 3, 5, 10)  # how many of the paragraphs found are looked at

_CORRECTED = frozenset({State.PARTIAL, State.FALSE_PREMISE, State.CONFLICTING})


@dataclass(frozen=True, slots=True)
class Measures:
    """One answer measured. Shares are from 0 to 1."""

    id: str
    category: str
    answerable: bool
    crashed: bool
    faults: tuple[str, ...]  # in words; none: the answer is right
    facts: bool
    clean: bool
    declined: bool
    citation_recall: float | None  # None: not answerable
    citation_precision: float | None  # None: not answerable, or nothing is cited that could bear on it
    quotes: int
    quotes_held: int
    quotes_in_place: int  # in the very paragraph cited
    recall: tuple[float, ...]  # at each of DEPTHS; empty: not answerable
    reciprocal_rank: float | None  # None: not answerable
    words: int
    seconds: float | None

    @property
    def right(self) -> bool:
        return not self.faults


def has_facts(case: Case, outcome: Outcome) -> bool:
    """Whether every fact asked for is in the answer."""
    text = normalise(outcome.answer)
    return not outcome.crashed and all(pattern.search(text) for pattern in case.must)


def is_clean(case: Case, outcome: Outcome) -> bool:
    """Whether nothing that would be wrong is in the answer."""
    text = normalise(outcome.answer)
    return not outcome.crashed and not any(pattern.search(text) for pattern in case.must_not)


def group_recall(case: Case, shown: Sequence[Shown], ruler: Ruler) -> float:
    """Share of the gold groups that something shown stands for.

    Subtopic recall (Zhai, Cohen and Lafferty, SIGIR 2003, S-recall at k): a piece of evidence counts once, by
    whichever of its paragraphs it is found.
    """
    return fmean(any(ruler.same(each, ref) for each in shown for ref in group) for group in case.gold_groups)


def citation_precision(case: Case, citations: Sequence[Shown], ruler: Ruler) -> float | None:
    """Share of the citations that bear on the question; None where there is none.

    Citing a title line or a date of meeting that nobody asked for is left out of account: it only says which paper.
    """
    bearing = [any(ruler.same(each, ref) for ref in case.bearing) for each in citations]
    weighed = [
        bears
        for bears, each in zip(bearing, citations, strict=True)
        if bears or not normalise(each.para).startswith("header:")
    ]
    return fmean(weighed) if weighed else None


def reciprocal_rank(case: Case, retrieved: Sequence[Shown], ruler: Ruler) -> float:
    """One over the place, from 1, of the first gold paragraph found; 0 where none is (Voorhees, TREC-8, 1999)."""
    gold = [ref for group in case.gold_groups for ref in group]
    for place, each in enumerate(retrieved, 1):
        if any(ruler.same(each, ref) for ref in gold):
            return 1 / place
    return 0.0


def measure(case: Case, outcome: Outcome, ruler: Ruler, held: Ruler) -> Measures:
    """Measure one answer.

    Args:
        ruler: the paragraphs that gold addresses are held against.
        held: the paragraphs of the library that was asked; the same, unless the question set brings its own.
    """
    found_faults = faults(case, outcome, ruler)
    if outcome.crashed:  # whatever it had in hand when it broke reached nobody
        outcome = Outcome(id=outcome.id, state=outcome.state, seconds=outcome.seconds)
    recall = rank = cited = precision = None
    if case.answerable:
        cited = group_recall(case, outcome.citations, ruler)
        precision = citation_precision(case, outcome.citations, ruler)
        recall = tuple(group_recall(case, outcome.retrieved[:depth], ruler) for depth in DEPTHS)
        rank = reciprocal_rank(case, outcome.retrieved, ruler)
    return Measures(
        id=case.id,
        category=case.category,
        answerable=case.answerable,
        crashed=outcome.crashed,
        faults=found_faults,
        facts=has_facts(case, outcome),
        clean=is_clean(case, outcome),
        declined=outcome.abstained and not outcome.crashed,
        citation_recall=cited,
        citation_precision=precision,
        quotes=len(outcome.citations),
        quotes_held=sum(ruler.quoted(each) for each in outcome.citations),
        quotes_in_place=sum(held.in_place(each) for each in outcome.citations),
        recall=recall or (),
        reciprocal_rank=rank,
        words=len(normalise(outcome.answer).split()),
        seconds=outcome.seconds,
    )


def faults(case: Case, outcome: Outcome, ruler: Ruler) -> tuple[str, ...]:
    """What keeps an answer from being right, in words a reader of the report understands."""
    if outcome.crashed:
        return (f"it crashed: {outcome.answer}",)
    text = normalise(outcome.answer)
    found = [f"it says what is wrong: /{p.pattern}/" for p in case.must_not if p.search(text)]
    missing = [f"a fact is missing: /{p.pattern}/" for p in case.must if not p.search(text)]
    if not case.answerable:
        corrected = outcome.state in _CORRECTED and not missing
        return (*found, *(() if outcome.abstained or corrected else ("it answers what the papers do not say",)))
    if outcome.abstained:
        found.append(f"it declines: {outcome.state.value}")
    uncited = [
        " or ".join(map(str, group))
        for group in case.gold_groups
        if not any(ruler.same(each, ref) for each in outcome.citations for ref in group)
    ]
    loose = [f"the quote is not in its paper: {c.quote!r}" for c in outcome.citations if not ruler.quoted(c)]
    found += [*missing, *(f"not cited: {group}" for group in uncited), *loose]
    if not uncited and (citation_precision(case, outcome.citations, ruler) or 0) < LEAST_PRECISION:
        found.append("most of what it cites does not bear on the question")
    if (length := len(text.split())) > MOST_WORDS:
        found.append(f"it takes {length} words, more than {MOST_WORDS}")
    return tuple(found)
