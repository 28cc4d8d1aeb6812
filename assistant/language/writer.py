"""What is asked of a language model, and what it gives: drafts of an answer, wordings of a question. None is checked.

Any model fits that keeps to these; the ones that a setting names are in `compose_llm` and `rewriter`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Evidence, Query, Question, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """What a language model has finished so far, unchecked, and what its service has counted of it."""

    statements: tuple[Statement, ...]
    model: str  # as set: "ollama:llama3.2"; of several, the one that writes
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0  # tokens by the prices set, in their currency


class Writer(Protocol):
    """A language model that writes statements from evidence.

    It gives a draft each time one more is finished, and the last again while it is silent. Raises LanguageModelError
    where it breaks off.
    """

    @property
    def name(self) -> str: ...

    def drafts(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[Draft]: ...


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as a language model puts it, unchecked, and what its service counted."""

    question: str  # by itself; "" where it gives none
    words: tuple[str, ...]  # of papers, for the search
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


class Rewriter(Protocol):
    """A language model that words questions for the search. Raises LanguageModelError."""

    @property
    def name(self) -> str: ...

    def __call__(self, question: Question) -> Rewritten: ...
