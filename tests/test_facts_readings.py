"""What is read of a subject that papers may disagree about, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_papers import paper, reference_papers, sample

from ingest.facts.readings import readings
from ingest.report import Kind, Report, quoted_in


def read(*texts: str) -> list[tuple[str, str]]:
    return [(each.subject, each.value) for each in readings(paper(*texts))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ofsted inspected our children's services from 4 to 15 March 2024.", "2024-03-04/2024-03-15"),
        ("The ILACS inspection took place between 4 March – 15 March 2024.", "2024-03-04/2024-03-15"),
        (
            "The inspection of services for children, carried out in March and April 2024, found drift.",
            "2024-03/2024-04",
        ),
        ("Progress since the March 2024 inspection has been steady.", "2024-03"),
        ("The inspection began on 4 March 2024 and was short.", "2024-03-04/"),
        ("The inspection ended on 15 March 2024.", "/2024-03-15"),
        (
            "The last inspection of child protection in our town was in May 2021.",
            "2021-05",
        ),
    ],
)
def test_the_visit_of_an_inspection_is_read(text: str, value: str) -> None:
    assert read(text) == [("visit of an inspection", value)]


@pytest.mark.parametrize(
    "text",
    [
        "The SEND inspection took place in March 2024.",
        "Ofsted made a monitoring visit after the inspection in March 2024.",
        "The joint targeted area inspection was in March 2024.",
        "The CQC inspection of adult social care was in March 2024.",
        "The home was judged good at its inspection in March 2024.",
        "The last inspection of services for looked after children was in March 2021.",
        "The next inspection is expected in March 2025.",
        "The inspection report was shared with the Board in March 2024.",
        "Since the inspection, the plan was agreed in March 2024.",
        "The order, made after the inspection, was lifted in March 2024.",
        "The inspection of Rowan House in March 2024 was short.",
        "The inspection found drift that we mended in March 2024.",
        "There has been a decline since the inspection of 2018.",
        "This was judged to be adequate at the inspection on 4 March 2024.",
        "The inspection in March found drift.",
    ],
)
def test_what_is_no_visit_of_the_whole_or_has_no_whole_date_is_not(text: str) -> None:
    assert read(text) == []


def test_the_cover_of_an_inspection_report_is_read_and_a_visit_in_two_parts_is_one() -> None:
    cover = {"Inspection dates": "Inspection dates: 4 to 8 March 2024 and 18 to 22 March 2024"}
    (found,) = readings(paper(kind=Kind.INSPECTION, cover=cover))
    assert (found.subject, found.value) == ("visit of an inspection", "2024-03-04/2024-03-22")


def test_the_publication_of_a_report_is_another_subject_than_the_visit() -> None:
    text = "The findings of the inspection are in a report that was published on 2 May 2024."
    assert read(text) == [("publication of an inspection report", "2024-05-02")]


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("The Department issued an improvement notice to us on 3 June 2024.", "issue", "2024-06-03"),
        (
            "The improvement notice, which was served on the Council on 3 June 2024, has ten points.",
            "issue",
            "2024-06-03",
        ),
        ("The improvement notice was lifted on 3 June 2024.", "lifting", "2024-06-03"),
        ("The improvement notice was lifted by the Minister in a letter of 3 June 2024.", "lifting", "2024-06-03"),
    ],
)
def test_a_notice_has_a_day_of_issue_and_a_day_of_lifting(text: str, subject: str, value: str) -> None:
    assert read(text) == [(f"{subject} of the improvement notice", value)]


@pytest.mark.parametrize(
    "text",
    [
        "The Department issued a revised improvement notice on 3 June 2024.",
        "No improvement notice was issued on 3 June 2024.",
        "The improvement notice requires a plan by 3 June 2024.",
        "The improvement notice will be lifted on 3 June 2024.",
    ],
)
def test_a_notice_that_changes_another_or_is_only_spoken_of_is_not_read(text: str) -> None:
    assert read(text) == []


def test_a_named_thing_that_opened_is_read_and_what_opens_again_and_again_or_only_may_is_not() -> None:
    assert read("Harbour House opened on 4 May 2023.") == [("when Harbour House opened", "2023-05-04")]
    assert read("The Family Safety Board (FSB), established in May 2023, meets monthly.") == [
        ("when Family Safety Board was established", "2023-05")
    ]
    assert read("The Housing Consultation opened on 4 May 2023.", "Harbour House could open in May 2023.") == []


def test_a_count_of_recommendations_is_of_all_of_them_in_one_inspection() -> None:
    subject = "number of recommendations of the inspection of 2022"
    assert read("Eight of the eleven recommendations of the 2022 inspection have been met.") == [(subject, "11")]
    assert read("The inspection of May 2022 was fair. It made 12 recommendations.") == [
        ("visit of an inspection", "2022-05"),
        (subject, "12"),
    ]
    assert read("The three outstanding recommendations of the 2022 inspection are late.") == []
    assert read("The peer challenge after the 2022 inspection made six recommendations.") == []


def test_a_number_is_read_only_with_its_day_and_its_words() -> None:
    assert read("At 31 March 2023 there were 1,204 children in need of help, a rise.") == [
        ("number of children in need of help, 2023-03-31", "1204")
    ]
    assert read("There are 1,204 children in need of help.", "We had 31 homes in March 2023.") == []


def test_the_overall_grade_is_read_and_the_grade_of_an_area_is_not() -> None:
    text = "At the inspection in May 2022 overall effectiveness was judged to be good."
    assert ("overall judgement of the inspection of 2022-05", "good") in read(text)
    assert read("At the inspection in May 2022 help for care leavers was judged to be good.") in (
        [],
        [("visit of an inspection", "2022-05")],
    )


def labels(*texts: str) -> list[str]:
    return [value for subject, value in read(*texts) if subject.startswith("appendix")]


def test_one_document_under_two_labels_is_read_at_each() -> None:
    assert labels("The plan is attached at Appendix 2.", "Appendix B: Improvement Plan") == ["2", "b"]
    assert labels("Appendix 2 sets out the Improvement Plan.", "Appendix | B | x", "Annex C - Improvement Plan") == [
        "2",
        "c",
    ]
    assert labels("The Risk Register (Annex 3) is new.", "See Annex 4 – Risk Register") == ["3", "4"]


@pytest.mark.parametrize(
    "texts",
    [
        ("The draft plan is at Appendix 1.", "The final plan is at Appendix 2."),
        ("Appendix 1: Improvement Plan", "Appendix 2: Workforce Plan", "The plan is attached at Appendix 2."),
        (
            "The terms of reference of the Board are at Appendix 1.",
            "The terms of reference of the Panel are at Appendix 2.",
        ),
        ("The Improvement Plan is at Appendix 1.", "See the Improvement Plan, Appendix 4 to the report of May."),
        ("Appendix 1: Improvement Plan. Appendix 2: Improvement Plan (easy read)",),
        ("The plan is attached at Appendix 1.", "The plan (Appendix 1) is new."),
        ("The report is attached at Appendix 1.", "The report is attached at Appendix 2."),
    ],
)
def test_two_documents_are_not_one(texts: tuple[str, ...]) -> None:
    assert labels(*texts) == []


def names(*texts: str) -> set[str]:
    return {value for subject, value in read(*texts) if subject.startswith("name")}


def test_names_that_begin_and_end_alike_are_read_as_one_subject() -> None:
    assert names("It reports to the Quality Board.", "The plan went to the Quality and Practice Board.") == {
        "Quality Board",
        "Quality and Practice Board",
    }
    assert names("Write to Cllr Anna Hartwell.", "Contact: Anna Hartwel, Head of Quality") == {
        "Anna Hartwell",
        "Anna Hartwel",
    }


@pytest.mark.parametrize(
    "texts",
    [
        ("The Family Safety Board met.", "The Safety Board then agreed it."),  # a short form drops words from the front
        ("The Safety Board met.", "The Safety Operational Board met."),  # a level
        ("The Safety Board gave way to the Safety and Practice Board.", "The Safety Board has ended."),
        ("The Safeguarding Children's Board met.", "The Safeguarding Children Board met."),
        ("The Health & Care Board met.", "The Health and Care Board met."),
        ("The Vale Safeguarding Board met.", "The Vale Safeguarding Children Board met."),
        ("The Safety Board met. The Safety and Practice Board is another.", "The Safety Board has ended."),
        ("The Planning Committee met.", "The Planning Policy Committee met."),  # a narrower body
        ("The Audit Committee met.", "The Planning Committee met.", "The Families Committee and Audit Panel met."),
        ("Councillor Anna Hart and Councillor Anna Hare spoke.",),
    ],
)
def test_names_of_two_bodies_and_short_forms_are_not(texts: tuple[str, ...]) -> None:
    assert names(*texts) == set()


def test_every_reading_stands_in_its_paragraph() -> None:
    found = 0
    for report in sample():
        found += all_quoted(report)
    assert found > 10


def test_every_reading_of_the_reference_papers_stands_in_its_paragraph(reference: Path) -> None:
    assert sum(all_quoted(report) for report in reference_papers(reference)) > 30


def all_quoted(report: Report) -> int:
    texts = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    found = readings(report)
    assert all(quoted_in(each.quote, texts[each.ref.para]) for each in found)
    return len(found)
