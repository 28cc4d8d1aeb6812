"""What belongs to an answer though it was not asked: what else the ledgers hold of the paragraphs that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answer import Answer, Citation
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.money import MoneyRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.handout import Line, Notice, Piece, Row, Shape, Table
from assistant.papers.sources import Sources
from ingest.fact import Outcome, Status
from ingest.report import Ref, quoted_in, written_iso
from ingest.sentences import sentences

_OF_NONE = (Status.NOT_STATED, Status.NOT_INDIVIDUALLY_STATED)  # says of no one recommendation how it stands
MOST_MISSING, MOST_DECIDED, MOST_FIGURES = 6, 10, 12
FEW = 3  # recommendations of which the whole history is told
_SHARE = re.compile(r"\d(?:[\d,.]*\d)?\s?(?:%|per ?cent\b)|\b\d[\d,]* (?:out )?of (?:the )?\d[\d,]*\b", re.I)


def history(sources: Sources, answer: Answer) -> tuple[Piece, ...]:
    """How the recommendations that an answer rests on stood: of a few all that was said, of many where they stand."""
    rows = [row for row in sources.rows(TrackerRow) if row.number is not None]
    told = {
        (row.inspection, row.number)
        for row in rows
        if row.status not in _OF_NONE and any(_is_of(row, citation) for citation in answer.citations)
    }
    if not told:
        return ()
    own = [row for row in rows if (row.inspection, row.number) in told]
    few = len(told) <= FEW
    shown = own if few else [row for row in own if any(_is_of(row, c) for c in answer.citations)]
    shown.sort(key=lambda row: (row.number or 0, row.as_at or ""))
    table = Table(
        ("Recommendation", "As at", "How it stood", "In the paper’s words"),
        tuple(dict.fromkeys(_stood(sources, row, whole=few) for row in shown)),
        widths=(4, 4, 4, 9),
    )
    return (*(() if few else _lead_ins(sources, shown)), table, *_later(sources, own))


def _lead_ins(sources: Sources, rows: Sequence[TrackerRow]) -> Iterator[Line]:
    """The words under which recommendations are listed, once for each list."""
    first = {row.quote.partition(" … ")[0]: row for row in reversed(rows) if " … " in row.quote}
    for lead_in, row in reversed(first.items()):
        yield Line(f"“{lead_in}”", (sources.cite(row.report, row.para, lead_in),), shape=Shape.PARAGRAPH)


def _is_of(row: TrackerRow, citation: Citation) -> bool:
    """Whether a citation is of this row's words, and not only of its paragraph."""
    return citation.ref == Ref(row.report, row.para) and (
        quoted_in(citation.quote, row.quote) or quoted_in(row.quote, citation.quote)
    )


def _stood(sources: Sources, row: TrackerRow, *, whole: bool) -> Row:
    """One statement of how a recommendation stood; `whole`: with the words it is listed under."""
    said = "recommended" if row.status is Status.NOT_STATED else str(row.status)
    name = "All together" if row.status is Status.NOT_INDIVIDUALLY_STATED else f"Recommendation {row.number}"
    words = row.quote if whole else row.quote.rpartition(" … ")[2]
    return Row(
        (name, written_iso(row.as_at or ""), said, f"“{words}”"),
        (sources.cite(row.report, row.para, words),),
    )


def _later(sources: Sources, rows: Sequence[TrackerRow]) -> Iterator[Notice]:
    """That no later paper says how they stand, where that is so."""
    latest = max((row.as_at or "" for row in rows), default="")
    newest = str(sources.searched.latest or "")
    if latest and latest < newest:
        yield Notice("No later paper searched says how this stands.")


def missing(sources: Sources, answer: Answer) -> tuple[Piece, ...]:
    """Papers that the paragraphs cited refer to and that are not held, then those of the same papers."""
    cited = {citation.ref for citation in answer.citations}
    papers = {ref.report for ref in cited}
    rows = [row for row in sources.rows(GapRow) if row.report in papers and row.kind != "background"]
    rows.sort(key=lambda row: Ref(row.report, row.para) not in cited)
    return tuple(
        Line(f"{_named(row)} ({row.manner})", (sources.cite(row.report, row.para, row.quote),), lead="Not held")
        for row in rows[:MOST_MISSING]
    )


def _named(row: GapRow) -> str:
    """What a paper is called where it is mentioned most clearly: its other names stand in other paragraphs."""
    return row.what.partition(" (also called ")[0]


def decided(sources: Sources, answer: Answer) -> tuple[Piece, ...]:
    """What the papers cited asked of their committees, and what became of it; by the day of the meeting."""
    papers = {citation.ref.report for citation in answer.citations}
    rows = [row for row in sources.rows(DecisionRow) if row.report in papers or row.outcome_report in papers]
    shown = tuple(_decision(sources, row) for row in rows[-MOST_DECIDED:])
    headings = ("Meeting", "Committee", "Asked or decided", "Outcome")
    return (Table(headings, shown, widths=(3, 4, 8, 4)),) if shown else ()


def _decision(sources: Sources, row: DecisionRow) -> Row:
    cited = [sources.cite(row.report, row.para, row.quote)]
    if row.outcome_report and row.outcome_para:
        cited.append(sources.cite(row.outcome_report, row.outcome_para, row.outcome_quote))
    cells = (written_iso(row.meeting or ""), row.body, f"“{row.text}”", _outcome(row))
    return Row(cells, tuple(dict.fromkeys(cited)))


def _outcome(row: DecisionRow) -> str:
    return "no outcome in the papers held" if row.outcome == Outcome.NOT_HELD else row.outcome


def figures(sources: Sources, answer: Answer) -> tuple[Piece, ...]:
    """The sums of the paragraphs cited, those calculated from them, and the shares quoted."""
    cited = {citation.ref for citation in answer.citations}
    rows = [row for row in sources.rows(MoneyRow) if _places(row) & cited]
    shown = (*(_sum(sources, row) for row in rows), *_shares(answer))
    headings = ("Figure", "What it is", "Period", "Stated or calculated")
    return (Table(headings, shown[:MOST_FIGURES], widths=(3, 8, 3, 3)),) if shown else ()


def _places(row: MoneyRow) -> set[Ref]:
    """Where a sum stands; a calculated one where the sums stand that it is made of."""
    own = {Ref(row.report, row.para)} if row.kind == "stated" else set()
    return own | ({Ref(part.report, part.para) for part in row.inputs} if row.kind == "calculated" else set())


def _sum(sources: Sources, row: MoneyRow) -> Row:
    calculated = row.kind == "calculated"
    inputs = (sources.cite(part.report, part.para, part.printed) for part in row.inputs) if calculated else ()
    note = f"calculated: {row.note}" if calculated else row.kind
    return Row(
        (row.shown, row.purpose or "no purpose given", row.period or "not stated", note),
        tuple(dict.fromkeys((sources.cite(row.report, row.para, row.quote), *inputs))),
        calculated=calculated,
    )


def _shares(answer: Answer) -> Iterator[Row]:
    """Each sentence quoted that holds a share, under the shares in it."""
    seen: set[str] = set()
    for citation, group in groupby(answer.citations):
        for sentence in (each for quote in group for each in sentences(quote.quote)):
            shares = tuple(match[0] for match in _SHARE.finditer(sentence))
            if shares and sentence not in seen:
                seen.add(sentence)
                yield Row(("; ".join(dict.fromkeys(shares)), f"“{sentence}”", "", "stated"), (citation,))
