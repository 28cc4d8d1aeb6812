"""Follow-ups: what is taken over from the conversation, and what takes its place."""

from __future__ import annotations

from datetime import date

import pytest
from understood import asked

FIRST = "Who monitors Ham and Wold's plan in the June 2021 report?"


def test_the_council_and_the_paper_carry_on_though_nothing_leans_on_them() -> None:
    query = asked("Are there any staffing implications for fostering?", FIRST)
    assert query.scope.council == "Ham and Wold"
    assert query.prefer == ("ham-21",)
    assert query.parts == ("Are there any staffing implications for fostering?",)
    assert query.standalone == "Are there any staffing implications for fostering? (Ham and Wold, June 2021)"


def test_the_words_are_carried_only_where_the_question_leans_on_them() -> None:
    leaning = asked("Any staffing implications in that one?", FIRST)
    assert leaning.standalone == f"{FIRST} Any staffing implications in that one?"
    assert leaning.fresh == "Any staffing implications in that one?"
    assert asked("How many foster carers were recruited?", FIRST).fresh == "How many foster carers were recruited?"


def test_a_council_that_is_named_takes_the_place_of_the_one_before() -> None:
    query = asked("and South Leigh?", "When was Ham and Wold inspected?")
    assert query.standalone == "When was South Leigh inspected?"
    assert query.councils == ("South Leigh",)
    assert query.scope.council == "South Leigh"
    assert query.wanted.value == "when"


def test_a_date_that_is_named_takes_the_place_of_the_one_before() -> None:
    query = asked("what about in March 2022?", "What share of visits were on time in Ham and Wold's June 2021 report?")
    assert query.standalone == "What share of visits were on time in Ham and Wold's March 2022 report?"
    assert query.prefer == ("ham-22",)


def test_another_council_leaves_the_paper_of_the_first_behind() -> None:
    query = asked("What does South Leigh spend on adoption services?", FIRST)
    assert query.prefer == ()
    assert query.scope.council == "South Leigh"


def test_a_question_about_both_councils_leaves_the_one_behind() -> None:
    assert asked("Did both councils agree their plans?", FIRST).scope.council == ""


def test_a_viewpoint_carries_on() -> None:
    query = asked("Who chairs the improvement board?", "Who was accountable in Ham and Wold as at June 2021?")
    assert query.scope.as_at == date(2021, 6, 30)


def test_now_does_not_leave_the_paper_that_the_conversation_is_about() -> None:
    assert asked("So what happens to the old board now?", FIRST).prefer == ("ham-21",)


def test_the_paper_before_is_the_one_before_that_of_the_conversation() -> None:
    assert asked(
        "what did the report before that say?", "What was said in Ham and Wold's March 2022 report?"
    ).prefer == ("ham-21",)


@pytest.mark.parametrize(
    "text",
    [
        "And the cost?",
        "who wrote it?",
        "what about the other one?",
        "why?",
        "how many of those?",
        "which ones?",
        "who's he?",
    ],
)
def test_these_lean(text: str) -> None:
    assert asked(text, FIRST).standalone.startswith(FIRST)


@pytest.mark.parametrize(
    "text", ["Is it true that foster carers were paid more?", "What does that committee say on adoption?"]
)
def test_these_stand_alone(text: str) -> None:
    assert asked(text, FIRST).parts == (text,)


def test_the_parts_of_a_follow_up_each_have_what_it_leans_on() -> None:
    query = asked("and who pays them, and when were they appointed?", "Who are Ham and Wold's commissioners?")
    assert [wanted.value for wanted in query.wants] == ["who", "when"]
    assert all("commissioners" in part for part in query.parts)


def test_one_council_held_against_another_is_a_question_of_both() -> None:
    query = asked("Is that more than South Leigh's?", "What did Ham and Wold spend on agency staff?")
    assert query.councils == ("Ham and Wold", "South Leigh")
    assert query.scope.council == ""
    assert [side.label for side in query.sides] == ["Ham and Wold", "South Leigh"]


def test_a_whole_question_of_another_council_leans_on_nothing() -> None:
    query = asked("And in South Leigh, who chairs the board?", "What did Ham and Wold spend on agency staff?")
    assert query.standalone == "And in South Leigh, who chairs the board?"
