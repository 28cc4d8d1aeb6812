"""The library as a whole: one writer, readers that keep up, and an index that may be behind, gone or damaged."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from made import DIMENSIONS, ENCODER, embedded, library, paper, put, reader, vector
from test_vectors import DAMAGE

from ingest import vectors
from ingest.errors import (
    LibraryBusy,
    LibraryEmpty,
    LibraryError,
    LibraryMissing,
    NotHeld,
    PlanAssistantError,
    StoreMismatch,
)
from ingest.lock import writing
from ingest.passages import passages
from ingest.report import Access, Ref
from ingest.store import Reader, Store

PAPERS = [paper(f"{number}.txt", [f"words {number} {order}" for order in range(10)]) for number in range(10)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return library(tmp_path / "library", *PAPERS)


def nearest(held: Reader, name: str, para: str) -> list[Ref]:
    report = next(report for report in PAPERS if report.name == name)
    return [hit.ref for hit in held.dense(embedded(report, para), 1)]


def finds_all(held: Reader) -> bool:
    return all(
        nearest(held, report.name, paragraph.para) == [Ref(report.name, paragraph.para)]
        for report in PAPERS
        for paragraph in report.paragraphs
    )


def test_one_writer_and_the_other_is_told_whom_to_wait_for(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from ingest.store import Store\n"
        "with Store(Path(sys.argv[1]), 'e', 4): print('open', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "library")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LibraryBusy, match=rf"number {holder.pid}\b"):
            Store(tmp_path / "library", "e", 4)
        assert holder.poll() is None, "the refusal did not wait for the holder to end"
        holder.kill()
        holder.wait()
    with Store(tmp_path / "library", "e", 4), pytest.raises(LibraryBusy, match=rf"number {os.getpid()}\b"):
        Store(tmp_path / "library", "e", 4)  # nor two in one process
    with Store(tmp_path / "library", "e", 4) as store:
        assert store.held() == {}


def test_whether_somebody_is_writing_is_told_without_standing_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    assert writing(folder) is None
    with Store(folder, "e", 4):
        assert writing(folder) == os.getpid()
    assert writing(folder) is None
    (folder / "writer.pid").write_text("1\n")  # left by a process that was killed
    assert writing(folder) is None
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            writing(folder)

    with ThreadPoolExecutor(2) as pool:
        looks = [pool.submit(look) for _ in range(2)]
        try:
            for _ in range(60):
                Store(folder, "e", 4).close()  # never refused
        finally:
            stop.set()
        assert [done.result() for done in looks] == [None, None]


def test_a_paper_is_found_the_moment_it_is_put(folder: Path) -> None:
    """Newer than the index, replaced, removed: a running reader is right after every step, and after a new index."""
    first, second, third = (paper("new.txt", [f"{word} otters"] * 2) for word in ("first", "second", "third"))
    with closing(reader(folder)) as held, Store(folder, ENCODER, DIMENSIONS) as store:
        for report, before in ((first, None), (second, first), (third, second)):
            put(store, report)
            assert held.dense(embedded(report, "1"), 1)[0].score == pytest.approx(1, abs=1e-5)
            assert held.lexical(["otters"], 9)[0].ref.report == "new.txt"
            assert held.report("new.txt") == report
            if before:
                assert held.dense(embedded(before, "1"), 1)[0].score < 0.99
        store.remove(["new.txt", "3.txt"])
        assert {hit.ref.report for hit in held.dense(embedded(third, "1"), 100)} == {
            report.name for report in PAPERS if report.name != "3.txt"
        }
        assert not held.lexical(["otters"], 9)
        with pytest.raises(NotHeld):
            held.header("3.txt")
        generation = vectors.current(folder)
        store.commit()
        assert vectors.current(folder) != generation
        assert len(held.dense(embedded(third, "1"), 200)) == 90


def test_an_index_of_which_nothing_is_left_is_not_damaged(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Every paper has been replaced since: the index gives nothing, the register everything."""
    with closing(reader(folder)), Store(folder, ENCODER, DIMENSIONS) as store:
        for report in PAPERS:
            put(store, paper(report.name, ["other words"]))
        with closing(reader(folder)) as held:
            assert len(held.dense(vector("other words"), 50)) == 10
    assert not caplog.text


def test_what_is_gone_or_in_many_parts_takes_no_place_from_the_rest(folder: Path) -> None:
    """The nearest forty entries of the index are of a paper that has been replaced: the nearest that are held count."""
    target = vector("target")
    crowd = paper("crowd.txt", [f"crowd {number}" for number in range(40)])
    near = np.stack([target + 0.01 * vector(f"{number}") for number in range(40)])
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    with Store(folder, ENCODER, DIMENSIONS) as store, closing(reader(folder)) as held:
        store.put(crowd, passages(crowd), near)
        store.commit()
        assert {hit.ref.report for hit in held.dense(target, 40)} == {"crowd.txt"}
        put(store, paper("crowd.txt", ["other words"]))
        by_score = [
            (float(embedded(report, p.para) @ target), report.name, p.para)
            for report in PAPERS
            for p in report.paragraphs
        ]
        found = held.dense(target, 3)
        assert [(hit.ref.report, hit.ref.para) for hit in found] == [
            (name, para) for _, name, para in sorted(by_score)[:-4:-1]
        ]


def test_an_index_is_built_only_when_enough_has_changed(folder: Path) -> None:
    generations = [vectors.current(folder)]
    for count in (5, 5, 5):  # passages; the index holds 100
        with Store(folder, ENCODER, DIMENSIONS) as store:
            put(store, paper(f"more {len(generations)}.txt", ["more"] * count))
            store.commit()
        generations.append(vectors.current(folder))
    assert generations[0] == generations[1] == generations[2] != generations[3]


def test_many_threads_while_papers_come_and_go(folder: Path) -> None:
    """Every answer is of one state of the library: the paper that changes has 3 paragraphs of one version."""
    with closing(reader(folder)) as held, ThreadPoolExecutor(8) as pool, Store(folder, ENCODER, DIMENSIONS) as store:
        put(store, paper("turning.txt", ["version0"] * 3))

        def look(number: int) -> tuple[set[str], bool]:
            texts = {paragraph.text.split()[-1] for paragraph in held.report("turning.txt").paragraphs}
            report = PAPERS[number % 10]
            return texts, nearest(held, report.name, "4") == [Ref(report.name, "4")]

        looks = [pool.submit(look, number) for number in range(300)]
        for version in range(1, 25):
            put(store, paper("turning.txt", [f"version{version}"] * 3))
            if version % 8 == 0:
                put(store, paper(f"bulk {version}.txt", [f"bulk {version} {order}" for order in range(40)]))
                store.commit()
        seen = [done.result() for done in looks]
    assert all(len(texts) == 1 for texts, _ in seen)
    assert all(right for _, right in seen)


@pytest.mark.parametrize("kind", ["index deleted", *DAMAGE])
def test_a_damaged_index_is_rebuilt_at_opening(folder: Path, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    (DAMAGE | {"index deleted": lambda folder: shutil.rmtree(folder / vectors.FOLDER)})[kind](folder)
    with caplog.at_level(logging.WARNING), closing(reader(folder)) as held:
        assert finds_all(held)
    assert "Building the vector index" in caplog.text
    generation = vectors.current(folder)
    assert generation is not None
    assert vectors.intact(folder, generation)
    caplog.clear()
    with caplog.at_level(logging.WARNING), closing(reader(folder)) as held:
        assert finds_all(held)
    assert not caplog.text


@pytest.mark.parametrize("kind", ["bytes flipped", "pickle deleted"])
def test_a_damaged_index_that_cannot_be_rebuilt_is_done_without(
    folder: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    DAMAGE[kind](folder)
    with Store(folder, ENCODER, DIMENSIONS) as store, closing(reader(folder)) as held:  # the lock is taken
        assert finds_all(held)
        assert "every passage is searched" in caplog.text
        store.commit()  # a run in which nothing is new mends it all the same
        caplog.clear()
        assert finds_all(held)
    assert not caplog.text


def test_an_index_deleted_under_a_running_reader(folder: Path) -> None:
    with closing(reader(folder)) as held:
        assert finds_all(held)
        shutil.rmtree(folder / vectors.FOLDER)
        assert finds_all(held)
        library(folder)
        assert finds_all(held)


def test_an_index_of_a_later_copy_is_not_believed(folder: Path, tmp_path: Path) -> None:
    """The register was put back from a copy; the index is newer than it, and its numbers mean other passages."""
    shutil.copytree(folder, tmp_path / "backup")
    library(folder, *(paper(f"late {number}.txt", ["late words"] * 10) for number in range(5)))
    for file in folder.glob("register.sqlite3*"):
        file.unlink()
    shutil.copy(tmp_path / "backup" / "register.sqlite3", folder)
    with closing(reader(folder)) as held:
        assert finds_all(held)
        assert len(held.dense(vector("late words"), 500)) == 100


def test_another_model_is_refused_and_nothing_changes(folder: Path) -> None:
    before = (folder / "register.sqlite3").read_bytes()
    for refused in (lambda: Store(folder, "other-384-cls", 384), lambda: Reader(folder, Access.OPEN, "other-384-cls")):
        with pytest.raises(StoreMismatch, match=rf"{ENCODER}.*other-384-cls.*PLAN_ASSISTANT_ENCODER"):
            refused()
    assert (folder / "register.sqlite3").read_bytes() == before
    with closing(Reader(folder, Access.OPEN)) as held:  # who asks for no vectors needs no model
        assert len(held.cards()) == 10


def file_there(place: Path) -> None:
    place.write_text("a file")


def other_things(place: Path) -> None:
    place.mkdir()
    (place / "holiday.jpg").write_text("x")


WRONG_PLACES = [(lambda place: None, "There is no library"), (lambda place: place.mkdir(), "There is no library")]


@pytest.mark.parametrize(
    ("prepare", "words"),
    [*WRONG_PLACES, (file_there, "is a file, not the folder"), (other_things, "There is no library")],
)
def test_a_place_without_a_library_is_named(tmp_path: Path, prepare: Callable[[Path], object], words: str) -> None:
    place = tmp_path / "place"
    prepare(place)
    before = sorted(tmp_path.rglob("*"))
    for opened in (lambda: Reader(place, Access.OPEN), lambda: Store(place)):
        with pytest.raises(LibraryMissing, match=words):
            opened()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("prepare", "words"), [(file_there, "is a file"), (other_things, r"holds other things \(hol")])
def test_no_library_is_made_of_something_else(tmp_path: Path, prepare: Callable[[Path], object], words: str) -> None:
    prepare(tmp_path / "place")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(LibraryError, match=words):
        Store(tmp_path / "place", ENCODER, DIMENSIONS)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_library_with_nothing_to_see_is_empty(tmp_path: Path) -> None:
    folder = library(tmp_path / "library")
    with pytest.raises(LibraryEmpty):
        reader(folder)
    library(folder, paper("secret.txt", ["words"], access=[Access.EXEMPT]))
    with pytest.raises(LibraryEmpty):
        reader(folder)
    with closing(reader(folder, Access.EXEMPT)) as held:
        assert [card.name for card in held.cards()] == ["secret.txt"]


def test_a_library_whose_making_was_cut_off_is_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for name in ("writer.lock", "writer.pid", "writer.sign", "register.sqlite3.part", "register.sqlite3.part-wal"):
        (folder / name).write_bytes(b"half")
    with pytest.raises(LibraryMissing):
        reader(folder)
    with closing(reader(library(folder, *PAPERS))) as held:
        assert len(held.cards()) == 10


def test_a_question_s_vector_must_be_one(folder: Path) -> None:
    with closing(reader(folder)) as held:
        assert held.dense(vector("x"), 0) == ()
        for wrong in (vector("x")[:3], vector("x") * float("nan")):
            with pytest.raises(ValueError, match="no vector of 16 finite numbers"):
                held.dense(wrong, 1)
        assert finds_all(held)


def test_vectors_that_do_not_fit_are_refused(folder: Path) -> None:
    with Store(folder, ENCODER, DIMENSIONS) as store, pytest.raises(ValueError, match="vectors of shape"):
        store.put(PAPERS[0], (), vector("x")[None])


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="the superuser may write anywhere")
def test_a_library_that_cannot_be_written_is_still_read(folder: Path) -> None:
    places = [folder, *folder.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        with closing(reader(folder)) as held:
            assert finds_all(held)
        with pytest.raises(PlanAssistantError, match="cannot be written"):
            Store(folder, ENCODER, DIMENSIONS)
    finally:
        for place in places:
            place.chmod(0o755)


def test_what_two_councils_print_word_for_word_is_commonplace_to_those_who_see_both(tmp_path: Path) -> None:
    imprint = "This paper may be used again by anyone, in any form, if it is said where it came from and when."
    near, far = (paper(f"{council}.txt", [imprint, f"News of {council}."], council=council) for council in "AB")
    secret = paper("secret.txt", [imprint], council="C", access=[Access.EXEMPT])
    with closing(reader(library(tmp_path / "two", near, far))) as held:
        assert held.commonplace() == {Ref("A.txt", "1"), Ref("B.txt", "1")}
        with Store(tmp_path / "two", ENCODER, DIMENSIONS) as store:
            store.remove(["B.txt"])
        assert held.commonplace() == frozenset(), "of what was removed no trace is left"
    with closing(reader(library(tmp_path / "one", near, secret))) as held:
        assert held.commonplace() == frozenset()


def test_the_vocabulary_is_of_what_this_reader_may_see_now(folder: Path) -> None:
    part_secret = paper(
        "v.txt", ["Mooring fees, 2024 and a1b2", "Settlement with Quillfeather"], access=[Access.OPEN, Access.EXEMPT]
    )
    with closing(reader(library(folder, part_secret))) as held:
        assert {"mooring", "fees"} <= held.vocabulary()
        assert not held.vocabulary() & {"settlement", "quillfeather", "2024", "and"}
        with closing(reader(folder, Access.EXEMPT)) as all_of_it:
            assert {"settlement", "quillfeather"} <= all_of_it.vocabulary()
        with Store(folder, ENCODER, DIMENSIONS) as store:
            put(store, paper("w.txt", ["Wayleaves"]))
            assert "wayleaves" in held.vocabulary()
            store.remove(["w.txt"])
            assert "wayleaves" not in held.vocabulary()
