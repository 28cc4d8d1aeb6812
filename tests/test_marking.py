"""Access markings: what raises a level, and what only speaks of one."""

from __future__ import annotations

import pytest

from ingest.marking import heading_access, line_access, own_access, row_access
from ingest.report import Access

OPEN, CONFIDENTIAL, EXEMPT = Access.OPEN, Access.CONFIDENTIAL, Access.EXEMPT


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("OPEN", OPEN),
        ("Public report", OPEN),
        ("Not exempt", OPEN),
        ("Part 1", OPEN),
        ("Private", EXEMPT),
        ("NOT FOR PUBLICATION", EXEMPT),
        ("Part 2", EXEMPT),
        ("PART II", EXEMPT),
        ("RESTRICTED", EXEMPT),
        ("EXEMPT REPORT", EXEMPT),
        ("Exempt by virtue of paragraph 3 of Part 1 of Schedule 12A", EXEMPT),
        ("Strictly confidential", CONFIDENTIAL),
        ("Private and confidential", CONFIDENTIAL),
        ("OFFICIAL-SENSITIVE", CONFIDENTIAL),
        ("Exempt information", OPEN),
        ("Public health", OPEN),
    ],
)
def test_a_line_that_stands_alone(line: str, level: Access) -> None:
    assert line_access(line) is level


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Appendix 2 (exempt)", EXEMPT),
        ("Appendix B – CONFIDENTIAL", CONFIDENTIAL),
        ("Costs - NOT FOR PUBLICATION", EXEMPT),
        ("Appendix 1 [Restricted]", EXEMPT),
        ("PART 2 – EXEMPT ITEMS", EXEMPT),
        ("Valuation (exempt under paragraph 3 of Schedule 12A)", EXEMPT),
        ("Part 2: Delivery plan", OPEN),
        ("Exempt information", OPEN),
        ("Confidential or exempt information", OPEN),
        ("Appendix 3: Exempt accommodation", OPEN),
        ("Housing benefit (exempt accommodation)", OPEN),
        ("Restricted funds", OPEN),
        ("Private fostering", OPEN),
        ("Whistleblowing – confidential reporting", OPEN),
        ("Exclusion of the press and public", OPEN),
    ],
)
def test_a_heading(heading: str, level: Access) -> None:
    assert heading_access(heading) is level


@pytest.mark.parametrize(
    ("label", "value", "level"),
    [
        ("Classification", "RESTRICTED", EXEMPT),
        ("Classification", "OPEN", OPEN),
        ("Is the report exempt?", "No", OPEN),
        ("Is the report exempt?", "Yes", EXEMPT),
        ("Exempt or confidential information", "None", OPEN),
        ("Exempt information", "This report contains no exempt information", OPEN),
        ("Public or private", "Private", EXEMPT),
        ("Status", "Draft", OPEN),
    ],
)
def test_a_row_of_the_cover(label: str, value: str, level: Access) -> None:
    assert row_access(label, value) is level


@pytest.mark.parametrize(
    ("text", "level", "whole"),
    [
        ("This report is exempt by virtue of paragraph 3.", EXEMPT, True),
        ("This report is not for publication.", EXEMPT, True),
        ("This appendix is exempt.", EXEMPT, False),
        ("Does the information submitted include any exempt information? No", OPEN, False),
        ("This report is not exempt.", OPEN, False),
        ("This report contains no exempt information.", OPEN, False),
        ("The report is exempt from call-in.", OPEN, False),
        ("If this report is confidential it is printed on pink paper.", OPEN, False),
        ("RESOLVED – That the public be excluded as exempt information would be disclosed.", OPEN, False),
    ],
)
def test_what_a_paragraph_says_of_its_paper(text: str, level: Access, whole: bool) -> None:
    assert own_access(text) == (level, whole)
