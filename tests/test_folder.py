"""Which files the paths given mean: names, links, and what is never opened."""

from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from ingest.errors import FileProblem, UnsupportedFile
from ingest.read.guard import find_files


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("words", encoding="utf-8")
    return path


def test_names_are_relative_sorted_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("b.txt", "2024/july/a.pdf", "2024/a.docx"):
        put(tmp_path / name)
    found = find_files([tmp_path, tmp_path / "2024" / "a.docx", tmp_path / "2024" / ".." / "b.txt"]).found
    assert [file.name for file in found] == ["2024/a.docx", "2024/july/a.pdf", "b.txt"]
    (single,) = find_files([tmp_path / "2024" / "july" / "a.pdf"]).found
    assert (single.name, single.root) == ("a.pdf", tmp_path / "2024" / "july")


def test_hidden_files_locks_and_litter_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", ".hidden.txt", ".git/b.txt", "~$a.docx", "Thumbs.db", "__MACOSX/c.txt"):
        put(tmp_path / name)
    files = find_files([tmp_path])
    assert [file.name for file in files.found] == ["a.txt"]
    assert not files.refused


def test_long_and_right_to_left_names_survive_and_names_are_composed(tmp_path: Path) -> None:
    names = ["é" * 80 + "/" + "x" * 220 + ".txt", "تقرير اللجنة.txt", "=cmd()|x!A1.txt"]
    for name in names:
        put(tmp_path / unicodedata.normalize("NFD", name))
    assert sorted(file.name for file in find_files([tmp_path]).found) == sorted(
        unicodedata.normalize("NFC", name) for name in names
    )


def test_links_stay_in_their_folder(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    put(root / "a.txt")
    put(outside / "secret.txt")
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "away").symlink_to(outside)
    (root / "round").symlink_to(root)
    (root / "nowhere.txt").symlink_to(root / "gone.txt")
    (root / "circle.txt").symlink_to(root / "circle.txt")
    (root / "in.txt").symlink_to(root / "a.txt")
    files = find_files([root])
    assert [file.name for file in files.found] == ["a.txt", "in.txt"]
    assert {problem.path: problem.reason.split(";")[0].split(",")[0] for problem in files.refused} == {
        "out.txt": "it is a link that leads out of its folder",
        "away": "it is a link that leads out of its folder",
        "round": "it is a link to a folder",
        "nowhere.txt": "it is a link that leads nowhere",
        "circle.txt": "it is a link that leads nowhere",
    }


def test_pipes_devices_and_sockets_are_never_opened(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    here = Path.cwd()
    os.chdir(tmp_path)  # a socket's address is short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("socket.txt")
            files = find_files([tmp_path])
    finally:
        os.chdir(here)
    assert [file.name for file in files.found] == ["a.txt"]
    assert [problem.path for problem in files.refused] == ["null.txt", "pipe.txt", "socket.txt"]


def test_names_that_cannot_be_shown_are_refused(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "line\nbreak.txt")
    (tmp_path / os.fsdecode(b"latin-\xe9.txt")).write_text("words")
    files = find_files([tmp_path])
    assert [file.name for file in files.found] == ["a.txt"]
    assert len(files.refused) == 2
    assert all("rename it" in str(problem) for problem in files.refused)
    "".join(map(str, files.refused)).encode()  # can be printed


def test_one_name_for_two_files_is_refused(tmp_path: Path) -> None:
    files = find_files([put(tmp_path / "2023" / "report.txt"), put(tmp_path / "2024" / "report.txt")])
    assert [file.path.parent.name for file in files.found] == ["2023"]
    assert [Path(problem.path).parent.name for problem in files.refused] == ["2024"]


def test_a_path_that_is_not_there_and_a_folder_with_nothing_read(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"gone\.txt: there is no such file or folder"):
        find_files([tmp_path / "gone.txt"])
    put(tmp_path / "only" / "picture.png")
    with pytest.raises(UnsupportedFile, match="only: there is nothing in this folder that is read; PDF, Word"):
        find_files([tmp_path / "only"])
