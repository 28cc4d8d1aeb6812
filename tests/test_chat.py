"""The conversation behind the page, step by step, without a browser."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import papers
import pytest

from assistant import render_html
from assistant.app.chat import Chat, Talk, View
from assistant.app.limits import Limits
from assistant.app.offers import Offers
from assistant.app.service import Service
from assistant.app.shelf import (
    BEING_BUILT,
    NO_PAPERS,
    NO_PAPERS_YET,
    UNREADABLE,
    Choice,
    shelf,
)
from assistant.ask import Assistant
from assistant.history import History
from assistant.people import People, Person
from ingest.embed import load_encoder
from ingest.errors import HistoryError
from ingest.pipeline import ingest, remove
from ingest.report import Access
from ingest.settings import Settings
from ingest.store import Store

DISBANDED = "When was Fernmoor's Improvement Board disbanded?"
VISITOR = Person("visitor:1")
OTHER = Person("visitor:2")
LIBRARIAN = Person("person:Lena", Access.EXEMPT, "Lena", True)


def opened(settings: Settings, folder: Path) -> Chat:
    own = settings.model_copy(update={"history": folder / "history"})
    assistant = Assistant(own)
    service = Service(assistant, own, History(own.history, own.history_days), People(own), Limits(own))
    return Chat(service, Offers(assistant))


@pytest.fixture
def chat(settings: Settings, tmp_path: Path) -> Iterator[Chat]:
    made = opened(settings, tmp_path)
    yield made
    made.service.assistant.close()


def ask(chat: Chat, text: str, talk: Talk = Talk(), person: Person = VISITOR, **how: object) -> View:  # noqa: B008
    choice = how.pop("choice", Choice())
    return list(chat.ask(person, "127.0.0.1", text, choice, talk, **how))[-1]  # type: ignore[arg-type]


def test_an_answer_comes_statement_by_statement_and_then_what_to_ask_next(chat: Chat) -> None:
    views = list(chat.ask(VISITOR, "", "What are the recommendations?", Choice(), Talk()))
    arrived = [view.talk.turns[-1].drawn.count('class="statement"') for view in views]
    assert arrived[:-1] == list(range(len(views) - 1))  # first that the papers are looked at, then one more each time
    assert arrived[-1] == arrived[-2] >= 2
    assert [view.asking for view in views] == [True] * (len(views) - 2) + [False, False]
    assert [view.taken for view in views] == [True] + [False] * (
        len(views) - 1
    )  # or it would empty the box again later
    assert [bool(view.suggestions) for view in views] == [False] * (len(views) - 1) + [True]


def test_every_question_offered_is_answered(chat: Chat) -> None:
    view = ask(chat, DISBANDED)
    for text in (*chat.begin(VISITOR).suggestions, *view.suggestions):
        assert '<div class="answer answered">' in ask(chat, text).talk.turns[-1].drawn


def test_a_question_put_again_takes_the_place_of_what_followed(chat: Chat) -> None:
    talk = ask(chat, DISBANDED).talk
    talk = ask(chat, "How many children were adopted?", talk).talk
    talk = ask(chat, "Who is accountable?", talk).talk
    changed = ask(chat, "Who chairs the Board?", talk, instead=2).talk
    assert [turn.asked for turn in changed.turns] == [DISBANDED, "Who chairs the Board?"]
    assert [turn.number for turn in changed.turns] == [1, 2]
    kept = chat.service.history.conversation(changed.conversation, VISITOR.owner, Access.OPEN)
    assert [each.asked for each in kept] == [DISBANDED, "Who chairs the Board?"]


def test_a_question_that_may_not_be_asked_loses_nothing_it_was_to_replace(chat: Chat) -> None:
    talk = ask(chat, DISBANDED).talk
    view = ask(chat, " ", talk, instead=1)
    assert view.talk.turns == talk.turns
    assert view.problem


def test_a_conversation_is_gone_on_with_as_it_was_given(chat: Chat) -> None:
    talk = ask(chat, "Who chairs the Board?", ask(chat, DISBANDED).talk).talk
    again = chat.begin(VISITOR, talk.conversation)
    assert [turn.asked for turn in again.talk.turns] == [turn.asked for turn in talk.turns]
    assert len(again.talk.turns[0].drawn.split('class="note"')) == len(talk.turns[0].drawn.split('class="note"')) >= 2
    longer = ask(chat, "How many children were adopted?", again.talk).talk
    assert [turn.number for turn in longer.turns] == [1, 2, 3]


def test_a_right_taken_away_takes_what_was_shown_by_it(chat: Chat) -> None:
    officer = Person("person:Olive", Access.EXEMPT, "Olive")
    talk = ask(chat, DISBANDED, person=officer).talk
    lowered = replace(officer, access=Access.OPEN)
    for now in (ask(chat, "Who chairs the Board?", talk, lowered), chat.stopped(lowered, talk)):
        assert not [turn for turn in now.talk.turns if turn.asked == DISBANDED]
    assert len(ask(chat, "Who chairs the Board?", talk, officer).talk.turns) == 2
    assert len(ask(chat, "Who chairs the Board?", talk, OTHER).talk.turns) == 1


def test_a_turn_that_may_no_longer_be_seen_is_not_written_over(chat: Chat) -> None:
    member = Person(VISITOR.owner, Access.CONFIDENTIAL)
    talk = ask(chat, DISBANDED).talk
    talk = ask(chat, "Who chairs the Board?", talk, member).talk
    again = chat.begin(VISITOR, talk.conversation).talk  # the right has been taken away
    assert [turn.asked for turn in again.turns] == [DISBANDED]
    ask(chat, "How many children were adopted?", again)
    kept = chat.service.history.conversation(talk.conversation, VISITOR.owner, Access.CONFIDENTIAL)
    assert [each.asked for each in kept] == [DISBANDED, "Who chairs the Board?", "How many children were adopted?"]


def test_nobody_goes_on_with_a_conversation_of_another(chat: Chat) -> None:
    talk = ask(chat, DISBANDED).talk
    view = chat.begin(OTHER, talk.conversation)
    assert view.talk == Talk()
    assert view.problem == chat.begin(OTHER, "no-such-conversation").problem != ""


def test_a_stopped_answer_says_so_and_can_be_asked_again(chat: Chat) -> None:
    arriving = next(iter(chat.ask(VISITOR, "", DISBANDED, Choice(), Talk())))
    assert arriving.asking
    view = chat.stopped(VISITOR, arriving.talk)
    assert "You stopped this answer" in view.talk.turns[-1].drawn
    assert 'class="tool again"' in view.talk.turns[-1].drawn
    assert not view.asking
    assert view.suggestions


def test_too_many_questions_a_minute_are_told_how_long_to_wait(settings: Settings, tmp_path: Path) -> None:
    chat = opened(settings.model_copy(update={"questions_per_minute": 2}), tmp_path)
    view = ask(chat, DISBANDED)
    answered = 0
    while not view.problem and answered < 4:  # where the minute turns, one more may pass
        answered += 1
        view = ask(chat, DISBANDED, view.talk)
    assert 2 <= answered <= 3
    assert len(view.talk.turns) == answered
    assert "Ask again in" in view.problem
    assert not ask(chat, DISBANDED, person=OTHER).problem


def test_a_history_that_cannot_be_written_costs_no_answer(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise HistoryError("The disk is full.")

    monkeypatch.setattr(History, "keep", full)
    drawn = ask(chat, DISBANDED).talk.turns[-1].drawn
    assert '<div class="answer answered">' in drawn
    assert "Helpful" not in drawn  # nothing is kept that could be rated
    assert "The disk is full." in caplog.text


def test_one_paper_can_be_searched_alone(chat: Chat) -> None:
    view = ask(chat, "When was the Board disbanded?", choice=Choice(report="aldwick-2023.txt"))
    assert "report=fernmoor" not in view.talk.turns[-1].drawn
    seen = shelf(chat.service, VISITOR, Choice(report="aldwick-2023.txt"))
    assert [card.name for card in seen.within] == ["aldwick-2023.txt"]


@pytest.mark.parametrize(("council", "body"), [("Borchester", ""), ("", "Parks Committee")])
def test_a_scope_that_is_not_held_is_named_with_those_that_are(chat: Chat, council: str, body: str) -> None:
    last = ask(chat, "Who is accountable?", choice=Choice(council, body))
    assert last.talk.turns == ()
    assert (council or body) in last.problem
    assert ("Fernmoor" if council else "Health and Wellbeing Board") in last.problem


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_000])
def test_a_question_that_cannot_be_asked_is_one_sentence_and_no_turn(chat: Chat, text: str) -> None:
    last = ask(chat, text)
    assert last.talk.turns == ()
    assert last.problem.endswith(".")
    assert last.suggestions


def test_a_date_that_is_none_is_named(chat: Chat) -> None:
    assert '"soon" is not a date' in ask(chat, DISBANDED, choice=Choice(as_at="soon")).problem


def test_examples_are_made_once_for_the_papers_held_and_afresh_when_those_change(
    tmp_path: Path, settings: Settings
) -> None:
    own = settings.model_copy(update={"library": tmp_path / "library"})
    ingest([papers.write(tmp_path / "one", {"a.txt": papers.ALL["fernmoor-2023.txt"]})], own, lambda _: None)
    offers = opened(own, tmp_path).offers
    first = offers.examples(Access.OPEN)
    assert first
    assert offers.examples(Access.OPEN) is first
    ingest([papers.write(tmp_path / "two", {"b.txt": papers.ALL["aldwick-2023.txt"]})], own, lambda _: None)
    assert offers.examples(Access.OPEN) != first


def test_an_answer_of_a_removed_paper_is_not_shown_again(tmp_path: Path, settings: Settings) -> None:
    own = settings.model_copy(update={"library": tmp_path / "library"})
    ingest([papers.write(tmp_path / "one")], own, lambda _: None)
    chat = opened(own, tmp_path)
    talk = ask(chat, DISBANDED).talk
    cited = chat.service.history.conversation(talk.conversation, VISITOR.owner, Access.OPEN)[0].answer.citations
    remove(sorted({citation.ref.report for citation in cited}), own)
    drawn = chat.begin(VISITOR, talk.conversation).talk.turns[0].drawn
    assert "have changed since" in drawn
    assert not any(citation.quote in drawn for citation in cited)


def test_no_library_says_so_in_the_words_for_whoever_reads_it(tmp_path: Path, settings: Settings) -> None:
    chat = opened(settings.model_copy(update={"library": tmp_path / "nowhere"}), tmp_path)
    assert shelf(chat.service, VISITOR, Choice()).problem == NO_PAPERS
    assert shelf(chat.service, LIBRARIAN, Choice()).problem == NO_PAPERS_YET
    assert chat.begin(VISITOR).suggestions == ()
    view = ask(chat, DISBANDED)
    assert view.problem == NO_PAPERS
    assert view.talk.turns == ()


def test_a_library_on_its_way_says_so(tmp_path: Path, settings: Settings) -> None:
    library = tmp_path / "library"
    chat = opened(settings.model_copy(update={"library": library}), tmp_path)
    encoder = load_encoder(settings)
    with Store(library, encoder.id, encoder.dimensions):
        assert shelf(chat.service, VISITOR, Choice()).problem == BEING_BUILT
    assert shelf(chat.service, VISITOR, Choice()).problem == NO_PAPERS


def cut_short(library: Path) -> None:
    register = library / "register.sqlite3"
    register.write_bytes(register.read_bytes()[:5000])


def from_the_future(library: Path) -> None:
    with sqlite3.connect(library / "register.sqlite3") as register:
        register.execute("PRAGMA user_version = 999")
    register.close()


@pytest.mark.parametrize(("spoil", "says"), [(cut_short, "is damaged"), (from_the_future, "newer version")])
def test_a_library_that_cannot_be_read_tells_its_folder_only_to_who_may_mend_it(
    tmp_path: Path, settings: Settings, spoil: Callable[[Path], None], says: str, caplog: pytest.LogCaptureFixture
) -> None:
    library = tmp_path / "library"
    shutil.copytree(settings.library, library)
    for journal in library.glob("register.sqlite3-*"):
        journal.unlink()
    spoil(library)
    chat = opened(settings.model_copy(update={"library": library}), tmp_path)
    assert shelf(chat.service, VISITOR, Choice()).problem == UNREADABLE
    told = shelf(chat.service, replace(LIBRARIAN, access=Access.OPEN), Choice()).problem
    assert says in told
    assert str(library) in told
    assert says in caplog.text
    drawn = ask(chat, DISBANDED).talk.turns[-1].drawn
    assert render_html.with_commands(UNREADABLE) in drawn
    assert str(library) not in drawn
