"""The pages of papers held: listed, searched inside, opened as published; added and removed by who may."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import fastapi
import httpx
import papers
import pytest
from fastapi.testclient import TestClient
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import Response

from assistant.answer import Question, State
from assistant.app import removing, uploads
from assistant.app.ledgers import add_ledgers
from assistant.app.limits import Limits
from assistant.app.papers import add_papers
from assistant.app.serve import build_app
from assistant.app.service import Service
from assistant.app.shelf import NO_PAPERS, NO_PAPERS_YET
from assistant.app.uploads import clean_name
from assistant.ask import Assistant
from assistant.history import History
from assistant.ledger.kinds import LEDGERS
from assistant.people import People, Person
from ingest.originals import FOLDER
from ingest.pipeline import ingest
from ingest.report import Access, Scope
from ingest.settings import Settings
from ingest.store import Store

GRITTING = (
    "REPORT TO: Fernmoor Cabinet\n\nDate of Meeting: 4 March 2025\n\nSubject/Title: Gritting\n\n1 Roads\n\n1.1 {}\n"
)
PRIYA = ("person:priya", Access.EXEMPT, True)
IAN = ("person:ian", Access.OPEN, True)
VISITOR = ("visitor:one", Access.OPEN, False)


class House:
    """A library of its own with a service before it; who asks stands in a header, in place of the guard."""

    def __init__(self, folder: Path, library: Path | None = None) -> None:
        self.settings = Settings(library=folder / "library", history=folder / "history", file_bytes=20_000)
        if library:
            shutil.copytree(library, self.settings.library)
        self.assistant = Assistant(self.settings)
        history = History(self.settings.history, 90)
        people, limits = People(self.settings), Limits(self.settings)
        self.service = service = Service(self.assistant, self.settings, history, people, limits)
        self.app = fastapi.FastAPI()

        @self.app.middleware("http")
        async def who(request: fastapi.Request, call_next: RequestResponseEndpoint) -> Response:
            owner, access, manages = json.loads(request.headers["who"])
            request.state.person = Person(owner, Access(access), owner, manages)
            return await call_next(request)

        add_papers(self.app, service)

    def of(self, who: tuple[str, Access, bool]) -> TestClient:
        return TestClient(self.app, headers={"who": json.dumps(who), "accept": "text/html"})

    def waiting(self) -> list[Path]:
        """What waits outside the library."""
        return [path for name in ("adding", "removed") for path in (self.settings.history / name).rglob("*")]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[House]:
    """Papers that no test changes."""
    house = House(tmp_path_factory.mktemp("held"), settings.library)
    yield house
    house.assistant.close()


@pytest.fixture
def house(tmp_path: Path, settings: Settings) -> Iterator[House]:
    made = House(tmp_path, settings.library)
    yield made
    made.assistant.close()


def read(client: TestClient, address: str, **query: str) -> str:
    return unescape(client.get(address, params=query).text)


def links(page: str, to: str) -> list[str]:
    return [link for link in re.findall(r'href="([^"]*)"', page) if link.startswith(to)]


def sent(client: TestClient, *files: tuple[str, str | bytes], **query: str) -> httpx.Response:
    given = [("files", (name, content)) for name, content in files]
    return client.post("/papers/add", params=query, files=given)


def finished(client: TestClient, response: httpx.Response) -> dict[str, object]:
    """The state of a job once it has ended."""
    assert str(response.url.path).startswith("/papers/adding/"), response.text
    until = time.monotonic() + 60
    while (state := client.get(f"{response.url.path}/state").json())["state"] in ("waiting", "reading"):
        assert time.monotonic() < until
        time.sleep(0.05)
    return dict(state)


def told(state: dict[str, object]) -> dict[str, str]:
    lines = state["lines"]
    assert isinstance(lines, list)
    return {line["name"]: line["words"].partition(" Read as ")[0] for line in lines}


# The list


def test_the_papers_held_are_listed_by_council_the_latest_first(held: House) -> None:
    page = read(held.of(VISITOR), "/papers")
    order = [page.index(words) for words in (">Aldwick<", ">Fernmoor<", "9 July 2024", "14 March 2023")]
    assert order == sorted(order)
    assert "read from fernmoor-2023.txt" in page
    assert "3 papers" in page
    for link in set(links(page, "/paper?")):
        assert held.of(VISITOR).get(link).status_code == 200
    assert "Quillfeather" not in page
    assert "Quillfeather" in read(held.of(PRIYA), "/papers")


def test_only_who_manages_papers_is_offered_to(held: House) -> None:
    assert 'action="/papers/add"' not in read(held.of(VISITOR), "/papers")
    assert "Remove" not in read(held.of(VISITOR), "/papers")
    assert 'action="/papers/add"' in read(held.of(PRIYA), "/papers")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"words": "ALDWICK improvement"}, ["aldwick-2023.txt"]),
        ({"council": "Fernmoor"}, ["fernmoor-2024.txt", "fernmoor-2023.txt"]),
        ({"as_at": "2023"}, ["aldwick-2023.txt", "fernmoor-2023.txt"]),
        ({"council": "Fernmoor", "words": "none of these"}, []),
    ],
)
def test_the_list_is_narrowed(held: House, query: dict[str, str], names: list[str]) -> None:
    page = read(held.of(VISITOR), "/papers", **query)
    assert re.findall(r"read from (\S+?)<", page) == names
    rows = csv.DictReader(io.StringIO(held.of(VISITOR).get("/papers", params={**query, "form": "csv"}).text[1:]))
    assert sorted(row["report"] for row in rows) == sorted(names)


def test_a_date_that_is_none_is_said(held: House) -> None:
    response = held.of(VISITOR).get("/papers", params={"as_at": "<soon>"})
    assert response.status_code == 400
    assert "&lt;soon&gt;” is not a date" in response.text or "&lt;soon&gt;&#34; is not a date" in response.text
    assert "leave the box empty" in response.text


# Search inside


def test_words_are_found_inside_all_papers_and_each_leads_to_its_paragraph(held: House) -> None:
    page = read(held.of(VISITOR), "/papers", find="improvement boards")
    found = links(page, "/paper?report=fernmoor-2023.txt&para=3.1")
    assert found
    paper = held.of(VISITOR).get(found[0].partition("#")[0]).text
    assert 'id="cited"' in paper
    assert "<mark>Improvement</mark> <mark>Board</mark>" in paper


def test_a_search_keeps_to_the_council_and_to_what_a_person_may_see(held: House) -> None:
    page = read(held.of(VISITOR), "/papers", find="improvement", council="Aldwick")
    assert "aldwick-2023.txt" in page
    assert "fernmoor" not in page.partition("counted")[2]
    for word, found in (("Quillfeather", "2 paragraphs in 1 paper"), ("777,000", "1 paragraph in 1 paper")):
        assert "0 paragraphs in 0 papers" in read(held.of(VISITOR), "/papers", find=word)
        assert found in read(held.of(PRIYA), "/papers", find=word)


def test_words_are_found_inside_one_paper(held: House) -> None:
    page = read(held.of(VISITOR), "/paper", report="fernmoor-2023.txt", find="boards")
    count = len(re.findall("<mark>", page))
    said = re.search(r"Found (\d+) times in (\d+) paragraphs", page)
    assert said is not None
    assert int(said[1]) == count > 3
    jumps = re.findall(r'href="#(paragraph-\d+)"', page)
    assert len(jumps) == int(said[2])
    assert all(f'id="{jump}"' in page for jump in jumps)
    nothing = read(held.of(VISITOR), "/paper", report="fernmoor-2023.txt", find="<b>walrus")
    assert "Not found in this paper" in nothing
    assert (
        "<b>walrus"
        not in held.of(VISITOR).get("/paper", params={"report": "fernmoor-2023.txt", "find": "<b>walrus"}).text
    )
    assert "no word in" in read(held.of(VISITOR), "/paper", report="fernmoor-2023.txt", find="--")


def test_what_is_closed_is_said_to_be_so_to_whoever_sees_it(house: House) -> None:
    keeper = house.of(PRIYA)
    confidential = papers.UPDATE_2024.replace("REPORT TO", "CONFIDENTIAL\n\nREPORT TO")
    finished(keeper, sent(keeper, ("mixed.txt", MIXED), ("secret.txt", confidential)))
    level = max(each.access for each in house.assistant.report("secret.txt", Access.EXEMPT).paragraphs)
    assert level is Access.CONFIDENTIAL
    page = read(keeper, "/papers")
    said = dict(re.findall(r"read from (\S+?)</p>(?:<p><span class=\"level\">(\w+)</span>)?", page))
    assert {name: word for name, word in said.items() if word} == {
        "mixed.txt": "exempt",
        "exempt-2024.txt": "exempt",
        "secret.txt": "confidential",
    }
    rows = csv.DictReader(io.StringIO(keeper.get("/papers?form=csv").text[1:]))
    assert {row["report"]: row["access"] for row in rows}["mixed.txt"] == "exempt"
    assert "Has exempt paragraphs: not for publication." in read(keeper, "/paper", report="mixed.txt")
    assert "Has confidential paragraphs: not for publication." in read(keeper, "/paper", report="secret.txt")
    found = read(keeper, "/papers", find="Quillfeather")
    assert re.findall(r"\((\w+)\)</a>", found) == ["exempt"] * len(re.findall(r'#cited"', found)) != []
    for who, address in ((VISITOR, "/papers"), (VISITOR, "/paper?report=mixed.txt"), (VISITOR, "/papers?find=plan")):
        assert 'class="level"' not in house.of(who).get(address).text
    assert 'class="level"' not in read(keeper, "/paper", report="fernmoor-2023.txt")


# One paper


def test_a_paper_says_what_it_is_and_leads_on(held: House) -> None:
    page = read(held.of(VISITOR), "/paper", report="fernmoor-2023.txt")
    for fact in ("Date of the meeting", "14 March 2023", "Health and Wellbeing Board", "Ann Lee", "fernmoor-2023.txt"):
        assert fact in page
    assert links(page, "/?report=") == ["/?report=fernmoor-2023.txt"]
    assert 'rel="next">Later paper of this committee: 9 July 2024' in page
    assert "Earlier paper" not in page
    anchors = re.findall(r'href="#(section-\d+)"', page)
    assert len(anchors) >= 4
    assert all(f'<h3 id="{anchor}">' in page for anchor in anchors)


@pytest.mark.parametrize(
    ("name", "content", "shown", "kind"),
    [
        ("plain.txt", GRITTING.format("£5").encode("cp1252"), "inline", "text/plain; charset=windows-1252"),
        ("notes.md", GRITTING.format("five").encode(), "inline", "text/plain; charset=utf-8"),
        ("page.html", b"<html><body><h1>Roads</h1><p>1.1 Salt.</p></body></html>", "attachment", "text/html"),
    ],
)
def test_a_file_is_given_as_it_came_and_never_runs(
    tmp_path: Path, name: str, content: bytes, shown: str, kind: str
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / name).write_bytes(content)
    house = House(tmp_path)
    assert len(ingest([tmp_path / "papers"], house.settings).added) == 1
    response = house.of(VISITOR).get("/original", params={"report": name})
    assert response.content == content
    assert response.headers["content-disposition"] == f'{shown}; filename="{name}"'
    assert response.headers["content-type"].startswith(kind)
    house.assistant.close()


def test_a_file_that_may_not_be_had_is_as_one_that_is_not_there(held: House) -> None:
    refused, missing = (
        held.of(VISITOR).get("/original", params={"report": name}) for name in ("exempt-2024.txt", "exempt-none.txt")
    )
    assert refused.status_code == missing.status_code == 404
    assert refused.text.replace("exempt-2024.txt", "") == missing.text.replace("exempt-none.txt", "")
    assert held.of(PRIYA).get("/original", params={"report": "exempt-2024.txt"}).text == papers.EXEMPT_2024


def test_a_paper_leads_to_its_file(held: House) -> None:
    (link,) = links(read(held.of(VISITOR), "/paper", report="fernmoor-2023.txt"), "/original")
    assert held.of(VISITOR).get(link).text == papers.UPDATE_2023
    assert links(read(held.of(VISITOR), "/source", report="fernmoor-2023.txt"), "/original") == [link]


# Nothing there yet


def test_where_nothing_is_held_every_page_says_it_in_the_words_of_the_chat(tmp_path: Path) -> None:
    house = House(tmp_path)
    add_ledgers(house.app, house.service)
    for person, words in ((VISITOR, NO_PAPERS), (PRIYA, NO_PAPERS_YET)):
        said = words.replace("`plan-assistant ingest FOLDER`", "<code>plan-assistant ingest FOLDER</code>")
        for address in ("/papers", "/paper?report=x", "/ledger/gaps", "/original?report=x"):
            page = house.of(person).get(address).text
            assert "<h1>No papers held</h1>" in page
            assert said in page
    assert "plan-assistant ingest" not in house.of(VISITOR).get("/paper?report=x").text
    house.assistant.close()


def test_a_paper_that_is_not_there_is_told_without_a_command_and_with_a_way_on(held: House) -> None:
    page = held.of(VISITOR).get("/paper", params={"report": "none.txt"})
    assert page.status_code == 404
    assert "There is no paper of this name here." in page.text
    assert '<p class="press"><a href="/">Ask</a> <a href="/papers">Papers held</a></p>' in page.text
    for address in ("/paper", "/source"):
        assert "plan-assistant show" not in (told := held.of(VISITOR).get(address, params={"report": "none.txt"}).text)
        assert "`" not in told


def test_an_empty_library_says_so_and_a_manager_can_begin(tmp_path: Path) -> None:
    house = House(tmp_path)
    page = held_page = house.of(VISITOR).get("/papers")
    assert page.status_code == 200
    assert "No papers are held yet" in held_page.text
    client = house.of(PRIYA)
    assert "No papers are held yet" in client.get("/papers").text
    state = finished(client, sent(client, ("gritting.txt", GRITTING.format("Salt is stored."))))
    assert told(state) == {"gritting.txt": "Added."}
    assert "1 paper" in client.get("/papers").text
    house.assistant.close()


def test_a_library_being_built_says_how_far_it_is(house: House) -> None:
    client = house.of(VISITOR)
    assert "being built" not in client.get("/papers").text
    with Store(house.settings.library):
        assert "The library is being built: 3 papers so far." in client.get("/papers").text
    assert "being built" not in client.get("/papers").text


# Adding


def test_papers_are_added_with_a_line_for_each(house: House) -> None:
    client = house.of(PRIYA)
    response = sent(
        client,
        ("gritting.txt", GRITTING.format("Salt is stored at Ashford Road.")),
        ("fernmoor-2024.txt", papers.UPDATE_2024.replace("£1.4m", "£1.9m")),
        ("aldwick-2023.txt", papers.ALDWICK_2023),
        ("copy.txt", papers.UPDATE_2023),
        ("bad.pdf", b"%PDF-1.7 and nothing else"),
        ("sums.xlsx", b"PK"),
        ("large.txt", "x" * 20_001),
        ("gritting.txt", "again"),
        ("Part 2.txt", papers.EXEMPT_2024 + "\n1.2 More.\n"),
    )
    state = finished(client, response)
    lines = told(state)
    assert lines["fernmoor-2024.txt"] == "Added: it replaces the version held."
    assert lines["aldwick-2023.txt"] == "Held already: nothing has changed."
    assert lines["copy.txt"] == "Held already, as fernmoor-2023.txt."
    assert lines["Part 2.txt"] == "Added."
    assert lines["bad.pdf"].startswith("Not added: ")
    assert ".xlsx files are not read; PDF, Word" in lines["sums.xlsx"]
    assert "it is larger than" in lines["large.txt"]
    assert [line["words"].partition(" Read")[0] for line in state["lines"] if line["name"] == "gritting.txt"] == [  # type: ignore[attr-defined]
        "Not added: another file sent with it has the same name; rename one of them.",
        "Added.",
    ]
    assert state["said"] == "Finished: 2 added, 1 replaced, 2 held already, 4 not added."
    page = read(client, response.url.path)
    assert "bad.pdf" in page
    assert "Finished:" in page
    assert house.assistant.ask(Question("Where is salt stored?")).state is State.ANSWERED
    assert house.waiting() == []


def test_each_paper_added_says_how_it_was_read_and_leads_to_it(house: House) -> None:
    client = house.of(PRIYA)
    response = sent(
        client,
        ("new.txt", papers.UPDATE_2024.replace("£1.4m", "£1.9m")),
        ("copy.txt", papers.UPDATE_2023),
        ("notes.txt", "1 Roads\n\n1.1 Salt is stored at Ashford Road.\n"),
        ("bad.pdf", b"%PDF-1.7 and nothing else"),
    )
    lines = finished(client, response)["lines"]
    assert isinstance(lines, list)
    said = {line["name"]: (line["words"], line["report"]) for line in lines}
    count = len(house.assistant.report("new.txt").paragraphs)
    where = f"Read as Fernmoor, Health and Wellbeing Board, 9 July 2024, {count} paragraphs."
    assert said["new.txt"] == (f"Added. {where}", "new.txt")
    assert said["copy.txt"][1] == "fernmoor-2023.txt"
    assert "Read as council not stated, " in said["notes.txt"][0]
    assert said["notes.txt"][0].endswith("; no date: it will not be found by date.")
    assert ".." not in said["bad.pdf"][0]
    page = client.get(response.url.path).text
    assert where in page
    named = ("fernmoor-2023.txt", "new.txt", "notes.txt")
    assert sorted(links(page, "/paper?")) == [f"/paper?report={name}" for name in named]


def test_an_adder_who_may_not_see_a_paper_is_told_that_it_is_in_and_no_more(house: House) -> None:
    client = house.of(IAN)
    hidden = {"exempt-2024.txt": papers.EXEMPT_2024, "new.txt": papers.EXEMPT_2024.replace("777", "888")}
    lines = told(finished(client, sent(client, *hidden.items())))
    said = "Added. It is marked exempt, so it is not shown to you."
    assert set(lines.values()) == {said}  # the same whether it was there before or not
    assert "Quillfeather" not in client.get("/papers").text


def test_nobody_replaces_a_paper_that_they_cannot_see(house: House) -> None:
    client = house.of(IAN)
    lines = told(finished(client, sent(client, ("exempt-2024.txt", GRITTING.format("Salt.")))))
    assert lines == {"exempt-2024 (2).txt": "Added."}
    assert "Quillfeather" in read(house.of(PRIYA), "/papers")


MIXED = papers.UPDATE_2024 + "\n" + papers.EXEMPT_2024.replace("REPORT TO", "EXEMPT APPENDIX\n\nREPORT TO")


def test_nobody_replaces_or_removes_a_paper_of_which_they_see_a_part(house: House) -> None:
    keeper, client = house.of(PRIYA), house.of(IAN)
    finished(keeper, sent(keeper, ("mixed.txt", MIXED)))
    every = house.assistant.report("mixed.txt", Access.EXEMPT).paragraphs
    assert 0 < len(house.assistant.report("mixed.txt").paragraphs) < len(every)
    for number in (2, 3):
        lines = told(finished(client, sent(client, ("mixed.txt", GRITTING.format(f"Salt {number}.")))))
        assert list(lines) == [f"mixed ({number}).txt"]
    refused, missing = (
        client.post("/papers/remove", data={"report": name}) for name in ("mixed.txt", "no such paper.txt")
    )
    assert (refused.status_code, refused.text) == (404, missing.text)
    assert house.assistant.report("mixed.txt", Access.EXEMPT).paragraphs == every
    assert client.post("/papers/remove", data={"report": "mixed (2).txt"}).status_code == 200


def test_an_undo_replaces_nothing_that_came_meanwhile_and_is_not_seen_whole(house: House) -> None:
    keeper, client = house.of(PRIYA), house.of(IAN)
    finished(client, sent(client, ("mixed.txt", GRITTING.format("Salt."))))
    page = client.post("/papers/remove", data={"report": "mixed.txt"}).text
    finished(keeper, sent(keeper, ("mixed.txt", MIXED)))
    every = house.assistant.report("mixed.txt", Access.EXEMPT).paragraphs
    (known,) = re.findall(r'name="removed" value="([^"]+)"', page)
    lines = told(finished(client, client.post("/papers/restore", data={"removed": known})))
    assert list(lines) == ["mixed (2).txt"]
    assert house.assistant.report("mixed.txt", Access.EXEMPT).paragraphs == every


def test_a_name_is_made_safe_and_is_then_the_name_kept(house: House) -> None:
    client = house.of(PRIYA)
    lines = told(finished(client, sent(client, ("../../a/b\\c\u202etxt.fdp .txt", GRITTING.format("Salt.")))))
    assert lines == {"ctxt.fdp .txt": "Added."}
    assert "read from ctxt.fdp .txt" in read(client, "/papers")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\papers\\a.pdf", "a.pdf"),
        ("/etc/passwd", "passwd"),
        ("..", ""),
        ("~$lock.docx", "lock.docx"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00\x1b\u202e\u200bb.txt", "ab.txt"),
        ("cafe\u0301.txt", "café.txt"),
        ("a  b\t.txt", "a b .txt"),
    ],
)
def test_a_clean_name(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_many_files_in_several_requests_are_one_job(house: House) -> None:
    client = house.of(PRIYA)
    first = sent(client, ("a.txt", GRITTING.format("Salt.")), more="true").json()["upload"]
    assert sent(house.of(IAN), ("b.txt", "x"), upload=first).status_code == 404
    second = sent(client, ("b.txt", GRITTING.format("Sand.")), more="true", upload=first).json()["upload"]
    state = finished(client, sent(client, ("c.txt", GRITTING.format("Grit.")), upload=second))
    assert told(state) == dict.fromkeys(("a.txt", "b.txt", "c.txt"), "Added.")
    assert house.waiting() == []


def test_a_thousand_files_are_taken_and_one_more_is_not(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.app.jobs.Jobs._read", lambda jobs, job: None)
    files = [(f"{number}.txt", "1 Words") for number in range(1000)]
    assert sent(house.of(PRIYA), *files).status_code == 200
    refused = sent(house.of(PRIYA), *files, ("1000.txt", "1 Words"))
    assert refused.status_code == 413
    assert "More than 1,000 files" in refused.text


def test_what_waits_has_a_cap(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads.Room.__init__, "__defaults__", (100,))
    own = House(house.settings.library.parent)
    for _ in range(3):  # what was refused takes no room
        refused = sent(own.of(PRIYA), ("a.txt", "x" * 60), ("b.txt", "x" * 60))
        assert refused.status_code == 413
        assert "Too many papers are waiting" in refused.text
    own.assistant.close()
    room = uploads.Room(100)
    assert (room.take(60), room.take(60)) == (True, False)
    room.give_back(60)
    assert room.take(100)


def test_an_upload_that_breaks_off_leaves_nothing(house: House) -> None:
    client = house.of(PRIYA)
    half = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf of it'
    headers = {"content-type": "multipart/form-data; boundary=x"}
    for body in (half, b"", half.replace(b"--x", b"--y")):
        response = client.post("/papers/add", content=body, headers=headers)
        assert response.status_code == 400
        assert "none was added" in response.text
    assert client.post("/papers/add", content=b"x", headers={"content-type": "text/plain"}).status_code == 400
    assert sent(client, ("", "x")).status_code == 400
    assert [path for path in house.waiting() if path.is_file()] == []


def test_no_room_on_the_disk_is_said(house: House) -> None:
    for folder in ("adding", "removed"):
        (house.settings.history / folder).write_text("a file in the folder's place")
    added = sent(house.of(PRIYA), ("a.txt", "x"))
    removed = house.of(PRIYA).post("/papers/remove", data={"report": "fernmoor-2023.txt"})
    assert (added.status_code, removed.status_code) == (507, 507)
    assert "could not be kept" in added.text
    assert "nothing was removed" in removed.text
    assert "4 papers" in house.of(PRIYA).get("/papers").text


def test_a_library_that_is_written_elsewhere_is_said_and_the_upload_can_be_tried_again(house: House) -> None:
    client = house.of(PRIYA)
    with Store(house.settings.library):
        response = sent(client, ("gritting.txt", GRITTING.format("Salt.")))
        state = finished(client, response)
    assert state["state"] == "stopped"
    assert "Try again when that has ended" in str(state["said"])
    assert "Try again</button>" in client.get(response.url.path).text
    assert told(finished(client, client.post(f"{response.url.path}/again"))) == {"gritting.txt": "Added."}
    assert house.waiting() == []


def test_a_job_is_only_for_who_asked_for_it(house: House) -> None:
    client = house.of(PRIYA)
    response = sent(client, ("gritting.txt", GRITTING.format("Salt.")))
    finished(client, response)
    for who in (IAN, VISITOR, ("person:priya", Access.EXEMPT, False)):
        for address in (response.url.path, f"{response.url.path}/state"):
            assert house.of(who).get(address).status_code == 404
        assert house.of(who).post(f"{response.url.path}/again").status_code == 404


def test_without_the_right_there_is_nothing_at_these_addresses(house: House) -> None:
    client = house.of(VISITOR)
    for response in (
        sent(client, ("a.txt", "x")),
        client.post("/papers/remove", data={"report": "fernmoor-2023.txt"}),
        client.post("/papers/restore", data={"removed": "x"}),
        client.get("/papers/adding/x"),
    ):
        assert response.status_code == 404
    assert "3 papers" in client.get("/papers").text


def test_the_guard_turns_a_large_upload_away_before_it_is_read(house: House) -> None:
    """A body of 300 MB is never sent: the answer comes from its length."""
    own = house.settings.model_copy(update={"visitors_may_add": True})
    browser = {"accept": "text/html", "origin": "http://127.0.0.1"}
    with TestClient(build_app(house.assistant, own), base_url="http://127.0.0.1", headers=browser) as client:
        client.get("/papers")
        long = {"content-length": str(300 * 2**20), "content-type": "multipart/form-data; boundary=x"}
        assert client.post("/papers/add", content=b"x", headers=long).status_code == 413
        state = finished(client, sent(client, ("gritting.txt", GRITTING.format("Salt."))))
        assert told(state) == {"gritting.txt": "Added."}
    with TestClient(build_app(house.assistant, house.settings), base_url="http://127.0.0.1", headers=browser) as client:
        client.get("/papers")
        refused = sent(client, ("a.txt", "x"))
        assert refused.status_code == 404  # nobody can sign in there, so nobody is told to
        assert "Sign in needed" not in refused.text
    assert house.waiting() == []


def test_what_waited_is_gone_when_the_server_starts_again(tmp_path: Path) -> None:
    for folder in ("adding", "removed"):
        (tmp_path / "history" / folder / "x").mkdir(parents=True)
        (tmp_path / "history" / folder / "x" / "secret.txt").write_text("secret")
    assert House(tmp_path).waiting() == []


# Removing


def test_removed_is_removed_at_once_for_everybody_and_can_be_undone(house: House) -> None:
    client, other = house.of(PRIYA), house.of(VISITOR)
    disbanded = Question("When was Fernmoor's Improvement Board disbanded?")
    before = house.assistant.ask(disbanded)
    assert "fernmoor-2023" in str(before)
    assert any("fernmoor-2023" in str(house.assistant.ledger(ledger, Scope()).rows) for ledger in LEDGERS)
    page = client.post("/papers/remove", data={"report": "fernmoor-2023.txt"})
    assert "fernmoor-2023.txt was removed." in page.text
    assert "2 papers" in other.get("/papers").text
    assert "was removed" not in other.get("/papers").text
    assert "was removed" not in house.of(IAN).get("/papers").text
    for address in ("/paper", "/original"):
        assert other.get(address, params={"report": "fernmoor-2023.txt"}).status_code == 404
    assert "fernmoor-2023" not in str(house.assistant.ask(disbanded))
    for ledger in LEDGERS:
        assert "fernmoor-2023" not in str(house.assistant.ledger(ledger, Scope()).rows)
    traces = [
        path for path in house.settings.library.rglob("*") if path.is_file() and b"disbanded" in path.read_bytes()
    ]
    assert traces == []
    (known,) = re.findall(r'name="removed" value="([^"]+)"', page.text)
    assert house.of(IAN).post("/papers/restore", data={"removed": known}).status_code == 404
    assert told(finished(client, client.post("/papers/restore", data={"removed": known}))) == {
        "fernmoor-2023.txt": "Added."
    }
    assert house.assistant.ask(disbanded) == before
    assert client.post("/papers/restore", data={"removed": known}).status_code == 404
    assert house.waiting() == [house.settings.history / "removed"] or house.waiting() == []


def test_after_half_an_hour_nothing_can_be_put_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = house.of(PRIYA)
    page = client.post("/papers/remove", data={"report": "fernmoor-2023.txt"}).text
    assert [path.name for path in house.waiting() if path.is_file()] == ["fernmoor-2023.txt"]
    now = time.monotonic()
    monkeypatch.setattr(removing.time, "monotonic", lambda: now + 1801)
    (known,) = re.findall(r'name="removed" value="([^"]+)"', page)
    late = client.post("/papers/restore", data={"removed": known})
    assert late.status_code == 404
    assert "It cannot be put back any more" in late.text
    assert "was removed" not in client.get("/papers").text
    assert [path for path in house.waiting() if path.is_file()] == []


def test_a_paper_without_its_file_is_removed_only_when_that_is_wanted(house: House) -> None:
    shutil.rmtree(house.settings.library / FOLDER)
    client = house.of(PRIYA)
    page = client.post("/papers/remove", data={"report": "fernmoor-2023.txt"}).text
    assert "this cannot be undone" in page
    assert "4 papers" in client.get("/papers").text
    page = client.post("/papers/remove", data={"report": "fernmoor-2023.txt", "sure": "true"}).text
    assert "fernmoor-2023.txt was removed. This cannot be undone here." in page
    assert "Undo is possible" not in page
    assert "3 papers" in page


def test_nobody_removes_what_they_cannot_see_and_a_busy_library_is_said(house: House) -> None:
    refused, missing = (
        house.of(IAN).post("/papers/remove", data={"report": name}) for name in ("exempt-2024.txt", "none.txt")
    )
    assert refused.status_code == missing.status_code == 404
    assert refused.text == missing.text
    with Store(house.settings.library):
        busy = house.of(PRIYA).post("/papers/remove", data={"report": "fernmoor-2023.txt"})
    assert busy.status_code == 409
    assert "nothing was removed" in busy.text
    assert [path for path in house.waiting() if path.is_file()] == []


def test_addresses_are_escaped(tmp_path: Path) -> None:
    name = 'R&D "x" <b> £.txt'
    house = House(tmp_path)
    ingest([papers.write(tmp_path / "papers", {name: papers.UPDATE_2023})], house.settings)
    client = house.of(PRIYA)
    page = client.get("/papers").text
    assert "<b>" not in page
    assert client.get(f"/paper?{urlencode({'report': name})}").status_code == 200
    response = client.get("/original", params={"report": name})
    assert response.headers["content-disposition"] == "inline; filename*=utf-8''R%26D%20%22x%22%20%3Cb%3E%20%C2%A3.txt"
    house.assistant.close()
