"""The conversation while a language model puts an answer into words: arriving, stopped, broken off, left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Question, Statement
from assistant.app.arriving import BROKE_OFF
from assistant.app.chat import STOPPED, UNFINISHED, Chat, Talk, View
from assistant.app.limits import Limits
from assistant.app.offers import Offers
from assistant.app.service import Service
from assistant.app.shelf import Choice
from assistant.ask import Assistant
from assistant.history import History, Kept
from assistant.people import People, Person
from assistant.trace import Trace, Wording
from ingest.errors import HistoryError, NotHeld
from ingest.report import Access
from ingest.settings import Settings

DISBANDED = "When was Fernmoor's Improvement Board disbanded?"
MODEL = "ollama:llama3.2"
SENTENCE = "Fernmoor's Improvement Board was disbanded in early 2023."
VISITOR = Person("visitor:1")
PENDING = "Putting it into words (ollama:llama3.2)…"
Way = Callable[[Trace], Iterator[Trace]]


def pending(trace: Trace) -> Trace:
    return replace(trace, wording=Wording(MODEL, done=False), answer=replace(trace.answer, model=MODEL))


def with_sentence(trace: Trace) -> Trace:
    said = Statement(SENTENCE, trace.answer.citations[:1], by_model=True)
    return replace(trace, answer=replace(trace.answer, statements=(said, *trace.answer.statements)))


def in_words(quoted: Trace) -> Iterator[Trace]:
    """As it goes well: the quotes, then a sentence, then the same as it stays."""
    yield pending(quoted)
    worded = with_sentence(pending(quoted))
    yield worded
    yield replace(worded, wording=Wording(MODEL, kept=1))


class Scripted(Assistant):
    """An assistant whose answers arrive in a way of the test's own."""

    way: Way

    def traces(self, question: Question) -> Iterator[Trace]:
        return self.way(self.quoted(question))


@pytest.fixture
def chat(settings: Settings, tmp_path: Path) -> Iterator[Chat]:
    own = settings.model_copy(update={"history": tmp_path / "history"})
    assistant = Scripted(own)
    assistant.way = in_words
    service = Service(assistant, own, History(own.history, own.history_days), People(own), Limits(own))
    yield Chat(service, Offers(assistant))
    assistant.close()


def scripted(chat: Chat, way: Way) -> Chat:
    assert isinstance(chat.service.assistant, Scripted)
    chat.service.assistant.way = way
    return chat


def asking(chat: Chat) -> Iterator[View]:
    return chat.ask(VISITOR, "", DISBANDED, Choice(), Talk())


def drawn(view: View) -> str:
    return view.talk.turns[-1].drawn


def different(views: Iterator[View]) -> list[View]:
    """The views without those that only say again what is there."""
    found: list[View] = []
    for view in views:
        if not found or view != found[-1]:
            found.append(view)
    return found


def kept_of(chat: Chat, talk: Talk) -> tuple[Kept, ...]:
    try:
        return chat.service.history.conversation(talk.conversation, VISITOR.owner, Access.OPEN)
    except NotHeld:
        return ()


def kept(chat: Chat, talk: Talk) -> list[Answer]:
    return [each.answer for each in kept_of(chat, talk)]


def test_the_quotes_stand_at_once_and_the_models_sentences_come_above_them(chat: Chat) -> None:
    waiting, quotes, sentence, whole, offered = different(asking(chat))
    assert waiting.taken
    assert "6 February 2023" in drawn(quotes) and PENDING in drawn(quotes)
    assert SENTENCE not in drawn(quotes)
    assert drawn(sentence).index(SENTENCE.partition("'")[2]) < drawn(sentence).index(PENDING)
    assert [view.asking for view in (quotes, sentence, whole)] == [True, True, False]
    assert "turn done" in drawn(whole) and "turn done" not in drawn(sentence)
    assert "The first sentence was written by a language model (ollama:llama3.2)" in drawn(whole)
    assert PENDING not in drawn(whole)
    assert offered.suggestions and drawn(offered) == drawn(whole)
    (answer,) = kept(chat, whole.talk)
    assert (answer.model, answer.statements[0].by_model) == (MODEL, True)
    again = chat.begin(VISITOR, whole.talk.conversation)
    assert "was written by a language model" in drawn(again)


def test_what_is_seen_is_kept_at_once_and_rewritten_under_the_same_address(chat: Chat) -> None:
    views = asking(chat)
    assert kept_of(chat, next(views).talk) == ()
    quotes = next(views)
    assert quotes.asking
    (first,) = kept_of(chat, quotes.talk)
    assert (first.number, first.answer.model, first.answer.aside) == (1, MODEL, UNFINISHED)
    opened = chat.begin(VISITOR, quotes.talk.conversation)
    assert "6 February 2023" in drawn(opened) and UNFINISHED.replace("'", "&#x27;") in drawn(opened)
    sentence = next(view for view in views if view.talk.turns[-1].so_far != quotes.talk.turns[-1].so_far)
    (second,) = kept_of(chat, sentence.talk)
    assert sentence.asking and second.answer.statements[0].by_model
    assert (second.id, second.answer.aside) == (first.id, "")
    whole = list(views)[-1]
    (last,) = kept_of(chat, whole.talk)
    assert last.id == first.id and f'href="answer/{last.id}"' in drawn(whole)
    assert "was written by a language model" in drawn(chat.begin(VISITOR, whole.talk.conversation))


def test_the_final_answer_takes_the_place_of_what_was_kept_and_of_nothing_else(chat: Chat) -> None:
    views = asking(chat)
    next(views)
    talk = next(views).talk
    (first,) = kept_of(chat, talk)
    elsewhere = chat.begin(VISITOR, talk.conversation).talk  # the page opened again meanwhile, and asked on
    assert list(chat.ask(VISITOR, "", "Who chairs it?", Choice(), elsewhere))[-1].talk.turns[-1].number == 2
    list(views)
    again, following = kept_of(chat, talk)
    assert (again.id, again.number, again.asked_at) == (first.id, 1, first.asked_at)
    assert again.answer.statements[0].by_model and again.answer.aside == ""
    assert following.asked == "Who chairs it?"


def test_what_is_deleted_while_the_model_writes_does_not_come_back(chat: Chat) -> None:
    views = asking(chat)
    next(views)
    talk = next(views).talk
    chat.service.history.forget(VISITOR.owner, talk.conversation)
    list(views)
    assert chat.service.history.conversations(VISITOR.owner, Access.OPEN) == ()


def test_nobody_s_answer_is_kept_nor_one_that_the_history_cannot_take(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    for view in chat.ask(Person(), "", DISBANDED, Choice(), Talk()):
        assert view.talk.turns[-1].kept == ""

    def full(kept: Kept) -> None:
        raise HistoryError("There is no space left.")

    monkeypatch.setattr(chat.service.history, "keep", full)
    monkeypatch.setattr(chat.service.history, "rewrite", full)
    view = list(asking(chat))[-1]
    assert "turn done" in drawn(view) and 'href="answer/' not in drawn(view)


def test_a_stop_before_the_models_first_sentence_keeps_the_quotes(chat: Chat) -> None:
    views = asking(chat)
    next(views)
    arriving = next(views)
    views.close()  # type: ignore[attr-defined]
    view = chat.stopped(VISITOR, arriving.talk)
    assert not view.asking and view.suggestions
    assert "6 February 2023" in drawn(view) and "Save as Word" in drawn(view)
    assert STOPPED.replace("'", "&#x27;") in drawn(view)
    assert PENDING not in drawn(view)
    (answer,) = kept(chat, view.talk)
    assert (answer.model, answer.aside) == (MODEL, STOPPED)
    assert not any(statement.by_model for statement in answer.statements)


def test_a_stop_after_it_keeps_the_sentence_that_was_checked(chat: Chat) -> None:
    arriving = different(asking(chat))[2]
    view = chat.stopped(VISITOR, arriving.talk)
    (answer,) = kept(chat, view.talk)
    assert [statement.by_model for statement in answer.statements][:2] == [True, False]
    assert answer.aside == ""
    assert "was written by a language model" in drawn(view)


def test_a_stop_that_comes_too_late_changes_nothing(chat: Chat) -> None:
    whole = list(asking(chat))[-1]
    view = chat.stopped(VISITOR, whole.talk)
    assert view.talk == whole.talk
    assert len(kept(chat, view.talk)) == 1


def test_a_model_that_breaks_off_costs_no_answer(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    def dies(quoted: Trace) -> Iterator[Trace]:
        yield pending(quoted)
        raise ConnectionError("gone")

    view = list(asking(scripted(chat, dies)))[-1]
    assert "turn done" in drawn(view) and "6 February 2023" in drawn(view)
    (answer,) = kept(chat, view.talk)
    assert answer.aside == BROKE_OFF
    assert "gone" in caplog.text


def test_an_answer_that_fails_before_there_is_anything_is_told_as_ever(chat: Chat) -> None:
    def dies(quoted: Trace) -> Iterator[Trace]:
        raise ConnectionError("gone")
        yield quoted

    view = list(asking(scripted(chat, dies)))[-1]
    assert '<div class="answer error">' in drawn(view)
    assert view.suggestions


@pytest.mark.parametrize("leave", [True, False])
def test_a_silent_model_is_let_go_when_the_page_is_left(chat: Chat, leave: bool) -> None:
    closed: list[bool] = []

    def silent(quoted: Trace) -> Iterator[Trace]:
        try:
            yield from [pending(quoted)] * 5  # while a model is silent the last comes again
            yield with_sentence(pending(quoted))
            yield replace(with_sentence(pending(quoted)), wording=Wording(MODEL, kept=1))
        finally:
            closed.append(True)

    views = asking(scripted(chat, silent))
    shown = [next(views) for _ in range(5)]
    assert shown[1] == shown[4] and not closed
    if leave:
        views.close()  # type: ignore[attr-defined]
        assert closed
    rest = list(views)
    assert (SENTENCE.partition("'")[2] in drawn(rest[-1])) if not leave else not rest
    assert closed == [True]
