"""Other programs where a language model is set: what they are told of it, and how they ask without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.app.api import PLACE
from assistant.app.doors.door import Door
from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.mcp_server import INSTRUCTIONS, Tools, build_server
from evals.adversary import faithful
from evals.scripted import MODEL, Script, scripted
from ingest.report import Access
from ingest.settings import Settings

ASKED = "When was Fernmoor's Improvement Board disbanded?"


@pytest.fixture
def script() -> Iterator[Script]:
    with scripted(lambda asked: faithful(asked, 1)) as running:
        yield running


@pytest.fixture
def door(script: Script, settings: Settings) -> Iterator[Door]:
    own = settings.model_copy(update={"model": f"openai:{MODEL}", "model_url": script.url, "model_seconds": 7})
    assistant = Assistant(own)
    yield Door(assistant, own)
    assistant.close()


def test_the_api_asks_no_model_where_only_quotes_are_wanted(script: Script, door: Door) -> None:
    with TestClient(build_app(door.assistant, door.settings), base_url="http://127.0.0.1") as client:
        quoted = client.post(f"{PLACE}/ask", json={"question": ASKED, "quotes_only": True}).json()
        assert not script.asked
        worded = client.post(f"{PLACE}/ask", json={"question": ASKED}).json()
    assert len(script.asked) == 1
    assert (quoted["state"], quoted["model"]) == ("answered", "")
    assert not any(statement["by_model"] for statement in quoted["statements"])
    assert worded["model"] and any(statement["by_model"] for statement in worded["statements"])


def test_the_tool_asks_no_model_where_only_quotes_are_wanted(script: Script, door: Door) -> None:
    tools = Tools(door, Access.OPEN)
    assert tools.ask(ASKED, quotes_only=True).model == ""
    assert not script.asked
    assert tools.ask(ASKED).model
    assert len(script.asked) == 1


def test_programs_are_told_how_long_an_answer_may_take(door: Door) -> None:
    with TestClient(build_app(door.assistant, door.settings), base_url="http://127.0.0.1") as client:
        page, document = client.get("/api").text, client.get(f"{PLACE}/openapi.json").json()
    assert "up to 7 seconds more" in page
    assert "up to 7 seconds more" in document["paths"]["/ask"]["post"]["description"]
    assert "up to 7 seconds more" in str(build_server(door, Access.OPEN).instructions)
    both = Door(door.assistant, door.settings.model_copy(update={"model_seconds": 30, "model_rewrites": True}))
    assert "up to 40 seconds more" in both.waits


def test_without_a_model_no_wait_is_spoken_of(assistant: Assistant, settings: Settings) -> None:
    door = Door(assistant, settings)
    assert door.waits == ""
    assert build_server(door, Access.OPEN).instructions == INSTRUCTIONS
