"""The pages of facts, as a browser gets them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Searched
from assistant.app.narrowing import Narrowing, choices, narrowed
from assistant.app.serve import build_app
from assistant.app.shelf import NO_PAPERS
from assistant.ask import Assistant
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.holdings import Filled, Ledger, of_kind
from assistant.ledger.kinds import LEDGERS, find_ledger
from assistant.when import whole
from ingest.pipeline import ingest
from ingest.settings import Settings


@pytest.fixture(scope="module")
def client(sample: Settings) -> Iterator[TestClient]:
    assistant = Assistant(sample)
    with TestClient(build_app(assistant, sample), base_url="http://127.0.0.1") as made:
        yield made
    assistant.close()


def links(page: str, to: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page) if unescape(link).startswith(to)]


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_every_row_of_a_page_leads_to_its_paragraph(client: TestClient, ledger: Ledger) -> None:
    name = ledger.name
    page = client.get(f"/ledger/{name}")
    assert page.status_code == 200
    assert page.headers["Content-Security-Policy"]
    assert f'<a href="/ledger/{name}" aria-current="page">' in page.text
    found = links(page.text, "/paper?")
    assert found
    for link in found[:: max(1, len(found) // 8)]:
        paper = client.get(link)
        assert paper.status_code == 200
        assert "<mark>" in paper.text
        assert 'id="cited"' in paper.text


def test_a_page_keeps_to_its_council_and_date(client: TestClient) -> None:
    page = client.get("/ledger/gaps", params={"council": "Kelsmouth", "as_at": "2023"}).text
    assert "<h2>Kelsmouth</h2>" in page
    assert "<h2>Fernshire Moor</h2>" not in page
    assert "January 2026" not in page
    assert links(page, "/ledger/decisions") == ["/ledger/decisions?council=Kelsmouth&as_at=2023"]


def test_a_page_downloads_as_csv(client: TestClient) -> None:
    answer = client.get("/ledger/glossary", params={"form": "csv"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="glossary.csv"'
    assert {row["short"] for row in csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))} >= {"MASH", "NEET"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/ledger/nothing", 404, "There is no ledger called"),
        ("/ledger/gaps?as_at=soon", 400, "is not a date: write it like 8 July 2024, or leave the box empty."),
        ("/ledger/gaps?council=Elsewhere", 400, "Papers are held of"),
        ("/ledger/gaps?as_at=1990", 200, "No paper held is dated 31 December 1990 or earlier. The earliest held is of"),
        ("/paper?report=none", 404, "There is no paper of this name here."),
        ("/paper?report=2022-03-15+HWB+Minutes.html&para=99", 404, "There is no paragraph"),
        ("/ledger/%3Cscript%3E", 404, "&lt;script&gt;"),
        ("/ledger/gaps?council=%3Cscript%3E", 400, "&lt;script&gt;"),
        ("/ledger/gaps?find=%3Cscript%3E", 200, "No row is as you ask"),
        ("/ledger/gaps?kind=%3Cscript%3E&sort=%3Cscript%3E", 200, "&lt;script&gt;"),
        ("/ledger/gaps?council=Kelsmouth&as_at=1990", 200, "No paper of Kelsmouth held is dated"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "<script>" not in answer.text


def table(page: str) -> list[dict[str, str]]:
    """The rows of the tables of facts, by heading."""
    rows = re.findall(r'<tr role="row" id=.*?</tr>', page, re.S)
    cells = [re.findall(r'<td role="cell" data-heading="([^"]*)">(.*?)</td>', row, re.S) for row in rows]
    return [{unescape(name): unescape(re.sub(r"<[^>]+>", " ", said)).strip() for name, said in row} for row in cells]


def shown(client: TestClient, name: str, **query: str) -> list[dict[str, str]]:
    page = client.get(f"/ledger/{name}", params={"council": "Fernshire Moor", **query})
    assert page.status_code == 200
    return table(page.text)


def downloaded(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text.lstrip("\ufeff"))))


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_an_empty_cell_says_why_it_is_empty(client: TestClient, ledger: Ledger) -> None:
    rows = table(client.get(f"/ledger/{ledger.name}").text)
    assert rows
    assert [row for row in rows if not all(row.values())] == []


def test_days_sort_as_days_and_money_as_money_and_what_is_empty_comes_last(client: TestClient) -> None:
    days = [whole(row["Meeting"]) for row in shown(client, "decisions", sort="meeting")]
    assert days == sorted(days, key=lambda day: day.last_day if day and day.last_day else date.max)
    latest = [whole(row["Meeting"]) for row in shown(client, "decisions", sort="-meeting")]
    assert latest[0] == days[-1] != days[0]
    sums = [float(row["amount"]) for row in downloaded(client, "/ledger/money?council=Kelsmouth&sort=-shown&form=csv")]
    assert len(set(sums)) > 2
    assert sums == sorted(sums, reverse=True)
    for sort in ("when", "-when"):
        assert shown(client, "gaps", sort=sort)[-1]["Its date"] == "no date given"


def test_an_order_is_stable_and_said_in_words(client: TestClient) -> None:
    papers = shown(client, "decisions")
    for sort, descending in (("verb", False), ("-verb", True)):
        assert shown(client, "decisions", sort=sort) == sorted(
            papers, key=lambda row: row["Asked to"], reverse=descending
        )
    page = client.get("/ledger/decisions", params={"sort": "-meeting"}).text
    assert "rows, sorted by Meeting, latest first." in page
    assert page.count('aria-sort="descending"') == 2  # a table for each council
    assert '<option value="-meeting" selected>' in page


def test_a_heading_pressed_three_times_gives_back_the_order_of_the_papers(client: TestClient) -> None:
    address = "/ledger/gaps?find=appendix"
    seen = []
    for _ in range(4):
        page = client.get(address).text
        seen.append([row["Paper"] for row in table(page)])
        address = "/ledger/gaps" + unescape(re.findall(r'href="([^"]*)" data-field="what"', page)[0])
    assert seen[0] == seen[3]
    assert seen[1] != seen[0] != seen[2] != seen[1]


def test_rows_are_found_by_all_the_words_that_a_row_shows(client: TestClient) -> None:
    every = shown(client, "decisions")
    found = shown(client, "decisions", find="  APPROVE   board ")
    assert found
    assert found == [
        row for row in every if all(word in " ".join(row.values()).lower() for word in ("approve", "board"))
    ]
    page = client.get("/ledger/decisions", params={"find": "approve board"}).text
    assert re.search(r'role="status">\d+ of \d+ rows\.<', page)
    assert client.get("/ledger/decisions", params={"find": "zeppelin"}).text.count("No row is as you ask") == 1


def test_rows_are_chosen_by_a_column_and_by_the_committee_of_their_paper(client: TestClient) -> None:
    agreed = shown(client, "decisions", outcome="agreed")
    assert {row["Outcome"] for row in agreed} == {"agreed"}
    assert len(agreed) < len(shown(client, "decisions"))
    rows = shown(client, "timeline", committee="Cabinet", kind="promise")
    assert {row["Kind"] for row in rows} == {"promise"}
    assert all("Cabinet" in row["Where"] for row in rows)
    assert not shown(client, "timeline", committee="Nobody")


def test_forms_of_one_verb_are_one_choice_and_what_says_nothing_is_none() -> None:
    ledger = find_ledger("governance")
    row = GovernanceRow(
        council="Fernmoor",
        body="Board",
        role="",
        of_what="the plan",
        from_=None,
        to=None,
        standing="",
        other="",
        look_alikes=(),
        as_at="",
        report="a.txt",
        para="1",
        quote="",
    )
    rows = tuple(replace(row, role=role) for role in ("approved", "approves", "monitors", ""))
    filled = Filled(ledger, rows, Searched.of(()))
    (role,) = choices(filled, Narrowing())
    assert role.values == ("approves", "monitors")
    chosen = Narrowing(chosen=(("role", "approved"),))
    assert choices(filled, chosen)[0].values == ("approved", "monitors")
    assert [row.role for row in of_kind(narrowed(filled, chosen, str).rows, GovernanceRow)] == ["approved", "approves"]


def test_a_committee_does_not_make_papers_missing_that_another_holds(client: TestClient) -> None:
    every = {row["Paper"] for row in shown(client, "gaps")}
    assert {row["Paper"] for row in shown(client, "gaps", committee="Health and Wellbeing Board")} < every


def test_a_grid_keeps_all_cells_of_the_recommendations_found(client: TestClient) -> None:
    whole_grid = client.get("/ledger/tracker", params={"council": "Fernshire Moor"}).text
    met = client.get("/ledger/tracker", params={"council": "Fernshire Moor", "status": "met"}).text
    lines = re.findall(r'<tr><th scope="row">.*?</tr>', whole_grid, re.S)
    kept = re.findall(r'<tr><th scope="row">.*?</tr>', met, re.S)
    assert 0 < len(kept) < len(lines)
    assert set(kept) < set(lines)


def counts(page: str) -> tuple[str, int, int]:
    """What is said to be listed, and how much is: lines of grids, rows of tables."""
    said = re.findall(r'id="counted" role="status">(.*?)\.<', page)[0]
    return said, len(re.findall(r'<tr><th scope="row">', page)), len(table(page))


def test_what_is_counted_is_what_is_listed_the_lines_of_a_grid_too(client: TestClient) -> None:
    whole_page = client.get("/ledger/tracker").text
    said, lines, rows = counts(whole_page)
    assert said == f"{lines} recommendations and {rows} rows"
    assert min(lines, rows) > 0
    (inspections,) = re.findall(r'name="inspection">(.*?)</select>', whole_page, re.S)
    for inspection in re.findall(r'<option value="([^"]+)"', inspections):
        said, some, shown_rows = counts(client.get("/ledger/tracker", params={"inspection": unescape(inspection)}).text)
        assert 0 < some < lines
        of_lines, of_rows = said.split(" and ")
        assert of_lines == f"{some} of {lines} recommendations"
        assert of_rows == (f"{rows} rows" if shown_rows == rows else f"{shown_rows} of {rows} rows")
    councils = re.findall(r'<option value="([^"]+)"', re.findall(r'name="council">(.*?)</select>', whole_page, re.S)[0])
    of_each = [counts(client.get("/ledger/tracker", params={"council": unescape(name)}).text) for name in councils]
    assert (sum(each[1] for each in of_each), sum(each[2] for each in of_each)) == (lines, rows)


def test_a_grid_sorts_by_how_things_stood_at_a_paper(client: TestClient) -> None:
    page = client.get("/ledger/tracker", params={"council": "Fernshire Moor", "sort": "-10 March 2026"}).text
    at = re.findall(r'<a class="sorter"[^>]*data-field="([^"]*)"', page).index("10 March 2026")
    lines = re.findall(r'<tr><th scope="row">.*?</tr>', page, re.S)
    words = [re.sub(r"<[^>]+>", "", re.findall(r"<t[hd].*?</t[hd]>", line, re.S)[at]) for line in lines]
    assert len(set(words)) > 1
    assert words == sorted(words, reverse=True)
    assert "sorted by 10 March 2026, Z to A" in page


def test_a_download_has_the_rows_of_the_page_in_its_order(client: TestClient) -> None:
    query = {"council": "Fernshire Moor", "find": "agree", "sort": "-meeting", "outcome": "agreed"}
    page = client.get("/ledger/decisions", params=query).text
    (address,) = [link for link in links(page, "?") if "form=csv" in link]
    rows = downloaded(client, "/ledger/decisions" + address)
    assert [row["text"] for row in rows] == [row["In the paper's words"] for row in table(page)]
    assert rows == sorted(rows, key=lambda row: row["meeting"], reverse=True)


def test_the_days_of_the_papers_held_are_offered(client: TestClient) -> None:
    page = client.get("/ledger/gaps").text
    offered = re.findall(r'<datalist id="days">(.*?)</datalist>', page, re.S)[0]
    assert '<option value="10 March 2026">' in offered
    assert '<a href="/ledger/gaps">Clear</a>' in page


def test_the_timeline_is_a_picture_whose_marks_lead_to_rows(client: TestClient) -> None:
    page = client.get("/ledger/timeline", params={"find": "plan"}).text
    marks = re.findall(r'<a href="#(row-\d+)" tabindex="-1">', page)
    assert marks
    assert all(f'<tr role="row" id="{mark}">' in page for mark in marks)


def test_an_exempt_paper_leaves_no_trace_on_any_page(client: TestClient) -> None:
    for ledger in LEDGERS:
        page = unescape(client.get(f"/ledger/{ledger.name}").text)
        assert "Part 2 Beacon Rise" not in page
        assert "6,225" not in page


def test_a_library_that_is_not_there_is_said_on_the_page(sample: Settings) -> None:
    missing = sample.model_copy(update={"library": sample.library / "none"})
    assistant = Assistant(missing)
    with TestClient(build_app(assistant, missing), base_url="http://127.0.0.1") as client:
        answer = client.get("/ledger/gaps")
    assert answer.status_code == 503
    assert "<h1>No papers held</h1>" in answer.text
    assert NO_PAPERS in answer.text
    assert "plan-assistant ingest" not in answer.text


def test_who_may_see_no_paper_is_told_so_and_nothing_else(tmp_path: Path) -> None:
    paper = next((Path(__file__).parents[1] / "corpus" / "papers").glob("*Minutes.html"))
    closed = Settings(library=tmp_path / "library", history=tmp_path / "history", unmarked_access="exempt")
    assert not ingest([paper], closed, lambda _: None).failed
    assistant = Assistant(closed)
    with TestClient(build_app(assistant, closed), base_url="http://127.0.0.1") as client:
        page = client.get("/ledger/decisions").text
    assistant.close()
    assert NO_PAPERS in page
    assert "<form" not in page.partition("<main")[2]
    assert str(tmp_path) not in page
