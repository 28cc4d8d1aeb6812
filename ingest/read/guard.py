"""How far a file from outside may go while it is read.

Every file is read in a process of its own (`child`), which costs 0.06 s for text and 0.2 s for a PDF, so that no
state passes from one file to the next and a crash, a hang or a bomb costs that file alone. Its memory, time and output
are bounded, it cannot reach the network, and what it says comes back as JSON: nothing is unpickled.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from ingest.errors import FileProblem, RefusedFile, UnreadableFile, UnsupportedFile
from ingest.read.folder import Files, FoundFile, find_files, report_name
from ingest.report import Block, BlockKind
from ingest.settings import Settings

__all__ = ["Files", "FoundFile", "find_files", "read_guarded"]

_PROBLEMS = {kind.__name__: kind for kind in (RefusedFile, UnreadableFile, UnsupportedFile)}
_WAY_ON = "save it again as PDF in the program that made it"


def read_guarded(path: Path, *, root: Path, settings: Settings) -> tuple[Block, ...]:
    """Read one file in a child process with limits.

    Args:
        path: the file.
        root: the folder it must stand in, links followed; its name in messages is relative to this.
        settings: `file_bytes`, `file_memory` and `file_seconds` are the limits.

    Raises:
        FileProblem: whatever happens to the file or to the process reading it. Carries the report's name.
    """
    name = report_name(path, root)
    try:
        _check(path, root, settings)
    except OSError as error:
        raise UnreadableFile(name, f"it cannot be opened: {error.strerror or error}") from error
    except FileProblem as problem:
        raise type(problem)(name, problem.reason) from None
    with tempfile.TemporaryFile() as output:
        status = _run(path, output, settings)
        if status is None or status == -getattr(signal, "SIGXCPU", 0):
            raise RefusedFile(name, f"reading it took more than {settings.file_seconds} seconds; {_WAY_ON}")
        if status != 0:
            raise UnreadableFile(name, f"its reader stopped on it ({_cause(status)}); {_WAY_ON}")
        output.seek(0)
        return _blocks(name, output)


def _check(path: Path, root: Path, settings: Settings) -> None:
    """Pass a regular file of a size that is read, in the folder it is said to be in. Opens nothing."""
    if not path.resolve(strict=True).is_relative_to(root.resolve(strict=True)):
        raise RefusedFile(path, "it is a link that leads out of its folder; put the paper itself there")
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFile(path, "it is a pipe, a device or a folder, not a file")
    if status.st_size > settings.file_bytes:
        raise RefusedFile(
            path,
            f"it is {status.st_size / 2**20:,.0f} MB, more than {settings.file_bytes / 2**20:,.0f} MB; divide it, or "
            "raise PLAN_ASSISTANT_FILE_BYTES",
        )


def _run(path: Path, output: IO[bytes], settings: Settings) -> int | None:
    """The child's exit status, negative for a signal; None where it ran out of time and was killed with its group."""
    home = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-P", "-m", "ingest.read.child", str(path)]
    with subprocess.Popen(
        [*command, str(settings.file_memory), str(settings.file_seconds)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))},
    ) as process:
        try:
            return process.wait(settings.file_seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:
                _kill_group(process)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _cause(status: int) -> str:
    """Why a process ended, in a word for a report of a fault."""
    if status < 0:
        return signal.Signals(-status).name
    return f"status {status}"


def _blocks(name: str, output: IO[bytes]) -> tuple[Block, ...]:
    """What the child wrote, taken for what it should be and nothing else.

    Raises:
        FileProblem: the one the child names, or that it wrote no such thing.
    """
    try:
        outcome = json.load(output)
        if "problem" in outcome:
            raise _PROBLEMS[outcome["problem"]](name, str(outcome["reason"]))
        return tuple(
            Block(BlockKind(kind), str(text), page, int(level), tuple(tuple(map(str, row)) for row in rows))
            for kind, text, page, level, rows in outcome["blocks"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(name, f"its reader broke off; {_WAY_ON}") from error
