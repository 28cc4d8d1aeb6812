"""`python -m ingest PATH…`: fill the library without the rest of the program, one printed line a file.

Exit status: 0 all went in, 1 a file failed, 2 nothing was done.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ingest.errors import PlanAssistantError
from ingest.pipeline import Progress, ingest
from ingest.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Bring papers into the library.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument("--library", type=Path, help="folder of the library (default: PLAN_ASSISTANT_LIBRARY)")
    given = parser.parse_args()
    settings = Settings(**({} if given.library is None else {"library": given.library}))
    try:
        tally = ingest(given.paths, settings, _print)
    except PlanAssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{tally}\n")
    return 1 if tally.failed else 0


def _print(progress: Progress) -> None:
    if (line := progress.line) is not None:
        sys.stdout.write(f"{line.outcome}: {line.name}{': ' if line.note else ''}{line.note}\n")
        sys.stdout.flush()  # a line is a promise kept: whoever reads it may rely on it at once


if __name__ == "__main__":
    sys.exit(main())
