"""The chat by keyboard alone, and what it says to a screen reader: of each answer one thing, once it is whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import answered, ask, serving, visit
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.ask import Assistant
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

DECIDED = "What does the Board have to decide about the children's plan on 21 September 2021?"
SPLIT = "What did the inspectors want us to do about brothers and sisters being split up?"
CHAIR = "Who chairs the Children's Assurance Panel?"
BOX = "#question textarea"
COUNT = """() => {
    window.astray = [];
    let last = null;
    const seen = new Set();
    window.stepped = () => {
        const here = document.activeElement;
        if (here === document.body) return "left";
        // by the elements themselves: their places in a list move while the last of an answer arrives
        const after = !last || last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (!after || seen.has(here)) window.astray.push(here.outerHTML.slice(0, 120));
        seen.add(here);
        last = here;
        return "on";
    };
}"""
LISTEN = """() => {
    window.said = [];
    const SAYS = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]";
    const before = new Map([...document.querySelectorAll(SAYS)].map((each) => [each, each.textContent]));
    const hear = () => document.querySelectorAll(SAYS).forEach((each) => {
        const words = each.textContent.trim();
        if (words && before.get(each) !== words) window.said.push(words);
        before.set(each, words);
    });
    new MutationObserver(hear).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture(scope="module")
def address(browser: Browser, sample: Settings) -> Iterator[str]:
    assistant = Assistant(sample)
    with serving(assistant, sample) as where:
        yield where
    assistant.close()


def step_to(page: Page, key: str, selector: str, words: str = "") -> Locator:
    """Press `key` until what matches has the focus; every step before comes to something that can be seen."""
    for _ in range(70):
        page.keyboard.press(key)
        focused = page.locator("*:focus")
        expect(focused).to_be_visible()
        if focused.evaluate("(one, selector) => one.matches(selector)", selector) and words in focused.inner_text():
            return focused
    raise AssertionError(f"{key} does not come to {selector} {words}")


def press(page: Page, selector: str, words: str = "", key: str = "Tab") -> None:
    step_to(page, key, selector, words)
    page.keyboard.press("Enter")


def test_by_keyboard_alone_from_a_question_to_the_paper_and_back(browser: Browser, address: str) -> None:
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        press(page, ".skip")
        expect(page.locator(BOX)).to_be_focused()
        page.keyboard.type(DECIDED)
        page.keyboard.press("Enter")
        turn = answered(page)
        expect(page.locator(BOX)).to_be_focused()
        step_to(page, "Shift+Tab", ".note")
        chip = turn.locator(".note").last
        expect(chip).to_be_focused()
        page.keyboard.press("Enter")
        source = page.locator("#source")
        expect(source.locator("h2")).to_be_focused()
        here = source.locator(".paragraph.here").inner_text()
        press(page, "#source .next", key="Shift+Tab")
        expect(source.locator(".paragraph.here")).not_to_have_text(here, use_inner_text=True)
        press(page, "#source .cite")
        expect(source.get_by_text("Copied")).to_be_visible()
        assert str(page.evaluate("navigator.clipboard.readText()")) in turn.locator(".notes").inner_text()
        page.keyboard.press("Escape")
        expect(source).to_have_count(0)
        expect(chip).to_be_focused()


def test_by_keyboard_alone_from_an_edited_question_to_the_history_and_on(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, DECIDED)
        press(page, ".edit", key="Shift+Tab")
        expect(page.locator(BOX)).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type(SPLIT)
        page.keyboard.press("Enter")
        expect(page.locator("#turn-1 .asked")).to_contain_text(SPLIT)
        turn = answered(page)
        press(page, ".rate.no", key="Shift+Tab")
        expect(turn.locator(".why select")).to_be_focused()
        press(page, ".why .leave")
        expect(turn.get_by_role("button", name="Not helpful")).to_be_focused()
        page.keyboard.press("Enter")
        press(page, ".why button", "Send")
        expect(turn.get_by_role("button", name="Not helpful")).to_be_focused()
        press(page, ".whole a", "history")
        expect(page.get_by_role("heading", name="History")).to_be_visible()
        press(page, ".asked a", SPLIT)
        expect(page.get_by_role("button", name="Delete this conversation")).to_be_visible()
        press(page, ".ways a", "Go on")
        expect(page.locator("#turn-1")).to_be_visible()
        expect(page.locator("#searching")).to_contain_text("Searching")
        step_to(page, "Tab", BOX)
        page.keyboard.type(CHAIR)
        page.keyboard.press("Enter")
        answered(page, 2)


def test_the_way_round_the_page_goes_as_it_is_read_and_ends(browser: Browser, address: str) -> None:
    """No stop is missed or comes twice, each stands after the one before, and past the last the page is left."""
    with visit(browser, address) as page:
        ask(page, SPLIT)
        page.locator(BOX).blur()
        page.evaluate("() => { scrollTo(0, 0); getSelection().collapse(document.body, 0); }")
        page.evaluate(COUNT)
        stops = 0
        page.keyboard.press("Tab")
        while stops < 120 and page.evaluate("window.stepped()") != "left":
            page.keyboard.press("Tab")
            stops += 1
        assert page.evaluate("window.astray") == []
        assert 20 < stops < 120


def test_a_suggestion_pressed_gives_its_answer_the_focus(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        step_to(page, "Tab", "#suggestions button")
        page.keyboard.press("Enter")
        expect(answered(page)).to_be_focused()


def test_a_screen_reader_is_told_of_each_answer_once_when_it_is_whole(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.evaluate(LISTEN)
        for number, question in enumerate((DECIDED, CHAIR), start=1):
            notes = ask(page, question, number).locator(".notes li").count()
            page.wait_for_function("count => window.said.length >= count", arg=number)
            page.wait_for_timeout(300)  # for what should not be said to be said
            assert len(page.evaluate("said")) == number
            assert page.evaluate("said.at(-1)").endswith(f" {notes} note{'' if notes == 1 else 's'}.")
        page.locator("#question textarea").fill("Why? " * 2000)
        page.keyboard.press("Enter")
        expect(page.locator("#problem [role=alert]")).to_be_visible()
        page.wait_for_timeout(300)
        assert len(page.evaluate("said")) == 3
