"""A paper becomes exempt while many are asking: no answer begun after that is committed has its words, nor any old one.

The paper is taken in anew by another process, as it would be on a server.
"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import papers
import pytest
from starlette.testclient import TestClient

from assistant.app.chat import Chat, Talk
from assistant.app.guard.cookies import VISITOR
from assistant.app.serve import build_app
from assistant.app.shelf import Choice
from assistant.ask import Assistant
from assistant.people import Person
from assistant.people.passwords import digest
from ingest.pipeline import ingest
from ingest.report import Access
from ingest.settings import Settings

CONVERSATIONS = 50
PAPER = "kestrel.txt"
OPEN_WORDS = "1.1 The Merrowfield respite centre of Fernmoor Council opened in May 2024 with nineteen beds."
TEXT = (
    "REPORT TO: Cabinet\n\nDate of Meeting: 3 September 2024\n\nSubject/Title: Respite\n\n1 Background\n\n"
    + OPEN_WORDS
    + "\n"
)
SECRETS = ("Merrowfield", "nineteen")
QUESTIONS = (
    "When did the respite centre of Fernmoor open?",
    "How many beds has the respite centre?",
    "What does the report of 3 September 2024 say about background?",
    "When was the Improvement Board disbanded?",
)
INGEST = """
import sys
from pathlib import Path
from ingest.pipeline import ingest
from ingest.settings import Settings
ingest([Path(sys.argv[1])], Settings(library=Path(sys.argv[2])), lambda step: step.line and print("in", flush=True))
"""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and when its question was put (seconds, monotonic)."""

    began: float
    owner: str
    conversation: str
    drawn: str


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    folder = papers.write(tmp_path / "papers")
    (folder / PAPER).write_text(TEXT, encoding="utf-8")
    made = Settings(library=tmp_path / "library", history=tmp_path / "history", questions_per_minute_address=10**6)
    assert not ingest([folder], made).failed
    return made


@pytest.fixture
def client(own: Settings) -> Iterator[TestClient]:
    assistant = Assistant(own)
    with TestClient(build_app(assistant, own), base_url="http://127.0.0.1") as opened:
        yield opened
    assistant.close()


def raised(own: Settings) -> float:
    """Take the paper in again, now exempt, by another process; the time at which it was in."""
    folder = own.library.parent / "papers"
    (folder / PAPER).write_text(f"NOT FOR PUBLICATION\n\n{TEXT}", encoding="utf-8")
    command = [sys.executable, "-c", INGEST, str(folder / PAPER), str(own.library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as ingesting:
        assert ingesting.stdout
        assert ingesting.stdout.readline() == "in\n"
        committed = time.monotonic()
        ingesting.communicate(timeout=60)
    assert ingesting.returncode == 0
    return committed


def asking(chat: Chat, number: int, over: threading.Event) -> list[Given]:
    """One conversation, going on until it is over."""
    person, talk, given = Person(f"visitor:{number}"), Talk(), []
    at = number
    while not over.is_set():
        began = time.monotonic()
        view = list(chat.ask(person, "127.0.0.1", QUESTIONS[at % len(QUESTIONS)], Choice(), talk))[-1]
        last = view.talk.turns[-1].drawn + str(view.suggestions)
        given.append(Given(began, person.owner, view.talk.conversation, last))
        talk, at = view.talk if len(view.talk.turns) < 4 else Talk(), at + 1
    return given


def tells(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def test_no_answer_begun_after_a_paper_became_exempt_has_its_words(own: Settings, client: TestClient) -> None:
    chat: Chat = client.app.state.chat  # type: ignore[attr-defined]
    over = threading.Event()
    with ThreadPoolExecutor(CONVERSATIONS) as threads:
        talks = [threads.submit(asking, chat, number, over) for number in range(CONVERSATIONS)]
        try:
            committed = raised(own)
            time.sleep(3)  # so that each asks on for a while
        finally:
            over.set()
    given = [answer for talk in talks for answer in talk.result()]
    before = [answer for answer in given if answer.began < committed]
    after = [answer for answer in given if answer.began >= committed]
    assert any(tells(answer.drawn) for answer in before)
    assert len({answer.owner for answer in after}) == CONVERSATIONS
    assert not [answer.drawn for answer in after if tells(answer.drawn)]
    old = [answer for answer in before if tells(answer.drawn)]
    for answer in old[:10]:
        check_history(chat, answer)
    officer = Person("person:officer", Access.EXEMPT)
    view = list(chat.ask(officer, "", QUESTIONS[1], Choice(), Talk()))[-1]
    assert tells(view.talk.turns[-1].drawn) == list(SECRETS)


def check_history(chat: Chat, answer: Given) -> None:
    """An old answer of the paper is not shown again to the one who was given it when the paper was open."""
    person = Person(answer.owner)
    assert not tells(str(chat.begin(person, answer.conversation)))
    assert not tells(str(chat.begin(person)))


def test_old_answers_are_not_shown_again_in_pages_links_files_or_the_search(own: Settings, client: TestClient) -> None:
    chat: Chat = client.app.state.chat  # type: ignore[attr-defined]
    client.get("/papers", headers={"Accept": "text/html"})  # a cookie, and so a history
    visitor = Person(f"visitor:{digest(client.cookies[VISITOR])}")
    view = list(chat.ask(visitor, "", QUESTIONS[1], Choice(), Talk()))[-1]
    (kept,) = chat.service.history.conversation(view.talk.conversation, visitor.owner, Access.OPEN)
    places = [
        f"/history/{kept.conversation}",
        *(f"/conversation/{kept.conversation}.{form}" for form in ("md", "docx")),
    ]
    places += [f"/answer/{kept.id}", *(f"/answer/{kept.id}.{form}" for form in ("md", "docx"))]
    shown = {place: client.get(place) for place in places}
    assert [answer.status_code for answer in shown.values()] == [200] * len(places)
    assert all(tells(answer.text) for place, answer in shown.items() if not place.endswith("docx"))
    assert kept.conversation in client.get("/history?find=Merrowfield").text
    raised(own)
    for place in [*places, "/history"]:
        assert not tells(_words(client.get(place).content)), place
    assert kept.conversation not in client.get("/history?find=Merrowfield").text
    for page in (
        "/papers",
        f"/source?report={PAPER}&para=1.1",
        f"/original?report={PAPER}",
        "/api/v1/search?q=respite",
    ):
        assert not tells(client.get(page).text), page
    assert "0 paragraphs in 0 papers" in client.get("/papers?find=nineteen").text


def _words(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return "\n".join(held.read(name).decode(errors="replace") for name in held.namelist())
