"""What came of asking a case: the same data as a line of answers, so that a run can be kept, read and measured again.

A crash is an outcome too, in the state `error`; it scores nothing and is never taken for an answer that declines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import State
from assistant.batch import Line, read_lines


class Shown(BaseModel):
    """A paragraph shown to the reader: cited with the words relied on, or found with its text."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    report: str
    para: str = ""
    quote: str = ""
    text: str = ""


class Outcome(Line):
    """One answer as it is measured. `retrieved` is best first; `seconds` is None where nothing was timed."""

    answer: str = ""
    state: State = State.ANSWERED
    abstained: bool = False
    citations: tuple[Shown, ...] = ()
    retrieved: tuple[Shown, ...] = ()
    seconds: float | None = Field(default=None, ge=0)

    @property
    def crashed(self) -> bool:
        return self.state is State.ERROR


def write_answers(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write outcomes as answered lines, one JSON object a line."""
    lines = []
    for outcome in outcomes:
        line = outcome.model_dump(mode="json")
        line["citations"] = [{name: c[name] for name in ("report", "para", "quote")} for c in line["citations"]]
        line["retrieved"] = [{name: r[name] for name in ("report", "para", "text")} for r in line["retrieved"]]
        lines.append(json.dumps(line, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_answers(path: Path) -> tuple[Outcome, ...]:
    """The outcomes of a file of answered lines. Raises QuestionError naming file and line."""
    return read_lines(path, Outcome)
