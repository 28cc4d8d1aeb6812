"""Questions to offer, each of which the library has been seen to answer.

A question is asked before it is offered. What came of it is remembered for the papers now held, so that it is asked
once and not for every visitor; a paper more or less, and everything is found anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from threading import Lock

from assistant.answer import Question
from assistant.ask import Assistant
from ingest.errors import PlanAssistantError
from ingest.report import Access, Scope

MOST = 4  # offered at a time: more is not read
_REMEMBERED = 5000  # questions for each level; then it begins again


class Offers:
    """What can be offered to a reader of each level. Safe for many threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._held: dict[Access, Hashable] = {}
        self._examples: dict[Access, tuple[str, ...]] = {}
        self._answered: dict[Access, dict[tuple[Scope, str], bool]] = {}
        self._one_at_a_time = Lock()

    def examples(self, access: Access) -> tuple[str, ...]:
        """First questions; none where the library cannot be read."""
        try:
            with self._one_at_a_time:
                self._see(access)
                if access not in self._examples:
                    self._examples[access] = self._assistant.examples(access)[:MOST]
                return self._examples[access]
        except PlanAssistantError:
            return ()

    def answered(self, texts: Sequence[str], access: Access, scope: Scope) -> tuple[str, ...]:
        """Those of `texts` that the papers within the scope answer."""
        try:
            with self._one_at_a_time:
                self._see(access)
                known = self._answered.setdefault(access, {})
            return tuple(text for text in texts if self._answers(Question(text, access, scope), known))
        except PlanAssistantError:
            return ()

    def _answers(self, question: Question, known: dict[tuple[Scope, str], bool]) -> bool:
        """Whether it is answered; `known` is of the papers held when it was asked for, and is dropped with them."""
        key = (question.scope, question.text)
        answers = known.get(key)
        if answers is None:
            answers = self._assistant.answers(question)
            if len(known) >= _REMEMBERED:
                known.clear()
            known[key] = answers
        return answers

    def _see(self, access: Access) -> None:
        """Forget everything where the papers that this level sees have changed."""
        cards = self._assistant.cards(access)
        held = tuple((card.name, card.digest, card.paragraphs, card.added) for card in cards)
        if self._held.get(access) != held:
            self._held[access] = held
            self._examples.pop(access, None)
            self._answered.pop(access, None)
