"""The register: what its words find, what it refuses to open, and that nothing of a paper stays behind."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import DIMENSIONS, ENCODER, library, paper, put, reader

from ingest.allowed import Allowed
from ingest.errors import LibraryDamaged, LibraryMissing, LibraryTooNew, NotHeld
from ingest.register import Register
from ingest.report import Access, Cell, Header, Paragraph, Ref, Report, Scope
from ingest.store import Store


def found(folder: Path, *terms: str) -> list[str]:
    with closing(Register(folder)) as register:
        return [hit.ref.para for hit in register.lexical(terms, 10, Allowed(Access.OPEN))]


@pytest.fixture(scope="module")
def council_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = [
        "Report CF/22/24-25 was received by the committee",  # 1
        "An 18-month review of the café at Ynys Môn",  # 2
        "The s151/finance officers advised that £2.1m was adopted",  # 3
        "CF and 22 separately; 25, 24",  # 4
        'the "quoted" words OR nothing',  # 5
    ]
    return library(tmp_path_factory.mktemp("words") / "library", paper("p.txt", texts))


@pytest.mark.parametrize(
    ("term", "first", "number"),
    [
        ("CF/22/24-25", "1", 1),  # whole: not the paragraph that has its parts
        ("CF", "4", 2),  # by its parts; the shorter paragraph first
        ("18-month", "2", 1),
        ("18 month", "2", 1),
        ("month", "2", 1),
        ("finance", "3", 1),
        ("s151/finance", "3", 1),
        ("officer", "3", 1),  # stemmed
        ("Cafe", "2", 1),  # without its accent
        ("Mon", "2", 1),
        ("committee received", "1", 0),  # a phrase keeps its order
        ("received by the committee", "1", 1),
        ('"quoted"', "5", 1),
        ("OR", "5", 1),
    ],
)
def test_words_and_phrases(council_words: Path, term: str, first: str, number: int) -> None:
    paras = found(council_words, term)
    assert len(paras) == number
    assert paras[:1] == ([first] if number else [])


def test_any_term_will_do_and_more_is_better(council_words: Path) -> None:
    assert found(council_words, "review", "café", "officers") == ["2", "3"]
    assert found(council_words) == found(council_words, "", "…", "§") == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    terms=st.lists(st.text(max_size=30) | st.sampled_from(['" OR 1=1 --', "NEAR(a b)", "*", "a\0b", "title:x", "^"]))
)
def test_no_words_are_syntax(council_words: Path, terms: list[str]) -> None:
    found(council_words, *terms)


def test_a_flood_of_terms_is_cut(council_words: Path) -> None:
    assert found(council_words, "review", *(f"word{number}" for number in range(10_000))) == ["2"]


def test_everything_of_a_paper_comes_back(tmp_path: Path) -> None:
    table = Paragraph("section:Costs(row 1)", "Costs", "2024 | £5", 1, "", 3, Access.OPEN, (Cell("Year", "2024"),))
    header = Header(title="Títle", council="Ashby", body="Board", as_at=date(2024, 2, 29), wards="All", reference="A/1")
    report = Report("sub folder/p.txt", header, (Paragraph("1", "Costs", "1 words", 0, page=2), table), "d1")
    library(tmp_path / "library", report)
    with closing(reader(tmp_path / "library")) as held:
        assert held.report(report.name) == report
        assert held.header(report.name) == header
        assert held.paragraph(Ref(report.name, table.para)) == table
        (card,) = held.cards()
        assert (card.name, card.header, card.paragraphs, card.pages, card.digest) == (report.name, header, 2, 3, "d1")
        with pytest.raises(NotHeld, match=r"no report \"other\.txt\""):
            held.report("other.txt")
        with pytest.raises(NotHeld, match="no report"):
            held.report("half a character \udcff")
        with pytest.raises(NotHeld, match='no paragraph "9"'):
            held.paragraph(Ref(report.name, "9"))


def test_an_undated_paper_is_hidden_once_a_date_is_given(tmp_path: Path) -> None:
    old, undated = paper("old.txt", ["words"], as_at=date(2020, 1, 1)), paper("undated.txt", ["words"], as_at=None)
    folder = library(tmp_path / "library", old, undated)
    with closing(reader(folder)) as held:
        names = [{card.name for card in held.cards(Scope(as_at=day))} for day in (None, date(2019, 12, 31), date.max)]
    assert names == [{"old.txt", "undated.txt"}, set(), {"old.txt"}]


def test_a_removed_paper_leaves_no_byte(tmp_path: Path) -> None:
    """Neither its words nor its name, in any file of the library: the register, its log, the index."""
    gone = paper("zanzibar.txt", [f"quetzalcoatl number {number}" for number in range(30)], council="Xanadu")
    folder = library(tmp_path / "library", *(paper(f"{n}.txt", ["kept words"] * 3) for n in range(3)), gone)
    marks = (b"zanzibar", b"quetzalcoatl", b"Xanadu", b"xanadu")

    def traces() -> set[bytes]:
        everything = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
        return {mark for mark in marks if any(mark in held for held in everything)}

    assert {b"zanzibar", b"quetzalcoatl", b"Xanadu"} <= traces()
    with Store(folder) as store:
        store.remove(["zanzibar.txt"])
        store.commit()
    assert traces() == set()
    with closing(reader(folder)) as held:
        assert [card.name for card in held.cards()] == ["0.txt", "1.txt", "2.txt"]


def test_a_sweep_cut_short_is_made_good_by_the_next_run(tmp_path: Path) -> None:
    folder = library(tmp_path / "library", paper("a.txt", ["kept"] * 3), paper("b.txt", ["quetzalcoatl"]))
    with Store(folder) as store:
        store.remove(["b.txt"])  # and killed before `commit`
    library(folder)
    assert not [file for file in folder.rglob("*") if file.is_file() and b"quetzalcoatl" in file.read_bytes()]


def damage_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 4 : 4096 * 5] = os.urandom(4096)
    file.write_bytes(content)


def other_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


def newer_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (damage_page, LibraryDamaged, "is damaged"),
        (lambda file: file.write_bytes(b"no database at all" * 500), LibraryDamaged, "is damaged"),
        (lambda file: file.write_bytes(b""), LibraryMissing, "is not a library of this program"),
        (other_program, LibraryMissing, "is not a library of this program"),
        (newer_version, LibraryTooNew, "made by a newer version"),
    ],
)
def test_what_is_not_opened_and_not_touched(tmp_path: Path, spoil, error: type[Exception], words: str) -> None:
    folder = library(tmp_path / "library", paper("a.txt", ["words " * 50] * 40))
    file = folder / "register.sqlite3"
    spoil(file)
    before = file.read_bytes()
    with pytest.raises(error, match=words):
        Register(folder)
    with pytest.raises(error, match=words):
        Store(folder, ENCODER, DIMENSIONS)
    assert file.read_bytes() == before


def test_a_paper_is_replaced_in_one_step(tmp_path: Path) -> None:
    """A reader that is always looking sees one version or the other, whole."""
    folder = library(tmp_path / "library", paper("p.txt", ["version0"] * 7))
    seen = set()
    with closing(reader(folder)) as held, Store(folder, ENCODER, DIMENSIONS) as store:
        for version in range(1, 6):
            put(store, paper("p.txt", [f"version{version}"] * (7 + version)))
            texts = [paragraph.text.split()[-1] for paragraph in held.report("p.txt").paragraphs]
            assert texts == [f"version{version}"] * (7 + version)
            assert not held.lexical([f"version{version - 1}"], 5)
            seen.add(texts[0])
    assert len(seen) == 5
