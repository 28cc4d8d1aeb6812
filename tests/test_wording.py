"""A language model's sentences come before the quotes, each once it holds; whatever it does, the quotes are there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from assistant.answer import Citation, Evidence, Query, Question, State, Statement
from assistant.ask import Assistant
from assistant.language.writer import Draft
from assistant.trace import Trace
from assistant.wording import Language
from evals.exchange import Asked, Reply, Said, Sending, as_fenced, as_json, as_sentences, as_thought
from evals.scripted import scripted
from ingest.errors import LanguageModelError
from ingest.report import Access, Paragraph, Ref, quoted_in
from ingest.settings import Settings

BOARD = "When was Fernmoor's Improvement Board disbanded?"
UNKNOWN = "Is Borchester's improvement notice still in force?"


@dataclass(frozen=True)
class Scripted:
    """A writer that says what it is told to, once for each draft."""

    said: Callable[[Sequence[Evidence]], Sequence[Sequence[Statement]]]
    name: str = "ollama:pretend"

    def drafts(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        for statements in self.said(evidence):
            yield Draft(tuple(statements), self.name, 10, 5, 0.5)


def true(evidence: Sequence[Evidence]) -> Statement:
    piece = evidence[0]
    cited = Citation.of(piece.ref, piece.paragraph.text, piece.paragraph, piece.header)
    return Statement("Fernmoor's Improvement Board was disbanded on 6 February 2023.", (cited,), by_model=True)


def false(evidence: Sequence[Evidence], month: str = "March") -> Statement:
    return replace(true(evidence), text=f"Fernmoor's Improvement Board was disbanded on 7 {month} 2024.")


def traces(settings: Settings, said: Callable[[Sequence[Evidence]], Sequence[Sequence[Statement]]]) -> list[Trace]:
    assistant = Assistant(settings, language=Language(Scripted(said)))
    try:
        return list(assistant.traces(Question(BOARD)))
    finally:
        assistant.close()


def by_model(trace: Trace) -> list[str]:
    return [statement.text for statement in trace.answer.statements if statement.by_model]


def test_the_quotes_are_there_at_once_and_the_sentence_comes_before_them(settings: Settings) -> None:
    first, second, last = traces(settings, lambda evidence: [[true(evidence)]])
    assert first.wording is not None
    assert not first.wording.done
    assert by_model(first) == []
    assert first.answer.statements == last.answer.statements[1:]
    assert by_model(second) == by_model(last) == ["Fernmoor's Improvement Board was disbanded on 6 February 2023."]
    assert last.answer.statements[0].by_model
    assert last.answer.state is State.ANSWERED
    assert (last.answer.model, last.answer.aside) == ("ollama:pretend", "")


def test_a_sentence_has_the_note_of_the_quote_that_holds_its_words(settings: Settings) -> None:
    *_, last = traces(settings, lambda evidence: [[true(evidence)]])
    quoted = [citation for s in last.answer.statements[1:] for citation in s.citations]
    assert set(last.answer.statements[0].citations) <= set(quoted) or not any(
        quoted_in(mine.quote, other.quote) for mine in last.answer.statements[0].citations for other in quoted
    )
    assert last.answer.citations[0].ref == Ref("fernmoor-2023.txt", "3.1")


def test_what_was_counted_and_what_fell_is_in_the_trace(settings: Settings) -> None:
    *_, last = traces(settings, lambda evidence: [[true(evidence)], [true(evidence), false(evidence)]])
    assert last.wording is not None
    assert (last.wording.kept, last.wording.tokens_in, last.wording.tokens_out) == (1, 10, 5)
    assert last.wording.cost == 0.5
    assert [dropped.statement.text for dropped in last.dropped] == [
        "Fernmoor's Improvement Board was disbanded on 7 March 2024."
    ]
    assert last.dropped[0].reason


def test_a_false_sentence_is_never_shown_on_the_way_either(settings: Settings) -> None:
    seen = traces(settings, lambda evidence: [[false(evidence)], [false(evidence), true(evidence)]])
    assert not any("2024" in text for trace in seen for text in by_model(trace))


def test_where_more_fell_than_held_the_quotes_stand_alone_and_say_so(settings: Settings) -> None:
    def said(evidence: Sequence[Evidence]) -> list[list[Statement]]:
        return [[true(evidence), false(evidence), false(evidence, "June")]]

    *_, last = traces(settings, said)
    assert by_model(last) == []
    assert "could not be found in the papers" in last.answer.aside
    assert last.answer.state is State.ANSWERED


def test_a_writer_that_says_nothing_leaves_the_quotes(settings: Settings) -> None:
    *_, last = traces(settings, lambda evidence: [])
    assert last.answer.aside == "The language model wrote nothing, so only the papers' own words are shown."


def broken(error: Exception) -> Callable[[Sequence[Evidence]], Iterator[Sequence[Statement]]]:
    def said(evidence: Sequence[Evidence]) -> Iterator[Sequence[Statement]]:
        yield [true(evidence)]
        raise error

    return said


def test_one_that_breaks_off_keeps_what_it_had_finished(settings: Settings) -> None:
    *_, last = traces(settings, broken(LanguageModelError("broke off")))  # type: ignore[arg-type]
    assert len(by_model(last)) == 1
    assert last.wording is not None
    assert last.wording.fault == "broke off"


def test_a_fault_of_the_program_costs_nobody_the_quotes(settings: Settings) -> None:
    *_, last = traces(settings, broken(ZeroDivisionError()))  # type: ignore[arg-type]
    assert last.wording is not None
    assert last.wording.fault
    assert last.answer.statements


def test_what_the_papers_do_not_say_is_told_without_asking_a_model(settings: Settings) -> None:
    def said(_: Sequence[Evidence]) -> list[list[Statement]]:
        raise AssertionError("it was asked")

    assistant = Assistant(settings, language=Language(Scripted(said)))
    (only,) = assistant.traces(Question(UNKNOWN))
    assert only.answer.state is State.NOT_IN_REPORTS
    assert only.wording is None
    assert only.answer.model == ""
    assistant.close()


def test_offers_and_the_quoted_answer_ask_no_model(settings: Settings) -> None:
    def said(_: Sequence[Evidence]) -> list[list[Statement]]:
        raise AssertionError("it was asked")

    assistant = Assistant(settings, language=Language(Scripted(said)))
    assert assistant.answers(Question(BOARD))
    assert assistant.quoted(Question(BOARD)).answer.model == ""
    assert assistant.examples()
    assistant.close()


# Through a real server, from here on.


def over(
    settings: Settings, reply: Callable[[Asked], Reply], question: Question, **others: object
) -> tuple[Trace, list[Asked]]:
    with scripted(reply) as server:
        chosen = {"model": "openai:scripted", "model_url": server.url, "model_seconds": 5, **others}
        assistant = Assistant(settings.model_copy(update=chosen))
        try:
            return assistant.trace(question), list(server.asked)
        finally:
            assistant.close()


def faithful(form: Callable[[Sequence[Said]], str], sending: Sending = Sending.PIECES) -> Callable[[Asked], Reply]:
    def reply(asked: Asked) -> Reply:
        key = next(each.key for each in asked.passages if "6 February 2023" in each.words)
        return Reply(form([Said("The Improvement Board was disbanded on 6 February 2023.", (key,))]), sending)

    return reply


@pytest.mark.parametrize("form", [as_json, as_fenced, as_thought, as_sentences])
@pytest.mark.parametrize("sending", [Sending.PIECES, Sending.WHOLE, Sending.NO_SCHEMA])
def test_every_form_of_a_true_answer_reaches_the_reader(
    settings: Settings, form: Callable[[Sequence[Said]], str], sending: Sending
) -> None:
    trace, _ = over(settings, faithful(form, sending), Question(BOARD))
    assert by_model(trace) == ["The Improvement Board was disbanded on 6 February 2023."]
    assert trace.wording is not None
    assert trace.wording.tokens_out > 0


@pytest.mark.parametrize(
    "sending",
    [each for each in Sending if each not in (Sending.PIECES, Sending.WHOLE, Sending.NO_SCHEMA, Sending.LONG_LINE)],
)
def test_whatever_the_service_does_the_quoted_answer_is_given(settings: Settings, sending: Sending) -> None:
    def reply(asked: Asked) -> Reply:
        text = faithful(as_json)(asked).text
        return Reply(text, sending, status=500, target="http://127.0.0.1:9/v1/chat/completions")

    trace, _ = over(settings, reply, Question(BOARD), model_seconds=2)
    assert trace.answer.state is State.ANSWERED
    assert "6 February 2023" in trace.answer.text
    assert by_model(trace) or trace.answer.aside.endswith("so only the papers' own words are shown.")


def test_what_is_sent_are_passages_under_keys_and_nothing_else_of_the_library(settings: Settings) -> None:
    trace, (asked,) = over(settings, faithful(as_json), Question(BOARD, history=("Who chairs it?",)))
    assert asked.question == trace.query.standalone
    assert asked.earlier == ("Who chairs it?",)
    assert asked.kind == trace.query.wanted.value
    assert {each.words for each in asked.passages} <= {piece.paragraph.text for piece in trace.evidence}
    assert len({each.key for each in asked.passages}) == len(asked.passages)
    assert "fernmoor-2023.txt" not in asked.body


def test_keys_are_other_ones_for_another_question(settings: Settings) -> None:
    keys = [
        {each.key for each in over(settings, faithful(as_json), Question(text))[1][0].passages}
        for text in (BOARD, "On what date was Fernmoor's Improvement Board disbanded?")
    ]
    assert keys[0] != keys[1]


def test_closed_paragraphs_are_not_sent_unless_that_is_set(sample: Settings) -> None:
    """Whatever an officer asks, a service is given no paragraph above the level that is set for it."""
    closed = _closed_paragraphs(sample)
    for level in Access:
        with scripted(lambda _: Reply("{}")) as server:
            chosen = {"model": "openai:scripted", "model_url": server.url, "model_access": level.word}
            assistant = Assistant(sample.model_copy(update=chosen))
            for text in closed:
                assistant.ask(Question(f"What do the papers say of {' '.join(text.split()[:14])}?", Access.EXEMPT))
            assistant.close()
            sent = "".join(asked.body for asked in server.asked)
        found = {access for text, access in closed.items() if json.dumps(text[40:90], ensure_ascii=False)[1:-1] in sent}
        assert all(access <= level for access in found)
    assert found, "nothing closed was sent where all of it may be: this test sees nothing"


def _closed_paragraphs(sample: Settings) -> dict[str, Access]:
    assistant = Assistant(sample)
    try:
        paragraphs = [p for card in assistant.cards(Access.EXEMPT) for p in _paragraphs(assistant, card.name)]
        return {p.text: p.access for p in paragraphs if p.access > Access.OPEN and len(p.text) > 120}
    finally:
        assistant.close()


def _paragraphs(assistant: Assistant, name: str) -> Sequence[Paragraph]:
    return assistant.report(name, Access.EXEMPT).paragraphs
