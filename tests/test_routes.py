"""Every door of the service: which open to somebody who has not signed in, and which do not open at all."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.people.passwords import hashed
from assistant.people.roll import Roll, User, write_roll
from ingest.settings import Settings

OPEN = [
    "/health",
    "/sign-in",
    "/about",
    "/accessibility",
    "/theme.css",
    "/favicon.ico",
    "/page/",
    "/static/",
    "/assets/",
]
GRADIO = {  # what the page asks of Gradio, and no more
    ("GET", "/"),
    ("HEAD", "/"),
    ("GET", "/config"),
    ("GET", "/theme.css"),
    ("GET", "/favicon.ico"),
    ("GET", "/static/{path:path}"),
    ("GET", "/assets/{path:path}"),
    ("GET", "/gradio_api/app_id"),
    ("GET", "/gradio_api/queue/data"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/reset"),
}
METADATA = "169.254.169.254/latest/meta-data"


@pytest.fixture(scope="module")
def shut(assistant: Assistant, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service where everybody has to sign in, and a visitor who has not."""
    folder = tmp_path_factory.mktemp("shut")
    users = folder / "users.json"
    write_roll(Roll(users=(User(name="Priya", role="officer", password=hashed("kestrel lane")),)), users)
    own = settings.model_copy(update={"users": users, "sign_in": "required", "history": folder / "history"})
    with TestClient(build_app(assistant, own), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    own = settings.model_copy(update={"history": tmp_path_factory.mktemp("open")})
    with TestClient(build_app(assistant, own), base_url="http://127.0.0.1", follow_redirects=False) as opened:
        yield opened


def routes(app: Any, before: str = "") -> list[tuple[str, str]]:
    """Method and path of every route, and of every route of what is mounted."""
    found: list[tuple[str, str]] = []
    for route in app.routes:
        if included := getattr(route, "original_router", None):
            found += routes(included, before)
            continue
        path = before + route.path
        if getattr(route, "routes", None):
            found += routes(route, path)
        else:
            found += [(method, path) for method in getattr(route, "methods", None) or {"GET"}]
    return found


def filled(path: str) -> str:
    """An address that the path of a route matches."""
    return re.sub(r"\{\w+(:\w+)?\}", "x", path)


def status(app: ASGIApp, method: str, path: str) -> int:
    """What a server answers to a path written just so: a client would tidy it up before it is sent."""
    raw, _, query = path.partition("?")
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http"}
    scope |= {"path": unquote(raw), "raw_path": raw.encode(), "query_string": query.encode(), "root_path": ""}
    scope |= {
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    said: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            said.append(message["status"])

    asyncio.run(app(scope, receive, send))
    return said[0]


def test_without_signing_in_only_the_doors_listed_open(shut: TestClient) -> None:
    every = routes(shut.app)
    assert ("GET", "/gradio_api/file={path_or_url:path}") in every
    assert ("POST", "/sign-in") in every
    refused = 0
    for method, path in every:
        address = filled(path)
        response = shut.request(method, address)
        if address.startswith(tuple(OPEN)) or address == "/sign-out":
            assert response.status_code != 500, (method, path)
        else:
            assert response.status_code == 401, (method, path)
            assert set(response.json() if method != "HEAD" else {"error": ""}) == {"error"}
            refused += 1
    assert refused > 60


def test_a_browser_is_led_to_the_sign_in_page_and_back(shut: TestClient) -> None:
    asked = shut.get("/ledger/gaps?council=Fernmoor&form=csv", headers={"Accept": "text/html"})
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=%2Fledger%2Fgaps%3Fcouncil%3DFernmoor%26form%3Dcsv"
    assert 'value="/ledger/gaps?council=Fernmoor&amp;form=csv"' in shut.get(asked.headers["location"]).text


def test_of_gradio_only_what_the_page_needs_is_there(client: TestClient) -> None:
    mounted = next(route for route in client.app.routes if getattr(route, "path", None) == "" and route.routes)
    theirs = set(routes(mounted))
    assert len(theirs) > 60
    assert theirs >= GRADIO
    own = {filled(path) for _, path in set(routes(client.app)) - theirs}
    for method, path in theirs - GRADIO:
        if filled(path) not in own:
            assert client.request(method, filled(path)).status_code == 404, (method, path)


@pytest.mark.parametrize(
    "path",
    [
        "/config/",
        "//config",
        "/./config",
        "/gradio_api//queue/data?session_hash=a",
        "/gradio_api/queue/data/?session_hash=a",
        "/gradio_api/info/",
        "/gradio_api%2finfo",
        "/gradio_api/%69nfo",
        "/gradio_api/call/ask",
        "/gradio_api/run/ask",
        "/gradio_api/heartbeat/a/b",
        "/gradio_api/heartbeat/..%2finfo",
        "/GRADIO_API/info",
        "/monitoring",
        "/gradio_api/runs",
        "/gradio_api/deep_link",
        "/gradio_api/openapi.json",
        "/openapi.json",
        "/docs",
        "/redoc",
        "/assets/../config",
        "/static/%2e%2e/config",
        "/token",
        "/app_id",
        "/gradio_api/app_id/",
    ],
)
def test_no_other_way_of_writing_a_door_opens_it(client: TestClient, path: str) -> None:
    for method in ("GET", "POST", "HEAD"):
        assert status(client.app, method, path) == 404, method


@pytest.mark.parametrize(
    "before", ["/gradio_api/file=", "/gradio_api/file/", "/gradio_api/proxy=", "/file=", "/proxy="]
)
@pytest.mark.parametrize(
    "wanted",
    [
        "/etc/passwd",
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "%252fetc%252fpasswd",
        "assistant/app/serve.py",
        "/proc/self/environ",
        ".gradio/flagged/log.csv",
        f"http://{METADATA}",
        f"http:%2f%2f{METADATA}",
        "https://example.com/",
        "C:%5cWindows%5cwin.ini",
    ],
)
def test_no_file_of_the_machine_and_no_other_host_is_served(client: TestClient, before: str, wanted: str) -> None:
    assert status(client.app, "GET", f"{before}{wanted}") in (400, 403, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/routes.py",
        "/static//etc/passwd",
        "/assets/..%2f..%2findex.html",
        "/assets/%2fetc%2fpasswd",
        "/page/..%2fserve.py",
        "/page/%2fetc%2fpasswd",
        "/svelte/svelte.js",
        "/gradio_api/custom_component/a/b/c/d",
    ],
)
def test_no_file_is_found_beside_those_of_the_page(client: TestClient, path: str) -> None:
    assert status(client.app, "GET", path) in (400, 403, 404)


def test_what_the_page_needs_is_there(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    for address in ("/config", "/theme.css", "/favicon.ico", "/gradio_api/app_id", "/static/img/logo.svg"):
        assert client.get(address).status_code == 200, address
    for asset in set(re.findall(r"\./(assets/[\w./-]+|static/[\w./-]+)", page.text)):
        assert client.get(f"/{asset}").status_code == 200, asset


def test_other_sites_are_not_let_in_by_gradio(client: TestClient) -> None:
    for host in ("127.0.0.1", "council.example"):
        answer = client.get("/config", headers={"Origin": "https://other.example", "Host": host})
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_page_names_no_folder_of_the_machine(client: TestClient) -> None:
    root = str(Path(__file__).resolve().parents[1])
    assert root not in client.get("/").text
    assert root not in client.get("/config").text
