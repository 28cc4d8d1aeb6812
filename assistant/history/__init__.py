"""What was asked and answered, what people said of it, and who is signed in: in a SQLite file of its own.

`History` is the only face; the rooms behind it are `file` (tables, connections, errors), `conversations`, `ratings` and
`sign_ins`. The file has no words of a library but those of answers given, and no library has any of it.

Decisions: an answer is kept whole, so that a link opens it as it was given. What a person deletes is hidden at once and
gone from the file when it can no longer be undone; what is too old goes by itself. The file is swept when it is opened
and, while it is written to, as often as an undo runs out.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

from assistant.history import conversations, ratings, sign_ins
from assistant.history.file import FILE, File
from assistant.history.kept import MOST_WORDS, Kept, Listed, Rating, Reason
from ingest.report import Access

__all__ = ["FILE", "MOST_WORDS", "UNDO_MINUTES", "History", "Kept", "Listed", "Rating", "Reason"]

UNDO_MINUTES = 30  # how long a person may take back a deletion
AT_A_TIME = 100  # answers read at once for an export


class History:
    """The history of one service. Safe for many threads; several processes may have it open.

    Every call raises HistoryError where the file cannot be used: it names the file and what to do. All times are UTC.
    """

    def __init__(self, folder: Path, days: int) -> None:
        """Open the history in `folder`, or begin one; what is older than `days` is deleted, now and from now on."""
        self._days = days
        self._file = File(folder)
        self._next_sweep = 0.0
        self.swept = self.sweep(_now())  # answers deleted when it was opened

    def __enter__(self) -> History:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. It is written whole after every call; a later call opens it again."""
        self._file.close()

    def keep(self, kept: Kept) -> None:
        """Keep a question with its answer. Those of its conversation with the same or a later number go: the question
        was edited, and what followed it followed something else.
        """
        with self._writing() as connection:
            conversations.keep(connection, kept)

    def rewrite(self, kept: Kept) -> None:
        """Put an answer in the place of the one kept under its id, when there is more of it than there was. All else
        that is known of it stays: when it was asked, what followed it, a rating, that it was deleted.
        """
        with self._writing() as connection:
            conversations.rewrite(connection, kept)

    def next_number(self, conversation: str, owner: str) -> int:
        """The number that a further question of a conversation gets; 1 for the first."""
        with self._file.reading() as connection:
            return conversations.next_number(connection, conversation, owner)

    def answer(self, id: str, access: Access) -> Kept:  # noqa: A002 - as `Kept` calls it
        """An answer by its id, whoever asked. Raises NotHeld: there is none, or above `access`, not told apart."""
        with self._file.reading() as connection:
            return conversations.one(connection, id, access)

    def conversation(self, id: str, owner: str, access: Access) -> tuple[Kept, ...]:  # noqa: A002
        """A conversation of `owner` in order, without what is above `access`. Raises NotHeld where nothing is left."""
        with self._file.reading() as connection:
            return conversations.whole_conversation(connection, id, owner, access)

    def conversations(self, owner: str, access: Access, search: str = "") -> tuple[Listed, ...]:
        """A person's conversations, the latest first.

        Args:
            search: words, or parts of words, each of which has to stand in a question or an answer of the conversation.
        """
        with self._file.reading() as connection:
            return conversations.listed(connection, owner, access, search)

    def forget(self, owner: str, conversation: str = "") -> int:
        """Delete one of a person's conversations, or all; hidden at once, links too. Returns how many answers."""
        with self._writing() as connection:
            return conversations.forget(connection, owner, conversation, _now())

    def recall(self, owner: str) -> int:
        """Undo a person's last deletion, within UNDO_MINUTES. Returns how many answers are back."""
        with self._file.writing() as connection:
            return conversations.recall(connection, owner, _now() - timedelta(minutes=UNDO_MINUTES))

    def rate(self, rating: Rating) -> None:
        """Keep what a person said of an answer; a later rating replaces it. Raises NotHeld where there is no answer."""
        with self._writing() as connection:
            ratings.rate(connection, rating)

    def rating(self, answer: str, owner: str) -> Rating | None:
        """What a person said of an answer, or None."""
        with self._file.reading() as connection:
            return ratings.rating_by(connection, answer, owner)

    def sign_in(self, token_hash: str, name: str, until: datetime) -> None:
        """Remember that whoever has a token is `name`."""
        with self._writing() as connection:
            sign_ins.sign_in(connection, token_hash, name, until)

    def signed_in(self, token_hash: str, now: datetime) -> str:
        """The name of whoever has a token; "" where nobody has, or its time is past."""
        with self._file.reading() as connection:
            return sign_ins.signed_in(connection, token_hash, now)

    def sign_out(self, token_hash: str) -> None:
        """Forget a token."""
        with self._writing() as connection:
            sign_ins.sign_out(connection, token_hash)

    def everything(self) -> Iterator[tuple[Kept, Rating | None]]:
        """Every answer in the order they were kept, with its rating: once for each person who rated it, once with None
        where nobody did. What is kept meanwhile may come at the end.
        """
        after = 0
        while True:
            with self._file.reading() as connection:
                found, after = conversations.some(connection, after, AT_A_TIME)
                rated = [(kept, ratings.ratings_of(connection, kept.id) or (None,)) for kept in found]
            if not found:
                return
            for kept, said in rated:
                yield from ((kept, rating) for rating in said)

    def sweep(self, now: datetime) -> int:
        """Delete for good what is too old, what was forgotten and sign-ins that are past. Returns how many answers."""
        self._next_sweep = time.monotonic() + UNDO_MINUTES * 60
        with self._file.writing() as connection:
            gone = conversations.delete_older(connection, now - timedelta(days=self._days))
            gone += conversations.delete_forgotten(connection, now - timedelta(minutes=UNDO_MINUTES))
            past = sign_ins.delete_past(connection, now)
        if gone or past:
            self._file.empty_log()
        return gone

    def delete_older(self, than: datetime) -> int:
        """Delete for good the answers asked before a time. Returns how many."""
        with self._file.writing() as connection:
            gone = conversations.delete_older(connection, than)
        self._file.empty_log()
        return gone

    def _writing(self) -> AbstractContextManager[Connection]:
        if time.monotonic() >= self._next_sweep:
            self.sweep(_now())
        return self._file.writing()


def _now() -> datetime:
    return datetime.now(UTC)
