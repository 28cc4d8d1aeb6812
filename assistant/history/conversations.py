"""The answers as rows: kept, read, listed, searched, forgotten, recalled and deleted. Each call is given a connection.

A forgotten answer is hidden from every call here but `recall` and the two that delete.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from assistant.answer import Answer
from assistant.history.kept import Kept, Listed
from ingest.errors import NotHeld
from ingest.report import Access, Scope, normalise

MOST_SEARCHED = 64  # words of one search; what follows them is left out

_ANSWER, _SCOPE = TypeAdapter(Answer), TypeAdapter(Scope)
_COLUMNS = "id, conversation, number, owner, access, asked, asked_at, scope, answer"
_KEEP = f"INSERT INTO answers ({_COLUMNS}, searched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REWRITE = "UPDATE answers SET answer = ?, searched = ? WHERE id = ? AND owner = ?"
_REPLACED = "DELETE FROM answers WHERE owner = ? AND conversation = ? AND number >= ?"
_ONE = f"SELECT {_COLUMNS} FROM answers WHERE id = ? AND access <= ? AND forgotten IS NULL"
_ALL = (
    f"SELECT {_COLUMNS} FROM answers "
    "WHERE owner = ? AND conversation = ? AND access <= ? AND forgotten IS NULL ORDER BY number"
)
_LAST_NUMBER = "SELECT max(number) FROM answers WHERE owner = ? AND conversation = ?"
_LIST = """
SELECT conversation,
    (SELECT asked FROM answers AS first WHERE first.owner = turn.owner AND first.conversation = turn.conversation
        AND first.access <= :access AND first.forgotten IS NULL ORDER BY first.number LIMIT 1),
    count(*), max(asked_at)
FROM answers AS turn WHERE owner = :owner AND access <= :access AND forgotten IS NULL GROUP BY conversation
HAVING NOT EXISTS (SELECT 1 FROM json_each(:words) AS word WHERE NOT EXISTS (
    SELECT 1 FROM answers AS one WHERE one.owner = turn.owner AND one.conversation = turn.conversation
        AND one.access <= :access AND one.forgotten IS NULL AND instr(one.searched, word.value)))
ORDER BY max(asked_at) DESC, max(seq) DESC
"""
_EVERYTHING = f"SELECT {_COLUMNS}, seq FROM answers WHERE seq > ? AND forgotten IS NULL ORDER BY seq LIMIT ?"
_HIDE = "UPDATE answers SET forgotten = ? WHERE owner = ? AND forgotten IS NULL"
_LAST_HIDDEN = "SELECT max(forgotten) FROM answers WHERE owner = ?"
_RECALL = "UPDATE answers SET forgotten = NULL WHERE owner = ? AND forgotten = ?"
_NOTHING = "There is no answer at this address. It may have been deleted, or it is not yours to see."


def keep(connection: sqlite3.Connection, kept: Kept) -> None:
    """Add a question with its answer, in the place of those of its conversation from its number on."""
    connection.execute(_REPLACED, (kept.owner, kept.conversation, kept.number))
    values = (
        *(kept.id, kept.conversation, kept.number, kept.owner, int(kept.access), whole(kept.asked)),
        seconds(kept.asked_at),
        _json(_SCOPE.dump_python(kept.scope, mode="json")),
        *_said(kept),
    )
    connection.execute(_KEEP, values)


def rewrite(connection: sqlite3.Connection, kept: Kept) -> None:
    """Put an answer in the place of the one with its id, if that is still there."""
    connection.execute(_REWRITE, (*_said(kept), kept.id, kept.owner))


def next_number(connection: sqlite3.Connection, id: str, owner: str) -> int:  # noqa: A002
    """The number that a further question of a conversation gets: above every one in it, also those not to be seen."""
    (last,) = connection.execute(_LAST_NUMBER, (owner, id)).fetchone()
    return (last or 0) + 1


def one(connection: sqlite3.Connection, id: str, access: Access) -> Kept:  # noqa: A002 - as `Kept` calls it
    """An answer by its id. Raises NotHeld."""
    row = connection.execute(_ONE, (id, int(access))).fetchone()
    if row is None:
        raise NotHeld(_NOTHING)
    return _kept(row)


def whole_conversation(connection: sqlite3.Connection, id: str, owner: str, access: Access) -> tuple[Kept, ...]:  # noqa: A002
    """A conversation's questions in order. Raises NotHeld where there is none to see."""
    rows = connection.execute(_ALL, (owner, id, int(access))).fetchall()
    if not rows:
        raise NotHeld(_NOTHING)
    return tuple(map(_kept, rows))


def listed(connection: sqlite3.Connection, owner: str, access: Access, search: str) -> tuple[Listed, ...]:
    """A person's conversations, the latest first; of a search those in which every word occurs somewhere."""
    words = list(dict.fromkeys(normalise(whole(search)).split()))[:MOST_SEARCHED]
    rows = connection.execute(_LIST, {"owner": owner, "access": int(access), "words": json.dumps(words)})
    return tuple(Listed(conversation, first, number, moment(at)) for conversation, first, number, at in rows.fetchall())


def some(connection: sqlite3.Connection, after: int, most: int) -> tuple[tuple[Kept, ...], int]:
    """The next `most` answers in the order they were kept, and what to give as `after` for those that follow."""
    rows = connection.execute(_EVERYTHING, (after, most)).fetchall()
    return tuple(_kept(row[:-1]) for row in rows), rows[-1][-1] if rows else after


def forget(connection: sqlite3.Connection, owner: str, conversation: str, now: datetime) -> int:
    """Hide one conversation of a person's, or all where it is ""; returns how many answers."""
    only, values = (" AND conversation = ?", (conversation,)) if conversation else ("", ())
    return connection.execute(_HIDE + only, (_millionths(now), owner, *values)).rowcount


def recall(connection: sqlite3.Connection, owner: str, since: datetime) -> int:
    """Show again what was hidden last, if that was no earlier than `since`; returns how many answers."""
    (last,) = connection.execute(_LAST_HIDDEN, (owner,)).fetchone()
    if last is None or last < _millionths(since):
        return 0
    return connection.execute(_RECALL, (owner, last)).rowcount


def delete_older(connection: sqlite3.Connection, than: datetime) -> int:
    """Delete the answers asked before a time, with their ratings; returns how many."""
    return connection.execute("DELETE FROM answers WHERE asked_at < ?", (seconds(than),)).rowcount


def delete_forgotten(connection: sqlite3.Connection, before: datetime) -> int:
    """Delete the answers hidden before a time, with their ratings; returns how many."""
    return connection.execute("DELETE FROM answers WHERE forgotten < ?", (_millionths(before),)).rowcount


def seconds(at: datetime) -> int:
    """A time as it is kept."""
    return int(at.timestamp())


def moment(at: int) -> datetime:
    """A kept time as the rest of the program has it, UTC."""
    return datetime.fromtimestamp(at, UTC)


def whole(text: str) -> str:
    """Text that can be written as UTF-8: halves of characters, which a browser may send, are "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _millionths(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


def _said(kept: Kept) -> tuple[str, str]:
    """An answer as it is kept, and the words by which it is found."""
    answer = _json(_ANSWER.dump_python(kept.answer, mode="json"))
    return answer, normalise(whole(f"{kept.asked}\n{kept.answer.text}"))


def _json(value: Any) -> str:
    return whole(json.dumps(value, ensure_ascii=False))


def _kept(row: Sequence[Any]) -> Kept:
    id_, conversation, number, owner, access, asked, asked_at, scope, answer = row
    return Kept(
        *(id_, conversation, number, owner, Access(access), asked, moment(asked_at)),
        _SCOPE.validate_json(scope),
        _ANSWER.validate_json(answer),
    )
