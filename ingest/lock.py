"""One writer at a time. The lock is the kernel's (flock), so it vanishes with a process that is killed.

The holder writes its process number in a file beside the lock, because a refusal should name whom to wait for. The
number is read only after a refusal, and each holder writes its own first, so one left by a killed process is harmless.

Who only wants to know whether somebody is writing must not stand in a writer's way, not for a moment. So a writer holds
a second lock, a sign on the door: `writing` tries that one, and a writer waits for it, which takes microseconds.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import LibraryBusy

LOCK_FILES = ("writer.lock", "writer.pid", "writer.sign")
_SIGN_SECONDS = 10.0  # far longer than anyone tries it
_trying = threading.Lock()  # two that try at once would take each other for a writer


class WriterLock:
    """Held from construction until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of the library in `folder`, which must exist.

        Raises:
            LibraryBusy: another process is writing, or another writer in this one.
        """
        self._lock = FileLock(folder / "writer.lock")
        self._pid = folder / "writer.pid"
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise LibraryBusy(
                f"Another process{_named(self._pid)} is writing to the library in {folder}: "
                "try again when it has ended."
            ) from error
        self._pid.write_text(f"{os.getpid()}\n", "ascii")
        self._sign = FileLock(folder / "writer.sign")
        self._sign.acquire(timeout=_SIGN_SECONDS)

    def release(self) -> None:
        self._sign.release()
        self._pid.unlink(missing_ok=True)
        self._lock.release()


def writing(folder: Path) -> int | None:
    """The number of the process that is writing to the library in `folder`; None where there is none."""
    sign = FileLock(folder / "writer.sign")
    if not (folder / "writer.sign").exists():
        return None
    with _trying:
        try:
            sign.acquire(timeout=0)
        except Timeout:
            return _number(folder / "writer.pid")
        except OSError:  # a library that may only be read
            return None
        sign.release()
    return None


def _named(file: Path) -> str:
    """ " (number 1234)", or "" where it cannot be told."""
    for _ in range(10):  # between its taking the lock and its writing the number there is a moment
        if (number := _number(file)) is not None:
            return f" (number {number})"
        time.sleep(0.01)
    return ""


def _number(file: Path) -> int | None:
    try:
        return int(file.read_text("ascii"))
    except (OSError, ValueError):
        return None
