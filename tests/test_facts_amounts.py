"""Sums of money as papers print them: what they are worth, when and what for, and what totals are made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from plain_papers import TABLE, paper, reference_papers, sample

from ingest.fact import Amount
from ingest.facts.amounts import amounts
from ingest.report import Paragraph, Report, quoted_in


def read(*texts: str, table: tuple[tuple[str, ...], ...] = ()) -> tuple[Amount, ...]:
    return amounts(paper(*texts, table=table))


@pytest.mark.parametrize(
    ("text", "pence", "printed"),
    [
        ("It costs £417k.", [41_700_000], ["£417k"]),
        ("It costs £1.359m a year.", [135_900_000], ["£1.359m"]),
        ("It costs £350,000.", [35_000_000], ["£350,000"]),
        ("It costs £2 million.", [200_000_000], ["£2 million"]),
        ("It costs 1.2 million pounds.", [120_000_000], ["1.2 million pounds"]),
        ("It costs £1.2–1.5m.", [120_000_000, 150_000_000], ["£1.2–1.5m", "£1.2–1.5m"]),
        ("It costs £40,000 to £60,000.", [4_000_000, 6_000_000], ["£40,000", "£60,000"]),
        ("A fare is £4.50.", [450], ["£4.50"]),
        ("The change is -£20k.", [-2_000_000], ["-£20k"]),
        ("The grant (£20k) came – £5k of it late.", [2_000_000, 500_000], ["£20k", "£5k"]),
        ("The table is in £000.", [], []),
        ("A grant of £20m-2024 money.", [2_000_000_000], ["£20m"]),
    ],
)
def test_a_sum_is_worth_what_it_says(text: str, pence: list[int], printed: list[str]) -> None:
    found = read(text)
    assert [amount.pence for amount in found] == pence
    assert [amount.printed for amount in found] == printed


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Costs are £417k in 2024/25 and £1.082m in 2025/26.", ["2024/25", "2025/26"]),
        ("In 2024/25 the service spent £30k against a budget of £25k.", ["2024/25", "2024/25"]),
        ("A place costs £590 a week.", ["a week"]),
        ("The post costs £48k p.a. and the van £9k.", ["p.a.", ""]),
        ("The weekly price rose from £400 to £450.", ["weekly", "weekly"]),
        ("Savings of £3m over the next three years are planned.", ["over the next three years"]),
        ("The cost to the end of March 2024 was £829k.", ["to the end of March 2024"]),
        ("Members approved £2m (2024/25) and £3m.", ["2024/25", ""]),
        ("Members approved £2m in July 2024.", [""]),
        ("The rest, £2m, is carried forward to 2024/25.", [""]),
        ("Posts cost £9k (2023/24: £4k; 2024/25: £5k).", ["", "2023/24", "2024/25"]),
        ("Savings are £5k in 2023/24 and £6k in 2024/25 (£11k in total).", ["2023/24", "2024/25", ""]),
        ("Spending fell from £9k in Q1 to £8k in Q2.", ["Q1", "Q2"]),
    ],
)
def test_a_period_is_the_one_beside_the_sum_or_the_only_one_of_its_sentence(text: str, periods: list[str]) -> None:
    assert [amount.period for amount in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("We need £90,000 for a case recording system.", ["case recording system"]),
        ("Approve capital expenditure of £1.25m.", ["capital expenditure"]),
        ("The new team costs £48,000 a year.", ["new team"]),
        ("The revenue costs are estimated to be £2m.", ["revenue costs"]),
        ("The cost of the plan is £215k in 2022/23 and £940k in 2023/24.", ["cost of the plan", "cost of the plan"]),
        ("The Council has put £240,000 into two hostels.", ["two hostels"]),
        ("A sum of £50k has been set aside from reserves.", ["set aside from reserves"]),
        (
            "So far £3m per annum has been earmarked inside our budgets.",
            ["earmarked inside our budgets"],
        ),
        ("It will be met from the placements reserve, which stands at £1.9m.", ["placements reserve"]),
        (
            "It was agreed to pay £7k, funded by £4k from reserves and £3k of grant.",
            ["agreed to pay", "from reserves", "of grant"],
        ),
        ("RESOLVED: That (1) an estimate of £9k be approved.", ["estimate"]),
        ("The plan cost £9k against an approved £8k.", ["plan", "plan (approved)"]),
    ],
)
def test_a_purpose_is_in_the_papers_words(text: str, purposes: list[str]) -> None:
    assert [amount.purpose for amount in read(text)] == purposes


def totals(*texts: str, table: tuple[tuple[str, ...], ...] = ()) -> list[tuple[str, list[str]]]:
    return [(a.printed, [part.printed for part in a.parts]) for a in read(*texts, table=table) if a.total]


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("Costs are £2m in total, profiled as £500k this year and £1.5m next.", "£2m", ["£500k", "£1.5m"]),
        ("It is £20k for staff, £30k for rent and £9k for fees, a total of £59k.", "£59k", ["£20k", "£30k", "£9k"]),
        ("We set aside £350k: £210k for staff, £90k for rent and £50k for fees.", "£350k", ["£210k", "£90k", "£50k"]),
        ("The total cost is £9k, made up of £4k for rent and £6k for fees.", "£9k", ["£4k", "£6k"]),
        ("The total is £5k: £2k for rent; £3k for fees.", "£5k", ["£2k", "£3k"]),
        ("Grants of £9k came, of which £4k was spent and £5k was kept.", "£9k", ["£4k", "£5k"]),
        ("The van costs £50k (£30k revenue and £20k capital).", "£50k", ["£30k", "£20k"]),
        ("It costs £2k and £3k, a total of £5k, against the £6k approved.", "£5k", ["£2k", "£3k"]),
    ],
)
def test_a_total_has_the_parts_its_sentence_lists(text: str, total: str, parts: list[str]) -> None:
    assert totals(text) == [(total, parts)]


@pytest.mark.parametrize(
    "text",
    [
        "We spent £20k and £30k more, bringing total spending to £900k.",
        "We spent £20k and £30k out of a total of £900k.",
        "The total cost is £900k, which is £20k more than the £880k approved.",
        "The total number of homes that the £2m scheme and the £3m scheme opened is nine.",
        "The budget is £2m: £500k more than last year and £200k less than planned.",
        "There are three offers: £2m, £3m or £4m.",
        "The budget is £900k: savings of £20k and of £30k are planned.",
    ],
)
def test_sums_that_are_not_listed_as_parts_are_none(text: str) -> None:
    assert all(not parts for _, parts in totals(text))


def test_a_total_before_a_colon_finds_its_parts_in_the_items_below() -> None:
    text = "1 The total cost is £50k:\n(a) £20k for rent; and\n(b) £30k for fees."
    whole = Paragraph("1", "Finance", text, 0)
    items = [
        Paragraph("1(a)", "Finance", "(a) £20k for rent; and", 1, "1"),
        Paragraph("1(b)", "Finance", "(b) £30k for fees.", 2, "1"),
    ]
    found = amounts(replace(paper(), paragraphs=(whole, *items)))
    assert [(a.ref.para, a.purpose) for a in found] == [("1", "total cost"), ("1(a)", "rent"), ("1(b)", "fees")]
    assert [(part.para, part.printed) for part in found[0].parts] == [("1(a)", "£20k"), ("1(b)", "£30k")]


def test_what_is_listed_of_a_total_stated_before_is_held_against_it() -> None:
    found = read("The plan costs £20k and £30k, a total of £50k.", "Of the total, £40k is for staff and £10k for rent.")
    assert found[-1].printed == ""
    assert found[-1].of is not None
    assert (found[-1].pence, found[-1].of.printed) == (5_000_000, "£50k")
    assert all(a.printed for a in read("The total is £50k.", "Of the total, £30k is for staff and £10k for rent."))


MONEY = (
    ("£’000", "2024/25", "2025/26", "Total"),
    ("Staff", "120", "480", "600"),
    ("Rent", "1,060", "(310)", "750"),
    ("Total", "1,180", "170", "1,350"),
)


def test_a_table_in_thousands_has_its_rows_years_and_totals() -> None:
    found = {(a.ref.para.removeprefix(TABLE), a.printed): a for a in read(table=MONEY)}
    assert len(found) == 9
    rent = found["(row 2)", "(310)"]
    assert (rent.pence, rent.period, rent.purpose, rent.unit) == (-31_000_000, "2025/26", "Rent", "£’000")
    assert [part.printed for part in found["(row 1)", "600"].parts] == ["120", "480"]
    assert [part.printed for part in found["(row 3)", "1,180"].parts] == ["120", "1,060"]
    assert [part.printed for part in found["(row 3)", "1,350"].parts] == ["1,180", "170"]


@pytest.mark.parametrize(
    "table",
    [
        (("Item", "Cost £m"), ("Roads", "1.2"), ("Homes", "0.8"), ("Total", "2.0")),
        (("Item", "Cost"), ("", "£m"), ("Roads", "1.2"), ("Homes", "0.8"), ("Total", "2.0")),
        (("Item", "Cost"), ("Roads", "£1.2m"), ("Homes", "£0.8m"), ("Total", "£2.0m")),
        (("Item", "FTE", "£m"), ("Roads", "12", "1.2"), ("Homes", "8", "0.8"), ("Total", "20", "2.0")),
    ],
)
def test_what_a_column_counts_in_may_stand_in_its_heading_its_first_row_or_its_cells(
    table: tuple[tuple[str, ...], ...],
) -> None:
    found = read(table=table)
    assert [amount.pence for amount in found] == [120_000_000, 80_000_000, 200_000_000]
    assert [len(amount.parts) for amount in found] == [0, 0, 2]


def test_sub_totals_are_made_of_the_rows_above_and_part_of_the_total_below() -> None:
    table = (("£000", "2024/25"), ("Pay", "20"), ("Rent", "30"), ("Sub-total", "50"), ("Risk", "5"), ("Total", "55"))
    found = [(a.printed, [part.printed for part in a.parts]) for a in read(table=table) if a.total]
    assert found == [("50", ["20", "30"]), ("55", ["50", "5"])]


def test_a_table_without_money_and_totals_of_other_things_have_none() -> None:
    assert read(table=(("Year", "Homes"), ("2024", "12"), ("Total", "12"))) == ()
    budget = (("£000", "Budget", "Forecast", "Total"), ("Staff", "120", "125", "9"))
    assert [amount.parts for amount in read(table=budget)] == [(), (), ()]
    income = (("£000", "2024/25"), ("Staff", "120"), ("Less grant", "20"), ("Total", "100"))
    assert read(table=income)[-1].parts == ()


def all_quoted(report: Report) -> int:
    texts = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    found = amounts(report)
    assert all(quoted_in(each.quote, texts[each.ref.para]) for each in found)
    assert all(quoted_in(each.printed or each.quote, texts[each.ref.para]) for each in found)
    return len(found)


def test_every_sum_stands_in_its_paragraph() -> None:
    assert sum(all_quoted(report) for report in sample()) > 60


def test_every_sum_of_the_reference_papers_stands_in_its_paragraph(reference: Path) -> None:
    assert sum(all_quoted(report) for report in reference_papers(reference)) > 4
