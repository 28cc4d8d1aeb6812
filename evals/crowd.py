"""`python -m evals.crowd`: many people asking at once over HTTP, as browsers do, and one in a real browser. Figures.

A server of its own is started over a library. Each person has their own cookie and session, opens the page, and asks
questions that carry a mark of theirs. What comes back is searched for the marks of others: an answer that reached the
wrong person is counted as mixed, one that never came as lost. Times run from the request to the first words of a
statement and to the whole answer. The browser's time runs from the Enter key to the first statement drawn.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import httpx
import psutil
from rich.console import Console
from rich.table import Table

_QUESTIONS = Path(__file__).parent / "questions_sample.jsonl"
_SECONDS = 120.0  # the longest wait for one answer
_STATEMENT = 'class=\\"statement\\"'  # as it stands in a message of the page
_WHOLE = "process_completed"
_AS_BROWSERS = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
_BUSY = ("queue_full", "Too many", "busy")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one person. Seconds are None where the words never came."""

    first: float | None  # until the first statement
    whole: float | None  # until the answer was whole
    mixed: bool = False  # another person's mark was in it
    busy: bool = False  # it was turned away because too many were waiting


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says of itself: where its ask event is, and how many values it takes."""

    event: int
    inputs: int


@contextmanager
def server(library: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A server over `library` until the block is left: its address and its process. Its limits are out of the way."""
    with tempfile.TemporaryDirectory() as history:
        environment = os.environ | {
            "PLAN_ASSISTANT_LIBRARY": str(library),
            "PLAN_ASSISTANT_HISTORY": history,
            "PLAN_ASSISTANT_QUESTIONS_PER_MINUTE": "1000000",
            "PLAN_ASSISTANT_QUESTIONS_PER_MINUTE_ADDRESS": "1000000",
            "COLUMNS": "200",
        }
        command = [sys.executable, "-u", "-m", "assistant", "chat", "--port", "0"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            if not found:
                raise SystemExit(f"The server did not start: {line.strip() or 'it said nothing'}")
            yield found[0], psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(20)


async def crowd(address: str, people: int, rounds: int, questions: Sequence[str]) -> list[Asked]:
    """`people` visitors, each of whom asks `rounds` questions, one after the other; all at the same time."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=_SECONDS, limits=limits) as client:
        page = await _page(client)
    visits = (_visit(address, page, number, people, rounds, questions) for number in range(people))
    return [asked for visit in await asyncio.gather(*visits) for asked in visit]


async def _page(client: httpx.AsyncClient) -> Page:
    config = (await client.get("/config")).json()
    ask = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "ask")
    events = (e for e in config["dependencies"] if [ask, "click"] in [list(t) for t in e["targets"]] and e["inputs"])
    event = next(events)
    return Page(event["id"], len(event["inputs"]))


async def _visit(
    address: str, page: Page, number: int, people: int, rounds: int, questions: Sequence[str]
) -> list[Asked]:
    async with httpx.AsyncClient(base_url=address, timeout=_SECONDS, headers=_AS_BROWSERS) as client:
        await client.get("/")  # brings the visitor's cookie
        session = secrets.token_hex(8)  # a session belongs to the visitor who began it
        return [
            await _ask(client, page, session, _marked(questions[(number + turn * 7) % len(questions)], number), number)
            for turn in range(rounds)
        ]


def _marked(question: str, number: int) -> str:
    return f"{question} mark{number:05}"


async def _ask(client: httpx.AsyncClient, page: Page, session: str, text: str, number: int) -> Asked:
    values: list[object] = [text, "", "", "Any date", "", None, ""]
    body = {"data": values[: page.inputs], "fn_index": page.event, "session_hash": session, "trigger_id": None}
    started = perf_counter()
    answer = await client.post("/gradio_api/queue/join", json=body)
    if answer.status_code != 200:
        return Asked(None, None, busy=answer.status_code in (429, 503))
    first: float | None = None
    mixed = False
    try:
        async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            async for line in stream.aiter_lines():
                mixed = mixed or _of_others(line, number)
                if first is None and _STATEMENT in line:
                    first = perf_counter() - started
                if _WHOLE in line:
                    told = json.loads(line.removeprefix("data: "))
                    busy = not told.get("success", True) and any(word in line for word in _BUSY)
                    return Asked(first, perf_counter() - started, mixed, busy)
    except httpx.HTTPError:
        return Asked(first, None, mixed)
    return Asked(first, None, mixed)


def _of_others(line: str, number: int) -> bool:
    return any(mark != f"{number:05}" for mark in re.findall(r"mark(\d{5})", line))


def in_a_browser(address: str, questions: Sequence[str]) -> list[float]:
    """Milliseconds from Enter to the first statement drawn, of each question; needs Chromium and Playwright."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address)
        page.locator("#suggestions button").first.wait_for()
        page.evaluate(_STOPWATCH)
        times = []
        for question in questions:
            box = page.get_by_label("Your question")
            box.fill(question)
            box.press("Enter")
            page.locator("body[data-drawn]").wait_for()
            times.append(float(page.locator("body").get_attribute("data-drawn") or "nan"))
            page.locator("#now .turn.done").wait_for()
            page.wait_for_timeout(700)  # nobody may have more than four questions in work
        browser.close()
    return times


_STOPWATCH = """() => {
  let pressed = 0;
  let before = "";
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      pressed = performance.now();
      before = document.querySelector("#now .turn")?.id;
      delete document.body.dataset.drawn;
    }
  }, true);
  new MutationObserver(() => {
    const turn = document.querySelector("#now .turn");
    if (!pressed || document.body.dataset.drawn || !turn || turn.id === before) return;
    if (!turn.querySelector(".statement")) return;
    requestAnimationFrame(() => { document.body.dataset.drawn ??= performance.now() - pressed; });
  }).observe(document.getElementById("now"), { childList: true, subtree: true });
}"""


def _percentiles(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return "–"
    return f"{median(seconds):.2f} / {quantiles(seconds, n=20)[18]:.2f}"


def main() -> int:
    """Start a server, send the crowd, print a table. 1 where an answer was lost or mixed."""
    parser = argparse.ArgumentParser(prog="python -m evals.crowd", description="Many people asking at once.")
    parser.add_argument("--library", type=Path, default=Path(".library"))
    parser.add_argument("--people", type=int, nargs="*", default=[1, 20, 50])
    parser.add_argument("--rounds", type=int, default=5, help="questions each person asks")
    options = parser.parse_args()
    if not (options.library / "register.sqlite3").is_file():
        parser.error(f"there is no library in {options.library}: make one with `plan-assistant ingest PATH…`")
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    table = Table("people", "questions", "first p50 / p95 s", "whole p50 / p95 s", "busy", "lost", "mixed", "MB")
    wrong = 0
    with server(options.library) as (address, process):
        asyncio.run(crowd(address, 1, 5, questions))  # whoever comes first waits for the encoder
        for people in options.people:
            asked = asyncio.run(crowd(address, people, options.rounds, questions))
            lost = sum(each.whole is None and not each.busy for each in asked)
            mixed = sum(each.mixed for each in asked)
            wrong += lost + mixed
            first = [each.first for each in asked if each.first is not None]
            whole = [each.whole for each in asked if each.whole is not None]
            busy = sum(each.busy for each in asked)
            memory = process.memory_info().rss / 2**20
            cells = (people, len(asked), _percentiles(first), _percentiles(whole), busy, lost, mixed, f"{memory:.0f}")
            table.add_row(*map(str, cells))
        drawn = in_a_browser(address, questions[:20])
    Console().print(table)
    if drawn:
        Console().print(
            f"In a browser, first statement drawn: p50 {median(drawn):.0f} ms, most {max(drawn):.0f} ms after Enter."
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
