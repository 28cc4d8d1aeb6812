"""Whether a figure that was worked out can be reached from the figures of the paragraphs it cites. Knows no ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from evals.marks import Mark, marks, words
from evals.sources import Source

_MOST = 14  # figures that are added up together: subsets of more are too many
_TIMES = range(1, 11)


def reached(said: str, sources: Sequence[Source]) -> bool:
    """Whether every figure of `said` is a sum or a difference of figures there, or a multiple of one less another."""
    wanted = _figures(marks(words(said)))
    there = _figures(mark for source in sources for mark in source.marks)
    return bool(wanted) and all(_is_reached(value, there) for value in wanted)


def _figures(found: Iterable[Mark]) -> list[Decimal]:
    return list(dict.fromkeys(mark.value for mark in found if isinstance(mark.value, Decimal)))


def _is_reached(value: Decimal, there: Sequence[Decimal]) -> bool:
    few = there[:_MOST]
    differences = {abs(times * one - other) for one in there for other in there for times in _TIMES}
    sums = (sum(own) for size in range(2, len(few) + 1) for own in combinations(few, size))
    return value in differences or any(value == total for total in sums)
