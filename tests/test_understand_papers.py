"""Which papers are pointed at, and in which council's row."""

from __future__ import annotations

import pytest
from understood import SHELF, asked, card

from assistant.answer import When


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("What does Ham and Wold's latest report say?", ("ham-22",)),
        ("What does South Leigh's latest report say?", ("leigh-22",)),
        ("What did Ham and Wold say last time?", ("ham-21",)),
        ("What was in Ham and Wold's previous update?", ("ham-21",)),
        ("What did Ham and Wold's first report ask for?", ("ham-20",)),
        ("What did the minutes of February 2020 say?", ("ham-minutes-20",)),
        ("What did the February 2020 report say?", ("ham-20",)),
        ("What is in the foster homes report?", ("ham-20",)),
        ("What did the closing report say?", ("ham-22",)),
        ("What did Ham and Wold's inspection report find?", ("ham-inspection",)),
        ("Who ran the board in 2021 at South Leigh?", ()),
        ("How is adoption going?", ()),
    ],
)
def test_papers_pointed_at(text: str, papers: tuple[str, ...]) -> None:
    assert asked(text).prefer == papers


def test_a_date_that_is_no_papers_is_an_events_and_points_nowhere() -> None:
    assert asked("Did South Leigh report on its recovery plan in May 2012?").prefer == ()


def test_a_paper_of_another_council_does_not_stand_in_for_one_that_is_missing() -> None:
    query = asked("What did South Leigh's June 2021 report say about homes?")
    assert query.missing == (When(2021, 6),)
    assert query.prefer == ()


@pytest.mark.parametrize(
    ("text", "council"),
    [
        ("what did ham and wold agree?", "Ham and Wold"),
        ("What did S Leigh agree?", "South Leigh"),
        ("Who is in the South?", ""),
        ("What did Wold agree?", ""),
    ],
)
def test_a_council_named_in_full_or_with_a_short_word(text: str, council: str) -> None:
    assert asked(text).scope.council == council


def test_a_short_name_that_goes_on_otherwise_is_another_councils() -> None:
    shelf = (*SHELF, card("brent", "Brentham Vale", None), card("three", "Ashley, Borne and Coome", None))
    assert asked("How is Brentham doing?", shelf=shelf).scope.council == "Brentham Vale"
    assert asked("How is Brentham West doing?", shelf=shelf).scope.council == ""
    assert asked("How is ABC doing?", shelf=shelf).scope.council == "Ashley, Borne and Coome"
    longer = (*SHELF, card("tarn", "Corve Valley Fire and Rescue", None))
    assert asked("how is corve valley doing?", shelf=longer).scope.council == "Corve Valley Fire and Rescue"
    assert asked("How is Corve Moor doing?", shelf=longer).scope.council == ""


def test_recommendations_are_read_by_the_row() -> None:
    assert asked("Are recs 5, 7 and 8 met?").recommendations == (5, 7, 8)


def test_a_month_and_two_figures_are_a_year_where_the_papers_say_so() -> None:
    query = asked("What did Ham and Wold plan (March 22)?")
    assert query.prefer == ("ham-22",)
    assert query.dates == (When(2022, 3),)
    assert asked("What did Ham and Wold's March 22 report say?").missing == ()
    assert asked("What did Ham and Wold do on June 8?").dates == (When(None, 6, 8),)
    assert asked("What did Ham and Wold do on May 14?").dates == (When(None, 5, 14),)
