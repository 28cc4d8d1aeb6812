"""How good a ranking is: pure functions of the ranked names, best first, and of those that are relevant.

Relevance is yes or no. Each is from 0 to 1, and each raises ValueError where nothing is relevant: such a question has
no place in a mean of rankings.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Sequence


def ndcg(ranked: Sequence[Hashable], relevant: Collection[Hashable], depth: int) -> float:
    """Normalised discounted cumulative gain of the first `depth`.

    The sum of 1 / log2(rank + 1) over the ranks, from 1, that hold a relevant one, over the same sum of the best
    ranking there could be: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002, with
    the discount log2(rank + 1) that trec_eval uses.
    """
    _needs(relevant)
    gained = sum(_discounted(rank) for rank, name in enumerate(ranked[:depth], 1) if name in relevant)
    return gained / sum(_discounted(rank) for rank in range(1, min(depth, len(set(relevant))) + 1))


def recall(ranked: Sequence[Hashable], relevant: Collection[Hashable], depth: int) -> float:
    """Share of the relevant ones that are among the first `depth`."""
    _needs(relevant)
    return len(set(ranked[:depth]) & set(relevant)) / len(set(relevant))


def precision(ranked: Sequence[Hashable], relevant: Collection[Hashable], depth: int) -> float:
    """Share of the first `depth` places that hold a relevant one; a place left empty holds none."""
    _needs(relevant)
    return len(set(ranked[:depth]) & set(relevant)) / depth


def first_hit(ranked: Sequence[Hashable], relevant: Collection[Hashable], depth: int) -> float:
    """One over the rank, from 1, of the first relevant one of the first `depth`; 0 where there is none.

    Its mean is the mean reciprocal rank (Voorhees, TREC-8, 1999).
    """
    _needs(relevant)
    return next((1 / rank for rank, name in enumerate(ranked[:depth], 1) if name in relevant), 0.0)


def _discounted(rank: int) -> float:
    return 1 / math.log2(rank + 1)


def _needs(relevant: Collection[Hashable]) -> None:
    if not relevant:
        raise ValueError("nothing is relevant, so that no ranking is good or bad")
