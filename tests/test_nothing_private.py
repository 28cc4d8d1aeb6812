"""The program as it is started: what people tell it and what it is told to keep secret is nowhere but in its history.

Questions with planted telephone numbers, addresses and the like are asked, rated and made to fail; then the log, the
pages of errors, the chat's own settings and the exports are searched for every one of them.
"""

from __future__ import annotations

import html
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

import httpx
import pytest
from test_private import ALONE, SAID

from assistant.cli import main
from assistant.history import History, Rating, Reason
from ingest.settings import Settings

KEY, PASSWORD = "sk-planted-5f1e2d3c4b5a6978", "planted-Quagga-marmalade-71"
TOLD = [text for text, _ in ALONE] + [told for _, told, _ in SAID]
ASKED = [f"Who is accountable for {text}?" for text, _ in ALONE] + [text for text, _, _ in SAID]

PROGRAM = """
import sys
from assistant.ask import Assistant
from assistant.cli import main

answered = Assistant.trace

def trace(self, question):
    if question.text.endswith("breaks"):
        raise ValueError(f"a fault with {question.text} in it")
    return answered(self, question)

Assistant.trace = trace
sys.exit(main(["chat", "--port", "0"]))
"""


@pytest.fixture(scope="module")
def used(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str], Path]]:
    """The log of a service that has been used, every error it told, and the folder of its history."""
    folder = tmp_path_factory.mktemp("used")
    own = {
        "PLAN_ASSISTANT_LIBRARY": str(settings.library),
        "PLAN_ASSISTANT_HISTORY": str(folder / "history"),
        "PLAN_ASSISTANT_USERS": str(folder / "users.json"),
        "PLAN_ASSISTANT_QUESTIONS_PER_MINUTE": "10000",
        "COUNCIL_API_KEY": KEY,
    }
    environment = {**os.environ, **own}
    program = (sys.executable, "-m", "assistant", "users")
    words = (*program, "add", "Priya Nair", "--role", "officer", "--password-stdin")
    subprocess.run(words, input=f"{PASSWORD}\n", text=True, env=environment, check=True, capture_output=True)
    gave = subprocess.run(
        (*program, "token", "Priya Nair"), text=True, env=environment, check=True, capture_output=True
    )
    token = gave.stdout.split()[0]
    log = folder / "log"
    with log.open("w") as out:
        running = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=out, stderr=out, env=environment)
    try:
        address = _address(log, running)
        with History(folder / "history", 90) as history:
            told = _use(address, token, history)
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)
    yield log.read_text(encoding="utf-8"), [*told, token], folder / "history"


def _address(log: Path, running: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + 60
    while not (found := re.search(r"http://[\d.:]+", log.read_text(encoding="utf-8"))):
        assert running.poll() is None and time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    return found[0]


def _use(address: str, token: str, history: History) -> list[str]:
    """Ask, rate and go wrong with every planted text. Returns the bodies of all errors, and `/config`.

    The name of a paper, a ledger or a council that is not held is said back to whoever typed it, so none is typed here.
    """
    told: list[httpx.Response] = []
    signed_in = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, timeout=60, headers=signed_in) as client:
        for asked, planted in zip(ASKED, TOLD, strict=True):
            answer = client.post("/api/v1/ask", json={"question": asked, "keep": True})
            assert answer.status_code == 200, answer.text
            kept = re.search(r'"/answer/([^"]+)"', answer.text)
            assert kept
            history.rate(Rating(kept[1], "person:Priya Nair", False, Reason.OTHER, asked, datetime.now(UTC)))
            failing = {"question": f"{asked} breaks"}  # the server closes a connection on which the program failed
            told.append(client.post("/api/v1/ask", json=failing, headers={"Connection": "close"}))
            told.append(client.post("/api/v1/ask", json={"question": 7, planted: planted}))
            told.append(client.post("/api/v1/ask", content=f'{{"question": "{planted}'))
            told.append(client.post("/api/v1/ask", json={"question": "Who?", "as_at": "yesterday"}))
            told.append(client.post("/rate", json={"answer": planted, "helpful": planted, "words": planted}))
            told += [
                client.get(f"{place}{quote(planted, safe='')}")
                for place in ("/answer/", "/conversation/", "/history/", "/", "/api/v1/")
            ]
        assert told[0].status_code == 500
        errors = [each.text for each in told if each.status_code >= 400]
        assert len(errors) >= 10 * len(ASKED)
        form = {"name": "Priya Nair", "password": f"{PASSWORD}x"}
        errors.append(client.post("/sign-in", data=form, headers={"Origin": address}).text)
        return [*errors, client.get("/config").text, client.get("/gradio_api/info").text]


def found_in(text: str) -> list[str]:
    """What of all that was planted stands in a text, however it is written there."""
    plain = unquote(html.unescape(text))
    seen = f"{text}\n{plain}\n{plain.encode().decode('unicode_escape', 'replace')}".casefold()
    return [planted for planted in (*TOLD, KEY, PASSWORD) if planted.casefold() in seen]


def test_the_log_tells_of_the_faults_and_of_nobody(used: tuple[str, list[str], Path]) -> None:
    log, told, _ = used
    assert log.count("ValueError: a fault with") >= len(ASKED)
    assert "[telephone number]" in log
    assert found_in(log) == []
    assert told[-1] not in log  # the token


def test_errors_and_the_settings_of_the_chat_tell_nothing(used: tuple[str, list[str], Path]) -> None:
    _, (*told, token), _ = used
    assert [found for body in told for found in found_in(body)] == []
    assert not [body for body in told if token in body]


def test_exports_tell_nothing_unless_the_whole_is_asked_for(
    used: tuple[str, list[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = f"--history={used[2]}"
    out = tmp_path / "asked.jsonl"
    for words in (("--out", str(out)), ("--ratings",), ("--ratings", "--csv")):
        assert main(["history", *words, history, "--access", "exempt"]) == 0
        printed = capsys.readouterr().out
        assert found_in(printed) == []
    assert printed.count("[telephone number]") > 20
    text = out.read_text(encoding="utf-8")
    assert text.count("\n") == len(ASKED)
    assert found_in(text) == []
    assert "Priya" not in text
    assert main(["history", "--out", str(out), "--whole", history, "--access", "exempt"]) == 0
    assert set(TOLD) <= set(found_in(out.read_text(encoding="utf-8")))
