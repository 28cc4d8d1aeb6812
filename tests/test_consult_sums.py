"""Questions about a total, what it is made of and what is left."""

from __future__ import annotations

import pytest
from holdings import holdings
from plain_papers import paper

from assistant.answer import Question
from assistant.consult.said import Consulted
from assistant.consult.sums import FORMS
from assistant.ledger.money import money
from assistant.understand import understand
from ingest.facts.amounts import amounts
from ingest.report import Card, Report

YEARS = paper(
    "The revenue cost is estimated to be £1.5m in total, profiled as £600k in 2024/25 and £900k in 2025/26.",
    "£700k a year has been set aside for the revenue cost from reserves.",
)
KINDS = paper("The cost of the play scheme is £50,000: £30,000 for staff and £20,000 for rent.")


def _asked(question: str, *reports: Report) -> Consulted | None:
    cards = [Card(r.name, r.header, len(r.paragraphs), None, "", "") for r in reports]
    query = understand(Question(question), cards)
    rows = money(holdings(reports, [amounts], "Ashcombe Vale"))
    forms = [form for form in FORMS if form.pattern.search(query.parts[0])]
    return next((said for form in forms if (said := form.answer(query, query.parts[0], rows))), None)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("What will the July 2024 plan cost in total?", "The total is £1.5m."),
        ("What's the overall bill for the July 2024 plan?", "The total is £1.5m."),
        ("What does the revenue cost come to?", "The total is £1.5m."),
        ("How is that cost split over the years?", "It is £600k in 2024/25 and £900k in 2025/26, £1.5m in all."),
        ("How much of that is this year?", "It is £600k in 2024/25, of £1.5m in all."),
        ("And next year?", "It is £900k in 2025/26, of £1.5m in all."),
        ("How much of it falls in 2025-26?", "It is £900k in 2025/26, of £1.5m in all."),
    ],
)
def test_a_total_and_its_years_are_given_as_printed(question: str, lead: str) -> None:
    said = _asked(question, YEARS)
    assert said is not None
    assert said.lead == lead
    assert [row.ref.para for row in said.rows] == ["1"]


def test_a_total_that_is_not_of_years_is_made_up_of_its_parts() -> None:
    said = _asked("How is the cost of the play scheme made up?", KINDS)
    assert said is not None
    assert said.lead == "The total of £50,000 is made up of £30,000 and £20,000."
    assert _asked("How is the cost of the play scheme split over the years?", KINDS) is None


@pytest.mark.parametrize(
    "question",
    [
        "What is the total cost of the swimming pool?",  # not what the total is for
        "What does each place cost in total?",  # at a rate
        "How much has the play scheme cost so far in total?",
        "Who pays for the play scheme?",
    ],
)
def test_a_sum_of_something_else_is_left_to_the_search(question: str) -> None:
    assert _asked(question, KINDS) is None


def test_of_two_totals_neither_is_picked() -> None:
    other = paper("The cost of the play scheme is £70,000: £40,000 for staff and £30,000 for rent.", name="other.txt")
    assert _asked("What does the play scheme cost in total?", KINDS, other) is None


def test_what_is_calculated_is_marked_and_its_sums_are_quoted() -> None:
    said = _asked("Is the money set aside enough?", YEARS)
    assert said is not None
    assert said.calculated
    assert said.lead.startswith(
        "Calculated from the sums quoted: £200,000 more than is set aside for the year (2025/26)"
    )
    assert [row.ref.para for row in said.rows] == ["1", "2"]
