"""One person with many pages open: a browser opens no more than six connections to a service, and they share them."""

from __future__ import annotations

import pytest
from browsing import answered, serving
from playwright.sync_api import Browser, expect

from assistant.ask import Assistant
from ingest.settings import Settings

_TABS = 8


def test_many_pages_of_one_person_all_open_and_answer(
    assistant: Assistant, settings: Settings, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = settings.model_copy(update={"history": tmp_path_factory.mktemp("many")})
    with serving(assistant, own) as address:
        context = browser.new_context()
        pages, refused = [context.new_page() for _ in range(_TABS)], list[str]()
        for page in pages:
            page.on("response", lambda got: refused.append(f"{got.status} {got.url}") if got.status >= 400 else None)
            page.goto(address, wait_until="commit")
        for page in pages:
            expect(page.locator("#suggestions button").first).to_be_visible()
        for page in pages:
            page.locator("#question textarea").fill("What was decided?")
            page.locator("#question textarea").press("Enter")
            answered(page)
        context.close()
    assert refused == []
