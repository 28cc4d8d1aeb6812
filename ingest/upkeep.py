"""Keeping the vector index in step with the register, and searching by both.

A generation of the index knows the last passage number it was built from. What came later is searched exactly, by the
vectors in the register; what has gone since is not found there. So a search is right however far the index is behind,
and an index is built only when enough has changed for it to pay.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest import vectors
from ingest.allowed import Allowed
from ingest.apart import run_apart
from ingest.errors import LibraryBusy, LibraryDamaged, LibraryError
from ingest.lock import WriterLock
from ingest.register import Register
from ingest.report import Hit

WORTH_BUILDING = 0.1  # share of the passages that an index may be behind
SAMPLE = 16  # entries looked up when an index is opened
OVERFETCH = 4  # entries asked of the index for each paragraph wanted: paragraphs have parts, and some may be gone

_log = logging.getLogger(__name__)


def indexed(
    index: vectors.Index, register: Register, vector: NDArray[np.float32], k: int, allowed: Allowed
) -> tuple[Hit, ...]:
    """The k nearest paragraphs by way of the index, and of what it has not seen.

    More is asked of the index until nothing it could still give would be among the k.
    """
    wanted, after = OVERFETCH * k, index.generation.upto
    while True:
        found = index.nearest(vector, wanted, allowed)
        hits = register.nearest(vector, k, allowed, among=[seq for seq, _ in found], after=after)
        if len(found) < wanted or (len(hits) == k and hits[-1].score >= found[-1][1]):
            return hits
        wanted *= OVERFETCH


def open_index(folder: Path, register: Register) -> vectors.Index | None:
    """The published index, held against the register; None where none is published.

    Raises:
        LibraryDamaged: it is damaged, or of another library.
    """
    generation = vectors.current(folder)
    if generation is None or not generation.entries:
        return None
    if generation.library != register.library or generation.upto > register.last():
        raise LibraryDamaged(
            f"The vector index in {folder} is that of another library, or of a later copy of this one."
        )
    index = vectors.Index(folder, generation)
    index.check(register.sample(SAMPLE, generation.upto))
    return index


def behind(folder: Path, register: Register) -> int:
    """How many passages came or went since the published generation was built; all of them where there is none."""
    held, generation = register.count(), vectors.current(folder)
    if generation is None or generation.library != register.library or generation.upto > register.last():
        return held
    known = register.count(generation.upto)
    return (held - known) + (generation.entries - known)


def behind_too_far(folder: Path, register: Register) -> bool:
    held = register.count()
    return held >= vectors.FEWEST and behind(folder, register) > WORTH_BUILDING * held


def publish(folder: Path, register: Register) -> None:
    """Build the index anew. It is derived: where it cannot be built the papers are kept all the same."""
    try:
        vectors.publish(folder, register.library, register.last(), register.count(), register.entries())
    except LibraryDamaged as error:
        _not_built(str(error))


def publish_swept(folder: Path) -> bool:
    """Build the index anew with no trace of what was removed, and keep no earlier one. Whether it could be built.

    Chroma writes memory it has not filled into its graph file: a name of a removed paper was found there, left over
    from the process that removed it. So this is done in a process that has never held what was removed, and whose
    memory is filled before it is used (MALLOC_PERTURB_, where the C library is GNU's).
    """
    if wrong := run_apart(__name__, str(folder.resolve()), MALLOC_PERTURB_="165"):
        _not_built(wrong)
    return not wrong


def _not_built(wrong: str) -> None:
    _log.warning("%s The papers are kept; until it can be built every passage is searched.", wrong)


def mend(folder: Path, register: Register, seen: tuple[int, int]) -> None:
    """Rebuild an index that is missing, damaged or far behind, when nobody is writing and the folder can be written.

    `seen` is the stamp of what was found wanting: another process may mend it first.
    """
    try:
        lock = WriterLock(folder)
    except (LibraryBusy, OSError):
        return
    try:
        if vectors.stamp(folder) == seen:
            _log.warning("Building the vector index of %s from the register.", folder)
            publish(folder, register)
    finally:
        lock.release()


def _main(folder: Path) -> None:
    """What `publish_swept` runs apart. Its caller holds the lock."""
    register = Register(folder)
    entries = register.entries()
    vectors.publish(folder, register.library, register.last(), register.count(), entries, sweep=True)


if __name__ == "__main__":
    try:
        _main(Path(sys.argv[1]))
    except LibraryError as error:
        sys.exit(str(error))
