"""Broken and hostile files: each ends as its words, all of them, or as a problem that names it. No crash, no hang."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import psutil
import pytest
from made_pdf import assembled, pages, stream

from ingest.errors import FileProblem, RefusedFile, UnreadableFile
from ingest.read.guard import read_guarded
from ingest.report import Block
from ingest.settings import Settings

SETTINGS = Settings(file_seconds=30)
SENTENCES = [f"{n}.1 The Board agreed measure number {n} at its meeting and asked for a report." for n in range(1, 13)]
PAPER = pages(["\n".join(SENTENCES[:4]), "\n".join(SENTENCES[4:8]), "\n".join(SENTENCES[8:])])


def attempt(path: Path) -> tuple[Block, ...] | FileProblem:
    try:
        return read_guarded(path, root=path.parent, settings=SETTINGS)
    except FileProblem as problem:
        return problem


def words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(text for block in blocks for text in (block.text, *(cell for row in block.rows for cell in row)))


def flipped(data: bytes, seed: int, bits: int = 3) -> bytes:
    chance, out = random.Random(seed), bytearray(data)
    for _ in range(bits):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def word_file(text: str = "\n".join(SENTENCES)) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes | None) -> bytes:
    """A Word file with one of its parts replaced, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        if part is not None:
            new.writestr(name, part)
    return out.getvalue()


def malformed_pdfs() -> Iterator[bytes]:
    """Sixty of them."""
    chance = random.Random(1)
    yield from (PAPER[: len(PAPER) * part // 16] for part in range(1, 16))
    yield from (flipped(PAPER, seed) for seed in range(25))
    yield from (b"%PDF-1.7\n" + chance.randbytes(5_000) for _ in range(5))
    yield from (b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF\n", b"<!doctype html><p>no", b"", b"\0" * 1000)
    yield from (PAPER[:part] + PAPER[part // 2 :] for part in (300, 900, 1500))
    yield from (PAPER.replace(b"/Count 3", b"/Count 2"), PAPER.replace(b"xref", b"xfer"), PAPER.replace(b"endobj", b""))
    yield assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])
    yield assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 200_000])
    yield assembled([b"<< /Type /Catalog /Pages 9 0 R >>"])
    yield pages([SENTENCES[0]] * 2001)


def malformed_others() -> Iterator[tuple[str, bytes]]:
    """Forty Word files, web pages and texts: (ending, bytes)."""
    whole, chance = word_file(), random.Random(2)
    body, types = "word/document.xml", "[Content_Types].xml"
    deep = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + b"<w:p>" * 200_000
    yield from ((".docx", whole[: len(whole) * part // 8]) for part in range(1, 8))
    yield from ((".docx", flipped(whole, seed)) for seed in range(10))
    yield from ((".docx", with_part(whole, name, None)) for name in (body, types, "_rels/.rels", "word/styles.xml"))
    yield from ((".docx", with_part(whole, body, part)) for part in (b"", b"<w:document>", b"no XML", deep))
    yield ".docx", with_part(whole, "word/numbering.xml", b"<broken")
    yield ".docx", whole + whole
    yield from (
        (".html", data) for data in (b"<" * 100_000, b"<html>" + b"<div>" * 200_000 + b"deep", b"<table>" * 50_000)
    )
    yield from ((".html", b"<html>" + chance.randbytes(5_000)) for _ in range(3))
    yield ".html", b"<html><p>" + b"a" * 1_000_000
    yield from ((".txt", chance.randbytes(5_000)) for _ in range(2))
    yield from (
        (".txt", data) for data in (b"word " * 200_000, b"\0" * 100_000, b"1.1 " * 50_000, b"\xff\xfe" + b"a" * 999)
    )


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, tuple[Block, ...] | FileProblem]]:
    folder = tmp_path_factory.mktemp("hostile")
    named = [(f"{at:03}.pdf", data) for at, data in enumerate(malformed_pdfs())]
    named += [(f"{at:03}{ending}", data) for at, (ending, data) in enumerate(malformed_others(), start=len(named))]
    for name, data in named:
        (folder / name).write_bytes(data)
    with ThreadPoolExecutor(2) as pool:
        return list(zip([name for name, _ in named], pool.map(attempt, sorted(folder.iterdir())), strict=True))


def test_every_file_is_accounted_for(outcomes: list[tuple[str, tuple[Block, ...] | FileProblem]]) -> None:
    assert sum(name.endswith(".pdf") for name, _ in outcomes) == 60
    assert sum(not name.endswith(".pdf") for name, _ in outcomes) == 40
    for name, outcome in outcomes:
        if isinstance(outcome, FileProblem):
            assert outcome.path == name
            assert "took more than" not in outcome.reason, name
            assert "its reader" not in outcome.reason, f"{name}: a fault that no reader looked for: {outcome}"


def test_no_paper_goes_in_in_part(outcomes: list[tuple[str, tuple[Block, ...] | FileProblem]]) -> None:
    """The PDFs and Word files were all made of one paper: what is read of any of them is the whole of it."""
    partial = {
        name: missing
        for name, outcome in outcomes
        if isinstance(outcome, tuple) and name.endswith((".pdf", ".docx"))
        if (missing := [sentence for sentence in SENTENCES if sentence not in words(outcome)])
    }
    assert not partial


def refused(path: Path, data: bytes) -> FileProblem:
    """The problem a file ends in; the parent's memory must not grow with it."""
    path.write_bytes(data)
    before = psutil.Process().memory_info().rss
    with pytest.raises(FileProblem) as caught:
        read_guarded(path, root=path.parent, settings=SETTINGS)
    assert psutil.Process().memory_info().rss - before < 50 * 2**20
    return caught.value


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()


def test_bombs_are_refused_for_what_they_are(tmp_path: Path) -> None:
    def document(contents: bytes) -> bytes:
        return assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
                contents,
            ]
        )

    whole, many = word_file(), io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        archive.writestr("word/document.xml", "x")
        for member in range(10_000):
            archive.writestr(f"word/{member}.xml", "")
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(12)
    )
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    laughing = laughs + b"]><w:document %s><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body></w:document>" % space
    once = bomb(300 * 2**20)
    for name, data in {
        "flate.pdf": document(stream(once)),
        "twice.pdf": document(stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")),
        "zeros.docx": with_part(whole, "word/media/x.bin", bytes(210 * 2**20)),
        "members.docx": many.getvalue(),
        "quine.docx": with_part(whole, "word/quine.zip", whole),
        "laughs.docx": with_part(whole, "word/document.xml", laughing),
    }.items():
        problem = refused(tmp_path / name, data)
        assert isinstance(problem, RefusedFile | UnreadableFile)
        assert "took more than" not in str(problem), "it is known for a bomb, not waited for"


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("CANARY")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    entity = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><w:document {space}><w:body>'
        "<w:p><w:r><w:t>words &e;</w:t></w:r></w:p></w:body></w:document>"
    )
    page = f"<html><p>words<iframe src='file://{secret}'></iframe><object data='file://{secret}'></object>"
    (tmp_path / "a.docx").write_bytes(with_part(word_file(), "word/document.xml", entity.encode()))
    (tmp_path / "a.html").write_text(page)
    outcomes = [attempt(tmp_path / name) for name in ("a.docx", "a.html")]
    assert [words(outcome) for outcome in outcomes if isinstance(outcome, tuple)][-1] == "words"
    assert all("CANARY" not in (words(o) if isinstance(o, tuple) else str(o)) for o in outcomes)


def test_passwords_scans_and_empty_pages_have_their_own_words(tmp_path: Path) -> None:
    (tmp_path / "owner.pdf").write_bytes(pages(["\n".join(SENTENCES)], password="", owner="boss"))
    opened = attempt(tmp_path / "owner.pdf")
    assert isinstance(opened, tuple)
    assert all(sentence in words(opened) for sentence in SENTENCES)
    for name, data, told in (
        ("locked.pdf", pages(["\n".join(SENTENCES)], password="user", owner="boss"), "password"),
        ("blank.pdf", pages(["", ""]), "no text"),
        ("long.pdf", pages([SENTENCES[0]] * 2001), "2001 pages"),
    ):
        problem = refused(tmp_path / name, data)
        assert name in str(problem)
        assert told in problem.reason
