"""Money: every sum of the sample and the reference papers, totals that do not add up, and what is calculated."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from holdings import holdings
from plain_papers import ROOT, paper, reference_papers, sample

from assistant.ledger.money import MoneyRow, money
from ingest.facts.amounts import amounts
from ingest.report import Report

EXPECTED = json.loads((ROOT / "evals" / "ledgers" / "money.json").read_text(encoding="utf-8"))


def rows(*reports: Report, council: str = "Ashcombe Vale") -> tuple[MoneyRow, ...]:
    return money(holdings(reports, [amounts], council))


def calculated(*texts: str) -> list[tuple[float, str]]:
    return [(row.amount, row.period) for row in rows(paper(*texts)) if row.kind == "calculated"]


def test_the_sample_has_its_sums_and_no_other() -> None:
    councils = sorted({report.header.council for report in sample()})
    found = [asdict(row) for council in councils for row in rows(*sample(), council=council)]
    assert json.loads(json.dumps(found)) == EXPECTED


def test_no_sum_that_the_sample_prints_is_left_out_of_the_expectation() -> None:
    printed = {
        (report.name, sum_)
        for report in sample()
        for paragraph in report.paragraphs
        for sum_ in re.findall(r"£[\d,.]*\d(?: million|[mk])?", paragraph.text)
        if sum_ != "£000"
    }
    assert printed == {(row["report"], row["printed"]) for row in EXPECTED if row["printed"].startswith("£")}


def test_the_reference_papers_totals_add_up_and_what_is_beyond_the_provision_is_calculated(reference: Path) -> None:
    found = rows(*reference_papers(reference), council="Cheshire East")
    paper_of_2024 = [row for row in found if row.as_at == "2024-07-08"]
    assert [(row.para, row.amount, row.period, row.kind, row.adds_up) for row in paper_of_2024] == [
        ("21", 1_987_000, "", "stated", True),
        ("21", 628_000, "2024/25", "stated", None),
        ("21", 1_359_000, "2025/26", "stated", None),
        ("24", 1_000_000, "per annum", "stated", None),
        ("21", 359_000, "2025/26", "calculated", None),
        ("21", 13_000, "2024/25, 2025/26", "calculated", None),
    ]
    assert [(part.para, part.printed) for part in paper_of_2024[-1].parts] == [("21", "£1.987m"), ("24", "£1m")]
    assert "left of what is set aside" in paper_of_2024[-1].purpose


def test_a_total_that_does_not_add_up_is_shown_with_its_difference() -> None:
    total = rows(paper("It costs £120k for staff and £45k for rent, a total of £175k."))[-1]
    assert (total.total, total.adds_up, total.difference, total.note) == (True, False, 10_000, "")
    exact = rows(paper("It costs £120,000 for staff and £45,100 for rent, a total of £165,000."))[-1]
    assert (exact.adds_up, exact.difference) == (False, -100)


def test_a_total_that_adds_up_by_rounding_only_says_so() -> None:
    total = rows(paper("It costs £1.2m for staff and £1.4m for rent, a total of £2.7m."))[-1]
    assert (total.adds_up, total.difference) == (True, 100_000)
    assert "rounding" in total.note
    beyond = rows(paper("It costs £1.2m for staff and £1.4m for rent, a total of £2.9m."))[-1]
    assert beyond.adds_up is False


def test_a_table_whose_column_is_wrong_says_which() -> None:
    table = (("Item", "2024/25 £", "Total £"), ("Staff", "120,000", "120,000"), ("Rent", "45,000", "45,000"))
    wrong = (*table, ("Total", "165,000", "175,000"))
    grand = rows(paper(table=wrong))[-1]
    assert (grand.adds_up, grand.difference, [part.printed for part in grand.parts]) == (
        False,
        10_000,
        ["120,000", "45,000"],
    )


PROFILE = "The cost of the scheme is £40k in 2024/25 and £90k in 2025/26, a total of £130k."


def test_years_beyond_a_yearly_provision_are_calculated_with_what_is_left_over_all() -> None:
    assert calculated(PROFILE, "Provision of £70k a year has been made for the scheme.") == [
        (20_000, "2025/26"),
        (10_000, "2024/25, 2025/26"),
    ]
    last = rows(paper(PROFILE, "Provision of £60k a year has been made for the scheme."))[-1]
    assert (last.amount, last.kind) == (10_000, "calculated")
    assert "more than is set aside" in last.purpose


def test_nothing_is_calculated_where_period_and_purpose_do_not_plainly_match() -> None:
    other = "The cost of the hostel is £50k in 2024/25 and £60k in 2025/26, a total of £110k."
    assert calculated(PROFILE) == []
    assert calculated(PROFILE, "The board costs £7k a year, met within existing budgets.") == []
    assert calculated(PROFILE, "Provision of £70k a year has been made for the scheme.", other) == []
    assert (
        calculated(PROFILE, "Provision of £70k a year has been made for the scheme.", "Also £9k a year is set aside.")
        == []
    )
    assert calculated(PROFILE, "Provision of £70k has been made for the scheme.") == []
    assert calculated(PROFILE, "Provision of £70k a year has been made for the libraries.") == []


def test_a_total_spelt_out_later_is_calculated_from_its_list() -> None:
    row = rows(
        paper("The plan costs £20k and £30k, a total of £50k.", "Of the total, £40k is for pay and £10k for rent.")
    )[-1]
    assert (row.kind, row.amount, row.printed, row.adds_up, row.difference) == ("calculated", 50_000, "", True, 0)
    assert [part.para for part in row.parts] == ["2", "2"]


def test_a_row_has_its_paper_and_its_date() -> None:
    (row,) = rows(paper("A fare is £4.50."))
    assert (row.amount, row.as_at, row.report, row.para, row.quote) == (
        4.5,
        "2024-07-08",
        "paper.txt",
        "1",
        "A fare is £4.50.",
    )
