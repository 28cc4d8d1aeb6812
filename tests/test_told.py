"""Sentences under the smallest paragraph that holds them, each once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_papers import TABLE, paper

from ingest.report import Paragraph
from ingest.wording.told import cut, told


def test_a_sub_item_is_told_under_its_own_address_and_not_again_under_its_parents() -> None:
    whole = Paragraph("2.1", "", "2.1 Members are asked to:\n(a) note the plan; and\n(b) thank the staff.", 0)
    items = [
        Paragraph("2.1(a)", "", "(a) note the plan; and", 1, "2.1"),
        Paragraph("2.1(b)", "", "(b) thank the staff.", 2, "2.1"),
    ]
    found = told(replace(paper(), paragraphs=(whole, *items)))
    assert [(each.paragraph.para, each.sentence) for each in found] == [
        ("2.1", "Members are asked to:"),
        ("2.1(a)", "note the plan;"),
        ("2.1(a)", "and"),
        ("2.1(b)", "thank the staff."),
    ]


def test_a_tables_rows_are_told_once_and_its_headings_are_no_sentence() -> None:
    found = told(paper(table=(("Item", "Cost"), ("Van", "£9k"))))
    assert [(each.paragraph.para, each.sentence) for each in found] == [(f"{TABLE}(row 1)", "Van | £9k")]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They came between 4 May – 9 May 2024. They left.", ("They came between 4 May – 9 May 2024.", "They left.")),
        ("Dates: 4 May 2024 - 9 May 2024", ("Dates: 4 May 2024 - 9 May 2024",)),
        ("Appendix 1 – Risk Register", ("Appendix 1 – Risk Register",)),
        ("Aims: – safe homes – good schools", ("Aims:", "– safe homes", "– good schools")),
    ],
)
def test_a_dash_in_a_range_or_after_a_label_ends_no_sentence(text: str, sentences: tuple[str, ...]) -> None:
    assert cut(text) == sentences
