"""What goes wrong, as `{"error": sentence}` with the right status: never a traceback, never a validator's own words.

What may not be seen is told as what is not held, and a library that cannot be read as the pages tell it.
"""

from __future__ import annotations

import logging
from typing import Any

import fastapi
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.app.doors.door import TooLong
from assistant.app.service import Service, person_of
from assistant.app.shelf import told
from ingest.errors import NotHeld, PlanAssistantError, QuestionError

_log = logging.getLogger(__name__)

_STATUSES: tuple[tuple[type[PlanAssistantError], int], ...] = ((TooLong, 422), (QuestionError, 400), (NotHeld, 404))
_PLAIN = {
    400: "The body cannot be read as JSON.",
    404: "There is no such route. They are listed at /api.",
    405: "This route does not take that method. They are listed at /api.",
}
_FAULT = "Something went wrong inside the program. Its log says what it was; try again."


class Busy(HTTPException):
    """Turned away for now: come back in so many seconds."""

    def __init__(self, status: int, sentence: str, seconds: int) -> None:
        super().__init__(status, sentence, {"Retry-After": str(seconds)})


def add_faults(api: fastapi.FastAPI, service: Service) -> None:
    """Have every fault of the API answered in its own words."""

    @api.exception_handler(RequestValidationError)
    async def not_as_documented(request: fastapi.Request, error: RequestValidationError) -> JSONResponse:
        return _said(422, sentence(error.errors()[0]))

    @api.exception_handler(PlanAssistantError)
    async def refused(request: fastapi.Request, error: PlanAssistantError) -> JSONResponse:
        for kind, status in _STATUSES:
            if isinstance(error, kind):
                return _said(status, str(error))
        return _said(503, told(error, service, person_of(request)), {"Retry-After": "60"})

    @api.exception_handler(HTTPException)
    async def turned_away(request: fastapi.Request, error: HTTPException) -> JSONResponse:
        ours = isinstance(error, Busy)
        return _said(error.status_code, error.detail if ours else _PLAIN.get(error.status_code, _FAULT), error.headers)

    @api.exception_handler(Exception)
    async def failed(request: fastapi.Request, error: Exception) -> JSONResponse:
        return _said(500, _FAULT)  # the server logs the error itself


def sentence(fault: dict[str, Any]) -> str:
    """A validator's fault in plain words: which field, and what is wrong with it."""
    kind, context = fault["type"], fault.get("ctx", {})
    where = [str(step) for step in fault["loc"] if step not in ("body", "query", "path")]
    name = ".".join(where)
    if kind == "json_invalid":
        return _PLAIN[400]
    if not name:
        return "Send a JSON object, with the header Content-Type: application/json."
    reasons = {
        "missing": "is missing",
        "extra_forbidden": "is not a field of this route",
        "string_type": "must be text",
        "int_type": "must be a whole number",
        "int_parsing": "must be a whole number",
        "int_from_float": "must be a whole number",
        "bool_type": "must be true or false",
        "bool_parsing": "must be true or false",
        "tuple_type": "must be a list",
        "list_type": "must be a list",
        "greater_than_equal": f"must be at least {context.get('ge')}",
        "less_than_equal": f"must be at most {context.get('le')}",
        "too_long": f"has more than {context.get('max_length')} items",
        "value_error": fault["msg"].removeprefix("Value error, "),
        "string_too_long": f"has more than {context.get('max_length')} characters",
    }
    return f'"{name}" {reasons.get(kind, "is not as the document says")}. The routes and their fields are at /api.'


def _said(status: int, words: str, headers: Any = None) -> JSONResponse:
    return JSONResponse({"error": words}, status_code=status, headers=headers)
