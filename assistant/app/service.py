"""What every page and route of the service is given, and who is asking one."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from assistant.app.limits import Limits
from assistant.ask import Assistant
from assistant.history import History
from assistant.people import People, Person
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """What the rooms of `app` hold."""

    assistant: Assistant
    settings: Settings
    history: History
    people: People
    limits: Limits

    def told_of_papers(self, person: Person) -> bool:
        """Whether this person is told anything of what is held: not where they have to sign in and have not."""
        return bool(person.name) or self.settings.sign_in == "optional"


def person_of(request: Request) -> Person:
    """Who is asking, as the guard found it; it has seen every request."""
    person: Person = request.state.person
    return person


def address_of(request: Request) -> str:
    """The address a visitor's questions are counted under, as the guard found it."""
    address: str = request.state.address
    return address
