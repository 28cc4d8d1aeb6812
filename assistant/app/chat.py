"""The conversation behind the page: what a visitor asks, step by step into what they see. No page library here.

Every step is a `View`, a plain value, so that the page only copies it and a test needs no browser. Whatever goes wrong
becomes a sentence: a question that has to be put right stands beside the box with the question kept; anything else
becomes a turn of its own. The papers held are asked for afresh each time, so papers added by another process appear.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from assistant import render_html
from assistant.answer import Question, Searched
from assistant.ask import Assistant
from assistant.when import whole
from ingest.errors import PlanAssistantError, QuestionError
from ingest.report import Access, Card, Scope

READER = Access.OPEN
"""Whoever opens the page without signing in reads open papers, and nothing else."""

ANY_DATE = "Any date"
_SUGGESTIONS = 4  # at most this many next questions: more is not read
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


@dataclass(frozen=True, slots=True)
class View:
    """What a visitor sees at one moment of a conversation."""

    turns: tuple[Turn, ...]
    suggestions: tuple[str, ...] = ()
    problem: str = ""  # what has to be put right before the question can be asked; the question stays in its box


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is held, and what of it is within the scope chosen."""

    cards: tuple[Card, ...] = ()  # all this reader may see
    within: tuple[Card, ...] = ()
    problem: str = ""  # why there is nothing to search

    @property
    def councils(self) -> tuple[str, ...]:
        return Searched.of(self.cards).councils

    def bodies(self, council: str) -> tuple[str, ...]:
        """Committees of `council`, or of all councils where it is empty."""
        own = (card.header for card in self.cards if council in ("", card.header.council))
        return tuple(sorted({header.body for header in own if header.body}))

    def dates(self, council: str, body: str) -> tuple[date, ...]:
        """Dates of the papers within, latest first."""
        scope = Scope(council, body)
        return tuple(sorted({d for c in self.cards if _inside(c, scope) and (d := c.header.as_at)}, reverse=True))


@dataclass(frozen=True, slots=True)
class Chat:
    """The conversation with one assistant; it keeps nothing of any visitor."""

    assistant: Assistant
    _offered: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)  # papers held → their examples
    _offering: Lock = field(default_factory=Lock)

    def shelf(self, council: str = "", body: str = "", as_at: str = ANY_DATE) -> Shelf:
        """What is held now. A library that is missing or empty is a shelf with a problem; so is a date that is none."""
        try:
            cards = self.assistant.cards(READER)
            scope = scope_of(council, body, as_at)
        except QuestionError as error:
            return Shelf(cards, problem=str(error))
        except PlanAssistantError as error:
            return Shelf(problem=str(error))
        return Shelf(cards, tuple(card for card in cards if _inside(card, scope)))

    def examples(self) -> tuple[str, ...]:
        """Questions this library can answer, for a visitor who has not asked yet.

        Each is answered before it is offered, so they are made once for the papers held, not for every visitor.
        """
        try:
            with self._offering:
                held = tuple(card.name + card.digest for card in self.assistant.cards(READER))
                if held not in self._offered:
                    self._offered.clear()
                    self._offered[held] = self.assistant.examples(READER)[:_SUGGESTIONS]
                return self._offered[held]
        except PlanAssistantError:
            return ()

    def ask(self, text: str, council: str, body: str, as_at: str, turns: Sequence[Turn]) -> Iterator[View]:
        """The answer to one question, arriving statement by statement."""
        before = tuple(turns)[-_TURNS_KEPT:]
        number = before[-1].number + 1 if before else 1
        try:
            history = tuple(turn.asked for turn in before)
            question = Question(text.strip(), READER, scope_of(council, body, as_at), history)
            if not question.text:
                raise QuestionError("There is no question yet: write one in the box, then press Ask.")
            yield View((*before, Turn(number, question.text, render_html.waiting(question.text, number))))
            answer = self.assistant.ask(question)
        except QuestionError as error:
            yield View(before, self._next((), before), str(error))
            return
        except PlanAssistantError as error:
            yield self._failed(before, Turn(number, text, render_html.failed(text, str(error), number)))
            return
        except Exception:
            _log.exception("a question failed")
            yield self._failed(before, Turn(number, text, render_html.failed(text, _FAULT, number)))
            return
        for shown in range(1, len(answer.statements)):
            yield View((*before, Turn(number, question.text, render_html.turn(question.text, answer, number, shown))))
        turn = Turn(number, question.text, render_html.turn(question.text, answer, number))
        yield View((*before, turn), self._next(answer.suggestions, (*before, turn)))

    def _failed(self, before: tuple[Turn, ...], turn: Turn) -> View:
        return View((*before, turn), self._next((), before))

    def _next(self, suggestions: Sequence[str], turns: Sequence[Turn]) -> tuple[str, ...]:
        """Next questions: the answer's own, or examples, without what was asked already."""
        asked = {turn.asked for turn in turns}
        return tuple(text for text in suggestions or self.examples() if text not in asked)[:_SUGGESTIONS]


def scope_of(council: str, body: str, as_at: str) -> Scope:
    """The scope chosen on the page. A month or a year counts to its last day.

    Raises:
        QuestionError: the date is none.
    """
    if as_at.strip() in ("", ANY_DATE):
        return Scope(council, body)
    when = whole(as_at)
    day = when.last_day if when else None
    if day is None:
        raise QuestionError(f'"{as_at.strip()}" is not a date: write it like 8 July 2024, or choose "{ANY_DATE}".')
    return Scope(council, body, as_at=day)


def _inside(card: Card, scope: Scope) -> bool:
    header = card.header
    early_enough = scope.as_at is None or (header.as_at is not None and header.as_at <= scope.as_at)
    return scope.council in ("", header.council) and scope.body in ("", header.body) and early_enough
