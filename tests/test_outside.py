"""What lies outside the papers held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from holdings import holdings
from plain_papers import paper

from assistant.answer import Evidence, Question, State
from assistant.ask import Assistant
from assistant.ledger.gaps import gaps
from assistant.outside import not_held
from assistant.understand import understand
from ingest.facts.mentions import mentions
from ingest.report import Ref
from ingest.settings import Settings


@pytest.fixture(scope="module")
def assistant(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


def test_what_a_missing_paper_says_is_said_not_to_be_held(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What does the full performance report show about school meals?"))
    assert answer.state is State.NOT_HELD
    assert answer.statements[0].text.startswith("The papers refer to it, and it is not held: Appendix 1")
    assert answer.citations[0].ref.para == "4.2"


@pytest.mark.parametrize(
    ("question", "what"),
    [
        (
            "What does appendix A to the report of 11 February 2025 show of the gardens?",
            "Appendix A: Plans of the homes",
        ),
        ("What was Kelsmouth's committee told about visits in January 2026?", "report on recommendation 6"),
        ("What is in the business case about car parking?", "Appendix A: Business case"),
    ],
)
def test_a_missing_paper_is_known_by_its_number_its_month_and_its_name(
    assistant: Assistant, question: str, what: str
) -> None:
    answer = assistant.ask(Question(question))
    assert answer.state is State.NOT_HELD
    assert what in answer.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "When did the letter lifting the improvement notice come, and who signed it?",
        "How did Cllr Orrell put the question about the drop-in?",
        "Did the letter arrive before the plan was handed in?",
        "What does the report of March 2022 say about dental checks?",
        "Under the 2021 plan was the Health and Wellbeing Board meant to run the improvement work itself?",
        "What does the evaluation of the family help programme say?",
        "What did the Voice Group say?",
    ],
)
def test_what_the_papers_held_say_of_a_missing_paper_is_still_an_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(Question(question)).state in (State.ANSWERED, State.PARTIAL)


@pytest.mark.parametrize(
    "question",
    [
        "Is Borchester's improvement notice still in force?",
        "What did the report of September 2029 say about foster homes?",
        "Is Fernshire Vale's improvement notice still in force?",
        "What is the name of the commissioner who was sent to Fernshire Moor?",
        "What did the inspectors find at their visit in 2017?",
    ],
)
def test_names_dates_and_posts_that_the_papers_do_not_speak_of_are_declined(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(Question(question))
    assert answer.state is State.NOT_IN_REPORTS
    assert answer.searched.reports


def test_words_that_only_stand_where_no_letter_is_spoken_of_do_not_answer_for_a_letter() -> None:
    reasons = paper(
        "The reasons for the decision are its cost and its delay.", "A copy of the letter is at Appendix 3."
    )
    query = understand(Question("What reasons are given in the letter for the delay?"), [])
    rows = gaps(holdings([reasons], [mentions], "Ashcombe Vale"))
    pieces = [
        Evidence(at, Ref(reasons.name, p.para), p, reasons.header, 0.5) for at, p in enumerate(reasons.paragraphs, 1)
    ]
    said = not_held(query, pieces, rows)
    assert said is not None
    assert said.lead == "The papers refer to it, and it is not held: Appendix 3: letter."
