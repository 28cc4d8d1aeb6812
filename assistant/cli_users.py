"""The commands for people who may sign in: `plan-assistant users add · remove · list · token · password`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from assistant.people.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, digest, hashed, new_token
from assistant.people.roll import LONGEST_NAME, Roll, Token, User, folded, read_roll, write_roll
from ingest.errors import SettingsError
from ingest.settings import Settings


def add_user(name: str, role: str, settings: Settings, *, from_stdin: bool) -> int:
    """Add a person with a password. Raises SettingsError."""
    file, roll = _opened(settings)
    name = name.strip()
    if roll.user(name):
        raise SettingsError(f"{name} is in {file} already. plan-assistant users password sets a new password.")
    if not name.isprintable() or not 0 < len(name) <= LONGEST_NAME:
        raise SettingsError(f"A name has between 1 and {LONGEST_NAME} signs, all of which can be seen.")
    if role not in roll.roles:
        raise SettingsError(f'There is no role "{role}" in {file}. Roles are: {", ".join(roll.roles)}.')
    user = User(name=name, role=role, password=hashed(_password(from_stdin)))
    write_roll(roll.model_copy(update={"users": (*roll.users, user)}), file)
    print(f"{name} may sign in, as {role}.")
    return 0


def remove_user(name: str, settings: Settings) -> int:
    """Take a person out, with their tokens and sign-ins. Raises SettingsError."""
    file, roll = _opened(settings)
    user = _held(roll, name, file)
    write_roll(roll.without(name), file)
    print(f"{user.name} may not sign in any more. It counts from their next request.")
    return 0


def list_users(settings: Settings) -> int:
    """Print who may sign in. Raises SettingsError."""
    file, roll = _opened(settings)
    for user in roll.users:
        role = roll.roles[user.role]
        tokens = sum(folded(token.name) == folded(user.name) for token in roll.tokens)
        rights = f"sees {role.access}" + (", manages papers" if role.manages else "")
        print(f"{user.name}  {user.role} ({rights})" + (f"  tokens: {tokens}" if tokens else ""))
    if not roll.users:
        print(f"Nobody is in {file}. plan-assistant users add NAME --role ROLE adds a person.")
    return 0


def give_token(name: str, settings: Settings) -> int:
    """Print a new token for a person's programs; it is not kept and cannot be shown again. Raises SettingsError."""
    file, roll = _opened(settings)
    user = _held(roll, name, file)
    token = new_token()
    kept = Token(name=user.name, sha256=digest(token))
    write_roll(roll.model_copy(update={"tokens": (*roll.tokens, kept)}), file)
    print(token)
    print(f"Shown once. A program that sends it asks as {user.name}: Authorization: Bearer TOKEN", file=sys.stderr)
    return 0


def set_password(name: str, settings: Settings, *, from_stdin: bool) -> int:
    """Set a new password; sign-ins made with the old one end. Raises SettingsError."""
    file, roll = _opened(settings)
    user = _held(roll, name, file)
    new = user.model_copy(update={"password": hashed(_password(from_stdin))})
    users = tuple(new if each is user else each for each in roll.users)
    write_roll(roll.model_copy(update={"users": users}), file)
    print(f"{user.name} has a new password. Sign-ins with the old one have ended.")
    return 0


def _opened(settings: Settings) -> tuple[Path, Roll]:
    if settings.users is None:
        raise SettingsError("PLAN_ASSISTANT_USERS is not set: say which file keeps the people who may sign in.")
    return settings.users, read_roll(settings.users) if settings.users.exists() else Roll()


def _held(roll: Roll, name: str, file: Path) -> User:
    user = roll.user(name)
    if user is None:
        raise SettingsError(f"{name} is not in {file}. plan-assistant users list says who is.")
    return user


def _password(from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass("Password: ")
        if getpass.getpass("The same again: ") != password:
            raise SettingsError("The two passwords differ. Nothing was changed.")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise SettingsError(
            f"A password has between {SHORTEST_PASSWORD} and {LONGEST_PASSWORD} signs. Nothing was changed."
        )
    return password
