"""Questions about the grades of an inspection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from inspections_held import LEADERS, LEAVERS, OVERALL, PROTECTION, SECOND, asked, inspection, quoted
from plain_papers import paper

from assistant.answer import State
from ingest.report import Kind


@pytest.mark.parametrize(
    ("question", "lead", "rows"),
    [
        ("What grade did we get overall in 2019?", "Inadequate, says", ["Overall effectiveness Inadequate"]),
        ("How were kids leaving care rated in 2023?", "Outstanding, says", [f"{LEAVERS} Outstanding"]),
        ("What did Ofsted grade us for leadership in 2023?", "Good, says", [f"{LEADERS} Good"]),
        ("Was the council judged good overall in 2019?", "No: inadequate", ["Overall effectiveness Inadequate"]),
        ("Was the council judged good overall in 2023?", "Yes: good", ["Overall effectiveness Good"]),
        ("Which area came out best in the 2023 inspection?", "Outstanding was the highest", [f"{LEAVERS} Outstanding"]),
        (
            "Which area got the worst grade in 2023?",
            "Requires improvement to be good was the lowest",
            [f"{PROTECTION} Requires improvement to be good"],
        ),
        (
            "Did the overall grade go up between 2019 and 2023?",
            "It went up, from inadequate to good.",
            ["Overall effectiveness Inadequate", "Overall effectiveness Good"],
        ),
        ("What had the council been rated overall before 2023?", "Inadequate", ["Overall effectiveness Inadequate"]),
    ],
)
def test_the_grade_is_that_of_the_area_and_the_inspection_asked_about(
    question: str, lead: str, rows: list[str]
) -> None:
    (said,) = asked(question)
    assert said.lead.startswith(lead)
    assert [row.quote for row in said.rows] == rows


def test_all_grades_are_given_where_they_are_asked_for() -> None:
    assert len(quoted("What were the grades at the inspection in 2023?")) == 4


@pytest.mark.parametrize(
    "question",
    [
        "What grade did care plans get from the inspectors in 2023?",
        "How were case audits graded in 2023?",
        "What grades can Ofsted give?",
        "What pay grade is the director on?",
        "What was the council graded in 2015?",
        "Why was the council judged inadequate in 2019?",
    ],
)
def test_what_an_inspection_did_not_grade_is_left_to_the_search(question: str) -> None:
    assert asked(question) == ()


def test_a_grade_that_is_taken_for_granted_and_was_not_given_is_corrected() -> None:
    (said,) = asked("Why was our leadership given a good in 2019?")
    assert said.state is State.FALSE_PREMISE
    assert said.rows[0].quote == f"{LEADERS} Inadequate"


def test_no_grade_for_the_whole_is_made_up_from_those_of_the_areas() -> None:
    held = inspection("1 to 5 July 2024", date(2024, 8, 2), {LEADERS: "Good", LEAVERS: "Good"})
    (said,) = asked("What overall grade did we get in 2024?", held)
    assert said.state is State.NOT_IN_REPORTS
    assert len(said.rows) == 2


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("The overall judgement is that services require improvement", "Too many children wait."),
        ("Children's services in Ashcombe Vale require improvement to be good", "Too many children wait."),
        ("Foreword", "Overall, the service was rated as requires improvement."),
    ],
)
def test_an_overall_grade_may_be_a_heading_or_a_sentence(section: str, text: str) -> None:
    held = paper(text, kind=Kind.INSPECTION, cover={"Inspection dates": "Inspection dates: 3 to 7 June 2024"})
    dated, said = held.paragraphs
    own = replace(held, paragraphs=(dated, replace(said, para=f"section:{section}", section=section, text=text)))
    (answer,) = asked("What was the overall grade at the inspection?", own)
    assert answer.lead.lower().startswith("require")
    assert answer.rows[0].quote == text


def test_a_grade_follows_the_conversation() -> None:
    history = ("How were care leavers graded in 2023?",)
    assert quoted("what about the inspection before that?", history=history) == [f"{LEAVERS} Good"]
    assert SECOND.header.as_at == date(2023, 5, 4)
    assert OVERALL in {para.para.rpartition("/")[2] for para in SECOND.paragraphs}
