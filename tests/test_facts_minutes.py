"""Minutes in the layouts of many councils: tables, titles with colons, references, lists without numbers."""

from __future__ import annotations

import pytest
from written_papers import minutes, report, written

from ingest.fact import Outcome
from ingest.facts.asks import asks
from ingest.facts.resolutions import resolutions
from ingest.parse import parse
from ingest.report import Block, BlockKind, Report, quoted_in

AGREED, NOTED, DEFERRED, REJECTED = Outcome.AGREED, Outcome.NOTED, Outcome.DEFERRED, Outcome.REJECTED


def told(paper: Report) -> list[tuple[str, str, Outcome]]:
    """Item, words and outcome of each decision; every quote is held against its paragraph on the way."""
    texts = {paragraph.para: paragraph.text for paragraph in paper.paragraphs}
    stated = resolutions(paper)
    assert all(quoted_in(each.quote, texts[each.ref.para]) for each in stated)
    return [(each.item, each.text, each.outcome) for each in stated]


def tabled(*rows: tuple[str, ...], title: str = "Minutes of the Cabinet") -> Report:
    cover = ("ASHBY COUNCIL", "Cabinet", "3 June 2024", title)
    lines = [Block(BlockKind.PARAGRAPH, line) for line in cover]
    return parse([*lines, Block(BlockKind.TABLE, rows=rows)], "minutes.docx")


def test_a_column_of_decisions_is_read_row_by_row() -> None:
    paper = tabled(
        ("No.", "Report", "Decision"),
        ("1", "Apologies for absence", "Councillor Beck"),
        ("4", "SEND plan", "Cabinet decided to: (a) receive the plan; (b) set up a board with a chair."),
        ("5", "Bus strategy", "Cabinet agreed to defer this item to its next meeting."),
        title="Record of decisions",
    )
    assert told(paper) == [
        ("SEND plan", "receive the plan", NOTED),
        ("SEND plan", "set up a board with a chair.", AGREED),
        ("Bus strategy", "Cabinet agreed to defer this item to its next meeting.", DEFERRED),
    ]


def test_a_table_of_minutes_is_read_for_its_marks() -> None:
    paper = tabled(
        ("Minute", "Item", "Action"),
        ("34", "Apologies were received from Cllr Beck", ""),
        ("36", "Fostering plan. It was agreed that: the plan be noted; a report come in May.", "Chair to write"),
    )
    assert told(paper) == [
        ("Fostering plan", "the plan be noted", NOTED),
        ("Fostering plan", "a report come in May.", AGREED),
    ]


def test_an_action_log_decides_nothing() -> None:
    assert told(tabled(("Ref", "Action", "Owner", "Status"), ("9/1", "Agree the dates", "Chair", "Closed"))) == []


def test_an_item_whose_title_has_a_colon_or_a_year_is_an_item() -> None:
    paper = minutes(
        "29. Minutes",
        "The minutes were read.",
        "30. Youth Justice Service: inspection and improvement plan",
        "RESOLVED – That the plan be approved.",
        "31. 2024/25 Budget Monitoring",
        "RESOLVED – That the forecast be noted.",
    )
    assert [(item, outcome) for item, _, outcome in told(paper)] == [
        ("Youth Justice Service: inspection and improvement plan", AGREED),
        ("2024/25 Budget Monitoring", NOTED),
    ]


def test_resolutions_may_carry_a_reference() -> None:
    paper = minutes(
        "3. PLAN", "RESOLVED 2023/011", "That the report be noted.", "RESOLVED 2023/012", "That it be not agreed."
    )
    assert [outcome for *_, outcome in told(paper)] == [NOTED, REJECTED]


def test_what_the_body_did_in_an_unmarked_item_counts_where_the_item_ends() -> None:
    paper = minutes(
        "3. PLAN", "RESOLVED: That the plan be noted.", "4. WORK PROGRAMME", "The Committee noted the work programme."
    )
    assert [item for item, *_ in told(paper)] == ["PLAN", "WORK PROGRAMME"]


def test_two_marks_with_nothing_between_them_are_one_decision() -> None:
    paper = minutes("31 CALL-IN", "Decision: The Panel resolved to take no further action on the call-in.")
    assert [text for _, text, _ in told(paper)] == ["to take no further action on the call-in."]


@pytest.mark.parametrize(
    "words",
    [
        ("1. The decision", "1.1 On 10 December the Executive agreed the plan.", "1.2 Five members called it in."),
        ("1. Next", "1.1 The Committee is not being asked to decide anything at this stage."),
    ],
)
def test_what_was_decided_or_is_not_asked_is_no_ask(words: tuple[str, ...]) -> None:
    assert asks(report(*words)) == ()


def test_a_verb_before_a_committee_is_the_ask_itself() -> None:
    (ask,) = asks(report("2. Recommendation(s)", "That Cabinet", "i. Ask the Health Scrutiny Panel to watch progress."))
    assert (ask.verb, ask.body) == ("ask", "Cabinet")


def test_what_the_body_did_may_be_listed_in_bullets_under_its_name() -> None:
    paper = minutes("40 SEND", "Members spoke.", "The Board:", "• noted the plan; and", "• supported the bid.")
    assert [(text, outcome) for _, text, outcome in told(paper)] == [
        ("noted the plan", NOTED),
        ("supported the bid.", AGREED),
    ]


def test_an_item_may_be_numbered_by_the_year() -> None:
    paper = minutes("16/22 Minutes", "They were read.", "17/22 Fostering plan", "RESOLVED: That the plan be noted.")
    assert [item for item, *_ in told(paper)] == ["17/22 Fostering plan"]


@pytest.mark.parametrize(
    ("lead", "verbs"),
    [("RECOMMENDED that:", ["accept", "note"]), ("We ask the Cabinet to welcome the progress.", ["welcome"])],
)
def test_asks_without_a_heading(lead: str, verbs: list[str]) -> None:
    items = ("(1) the offer be accepted; and", "(2) the cost be noted.") if lead.endswith(":") else ()
    assert [
        ask.verb
        for ask in asks(
            report(
                "1. Purpose",
                "The plan has been in force for a year.",
                lead,
                *items,
                "2. Background",
                "2.1 Need has grown.",
            )
        )
    ] == verbs


def test_a_notice_of_decision_records_what_one_member_decided() -> None:
    paper = written(
        "ASHBY COUNCIL\n\nNOTICE OF EXECUTIVE DECISION\n\nDecision maker: Cabinet Member for Children\n\n"
        "Date of decision: 3 May 2024\n\nSubject: Improvement plan\n\nDecision taken:\n\n"
        "That the Cabinet Member has:\n\n1. approved the plan; and\n\n2. noted its cost.\n\n"
    )
    assert [(text, outcome) for _, text, outcome in told(paper)] == [
        ("approved the plan", AGREED),
        ("noted its cost.", NOTED),
    ]


def test_a_motion_without_a_mark_is_what_was_decided() -> None:
    paper = minutes(
        "EC.55 Minutes", "Members met.", "56. PLAN", "That the minutes of 3 May 2023 be approved.", "57. END", "None."
    )
    assert [outcome for *_, outcome in told(paper)] == [AGREED]


@pytest.mark.parametrize(
    ("heading", "following"),
    [("9. BUS SHELTERS", "10. DATE OF NEXT MEETING"), ("9. Bus shelters", "10. Date of next meeting")],
)
def test_the_numbered_heading_of_the_next_item_ends_a_resolution(heading: str, following: str) -> None:
    paper = minutes(
        "8. LIBRARY HOURS",
        "Members heard from the Head of Libraries.",
        "RESOLVED -",
        "(i) that the new hours be approved; and",
        "(ii) that a report come in May.",
        heading,
        "The item was taken off the agenda.",
        following,
        "4 July 2024 at 6.30 pm.",
    )
    assert [text for _, text, _ in told(paper)] == ["that the new hours be approved", "that a report come in May."]


def test_items_that_follow_a_resolution_keep_their_own_decisions() -> None:
    paper = minutes(
        "2. LIBRARY HOURS",
        "RESOLVED -",
        "(i) that the new hours be approved;",
        "(ii) that a report come in May.",
        "3. BUS SHELTERS",
        "Members heard from the Head of Transport.",
        "RESOLVED -",
        "(i) that the shelters be noted;",
        "(ii) that the tender be approved.",
    )
    assert [(item, outcome) for item, _, outcome in told(paper)] == [
        ("LIBRARY HOURS", AGREED),
        ("LIBRARY HOURS", AGREED),
        ("BUS SHELTERS", NOTED),
        ("BUS SHELTERS", AGREED),
    ]


def test_numbered_decisions_without_a_verb_stay_decisions() -> None:
    paper = minutes("3. APPOINTMENTS", "RESOLVED:", "1. Councillor Elm as chair", "2. Councillor Ash as vice-chair")
    assert len(told(paper)) == 2
