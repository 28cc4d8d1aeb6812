"""Appendices that an open paper calls exempt: which are named, and what comes of it where they stand in the file."""

from __future__ import annotations

import pytest

from ingest.appendices import ANY, appendix_access, named_appendices
from ingest.parse import parse
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of
from ingest.report import Access

OPEN, CONFIDENTIAL, EXEMPT = Access.OPEN, Access.CONFIDENTIAL, Access.EXEMPT


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Appendix B is exempt under paragraph 3 of Schedule 12A.", {"B": EXEMPT}),
        ("Appendices 2 and 3 to this report are not for publication.", {"2": EXEMPT, "3": EXEMPT}),
        ("Appendix A is open and Appendix B contains exempt information.", {"B": EXEMPT}),
        ("Not for publication: Appendix 2 only (paragraph 3)", {"2": EXEMPT}),
        ("Appendices: Appendix A – Needs; Appendix B – Finance (EXEMPT)", {"B": EXEMPT}),
        ("The confidential Annex 4 gives the figures.", {"4": CONFIDENTIAL}),
        ("Exempt information is set out in Appendix C.", {"C": EXEMPT}),
        ("Public report with exempt appendix", {ANY: EXEMPT}),
        ("Appendix A is not exempt.", {}),
        ("Appendix 1 contains no exempt information.", {}),
        ("Appendix 1 sets out the strategy for exempt accommodation.", {}),
    ],
)
def test_the_appendices_named(text: str, named: dict[str, Access]) -> None:
    assert named_appendices([text]) == named


def test_an_appendix_spoken_of_without_a_name_is_any_and_one_without_a_name_takes_the_highest() -> None:
    assert appendix_access("Appendix 2: Costs", {ANY: EXEMPT}) is EXEMPT
    assert appendix_access("Appendix", {"B": EXEMPT}) is EXEMPT
    assert appendix_access("Appendix A – Needs", {"B": EXEMPT}) is OPEN
    assert appendix_access("Background", {ANY: EXEMPT}) is OPEN


def levels(text: str) -> dict[str, Access]:
    report = parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt")
    return {each.para: each.access for each in report.paragraphs if not each.para.startswith("header:")}


COVER = "ASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nSale of the Depot\n\n"
TEXT = "# Purpose\n\n1.1 To sell it.\n\n# Appendix A\n\n2.1 The map.\n\n# Appendix B\n\n3.1 The price.\n"


@pytest.mark.parametrize(
    "marking",
    [
        "Not for publication: Appendix B only",
        "Open report with exempt Appendix B",
        "Exempt: Yes – Appendix B (paragraph 3)",
        "NOT FOR PUBLICATION: Appendix B\n\nBy virtue of paragraph 3 of Part 1 of Schedule 12A",
        "Appendices: Appendix A – Map; Appendix B – Price (exempt)",
    ],
)
def test_a_paper_with_one_exempt_appendix_is_open_but_for_it(marking: str) -> None:
    assert levels(f"{COVER}{marking}\n\n{TEXT}") == {"1.1": OPEN, "2.1": OPEN, "3.1": EXEMPT}


@pytest.mark.parametrize(
    "marking",
    [
        "PART 2 – NOT FOR PUBLICATION",
        "NOT FOR PUBLICATION – this report and its appendices contain information exempt under paragraph 3",
        "Access: Part of this report is exempt",
        "NOT FOR PUBLICATION: this report contains exempt information",
        "By virtue of paragraph(s) 1, 2 and 3 of Part 1 of Schedule 12A of the Local Government Act 1972.",
        "Exempt: Yes – report and Appendix B",
        "Classification: Part exempt",
        "Report status: Not for publication",
        "Confidentiality: This report is to be treated as exempt",
    ],
)
def test_a_marking_of_the_report_itself_or_an_unclear_one_raises_all_of_it(marking: str) -> None:
    found = levels(f"{marking}\n\n{COVER}{TEXT}")
    assert set(found.values()) == {EXEMPT}
    assert {"1.1", "2.1", "3.1"} <= set(found)


def test_an_exempt_appendix_in_a_file_of_its_own() -> None:
    assert set(levels("Appendix B – Price (EXEMPT)\n\n# Bids\n\n1.1 Three bids were received.\n").values()) == {EXEMPT}


def test_a_marking_under_an_appendix_heading_holds_for_all_its_sections() -> None:
    text = "# Purpose\n\n1.1 To sell it.\n\n# Appendix B\n\nNOT FOR PUBLICATION\n\n# Bids\n\n2.1 Three bids came.\n"
    found = levels(COVER + text)
    assert (found["1.1"], found["2.1"]) == (OPEN, EXEMPT)
