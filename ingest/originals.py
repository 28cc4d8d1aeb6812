"""The files as they were given: a copy of each paper held, so that it can be opened as published.

    <library>/originals/ab/abcdef….pdf      by the SHA-256 of its bytes, with the ending of its name

A copy is on the disk, whole, before the paper's row is committed, so a paper that is held has its file. One that no
held paper names (the paper was replaced or removed, or the writer was killed in between) goes at the next commit. For
the one writer, who holds the lock; a reader asks the register for the digest, which says who may see it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.disk import put_in_place
from ingest.errors import LibraryError, UnreadableFile

FOLDER = "originals"
_PIECE = 2**20  # bytes copied at a time


def original_of(library: Path, digest: str, name: str) -> Path:
    """Where the file of the paper `name` with that SHA-256 is kept, whether or not it is there."""
    return library / FOLDER / digest[:2] / f"{digest}{PurePosixPath(name).suffix.lower()}"


def keep_original(library: Path, file: Path, digest: str, name: str) -> None:
    """Copy `file` to its place, if it is not there.

    Raises:
        UnreadableFile: it cannot be opened, or its bytes are no longer those of `digest`.
        LibraryError: it cannot be written; nothing is left of it.
    """
    place = original_of(library, digest, name)
    if place.is_file():
        return
    part = library / FOLDER / f"{digest}.part"
    try:
        source = file.open("rb")
    except OSError as error:
        raise UnreadableFile(name, f"it cannot be opened: {error.strerror or error}") from error
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with source:
            same = _copied(source, part) == digest
        if same:
            put_in_place(part, place)
            return
    except OSError as error:
        part.unlink(missing_ok=True)
        raise LibraryError(
            f"The file {name} could not be copied into {library} ({error.strerror or error}): "
            "free some space there; what was held is still held."
        ) from error
    part.unlink()
    raise UnreadableFile(name, "it was changed while it was read; add it again")


def clear_originals(library: Path, held: Iterable[tuple[str, str]]) -> None:
    """Delete every file here but those of the papers held, given as (digest, name)."""
    named = {original_of(library, digest, name) for digest, name in held}
    for path in sorted((library / FOLDER).rglob("*"), reverse=True):  # what is in a folder before the folder
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in named:
            path.unlink()


def _copied(source: BinaryIO, part: Path) -> str:
    """The SHA-256 of what was copied, hexadecimal."""
    digest = hashlib.sha256()
    with part.open("wb") as copy:
        while piece := source.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()
