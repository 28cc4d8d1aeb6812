"""A question put by a language model: by itself, and with words that papers use. `rewording` says what is taken."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Question
from assistant.language.model import Model
from assistant.language.writer import Rewritten
from ingest.errors import LanguageModelError

RULES = """\
You prepare questions for a search in the papers of council committees. You are given a question and the questions that
were asked before it, as JSON. Do not answer it.
- "question": the question so that it can be understood by itself, in the words of the conversation. Add nothing.
- "words": up to six words or short phrases that committee papers use for what it asks. No names, no figures, no dates.
Write JSON and nothing else: an object with "question" and "words"."""
SHAPE: dict[str, Any] = {
    "title": "Prepared",
    "description": "A question prepared for a search.",
    "type": "object",
    "properties": {
        "question": {"type": "string"},
        "words": {"type": "array", "items": {"type": "string"}, "maxItems": 6},
    },
    "required": ["question", "words"],
    "additionalProperties": False,
}
SECONDS = 10  # at most; the search waits for it
EARLIER = 5  # questions of the conversation given


class _Prepared(BaseModel):
    """What the model writes; none of it believed yet."""

    model_config = ConfigDict(extra="ignore")

    question: str = Field("", max_length=1000)
    words: list[str] = Field([], max_length=50)


@dataclass(frozen=True, slots=True)
class ModelRewriter:
    """Words questions with a language model. May be used by many threads at once."""

    model: Model

    @property
    def name(self) -> str:
        return ", ".join(self.model.names)

    def __call__(self, question: Question) -> Rewritten:
        """The question as the model puts it, unchecked. Raises LanguageModelError."""
        asked = {"question": question.text, "earlier_questions": question.history[-EARLIER:]}
        pieces = [*self.model.stream(RULES, json.dumps(asked, ensure_ascii=False), SHAPE, SECONDS)]
        text = "".join(piece.text for piece in pieces)
        try:
            document, _ = json.JSONDecoder().raw_decode(text[max(0, text.find("{")) :])
            found = _Prepared.model_validate(document)
        except (ValueError, ValidationError, RecursionError):
            raise LanguageModelError("sent what cannot be read") from None
        return Rewritten(
            " ".join(found.question.split()),
            tuple(found.words),
            sum(piece.tokens_in for piece in pieces),
            sum(piece.tokens_out for piece in pieces),
            sum(piece.cost for piece in pieces),
        )
