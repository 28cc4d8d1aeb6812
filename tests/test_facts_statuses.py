"""What papers say of an inspector's recommendations: every form, and what only looks like one."""

from __future__ import annotations

import pytest

from ingest.fact import StatusClaim
from ingest.facts.inspections.publications import publications
from ingest.facts.status import statuses
from ingest.parse import parse
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of
from ingest.report import Block, BlockKind, Report, quoted_in

COVER = "ASHBY COUNCIL\n\n{committee}\n\n3 June 2024\n\nOfsted Improvement Plan Update\n\n1. Background\n\n"
INSPECTED = "1.1 Ofsted inspected the council in March 2022 and made 14 recommendations.\n\n"
MET, PARTLY, OPEN = "met", "partly met", "outstanding"


def read(text: str, committee: str = "Cabinet") -> Report:
    return parse(blocks_from_lines(tuple(lines_of(COVER.format(committee=committee) + text))), "paper.txt")


def tabled(*rows: tuple[str, ...], lead: str = "2.1 Progress is shown below.", title: str = "Ofsted Plan") -> Report:
    cover = ("ASHBY COUNCIL", "Cabinet", "3 June 2024", title)
    return parse(
        [
            *(Block(BlockKind.PARAGRAPH, line) for line in cover),
            Block(BlockKind.HEADING, "1. Background", level=1),
            Block(BlockKind.PARAGRAPH, INSPECTED.strip()),
            Block(BlockKind.HEADING, "2. Progress", level=1),
            Block(BlockKind.PARAGRAPH, lead),
            Block(BlockKind.TABLE, rows=rows),
        ],
        "paper.docx",
    )


def said(report: Report) -> list[tuple[int | None, str]]:
    claims = statuses(report)
    texts = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    assert all(quoted_in(claim.quote, texts[claim.ref.para]) for claim in claims)
    assert all(quoted_in(claim.promised, texts[claim.promised_para]) for claim in claims if claim.promised)
    return [(claim.number, claim.status.value) for claim in claims]


def one(report: Report) -> StatusClaim:
    (claim,) = statuses(report)
    return claim


SENTENCES = [
    ("Recommendation 7 has been completed and signed off by the Board.", [(7, MET)]),
    ("Rec. 7 is now complete.", [(7, MET)]),
    ("Recommendation 8 was met in March 2023.", [(8, MET)]),
    ("Recommendations 1, 3 and 11 have been met.", [(1, MET), (3, MET), (11, MET)]),
    ("Recs 4-6 are partly met.", [(4, PARTLY), (5, PARTLY), (6, PARTLY)]),
    ("Recommendations 1 to 3 have not been met.", [(1, OPEN), (2, OPEN), (3, OPEN)]),
    ("Recommendations 6 (plans) and 8 (visits) have not.", [(6, OPEN), (8, OPEN)]),
    ("Recommendation 3 has only been partly met.", [(3, PARTLY)]),
    ("Recommendation 9 (placements) remains outstanding.", [(9, OPEN)]),
    ("Recommendation 9, on placements, is outstanding: homes are few.", [(9, OPEN)]),
    ("Met: Recs 1 and 5", [(1, MET), (5, MET)]),
    ("The outstanding recommendations are recommendations 7 and 8.", [(7, OPEN), (8, OPEN)]),
    ("The following recommendations have been completed: 1, 2 and 6.", [(1, MET), (2, MET), (6, MET)]),
    ("Four of the recommendations (3, 5) remain outstanding.", [(3, OPEN), (5, OPEN)]),
    ("Recommendation 1 is met and recommendation 2 is in progress.", [(1, MET), (2, OPEN)]),
    ("Recommendation 1 is met; recommendation 2 has not yet been met.", [(1, MET), (2, OPEN)]),
    ("Recommendations 1 and 2, together with Rec 5, have been met.", [(1, MET), (2, MET), (5, MET)]),
    ("Recommendation 3 was met in 2023 but is no longer met.", [(3, OPEN)]),
    ("Recommendation 4 has gone backwards.", [(4, OPEN)]),
    ("Recommendation 4 was partially met in May and is now fully met.", [(4, MET)]),
    ("Ofsted recommendation 4: Complete", [(4, MET)]),
    ("Work on recommendation 5 has been slow; it remains outstanding.", [(5, OPEN)]),
    ("The council has now completed recommendations 1 and 2.", [(1, MET), (2, MET)]),
    ("Area for improvement 2 has been completed.", [(2, MET)]),
    ("Recommendation 5: Improve dental checks. Status: Met", [(5, MET)]),
    ("Recommendation 5 – met; Recommendation 6 – partially met; Rec 7 – not met", [(5, MET), (6, PARTLY), (7, OPEN)]),
    ("Five recommendations remain outstanding, namely 5 and 7.", [(5, OPEN), (7, OPEN)]),
    ("Recommendations 1 and 2 of the 2022 inspection have been met.", [(1, MET), (2, MET)]),
    ("Recommendation 10 has been closed by a different approach.", [(10, "closed, other approach")]),
    ("Recommendation 5 asks for checks within a month. This has not been met.", [(5, OPEN)]),
    ("Recommendation 6 asks that plans are completed on time. It is partly met.", [(6, PARTLY)]),
    (
        "Recommendation 5 is outstanding. We have chosen a different approach to recommendation 6, which is open.",
        [(5, OPEN), (6, OPEN)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_sentences(sentence: str, expected: list[tuple[int, str]]) -> None:
    assert said(read(f"{INSPECTED}1.2 {sentence}")) == expected


NOT_STATUSES = [
    "Recommendation 5 to be met by March.",
    "We expect recommendation 8 to be completed in July.",
    "Recommendation 5 should be completed by March.",
    "It is hoped that recommendations 2 and 3 are met by then.",
    "Once recommendation 4 is met the Board will be stood down.",
    "Members asked whether recommendation 5 had been met.",
    "Recommendation 5 asks that plans are completed within a week.",
    "Recommendation 2 above has been met.",
    "Recommendation 2.1 has been met.",
    "Recommendation 2 of this report is complete.",
    "Cabinet agreed that recommendation 10 be closed.",
    "In December 2022 recommendations 1 and 2 were partly met.",
    "In May 2023 it was reported that recommendation 3 was outstanding.",
    "Adoption was judged outstanding. Recommendation 3 is led by the partnership.",
    "All actions in the plan have been completed.",
    "All recommendations have been accepted and all have an owner.",
    "All of the actions arising from the recommendations have been completed.",
    "The majority of the recommendations will be met by March 2025.",
    "All six recommendations for the Safeguarding Board have been met.",
    "The internal audit recommendations 1 to 4 have been implemented.",
    "Recommendation 1 is rated Green and recommendation 2 is rated Amber.",
]


@pytest.mark.parametrize("sentence", NOT_STATUSES)
def test_what_only_looks_like_a_status(sentence: str) -> None:
    assert said(read(f"{INSPECTED}1.2 {sentence}")) == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The majority of the inspectors’ recommendations are now met.", "not individually stated"),
        ("Most of the recommendations have been completed.", "not individually stated"),
        ("Eight of the 14 recommendations have been met.", "not individually stated"),
        ("Nine out of 14 recommendations have been completed.", "not individually stated"),
        ("Of the 14 recommendations, three have been met and eleven are outstanding.", "not individually stated"),
        ("There were 14 recommendations, of which 9 are complete.", "not individually stated"),
        ("80% of the recommendations have been completed.", "not individually stated"),
        ("We have completed 10 of the 14 recommendations.", "not individually stated"),
        ("Not all of the recommendations have been met.", "not individually stated"),
        ("There are 14 recommendations. Of these, four have been met.", "not individually stated"),
        ("All 14 recommendations have now been met.", MET),
        ("None of the recommendations has been met.", OPEN),
    ],
)
def test_what_is_said_of_them_together(sentence: str, status: str) -> None:
    assert said(read(f"{INSPECTED}1.2 {sentence}")) == [(None, status)]


def test_all_but_those_named() -> None:
    text = (
        f"{INSPECTED}1.2 All of the recommendations have now been met, with the exception of recommendations 6 and 8."
    )
    assert said(read(text)) == [(6, OPEN), (8, OPEN), (None, "not individually stated")]


def test_a_list_has_the_status_of_the_words_that_lead_in_and_each_item_its_words() -> None:
    text = (
        f"{INSPECTED}1.2 Although much has been achieved, the following remain outstanding:\n"
        "• Rec. 3: Ensure that plans are reviewed. This includes plans for care leavers. We are short of staff.\n"
        "• Rec. 4: a campaign brought twelve families\n"
        "• Rec. 5: Increase the number of homes. A fund will open in July 2024."
    )
    claims = statuses(read(text))
    assert said(read(text)) == [(3, OPEN), (4, OPEN), (5, OPEN)]
    assert [claim.wording for claim in claims] == [
        "Ensure that plans are reviewed. This includes plans for care leavers.",
        "",
        "Increase the number of homes.",
    ]
    assert [claim.promised for claim in claims] == ["", "", "A fund will open in July 2024"]
    assert claims[1].quote == (
        "Although much has been achieved, the following remain outstanding: … "
        "Rec. 4: a campaign brought twelve families"
    )


@pytest.mark.parametrize(
    "items",
    [
        "• Rec. 3: Ensure that plans are reviewed. • Rec. 5: Increase the number of homes.",
        "(a) Recommendation 3 – Ensure that plans are reviewed; and (b) Rec 5 – Increase the number of homes.",
        "- Rec 3: Ensure that plans are reviewed - Rec 5: Increase the number of homes",
        "Rec. 3: Ensure that plans are reviewed. Rec. 5: Increase the number of homes.",
    ],
)
def test_a_list_in_the_run_of_the_text(items: str) -> None:
    report = read(f"{INSPECTED}1.2 Most are met. The following recommendations remain outstanding: {items}")
    assert said(report) == [(3, OPEN), (5, OPEN)]
    assert [claim.wording.strip(" .;") for claim in statuses(report)] == [
        "Ensure that plans are reviewed",
        "Increase the number of homes",
    ]


def test_an_items_own_status_comes_first() -> None:
    text = (
        f"{INSPECTED}1.2 The position on the outstanding recommendations is:\n"
        "• Rec 1 (visits): partly met. In May it was outstanding.\n"
        "• Recommendation 2 (Complete): improve dental checks\n"
        "• R7 – in progress\n"
        "• Rec 8: Ensure that plans are reviewed by partners – Met"
    )
    assert said(read(text)) == [(1, PARTLY), (2, MET), (7, OPEN), (8, MET)]
    assert [claim.wording for claim in statuses(read(text))][::3] == [
        "visits",
        "Ensure that plans are reviewed by partners",
    ]


def test_lettered_and_numbered_items() -> None:
    text = (
        f"{INSPECTED}1.2 The position is as follows:\n(a) Rec 1 - Complete\n(b) Rec 2 - Not started\n\n1.3 Other news."
    )
    assert said(read(text)) == [(1, MET), (2, OPEN)]
    text = f"{INSPECTED}1.2 The position on each recommendation:\n1. Rec 4 - Complete\n2. Rec 9 - Overdue"
    assert said(read(text)) == [(4, MET), (9, OPEN)]


def test_a_number_that_counts_the_list_is_not_the_recommendations() -> None:
    met, open_ = (
        "1.2 The following recommendations have been met:",
        "1.2 The following recommendations remain outstanding:",
    )
    text = f"{INSPECTED}{met}\n1. Ensure that visits are made\n2. Reduce caseloads now"
    assert [(claim.number, claim.wording) for claim in statuses(read(text))] == [
        (None, "Ensure that visits are made"),
        (None, "Reduce caseloads now"),
    ]
    text = f"{INSPECTED}{open_}\n5. Ensure that visits are made\n9. Reduce caseloads"
    assert said(read(text)) == [(5, OPEN), (9, OPEN)]


def test_another_way_chosen() -> None:
    text = (
        f"{INSPECTED}1.2 The following recommendations are outstanding:\n"
        "• Rec 4: we have decided not to open a centre and will visit at home\n"
        "• Rec 5: no centre has opened"
    )
    assert said(read(text)) == [(4, "outstanding, other approach"), (5, OPEN)]


def test_a_heading_that_names_a_recommendation_holds_for_what_is_under_it() -> None:
    text = (
        f"{INSPECTED}2. Recommendation 5: dental checks\n\n2.1 Status: complete\n\n"
        "3. Recommendation 6: plans\n\n3.1 This recommendation remains outstanding because staff left.\n\n"
        "4. Money\n\n4.1 Status: closed"
    )
    assert said(read(text)) == [(5, MET), (6, OPEN)]


def test_a_heading_gives_the_status_of_the_list_under_it() -> None:
    text = (
        "ASHBY COUNCIL\n\nReport to: Cabinet\nDate: 3 June 2024\nTitle: Response to the Ofsted inspection\n\n"
        "Completed recommendations\n\n1. Ensure that visits are recorded.\n4. Recruit a head of service.\n\n"
        "Outstanding recommendations\n\n2. Reduce caseloads to 16.\n3. Increase the number of carers.\n\n"
        "Recommendations\n\nCabinet is asked to:\n1. Note the report.\n2. Agree the plan."
    )
    report = parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt")
    assert said(report) == [(1, MET), (4, MET), (2, OPEN), (3, OPEN)]


def test_minutes_tell_in_the_past_tense() -> None:
    text = (
        "ASHBY COUNCIL\n\nMINUTES OF THE CABINET\n\n3 June 2024\n\nPresent: Councillors A and B\n\n"
        "22. OFSTED PLAN\n\n22.1 She said that recommendations 1 and 4 of the 2022 inspection had been met and that "
        "recommendation 2 was outstanding.\n\n22.2 Members asked whether recommendation 3 would be met by June.\n\n"
        "22.3 RESOLVED: That recommendation 5 be not closed."
    )
    report = parse(blocks_from_lines(tuple(lines_of(text))), "minutes.txt")
    assert said(report) == [(1, MET), (4, MET), (2, OPEN)]


def test_a_tables_status_column() -> None:
    report = tabled(
        ("No", "Recommendation", "Status", "Next steps"),
        ("1", "Ensure that referrals are timely", "Complete", ""),
        ("2", "Improve plans for children", "In progress", "A new form will be tried"),
        ("3", "Increase the number of carers", "Complete by March", ""),
    )
    assert said(report) == [(1, MET), (2, OPEN)]
    assert [claim.wording for claim in statuses(report)] == [
        "Ensure that referrals are timely",
        "Improve plans for children",
    ]
    assert [claim.promised for claim in statuses(report)] == ["", "A new form will be tried"]


def test_the_latest_of_two_dated_columns() -> None:
    report = tabled(
        ("Recommendation", "Position in May 2023", "Position in May 2024"),
        ("5. Dental checks", "Outstanding", "Met"),
        ("10. Mentoring", "Outstanding", "Closed by a different approach"),
    )
    assert said(report) == [(5, MET), (10, "closed, other approach")]


def test_a_column_of_no_date_is_of_now_and_a_row_of_headings_may_be_lost() -> None:
    mixed = tabled(
        ("Recommendation", "Position in January 2024", "Status"),
        ("1. Ensure that visits are made", "Outstanding", "Met"),
        ("2. Improve plans for children", "Met", "Overdue"),
    )
    assert said(mixed) == [(1, MET), (2, OPEN)]
    lost = tabled(
        ("Recommendation no.", "Description", "Current status"),
        ("5", "Ensure that visits are made", "Completed/Embedded"),
        ("6", "Improve plans for children", "Ongoing – due July"),
    )
    assert said(lost) == [(5, MET), (6, OPEN)]
    assert [claim.wording for claim in statuses(lost)] == ["Ensure that visits are made", "Improve plans for children"]


def test_a_colour_with_words_is_what_the_words_say() -> None:
    report = tabled(
        ("Ref", "Ofsted recommendation", "BRAG"),
        ("R1", "Ensure that visits are made", "Blue - complete"),
        ("R2", "Improve plans for children", "Green – on track"),
    )
    assert said(report) == [(1, MET), (2, OPEN)]


def test_columns_with_ticks() -> None:
    report = tabled(
        ("Recommendation", "Met", "Partly met", "Outstanding"),
        ("1. Ensure that visits are made", "✓", "", ""),
        ("2. Improve plans for children", "", "X", ""),
    )
    assert said(report) == [(1, MET), (2, PARTLY)]
    asked = tabled(("Recommendation", "Met?"), ("1. Ensure visits are made", "Yes"), ("2. Improve plans", "No"))
    assert said(asked) == [(1, MET), (2, OPEN)]


def test_a_colour_says_nothing_without_a_key() -> None:
    rows = (("Recommendation", "RAG"), ("1. Ensure that visits are made", "B"), ("2. Improve plans", "Amber"))
    assert said(tabled(*rows)) == [(1, "not stated"), (2, "not stated")]
    key = "2.1 Key: Blue = completed; Green = on track; Amber = at risk."
    assert said(tabled(*rows, lead=key)) == [(1, MET), (2, OPEN)]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Recommendation", "Action", "Status"),
            ("1", "Recruit", "Complete"),
            ("1", "Train", "Open"),
            ("2", "Write", "Met"),
        ),
        (("Judgement", "Grade"), ("Overall effectiveness", "Outstanding")),
        (("Ref", "Risk", "Status"), ("1", "Staff leave", "Open")),
        (("No", "Milestone", "Status"), ("1", "Board set up", "Complete")),
        (("Option", "Recommendation", "Outcome"), ("1", "Recommendation 1", "Met")),
    ],
    ids=["actions", "grades", "risks", "milestones", "options"],
)
def test_tables_of_other_things(rows: tuple[tuple[str, ...], ...]) -> None:
    assert said(tabled(*rows)) == []


def test_what_the_committee_is_asked_is_no_status() -> None:
    asks = "2. Recommendations\n\n2.1 That Cabinet:\n(1) notes that recommendation 4 has been met;\n(2) agrees it."
    text = f"{INSPECTED}{asks}"
    assert said(read(text)) == []


def test_the_recommendations_of_others() -> None:
    for heading in ("Peer review", "Fostering task and finish group", "Internal audit", "The commissioner’s report"):
        text = (
            f"{INSPECTED}2. {heading}\n\n2.1 It made six recommendations. Recommendations 1 and 2 have been completed."
        )
        assert said(read(text)) == [], heading


def test_a_paper_that_speaks_of_no_inspection() -> None:
    text = "1.1 There are 14 recommendations. Recommendations 1 and 2 have been met."
    assert said(read(text)) == [(1, MET), (2, MET)]  # its title is of Ofsted's plan
    report = parse(
        blocks_from_lines(tuple(lines_of(f"ASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nA Plan\n\n1. Now\n\n{text}"))),
        "p",
    )
    assert said(report) == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "1.1 Ofsted inspected the council in March 2022.\n\n1.2 Recommendation 4 of the inspection is outstanding.",
            "2022-03",
        ),
        ("1.1 We report on the 2021 inspection.\n\n1.2 Recommendation 4 is outstanding.", "2021"),
        (
            "1.1 Ofsted inspected us in February 2020. The previous inspection in March 2016 made six.\n\n"
            "1.2 Recommendation 4 is outstanding.",
            "2020-02",
        ),
        ("1.1 Ofsted inspected us in March 2022.\n\n1.2 Recommendation 4 from the 2016 inspection is met.", "2016"),
        (
            "1.1 Ofsted carried out a monitoring visit in May 2023 after its inspection in July 2022.\n\n"
            "1.2 Recommendation 3 of the inspection is met.",
            "2022-07",
        ),
        ("1.1 This is about the Ofsted inspection.\n\n1.2 Recommendation 3 is met.", ""),
    ],
)
def test_the_inspection_a_claim_is_of(text: str, when: str) -> None:
    assert one(read(text)).inspection == when


def test_what_is_promised_elsewhere_in_the_paper() -> None:
    claim = one(
        read(f"{INSPECTED}1.2 Recommendation 4 is outstanding.\n\n2. Next\n\n2.1 Recommendation 4 will be met by May.")
    )
    assert (claim.promised, claim.promised_para) == ("Recommendation 4 will be met by May.", "2.1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.1 Ofsted inspected the council from 9 to 20 November 2020. The report of 22 January 2021 was poor.",
            [("2020-11-09", "2020-11-20", "2021-01-22")],
        ),
        (
            "1.1 We received an Ofsted inspection between 12 January – 2 February 2024. The inspection findings are in "
            "a report which was published on 4 April 2024.",
            [("2024-01-12", "2024-02-02", "2024-04-04")],
        ),
        (
            "1.1 Ofsted inspected services from 8 to 19 May 2023 and published its report on 3 July 2023.",
            [("2023-05-08", "2023-05-19", "2023-07-03")],
        ),
        ("1.1 In July 2014 the council was re-inspected by Ofsted.", [("2014-07", "2014-07", "")]),
        ("1.1 The Ofsted inspection report was published in September 2014.", [("", "", "2014-09")]),
        ("1.1 Ofsted made a focused visit on 11 July 2023. Its letter of 25 August 2023 praised staff.", []),
        ("1.1 The improvement plan, published on 3 May 2024, answers Ofsted.", []),
        ("1.1 Ofsted is expected to make its next inspection in June 2026.", []),
    ],
)
def test_when_an_inspection_was(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = publications(read(text))
    assert [(each.inspected, each.inspected_to, each.published) for each in found] == expected
    assert all(quoted_in(each.quote, text) for each in found)
