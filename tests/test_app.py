"""The service behind the chat: its headers, limits and refusals, and that words from outside are never markup."""

from __future__ import annotations

import re
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import papers
import pytest
from starlette.testclient import TestClient

from assistant import render_html
from assistant.answer import Answer, Citation, Searched, State, Statement
from assistant.app.chat import ANY_DATE, Chat
from assistant.app.serve import build_app, serve
from assistant.ask import Assistant
from assistant.render_source import source
from ingest.errors import SettingsError
from ingest.pipeline import ingest
from ingest.report import Card, Cell, Header, Paragraph, Ref, Report
from ingest.settings import Settings

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>![x](http://198.51.100.1/x.png)</div>' onload='x"
MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: Settings) -> Iterator[TestClient]:
    with TestClient(build_app(assistant, settings)) as opened:
        yield opened


class Tags(HTMLParser):
    """What a browser would make of some HTML: its elements, their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def assert_harmless(html: str) -> None:
    drawn = Tags(html)
    assert drawn.open == []
    assert drawn.names <= set(
        "a article blockquote br button code details div h1 h2 h3 header li mark nav ol p section span strong"
        " summary ul".split()
    )
    assert drawn.attributes <= set("aria-label class data-printed href id role tabindex title type value".split())
    assert HOSTILE in " ".join(drawn.words.split())


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/health",
        "/config",
        "/page/page.js",
        "/page/page.css",
        "/source?report=fernmoor-2023.txt&para=3.1",
        "/source?report=none",
        "/source",
        "/gradio_api/info",
        "/nothing-here",
    ],
)
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert ("no-store" in headers.get("cache-control", "")) != path.startswith("/page/")


def test_the_scripts_of_the_page_carry_the_headers_too(client: TestClient) -> None:
    asset = re.search(r"assets/[\w.-]+\.js", client.get("/").text)
    assert asset is not None
    response = client.get(f"/{asset[0]}")
    assert response.status_code == 200
    assert "content-security-policy" in response.headers


def test_health_counts_the_open_papers(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "papers": 3}


def test_a_file_over_the_cap_is_refused(client: TestClient) -> None:
    response = client.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * 2000)})
    assert response.status_code in (403, 404, 413)


def test_a_long_request_is_refused_before_it_is_read(client: TestClient) -> None:
    response = client.post("/gradio_api/queue/join", content=b"x" * (3 * MEBIBYTE))
    assert response.status_code == 413
    assert "longer than" in response.json()["error"]


def test_a_request_of_unsaid_length_is_refused(client: TestClient) -> None:
    response = client.post("/gradio_api/queue/join", content=iter([b"x", b"y"]))
    assert response.status_code == 411


@pytest.mark.parametrize("path", ["/openapi.json", "/docs", "/redoc"])
def test_no_list_of_doors_is_given_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_source_is_the_paper_with_the_words_marked(client: TestClient) -> None:
    response = client.get(
        "/source", params={"report": "fernmoor-2023.txt", "para": "3.1", "quote": "disbanded on 6 February 2023"}
    )
    assert response.status_code == 200
    assert "<mark>disbanded on 6 February 2023</mark>" in response.text


def test_a_quote_that_does_not_stand_there_is_marked_nowhere(client: TestClient) -> None:
    response = client.get("/source", params={"report": "fernmoor-2023.txt", "para": "3.1", "quote": "was abolished"})
    assert "<mark>" not in response.text
    assert "not found in this paragraph" in response.text


def test_the_source_of_a_paper_that_is_not_held_is_one_sentence(client: TestClient) -> None:
    response = client.get("/source", params={"report": "none.txt", "para": "3.1"})
    assert response.status_code == 404
    assert "holds no report" in response.text
    assert "none.txt" in response.text
    assert response.text.count("<p") == 1


def test_a_paragraph_that_is_not_there_is_said_to_be_so(client: TestClient) -> None:
    response = client.get("/source", params={"report": "fernmoor-2023.txt", "para": "9.9"})
    assert response.status_code == 404
    assert "There is no paragraph “9.9” in this paper." in response.text


@pytest.mark.parametrize("para", ["1.1", "9.9", ""])
def test_an_exempt_paper_cannot_be_told_from_one_that_is_not_held(client: TestClient, para: str) -> None:
    def refused(name: str) -> tuple[int, str]:
        response = client.get("/source", params={"report": name, "para": para, "quote": "Quillfeather Trust"})
        return response.status_code, response.text.replace(name, "NAME")

    assert refused("exempt-2024.txt") == refused("exempt-2025.txt")


@pytest.mark.parametrize("name", ["../exempt-2024.txt", "/etc/passwd", "%00", "a" * 5000, HOSTILE])
def test_a_source_with_an_odd_name_is_not_held(client: TestClient, name: str) -> None:
    response = client.get("/source", params={"report": name})
    assert response.status_code == 404
    assert "<script" not in response.text
    assert "<img" not in response.text


def test_a_hostile_answer_is_drawn_as_words() -> None:
    citation = Citation(Ref(HOSTILE, HOSTILE), HOSTILE, HOSTILE, 1)
    searched = Searched(1, (HOSTILE,), (HOSTILE,), None, None)
    for state in State:
        answer = Answer(
            state, (Statement(HOSTILE, (citation,)), Statement("x", (citation,))), searched, None, (citation,)
        )
        assert_harmless(render_html.turn(HOSTILE, answer, 1))
        assert "\n" not in render_html.turn(f"a\n{HOSTILE}", answer, 1)
    assert_harmless(render_html.waiting(HOSTILE, 1))
    assert_harmless(render_html.failed(HOSTILE, HOSTILE, 1))
    assert_harmless(render_html.problem(HOSTILE))


def test_hostile_words_on_the_shelf_are_drawn_as_words() -> None:
    card = Card(HOSTILE, Header(title=HOSTILE, council=HOSTILE, body=HOSTILE), 1, 1, "", "")
    assert_harmless(render_html.shelf((card,)))
    assert_harmless(render_html.held("plan-assistant", (card,), {"ledger/gaps": card.header.title}))


def test_a_hostile_paper_is_drawn_as_words() -> None:
    header = Header(title=HOSTILE, council=HOSTILE, council_evidence=HOSTILE, body=HOSTILE)
    paragraphs = (
        Paragraph(HOSTILE, HOSTILE, f"before {HOSTILE} after", 0, page=1),
        Paragraph("row", HOSTILE, HOSTILE, 1, cells=(Cell(HOSTILE, HOSTILE),)),
    )
    report = Report(HOSTILE, header, paragraphs)
    for para in (HOSTILE, "row", f"{HOSTILE} of none", ""):
        assert_harmless(source(report, para, HOSTILE))
    assert Tags(source(report, HOSTILE, HOSTILE)).names >= {"mark"}


def test_a_missing_library_is_named_with_the_way_on(tmp_path: Path, settings: Settings) -> None:
    missing = settings.model_copy(update={"library": tmp_path / "nowhere"})
    assistant = Assistant(missing)
    chat = Chat(assistant)
    problem = chat.shelf().problem
    assert str(missing.library) in problem
    assert "plan-assistant ingest" in problem
    assert chat.examples() == ()
    turn = list(chat.ask("When was the Board disbanded?", "", "", ANY_DATE, ()))[-1].turns[-1]
    assert render_html.with_commands(problem) in turn.drawn
    opened = TestClient(build_app(assistant, missing))
    assert opened.get("/").status_code == 200
    health = opened.get("/health")
    assert health.status_code == 503
    assert health.json()["reason"] == problem
    assert opened.get("/source", params={"report": "fernmoor-2023.txt"}).status_code == 503


def test_examples_are_made_once_for_the_papers_held_and_afresh_when_those_change(
    tmp_path: Path, settings: Settings
) -> None:
    own = settings.model_copy(update={"library": tmp_path / "library"})
    ingest([papers.write(tmp_path / "one", {"a.txt": papers.ALL["fernmoor-2023.txt"]})], own, lambda _: None)
    assistant = Assistant(own)
    chat = Chat(assistant)
    first = chat.examples()
    assert first
    assert chat.examples() is first
    ingest([papers.write(tmp_path / "two", {"b.txt": papers.ALL["aldwick-2023.txt"]})], own, lambda _: None)
    assert chat.examples() != first
    assistant.close()


def cut_short(library: Path) -> None:
    register = library / "register.sqlite3"
    register.write_bytes(register.read_bytes()[:5000])


def from_the_future(library: Path) -> None:
    with sqlite3.connect(library / "register.sqlite3") as register:
        register.execute("PRAGMA user_version = 999")
    register.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (cut_short, "is damaged"),
        (from_the_future, "newer version"),
        (lambda library: (library / "register.sqlite3").unlink(), "There is no library in"),
    ],
)
def test_a_library_that_cannot_be_read_is_one_sentence_of_its_own(
    tmp_path: Path, settings: Settings, spoil: Callable[[Path], None], says: str
) -> None:
    library = tmp_path / "library"
    shutil.copytree(settings.library, library)
    for journal in library.glob("register.sqlite3-*"):
        journal.unlink()
    spoil(library)
    chat = Chat(Assistant(settings.model_copy(update={"library": library})))
    problem = chat.shelf().problem
    assert says in problem
    assert str(library) in problem
    drawn = list(chat.ask("When was the Board disbanded?", "", "", ANY_DATE, ()))[-1].turns[-1].drawn
    assert render_html.with_commands(problem) in drawn
    assert "Traceback" not in drawn


def test_an_answer_comes_statement_by_statement(assistant: Assistant) -> None:
    views = list(Chat(assistant).ask("What are the recommendations?", "", "", ANY_DATE, ()))
    arrived = [view.turns[-1].drawn.count('class="statement"') for view in views]
    assert arrived == list(range(len(views)))  # first that the papers are being looked at, then one more each time
    assert arrived[-1] >= 2
    assert [bool(view.suggestions) for view in views] == [False] * (len(views) - 1) + [True]


@pytest.mark.parametrize(("council", "body"), [("Borchester", ""), ("", "Parks Committee")])
def test_a_scope_that_is_not_held_is_named_with_those_that_are(assistant: Assistant, council: str, body: str) -> None:
    last = list(Chat(assistant).ask("Who is accountable?", council, body, ANY_DATE, ()))[-1]
    assert last.turns == ()
    assert (council or body) in last.problem
    assert ("Fernmoor" if council else "Health and Wellbeing Board") in last.problem


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_000])
def test_a_question_that_cannot_be_asked_is_one_sentence_and_no_turn(assistant: Assistant, text: str) -> None:
    last = list(Chat(assistant).ask(text, "", "", ANY_DATE, ()))[-1]
    assert last.turns == ()
    assert last.problem.endswith(".")
    assert last.suggestions


def test_a_date_that_is_none_is_named(assistant: Assistant) -> None:
    last = list(Chat(assistant).ask("When was the Board disbanded?", "", "", "soon", ()))[-1]
    assert '"soon" is not a date' in last.problem


def test_a_port_that_is_taken_is_named(assistant: Assistant, settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"Port {port} on 127\.0\.0\.1 .*--port"):
            serve(assistant, settings.model_copy(update={"port": port}), open_browser=False)
