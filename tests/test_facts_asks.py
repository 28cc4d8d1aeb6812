"""Asks of a committee: in every form that papers print them, and nothing that only looks like one."""

from __future__ import annotations

import dataclasses

import pytest
from plain_papers import sample
from written_papers import report, written

from ingest.facts.asks import asks
from ingest.parse import parse
from ingest.report import Block, BlockKind, Kind, Report, quoted_in

BACKGROUND = ("Background", "The service looks after 240 children and its costs have risen each year since 2019.")


def found(paper: Report) -> list[tuple[str, str, str]]:
    """Address, verb and words of each ask; every quote is held against its paragraph on the way."""
    texts = {paragraph.para: paragraph.text for paragraph in paper.paragraphs}
    stated = asks(paper)
    assert all(quoted_in(ask.quote, texts[ask.ref.para]) for ask in stated)
    return [(ask.ref.para, ask.verb, ask.text) for ask in stated]


def test_items_of_a_numbered_paragraph_are_asks_each_at_its_own_address() -> None:
    paper = report(
        "2 Recommendations",
        "2.1 Cabinet is recommended to:",
        "(a) Note the growth in need; and",
        "(b) Approve the fostering strategy at Appendix 1.",
        "3 Background",
        "3.1 Need has grown.",
    )
    assert found(paper) == [
        ("2.1(a)", "note", "Note the growth in need"),
        ("2.1(b)", "approve", "Approve the fostering strategy at Appendix 1."),
    ]
    assert {(ask.body, str(ask.meeting)) for ask in asks(paper)} == {("Cabinet", "2024-03-12")}


def test_numbered_paragraphs_may_be_asks_themselves() -> None:
    paper = report(
        "2 Recommendation(s)", "2.1 To note the growth in need.", "2.2 To agree that the home opens.", *BACKGROUND
    )
    assert found(paper) == [
        ("2.1", "note", "To note the growth in need."),
        ("2.2", "agree", "To agree that the home opens."),
    ]


def test_a_lead_in_may_be_a_paragraph_of_its_own() -> None:
    paper = report(
        "1. Recommendations",
        "The Panel is asked to:",
        "1.1 Note the progress made since the autumn;",
        "1.2 Consider whether the targets are right; and",
        "1.3 Make any suggestions to Cabinet.",
        "2. Background",
        "2.1 The service has grown.",
        to="Children's Scrutiny Panel",
    )
    assert [(para, verb) for para, verb, _ in found(paper)] == [("1.1", "note"), ("1.2", "consider"), ("1.3", "make")]


@pytest.mark.parametrize(
    ("words", "verb", "text"),
    [
        ("The Board is asked to note the contents of the report.", "note", "note the contents of the report."),
        ("Members are invited to comment on the draft plan.", "comment", "comment on the draft plan."),
        ("It is recommended that the plan be endorsed.", "endorse", "the plan be endorsed."),
        ("It is recommended that Cabinet notes the plan.", "note", "Cabinet notes the plan."),
        ("That the Board notes and approves the plan.", "note", "That the Board notes and approves the plan."),
        ("That Cabinet approves the plan.", "approve", "That Cabinet approves the plan."),
        ("That the plan be approved.", "approve", "That the plan be approved."),
        ("That authority be delegated to the Director to sign the lease.", "delegate", ""),
        ("That approval be given to the scheme of fees.", "approve", ""),
        ("To formally scrutinise the annual return.", "scrutinise", ""),
        ("That Council be recommended to adopt the budget.", "recommend", ""),
        ("The Executive is asked, subject to the views of Council, to adopt the plan.", "adopt", "adopt the plan."),
    ],
)
def test_a_single_sentence_is_one_ask(words: str, verb: str, text: str) -> None:
    (only,) = found(report("Recommendation", words, *BACKGROUND))
    assert only[1] == verb
    assert only[2] == (text or words)


def test_two_sentences_that_ask_are_two_asks_and_what_explains_is_none() -> None:
    paper = report(
        "1. Recommendations",
        "1.1 The Panel is asked to note the report. The Panel is also asked to agree to a further report in June.",
        "1.2 The service works with 200 families, and the waiting list has been growing all year.",
        "2. Background",
        "2.1 Words about the service.",
    )
    assert [(para, verb) for para, verb, _ in found(paper)] == [("1.1", "note"), ("1.1", "agree")]


def test_bullets_and_inline_lists_are_cut_at_their_joints() -> None:
    bullets = report("Recommendations", "That Cabinet:", "• approves the plan; and", "• notes the risks.", *BACKGROUND)
    assert [(verb, text) for _, verb, text in found(bullets)] == [
        ("approve", "approves the plan"),
        ("note", "notes the risks."),
    ]
    inline = report(
        "1. Recommendations",
        "1.1 The Forum is asked to (i) note the forecast, (ii) agree the transfer; and (iii) support the bid.",
        *BACKGROUND,
    )
    assert found(inline) == [
        ("1.1", "note", "note the forecast"),
        ("1.1", "agree", "agree the transfer"),
        ("1.1", "support", "support the bid."),
    ]


def test_items_share_the_verb_of_their_lead_in() -> None:
    paper = report(
        "2. Recommendations",
        "2.1 The Committee is asked to note the following:",
        "a) the number of carers has risen;",
        "b) the campaign will run until June.",
        "3. Background",
        "3.1 Words.",
    )
    assert [(para, verb) for para, verb, _ in found(paper)] == [("2.1(a)", "note"), ("2.1(b)", "note")]


def test_a_list_within_an_ask_does_not_make_it_several() -> None:
    paper = report(
        "2. Recommendations",
        "2.1 The Committee is asked to approve the strategy, which has two aims:",
        "a) more carers;",
        "b) better support.",
        "2.2 To delegate authority to the Director to:",
        "a) finalise the text; and",
        "b) publish it.",
        "3. Background",
        "3.1 Words.",
    )
    assert [(para, verb) for para, verb, _ in found(paper)] == [("2.1", "approve"), ("2.2", "delegate")]
    assert found(paper)[0][2].endswith("b) better support.")


def test_recommendations_numbered_by_name() -> None:
    paper = report(
        "Recommendation(s)",
        "Recommendation 1: That Cabinet approves the plan.",
        "Recommendation 2: That Cabinet delegates minor changes to the Director.",
        *BACKGROUND,
    )
    assert [(para, verb) for para, verb, _ in found(paper)] == [("Rec 1", "approve"), ("Rec 2", "delegate")]


def test_the_cover_is_read_where_it_holds_the_only_list() -> None:
    cover = "Recommendations: (a) To note the forecast; (b) To agree the transfer of £200,000."
    only = written(
        f"Oakshire County Council\n\nReport to: Schools Forum\n\nDate: 9 May 2023\n\nTitle: Budget\n\n{cover}\n\n"
    )
    assert [verb for _, verb, _ in found(only)] == ["note", "agree"]


def test_a_cover_or_summary_that_says_it_again_makes_no_second_ask() -> None:
    paper = report(
        "Key decision required: The Board is asked to: • Note the progress • Agree the next steps",
        "1 Executive summary",
        "1.1 The Board is asked to note progress and to agree the next steps that officers propose.",
        "2 Recommendations",
        "2.1 The Board is asked to:",
        "1. Note the progress made",
        "2. Agree the next steps proposed",
        "3 Reasons for recommendations",
        "3.1 It is recommended that the Board agree because partners depend on it.",
    )
    assert [para for para, _, _ in found(paper)] == ["2.1(1)", "2.1(2)"]


def test_a_paper_about_an_inspectors_letter_asks_what_it_asks() -> None:
    words = "Recommendation: The Panel is recommended to note the outcome of the focused visit."
    paper = report(
        words, "1. Introduction", "1.1 The visit was in May.", title="Ofsted visit: letter", to="Scrutiny Panel"
    )
    assert [verb for _, verb, _ in found(paper)] == ["note"]


def test_without_a_list_the_text_is_read() -> None:
    paper = report(
        "1. Purpose",
        "1.1 To tell Members of the improvement journey.",
        "2. Conclusion",
        "2.1 The Committee is invited to comment on the progress made.",
        to="Overview and Scrutiny Committee",
    )
    assert found(paper) == [("2.1", "comment", "comment on the progress made.")]


@pytest.mark.parametrize(
    "heading",
    [
        "Ofsted's recommendations",
        "Recommendations of the peer review",
        "Areas for improvement",
        "Audit recommendations",
        "Reasons for recommendations",
        "Progress against recommendations",
        "Recommendations from the inspection",
    ],
)
def test_what_others_recommended_is_no_ask(heading: str) -> None:
    assert found(report("1 Summary", "1.1 Words.", heading, "1. Note all visits.", "2. Agree thresholds.")) == []


def test_a_list_of_an_inspectors_recommendations_under_a_plain_heading_is_no_ask() -> None:
    paper = report(
        "2. Recommendations",
        "2.1 The inspection made three recommendations:",
        "1. Ensure that plans are clear.",
        "2. Improve supervision.",
        "3. Review thresholds.",
        "3. Background",
        "3.1 Work is under way.",
    )
    assert found(paper) == []
    bare = report("Recommendations", "1. Ensure that plans are clear.", "2. Improve supervision.", *BACKGROUND)
    assert found(bare) == []


def test_an_appended_list_is_not_this_papers() -> None:
    paper = report(
        "Recommendations",
        "That Cabinet approves the plan and its costs.",
        *BACKGROUND,
        "Appendix 1: Inspection report",
        "The inspectors came to the county in May.",
        "Recommendations",
        "1. Note taking must improve.",
        "2. Approve plans on time.",
    )
    assert [verb for _, verb, _ in found(paper)] == ["approve"]


def test_a_table_of_recommendations_is_read_row_by_row_and_an_action_plan_is_not() -> None:
    def table(*rows: tuple[str, ...]) -> Report:
        block = Block(BlockKind.TABLE, rows=rows)
        lines = (
            Block(BlockKind.PARAGRAPH, text) for text in ("Report to: Cabinet", "Date: 9 July 2024", "Title: Youth")
        )
        heading, end = Block(BlockKind.HEADING, "Recommendations", level=2), Block(BlockKind.HEADING, "Issues", level=2)
        words = Block(BlockKind.PARAGRAPH, "There are many issues to be looked at over the coming year.")
        return parse((*lines, heading, block, end, words), "report.html")

    asked = table(
        ("No.", "Recommendation"), ("1", "That Cabinet notes the plan."), ("2", "That Cabinet agrees the dates.")
    )
    assert [verb for _, verb, _ in found(asked)] == ["note", "agree"]
    planned = table(
        ("Recommendation", "Action", "Status"), ("To agree thresholds with partners", "Train staff", "Green")
    )
    assert found(planned) == []


@pytest.mark.parametrize(
    "words", ["Recommendations: To follow", "Decision required: Yes", "Recommendation: See section 2"]
)
def test_a_box_that_asks_nothing_holds_no_ask(words: str) -> None:
    assert found(report(words, "1 Summary", "1.1 The plan is late and the Board will be told more of it soon.")) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Decision(s) to be made",
        "What is the Executive being asked to do?",
        "Actions for the Board",
        "Proposals",
        "Recommendations to the Audit and Governance Committee",
        "Recommendations and reasons for them",
    ],
)
def test_a_heading_may_ask_in_other_words(heading: str) -> None:
    items = ("(i) Approves the fees; and", "(ii) Notes the risks.")
    paper = report(f"1. {heading}", "1.1 That the Executive:", *items, "2. Background", "2.1 Words.")
    assert [(para, verb) for para, verb, _ in found(paper)] == [("1.1(i)", "approve"), ("1.1(ii)", "note")]


def test_a_letter_that_advises_a_council_asks_nothing_of_a_committee() -> None:
    letter = written(
        "Dear Director,\n\nThank you for having the team in May and for the time that your staff gave us.\n\n"
        "Recommendations\n\n1. Agree a vision.\n\n2. Consider the pace of change.\n\n3. Review thresholds."
    )
    assert found(letter) == []


def test_officers_who_are_asked_are_no_committee() -> None:
    paper = report("1 Summary", "1.1 Officers are asked to keep records. It is recommended that staff check them.")
    assert found(paper) == []


def test_the_body_asked_is_the_papers_own_unless_another_is_named() -> None:
    paper = report(
        "Recommendations", "The Scrutiny Committee is asked to note the plan.", to="Overview and Scrutiny Committee"
    )
    assert [(ask.body, str(ask.meeting)) for ask in asks(paper)] == [("Overview and Scrutiny Committee", "2024-03-12")]
    other = report("Recommendations", "Cabinet is asked to approve the plan.", to="Children's Scrutiny Panel")
    assert [(ask.body, ask.meeting) for ask in asks(other)] == [("Cabinet", None)]


def test_inspection_reports_and_minutes_ask_nothing() -> None:
    paper = report("Recommendations", "The Board is asked to note the report.", *BACKGROUND)
    for kind in (Kind.INSPECTION, Kind.MINUTES):
        assert asks(dataclasses.replace(paper, header=dataclasses.replace(paper.header, kind=kind))) == ()


def test_a_lead_in_that_never_ends_is_read_all_the_same() -> None:
    assert found(report("Recommendations", "It is recommended that " * 1500, *BACKGROUND)) != []


def test_every_quote_of_the_sample_stands_in_its_paragraph() -> None:
    assert sum(len(found(paper)) for paper in sample()) == 30


def test_a_sentence_that_asks_in_several_verbs_asks_several_things() -> None:
    paper = report(
        "2 Recommendation",
        "2.1 The Panel is invited to note progress, to agree the dates of two visits and to receive a report in May.",
        to="Scrutiny Panel",
    )
    assert [verb for _, verb, _ in found(paper)] == ["note", "agree", "receive"]
    one = report("2 Recommendation", "2.1 The Panel is asked to agree the plan and to that end the dates.", to="Panel")
    assert len(found(one)) == 1


@pytest.mark.parametrize("words", ["WITHDRAWN – the fares go to the next meeting.", "[Withdrawn]", "Not used."])
def test_an_ask_that_is_withdrawn_is_none(words: str) -> None:
    paper = report("Recommendations", "(i) That the Panel note the plan.", f"(ii) {words}", to="Scrutiny Panel")
    assert [verb for _, verb, _ in found(paper)] == ["note"]


def test_an_ask_to_withdraw_is_one() -> None:
    paper = report("Recommendations", "Cabinet is asked to:", "(i) note the plan;", "(ii) withdraw the earlier plan.")
    assert len(found(paper)) == 2


def test_a_heading_that_asks_what_the_committee_is_asked_names_no_other_committee() -> None:
    paper = report("What the Panel is asked to do", "1. Note the plan.", "2. Agree the dates.", to="Scrutiny Panel")
    assert [(ask.verb, ask.body) for ask in asks(paper)] == [("note", "Scrutiny Panel"), ("agree", "Scrutiny Panel")]
