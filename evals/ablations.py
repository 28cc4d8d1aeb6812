"""What each part of the search is worth: our own question sets asked again with parts of it left out.

Without the ledgers every question is answered from what the search finds. The libraries and the questions are those of
the scorecard, whose own run, with everything, is the last line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieve import Search
from evals.run import examine
from evals.scorecard import Figures
from evals.sets import QuestionSet
from ingest.settings import Settings

SHOWN = ("recall@5", "right")


@dataclass(frozen=True, slots=True)
class Ablation:
    """A way of answering with something left out, and the figures of each question set, in the order of the sets."""

    name: str
    figures: tuple[Figures, ...]


_WAYS = (
    ("dense only", Search.DENSE, False),
    ("lexical only", Search.LEXICAL, False),
    ("fused", Search.FUSED, False),
    ("fused, with ledgers", Search.FUSED, True),
)


def ablate(question_sets: Sequence[QuestionSet], settings: Settings) -> tuple[Ablation, ...]:
    """Ask every set in every way. The libraries are there already."""
    return tuple(
        Ablation(
            name, tuple(examine(each, settings, search, ledgers=ledgers).card.whole.figures for each in question_sets)
        )
        for name, search, ledgers in _WAYS
    )
