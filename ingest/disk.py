"""Putting a finished file or folder in its place, so that a power cut leaves the old or the new, each whole."""

from __future__ import annotations

import os
from pathlib import Path


def put_in_place(part: Path, place: Path) -> None:
    """Force `part`, a file or a folder with all in it, onto the disk and rename it to `place`, on the same disk.

    What is at `place` is replaced in one step, if it is a file or an empty folder.
    """
    for path in (*part.rglob("*"), part):
        _sync(path)
    part.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
