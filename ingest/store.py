"""The library on disk: `Store` writes its shelves, `Reader` reads them at one access level.

    <library>/register.sqlite3    the truth (see `register`)
              index/              generations of the vector index, derived from it (see `vectors`)
              writer.lock         held by the one writer for its life

A paper is kept when its transaction is committed: from that moment every reader, in any process, finds it. The index
may be behind: a generation knows the last passage number it was built from, and what came later is searched exactly,
by the vectors in the register. So dense search is right at every moment, a paper that is replaced or removed is gone
at once (what the index finds is looked up in the register, and scored by the vector there), and the index is rebuilt
only when enough has changed for it to pay. With no index that can be used the same search runs over everything: right
and slower.

A writer killed anywhere leaves whole papers. A generation half built is never pointed to; the next build clears it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest import vectors
from ingest.allowed import Allowed
from ingest.errors import LibraryBusy, LibraryDamaged, LibraryEmpty, LibraryError, StoreMismatch
from ingest.lock import LOCK_FILES, WriterLock
from ingest.register import Register
from ingest.register_open import FILE, missing
from ingest.register_write import Held, RegisterWriter
from ingest.report import Access, Card, Header, Hit, Paragraph, Passage, Ref, Report, Scope

WORTH_BUILDING = 0.1  # share of the passages that an index may be behind after a run
WORTH_BUILDING_MEANWHILE = 4000  # passages searched exactly before a long run stops to build an index (if half are)
SAMPLE = 16  # entries looked up when an index is opened
OVERFETCH = 4  # entries asked of the index for each paragraph wanted: paragraphs have parts, and some may be gone

_log = logging.getLogger(__name__)


class Store:
    """The one writer of a library. Holds the lock from construction until `close`; also a context manager."""

    def __init__(self, folder: Path, encoder_id: str, dimensions: int) -> None:
        """Open the library in `folder`, making it where the folder is new or empty.

        Raises:
            LibraryBusy: another process is writing.
            StoreMismatch: the library was made with another embedding model.
            LibraryError: the folder holds other things, or cannot be written. Nothing has been changed.
        """
        _fit_for_a_library(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = WriterLock(folder)
        except OSError as error:
            raise LibraryError(
                f"The folder {folder} cannot be written ({error}): name another with --library."
            ) from error
        self._folder = folder
        try:
            self._register = RegisterWriter(folder, encoder_id, dimensions)
            try:
                _same_encoder(self._register, folder, encoder_id)
            except BaseException:
                self._register.close()
                raise
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the lock. What was put is kept, whether or not an index was published."""
        self._register.close()
        self._lock.release()

    def held(self) -> dict[str, Held]:
        """Every paper held: name → its digest and the rules it was read by."""
        return self._register.held()

    def known_vectors(self, embedded: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Of texts to embed, those whose vector is held already."""
        return self._register.known_vectors(embedded)

    def put(self, report: Report, passages: Sequence[Passage], vectors_: NDArray[np.float32], rules: str = "") -> None:
        """Keep a paper, in place of the one of its name. On return it is on the disk and every reader finds it.

        Args:
            vectors_: float32 (passages, dimensions), rows of unit length, in the order of `passages`.
            rules: by which it was read; told back by `held`.
        """
        if vectors_.shape != (len(passages), self._register.dimensions):
            raise ValueError(f"{len(passages)} passages with vectors of shape {vectors_.shape}")
        self._register.put(report, passages, vectors_, rules)
        behind = _behind(self._folder, self._register)
        if behind >= WORTH_BUILDING_MEANWHILE and behind * 2 >= self._register.count():
            _publish(self._folder, self._register)

    def remove(self, name: str) -> bool:
        """Take a paper off every shelf. False where it was not held."""
        return self._register.remove(name)

    def commit(self) -> None:
        """Bring the vector index up to date where that pays, and where it is missing or damaged."""
        generation = vectors.current(self._folder)
        damaged = generation is not None and not vectors.intact(self._folder, generation)
        if damaged or _behind_too_far(self._folder, self._register):
            _publish(self._folder, self._register)


class Reader:
    """A library at one access level. Safe for many threads. Each call sees the library as it is at that moment."""

    def __init__(self, folder: Path, access: Access, encoder_id: str | None = None) -> None:
        """Open the library in `folder`; `encoder_id` None where no vectors will be asked for.

        Raises:
            LibraryMissing, LibraryEmpty, LibraryTooNew, LibraryDamaged: as they say.
            StoreMismatch: the library was made with another embedding model.
        """
        self._folder, self._access = folder, access
        self._register = Register(folder)
        try:
            if encoder_id is not None:
                _same_encoder(self._register, folder, encoder_id)
            if not self.cards():
                raise LibraryEmpty(
                    f"The library in {folder} holds no papers that you may see: add some with "
                    "`plan-assistant ingest PATH…`."
                )
        except BaseException:
            self._register.close()
            raise
        self._turning = threading.Lock()
        self._stamp = (0, 0)
        self._index: vectors.Index | None = None
        if encoder_id is not None and self._wants_mending():
            _mend(folder, self._register, self._stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._index = None
        self._register.close()

    def cards(self, scope: Scope = Scope()) -> tuple[Card, ...]:  # noqa: B008 - a frozen value
        """The papers with anything to see, by date and name; counts and pages are of what may be seen."""
        return self._register.cards(Allowed(self._access, scope))

    def header(self, name: str) -> Header:
        """A paper's header. Raises NotHeld."""
        return self._register.header(name, Allowed(self._access))

    def report(self, name: str) -> Report:
        """A paper, with the paragraphs that may be seen. Raises NotHeld."""
        return self._register.report(name, Allowed(self._access))

    def paragraph(self, ref: Ref) -> Paragraph:
        """One paragraph. Raises NotHeld."""
        return self._register.paragraph(ref, Allowed(self._access))

    def lexical(self, terms: Sequence[str], k: int, scope: Scope = Scope()) -> tuple[Hit, ...]:  # noqa: B008
        """The k paragraphs that share most with any of `terms`, plain words or phrases, best first."""
        return self._register.lexical(terms, k, Allowed(self._access, scope))

    def dense(self, vector: NDArray[np.float32], k: int, scope: Scope = Scope()) -> tuple[Hit, ...]:  # noqa: B008
        """The k paragraphs nearest to a unit `vector`, float32 (dimensions,), by cosine, best first."""
        vector = np.asarray(vector, np.float32).reshape(self._register.dimensions)
        allowed = Allowed(self._access, scope)
        index = self._newest_index()
        if index is not None:
            try:
                return _indexed(index, self._register, vector, k, allowed)
            except LibraryDamaged as error:
                self._without_index(error)
        return self._register.nearest(vector, k, allowed, among=(), after=0)

    def _newest_index(self) -> vectors.Index | None:
        """The index of the generation now published; None, and a line in the log, where it cannot be used."""
        stamp = vectors.stamp(self._folder)
        with self._turning:
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._index = _open_index(self._folder, self._register)
                except LibraryDamaged as error:
                    self._without_index(error)
            return self._index

    def _wants_mending(self) -> bool:
        unusable = self._newest_index() is None and vectors.current(self._folder) is not None
        return unusable or _behind_too_far(self._folder, self._register)

    def _without_index(self, error: LibraryDamaged) -> None:
        self._index = None
        _log.warning("%s Searching every passage instead; the next ingest builds it again.", error)


def _indexed(
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


def _open_index(folder: Path, register: Register) -> vectors.Index | None:
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


def _behind(folder: Path, register: Register) -> int:
    """How many passages came or went since the published generation was built; all of them where there is none."""
    held, generation = register.count(), vectors.current(folder)
    if generation is None or generation.library != register.library or generation.upto > register.last():
        return held
    known = register.count(generation.upto)
    return (held - known) + (generation.entries - known)


def _behind_too_far(folder: Path, register: Register) -> bool:
    held = register.count()
    return held >= vectors.FEWEST and _behind(folder, register) > WORTH_BUILDING * held


def _publish(folder: Path, register: Register) -> None:
    """Build the index anew. It is derived: where it cannot be built the papers are kept all the same."""
    try:
        vectors.publish(folder, register.library, register.last(), register.count(), register.entries())
    except LibraryDamaged as error:
        _log.warning("%s The papers are kept; until it can be built every passage is searched.", error)


def _mend(folder: Path, register: Register, seen: tuple[int, int]) -> None:
    """Rebuild an index that is missing, damaged or far behind, when nobody is writing and the folder can be written.

    `seen` is the stamp of what was found wanting: another process may mend it first.
    """
    try:
        lock = WriterLock(folder)
    except (LibraryBusy, OSError):
        return
    try:
        if vectors.stamp(folder) == seen:
            _log.warning("The vector index in %s is missing, damaged or behind: building it from the register.", folder)
            _publish(folder, register)
    finally:
        lock.release()


def _same_encoder(register: Register, folder: Path, encoder_id: str) -> None:
    if register.encoder != encoder_id:
        raise StoreMismatch(
            f"The library in {folder} was made with the embedding model {register.encoder}, and the settings name "
            f"{encoder_id}: set PLAN_ASSISTANT_MODEL to the first, or make a new library in another folder with "
            "`plan-assistant ingest PATH… --library FOLDER`."
        )


def _fit_for_a_library(folder: Path) -> None:
    """Refuse a place that is something else, before anything is written there."""
    if folder.exists() and not folder.is_dir():
        raise LibraryError(missing(folder))
    if folder.is_dir() and not (folder / FILE).exists():
        ours = (FILE, vectors.FOLDER, *LOCK_FILES)
        strange = next((entry.name for entry in folder.iterdir() if not entry.name.startswith(ours)), None)
        if strange is not None:
            raise LibraryError(
                f"The folder {folder} is not a library and holds other things ({strange}): "
                "name a new or empty folder with --library."
            )
