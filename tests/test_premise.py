"""What a question takes for granted and the papers deny."""

from __future__ import annotations

from datetime import date

import pytest
from plain_papers import paper

from assistant.answer import Evidence, Question, State
from assistant.premise import denied
from assistant.understand import understand
from ingest.report import Ref


def _denied(question: str, text: str) -> str:
    """The words quoted against what the question takes for granted; "" where nothing is."""
    held = paper(text)
    piece = Evidence(1, Ref(held.name, "1"), held.paragraphs[0], held.header, 0.5)
    said = denied(understand(Question(question), ()), (piece,))
    assert said is None or said.state in (State.FALSE_PREMISE, State.NOT_IN_REPORTS)
    return said.rows[0].quote if said else ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did we miss the deadline for the plan?", "The plan was sent two days before the deadline of 3 May."),
        ("When was the notice withdrawn?", "No improvement notice was issued."),
        ("Why was the service rated inadequate in 2023?", "In June 2023 it was judged to be good."),
        ("Why did the panel send the plan back?", "The motion to refer the plan to Cabinet was lost by two votes."),
        ("Why have parking fines doubled?", "Parking fines have halved."),
    ],
)
def test_a_sentence_that_says_otherwise_is_quoted(question: str, text: str) -> None:
    assert _denied(question, text) == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did we miss the deadline for the plan?", "The plan was sent two days after the deadline."),
        ("When was the notice withdrawn?", "The notice was withdrawn on 3 May 2024."),
        ("Why was the service rated inadequate in 2023?", "In 2019 it was judged to be good."),
        ("Why was the service rated inadequate in 2023?", "In 2023 it fell from good and was judged inadequate."),
        ("Why was the plan sent early?", "The plan was sent before the deadline."),
    ],
)
def test_what_does_not_deny_it_is_no_correction(question: str, text: str) -> None:
    assert _denied(question, text) == ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What was the service graded in 2021?", "It has lost ground since the inspection of October 2021."),
        ("How was adoption rated in 2021?", "In 2021 services were judged to require improvement."),
        ("What was the service graded in 2021?", "In 2018 it was judged good."),
    ],
)
def test_a_grade_of_a_time_that_no_paper_grades_is_not_made_up_from_another(question: str, text: str) -> None:
    held = paper(text, on=date(2024, 7, 8))
    piece = Evidence(1, Ref(held.name, "1"), held.paragraphs[0], held.header, 0.5)
    said = denied(understand(Question(question), ()), (piece,))
    assert said is not None
    assert said.state is State.NOT_IN_REPORTS
    assert said.rows[0].quote == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What was the service graded in 2021?", "In 2021 it was judged good."),
        ("How was adoption rated in 2021?", "In 2021 adoption was judged good."),
        ("What was the service graded?", "In 2021 it was judged good."),
        ("What was said about grades?", "It has lost ground since 2021."),
    ],
)
def test_a_grade_that_a_sentence_gives_is_left_to_be_quoted(question: str, text: str) -> None:
    assert _denied(question, text) == ""


def test_what_a_sentence_only_supposes_denies_nothing() -> None:
    assert not _denied("Why have parking fines doubled?", "If parking fines have halved, the sum must be found.")
