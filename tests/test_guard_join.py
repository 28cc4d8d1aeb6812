"""What the page may say to Gradio, and how much of its queue one person may fill: one service in one process."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from assistant.app.guard import gradio
from assistant.app.guard.join import Places
from assistant.app.guard.refusal import Refused
from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.people import Person
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

PAGE = {"Accept": "text/html,*/*"}
OURS = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
FILE = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
ASK = ["What was decided?", "", "", "Any date", "", None, ""]


@pytest.fixture
def client(assistant: Assistant, settings: Settings, tmp_path: Path) -> Iterator[TestClient]:
    own = settings.model_copy(update={"history": tmp_path / "history"})
    with TestClient(build_app(assistant, own), base_url="http://127.0.0.1") as opened:
        opened.get("/", headers=PAGE)
        yield opened


def send(client: TestClient, door: str, said: dict[str, Any]) -> httpx.Response:
    return client.post(f"/gradio_api/{door}", content=json.dumps(said), headers=OURS)


def join(client: TestClient, data: object, event: object = 0, **more: object) -> httpx.Response:
    return send(client, "queue/join", {"data": data, "fn_index": event, "session_hash": "abc", **more})


def asking(client: TestClient) -> int:
    """The number of the event that puts a question typed into the box."""
    events = client.get("/config").json()["dependencies"]
    return next(int(event["id"]) for event in events if len(event["inputs"]) == len(ASK))


@pytest.mark.parametrize(
    "data",
    [
        [FILE],
        [[FILE]],
        [{**FILE, "path": "/dev/zero"}],
        [{**FILE, "path": "http://papers.example/a", "url": "http://papers.example/a"}],
        [["words"]],
        [{}],
        [1],
        [1e400],
        ["", "half a character: \ud83d"],
        ["x" * 200_001],
        [""] * 21,
        {"0": ""},
        "words",
        None,
    ],
    ids=lambda data: str(data)[:40],
)
def test_values_are_words_or_nothing(client: TestClient, data: object) -> None:
    answer = join(client, data)
    assert answer.status_code == 400
    assert "not one that this page makes" in answer.text


@pytest.mark.parametrize(
    "more",
    [
        {"event_data": FILE},
        {"event_data": {"path": "/etc/passwd"}},
        {"event_id": "abc"},
        {"batched": True},
        {"simple_format": True},
        {"trigger_id": "1"},
        {"trigger_id": [1]},
        {"kestrel": None},
    ],
)
def test_a_request_says_what_the_page_says_and_no_more(client: TestClient, more: dict[str, object]) -> None:
    assert join(client, [], **more).status_code == 400


@pytest.mark.parametrize("event", [10_000, -1, 0.0, "0", None, True, [0]])
def test_only_the_pages_own_events_can_be_asked_for(client: TestClient, event: object) -> None:
    assert join(client, [], event).status_code == 400


def test_what_the_page_says_goes_on(client: TestClient) -> None:
    assert join(client, [], trigger_id=0, event_data=None).status_code == 200
    assert join(client, ["é “quoted” 🦅", None], trigger_id=None).status_code == 200


def test_a_word_to_stop_is_held_to_the_same(client: TestClient) -> None:
    event = join(client, []).json()["event_id"]
    stop = {"event_id": event, "session_hash": "abc", "fn_index": 0}
    for wrong in ({**stop, "fn_index": 10_000}, {**stop, "fn_index": "0"}, {**stop, "data": [FILE]}):
        assert send(client, "cancel", wrong).status_code == 400
    assert send(client, "reset", {"event_id": event, "kestrel": FILE}).status_code == 400
    assert send(client, "cancel", stop).status_code == 200


def test_nobody_has_more_than_four_questions_in_work(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    question, done = asking(client), threading.Event()
    monkeypatch.setattr(Assistant, "trace", lambda *_, **__: done.wait(30))
    try:
        taken = [join(client, ASK, question).status_code for _ in range(5)]
        assert taken == [200, 200, 200, 200, 429]
        refused = join(client, ASK, question)
        assert refused.json()["error"].startswith("Four of your questions are being answered already.")
        assert refused.headers["retry-after"]
        other = TestClient(client.app, base_url="http://127.0.0.1")
        other.get("/", headers=PAGE)
        said = {"data": ASK, "fn_index": question, "session_hash": "other"}
        assert send(other, "queue/join", said).status_code == 200
    finally:
        done.set()
    for _ in range(300):  # the answers come; then there is room again
        if (again := join(client, ASK, question).status_code) == 200:
            return
        threading.Event().wait(0.1)
    assert again == 200


WORKING: set[str] = set()


def places(taken: Places, owner: str, address: str, tries: int, person: Person | None = None) -> int:
    """How many of these tries were given a place, which is then in work."""
    given = 0
    for _ in range(tries):
        try:
            place = taken.take(person or Person(owner), owner, address, asking=False)
        except Refused as refused:
            assert refused.status == 429
            continue
        given += 1
        place.event = f"{owner}{given}"
        WORKING.add(place.event)
    return given


def test_nobody_fills_the_queue() -> None:
    taken = Places(WORKING.__contains__)
    assert places(taken, "one", "192.0.2.1", 100) == 8
    assert places(taken, "two", "192.0.2.1", 100) == 8
    WORKING.clear()
    assert places(taken, "one", "192.0.2.1", 100) == 8


def test_a_visitor_who_makes_up_cookies_does_not_fill_it_either() -> None:
    taken = Places(WORKING.__contains__)
    assert sum(places(taken, f"visitor:{number}", "192.0.2.1", 8) for number in range(50)) == 60
    assert places(taken, "elsewhere", "192.0.2.2", 8) == 8
    assert places(taken, "user:priya", "192.0.2.1", 8, Person("user:priya", name="Priya")) == 8
    WORKING.clear()


def test_a_place_that_is_not_taken_up_is_free_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradio, "_TRIES", 1)
    for _ in range(20):
        said = {"data": [], "fn_index": 0, "session_hash": "abc"}
        kind = OURS | {"Content-Type": "text/plain"}  # Gradio does not read it
        assert client.post("/gradio_api/queue/join", content=json.dumps(said), headers=kind).status_code == 422
    assert join(client, []).status_code == 200


def test_the_browser_is_asked_for_no_heartbeat(client: TestClient) -> None:
    assert client.get("/config").json()["connect_heartbeat"] is False
    assert '"connect_heartbeat":true' not in client.get("/", headers=PAGE).text.replace(" ", "")
    assert client.get("/gradio_api/heartbeat/abc").status_code == 404
