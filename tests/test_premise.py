"""What a question takes for granted and the papers deny."""

from __future__ import annotations

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
    assert said is None or said.state is State.FALSE_PREMISE
    return said.rows[0].quote if said else ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did we miss the deadline for the plan?", "The plan was sent two days before the deadline of 3 May."),
        ("When was the notice withdrawn?", "No improvement notice was issued."),
        ("Why was the service rated inadequate in 2023?", "In June 2023 it was judged to be good."),
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
