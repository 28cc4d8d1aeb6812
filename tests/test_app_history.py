"""The history as its owner gets it, and as nobody else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import papers
import pytest
from fastapi.testclient import TestClient
from kept_answers import DISBANDED, HOME, HOSTILE, NOON, ROSE, cookie, hostile, kept, service_app

from assistant.app.guard.cookies import VISITOR
from assistant.app.limits import Limits
from assistant.app.serve import build_app
from assistant.app.service import Service
from assistant.ask import Assistant
from assistant.history import UNDO_MINUTES, History
from assistant.people import People
from assistant.people.passwords import digest
from ingest.pipeline import ingest, remove
from ingest.report import Access
from ingest.settings import Settings

COSTS = "What are the costs of the plan?"


@pytest.fixture
def service(assistant: Assistant, settings: Settings, tmp_path: Path) -> Iterator[Service]:
    with History(tmp_path / "history", 90) as history:
        yield Service(assistant, settings, history, People(settings), Limits(settings))


def as_seen(
    service: Service,
    owner: str = "visitor:one",
    access: Access = Access.OPEN,
    name: str = "",
    may_sign_in: bool = False,
) -> TestClient:
    return TestClient(service_app(service), cookies=cookie(owner, access, name, may_sign_in))


def read(client: TestClient, address: str = "/history") -> str:
    return unescape(client.get(address).text)


def two_talks(service: Service, assistant: Assistant) -> None:
    """One conversation of two questions, one a day later of another; both of "visitor:one"."""
    later = NOON + timedelta(days=1)
    service.history.keep(kept(assistant, DISBANDED))
    service.history.keep(kept(assistant, COSTS, number=2))
    service.history.keep(kept(assistant, ROSE, conversation="later", at=later))


def test_conversations_stand_by_day_the_latest_first(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    page = read(as_seen(service))
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["9 July 2026", "8 July 2026"]
    assert re.findall(r'href="/history/(\w+)">(.*?)</a>', page) == [("later", ROSE), ("talk", DISBANDED)]
    assert "2 conversations." in page
    assert "12:00, 2 questions" in page


def test_a_conversation_is_read_gone_on_with_and_downloaded(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    client = as_seen(service)
    page = read(client, "/history/talk")
    assert page.index(DISBANDED) < page.index("6 February 2023") < page.index(COSTS)
    assert 'href="/?conversation=talk"' in page
    for form in ("md", "docx"):
        assert f'href="/conversation/talk.{form}"' in page
        assert client.get(f"/conversation/talk.{form}").status_code == 200
    for link in re.findall(r'href="(/answer/[^"]+)"', page):
        assert client.get(link).status_code == 200


def test_nobody_sees_anothers_history(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    service.history.keep(kept(assistant, COSTS, "visitor:two", conversation="theirs"))
    other = as_seen(service, "visitor:two")
    page = read(other)
    assert re.findall(r'href="/history/(\w+)"', page) == ["theirs"]
    assert DISBANDED not in page
    assert "No conversation has" in read(other, "/history?find=disbanded")
    nobody = as_seen(service, "")
    assert "No history is kept for you here" in read(nobody)
    for client in (other, nobody):
        assert client.get("/history/talk").text == client.get("/history/none").text
        assert client.get("/history/talk").status_code == 404
        assert client.post("/history/talk/delete").status_code == 404
        client.post("/history/delete")
        client.post("/history/undo")
    assert "2 conversations." in read(as_seen(service))


def test_two_visitors_of_the_service_never_see_each_others_history(settings: Settings, assistant: Assistant) -> None:
    app = build_app(assistant, settings)
    as_browser = {"accept": "text/html", "sec-fetch-site": "same-origin"}
    one, two = (TestClient(app, base_url="http://127.0.0.1", headers=as_browser) for _ in range(2))
    history: History = app.state.chat.service.history
    for client, asked in ((one, DISBANDED), (two, COSTS)):
        client.get("/history")
        history.keep(kept(assistant, asked, owner_of(client), conversation=asked[:4]))
    assert DISBANDED in read(one)
    assert COSTS not in read(one)
    assert COSTS in read(two)
    assert DISBANDED not in read(two)
    assert two.get("/history/When").status_code == 404
    two.post("/history/delete")
    assert "Nothing is kept yet" in read(two)
    assert DISBANDED in read(one)


def owner_of(client: TestClient) -> str:
    return f"visitor:{digest(client.cookies[VISITOR])}"


def test_a_turn_above_what_a_person_sees_now_leaves_no_trace(service: Service, assistant: Assistant) -> None:
    service.history.keep(kept(assistant, HOME, "person:ann", Access.EXEMPT))
    service.history.keep(kept(assistant, DISBANDED, "person:ann", number=2))
    service.history.keep(kept(assistant, HOME, "person:ann", Access.EXEMPT, conversation="secret"))
    above, below = (as_seen(service, "person:ann", level, "Ann") for level in (Access.EXEMPT, Access.OPEN))
    assert "2 conversations." in read(above)
    assert "777,000" in read(above, "/history/talk")
    page = read(below)
    assert "1 conversation." in page
    assert "1 question<" in page
    for address in ("/history", "/history/talk", "/conversation/talk.md"):
        assert "Quillfeather" not in read(below, address)
    assert "No conversation has" in read(below, "/history?find=quillfeather")
    assert below.get("/history/secret").text == below.get("/history/none").text
    assert below.post("/history/secret/delete").status_code == 404


def test_words_are_found_in_questions_and_answers(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    client = as_seen(service)
    for find, talks in (
        ("disbanded", ["talk"]),
        ("ADOPTION 12%", ["later"]),
        ("£1.4m", ["talk"]),
        ("a", ["later", "talk"]),
    ):
        assert re.findall(r'href="/history/(\w+)"', read(client, f"/history?find={find}".replace("%", "%25"))) == talks
    assert "1 conversation with “disbanded”." in read(client, "/history?find=disbanded")
    assert "No conversation has “tea in Peru” in it." in read(client, "/history?find=tea in Peru")


def test_what_was_withdrawn_cannot_be_read_or_found(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library", history=tmp_path / "history")
    ingest([papers.write(tmp_path / "papers")], settings, lambda _: None)
    assistant = Assistant(settings)
    with History(settings.history, 90) as history:
        service = Service(assistant, settings, history, People(settings), Limits(settings))
        history.keep(kept(assistant, DISBANDED))
        client = as_seen(service)
        for find in ("February", "disbanded February"):
            assert "1 conversation with" in read(client, f"/history?find={find}")
        remove(["fernmoor-2023.txt"], settings)
        page = read(client, "/history/talk")
        assert DISBANDED in page
        assert "The papers that this answer rested on have changed since it was given." in page
        assert "6 February" not in page
        assert DISBANDED in read(client)
        assert "1 conversation with" in read(client, "/history?find=disbanded")
        for find in ("February", "disbanded February"):
            assert "No conversation has" in read(client, f"/history?find={find}")
    assistant.close()


def test_one_is_deleted_and_brought_back(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    client = as_seen(service)
    page = unescape(client.post("/history/talk/delete").text)
    assert "Deleted." in page
    assert f"gone for good after {UNDO_MINUTES} minutes" in page
    assert re.findall(r'href="/history/(\w+)"', page) == ["later"]
    assert client.get("/history/talk").status_code == 404
    page = unescape(client.post("/history/undo").text)
    assert "What was deleted is back." in page
    assert re.findall(r'href="/history/(\w+)"', page) == ["later", "talk"]
    assert "There is nothing to bring back" in unescape(client.post("/history/undo").text)


def test_all_are_deleted_and_brought_back(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    client = as_seen(service)
    page = client.post("/history/delete").text
    assert "Deleted." in page
    assert "Nothing is kept yet." in page
    client.post("/history/undo")
    assert "2 conversations." in read(client)


def test_deleting_goes_back_to_what_was_looked_for(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    client = as_seen(service)
    (form,) = re.findall(r'action="(/history/talk/delete[^"]*)"', read(client, "/history?find=disbanded"))
    assert "No conversation has “disbanded” in it." in unescape(client.post(form).text)


def test_it_says_who_sees_it_and_for_how_long(service: Service, assistant: Assistant) -> None:
    two_talks(service, assistant)
    visitor = read(as_seen(service))
    assert "whoever uses this browser sees this list" in visitor
    assert "kept for 90 days" in visitor
    assert "/sign-in" not in visitor
    assert '<a href="/sign-in">Sign in</a> to keep it under your name.' in read(as_seen(service, may_sign_in=True))
    named = read(as_seen(service, "person:ann", name="Ann"))
    assert "kept under your name. Only you see this list." in named
    assert "Nothing is kept yet. What you ask is listed here." in named


@pytest.mark.parametrize(("page", "number"), [("1", 1), ("2", 2), ("99", 2), ("0", 1), ("x", 1), ("²", 1)])
def test_fifty_stand_on_a_page(service: Service, assistant: Assistant, page: str, number: int) -> None:
    one = kept(assistant, DISBANDED)
    for each in range(51):
        at = NOON + timedelta(minutes=each)
        service.history.keep(replace(one, id=f"many-{each}", conversation=f"many{each}", asked_at=at))
    shown = read(as_seen(service), f"/history?page={page}")
    assert f"Page {number} of 2" in shown
    assert len(re.findall(r'href="/history/many\d+"', shown)) == (50 if number == 1 else 1)
    assert ("Earlier</a>" in shown, "Later</a>" in shown) == (number == 1, number == 2)


def test_hostile_words_stay_words(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("answers", "history"):
        monkeypatch.setattr(f"assistant.app.{place}.standing", lambda answers, *_: (True,) * len(answers))
    service.history.keep(hostile())
    client = as_seen(service)
    for address in ("/history", "/history/y", "/history?find=alert"):
        page = client.get(address).text
        assert "alert(1)" in page
        for live in ("<script>", "<img", 'href="javascript', 'href="http', "<b>", "\u202e"):
            assert live not in page
    assert "<script>" not in client.get("/history", params={"find": HOSTILE}).text


def test_a_library_that_is_not_there_is_said(tmp_path: Path, assistant: Assistant, settings: Settings) -> None:
    missing = Assistant(Settings(library=tmp_path / "none"))
    with History(tmp_path / "history", 90) as history:
        history.keep(kept(assistant, DISBANDED))
        client = as_seen(Service(missing, settings, history, People(settings), Limits(settings)))
        assert DISBANDED in read(client)
        answer = client.get("/history/talk")
        assert answer.status_code == 503
        assert "No papers are held yet." in answer.text
        assert str(tmp_path) not in answer.text
