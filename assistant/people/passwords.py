"""Passwords and tokens: what is kept of them cannot be turned back into them.

A password is hashed slowly (Argon2id), so that a stolen file is not a list of passwords. A token is long and random, so
one fast hash is enough.
"""

from __future__ import annotations

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1000  # hashing is slow by intent: what a stranger may have hashed has an end

_HASHER = PasswordHasher()
_NOBODYS = _HASHER.hash(secrets.token_urlsafe())


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(password)


def is_hash(kept: str) -> bool:
    """Whether this could be what `hashed` made."""
    try:
        _HASHER.check_needs_rehash(kept)
    except InvalidHashError:
        return False
    return kept.startswith("$argon2id$")


def fits(kept: str | None, password: str) -> bool:
    """Whether the password is the one kept; None takes as long and fits nothing, so that names cannot be tried out."""
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        return _HASHER.verify(kept or _NOBODYS, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """A secret that cannot be guessed: 43 signs that may stand in a header or an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a token: its SHA-256, 64 hexadecimal signs."""
    return hashlib.sha256(secret.encode()).hexdigest()
