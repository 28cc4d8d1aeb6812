"""What can be done with a question and its answer, in a real browser: put again, stop, rate, copy, keep, go on with."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import answered, ask, serving, violations, visit
from playwright.sync_api import Browser, Page, expect

from assistant.answer import Evidence, Query, Question, Statement
from assistant.ask import Assistant
from assistant.compose import compose
from assistant.history import Reason
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

DISBANDED = "When was Fernmoor's Improvement Board disbanded?"
ADOPTED = "How many children were adopted?"
SLOW = "How many children were adopted in the slowest of years?"


def unhurried(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
    """The composer, after a while where the question is the slow one."""
    if query.text == SLOW:
        time.sleep(3)
    return compose(query, evidence)


@pytest.fixture(scope="module")
def address(browser: Browser, settings: Settings) -> Iterator[str]:
    assistant = Assistant(settings, composer=unhurried)
    assistant.ask(Question(DISBANDED))
    with serving(assistant, settings) as where:
        yield where
    assistant.close()


def tool(page: Page, words: str, number: int = 1) -> None:
    page.locator(f"#turn-{number} .tools").get_by_text(words, exact=True).click()


def pasted(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_question_is_put_again_in_other_words(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, DISBANDED)
        ask(page, ADOPTED, 2)
        tool(page, "Edit", 1)
        box = page.locator("#question textarea")
        expect(box).to_have_value(DISBANDED)
        expect(box).to_be_focused()
        expect(page.locator("#dock .replacing")).to_contain_text("takes the place of question 1")
        box.fill("Who is accountable for the plan?")
        box.press("Enter")
        turn = answered(page)
        expect(turn.locator(".asked")).to_contain_text("Who is accountable")
        expect(page.locator(".turn")).to_have_count(1)
        expect(page.locator("#dock .replacing")).to_have_count(0)
        ask(page, ADOPTED, 2)  # the one after goes on from there
        expect(page.locator(".turn")).to_have_count(2)


def test_putting_again_can_be_thought_better_of(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, DISBANDED)
        tool(page, "Edit")
        page.keyboard.press("Escape")
        expect(page.locator("#question textarea")).to_have_value("")
        expect(page.locator("#dock .replacing")).to_have_count(0)
        ask(page, ADOPTED, 2)
        expect(page.locator(".turn")).to_have_count(2)


def test_a_question_is_asked_again(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        before = ask(page, DISBANDED).locator(".link").get_attribute("href")
        tool(page, "Ask again")
        expect(page.locator(f"#turn-1 .link:not([href='{before}'])")).to_have_count(1)
        expect(page.locator(".turn")).to_have_count(1)
        expect(answered(page).locator(".statement").first).to_be_visible()


def test_an_answer_on_its_way_is_stopped(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.locator("#question textarea").fill(SLOW)
        page.locator("#question textarea").press("Enter")
        stop = page.get_by_role("button", name="Stop")
        stop.click()
        turn = answered(page)
        expect(turn).to_contain_text("You stopped this answer")
        expect(stop).to_be_hidden()
        page.wait_for_timeout(3500)  # the answer that was stopped does not come after all
        expect(turn.locator(".statement")).to_have_count(0)
        ask(page, DISBANDED, 2)
        tool(page, "Ask again", 1)
        expect(answered(page).locator(".statement").first).to_be_visible()


def test_how_the_question_was_read_is_told(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        turn = ask(page, "How many childrn were adopted?")
        expect(turn.locator(".read-as")).to_contain_text("Read “childrn” as “children”")
        turn.get_by_text("How I read your question").click()
        expect(turn.locator(".read")).to_contain_text("a figure")


def test_an_answer_is_rated_and_the_reason_kept(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        turn = ask(page, DISBANDED)
        tool(page, "Helpful")
        expect(turn.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")
        tool(page, "Not helpful")
        reason = turn.get_by_label("What was wrong with it?")
        expect(reason).to_be_focused()
        assert reason.locator("option").all_inner_texts() == ["No reason given", *(reason.value for reason in Reason)]
        reason.select_option("Something is missing")
        turn.get_by_label("More, if you like").fill("It does not say who decided.")
        assert violations(page) == []
        turn.get_by_role("button", name="Send").click()
        expect(turn.locator(".why")).to_have_count(0)
        expect(turn.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
        expect(turn.get_by_role("button", name="Not helpful")).to_be_focused()
        page.goto(address + (turn.locator(".link").get_attribute("href") or ""))
        expect(page.locator("main")).to_contain_text("It does not say who decided.")


def test_an_answer_its_link_and_its_citation_are_copied(browser: Browser, address: str) -> None:
    with visit(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        turn = ask(page, DISBANDED)
        quoted = turn.locator(".notes li").first.inner_text().strip()
        tool(page, "Copy")
        expect(turn.get_by_text("Copied", exact=True)).to_be_visible()
        assert pasted(page).startswith(f"{DISBANDED}\n\nAnswered as at")
        assert pasted(page).endswith(turn.locator(".link").get_attribute("href") or "-")
        assert f"[1] {quoted}" in pasted(page)
        tool(page, "Copy link")
        expect(turn.locator(".link")).to_have_text("Copied")
        link = pasted(page)
        turn.locator(".note").first.click()
        page.locator("#source").get_by_text("Copy citation").click()
        expect(page.locator("#source").get_by_text("Copied")).to_be_visible()
        assert pasted(page) == quoted
        page.goto(link)
        expect(page.locator("main")).to_contain_text(DISBANDED)
        expect(page.locator("main")).to_contain_text(quoted)


def test_a_conversation_is_saved_found_and_gone_on_with(browser: Browser, address: str, tmp_path: Path) -> None:
    with visit(browser, address) as page:
        ask(page, DISBANDED)
        ask(page, ADOPTED, 2)
        with page.expect_download() as saved:
            page.locator("#whole").get_by_text("save as Markdown").click()
        words = Path(saved.value.path()).read_text(encoding="utf-8")
        assert DISBANDED in words
        assert ADOPTED in words
        page.locator("#whole").get_by_text("history").click()
        page.get_by_role("link", name=DISBANDED).first.click()
        page.get_by_role("link", name="Go on with this conversation").click()
        expect(page.locator(".turn")).to_have_count(2)
        ask(page, "Who is accountable for the plan?", 3)
        expect(page.locator(".turn")).to_have_count(3)


def test_a_page_loaded_again_still_has_its_conversation(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        ask(page, DISBANDED)
        page.reload()
        expect(page.locator(".turn")).to_have_count(1)
        ask(page, ADOPTED, 2)
        page.get_by_role("button", name="Start afresh").click()
        expect(page.locator(".welcome")).to_be_visible()
        page.reload()
        expect(page.locator(".welcome")).to_be_visible()


def test_a_page_whose_visitor_has_changed_says_so_and_keeps_the_question(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#suggestions button").first).to_be_visible()
    context.clear_cookies()
    page.locator("#question textarea").fill(DISBANDED)
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Who is signed in here has changed")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(DISBANDED)
    expect(page.locator(".toast-wrap")).to_be_hidden()
    context.close()


def test_a_service_started_again_goes_on_with_the_open_page(
    browser: Browser, settings: Settings, tmp_path: Path
) -> None:
    own = settings.model_copy(update={"history": tmp_path / "history"})
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    page = browser.new_page()
    assistant = Assistant(own)
    with serving(assistant, own, port) as where:
        page.goto(where)
        expect(page.locator("#suggestions button").first).to_be_visible()
        ask(page, DISBANDED)
    page.locator("#question textarea").fill(ADOPTED)
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="The service did not answer")).to_be_visible()
    with serving(assistant, own, port):
        for _ in range(20):  # the page finds the service again in its own time
            if page.locator("#question textarea").input_value() == ADOPTED:
                page.locator("#question textarea").press("Enter")
            page.wait_for_timeout(1000)
            if page.locator("#turn-2.done").count():
                break
        expect(page.locator("#turn-2.done")).to_contain_text(ADOPTED)
        expect(page.locator("#turn-1")).to_contain_text(DISBANDED)
    assistant.close()
    page.close()


def test_a_question_put_while_the_service_is_known_to_be_lost_is_told(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    ask(page, DISBANDED)
    page.route(re.compile("app_id|queue/data"), lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "app_id" in request.url):  # it looks for the service now
        page.locator("#question textarea").fill(ADOPTED)
        page.locator("#question textarea").press("Enter")
    page.locator("#question textarea").fill(ADOPTED)
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="The service did not answer")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(ADOPTED)
    page.close()


def test_an_address_can_carry_a_question_and_what_to_search(browser: Browser, address: str) -> None:
    carried = "?question=Who+chairs+it%3F&council=Aldwick&report=aldwick-2023.txt"
    with visit(browser, address, carried) as page:
        expect(page.locator("#question textarea")).to_have_value("Who chairs it?")
        expect(page.get_by_label("Council", exact=True)).to_have_value("Aldwick")
        expect(page.locator("#searching")).to_contain_text("Searching 1 of")


def test_one_paper_is_chosen_and_searched(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.get_by_label("Paper", exact=True).click()
        page.get_by_role("option").nth(1).click()
        expect(page.locator("#searching")).to_contain_text("Searching 1 of")
        turn = ask(page, "Who is accountable for the plan?")
        turn.get_by_text("What was searched").click() if turn.get_by_text("What was searched").count() else None
        expect(turn.locator(".searched")).to_contain_text("1 paper")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_found_wrong_with_what_can_be_done(browser: Browser, address: str, width: int) -> None:
    with visit(browser, address, viewport={"width": width, "height": 800}) as page:
        turn = ask(page, DISBANDED)
        turn.get_by_text("How I read your question").click()
        tool(page, "Not helpful")
        expect(turn.locator(".why")).to_be_visible()
        tool(page, "Edit")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_library_missing_is_a_page_with_words(browser: Browser, settings: Settings, tmp_path: Path) -> None:
    nowhere = settings.model_copy(update={"library": tmp_path / "nowhere", "history": tmp_path / "history"})
    assistant = Assistant(nowhere)
    with serving(assistant, nowhere) as where:
        page = browser.new_page()
        page.goto(where)
        expect(page.locator("#searching")).to_contain_text("No papers are held yet")
        assert str(tmp_path) not in page.content()
        assert violations(page) == []
        page.close()
