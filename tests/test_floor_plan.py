"""The plan drawn in the README is the plan of the code.

Four things are held: a floor knows only the floors below it, a heavy library is let in by its own door, the hops of the
two spines do not know one another, and nothing has grown larger than a person can hold in mind.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
FLOORS = {"ingest": 0, "assistant": 1, "evals": 2}
LINES_IN_A_FILE, LINES_IN_A_FUNCTION = 300, 80

# A hop knows the values and the small rooms beneath it, and no other hop: the spine hands over what passes between.
HOPS = {
    "ingest": ("read", "parse", "passages", "embed", "register", "vectors"),
    "assistant": ("understand", "retrieve", "choose", "compose", "verify", "render", "suggest"),
}
SPINES = {"ingest": ("store", "upkeep", "pipeline"), "assistant": ("ask", "cli", "app", "wording", "papers")}
DOORS = {
    "chromadb": "ingest.vectors",
    "sqlite3": "ingest.register assistant.history",
    "argon2": "assistant.people",
    "limits": "assistant.app",
    "mcp": "assistant.mcp_server",
    "torch": "ingest.embed",
    "sentence_transformers": "ingest.embed",
    "onnx": "ingest.embed",
    "onnxruntime": "ingest.embed",
    "tokenizers": "ingest.embed",
    "pypdfium2": "ingest.read",
    "pdfplumber": "ingest.read",
    "docx": "ingest.read assistant.render_docx",
    "resvg_py": "assistant.render_docx_picture",
    "selectolax": "ingest.read",
    "langchain": "assistant.language.model",
    "openai": "assistant.language.model",
    "langchain_core": "assistant.retrieve assistant.ask assistant.language.model assistant.compose_reply",
    "gradio": "assistant.app",
    "fastapi": "assistant.app",
    "uvicorn": "assistant.app",
}


@dataclass(frozen=True, slots=True)
class Room:
    """One module. `whole` is its dotted name; `uses` every module it imports, at its top or inside a function."""

    whole: str
    lines: int
    uses: tuple[str, ...]
    functions: tuple[tuple[str, int], ...]  # name and lines

    @property
    def floor(self) -> str:
        return floor_of(self.whole)

    @property
    def name(self) -> str:
        return name_of(self.whole)


def floor_of(whole: str) -> str:
    return whole.partition(".")[0]


def name_of(whole: str) -> str:
    """ "read" of "ingest.read.pdf", "render" of "assistant.render_html": a folder or a family is one room."""
    return f"{whole}.".split(".")[1].partition("_")[0]


@cache
def rooms() -> tuple[Room, ...]:
    return tuple(_room(file) for floor in FLOORS for file in sorted(HOUSE.joinpath(floor).rglob("*.py")))


def _room(file: Path) -> Room:
    text = file.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return Room(
        ".".join(file.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__"),
        text.count("\n"),
        tuple(module for node in nodes for module in _used(node)),
        tuple((f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for f in functions),
    )


def _used(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    assert not node.level, "imports are by whole names here"
    wholes = [f"{node.module}.{alias.name}" for alias in node.names]
    return [whole if _is_room(whole) else node.module or "" for whole in wholes]


def _is_room(whole: str) -> bool:
    place = HOUSE.joinpath(*whole.split("."))
    return place.with_suffix(".py").is_file() or place.joinpath("__init__.py").is_file()


def test_a_floor_knows_only_the_floors_below_it() -> None:
    upward = [
        f"{room.whole} uses {used}"
        for room in rooms()
        for used in room.uses
        if FLOORS.get(floor_of(used), -1) > FLOORS[room.floor]
    ]
    assert not upward


@pytest.mark.parametrize("library", DOORS)
def test_a_heavy_library_is_let_in_by_its_own_door(library: str) -> None:
    users = {room.whole for room in rooms() if any(floor_of(used) == library for used in room.uses)}
    assert users, f"nobody uses {library} any more: take it out of this list and out of pyproject.toml"
    assert not [user for user in users if not user.startswith(tuple(DOORS[library].split()))]


def test_the_hops_do_not_know_one_another() -> None:
    stray = [
        f"{room.whole} uses {used}"
        for room in rooms()
        for used in room.uses
        if floor_of(used) == room.floor
        and name_of(used) in HOPS.get(room.floor, ())
        and room.name not in (name_of(used), *SPINES[room.floor])
    ]
    assert not stray


def test_no_room_uses_itself_by_way_of_others() -> None:
    uses = {room.whole: {used for used in room.uses if floor_of(used) in FLOORS} for room in rooms()}

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        waiting = list(uses[start])
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(uses.get(here, ()))
        return found

    assert not [whole for whole in uses if whole in reached(whole)]


def test_nothing_is_larger_than_a_person_can_hold_in_mind() -> None:
    assert not [(room.whole, room.lines) for room in rooms() if room.lines > LINES_IN_A_FILE]
    assert not [(room.whole, f) for room in rooms() for f in room.functions if f[1] > LINES_IN_A_FUNCTION]
