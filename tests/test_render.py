"""An answer as plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer, Citation, Query, Searched, State, Statement, Wanted
from assistant.render import WORDS, listed, reading, searched, text
from ingest.report import Access, Ref, Scope

ONE = Citation(Ref("a.txt", "5.4"), "is lifted", "Fernmoor, Cabinet, 8 July 2024, para 5.4")
TWO = Citation(Ref("b.txt", "1"), "in force", "Aldwick, Cabinet, 1 May 2023, para 1")
SEARCHED = Searched(2, ("Aldwick", "Fernmoor"), ("Cabinet",), date(2023, 5, 1), date(2024, 7, 8))


def test_notes_are_numbered_in_order_of_first_use_and_given_once() -> None:
    answer = Answer(
        State.ANSWERED,
        (Statement("First “is lifted”.", (ONE,)), Statement("Then “in force” and “is lifted”.", (TWO, ONE))),
        SEARCHED,
    )
    shown = text(answer)
    assert "First “is lifted”. [1]" in shown
    assert "Then “in force” and “is lifted”. [2] [1]" in shown
    assert shown.count("Fernmoor, Cabinet, 8 July 2024, para 5.4") == 1


def test_an_answer_that_declines_says_so_first_and_what_was_searched_last() -> None:
    answer = Answer(State.NOT_IN_REPORTS, (Statement("The papers held do not answer this."),), SEARCHED, nearest=(ONE,))
    lines = text(answer).splitlines()
    assert lines[0] == "Not in the papers held."
    assert "Nearest paragraphs:" in lines
    assert lines[-1] == "Searched: 2 papers of Aldwick and Fernmoor (Cabinet), 1 May 2023 to 8 July 2024."


def test_a_calculated_fact_carries_the_word() -> None:
    answer = Answer(State.ANSWERED, (Statement("Together £2m.", (ONE,), calculated=True),), SEARCHED)
    assert "Together £2m. [1] (calculated)" in text(answer)


def test_what_was_searched_is_never_a_false_span() -> None:
    assert searched(Searched(0, (), (), None, None)) == "Searched: no papers."
    assert searched(Searched(1, ("A",), (), None, None)) == "Searched: 1 paper of A."
    assert (
        searched(Searched(1, ("A",), (), date(2024, 1, 1), date(2024, 1, 1)))
        == "Searched: 1 paper of A, 1 January 2024."
    )


@pytest.mark.parametrize(
    ("names", "words"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_names_are_listed_as_people_write_them(names: tuple[str, ...], words: str) -> None:
    assert listed(names) == words


def test_every_state_has_its_words() -> None:
    assert set(WORDS) == set(State)


def test_an_answer_from_closed_paragraphs_is_marked_as_such() -> None:
    closed = replace(ONE, access=Access.EXEMPT)
    answer = Answer(State.ANSWERED, (Statement("It “is lifted”.", (TWO, closed)),), SEARCHED)
    assert "Rests on exempt paragraphs: not for publication." in text(answer)
    assert "not for publication" not in text(Answer(State.ANSWERED, (Statement("It “is lifted”.", (TWO,)),), SEARCHED))


def test_an_answer_that_asks_back_offers_what_to_ask() -> None:
    answer = Answer(
        State.NEEDS_CLARIFYING,
        (Statement("Which council do you mean: Ashby or Borne?"),),
        SEARCHED,
        suggestions=("When is the bath open (Ashby)?",),
    )
    lines = text(answer).splitlines()
    assert lines[0] == "Which do you mean?"
    assert lines[lines.index("Ask one of these:") + 1] == "  When is the bath open (Ashby)?"


def test_how_a_question_was_read_is_told_and_what_was_not_made_of_it_is_left_out() -> None:
    query = Query(
        "and borne?",
        "When is the bath open in Borne?",
        Scope(council="Borne", as_at=date(2024, 7, 8)),
        Wanted.WHEN,
        ("When is the bath open?",),
        read_as=(("bron", "borne"),),
    )
    assert reading(query).splitlines() == [
        "How the question was read:",
        "  by itself it asks: When is the bath open in Borne?",
        "  words taken for others: “bron” for “borne”",
        "  looked for: When is the bath open?",
        "  kind of answer: a date",
        "  searched: Borne, as at 8 July 2024",
    ]
