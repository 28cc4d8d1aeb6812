"""Measures of many answers as one page of figures, whole and by category, with the settings that made them.

Every figure is a mean over all the questions it applies to, except citation precision, a mean over the answers that
cite (read it beside citation recall, where an answer that cites nothing has 0), the two on quotes, which are shares of
all the quotes shown, and the words and times, which are a median and percentiles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from evals.metrics import DEPTHS, Measures

Figures = dict[str, float | None]  # None: the set has no question it applies to


@dataclass(frozen=True, slots=True)
class Setting:
    """What figures were made with."""

    encoder: str
    library: str  # digest of the papers held
    questions: str  # digest of the question set
    search: str = "fused"
    home_council: str = ""  # whom "we" and "our" mean
    model: str = ""  # the language model that words answers; "" for none
    reranker: str = ""  # as the settings name it; of a folder its own name; "" for none


@dataclass(frozen=True, slots=True)
class Row:
    """A scorecard, or the part of one that is a category."""

    name: str
    questions: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The figures of one question set."""

    whole: Row
    setting: Setting
    categories: tuple[Row, ...]
    unheld: tuple[str, ...] = ()  # gold addresses that the library does not have

    @property
    def name(self) -> str:
        return self.whole.name


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of the values there are; None where there is none."""
    present = [value for value in values if value is not None]
    return fmean(present) if present else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` of the values do not exceed (nearest rank; Hyndman and Fan's type 1)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def figures(measures: Sequence[Measures]) -> Figures:
    """Every figure of a set of answers."""
    present = [m for m in measures if m.answerable]
    absent = [m for m in measures if not m.answerable]
    quotes = sum(m.quotes for m in measures)
    seconds = [m.seconds for m in measures if m.seconds is not None]
    return {
        "right": mean(m.right for m in measures),
        "right_answerable": mean(m.right for m in present),
        "facts_present": mean(m.facts for m in present),
        "clean": mean(m.clean for m in measures),
        "citation_recall": mean(m.citation_recall for m in present),
        "citation_precision": mean(m.citation_precision for m in present),
        "quotes_held": _share(sum(m.quotes_held for m in measures), quotes),
        "quotes_in_place": _share(sum(m.quotes_in_place for m in measures), quotes),
        "declined_when_absent": mean(m.right for m in absent),
        "declined_when_present": mean(m.declined for m in present),
        **{f"recall@{depth}": mean(m.recall[place] for m in present) for place, depth in enumerate(DEPTHS)},
        "mrr": mean(m.reciprocal_rank for m in present),
        "crashed": mean(m.crashed for m in measures),
        "median_words": float(median(m.words for m in measures)) if measures else None,
        "p50_seconds": percentile(seconds, 0.5),
        "p95_seconds": percentile(seconds, 0.95),
    }


def scorecard(name: str, setting: Setting, measures: Sequence[Measures], unheld: tuple[str, ...] = ()) -> Scorecard:
    """The scorecard of one question set, whole and by category."""
    categories = sorted({m.category for m in measures})
    by_category = [(each, [m for m in measures if m.category == each]) for each in categories]
    rows = tuple(Row(each, len(those), figures(those)) for each, those in by_category)
    return Scorecard(Row(name, len(measures), figures(measures)), setting, rows, unheld)


def printed(name: str, value: float | None) -> str:
    """A figure as a person reads it: a share, a number of words, milliseconds; "–" where there is none."""
    if value is None:
        return "–"
    match name.rpartition("_")[2]:
        case "words":
            return f"{value:.0f}"
        case "seconds":
            return f"{value * 1000:.0f} ms"
        case _:
            return f"{value:.3f}"
