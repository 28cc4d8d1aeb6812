"""The vector index: as good as exact search, filtered before it ranks, and damage noticed before it is opened."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ingest.allowed import Allowed, Entry, day_number
from ingest.errors import LibraryDamaged
from ingest.report import Access, Scope
from ingest.vectors import FOLDER, POINTER, Index, current, intact, publish, stamp

COUNT, DIMENSIONS = 3000, 64


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """Vectors in clusters, as papers' passages are; access and council go round."""
    random = np.random.default_rng(3)
    centres = random.standard_normal((50, DIMENSIONS))
    vectors = centres[random.integers(0, 50, COUNT)] + 0.9 * random.standard_normal((COUNT, DIMENSIONS))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [
        Entry(
            seq=row + 1,
            access=Access(row % 3),
            as_at=day_number(date(2020 + row % 5, 1, 1) if row % 7 else None),
            council="Ashby" if row % 2 else "Bexley",
            body="Cabinet",
            report=f"{row // 100}.txt",
            vector=vector.astype(np.float32),
        )
        for row, vector in enumerate(vectors)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> Path:
    folder = tmp_path_factory.mktemp("built")
    publish(folder, "library", COUNT, COUNT, entries)
    return folder


@pytest.fixture
def damaged(built: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def open_current(folder: Path) -> Index:
    generation = current(folder)
    assert generation is not None
    return Index(folder, generation)


SCOPES = [
    (Access.EXEMPT, Scope(), lambda entry: True),
    (Access.OPEN, Scope(), lambda entry: entry.access == 0),
    (
        Access.CONFIDENTIAL,
        Scope(council="Ashby", as_at=date(2022, 6, 1)),
        lambda entry: entry.access <= 1 and entry.council == "Ashby" and entry.as_at <= 20220601,
    ),
    (Access.EXEMPT, Scope(reports=("3.txt", "7.txt")), lambda entry: entry.report in {"3.txt", "7.txt"}),
    (Access.EXEMPT, Scope(body="Nobody"), lambda entry: False),
]


@pytest.mark.parametrize(("access", "scope", "allowed"), SCOPES)
def test_as_good_as_exact_search(
    built: Path, entries: list[Entry], access: Access, scope: Scope, allowed: Callable[[Entry], bool]
) -> None:
    within = [entry for entry in entries if allowed(entry)]
    index, random, recalls = open_current(built), np.random.default_rng(5), []
    for _ in range(50):
        query = entries[random.integers(COUNT)].vector + 0.1 * random.standard_normal(DIMENSIONS).astype(np.float32)
        query /= np.linalg.norm(query)
        exact = sorted(within, key=lambda entry: -float(entry.vector @ query))[:10]
        found = index.nearest(query, 10, Allowed(access, scope))
        assert {seq for seq, _ in found} <= {entry.seq for entry in within}
        assert [nearness for _, nearness in found] == sorted((nearness for _, nearness in found), reverse=True)
        recalls.append(len({seq for seq, _ in found} & {entry.seq for entry in exact}) / max(1, len(exact)))
    assert np.mean(recalls) >= 0.98 or not within


def graph(folder: Path, name: str) -> Path:
    (file,) = folder.glob(f"{FOLDER}/*/*/{name}")
    return file


def cut(folder: Path) -> None:
    file = graph(folder, "data_level0.bin")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(folder: Path) -> None:
    file = graph(folder, "data_level0.bin")
    content = bytearray(file.read_bytes())
    for place in np.random.default_rng(1).integers(0, len(content), 2000):
        content[place] ^= 0xFF
    file.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "graph deleted": lambda folder: shutil.rmtree(graph(folder, "header.bin").parent),
    "graph cut": cut,
    "bytes flipped": flip,
    "pickle deleted": lambda folder: graph(folder, "index_metadata.pickle").unlink(),
    "database deleted": lambda folder: next(folder.glob(f"{FOLDER}/*/chroma.sqlite3")).unlink(),
    "database spoiled": lambda folder: next(folder.glob(f"{FOLDER}/*/chroma.sqlite3")).write_bytes(b"x" * 9000),
    "file added": lambda folder: graph(folder, "header.bin").with_name("more.bin").write_bytes(b"x"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_noticed(damaged: Path, kind: str) -> None:
    DAMAGE[kind](damaged)
    with pytest.raises(LibraryDamaged):
        open_current(damaged)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"name": "x"}'])
def test_a_spoiled_pointer_points_nowhere(damaged: Path, content: str) -> None:
    (damaged / FOLDER / POINTER).write_text(content)
    assert current(damaged) is None


def test_another_library_s_index_is_told_by_its_vectors(built: Path, entries: list[Entry]) -> None:
    index = open_current(built)
    index.check({entry.seq: entry.vector for entry in entries[:20]})
    with pytest.raises(LibraryDamaged, match="not that of this library"):
        index.check({1: entries[5].vector})
    with pytest.raises(LibraryDamaged, match="not that of this library"):
        index.check({COUNT + 1: entries[5].vector})


def test_the_surroundings_cannot_send_vectors_elsewhere(
    built: Path, entries: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma reads a ".env" where it stands, and the environment; neither may turn it into a client of a server."""
    (tmp_path / ".env").write_text("CHROMA_SERVER_HOST=vectors.example\nCHROMA_SERVER_HTTP_PORT=80\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHROMA_API_IMPL", "chromadb.api.fastapi.FastAPI")
    monkeypatch.setenv("CHROMA_OTEL_COLLECTION_ENDPOINT", "http://traces.example")
    publish(tmp_path, "library", 10, 10, entries[:10])
    assert len(open_current(tmp_path).nearest(entries[0].vector, 50, Allowed(Access.EXEMPT))) == 10


def test_the_generation_before_stays_for_those_still_in_it(tmp_path: Path, entries: list[Entry]) -> None:
    stamps, names, readers = [stamp(tmp_path)], [], []
    for count in (10, 20, 30):
        publish(tmp_path, "library", count, count, entries[:count])
        stamps.append(stamp(tmp_path))
        readers.append(open_current(tmp_path))
        names.append(readers[-1].generation.name)
        assert len(readers[-1].nearest(entries[0].vector, 50, Allowed(Access.EXEMPT))) == count
    assert len(set(stamps)) == 4
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {POINTER, *names[1:]}
    assert len(readers[1].nearest(entries[0].vector, 50, Allowed(Access.EXEMPT))) == 20
    generation = current(tmp_path)
    assert generation is not None
    assert intact(tmp_path, generation)


def test_a_failed_build_leaves_the_one_before(tmp_path: Path, entries: list[Entry]) -> None:
    publish(tmp_path, "library", 10, 10, entries[:10])
    before = current(tmp_path)
    wrong = [*entries[:5], Entry(99, Access.OPEN, 0, "", "", "", np.zeros(3, np.float32))]
    with pytest.raises(LibraryDamaged, match="cannot be used"):
        publish(tmp_path, "library", 20, 6, wrong)
    assert current(tmp_path) == before
    assert open_current(tmp_path).nearest(entries[0].vector, 1, Allowed(Access.OPEN))[0][0] == 1


def test_too_few_for_an_index_leave_none(tmp_path: Path, entries: list[Entry]) -> None:
    publish(tmp_path, "library", 10, 10, entries[:10])
    publish(tmp_path, "library", 10, 1, entries[:1])
    assert current(tmp_path) is None
