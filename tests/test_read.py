"""Which reader reads what, and what is turned away by name with the way on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from ingest.errors import FileProblem, RefusedFile, UnreadableFile, UnsupportedFile
from ingest.read import read
from ingest.read.kinds import FileKind, kind_of
from ingest.report import BlockKind

PDF = b"%PDF-1.4\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><body><p>Not found</p></body></html>"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return folder / name


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, FileKind.PDF),
        ("a.PDF", b"\n\n" + PDF, FileKind.PDF),
        ("a", PDF, FileKind.PDF),
        ("a.html", PAGE, FileKind.HTML),
        ("a.htm", b"\xef\xbb\xbf<!-- saved from x --><HTML>", FileKind.HTML),
        ("a.xhtml", b'<?xml version="1.0"?>\n<html xmlns="x">', FileKind.HTML),
        ("a.html", "<html><p>x".encode("utf-16"), FileKind.HTML),
        ("a.html", b"<p>a fragment</p>", FileKind.HTML),
        ("a.txt", b"Words, and <p>some tags</p>", FileKind.TEXT),
        ("a.txt", "words".encode("utf-16"), FileKind.TEXT),
        ("a.md", b"# Title", FileKind.TEXT),
        ("a", b"words", FileKind.TEXT),
    ],
)
def test_kinds_by_bytes_and_name(tmp_path: Path, name: str, data: bytes, kind: FileKind) -> None:
    assert kind_of(written(tmp_path, name, data)) is kind


@pytest.mark.parametrize(
    ("name", "data", "problem", "words"),
    [
        ("a.pdf", PAGE, RefusedFile, "a web page saved as .pdf"),
        ("a.pdf", b"Just words", RefusedFile, "plain text saved as .pdf"),
        ("a.txt", PDF, RefusedFile, "a PDF saved as .txt"),
        ("a.txt", PAGE, RefusedFile, "a web page saved as .txt"),
        ("a.html", b"no tags at all", RefusedFile, "plain text saved as .html"),
        ("a.doc", OLD, UnsupportedFile, "save it as .docx or PDF"),
        ("a.xls", OLD, UnsupportedFile, "Excel"),
        ("a.docx", OLD + "EncryptedPackage".encode("utf-16-le"), RefusedFile, "password"),
        ("a.rtf", b"{\\rtf1 words}", UnsupportedFile, "save it as .docx or PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), UnsupportedFile, "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(50), UnsupportedFile, "picture"),
        ("scan.pdf", b"II*\x00" + bytes(50), UnsupportedFile, "picture"),
        ("a.csv", b"a,b\n1,2\n", UnsupportedFile, ".csv files are not read"),
        ("a.pdf", b"\x00\x01\x02 rubbish", UnreadableFile, "no PDF"),
        ("a.docx", b"rubbish", UnreadableFile, "no Word document"),
        ("a.docx", b"PK\x03\x04 rubbish", UnreadableFile, "damaged"),
        ("a.txt", b"", UnreadableFile, "empty"),
        ("a.txt", b" \n\t\n", UnreadableFile, "text|words"),
        ("a.html", b"<html><body><nav>menu</nav></body></html>", UnreadableFile, "no words"),
    ],
)
def test_what_is_turned_away(tmp_path: Path, name: str, data: bytes, problem: type[FileProblem], words: str) -> None:
    with pytest.raises(problem, match=f"{name}: .*({words})"):
        read(written(tmp_path, name, data))


@pytest.mark.parametrize(
    ("name", "member", "words"),
    [
        ("a.odt", "META-INF/manifest.xml", "OpenDocument"),
        ("a.xlsx", "xl/workbook.xml", "Excel"),
        ("a.pptx", "ppt/presentation.xml", "PowerPoint"),
        ("a.zip", "report.txt", "archive"),
    ],
)
def test_archives_that_are_not_word_documents(tmp_path: Path, name: str, member: str, words: str) -> None:
    with pytest.raises(UnsupportedFile, match=words):
        read(zipped(tmp_path, name, {member: b"x"}))


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/document.xml": b"x", "../../etc/passwd": b"x"}, "leads outside"),
        ({"word/document.xml": b"x", "/etc/passwd": b"x"}, "leads outside"),
        ({"word/document.xml": b"x", "..\\x": b"x"}, "leads outside"),
        ({"word/document.xml": b"x", "C:/x": b"x"}, "leads outside"),
        ({"word/document.xml": b"x", "word/inner.zip": b"x"}, "archive inside"),
        ({"word/document.xml": bytes(3_000_000)}, "times its size"),
        ({f"word/{n}": b"" for n in range(5001)} | {"word/document.xml": b"x"}, "5,002 parts"),
    ],
)
def test_archives_out_of_bounds(tmp_path: Path, members: dict[str, bytes], words: str) -> None:
    with pytest.raises(RefusedFile, match=words):
        read(zipped(tmp_path, "a.docx", members))


def test_a_word_document_with_macros_is_to_be_saved_as_docx(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=r"a Word document saved as \.docm; open it in Word and save it as \.docx"):
        read(zipped(tmp_path, "a.docm", {"word/document.xml": b"x"}))


def test_a_word_document_with_a_charts_own_workbook_goes_in(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Words \u200bhere.")
    made.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as archive:
        archive.writestr("word/embeddings/chart.zip", b"PK\x03\x04")
    (block,) = read(tmp_path / "a.docx")
    assert (block.kind, block.text, block.page) == (BlockKind.PARAGRAPH, "Words here.", None)


def test_more_words_than_are_read_and_pages_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"<html><body>" + b"<div>" * 5_000 + b"words"
    with pytest.raises(RefusedFile, match="too deep"):
        read(written(tmp_path, "deep.html", deep))
    monkeypatch.setattr("ingest.read.MOST_CHARACTERS", 10)
    with pytest.raises(RefusedFile, match="characters, more than 10"):
        read(written(tmp_path, "a.html", PAGE + b"<p>and many more words</p>"))


def test_a_real_page_saved_under_the_name_of_a_report(reference: Path) -> None:
    pages = [path for path in (reference / "corpus" / "ofsted").glob("*.pdf") if path.read_bytes()[:4] != b"%PDF"]
    assert pages
    for path in pages:
        with pytest.raises(RefusedFile, match=r"web page saved as \.pdf"):
            read(path)
