"""Dates as exact as their words."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.spans import spans_in

NEAR = date(2024, 7, 8)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("published on 16 May 2024.", [("2024-05-16", "2024-05-16")]),
        ("on the 28 th November 2017", [("2017-11-28", "2017-11-28")]),
        ("in November 2015", [("2015-11", "2015-11")]),
        ("in October and November 2015", [("2015-10", "2015-10"), ("2015-11", "2015-11")]),
        ("between December and January 2016", [("2015-12-01", "2016-01-31")]),
        ("from 19 February – 8 March 2024", [("2024-02-19", "2024-03-08")]),
        ("between 19 and 30 April 2021", [("2021-04-19", "2021-04-30")]),
        ("on 02/07/2024, again on 2024-07-05", [("2024-07-02", "2024-07-02"), ("2024-07-05", "2024-07-05")]),
        ("during 2023", [("2023", "2023")]),
        ("in 2024/25", [("2024-04-01", "2025-03-31")]),
        ("the Plan 2021-25", [("2021-01-01", "2025-12-31")]),
        ("on 3 June", [("2024-06-03", "2024-06-03")]),
        ("by 31 January", [("2024-01-31", "2024-01-31")]),
        ("since last December", [("2023-12", "2023-12")]),
        ("next June", [("2025-06", "2025-06")]),
        ("in November this year", [("2024-11", "2024-11")]),
        ("in May last year", [("2023-05", "2023-05")]),
        ("by Q4 2024/25", [("2025-01-01", "2025-03-31")]),
        ("in quarter 1 of 2024/25", [("2024-04-01", "2024-06-30")]),
        ("in Autumn 2024", [("2024", "2024")]),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, found: list[tuple[str, str]]) -> None:
    assert [(span.iso, span.iso_last) for span in spans_in(text, NEAR)] == found


@pytest.mark.parametrize(
    "text",
    ["every March and September", "it may be", "31 February 2024", "£1,359", "45% cases", "paragraph 5.4", "may not 2"],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert spans_in(text, NEAR) == ()


def test_a_year_that_nothing_tells_is_not_made_up() -> None:
    assert spans_in("on 3 June", None) == ()


def test_a_date_says_whether_its_year_was_printed() -> None:
    said, taken, relative = spans_in("On 3 June 2024, on 17 July, and in November this year", NEAR)
    assert (said.year_said, taken.year_said, relative.relative) == (True, False, "this year")
    assert relative.printed == "November this year"


def test_the_words_of_a_date_stand_where_it_says() -> None:
    text = "It ran from 1 May to 2 June 2023 and ended."
    (span,) = spans_in(text, None)
    assert text[span.start : span.end] == span.printed == "1 May to 2 June 2023"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The date was moved from 31 March to 31 July 2024.", 2),
        ("The launch has slipped from the planned 4 May 2024 to 9 June 2024.", 2),
        ("The survey ran from 31 March to 31 July 2024.", 1),
        ("The office moved; the survey ran from 31 March to 31 July 2024.", 1),
    ],
)
def test_what_moves_from_one_day_to_another_is_no_range(text: str, count: int) -> None:
    assert len(spans_in(text, None)) == count
