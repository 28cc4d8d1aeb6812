"""Whether words can answer the kind of question put."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Wanted, When
from assistant.bearing import bears, names_holder, names_sum, speaks_of, without_label


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        (Wanted.WHEN, "5.1 The plan is due by 3 June 2024.", True),
        (Wanted.WHEN, "5.1 Reports are made every six months.", True),
        (Wanted.WHEN, "2024. The plan is live and responsive.", False),
        (Wanted.HOW_MANY, "21 The costs are £1.4m.", True),
        (Wanted.HOW_MANY, "9.1 None", True),
        (Wanted.HOW_MANY, "21 The costs are not yet known.", False),
        (Wanted.WHO, "3.1 The Health and Wellbeing Board monitors the plan.", True),
        (Wanted.WHO, "3.1 It was agreed by the director.", True),
        (Wanted.WHO, "3.1 Progress has been good.", False),
        (Wanted.CONTACT, "Email: ann.lee@fernmoor.gov.example", True),
        (Wanted.CONTACT, "5.1 Write to us.", False),
        (Wanted.WHAT, "", True),
        (Wanted.WHY, "Anything.", True),
    ],
)
def test_a_paragraph_can_answer_only_what_it_has_the_kind_of(wanted: Wanted, text: str, expected: bool) -> None:
    assert bears(wanted, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.4 On 3 June the plan", "On 3 June the plan"),
        ("- 2.1 The Board", "The Board"),
        ("(a) note the report", "note the report"),
        ("3.2a Is it within budget?", "Is it within budget?"),
        ("Rec. 5: Ensure that", "Ensure that"),
        ("52.The number of", "The number of"),
        ("12.5% of it", "12.5% of it"),
        ("The 12 themes", "The 12 themes"),
    ],
)
def test_a_paragraph_without_its_number(text: str, expected: str) -> None:
    assert without_label(text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "Who's the chair of the Improvement Board?",
            "The Board, chaired by Dr Ann Lee, met in May.",
            True,
        ),
        ("Who's the chair of the Improvement Board?", "The Improvement Board will have an independent chair.", False),
        (
            "What is the name of the person chairing the board?",
            "Since September it has had an independent chair.",
            False,
        ),
        ("What is the name of the person chairing the board?", "Its chair is Dr Ann Lee.", True),
        ("Who is chair of recovery?", "The chair of the Housing Recovery Board met staff.", False),
        ("What is the name of the lead member?", "The lead member has met staff.", False),
        ("What's A. Lee's job title?", "Contact A. Lee", False),
        ("What's A. Lee's job title?", "A. Lee, Head of Housing", True),
        ("Who was the director then?", "Bilal Khan has been appointed director.", True),
        ("What is the name of the commissioner?", "It can include the appointment of a commissioner.", False),
        ("Who would appoint the adviser to the board?", "The department would.", True),
        ("Who is accountable for the plan?", "The Board is.", True),
    ],
)
def test_who_holds_a_post_is_a_person_named_with_the_post(question: str, text: str, expected: bool) -> None:
    assert names_holder(question, text) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What's the total bill for the plan?", "The plan is costed at £2m.", True),
        ("What's the total bill for the plan?", "The plan may need some capital in its second year.", False),
        ("How much did it cost?", "The cost was £40,000.", True),
        ("How much will be spent?", "None.", True),
        ("How much was she paid a day?", "She met the board on 3 days.", False),
        ("How much of the work is done?", "Three quarters.", True),
        ("What price did they want?", "They wanted more.", False),
    ],
)
def test_a_sum_is_asked_for_and_a_sum_is_given(question: str, text: str, expected: bool) -> None:
    assert names_sum(question, text) is expected


def test_a_text_speaks_of_a_date_as_exactly_as_both_say() -> None:
    near = date(2024, 7, 8)
    assert speaks_of((When(2018),), "They came on 3 May 2018.", near)
    assert speaks_of((When(2024, 6),), "It was agreed on 3 June.", near)
    assert not speaks_of((When(2018),), "They came on 3 May 2019.", near)
    assert not speaks_of((When(2018, 6),), "They came in May 2018.", near)
    assert speaks_of((When(None, 6),), "No year is asked about.", near)
    assert speaks_of((), "Nothing is.", near)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who chairs the recovery board?", "The recovery board is chaired by Ann Lee.", True),
        ("Who's been chairing the panel?", "The panel, chaired by an independent person, met.", True),
        ("Who chairs the recovery board?", "The recovery board met in May.", False),
        ("Who was Housing Secretary then?", "A letter came from Ann Lee, MP.", False),
        ("Who was Housing Secretary then?", "Ann Lee, the Housing Secretary, wrote.", True),
        ("Which firm won the contract?", "The contract went to Bright Roads Ltd.", True),
        ("Which firm won the contract?", "The contract went to the bidder ranked first.", False),
        ("What is the name of the company that runs Elm House?", "It has run Elm House since May 2019.", False),
        ("Who runs the home?", "The provider does.", True),
    ],
)
def test_a_name_of_the_right_kind_is_given(question: str, text: str, expected: bool) -> None:
    assert names_holder(question, text) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("What grade did they get?", "Leadership requires improvement.", True),
        ("How was leadership rated?", "Leadership has changed since then.", False),
        ("What overall grade did they get?", "Leadership is good.", False),
        ("What overall grade did they get?", "Overall effectiveness is good.", True),
        ("What are the four grades they can give?", "It was rated good.", False),
        ("What are the four grades they can give?", "Outstanding, good, requires improvement or inadequate.", True),
        ("What did it cost to run?", "It ran for two years.", False),
        ("What will the team cost?", "It is met within existing budgets.", True),
        ("What do the papers say about cost pressures?", "They are rising.", True),
        ("How much is the chair paid a day?", "The board and its chair cost £80,000.", False),
        ("How much is the chair paid a day?", "The chair is paid £500 a day.", True),
        ("What price did they tender?", "The homes cost £2m.", False),
        ("What price did they tender?", "The tendered price was £2m.", True),
        ("What proportion had a plan?", "All but two did.", True),
        ("What share had a plan?", "Many had plans.", False),
        ("How far back does the board go?", "It was set up in July 2012.", True),
        ("How far back does the board go?", "It is an old board.", False),
        ("How many working days do they get?", "They have 70 working days.", True),
        ("How many working days do they get?", "They have 70 pages to write.", False),
    ],
)
def test_a_figure_or_a_grade_of_the_right_kind_is_given(question: str, text: str, expected: bool) -> None:
    assert names_sum(question, text) is expected
