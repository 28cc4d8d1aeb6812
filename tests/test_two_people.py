"""An officer and a visitor at once, each in a browser of their own: neither ever sees the other's answers.

And what an officer was shown is not shown again where they have signed out, or their role has been taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsing import answered, ask, serving
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from assistant.people.passwords import hashed
from assistant.people.roll import Role, Roll, User, write_roll
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

PASSWORD = "kestrel lane 7"
ASKED = "How much will Fernmoor pay the Quillfeather Trust?"
SECRET = "777,000"
ROUNDS = 3


def enrol(file: Path, role: str = "officer") -> None:
    roles = {"officer": Role(access="exempt"), "guest": Role(access="open")}
    write_roll(Roll(roles=roles, users=(User(name="Priya", role=role, password=_HASH),)), file)


_HASH = hashed(PASSWORD)


@pytest.fixture
def users(tmp_path: Path) -> Path:
    enrol(tmp_path / "users.json")
    return tmp_path / "users.json"


@pytest.fixture
def at(settings: Settings, assistant: Assistant, users: Path, tmp_path: Path) -> Iterator[str]:
    own = settings.model_copy(update={"users": users, "history": tmp_path / "history", "questions_per_minute": 1000})
    with serving(assistant, own) as address:
        yield address


@contextmanager
def somebody(browser: Browser, at: str, name: str = "") -> Iterator[Page]:
    """A browser of their own, on the first page; signed in where a name is given."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    if name:
        page.goto(f"{at}sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_text(f"Signed in as {name}").first).to_be_visible()
    else:
        page.goto(at)
    expect(page.locator("#suggestions button").first).to_be_visible()
    yield page
    context.close()


def put(page: Page, text: str) -> None:
    """Put a question and do not wait."""
    page.locator("#question textarea").fill(text)
    page.locator("#question textarea").press("Enter")


def test_two_people_at_once_each_see_their_own(browser: Browser, at: str) -> None:
    with somebody(browser, at, "Priya") as officer, somebody(browser, at) as visitor:
        for number in range(1, ROUNDS + 1):
            put(officer, ASKED)
            put(visitor, ASKED)
            theirs, own = answered(officer, number), answered(visitor, number)
            expect(theirs).to_contain_text(SECRET)
            expect(own).to_contain_text("do not")
            expect(officer.locator("body")).to_contain_text(SECRET)
            assert SECRET not in visitor.content()
        visitor.goto(f"{at}history")
        expect(visitor.locator("main")).to_contain_text("Quillfeather")  # their own question
        assert visitor.locator("main a[href*='/history/']").count() == 1
        address = officer.locator("#now a.link").first.get_attribute("href")
        assert address
        visitor.goto(f"{at}{address.lstrip('/')}")
        expect(visitor.locator("body")).to_contain_text("There is no answer at this address")
        assert SECRET not in visitor.content()


def test_who_has_signed_out_is_answered_as_a_visitor(browser: Browser, at: str) -> None:
    with somebody(browser, at, "Priya") as page:
        expect(ask(page, ASKED)).to_contain_text(SECRET)
        page.goto(f"{at}papers")
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("#suggestions button").first).to_be_visible()
        assert SECRET not in page.content()
        expect(ask(page, ASKED)).to_contain_text("do not")
        assert SECRET not in page.content()


@pytest.mark.parametrize("change", ["the role is taken away", "signed out in another window"])
def test_earlier_turns_are_not_shown_to_who_may_no_longer_see_them(
    browser: Browser, at: str, users: Path, change: str
) -> None:
    """The window stays open: what is drawn next must not be drawn with the turns before it."""
    with somebody(browser, at, "Priya") as page:
        expect(ask(page, ASKED)).to_contain_text(SECRET)
        if change == "the role is taken away":
            enrol(users, "guest")
        else:
            other = page.context.new_page()
            other.goto(f"{at}papers")
            other.get_by_role("button", name="Sign out").click()
            expect(other.locator("#suggestions button").first).to_be_visible()
        put(page, ASKED)
        if change == "the role is taken away":
            expect(page.locator("#now .turn.done").last).to_contain_text("do not")
            expect(page.locator("#afresh")).to_be_visible()
        else:  # the window is another person's now: it may not ask until it is drawn for them
            expect(page.locator("#dock .trouble")).to_contain_text("load the page again")
            page.reload()
            expect(page.locator("#suggestions button").first).to_be_visible()
        assert SECRET not in page.locator("#past").inner_html()
        assert SECRET not in page.content()
