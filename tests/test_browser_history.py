"""The history and an answer's page in a real browser: by keyboard alone, without script, nothing for axe to find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from browsing import serving, violations, watched
from kept_answers import DISBANDED, NOON, ROSE, hostile, kept
from playwright.sync_api import Browser, Page, expect

from assistant.answer import State
from assistant.app.guard.cookies import VISITOR
from assistant.ask import Assistant
from assistant.history import History
from assistant.people.passwords import digest
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
TEA = "What is the price of tea in Peru?"


@pytest.fixture(scope="module")
def address(browser: Browser, assistant: Assistant, settings: Settings) -> Iterator[str]:
    with serving(assistant, settings) as where:
        yield where


@pytest.fixture(scope="module")
def history(settings: Settings) -> Iterator[History]:
    with History(settings.history, settings.history_days) as opened:
        yield opened


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, str]]:
    """A new visitor's page and whose history it is; at the end nothing was asked of another host, nor went wrong."""
    with watched(browser, f"{address}history", **options) as page:
        (token,) = [each["value"] for each in page.context.cookies() if each["name"] == VISITOR]
        yield page, f"visitor:{digest(token)}"


def two_talks(history: History, assistant: Assistant, owner: str) -> tuple[str, str]:
    """Two conversations of this visitor: on the board and, a day later, on adoption. Their ids."""
    board, adoption = f"board-{owner[-20:]}", f"adoption-{owner[-20:]}"
    history.keep(kept(assistant, DISBANDED, owner, conversation=board))
    history.keep(kept(assistant, TEA, owner, conversation=board, number=2))
    history.keep(kept(assistant, ROSE, owner, conversation=adoption, at=NOON + timedelta(days=1)))
    return board, adoption


def looks_right(page: Page) -> None:
    """An accessibility check finds nothing, light and wide or dark and narrow; 320 px need no scrolling sideways."""
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_state_of_the_history_is_for_everybody(
    browser: Browser, address: str, history: History, assistant: Assistant
) -> None:
    with visit(browser, address) as (page, owner):
        expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
        looks_right(page)
        board, _ = two_talks(history, assistant, owner)
        for shown in ("history", "history?find=disbanded", "history?find=nowhere", f"history/{board}"):
            page.goto(address + shown)
            looks_right(page)
        page.get_by_role("button", name="Delete this conversation").click()
        expect(page.get_by_text("Deleted.")).to_be_visible()
        looks_right(page)
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("What was deleted is back.")).to_be_visible()
        looks_right(page)
        one = kept(assistant, DISBANDED, owner)
        for each in range(51):
            history.keep(replace(one, id=f"{owner}-{each}", conversation=f"{each}-{owner[-9:]}"))
        page.goto(f"{address}history?page=2")
        expect(page.get_by_text("Page 2 of 2")).to_be_visible()
        looks_right(page)


def test_every_state_of_an_answer_is_for_everybody(
    browser: Browser, address: str, history: History, assistant: Assistant
) -> None:
    with visit(browser, address) as (page, owner):
        told, other = kept(assistant, DISBANDED, owner), kept(assistant, TEA, owner, number=2)
        near = replace(other.answer, nearest=told.answer.citations)
        back = replace(told.answer, state=State.NEEDS_CLARIFYING, suggestions=(ROSE, TEA))
        asked_back = replace(told, id=f"{told.id}-back", number=3, answer=back)
        gone = replace(hostile(), owner=owner, conversation="talk", number=4, id=f"{told.id}-gone")
        for each in (told, replace(other, answer=near), asked_back, gone):
            history.keep(each)
        for each in (told, other, asked_back, gone):
            page.goto(f"{address}answer/{each.id}")
            expect(page.get_by_role("heading", level=1)).to_contain_text(each.asked[:10])
            looks_right(page)
        page.goto(f"{address}history/talk")
        expect(page.get_by_text("The papers that this answer rested on have changed")).to_be_visible()
        looks_right(page)


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_what_is_pressed_is_large_enough(
    browser: Browser, address: str, history: History, assistant: Assistant, touch: bool, least: int
) -> None:
    with visit(browser, address, viewport={"width": 390, "height": 844}, has_touch=touch) as (page, owner):
        board, _ = two_talks(history, assistant, owner)
        one = kept(assistant, DISBANDED, owner, conversation=f"one-{owner[-9:]}")
        history.keep(one)
        pressed = (
            "main :is(button, select, .note, .ways a, .asked a, .places a, input:not([type=hidden], [type=radio]))"
        )
        for shown, most in (("history", 7), (f"history/{board}", 9), (f"answer/{one.id}", 8)):
            page.goto(address + shown)
            boxes = [each.bounding_box() for each in page.locator(pressed).all()]
            assert len(boxes) >= most - 1
            assert [box for box in boxes if box and min(box["width"], box["height"]) < least] == []


def test_by_keyboard_alone_a_conversation_is_found_read_deleted_and_brought_back(
    browser: Browser, address: str, history: History, assistant: Assistant
) -> None:
    with visit(browser, address) as (page, owner):
        two_talks(history, assistant, owner)
        page.reload()
        step_to(page, "Find in questions and answers")
        page.keyboard.type("adoption")
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 conversation with “adoption”.")).to_be_visible()
        step_to(page, ROSE)
        page.keyboard.press("Enter")
        expect(page.get_by_text("12%")).to_be_visible()
        step_to(page, "Delete this conversation")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Deleted.")).to_be_visible()
        expect(page.get_by_role("link", name=ROSE)).to_have_count(0)
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("What was deleted is back.")).to_be_visible()
        expect(page.get_by_role("link", name=ROSE)).to_be_visible()


def test_without_script_it_is_deleted_brought_back_and_rated(
    browser: Browser, address: str, history: History, assistant: Assistant
) -> None:
    with visit(browser, address, java_script_enabled=False) as (page, owner):
        two_talks(history, assistant, owner)
        page.goto(f"{address}history")
        page.get_by_role("button", name=f"Delete: {DISBANDED}").click()
        expect(page.get_by_role("link", name=DISBANDED)).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("link", name=DISBANDED).click()
        page.get_by_role("link", name=f"Link to this answer: {DISBANDED}").click()
        expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
        page.get_by_label("Not helpful", exact=True).check()
        page.get_by_label("What was wrong with it?").select_option("It is hard to follow")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("You said: not helpful, it is hard to follow.")).to_be_visible()


def test_a_link_is_copied_and_opens_the_same_for_another(
    browser: Browser, address: str, history: History, assistant: Assistant
) -> None:
    with visit(browser, address) as (page, owner), visit(browser, address) as (other, _):
        one = kept(assistant, DISBANDED, owner)
        history.keep(one)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}answer/{one.id}?from=mail#ways")
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("status")).to_have_text("Copied.")
        link = str(page.evaluate("navigator.clipboard.readText()"))
        assert link == f"{address}answer/{one.id}"
        other.goto(link)
        expect(other.locator(".given")).to_have_text(page.locator(".given").inner_text(), use_inner_text=True)
        other.get_by_role("link", name="note 1").first.click()
        expect(other.locator(".paragraph.cited mark").first).to_be_visible()
        other.goto(f"{address}history")
        expect(other.get_by_text("Nothing is kept yet.")).to_be_visible()


def step_to(page: Page, name: str) -> None:
    """Press Tab until what is called `name` has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent"):
            return
    raise AssertionError(f"Tab does not reach {name}")
