"""`python -m evals`: examine the assistant, and exit 1 where a figure has fallen, 2 where something cannot be used."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from assistant.retrieve import Search
from evals.evaluate import evaluate
from ingest.errors import PlanAssistantError
from ingest.settings import Settings

_HERE = Path(__file__).parent


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="plan-assistant eval", description="Run question sets and compare the figures."
    )
    parser.add_argument(
        "questions",
        nargs="*",
        type=Path,
        metavar="QUESTIONS",
        help="JSON Lines, asked of the library in use; none: the sets that come with the program, each with its papers",
    )
    parser.add_argument("--out", type=Path, default=_HERE / "out", help="folder for answers and the report")
    parser.add_argument("--baseline", type=Path, default=_HERE / "baseline.json", help="figures to compare with")
    parser.add_argument("--update-baseline", action="store_true", help="make these figures the baseline")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print the first N that are not right")
    parser.add_argument(
        "--ablation",
        choices=[search.value for search in Search],
        default=Search.FUSED.value,
        help="search by meaning only, by words only, or both (the default), to see what each adds",
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    chosen = arguments().parse_args(argv)
    try:
        return evaluate(
            chosen.questions,
            Settings(),
            chosen.out,
            chosen.baseline,
            update_baseline=chosen.update_baseline,
            failures=chosen.failures,
            search=Search(chosen.ablation),
        )
    except (PlanAssistantError, ValidationError) as problem:
        Console(stderr=True).print(str(problem), soft_wrap=True, markup=False, highlight=False)
        return 2


if __name__ == "__main__":
    sys.exit(main())
