"""The register: the SQLite door, and the truth. Papers, paragraphs, fp32 vectors and the lexical index in one file.

A paper goes in or out in one transaction (write-ahead log, synchronous=FULL): readers, in whatever process, see a paper
wholly in one version or not at all, and what has been committed survives kill -9 and a power cut. A paper is seen
through its own row, which is written last. Each reading call is one statement, so it sees one state of the register.

Every question carries `Allowed`. A user's words reach the lexical index only as quoted phrases. The weight of a word is
reckoned over all papers held, those a reader may not see included; no word, count or address of theirs comes out.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.allowed import UNDATED, Allowed, Entry
from ingest.errors import LibraryMissing, NotHeld, StoreMismatch
from ingest.fact import Fact
from ingest.register import schema
from ingest.register.opening import FILE, check, last, missing, open_to_read, translated
from ingest.report import Access, Card, Header, Hit, Paragraph, Ref, Report

MOST_TERMS = 64  # of one lexical question
_WORD = re.compile(r"[^\W\d_]{4,}")


class Register:
    """The register of one library, for reading. Safe for many threads: each call takes a connection of its own."""

    def __init__(self, folder: Path, encoder: str | None = None) -> None:
        """Open the register in `folder`, made with `encoder`; None: with whichever.

        Raises:
            LibraryMissing: there is none, or the file is not ours.
            LibraryTooNew: made by a newer version of this program.
            LibraryDamaged: it fails SQLite's own check.
            StoreMismatch: made with another embedding model.
        """
        self._path = folder / FILE
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        if not self._path.is_file():
            raise LibraryMissing(missing(folder))
        with self._connection() as connection:
            check(connection, folder)
            about = dict(connection.execute("SELECT name, value FROM about").fetchall())
        self.library: str = about["library"]  # a random name, given once
        self.encoder: str = about["encoder"]
        self.dimensions = int(about["dimensions"])
        if encoder not in (None, self.encoder):
            Register.close(self)
            raise StoreMismatch(
                f"The library in {folder} was made with the embedding model {self.encoder}, and the settings name "
                f"{encoder}: set PLAN_ASSISTANT_ENCODER to the first, or make a new library in another folder with "
                "`plan-assistant ingest PATH… --library FOLDER`."
            )

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

    def digest_of_whole(self, name: str, allowed: Allowed) -> str:
        """The SHA-256 of a paper's file where every paragraph of it may be seen; "" where not, or none is held."""
        found = self._all(schema.WHOLE, (name,), allowed)
        return str(found[0][0]) if found else ""

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
        found = self._all(schema.LEXICAL[allowed.access], (" OR ".join(phrases),), allowed, k)
        return tuple(Hit(Ref(name, para), score) for name, para, score in found)

    def commonplace(self, shortest: int, opening: int, allowed: Allowed) -> frozenset[Ref]:
        """Paragraphs that open word for word as one in another council's paper does.

        Args:
            shortest: how many characters a paragraph must have to be one of these.
            opening: how many characters from its start must be the same; all, of one that has fewer.
        """
        found = self._all(schema.COMMONPLACE, (opening, shortest), allowed)
        return frozenset(Ref(name, para) for name, para in found)

    def vocabulary(self, allowed: Allowed) -> frozenset[str]:
        """Every word of four letters or more that is printed in the papers, case folded; no figures, no codes."""
        found: set[str] = set()
        for row in self._all(schema.PRINTED, (), allowed):
            found.update(_WORD.findall(" ".join(row).casefold()))
        return frozenset(found)

    def facts(self, kinds: Sequence[str], allowed: Allowed) -> tuple[Fact, ...]:
        """The facts of these kinds (names of classes of `ingest.fact`), by date and name of paper, then as found."""
        found = self._all(schema.FACTS, (json.dumps(list(kinds)), int(allowed.access)), allowed)
        return tuple(schema.fact_of(kind, value) for kind, value in found)

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
            return last(connection, "passages")

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
        parameters = (*values, *allowed.parameters, *limit)
        with self._connection() as connection:
            try:
                return connection.execute(statement.format(allowed=allowed.sql), parameters).fetchall()
            except UnicodeEncodeError:  # half a character, from a terminal or a file's name: nothing held has one
                return []

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with translated(self._path):
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = open_to_read(self._path)
            try:
                yield connection
            finally:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)


def _no_report(name: str) -> str:
    return f'The library holds no report "{name}": `plan-assistant reports` lists those it holds.'


def _phrase(term: str) -> str:
    """A term as a quoted phrase of the lexical index; "" where it holds no letter and no digit."""
    plain = term.replace("\0", " ").encode("utf-8", "ignore").decode()
    return '"' + plain.replace('"', '""') + '"' if any(map(str.isalnum, plain)) else ""
