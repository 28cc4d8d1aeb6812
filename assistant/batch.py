"""Many questions at once: JSON Lines in, JSON Lines out.

A line asked has `id` and `question`, and may have `history` (the person's earlier questions, oldest first), `council`,
`as_at` (2017-11-28) and `access` (open, confidential, exempt). A line answered has `id`, `answer`, `state`,
`abstained`, `citations`, `retrieved` (the ten best paragraphs, best first) and `seconds`; and `model` (the language
model asked), `by_model` (the sentences of the answer that it wrote: all else is quoted), `aside` (why nothing of it is
in the answer) and `dropped` (how many statements did not hold).

This is a door for untrusted text, so pydantic stands in it: what is wrong is named with its file and line, before
anything is asked. Fields that are not ours are left alone; one that is null is one that is not there. A question that
fails becomes a line in the state `error` with the reason as its answer, and the next one is asked; only a library that
cannot be used stops the run, because no question could be answered.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from assistant.answer import Question, State
from assistant.trace import Trace
from ingest.errors import LibraryError, NotHeld, PlanAssistantError, QuestionError
from ingest.report import Access, Ref, Report, Scope

RETRIEVED = 10  # paragraphs given with each answer

AnswerLine = dict[str, Any]


class Answering(Protocol):
    """What is needed of an assistant here."""

    def trace(self, question: Question) -> Trace: ...
    def report(self, name: str, access: Access) -> Report: ...


def _access(value: object) -> Access:
    words = {level.word: level for level in Access}
    if isinstance(value, Access):
        return value
    if str(value).lower() not in words:
        raise ValueError(f"{value!r} is not a level of access: {', '.join(words)}")
    return words[str(value).lower()]


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is not a date: write it as 2017-11-28") from None


class Line(BaseModel):
    """One object of a JSON Lines file of ours."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, fields: object) -> object:
        if isinstance(fields, dict):
            return {name: value for name, value in fields.items() if value is not None}
        return fields


class BatchQuestion(Line):
    """A question of a file."""

    question: str
    history: tuple[str, ...] = ()
    council: str = ""
    as_at: Annotated[date, BeforeValidator(_date)] | None = None
    access: Annotated[Access, BeforeValidator(_access)] = Access.OPEN

    def asked(self) -> Question:
        scope = Scope(council=self.council, as_at=self.as_at)
        return Question(text=self.question, access=self.access, scope=scope, history=self.history)


AnyLine = TypeVar("AnyLine", bound=Line)


def read_lines(path: Path, kind: type[AnyLine]) -> tuple[AnyLine, ...]:
    """The lines of a JSON Lines file as values of one kind; blank lines are passed over.

    Raises:
        QuestionError: the file cannot be read, a line is not what it should be, an id comes twice, or there is no
            line. The message names the file and the line (from 1).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = (problem.strerror or problem) if isinstance(problem, OSError) else "it is not UTF-8 text"
        raise QuestionError(f"{path} cannot be read: {reason}.") from problem
    lines: dict[str, AnyLine] = {}
    numbers: dict[str, int] = {}
    for number, raw in enumerate(text.split("\n"), 1):  # not splitlines: JSON allows U+2028 inside a string
        if not raw.strip():
            continue
        try:
            line = kind.model_validate_json(raw)
        except ValidationError as problem:
            raise QuestionError(f"{path}, line {number}: {_first(problem)}.") from problem
        if line.id in lines:
            raise QuestionError(f"{path}, line {number}: the id {line.id!r} is already on line {numbers[line.id]}.")
        lines[line.id], numbers[line.id] = line, number
    if not lines:
        raise QuestionError(f"{path} holds no lines.")
    return tuple(lines.values())


def _first(problem: ValidationError) -> str:
    """The first fault, in words: which field, and what is wrong with it."""
    fault = problem.errors(include_url=False)[0]
    field = ".".join(str(step) for step in fault["loc"])
    reason = fault["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{field}: {reason}" if field else reason


def read_questions(path: Path) -> tuple[BatchQuestion, ...]:
    """The questions of a file, in order. Raises QuestionError naming file and line."""
    return read_lines(path, BatchQuestion)


def answer_line(question_id: str, trace: Trace, texts: Mapping[Ref, str]) -> AnswerLine:
    """One answered line. `texts` holds the words of the paragraphs found; one no longer held is given without."""
    answer = trace.answer
    return {
        "id": question_id,
        "answer": answer.text,
        "state": answer.state.value,
        "abstained": answer.state.abstained,
        "citations": [{"report": c.ref.report, "para": c.ref.para, "quote": c.quote} for c in answer.citations],
        "retrieved": [
            {"report": hit.ref.report, "para": hit.ref.para, "text": texts.get(hit.ref, "")}
            for hit in trace.hits[:RETRIEVED]
        ],
        "seconds": round(trace.seconds, 4),
        "model": answer.model,
        "by_model": [statement.text for statement in answer.statements if statement.by_model],
        "aside": answer.aside,
        "dropped": len(trace.dropped),
    }


def error_line(question_id: str, reason: str) -> AnswerLine:
    """The line of a question that failed: never one that declines to answer."""
    empty: AnswerLine = {"citations": [], "retrieved": [], "seconds": None}
    unasked: AnswerLine = {"model": "", "by_model": [], "aside": "", "dropped": 0}
    return {"id": question_id, "answer": reason, "state": State.ERROR.value, "abstained": False, **empty, **unasked}


def texts_found(assistant: Answering, trace: Trace) -> dict[Ref, str]:
    """The words of the paragraphs that a trace's line shows, as its reader may see them."""
    texts: dict[Ref, str] = {}
    for name in dict.fromkeys(hit.ref.report for hit in trace.hits[:RETRIEVED]):
        with contextlib.suppress(NotHeld):  # withdrawn since it was found
            report = assistant.report(name, trace.question.access)
            texts |= {Ref(name, paragraph.para): paragraph.text for paragraph in report.paragraphs}
    return texts


def answer_all(
    assistant: Answering, questions: Iterable[BatchQuestion], write: Callable[[AnswerLine], None]
) -> tuple[str, ...]:
    """Answer every question, giving each line to `write` as soon as it is there.

    Returns:
        The ids of the questions that failed.

    Raises:
        LibraryError: the library cannot be used, so that no question could be answered.
    """
    failed = []
    for question in questions:
        try:
            trace = assistant.trace(question.asked())
            line = answer_line(question.id, trace, texts_found(assistant, trace))
        except LibraryError:
            raise
        except PlanAssistantError as problem:
            line = error_line(question.id, str(problem))
        except Exception as problem:  # the next question is asked all the same; the line says what broke
            line = error_line(question.id, f"The program failed ({type(problem).__name__}: {problem}).")
        if line["state"] == State.ERROR.value:
            failed.append(question.id)
        write(line)
    return tuple(failed)
