"""Questions about what inspectors have told a council to improve."""

from __future__ import annotations

from datetime import date

import pytest
from inspections_held import asked, inspection, quoted

LETTERS = "The quality of letters sent to parents."
ROUGH = "Homes for care leavers who sleep rough."
SUPERVISION = "Supervision of staff."
ALL = [LETTERS, ROUGH, SUPERVISION]


@pytest.mark.parametrize(
    "question",
    [
        "What were we told to sort out in March 2023?",
        "What did Ofsted want the council to improve?",
        "What are we supposed to put right after the 2023 inspection?",
        "List the areas for improvement from the inspection",
        "What do we need to improve, according to the inspectors?",
        "What did the inspectors recommend?",
        "Which three areas did the inspectors say we have to get better at?",
    ],
)
def test_the_whole_list_is_given_where_the_list_is_asked_for(question: str) -> None:
    (said,) = asked(question)
    assert [row.quote for row in said.rows] == ALL
    assert said.lead.startswith("There are three things to improve")


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("What did the inspectors want us to do about letters to parents?", LETTERS),
        ("What have we been told to do about people sleeping rough in 2023?", ROUGH),
        ("What were we told by Ofsted to do about children who sleep rough?", ROUGH),
        ("What was the third thing the inspectors told us to sort out?", SUPERVISION),
    ],
)
def test_one_item_is_given_where_a_subject_or_its_place_is_named(question: str, item: str) -> None:
    assert quoted(question) == [item]


def test_a_few_items_are_given_where_all_of_the_subject_stands_in_each() -> None:
    items = ("Homes for care leavers.", "Letters to care leavers.", "Supervision of staff.", "Visits to schools.")
    held = inspection("1 to 5 July 2024", date(2024, 8, 2), {}, improve=items)
    (said,) = asked("What were we told by the inspectors to improve for care leavers?", held)
    assert [row.quote for row in said.rows] == list(items[:2])
    assert said.lead.startswith("Two of the things")


@pytest.mark.parametrize(
    "question",
    [
        "What did the inspectors want us to do about adoption?",
        "Which of the inspectors' recommendations are still outstanding?",
        "Who told the inspectors what to improve?",
        "What did the inspectors say about letters?",
        "What were we told to sort out in 2015?",
    ],
)
def test_what_the_list_does_not_answer_is_left_alone(question: str) -> None:
    assert asked(question) == ()
