"""`python -m ingest PATH…`: fill the library without the rest of the program, one printed line a file.

With `--json` a line is an object, for a program that starts this one: `name`, `done`, `total`, and once a file is done
`outcome` and `note`; or, at the end, `error` (the kind) and `said`, where the library could not be written.

Exit status: 0 all went in, 1 a file failed, 2 nothing was done.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ingest.errors import PlanAssistantError
from ingest.pipeline import Progress, ingest
from ingest.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Bring papers into the library.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument("--library", type=Path, help="folder of the library (default: PLAN_ASSISTANT_LIBRARY)")
    parser.add_argument("--json", action="store_true", help="print JSON Lines, for a program")
    given = parser.parse_args()
    settings = Settings(**({} if given.library is None else {"library": given.library}))
    try:
        tally = ingest(given.paths, settings, _print_json if given.json else _print)
    except PlanAssistantError as error:
        if given.json:
            _write({"error": type(error).__name__, "said": str(error)})
        else:
            sys.stderr.write(f"{error}\n")
        return 2
    if not given.json:
        sys.stdout.write(f"{tally}\n")
    return 1 if tally.failed else 0


def _print(progress: Progress) -> None:
    if (line := progress.line) is not None:
        sys.stdout.write(f"{line.outcome}: {line.name}{': ' if line.note else ''}{line.note}\n")
        sys.stdout.flush()  # a line is a promise kept: whoever reads it may rely on it at once


def _print_json(progress: Progress) -> None:
    at: dict[str, object] = {"name": progress.name, "done": progress.done, "total": progress.total}
    line = progress.line
    _write(at if line is None else {**at, "name": line.name, "outcome": line.outcome.value, "note": line.note})


def _write(values: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(values)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
