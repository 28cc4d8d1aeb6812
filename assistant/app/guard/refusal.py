"""A request that is turned away: why, in a sentence, as a page for a browser and as JSON for a program."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi.responses import JSONResponse
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import Response

from assistant.app.drawing import draw
from assistant.people import Person
from assistant.render_html import problem

_TITLES = {
    400: "Not understood",
    401: "Sign in needed",
    404: "Not there",
    408: "Too slow",
    413: "Too long",
    422: "Not understood",
    429: "Too many at once",
    500: "A fault",
}


class Refused(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})


def told(refused: Refused, headers: Headers, person: Person) -> Response:
    """The answer to a refused request."""
    if wants_page(headers):
        words = Markup(problem(refused.sentence))  # escaped in `problem`
        response: Response = draw(
            person, "told.html.jinja", _TITLES.get(refused.status, "Not allowed"), refused.status, told=words
        )
    else:
        response = JSONResponse({"error": refused.sentence}, status_code=refused.status)
    response.headers.update(refused.headers)
    return response


def wants_page(headers: Headers) -> bool:
    """Whether a browser asks for a page to show, not a script or a program for data."""
    return "text/html" in headers.get("accept", "")
