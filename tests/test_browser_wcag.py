"""Everybody can use it: every page and state of the service, each held to all that `auditing` asks.

The library is that of the sample papers. What each page does is in the other browser tests.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from auditing import faults
from browsing import answered, ask, serving, visit
from kept_answers import kept
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.answer import Evidence, Query, State, Statement
from assistant.ask import Assistant
from assistant.compose import compose
from assistant.history import History
from assistant.ledger.kinds import LEDGERS
from assistant.people.passwords import hashed
from assistant.people.roll import Roll, User, write_roll
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

PASSWORD = "kestrel lane 7"
SPLIT = "What did the inspectors want us to do about brothers and sisters being split up?"
DECIDED = "What does the Board have to decide about the children's plan on 21 September 2021?"
SLOW = "When did the MASH open, and are health visitors there every day yet?"
OF_EACH_KIND = {
    State.ANSWERED: SPLIT,
    State.PARTIAL: "Which council has the lower average caseload at its latest report, Fernshire Moor or Kelsmouth?",
    State.CONFLICTING: "Do the papers agree on what day the improvement notice was issued?",
    State.FALSE_PREMISE: "When was Kelsmouth's improvement notice lifted?",
    State.NOT_IN_REPORTS: "How much was Dr Holloway paid a day for chairing the improvement board?",
    State.NOT_HELD: "What are the 18 actions in Kelsmouth's refreshed plan?",
}
PAPER = "2023-05-16 HWB Item 7 Childrens Improvement Plan Update.pdf"
arrived = threading.Event()  # until it is set the slow question has no answer


def unhurried(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
    """The composer, which waits where the question is the slow one."""
    if query.text == SLOW:
        arrived.wait(60)
    return compose(query, evidence)


@pytest.fixture(scope="module")
def own(sample: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("wcag")
    people = (User(name="Lena", role="librarian", password=hashed(PASSWORD)),)
    write_roll(Roll(users=people), folder / "users.json")
    return sample.model_copy(update={"history": folder / "history", "users": folder / "users.json"})


@pytest.fixture(scope="module")
def assistant(own: Settings) -> Iterator[Assistant]:
    opened = Assistant(own, composer=unhurried)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(browser: Browser, assistant: Assistant, own: Settings) -> Iterator[str]:
    with serving(assistant, own) as where:
        yield where


@contextmanager
def opened(browser: Browser, where: str) -> Iterator[Page]:
    """A page that is not the chat."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.goto(where)
        yield page
    finally:
        context.close()


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}sign-in")
    page.get_by_label("Name").fill("Lena")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_chat_from_the_first_visit_to_a_rating(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        assert faults(page) == []
        page.get_by_label("Paper", exact=True).click()
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press("Escape")
        turn = ask(page, DECIDED)
        assert faults(page) == []
        turn.locator(".note").first.click()
        expect(page.locator("#source mark").first).to_be_visible()
        assert faults(page) == []
        for fold in turn.locator("summary").all():
            fold.click()
        turn.get_by_role("button", name="Not helpful").click()
        expect(turn.locator(".why")).to_be_visible()
        turn.get_by_role("button", name="Edit").click()
        page.locator("#question textarea").fill("Why? " * 2000)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator("#problem [role=alert]")).to_be_visible()
        assert faults(page) == []


def test_the_chat_while_an_answer_is_on_its_way_and_stopped(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.locator("#question textarea").fill(SLOW)
        page.locator("#question textarea").press("Enter")
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        try:
            assert faults(page) == []
            page.get_by_role("button", name="Stop").click()
            expect(answered(page)).to_contain_text("You stopped this answer")
            assert faults(page) == []
        finally:
            arrived.set()


def test_the_chat_with_an_answer_of_each_kind(
    browser: Browser, address: str, assistant: Assistant, own: Settings
) -> None:
    """As a conversation gone on with; the last two kinds no sample question brings about, so their state is put."""
    with History(own.history, own.history_days) as history:
        for number, (state, text) in enumerate(OF_EACH_KIND.items(), start=1):
            one = kept(assistant, text, "person:lena", conversation="kinds", number=number)
            assert one.answer.state is state
            history.keep(one)
        for number, state in ((7, State.NEEDS_CLARIFYING), (8, State.OUT_OF_SCOPE)):
            put = replace(one.answer, state=state, suggestions=(SPLIT, DECIDED))
            history.keep(replace(one, id=f"put-{number}", number=number, answer=put))
    with opened(browser, address) as page:
        sign_in(page, address)
        page.goto(f"{address}?conversation=kinds")
        expect(page.locator(".turn")).to_have_count(8)
        assert faults(page) == []
        page.goto(f"{address}history/kinds")
        assert faults(page) == []
        page.goto(f"{address}answer/put-7")
        assert faults(page) == []


def test_where_nothing_is_held(browser: Browser, own: Settings, tmp_path: Path) -> None:
    nowhere = own.model_copy(update={"library": tmp_path / "none", "history": tmp_path / "history"})
    bare = Assistant(nowhere)
    with serving(bare, nowhere) as where, opened(browser, where) as page:
        expect(page.locator("#searching")).to_contain_text("No papers are held yet")
        assert faults(page) == []
        for name in ("papers", "ledger/tracker", "about"):
            page.goto(where + name)
            assert faults(page) == []
    bare.close()


@pytest.mark.parametrize(
    "where",
    [
        "papers?find=improvement",
        f"paper?report={PAPER}&find=board",
        "paper?report=none",
        "history",
        "api",
        "about",
        "accessibility",
        "nowhere",
        "ledger/tracker?council=Fernshire+Moor",
        *(f"ledger/{ledger.name}?council=Kelsmouth" for ledger in LEDGERS if ledger.name != "tracker"),
        "ledger/decisions?find=zeppelin",
        "ledger/gaps?as_at=1990",
        "handouts",
        f"briefing?report={PAPER}",
        "briefing",
        "pack?council=Kelsmouth",
        "comparison?council=Kelsmouth&then=2022&now=June+2025",
    ],
)
def test_a_page(browser: Browser, address: str, where: str) -> None:
    with opened(browser, address + where) as page:
        assert faults(page) == []


def test_signing_in_and_adding_and_removing_papers(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        sign_in(page, address, "not it")
        expect(page.get_by_role("alert")).to_be_visible()
        assert faults(page) == []
        sign_in(page, address)
        page.goto(f"{address}papers")
        page.get_by_label("Files to add").set_input_files(
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 and nothing else"}
        )
        assert faults(page) == []
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("#lines li")).to_contain_text("Not added:", timeout=60_000)
        assert faults(page) == []


def test_the_history_found_not_found_deleted(
    browser: Browser, address: str, assistant: Assistant, own: Settings
) -> None:
    with opened(browser, address) as page, History(own.history, own.history_days) as history:
        sign_in(page, address)
        history.keep(kept(assistant, SPLIT, "person:lena", conversation="one"))
        for shown in ("history", "history?find=brothers", "history?find=zeppelin"):
            page.goto(address + shown)
            assert faults(page) == []
        page.goto(f"{address}history/one")
        page.get_by_role("button", name="Delete this conversation").click()
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        assert faults(page) == []


def test_in_forced_colours_a_state_is_still_told(browser: Browser, address: str) -> None:
    """There grounds are the system's own, so that what is pressed, open or here has to differ by more than ours."""
    with visit(browser, address, forced_colors="active", reduced_motion="reduce") as page:
        turn = ask(page, DECIDED)
        note, helpful = turn.locator(".note").first, turn.get_by_role("button", name="Helpful", exact=True)
        before = [_drawn(note), _drawn(helpful)]
        note.click()
        helpful.click()
        expect(helpful).to_have_attribute("aria-pressed", "true")
        here = page.locator("#source .paragraph.here")
        page.mouse.move(1, 1)
        assert _drawn(note) != before[0]
        assert _drawn(helpful) != before[1]
        assert _drawn(here) != _drawn(page.locator("#source .paragraph:not(.here)").first)
        assert _drawn(here.locator("mark").first) != _drawn(here)


def _drawn(element: Locator) -> list[str]:
    told = "one => (s => [s.backgroundColor, s.borderLeftColor, s.color])(getComputedStyle(one))"
    return [str(each) for each in element.evaluate(told)]
