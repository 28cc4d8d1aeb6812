"""Stands before everything: the headers of every response, limits on every request, and who is asking.

Gradio's upload route takes whatever it is sent: it is closed, and every body is at most `_BODY_BYTES`.
"""

from __future__ import annotations

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.people import Person

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
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_CLOSED = ("/upload", "/openapi.json")  # Gradio's: the page takes no file, and lists no routes
_KEPT_BY_BROWSERS = ("/assets/", "/static/", "/page/")  # the program's own files; answers are never kept
_BODY_BYTES = 2 * 2**20  # the longest request: far above any question, so that a long one gets its own sentence


class Guard:
    """Puts the headers on every response; turns away uploads, and bodies too long or of unsaid length."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if not scope["path"].startswith(_KEPT_BY_BROWSERS):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        scope.setdefault("state", {})["person"] = Person()
        refusal = _refusal(scope["path"], Headers(scope=scope))
        await (refusal or self._app)(scope, receive, send_with_headers)


def _refusal(path: str, headers: Headers) -> JSONResponse | None:
    """Why a request is turned away before it is read; None where it is not."""
    if path.rstrip("/").endswith(_CLOSED):
        return JSONResponse({"error": "Not found."}, status_code=404)
    if "transfer-encoding" in headers:
        return JSONResponse({"error": "Say how long the request is (Content-Length)."}, status_code=411)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _BODY_BYTES:
        return JSONResponse({"error": f"The request is longer than {_BODY_BYTES:,} bytes."}, status_code=413)
    return None
