"""Dated statements, form by form, in papers made for it."""

from __future__ import annotations

import pytest
from test_parse import read

from ingest.fact import Event
from ingest.facts.events import events
from ingest.report import quoted_in

COVER = "ASHMERE COUNCIL\nReport to: Cabinet\nDate of Meeting: 12 June 2019\nTitle: Improvement Plan\n\n"


def told(text: str) -> list[Event]:
    report = read(COVER + text)
    words = {paragraph.para: paragraph.text for paragraph in report.paragraphs}
    found = list(events(report))
    assert all(quoted_in(event.quote, words[event.ref.para]) for event in found)
    return found


def said(sentence: str) -> list[tuple[str, str, str, str]]:
    return [(event.kind, event.when, event.until, event.printed) for event in told(f"3. Background\n3.1 {sentence}\n")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The plan was approved by Cabinet on 3rd April.", ("event", "2019-04-03", "", "3rd April")),
        ("The unit opened in October.", ("event", "2018-10", "", "October")),
        ("It took place between 4 and 8 May 2019.", ("event", "2019-05-04", "2019-05-08", "4 and 8 May 2019")),
        ("A new system went live last November.", ("event", "2018-11", "", "last November")),
        ("The audit was completed last year in July 2018.", ("event", "2018-07", "", "last year in July 2018")),
        ("The first meeting was held on 20/05/2019.", ("event", "2019-05-20", "", "20/05/2019")),
        ("Training began in early May.", ("event", "2019-05", "", "early May")),
        ("On 5 April 2019, the Council wrote to every school.", ("event", "2019-04-05", "", "5 April 2019")),
        ("The team has worked from Ashby since 6 May 2019.", ("event", "2019-05-06", "", "6 May 2019")),
        ("It must be sent no later than 30 July 2019.", ("deadline", "2019-07-30", "", "30 July 2019")),
        ("The Council was required to reply by 31 May 2019.", ("deadline", "2019-05-31", "", "31 May 2019")),
        ("The return is due to be sent to the DfE by 5 July.", ("deadline", "2019-07-05", "", "5 July")),
        ("The actions have a target date of 31 March 2020.", ("deadline", "2020-03-31", "", "31 March 2020")),
        ("A visit is planned for 10 and 11 July.", ("promise", "2019-07-10", "2019-07-11", "10 and 11 July")),
        ("The unit is to open on 1 November 2019.", ("promise", "2019-11-01", "", "1 November 2019")),
        ("The rest will be spent by the end of March.", ("promise", "2020-03", "", "by the end of March")),
        ("The contract ends on 31 March 2020.", ("promise", "2020-03-31", "", "31 March 2020")),
        ("A review is due in October this year.", ("promise", "2019-10", "", "October this year")),
        ("The record was to be ready in April 2019.", ("promise", "2019-04", "", "April 2019")),
        ("The position will be reviewed in six months' time.", ("promise", "2019-12", "", "in six months' time")),
        ("It will end at the end of this year.", ("promise", "2019-12", "", "at the end of this year")),
        ("Inspectors were on site from 6 to 10 May 2019.", ("event", "2019-05-06", "2019-05-10", "6 to 10 May 2019")),
        ("A grant of £1.2m had been received on 3 May 2019.", ("event", "2019-05-03", "", "3 May 2019")),
        ("Cabinet resolved to raise it from £3 to £5 on 1 July 2019.", ("promise", "2019-07-01", "", "1 July 2019")),
        ("They will be done by 1 July 2019 (originally 1 May 2019).", ("promise", "2019-07-01", "", "1 July 2019")),
        ("The budget was devolved to the Council on 1 May 2019.", ("event", "2019-05-01", "", "1 May 2019")),
        ("The group will not need to meet after 31 July 2019.", ("promise", "2019-07-31", "", "31 July 2019")),
        ("The notice served on 8 May 2019 required the Council to act.", ("event", "2019-05-08", "", "8 May 2019")),
        ("RESOLVED that consideration be deferred until April.", ("promise", "2020-04", "", "April")),
        ("The letter will be published on 12 June 2019.", ("promise", "2019-06-12", "", "12 June 2019")),
        ("A second hub will open in autumn 2019.", ("promise", "2019", "", "autumn 2019")),
        ("Data cleansing complete 30 July 2019.", ("promise", "2019-07-30", "", "30 July 2019")),
    ],
)  # fmt: skip
def test_a_date_is_of_something_done_due_or_promised(sentence: str, expected: tuple[str, str, str, str]) -> None:
    assert said(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Education Act 1996 and the Corporate Plan 2017-2020 apply.",
        "Spending rose to £4.1m in 2018/19.",
        "At 31 March 2019 there were 412 children in care, compared with 398 at 31 March 2018.",
        "The average caseload was 17 in May 2019.",
        "Attendance increased to 94% in May 2019.",
        "The number of carers fell from 31 in March 2018 to 27 in March 2019.",
        "The Board meets every June and December.",
        "Reports are made once a year, in March.",
        "The second home could open in October this year.",
        "No money has been set aside beyond March 2020.",
        "Members may be pleased that March was busy.",
        "There are 114 households, five more than in September 2018.",
        "The lead officer was born in 1962.",
        "The position is the same as in the report of May 2019.",
    ],
)
def test_a_date_of_reference_is_no_event(sentence: str) -> None:
    assert said(sentence) == []


def test_two_dates_of_a_sentence_are_two_rows() -> None:
    assert said("Officers were due to report in May 2019 but this has slipped to July 2019.") == [
        ("promise", "2019-05", "", "May 2019"),
        ("promise", "2019-07", "", "July 2019"),
    ]


def test_what_is_told_as_past_and_would_fall_after_the_meeting_keeps_its_words_and_the_reason() -> None:
    (event,) = told("3. Background\n3.1 The service moved to new offices in October this year.\n")
    assert (event.when, event.printed) == ("", "October this year")
    assert event.unresolved == "told as past, but October this year would fall after the meeting of 12 June 2019"


@pytest.mark.parametrize(
    ("sentence", "printed", "reason"),
    [
        (
            "It was agreed that progress would be looked at again in a year's time.",
            "in a year's time",
            "counted from another day, which this sentence does not give",
        ),
        (
            "We are required to send a plan within 70 working days of publication.",
            "within 70 working days of publication",
            "counted from another day, which this sentence does not give",
        ),
        ("Its terms will be brought to Cabinet in the autumn.", "in the autumn", "only a season is said"),
    ],
)
def test_a_date_that_cannot_be_counted_is_left_open(sentence: str, printed: str, reason: str) -> None:
    (event,) = told(f"3. Background\n3.1 {sentence}\n")
    assert (event.when, event.printed, event.unresolved) == ("", printed, reason)


def test_a_visit_or_an_inspection_named_by_its_date_is_what_happened() -> None:
    (event,) = told(
        "3. Background\n3.1 Cabinet is accountable for the plan after the Ofsted inspection in July 2018.\n"
    )
    assert (event.kind, event.when, event.text) == ("event", "2018-07", "the Ofsted inspection in July 2018")


def test_a_column_of_dates_gives_the_row_its_deadline() -> None:
    table = "1. Action plan\nAction\tLead\tTarget date\nRecruit twelve social workers\tHead of Service\t31 March 2020\n"
    (event,) = told(table)
    assert (event.kind, event.when, event.text) == ("deadline", "2020-03-31", "Recruit twelve social workers")


def test_lists_of_background_papers_and_minutes_that_were_approved_are_no_events() -> None:
    assert not told("9. Background papers\n9.1 The letter was sent on 3 May 2019.\n")
    assert not said("The minutes of the meeting held on 3 May 2019 were approved.")


def test_the_next_meeting_is_a_promise() -> None:
    (event,) = told("9. Date of next meeting\n9.1 Tuesday 17 September 2019 at 10.00 am.\n")
    assert (event.kind, event.when, event.text) == (
        "promise",
        "2019-09-17",
        "Date of next meeting: Tuesday 17 September 2019 at 10.00 am.",
    )


def test_of_an_inspection_report_only_its_own_dates_are_read() -> None:
    title = "Inspection of Ashmere local authority children's services\nInspection dates: 4 June 2018 to 8 June 2018\n"
    report = read(f"{title}\n1. A new team was set up in May 2018.\n")
    assert [(event.when, event.until, event.text) for event in events(report)] == [
        ("2018-06-04", "2018-06-08", "Inspection dates: 4 June 2018 to 8 June 2018")
    ]


def test_a_run_of_dates_without_a_sentence_tells_nothing() -> None:
    assert said("The team met on " + "3 May 2019 and 4 June 2019 and " * 10) == []


def test_what_was_due_is_told_apart_from_what_was_done_on_its_day() -> None:
    assert said("The plan had to be sent, no later than 26 April 2019, and did go out on 24 April 2019.") == [
        ("deadline", "2019-04-26", "", "26 April 2019"),
        ("event", "2019-04-24", "", "24 April 2019"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "These are the accounts for the year ended 31 March 2019.",
        "Minutes of the last meeting (3 May 2019) – agreed as accurate.",
        "The Committee approved the minutes of 3 May 2019.",
        "By 31 March 2019 £25,000 had been spent on audits.",
        "Caseloads fell from 23 in May 2018 to 18.",
    ],
)
def test_a_day_that_a_figure_is_counted_at_is_no_event(sentence: str) -> None:
    assert said(sentence) == []


def test_a_paper_without_a_date_tells_past_from_promised_by_its_verbs() -> None:
    text = (
        "ASHMERE COUNCIL\nTitle: Briefing note on early help\n\n1. Background\n1.1 The hub opened on 4 March 2019.\n"
        "1.2 A second hub will open on 4 March 2020.\n1.3 The post is funded until March 2021.\n"
    )
    report = read(text)
    assert report.header.as_at is None
    assert [(event.kind, event.when) for event in events(report)] == [
        ("event", "2019-03-04"),
        ("promise", "2020-03-04"),
    ]


def test_a_column_of_due_dates_says_what_is_done_and_what_has_slipped() -> None:
    table = (
        "1. Action plan\nAction\tLead\tRAG\tDue\n"
        "Clear the backlog\tHead of SEND\tAmber\t31 July 2019 (was 31 March 2019)\n"
        "Audit every file\tHead of Quality\tGreen\tCompleted May 2019\n"
        "Charter launched 14 April 2019\tForum\tGreen\tComplete\n"
        "Appoint an analyst\tHead of Data\tRed\tQ4 2019/20\n"
    )
    assert [(event.kind, event.when, event.text) for event in told(table)] == [
        ("deadline", "2019-07-31", "Clear the backlog"),
        ("event", "2019-05", "Audit every file"),
        ("event", "2019-04-14", "Charter launched 14 April 2019"),
        ("deadline", "2020-01-01", "Appoint an analyst"),
    ]


def test_a_table_of_steps_and_their_dates_tells_past_from_to_come() -> None:
    table = (
        "1. Timeline\nMilestone\tDate\nLast meeting of the old board\t30 May 2019\n"
        "First meeting of the new board\t9 July 2019\n"
    )
    assert [(event.kind, event.when, event.text) for event in told(table)] == [
        ("event", "2019-05-30", "Last meeting of the old board"),
        ("promise", "2019-07-09", "First meeting of the new board"),
    ]


def test_a_plan_of_meetings_leaves_out_the_meeting_itself() -> None:
    table = "1. Forward plan\nMeeting\tSubject\n12 June 2019\tPerformance report\n30 July 2019\tCare leavers' homes\n"
    assert [(event.kind, event.when, event.text) for event in told(table)] == [
        ("promise", "2019-07-30", "Care leavers' homes")
    ]


def test_the_sentences_of_a_decision_notice_are_read() -> None:
    cover = COVER.replace("Title:", "Decision: To adopt the policy and to raise the fee from 1 September 2019\nTitle:")
    report = read(f"{cover}1. Background\n1.1 Nothing more.\n")
    assert [(event.kind, event.when) for event in events(report)] == [("promise", "2019-09-01")]
