"""The users file: roles, people and tokens, as JSON that a person can read and mend.

It is written whole, beside itself and then renamed, and only its owner may read it.
"""

from __future__ import annotations

import json
import os
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.people.passwords import is_hash
from ingest.errors import SettingsError
from ingest.report import Access

LONGEST_NAME = 200


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Role(_Entry):
    """What those who have it may see and do."""

    access: str
    manages: bool = False  # may add and remove papers

    @field_validator("access")
    @classmethod
    def _known(cls, word: str) -> str:
        if word.upper() not in Access.__members__:
            raise ValueError(f'access is "{word}": it is one of {", ".join(level.word for level in Access)}')
        return word

    @property
    def level(self) -> Access:
        return Access[self.access.upper()]


class User(_Entry):
    """A person. Without a password they can only be named by a proxy, or ask with a token."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    role: str
    password: str = ""

    @field_validator("password")
    @classmethod
    def _hashed(cls, kept: str) -> str:
        if kept and not is_hash(kept):
            raise ValueError("the password is not a hash: set it with plan-assistant users password NAME")
        return kept


class Token(_Entry):
    """What is kept of a token for other programs, and who it asks as."""

    name: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


_ROLES = {
    "member": Role(access="confidential"),
    "officer": Role(access="exempt"),
    "librarian": Role(access="exempt", manages=True),
}


class Roll(_Entry):
    """All of the file. A name counts the same in small and capital letters."""

    roles: dict[str, Role] = Field(default_factory=lambda: dict(_ROLES))
    users: tuple[User, ...] = ()
    tokens: tuple[Token, ...] = ()

    def user(self, name: str) -> User | None:
        """The person of this name; None where there is none."""
        return next((user for user in self.users if folded(user.name) == folded(name)), None)

    def without(self, name: str) -> Roll:
        """The same without this person and without their tokens."""
        return self.model_copy(
            update={
                "users": tuple(user for user in self.users if folded(user.name) != folded(name)),
                "tokens": tuple(token for token in self.tokens if folded(token.name) != folded(name)),
            }
        )


def folded(name: str) -> str:
    """A name as names are compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def read_roll(file: Path) -> Roll:
    """What stands in the file.

    Raises:
        SettingsError: it is not there or cannot be used; says the line.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as problem:
        raise SettingsError(
            f"The users file {file} cannot be read: {problem.strerror}. "
            "PLAN_ASSISTANT_USERS names it, and plan-assistant users add makes it."
        ) from problem
    except UnicodeDecodeError as problem:
        raise SettingsError(f"The users file {file} is not UTF-8 text.") from problem
    try:
        roll = Roll.model_validate(json.loads(text))
    except json.JSONDecodeError as problem:
        raise _broken(file, problem.lineno, problem.msg) from problem
    except ValidationError as problem:
        fault = problem.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        said = fault["msg"].removeprefix("Value error, ")
        raise _broken(file, _line(text, fault), f"{where}: {said}" if where else said) from problem
    _check(roll, file, text)
    return roll


def write_roll(roll: Roll, file: Path) -> None:
    """Write the file anew, whole or not at all. Raises SettingsError."""
    text = json.dumps(roll.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)  # only its owner may read it
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            Path(beside).replace(file)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise SettingsError(f"The users file {file} cannot be written: {problem.strerror}.") from problem


def _check(roll: Roll, file: Path, text: str) -> None:
    """What one entry cannot know: that its role is there, that its name is its own."""
    names: set[str] = set()
    for user in roll.users:
        if user.role not in roll.roles:
            known = ", ".join(roll.roles)
            raise _broken(file, _where(text, user.role), f'{user.name} has the role "{user.role}"; roles are {known}')
        if folded(user.name) in names:
            raise _broken(file, _where(text, user.name, last=True), f"{user.name} stands there twice")
        names.add(folded(user.name))


def _broken(file: Path, line: int, said: str) -> SettingsError:
    return SettingsError(f"The users file {file} cannot be used. Line {line}: {said}.")


def _line(text: str, fault: Any) -> int:
    """The line of a value that does not fit, found by its own words; of an entry, the line of its first value."""
    value, keys = fault["input"], [part for part in fault["loc"] if isinstance(part, str)]
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    if isinstance(value, str | int | float):
        return _where(text, value)
    return _where(text, keys[-1]) if keys else 1


def _where(text: str, value: str | int | float, *, last: bool = False) -> int:
    written = json.dumps(value, ensure_ascii=False)
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if written in line] or [1]
    return lines[-1] if last else lines[0]
