"""The service: FastAPI holds Gradio's page and our own pages, behind the guard; and a server for it.

What a page needs besides the conversation is read by routes of our own, not by events: it has to be there at once, and
not wait in the queue behind questions.
"""

from __future__ import annotations

import socket
import webbrowser
from pathlib import Path

import fastapi
import gradio as gr
import uvicorn
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from rich.console import Console
from starlette.routing import Mount

from assistant.app.about import add_about
from assistant.app.answers import add_answers
from assistant.app.api import add_api
from assistant.app.chat import Chat
from assistant.app.guard import Guard
from assistant.app.guard.connection import server_config
from assistant.app.guard.faults import add_faults
from assistant.app.guard.gradio import Doors
from assistant.app.guard.join import Events
from assistant.app.guard.person import Callers
from assistant.app.handouts import add_handouts
from assistant.app.history import add_history
from assistant.app.ledgers import add_ledgers
from assistant.app.limits import Limits
from assistant.app.log import start_log
from assistant.app.offers import Offers
from assistant.app.page import THEME, build_page
from assistant.app.papers import add_papers
from assistant.app.service import Service, person_of
from assistant.app.shelf import told
from assistant.app.sign_in import add_sign_in
from assistant.ask import Assistant
from assistant.history import History
from assistant.loopback import is_loopback
from assistant.people import People
from ingest.errors import PlanAssistantError, SettingsError
from ingest.report import Access
from ingest.settings import Settings

_ASKING = "ask"  # by which the page calls the events that put a question
_PAGES = 500  # conversations open in browsers that are held ready; an older one is read from the history again
_PAGE = Path(__file__).parent / "static"
_HEAD = (
    '<link rel="stylesheet" href="page/colours.css"><link rel="stylesheet" href="page/page.css">'
    '<link rel="stylesheet" href="page/ways.css">'
    '<script defer src="page/page.js"></script><script defer src="page/reach.js"></script>'
    '<meta name="referrer" content="same-origin"><meta name="color-scheme" content="light dark">'
)


def build_app(assistant: Assistant, settings: Settings) -> fastapi.FastAPI:
    """The service: the chat at `/`, and its other pages and doors beside it."""
    app = fastapi.FastAPI(title="plan-assistant", openapi_url=None, docs_url=None, redoc_url=None)
    history = History(settings.history, settings.history_days)
    service = Service(assistant, settings, history, People(settings), Limits(settings))
    app.state.chat = Chat(service, Offers(assistant))
    app.add_middleware(Guard, service=service, callers=Callers(service))
    app.mount("/page", StaticFiles(directory=_PAGE), name="page")
    add_faults(app)
    _add_health(app, service)
    for add in (add_sign_in, add_papers, add_ledgers, add_answers, add_handouts, add_history, add_api, add_about):
        add(app, service)
    page = build_page(service, app.state.chat)
    page.state_session_capacity = _PAGES
    gr.mount_gradio_app(
        app,
        page,
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
    _guard_gradio(app, page)
    return app


def _guard_gradio(app: fastapi.FastAPI, page: gr.Blocks) -> None:
    """Put our doors before Gradio's own, the last thing mounted, and have browsers ask for no heartbeat."""
    mounted = app.routes[-1]
    assert isinstance(mounted, Mount)
    asking = frozenset(number for number, event in page.fns.items() if event.concurrency_id == _ASKING)
    mounted.app = Doors(
        mounted.app, Events(frozenset(page.fns), asking, lambda event: event in page._queue.event_ids_to_events)
    )
    page.config["connect_heartbeat"] = False


def _add_health(app: fastapi.FastAPI, service: Service) -> None:
    @app.get("/health")
    def health(request: fastapi.Request) -> JSONResponse:
        person = person_of(request)
        whole = service.told_of_papers(person)
        try:
            papers = len(service.assistant.cards())
        except PlanAssistantError as error:
            reason = {"reason": told(error, service, person)} if whole else {}
            return JSONResponse({"status": "no library", **reason}, status_code=503)
        return JSONResponse({"status": "ok", "papers": papers} if whole else {"status": "ok"})


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


def serve(assistant: Assistant, settings: Settings, *, open_browser: bool, public: bool = False) -> None:
    """Serve the chat until it is stopped.

    Args:
        public: whoever can reach the address may read the open papers without signing in.

    Raises:
        SettingsError: the port is taken, the address is not one of this machine's, the users file cannot be used, or
            others can reach the address and nothing was said of who may.
    """
    if not (is_loopback(settings.host) or settings.users or settings.proxy_header or public):
        raise SettingsError(
            f"Others can reach {settings.host}, and nobody has to sign in there. There are three ways on: set "
            "PLAN_ASSISTANT_USERS to a users file, set PLAN_ASSISTANT_PROXY_HEADER and PLAN_ASSISTANT_TRUSTED_PROXIES, "
            "or say --public: anyone who can reach this address reads the open papers."
        )
    listener = _listen(settings.host, settings.port)
    with listener:
        host, port = listener.getsockname()[:2]
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
        app = build_app(assistant, settings)
        _warn(assistant)
        app.state.chat.offers.examples(Access.OPEN)  # opens the library and the encoder before the first visitor comes
        start_log()
        _Server(server_config(app), f"http://{shown}:{port}", open_browser).run(sockets=[listener])


def _warn(assistant: Assistant) -> None:
    """Say in the terminal, before anybody asks, that there is nothing to ask about yet."""
    try:
        assistant.cards()
    except PlanAssistantError as error:
        Console(stderr=True).print(str(error), highlight=False, markup=False, soft_wrap=True)


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
