"""A question of several halves: each answered by itself and under its own words, and said where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from understood import asked

from assistant.answer import Question, State
from assistant.ask import Assistant
from assistant.halves import says_how_many, says_how_often
from assistant.papers import written
from assistant.papers.handout import Line, Notice
from assistant.papers.reply import Asked, allowed, reply
from assistant.standing import stands
from assistant.tied import NO_MORE, NOT_FOUND
from assistant.understand.halves import halves_of
from assistant.understand.parts import parts_of
from ingest.report import Access, Scope
from ingest.settings import Settings


@pytest.fixture(scope="module")
def sampled(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("What did the auditors say about petty cash, and what is being done about it?", "petty cash"),
        ("What did the inspectors recommend for carers, and has it been done?", "the recommendation for carers"),
        ("Who chairs the Harbour Board and how often does it meet?", "the Harbour Board"),
    ],
)
def test_a_pronoun_is_read_as_what_the_first_half_is_about(text: str, second: str) -> None:
    assert second in parts_of(text)[1].text
    assert "it " not in f"{parts_of(text)[1].text} "


@pytest.mark.parametrize(
    "text",
    ["Was the pool closed, and has it been sold?", "Is the bridge safe, and if not, what happens next?"],
)
def test_a_half_that_only_points_back_is_a_question_of_its_own(text: str) -> None:
    assert len(parts_of(text)) == 2


def test_why_alone_stays_with_the_question_before_it() -> None:
    assert len(parts_of("Who closed the pool and why?")) == 1


def test_what_one_half_asks_is_not_asked_in_the_other() -> None:
    query = asked("What did Cabinet agree on 3 June 2024, and what is it being asked to do now?")
    first, second = halves_of(query, ())
    assert [when.year for when in first.dates] == [2024] and second.dates == ()
    assert second.asks and not first.asks


def test_a_date_carries_on_to_a_half_that_says_none() -> None:
    _, second = halves_of(asked("Who chaired the panel in 2019, and why was the chair replaced?"), ())
    assert [when.year for when in second.dates] == [2019]


@pytest.mark.parametrize(("text", "says"), [("meets every six weeks", True), ("met on 4 May", False)])
def test_how_often_wants_words_that_say_it(text: str, says: bool) -> None:
    query = halves_of(asked("Who chairs the Harbour Board and how often does it meet?"), ())[1]
    assert says_how_often(query, (text,)) is says


def test_each_half_stands_under_its_own_words(sampled: Assistant) -> None:
    answer = sampled.ask(Question("When was Fernshire Moor inspected and what was the grade?"))
    first, second = (each.text for each in answer.statements if each.sums_up)
    assert first.startswith("When was Fernshire Moor inspected? ")
    assert second.startswith("What was the grade? Inadequate")


def test_a_half_not_found_is_said(sampled: Assistant) -> None:
    answer = sampled.ask(Question("When did Orchard Lane open and how many staff work there?"))
    assert "3 November 2025" in answer.text
    assert answer.statements[-1].text == f"How many staff work there: {NOT_FOUND}"
    assert answer.state is State.PARTIAL


def test_a_half_not_found_does_not_take_an_old_answer_from_view(sampled: Assistant) -> None:
    answer = sampled.ask(
        Question("When did Orchard Lane open and how many bakers did the report of 3 May 2012 say work there?")
    )
    assert f"{NOT_FOUND} No paper held is dated 3 May 2012" in answer.statements[-1].text
    assert answer.state is State.PARTIAL and "3 November 2025" in answer.text
    assert stands(answer, sampled, Access.OPEN)


def test_one_answer_to_both_halves_is_given_once(sampled: Assistant) -> None:
    answer = sampled.ask(Question("Who is the Director of Children's Services in Kelsmouth and when did she start?"))
    (said,) = answer.statements
    assert said.text.startswith("Who is the Director of Children's Services in Kelsmouth? When did she start? ")
    assert "2 September 2024" in said.text and answer.state is State.ANSWERED


def test_a_later_half_is_of_the_same_council(sampled: Assistant) -> None:
    answer = sampled.ask(Question("Is recommendation 9 met, and if not, what happens next?"))
    assert {citation.council for citation in answer.citations} == {"Fernshire Moor"}


def test_what_the_papers_deny_in_one_half_leaves_the_other_answered(sampled: Assistant) -> None:
    answer = sampled.ask(
        Question("Why was the improvement notice issued to Kelsmouth, and how many actions were late?")
    )
    assert answer.state is State.FALSE_PREMISE
    assert "there was no such notice" in answer.text and "four were late" in answer.text


def test_what_leans_on_what_is_denied_falls_with_it(sampled: Assistant) -> None:
    answer = sampled.ask(Question("Why was the improvement notice issued to Kelsmouth and who signed it?"))
    assert answer.statements[0].text.startswith("Why was the improvement notice issued to Kelsmouth? Who signed it? ")
    assert NOT_FOUND not in answer.text


def test_a_long_first_half_leaves_room_for_the_second(sampled: Assistant) -> None:
    text = "What did the inspectors recommend for care leavers, and has it been done?"
    answer = sampled.ask(Question(text))
    assert "mentoring scheme" in answer.text and "drop-in at Market Street" in answer.text


def test_words_quoted_for_one_half_are_no_answer_to_another_that_they_do_not_speak_of(sampled: Assistant) -> None:
    answer = sampled.ask(Question("Who asked for schools to be added to the shared record, and was it agreed?"))
    assert answer.statements[-1].text == f"Was it agreed: {NO_MORE}"
    assert answer.state is State.PARTIAL and "Chief Inspector Ridsdale" in answer.text


def test_how_many_wants_a_number_among_the_words_quoted() -> None:
    query = halves_of(asked("When did the pool open and how many swimmers came?"), ())[1]
    assert says_how_many(query, ("some 40 swimmers came",)) and not says_how_many(query, ("swimmers came gladly",))


def test_what_one_form_is_asked_of_is_not_asked_of_the_other_half(sampled: Assistant) -> None:
    text = "Why was Adoption in Fernshire Moor rated inadequate and how many children are in care?"
    denied = [each.text for each in sampled.ask(Question(text)).statements if "It was not" in each.text]
    assert len(denied) == 1


def _short(sampled: Assistant, text: str) -> list[str]:
    """The short answer of a draft reply, a piece each."""
    asked_of = (Asked(text, sampled.ask(Question(text))),)
    made = written(
        sampled, Access.OPEN, Scope(), lambda sources: reply(sources, asked_of, date(2026, 4, 1)), allowed(asked_of)
    )
    assert made.left_out == 0
    (part,) = (part for part in made.chapters[0].parts if part.heading == "Short answer")
    return [piece.text for piece in part.pieces if isinstance(piece, Line | Notice)]


def test_the_short_answer_of_a_draft_has_both_halves(sampled: Assistant) -> None:
    first, second = _short(
        sampled, "What did the report of March 2022 say about caseloads, and when did the MASH open?"
    )
    assert first.startswith("What did the report of March 2022 say about caseloads? ")
    assert second.startswith("When did the MASH open? ")


def test_the_short_answer_of_a_draft_says_which_half_was_not_found(sampled: Assistant) -> None:
    said = _short(sampled, "When did Orchard Lane open and how many staff work there?")
    assert said[0] == "Answered in part." and said[-1] == f"How many staff work there: {NOT_FOUND}"


def test_a_sum_is_looked_for_in_the_words_quoted(sampled: Assistant) -> None:
    answer = sampled.ask(Question("What has the Voice Group asked for, and what does it cost?"))
    assert answer.statements[-1].text == f"What does it cost: {NOT_FOUND}"
    assert "asked to continue under the Panel" in answer.text
