"""The HTTP API, asked by a real client of a real server: what it gives, what it refuses, and what it never tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from threading import BoundedSemaphore, Thread
from typing import Literal

import httpx
import pytest
from browsing import serving, violations
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

import assistant.app.api.routes as api_routes
from assistant.answer import Question
from assistant.app.api import PLACE
from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.batch import answer_line, texts_found
from assistant.cli import main
from assistant.history import History
from assistant.ledger.kinds import LEDGERS, find_ledger
from assistant.people.passwords import digest, new_token
from assistant.people.roll import Roll, Token, User, write_roll
from assistant.render_ledger import as_json
from ingest.report import Access, Scope
from ingest.settings import Settings

ASKED = "Who is accountable for the improvement plan?"
EXEMPT = re.compile("quillfeather|777,000|exempt-2024", re.IGNORECASE)


@pytest.fixture(scope="module")
def ours(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a history of their own, and no limit that a test would meet."""
    folder = tmp_path_factory.mktemp("history") / "history"
    return settings.model_copy(update={"history": folder, "questions_per_minute_address": 10_000})


@pytest.fixture(scope="module")
def address(assistant: Assistant, ours: Settings) -> Iterator[str]:
    with serving(assistant, ours) as at:
        yield at


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{address.rstrip('/')}{PLACE}/", timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def document(api: httpx.Client) -> dict[str, dict[str, dict[str, dict[str, str]]]]:
    answer = api.get("openapi.json")
    assert answer.status_code == 200
    return answer.json()


def refused(answer: httpx.Response, status: int) -> str:
    """The sentence of an error, which is all there is in it."""
    assert answer.status_code == status, answer.text
    said = answer.json()
    assert list(said) == ["error"]
    assert said["error"].endswith((".", "?")) and "Traceback" not in said["error"]
    return str(said["error"])


def test_an_answer_has_what_the_terminal_gives(api: httpx.Client, assistant: Assistant) -> None:
    given = api.post("ask", json={"question": ASKED}).json()
    trace = assistant.trace(Question(ASKED))
    line = answer_line("", trace, texts_found(assistant, trace))
    for name in ("id", "answer", "state", "abstained", "retrieved"):
        assert given[name] == line[name]
    assert [{name: c[name] for name in ("report", "para", "quote")} for c in given["citations"]] == line["citations"]
    assert [c for said in given["statements"] for c in said["citations"]] == given["citations"]


def test_an_answer_says_where_as_at_and_what_was_searched(api: httpx.Client) -> None:
    given = api.post("ask", json={"question": ASKED, "council": "fernmoor council", "as_at": "July 2024"}).json()
    assert (given["state"], given["state_words"]) == ("answered", "Answered")
    assert given["as_at"] == "2024-07-09"
    note = given["citations"][0]
    assert (note["report"], note["para"]) == ("fernmoor-2024.txt", "1.1")
    assert note["printed"] == "Fernmoor, Health and Wellbeing Board, 9 July 2024, para 1.1"
    assert given["searched"] == {"councils": ["Fernmoor"], "from": "2023-03-14", "to": "2024-07-09", "reports": 2}
    assert any("Fernmoor" in line for line in given["reading"])
    assert given["link"] == ""


def test_a_scope_and_earlier_questions_count(api: httpx.Client) -> None:
    before = {"question": "Was the Improvement Board disbanded?", "history": ["What does Fernmoor say?"]}
    assert api.post("ask", json={**before, "as_at": "2023-12-31"}).json()["searched"]["to"] <= "2023-12-31"
    one = api.post("ask", json={"question": "What is asked of the Board?", "reports": ["fernmoor-2024"]}).json()
    assert {note["report"] for note in one["citations"]} == {"fernmoor-2024.txt"}
    body = api.post("ask", json={"question": ASKED, "body": "health and wellbeing board"})
    assert body.status_code == 200


def test_where_the_papers_do_not_say_nothing_is_cited(api: httpx.Client) -> None:
    given = api.post("ask", json={"question": "What did the bishop of Zanzibar pay for elephants?"}).json()
    assert given["abstained"] and not given["citations"]
    assert given["searched"]["reports"] == 3


def test_a_search_gives_paragraphs_in_order_that_can_be_read(api: httpx.Client) -> None:
    found = api.get("search", params={"q": "accountable body for the plan", "limit": 3}).json()
    assert len(found["paragraphs"]) == 3
    best = found["paragraphs"][0]
    assert (best["report"], best["para"], best["access"]) == ("fernmoor-2024.txt", "1.1", "open")
    assert not [name for name in best if "score" in name]
    read = api.get("paragraph", params={"report": best["report"], "para": best["para"]}).json()
    assert {name: read[name] for name in best} == best
    narrow = api.get("search", params={"q": "plan", "report": ["aldwick-2023.txt", "fernmoor-2023.txt"], "limit": 40})
    assert {p["report"] for p in narrow.json()["paragraphs"]} == {"aldwick-2023.txt", "fernmoor-2023.txt"}
    none = api.get("search", params={"q": "plan", "as_at": "1999"}).json()
    assert none["paragraphs"] == [] and none["searched"]["reports"] == 0


def test_papers_are_those_of_the_terminal(
    api: httpx.Client, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    given = api.get("papers").json()["papers"]
    assert main(["reports", "--json", "--library", str(settings.library)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(given, key=lambda p: p["report"]) == sorted(told, key=lambda p: p["report"])
    assert [paper["date"] for paper in given] == sorted((paper["date"] for paper in given), reverse=True)


def test_a_paper_is_read_whole(api: httpx.Client, assistant: Assistant) -> None:
    for paper in api.get("papers").json()["papers"]:
        given = api.get("paper", params={"report": paper["report"]}).json()
        held = assistant.report(paper["report"])
        assert given["paper"] == paper
        assert [(p["para"], p["text"]) for p in given["paragraphs"]] == [(p.para, p.text) for p in held.paragraphs]


def test_a_paragraph_has_its_neighbours(api: httpx.Client) -> None:
    given = api.get("paragraph", params={"report": "fernmoor-2023.txt", "para": "para 3.1", "around": 2}).json()
    assert given["text"].startswith("3.1 The Improvement Board was disbanded")
    assert [p["para"] for p in given["after"]][:1] == ["3.2"]
    assert all(p["parent"] == given["parent"] for p in (*given["before"], *given["after"]))
    item = api.get("paragraph", params={"report": "fernmoor-2023.txt", "para": "2.1(a)"}).json()
    assert [p["para"] for p in item["after"]] == ["2.1(b)"] and item["before"] == []
    alone = api.get("paragraph", params={"report": "fernmoor-2023.txt", "para": "3.1", "around": 0}).json()
    assert alone["before"] == alone["after"] == []


@pytest.mark.parametrize("name", [ledger.name for ledger in LEDGERS])
def test_a_ledger_has_the_rows_of_its_page_and_of_the_terminal(
    name: str, api: httpx.Client, assistant: Assistant
) -> None:
    for council, day in product(("", "Fernmoor"), (None, date(2023, 12, 31))):
        given = api.get(f"ledgers/{name}", params={"council": council, "as_at": day or ""}).json()
        assert given == json.loads(as_json(assistant.ledger(find_ledger(name), Scope(council, as_at=day))))


def test_health_says_how_many_papers(api: httpx.Client) -> None:
    assert api.get("health").json() == {"status": "ok", "papers": 3}


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 422, '"question" is missing'),
        ({"question": 7}, 422, '"question" must be text'),
        ({"question": ASKED, "model": "x"}, 422, '"model" is not a field'),
        ({"question": ASKED, "history": "before"}, 422, '"history" must be a list'),
        ({"question": ASKED, "history": ["x"] * 51}, 422, '"history" has more than 50 items'),
        ({"question": ASKED, "history": ["x" * 2001]}, 422, "2,001 characters"),
        ({"question": "x" * 2001}, 422, "2,001 characters; the most is 2,000"),
        ({"question": ASKED, "council": "x" * 501}, 422, '"council" has more than 500 characters'),
        ({"question": ASKED, "reports": ["x" * 501]}, 422, '"reports.0" has more than 500 characters'),
        ({"question": "  "}, 400, "empty"),
        ({"question": ASKED, "as_at": "31 June 2024"}, 400, "not a date"),
        ({"question": ASKED, "council": "Zanzibar"}, 400, 'No paper of "Zanzibar" is held'),
        ({"question": ASKED, "body": "Cabinet"}, 400, 'no committee called "Cabinet"'),
        ({"question": ASKED, "reports": ["none.txt"]}, 404, 'no paper called "none.txt"'),
        ({"question": ASKED, "keep": True}, 400, "signed in"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_why(
    body: dict[str, object], status: int, words: str, api: httpx.Client
) -> None:
    assert words in refused(api.post("ask", json=body), status)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("search", 422, '"q" is missing'),
        ("search?q=%20", 400, "nothing to search for"),
        (f"search?q={'x' * 2001}", 422, "2,001 characters"),
        ("search?q=plan&limit=0", 422, '"limit" must be at least 1'),
        ("search?q=plan&limit=41", 422, '"limit" must be at most 40'),
        ("search?q=plan&limit=many", 422, '"limit" must be a whole number'),
        ("paragraph?report=fernmoor-2024.txt&para=9.9", 404, 'no paragraph "9.9"'),
        ("paragraph?report=fernmoor-2031.txt&para=1", 404, "no paper called"),
        ("paper?report=../../etc/passwd", 404, "no paper called"),
        ("ledgers/gossip", 404, 'no ledger called "gossip"'),
        ("ledgers/gaps?as_at=never", 400, "not a date"),
        ("nothing", 404, "no such route"),
    ],
)
def test_a_request_that_cannot_be_met_is_told_why(query: str, status: int, words: str, api: httpx.Client) -> None:
    assert words in refused(api.get(query), status)


def test_null_is_what_is_not_sent(api: httpx.Client) -> None:
    empty = {"history": None, "council": None, "as_at": None, "reports": None, "keep": None}
    assert api.post("ask", json={"question": ASKED, **empty}).json()["state"] == "answered"


def test_bodies_that_are_no_question(api: httpx.Client) -> None:
    kind = {"Content-Type": "application/json"}
    refused(api.post("ask", content=b'{"question": ', headers=kind), 422)
    refused(api.post("ask", content=b"\xff\xfe{", headers=kind), 400)
    for half in (b'{"question": "\\ud800 Who?"}', b'{"question": "Who?", "council": "\\udfff"}'):
        assert "half of a character" in refused(api.post("ask", content=half, headers=kind), 422)
    refused(api.post("ask", content=b"[" * 100_000, headers=kind), 400)
    refused(api.post("ask", content=b'"Who?"', headers=kind), 422)
    refused(api.post("ask", content=b'{"question": "Who?"}', headers={"Content-Type": "text/plain"}), 422)
    refused(api.post("ask", content=b"x" * (3 * 2**20), headers=kind), 413)
    answer = api.get("ask")
    refused(answer, 405)


@pytest.mark.parametrize("words", ['" OR 1=1 --', "NEAR(", "*", "\0", "🦆", "(" * 1000, "a" * 2000, "' UNION SELECT"])
def test_hostile_words_are_words(words: str, api: httpx.Client) -> None:
    assert api.get("search", params={"q": words}).status_code == 200
    assert api.post("ask", json={"question": words}).status_code == 200


def test_what_is_exempt_leaves_no_trace(api: httpx.Client) -> None:
    """By every route: nothing of it, and the words for what is not held and never was."""
    told = [api.get("papers"), api.get("health")]
    for words in ("contract for the residential home", "Which papers are not for publication?", "NOT FOR PUBLICATION"):
        told.append(api.get("search", params={"q": words, "limit": 40}))
        told.append(api.post("ask", json={"question": words}))
    named = "What will Fernmoor Council pay the {} Trust?"
    of_it, of_nothing = (
        api.post("ask", json={"question": named.format(name)}).json() for name in ("Quillfeather", "Wobblethorpe")
    )
    for given in (of_it, of_nothing):
        del given["seconds"]
        assert not EXEMPT.search(json.dumps(given.pop("retrieved")))
    assert json.loads(json.dumps(of_it).replace("Quillfeather", "Wobblethorpe")) == of_nothing
    told += [api.get(f"ledgers/{ledger.name}") for ledger in LEDGERS]
    for answer in told:
        assert answer.status_code == 200 and not EXEMPT.search(answer.text)
    for query in ("paper?report={}", "paragraph?report={}&para=1.1", "search?q=plan&report={}"):
        there, nowhere = (refused(api.get(query.format(n)), 404) for n in ("exempt-2024.txt", "nowhere-2024.txt"))
        assert there.replace("exempt-2024.txt", "") == nowhere.replace("nowhere-2024.txt", "")


def test_the_document_lists_every_route_and_no_other(assistant: Assistant, ours: Settings) -> None:
    app = build_app(assistant, ours)
    mounted = next(route.app for route in app.routes if getattr(route, "path", "") == PLACE)  # type: ignore[attr-defined]
    document = mounted.openapi()
    running = {route.path for route in mounted.routes} - {"/openapi.json"}
    assert set(document["paths"]) == running
    assert running == {"/ask", "/search", "/papers", "/paper", "/paragraph", "/ledgers/{name}", "/health"}


def test_each_documented_route_answers_its_own_example(
    document: dict[str, dict[str, dict[str, dict[str, object]]]], api: httpx.Client
) -> None:
    """With the examples that stand in the document, and nothing else."""
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            parameters = [p for p in route.get("parameters", ()) if "examples" in p["schema"]]  # type: ignore[attr-defined]
            values = {p["name"]: p["schema"]["examples"][0] for p in parameters}
            body = {n: f["examples"][0] for n, f in schemas["Asked"]["properties"].items() if "examples" in f}  # type: ignore[attr-defined]
            sent = {"json": body} if "requestBody" in route else {"params": values}
            answer = api.request(method, path.lstrip("/").format(**values), **sent)  # type: ignore[arg-type]
            assert answer.status_code == 200, (path, answer.text)
            model = route["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]  # type: ignore[index]
            assert set(answer.json()) == set(schemas[model.rpartition("/")[2]]["properties"])


def test_the_document_describes_each_field_taken_and_every_error(
    document: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    for path, methods in document["paths"].items():
        for route in methods.values():
            assert {"200", "400", "404", "422", "429", "503"} <= set(route["responses"]), path  # type: ignore[call-overload]
            assert all(p.get("description") for p in route.get("parameters", ()))  # type: ignore[attr-defined]
    schemas = document["components"]["schemas"]
    for name in set(schemas) - {"State", "Problem"}:
        for field, about in schemas[name]["properties"].items():  # type: ignore[attr-defined]
            assert about.get("description"), f"{name}: {field}"
    assert "HTTPValidationError" not in schemas


def test_the_page_says_what_the_document_says(address: str, document: dict[str, dict[str, object]]) -> None:
    page = httpx.get(f"{address}api").text
    assert all(f"{PLACE}{path}" in page for path in document["paths"])
    assert "curl" in page and "import httpx" in page and "Retry-After" in page
    assert f'href="{PLACE}/openapi.json"' in page
    assert all(status in page for status in ("400", "404", "422", "429", "503"))


def test_more_at_once_than_there_are_places_are_told_to_come_back(
    assistant: Assistant, ours: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = BoundedSemaphore(1)
    monkeypatch.setattr(api_routes, "BoundedSemaphore", lambda _: held)
    with TestClient(build_app(assistant, ours), base_url="http://127.0.0.1") as client:
        with held:
            answer = client.post(f"{PLACE}/ask", json={"question": ASKED})
            assert "busy" in refused(answer, 503)
            assert answer.headers["Retry-After"] == "1"
            assert client.get(f"{PLACE}/health").status_code == 200
        for _ in range(3):  # a place is given back, whether the answer was one or an error
            assert client.post(f"{PLACE}/ask", json={"question": ASKED}).status_code == 200
            assert client.post(f"{PLACE}/ask", json={"question": " "}).status_code == 400


def test_many_at_once_each_get_their_own(api: httpx.Client) -> None:
    asked = [f"{ASKED} Question {number}." for number in range(12)]
    given: dict[str, str] = {}

    def ask(question: str) -> None:
        given[question] = api.post("ask", json={"question": question}).json()["question"]

    threads = [Thread(target=ask, args=(question,)) for question in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert given == {question: question for question in asked}


def test_without_a_library_every_route_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("none")
    bare = Settings(library=folder / "library", history=folder / "history")
    with serving(Assistant(bare), bare) as at, httpx.Client(base_url=f"{at.rstrip('/')}{PLACE}/") as client:
        answers = [
            client.post("ask", json={"question": ASKED}),
            *(client.get(path) for path in ("search?q=x", "papers", "paper?report=x", "ledgers/gaps", "health")),
        ]
        for answer in answers:
            assert str(folder) not in refused(answer, 503)
            assert int(answer.headers["Retry-After"]) > 0
        assert client.get("openapi.json").status_code == 200


def test_a_fault_of_the_program_is_told_without_its_words(
    assistant: Assistant, ours: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(Assistant, "trace", broken)
    with TestClient(build_app(assistant, ours), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        answer = client.post(f"{PLACE}/ask", json={"question": ASKED})
    assert "secret" not in refused(answer, 500)


def test_every_answer_has_the_headers_of_the_pages(api: httpx.Client) -> None:
    for answer in (api.get("papers"), api.get("nothing"), api.post("ask", json={})):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.fixture(scope="module")
def tokens() -> dict[str, str]:
    """A token for each role."""
    return {role: new_token() for role in ("member", "officer", "librarian")}


@pytest.fixture(scope="module")
def with_people(
    assistant: Assistant, ours: Settings, tokens: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Settings]]:
    """A service that people may sign in to, each with a token for their programs."""
    folder = tmp_path_factory.mktemp("people")
    people = tuple(User(name=f"Ash {role}", role=role) for role in tokens)
    kept = tuple(Token(name=f"Ash {role}", sha256=digest(token)) for role, token in tokens.items())
    write_roll(Roll(users=people, tokens=kept), folder / "users.json")
    own = ours.model_copy(
        update={"users": folder / "users.json", "history": folder / "history", "questions_per_minute": 1000}
    )
    with serving(assistant, own) as at:
        yield at.rstrip("/"), own


def holding(at: str, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=f"{at}{PLACE}/", headers=headers, timeout=30)


@pytest.mark.parametrize(("role", "seen"), [("", False), ("member", False), ("officer", True), ("librarian", True)])
def test_a_token_sees_what_its_person_may_see(
    role: str, seen: bool, with_people: tuple[str, Settings], tokens: dict[str, str]
) -> None:
    with holding(with_people[0], tokens.get(role, "")) as client:
        told = [client.get(path).text for path in ("papers", "ledgers/money", "search?q=residential+home&limit=40")]
        asked = {"question": "What does the contract for the residential home cost?"}
        given = client.post("ask", json=asked).json()
        told.append(json.dumps({name: value for name, value in given.items() if name not in ("question", "reading")}))
        for text in told:
            assert bool(EXEMPT.search(text)) is seen
        assert client.get("paper?report=exempt-2024.txt").status_code == (200 if seen else 404)
        assert client.get("health").json()["papers"] == 3, "the number that anybody is told"


def test_a_token_that_nobody_has_is_refused(with_people: tuple[str, Settings]) -> None:
    with holding(with_people[0], new_token()) as client:
        refused(client.get("papers"), 401)


def test_an_answer_is_kept_only_where_that_is_asked_for(
    with_people: tuple[str, Settings], tokens: dict[str, str]
) -> None:
    at, own = with_people
    with holding(at, tokens["member"]) as client, History(own.history, own.history_days) as history:
        assert client.post("ask", json={"question": ASKED}).json()["id"] == ""
        assert history.conversations("person:ash member", Access.CONFIDENTIAL) == ()
        given = client.post("ask", json={"question": ASKED, "keep": True}).json()
        assert given["link"] == f"/answer/{given['id']}"
        kept = history.answer(given["id"], Access.CONFIDENTIAL)
        listed = history.conversations("person:ash member", Access.CONFIDENTIAL)
        assert [(each.first, each.questions) for each in listed] == [(ASKED, 1)]
        assert (kept.asked, kept.answer.text) == (ASKED, given["answer"])
        assert client.get(f"{at}{given['link']}", headers={"Accept": "text/html"}).status_code == 200


def test_where_everybody_signs_in_a_token_is_needed(
    assistant: Assistant, with_people: tuple[str, Settings], tokens: dict[str, str]
) -> None:
    closed = with_people[1].model_copy(update={"sign_in": "required"})
    with serving(assistant, closed) as at:
        with holding(at.rstrip("/"), "") as client:
            for path in ("papers", "search?q=plan", "ledgers/gaps", "paper?report=fernmoor-2024.txt"):
                refused(client.get(path), 401)
            refused(client.post("ask", json={"question": ASKED}), 401)
        with holding(at.rstrip("/"), tokens["member"]) as client:
            assert client.get("papers").status_code == 200


def test_more_than_a_minutes_questions_are_told_when_to_come_back(
    assistant: Assistant, with_people: tuple[str, Settings], tokens: dict[str, str]
) -> None:
    few = with_people[1].model_copy(update={"questions_per_minute": 3})
    with serving(assistant, few) as at:
        with holding(at.rstrip("/"), tokens["member"]) as client:
            taken = [client.get("search?q=plan") for _ in range(2)] + [client.post("ask", json={"question": ASKED})]
            assert [answer.status_code for answer in taken] == [200] * 3
            for answer in (client.get("search?q=plan"), client.post("ask", json={"question": ASKED})):
                assert "more questions" in refused(answer, 429)
                assert 0 < int(answer.headers["Retry-After"]) <= 60
            assert client.get("papers").status_code == 200
        with holding(at.rstrip("/"), tokens["officer"]) as other:
            assert other.get("search?q=plan").status_code == 200


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_for_everybody(
    width: int, scheme: Literal["light", "dark"], browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}api")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
