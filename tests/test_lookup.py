"""A paper and a paragraph by what a person types."""

from __future__ import annotations

import pytest

from assistant.lookup import find_card, find_paragraph
from ingest.errors import NotHeld
from ingest.report import Card, Header, Paragraph, Report

CARDS = tuple(Card(name, Header(), 1, None, "", "") for name in ("2024/update.txt", "2023/update.pdf", "plan.docx"))
REPORT = Report(
    "plan.docx",
    Header(),
    tuple(
        Paragraph(para, "A", f"{para} words", order, parent)
        for order, (para, parent) in enumerate(
            [
                ("5.1", ""),
                ("5.2", ""),
                ("5.4", ""),
                ("5.4(a)", "5.4"),
                ("5.4#2", ""),
                ("Rec 2", ""),
                ("header:Wards", ""),
            ]
        )
    ),
)


@pytest.mark.parametrize("typed", ["plan.docx", "PLAN.DOCX", "plan", "pl"])
def test_a_paper_answers_to_its_name_and_to_the_start_of_it(typed: str) -> None:
    assert find_card(typed, CARDS).name == "plan.docx"


def test_a_file_name_is_enough_where_only_one_paper_has_it() -> None:
    assert find_card("update.txt", CARDS).name == "2024/update.txt"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("update", "could be 2023/update.pdf, 2024/update.txt"), ("", "no paper"), ("../../etc/passwd", "no paper")],
)
def test_what_is_not_one_paper_is_said(typed: str, words: str) -> None:
    with pytest.raises(NotHeld, match=words):
        find_card(typed, CARDS)


@pytest.mark.parametrize(
    ("typed", "para"),
    [
        ("5.4", "5.4"),
        ("para 5.4", "5.4"),
        ("5.4 (a)", "5.4(a)"),
        ("5.4#2", "5.4#2"),
        ("rec 2", "Rec 2"),
        ("Header:wards", "header:Wards"),
    ],
)
def test_a_paragraph_answers_to_its_address(typed: str, para: str) -> None:
    assert find_paragraph(typed, REPORT).para == para


@pytest.mark.parametrize(
    ("typed", "words"),
    [("5.3", "from 5.2 to 5.4"), ("9.1", "ends at 5.4"), ("1.1", "begins at 5.1"), ("section:Nothing", "it has 7")],
)
def test_a_number_that_is_passed_over_is_said(typed: str, words: str) -> None:
    with pytest.raises(NotHeld, match=words):
        find_paragraph(typed, REPORT)
