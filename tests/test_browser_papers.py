"""The pages of papers in a real browser: found, searched, added with progress, removed and put back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browsing import serving, violations, watched
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")
GRITTING = "REPORT TO: Fernmoor Cabinet\n\nDate of Meeting: 4 March 2025\n\nSubject/Title: {}\n\n1 Roads\n\n1.1 {}\n"


@pytest.fixture
def address(browser: Browser, settings: Settings, tmp_path: Path) -> Iterator[str]:
    """A server on this machine alone, where whoever opens the page may manage papers."""
    shutil.copytree(settings.library, tmp_path / "library")
    own = Settings(library=tmp_path / "library", history=tmp_path / "history", visitors_may_add=True)
    assistant = Assistant(own)
    with serving(assistant, own) as where:
        yield where
    assistant.close()


def files(folder: Path) -> list[Path]:
    """Two papers, and one that is none."""
    folder.mkdir()
    (folder / "gritting.txt").write_text(GRITTING.format("Gritting", "Salt is stored at Ashford Road."))
    (folder / "mowing.txt").write_text(GRITTING.format("Mowing", "Verges are mown twice."))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    return sorted(folder.iterdir())


def check(page: Page) -> None:
    """Nothing for an accessibility check to find, wide and narrow, light and dark; and no scrolling sideways."""
    for scheme, width in (("light", 1280), ("dark", 390), ("light", 320)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 900})


def test_papers_are_added_with_progress_and_removed_and_put_back(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with watched(browser, f"{address}papers") as page:
        check(page)
        page.get_by_label("Files to add").set_input_files(files(tmp_path / "new"))
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Adding papers")
        expect(page.locator("#bar")).to_have_attribute("max", "3")
        check(page)
        expect(page.locator("#said")).to_have_text("Finished: 2 added, 1 not added.", timeout=60_000)
        expect(page.locator("#heard")).to_have_text("Finished: 2 added, 1 not added.")
        expect(page.locator("#bar")).to_have_js_property("value", 3)
        expect(page.locator("#lines li", has_text="broken.pdf")).to_contain_text("Not added:")
        check(page)
        page.get_by_role("link", name="gritting.txt").click()
        expect(page.locator(".paper")).to_contain_text("Salt is stored at Ashford Road.")
        page.goto(f"{address}papers")
        page.get_by_role("button", name="Remove gritting.txt").click()
        expect(page.locator("#removed")).to_contain_text("gritting.txt was removed.")
        expect(page.get_by_text("read from gritting.txt")).to_have_count(0)
        check(page)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#said")).to_have_text("Finished: 1 added.", timeout=60_000)
        page.get_by_role("link", name="Papers held").last.click()
        expect(page.get_by_text("read from gritting.txt")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_no_box_of_the_form_lies_over_another(browser: Browser, address: str, width: int) -> None:
    with watched(browser, f"{address}papers", viewport={"width": width, "height": 844}) as page:
        boxes = [box.bounding_box() for box in page.locator("main form.scope :is(input, select, button)").all()]
        assert len(boxes) == 6
        for at, one in enumerate(boxes):
            assert one is not None
            assert one["x"] >= 0
            assert one["x"] + one["width"] <= width
            for other in boxes[at + 1 :]:
                assert other is not None
                beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                assert beside or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        page.get_by_role("link", name="Add papers").click()
        expect(page.get_by_role("heading", name="Add papers")).to_be_in_viewport()


def test_by_keyboard_alone(browser: Browser, address: str, tmp_path: Path) -> None:
    """To a paper, to the words in it, back, and a paper removed and put back."""
    with watched(browser, f"{address}papers") as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        for _ in range(2):  # past the way to the form that adds
            page.keyboard.press("Tab")
        expect(page.get_by_label("Words inside the papers")).to_be_focused()
        page.keyboard.type("disbanded")
        page.keyboard.press("Enter")
        expect(page.locator(".counted")).to_contain_text("1 paragraph in 1 paper")
        page.get_by_role("link", name="para 3.1").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".paragraph.cited mark")).to_have_text("disbanded")
        expect(page.locator(".paragraph.cited")).to_be_in_viewport()
        page.get_by_role("link", name="All papers held").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Remove fernmoor-2023.txt").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#removed")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Undo: put fernmoor-2023.txt back")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("Finished: 1 added.", timeout=60_000)


def test_a_paper_and_what_is_found_in_it(browser: Browser, address: str) -> None:
    with watched(browser, f"{address}paper?report=fernmoor-2023.txt&find=board") as page:
        check(page)
        page.locator(".jumps a").last.click()
        expect(page.locator(".paragraph:target mark").first).to_be_in_viewport()
        page.get_by_text("Sections of this paper").click()
        page.locator(".contents a").last.click()
        expect(page.locator("h3:target")).to_be_in_viewport()
        check(page)
        page.goto(f"{address}papers?find=improvement")
        expect(page.locator(".passages mark").first).to_be_visible()
        check(page)


def test_without_script_papers_are_added_too(browser: Browser, address: str, tmp_path: Path) -> None:
    with watched(browser, f"{address}papers", java_script_enabled=False) as page:
        page.get_by_label("Files to add").set_input_files(files(tmp_path / "new"))
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Adding papers")
        for _ in range(120):
            if not page.get_by_role("link", name="See how far it is now").count():
                break
            page.wait_for_timeout(500)
            page.get_by_role("link", name="See how far it is now").click()
        expect(page.locator("#said")).to_have_text("Finished: 2 added, 1 not added.")


def test_a_pdf_opens_at_its_page_in_the_browser(browser: Browser, sample: Settings, tmp_path: Path) -> None:
    """The link says the page, and the file comes to be shown, not run: its kind is sure and its bytes are as given."""
    name = "2023-05-16 HWB Item 7 Childrens Improvement Plan Update.pdf"
    own = sample.model_copy(update={"history": tmp_path / "history"})
    assistant = Assistant(own)
    para = next(each.para for each in assistant.report(name).paragraphs if each.page == 2)
    with serving(assistant, own) as where, watched(browser, f"{where}papers") as page:
        page.goto(f"{where}paper?{urlencode({'report': name, 'para': para})}")
        link = page.get_by_role("link", name="Open the paper as published (page 2)")
        assert (link.get_attribute("href") or "").endswith(".pdf#page=2")
        given = page.request.get(f"{where}original?report={name}")
        assert given.headers["content-type"] == "application/pdf"
        assert given.headers["content-disposition"].startswith("inline")
        assert given.headers["x-content-type-options"] == "nosniff"
        assert given.body().startswith(b"%PDF-")
        check(page)
    assistant.close()
