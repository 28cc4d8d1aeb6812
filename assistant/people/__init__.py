"""Who is asking: the person, and what they may see and do, from the users file. No web here."""

from __future__ import annotations

import hmac
import logging
from pathlib import Path
from threading import Lock

from assistant.people.passwords import digest, fits
from assistant.people.person import Person
from assistant.people.roll import Roll, User, folded, read_roll
from ingest.errors import SettingsError
from ingest.settings import Settings

__all__ = ["People", "Person"]

_log = logging.getLogger(__name__)
_State = tuple[int, int, int]  # a file's time, size and number: another one is another content


class People:
    """The people who may sign in. The file is read again when it has changed.

    While it cannot be read, nobody is known: everybody sees open papers only.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError where a users file is set and cannot be used."""
        self._file: Path | None = settings.users
        self._reading = Lock()
        self._seen = _state(self._file) if self._file else None
        self._roll = read_roll(self._file) if self._file else Roll()

    @property
    def sign_in(self) -> bool:
        """Whether people sign in here with a password."""
        return self._file is not None

    def find(self, name: str) -> Person | None:
        """The person of that name; None where the file has none."""
        roll = self._now()
        user = roll.user(name)
        return _person(roll, user) if user else None

    def named(self, name: str) -> Person:
        """The person whom a trusted proxy names. Somebody the file does not know sees open papers."""
        return self.find(name) or Person(f"person:{folded(name)}", name=name.strip())

    def by_token(self, token: str) -> Person | None:
        """The person a token asks as; None where it is nobody's."""
        kept = digest(token)
        found = next((each for each in self._now().tokens if hmac.compare_digest(each.sha256, kept)), None)
        return self.find(found.name) if found else None

    def ticket(self, name: str, password: str) -> str:
        """What a sign-in is kept under; "" where name or password is wrong, after the same time for both.

        It carries a mark of the password, so that a new password ends the sign-ins made with the old one.
        """
        user = self._now().user(name)
        kept = user.password if user and user.password else None
        return f"{_mark(user)} {user.name}" if fits(kept, password) and user else ""

    def of_ticket(self, ticket: str) -> Person | None:
        """The person who signed in; None where they are gone or have another password now."""
        mark, _, name = ticket.partition(" ")
        roll = self._now()
        user = roll.user(name)
        return _person(roll, user) if user and hmac.compare_digest(_mark(user), mark) else None

    def _now(self) -> Roll:
        if self._file is None:
            return self._roll
        with self._reading:
            state = _state(self._file)
            if state != self._seen:
                self._roll, self._seen = _read(self._file), state
            return self._roll


def _person(roll: Roll, user: User) -> Person:
    role = roll.roles[user.role]
    return Person(f"person:{folded(user.name)}", role.level, user.name, role.manages)


def _mark(user: User) -> str:
    return digest(user.password)[:16]


def _read(file: Path) -> Roll:
    try:
        return read_roll(file)
    except SettingsError as problem:
        _log.error("%s Until it is mended nobody is signed in, and everybody sees open papers only.", problem)
        return Roll()


def _state(file: Path) -> _State | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
