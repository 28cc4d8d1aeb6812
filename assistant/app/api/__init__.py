"""The HTTP API for other programs, at `/api/v1`, and the page that explains it, at `/api`.

It is an application of its own inside the service, so that its document lists its routes and nothing else. The page is
drawn from that document: what a program reads and what a person reads are the same words.
"""

from __future__ import annotations

import fastapi
from fastapi import Depends
from fastapi.responses import HTMLResponse

from assistant.app.api.explained import explained, fields
from assistant.app.api.faults import add_faults
from assistant.app.api.routes import BEARER, SAID, VERSION, add_routes, problems
from assistant.app.doors.door import Door
from assistant.app.drawing import draw
from assistant.app.service import Service, person_of

PLACE = f"/api/{VERSION}"
_SAYS = (
    "Questions answered from the papers held, with citations to report and paragraph, and the papers themselves. "
    "An answer comes from the papers and from nothing else; cite it by `printed`."
)
_WITHIN = (
    ("A statement", "Said"),
    ("A citation", "Cited"),
    ("What was searched", "Covered"),
    ("A paragraph", "Passage"),
    ("A paper", "Paper"),
)


def add_api(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/api/v1/…` and `/api` to the service."""
    api = build_api(service)
    document = api.openapi()
    listed = explained(document)
    within = tuple((title, fields(document, model)) for title, model in _WITHIN)

    @app.get("/api")
    def api_page(request: fastapi.Request) -> HTMLResponse:
        return draw(
            person_of(request),
            "api.html.jinja",
            "For other programs",
            at=str(request.base_url).rstrip("/") + PLACE,
            place=PLACE,
            routes=listed,
            within=within,
            statuses=tuple(SAID.items()),
            settings=service.settings,
        )

    app.mount(PLACE, api)


def build_api(service: Service) -> fastapi.FastAPI:
    """The API by itself."""
    api = fastapi.FastAPI(
        title="plan-assistant",
        version=VERSION,
        description=_SAYS,
        servers=[{"url": PLACE}],
        root_path_in_servers=False,
        dependencies=[Depends(BEARER)],
        responses=problems(),
        docs_url=None,
        redoc_url=None,
    )
    add_faults(api, service)
    add_routes(api, service, Door(service.assistant, service.settings))
    return api
