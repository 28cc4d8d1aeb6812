"""The floor plan of the README, held by a test: which way imports point, and one door a library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STOREYS = ("ingest", "assistant", "evals")  # a storey may import itself and those before it
# The hops of the two spines. A hop knows the values and the small rooms beneath it, and no other hop: what passes from
# one to the next is handed over by the spine.
HOPS = {
    *(f"ingest.{room}" for room in ("read", "parse", "passages", "embed", "register", "vectors")),
    *(f"assistant.{room}" for room in ("understand", "retrieve", "choose", "compose", "verify", "render", "suggest")),
}
SPINES = (
    "ingest.store",
    "ingest.upkeep",
    "ingest.pipeline",
    "assistant.ask",
    "assistant.cli",
    "assistant.app",
    "evals.",
)
DOORS = {  # a heavy library comes in by these rooms only
    "chromadb": ("ingest.vectors",),
    "sqlite3": ("ingest.register",),
    "torch": ("ingest.embed",),
    "sentence_transformers": ("ingest.embed",),
    "onnx": ("ingest.embed",),
    "onnxruntime": ("ingest.embed",),
    "tokenizers": ("ingest.embed",),
    "pypdfium2": ("ingest.read.pdf",),
    "pdfplumber": ("ingest.read.pdf",),
    "docx": ("ingest.read.word", "ingest.word"),
    "selectolax": ("ingest.read.web_page",),
    "langchain_core": ("assistant.retrieve", "assistant.ask"),
    "gradio": ("assistant.app",),
    "fastapi": ("assistant.app",),
    "uvicorn": ("assistant.app",),
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for storey in STOREYS:
        for path in sorted((ROOT / storey).rglob("*.py")):
            room = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield room, ast.parse(path.read_text(encoding="utf-8"))


def _file(room: str) -> Path:
    """The file of a room: its own, or the door of its folder."""
    place = ROOT / Path(*room.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def imports() -> Iterator[tuple[str, str]]:
    """Every import, wherever it stands: one inside a function counts as much as one at the top."""
    for here, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{here} imports by a relative name"
                for alias in node.names:
                    module = f"{node.module}.{alias.name}"
                    yield here, module if _file(module).exists() else node.module or ""
            elif isinstance(node, ast.Import):
                yield from ((here, alias.name) for alias in node.names)


ALL = tuple(imports())


def test_imports_point_down() -> None:
    order = {storey: height for height, storey in enumerate(STOREYS)}
    upward = [(a, b) for a, b in ALL if order.get(b.split(".")[0], -1) > order[a.split(".")[0]]]
    assert not upward


@pytest.mark.parametrize("library", DOORS)
def test_a_heavy_library_has_one_door(library: str) -> None:
    users = {here for here, there in ALL if there.split(".")[0] == library}
    assert users, f"nobody uses {library} any more: take it out of the list and of pyproject.toml"
    assert not [here for here in users if not here.startswith(DOORS[library])]


def test_no_circles() -> None:
    graph: dict[str, set[str]] = {}
    for here, there in ALL:
        if there.split(".")[0] in STOREYS:
            graph.setdefault(here, set()).add(there)

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        for step in graph.get(start, ()):
            if step == goal or (step not in seen and reaches(step, goal, seen | {step})):
                return True
            seen.add(step)
        return False

    assert not [room for room in graph if reaches(room, room, set())]


def test_no_hop_uses_another_and_only_the_spines_use_hops() -> None:
    floors = {hop: hop.split(".")[0] for hop in HOPS}
    stray = [
        (here, there)
        for here, there in ALL
        if _room(there) in HOPS and floors[_room(there)] == here.split(".")[0] and _room(here) != _room(there)
        if not here.startswith(SPINES)
    ]
    assert not stray


def test_nothing_is_larger_than_a_person_can_hold() -> None:
    long_files, long_functions = [], []
    for here, tree in sources():
        if _file(here).read_text(encoding="utf-8").count("\n") > 300:
            long_files.append(here)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > 80:
                long_functions.append(f"{here}.{node.name}")
    assert not long_files
    assert not long_functions


def _room(module: str) -> str:
    """A room; of one that is a folder the folder, and of `render_html` its room, `render`."""
    return ".".join(module.split(".")[:2]).partition("_")[0]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
