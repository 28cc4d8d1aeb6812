"""The service behind the chat: its headers, limits and refusals, and that words from outside are never markup."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import render_html, render_turn
from assistant.answer import Answer, Citation, Searched, State, Statement
from assistant.app.serve import build_app, serve
from assistant.ask import Assistant
from assistant.people import Person
from assistant.render_source import source
from assistant.render_turn import Beside
from ingest.errors import SettingsError
from ingest.report import Card, Cell, Header, Paragraph, Ref, Report
from ingest.settings import Settings

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>![x](http://198.51.100.1/x.png)</div>' onload='x"
MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: Settings) -> Iterator[TestClient]:
    with TestClient(build_app(assistant, settings), base_url="http://127.0.0.1") as opened:
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
    assert "There is no paper of this name here." in response.text
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
        assert_harmless(render_turn.turn(HOSTILE, answer, 1, Beside('x" onload="y', (HOSTILE,), ((HOSTILE, HOSTILE),))))
        assert "\n" not in render_turn.turn(f"a\n{HOSTILE}", answer, 1)
    assert_harmless(render_turn.waiting(HOSTILE, 1))
    assert_harmless(render_turn.failed(HOSTILE, HOSTILE, 1))
    assert_harmless(render_html.problem(HOSTILE))


def test_hostile_words_on_the_shelf_are_drawn_as_words() -> None:
    card = Card(HOSTILE, Header(title=HOSTILE, council=HOSTILE, body=HOSTILE), 1, 1, "", "")
    assert_harmless(render_html.shelf((card,)))
    assert_harmless(render_html.held("plan-assistant", (card,), [(HOSTILE, HOSTILE)], Person(name=HOSTILE)))


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
    opened = TestClient(build_app(assistant, missing), base_url="http://127.0.0.1")
    assert opened.get("/").status_code == 200
    health = opened.get("/health")
    assert health.status_code == 503
    assert "reason" in health.json()
    assert opened.get("/source", params={"report": "fernmoor-2023.txt"}).status_code == 503


def test_a_port_that_is_taken_is_named(assistant: Assistant, settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"Port {port} on 127\.0\.0\.1 .*--port"):
            serve(assistant, settings.model_copy(update={"port": port}), open_browser=False)
