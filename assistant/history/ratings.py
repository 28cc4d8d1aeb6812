"""What people said of answers, as rows: one of each person for each answer. Each call is given a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from assistant.history.conversations import moment, seconds, whole
from assistant.history.kept import MOST_WORDS, Rating, Reason
from ingest.errors import NotHeld

_COLUMNS = "answer, owner, helpful, reason, words, rated_at"
_RATE = f"""
INSERT OR REPLACE INTO ratings ({_COLUMNS})
SELECT id, ?, ?, ?, ?, ? FROM answers WHERE id = ? AND forgotten IS NULL
"""
_SHOWN = "EXISTS (SELECT 1 FROM answers WHERE id = ratings.answer AND forgotten IS NULL)"
_ONE = f"SELECT {_COLUMNS} FROM ratings WHERE answer = ? AND owner = ? AND {_SHOWN}"
_OF = f"SELECT {_COLUMNS} FROM ratings WHERE answer = ? ORDER BY rated_at, owner"


def rate(connection: sqlite3.Connection, rating: Rating) -> None:
    """Keep a rating in the place of the same person's earlier one. Raises NotHeld where there is no such answer."""
    words = whole(rating.words)[:MOST_WORDS]
    reason = rating.reason.value if rating.reason else None
    values = (rating.owner, rating.helpful, reason, words, seconds(rating.rated_at), rating.answer)
    if not connection.execute(_RATE, values).rowcount:
        raise NotHeld("There is no such answer to rate. It may have been deleted.")


def rating_by(connection: sqlite3.Connection, answer: str, owner: str) -> Rating | None:
    """What a person said of an answer; None where they said nothing, or it is not there any more."""
    row = connection.execute(_ONE, (answer, owner)).fetchone()
    return _rating(row) if row else None


def ratings_of(connection: sqlite3.Connection, answer: str) -> tuple[Rating, ...]:
    """What everybody said of an answer, the earliest first."""
    return tuple(map(_rating, connection.execute(_OF, (answer,)).fetchall()))


def _rating(row: Sequence[Any]) -> Rating:
    answer, owner, helpful, reason, words, rated_at = row
    return Rating(answer, owner, bool(helpful), Reason(reason) if reason else None, words, moment(rated_at))
