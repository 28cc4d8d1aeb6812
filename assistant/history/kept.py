"""The values of the history: a question with its answer as it was given, a conversation in a list, and a rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answer import Answer
from ingest.report import Access, Scope


@dataclass(frozen=True, slots=True)
class Kept:
    """One question with its answer, as it was given."""

    id: str  # cannot be guessed: whoever has it may open the answer, if their access reaches as far
    conversation: str  # the id of the conversation it belongs to; cannot be guessed either
    number: int  # of the question in its conversation, from 1
    owner: str  # as `Person.owner`; never empty
    access: Access  # what the person could see when they asked
    asked: str
    asked_at: datetime  # UTC, to the second
    scope: Scope  # as chosen on the page
    answer: Answer


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation as its owner's list shows it."""

    conversation: str
    first: str  # its first question
    questions: int
    last_at: datetime  # of its last question, UTC


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG = "It is wrong"
    NOT_MINE = "It answers another question"
    MISSING = "Something is missing"
    UNCLEAR = "It is hard to follow"
    OTHER = "Something else"


@dataclass(frozen=True, slots=True)
class Rating:
    """What a person said of one answer. A later one replaces it."""

    answer: str  # `Kept.id`
    owner: str
    helpful: bool
    reason: Reason | None  # None where it helped, or no reason was given
    words: str  # their own, at most `MOST_WORDS` characters; ""
    rated_at: datetime  # UTC, to the second


MOST_WORDS = 1000
