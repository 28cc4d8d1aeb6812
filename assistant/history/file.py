"""The file of the history: its tables, its connections, and SQLite's errors as ours.

Decisions: a write-ahead log, so that the export reads while the service writes; one writer at a time, and a connection
for each call that is under way; what is deleted is overwritten with zeros, and swept out of the log as well.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import HistoryError

FILE = "history.sqlite3"
APPLICATION, VERSION = 0x506C4148, 1  # "PlAH"
WAIT_SECONDS = 5.0  # for another connection's commit; one takes milliseconds

# Times are whole seconds since 1970, UTC; `forgotten` is in millionths, so that it tells two forgettings apart.
_TABLES = f"""
CREATE TABLE answers (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    owner TEXT NOT NULL,
    access INTEGER NOT NULL,
    asked TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    scope TEXT NOT NULL,     -- JSON
    answer TEXT NOT NULL,    -- JSON
    searched TEXT NOT NULL,  -- the words of question and answer, folded
    forgotten INTEGER        -- when its owner deleted it; NULL: it is there
);
CREATE UNIQUE INDEX answers_in_order ON answers (owner, conversation, number);
CREATE INDEX answers_by_age ON answers (asked_at);
CREATE INDEX answers_forgotten ON answers (forgotten) WHERE forgotten IS NOT NULL;
CREATE TABLE ratings (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    reason TEXT,
    words TEXT NOT NULL,
    rated_at INTEGER NOT NULL,
    PRIMARY KEY (answer, owner)
) WITHOUT ROWID;
CREATE TABLE sign_ins (token_hash TEXT PRIMARY KEY, name TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""


class File:
    """The history's file, made where there is none. Safe for many threads and several processes."""

    def __init__(self, folder: Path) -> None:
        """Open or make the file. Raises HistoryError where it cannot be used; the message names the file."""
        self.path = folder / FILE
        self._writer = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        with self._translated():
            _make_place(self.path)
            with self.reading() as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                self._check(connection)

    def close(self) -> None:
        """Close the connections not in use. A later call opens a new one."""
        while connection := self._free():
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for one call. Raises HistoryError for what SQLite cannot do."""
        with self._translated():
            connection = self._free() or _connect(self.path)
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that is kept when the block ends, and undone when it fails."""
        with self._writer, self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.execute("COMMIT")

    def empty_log(self) -> None:
        """Leave nothing in the write-ahead log of what has been deleted from the file."""
        with self._writer, self.reading() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _free(self) -> sqlite3.Connection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _check(self, connection: sqlite3.Connection) -> None:
        """Give an empty file its tables; refuse one of another program, a newer version or with a fault."""
        connection.execute("BEGIN IMMEDIATE")  # two processes may find the file empty at once
        application, version = (
            connection.execute(f"PRAGMA {n}").fetchone()[0] for n in ("application_id", "user_version")
        )
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if empty and not application:
            for statement in filter(str.strip, _TABLES.split(";\n")):
                connection.execute(statement)
        connection.execute("COMMIT")
        if empty and not application:
            return
        if application != APPLICATION:
            raise HistoryError(
                f"{self.path} is not a history of this program: name another folder with PLAN_ASSISTANT_HISTORY."
            )
        if version > VERSION:
            raise HistoryError(
                f"The history in {self.path} was made by a newer version of plan-assistant (its version {version}, "
                f"this one reads {VERSION}): upgrade plan-assistant, or name another folder with "
                "PLAN_ASSISTANT_HISTORY."
            )
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise HistoryError(self._damaged(str(sound)))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise HistoryError(self._said(error)) from error
        except OSError as error:
            raise HistoryError(
                f"The history {self.path} cannot be made or opened ({error.strerror}): let the service write in that "
                "folder, or name another with PLAN_ASSISTANT_HISTORY."
            ) from error

    def _said(self, error: sqlite3.Error) -> str:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return self._damaged(str(error))
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return f"Another process is writing to the history {self.path}: try again when it has ended."
        if code == sqlite3.SQLITE_FULL:
            return f"There is no space left for the history {self.path}: free some; what was kept is still kept."
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
            return (
                f"The history {self.path} cannot be written ({error}): let the service write the file and its folder, "
                "or name another folder with PLAN_ASSISTANT_HISTORY."
            )
        return f"The history {self.path} cannot be used: {error}."

    def _damaged(self, reason: str) -> str:
        return (
            f"The history {self.path} is damaged ({reason}): stop the service, put a copy of the file back or move it "
            "out of its folder, and start again; without one a new history is begun."
        )


def _make_place(path: Path) -> None:
    """The folder and the file, for nobody else to read. SQLite gives its log the permissions of the file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
