"""`python -m evals.speed`: how long things take on this machine, and how much memory. Figures, no judgement.

What a person waits for is measured as a person meets it: filling a library and asking from a cold process are programs
of their own, timed from start to end. A child's peak memory begins at its parent's (the kernel carries the high-water
mark over `exec`), so nothing heavy is imported here before the children have run; that is why the imports of the last
measurement stand inside it. Unix only: `os.wait4`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

_HERE = Path(__file__).parent
_COLD_QUESTION = "What are we asked to agree?"
_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10  # in the unit of ru_maxrss: bytes there, KiB elsewhere


@dataclass(frozen=True, slots=True)
class Child:
    """A program run to its end. `peak` is the largest resident size of it or of any child of its own, in MB."""

    seconds: float
    peak: float
    status: int


def run(arguments: Sequence[str], library: Path) -> Child:
    """Run one of the program's commands against a library, its output thrown away."""
    environment = os.environ | {"PLAN_ASSISTANT_LIBRARY": str(library)}
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Child(perf_counter() - started, usage.ru_maxrss / _MEGABYTE, process.returncode)


def warm(questions: Path, library: Path) -> list[float]:
    """Seconds for each question of a set, in one process that has answered before; those that fail are left out."""
    from assistant.answer import Question
    from assistant.ask import Assistant
    from assistant.batch import read_questions
    from ingest.errors import QuestionError
    from ingest.settings import Settings

    asked = [line.asked() for line in read_questions(questions)]
    assistant = Assistant(Settings.model_validate({"library": library}))

    def seconds(question: Question) -> list[float]:
        try:
            return [assistant.trace(question).seconds]
        except QuestionError:
            return []

    try:
        for question in asked[:3]:
            seconds(question)
        return [each for question in asked for each in seconds(question)]
    finally:
        assistant.close()


def facts_of_papers(library: Path) -> list[float]:
    """Seconds for finding the facts of each paper held: the part of filling that the ledgers cost."""
    from ingest.facts import stated
    from ingest.report import Access
    from ingest.store import Reader

    with Reader(library, Access.EXEMPT) as reader:
        reports = [reader.report(card.name) for card in reader.cards()]
    return [_timed(partial(stated, report)) for report in reports]


def ledgers_filled(library: Path) -> list[float]:
    """Seconds for filling each ledger over the whole library, the second time."""
    from assistant.ledger.filling import fill
    from assistant.ledger.kinds import LEDGERS
    from ingest.report import Access, Scope
    from ingest.store import Reader

    with Reader(library, Access.EXEMPT) as reader:
        for ledger in LEDGERS:
            fill(ledger, reader, Scope())
        return [_timed(partial(fill, ledger, reader, Scope())) for ledger in LEDGERS]


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 1 where a program failed, so that its time means nothing."""
    parser = argparse.ArgumentParser("python -m evals.speed", description="Time filling, cold and warm questions.")
    parser.add_argument("questions", nargs="?", type=Path, default=_HERE / "questions_sample.jsonl")
    parser.add_argument("--papers", nargs="+", type=Path, default=[_HERE.parent / "corpus" / "papers"])
    parser.add_argument("--repeats", type=int, default=5, help="how many cold questions")
    chosen = parser.parse_args(argv)
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        with console.status("filling a library"):
            filled = run(["ingest", *map(str, chosen.papers)], library)
        with console.status("asking from cold"):
            cold = [run(["assistant", "ask", _COLD_QUESTION], library) for _ in range(max(1, chosen.repeats))]
        with console.status("asking warm"):
            seconds = warm(chosen.questions, library)
        with console.status("finding facts and filling ledgers"):
            facts, ledgers = facts_of_papers(library), ledgers_filled(library)
    table = _table(filled, cold, seconds)
    table.add_row("facts, of the time to fill a library", f"{sum(facts):.2f} s")
    _add_shares(table, "facts of a paper", facts)
    _add_shares(table, "a ledger over the library", ledgers)
    console.print(table)
    failed = [child.status for child in (filled, *cold) if child.status != 0]
    if failed:
        console.print(f"A program ended with status {failed[0]}: its figures are not to be relied on.")
    return int(bool(failed))


def _table(filled: Child, cold: Sequence[Child], seconds: Sequence[float]) -> Table:
    table = Table("measured", "figure", title="Speed", title_justify="left")
    table.add_row("fill a library", f"{filled.seconds:.1f} s, peak {filled.peak:.0f} MB")
    first, later = cold[0], [child.seconds for child in cold[1:]] or [cold[0].seconds]
    table.add_row("first cold question", f"{first.seconds:.2f} s")
    table.add_row("later cold questions (median)", f"{median(later):.2f} s")
    table.add_row("cold question, peak memory", f"{max(child.peak for child in cold):.0f} MB")
    _add_shares(table, "warm question", seconds)
    return table


def _add_shares(table: Table, what: str, seconds: Sequence[float]) -> None:
    from evals.scorecard import percentile

    for share in (0.5, 0.95):
        value = percentile(seconds, share)
        shown = "–" if value is None else f"{value * 1000:.0f} ms"
        table.add_row(f"{what}, p{share * 100:.0f} of {len(seconds)}", shown)


if __name__ == "__main__":
    sys.exit(main())
