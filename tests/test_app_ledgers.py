"""The pages of facts, as a browser gets them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.ledger.kinds import LEDGERS
from ingest.settings import Settings


@pytest.fixture(scope="module")
def client(sample: Settings) -> Iterator[TestClient]:
    assistant = Assistant(sample)
    with TestClient(build_app(assistant, sample)) as made:
        yield made
    assistant.close()


def links(page: str, to: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page) if unescape(link).startswith(to)]


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_every_row_of_a_page_leads_to_its_paragraph(client: TestClient, ledger: object) -> None:
    name = getattr(ledger, "name")  # noqa: B009 - the parameter is any ledger
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
        ("/ledger/gaps?as_at=soon", 400, "is not a date"),
        ("/ledger/gaps?council=Elsewhere", 400, "Papers are held of"),
        ("/ledger/gaps?as_at=1990", 200, "Every paper that the papers searched refer to is held"),
        ("/paper?report=none", 404, "holds no report"),
        ("/paper?report=2022-03-15+HWB+Minutes.html&para=99", 404, "There is no paragraph"),
        ("/ledger/%3Cscript%3E", 404, "&lt;script&gt;"),
        ("/ledger/gaps?council=%3Cscript%3E", 400, "&lt;script&gt;"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "<script>" not in answer.text


def test_an_exempt_paper_leaves_no_trace_on_any_page(client: TestClient) -> None:
    for ledger in LEDGERS:
        page = unescape(client.get(f"/ledger/{ledger.name}").text)
        assert "Part 2 Beacon Rise" not in page
        assert "6,225" not in page


def test_a_library_that_is_not_there_is_said_on_the_page(sample: Settings) -> None:
    missing = sample.model_copy(update={"library": sample.library / "none"})
    assistant = Assistant(missing)
    with TestClient(build_app(assistant, missing)) as client:
        answer = client.get("/ledger/gaps")
    assert answer.status_code == 503
    assert "There is no library" in answer.text
