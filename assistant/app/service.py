"""What every page and route of the service is given, and who is asking one."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from assistant.ask import Assistant
from assistant.history import History
from assistant.people import Person
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """What the rooms of `app` hold."""

    assistant: Assistant
    settings: Settings
    history: History


def person_of(request: Request) -> Person:
    """Who is asking, as the guard found it; it has seen every request."""
    person: Person = request.state.person
    return person
