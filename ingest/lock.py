"""One writer at a time. The lock is the kernel's (flock), so it vanishes with a process that is killed.

The holder writes its process number in a file beside the lock, because a refusal should name whom to wait for. The
number is read only after a refusal, and each holder writes its own first, so one left by a killed process is harmless.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import LibraryBusy

LOCK_FILES = ("writer.lock", "writer.pid")


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
                f"Another process{self._holder()} is writing to the library in {folder}: try again when it has ended."
            ) from error
        self._pid.write_text(f"{os.getpid()}\n", "ascii")

    def release(self) -> None:
        self._pid.unlink(missing_ok=True)
        self._lock.release()

    def _holder(self) -> str:
        """ " (number 1234)", or "" where it cannot be told."""
        for _ in range(10):  # between its taking the lock and its writing the number there is a moment
            try:
                return f" (number {int(self._pid.read_text('ascii'))})"
            except (OSError, ValueError):
                time.sleep(0.01)
        return ""


def writing(folder: Path) -> int | None:
    """The number of the process that is writing to the library in `folder`; None where there is none.

    For a word on a page. The lock is not tried for, because trying would hold it for a moment, and a writer that came
    just then would be refused.
    """
    try:
        number = int((folder / "writer.pid").read_text("ascii"))
        os.kill(number, 0)  # asks whether it lives, and sends nothing
    except PermissionError:  # it lives and is another user's
        return number
    except (OSError, ValueError):
        return None
    return number
