"""The ingest spine: files → reports → facts and passages → vectors → library.

A bad file is a line in the tally, never a stop.

A paper is known by its name (its path below the folder given) and its content. The same content under the same name is
not read again, and no model is loaded where nothing is new; the same content under a second name is not kept twice. A
paper is read again when the rules of reading have changed since. A file that fails leaves its earlier version as it is.

A line is given to `progress` only when what it says is on the disk.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from ingest.access import settled
from ingest.embed import Encoder, Vectors, load_encoder
from ingest.errors import FileProblem, NotHeld, UnreadableFile
from ingest.facts import RULES as FACT_RULES
from ingest.facts import stated
from ingest.parse import parse
from ingest.passages import passages
from ingest.read.guard import FoundFile, find_files, read_guarded
from ingest.report import Access, Block, Passage, Report
from ingest.settings import Settings
from ingest.store import Store

RULES = 4  # raised when reading, parsing or cutting gives something else for the same file: papers are then read again

_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a file. Each file has one."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One file in the tally."""

    name: str
    outcome: Outcome
    note: str = ""  # why it failed, or the name it is held under


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of every file, in the order taken. Printed as "12 added, 1 unchanged, 0 changed, 0 failed"."""

    lines: tuple[Line, ...]

    def of(self, outcome: Outcome) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.outcome is outcome)

    @property
    def added(self) -> tuple[Line, ...]:
        return self.of(Outcome.ADDED)

    @property
    def unchanged(self) -> tuple[Line, ...]:
        return self.of(Outcome.UNCHANGED)

    @property
    def changed(self) -> tuple[Line, ...]:
        return self.of(Outcome.CHANGED)

    @property
    def failed(self) -> tuple[Line, ...]:
        return self.of(Outcome.FAILED)

    def __str__(self) -> str:
        return ", ".join(f"{len(self.of(outcome))} {outcome}" for outcome in Outcome)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: `line` is None when `name` is taken up, and what became of it when it is done."""

    name: str
    done: int  # files finished
    total: int
    line: Line | None = None


def _unwatched(progress: Progress) -> None:
    """Nobody looks on."""


def ingest(paths: Iterable[Path], settings: Settings, progress: Callable[[Progress], None] = _unwatched) -> Tally:
    """Bring the files, and all files in the folders, at `paths` into the library that the settings name.

    Raises:
        FileProblem: a path that does not exist, or a folder with nothing in it that is read.
        LibraryBusy, StoreMismatch, LibraryError, ModelError: before anything is changed.
        LibraryError: no space left; the papers told to `progress` are kept.
    """
    files = find_files(paths)
    library = settings.library.resolve()
    found = [file for file in files.found if not file.path.resolve().is_relative_to(library)]
    lines = [Line(problem.path, Outcome.FAILED, problem.reason) for problem in files.refused]
    total = len(found) + len(lines)
    for done, line in enumerate(lines, 1):
        progress(Progress(line.name, done, total, line))
    encoder = load_encoder(settings)
    with Store(settings.library, encoder.id, encoder.dimensions) as store:
        shelf = _Shelf(store, encoder, settings)
        for file in found:
            progress(Progress(file.name, len(lines), total))
            lines.append(shelf.take(file))
            progress(Progress(file.name, len(lines), total, lines[-1]))
        store.find_again(FACT_RULES, stated)
        store.commit()
    return Tally(tuple(lines))


def remove(names: Sequence[str], settings: Settings) -> None:
    """Take papers off every shelf of the library, all of them or none.

    Raises:
        NotHeld: one of them is not held. Nothing has been removed.
        LibraryMissing, LibraryBusy, LibraryError: as they say.
    """
    with Store(settings.library) as store:
        held = store.held()
        for name in names:
            if name not in held:
                raise NotHeld(f'The library holds no report "{name}": `plan-assistant reports` lists those it holds.')
        store.remove(names)
        store.commit()


class _Shelf:
    """An open library and what it takes to put a file in it."""

    def __init__(self, store: Store, encoder: Encoder, settings: Settings) -> None:
        self._store, self._encoder, self._settings = store, encoder, settings
        self._unmarked = Access[settings.unmarked_access.upper()]
        self._rules = f"{RULES}, unmarked {self._unmarked.word}"
        self._held = store.held()

    def take(self, file: FoundFile) -> Line:
        """Put one file in the library, if it is new there."""
        try:
            digest = _sha256(file, self._settings.file_bytes)
            held = self._held.get(file.name)
            if held is not None and (held.digest, held.rules) == (digest, self._rules):
                self._store.keep_original(file.path, digest, file.name)  # an earlier version of this program kept none
                return Line(file.name, Outcome.UNCHANGED)
            twin = next((name for name, paper in self._held.items() if paper.digest == digest), None)
            if held is None and twin is not None:
                return Line(file.name, Outcome.UNCHANGED, f"held as {twin}")
            blocks = read_guarded(file.path, root=file.root, settings=self._settings)
            report, cut = _parsed(blocks, file.name, digest, self._unmarked)
            self._store.keep_original(file.path, digest, file.name)
        except FileProblem as problem:
            return Line(file.name, Outcome.FAILED, problem.reason)
        self._held[file.name] = self._store.put(report, cut, self._vectors(cut), self._rules, stated(report))
        return Line(file.name, Outcome.ADDED if held is None else Outcome.CHANGED)

    def _vectors(self, cut: Sequence[Passage]) -> Vectors:
        """The vectors of passages, float32 (passages, dimensions); only texts not held already are encoded."""
        texts = list(dict.fromkeys(passage.embedded for passage in cut))
        known = self._store.known_vectors(texts)
        new = [text for text in texts if text not in known]
        if new:
            known |= dict(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([known[passage.embedded] for passage in cut])


def _parsed(blocks: Sequence[Block], name: str, digest: str, unmarked: Access) -> tuple[Report, tuple[Passage, ...]]:
    """A paper's blocks as a report that can be kept, and its passages. Raises UnreadableFile."""
    try:
        report = settled(parse(blocks, name, digest=digest, unmarked=unmarked))
        if len({paragraph.para for paragraph in report.paragraphs}) < len(report.paragraphs):
            raise ValueError("two paragraphs of one address")
        cut = passages(report)
        json.dumps(asdict(report), ensure_ascii=False, default=str).encode()  # half a character cannot be kept
    except Exception as error:  # a fault of ours; it costs this file and is told, and the others go in
        _log.exception("%s could not be parsed", name)
        reason = f"its paragraphs could not be told apart ({type(error).__name__}): a fault of this program; report it"
        raise UnreadableFile(name, reason) from error
    if not cut:
        raise UnreadableFile(name, "there is no text in it; if it is a scan, run it through text recognition first")
    return report, cut


def _sha256(file: FoundFile, most: int) -> str:
    """SHA-256 of a file's bytes, hexadecimal; "" where it is larger than may be read, which its reader then says."""
    try:
        if file.path.stat().st_size > most:
            return ""
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(file.name, f"it cannot be opened: {error.strerror or error}") from error
