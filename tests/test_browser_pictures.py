"""The two pictures of the README, taken of the real page with the sample papers: at a desk and on a phone.

With PLAN_ASSISTANT_PICTURES set to a folder they are written there; set to tests/pictures, those of the README are
taken anew. Without it the same pages are drawn and looked at all the same.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ask, serving, visit
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

STANDING = "Is Fernshire Moor still under an improvement notice?"
KEPT = Path(__file__).parent / "pictures"
MOST = 150_000  # bytes; they are kept with the code


@pytest.fixture(scope="module")
def address(browser: Browser, sample: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = sample.model_copy(update={"history": tmp_path_factory.mktemp("pictures") / "history"})
    assistant = Assistant(own)
    with serving(assistant, own) as where:
        yield where
    assistant.close()


def taken(page: Page, name: str) -> None:
    """A picture of what stands in the window; few colours are enough, and keep it small."""
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    assert len(image.getcolors(image.width * image.height) or ()) > 50, "the page is blank"
    file = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    assert len(file.getvalue()) < MOST
    if folder := os.environ.get("PLAN_ASSISTANT_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_bytes(file.getvalue())


def test_at_a_desk_the_paper_stands_beside_the_answer(browser: Browser, address: str) -> None:
    with visit(browser, address, viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as page:
        turn = ask(page, STANDING)
        turn.locator(".note").first.click()
        for each in (turn.locator(".state"), turn.locator(".statement").first, page.locator("#source mark").first):
            expect(each).to_be_in_viewport()
        expect(page.get_by_label("Your question")).to_be_in_viewport()
        page.mouse.move(1, 1)
        taken(page, "desk.png")


def test_on_a_phone_the_answer_fills_the_window(browser: Browser, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with visit(browser, address, reduced_motion="reduce", **phone) as page:
        turn = ask(page, STANDING)
        for each in (turn.locator(".asked"), turn.locator(".state"), turn.locator(".statement").first):
            expect(each).to_be_in_viewport()
        taken(page, "phone.png")


@pytest.mark.parametrize("name", ["desk.png", "phone.png"])
def test_the_readme_shows_it_and_says_what_is_seen(name: str) -> None:
    readme = (KEPT.parents[1] / "README.md").read_text(encoding="utf-8")
    said = readme.partition(f"](tests/pictures/{name})")[0].rpartition("![")[2]
    assert len(said.split()) > 10
    assert 0 < (KEPT / name).stat().st_size < MOST
