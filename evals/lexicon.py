"""What each entry of the lexicon is worth: `python -m evals.lexicon SET…`, each set asked again without it.

A line an entry: how many more answers are right and how much more is found among the first five with it than without.
An entry with nothing to show on any set is unrewarded, and is to be deleted. It takes a run of every set an entry.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from unittest.mock import patch

from rich.console import Console

from assistant import lexicon
from evals.metrics import DEPTHS
from evals.run import examine
from evals.sets import QuestionSet, fill, question_sets
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class _Score:
    right: int
    found: float  # recall among the first five, of the questions that the papers answer


def worth(sets: Sequence[QuestionSet], settings: Settings) -> None:
    """Print what every entry adds."""
    words, sections = lexicon._lexicon()
    whole = [_score(each, settings) for each in sets]
    data = tomllib.loads(Path(lexicon.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for table, at, entry in [(t, at, e) for t in ("words", "sections") for at, e in enumerate(data[t])]:
        left = (
            tuple(e for n, e in enumerate(words) if (table, at) != ("words", n)),
            tuple(e for n, e in enumerate(sections) if (table, at) != ("sections", n)),
        )
        with patch.object(lexicon, "_lexicon", lambda left=left: left):
            without = [_score(each, settings) for each in sets]
        gains = "  ".join(
            f"{full.right - less.right:+d} {full.found - less.found:+.3f}"
            for full, less in zip(whole, without, strict=True)
        )
        Console().print(f"{gains}  {table}: {entry['said'][0]}")


def _score(each: QuestionSet, settings: Settings) -> _Score:
    settings = settings.model_copy(update={"library": each.library})
    measured = [examined.measures for examined in examine(each, settings).examined]
    found = [m.recall[DEPTHS.index(5)] for m in measured if m.recall]
    return _Score(sum(m.right for m in measured), fmean(found) if found else 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description="What each entry of the lexicon adds.")
    parser.add_argument("sets", nargs="*", type=Path, help="question sets; our own where none is named")
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parent / "out", help="where libraries of our own sets are kept"
    )
    chosen = parser.parse_args()
    settings = Settings.model_validate({})
    sets = question_sets(chosen.sets, settings, chosen.out)
    for each in sets:
        fill(each, settings, Console())
    worth(sets, settings)


if __name__ == "__main__":
    main()
