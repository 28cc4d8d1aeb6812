"""Registers of risk as papers table them: a row with a risk, how it is scored, and what is done about it. Pure.

A table of options that has the risks of each beside it is none: it scores nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.papers.cells import rows_of_tables
from ingest.report import Cell, Paragraph, Report

_RISK = re.compile(
    r"^\W*(?:(?:key|main|strategic|corporate|principal)\s+)?risks?(?: (?:description|title|name|event|and impact))?\W*$"
    r"|^\W*(?:description|nature) of (?:the )?risk\W*$",
    re.I,
)
_SCORE = re.compile(
    r"\b(?:score|rating|rag|severity)\b|^\W*(?:(?:gross|net|inherent|residual|current|target) )?risk(?: level)?\W*$",
    re.I,
)
_WISHED = re.compile(r"\b(?:target|tolerance|appetite)\b", re.I)  # how it is to be scored one day
_PART_OF_SCORE = re.compile(r"^\W*(?:likelihood|probability|impact)\b", re.I)
_AGAINST = re.compile(
    r"\b(?:mitigat\w*|controls?|actions?|response|treatment|what we are doing|what is being done)\b", re.I
)
_REF = re.compile(r"^\W*(?:ref(?:erence)?|no|number|id|risk (?:ref|no|id))\b|^#$", re.I)
_NUMBER = re.compile(r"\b\d{1,3}\b")
_LEVELS = {"critical": 25, "extreme": 25, "very high": 22, "red": 20, "high": 20, "amber": 12, "medium": 12}
_SAID = 40  # characters of a score, at most


@dataclass(frozen=True, slots=True)
class Risk:
    """A row of a register of risk, its words as the paper has them on one line."""

    report: str
    para: str
    quote: str  # the row
    label: str  # its reference: "R2"; ""
    what: str
    scores: tuple[tuple[str, str], ...]  # each under its heading, in lower case: ("score", "16")
    against: str  # what is done about it; ""

    @property
    def score(self) -> str:
        """The score that stands last, which is that after what is done; "" where it is not scored."""
        return self.scores[-1][1] if self.scores else ""

    @property
    def told(self) -> str:
        """How it is scored, in a few words: "score “16”"; "" where it is not scored."""
        return ", ".join(f"{heading} “{score}”" for heading, score in self.scores)

    @property
    def weight(self) -> int:
        """How high it is scored last, for putting risks in order: levels in words count as sums out of 25 do."""
        if number := _NUMBER.search(self.score):
            return int(number[0])
        return next((weight for level, weight in _LEVELS.items() if level in self.score.casefold()), 0)


def risks_of(report: Report) -> Iterator[Risk]:
    """The rows of a paper's registers of risk, in reading order."""
    for paragraph, cells in rows_of_tables(report):
        risk = next((cell for cell in cells if _RISK.match(cell.heading)), None)
        scores = _scores(cells, risk)
        against = next((_line(cell) for cell in cells if _AGAINST.search(cell.heading)), "")
        if risk and _line(risk) and (scores or against or risk is cells[0]):
            yield Risk(report.name, paragraph.para, _row(paragraph), _label(cells[0]), _line(risk), scores, against)


def _scores(cells: Sequence[Cell], risk: Cell | None) -> tuple[tuple[str, str], ...]:
    """The cells under a heading of scores; where there is none, likelihood and impact."""
    for heading in (_SCORE, _PART_OF_SCORE):
        found = [
            cell
            for cell in cells
            if cell is not risk and heading.search(cell.heading) and 0 < len(_line(cell)) <= _SAID
        ]
        found = [cell for cell in found if not _WISHED.search(cell.heading)] or found
        if found:
            return tuple((" ".join(cell.heading.casefold().split()), _line(cell)) for cell in found)
    return ()


def _label(first: Cell) -> str:
    return _line(first) if _REF.match(first.heading) and len(_line(first)) <= _SAID else ""


def _row(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())


def _line(cell: Cell) -> str:
    return " ".join(cell.text.split())
