"""Facts on the shelf: who sees which, what becomes of them with their paper, and libraries of earlier versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import made
import pytest

from ingest import facts as families
from ingest.errors import LibraryTooOld
from ingest.fact import Abbreviation, Amount, Fact, Stated
from ingest.facts import stated
from ingest.passages import passages
from ingest.register.opening import FILE
from ingest.report import Access, Ref, Report, Scope
from ingest.store import Store


def sums(report: Report) -> list[Amount]:
    """A family of its own for these tests: every paragraph that names a sum, and how many paragraphs it saw."""
    return [
        Amount(
            ref=Ref(report.name, paragraph.para),
            quote="£7",
            as_at=report.header.as_at,
            pence=700,
            printed="£7",
            period=str(len(report.paragraphs)),
            purpose="",
            total=False,
        )
        for paragraph in report.paragraphs
        if "£7" in paragraph.text
    ]


@pytest.fixture(autouse=True)
def only_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "FAMILIES", (sums,))


def put(store: Store, report: Report, rules: str = "") -> None:
    cut = passages(report)
    store.put(report, cut, made.vectors([p.embedded for p in cut]), rules, stated(report))


def library(folder: Path, *reports: Report) -> Path:
    with Store(folder, made.ENCODER, made.DIMENSIONS) as store:
        for report in reports:
            put(store, report)
        store.commit()
    return folder


def seen(folder: Path, access: Access, scope: Scope = Scope()) -> list[tuple[str, str, str]]:  # noqa: B008
    with made.reader(folder, access) as reader:
        return [(fact.ref.report, fact.ref.para, fact.period) for fact in reader.facts(Amount, scope=scope)]


def test_a_fact_comes_back_as_it_was_put(tmp_path: Path) -> None:
    report = made.paper("a", ["costs £7", "nothing"])
    with made.reader(library(tmp_path / "l", report)) as reader:
        assert reader.facts(Amount) == tuple(sums(report))
        assert reader.facts(Abbreviation) == ()
        assert reader.facts(Amount, Abbreviation) == tuple(sums(report))


def test_a_reader_gets_facts_found_in_what_it_sees(tmp_path: Path) -> None:
    levels = (Access.OPEN, Access.EXEMPT, Access.CONFIDENTIAL)
    folder = library(tmp_path / "l", made.paper("a", ["open £7", "exempt £7", "confidential £7"], access=levels))
    assert seen(folder, Access.OPEN) == [("a", "1", "1")]
    assert seen(folder, Access.CONFIDENTIAL) == [("a", "1", "2"), ("a", "3", "2")]
    assert seen(folder, Access.EXEMPT) == [("a", "1", "3"), ("a", "2", "3"), ("a", "3", "3")]


def test_facts_keep_to_their_scope_and_come_by_date(tmp_path: Path) -> None:
    later = made.paper("a", ["£7"], as_at=date(2024, 6, 1))
    other = made.paper("b", ["£7"], council="Other", as_at=date(2023, 1, 1))
    earlier = made.paper("c", ["£7"], as_at=date(2022, 6, 1))
    folder = library(tmp_path / "l", later, other, earlier)
    assert [name for name, _, _ in seen(folder, Access.OPEN)] == ["c", "b", "a"]
    assert [name for name, _, _ in seen(folder, Access.OPEN, Scope("Ashby"))] == ["c", "a"]
    assert [name for name, _, _ in seen(folder, Access.OPEN, Scope(as_at=date(2023, 12, 31)))] == ["c", "b"]


def test_facts_go_with_their_paper(tmp_path: Path) -> None:
    folder = library(tmp_path / "l", made.paper("a", ["£7 sum"]), made.paper("b", ["£7"]))
    with Store(folder, made.ENCODER, made.DIMENSIONS) as store:
        put(store, made.paper("a", ["none now", "and £7"]))
        store.remove(["b"])
        store.commit()
    assert seen(folder, Access.OPEN) == [("a", "2", "2")]
    assert sqlite3.connect(folder / FILE).execute("SELECT count(*) FROM facts").fetchone() == (1,)


def test_a_fact_whose_words_are_not_there_is_not_let_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "FAMILIES", (lambda report: [replace(f, quote="£8") for f in sums(report)],))
    assert stated(made.paper("a", ["£7"])).facts == ()


def test_a_rule_that_fails_costs_the_facts_and_not_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(report: Report) -> Sequence[Fact]:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(families, "FAMILIES", (broken,))
        folder = library(tmp_path / "l", made.paper("a", ["£7"]))
    assert "could not be found" in caplog.text
    assert seen(folder, Access.OPEN) == []
    with Store(folder, made.ENCODER, made.DIMENSIONS) as store:
        store.find_again(families.RULES, stated)
    assert seen(folder, Access.OPEN) == [("a", "1", "1")]


def test_facts_are_found_again_when_the_rules_are_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    levels = (Access.OPEN, Access.EXEMPT)
    folder = library(tmp_path / "l", made.paper("a", ["£7", "£7"], access=levels))
    found: list[str] = []

    def counted(report: Report) -> Stated:
        found.append(report.name)
        return stated(report)

    with Store(folder, made.ENCODER, made.DIMENSIONS) as store:
        store.find_again(families.RULES, counted)
        assert found == []
        monkeypatch.setattr(families, "RULES", "later")
        monkeypatch.setattr(families, "FAMILIES", (lambda report: [replace(f, period="later") for f in sums(report)],))
        store.find_again("later", counted)
        store.find_again("later", counted)
        assert found == ["a"]
    assert seen(folder, Access.EXEMPT) == [("a", "1", "later"), ("a", "2", "later")]
    assert seen(folder, Access.OPEN) == [("a", "1", "later")]


def test_a_library_of_the_first_version_is_brought_up_by_its_writer(tmp_path: Path) -> None:
    folder = library(tmp_path / "l", made.paper("a", ["£7"]))
    with sqlite3.connect(folder / FILE) as old:
        old.executescript(
            "CREATE VIRTUAL TABLE words USING fts5 (title, section, text, tokenize = 'porter unicode61');"
            "INSERT INTO words (rowid, title, section, text) SELECT rowid, title, section, text FROM words_exempt;"
            "DROP TABLE words_open; DROP TABLE words_confidential; DROP TABLE words_exempt;"
            "DROP TABLE facts; ALTER TABLE papers DROP COLUMN facts; PRAGMA user_version = 1"
        )
    old.close()
    with pytest.raises(LibraryTooOld, match="run `plan-assistant ingest"):
        made.reader(folder)
    with Store(folder, made.ENCODER, made.DIMENSIONS) as store:
        store.find_again(families.RULES, stated)
        put(store, made.paper("b", ["£7"]))
    assert [name for name, _, _ in seen(folder, Access.OPEN)] == ["a", "b"]
    with made.reader(folder) as reader:
        assert {hit.ref.report for hit in reader.lexical(["7"], 9)} == {"a", "b"}
