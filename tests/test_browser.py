"""The chat as a visitor meets it: a real browser, a real server, a real library.

Every visit is held to two things besides its own: nothing is asked of any host but the server, and the browser's
console has no error. Without Chromium the tests are skipped, or fail where PLAN_ASSISTANT_BROWSER is "required".
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import papers
import pytest
from browsing import answered, ask, serving, visit
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.answer import Question
from assistant.ask import Assistant
from ingest.pipeline import ingest
from ingest.report import normalise
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

DISBANDED = "When was Fernmoor's Improvement Board disbanded?"
ADOPTED = "How many children were adopted?"
UNKNOWN = "Is Borchester's improvement notice still in force?"

HARM = "<script>window.harm=1</script><img src=x onerror=window.harm=2>"
PICTURE = "![x](http://198.51.100.1/x.png)"
HOSTILE = f"""REPORT TO: Health and Wellbeing Board

Date of Meeting: 9 July 2024

Report of: Bilal Khan, Director of Children's Services

Subject/Title: Kestrel Lane {HARM}{PICTURE} respite centre

1 Background

1.1 The Kestrel Lane respite centre {HARM}{PICTURE} opened in May 2024 with twelve beds.

1.2 <a href="javascript:window.harm=3">Read on</a> <style>body{{display:none}}</style> about Fernmoor Council.

2 Contact

Email: bilal.khan@fernmoor.gov.example
"""
HOSTILE_NAME = 'kestrel" onfocus="window.harm=4" autofocus="<b>.txt'
LATER = """REPORT TO: Scrutiny Committee

Date of Meeting: 5 November 2024

Subject/Title: Winter gritting routes

1 Background

1.1 Aldwick Borough Council will grit the Marrowby Pass twice a night.

2 Contact

Email: cora.finch@aldwick.gov.example
"""


@pytest.fixture(scope="module")
def address(browser: Browser, assistant: Assistant, settings: Settings) -> Iterator[str]:
    assistant.ask(Question(DISBANDED))  # the encoder is loaded once, before anyone waits for it
    with serving(assistant, settings) as where:
        yield where


@pytest.fixture(scope="module")
def growing(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Settings]]:
    """A server over a library of its own, with a hostile paper in it, and the settings to add to it."""
    folder = tmp_path_factory.mktemp("growing")
    settings = Settings(library=folder / "library", history=folder / "history")
    tally = ingest([papers.write(folder / "papers", {HOSTILE_NAME: HOSTILE})], settings, lambda _: None)
    assert not tally.failed
    assistant = Assistant(settings)
    with serving(assistant, settings) as where:
        yield where, settings
    assistant.close()


def cited(note: Locator) -> dict[str, str]:
    """What a note points at: report, para, quote."""
    return {name: values[0] for name, values in parse_qs(note.get_attribute("value") or "").items()}


def open_source(page: Page, note: Locator) -> Locator:
    note.click()
    source = page.locator("#source")
    expect(source.locator("mark").first).to_be_visible()
    return source


def choose_council(page: Page, council: str) -> None:
    page.get_by_label("Council", exact=True).click()
    page.get_by_role("option", name=council).click()


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until the element that has the focus is one of `selector`."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{key} never came to {selector}")


def test_a_first_visit_says_what_is_held_and_offers_questions(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        expect(page).to_have_title("plan-assistant")
        expect(page.locator("#held")).to_contain_text("3 papers of Aldwick and Fernmoor, 14 March 2023 to 9 July 2024")
        expect(page.locator("#shelf .papers .open")).to_have_count(3)
        expect(page.locator("body")).not_to_contain_text("Quillfeather")
        example = page.locator("#suggestions button:visible").first
        words = example.inner_text()
        assert words.endswith("?")
        example.click()
        turn = answered(page)
        expect(turn.locator(".asked")).to_contain_text(words)
        assert turn.locator(".note").count() >= 1


def test_every_statement_has_a_note_that_opens_the_words_it_relies_on(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        turn = ask(page, "What are the recommendations?")
        statements = turn.locator(".statement")
        assert statements.count() >= 2
        for statement in statements.all():
            note = statement.locator(".note").first
            source = open_source(page, note)
            expect(source.locator("h2")).to_be_focused()
            expect(note).to_have_attribute("aria-expanded", "true")
            marked = " ".join(source.locator(".paragraph.cited mark").all_inner_texts())
            assert normalise(marked) == normalise(cited(note)["quote"])
            assert normalise(marked) in normalise(statement.inner_text())
            source.locator(".close").click()
            expect(source).to_have_count(0)
            expect(note).to_be_focused()


def test_an_answer_arrives_statement_by_statement(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.evaluate(
            """() => {
                window.arrived = [];
                const count = () => window.arrived.push(document.querySelectorAll("#now .statement").length);
                new MutationObserver(count).observe(document.getElementById("now"), {childList: true, subtree: true});
            }"""
        )
        whole = ask(page, "What are the recommendations?").locator(".statement").count()
        arrived = [count for count in page.evaluate("() => window.arrived") if count]
        assert arrived == sorted(arrived)
        assert arrived[0] == 1 < whole == arrived[-1]


def test_the_source_can_be_walked_paragraph_by_paragraph(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        source = open_source(page, ask(page, DISBANDED).locator(".note").first)
        here = source.locator(".paragraph.here")
        expect(here).to_contain_text("disbanded on 6 February 2023")
        source.locator(".next").click()
        expect(here).to_contain_text("four objectives")
        source.locator(".previous").click()
        expect(here).to_contain_text("disbanded on 6 February 2023")


def test_everything_can_be_done_by_keyboard(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        press_until(page, "Tab", "#question textarea")
        page.keyboard.type(DISBANDED)
        page.keyboard.press("Enter")
        note = answered(page).locator(".note").first
        press_until(page, "Shift+Tab", ".note")
        page.keyboard.press("Enter")
        source = page.locator("#source")
        expect(source.locator("h2")).to_be_focused()
        page.keyboard.press("Escape")
        expect(source).to_have_count(0)
        expect(note).to_be_focused()
        page.keyboard.press("Enter")
        expect(source.locator("h2")).to_be_focused()
        press_until(page, "Shift+Tab", "#source .close")
        page.keyboard.press("Enter")
        expect(source).to_have_count(0)
        expect(note).to_be_focused()


def test_what_the_papers_do_not_say_is_said_with_what_was_searched(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        turn = ask(page, UNKNOWN)
        expect(turn.locator(".state")).to_have_text("Not in the papers held")
        expect(turn.locator(".statement")).to_contain_text("Borchester")
        expect(turn.locator(".searched")).to_be_visible()
        expect(turn.locator(".searched")).to_contain_text("3 papers of Aldwick and Fernmoor")
        expect(turn.locator(".note")).to_have_count(0)


def test_a_council_chosen_narrows_the_search_and_the_answer(browser: Browser, address: str) -> None:
    question = "What are the recommendations?"
    with visit(browser, address) as page:
        expect(page.locator("#searching")).to_contain_text("Searching all 3 papers.")
        everywhere = ask(page, question)
        assert {cited(note)["report"] for note in everywhere.locator(".note").all()} > {"aldwick-2023.txt"}
        choose_council(page, "Aldwick")
        expect(page.locator("#searching")).to_contain_text("Searching 1 of 3 papers.")
        expect(page.locator("#shelf .papers .open")).to_have_count(1)
        narrowed = ask(page, question, 2)
        assert {cited(note)["report"] for note in narrowed.locator(".note").all()} == {"aldwick-2023.txt"}
        expect(narrowed.locator(".searched")).to_contain_text("1 paper of Aldwick")


def test_a_follow_up_is_understood_from_what_was_asked_before(
    browser: Browser, address: str, assistant: Assistant
) -> None:
    before, follow_up = "How often does the Aldwick Improvement Board meet?", "And what are its recommendations?"
    alone = assistant.ask(Question(follow_up))
    assert {citation.ref.report for citation in alone.citations} > {"aldwick-2023.txt"}
    with visit(browser, address) as page:
        ask(page, before)
        turn = ask(page, follow_up, 2)
        assert {cited(note)["report"] for note in turn.locator(".note").all()} == {"aldwick-2023.txt"}
        expect(page.locator("#past #turn-1 .asked")).to_contain_text(before)
        page.locator("#afresh").click()
        expect(page.locator(".turn")).to_have_count(0)
        expect(page.locator(".welcome")).to_be_visible()


def test_a_question_that_cannot_be_asked_is_one_sentence_and_loses_nothing(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        problem, box = page.locator("#problem [role=alert]"), page.locator("#question textarea")
        page.locator("#ask").click()
        expect(problem).to_contain_text("no question yet")
        ask(page, ADOPTED)
        expect(problem).to_have_count(0)
        too_long = "Why? " * 2000
        box.fill(too_long)
        page.locator("#ask").click()
        expect(problem).to_contain_text("the most is 2,000")
        assert box.input_value() == too_long
        expect(page.locator("#now #turn-1 .asked")).to_contain_text(ADOPTED)
        expect(page.locator(".turn")).to_have_count(1)
        assert "Traceback" not in page.content()


def test_what_has_to_be_put_right_comes_into_sight(browser: Browser, address: str) -> None:
    with visit(browser, address, viewport={"width": 390, "height": 500}, reduced_motion="reduce") as page:
        ask(page, ADOPTED)
        box, problem = page.locator("#question textarea"), page.locator("#problem [role=alert]")
        box.fill("Why? " * 2000)
        page.evaluate("() => scrollTo(0, 0)")
        expect(box).not_to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(problem).to_be_in_viewport()


def test_a_hostile_paper_is_shown_as_its_words(browser: Browser, growing: tuple[str, Settings]) -> None:
    with visit(browser, growing[0]) as page:
        expect(page.locator("#shelf .open strong").filter(has_text=HARM)).to_be_visible()
        turn = ask(page, f"When did the Kestrel Lane respite centre open? {HARM}{PICTURE}")
        expect(turn.locator(".asked")).to_contain_text(HARM + PICTURE)
        expect(turn.locator(".answer")).to_contain_text(HARM)
        note = turn.locator(".note", has=page.locator("xpath=self::*[contains(@value, 'para=1.1')]")).first
        source = open_source(page, note)
        expect(source.locator("h2")).to_contain_text(HARM)
        expect(source.locator(".paragraph.cited")).to_contain_text(HARM)
        expect(source).to_contain_text("<style>body{display:none}</style>")
        expect(page.locator("#panes :is(script, img, style, iframe, b)")).to_have_count(0)
        links = page.locator("#panes a").evaluate_all("all => all.map((link) => link.href)")
        assert all(link.startswith(growing[0]) for link in links)
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)  # for a picture or a script that should not be there to do its work
        assert page.evaluate("() => window.harm === undefined")


def test_two_visitors_at_once_each_get_their_own_answer(browser: Browser, address: str) -> None:
    with visit(browser, address) as one, visit(browser, address) as other:
        one.locator("#question textarea").fill(DISBANDED)
        other.locator("#question textarea").fill(ADOPTED)
        one.locator("#question textarea").press("Enter")
        other.locator("#question textarea").press("Enter")
        first, second = answered(one), answered(other)
        expect(first.locator(".asked")).to_contain_text(DISBANDED)
        expect(first.locator(".answer")).to_contain_text("6 February 2023")
        expect(first.locator(".answer")).not_to_contain_text("28 children")
        expect(second.locator(".asked")).to_contain_text(ADOPTED)
        expect(second.locator(".answer")).to_contain_text("28 children")
        expect(one.locator(".turn")).to_have_count(1)
        expect(other.locator(".turn")).to_have_count(1)


def test_a_paper_added_meanwhile_is_found(browser: Browser, growing: tuple[str, Settings], tmp_path: Path) -> None:
    address, settings = growing
    question = "How often will the Marrowby Pass be gritted?"
    with visit(browser, address) as page:
        expect(page.locator("#held")).to_contain_text("1 paper of Fernmoor")
        expect(ask(page, question).locator(".state")).to_have_text("Not in the papers held")
        added = papers.write(tmp_path / "later", {"gritting.txt": LATER})
        command = [sys.executable, "-m", "assistant", "ingest", str(added), "--library", str(settings.library)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        turn = ask(page, question, 2)
        expect(turn.locator(".answer")).to_contain_text("twice a night")
        expect(page.locator("#held")).to_contain_text("2 papers of Aldwick and Fernmoor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_and_without_motion(browser: Browser, address: str, scheme: str) -> None:
    with visit(browser, address, color_scheme=scheme, reduced_motion="reduce") as page:
        source = open_source(page, ask(page, DISBANDED).locator(".note").first)
        ground = source.evaluate("element => getComputedStyle(element).backgroundColor.match(/\\d+/g).slice(0, 3)")
        assert (sum(map(int, ground)) < 3 * 128) == (scheme == "dark")
        moving = page.evaluate("() => document.getAnimations().filter(a => a.playState === 'running').length")
        assert moving == 0
