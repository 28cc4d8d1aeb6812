"""Stands before everything: the headers of every response, who is asking, and what goes no further.

In this order, and each before more is read: who asks, how often, from which page, whether they have to sign in, how
long the request is.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app.guard.body import PAPERS, check_length, read_whole, watched
from assistant.app.guard.origin import check_host, check_same_origin
from assistant.app.guard.person import Callers, Visit
from assistant.app.guard.refusal import Refused, told, wants_page
from assistant.app.service import Service
from assistant.people import Person
from assistant.render_html import counted

# What Gradio's page needs and no more: its own scripts stand in the page, so inline ones cannot be shut out.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self' 'unsafe-inline'",
        "script-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'self'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a browser says "Origin: null" for a form of our own
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_KEPT_BY_BROWSERS = ("/assets/", "/static/", "/page/")  # the program's own files; answers are never kept
_OPEN = {"/health", "/sign-in", "/sign-out", "/accessibility", "/about", "/theme.css", "/favicon.ico"}
_SIGN_IN_NEEDED = "You have to sign in to read this."
_FAULT = "Something went wrong inside the program. Try again; if it happens again, the program's log says what it was."


class Guard:
    """Lets a request through with the person who sent it, or says why not."""

    def __init__(self, app: ASGIApp, service: Service, callers: Callers) -> None:
        self._app = app
        self._service = service
        self._callers = callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks it

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, cookies, person, begun = Headers(scope=scope), list[str](), Person(), False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _dress(MutableHeaders(scope=message), scope["path"], cookies)
            await send(message)

        try:
            visit = await self._callers.find(scope)
            person = visit.person
            cookies += [visit.cookie] if visit.cookie else []
            scope.setdefault("state", {}).update(
                person=person, address=visit.origin.address, secure=visit.origin.secure
            )
            receive = await self._admit(scope, headers, visit, receive)
            await self._app(scope, receive, send_with_headers)
        except Refused as refused:
            if begun:
                raise
            response = _to_sign_in(scope) if self._leads_to_sign_in(refused, scope, headers) else None
            await (response or told(refused, headers, person))(scope, receive, send_with_headers)
        except Exception:
            if not begun:
                await told(Refused(500, _FAULT), headers, person)(scope, receive, send_with_headers)
            raise  # the server logs it

    async def _admit(self, scope: Scope, headers: Headers, visit: Visit, receive: Receive) -> Receive:
        """Raises Refused."""
        path, person = scope["path"], visit.person
        own_file = path.startswith(_KEPT_BY_BROWSERS)
        wait = 0 if own_file else self._service.limits.request(person, visit.origin.address)
        if wait:
            raise Refused(
                429, f"Too many requests. Try again in {counted(wait, 'second')}.", {"Retry-After": str(wait)}
            )
        check_host(headers, self._service.settings)
        check_same_origin(scope["method"], headers, visit)
        if not (self._service.told_of_papers(person) or own_file or path in _OPEN):
            raise Refused(401, _SIGN_IN_NEEDED, {"WWW-Authenticate": "Bearer"})
        length = check_length(path, headers, person, self._service.settings.file_bytes)
        if path == PAPERS:
            return watched(receive)
        return await read_whole(receive) if length else receive

    def _leads_to_sign_in(self, refused: Refused, scope: Scope, headers: Headers) -> bool:
        asked = scope["method"] == "GET" and wants_page(headers) and str(refused) == _SIGN_IN_NEEDED
        return asked and self._service.people.sign_in


def _to_sign_in(scope: Scope) -> RedirectResponse:
    query = scope["query_string"].decode("latin-1")
    wanted = quote(scope["path"]) + (f"?{query}" if query else "")
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}", status_code=303)


def _dress(headers: MutableHeaders, path: str, cookies: list[str]) -> None:
    """Put our headers on a response, and take off those by which Gradio lets other sites read it."""
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]
    headers.update(_HEADERS)
    if not path.startswith(_KEPT_BY_BROWSERS):
        headers["Cache-Control"] = "no-store"
    for cookie in cookies:
        headers.append("Set-Cookie", cookie)
