"""What comes broken or leaves something out is told in a sentence, and nothing that is told names a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.people.passwords import hashed
from assistant.people.roll import Roll, User, write_roll
from ingest.errors import LibraryDamaged
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

AT = "http://127.0.0.1"
PAGE = {"Accept": "text/html,*/*"}
ADDRESSES = (
    "/paper?report=any",
    "/source?report=any",
    "/papers",
    "/ledger/decisions",
    "/answer/any",
    "/about",
    "/health",
)


@pytest.fixture
def client(assistant: Assistant, settings: Settings, tmp_path: Path) -> Iterator[TestClient]:
    own = settings.model_copy(update={"history": tmp_path / "history"})
    with TestClient(build_app(assistant, own), base_url=AT) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/paper", "/source", "/original"])
def test_an_address_that_leaves_something_out_is_told_so(client: TestClient, path: str) -> None:
    for headers in ({}, PAGE):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 422
        assert "The address does not say" in answer.text
        assert "Field required" not in answer.text
    assert "<h1" in answer.text
    assert "error" in client.get(path).json()


def test_a_form_that_comes_broken_is_told_so(client: TestClient) -> None:
    kind = {"Content-Type": "multipart/form-data", "Sec-Fetch-Site": "same-origin"}
    for path in ("/sign-in", "/rate"):
        answer = client.post(path, content=b"abc", headers=kind)
        assert answer.status_code == 400
        assert answer.json() == {"error": "What was sent did not arrive whole. Go back and send it again."}


def test_an_address_used_in_another_way_is_told_so(client: TestClient) -> None:
    answer = client.post("/about", headers=PAGE | {"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 404
    assert "Not found." in answer.text


NESTED = b"[" * 5000 + b"]" * 5000
RATINGS = (
    NESTED,
    b'{"answer": ' + NESTED + b"}",
    b'{"answer": "a", "helpful": ' + NESTED + b"}",
    b'{"answer": "a", "helpful": {"yes": 1}}',
    b'{"answer": "a", "helpful": "yes", "reason": ' + NESTED + b"}",
    b'{"answer": "\\udc00", "helpful": "yes"}',
)


@pytest.mark.parametrize("body", RATINGS, ids=lambda body: body[:40].decode())
def test_a_rating_that_cannot_be_kept_is_refused(client: TestClient, body: bytes) -> None:
    client.get("/", headers=PAGE)
    ours = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/rate", content=body, headers=ours)
    assert answer.status_code in (400, 404)
    assert json.loads(answer.text)["error"].endswith(".")


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_visitor_is_not_told_where_the_library_is(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LibraryDamaged("/srv/kestrel/library cannot be read")

    for name in ("cards", "report", "ledger"):
        monkeypatch.setattr(Assistant, name, broken)
    assert "kestrel" not in client.get(path, headers=PAGE).text


def test_who_has_to_sign_in_is_told_nothing_of_what_is_held(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    users = tmp_path / "users.json"
    write_roll(Roll(users=(User(name="Priya", role="officer", password=hashed("kestrel lane")),)), users)
    own = settings.model_copy(update={"history": tmp_path / "history", "users": users, "sign_in": "required"})
    with TestClient(build_app(assistant, own), base_url=AT) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert "Fernmoor" not in client.get("/about", headers=PAGE).text
        assert client.get("/api/v1/openapi.json").status_code == 401
        client.post("/sign-in", data={"name": "Priya", "password": "kestrel lane"}, headers={"Origin": AT})
        assert client.get("/health").json()["papers"] > 0
        assert "Fernmoor" in client.get("/about", headers=PAGE).text
        assert client.get("/api/v1/openapi.json").status_code == 200


def test_a_library_that_is_not_there_is_told_by_health_only_to_who_may_know(
    assistant: Assistant, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LibraryDamaged("/srv/kestrel/library cannot be read")

    monkeypatch.setattr(Assistant, "cards", broken)
    users = tmp_path / "users.json"
    write_roll(Roll(users=(User(name="Priya", role="officer"),)), users)
    own = settings.model_copy(update={"history": tmp_path / "history", "users": users, "sign_in": "required"})
    with TestClient(build_app(assistant, own), base_url=AT) as client:
        answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"status": "no library"}
