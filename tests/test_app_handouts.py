"""Papers to take along, as pages and files, for whoever may see what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from kept_answers import HOSTILE, cookie, kept, service_app

from assistant.app.at_once import AtOnce
from assistant.app.limits import Limits
from assistant.app.service import Service
from assistant.ask import Assistant
from assistant.history import History
from assistant.people import People
from ingest.report import Access
from ingest.settings import Settings

PAPER = "2023-05-16 HWB Item 7 Childrens Improvement Plan Update.pdf"
EARLIER = "2022-03-15 HWB Item 5 Childrens Improvement Plan Update.docx"
CLOSED = "2024-11-12 CFC Part 2 Beacon Rise contract.docx"
OPEN = "Which recommendations of the 2021 inspection are still open?"
PRICE = "What weekly price did the Beacon Rise provider want per child?"


@pytest.fixture(scope="module")
def assistant(sample: Settings) -> Iterator[Assistant]:
    made = Assistant(sample)
    yield made
    made.close()


@pytest.fixture
def service(assistant: Assistant, sample: Settings, tmp_path: Path) -> Iterator[Service]:
    with History(tmp_path / "history", 90) as history:
        yield Service(assistant, sample, history, People(sample), Limits(sample))


def client_of(service: Service, access: Access = Access.OPEN, owner: str = "visitor:one") -> TestClient:
    return TestClient(service_app(service), cookies=cookie(owner, access, "", False))


def test_every_kind_is_offered_and_opens(service: Service) -> None:
    client = client_of(service)
    page = unescape(client.get("/handouts").text)
    for words in ("Briefing on a paper", "Pack for new staff", "Comparison of two papers", PAPER, "Kelsmouth"):
        assert words in page
    for address, words in (
        (f"/briefing?report={PAPER}", "What you are asked to decide"),
        ("/briefing?day=16 May 2023&council=Fernshire Moor", "What you are asked to decide"),
        ("/pack?council=kelsmouth", "Glossary"),
        ("/pack?council=Kelsmouth&as_at=2022", "As at 31 December 2022"),
        (f"/comparison?then={EARLIER}&now={PAPER}", "15 March 2022"),
        ("/comparison?council=Fernshire Moor&then=2022&now=2024", "In short"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert words in unescape(answer.text), address


def test_each_is_saved_as_word_and_markdown(service: Service) -> None:
    client = client_of(service)
    page = unescape(client.get(f"/briefing?report={PAPER}").text)
    for form in ("docx", "md"):
        saved = client.get(f"/briefing.{form}?report={PAPER}")
        assert f'href="/briefing.{form}?report=' in page
        assert 'filename="briefing-' in saved.headers["content-disposition"]
        assert saved.headers["content-disposition"].endswith(f'.{form}"')
    made = docx.Document(BytesIO(client.get(f"/briefing.docx?report={PAPER}").content))
    assert "What you are asked to decide" in [p.text for p in made.paragraphs if p.style and "Heading" in p.style.name]


def test_a_note_leads_to_its_paragraph(service: Service) -> None:
    client = client_of(service)
    page = client.get(f"/briefing?report={PAPER}").text
    address = unescape(page.split('<li id="note-1"><a href="')[1].partition('"')[0])
    opened = client.get(address.partition("#")[0])
    assert opened.status_code == 200
    assert 'id="cited"' in opened.text


def test_a_reply_is_drafted_to_an_answer_and_to_a_conversation(service: Service, assistant: Assistant) -> None:
    first = kept(assistant, OPEN)
    service.history.keep(first)
    service.history.keep(kept(assistant, "Who is accountable for the improvement plan?", number=2))
    client = client_of(service)
    one = unescape(client.get(f"/reply/{first.id}").text)
    assert OPEN in one and "DRAFT" in one and "Short answer" in one
    assert f'href="/reply/{first.id}"' in client.get(f"/answer/{first.id}").text
    both = unescape(client.get("/conversation/talk/reply").text)
    assert both.index("Question 1 of 2") < both.index("Question 2 of 2")
    for address in (f"/reply/{first.id}.docx", f"/reply/{first.id}.md", "/conversation/talk/reply.docx"):
        assert client.get(address).status_code == 200, address
    other = client_of(service, owner="visitor:two")
    assert other.get("/conversation/talk/reply").status_code == 404


def test_a_reply_says_no_more_than_its_reader_may_see(service: Service, assistant: Assistant) -> None:
    closed = kept(assistant, PRICE, access=Access.EXEMPT)
    service.history.keep(closed)
    officer, public = client_of(service, Access.EXEMPT), client_of(service)
    assert "not for publication" in officer.get(f"/reply/{closed.id}").text
    assert public.get(f"/reply/{closed.id}").status_code == 404
    assert public.get(f"/briefing?report={CLOSED}").text == public.get(
        "/briefing?report=none at all.docx"
    ).text.replace("none at all.docx", CLOSED)
    for address in ("/handouts", "/pack?council=Fernshire Moor", "/pack.md?council=Fernshire Moor"):
        assert "Ending of the Contract" not in public.get(address).text
        assert "Ending of the Contract" in officer.get(address).text
    assert officer.get(f"/briefing?report={CLOSED}").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/briefing", 400, "Choose a paper or a meeting"),
        ("/briefing?report=nothing like it", 404, "holds no paper called"),
        ("/briefing?day=32 May 2023", 400, "write it like 8 July 2024"),
        ("/briefing?day=1 May 2023", 404, "No paper is held of"),
        ("/pack", 400, "Choose a council"),
        ("/pack?council=Nowhere", 404, 'No paper of "Nowhere" is held'),
        ("/comparison?then=2023", 400, "Choose two papers"),
        (f"/comparison?then={PAPER}&now={PAPER}", 400, "cannot be compared with itself"),
        ("/comparison?council=Kelsmouth&then=2022&now=2022", 400, "two days are the same"),
        (f"/briefing.exe?report={PAPER}", 404, "no such form"),
        ("/reply/none", 404, "no answer at this address"),
    ],
)
def test_what_cannot_be_written_is_said_plainly(service: Service, address: str, status: int, words: str) -> None:
    answer = client_of(service).get(address)
    assert answer.status_code == status
    assert words in unescape(answer.text)


def test_hostile_words_stay_words(service: Service, assistant: Assistant) -> None:
    asked = kept(assistant, HOSTILE[:300])
    service.history.keep(asked)
    page = client_of(service).get(f"/reply/{asked.id}").text
    assert "<script>alert" not in page and "<img src=x" not in page
    typed = client_of(service).get("/briefing", params={"report": HOSTILE}).text
    assert "<script>alert" not in typed and "<img src=x" not in typed


def test_an_answer_whose_papers_changed_is_drafted_no_more(service: Service, assistant: Assistant) -> None:
    given = kept(assistant, OPEN)
    broken = replace(given.answer.statements[0].citations[0], quote="words that stand nowhere")
    statements = (replace(given.answer.statements[0], citations=(broken,)), *given.answer.statements[1:])
    service.history.keep(replace(given, answer=replace(given.answer, statements=statements)))
    page = unescape(client_of(service).get(f"/reply/{given.id}").text)
    assert "have changed since it was given" in page
    assert "outstanding" not in page


def test_where_many_are_being_written_one_is_told_to_come_back(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = AtOnce(most=1, waiting=0, seconds=0)
    monkeypatch.setattr("assistant.app.handouts.TURNS", turns)
    client = client_of(service)
    with turns.turn():
        answer = client.get("/pack?council=Kelsmouth")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "60"
        assert "Try again in a minute" in unescape(answer.text)
        assert client.get("/handouts").status_code == 200
    assert client.get("/pack?council=Kelsmouth").status_code == 200
