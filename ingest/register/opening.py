"""Opening the register: SQLite's file, whether it is ours and sound, and SQLite's errors as ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.disk import put_in_place
from ingest.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    LibraryTooNew,
    LibraryTooOld,
)
from ingest.register import schema

FILE = "register.sqlite3"
PART = ".part"
WAIT_SECONDS = 10.0  # for another connection's commit; one takes milliseconds


def missing(folder: Path) -> str:
    """What to say where a library is looked for and is not."""
    found = (
        f"{folder} is a file, not the folder of a library" if folder.is_file() else f"There is no library in {folder}"
    )
    return f"{found}: make one with `plan-assistant ingest PATH…`, or name another with --library."


def make(folder: Path, about: Mapping[str, str]) -> None:
    """Make a register in `folder` where there is none: beside its place, so that it is whole or not there."""
    part = folder / f"{FILE}{PART}"
    for stale in folder.glob(f"{part.name}*"):
        stale.unlink()
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN; {schema.TABLES}")
        connection.executemany("INSERT INTO about VALUES (?, ?)", list(about.items()))
        connection.execute("COMMIT")
    finally:
        connection.close()
    put_in_place(part, folder / FILE)


def upgrade(path: Path) -> None:
    """Bring a register of an earlier version up to this one, all or nothing. For the writer, who holds the lock."""
    if not path.is_file():
        return
    with closing(open_to_read(path)) as connection:
        application, version = _made_by(connection)
    if application != schema.APPLICATION or version not in (1, 2):
        return
    facts = (
        f"ALTER TABLE papers ADD COLUMN facts TEXT NOT NULL DEFAULT ''; {schema.FACTS_TABLE}" if version == 1 else ""
    )
    words = "".join(
        f"INSERT INTO {table} (rowid, title, section, text) SELECT words.rowid, words.title, words.section, words.text"
        " FROM words JOIN passages ON passages.seq = words.rowid JOIN paragraphs USING (paper, para)"
        f" WHERE paragraphs.access <= {int(level)};"
        for level, table in schema.WORDS.items()
    )
    with closing(open_to_write(path)) as connection:
        connection.executescript(
            f"BEGIN; {facts}{schema.WORDS_TABLES}{words}DROP TABLE words;PRAGMA user_version = {schema.VERSION}; COMMIT"
        )


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection whose commits are on the disk when they return. It never makes a file."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # a paper that is withdrawn leaves no words in free pages
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. In a folder that cannot be written SQLite's log has no place: then without it."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(f"{path.name}-wal").exists():
            raise
        connection = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return connection


def check(connection: sqlite3.Connection, folder: Path) -> None:
    """Raises LibraryMissing where the file is not ours, LibraryTooNew, LibraryTooOld, LibraryDamaged for a fault."""
    application, version = _made_by(connection)
    if application != schema.APPLICATION:
        raise LibraryMissing(f"{folder / FILE} is not a library of this program: name another folder with --library.")
    if version > schema.VERSION:
        raise LibraryTooNew(
            f"The library in {folder} was made by a newer version of plan-assistant (its version {version}, "
            f"this one reads {schema.VERSION}): upgrade plan-assistant, or make a new library in another folder."
        )
    if version < schema.VERSION:
        raise LibraryTooOld(
            f"The library in {folder} was made by an earlier version of plan-assistant: run `plan-assistant ingest "
            "PATH…` on any of its papers to bring it up to date; every paper it holds stays."
        )
    (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise LibraryDamaged(_damaged(folder / FILE, str(sound)))


def _made_by(connection: sqlite3.Connection) -> tuple[int, int]:
    """The program that made the file, as its own number, and the version of its tables."""
    (application,), (version,) = (
        connection.execute(f"PRAGMA {n}").fetchone() for n in ("application_id", "user_version")
    )
    return application, version


def last(connection: sqlite3.Connection, table: str) -> int:
    """The largest key a table ever gave; 0 for none."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


def _damaged(path: Path, reason: str) -> str:
    return (
        f"The library's register {path} is damaged ({reason}): put a copy of it back, or remove its folder and run "
        "`plan-assistant ingest PATH…` again."
    )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise LibraryDamaged(_damaged(path, str(error))) from error
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise LibraryBusy(f"Another process is writing to {path}: try again when it has ended.") from error
        if code == sqlite3.SQLITE_FULL:
            raise LibraryError(f"There is no space left for {path}: free some; what was held is still held.") from error
        raise LibraryError(f"The library's register {path} cannot be used: {error}.") from error
