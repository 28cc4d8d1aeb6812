"""The sample papers and the questions asked of them: what the manifest says, and what the reader makes of them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]
import pytest
from selectolax.lexbor import LexborHTMLParser

from evals.cases import Case, read_cases
from ingest.parse import parse
from ingest.read import read
from ingest.report import Access, Ref, Report, normalise

ROOT = Path(__file__).parent.parent
PAPERS = ROOT / "corpus" / "papers"
MARK = "SAMPLE – invented council"
LEVELS = {
    "open": {Access.OPEN},
    "exempt": {Access.EXEMPT},
    "open, part exempt": {Access.OPEN, Access.EXEMPT},
}

with (ROOT / "corpus" / "manifest.csv").open(encoding="utf-8", newline="") as _file:
    MANIFEST = list(csv.DictReader(_file))
CASES = read_cases(ROOT / "evals" / "questions_sample.jsonl")
PARAGRAPHS = json.loads((ROOT / "evals" / "paragraphs_sample.json").read_text(encoding="utf-8"))

each_paper = pytest.mark.parametrize("row", MANIFEST, ids=[row["file"] for row in MANIFEST])


@cache
def report(name: str) -> Report:
    return parse(read(PAPERS / name), name)


def pages(path: Path) -> list[str]:
    """The words of each page as it is printed; a Word file's header is on all the pages of its section."""
    match path.suffix:
        case ".pdf":
            document = pypdfium2.PdfDocument(path)
            return [page.get_textpage().get_text_range() for page in document]
        case ".docx":
            sections = docx.Document(str(path)).sections
            assert not any(section.different_first_page_header_footer for section in sections)
            return [" ".join(p.text for p in section.header.paragraphs) for section in sections]
        case ".html":
            body = LexborHTMLParser(path.read_bytes()).body
            return [body.text()] if body else []
        case _:
            return path.read_text(encoding="utf-8").split("\f")


def f1(one: str, other: str) -> float:
    """Token-multiset F1: twice the words they share over the words they have."""
    a, b = (Counter(re.findall(r"\w+", normalise(text))) for text in (one, other))
    return 2 * (a & b).total() / (a.total() + b.total()) if a and b else 0.0


def addresses(case: Case) -> set[Ref]:
    return {*case.gold, *case.also, *(ref for group in case.gold_groups for ref in group)}


def test_the_manifest_lists_the_papers_there_are() -> None:
    assert sorted(row["file"] for row in MANIFEST) == sorted(path.name for path in PAPERS.iterdir())


def test_the_readme_has_every_paper_in_its_table() -> None:
    words = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    assert [row["file"] for row in MANIFEST] == re.findall(r"^\| `(.+?)` \|", words, re.M)


def test_the_sample_is_as_various_as_real_papers() -> None:
    assert len(MANIFEST) >= 12
    assert {Path(row["file"]).suffix for row in MANIFEST} == {".pdf", ".docx", ".html", ".txt"}
    assert len({row["council"] for row in MANIFEST}) == 2
    assert len({row["meeting_date"][:4] for row in MANIFEST}) >= 5
    assert {"report", "minutes", "inspection report"} <= {row["kind"] for row in MANIFEST}
    assert {row["access"] for row in MANIFEST} == set(LEVELS)
    assert all(row["shows"] for row in MANIFEST)


@each_paper
def test_every_page_is_marked_as_a_sample(row: dict[str, str]) -> None:
    found = pages(PAPERS / row["file"])
    assert found
    assert [number for number, page in enumerate(found, 1) if normalise(MARK) not in normalise(page)] == []


@each_paper
def test_a_paper_is_known_for_what_it_is(row: dict[str, str]) -> None:
    header = report(row["file"]).header
    assert (header.council, normalise(header.body), header.as_at, header.kind) == (
        row["council"],
        normalise(row["body"]),
        date.fromisoformat(row["meeting_date"]),
        row["kind"],
    )


@each_paper
def test_a_paper_is_seen_only_by_those_who_may(row: dict[str, str]) -> None:
    assert {paragraph.access for paragraph in report(row["file"]).paragraphs} == LEVELS[row["access"]]


@each_paper
def test_the_mark_is_not_text_of_a_paragraph(row: dict[str, str]) -> None:
    marked = [p.para for p in report(row["file"]).paragraphs if normalise(MARK) in normalise(p.text)]
    assert [para for para in marked if not para.startswith("header:")] == []


@each_paper
def test_paragraphs_have_the_words_that_the_paper_prints(row: dict[str, str]) -> None:
    found = {paragraph.para: paragraph for paragraph in report(row["file"]).paragraphs}
    misses = []
    for wanted in PARAGRAPHS[row["file"]]:
        paragraph = found.get(wanted["para"])
        score = f1(paragraph.text, wanted["text"]) if paragraph else 0.0
        if paragraph is None or score < 0.95:
            misses.append(f"{wanted['para']} ({score:.2f}): {paragraph.text if paragraph else 'not there'}")
        elif normalise(paragraph.section) != normalise(wanted["section"]):
            misses.append(f"{wanted['para']}: under {paragraph.section!r}, not {wanted['section']!r}")
    assert not misses, "\n".join(misses)


def test_the_words_of_every_address_in_the_questions_are_written_down() -> None:
    held = {Ref(name, each["para"]) for name, paragraphs in PARAGRAPHS.items() for each in paragraphs}
    used = {ref for case in CASES for ref in addresses(case)}
    assert used - held == set()


def test_questions_are_enough_and_of_every_kind() -> None:
    kinds = "recommendations status governance dates figures people header cross table multipart followup contact"
    assert len(CASES) >= 60
    assert {case.category for case in CASES} == {*kinds.split(), "unanswerable"}
    assert sum(not case.answerable for case in CASES) >= 12
    assert len({case.id for case in CASES}) == len({(case.question, case.history) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_reference_answer_is_right_by_its_own_patterns(case: Case) -> None:
    answer = normalise(case.answer)
    assert [pattern.pattern for pattern in case.must if not pattern.search(answer)] == []
    assert [pattern.pattern for pattern in case.must_not if pattern.search(answer)] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.answerable], ids=lambda case: case.id)
def test_the_paragraphs_asked_for_hold_the_facts_asked_for(case: Case) -> None:
    texts = {Ref(name, each["para"]): each["text"] for name, held in PARAGRAPHS.items() for each in held}
    quoted = normalise(" ".join(texts[ref] for ref in case.gold))
    assert [pattern.pattern for pattern in case.must if not pattern.search(quoted)] == []


def test_an_open_reader_is_never_held_to_an_exempt_paragraph() -> None:
    exempt = {
        Ref(row["file"], p.para)
        for row in MANIFEST
        for p in report(row["file"]).paragraphs
        if p.access is not Access.OPEN
    }
    assert exempt
    assert [case.id for case in CASES if case.access is Access.OPEN and addresses(case) & exempt] == []
    assert any(case.access is Access.EXEMPT and addresses(case) & exempt for case in CASES)
