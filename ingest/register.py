"""The register: the SQLite door, and the truth. Papers, paragraphs, fp32 vectors and the lexical index in one file.

A paper goes in or out in one transaction (write-ahead log, synchronous=FULL): readers, in whatever process, see a paper
wholly in one version or not at all, and what has been committed survives kill -9 and a power cut. A paper is seen
through its own row, which is written last. Each reading call is one statement, so it sees one state of the register.

Every question carries `Allowed`. A user's words reach the lexical index only as quoted phrases. The weight of a word is
reckoned over all papers held, those a reader may not see included; no word, count or address of theirs comes out.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest import schema
from ingest.allowed import UNDATED, Allowed, Entry
from ingest.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryEmpty,
    LibraryError,
    LibraryMissing,
    LibraryTooNew,
    NotHeld,
)
from ingest.report import Access, Card, Header, Hit, Paragraph, Passage, Ref, Report

FILE = "register.sqlite3"
WAIT_SECONDS = 10.0  # for another connection's commit; one takes milliseconds
MOST_TERMS = 64  # of one lexical question


@dataclass(frozen=True, slots=True)
class Held:
    """What the register knows of a paper without opening it."""

    digest: str
    rules: str  # the rules by which it was read


class Register:
    """The register of one library, for reading. Safe for many threads: each call takes a connection of its own."""

    def __init__(self, folder: Path) -> None:
        """Open the register in `folder`.

        Raises:
            LibraryMissing: there is none, or the file is not ours.
            LibraryEmpty: its making was cut off before it held anything.
            LibraryTooNew: made by a newer version of this program.
            LibraryDamaged: it fails SQLite's own check.
        """
        self._path = folder / FILE
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        if not self._path.is_file():
            raise LibraryMissing(missing(folder))
        with self._connection() as connection:
            _check(connection, folder)
            about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        self.library: str = about["library"]  # a random name, given once
        self.encoder: str = about["encoder"]
        self.dimensions = int(about["dimensions"])

    def close(self) -> None:
        """Close every connection; one in use is closed when its call ends."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def cards(self, allowed: Allowed) -> tuple[Card, ...]:
        """The papers with anything to see, by date and name; undated ones first."""
        found = self._all(schema.CARDS, (), allowed)
        return tuple(Card(row[11], schema.header_of(row[:11]), *row[12:]) for row in found)

    def report(self, name: str, allowed: Allowed) -> Report:
        """A paper, without the paragraphs that may not be seen.

        Raises:
            NotHeld: no such paper, or nothing of it may be seen: the two are not told apart.
        """
        found = self._all(schema.REPORT, (name,), allowed)
        if not found:
            raise NotHeld(_no_report(name))
        return Report(
            name, schema.header_of(found[0][:11]), tuple(schema.paragraph_of(row[12:]) for row in found), found[0][11]
        )

    def header(self, name: str, allowed: Allowed) -> Header:
        """A paper's header. Raises NotHeld as `report` does."""
        found = self._all(schema.ONE_HEADER, (name,), allowed)
        if not found:
            raise NotHeld(_no_report(name))
        return schema.header_of(found[0])

    def paragraph(self, ref: Ref, allowed: Allowed) -> Paragraph:
        """One paragraph.

        Raises:
            NotHeld: no such paper or paragraph, or it may not be seen.
        """
        found = self._all(schema.ONE_PARAGRAPH, (ref.report, ref.para), allowed)
        if not found:
            raise NotHeld(
                f'The library holds no paragraph "{ref.para}" of "{ref.report}": '
                f"`plan-assistant show {ref.report}` lists those it holds."
            )
        return schema.paragraph_of(found[0])

    def lexical(self, terms: Sequence[str], k: int, allowed: Allowed) -> tuple[Hit, ...]:
        """The k paragraphs that share most with any of `terms` (words or phrases), by BM25, best first."""
        phrases = list(dict.fromkeys(phrase for term in terms if (phrase := _phrase(term))))[:MOST_TERMS]
        if not phrases or k < 1:
            return ()
        found = self._all(schema.LEXICAL, (" OR ".join(phrases),), allowed, k)
        return tuple(Hit(Ref(name, para), score) for name, para, score in found)

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: Allowed, among: Sequence[int], after: int
    ) -> tuple[Hit, ...]:
        """The k paragraphs nearest to `vector`, of the passages `among` and of all with a `seq` greater than `after`.

        Exact: the score is the inner product with the vector held here. `among=(), after=0` searches everything.
        """
        rows = self._all(schema.CANDIDATES, (json.dumps(list(among)), after), allowed)
        if not rows or k < 1:
            return ()
        vectors = np.frombuffer(b"".join(row[2] for row in rows), "<f4").reshape(len(rows), self.dimensions)
        scores = vectors @ vector
        best: dict[Ref, float] = {}
        for row in np.argsort(-scores, kind="stable"):
            best.setdefault(Ref(rows[row][0], rows[row][1]), float(scores[row]))
            if len(best) == k:
                break
        return tuple(Hit(ref, score) for ref, score in best.items())

    def count(self, upto: int | None = None) -> int:
        """How many passages are held; of those with a `seq` no greater than `upto`."""
        with self._connection() as connection:
            (held,) = connection.execute(
                "SELECT count(*) FROM passages WHERE seq <= coalesce(?, seq)", (upto,)
            ).fetchone()
        return int(held)

    def last(self) -> int:
        """The largest `seq` ever given; 0 for none."""
        with self._connection() as connection:
            return _last(connection, "passages")

    def entries(self) -> Iterator[Entry]:
        """Every passage for the vector index, by `seq`, in one snapshot."""
        with self._connection() as connection:
            for seq, access, as_at, council, body, name, blob in connection.execute(schema.ENTRIES, (UNDATED,)):
                yield Entry(seq, Access(access), as_at, council, body, name, np.frombuffer(blob, "<f4"))

    def sample(self, n: int, upto: int) -> dict[int, NDArray[np.float32]]:
        """`seq` → vector of n passages spread over those with a `seq` no greater than `upto`; fewer where few are."""
        spread = [upto * (step + 1) // n for step in range(n)]
        with self._connection() as connection:
            found = [
                connection.execute("SELECT seq, vector FROM vectors WHERE seq <= ? ORDER BY seq DESC LIMIT 1", (seq,))
                for seq in spread
            ]
            return {seq: np.frombuffer(blob, "<f4") for rows in found for seq, blob in rows}

    def _all(self, statement: str, values: tuple[object, ...], allowed: Allowed, *limit: int) -> list[Any]:
        with self._connection() as connection:
            parameters = (*values, *allowed.parameters, *limit)
            return connection.execute(statement.format(allowed=allowed.sql), parameters).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with _translated(self._path):
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = _open_to_read(self._path)
            try:
                yield connection
            finally:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)


class RegisterWriter(Register):
    """The register of one library, for its one writer. Not for many threads."""

    def __init__(self, folder: Path, encoder: str, dimensions: int) -> None:
        """Open the register in `folder`, making it where there is none. The caller holds the writer's lock.

        Raises: as `Register`, and LibraryError where the folder cannot be written.
        """
        with _translated(folder / FILE):
            self._writing = sqlite3.connect(
                folder / FILE, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._writing.execute("PRAGMA journal_mode = WAL")
                self._writing.execute("PRAGMA synchronous = FULL")
                _make(self._writing, encoder, dimensions)
                super().__init__(folder)
            except BaseException:
                self._writing.close()
                raise

    def close(self) -> None:
        super().close()
        self._writing.close()

    def held(self) -> dict[str, Held]:
        """Every paper by name."""
        with self._connection() as connection:
            return {
                name: Held(digest, rules)
                for name, digest, rules in connection.execute("SELECT name, digest, rules FROM papers ORDER BY paper")
            }

    def known_vectors(self, embedded: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Texts as embedded → the vectors already held for the same texts."""
        by_digest = {_content(text): text for text in embedded}
        with self._connection() as connection:
            found = connection.execute(
                "SELECT embedded_sha256, vector FROM passages JOIN vectors USING (seq)"
                " WHERE embedded_sha256 IN (SELECT value FROM json_each(?))",
                (json.dumps(list(by_digest)),),
            )
            return {by_digest[digest]: np.frombuffer(blob, "<f4") for digest, blob in found}

    def put(self, report: Report, passages: Sequence[Passage], vectors: NDArray[np.float32], rules: str) -> None:
        """Write a paper in place of the one of its name, in one transaction. Its own row comes last."""
        access = schema.levels(report.paragraphs)
        with self._transaction() as connection:
            _delete(connection, report.name)
            paper = _last(connection, "papers") + 1
            first = _last(connection, "passages") + 1
            connection.executemany(
                "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [schema.paragraph_row(paper, p, access[p.para]) for p in report.paragraphs],
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                [(seq, p.id, paper, p.ref.para, p.part, _content(p.embedded)) for seq, p in enumerate(passages, first)],
            )
            connection.executemany(
                "INSERT INTO vectors VALUES (?, ?)",
                [(seq, row.astype("<f4").tobytes()) for seq, row in enumerate(vectors, first)],
            )
            connection.executemany(
                "INSERT INTO words (rowid, title, section, text) VALUES (?, ?, ?, ?)",
                [(seq, p.title, p.section, p.text) for seq, p in enumerate(passages, first)],
            )
            row = schema.paper_row(paper, report, rules)
            connection.execute(f"INSERT INTO papers VALUES ({', '.join('?' * len(row))})", row)

    def remove(self, name: str) -> bool:
        """Take a paper off every shelf. False where it was not held."""
        with self._transaction() as connection:
            return _delete(connection, name)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _translated(self._path):
            self._writing.execute("BEGIN IMMEDIATE")
            try:
                yield self._writing
                self._writing.execute("COMMIT")
            except BaseException:
                self._writing.rollback()
                raise


def missing(folder: Path) -> str:
    """What to say where a library is looked for and is not."""
    found = (
        f"{folder} is a file, not the folder of a library" if folder.is_file() else f"There is no library in {folder}"
    )
    return f"{found}: make one with `plan-assistant ingest PATH…`, or name another with --library."


def _open_to_read(path: Path) -> sqlite3.Connection:
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


def _check(connection: sqlite3.Connection, folder: Path) -> None:
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if (application, version) == (0, 0) and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise LibraryEmpty(
            f"The library in {folder} holds nothing, its making was cut off: run `plan-assistant ingest PATH…` again."
        )
    if application != schema.APPLICATION:
        raise LibraryMissing(f"{folder / FILE} is not a library of this program: name another folder with --library.")
    if version > schema.VERSION:
        raise LibraryTooNew(
            f"The library in {folder} was made by a newer version of plan-assistant (its version {version}, "
            f"this one reads {schema.VERSION}): upgrade plan-assistant, or make a new library in another folder."
        )
    (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise LibraryDamaged(_damaged(folder / FILE, str(sound)))


def _make(connection: sqlite3.Connection, encoder: str, dimensions: int) -> None:
    """Make the tables in an empty file, all in one transaction."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    connection.executescript(f"BEGIN IMMEDIATE; {schema.TABLES}")
    about = {"library": uuid.uuid4().hex, "encoder": encoder, "dimensions": str(dimensions)}
    connection.executemany("INSERT INTO about VALUES (?, ?)", list(about.items()))
    connection.execute("COMMIT")


def _delete(connection: sqlite3.Connection, name: str) -> bool:
    found = connection.execute("SELECT paper FROM papers WHERE name = ?", (name,)).fetchone()
    if not found:
        return False
    connection.execute("DELETE FROM papers WHERE paper = ?", found)
    for table, key in (("words", "rowid"), ("vectors", "seq")):
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT seq FROM passages WHERE paper = ?)", found)
    connection.execute("DELETE FROM passages WHERE paper = ?", found)
    connection.execute("DELETE FROM paragraphs WHERE paper = ?", found)
    return True


def _no_report(name: str) -> str:
    return f'The library holds no report "{name}": `plan-assistant reports` lists those it holds.'


def _last(connection: sqlite3.Connection, table: str) -> int:
    """The largest key a table ever gave; 0 for none."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


def _content(embedded: str) -> str:
    return hashlib.sha256(embedded.encode()).hexdigest()


def _phrase(term: str) -> str:
    """A term as a quoted phrase of the lexical index; "" where it holds no letter and no digit."""
    plain = term.replace("\0", " ")
    return '"' + plain.replace('"', '""') + '"' if any(map(str.isalnum, plain)) else ""


def _damaged(path: Path, reason: str) -> str:
    return (
        f"The library's register {path} is damaged ({reason}): put a copy of it back, or remove its folder and run "
        "`plan-assistant ingest PATH…` again."
    )


@contextmanager
def _translated(path: Path) -> Iterator[None]:
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
