"""No question within the limits costs many times an ordinary one. Work is counted, not time: searches, words, steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer import Question, State
from assistant.ask import Assistant
from assistant.bearing import _asked as asked_of
from assistant.bearing import names_sum
from assistant.consult import FORMS, LONGEST, consult
from assistant.consult.said import after_last
from assistant.understand import EARLIER_CHARACTERS, EARLIER_QUESTIONS, understand
from assistant.understand.parts import MOST, left_out, parts_of
from assistant.understand.sides import MOST as MOST_SIDES
from ingest.embed import Encoder, load_encoder
from ingest.settings import Settings

MANY = (
    "Who chairs the board? When was the inspection? How many recommendations were made? What did the plan cost? "
    "Which body scrutinised it? Why was the plan refreshed?"
)
REPEATED = (
    "1.1.1.1.",
    "a ",
    "£1,",
    "a; ",
    "between 2021 and 2022 ",
    "who chairs the board? ",
    "and ",
    "“a ” ",
    "what ",
)


class Counting:
    """An encoder that keeps what it is given."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.texts: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._encoder, name)

    def encode(self, texts: Sequence[str]) -> object:
        self.texts += texts
        return self._encoder.encode(texts)


@pytest.mark.parametrize("unit", REPEATED)
def test_however_a_question_repeats_itself_few_searches_are_made(assistant: Assistant, unit: str) -> None:
    text = (unit * 2000)[:1999]
    query = assistant.trace(Question(text)).query
    assert len(query.parts) <= MOST
    assert len(query.sought) <= MOST * MOST_SIDES


def test_nothing_is_encoded_twice_for_the_sides_of_a_part(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(load_encoder(settings))
    monkeypatch.setattr("assistant.ask.load_encoder", lambda _: counting)
    opened = Assistant(settings, ledgers=False)
    query = opened.trace(Question("How do the vacancies in Fernmoor differ from those in Aldwick?")).query
    once = list(counting.texts)
    opened.trace(Question("How do the vacancies in Fernmoor differ from those in Aldwick?"))
    opened.close()
    assert len(query.sought) > len(query.parts)
    assert query.parts[0] in once
    assert len(once) == len(set(once))
    assert counting.texts == once  # and nothing when it is asked again


def test_a_question_too_long_to_have_a_form_is_put_to_no_ledger(assistant: Assistant) -> None:
    query = assistant.trace(Question("Which recommendations are outstanding?")).query
    opened: list[str] = []

    def never(name: str) -> object:
        opened.append(name)
        raise AssertionError(name)

    long = "Which recommendations are outstanding? " * 20
    assert len(long) > LONGEST
    said = consult(replace(query, fresh=long, text=long, standalone=long), long, never)  # type: ignore[arg-type]
    assert (said, opened) == ((), [])


def test_of_more_questions_than_are_looked_into_the_answer_says_so(assistant: Assistant) -> None:
    told = assistant.ask(Question(MANY))
    assert left_out(MANY) == 2
    assert len(parts_of(MANY)) == MOST
    assert told.statements[-1].text == ("Only the first four questions were looked into; ask the others by themselves.")
    assert told.state is not State.ANSWERED


@pytest.mark.parametrize("text", ["Who chairs the board?", "Who chairs the board, when was it set up and why?"])
def test_of_few_questions_none_is_left_out(text: str) -> None:
    assert left_out(text) == 0


def test_of_a_long_conversation_the_latest_questions_are_read() -> None:
    long = tuple(f"{number} " + "what about the plan? " * 90 for number in range(50))
    read = [len(text) for text in long[-2:]]
    assert sum(read) <= EARLIER_CHARACTERS < sum(len(text) for text in long[-3:])
    assert understand(Question("And then?", history=long), ()) == understand(
        Question("And then?", history=long[-2:]), ()
    )
    short = tuple(f"What about recommendation {number}?" for number in range(200))
    latest = short[-EARLIER_QUESTIONS:]
    assert understand(Question("And then?", history=short), ()) == understand(Question("And then?", history=latest), ())


def test_what_a_question_asks_for_is_looked_up_once_for_all_texts() -> None:
    before = asked_of.cache_info().misses
    for number in range(50):
        names_sum("How much was spent on looked-up-once matters?", f"{number} pounds")
    assert asked_of.cache_info().misses == before + 1


@pytest.mark.parametrize(
    "text",
    ["why is it so", "it is, and why", "who or why, and it is", "why? it is met", "met, who, why", "", "why", "is met"],
)
def test_a_front_that_is_tried_once_holds_wherever_one_tried_at_each_letter_does(text: str) -> None:
    words = r"\b(?:why|who)\b"
    once = re.compile(rf"{after_last(words)}(?=.*\bit\b)(?=.*\bis\b)")
    each = re.compile(rf"(?!.*{words})(?=.*\bit\b)(?=.*\bis\b)")
    assert bool(once.search(text)) == bool(each.search(text))


def test_no_form_of_a_ledger_opens_with_a_look_ahead_that_is_tried_at_each_letter() -> None:
    assert [form.pattern.pattern for form in FORMS if re.match(r"\(\?[=!]", form.pattern.pattern)] == []
