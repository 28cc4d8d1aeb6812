"""Questions with what is expected of their answers, one JSON object a line, as frozen values.

A case is a question as `assistant.batch` reads it, with the expectations beside it. An address is written
"report::para" or {"report": …, "para": …}. `gold_groups` are the pieces of evidence an answer needs: any one address
of a group will do, and every group counts. A pattern is a regular expression searched in the folded answer, whatever
the case of its letters. Other fields are left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from assistant.batch import BatchQuestion, read_lines
from ingest.report import Ref


def _address(value: object) -> Ref:
    if isinstance(value, Ref):
        return value
    if isinstance(value, Mapping):
        report, para = str(value.get("report", "")), str(value.get("para", ""))
    else:
        report, _, para = str(value).partition("::")
    if not (report and para):
        raise ValueError(f'{value!r} is not an address: write "report::para"')
    return Ref(report, para)


def _pattern(value: object) -> re.Pattern[str]:
    try:
        return re.compile(str(value), re.IGNORECASE)
    except re.error as problem:
        raise ValueError(f"{value!r} is not a regular expression: {problem}") from None


Address = Annotated[Ref, BeforeValidator(_address)]
Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class Case(BatchQuestion):
    """A question and what a right answer to it holds."""

    category: str = "other"
    answerable: bool
    gold_groups: tuple[tuple[Address, ...], ...] = ()
    gold: tuple[Address, ...] = ()
    also: tuple[Address, ...] = ()  # may be cited, need not be
    must: tuple[Pattern, ...] = ()  # the facts: every one is in the answer
    must_not: tuple[Pattern, ...] = ()  # what would be wrong: none of them is
    answer: str = ""  # for the reader of a report; nothing is held against it
    tags: tuple[str, ...] = ()
    notes: str = ""

    @property
    def bearing(self) -> frozenset[Ref]:
        """Every address that a citation may rightly give."""
        return frozenset(ref for group in (*self.gold_groups, self.gold, self.also) for ref in group)

    @model_validator(mode="after")
    def _can_be_answered(self) -> Case:
        if self.answerable and not self.gold_groups:
            raise ValueError("an answerable question needs gold_groups")
        if not all(self.gold_groups):
            raise ValueError("a gold group is empty")
        return self


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a question set, in order. Raises QuestionError naming file and line."""
    return read_lines(path, Case)


def digest(path: Path) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a question set's bytes: which set a figure was made with."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
