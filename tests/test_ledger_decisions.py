"""The decisions ledger: the sample's own, that of the reference papers, and which decision answers which ask."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from holdings import holdings
from plain_papers import ROOT, reference_papers, sample
from written_papers import COUNCIL, minutes, report

from assistant.ledger.decisions import DecisionRow, decisions
from ingest.facts.asks import asks
from ingest.facts.resolutions import resolutions
from ingest.report import Kind, Report, quoted_in

NOT_HELD = "not in the papers held"


def rows(*reports: Report, council: str = COUNCIL) -> tuple[DecisionRow, ...]:
    return decisions(holdings(reports, [asks, resolutions], council))


def answers(*reports: Report) -> dict[str, tuple[str, str | None]]:
    """The outcome of each ask, and where it is recorded, by the ask's address."""
    return {row.para: (row.outcome, row.outcome_para) for row in rows(*reports) if row.report == "report.txt"}


def all_rows(reports: tuple[Report, ...]) -> list[DecisionRow]:
    return [row for council in sorted({r.header.council for r in reports}) for row in rows(*reports, council=council)]


def test_the_sample_decided_what_it_decided_and_nothing_else() -> None:
    found = [json.loads(json.dumps(asdict(row))) for row in all_rows(sample())]
    expected = json.loads((ROOT / "evals" / "ledgers" / "decisions.json").read_text(encoding="utf-8"))
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_the_reference_papers_ask_twelve_things_and_record_five(reference: Path) -> None:
    papers = reference_papers(reference)
    found = [(Path(row.report).name[:3], row.para, row.verb, row.outcome) for row in all_rows(papers)]
    assert [each for each in found if each[3] == NOT_HELD] == [
        ("003", "2.1", "note", NOT_HELD),
        ("003", "2.2", "agree", NOT_HELD),
        ("003", "2.3", "support", NOT_HELD),
        ("000", "2.1(a)", "note", NOT_HELD),
        ("000", "2.1(b)", "agree", NOT_HELD),
        ("001", "2.1(a)", "note", NOT_HELD),
        ("001", "2.1(b)", "endorse", NOT_HELD),
        ("002", "2.1(1)", "scrutinise", NOT_HELD),
        ("002", "2.1(2)", "endorse", NOT_HELD),
        ("002", "2.1(3)", "endorse", NOT_HELD),
        ("004", "Rec 1", "approve", NOT_HELD),
        ("004", "Rec 2", "approve", NOT_HELD),
    ]
    recorded = [row for row in all_rows(papers) if row.outcome != NOT_HELD]
    assert [(row.verb, row.outcome) for row in recorded] == [
        ("note", "noted"),
        ("hold", "agreed"),
        ("agree", "agreed"),
        ("approve", "agreed"),
        ("agree", "agreed"),
    ]
    assert {(row.meeting, row.para, row.outcome_para) for row in recorded} == {("2024-06-03", "6", "6")}
    assert not [row for row in all_rows(papers) if row.report.endswith(".pdf")]


def test_every_quote_stands_where_the_row_says() -> None:
    texts = {(paper.name, each.para): each.text for paper in sample() for each in paper.paragraphs}
    for row in all_rows(sample()):
        assert quoted_in(row.quote, texts[row.report, row.para])
        if row.outcome_report and row.outcome_para:
            assert quoted_in(row.outcome_quote, texts[row.outcome_report, row.outcome_para])


STRATEGY = report(
    "Recommendations",
    "That Cabinet:",
    "1. approves the fostering strategy at Appendix A;",
    "2. approves a budget of £1.2m for a home at Orchard Way; and",
    "3. notes the equality assessment.",
    "Background",
    "1 Need has grown.",
)


def test_decisions_of_the_item_are_joined_one_by_one() -> None:
    decided = minutes(
        "12. FOSTERING STRATEGY",
        "RESOLVED:",
        "(1) That the fostering strategy be approved, subject to the addition of a section on siblings;",
        "(2) That a budget of £1.0m be approved for a home at Orchard Way; and",
        "(3) That the equality assessment be noted.",
        "13. YOUTH JUSTICE",
        "RESOLVED: That the plan be approved.",
    )
    assert answers(STRATEGY, decided) == {"Rec 1": ("amended", "1"), "Rec 2": ("amended", "2"), "Rec 3": ("noted", "3")}
    assert [row.about for row in rows(STRATEGY, decided) if row.report == "minutes.txt"] == ["YOUTH JUSTICE"]


def test_the_order_of_decisions_does_not_matter_where_the_words_tell() -> None:
    decided = minutes(
        "12. FOSTERING STRATEGY",
        "RESOLVED:",
        "(1) That the equality assessment be noted; and",
        "(2) That the fostering strategy be deferred to July.",
    )
    assert answers(STRATEGY, decided) == {
        "Rec 1": ("deferred", "2"),
        "Rec 2": (NOT_HELD, None),
        "Rec 3": ("noted", "1"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "That the recommendations in the report be approved.",
        "That the recommendations be agreed.",
        "That the report and its recommendations be accepted.",
        "to approve the recommendations set out in the report.",
        "As recommended.",
    ],
)
def test_recommendations_agreed_together_answer_every_ask_of_their_paper(words: str) -> None:
    other = "RESOLVED: That the recommendations be rejected."
    decided = minutes("12. FOSTERING STRATEGY", f"RESOLVED: {words}", "13. YOUTH JUSTICE", other)
    assert [outcome for outcome, _ in answers(STRATEGY, decided).values()] == ["agreed", "agreed", "noted"]


def test_recommendations_are_answered_by_number() -> None:
    words = "RESOLVED: That recommendations 1 and 3 be approved and that recommendation 2 be deferred to June."
    decided = minutes("12. FOSTERING STRATEGY", words, "13. CLOSE", "None.")
    assert [outcome for outcome, _ in answers(STRATEGY, decided).values()] == ["agreed", "deferred", "noted"]


def test_one_sentence_may_answer_two_asks() -> None:
    paper = report(
        "Recommendations",
        "1. To note the report.",
        "2. To endorse the revised governance of the plan.",
        "Background",
        "Words about the plan and who is to watch over it in the next year.",
    )
    decided = minutes(
        "7. FOSTERING STRATEGY", "RESOLVED: That the report be noted and the revised governance be endorsed."
    )
    assert [outcome for outcome, _ in answers(paper, decided).values()] == ["noted", "agreed"]


def test_an_ask_decided_otherwise_is_not_agreed() -> None:
    paper = report(
        "Recommendations",
        "1. To agree that progress is reported once a year.",
        "2. To agree that the drop-in at Mill Lane is closed.",
        "Background",
        "Words about the plan and who is to watch over it in the next year.",
    )
    decided = minutes(
        "7. FOSTERING STRATEGY",
        "RESOLVED: That",
        "(a) progress be reported twice a year; and",
        "(b) the drop-in at Mill Lane not be closed.",
    )
    assert [outcome for outcome, _ in answers(paper, decided).values()] == ["amended", "rejected"]


@pytest.mark.parametrize(
    ("of", "on", "item"),
    [
        ("Corporate Parenting Panel", "12 March 2024", "FOSTERING STRATEGY"),  # another committee
        ("Cabinet", "13 March 2024", "FOSTERING STRATEGY"),  # another day
        ("Cabinet", "12 March 2024", "HIGHWAYS CONTRACT"),  # another item
    ],
)
def test_what_is_not_surely_the_same_is_not_joined(of: str, on: str, item: str) -> None:
    decided = minutes(f"12. {item}", "RESOLVED: That the recommendations be approved.", of=of, on=on)
    assert {outcome for outcome, _ in answers(STRATEGY, decided).values()} == {NOT_HELD}
    assert [row.outcome for row in rows(STRATEGY, decided) if row.report == "minutes.txt"] == ["agreed"]


@pytest.mark.parametrize(
    ("item", "joins"),
    [
        ("FOSTERING STRATEGY UPDATE", True),
        ("The Fostering Strategy 2024-27", True),
        ("Fostering", True),
        ("ADOPTION STRATEGY", False),
        ("Quarterly update", False),
    ],
)
def test_an_item_is_a_papers_where_its_words_are_the_titles(item: str, joins: bool) -> None:
    decided = minutes(f"12. {item}", "RESOLVED: That the recommendations be approved.", "13. CLOSE", "None.")
    assert ({outcome for outcome, _ in answers(STRATEGY, decided).values()} != {NOT_HELD}) is joins


def test_a_decision_whose_item_lost_its_name_is_not_taken_for_the_item_before() -> None:
    decided = minutes(
        "101. Fostering Strategy",
        "Councillor Poole spoke.",
        "Resolved:",
        "101.1 That the fostering strategy be approved.",
        "102. Budget",
        "Resolved:",
        "102.1 That the recommendations be approved.",
    )
    assert answers(STRATEGY, decided) == {
        "Rec 1": ("agreed", "101.1"),
        "Rec 2": (NOT_HELD, None),
        "Rec 3": (NOT_HELD, None),
    }


def test_councils_are_never_joined() -> None:
    decided = minutes("12. FOSTERING STRATEGY", "RESOLVED: That the recommendations be approved.")
    elsewhere = holdings([STRATEGY, decided], [asks, resolutions], "Westmoor")
    assert decisions(elsewhere) == ()


def test_a_later_paper_answers_an_ask_by_the_day_and_the_words() -> None:
    later = report(
        "1 Background",
        "1.1 Cabinet approved the fostering strategy on 12 March 2024. Nothing else is known of it.",
        "1.2 At its meeting on 12 March 2024 Cabinet approved the waste contract.",
        "2 Reasons",
        "2.1 On 12 March 2024 Cabinet approved the fostering strategy.",
        on="9 July 2024",
        name="later.txt",
    )
    assert answers(STRATEGY, later) == {
        "Rec 1": ("agreed", "1.1"),
        "Rec 2": (NOT_HELD, None),
        "Rec 3": (NOT_HELD, None),
    }
    assert [(row.para, row.meeting) for row in rows(STRATEGY, later) if row.report == "later.txt"] == [
        ("1.2", "2024-03-12")
    ]


def test_minutes_count_before_a_later_telling() -> None:
    decided = minutes("12. FOSTERING STRATEGY", "RESOLVED: That the fostering strategy be approved as amended.")
    later = report(
        "1 Background",
        "1.1 Cabinet approved the fostering strategy on 12 March 2024.",
        on="9 July 2024",
        name="later.txt",
    )
    assert answers(STRATEGY, decided, later)["Rec 1"] == ("amended", "12")
    assert not [row for row in rows(STRATEGY, decided, later) if row.report == "later.txt"]


def test_a_decision_printed_over_the_minute_and_in_it_is_one() -> None:
    paper = minutes(
        "2. Fostering Strategy",
        "Decision:",
        "That the strategy be approved.",
        "Minutes:",
        "The Leader spoke.",
        "RESOLVED: That the strategy be approved.",
        "3. Close",
        "None.",
    )
    assert len(rows(paper)) == 1


def test_minutes_are_known_by_their_kind_in_the_sample() -> None:
    assert sum(paper.header.kind is Kind.MINUTES for paper in sample()) == 3
