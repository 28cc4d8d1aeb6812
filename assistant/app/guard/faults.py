"""What FastAPI turns away by itself, an address that leaves something out or a form that came broken, in a sentence."""

from __future__ import annotations

import fastapi
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.app.guard.refusal import Refused, told
from assistant.app.service import person_of

_SENTENCES = {
    400: "What was sent did not arrive whole. Go back and send it again.",
    404: "Not found.",
}
_OTHER = "This cannot be done. Go back and try again from the page."


def add_faults(app: fastapi.FastAPI) -> None:
    """Have such a request answered as every other that is refused: a page for a browser, JSON for a program."""

    @app.exception_handler(RequestValidationError)
    async def left_out(request: fastapi.Request, error: RequestValidationError) -> Response:
        field = str(error.errors()[0]["loc"][-1])  # the name of one of our own
        sentence = f'The address does not say "{field}" as it has to. Go back and follow the link again.'
        return told(Refused(422, sentence), request.headers, person_of(request))

    @app.exception_handler(HTTPException)
    async def turned_away(request: fastapi.Request, error: HTTPException) -> Response:
        refused = Refused(error.status_code, _SENTENCES.get(error.status_code, _OTHER), error.headers)
        return told(refused, request.headers, person_of(request))
