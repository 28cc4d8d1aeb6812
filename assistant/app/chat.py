"""The conversation behind the page: what a person asks, step by step into what they see. No page library here.

Every step is a `View`, a plain value, so that the page only copies it and a test needs no browser. Whatever goes wrong
becomes a sentence: a question that has to be put right stands beside the box with the question kept; anything else
becomes a turn of its own. The papers held are asked for afresh each time, so papers added by another process appear.
A question put in place of an earlier one takes the place of all that followed it. An answer stopped while a language
model puts it into words is an answer: the papers' own words were there before. Such an answer is kept as it is seen, so
that whoever leaves the page meanwhile finds it again, and rewritten once there is more of it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant import render_turn
from assistant.answer import Answer, Question, State
from assistant.app.arriving import arriving, being_worded, ended
from assistant.app.offers import MOST, Offers
from assistant.app.service import Service
from assistant.app.shelf import Choice, told
from assistant.history import Kept
from assistant.people import Person
from assistant.render import reading_lines
from assistant.render_html import counted
from assistant.render_sheet import CHANGED
from assistant.render_turn import Beside
from assistant.standing import standing
from assistant.trace import Trace
from ingest.errors import HistoryError, LibraryEmpty, LibraryMissing, PlanAssistantError, QuestionError
from ingest.report import Access

STOPPED = "You stopped the language model, so only the papers' own words are shown."
UNFINISHED = "The language model had not finished, so only the papers' own words are shown."
_STOPPED_KNOWN = 1000  # the steps of an earlier one have long ended
_TURNS_KEPT = 50  # of one conversation, in memory and on the page
_FAULT = (
    "Something went wrong inside the program and the question was not answered. Ask it again; "
    "if it happens again, the program's log says what it was."
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what is shown under it."""

    number: int  # from 1
    asked: str
    drawn: str  # HTML
    whole: bool = True
    so_far: Trace | None = None  # of one that is not whole, what has been found
    kept: str = ""  # the id of its answer in the history; "" while there is none


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation so far, as one window of a browser holds it. It is shown to whom it was given, and to no less."""

    conversation: str = ""  # its id in the history; "" before the first question
    turns: tuple[Turn, ...] = ()
    owner: str = ""
    access: Access = Access.OPEN

    def still_of(self, person: Person) -> Talk:
        """The same, or an empty one where the person is another, or may no longer see what they saw."""
        mine = not self.turns or (self.owner == person.owner and self.access <= person.access)
        return self if mine else Talk()


@dataclass(frozen=True, slots=True)
class View:
    """What a person sees at one moment of a conversation."""

    talk: Talk
    suggestions: tuple[str, ...] = ()
    clarifying: bool = False  # the suggestions are readings of the question: one has to be chosen
    problem: str = ""  # what has to be put right before the question can be asked; the question stays in its box
    asking: bool = False  # the answer has not arrived whole
    taken: bool = False  # the question has just been taken: it leaves its box


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question on its way to its answer: who put it, where in which conversation."""

    person: Person
    talk: Talk
    before: tuple[Turn, ...]  # the turns that it follows
    number: int
    words: str
    kept: str = ""  # the id of its answer in the history, once there is one: the same to the end

    @property
    def turn(self) -> tuple[str, int]:
        """Which turn it is, of all conversations."""
        return self.talk.conversation, self.number

    def view(self, drawn: str, so_far: Trace | None = None, *, whole: bool = False) -> View:
        """The conversation with this question as its last, drawn so."""
        turn = Turn(self.number, self.words, drawn, whole, None if whole else so_far, self.kept)
        return View(replace(self.talk, turns=(*self.before, turn)), asking=not whole)


@dataclass(frozen=True, slots=True)
class Chat:
    """Conversations with one assistant. It keeps nothing of anybody but what it gives to the history."""

    service: Service
    offers: Offers
    _stopped: set[tuple[str, int]] = field(default_factory=set)  # turns that no late step may draw over: see `stopped`

    def begin(self, person: Person, conversation: str = "") -> View:
        """An empty conversation, or an earlier one of this person's to go on with."""
        offered = self.offers.examples(person.access)
        try:
            turns = self._earlier(person, conversation) if conversation else ()
        except PlanAssistantError as error:
            return View(Talk(), offered, problem=told(error, self.service, person))
        talk = Talk(conversation if turns else "", turns, person.owner, person.access)
        return View(talk, self._unasked(offered, turns))

    def ask(
        self, person: Person, address: str, text: str, choice: Choice, talk: Talk, instead: int = 0
    ) -> Iterator[View]:
        """The answer to one question: statement by statement, or at once where a language model puts it into words.

        Args:
            person: who asks.
            address: from where, for the limits.
            text: the question.
            choice: what is to be searched.
            talk: the conversation so far.
            instead: the number of the turn that it takes the place of; 0 where it goes on from the last.
        """
        talk = talk.still_of(person)
        before = tuple(turn for turn in talk.turns if not instead or turn.number < instead)[-_TURNS_KEPT:]
        talk = Talk(talk.conversation or secrets.token_urlsafe(16), talk.turns, person.owner, person.access)
        words = " ".join(text.split()) if len(text) < 2**16 else text
        asked = _Asked(person, talk, before, self._number(person, talk, before, instead), words)
        self._stopped.discard(asked.turn)
        try:
            question = self._question(person, address, text, choice, before)
            yield replace(asked.view(render_turn.waiting(words, asked.number)), taken=True)
            views = self._arriving(asked, question)
            first = next(views)
        except (QuestionError, LibraryMissing, LibraryEmpty) as error:
            offered = self._unasked(self.offers.examples(person.access), talk.turns)
            yield View(talk, offered, problem=told(error, self.service, person))
            return
        except Exception as error:
            yield self._failed(asked, error)
            return
        with closing(views):
            yield first
            yield from views

    def stopped(self, person: Person, talk: Talk) -> View:
        """The conversation when the person has stopped an answer on its way."""
        talk = talk.still_of(person)
        last = talk.turns[-1] if talk.turns else None
        if last is None:
            return self.begin(person)
        asked = _Asked(person, talk, talk.turns[:-1], last.number, last.asked, last.kept)
        if len(self._stopped) >= _STOPPED_KNOWN:
            self._stopped.clear()
        self._stopped.add(asked.turn)  # a step of its answer may be on its way still
        if last.so_far:
            *_, view = self._whole(asked, ended(last.so_far, STOPPED))
            return view
        drawn = last.drawn if last.whole else render_turn.stopped(last.asked, last.number)
        view = asked.view(drawn, whole=True)
        return replace(view, suggestions=self._unasked(self.offers.examples(person.access), view.talk.turns))

    def _number(self, person: Person, talk: Talk, before: Sequence[Turn], instead: int) -> int:
        """What a question is numbered: after those it follows, and after any that only the history still knows."""
        number = before[-1].number + 1 if before else 1
        if instead or not person.owner:
            return number
        try:
            return max(number, self.service.history.next_number(talk.conversation, person.owner))
        except HistoryError:
            return number

    def _question(self, person: Person, address: str, text: str, choice: Choice, before: Sequence[Turn]) -> Question:
        """The question as the assistant takes it. Raises QuestionError, also where too many have been asked."""
        history = tuple(turn.asked for turn in before)
        question = Question(text.strip(), person.access, choice.scope, history)
        if not question.text:
            raise QuestionError("There is no question yet: write one in the box, then press Ask.")
        wait = self.service.limits.take(person, address)
        if wait:
            raise QuestionError(
                "You have asked as many questions as one person may in a minute. "
                f"Ask again in {counted(wait, 'second')}; your question is kept in the box."
            )
        return question

    def _arriving(self, asked: _Asked, question: Question) -> Generator[View]:
        """What is seen of an answer from its first statement on. Raises what finding it raises, at the first step."""
        seen: Answer | None = None
        with closing(arriving(self.service.assistant.traces(question))) as traces:
            for trace in traces:
                if asked.turn in self._stopped:
                    return
                if being_worded(trace):
                    if trace.answer != seen:
                        asked, seen = self._keep(asked, ended(trace, UNFINISHED)), trace.answer
                    beside = Beside(read_as=trace.query.read_as)
                    yield asked.view(render_turn.being_worded(asked.words, trace.answer, asked.number, beside), trace)
        for shown in range(1, 0 if seen else len(trace.answer.statements)):
            yield asked.view(render_turn.turn(asked.words, trace.answer, asked.number, shown=shown), trace)
        yield from self._whole(asked, trace)

    def _whole(self, asked: _Asked, trace: Trace) -> Iterator[View]:
        """The answer as it stays, given to the history; then with what to ask next."""
        asked = self._keep(asked, trace)
        beside = Beside(asked.kept, reading_lines(trace.query), trace.query.read_as)
        view = asked.view(render_turn.turn(asked.words, trace.answer, asked.number, beside), whole=True)
        yield view
        yield replace(
            view,
            suggestions=self._next(asked.person, trace, view.talk.turns),
            clarifying=trace.answer.state is State.NEEDS_CLARIFYING,
        )

    def _failed(self, asked: _Asked, error: Exception) -> View:
        if isinstance(error, PlanAssistantError):
            why = told(error, self.service, asked.person)
        else:
            _log.error("a question failed", exc_info=error)
            why = _FAULT
        view = asked.view(render_turn.failed(asked.words, why, asked.number), whole=True)
        return replace(view, suggestions=self._unasked(self.offers.examples(asked.person.access), view.talk.turns))

    def _keep(self, asked: _Asked, trace: Trace) -> _Asked:
        """Give the answer to the history, in the place of what was kept of it. Returns the question with its id."""
        if not asked.person.owner:
            return asked
        question = trace.question
        kept = Kept(
            asked.kept or secrets.token_urlsafe(16),
            asked.talk.conversation,
            asked.number,
            asked.person.owner,
            asked.person.access,
            question.text,
            datetime.now(UTC).replace(microsecond=0),
            question.scope,
            trace.answer,
        )
        try:
            if asked.kept:
                self.service.history.rewrite(kept)
            else:
                self.service.history.keep(kept)
        except HistoryError as error:  # the answer is there all the same
            _log.error("%s", error)
            return replace(asked, kept="")
        return replace(asked, kept=kept.id)

    def _next(self, person: Person, trace: Trace, turns: Sequence[Turn]) -> tuple[str, ...]:
        """Next questions: the answer's own that the library does answer, or examples; none that was asked already."""
        answer: Answer = trace.answer
        if answer.state is State.NEEDS_CLARIFYING:
            return self._unasked(answer.suggestions, turns)
        own = self.offers.answered(answer.suggestions, person.access, trace.question.scope)
        return self._unasked(own or self.offers.examples(person.access), turns)

    def _unasked(self, suggestions: Sequence[str], turns: Sequence[Turn]) -> tuple[str, ...]:
        asked = {turn.asked for turn in turns}
        return tuple(text for text in suggestions if text not in asked)[:MOST]

    def _earlier(self, person: Person, conversation: str) -> tuple[Turn, ...]:
        """The turns of an earlier conversation as they were given, where they still may be. Raises NotHeld."""
        kept = self.service.history.conversation(conversation, person.owner, person.access)[-_TURNS_KEPT:]
        stand = standing([each.answer for each in kept], self.service.assistant, person.access)
        return tuple(
            Turn(each.number, each.asked, _drawn(each, there), kept=each.id)
            for each, there in zip(kept, stand, strict=True)
        )


def _drawn(kept: Kept, stands: bool) -> str:
    if not stands:
        return render_turn.changed_since(kept.asked, kept.number, f"{CHANGED} Ask it again.")
    return render_turn.turn(kept.asked, kept.answer, kept.number, Beside(kept.id))
