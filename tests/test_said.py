"""Sentences under the smallest paragraph that holds them, each once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_papers import TABLE, paper

from ingest.report import Paragraph
from ingest.sentences import LONGEST, sentences
from ingest.wording.said import said_in


def test_a_sub_item_is_told_under_its_own_address_and_not_again_under_its_parents() -> None:
    whole = Paragraph("2.1", "", "2.1 Members are asked to:\n(a) note the plan; and\n(b) thank the staff.", 0)
    items = [
        Paragraph("2.1(a)", "", "(a) note the plan; and", 1, "2.1"),
        Paragraph("2.1(b)", "", "(b) thank the staff.", 2, "2.1"),
    ]
    found = said_in(replace(paper(), paragraphs=(whole, *items)))
    assert [(each.paragraph.para, each.text) for each in found] == [
        ("2.1", "Members are asked to:"),
        ("2.1(a)", "note the plan;"),
        ("2.1(b)", "thank the staff."),
    ]


def test_a_tables_cells_are_read_once_and_its_headings_are_no_sentence() -> None:
    found = said_in(paper(table=(("Item", "Cost"), ("Van", "£9k"))))
    assert [(each.paragraph.para, each.text) for each in found] == [
        (f"{TABLE}(row 1)", "Van"),
        (f"{TABLE}(row 1)", "£9k"),
    ]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They came between 4 May – 9 May 2024. They left.", ("They came between 4 May – 9 May 2024.", "They left.")),
        ("Dates: 4 May 2024 - 9 May 2024", ("Dates: 4 May 2024 - 9 May 2024",)),
        ("Appendix 1 – Risk Register", ("Appendix 1 – Risk Register",)),
        ("Aims: – safe homes – good schools", ("Aims:", "– safe homes", "– good schools")),
    ],
)
def test_a_dash_in_a_range_or_after_a_label_ends_no_sentence(text: str, cut: tuple[str, ...]) -> None:
    assert sentences(text) == cut


def test_a_list_run_together_is_read_in_parts() -> None:
    parts = sentences("word " * 1_000)
    assert " ".join(parts).split() == ["word"] * 1_000
    assert max(map(len, parts)) <= LONGEST


def test_an_item_comes_with_what_leads_into_its_list() -> None:
    whole = Paragraph("4", "", "4 These remain open:\n(a) the first;\n(b) the second.", 0)
    items = [Paragraph("4(a)", "", "(a) the first;", 1, "4"), Paragraph("4(b)", "", "(b) the second.", 2, "4")]
    found = list(said_in(replace(paper(), paragraphs=(whole, *items))))
    assert [(each.text, each.lead) for each in found] == [
        ("These remain open:", ""),
        ("the first;", "These remain open:"),
        ("the second.", "These remain open:"),
    ]
