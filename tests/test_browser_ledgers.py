"""The pages of facts in a real browser: reached from the chat, every row to its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import serving, violations, watched
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


@pytest.fixture(scope="module")
def address(browser: Browser, sample: Settings) -> Iterator[str]:
    assistant = Assistant(sample)
    with serving(assistant, sample) as where:
        yield where
    assistant.close()


def fits(page: Page) -> bool:
    """Whether nothing but what scrolls by itself is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_without_script_a_page_is_found_in_chosen_and_put_in_order_the_same(browser: Browser, address: str) -> None:
    with watched(browser, f"{address}ledger/decisions", java_script_enabled=False) as page:
        page.get_by_label("Words in the rows").fill("board")
        page.get_by_label("Outcome").select_option("agreed")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ of \d+ rows\.$"))
        page.get_by_role("link", name="Meeting", exact=True).first.click()
        expect(page.get_by_role("status")).to_contain_text("sorted by Meeting, earliest first")
        expect(page.get_by_label("Words in the rows")).to_have_value("board")
        expect(page.get_by_label("Outcome")).to_have_value("agreed")


def test_a_table_changes_while_words_are_typed_and_headings_pressed(browser: Browser, address: str) -> None:
    with watched(browser, f"{address}ledger/decisions?council=Fernshire+Moor") as page:
        loaded = page.evaluate("window.mark = 1")
        every = page.locator(".rows tbody tr").count()
        page.get_by_label("Words in the rows").press_sequentially("approve")
        expect(page.get_by_role("status")).to_have_text(re.compile(rf"^\d+ of {every} rows\.$"))
        assert page.locator(".rows tbody tr").count() < every
        heading = page.get_by_role("link", name="Meeting", exact=True)
        heading.focus()
        for sort, words in (("ascending", "earliest first"), ("descending", "latest first")):
            page.keyboard.press("Enter")
            expect(page.get_by_role("status")).to_contain_text(f"sorted by Meeting, {words}")
            expect(page.get_by_role("columnheader", name="Meeting")).to_have_attribute("aria-sort", sort)
            expect(heading).to_be_focused()
        assert page.url.endswith("/ledger/decisions?council=Fernshire+Moor&find=approve&sort=-meeting")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(re.compile(r" rows\.$"))
        expect(page.get_by_label("Order")).to_have_value("")
        assert violations(page) == []
        page.get_by_label("Outcome").select_option("agreed")
        expect(page).to_have_url(re.compile("outcome=agreed"))
        assert page.evaluate("window.mark") == loaded, "the page was loaded again"
        page.get_by_role("link", name="Clear").click()
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ rows\.$"))


def test_on_a_phone_the_ways_and_the_choices_are_opened_when_wanted(browser: Browser, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    with watched(browser, f"{address}ledger/timeline", **phone) as page:
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        assert page.get_by_role("heading", level=1).bounding_box()["y"] < 200  # type: ignore[index]
        expect(page.get_by_role("link", name="Decisions")).to_be_hidden()
        page.get_by_text("Pages", exact=True).tap()
        decisions = page.get_by_role("link", name="Decisions")
        expect(decisions).to_be_visible()
        assert decisions.bounding_box()["height"] >= 44  # type: ignore[index]
        assert violations(page) == []
        page.get_by_text("Choose and order").tap()
        page.get_by_label("Order").select_option("-when")
        expect(page.get_by_role("status")).to_contain_text("sorted by When, latest first")
        figure = page.locator("figure").first
        assert figure.evaluate("box => box.scrollWidth > box.clientWidth")
        assert fits(page)


def test_the_order_is_asked_for_where_no_heading_can_be_pressed(browser: Browser, address: str) -> None:
    with watched(browser, f"{address}ledger/decisions", viewport={"width": 1280, "height": 800}) as page:
        expect(page.get_by_label("Order")).to_be_hidden()
        expect(page.get_by_role("columnheader", name="Meeting").first).to_be_visible()
        page.set_viewport_size({"width": 1100, "height": 800})
        expect(page.get_by_label("Order")).to_be_visible()


def test_a_mark_of_the_timeline_leads_to_its_row(browser: Browser, address: str) -> None:
    with watched(browser, f"{address}ledger/timeline?council=Fernshire+Moor") as page:
        mark = page.locator("svg.timeline a").last
        row = (mark.get_attribute("href") or "").removeprefix("#")
        mark.click()
        expect(page.locator(f"#{row}")).to_be_in_viewport()


def test_print_has_the_table_without_what_stands_around_it(browser: Browser, address: str) -> None:
    with watched(browser, f"{address}ledger/decisions") as page:
        page.emulate_media(media="print")
        expect(page.get_by_role("columnheader", name="Meeting").first).to_be_visible()
        for gone in ("#narrow", "nav", ".foot"):
            expect(page.locator(gone).first).to_be_hidden()


def test_from_the_chat_to_a_ledger_to_the_words_in_the_paper(browser: Browser, address: str) -> None:
    with watched(browser, address) as page:
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
    with watched(browser, f"{address}ledger/gaps") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_text("Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Council")).to_be_focused()
        page.keyboard.type("Kel")
        page.keyboard.press("Tab")
        page.keyboard.type("December 2023")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}ledger/gaps?council=Kelsmouth&as_at=December+2023")
        expect(page.get_by_role("heading", level=2)).to_have_text(["Kelsmouth"])
        expect(page.get_by_label("As at")).to_have_value("December 2023")
        expect(page.locator(".searched")).to_contain_text("3 papers of Kelsmouth")
