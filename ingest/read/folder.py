"""Which files are meant by the paths given, and what their reports are called.

Links are followed only as far as the folder they stand in; pipes, devices and sockets are never opened. A report's name
is its path below the folder given, or the file's own name where a file is given. Whether a file's kind is read shows
when it is read.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FileProblem, RefusedFile, UnreadableFile, UnsupportedFile
from ingest.read.kinds import READ, SUFFIXES

_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # left behind by file managers


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `root` is the folder that it may not lead out of."""

    path: Path
    name: str  # of its report
    root: Path


@dataclass(frozen=True, slots=True)
class Files:
    """What the paths given hold: each file once, in order of name."""

    found: tuple[FoundFile, ...]
    refused: tuple[FileProblem, ...]


def find_files(paths: Iterable[Path]) -> Files:
    """Every file in the files and folders given. Hidden files, Word's lock files ("~$…") and litter are passed over.

    Raises:
        FileProblem: a path that does not exist, or a folder with nothing in it that is read.
    """
    found: dict[Path, FoundFile] = {}
    refused: list[FileProblem] = []
    for given in paths:
        for met in _look(given):
            if isinstance(met, FoundFile):
                found.setdefault(met.path.parent.resolve() / met.path.name, met)
            else:
                refused.append(met)
    named: dict[str, FoundFile] = {}
    for file in found.values():
        if named.setdefault(file.name, file) is not file:
            reason = f"another file given is known by the same name, {file.name}; give the folder that holds both"
            refused.append(RefusedFile(file.path, reason))
    in_order = tuple(named[name] for name in sorted(named))
    return Files(in_order, tuple(sorted(refused, key=lambda problem: problem.path)))


def report_name(path: Path, root: Path) -> str:
    """What a file's report is called: its path below `root` with POSIX slashes, composed as keyboards write it."""
    below = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return unicodedata.normalize("NFC", below)


def _look(given: Path) -> list[FoundFile | FileProblem]:
    """What one path holds."""
    try:
        exists, is_folder = given.exists(), given.is_dir()
    except OSError as error:
        raise FileProblem(given, f"it cannot be looked at: {error.strerror or error}") from error
    if not exists:
        raise FileProblem(given, "there is no such file or folder; check how it is written")
    if not is_folder:
        return [_file(given, given.resolve().parent)]
    met = list(_walk(given))
    if not any(isinstance(file, FoundFile) and file.path.suffix.lower() in SUFFIXES for file in met):
        raise UnsupportedFile(given, f"there is nothing in this folder that is read; {READ} are")
    return met


def _walk(root: Path) -> Iterator[FoundFile | FileProblem]:
    """The files below a folder. Folders wait in a list, not on the stack: they can be nested as deep as names allow."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                shown = [entry for entry in entries if not _is_passed_over(entry.name)]
        except OSError as error:
            reason = f"this folder cannot be opened: {error.strerror or error}"
            yield UnreadableFile(_shown(report_name(folder, root)), reason)
            continue
        for entry in shown:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                yield _file(Path(entry.path), root)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def _file(path: Path, root: Path) -> FoundFile | FileProblem:
    name = report_name(path, root)
    reason = _why_refused(path, root, name)
    return RefusedFile(_shown(name), reason) if reason else FoundFile(path, name, root)


def _why_refused(path: Path, root: Path, name: str) -> str:
    """Why a file is not opened; "" where it may be."""
    if name != _shown(name):
        return "its name holds characters that cannot be shown; rename it"
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: links in a circle
        return "it is a link that leads nowhere"
    if not target.is_relative_to(root.resolve()):
        return "it is a link that leads out of its folder; put the paper itself there"
    if target.is_dir():
        return "it is a link to a folder, which is not followed"
    if not target.is_file():
        return "it is a pipe, a device or a socket, not a file"
    return ""


def _shown(name: str) -> str:
    """A name that can be printed and stored: no control characters, and nothing that UTF-8 cannot hold."""
    held = name.encode("utf-8", "replace").decode("utf-8")
    return "".join("\ufffd" if unicodedata.category(character) == "Cc" else character for character in held)
