"""An inspection report's recommendations and dates: in full, in order, none invented."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.facts.inspections import BOARD, inspections, recommendations
from ingest.report import (
    Cell,
    DateSource,
    Header,
    Kind,
    Paragraph,
    Report,
    quoted_in,
)

TITLE = "Inspection of children’s services, with a review of the Local Safeguarding Children Board"


def inspection(*paragraphs: Paragraph, title: str = TITLE, source: DateSource = DateSource.PUBLICATION) -> Report:
    header = Header(title=title, kind=Kind.INSPECTION, council="Ashby", as_at=date(2015, 9, 15), date_source=source)
    return Report("inspection.pdf", header, paragraphs)


def para(para: str, section: str, text: str, parent: str = "") -> Paragraph:
    return Paragraph(para, section, text, order=0, parent=parent)


def findings(count: int, section: str = "Findings about children") -> tuple[Paragraph, ...]:
    return tuple(para(str(40 + n), section, f"{40 + n}. Visits are made on time.") for n in range(count))


def test_numbered_recommendations_keep_number_order_words_and_priority() -> None:
    report = inspection(
        para("section:Priority and immediate action", "Priority and immediate action", "Care leavers"),
        para("9", "Priority and immediate action", "9. Visit every care leaver each month."),
        para("10", "Areas for improvement", "10.Write plans so that:\n• they are short\n• they are read"),
    )
    first, second = recommendations(report)
    assert (first.number, first.position, first.priority, first.to) == (9, 1, True, "")
    assert first.wording == "Visit every care leaver each month."
    assert (second.number, second.position, second.priority) == (10, 2, False)
    assert second.wording == "Write plans so that:\n• they are short\n• they are read"
    assert all(quoted_in(each.quote, report.paragraphs[place].text) for place, each in enumerate((first, second), 1))


def test_bullets_have_no_number_and_keep_their_order() -> None:
    heading = "What needs to improve?"
    report = inspection(
        para(f"section:{heading}", heading, "• The quality of plans.\n• Supervision of staff."),
        para(f"section:{heading}(1)", heading, "• The quality of plans.", f"section:{heading}"),
        para(f"section:{heading}(2)", heading, "• Supervision of staff.", f"section:{heading}"),
    )
    found = recommendations(report)
    assert [(each.number, each.position, each.wording) for each in found] == [
        (None, 1, "The quality of plans."),
        (None, 2, "Supervision of staff."),
    ]


def test_rows_of_a_table_are_recommendations() -> None:
    heading = "Areas for priority action"
    cells = (Cell("", "1"), Cell("", "The council should agree one plan for each child."))
    row = Paragraph(f"section:{heading}(row 1)", heading, "1 | The…", 0, parent=f"section:{heading}", cells=cells)
    (found,) = recommendations(inspection(row))
    assert (found.number, found.wording, found.priority) == (
        1,
        "The council should agree one plan for each child.",
        True,
    )


def test_lines_without_bullets_and_paragraphs_of_a_section() -> None:
    heading = "What needs to improve"
    text = "The quality of plans for children.\nThe supervision of social workers."
    plain = inspection(para(f"section:{heading}", heading, text))
    assert [each.wording for each in recommendations(plain)] == text.split("\n")
    dotted = inspection(
        para("4.1", "Recommendations", "4.1 This report makes two recommendations."),
        para("4.2", "Recommendations", "4.2 Ensure that visits are recorded."),
    )
    assert [(each.number, each.wording) for each in recommendations(dotted)] == [
        (None, "Ensure that visits are recorded.")
    ]


@pytest.mark.parametrize("heading", ["The Local Safeguarding Children Board is good", "Key strengths of the LSCB"])
def test_a_heading_tells_the_boards_recommendations_apart(heading: str) -> None:
    report = inspection(
        para("section:The LSCB in short", "The LSCB is good", "It meets."),
        para("section:This local authority", "This local authority is not yet good because", "Plans drift."),
        para("1", "Recommendations", "1. Ensure that plans are reviewed."),
        para("100", heading, "100. The board meets each month."),
        para("101", "Areas for improvement", "101. Publish a yearly report."),
    )
    assert [(each.number, each.to) for each in recommendations(report)] == [(1, ""), (101, BOARD)]


def test_a_second_list_far_from_the_first_is_the_boards_where_the_title_names_it() -> None:
    first = para("1", "Recommendations", "1. Ensure that plans are reviewed.")
    second = para("90", "Recommendations", "90. Publish a yearly report.")
    assert [each.to for each in recommendations(inspection(first, *findings(20), second))] == ["", BOARD]
    alone = inspection(first, *findings(20), second, title="Inspection of children’s services")
    assert [each.to for each in recommendations(alone)] == ["", ""]
    near = inspection(first, *findings(2), second)
    assert [each.to for each in recommendations(near)] == ["", ""]


def test_findings_under_a_lost_heading_are_not_recommended() -> None:
    report = inspection(
        para("1", "Recommendations", "1. Ensure that plans are reviewed."),
        para("section:Recommendations", "Recommendations", "Inspection findings – the board"),
        para("2", "Recommendations", "2. There is a clear plan for the year."),
    )
    assert [each.number for each in recommendations(report)] == [1]


def test_numbers_elsewhere_and_other_papers_give_nothing() -> None:
    assert not recommendations(inspection(*findings(3)))
    own = para("2.1", "Recommendations", "2.1 That the Board note the report.")
    paper = Report("paper.txt", Header(kind=Kind.REPORT, council="Ashby", as_at=date(2016, 1, 1)), (own,))
    assert not recommendations(paper)
    assert not inspections(paper)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Inspection date: 6 to 30 July 2015", "2015-07-06", "2015-07-30"),
        ("Inspection dates: 30 June 2015 – 22 July 2015", "2015-06-30", "2015-07-22"),
        ("Inspection dates: 29 June to 3 July 2015 and 10 to 14 August 2015", "2015-06-29", "2015-08-14"),
        ("Inspected between 1 and 5 June 2015", "2015-06-01", "2015-06-05"),
    ],
)
def test_the_days_of_the_visit(line: str, first: str, last: str) -> None:
    (found,) = inspections(inspection(para("header:Inspection dates", "Header", line)))
    assert (found.first_day, found.last_day, found.published) == (first, last, "2015-09-15")
    assert found.quote == line


def test_a_report_that_prints_no_publication_has_none() -> None:
    line = para("header:Inspection dates", "Header", "Inspection dates: 11 to 15 September 2015")
    (found,) = inspections(inspection(line, source=DateSource.INSPECTION_END))
    assert found.published == ""


def test_a_report_of_no_date_at_all_says_nothing_of_when() -> None:
    assert not inspections(inspection(*findings(2), source=DateSource.NONE))


def test_the_service_inspected_is_told_apart() -> None:
    line = para("header:Inspection dates", "Header", "Inspection dates: 1 to 5 June 2015")
    (found,) = inspections(inspection(line, title="Inspection of Youth Justice Services in Ashby"))
    assert found.service == "youth justice"
    (found,) = inspections(inspection(line))
    assert found.service == ""
