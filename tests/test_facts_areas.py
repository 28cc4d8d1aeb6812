"""Statuses of what inspectors call areas, weaknesses and actions, and of inspections other than of one service."""

from __future__ import annotations

import pytest
from test_facts_statuses import one, read, said, tabled

from ingest.facts.inspections.publications import publications

MET, PARTLY, OPEN = "met", "partly met", "outstanding"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Recommendation 2 (Ensure that plans suit the child) is partly complete.", PARTLY),
        ("Recommendation 7 (homes) has not been started because no site was found.", OPEN),
        ("Recommendation 7 – Review advocacy – was overtaken by a contract.", "closed, other approach"),
        ("Area for priority action 1 (plans). Timeliness rose. We judge this action to be partially complete.", PARTLY),
        ("AFI 3 (waits). The longest is 46 weeks. This action has not been completed.", OPEN),
        ("Recommendation 9 (health histories). All have theirs. We regard this recommendation as met.", MET),
    ],
)
def test_what_a_sentence_says(sentence: str, status: str) -> None:
    assert [value for _, value in said(read(f"2.1 {sentence}\n\n"))] == [status]


def test_a_date_column_may_say_that_it_is_done_where_the_status_is_a_colour() -> None:
    report = tabled(
        ("No.", "Area of weakness", "BRAG", "Target date"),
        ("1", "Quality of plans for pupils", "Blue", "Completed"),
        ("2", "Places for autistic pupils", "Red", "September 2025"),
    )
    assert said(report) == [(1, MET), (2, "not stated")]


def test_a_day_of_a_status_or_a_website_is_no_inspection() -> None:
    text = "1.2 The letter will be on the Ofsted website on 8 March 2022. {}\n\n"
    assert publications(read(text.format("Status of Ofsted recommendations at 28 February 2022:"))) == ()


def test_children_looked_after_do_not_hide_the_days_of_a_visit() -> None:
    words = "1.2 Ofsted inspected services for children looked after between 6 and 30 November 2021.\n\n"
    assert [each.inspected for each in publications(read(words))] == ["2021-11-06"]


def test_the_service_is_the_titles_where_the_sentence_does_not_say() -> None:
    claim = one(tabled(("Rec", "Status"), ("Rec 5", "Complete"), title="Youth Justice inspection: progress"))
    assert claim.service == ""  # the inspection that the paper dates is of another service


def test_rows_without_headings_are_known_by_their_labels() -> None:
    report = tabled(
        ("AFI 1", "Voice of pupils", "AMBER"), ("AFI 2", "Waits", "AMBER"), ("AFI 3", "Plans", "GREEN (complete)")
    )
    assert said(report) == [(1, "not stated"), (2, "not stated"), (3, MET)]


def test_a_later_sentence_may_say_that_it_is_done() -> None:
    words = "2.1 Area for improvement 4: reduce waits. The pathway was changed and this action has been completed.\n\n"
    assert said(read(words)) == [(4, MET)]
