"""Signing in and out. A sign-in is a random token in a cookie; what is kept of it stands with the history, and ends.

A wrong name and a wrong password are told in the same words and take the same time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import fastapi
from anyio import CapacityLimiter, to_thread
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.app.drawing import draw, draw_problem
from assistant.app.guard.cookies import SIGN_IN, baked, read_cookie
from assistant.app.guard.origin import own_address
from assistant.app.service import Service, address_of, person_of
from assistant.people.passwords import digest, new_token
from assistant.render_html import counted

_WRONG = "The name or the password is not right. Check both, and try again."
_AT_ONCE = 2  # passwords looked at: each takes a processor and 64 MB for a moment


def add_sign_in(app: fastapi.FastAPI, service: Service) -> None:
    """Add `/sign-in` and `/sign-out` to the service."""
    looking = CapacityLimiter(_AT_ONCE)

    @app.get("/sign-in")
    def sign_in_page(request: fastapi.Request, next: str = "/") -> HTMLResponse:  # noqa: A002 - its name in addresses
        if not service.people.sign_in:
            return draw_problem(person_of(request), "Nobody signs in on this page: no users file is set.", 404)
        return _page(request, own_address(next))

    @app.post("/sign-in")
    async def sign_in(request: fastapi.Request) -> Response:
        form = await request.form()
        name, password, wanted = _typed(form, "name"), _typed(form, "password"), own_address(_typed(form, "next"))
        wait = service.limits.sign_in(name, address_of(request))
        if wait:
            told = _page(request, wanted, name, f"Too many tries. Wait {counted(wait, 'second')}, then try again.", 429)
            told.headers["Retry-After"] = str(wait)
            return told
        ticket = await to_thread.run_sync(service.people.ticket, name, password, limiter=looking)
        if not ticket:
            return _page(request, wanted, name, _WRONG, 401)
        token, hours = new_token(), service.settings.sign_in_hours
        until = datetime.now(UTC) + timedelta(hours=hours)
        await to_thread.run_sync(partial(service.history.sign_in, digest(token), ticket, until))
        await to_thread.run_sync(_forget, service, request)
        return _go(request, wanted, token, hours * 3600)

    @app.post("/sign-out")
    def sign_out(request: fastapi.Request) -> Response:
        _forget(service, request)
        return _go(request, "/", "", 0)


def _page(request: fastapi.Request, wanted: str, name: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
    shown: dict[str, object] = {"next": wanted, "name": name, "problem": problem, "here": "/sign-in"}
    return draw(person_of(request), "sign_in.html.jinja", "Sign in", status, **shown)


def _forget(service: Service, request: fastapi.Request) -> None:
    """End the sign-in that the browser still holds."""
    old = read_cookie(request.headers.get("cookie", ""), SIGN_IN, request.state.secure)
    if old:
        service.history.sign_out(digest(old))


def _go(request: fastapi.Request, address: str, token: str, seconds: int) -> Response:
    response = RedirectResponse(address, status_code=303)
    response.headers.append("Set-Cookie", baked(SIGN_IN, token, seconds, request.state.secure))
    return response


def _typed(form: FormData, key: str) -> str:
    value = form.get(key, "")
    return value if isinstance(value, str) else ""
