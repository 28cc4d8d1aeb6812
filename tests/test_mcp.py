"""The MCP server, started as people start it and asked by the protocol's own client; the same answers as other ways."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx
import pytest
from browsing import serving
from mcp import Client, StdioServerParameters

from assistant.app.api import PLACE
from assistant.app.doors.door import Door
from assistant.ask import Assistant
from assistant.cli import main
from assistant.mcp_server import build_server
from ingest.pipeline import ingest
from ingest.report import Access
from ingest.settings import Settings

TOOLS = {"ask", "search", "get_paragraph", "list_papers", "tracker", "decisions", "gaps"}
ASKED = "Who is accountable for the improvement plan?"
EXEMPT = re.compile("quillfeather|777,000|exempt-2024", re.IGNORECASE)

Given = TypeVar("Given")


def command(library: Path, *words: str) -> StdioServerParameters:
    """The command as a client's file of settings has it; no network, as for every test."""
    env = {name: os.environ[name] for name in ("PYTHONPATH", "PLAN_ASSISTANT_CACHE") if name in os.environ}
    arguments = ["-m", "assistant", "mcp", "--library", str(library), *words]
    return StdioServerParameters(command=sys.executable, args=arguments, env=env)


@asynccontextmanager
async def speaking(server: StdioServerParameters, mode: str = "auto") -> AsyncIterator[Client]:
    async with Client(server, read_timeout_seconds=60, mode=mode) as client:  # type: ignore[arg-type]
        yield client


def spoken(server: StdioServerParameters, talk: Callable[[Client], Awaitable[Given]], mode: str = "auto") -> Given:
    """What a talk with a fresh server gives."""

    async def whole() -> Given:
        async with speaking(server, mode) as client:
            return await talk(client)

    return anyio.run(whole)


async def given(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    """A tool's structured result, which its text says too."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]
    return result.structured_content


async def refused(client: Client, tool: str, **arguments: object) -> str:
    """The sentence of a tool's error."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return str(result.content[0].text)  # type: ignore[union-attr]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_say_what_they_do_and_that_they_only_read(settings: Settings, mode: str) -> None:
    """By the newest protocol, and by the older one that most programs still speak."""

    async def talk(client: Client) -> None:
        assert client.instructions and "nothing else" in client.instructions and "`printed`" in client.instructions
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        for tool in tools:
            assert tool.description and tool.title and tool.output_schema
            assert tool.annotations and tool.annotations.read_only_hint and not tool.annotations.open_world_hint
            for name, field in tool.input_schema.get("properties", {}).items():
                assert field.get("description"), f"{tool.name}: {name}"
                assert field.get("type"), f"{tool.name}: {name}"
        assert (await given(client, "ask", question=ASKED))["state"] == "answered"

    spoken(command(settings.library), talk, mode)


def test_only_asking_may_reach_another_service_and_only_where_a_model_is_set(settings: Settings) -> None:
    def open_ended(changed: Settings) -> set[str]:
        with closing(Assistant(changed)) as assistant:
            tools = asyncio.run(build_server(Door(assistant, changed), Access.OPEN).list_tools())
        return {tool.name for tool in tools if tool.annotations and tool.annotations.open_world_hint}

    assert open_ended(settings) == set()
    assert open_ended(settings.model_copy(update={"model": "openai:any"})) == {"ask"}


def test_each_tool_answers_with_the_ids_of_the_pages(settings: Settings) -> None:
    async def talk(client: Client) -> None:
        answer = await given(client, "ask", question=ASKED, council="Fernmoor")
        note = answer["citations"][0]
        assert (note["report"], note["para"]) == ("fernmoor-2024.txt", "1.1")
        assert note["printed"] == "Fernmoor, Health and Wellbeing Board, 9 July 2024, para 1.1"
        assert answer["as_at"] == "2024-07-09"
        read = await given(client, "get_paragraph", report=note["report"], para=note["para"])
        assert note["quote"] in read["text"]
        found = await given(client, "search", words="accountable body", limit=2)
        assert next(p["para"] for p in found["paragraphs"]) == "1.1" and len(found["paragraphs"]) == 2
        papers = (await given(client, "list_papers"))["papers"]
        assert [paper["report"] for paper in papers] == ["fernmoor-2024.txt", "aldwick-2023.txt", "fernmoor-2023.txt"]
        follow = await given(client, "ask", question="And who chairs it?", history=["What is the Aldwick Board?"])
        assert follow["reading"]

    spoken(command(settings.library), talk)


def test_a_ledger_is_read_in_pieces_each_row_with_its_address(
    sample: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async def talk(client: Client) -> dict[str, list[dict[str, Any]]]:
        whole: dict[str, list[dict[str, Any]]] = {}
        for name in ("tracker", "decisions", "gaps"):
            rows: list[dict[str, Any]] = []
            while True:
                part = await given(client, name, skip=len(rows), limit=20)
                rows += part["rows"]
                assert part["rows"] and len(part["rows"]) <= 20
                if len(rows) >= part["total"]:
                    break
            whole[name] = rows
        of_year = await given(client, "tracker", inspection="2021")
        assert of_year["rows"] and all("2021" in row["inspection"] for row in of_year["rows"])
        return whole

    for name, rows in spoken(command(sample.library), talk).items():
        assert main([name, "--json", "--library", str(sample.library)]) == 0
        assert all(row.pop("printed") for row in rows)
        assert rows == json.loads(capsys.readouterr().out)["rows"]


def test_faults_are_told_in_a_sentence(settings: Settings) -> None:
    async def talk(client: Client) -> None:
        assert "is not a date" in await refused(client, "ask", question=ASKED, as_at="31 June 2024")
        assert 'No paper of "Zanzibar" is held' in await refused(client, "gaps", council="Zanzibar")
        assert "is empty" in await refused(client, "ask", question=" ")
        assert "2,001 characters" in await refused(client, "ask", question="x" * 2001)
        assert 'no paragraph "9.9"' in await refused(client, "get_paragraph", report="fernmoor-2024.txt", para="9.9")
        assert "limit" in await refused(client, "search", words="plan", limit=0)
        assert "unknown" in (await refused(client, "remove")).lower()

    spoken(command(settings.library), talk)


def test_without_a_library_it_starts_and_each_tool_says_what_to_do(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "none"

    async def talk(client: Client) -> None:
        arguments: dict[str, dict[str, object]] = {
            "ask": {"question": ASKED},
            "search": {"words": "plan"},
            "get_paragraph": {"report": "a", "para": "1"},
        }
        for tool in sorted(TOOLS):
            said = await refused(client, tool, **arguments.get(tool, {}))
            assert "plan-assistant ingest" in said and str(folder) in said, said
        paper = tmp_path / "paper.txt"
        paper.write_text(
            "REPORT TO: Cabinet\n\nDate of Meeting: 9 July 2024\n\n1 Summary\n\n1.1 Aldwick Council met.\n"
        )
        await anyio.to_thread.run_sync(lambda: ingest([paper], settings.model_copy(update={"library": folder})))
        assert len((await given(client, "list_papers"))["papers"]) == 1, "a library made meanwhile is found"

    spoken(command(folder), talk)


@pytest.mark.parametrize(("level", "seen"), [("open", False), ("confidential", False), ("exempt", True)])
def test_what_is_exempt_is_for_those_it_was_started_for(settings: Settings, level: str, seen: bool) -> None:
    async def talk(client: Client) -> list[str]:
        told = [json.dumps(await given(client, name)) for name in ("list_papers", "tracker", "decisions", "gaps")]
        told.append(json.dumps(await given(client, "search", words="contract residential home", limit=40)))
        answer = await given(client, "ask", question="What does the contract for the residential home cost?")
        told.append(json.dumps({name: value for name, value in answer.items() if name not in ("question", "reading")}))
        if not seen:
            there = await refused(client, "get_paragraph", report="exempt-2024.txt", para="1.1")
            nowhere = await refused(client, "get_paragraph", report="nowhere-2024.txt", para="1.1")
            assert there.replace("exempt-2024.txt", "") == nowhere.replace("nowhere-2024.txt", "")
        return told

    told = spoken(command(settings.library, "--access", level), talk)
    assert any(map(EXEMPT.search, told)) is seen


def test_page_terminal_and_protocol_say_the_same(
    settings: Settings, assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = (
        ASKED,
        "Was the Improvement Board disbanded?",
        "What was the Board asked to do in July 2024?",
        "What will Fernmoor Council pay the Quillfeather Trust?",
        "What is the weather on the moon?",
    )

    async def talk(client: Client) -> list[dict[str, Any]]:
        return [await given(client, "ask", question=question) for question in questions]

    by_protocol = spoken(command(settings.library), talk)
    own = settings.model_copy(update={"history": tmp_path / "history"})
    with serving(assistant, own) as at, httpx.Client(timeout=30) as client:
        by_api = [client.post(f"{at.rstrip('/')}{PLACE}/ask", json={"question": q}).json() for q in questions]
    for question, one, other in zip(questions, by_protocol, by_api, strict=True):
        assert main(["ask", question, "--json", "--library", str(settings.library)]) == 0
        line = json.loads(capsys.readouterr().out)
        assert {name: other[name] for name in one} == one
        for name in ("state", "abstained", "answer"):
            assert one[name] == line[name]
        assert [{n: c[n] for n in ("report", "para", "quote")} for c in one["citations"]] == line["citations"]


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


@contextmanager
def started(library: Path, *lines: dict[str, object]) -> Iterator[subprocess.Popen[str]]:
    """The command with these lines sent to it, and nothing between us and what it writes."""
    server = command(library)
    with subprocess.Popen(
        [server.command, *server.args],
        env={**os.environ, **(server.env or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        process.stdin.writelines(json.dumps(line) + "\n" for line in lines)
        process.stdin.flush()
        yield process


def test_standard_output_carries_the_protocol_alone(settings: Settings) -> None:
    question = {"name": "ask", "arguments": {"question": "What of the secret elephants?"}}
    asked = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": question}
    with started(settings.library, HELLO, READY, asked) as process:
        assert process.stdin and process.stdout and process.stderr
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        rest, log = process.stdout.read(), process.stderr.read()
        assert process.wait(20) == 0, "it ends when the program it serves leaves"
    assert [answer["id"] for answer in answers] == [1, 2]
    assert rest == ""
    assert "elephants" not in log, "a question never stands in the log"


def test_it_stops_when_it_is_interrupted(settings: Settings) -> None:
    with started(settings.library, HELLO) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["id"] == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (130, -signal.SIGINT)
        assert "Traceback" not in process.stderr.read()


def test_the_chat_is_not_loaded_for_it() -> None:
    told = "import sys, assistant.mcp_server; print([n for n in ('gradio', 'fastapi', 'torch') if n in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", told], text=True).strip() == "[]"
