"""The process in which one file is read: `python -m ingest.read.child PATH MEMORY SECONDS`, started by `guard`.

It writes one JSON value to its standard output: the blocks, or what is wrong with the file. Before the file is opened
the process gives up what it does not need: memory, time and disk beyond the limits, and the network. No socket can be
made by Python code, nor another program started (an audit hook, which cannot be taken off again); where the kernel
permits it the process also leaves for a network of its own with nothing in it, which binds the C libraries too.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

from ingest.errors import FileProblem, UnreadableFile
from ingest.read import read

if sys.platform != "win32":
    import resource

_MOST_OUTPUT = 256 * 2**20  # bytes written, of blocks and of compiled modules
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "urllib.")
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # Linux: sched.h


def main() -> None:
    path, memory, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    _limit(memory, seconds)
    _close_network()
    json.dump(_outcome(path), sys.stdout, ensure_ascii=True, separators=(",", ":"))


def _outcome(path: Path) -> dict[str, object]:
    """The blocks as plain lists, or the problem by its class and reason. Anything a reader lets slip is a problem of
    this file and of no other.
    """
    try:
        blocks = [[block.kind, block.text, block.page, block.level, block.rows] for block in read(path)]
    except FileProblem as problem:
        return {"problem": type(problem).__name__, "reason": problem.reason}
    except Exception as error:
        reason = f"its reader failed on it ({type(error).__name__}); save it again as PDF"
        return {"problem": UnreadableFile.__name__, "reason": reason}
    return {"blocks": blocks}


def _limit(memory: int, seconds: int) -> None:
    """Bind this process. A limit that a system does not have is passed over: the parent's clock holds everywhere."""
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, _MOST_OUTPUT),
            (resource.RLIMIT_CORE, 0),
        ):
            try:
                resource.setrlimit(limit, (most, most))
            except (ValueError, OSError):
                continue


def _close_network() -> None:
    sys.addaudithook(_refuse)
    if sys.platform == "linux":
        # Refused in many containers; the hook stands by itself there. Root needs no user namespace, and would lose
        # its right to read others' files in one.
        ctypes.CDLL(None).unshare(_NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} while reading a file")


if __name__ == "__main__":
    main()
