"""The papers held, as read: a page of one paper with the words relied on marked, and the same beside an answer."""

from __future__ import annotations

import fastapi
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.app.drawing import draw, draw_problem
from assistant.app.service import Service, person_of
from assistant.ask import Assistant
from assistant.people import Person
from assistant.render_html import problem
from assistant.render_source import source
from ingest.errors import NotHeld, PlanAssistantError
from ingest.report import Report

_QUOTE_CHARACTERS = 20_000


def add_papers(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/paper`, a page, and `/source`, the same paper to stand beside an answer."""

    @app.get("/paper")
    def paper_page(request: fastapi.Request, report: str, para: str = "", quote: str = "") -> HTMLResponse:
        person = person_of(request)
        try:
            paper, drawn, status = _drawn(service.assistant, person, report, para, quote)
        except NotHeld as error:
            return draw_problem(person, str(error), 404)
        except PlanAssistantError as error:
            return draw_problem(person, str(error), 503)
        title = paper.header.title or paper.name
        return draw(person, "paper.html.jinja", title, status, heading="The paper as read", drawn=drawn)

    @app.get("/source")
    def read_source(request: fastapi.Request, report: str, para: str = "", quote: str = "") -> HTMLResponse:
        try:
            _, drawn, status = _drawn(service.assistant, person_of(request), report, para, quote)
            return HTMLResponse(drawn, status_code=status)
        except NotHeld as error:
            return HTMLResponse(problem(str(error)), status_code=404)
        except PlanAssistantError as error:
            return HTMLResponse(problem(str(error)), status_code=503)


def _drawn(assistant: Assistant, person: Person, report: str, para: str, quote: str) -> tuple[Report, Markup, int]:
    """A paper, its drawing with the words of `quote` marked, and the status to send: 404 for no such paragraph.

    Raises NotHeld.
    """
    paper = assistant.report(report, person.access)
    there = not para or any(paragraph.para == para for paragraph in paper.paragraphs)
    return paper, Markup(source(paper, para, quote[:_QUOTE_CHARACTERS])), 200 if there else 404  # escaped in `source`
