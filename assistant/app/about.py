"""What the service says of itself: what it is and keeps, and how accessible it is. The words follow its settings."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import fastapi
from fastapi.responses import HTMLResponse

from assistant.answer import Searched
from assistant.app.drawing import draw
from assistant.app.service import Service, person_of
from assistant.history import UNDO_MINUTES
from assistant.loopback import is_loopback
from assistant.people import Person
from assistant.render import searched
from assistant.words import listed
from ingest.errors import LibraryError
from ingest.report import Access
from ingest.settings import Settings

_HELD = "Searched: "
_NOT_READY = "There is no library here yet: no papers are held."


def add_about(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/about` and `/accessibility` to the service."""
    settings = service.settings

    @app.get("/about")
    def about_page(request: fastapi.Request) -> HTMLResponse:
        person = person_of(request)
        return draw(
            person,
            "about.html.jinja",
            "About and privacy",
            here="/about",
            held=_held(service, person),
            days=settings.history_days,
            hours=settings.sign_in_hours,
            minutes=UNDO_MINUTES,
            signs_in=settings.users is not None,
            proxied=bool(settings.proxy_header),
            required=settings.sign_in == "required",
            unmarked=settings.unmarked_access,
            each_minute=settings.questions_per_minute,
            contact=settings.contact,
            models=_models(settings),
            sent_away=_sent_away(settings),
            may_be_sent=listed(tuple(level.word for level in Access if level <= Access[settings.model_access.upper()])),
        )

    @app.get("/accessibility")
    def accessibility_page(request: fastapi.Request) -> HTMLResponse:
        return draw(
            person_of(request),
            "accessibility.html.jinja",
            "Accessibility statement",
            here="/accessibility",
            contact=settings.contact,
        )


def _models(settings: Settings) -> str:
    """The language models that are set, as answers name them: "ollama:llama3.2"; "" where none is."""
    return listed(tuple(name.strip() for name in settings.model.split(",") if name.strip()))


def _sent_away(settings: Settings) -> bool:
    """Whether what a language model is given is sent to another machine. What a program here does with it then is not
    known: it may be a relay.
    """
    services = {name.strip().partition(":")[0] for name in settings.model.split(",") if name.strip()}
    if not services or settings.model_url:
        return bool(services) and not is_loopback(urlsplit(settings.model_url).hostname or "")
    if services != {"ollama"}:
        return True
    elsewhere = os.environ.get("OLLAMA_HOST", "")  # where its own package looks for it
    host = urlsplit(elsewhere if "//" in elsewhere else f"//{elsewhere}").hostname
    return host is not None and not is_loopback(host)


def _held(service: Service, person: Person) -> str:
    """ "3 papers of Ashmere (Cabinet), 3 December 2023 to 8 July 2024.", of what this person may see. Somebody who has
    to sign in first is told nothing.
    """
    if not service.told_of_papers(person):
        return ""
    try:
        what = searched(Searched.of(service.assistant.cards(person.access)))
    except LibraryError:
        return _NOT_READY
    return what.removeprefix(_HELD)
