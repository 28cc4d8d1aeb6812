"""Whom a pack names, and what a moment of its story weighs."""

from __future__ import annotations

import pytest

from assistant.answer import Citation
from assistant.papers.onboarding.moments import Moment, chosen, once, weight_of
from assistant.papers.onboarding.people import named_in
from ingest.report import Paragraph, Ref

JO_FENN = ("Jo Fenn", "Head of Care", "contact")


@pytest.mark.parametrize(
    ("para", "text", "found"),
    [
        (
            "header:Report of",
            "Report of: Ann O’Lee, Director of People",
            ("Ann O’Lee", "Director of People", "Report of"),
        ),
        (
            "header:Report of",
            "Report of the Director of Homes (Jo Fenn)",
            ("Jo Fenn", "Director of Homes", "Report of"),
        ),
        ("header:Author", "Author: Jo Fenn (Head of Homes)", ("Jo Fenn", "Head of Homes", "Author")),
        ("header:Present", "Present: Councillors Jo Fenn (Chair), Sam Ash", ("Jo Fenn", "Chair", "present")),
        ("header:Lead officer", "Lead officer: Élise van der Berg", ("Élise van der Berg", "", "Lead officer")),
        ("header:Present", "Present: Councillor Jo Fenn (Chair), Sam Ash", ("Councillor Jo Fenn", "Chair", "present")),
        (
            "6.1",
            "Name: Jo Fenn\nDesignation: Head of Care\nTel: 01632 960 001",
            ("Jo Fenn", "Head of Care", "contact"),
        ),
        ("7.1", "Contact: Jo Fenn, Head of Care, telephone 01632 960 001", JO_FENN),
    ],
)
def test_a_name_and_post_are_read_without_the_number_to_ring(para: str, text: str, found: tuple[str, ...]) -> None:
    assert tuple(named_in(Paragraph(para, "", text, 0))) == (found,)


@pytest.mark.parametrize(
    ("para", "text"),
    [
        ("header:Wards affected", "Wards affected: All Wards"),
        ("header:Key decision", "Key decision: No"),
        ("header:Report of", "Report of: Executive Director, Children and Learning"),
        ("header:Lead inspector", "Lead inspector: Ann Lee, Inspector of Children’s Services"),
        ("5.1", "Children’s services were inspected in May."),
    ],
)
def test_no_name_is_read_where_nobody_of_the_council_stands(para: str, text: str) -> None:
    assert not tuple(named_in(Paragraph(para, "", text, 0)))


def test_a_notice_weighs_more_than_an_opening_and_that_more_than_a_passing_day() -> None:
    weights = [
        weight_of("The improvement notice was lifted on 14 March 2023."),
        weight_of("The hub opened on 1 November 2021."),
        weight_of("Staff were consulted in September 2023."),
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


def _cited(day: str) -> Citation:
    return Citation(Ref(f"{day}.txt", "1.1"), "words", "Fernmoor, para 1.1")


def _moment(day: str, said: str, weight: int) -> Moment:
    return Moment(day, day, said, f"“{said}”", (_cited(day),), weight)


def test_a_sentence_that_tells_two_days_stands_at_the_later() -> None:
    said = "The notice, issued on 12 July 2021, was lifted on 14 March 2023."
    kept = once([_moment("2021-07-12", said, 90), _moment("2023-03-14", said, 90)])
    assert [each.day for each in kept] == ["2023-03-14"]


def test_every_year_of_which_papers_are_held_has_its_line_however_little_room_there_is() -> None:
    moments = [_moment("2021-05-01", "The plan was approved.", 80), _moment("2022-05-01", "A paper was read.", 10)]
    assert [each.day for each in chosen(moments, ["2021", "2022"], 1)] == ["2021-05-01", "2022-05-01"]


def test_the_latest_paper_is_in_the_story_whatever_it_weighs() -> None:
    told = [_moment("2021-05-01", "The plan was approved.", 80), _moment("2021-06-01", "A paper was read.", 10)]
    assert chosen(told, ["2021"], 1) == (told[0],)
    assert chosen(told, ["2021"], 1, "2021-06-01.txt") == tuple(told)
