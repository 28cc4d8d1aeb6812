"""Questions about an inspection itself: its dates, its report, who led it."""

from __future__ import annotations

from datetime import date

import pytest
from inspections_held import FIRST, LEAVERS, OVERALL, SECOND, asked, inspection, quoted
from plain_papers import paper

from ingest.report import Kind

DATES_2019, DATES_2023 = "Inspection dates: 3 to 14 June 2019", "Inspection dates: 6 to 17 March 2023"
LEAD_2019, LEAD_2023 = "Lead inspector: Omar Firth, Inspector", "Lead inspector: Jane Elm, Inspector"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When were the inspectors in during 2019?", [DATES_2019]),
        ("Which week did Ofsted visit in March 2023?", [DATES_2023]),
        ("What dates were the inspectors here?", [DATES_2023]),
        ("How long were the inspectors with us in 2019?", [DATES_2019]),
        ("When was the first inspection?", [DATES_2019]),
        ("When was the inspection before last?", [DATES_2019]),
        ("Who led the 2019 inspection?", [LEAD_2019]),
        ("Who was in charge of the inspection team in 2023?", [LEAD_2023]),
        ("Who was the lead inspector at each inspection?", [LEAD_2019, LEAD_2023]),
        ("Which inspections did Omar Firth lead?", [LEAD_2019]),
        ("What dates was Jane Elm leading the inspection?", [DATES_2023]),
    ],
)
def test_it_is_answered_from_the_report_of_the_inspection_meant(question: str, said: list[str]) -> None:
    assert quoted(question) == said


@pytest.mark.parametrize(
    "question",
    [
        "When the inspectors came in 2019, did we have a plan for fostering?",
        "When will the inspectors be told about the plan?",
        "Who led the improvement work after the inspection?",
        "Who is in charge of the council's response to Ofsted?",
        "When were the inspectors in during 2015?",
        "When was the youth justice service inspected?",
        "When was the cabinet meeting?",
    ],
)
def test_what_is_not_asked_of_an_inspection_held_is_left_to_the_search(question: str) -> None:
    assert asked(question) == ()


def test_a_follow_up_means_the_inspection_that_was_spoken_of() -> None:
    history = ("What did Ofsted say of us in June 2019?",)
    assert quoted("and who was leading that one?", history=history) == [LEAD_2019]


def test_the_day_a_report_came_out_is_the_one_it_prints_or_none() -> None:
    assert asked("When did the inspection report come out?") == ()
    held = paper(
        kind=Kind.INSPECTION,
        on=date(2022, 3, 4),
        cover={
            "Inspection dates": "Inspection dates: 10 to 14 January 2022",
            "Report published": "Report published: 4 March 2022",
        },
    )
    assert quoted("When did the inspection report come out?", held) == ["Report published: 4 March 2022"]


def test_councils_are_answered_apart_and_a_place_not_held_is_none_of_them() -> None:
    other = inspection("1 to 5 July 2024", date(2024, 8, 2), {OVERALL: "Good", LEAVERS: "Good"}, council="Brackley")
    question = "When were the inspectors in at Brackley and Ashcombe Vale?"
    assert quoted(question, FIRST, SECOND, other) == [DATES_2023, "Inspection dates: 1 to 5 July 2024"]
    assert asked("When were the inspectors in at Dunmere?", FIRST, SECOND, other) == ()


def test_a_kind_of_inspection_that_is_named_is_meant_alone() -> None:
    visit = inspection("1 to 2 July 2024", date(2024, 8, 2), {}, title="Focused visit to children's services")
    assert quoted("When was the focused visit?", *(FIRST, SECOND, visit)) == ["Inspection dates: 1 to 2 July 2024"]
    assert asked("When was the focused visit?") == ()
