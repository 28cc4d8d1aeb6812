"""A real browser and a real server for the tests that look at pages.

Without Chromium such tests are skipped, or fail where PLAN_ASSISTANT_BROWSER is "required".
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from assistant.app.guard.connection import server_config
from assistant.app.serve import build_app
from assistant.ask import Assistant
from ingest.settings import Settings

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

# What the browser says of a page that is left, or loaded again, while something is still on its way to it.
LEFT_MID_WAY = ("AbortError", "Unexpected error Connection errored out.")


@contextmanager
def serving(assistant: Assistant, settings: Settings, port: int = 0) -> Iterator[str]:
    """The address of a server that runs until the block is left; on any free port where none is given."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        server = uvicorn.Server(server_config(build_app(assistant, settings)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive() and time.monotonic() < until, "the server did not start"
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = server.force_exit = True
            thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, until the block is left."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("PLAN_ASSISTANT_BROWSER") == "required":
            pytest.fail('PLAN_ASSISTANT_BROWSER is "required" and there is no program "chromium": install it.')
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        expect.set_options(timeout=15_000)
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


def violations(page: Page) -> list[str]:
    """What an accessibility check finds wrong on a page, of any impact."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page of a new visitor; at the end nothing was asked of another host, and the console has no error."""
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
        assert f"{where}/x" not in asked_for  # a picture that a hostile paper asks for
        left = [each for each in errors if not each.startswith(LEFT_MID_WAY)]
        assert not left, left
    finally:
        context.close()


@contextmanager
def visit(browser: Browser, address: str, query: str = "", **options: Any) -> Iterator[Page]:
    """The chat, ready to be asked. `query` is what the page's own address carries."""
    with watched(browser, address + query, **options) as page:
        expect(page.locator("#searching")).to_contain_text("Searching")
        expect(page.locator("#suggestions button").first).to_be_visible()
        yield page


def ask(page: Page, text: str, number: int = 1) -> Locator:
    """The turn of a question put by Enter, once its answer is whole."""
    page.locator("#question textarea").fill(text)
    page.locator("#question textarea").press("Enter")
    return answered(page, number)


def answered(page: Page, number: int = 1) -> Locator:
    turn = page.locator(f"#now #turn-{number}.done")
    expect(turn).to_be_visible()
    expect(page.locator("#afresh")).to_be_visible()
    return turn
