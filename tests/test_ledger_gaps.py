"""Missing papers: the sample's own, those of the reference papers, and when one is struck off."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from holdings import holdings
from plain_papers import ROOT, paper, reference_papers, sample

from assistant.ledger.gaps import GapRow, gaps
from ingest.access import as_seen
from ingest.facts.mentions import mentions
from ingest.report import Access, DateSource, Kind, Paragraph, Report

Told = tuple[str, str, str]  # the paper's short name, its kind, and what is missing or when


def rows(*reports: Report, council: str = "Ashcombe Vale") -> tuple[GapRow, ...]:
    return gaps(holdings(reports, [mentions], council))


def of(report: Report, **header: object) -> Report:
    return replace(report, header=replace(report.header, **header))  # type: ignore[arg-type]


def test_the_sample_misses_what_it_misses_and_nothing_else() -> None:
    councils = sorted({report.header.council for report in sample()})
    found = [json.loads(json.dumps(asdict(row))) for council in councils for row in rows(*sample(), council=council)]
    expected = json.loads((ROOT / "evals" / "ledgers" / "gaps.json").read_text(encoding="utf-8"))
    assert sorted(found, key=str) == sorted(expected, key=str)


def told(row: GapRow) -> Told:
    label = row.what.partition(":")[0] if row.kind == "appendix" else row.when or row.what
    return Path(row.report).name[:3], row.kind, label


CHESHIRE: list[Told] = [
    ("000", "appendix", "Appendix 1"),
    ("000", "appendix", "Appendix 2"),
    ("000", "appendix", "Appendix 3"),
    ("000", "appendix", "Appendix 4"),
    ("000", "report", "2015-10"),
    ("000", "report", "2015-11"),
    ("000", "update", "2016-03"),
    ("001", "appendix", "Appendix 1"),
    ("001", "appendix", "Appendix 2"),
    ("002", "self-assessment", "2016-07"),
    ("002", "report", "full progress report"),
    ("004", "report", "2024-06-03"),
    ("004", "appendix", "Appendix 1"),
    ("004", "appendix", "Appendix 2"),
]
BACKGROUND: list[Told] = [("002", "background", "Signs of Safety Strategy")]


def test_the_reference_papers_miss_these_and_nothing_else(reference: Path) -> None:
    papers = reference_papers(reference)
    assert sorted(told(row) for row in rows(*papers, council="Cheshire East")) == sorted(CHESHIRE + BACKGROUND)
    (plan,) = rows(*papers, council="Blackpool")
    assert (plan.kind, plan.para) == ("appendix", "5.12")
    assert [place.rpartition("::")[2] for place in plan.also] == ["5.5", "5.7"]
    assert plan.what == "Appendix 8a: Children's Improvement Plan (also called appendix a and 7a)"


def test_without_the_inspection_reports_they_are_missing_too(reference: Path) -> None:
    papers = [report for report in reference_papers(reference) if report.header.kind is not Kind.INSPECTION]
    inspections = [("001", "inspection report", "2015"), ("004", "inspection report", "2024-05-16")]
    found = [told(row) for row in rows(*papers, council="Cheshire East")]
    assert sorted(found) == sorted(CHESHIRE + BACKGROUND + inspections)
    assert [told(row) for row in rows(*papers, council="Blackpool")] == [
        ("003", "inspection report", "2014-09"),
        ("003", "appendix", "Appendix 8a"),
    ]


def test_an_exempt_appendix_is_missing_for_those_who_may_not_see_it() -> None:
    seen = {
        view.lowest: view.report for report in sample() if report.name.startswith("s14207") for view in as_seen(report)
    }
    missing = {level: [row.what for row in rows(seen[level], council="Fernshire Moor")] for level in seen}
    assert any(what.startswith("Appendix B") for what in missing[Access.OPEN])
    assert not any(what.startswith("Appendix B") for what in missing[max(missing)])


def test_a_report_is_struck_off_by_a_paper_of_that_body_and_day() -> None:
    asking = of(paper("The Panel received a report on school meals on 3 June 2024."), body="Panel")
    meals = of(paper(name="item 5.txt", on=date(2024, 6, 3)), title="School meals", body="Children’s Panel")
    assert len(rows(asking)) == 1
    assert not rows(asking, meals)
    assert rows(asking, of(meals, as_at=date(2024, 6, 4)))
    assert rows(asking, of(meals, body="Cabinet"))
    assert rows(asking, of(meals, title="Road safety"))
    assert rows(asking, of(meals, kind=Kind.MINUTES)), "minutes are not the report they speak of"


def test_a_paper_without_a_subject_is_struck_off_by_any_paper_of_that_meeting() -> None:
    asking = of(paper("The next update to the Panel is due in October 2024."), body="Panel")
    held = of(paper(name="item 5.txt", on=date(2024, 10, 3)), title="Road safety", body="Panel")
    assert [row.when for row in rows(asking)] == ["2024-10"]
    assert not rows(asking, held)


def test_minutes_are_struck_off_by_minutes() -> None:
    asking = paper("The minutes of the meeting held on 3 June 2024 were agreed.")
    held = paper(name="minutes.txt", on=date(2024, 6, 3), kind=Kind.MINUTES)
    assert [row.kind for row in rows(asking)] == ["minutes"]
    assert not rows(asking, held)
    assert rows(asking, of(held, kind=Kind.REPORT))


@pytest.mark.parametrize(
    ("said", "as_at", "source", "is_held"),
    [
        ("The inspection report was published on 16 May 2024.", date(2024, 5, 16), DateSource.PUBLICATION, True),
        ("The inspection report was published on 16 May 2024.", date(2024, 5, 17), DateSource.PUBLICATION, False),
        ("The inspection report was published on 16 May 2024.", date(2024, 3, 8), DateSource.INSPECTION_END, True),
        ("The inspection report was published on 16 May 2024.", date(2022, 3, 8), DateSource.INSPECTION_END, False),
        ("The inspection report of 2024 was critical.", date(2024, 5, 16), DateSource.PUBLICATION, True),
        ("The inspection report is on the website.", date(2024, 5, 16), DateSource.PUBLICATION, True),
        ("The inspection report is on the website.", date(2025, 5, 16), DateSource.PUBLICATION, False),
    ],
)
def test_an_inspection_report_is_struck_off_by_its_date(
    said: str, as_at: date, source: DateSource, is_held: bool
) -> None:
    inspection = of(paper(name="inspection.pdf", on=as_at, kind=Kind.INSPECTION), date_source=source)
    assert not rows(paper(said), inspection) if is_held else rows(paper(said), inspection)


def test_an_appendix_is_struck_off_by_a_paper_that_is_plainly_it() -> None:
    asking = paper("The costs are attached at Appendix 2.")
    assert not rows(asking, of(paper(name="Appendix 2 costs.pdf"), title="Costs"))
    assert rows(asking, of(paper(name="Appendix 2 costs.pdf", on=date(2020, 1, 7)), title="Costs")), "another meeting's"
    assert rows(asking, of(paper(name="Appendix 21.pdf"), title="Costs"))


def test_one_missing_paper_is_one_row_at_its_clearest_mention() -> None:
    (row,) = rows(
        paper(
            "Members are asked to agree the plan (appendix 1).",
            "Costs are in the plan at Appendix 1.",
            "Appendix 1: Delivery plan – TO FOLLOW",
        )
    )
    assert (row.what, row.manner, row.para) == ("Appendix 1: Delivery plan", "to follow", "3")
    assert row.also == ("paper.txt::1", "paper.txt::2")


def test_two_appendices_of_one_list_are_two_whatever_they_are_called() -> None:
    found = rows(paper("Appendix 1: Improvement plan", "Appendix 2: Plan", "The plan is attached at Appendix 2."))
    assert [row.what for row in found] == ["Appendix 1: Improvement plan", "Appendix 2: Plan"]


def test_one_report_mentioned_by_two_papers_is_one_row() -> None:
    promised = paper("A report on complaints will be made in September 2024.", name="a.txt")
    made = paper("The report on complaints was made in September 2024.", name="b.txt", on=date(2025, 1, 7))
    other = paper("A report on play areas will be made in September 2024.", name="c.txt")
    assert len(rows(promised, other)) == 2
    (row,) = rows(
        promised,
        paper(
            "The first report on complaints was made in September 2024.", name="b.txt", on=made.header.as_at or date.max
        ),
    )
    assert (row.report, row.manner, row.also) == ("b.txt", "referred to", ("a.txt::1",))


def test_each_paper_has_its_own_full_report_and_all_share_the_law() -> None:
    def asking(name: str) -> Report:
        report = paper("Please see the full progress report and note our Play Strategy.", name=name)
        law = Paragraph("section:Background papers", "Background papers", "Children Act 1989", 5)
        return replace(report, paragraphs=(*report.paragraphs, law))

    found = rows(asking("a.txt"), asking("b.txt"))
    assert [(row.what, len(row.also)) for row in found] == [
        ("full progress report", 0),
        ("Children Act 1989", 1),
        ("full progress report", 0),
    ]


def test_what_is_missing_is_in_the_order_of_the_papers() -> None:
    found = rows(
        paper("It is at Appendix 9.", name="b.txt", on=date(2024, 8, 1)),
        paper("It is at Appendix 5.", "It is at Appendix 2.", name="a.txt"),
    )
    assert [row.what for row in found] == ["Appendix 5", "Appendix 2", "Appendix 9"]


def test_an_appendix_that_is_the_inspectors_report_or_letter_is_held_with_it() -> None:
    listed = paper("Appendix A – Ofsted inspection report.", "Appendix B – Letter from Ofsted, 8 March 2022.")
    listed = of(listed, as_at=date(2022, 4, 5))
    inspected = of(paper("Words.", name="a.pdf"), kind=Kind.INSPECTION, as_at=date(2022, 2, 7))
    letter = of(paper("Words.", name="b.pdf"), kind=Kind.OTHER, as_at=date(2022, 3, 8))
    assert [row.what.partition(":")[0] for row in rows(listed)] == ["Appendix A", "Appendix B"]
    assert rows(listed, inspected, letter) == ()
    assert len(rows(listed, of(inspected, as_at=date(2019, 2, 7)))) == 2
