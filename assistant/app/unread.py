"""Pages where there is no paper to show: nothing is held, the library cannot be read, or no paper has that name.

In the words of the chat, and with no command: a visitor has no terminal here.
"""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from assistant.app.drawing import draw_problem
from assistant.app.service import Service
from assistant.app.shelf import told
from assistant.people import Person
from ingest.errors import LibraryEmpty, LibraryMissing, PlanAssistantError

NO_PAPER = "There is no paper of this name here."
NONE_HELD = "No papers held"


def draw_unread(service: Service, person: Person, error: PlanAssistantError) -> HTMLResponse:
    """Why nothing can be read of the library, and what to do."""
    none = isinstance(error, (LibraryMissing, LibraryEmpty))
    title = NONE_HELD if none else "The library cannot be read"
    return draw_problem(person, told(error, service, person), 503, title)
