"""Typing slips: what is read as another word, and what is left alone."""

from __future__ import annotations

import pytest
from understood import SHELF

from assistant.answer import Question
from assistant.understand import understand
from assistant.understand.slips import mend

HELD = frozenset(
    """adoption board care carers caseloads committee evaluation foster fostering homes improvement inspection leigh
    notice numbers recommendations school services social south timeliness workers border planning""".split()
)
LANGUAGE = frozenset("swimming birmingham evolution trial stock boards libraries".split())


def read(text: str) -> dict[str, str]:
    return dict(mend(text, HELD, ("South Leigh", "Borchester", "Ham and Wold"), LANGUAGE.__contains__)[1])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("adoptoin", "adoption"),
        ("recomendations", "recommendations"),
        ("evalution", "evaluation"),
        ("socail", "social"),
        ("timliness", "timeliness"),
        ("comittee", "committee"),
        ("thier", "their"),
        ("Brochester", "Borchester"),
        ("borchestr", "Borchester"),
    ],
)
def test_a_slip_is_read_as_the_word_it_is_a_slip_of(typed: str, meant: str) -> None:
    assert read(f"what about {typed} then?") == {typed: meant}


@pytest.mark.parametrize(
    "word",
    [
        "Birmingham",  # the language has it
        "swimming",
        "boarder",  # a known word with an ending
        "replanning",  # and with a beginning
        "schoolwork",  # two joined
        "improvment",  # of one stem with a word held, so found as it is
        "trail",  # nothing is near enough
        "caer",  # too short
        "Barchester",  # in a name no letter is taken for another
        "2024-25",
        "ST/24/noticee",
        "o'boards",
    ],
)
def test_a_word_that_may_be_meant_is_left_alone(word: str) -> None:
    assert read(f"what about {word} then?") == {}


def test_where_two_words_are_as_near_neither_is_taken() -> None:
    held = frozenset(["planter", "plaster"])
    assert mend("the plater", held, (), lambda word: False)[1] == ()


def test_nothing_is_mended_without_the_words_of_the_papers() -> None:
    assert mend("adoptoin", frozenset(), (), lambda word: False) == ("adoptoin", ())


def test_a_question_is_read_with_its_slips_mended_and_says_so() -> None:
    query = understand(
        Question("how are adoptoin numbers in South Liegh?", history=("Who runs fostring at Ham and Wold?",)),
        SHELF,
        held_words=HELD,
        knows=LANGUAGE.__contains__,
    )
    assert query.text == "how are adoptoin numbers in South Liegh?"
    assert query.fresh == "how are adoption numbers in South Leigh?"
    assert query.read_as == (("adoptoin", "adoption"), ("Liegh", "Leigh"))
    assert query.scope.council == "South Leigh"
