"""Whether words give the number that a question asks for."""

from __future__ import annotations

import pytest

from assistant.counting import asks_count, gives_count
from assistant.words import content_words, stem

HOW_MANY = "How many foster homes are there?"
SHARE = "What percentage of foster homes are full?"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (HOW_MANY, "There are 114 foster homes.", True),
        (HOW_MANY, "Nine foster homes have closed.", True),
        (HOW_MANY, "No foster home has closed.", True),
        (HOW_MANY, "All of the foster homes are open.", True),
        (HOW_MANY, "There are many foster homes.", False),
        (HOW_MANY, "On 3 May 2024 the foster homes were inspected.", False),
        (HOW_MANY, "The foster homes cost £2.5m in 2023/24.", False),
        (HOW_MANY, "Rec. 8: Open foster homes sooner.", False),
        (HOW_MANY, "There are 30 schools.", False),
        (HOW_MANY, "The foster homes were on a four year plan.", False),
        ("How many weeks were foster homes full?", "Foster homes were full for nine weeks.", True),
        ("How many social workers have left?", "Over 200 people from social care came.", False),
        ("How many social workers have left?", "Of the workers 12 went.", True),
        ("How many social workers have left?", "Since 12 left social care is short.", True),
        ("How many social people have left?", "Over 200 people from social care came.", True),
        (SHARE, "Some 93% of foster homes are full.", True),
        (SHARE, "Six out of ten foster homes are full.", True),
        (SHARE, "There are 114 foster homes.", False),
        (SHARE, "A percentage of 12% was agreed.", False),
    ],
)
def test_a_figure_counts_what_its_sentence_speaks_of(question: str, sentence: str, expected: bool) -> None:
    assert asks_count(question)
    counted = frozenset(stem(word) for word in content_words(question))
    assert gives_count(question, sentence, counted) is expected


def test_a_heading_says_what_is_counted() -> None:
    counted = frozenset({"foster", "home"})
    assert gives_count(HOW_MANY, "There are 114.", counted, frozenset({"home"}))
    assert not gives_count(HOW_MANY, "There are 114.", counted)


def test_the_papers_word_for_what_is_counted_counts_as_it() -> None:
    assert gives_count("How many workers are there?", "There are 60 staff.", frozenset({"worker", "staff"}))


@pytest.mark.parametrize("question", ["How many pounds was it?", "How much was it?", "Who runs the homes?"])
def test_other_questions_ask_for_no_count(question: str) -> None:
    assert not asks_count(question)
