"""Who is signed in, as rows: by the hash of a token that only their browser has. Each call is given a connection."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from assistant.history.conversations import seconds


def sign_in(connection: sqlite3.Connection, token_hash: str, name: str, until: datetime) -> None:
    """Remember that whoever has this token is `name`, until a time."""
    connection.execute("INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?)", (token_hash, name, seconds(until)))


def signed_in(connection: sqlite3.Connection, token_hash: str, now: datetime) -> str:
    """The name of whoever has this token; "" where nobody has, or its time is past."""
    query = "SELECT name FROM sign_ins WHERE token_hash = ? AND until > ?"
    row = connection.execute(query, (token_hash, seconds(now))).fetchone()
    return str(row[0]) if row else ""


def sign_out(connection: sqlite3.Connection, token_hash: str) -> None:
    """Forget a token; one that is not known is no error."""
    connection.execute("DELETE FROM sign_ins WHERE token_hash = ?", (token_hash,))


def delete_past(connection: sqlite3.Connection, now: datetime) -> int:
    """Delete the tokens whose time is past; returns how many."""
    return connection.execute("DELETE FROM sign_ins WHERE until <= ?", (seconds(now),)).rowcount
