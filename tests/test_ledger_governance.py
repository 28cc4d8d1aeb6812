"""The governance ledger: the sample papers exactly, the reference papers where it matters, names that look alike."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from holdings import Family, holdings
from plain_papers import ROOT, paper, reference_papers, sample

from assistant.ledger.governance import GovernanceRow, governance, look_alike
from ingest.fact import Ask, Fact, Outcome, Resolution
from ingest.facts.roles import roles
from ingest.report import Kind, Ref, Report

EXPECTED = ROOT / "evals" / "ledgers" / "governance.json"


def rows_of(reports: tuple[Report, ...], council: str) -> tuple[GovernanceRow, ...]:
    return governance(holdings(reports, [roles], council))


def as_json(row: GovernanceRow) -> dict[str, object]:
    plain = {name.rstrip("_"): value for name, value in asdict(row).items()}
    return plain | {"look_alikes": list(row.look_alikes)}


def test_the_sample_papers_give_the_rows_expected_and_no_other() -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    councils = sorted({row["council"] for row in expected})
    assert len(councils) == 2
    assert [as_json(row) for council in councils for row in rows_of(sample(), council)] == expected


def short(rows: tuple[GovernanceRow, ...], body: str) -> list[tuple[str, str, str, str | None, str]]:
    return [(row.role, row.standing, row.as_at, row.from_, row.para) for row in rows if row.body == body]


def test_one_board_answered_for_the_plan_on_three_days_after_another_had_ended(reference: Path) -> None:
    rows = rows_of(reference_papers(reference), "Cheshire East")
    answered = [row.as_at for row in rows if row.role == "accountable" and row.standing == "in force"]
    assert sorted(set(answered)) == ["2016-01-26", "2016-05-31", "2017-11-28"]
    assert {row.body for row in rows if row.role == "accountable" and row.standing == "in force"} == {
        "Health and Wellbeing Board"
    }
    ended = [row for row in rows if row.body == "Improvement Board" and row.para == "5.4"]
    assert [(row.role, row.standing, row.other) for row in ended] == [
        ("accountable", "past", ""),
        ("disbanded", "past", ""),
        ("replaced by", "in force", "Health and Wellbeing Board"),
    ]


def test_a_name_that_comes_back_and_one_that_is_like_it_are_flagged(reference: Path) -> None:
    rows = rows_of(reference_papers(reference), "Cheshire East")
    terms = next(row for row in rows if row.role == "terms of reference")
    assert (terms.body, terms.para, terms.from_) == ("Improvement Board", "6", "2024-06-03")
    assert terms.other == "Children and Families Committee"
    assert terms.look_alikes == ("Improvement and Impact Board", "Improvement Board (disbanded, as told on 2016-01-26)")
    alike = next(row for row in rows if row.body == "Improvement and Impact Board")
    assert (alike.para, alike.role, alike.look_alikes) == ("13", "scrutinises", ("Improvement Board",))


def test_the_other_council_has_its_own_board(reference: Path) -> None:
    papers = reference_papers(reference)
    assert short(rows_of(papers, "Blackpool"), "Children's Improvement Board") == [
        ("established", "in force", "2014-12-03", "2012-07", "5.1"),
        ("oversees", "past", "2014-12-03", None, "5.2"),
        ("remains in place", "in force", "2014-12-03", None, "5.3"),
        ("approved", "in force", "2014-12-03", "2014-11-14", "5.7"),
        ("monitors", "in force", "2014-12-03", None, "5.9"),
        ("scrutinises", "in force", "2014-12-03", None, "5.9"),
    ]
    monitors = [row for row in rows_of(papers, "Blackpool") if row.body == "Children's Partnership"]
    assert [(row.role, row.standing, row.other) for row in monitors] == [
        ("monitors", "proposed", ""),
        ("reports to", "proposed", "Health and Wellbeing Board"),
    ]
    blackpools = {row.report for row in rows_of(papers, "Blackpool")}
    assert blackpools.isdisjoint(row.report for row in rows_of(papers, "Cheshire East"))


def test_a_role_said_twice_in_a_paper_is_one_row_at_the_numbered_paragraph() -> None:
    report = paper(
        "The Skills Panel is the accountable body for the plan.",
        "The Panel is the accountable body for the plan.",
        cover={"Why": "Why does it come? The Skills Panel is the accountable body for the plan."},
    )
    assert short(rows_of((report,), report.header.council), "Skills Panel") == [
        ("accountable", "in force", "2024-07-08", None, "1")
    ]


def resolution(text: str, outcome: Outcome = Outcome.AGREED) -> Family:
    """Minutes' resolution, as the family that reads them would give it."""

    def found(report: Report) -> list[Fact]:
        as_at = report.header.as_at
        if report.header.kind is not Kind.MINUTES or as_at is None:
            return []
        ref, day = Ref(report.name, "1"), as_at.isoformat()
        return [
            Resolution(
                ref=ref,
                quote=text,
                as_at=as_at,
                body="",
                meeting=day,
                verb="agree",
                text=text,
                outcome=outcome,
                item="",
            )
        ]

    return found


def asked(report: Report) -> list[Ask]:
    if report.header.kind is Kind.MINUTES:
        return []
    as_at = report.header.as_at
    return [Ask(ref=Ref(report.name, "1"), quote="", as_at=as_at, body="", meeting=as_at, verb="agree", text="")]


@pytest.mark.parametrize(
    ("text", "outcome", "in_force"),
    [
        ("That the recommendations be agreed.", Outcome.AGREED, ["1"]),
        ("That the recommendations be agreed.", Outcome.DEFERRED, []),
        ("That the report be noted.", Outcome.AGREED, []),
        ("That recommendation 3 be agreed.", Outcome.AGREED, []),
    ],
)
def test_minutes_that_agree_the_recommendations_put_what_was_asked_in_force(
    text: str, outcome: Outcome, in_force: list[str]
) -> None:
    report = paper("It is recommended that the Skills Panel oversees the plan.", name="a.txt")
    minutes = paper(f"RESOLVED: {text}", name="b.txt", kind=Kind.MINUTES)
    held = holdings((report, minutes), [roles, asked, resolution(text, outcome)], report.header.council)
    rows = [row for row in governance(held) if row.standing == "in force"]
    assert [row.para for row in rows] == in_force
    assert all((row.report, row.body, row.from_) == ("b.txt", "Skills Panel", "2024-07-08") for row in rows)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Improvement Board", "Improvement and Impact Board", True),
        ("Care for Leavers Panel", "Care for Children and Leavers Panel", True),
        ("Safeguarding Children Partnership", "Safeguarding Children's Partnership", True),
        ("Improvement Board", "Improvement Panel", False),
        ("Children's Partnership", "Safeguarding Children's Partnership", False),
        ("Health and Wellbeing Board", "Improvement Board", False),
    ],
)
def test_names_that_look_alike(one: str, other: str, alike: bool) -> None:
    assert look_alike(one, other) is look_alike(other, one) is alike
