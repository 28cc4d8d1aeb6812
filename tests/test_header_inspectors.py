"""Whose paper it is and when, for what inspectors publish besides full reports, and for covers that only look so."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.facts.inspections import inspections, recommendations
from ingest.parse import parse
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of
from ingest.report import DateSource, Kind, Report

WORDS = "The quality of practice varies more than it should between the teams that were visited.\n\n"


def read(text: str) -> Report:
    return parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt")


LETTER = (
    "Ofsted\n\n12 April 2021\n\nMs P Auden\n\nDirector of Children's Services\n\nAshby Council\n\nDear Ms Auden\n\n"
    "Focused visit to Ashby children's services\n\nThis letter gives the findings of the focused visit to Ashby "
    "children's services on 9 and 10 March 2021.\n\nHeadline findings\n\n" + WORDS
)
LIST = "What needs to improve in this area of practice\n\n• The recording of supervision.\n\n• Plans for children.\n\n"


def test_a_letter_that_says_what_must_improve_is_an_inspection_report() -> None:
    report = read(LETTER + LIST + "Next steps\n\nWe will write again.\n")
    assert (report.header.kind, report.header.council) == (Kind.INSPECTION, "Ashby")
    assert (report.header.as_at, report.header.date_source) == (date(2021, 4, 12), DateSource.PUBLICATION)
    assert [each.wording for each in recommendations(report)] == [
        "The recording of supervision.",
        "Plans for children.",
    ]
    (visit,) = inspections(report)
    assert (visit.first_day, visit.last_day) == ("2021-03-09", "2021-03-10")


def test_a_letter_that_recommends_nothing_stays_a_letter() -> None:
    assert read(LETTER + "Next steps\n\nWe will write again.\n").header.kind is Kind.OTHER


def test_inspectors_of_probation_name_the_place_after_the_service() -> None:
    report = read(
        "An inspection of youth justice services in\n\nAshby\n\nHM Inspectorate of Probation, May 2022\n\nForeword\n\n"
        "Fieldwork for this inspection took place between 31 January and 4 February 2022.\n\nRecommendations\n\n"
        "The Ashby Youth Justice Service should:\n\n1. improve its plans\n\n2. train its staff\n\n"
    )
    assert (report.header.kind, report.header.council) == (Kind.INSPECTION, "Ashby")
    assert (report.header.as_at, report.header.date_source) == (date(2022, 2, 4), DateSource.INSPECTION_END)
    assert [each.number for each in recommendations(report)] == [1, 2]


def test_a_committee_paper_about_an_inspection_is_none() -> None:
    cover = (
        "LONDON BOROUGH OF ASHBY\n\n| Meeting: | Cabinet |\n|---|---|\n| Date: | 17 January 2023 |\n"
        "| Report title: | Ofsted Inspection of Children's Services: Improvement Plan |\n"
        "| Lead Member: | Councillor Brandt |\n\n1. Summary\n\n1.1 Ofsted inspected the Council in September 2022.\n"
    )
    header = read(cover).header
    assert (header.kind, header.council, header.as_at) == (Kind.REPORT, "Ashby", date(2023, 1, 17))


def test_lines_that_end_in_a_judgement_head_what_follows() -> None:
    report = read(
        "Inspection of Ashby local authority children's services\n\nInspection dates: 3 to 7 June 2024\n\n"
        "What needs to improve?\n\n• The recording of supervision.\n\n"
        "Experiences of children who need help and protection: requires improvement to be good\n\n"
        "1. Contacts are not always dealt with in good time.\n\n2. Plans are clear.\n\n"
    )
    assert [each.wording for each in recommendations(report)] == ["The recording of supervision."]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("CABINET – 23 JUNE 2021", "Cabinet"),
        ("Children's Scrutiny Committee – Tuesday, 23 June 2021", "Children's Scrutiny Committee"),
        ("Committee: Corporate Parenting Board   Agenda Item: 5\n\nDate: 23 June 2021", "Corporate Parenting Board"),
        ("Health Scrutiny Panel\n\n23 June 2021\n\nFor: Information", "Health Scrutiny Panel"),
    ],
)
def test_the_committee_is_told_from_its_day_its_item_and_the_purpose(line: str, body: str) -> None:
    report = read(f"ASHBY COUNCIL\n\n{line}\n\nAnnual Report on Fostering\n\n1. Purpose\n\n1.1 {WORDS}")
    assert (report.header.body, report.header.as_at) == (body, date(2021, 6, 23))


def test_an_authority_that_is_no_council_keeps_its_own_name() -> None:
    report = read(f"ASHSHIRE FIRE AND RESCUE AUTHORITY\n\nAudit Committee\n\n23 June 2021\n\n1 PURPOSE\n\n1.1 {WORDS}")
    assert report.header.council == "Ashshire Fire and Rescue"


def test_a_paper_with_no_other_title_is_called_what_its_item_is() -> None:
    words = (
        f"ASHBY COUNCIL\n\nHealth Panel\n\n5 November 2024\n\nAgenda item 6: Update on the fostering plan\n\n1. {WORDS}"
    )
    assert read(words).header.title == "Update on the fostering plan"
