"""Who is accountable, who oversees, and to whom a body reports."""

from __future__ import annotations

from datetime import date

import pytest
from holdings import holdings
from plain_papers import paper

from assistant.answer import Question
from assistant.consult.roles import FORMS
from assistant.consult.said import Consulted
from assistant.ledger.governance import governance
from assistant.understand import understand
from ingest.facts.roles import roles
from ingest.report import Card, Report

FIRST = paper(
    "The Parks Board is accountable for the recovery plan.",
    "The Delivery Group reports to the Parks Board.",
    name="first.txt",
    on=date(2021, 3, 2),
)
SECOND = paper("The Health and Wellbeing Board is accountable for the recovery plan.", on=date(2022, 3, 1))
LATER = paper("The Green Board was established in May 2023.", name="later.txt", on=date(2023, 6, 6))


def _asked(question: str, *reports: Report) -> Consulted | None:
    cards = [Card(r.name, r.header, len(r.paragraphs), None, "", "") for r in reports]
    query = understand(Question(question), cards)
    rows = governance(holdings(reports, [roles], "Ashcombe Vale"))
    forms = [form for form in FORMS if form.pattern.search(query.parts[0])]
    return next((said for form in forms if (said := form.answer(query, query.parts[0], rows))), None)


@pytest.mark.parametrize(
    "question",
    [
        "Who is accountable for the improvement plan?",
        "Who's on the hook for the improvement plan now?",
        "Which body is answerable for the plan?",
    ],
)
def test_who_is_accountable_is_the_latest_paper_that_says_it(question: str) -> None:
    said = _asked(question, FIRST, SECOND)
    assert said is not None
    assert said.lead == "The Health and Wellbeing Board, as at 1 March 2022."


def test_a_later_paper_that_gives_nobody_the_role_is_named_with_its_words() -> None:
    said = _asked("Who is accountable for the improvement plan now?", FIRST, LATER)
    assert said is not None
    assert said.lead == "The Parks Board, as at 2 March 2021. A later paper, of 6 June 2023, gives nobody that role."
    assert [row.ref.report for row in said.rows] == ["first.txt", "later.txt"]


def test_as_at_a_day_the_papers_up_to_it_answer() -> None:
    said = _asked("Who was accountable for the improvement plan in 2021?", FIRST, SECOND)
    assert said is not None
    assert said.lead == "The Parks Board, as at 2 March 2021."


def test_whom_a_body_reports_to() -> None:
    said = _asked("Who does the Delivery Group report to?", FIRST)
    assert said is not None
    assert said.lead == "The Parks Board, as at 2 March 2021."


@pytest.mark.parametrize(
    "question",
    [
        "Who is accountable for the swimming pool?",  # no row is of that
        "Who was accountable for the improvement plan before that?",
        "Why is the Parks Board accountable for the plan?",
        "Which officer is accountable for the improvement plan?",
    ],
)
def test_what_no_row_says_is_left_to_the_search(question: str) -> None:
    assert _asked(question, FIRST, SECOND) is None


def test_a_body_that_has_ended_since_is_not_given_as_the_one() -> None:
    ended = paper("The Parks Board was disbanded on 1 May 2022.", name="ended.txt", on=date(2022, 6, 7))
    assert _asked("Who is accountable for the improvement plan?", FIRST, ended) is None


def test_a_role_that_is_only_proposed_does_not_count() -> None:
    asks = paper("It is proposed that the Parks Board will be accountable for the improvement plan.", name="asks.txt")
    assert _asked("Who is accountable for the improvement plan?", asks) is None
