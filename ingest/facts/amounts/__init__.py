"""The sums of money a paper prints, each with its period and purpose, and what its totals are made of. `Amount`s.

Sentences and tables are read; a list of sub-items is read with the sentence that opens it, so that a total before a
colon finds its parts below. An amount that stands twice is two facts: each place may say something else of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fact import Amount, Sum
from ingest.facts.amounts.said import Sentence, periods_of, purposes_of
from ingest.facts.amounts.tables import CellSum, table_sums
from ingest.facts.amounts.totals import is_called_a_total, parts_of
from ingest.facts.amounts.words import Found, sums_in
from ingest.report import Paragraph, Ref, Report
from ingest.rounding import adds_up
from ingest.sentences import sentences
from ingest.wording.said import without_label

_YEARLY = re.compile(r"^(?:(?:a|per|each|every|in each) (?:year|annum)|p\.?a\.?|annually|yearly|annual)$", re.I)
_PROVIDES = re.compile(
    r"\b(?:provision|provided|set aside|identified|earmarked|allocat\w+|budget(?:ed|s)?|available)\b",
    re.I,
)
_COSTS = re.compile(r"\b(?:costs?|costing|spen[dt]\w*|expenditure)\b[^£]{0,40}$", re.I)
_OF_THE_TOTAL = re.compile(r"^\W*(?:\d[\d.]*\s+)?(?:of|from) (?:the|this|that) (?:total|sum|amount)?\b", re.I)
_GOES_ON = re.compile(r"(?:[:;,]|\band)\s*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a paragraph with its place in the text, and the smallest paragraph that holds it."""

    paragraph: Paragraph
    text: str
    start: int


def amounts(report: Report) -> tuple[Amount, ...]:
    """Every sum of money in a paper, in reading order."""
    order = {paragraph.para: paragraph.order for paragraph in report.paragraphs}
    found = [_of_a_cell(report, cell) for cell in table_sums(report)]
    for paragraph, text, below in _texts(report):
        for run in _runs(paragraph, text, below):
            found.extend(_of_a_run(report, text, run, found))
    return tuple(sorted(found, key=lambda amount: order[amount.ref.para]))


def _texts(report: Report) -> Iterator[tuple[Paragraph, str, list[Paragraph]]]:
    """Each text that may name sums: a paragraph with all that is below it, or a cell of a table that is a sentence."""
    below: dict[str, list[Paragraph]] = {}
    tops: dict[str, str] = {}
    for each in report.paragraphs:
        top = tops.setdefault(each.para, tops.get(each.parent, each.parent) or each.para)
        if each.para != top and not each.cells:
            below.setdefault(top, []).append(each)
    tables = {each.parent for each in report.paragraphs if each.cells}
    for each in report.paragraphs:
        if each.cells:
            yield from ((each, cell.text, []) for cell in each.cells if "£" in cell.text and _is_prose(cell.text))
        elif each.para not in tables and tops[each.para] == each.para and re.search(r"£|\bpounds\b", each.text):
            yield each, each.text, below.get(each.para, [])


def _is_prose(cell: str) -> bool:
    return re.search(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}", cell) is not None


def _runs(paragraph: Paragraph, text: str, below: Sequence[Paragraph]) -> Iterator[list[_Piece]]:
    """The sentences of a text, those together that go on after a colon, a semicolon or into a list."""
    run: list[_Piece] = []
    at = 0
    for piece in sentences(text):
        start = text.find(piece, at)
        at = start + len(piece)
        if run and not _GOES_ON.search(run[-1].text):
            yield run
            run = []
        run.append(_Piece(_holder(paragraph, below, piece), piece, start))
    if run:
        yield run


def _holder(paragraph: Paragraph, below: Sequence[Paragraph], piece: str) -> Paragraph:
    holders = [each for each in below if piece in each.text]
    return min(holders, key=lambda each: len(each.text)) if holders else paragraph


def _of_a_run(report: Report, text: str, run: Sequence[_Piece], earlier: Sequence[Amount]) -> Iterator[Amount]:
    start, end = run[0].start, run[-1].start + len(run[-1].text)
    whole = text[start:end]
    sums = tuple(sums_in(whole))
    if not sums:
        return
    places = [_piece_at(run, start + each.start) for each in sums]
    periods = periods_of(Sentence(whole, sums))
    purposes = _purposes(text, run)
    for at, (each, piece) in enumerate(zip(sums, places, strict=True)):
        parts = tuple(_sum(places[part], sums[part]) for part in parts_of(whole, sums, at))
        called = is_called_a_total(whole, each)
        quote = without_label(piece.text)
        yield Amount(
            ref=Ref(report.name, piece.paragraph.para),
            quote=quote,
            as_at=report.header.as_at,
            pence=each.pence,
            printed=each.printed,
            period=periods[at],
            purpose=purposes[at],
            total=called or bool(parts),
            exact_to=each.exact_to,
            parts=parts,
            provision=_is_provision(whole, each, periods[at]),
            section=piece.paragraph.section,
        )
    yield from _of_the_total(report, run[0], [_sum(*pair) for pair in zip(places, sums, strict=True)], earlier)


def _purposes(text: str, run: Sequence[_Piece]) -> list[str]:
    found: list[str] = []
    for piece in run:
        sentence = without_label(piece.text)
        before = text[: piece.start].rstrip().rpartition(". ")[2]
        said = purposes_of(Sentence(sentence, tuple(sums_in(sentence)), without_label(before)))
        found.extend(each or (found[-1] if found else "") for each in said)
    return found


def _piece_at(run: Sequence[_Piece], at: int) -> _Piece:
    return next(piece for piece in reversed(run) if piece.start <= at)


def _sum(piece: _Piece, found: Found) -> Sum:
    return Sum(piece.paragraph.para, found.printed, found.pence, found.exact_to)


def _is_provision(text: str, found: Found, period: str) -> bool:
    """Whether a sum is what is set aside for each year; what something costs a year is not, whoever pays it."""
    return bool(_YEARLY.match(period) and _PROVIDES.search(text) and not _COSTS.search(text[: found.start]))


def _of_the_total(report: Report, opening: _Piece, parts: Sequence[Sum], earlier: Sequence[Amount]) -> Iterator[Amount]:
    """What "Of the total, …" lists, where it makes up the total last stated under the same heading."""
    if len(parts) < 2 or not _OF_THE_TOTAL.match(opening.text):
        return
    same = [each for each in earlier if each.total and each.printed and each.section == opening.paragraph.section]
    pairs = [(part.pence, part.exact_to) for part in parts]
    if same and adds_up(same[-1].pence, same[-1].exact_to, pairs):
        total = same[-1]
        yield Amount(
            ref=Ref(report.name, opening.paragraph.para),
            quote=without_label(opening.text),
            as_at=report.header.as_at,
            pence=sum(part.pence for part in parts),
            printed="",
            period=total.period,
            purpose=total.purpose,
            total=True,
            exact_to=max(part.exact_to for part in parts),
            parts=tuple(parts),
            of=Sum(total.ref.para, total.printed, total.pence, total.exact_to),
            section=opening.paragraph.section,
        )


def _of_a_cell(report: Report, cell: CellSum) -> Amount:
    return Amount(
        ref=Ref(report.name, cell.row.para),
        quote=cell.row.text,
        as_at=report.header.as_at,
        pence=cell.found.pence,
        printed=cell.found.printed,
        period=cell.period,
        purpose=cell.purpose,
        total=cell.total,
        exact_to=cell.found.exact_to,
        unit=cell.unit,
        parts=cell.parts,
        section=cell.row.section,
    )
