"""The pages of facts in a real browser: reached from the chat, every row to its paragraph, nothing for axe to find."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from browsing import serving, violations
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from assistant.ledger.kinds import LEDGERS
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
NAMES = [ledger.name for ledger in LEDGERS]


@pytest.fixture(scope="module")
def address(browser: Browser, sample: Settings) -> Iterator[str]:
    assistant = Assistant(sample)
    with serving(assistant, sample) as where:
        yield where
    assistant.close()


@contextmanager
def visit(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page of a visitor; at the end nothing was asked of another host, and the console has no error."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    errors: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    try:
        page.goto(address)
        yield page
        where = "/".join(address.split("/")[:3])
        assert not [url for url in asked_for if not url.startswith((where, "data:", f"blob:{where}"))]
        assert errors == []
    finally:
        context.close()


@pytest.mark.parametrize("name", NAMES)
def test_there_is_nothing_for_an_accessibility_check_to_find(browser: Browser, address: str, name: str) -> None:
    with visit(browser, f"{address}ledger/{name}") as page:
        for scheme, width in (("light", 1280), ("dark", 390)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_narrow_screen_needs_no_scrolling_sideways(browser: Browser, address: str, name: str) -> None:
    with visit(browser, f"{address}ledger/{name}", viewport={"width": 320, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_from_the_chat_to_a_ledger_to_the_words_in_the_paper(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        expect(page.locator("#suggestions button").first).to_be_visible()  # leaving before would break off its requests
        page.get_by_role("link", name="Recommendations").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recommendations")
        page.get_by_role("link", name="partly met").first.click()
        expect(page.locator(".paragraph.cited mark").first).to_be_visible()
        expect(page.locator(".paragraph.cited")).to_be_in_viewport()
        assert violations(page) == []
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recommendations")


def test_a_ledger_is_narrowed_by_keyboard_alone(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}ledger/gaps") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_text("Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Council")).to_be_focused()
        page.keyboard.type("Kel")
        page.keyboard.press("Tab")
        page.keyboard.type("December 2023")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=2)).to_have_text(["Kelsmouth"])
        expect(page.get_by_label("As at")).to_have_value("December 2023")
        expect(page.locator(".searched")).to_contain_text("3 papers of Kelsmouth")
