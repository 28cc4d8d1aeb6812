"""The two cookies: who has signed in, and which visitor this is. Scripts cannot read them, other sites cannot use them.

Over https their names carry `__Host-`, so that no other address of the same organisation can set them.
"""

from __future__ import annotations

import re

from starlette.requests import cookie_parser

SIGN_IN = "plan_sign_in"
VISITOR = "plan_visitor"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # as `new_token` makes them


def read_cookie(sent: str, name: str, secure: bool) -> str:
    """The token in the `Cookie` header `sent`; "" where there is none, or one that is not of our making."""
    value = cookie_parser(sent).get(_named(name, secure), "")
    return value if _TOKEN.fullmatch(value) else ""


def baked(name: str, token: str, seconds: int, secure: bool) -> str:
    """A `Set-Cookie` header. No token and no seconds take the cookie away."""
    ending = "; Secure" if secure else ""
    return f"{_named(name, secure)}={token}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax{ending}"


def _named(name: str, secure: bool) -> str:
    return f"__Host-{name}" if secure else name
