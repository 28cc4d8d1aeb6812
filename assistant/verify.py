"""The gate. A statement reaches a reader only if what it says is in the paragraphs it cites.

Each citation must resolve to evidence that was given, and its quote must stand in that paragraph. Whatever else the
statement puts in quotation marks must stand there too. Then every date, figure and proper name is looked for in the
cited paragraphs and in what their papers' headers say (council, body, title, date: a citation carries its paper's
header). Names and figures repeated from the question are exempt; so are the figures of a statement marked calculated,
whose inputs are cited instead. One gate for every composer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Evidence, Query, Statement, When
from assistant.trace import Dropped
from assistant.when import mentions, written
from ingest.report import Ref, normalise, quoted_in, written_day
from ingest.spans import Span, spans_in

_FIGURE = re.compile(r"£?\d(?:[\d,.]*\d)?(?:m|k|bn)?%?(?!\w)", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?:;“\"‘'(\n] )(?<![“\"‘'(\n])(?<!^)\b[A-Z][\w’'-]*", re.MULTILINE)
_QUOTED = re.compile(r"“([^“”]*)”")


def verify(
    query: Query, statements: Sequence[Statement], evidence: Sequence[Evidence]
) -> tuple[tuple[Statement, ...], tuple[Dropped, ...]]:
    """Sort statements into those that hold and those that do not, with the first reason found."""
    faults = [(statement, fault(query, statement, evidence)) for statement in statements]
    kept = tuple(statement for statement, reason in faults if not reason)
    return kept, tuple(Dropped(statement, reason) for statement, reason in faults if reason)


def fault(query: Query, statement: Statement, evidence: Sequence[Evidence]) -> str:
    """Why a statement does not hold, in words; "" where it does."""
    by_ref = {piece.ref: piece for piece in evidence}
    if reason := _citation_fault(statement, by_ref):
        return reason
    borne = "\n".join((query.standalone, *(_borne(by_ref[cited.ref]) for cited in statement.citations)))
    own = statement.text
    for cited in statement.citations:
        own = own.replace(cited.quote, " ")
    checks: tuple[Callable[[str, str], str], ...] = (_quote_fault, _date_fault, _name_fault)
    if not statement.calculated:
        checks = (*checks, _figure_fault)
    return next(filter(None, (check(own, borne) for check in checks)), "")


def _citation_fault(statement: Statement, by_ref: dict[Ref, Evidence]) -> str:
    if not statement.citations:
        return "it cites nothing"
    for cited in statement.citations:
        if cited.ref not in by_ref:
            return f"it cites {cited.ref}, which is not in the evidence"
        if not quoted_in(cited.quote, by_ref[cited.ref].paragraph.text):
            return f"its quote is not in {cited.ref}"
    return ""


def _borne(piece: Evidence) -> str:
    """All that a citation of this paragraph bears: its words, its headings, and its paper's header."""
    header = piece.header
    cells = (cell.heading for cell in piece.paragraph.cells)
    dated = written_day(header.as_at)
    said = (piece.paragraph.text, piece.paragraph.section, header.title, header.council, header.body, dated)
    return "\n".join((*said, *cells))


def _quote_fault(own: str, borne: str) -> str:
    for quote in _QUOTED.findall(own):
        if quote.strip() and not quoted_in(quote, borne):
            return f"the words “{quote}” are in no cited paragraph"
    return ""


def _date_fault(own: str, borne: str) -> str:
    """A date is borne by one that has every part it says: "July 2024" by "8 July 2024", not the other way round."""
    held = (*mentions(borne), *map(_when, spans_in(borne, None)))
    for when in mentions(own):
        if not any(_bears(other, when) for other in held):
            return f"the date {written(when)} is in no cited paragraph"
    return ""


def _when(span: Span) -> When:
    """A date as exact as it is printed, with the year it shares with the next: "October and November 2015"."""
    return When(*map(int, span.iso.split("-")))


def _bears(held: When, said: When) -> bool:
    pairs = ((said.year, held.year), (said.month, held.month), (said.day, held.day))
    return all(mine is None or mine == theirs for mine, theirs in pairs)


def _figure_fault(own: str, borne: str) -> str:
    held = set(_figures(borne))
    return next((f"the figure {figure} is in no cited paragraph" for figure in _figures(own) if figure not in held), "")


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(re.sub(r"(?<=\d)\s?(?:st|nd|rd|th)\b", "", normalise(text)))


def _name_fault(own: str, borne: str) -> str:
    """A capitalised word that opens no sentence is a name, and must be among the words borne."""
    held = set(re.findall(r"[\w-]+", normalise(borne)))
    for name in _NAME.findall(own):
        if normalise(name).removesuffix("'s") not in held:
            return f"the name {name} is in no cited paragraph"
    return ""
