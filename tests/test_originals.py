"""The files as given: each paper held has its own, for who may see all of it; nothing stays behind."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from made import DIMENSIONS, ENCODER, paper, put

from ingest import originals
from ingest.errors import LibraryError, NotHeld
from ingest.originals import FOLDER, original_of
from ingest.pipeline import ingest, remove
from ingest.report import Access
from ingest.settings import Settings
from ingest.store import Reader, Store

TEXT = "REPORT TO: Cabinet\n\nDate of Meeting: 12 March 2024\n\n1 Background\n\n1.1 The library opens on {} days.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "2024").mkdir(parents=True)
    (folder / "a.TXT").write_text(TEXT.format("five"))
    (folder / "2024" / "b.txt").write_text(TEXT.format("six"))
    return folder


@pytest.fixture
def settings(tmp_path: Path, papers: Path) -> Settings:
    made = Settings(library=tmp_path / "library")
    assert len(ingest([papers], made).added) == 2
    return made


def original(settings: Settings, name: str, access: Access = Access.OPEN) -> Path | None:
    with closing(Reader(settings.library, access)) as held:
        return held.original(name)


def kept(settings: Settings) -> list[str]:
    return sorted(path.read_text().split("on ")[1] for path in files(settings))


def files(settings: Settings) -> list[Path]:
    return [path for path in (settings.library / FOLDER).rglob("*") if path.is_file()]


def test_each_paper_held_has_its_file(papers: Path, settings: Settings) -> None:
    for name in ("a.TXT", "2024/b.txt"):
        there = original(settings, name)
        assert there is not None
        assert there.read_bytes() == (papers / name).read_bytes()
        assert there.suffix == ".txt"
    assert original(settings, "none.txt") is None


def test_a_paper_replaced_or_removed_leaves_no_file(papers: Path, settings: Settings) -> None:
    (papers / "a.TXT").write_text(TEXT.format("four"))
    ingest([papers], settings)
    assert kept(settings) == ["four days.\n", "six days.\n"]
    remove(["2024/b.txt"], settings)
    assert kept(settings) == ["four days.\n"]
    assert original(settings, "2024/b.txt") is None
    remove(["a.TXT"], settings)
    assert list((settings.library / FOLDER).iterdir()) == []


def test_two_papers_with_the_same_content_share_it_until_the_last_goes(papers: Path, settings: Settings) -> None:
    (papers / "2024" / "b.txt").write_text(TEXT.format("five"))
    ingest([papers], settings)
    assert kept(settings) == ["five days.\n"]
    remove(["a.TXT"], settings)
    assert kept(settings) == ["five days.\n"]
    assert original(settings, "2024/b.txt") is not None


def test_an_older_library_gets_its_files_when_the_papers_are_given_again(papers: Path, settings: Settings) -> None:
    shutil.rmtree(settings.library / FOLDER)
    assert original(settings, "a.TXT") is None
    assert len(ingest([papers], settings).unchanged) == 2
    assert original(settings, "a.TXT") is not None
    assert len(files(settings)) == 2


def test_what_a_killed_writer_left_goes_at_the_next_commit(papers: Path, settings: Settings) -> None:
    for stray in ("ab/abcd.pdf", "abcd.part"):
        (settings.library / FOLDER / stray).parent.mkdir(exist_ok=True)
        (settings.library / FOLDER / stray).write_text("stray")
    ingest([papers], settings)
    assert kept(settings) == ["five days.\n", "six days.\n"]
    assert not (settings.library / FOLDER / "ab").exists()


def test_only_who_may_see_every_paragraph_has_the_file(tmp_path: Path) -> None:
    """A paper with one higher paragraph is as one whose file is not kept."""
    folder, file = tmp_path / "library", tmp_path / "file.pdf"
    file.write_bytes(b"bytes")
    mixed = paper("mixed.pdf", ["one", "two"], access=[Access.OPEN, Access.CONFIDENTIAL])
    whole = paper("whole.pdf", ["one"])
    with Store(folder, ENCODER, DIMENSIONS) as store:
        for report in (mixed, whole):
            put(store, report)
            place = original_of(folder, report.digest, report.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    found = {}
    for level in Access:
        with closing(Reader(folder, level)) as held:
            found[level] = held.original("mixed.pdf") is not None, held.original("whole.pdf") is not None
    assert found == {Access.OPEN: (False, True), Access.CONFIDENTIAL: (True, True), Access.EXEMPT: (True, True)}


def test_a_file_that_changes_while_it_is_read_is_not_taken(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (papers / "c.txt").write_text(TEXT.format("two"))
    read = originals.keep_original

    def changed(library: Path, file: Path, digest: str, name: str) -> None:
        file.write_text(TEXT.format("no"))
        read(library, file, digest, name)

    monkeypatch.setattr("ingest.store.keep_original", changed)
    (line,) = ingest([papers / "c.txt"], settings).failed
    assert line.note == "it was changed while it was read; add it again"
    with closing(Reader(settings.library, Access.OPEN)) as held, pytest.raises(NotHeld):
        held.report("c.txt")
    assert len(files(settings)) == 2


def full(*_: object) -> str:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_no_space_for_a_file_is_said_and_what_was_held_is_held(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (papers / "c.txt").write_text(TEXT.format("two"))
    monkeypatch.setattr(originals, "_copied", full)
    with pytest.raises(LibraryError, match=r"c\.txt could not be copied .* \(No space left on device\)"):
        ingest([papers / "c.txt"], settings)
    with closing(Reader(settings.library, Access.OPEN)) as held:
        assert len(held.cards()) == 2
