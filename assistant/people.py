"""Who is asking: the person, and what they may see and do. No web here."""

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
