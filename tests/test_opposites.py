"""Sentences that say the opposite of what a question takes for granted."""

from __future__ import annotations

from datetime import date

import pytest
from plain_papers import paper

from assistant.answer import Evidence, Question
from assistant.opposites import opposite
from assistant.understand import understand
from ingest.report import Ref


def _opposite(question: str, *texts: str, on: date = date(2024, 7, 8)) -> str:
    held = paper(*texts, on=on)
    evidence = [
        Evidence(at, Ref(held.name, each.para), each, held.header, 0.5) for at, each in enumerate(held.paragraphs, 1)
    ]
    found = opposite(understand(Question(question), ()), evidence)
    return found.sentence if found else ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why has spending on taxis doubled?", "Spending on taxis has halved since the new contract."),
        ("Why did the number of complaints about buses go up?", "The number of complaints about buses fell to 12."),
        ("How come library visits have fallen?", "Library visits increased by a tenth."),
        ("Why has the timeliness of reviews got worse?", "The timeliness of reviews improved to 96%."),
        ("Why did the panel reject the parking scheme?", "The panel agreed the parking scheme without a vote."),
        ("What caused foster carer numbers to fall?", "Foster carer numbers have remained stable."),
        ("Why did members bring in the parking scheme?", "Members decided not to bring in a parking scheme."),
        ("Why was the Mill Lane library closed?", "The library in Mill Lane was not closed in the end."),
    ],
)
def test_the_sentence_that_says_the_opposite_of_the_same_thing_is_found(question: str, text: str) -> None:
    assert _opposite(question, text) == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why has spending on taxis doubled?", "Spending on taxis doubled in a year."),
        ("Why has spending on taxis doubled?", "Spending on taxis doubled in 2022 and fell in 2023."),
        ("Why has spending on taxis doubled?", "The number of reviews has halved."),
        ("Has spending on taxis doubled?", "Spending on taxis has halved."),
        ("Why has the timeliness of reviews got worse?", "The timeliness of reviews must be improved."),
        ("Why has spending on taxis doubled?", "Spending on taxis has not fallen."),
        ("Why did spending on taxis go up in 2022?", "In 2019 spending on taxis fell."),
        ("Why was the Mill Lane library closed?", "The Mill Lane library was closed as it did not have a lift."),
        ("Why was the Mill Lane library not closed?", "The Mill Lane library was not closed."),
    ],
)
def test_what_does_not_say_the_opposite_is_not(question: str, text: str) -> None:
    assert _opposite(question, text) == ""


def test_where_another_sentence_says_what_is_presumed_nothing_is_denied() -> None:
    texts = ("Spending on taxis fell in the first half.", "Spending on taxis doubled in the second half.")
    assert _opposite("Why has spending on taxis doubled?", *texts) == ""
