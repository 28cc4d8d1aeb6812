"""Decisions on record: as minutes mark them, and as later papers tell them."""

from __future__ import annotations

import pytest
from plain_papers import sample
from written_papers import minutes, report, written

from ingest.fact import Outcome
from ingest.facts.resolutions import resolutions
from ingest.report import Report, quoted_in

AGREED, NOTED, AMENDED = Outcome.AGREED, Outcome.NOTED, Outcome.AMENDED
DEFERRED, REJECTED = Outcome.DEFERRED, Outcome.REJECTED


def found(paper: Report) -> list[tuple[str, str, Outcome]]:
    """Address, verb and outcome of each decision; every quote is held against its paragraph on the way."""
    texts = {paragraph.para: paragraph.text for paragraph in paper.paragraphs}
    stated = resolutions(paper)
    assert all(quoted_in(each.quote, texts[each.ref.para]) for each in stated)
    return [(each.ref.para, each.verb, each.outcome) for each in stated]


def test_a_list_under_resolved() -> None:
    paper = minutes(
        "14 IMPROVEMENT PLAN",
        "The Director presented a report.",
        "• Members welcomed the fall in agency staff.",
        "• The Committee noted that recruitment was difficult.",
        "RESOLVED –",
        "1. That the progress made be noted;",
        "2. That a further report be brought in November 2024; and",
        "3. That the draft strategy be supported, subject to the addition of a measure of caseloads.",
        "15 WORK PROGRAMME",
        "Resolved (unanimously) that the work programme be approved.",
    )
    assert found(paper) == [
        ("1", "note", NOTED),
        ("2", "agree", AGREED),
        ("3", "support", AMENDED),
        ("15", "approve", AGREED),
    ]
    assert [each.item for each in resolutions(paper)] == ["IMPROVEMENT PLAN"] * 3 + ["WORK PROGRAMME"]
    assert {(each.body, each.meeting) for each in resolutions(paper)} == {("Cabinet", "2024-03-12")}


def test_lists_of_letters_run_on_or_indented() -> None:
    inline = minutes(
        "3 FOSTERING", "RESOLVED: (i) to note the report; (ii) to agree the fees; and (iii) to refer the bid back."
    )
    assert [verb for _, verb, _ in found(inline)] == ["note", "agree", "refer"]
    assert [outcome for *_, outcome in found(inline)] == [NOTED, AGREED, DEFERRED]
    nested = minutes(
        "46 IMPROVEMENT PLAN",
        "(a) The Director spoke to her report.",
        "(b) She said that it was agreed that staff needed support.",
        "(c) Resolved –",
        "(i) That the report be noted.",
        "(ii) That the Board supports the next steps.",
        "47 BETTER CARE FUND",
        "Resolved - That the item be deferred to the next meeting.",
        "The meeting closed at 11.45 am.",
    )
    assert found(nested) == [("46(c)(i)", "note", NOTED), ("46(c)(ii)", "support", AGREED), ("47", "defer", DEFERRED)]


def test_a_decision_heading_with_the_body_over_what_it_did() -> None:
    paper = minutes(
        "4 SUFFICIENCY STRATEGY",
        "Councillor Moss introduced the report.",
        "DECISION:",
        "Cabinet:",
        "(a) approved the strategy at Appendix A;",
        "(b) deferred the proposal for a new home to its meeting in July; and",
        "(c) delegated the contract to the Director.",
        "Reasons for the decision",
        "The strategy meets a duty, and it was agreed that it was needed.",
    )
    assert [(verb, outcome) for _, verb, outcome in found(paper)] == [
        ("approve", AGREED),
        ("defer", DEFERRED),
        ("delegate", AGREED),
    ]


@pytest.mark.parametrize(
    ("words", "verb", "outcome"),
    [
        ("Agreed: That the plan be signed off by the Chair.", "agree", AGREED),
        ("The Board considered the report and AGREED to endorse the plan.", "endorse", AGREED),
        ("DECISION: That the strategy be adopted.", "adopt", AGREED),
        ("The Committee resolved to note the report.", "note", NOTED),
        ("It was agreed that a further report be brought in October.", "agree", AGREED),
        ("Resolved unanimously – That the plan, as amended, be approved.", "approve", AMENDED),
        ("RESOLVED by 7 votes to 2 that the fees be not agreed.", "agree", REJECTED),
        ("RESOLVED: That the proposal be rejected.", "reject", REJECTED),
        ("RESOLVED: That the scheme be approved with the exception of paragraph 4.", "approve", AMENDED),
        ("RESOLVED: That the home not be closed until the review has ended.", "agree", DEFERRED),
        ("RESOLVED: That the plan be approved subject to the agreement of full Council.", "approve", AGREED),
        ("RECOMMENDED: That Council adopts the policy.", "recommend", AGREED),
        ("The motion to close the centre was put to the vote and lost.", "agree", REJECTED),
    ],
)
def test_the_words_say_the_outcome(words: str, verb: str, outcome: Outcome) -> None:
    assert [(each, how) for _, each, how in found(minutes("5 YOUTH CENTRES", words, "6 CLOSE", "None."))] == [
        (verb, outcome)
    ]


def test_minutes_that_mark_nothing_are_read_for_what_the_body_did() -> None:
    paper = minutes(
        "2 MINUTES",
        "The minutes of the meeting held on 10 October 2023 were agreed as a correct record.",
        "3 IMPROVEMENT PLAN",
        "The Panel noted that recruitment remained hard. Members asked about costs.",
        "The Panel noted the report.",
        "The Committee:-",
        "(1) noted the forecast;",
        "(2) agreed to waive the charge.",
        of="Children's Scrutiny Panel",
    )
    assert [(verb, outcome) for _, verb, outcome in found(paper)] == [
        ("agree", AGREED),
        ("note", NOTED),
        ("note", NOTED),
        ("agree", AGREED),
    ]


def test_what_the_body_did_and_what_was_agreed_may_stand_in_one_paragraph() -> None:
    paper = minutes(
        "4 PLACEMENTS",
        "Panel noted the contents of the report. It was agreed to bring back a further paper in September.",
        "5 CLOSE",
        "None.",
    )
    assert [(verb, outcome) for _, verb, outcome in found(paper)] == [("note", NOTED), ("bring", AGREED)]


def test_where_decisions_are_marked_remarks_are_none() -> None:
    paper = minutes(
        "33 PLAN",
        "RESOLVED: That the plan be approved.",
        "34 WINTER",
        "The Board noted an oral report. No decision was asked for.",
    )
    assert found(paper) == [("33", "approve", AGREED)]


def test_a_paper_that_is_called_a_record_of_decisions_is_minutes() -> None:
    paper = written(
        "Oakshire County Council\n\nCABINET\n\nRecord of Decisions taken at the meeting held on 3 October 2023\n\n"
        "Children's Homes\n\nDecision\n\n1. The business case was approved.\n\n"
        "2. Authority was delegated to the Director."
    )
    assert [verb for _, verb, _ in found(paper)] == ["approve", "delegate"]


TOLD = (
    ("At its meeting on 16 January 2024 Cabinet approved the sufficiency strategy.", "Cabinet", "2024-01-16"),
    ("Cabinet, at its meeting of 6 June 2023, endorsed the draft plan.", "Cabinet", "2023-06-06"),
    ("The plan was approved by Cabinet on 12 December 2023 and then published.", "Cabinet", "2023-12-12"),
    ("On 5 September 2023, the Committee resolved to set up a group.", "Families Committee", "2023-09-05"),
    ("The Committee considered the report on 3 October 2023 and agreed to visit.", "Families Committee", "2023-10-03"),
    ("At the Cabinet meeting on 7 September it was agreed that partners share data.", "Cabinet", "2023-09-07"),
    ("Following a visit on 1 May 2023, Cabinet approved it at its meeting on 6 June 2023.", "Cabinet", "2023-06-06"),
    ("The Committee agreed on 3 May 2023 to close the action.", "Families Committee", "2023-05-03"),
    ("Full Council adopted the plan on 13 December 2023.", "Council", "2023-12-13"),
    ("The Health and Wellbeing Board (14 November 2023) noted the report.", "Health and Wellbeing Board", "2023-11-14"),
)


@pytest.mark.parametrize(("sentence", "body", "day"), TOLD)
def test_a_later_paper_tells_of_a_decision(sentence: str, body: str, day: str) -> None:
    paper = report("1 Background", f"1.1 {sentence} More was said.", "1.2 Words.", to="Families Committee")
    assert [(each.body, each.meeting) for each in resolutions(paper)] == [(body, day)]
    assert found(paper)[0][0] == "1.1"


def test_a_list_is_told_item_by_item_with_the_meeting_in_the_quote() -> None:
    paper = report(
        "1 Background",
        "1.1 In the meeting on 9 January, the Families Committee agreed to:",
        "• Note the findings.",
        "• The onward referral of the plan to full Council on 20 March 2024.",
        "• Approve the terms of reference.",
        "2 Next",
        "2.1 Words.",
        to="Families Committee",
    )
    assert found(paper) == [("1.1", "note", NOTED), ("1.1", "agree", AGREED), ("1.1", "approve", AGREED)]
    assert {each.meeting for each in resolutions(paper)} == {"2024-01-09"}
    assert all("9 January" in each.quote for each in resolutions(paper))


def test_a_plan_that_two_bodies_approved_is_told_twice() -> None:
    words = "The plan was endorsed by Cabinet on 6 June 2023 and by the Scrutiny Panel on 20 June 2023."
    told = resolutions(report("1 Background", f"1.1 {words}", "1.2 Words.", to="Families Committee"))
    assert [(each.body, each.meeting) for each in told] == [("Cabinet", "2023-06-06"), ("Scrutiny Panel", "2023-06-20")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cabinet endorsed the plan in November 2023.",
        "The Children's Improvement Board approved its plan on 8 September 2023.",
        "The Department approved the plan on 3 June 2023. The Director agreed the restructure on 4 June 2023.",
        "Cabinet will be asked to approve the budget on 20 April 2024.",
        "Following the inspection report published on 16 May 2023, Cabinet agreed an action plan.",
        "The Adoption Panel approved 12 carers on 5 May 2023.",
        "Cabinet approved a home that opened on 6 May 2023.",
        "Oakshire County Council approved the contract on 5 May 2023.",
        "The Executive Director agreed a contract on 4 May 2023.",
        "The Committee visited on 6 May 2023 and the manager agreed it was good.",
        "Cabinet approved the plan on 20 April 2024.",
        "The Care Quality Commission noted the change on 4 May 2023.",
    ],
)
def test_what_is_no_committee_or_has_no_day_is_not_told(sentence: str) -> None:
    assert found(report("1 Background", f"1.1 {sentence}", "1.2 Words.", to="Families Committee")) == []


def test_the_board_is_not_the_papers_own_where_another_was_just_named() -> None:
    paper = report(
        "1 Background",
        "1.1 With the Improvement Board in place, the Board agreed its scope on 3 May 2023.",
        to="Health and Wellbeing Board",
    )
    assert found(paper) == []


def test_every_quote_of_the_sample_stands_in_its_paragraph() -> None:
    assert sum(len(found(paper)) for paper in sample()) == 13
