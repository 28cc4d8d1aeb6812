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
from ingest.errors import PlanAssistantError, SettingsError
from ingest.settings import Settings

_HERE = Path(__file__).parent
_ABOUT = """Ask question sets, print the scorecard, and compare it with the baseline.

Exit status: 0 no figure fell, 1 a figure fell beyond its tolerance (it is named, with what it was and what it is),
2 something could not be used."""
_QUESTIONS = """JSON Lines with what is expected of each answer, asked of the library in use. None given: the questions
that come with the program, over corpus/papers, and those of PLAN_ASSISTANT_REFERENCE where that is set, each set with
its papers in a library of its own"""


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="plan-assistant eval", description=_ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", nargs="*", type=Path, metavar="QUESTIONS", help=_QUESTIONS)
    parser.add_argument(
        "--library", type=Path, metavar="FOLDER", help="the library in use, for QUESTIONS that are named (.library)"
    )
    out = parser.add_argument("--out", type=Path, metavar="FOLDER", default=_HERE / "out")
    out.help = "folder for the answers, the report to read (report.html) and the libraries (evals/out)"
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        default=_HERE / "baseline.json",
        help="figures to compare with, and the settings that made them (evals/baseline.json)",
    )
    parser.add_argument("--update-baseline", action="store_true", help="make these figures the baseline; exits 0")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print the first N that are not right")
    parser.add_argument(
        "--search",
        type=Search,
        choices=list(Search),
        default=Search.FUSED,
        help="find by meaning only (dense), by words only (lexical), or by both (fused), to see what each adds (fused)",
    )
    parser.add_argument(
        "--ablations", action="store_true", help="ask the questions again with parts of the search left out"
    )
    parser.add_argument(
        "--leave-one-out",
        action="store_true",
        help="ask again each question of our own sets without its only paper: it should be declined",
    )
    parser.add_argument(
        "--bench",
        action="store_true",
        help="search and ask the public sets of PLAN_ASSISTANT_REFERENCE too; the first time, that takes many minutes",
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    chosen = arguments().parse_args(argv)
    try:
        return evaluate(
            chosen.questions,
            _settings(chosen.library),
            chosen.out,
            chosen.baseline,
            update_baseline=chosen.update_baseline,
            failures=chosen.failures,
            search=chosen.search,
            ablations=chosen.ablations,
            leave_out=chosen.leave_one_out,
            bench=chosen.bench,
        )
    except PlanAssistantError as problem:
        Console(stderr=True).print(f"plan-assistant: {problem}", soft_wrap=True, markup=False, highlight=False)
        return 2


def _settings(library: Path | None) -> Settings:
    """What the environment says, and the library named before that."""
    try:
        return Settings.model_validate({} if library is None else {"library": library})
    except ValidationError as problem:
        fault = problem.errors()[0]
        name = "PLAN_ASSISTANT_" + "_".join(map(str, fault["loc"])).upper()
        raise SettingsError(f"The setting {name} is {fault['input']!r}: {fault['msg'].lower()}.") from problem


if __name__ == "__main__":
    sys.exit(main())
