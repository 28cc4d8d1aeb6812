"""The register's writing side: a paper goes in or out in one transaction. For the one writer, who holds the lock."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.fact import Kept, Stated
from ingest.register import Register, schema
from ingest.register.opening import FILE, last, make, open_to_write, translated, upgrade
from ingest.report import Passage, Report


@dataclass(frozen=True, slots=True)
class Held:
    """What the register knows of a paper without opening it."""

    digest: str
    rules: str  # the rules by which it was read


class RegisterWriter(Register):
    """The register of one library, for its one writer. Not for many threads."""

    def __init__(self, folder: Path, encoder: str | None, dimensions: int) -> None:
        """Open the register in `folder`, making it where there is none and an encoder is given.

        The caller holds the writer's lock.

        Raises: as `Register`, and LibraryError where the folder cannot be written.
        """
        with translated(folder / FILE):
            if encoder is not None and not (folder / FILE).exists():
                make(folder, {"library": uuid.uuid4().hex, "encoder": encoder, "dimensions": str(dimensions)})
            upgrade(folder / FILE)
            super().__init__(folder, encoder)  # refuses what is not ours, before anything is written to it
            self._writing = open_to_write(folder / FILE)

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

    def put(
        self,
        report: Report,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        rules: str,
        stated: Stated,
    ) -> None:
        """Write a paper in place of the one of its name, in one transaction. Its own row comes last."""
        with self._transaction() as connection:
            _delete(connection, report.name)
            paper = last(connection, "papers") + 1
            first = last(connection, "passages") + 1
            connection.executemany(
                "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [schema.paragraph_row(paper, p) for p in report.paragraphs],
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                [(seq, p.id, paper, p.ref.para, p.part, _content(p.embedded)) for seq, p in enumerate(passages, first)],
            )
            connection.executemany(
                "INSERT INTO vectors VALUES (?, ?)",
                [(seq, row.astype("<f4").tobytes()) for seq, row in enumerate(vectors, first)],
            )
            access = {paragraph.para: paragraph.access for paragraph in report.paragraphs}
            for level, table in schema.WORDS.items():
                connection.executemany(
                    f"INSERT INTO {table} (rowid, title, section, text) VALUES (?, ?, ?, ?)",
                    [
                        (seq, p.title, p.section, p.text)
                        for seq, p in enumerate(passages, first)
                        if access[p.ref.para] <= level
                    ],
                )
            _insert_facts(connection, paper, stated.facts)
            row = schema.paper_row(paper, report, rules, stated.rules)
            connection.execute(f"INSERT INTO papers VALUES ({', '.join('?' * len(row))})", row)

    def papers_of_other_facts(self, rules: str) -> tuple[str, ...]:
        """The names of papers whose facts were not found by these rules."""
        with self._connection() as connection:
            found = connection.execute("SELECT name FROM papers WHERE facts <> ? ORDER BY paper", (rules,)).fetchall()
        return tuple(name for (name,) in found)

    def put_facts(self, name: str, stated: Stated) -> None:
        """Write a paper's facts in place of those it has, in one transaction."""
        with self._transaction() as connection:
            (paper,) = connection.execute("SELECT paper FROM papers WHERE name = ?", (name,)).fetchone()
            connection.execute("DELETE FROM facts WHERE paper = ?", (paper,))
            _insert_facts(connection, paper, stated.facts)
            connection.execute("UPDATE papers SET facts = ? WHERE paper = ?", (stated.rules, paper))

    def remove(self, names: Sequence[str]) -> None:
        """Take papers off the shelves, all or none; a name that is not held is passed over."""
        with self._transaction() as connection:
            for name in names:
                _delete(connection, name)
            connection.execute("INSERT OR REPLACE INTO about VALUES ('unswept', '1')")

    def unswept(self) -> bool:
        """Whether papers were removed, and `swept` has not been called since."""
        with self._connection() as connection:
            return bool(connection.execute("SELECT 1 FROM about WHERE name = 'unswept'").fetchone())

    def sweep(self) -> None:
        """Write over what is left here of removed papers: old words of the lexical index, and the log."""
        with self._transaction() as connection:
            for table in schema.WORDS.values():
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self._empty_log()

    def swept(self) -> None:
        """Note that nothing is left of removed papers, here or in the vector index."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM about WHERE name = 'unswept'")

    def _empty_log(self) -> None:
        """Move the log into the file. A reader in the middle of a call is waited for."""
        with translated(self._path):
            self._writing.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with translated(self._path):
            self._writing.execute("BEGIN IMMEDIATE")
            try:
                yield self._writing
                self._writing.execute("COMMIT")
            except BaseException:
                self._writing.rollback()
                raise


def _delete(connection: sqlite3.Connection, name: str) -> bool:
    found = connection.execute("SELECT paper FROM papers WHERE name = ?", (name,)).fetchone()
    if not found:
        return False
    connection.execute("DELETE FROM papers WHERE paper = ?", found)
    for table, key in (*((words, "rowid") for words in schema.WORDS.values()), ("vectors", "seq")):
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT seq FROM passages WHERE paper = ?)", found)
    connection.execute("DELETE FROM passages WHERE paper = ?", found)
    for table in ("facts", "paragraphs"):
        connection.execute(f"DELETE FROM {table} WHERE paper = ?", found)
    return True


def _insert_facts(connection: sqlite3.Connection, paper: int, facts: Sequence[Kept]) -> None:
    rows = [schema.fact_row(paper, order, kept) for order, kept in enumerate(facts)]
    connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _content(embedded: str) -> str:
    return hashlib.sha256(embedded.encode()).hexdigest()
