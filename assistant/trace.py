"""What lies between a question and its answer, hop by hop, for whoever asks why."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Evidence, Query, Question, Statement
from ingest.report import Hit


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that failed its check, and why."""

    statement: Statement
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a language model was asked to do for one answer, and what came of it."""

    model: str  # as set: "ollama:llama3.2"; of several, the one that wrote
    done: bool = True  # False while it is still writing
    kept: int = 0  # of its statements, those that hold
    seconds: float = 0.0
    tokens_in: int = 0  # as its service counts them; 0 where it does not
    tokens_out: int = 0
    cost: float = 0.0  # tokens by the prices set, in their currency
    fault: str = ""  # why it wrote nothing, or no more


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that happened to a question."""

    question: Question
    query: Query
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    dropped: tuple[Dropped, ...]
    answer: Answer
    seconds: float
    wording: Wording | None = None  # None where no language model was asked
    rewording: Wording | None = None  # what one was asked for the question; `kept` is 1 where its wording was taken
