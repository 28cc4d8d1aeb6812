"""The library on disk: `Store` writes its shelves, `Reader` reads them at one access level.

    <library>/register.sqlite3    the truth (see `register`)
              originals/          the files as given, named by what is in them (see `originals`)
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
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from ingest import vectors
from ingest.access import is_settled
from ingest.allowed import Allowed
from ingest.errors import LibraryDamaged, LibraryEmpty, LibraryError, LibraryMissing
from ingest.fact import Fact, Stated
from ingest.lock import LOCK_FILES, WriterLock
from ingest.originals import FOLDER, clear_originals, keep_original, original_of
from ingest.register import Register
from ingest.register.opening import FILE, missing
from ingest.register.writing import Held, RegisterWriter
from ingest.report import Access, Card, Header, Hit, Paragraph, Passage, Ref, Report, Scope
from ingest.upkeep import behind, behind_too_far, indexed, mend, open_index, publish, publish_swept

COMMONPLACE_SHORTEST, COMMONPLACE_OPENING = 90, 200  # characters: "None" is an answer however many papers print it
WORTH_BUILDING_MEANWHILE = 4000  # passages searched exactly before a long run stops to build an index (if half are)

Known = TypeVar("Known", bound=Fact)

_log = logging.getLogger(__name__)


class Store:
    """The one writer of a library. Holds the lock from construction until `close`; also a context manager."""

    def __init__(self, folder: Path, encoder_id: str | None = None, dimensions: int = 0) -> None:
        """Open the library in `folder`, making it where the folder is new or empty.

        Without an encoder nothing can be put, and the library must be there.

        Raises:
            LibraryMissing: there is none, and no encoder is given to make one with.
            LibraryBusy: another process is writing.
            StoreMismatch: the library was made with another embedding model.
            LibraryError: the folder holds other things, or cannot be written.
            Nothing has been changed by any of these.
        """
        _fit_for_a_library(folder, there=encoder_id is None)
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

    def put(
        self,
        report: Report,
        passages: Sequence[Passage],
        embeddings: NDArray[np.float32],
        rules: str = "",
        stated: Stated = Stated(),  # noqa: B008 - a frozen value
    ) -> Held:
        """Keep a paper, in place of the one of its name. On return it is on the disk and every reader finds it.

        Args:
            embeddings: float32 (passages, dimensions), rows of unit length, in the order of `passages`.
            rules: by which it was read.
            stated: what it states.

        Returns: what `held` now tells of it.
        """
        if embeddings.shape != (len(passages), self._register.dimensions):
            raise ValueError(f"{len(passages)} passages with vectors of shape {embeddings.shape}")
        if not is_settled(report):
            raise ValueError(f"{report.name} has a paragraph more open than one that it holds")
        self._register.put(report, passages, embeddings, rules, stated)
        missed = behind(self._folder, self._register)
        if missed >= WORTH_BUILDING_MEANWHILE and missed * 2 >= self._register.count():
            publish(self._folder, self._register)
        return Held(report.digest, rules)

    def keep_original(self, file: Path, digest: str, name: str) -> None:
        """Copy a paper's file into the library: before `put`, so that a paper held has its file. See `originals`."""
        keep_original(self._folder, file, digest, name)

    def find_again(self, rules: str, find: Callable[[Report], Stated]) -> None:
        """Have the facts found again of every paper whose facts are by other rules than these. No file is read."""
        for name in self._register.papers_of_other_facts(rules):
            self._register.put_facts(name, find(self._register.report(name, Allowed(max(Access)))))

    def remove(self, names: Sequence[str]) -> None:
        """Take papers off the shelves in one step: on return no reader finds them. `commit` clears what is left."""
        self._register.remove(names)

    def commit(self) -> None:
        """Delete the files of papers no longer held. Bring the vector index up to date where that pays, and where it is
        damaged or holds what was removed."""
        clear_originals(self._folder, ((paper.digest, name) for name, paper in self.held().items()))
        generation = vectors.current(self._folder)
        damaged = generation is not None and not vectors.intact(self._folder, generation)
        if self._register.unswept():
            self._register.sweep()
            if publish_swept(self._folder):
                self._register.swept()
        elif damaged or behind_too_far(self._folder, self._register):
            publish(self._folder, self._register)


class Reader:
    """A library at one access level. Safe for many threads. Each call sees the library as it is at that moment."""

    def __init__(self, folder: Path, access: Access, encoder_id: str | None = None) -> None:
        """Open the library in `folder`; `encoder_id` None where no vectors will be asked for.

        Raises:
            LibraryMissing, LibraryEmpty, LibraryTooNew, LibraryDamaged: as they say.
            StoreMismatch: the library was made with another embedding model.
        """
        self._folder, self._access = folder, access
        self._register = Register(folder, encoder_id)
        if not self.cards():
            self._register.close()
            raise LibraryEmpty(
                f"The library in {folder} holds no papers that you may see: add some with "
                "`plan-assistant ingest PATH…`."
            )
        self._turning = threading.Lock()
        self._stamp = (0, 0)
        self._index: vectors.Index | None = None
        self._found: dict[str, tuple[tuple[int, int], frozenset[Any]]] = {}
        if encoder_id is not None and self._wants_mending():
            mend(folder, self._register, self._stamp)

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

    def original(self, name: str) -> Path | None:
        """The file of a paper as it was given; None where none is kept, or where some of it may not be seen."""
        digest = self._register.digest_of_whole(name, Allowed(self._access))
        place = original_of(self._folder, digest, name)
        return place if digest and place.is_file() else None

    def paragraph(self, ref: Ref) -> Paragraph:
        """One paragraph. Raises NotHeld."""
        return self._register.paragraph(ref, Allowed(self._access))

    def facts(self, *kinds: type[Known], scope: Scope = Scope()) -> tuple[Known, ...]:  # noqa: B008
        """The facts of these kinds that the papers state, by date and name of paper, then as found."""
        found = self._register.facts([kind.__name__ for kind in kinds], Allowed(self._access, scope))
        return tuple(fact for fact in found if isinstance(fact, kinds))

    def commonplace(self) -> frozenset[Ref]:
        """Paragraphs that are nobody's news: they open word for word alike in papers of two councils or more.

        An inspectorate's imprint, a form's guidance. Found once for each state of the library.
        """
        return self._once(
            "commonplace",
            lambda allowed: self._register.commonplace(COMMONPLACE_SHORTEST, COMMONPLACE_OPENING, allowed),
        )

    def vocabulary(self) -> frozenset[str]:
        """Every word of four letters or more that this reader may see, case folded: what is printed, not its stems.

        Found once for each state of the library.
        """
        return self._once("vocabulary", self._register.vocabulary)

    def _once(self, name: str, find: Callable[[Allowed], frozenset[Any]]) -> frozenset[Any]:
        """What is found of all that this reader may see, once for each state of the library."""
        state = self._register.last(), self._register.count()
        with self._turning:
            if name not in self._found or self._found[name][0] != state:
                self._found[name] = state, find(Allowed(self._access))
            return self._found[name][1]

    def lexical(self, terms: Sequence[str], k: int, scope: Scope = Scope()) -> tuple[Hit, ...]:  # noqa: B008
        """The k paragraphs that share most with any of `terms`, plain words or phrases, best first."""
        return self._register.lexical(terms, k, Allowed(self._access, scope))

    def dense(self, vector: NDArray[np.float32], k: int, scope: Scope = Scope()) -> tuple[Hit, ...]:  # noqa: B008
        """The k paragraphs nearest to a unit `vector`, float32 (dimensions,), by cosine, best first."""
        vector = np.asarray(vector, np.float32)
        if vector.shape != (self._register.dimensions,) or not np.isfinite(vector).all():
            raise ValueError(f"no vector of {self._register.dimensions} finite numbers: {vector}")
        if k < 1:
            return ()
        allowed = Allowed(self._access, scope)
        index = self._newest_index()
        if index is not None:
            try:
                return indexed(index, self._register, vector, k, allowed)
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
                    self._index = open_index(self._folder, self._register)
                except LibraryDamaged as error:
                    self._without_index(error)
            return self._index

    def _wants_mending(self) -> bool:
        unusable = self._newest_index() is None and vectors.current(self._folder) is not None
        return unusable or behind_too_far(self._folder, self._register)

    def _without_index(self, error: LibraryDamaged) -> None:
        self._index = None
        _log.warning("%s Until it is built again every passage is searched.", error)


def _fit_for_a_library(folder: Path, *, there: bool) -> None:
    """Refuse a place that is something else, before anything is written there; `there`: a library must be there."""
    if there and not (folder / FILE).is_file():
        raise LibraryMissing(missing(folder))
    if folder.exists() and not folder.is_dir():
        raise LibraryError(missing(folder))
    if folder.is_dir() and not (folder / FILE).exists():
        ours = (FILE, FOLDER, vectors.FOLDER, *LOCK_FILES)
        strange = next((entry.name for entry in folder.iterdir() if not entry.name.startswith(ours)), None)
        if strange is not None:
            raise LibraryError(
                f"The folder {folder} is not a library and holds other things ({strange}): "
                "name a new or empty folder with --library."
            )
