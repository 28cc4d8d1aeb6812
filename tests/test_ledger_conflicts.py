"""Conflicts: the sample's own, those of the reference papers and no other, and what agrees or is two things."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from holdings import holdings
from plain_papers import ROOT, paper, reference_papers, sample

from assistant.ledger.conflicts import ConflictRow, conflicts
from ingest.facts.amounts import amounts
from ingest.facts.inspections.publications import publications
from ingest.facts.readings import readings
from ingest.report import Kind, Report


def rows(*reports: Report, council: str = "Ashcombe Vale") -> tuple[ConflictRow, ...]:
    return conflicts(holdings(reports, [readings, amounts, publications], council))


def values(*reports: Report) -> dict[str, list[str]]:
    return {row.subject: [said.value for said in row.readings] for row in rows(*reports)}


def test_the_sample_has_its_conflicts_and_no_other() -> None:
    councils = sorted({report.header.council for report in sample()})
    found = [asdict(row) for council in councils for row in rows(*sample(), council=council)]
    expected = json.loads((ROOT / "evals" / "ledgers" / "conflicts.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(found)) == expected


def places(row: ConflictRow) -> list[tuple[str, str, str]]:
    return [(Path(said.report).name[:3], said.para, said.value) for said in row.readings]


def test_the_reference_papers_have_theirs_and_no_other(reference: Path) -> None:
    papers = reference_papers(reference)
    east = [places(row) for row in rows(*papers, council="Cheshire East")]
    assert east == [
        [
            ("804", "section:Previous Ofsted inspections", "2013-04"),
            ("804", "section:Executive summary", "2013-03"),
            ("002", "3.2", "2013-03"),
        ],
        [
            ("804", "header:Inspection dates", "2024-02-26/2024-03-08"),
            ("004", "3", "2024-02-19/2024-03-08"),
            ("004", "5", "2024-02-19/2024-03-08"),
        ],
        [("004", "6", "Improvement Board"), ("004", "13", "Improvement and Impact Board")],
        [
            ("004", "8", "Cared for and Care Leavers Committee"),
            ("004", "13", "Cared for Children and Care Leavers Committee"),
            ("004", "14", "Cared for and Care Leavers Committee"),
        ],
    ]
    assert [places(row) for row in rows(*papers, council="Blackpool")] == [
        [("003", "5.5", "a"), ("003", "5.7", "7a"), ("003", "5.12", "8a")]
    ]


def test_a_month_agrees_with_a_day_in_it_and_disagrees_with_one_outside_it() -> None:
    older = paper("Ofsted inspected our services from 4 to 15 March 2024.", name="a.txt", on=date(2024, 5, 1))
    agreeing = paper("Progress since the inspection in March 2024 is good.", name="b.txt")
    outside = paper("Progress since the inspection in April 2024 is good.", name="c.txt")
    assert values(older, agreeing) == {}
    assert values(older, agreeing, outside) == {
        "date of the inspection of 2024": ["2024-03-04/2024-03-15", "2024-03", "2024-04"]
    }


def test_two_inspections_two_notices_and_two_openings_far_apart_are_two() -> None:
    first = paper(
        "Ofsted inspected our services from 4 to 15 March 2021.",
        "An improvement notice was issued on 3 June 2021.",
        "Harbour House opened on 4 May 2021.",
        name="a.txt",
    )
    second = paper(
        "Ofsted inspected our services from 8 to 19 April 2024.",
        "An improvement notice was issued on 3 July 2024.",
        "Harbour House opened on 4 June 2024.",
        name="b.txt",
    )
    assert values(first, second) == {}


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "An improvement notice was issued on 3 June 2024.",
            "The improvement notice issued on 7 June 2024 stands.",
            "issue",
        ),
        (
            "The improvement notice was lifted on 3 June 2024.",
            "The improvement notice was lifted in July 2024.",
            "lifting",
        ),
        ("Harbour House opened on 4 May 2024.", "Harbour House opened in June 2024.", "when Harbour House opened"),
        (
            "The Minister issued a statutory direction on 2 July 2024.",
            "The statutory direction issued on 9 July 2024 stands.",
            "issue of the statutory direction",
        ),
        (
            "This report is on the inspection of children’s services that Ofsted held from 4 to 15 March 2024.",
            "Ofsted inspected children’s services from 11 to 22 March 2024.",
            "date of the inspection of 2024",
        ),
        (
            "The report on the inspection was published on 2 May 2024.",
            "The inspection report, published on 9 May 2024, is long.",
            "publication",
        ),
        (
            "The 2022 inspection made 12 recommendations.",
            "Two of the 13 recommendations of the 2022 inspection wait.",
            "number",
        ),
        (
            "At 31 March 2023 there were 204 children in care.",
            "At 31 March 2023 there were 214 children in care.",
            "number",
        ),
    ],
)
def test_two_papers_that_disagree_are_both_quoted(one: str, other: str, subject: str) -> None:
    (row,) = rows(paper(one, name="a.txt"), paper(other, name="b.txt", on=date(2024, 9, 1)))
    assert row.subject.startswith(subject)
    assert [(said.report, said.quote) for said in row.readings] == [("a.txt", one), ("b.txt", other)]
    assert rows(paper(one, name="a.txt"), paper(one, name="b.txt")) == ()


def test_inspections_of_other_services_are_held_against_their_own() -> None:
    youth = paper("HMIP inspected youth justice services from 4 to 15 March 2024.", name="a.txt")
    late = paper("HMIP inspected youth justice services from 4 to 22 March 2024.", name="b.txt")
    send = paper("Ofsted and the CQC made a SEND inspection from 11 to 22 March 2024.", name="c.txt")
    assert values(youth, send) == {}
    assert values(youth, late, send) == {
        "last day of the inspection of 2024 (youth justice)": ["2024-03-04/2024-03-15", "2024-03-04/2024-03-22"]
    }


def test_a_grade_is_held_against_the_inspection_reports_own_cover() -> None:
    cover = paper(
        name="inspection.pdf",
        on=date(2022, 5, 20),
        kind=Kind.INSPECTION,
        cover={
            "Inspection dates": "Inspection dates: 9 to 20 May 2022",
            "Judgement/Overall effectiveness": "Overall effectiveness Requires improvement to be good",
        },
    )
    right = paper("At the inspection in May 2022 we were judged to require improvement overall.", name="right.txt")
    wrong = paper("At the inspection in May 2022 we were judged to be inadequate overall.", name="wrong.txt")
    area = paper("At the inspection in May 2022 care leavers' services were judged to be inadequate.", name="area.txt")
    assert values(cover, right, area) == {}
    assert values(cover, right, wrong) == {
        "overall judgement of the inspection of 2022": ["requires improvement", "requires improvement", "inadequate"]
    }


def test_labels_and_names_are_held_against_each_other_within_a_paper_only() -> None:
    one = paper("The plan is attached at Appendix 2.", "It went to the Quality Board.", name="a.txt")
    other = paper("Appendix B: Improvement Plan", "The Quality and Practice Board met.", name="b.txt")
    both = paper("The plan is attached at Appendix 2.", "Appendix B: Improvement Plan", name="c.txt")
    assert values(one, other) == {}
    assert values(both) == {"appendix that holds the Improvement Plan": ["2", "b"]}


def test_numbers_that_change_with_time_do_not_disagree() -> None:
    then = paper("At 31 March 2023 there were 204 children in care.", "Caseloads average 18.", name="a.txt")
    now = paper("At 31 March 2024 there were 214 children in care.", "Caseloads average 16.", name="b.txt")
    assert values(then, now) == {}


def test_a_total_told_twice_in_one_paper_is_held_against_itself() -> None:
    summary = "The pay costs are put at £1.489m in total."
    finance = "The pay costs are put at £1.499m in total, split as £417k in 2024/25 and £1.082m in 2025/26."
    rounded = "The pay costs are put at £1.5m in total."
    assert values(paper(summary, finance)) == {"pay costs": ["£1.489m", "£1.499m"]}
    assert values(paper(summary, rounded)) == {}
    assert values(paper(summary, name="a.txt"), paper(finance, name="b.txt")) == {}
