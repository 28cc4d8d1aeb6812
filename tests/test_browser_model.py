"""The chat while a language model puts an answer into words, in a real browser: nothing waits for it, nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event

import pytest
from browsing import answered, ask, serving, violations, visit
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.answer import Evidence, Query, Question, Statement
from assistant.ask import Assistant
from assistant.compose import citation
from assistant.language.writer import Draft
from assistant.wording import Language
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

DISBANDED = "When was Fernmoor's Improvement Board disbanded?"
SENTENCE = "Fernmoor disbanded the Improvement Board on 6 February 2023."
QUOTE = "The Improvement Board was disbanded on 6 February 2023"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Waiting:
    """Stands in for a model: it writes one faithful sentence when it is told to, and ends when it is told to."""

    name = "ollama:stand-in"

    def __init__(self) -> None:
        self.write, self.end, self.gone = Event(), Event(), Event()

    def drafts(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        try:
            said = Statement(SENTENCE, (citation(evidence[0], QUOTE),), by_model=True)
            yield from self.silent(self.write, Draft((), self.name))
            yield from self.silent(self.end, Draft((said,), self.name))
            yield Draft((said,), self.name, 200, 20)
        finally:
            self.gone.set()

    def silent(self, until: Event, draft: Draft) -> Iterator[Draft]:
        """The draft so far, again and again."""
        yield draft
        for _ in range(300):
            if until.wait(0.1):
                return
            yield draft


@pytest.fixture(scope="module")
def writer() -> Waiting:
    return Waiting()


@pytest.fixture(scope="module")
def address(browser: Browser, settings: Settings, writer: Waiting) -> Iterator[str]:
    assistant = Assistant(settings, language=Language(writer))
    assistant.quoted(Question(DISBANDED))
    with serving(assistant, settings) as where:
        yield where
    assistant.close()


@pytest.fixture(autouse=True)
def fresh(writer: Waiting) -> Iterator[None]:
    writer.write.clear()
    writer.end.clear()
    writer.gone.clear()
    yield
    writer.write.set()
    writer.end.set()


def asked(page: Page) -> Locator:
    """The turn of a question just put, once its quotes are there."""
    page.locator("#question textarea").fill(DISBANDED)
    page.locator("#question textarea").press("Enter")
    turn = page.locator("#now #turn-1.wording")
    expect(turn.locator(".said-by")).to_have_text("Putting it into words (ollama:stand-in)…")
    expect(turn).to_contain_text(QUOTE)
    return turn


def listen(page: Page) -> None:
    """Keep what is told to a screen reader from now on."""
    page.evaluate(
        """() => {
            window.told = [];
            const status = document.querySelector("body > .unseen[role=status]");
            new MutationObserver(() => status.textContent && window.told.push(status.textContent))
                .observe(status, { childList: true });
        }"""
    )


def top(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_quotes_are_there_at_once_and_the_sentence_comes_above_them(
    browser: Browser, address: str, writer: Waiting, size: dict[str, int]
) -> None:
    with visit(browser, address, viewport=size) as page:
        listen(page)
        turn = asked(page)
        assert violations(page) == []
        quoted = page.locator("#turn-1 .statement").filter(has_text="“The Improvement Board")
        before = top(quoted) - top(turn)  # the page itself may still be scrolling
        writer.write.set()
        expect(turn.locator(".worded .statement")).to_contain_text(SENTENCE)
        assert top(quoted) - top(turn) == pytest.approx(before, abs=1)
        assert page.evaluate("window.told") == []
        writer.end.set()
        done = answered(page)
        expect(done.locator(".worded .said-by")).to_contain_text("The first sentence was written by a language model")
        assert done.locator(".worded .note").count() == 1
        assert violations(page) == []
        page.wait_for_function("window.told.length > 0")
        assert page.evaluate("window.told") == ["Answered as at 14 March 2023. 1 note."]


def test_a_stop_keeps_the_quotes_and_lets_the_model_go(browser: Browser, address: str, writer: Waiting) -> None:
    with visit(browser, address) as page:
        asked(page)
        page.locator("#stop").click()
        done = answered(page)  # though the model has not said a word
        assert not writer.write.is_set()
        expect(done).to_contain_text(QUOTE)
        expect(done.locator(".said-by")).to_have_text(
            "You stopped the language model, so only the papers' own words are shown."
        )
        expect(done.get_by_text("Save as Word")).to_be_visible()
        assert violations(page) == []
        writer.write.set()
        assert writer.gone.wait(20)
        page.reload()
        expect(answered_again(page)).to_contain_text(QUOTE)


def answered_again(page: Page) -> Locator:
    return page.locator("#now #turn-1.done")


@pytest.mark.parametrize("way", ["reload", "history"])
def test_who_leaves_the_page_meanwhile_finds_the_quotes_again(
    browser: Browser, address: str, writer: Waiting, way: str
) -> None:
    with visit(browser, address) as page:
        asked(page)
        page.wait_for_url("**/?conversation=*")
        if way == "reload":
            page.reload()
        else:
            page.goto(f"{address}history")
            page.get_by_role("link", name=DISBANDED).click()
            expect(page.locator(".given")).to_contain_text(QUOTE)
            page.goto(f"{address}?conversation={page.url.rpartition('/')[2]}")
        again = answered_again(page)
        expect(again).to_contain_text(QUOTE)
        expect(again.locator(".said-by")).to_contain_text("The language model had not finished")
        writer.write.set()
        writer.end.set()
        assert writer.gone.wait(20)


PUT = ("Enter", "Ask", "Ask again")


@pytest.mark.parametrize("way", PUT)
def test_a_question_put_meanwhile_stops_the_model_and_is_asked(
    browser: Browser, address: str, writer: Waiting, way: str
) -> None:
    with visit(browser, address) as page:
        writer.write.set()
        writer.end.set()
        ask(page, DISBANDED)
        writer.write.clear()
        writer.end.clear()
        writer.gone.clear()
        listen(page)
        box = page.locator("#question textarea")
        box.fill("Was the Improvement Board disbanded?")
        box.press("Enter")
        turn = page.locator("#now #turn-2.wording")
        expect(turn).to_contain_text(QUOTE)
        if way == "Ask again":
            page.locator("#past #turn-1").get_by_text("Ask again").click()
        else:
            box.fill("Why was it disbanded?")
            box.press("Enter") if way == "Enter" else page.locator("#ask").click()
        if way == "Ask again":  # it takes the place of both
            expect(page.locator("#now #turn-1.wording")).to_contain_text(QUOTE)
            expect(page.locator("#past .turn")).to_have_count(0)
        else:
            expect(page.locator("#now #turn-3")).to_contain_text("Why was it disbanded?")
            stopped = page.locator("#past #turn-2.done")
            expect(stopped).to_contain_text(QUOTE)
            expect(stopped.locator(".said-by")).to_contain_text("You stopped the language model")
        expect(box).to_have_value("")
        assert "The language model is stopped, and your question is asked." in page.evaluate("window.told")
        writer.write.set()
        writer.end.set()
        answered(page, 1 if way == "Ask again" else 3)


def test_enter_in_an_empty_box_stops_nothing(browser: Browser, address: str, writer: Waiting) -> None:
    with visit(browser, address) as page:
        asked(page)
        page.locator("#question textarea").press("Enter")
        writer.write.set()
        writer.end.set()
        expect(answered(page)).to_contain_text("The first sentence was written by a language model")


def test_a_source_opened_meanwhile_stays_open(browser: Browser, address: str, writer: Waiting) -> None:
    with visit(browser, address, viewport=NARROW) as page:
        asked(page).locator(".note").first.click()
        source = page.locator("#source")
        expect(source.locator("mark").first).to_be_visible()
        writer.write.set()
        writer.end.set()
        answered(page)
        expect(source.locator("mark").first).to_be_visible()
        assert page.locator('#turn-1 .note[aria-expanded="true"]').count() >= 1
        source.locator(".close").click()
        expect(source).to_have_count(0)


def test_what_is_copied_and_linked_to_says_who_wrote_it(browser: Browser, address: str, writer: Waiting) -> None:
    writer.write.set()
    writer.end.set()
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        turn = ask(page, DISBANDED)
        turn.get_by_text("Copy", exact=True).click()
        expect(turn.locator(".tool.copy")).to_have_text("Copied")
        copied = str(page.evaluate("navigator.clipboard.readText()")).splitlines()
        own = copied.index(f"{SENTENCE} [1]")
        assert copied[own + 1].startswith("The first sentence was written by a language model (ollama:stand-in)")
        assert QUOTE in copied[own + 2]
        page.goto(str(turn.locator("a.link").evaluate("link => link.href")))
        expect(page.locator(".given .worded")).to_contain_text("was written by a language model")
        assert violations(page) == []
