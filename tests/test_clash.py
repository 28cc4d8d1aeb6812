"""Both readings, where the papers do not agree on what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answer import Evidence, Query, State, Wanted
from assistant.clash import clashing
from assistant.ledger.conflicts import ConflictRow, Said
from ingest.report import Header, Paragraph, Ref, Scope

HEADER = Header(title="Plan", council="Fernmoor", body="Cabinet", as_at=date(2024, 7, 8))


def said(para: str, value: str) -> Said:
    return Said(report="a.txt", para=para, value=value, quote=f"The inspection began on {value}.")


ROW = ConflictRow(
    council="Fernmoor",
    subject="first day of the inspection",
    kind="date",
    readings=(said("3", "2 May"), said("5", "9 May")),
)


def query(text: str, wanted: Wanted) -> Query:
    return Query(text, text, Scope(), wanted, (text,))


def piece(para: str) -> Evidence:
    return Evidence(1, Ref("a.txt", para), Paragraph(para, "Background", "The inspection began.", 0), HEADER, 0.5)


def test_both_readings_are_given_where_one_of_them_would_be_the_answer() -> None:
    found = clashing(query("What was the first day of the inspection?", Wanted.WHEN), [piece("5")], [ROW])
    assert found and found.state is State.CONFLICTING
    assert [row.ref.para for row in found.rows] == ["3", "5"]


def test_a_reading_in_the_same_words_is_given_once() -> None:
    again = replace(ROW, readings=(*ROW.readings, said("7", "9 May")))
    found = clashing(query("What was the first day of the inspection?", Wanted.WHEN), [piece("5")], [again])
    assert found and [row.ref.para for row in found.rows] == ["3", "5"]


def test_what_is_asked_must_be_what_they_disagree_on() -> None:
    when = query("What was the first day of the inspection?", Wanted.WHEN)
    assert clashing(when, [piece("9")], [ROW]) is None
    assert clashing(query("When was the bridge built?", Wanted.WHEN), [piece("5")], [ROW]) is None
    assert clashing(query("Who led the first day of the inspection?", Wanted.WHO), [piece("5")], [ROW]) is None
    assert clashing(replace(when, parts=("one", "two")), [piece("5")], [ROW]) is None
