"""How words of papers are quoted: what is cut and where, what is brought along, and which days are written out."""

from __future__ import annotations

import pytest

from assistant.papers.borne import written_days
from assistant.papers.quoting import clause, cut, in_context, quoted, tidy, unlabelled
from ingest.report import quoted_in

LONG = (
    "The Board, which met on 3 May 2023 in the town hall, heard from parents, from carers and from young people "
    "themselves about waiting times, about the letters they are sent, and about the 14 social workers who left in 2022."
)
COST = "The cost of the whole programme over all of its three years comes to £2.173m in the books of 2024 to 2025."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3.1 Rec. 4 has been met.", "Rec. 4 has been met."),
        ("(a) note the report;", "note the report;"),
        ("• one list", "one list"),
        ("36.A small number are homeless.", "A small number are homeless."),
        ("12 recommendations were made.", "12 recommendations were made."),
        ("recommendation 10 be not closed", "recommendation 10 be not closed"),
        ("3 June 2024 was the day.", "3 June 2024 was the day."),
    ],
)
def test_only_a_label_is_taken_off(text: str, said: str) -> None:
    assert unlabelled(text) == said


def test_the_joints_of_a_list_are_no_words_of_its_items() -> None:
    assert tidy("2.1 Note the report; and") == "Note the report"
    assert tidy("and (b) a report be brought in March") == "a report be brought in March"


def test_quotation_marks_do_not_stand_in_one_another() -> None:
    assert quoted("a “safe” home") == '“a "safe" home”'


@pytest.mark.parametrize("longest", [20, 30, 50, 70, 90, 130])
@pytest.mark.parametrize("text", [LONG, COST])
def test_a_cut_ends_between_words_and_never_in_a_figure(text: str, longest: int) -> None:
    short = cut(text, longest)
    assert short.endswith("…") or short == text
    assert quoted_in(short, text)
    assert not short.removesuffix("…")[-1].isdigit()


def test_a_cut_ends_in_no_word_that_wants_another() -> None:
    assert cut("They met for 70 working days in all of the places", 15) == "They met…"


def test_words_that_are_a_little_too_long_stay_whole() -> None:
    assert cut("A short sentence of ten.", 22) == "A short sentence of ten."


def test_whole_sentences_are_kept_where_they_fill_half_the_room() -> None:
    text = "The roof leaks in winter. It was repaired twice and could not be repaired again."
    assert cut(text, 50) == "The roof leaks in winter."


@pytest.mark.parametrize("longest", [40, 60, 90, 120, 400])
def test_a_clause_keeps_what_it_is_cut_for(longest: int) -> None:
    words = clause(LONG, "2022", longest)
    assert "2022" in words
    assert quoted_in(words, LONG)


LATE = "The peer challenge was late. It is due in October."


def test_a_sentence_that_leans_on_the_one_before_brings_it() -> None:
    assert in_context("It is due in October.", LATE) == LATE
    assert in_context("The peer challenge was late.", LATE) == "The peer challenge was late."


def test_what_there_is_no_room_for_is_not_brought() -> None:
    assert in_context("It is due in October.", LATE, 30) == "It is due in October."


def test_no_number_to_ring_is_brought_along() -> None:
    text = "Ring Jo Fenn on 01632 960 001 about it. It is due in October."
    assert in_context("It is due in October.", text) == "It is due in October."


@pytest.mark.parametrize(
    ("when", "until", "said"),
    [
        ("2024-05-03", "", "3 May 2024"),
        ("2024-05-03", "2024-05-05", "3 to 5 May 2024"),
        ("2024-04-30", "2024-05-02", "30 April to 2 May 2024"),
        ("2023-12-30", "2024-01-02", "30 December 2023 to 2 January 2024"),
        ("2024-02", "2024-03", "February to March 2024"),
        ("2021", "2022", "2021 to 2022"),
    ],
)
def test_a_range_of_days_is_written_once_for_what_they_share(when: str, until: str, said: str) -> None:
    assert written_days(when, until) == said
