"""An answer by its link: as it was given, for whoever may see it, in three forms; and what people say of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import docx
import httpx
import papers
import pytest
from fastapi.testclient import TestClient
from kept_answers import DISBANDED, HOME, HOSTILE, cookie, hostile, kept, service_app

from assistant.answer import State
from assistant.app.limits import Limits
from assistant.app.service import Service
from assistant.ask import Assistant
from assistant.history import MOST_WORDS, History, Reason
from assistant.people import People
from assistant.render_sheet import plain
from ingest.errors import HistoryError
from ingest.pipeline import ingest, remove
from ingest.report import Access, Scope
from ingest.settings import Settings

CHANGED = "The papers that this answer rested on have changed since it was given."
FORMS = ("", ".md", ".docx")


@pytest.fixture
def service(assistant: Assistant, settings: Settings, tmp_path: Path) -> Iterator[Service]:
    with History(tmp_path / "history", 90) as history:
        yield made_service(assistant, settings, history)


def made_service(assistant: Assistant, settings: Settings, history: History) -> Service:
    return Service(assistant, settings, history, People(settings), Limits(settings))


def as_seen(service: Service, owner: str = "visitor:one", access: Access = Access.OPEN, name: str = "") -> TestClient:
    return TestClient(service_app(service), cookies=cookie(owner, access, name), follow_redirects=False)


def words(answer: httpx.Response) -> str:
    """What a reader reads of a page, Markdown or Word."""
    if answer.headers["content-type"].startswith("application/vnd"):
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs)
    return unescape(answer.text)


def links(page: str, to: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page) if unescape(link).startswith(to)]


def test_a_link_shows_anybody_the_answer_as_it_was_given(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED, scope=Scope("Fernmoor"))
    service.history.keep(one)
    mine, other = (as_seen(service, owner).get(f"/answer/{one.id}") for owner in ("visitor:one", "visitor:two"))
    assert mine.status_code == other.status_code == 200
    assert mine.text == other.text
    read = words(mine)
    for part in (
        "Answered",
        "as at 14 March 2023",
        "6 February 2023",
        "Searched: 2 papers of Fernmoor",
        "Kept to: Fern",
    ):
        assert part in read
    assert "Asked on 8 July 2026 at 12:00" in read
    assert links(mine.text, "/?") == [
        "/?question=When+was+Fernmoor%27s+Improvement+Board+disbanded%3F&council=Fernmoor"
    ]


def test_a_note_opens_its_paragraph_with_the_words_marked(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    service.history.keep(one)
    client = as_seen(service)
    notes = links(client.get(f"/answer/{one.id}").text, "/paper?")
    assert len(notes) >= 2  # in the sentence, and in the list
    assert "<mark>" in client.get(notes[0]).text


@pytest.mark.parametrize("form", [".md", ".docx"])
def test_an_answer_can_be_downloaded(service: Service, assistant: Assistant, form: str) -> None:
    one = kept(assistant, DISBANDED)
    service.history.keep(one)
    answer = as_seen(service).get(f"/answer/{one.id}{form}")
    assert answer.headers["content-disposition"] == f'attachment; filename="answer-2026-07-08{form}"'
    assert "6 February 2023" in words(answer)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_above_a_reader_is_told_as_what_never_was(service: Service, assistant: Assistant, form: str) -> None:
    secret = kept(assistant, HOME, "person:ann", Access.EXEMPT)
    service.history.keep(secret)
    seen = words(as_seen(service, "person:ben", Access.EXEMPT).get(f"/answer/{secret.id}{form}"))
    assert "777,000" in seen
    assert seen.index("Rests on exempt paragraphs: not for publication.") < seen.index("777,000")
    assert (f"Answer: http://testserver/answer/{secret.id}" in seen.replace("`", "")) is bool(form)
    for level in (Access.OPEN, Access.CONFIDENTIAL):
        client = as_seen(service, "person:ann", level)
        refused, none = client.get(f"/answer/{secret.id}{form}"), client.get(f"/answer/answer-none{form}")
        assert refused.status_code == none.status_code == 404
        assert refused.text == none.text


@pytest.mark.parametrize("form", [".md", ".docx"])
def test_a_conversation_is_for_its_owner_only(service: Service, assistant: Assistant, form: str) -> None:
    service.history.keep(kept(assistant, DISBANDED))
    service.history.keep(kept(assistant, "What are the costs of the plan?", number=2))
    read = words(as_seen(service).get(f"/conversation/talk{form}"))
    assert read.index(DISBANDED) < read.index("What are the costs")
    for owner in ("visitor:two", ""):
        assert as_seen(service, owner).get(f"/conversation/talk{form}").status_code == 404
    assert as_seen(service).get("/conversation/talk.html").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_removed_paper_takes_its_answer_from_every_form(tmp_path: Path, form: str) -> None:
    settings = Settings(library=tmp_path / "library", history=tmp_path / "history")
    ingest([papers.write(tmp_path / "papers")], settings, lambda _: None)
    assistant = Assistant(settings)
    one = kept(assistant, DISBANDED, scope=Scope("Fernmoor", as_at=date(2024, 12, 31)))
    with History(settings.history, 90) as history:
        service = made_service(assistant, settings, history)
        history.keep(one)
        client = as_seen(service)
        assert "6 February" in words(client.get(f"/answer/{one.id}{form}"))
        remove(["fernmoor-2023.txt", "fernmoor-2024.txt"], settings)
        answer = client.get(f"/answer/{one.id}{form}")
        read = words(answer)
        assert CHANGED in read
        assert DISBANDED in read
        for gone in ("6 February", "para 3.1", "fernmoor-2023", "14 March", "Health and Wellbeing", "council=Fernmoor"):
            assert gone not in read
        if not form:
            assert links(answer.text, "/?question=When+was")
            assert "Did this answer help" not in read
        assert "6 February" not in words(client.get(f"/conversation/talk{form}" if form else "/history/talk"))
    assistant.close()


@pytest.mark.parametrize("stands", [True, False])
def test_hostile_words_stay_words(service: Service, stands: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.app.answers.standing", lambda answers, *_: (stands,) * len(answers))
    one = hostile()
    service.history.keep(one)
    page = as_seen(service).get(f"/answer/{one.id}").text
    assert "alert(1)" in page
    for live in ("<script>", "<img", 'href="javascript', 'href="http', 'href="//', "<b>", "\u202e", "\x07"):
        assert live not in page
    assert plain(HOSTILE) in unescape(page)


def test_a_link_is_said_to_be_for_whom_it_opens(service: Service, assistant: Assistant) -> None:
    secret = kept(assistant, HOME, "person:ann", Access.EXEMPT)
    service.history.keep(secret)
    page = words(as_seen(service, "person:ann", Access.EXEMPT, "Ann").get(f"/answer/{secret.id}"))
    assert "opens for people who may see exempt papers" in page


def test_a_rating_is_kept_and_a_later_one_replaces_it(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    service.history.keep(one)
    client = as_seen(service, "visitor:two")
    assert client.post("/rate", json={"answer": one.id, "helpful": True}).status_code == 204
    assert (said := service.history.rating(one.id, "visitor:two")) and said.helpful
    sent = {"answer": one.id, "helpful": False, "reason": "It is wrong", "words": " w" * MOST_WORDS}
    assert client.post("/rate", json=sent).status_code == 204
    said = service.history.rating(one.id, "visitor:two")
    assert said
    assert (said.helpful, said.reason, len(said.words)) == (False, Reason.WRONG, MOST_WORDS)
    assert service.history.rating(one.id, "visitor:one") is None


def test_a_rating_by_the_form_needs_no_script(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    service.history.keep(one)
    client = as_seen(service)
    form = {"answer": one.id, "helpful": "no", "reason": str(Reason.MISSING), "words": "<b>The date</b>"}
    answer = client.post("/rate", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/answer/{one.id}#rating")
    page = client.get(f"/answer/{one.id}").text
    assert "You said: not helpful, something is missing." in page
    assert "&lt;b&gt;The date&lt;/b&gt;</textarea>" in page
    assert "You said" not in as_seen(service, "visitor:two").get(f"/answer/{one.id}").text


@pytest.mark.parametrize("by_script", [True, False])
@pytest.mark.parametrize(
    ("owner", "sent", "status", "said"),
    [
        ("visitor:one", {"helpful": "yes"}, 404, "no answer at this address"),
        ("visitor:one", {"answer": "none", "helpful": "yes"}, 404, "no answer at this address"),
        ("visitor:one", {"answer": "SECRET", "helpful": "yes"}, 404, "no answer at this address"),
        ("visitor:one", {"answer": "OPEN", "helpful": "perhaps"}, 400, "yes or no"),
        ("visitor:one", {"answer": "OPEN"}, 400, "yes or no"),
        ("visitor:one", {"answer": "OPEN", "helpful": "no", "reason": "<i>"}, 400, "The reasons are"),
        ("", {"answer": "OPEN", "helpful": "yes"}, 400, "neither"),
    ],
)
def test_a_rating_that_cannot_be_kept_is_refused_in_words(
    service: Service, assistant: Assistant, owner: str, sent: dict[str, str], status: int, said: str, by_script: bool
) -> None:
    one, secret = kept(assistant, DISBANDED), kept(assistant, HOME, "person:ann", Access.EXEMPT)
    for each in (one, secret):
        service.history.keep(each)
    named = {"OPEN": one.id, "SECRET": secret.id}
    sent = {name: named.get(value, value) for name, value in sent.items()}
    client = as_seen(service, owner)
    answer = client.post("/rate", json=sent) if by_script else client.post("/rate", data=sent)
    assert answer.status_code == status
    assert said in (answer.json()["error"] if by_script else answer.text)
    assert "<i>" not in answer.text
    assert service.history.rating(one.id, owner) is None


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b'{"answer": 1, "helpful": true}', b"\xff"])
def test_what_is_no_rating_is_no_fault(service: Service, body: bytes) -> None:
    answer = as_seen(service).post("/rate", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 404)
    assert answer.json()["error"]


def test_halves_of_characters_are_no_fault(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    service.history.keep(one)
    body = f'{{"answer": "{one.id}", "helpful": false, "words": "\\ud800"}}'.encode()
    client = as_seen(service)
    sent = client.post("/rate", content=body, headers={"content-type": "application/json"})
    assert sent.status_code == 204
    assert client.get(f"/answer/{one.id}").status_code == 200


def test_an_answer_that_was_deleted_is_nowhere(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    service.history.keep(one)
    service.history.forget(one.owner)
    for form in FORMS:
        assert as_seen(service).get(f"/answer/{one.id}{form}").status_code == 404
    assert as_seen(service).post("/rate", json={"answer": one.id, "helpful": True}).status_code == 404


def test_a_question_asked_back_is_a_link(service: Service, assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED)
    answer = replace(one.answer, state=State.NEEDS_CLARIFYING, suggestions=("Which (Fernmoor)?",))
    service.history.keep(replace(one, answer=answer))
    assert "/?question=Which+%28Fernmoor%29%3F" in links(as_seen(service).get(f"/answer/{one.id}").text, "/?")


def test_a_history_that_fails_is_said_without_naming_its_file(
    service: Service, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise HistoryError("The history /srv/secret/history.sqlite3 is damaged.")

    for name in ("answer", "conversations"):
        monkeypatch.setattr(History, name, fail)
    client = as_seen(service)
    refused = [
        client.get("/answer/any"),
        client.get("/history"),
        client.post("/rate", data={"answer": "a", "helpful": "no"}),
    ]
    assert [each.status_code for each in refused] == [503, 503, 503]
    for each in refused:
        assert "cannot be read or written just now" in each.text
        assert "/srv/secret" not in each.text
    assert "/srv/secret" in caplog.text
