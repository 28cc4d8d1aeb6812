"""Candidates held against the question, and put in order."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Candidate, Query, Wanted, When
from assistant.weigh import coverage, weigh
from ingest.report import Header, Kind, Paragraph, Ref, Scope

HEADERS = {
    "update.txt": Header(title="Update", council="Fernmoor", body="Cabinet", as_at=date(2024, 7, 8)),
    "visit.pdf": Header(title="Inspection", council="Fernmoor", kind=Kind.INSPECTION, as_at=date(2024, 3, 1)),
}


def candidate(para: str, text: str, *, report: str = "update.txt", section: str = "Background") -> Candidate:
    return Candidate(Ref(report, para), Paragraph(para, section, text, 0), 0.03, 0.5)


def order(question: str, *found: Candidate, wanted: Wanted = Wanted.WHAT) -> list[str]:
    query = Query(question, question, Scope(), wanted, (question,))
    (weighed,) = weigh(query, [found], HEADERS, lambda _: pytest.fail("no sub-item here"))
    return [each.candidate.ref.para for each in weighed]


def test_words_that_stand_together_count_for_more_than_words_scattered_over_a_long_paragraph() -> None:
    filler = " The council met. Members spoke. A note was taken. Tea was served."
    scattered = f"The foster home opened.{filler} Costs rose.{filler} The second year was warm.{filler}"
    together = f"Costs of the foster home fell in the second year.{filler}"
    assert order(
        "What did the foster home costs do in the second year?", candidate("1", scattered), candidate("2", together)
    ) == ["2", "1"]


@pytest.mark.parametrize(
    ("wanted", "question", "with_it", "without"),
    [
        (
            Wanted.WHEN,
            "When was the children's panel set up?",
            "The panel was set up in May 2019.",
            "The panel was set up with care.",
        ),
        (
            Wanted.WHAT,
            "How much was the panel paid?",
            "The panel was paid £300.",
            "The panel was paid well.",
        ),
    ],
)
def test_what_has_the_thing_wanted_comes_before_what_has_not(
    wanted: Wanted, question: str, with_it: str, without: str
) -> None:
    assert order(question, candidate("1", without), candidate("2", with_it), wanted=wanted) == ["2", "1"]


def test_a_title_line_gives_way_unless_its_label_is_asked_for() -> None:
    line = candidate("header:Author", "Author: Head of the panel for early help")
    body = candidate("3", "The panel for early help has met twice.")
    assert order("What has the panel for early help done?", line, body)[0] == "3"
    assert order("Who is the author on the panel for early help?", line, body)[0] == "header:Author"


def test_an_inspection_report_gives_way_to_the_councils_papers_unless_inspectors_are_asked_about() -> None:
    found = candidate("9", "Foster carers feel supported.", report="visit.pdf")
    written = candidate("4", "Foster carers feel supported.")
    assert order("Do foster carers feel supported?", found, written)[0] == "4"
    assert order("Did inspectors say foster carers feel supported?", found, written)[0] == "9"


def test_what_follows_from_another_choice_stands_under_the_options() -> None:
    risk = candidate("6", "The new plan has risks for the children in our homes.")
    option = candidate("9", "Keep the old plan. The children stay in our homes.", section="Other options considered")
    for question in ("What are the risks if we reject the new plan?", "What else was looked at beside the new plan?"):
        assert order(question, risk, option) == ["9", "6"]
    assert order("What are the risks of the new plan?", risk, option) == ["6", "9"]


def test_whom_to_contact_and_what_lies_behind_give_way_unless_asked_for() -> None:
    contact = candidate(
        "8", "The background papers on the play scheme and its costs are held by A. Lee, a.lee@fern.example."
    )
    matter = candidate("3", "The play scheme has opened and its costs are met.")
    assert order("What do we know of the play scheme and its costs?", contact, matter)[0] == "3"
    assert order("Which background papers are there on the play scheme and its costs?", contact, matter)[0] == "8"


def test_what_inspectors_told_a_council_to_improve_stands_in_their_list() -> None:
    finding = candidate("9", "Letters to parents are late and letters are long.", report="visit.pdf")
    listed = candidate(
        "2", "The quality of letters sent to parents.", report="visit.pdf", section="What needs to improve?"
    )
    assert order("What did inspectors tell us to put right in letters to parents?", finding, listed) == ["2", "9"]
    assert order("What did inspectors find in letters to parents that are late?", finding, listed) == ["9", "2"]


def test_what_is_nobodys_news_is_passed_over() -> None:
    query = Query("carers", "carers", Scope(), Wanted.WHAT, ("carers",))
    common = candidate("1", "Carers may reuse this text.")
    (weighed,) = weigh(query, [[common]], HEADERS, lambda _: pytest.fail("none"), frozenset({common.ref}))
    assert weighed == ()


def test_coverage_is_a_share_of_the_weight() -> None:
    assert coverage({"adopt": 3.0, "plan": 1.0}, frozenset({"plan"})) == 0.25
    assert coverage({}, frozenset({"plan"})) == 0.0


def test_of_two_that_say_the_same_the_later_comes_first_unless_a_date_is_asked_about() -> None:
    headers = HEADERS | {"before.txt": Header(title="Update", council="Fernmoor", as_at=date(2023, 7, 8))}
    found = [candidate("1", "The panel meets in June.", report=name) for name in ("before.txt", "update.txt")]
    for dates, first in (((), "update.txt"), ((When(2023),), "before.txt")):
        query = Query("panel", "panel", Scope(), Wanted.WHAT, ("panel",), dates=dates)
        (weighed,) = weigh(query, [found], headers, lambda _: pytest.fail("none"))
        assert weighed[0].candidate.ref.report == first
