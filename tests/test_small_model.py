"""Answers with a real language model that cannot be relied on: what reaches the reader is in the papers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_model import NAME, small_model

from assistant.answer import Question
from assistant.ask import Assistant
from evals.unsupported import holdings, unsupported
from ingest.settings import Settings

QUESTIONS = (
    "When was Fernmoor's Improvement Board disbanded?",
    "What does Aldwick's paper say of the improvement plan?",
    "What are the costs of Fernmoor's plan?",
)


@pytest.fixture(scope="module")
def worded(settings: Settings) -> Iterator[Assistant]:
    with small_model() as url:
        chosen = {"model": NAME, "model_url": url, "model_seconds": 120, "model_tokens": 120}
        assistant = Assistant(settings.model_copy(update=chosen))
        yield assistant
        assistant.close()


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_real_model_is_asked_and_the_quotes_stand_whatever_it_writes(worded: Assistant, text: str) -> None:
    *_, trace = worded.traces(Question(text))
    quoted = worded.quoted(Question(text)).answer
    assert trace.wording is not None
    assert trace.wording.tokens_out > 0 or trace.wording.fault
    assert trace.answer.model == NAME
    assert trace.answer.state is quoted.state
    by_model = [statement for statement in trace.answer.statements if statement.by_model]
    others = [statement for statement in trace.answer.statements if not statement.by_model]
    assert [s for s in quoted.statements if not s.sums_up] == [s for s in others if not s.sums_up]
    assert bool(by_model) is not bool(trace.answer.aside)
    assert unsupported(trace.answer, text, holdings(worded)) == ()
