"""What the service says of itself, by its settings and by what the person asking may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.app.serve import build_app
from assistant.ask import Assistant
from ingest.settings import Settings

PAGES = ("/about", "/accessibility")


@contextmanager
def serving(settings: Settings, **changes: object) -> Iterator[TestClient]:
    changed = settings.model_copy(update=changes)
    assistant = Assistant(changed)
    with TestClient(build_app(assistant, changed), base_url="http://127.0.0.1") as client:
        yield client
    assistant.close()


@pytest.fixture
def here(sample: Settings, tmp_path: Path) -> Settings:
    return sample.model_copy(update={"history": tmp_path / "history"})


def told(client: TestClient, address: str) -> str:
    """The words of a page."""
    page = client.get(address)
    assert page.status_code == 200
    words = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2].partition("</main>")[0])
    return " ".join(unescape(words).split())


def test_it_says_what_is_held_until_when_and_nothing_of_what_may_not_be_seen(here: Settings) -> None:
    with serving(here) as client:
        said = told(client, "/about")
        papers = client.get("/health").json()["papers"]
    assert f"{papers} papers of Fernshire Moor and Kelsmouth" in said
    assert ", 18 June 2021 to 10 March 2026." in said


def test_how_long_questions_are_kept_is_the_setting(here: Settings) -> None:
    with serving(here, history_days=31) as client:
        said = told(client, "/about")
    assert "It is kept for 31 days and is then deleted." in said
    assert "31 days from your last visit" in said
    with serving(here, history_days=1) as client:
        assert "It is kept for 1 day and is then deleted." in told(client, "/about")


def test_the_cookies_told_are_the_cookies_set(here: Settings) -> None:
    with serving(here) as client:
        page = client.get("/about", headers={"Accept": "text/html"})
        said = told(client, "/about")
    assert set(page.cookies) == {"plan_visitor"}
    assert re.findall(r"\bplan_\w+", said) == ["plan_visitor"]
    assert "Nobody signs in here" in said


def test_it_says_whom_to_ask_or_that_nobody_is_named(here: Settings) -> None:
    for address in PAGES:
        with serving(here) as client:
            assert re.search(r"has not given its contact here yet|must add", told(client, address))
        with serving(here, contact="Ashmere Council\n<b>access@ashmere.example</b>") as client:
            page = client.get(address).text
            assert "&lt;b&gt;access@ashmere.example&lt;/b&gt;" in page
            assert not re.search(r"has not given its contact here yet|must add", page)


@pytest.mark.parametrize(
    ("model", "url", "away"),
    [
        ("ollama:llama3.2", "", False),
        ("openai:local", "http://127.0.0.1:8080/v1", False),
        ("openai:local", "http://[::1]:8080/v1", False),
        ("openai:gpt-4.1-mini", "", True),
        ("ollama:llama3.2", "https://models.example/v1", True),
        ("ollama:llama3.2, anthropic:claude-sonnet-4-5", "", True),
    ],
)
def test_what_a_language_model_is_given_and_where_that_goes_is_said(
    here: Settings, model: str, url: str, away: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    with serving(here, model=model, model_url=url, model_access="confidential") as client:
        said = told(client, "/about")
    assert f"by a language model: {model.replace(', ', ' and ')}. It only rewords" in said
    assert "each of its sentences is held against the paragraphs" in said
    assert ("It is run by another service" in said) is away
    assert ("goes no further unless it sends it on to another service" in said) is not away
    assert ("Nothing is sent to anybody else, unless the language model ’s program" in said) is not away
    assert "Only paragraphs that are open or confidential are sent." in said or not away
    assert "No language model is used" not in said


def test_an_ollama_elsewhere_is_not_taken_for_this_machine(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for host, away in (("models.example:11434", True), ("http://10.0.0.7", True), ("127.0.0.1:9", False)):
        monkeypatch.setenv("OLLAMA_HOST", host)
        with serving(here, model="ollama:llama3.2") as client:
            assert ("It is run by another service" in told(client, "/about")) is away


def test_without_a_language_model_it_says_so_and_no_more(here: Settings) -> None:
    with serving(here) as client:
        said = told(client, "/about")
    assert said.count("language model") == 1
    assert "No language model is used." in said
    assert "Nothing is sent to anybody else." in said


def test_a_library_that_is_not_there_is_said(here: Settings) -> None:
    with serving(here, library=here.library / "none") as client:
        assert "There is no library here yet" in told(client, "/about")


def test_the_statement_names_what_fails_and_what_is_untested(here: Settings) -> None:
    with serving(here) as client:
        said = told(client, "/accessibility")
    for words in ("needs script", "marks of the Timeline", "No screen reader", "partially compliant", "November 2026"):
        assert words in said


@pytest.mark.parametrize("address", PAGES)
def test_the_words_are_the_house_s(here: Settings, address: str) -> None:
    with serving(here) as client:
        said = told(client, address)
        assert f'<a href="{address}" aria-current="page">' in client.get(address).text
    assert not re.search(r"!|\b[Pp]lease\b|\bAI\b", said)
