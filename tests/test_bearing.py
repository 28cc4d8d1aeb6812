"""Whether words can answer the kind of question put."""

from __future__ import annotations

import pytest

from assistant.answer import Wanted
from assistant.bearing import bears, without_label


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
        ("The 12 themes", "The 12 themes"),
    ],
)
def test_a_paragraph_without_its_number(text: str, expected: str) -> None:
    assert without_label(text) == expected
