"""The person asking: a plain value that every page and every answer is made for."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.report import Access


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is asking. Found anew for every request, so that a right taken away counts from the next one."""

    owner: str = ""  # whose history it is: "person:NAME" or "visitor:HASH"; "" keeps none
    access: Access = Access.OPEN
    name: str = ""  # as signed in; "" for a visitor
    manages: bool = False  # may add and remove papers
    may_sign_in: bool = False  # there is a page to sign in at
    may_sign_out: bool = False  # signed in at that page, not by a proxy or with a token
