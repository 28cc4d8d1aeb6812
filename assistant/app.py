"""The chat as a web service: the page of `app_page` under our own headers, with the routes that the page needs.

FastAPI holds the page, so that headers, limits and (later) sign-in stand in one place before everything. Gradio's
upload route takes whatever it is sent: files are capped at a kilobyte and every body at `_BODY_BYTES`. The source of a
note is read by `/source`, not by an event: it has to be there at once, and not wait in the queue behind questions.
"""

from __future__ import annotations

import logging
import socket
import webbrowser
from pathlib import Path

import fastapi
import gradio as gr
import uvicorn
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from rich.console import Console
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app_chat import READER, Chat
from assistant.app_ledgers import add_pages, drawn_paper
from assistant.app_page import THEME, build_page
from assistant.ask import Assistant
from assistant.render_html import problem
from ingest.errors import LibraryError, NotHeld, PlanAssistantError, SettingsError
from ingest.settings import Settings

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
_PAGE = Path(__file__).parent / "page"
_HEAD = (
    '<link rel="stylesheet" href="page/page.css"><script defer src="page/page.js"></script>'
    '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
)


class _Guard:
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


def build_app(assistant: Assistant, settings: Settings) -> fastapi.FastAPI:
    """The service: the chat at `/`, the paper behind a note at `/source`, and `/health`."""
    app = fastapi.FastAPI(title="plan-assistant", openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(_Guard)
    app.mount("/page", StaticFiles(directory=_PAGE), name="page")
    _add_routes(app, assistant)
    add_pages(app, assistant)
    gr.mount_gradio_app(
        app,
        build_page(Chat(assistant)),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        theme=THEME,
        head=_HEAD,
        favicon_path=str(_PAGE / "favicon.svg"),
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        max_file_size="1kb",
    )
    return app


def _add_routes(app: fastapi.FastAPI, assistant: Assistant) -> None:
    @app.get("/health")
    def health() -> JSONResponse:
        try:
            papers = len(assistant.cards(READER))
        except LibraryError as error:
            return JSONResponse({"status": "no library", "reason": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", "papers": papers})

    @app.get("/source")
    def read_source(report: str, para: str = "", quote: str = "") -> HTMLResponse:
        try:
            _, drawn, status = drawn_paper(assistant, report, para, quote)
            return HTMLResponse(drawn, status_code=status)
        except NotHeld as error:
            return HTMLResponse(problem(str(error)), status_code=404)
        except PlanAssistantError as error:
            return HTMLResponse(problem(str(error)), status_code=503)


class _Server(uvicorn.Server):
    """A server that says where it is once it is there, and opens it in the browser if asked to."""

    def __init__(self, config: uvicorn.Config, address: str, open_browser: bool) -> None:
        super().__init__(config)
        self._address = address
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            Console().print(f"The chat is at {self._address} (stop it with Ctrl+C).", highlight=False)
            if self._open_browser:
                webbrowser.open(self._address)


def serve(assistant: Assistant, settings: Settings, *, open_browser: bool) -> None:
    """Serve the chat until it is stopped.

    Raises:
        SettingsError: the port is taken, or the address is not one of this machine's.
    """
    listener = _listen(settings.host, settings.port)
    with listener:
        host, port = listener.getsockname()[:2]
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
        Chat(assistant).examples()  # opens the library and the encoder now, so that the first visitor does not wait
        config = uvicorn.Config(build_app(assistant, settings), log_level=logging.WARNING, server_header=False)
        _Server(config, f"http://{shown}:{port}", open_browser).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, taken before anything else is set up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"Port {port} on {host} cannot be used ({error.strerror}): another program may have it. "
            f"Choose another with --port, for example --port {port + 1 if port < 65535 else port - 1}."
        ) from error
    return listener
