"""What came near and does not answer is said to be no more than that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Evidence, Query, State, Wanted, When
from assistant.ledger.gaps import GapRow
from assistant.short_of import NO_NUMBER, short_of
from ingest.report import Cell, Header, Paragraph, Ref, Scope

HEADER = Header(title="Update", council="Fernmoor", body="Cabinet", as_at=date(2024, 7, 8))


def _query(text: str, wanted: Wanted = Wanted.WHAT, parts: tuple[str, ...] = (), dates: tuple[When, ...] = ()) -> Query:
    return Query(text, text, Scope(), wanted, parts or (text,), dates=dates)


def _found(text: str, para: str = "4") -> tuple[Evidence, ...]:
    paragraph = Paragraph(para, "Background", text, 0)
    return (Evidence(1, Ref("update.txt", para), paragraph, HEADER, 0.5, 0),)


def _gap(what: str, when: str | None = None) -> GapRow:
    return GapRow(
        council="Fernmoor", what=what, kind="letter", when=when, manner="attached", report="update.txt", para="4",
        quote="is at Appendix A", also=(), as_at="2024-07-08",
    )  # fmt: skip


def test_where_a_number_is_asked_for_and_none_is_found_the_nearest_words_are_given() -> None:
    found = _found("4 Caseloads are high and have been since 3 May 2023.")
    said = short_of(_query("How many children are in a caseload?", Wanted.HOW_MANY), found, ())
    assert said is not None
    assert (said.lead, said.state) == (NO_NUMBER, State.PARTIAL)
    (row,) = said.rows
    assert (row.label, row.quote) == (
        "The report of 8 July 2024",
        "Caseloads are high and have been since 3 May 2023.",
    )


def test_a_number_of_what_is_asked_stands() -> None:
    question = _query("How many children are in a caseload?", Wanted.HOW_MANY)
    assert short_of(question, _found("A caseload has 15 of them."), ()) is None
    assert short_of(question, (*_found("Caseloads are high."), *_found("The 15 children moved.", "5")), ()) is None


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ((Cell("Homes", "Foster carers"), Cell("March", "114")), True),
        ((Cell("£000", "Foster carers"), Cell("2022/23", "60")), False),
        ((Cell("Option", "4. More foster carers"), Cell("Risk", "It is dear")), False),
    ],
)
def test_a_row_gives_a_number_that_is_no_money_and_no_label(cells: tuple[Cell, ...], counts: bool) -> None:
    (piece,) = _found("; ".join(f"{cell.heading}: {cell.text}" for cell in cells))
    row = (replace(piece, paragraph=replace(piece.paragraph, cells=cells)),)
    said = short_of(_query("How many foster carers are there?", Wanted.HOW_MANY), row, ())
    assert (said is None) is counts


LETTER = _found("Ofsted visited in May. Its letter is at Appendix A.")


def test_of_a_paper_that_is_only_referred_to_the_nearest_words_are_given() -> None:
    said = short_of(_query("What reasons does the letter give?"), LETTER, (_gap("Appendix A: letter"),))
    assert said is not None
    assert said.lead.startswith("The papers refer to this, and it is not held: Appendix A: letter.")
    assert said.state is State.PARTIAL


def test_a_paper_of_the_month_asked_about_is_known_by_one_word_of_its_name() -> None:
    found = _found("The first update is planned for March 2025.")
    asked = "What progress did the update of March 2025 report?"
    gap = _gap("first update, March 2025", "2025-03")
    assert short_of(_query(asked, dates=(When(2025, 3),)), found, (gap,)) is not None
    assert short_of(_query(asked, dates=(When(2025, 4),)), found, (gap,)) is None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When did the letter arrive?", Wanted.WHEN),  # of the paper, not of what it says
        ("Did the letter give reasons?", Wanted.YES_NO),
        ("What is at Appendix A?", Wanted.WHAT),  # nothing is asked that is not there
        ("What reasons does the minister give?", Wanted.WHAT),
    ],
)
def test_other_questions_are_left_alone(question: str, wanted: Wanted) -> None:
    assert short_of(_query(question, wanted), LETTER, (_gap("Appendix A: letter"),)) is None


def test_several_questions_in_one_and_nothing_found_are_left_alone() -> None:
    parts = ("How many children are there?", "Who counts them?")
    assert short_of(_query(" ".join(parts), Wanted.HOW_MANY, parts), _found("Children grow."), ()) is None
    assert short_of(_query(parts[0], Wanted.HOW_MANY), (), ()) is None
