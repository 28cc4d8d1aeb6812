"""What follows from what a paper prints is borne; what turns its own words round is not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.verify.anchors import borne_in, said_in
from assistant.verify.dates import written_out
from assistant.verify.number_words import in_digits
from assistant.verify.segments import clauses, segments


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A visit is due in June this year.", "June 2022"),
        ("It has run since February.", "February 2022"),
        ("It will come in the autumn.", "autumn 2022"),
        ("It ends at the end of the year.", "2022"),
        ("There were 13 by the end of September 2017-18.", "September 2017"),
        ("There were 13 by the end of January 2017-18.", "January 2018"),
    ],
)
def test_a_day_that_leaves_its_year_to_the_paper_is_written_out(text: str, told: str) -> None:
    assert f"({told})" in written_out(text, date(2022, 3, 15))


def test_a_day_with_its_year_is_left_alone() -> None:
    assert written_out("It was met on 8 July 2024.", date(2025, 1, 1)) == "It was met on 8 July 2024."


@pytest.mark.parametrize(
    ("text", "digits"),
    [("eight and a half months", "8.5 months"), ("a year and a half", "18 months"), ("twenty-one", "21")],
)
def test_halves_are_numbers_too(text: str, digits: str) -> None:
    assert in_digits(text, one=False) == digits


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("six recommendations (1, 2 and 3)", "Recs 1, 2 and 3"),
        ("the Section 151 officer", "the S151 officer"),
        ("every six months", "six monthly reports"),
        ("ten working days", "within 10 working days"),
    ],
)
def test_one_figure_is_told_in_several_ways(said: str, printed: str) -> None:
    held = borne_in(printed)
    assert [a.printed for a in said_in(said) if a.kind not in {"count"} and a.point not in held] == []


def test_a_length_is_of_its_unit() -> None:
    assert {a.point for a in said_in("ten working weeks")} - borne_in("ten working days")


def test_a_change_is_parted_between_its_ends() -> None:
    assert segments("The number fell from 34 in 2022 to 19 in 2023.") == (
        "The number fell from 34 in 2022",
        "The number fell to 19 in 2023.",
    )


def test_a_list_in_brackets_stays_whole() -> None:
    assert clauses("Six were met (1, 2, 3 and 6), and two were not.")[0].endswith("(1, 2, 3 and 6)")
