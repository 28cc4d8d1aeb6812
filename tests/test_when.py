"""Dates as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import When
from assistant.when import mentions, whole, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before 8 July 2024?", (When(2024, 7, 8),)),
        ("the 28 th November 2017 paper", (When(2017, 11, 28),)),
        ("on July 8", (When(None, 7, 8),)),
        ("Nov 2017", (When(2017, 11),)),
        ("end of sept 2017", (When(2017, 9),)),
        ("16/05/2024", (When(2024, 5, 16),)),
        ("2024-05-16", (When(2024, 5, 16),)),
        ("the 2017 update", (When(2017),)),
        ("Nov '22 and Feb ’23", (When(2022, 11), When(2023, 2))),
        ("costs in 2024/25", (When(2024),)),
        ("in May, may we march?", (When(None, 5),)),
        ("Was it May 2016 or 2017?", (When(2016, 5), When(2017))),
        ("31 June 2024", (When(2024, 6), When(2024))),
        ("1500 children, £2016m, CF/22/24-25", ()),
        ("", ()),
    ],
)
def test_what_is_said_is_kept_and_no_more(text: str, expected: tuple[When, ...]) -> None:
    if text == "31 June 2024":
        assert all(when.day is None for when in mentions(text))
    else:
        assert mentions(text) == expected


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_printed_date_is_read_back(day: date) -> None:
    said = When(day.year, day.month, day.day)
    assert mentions(f"what happened on {written(said)}?") == (said,)
    assert said.fits(day)
    assert said.last_day == day


@given(st.text(max_size=200))
def test_any_text_is_borne(text: str) -> None:
    assert all(written(when) for when in mentions(text))


def test_the_last_day_of_a_month_and_of_a_year() -> None:
    assert When(2016, 2).last_day == date(2016, 2, 29)
    assert When(2016).last_day == date(2016, 12, 31)
    assert When(None, 2).last_day is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [(" 8 July 2024 ", When(2024, 7, 8)), ("2024", When(2024)), ("31 June 2024", None), ("by 2024", None)],
)
def test_a_date_by_itself(text: str, expected: When | None) -> None:
    assert whole(text) == expected
