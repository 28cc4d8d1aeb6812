"""What belongs to an answer though it was not asked: what else the ledgers hold of the paragraphs that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answer import Answer, Citation
from assistant.bearing import without_label
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.gaps import GapRow
from assistant.ledger.money import MoneyRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.handout import Line, Notice, Piece, Row, Shape, Table
from assistant.papers.quoting import clause, own_part
from assistant.papers.reply.bearing import Bearing
from assistant.papers.reply.limits import limited
from assistant.papers.reply.words import SHORT_WORDS, paper
from assistant.papers.rows import TOGETHER, UNTOLD, named, sum_called
from assistant.papers.sources import Sources
from assistant.words import content_stems
from ingest.fact import Outcome, Status
from ingest.report import Kind, Ref, quoted_in, written_iso
from ingest.sentences import sentences

MOST_MISSING, MOST_DECIDED, MOST_FIGURES, MOST_STOOD = 6, 10, 12, 30
APPENDICES = 3  # of the papers cited, told though they do not bear on the question itself
_LONG = 160  # characters of the words that a sum stands in
_ALIKE = 2  # words of their sentences, for one sum in two papers to be of one thing
FEW = 3  # recommendations of which the whole history is told
_SHARE = re.compile(r"\d(?:[\d,.]*\d)?\s?(?:%|per ?cent\b)|\b\d[\d,]* (?:out )?of (?:the )?\d[\d,]*\b", re.I)


def history(sources: Sources, answer: Answer, asked: Bearing) -> tuple[Piece, ...]:
    """How the recommendations that an answer rests on stood: of a few all that was said, of many where they stand.

    Where the question names some by number, it is about those.
    """
    rows = [row for row in sources.rows(TrackerRow) if row.number is not None]
    told = {
        (row.inspection, row.number)
        for row in rows
        if row.status not in UNTOLD and any(_is_of(row, citation) for citation in answer.citations)
    }
    told = {each for each in told if each[1] in asked.numbers} or told
    if not told:
        return ()
    own = [row for row in rows if (row.inspection, row.number) in told]
    few = len(told) <= FEW
    shown = own if few else [row for row in own if any(_is_of(row, c) for c in answer.citations) or _is_last(row, own)]
    shown.sort(key=lambda row: (row.number or 0, row.as_at or ""))
    stood = tuple(dict.fromkeys(_stood(sources, row, whole=few) for row in shown))
    table = Table(("Recommendation", "As at", "How it stood", "In the paper’s words"), stood, widths=(4, 4, 4, 9))
    told_of = limited(table, MOST_STOOD, "recommendations ledger")
    return (*(() if few else _lead_ins(sources, shown)), told_of, *_later(sources, own))


def unstated(sources: Sources, asked: Bearing) -> tuple[Notice, ...]:
    """That no paper says how recommendations cited stand, where the question is how they do."""
    rows = sources.rows(TrackerRow)
    cited = {row.inspection for row in rows if asked.is_cited(Ref(row.report, row.para))}
    own = [row for row in rows if row.inspection in cited]
    silent = own and all(row.status is Status.NOT_STATED for row in own)
    return (Notice("No paper searched says how the recommendations stand."),) if silent and asked.of_standing else ()


def _is_last(row: TrackerRow, rows: Sequence[TrackerRow]) -> bool:
    """Whether no row of the same recommendation is later: what an earlier paper says may have changed."""
    same = (other for other in rows if (other.inspection, other.number) == (row.inspection, row.number))
    stated = [other.as_at or "" for other in same if other.status not in UNTOLD]
    return row.status not in UNTOLD and (row.as_at or "") == max(stated, default="")


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
    name = "All together" if row.status is TOGETHER else f"Recommendation {row.number}"
    words = row.quote if whole else own_part(row.quote)
    return Row(
        (name, written_iso(row.as_at or ""), said, f"“{words}”"),
        (sources.cite(row.report, row.para, words),),
    )


def _later(sources: Sources, rows: Sequence[TrackerRow]) -> Iterator[Notice]:
    """That no later paper says how they stand, where that is so."""
    latest = max((row.as_at or "" for row in rows), default="")
    newest = str(sources.searched.latest or "")
    if latest and latest < newest:
        yield Notice("No later paper searched was found to say how this stands.")


def missing(sources: Sources, answer: Answer, asked: Bearing) -> tuple[Piece, ...]:
    """Papers not held that the paragraphs cited refer to, then those that the question is about, then appendices."""
    papers = {citation.ref.report for citation in answer.citations}
    rows = [row for row in sources.rows(GapRow) if row.report in papers and row.kind != "background"]
    rows.sort(key=lambda row: not asked.is_cited(Ref(row.report, row.para)))
    bearing = [row for row in rows if asked.of_papers or asked.on(Ref(row.report, row.para), row.what)]
    besides = [row for row in rows if row.kind == "appendix" and row not in bearing][:APPENDICES]
    return tuple(
        Line(f"{named(row)} ({row.manner})", (sources.cite(row.report, row.para, row.quote),), lead="Not held")
        for row in (*bearing, *besides)[:MOST_MISSING]
    )


def decided(sources: Sources, answer: Answer, asked: Bearing) -> tuple[Piece, ...]:
    """What the papers cited asked of their committees that bears on the question, and what became of it."""
    papers = {citation.ref.report for citation in answer.citations}
    rows = tuple(row for row in sources.rows(DecisionRow) if row.report in papers or row.outcome_report in papers)
    of_day = asked.of_its_day(rows)
    told = tuple(row for row in of_day if asked.is_named_in(f"{row.text} {row.outcome_text}")) or of_day
    bearing = told or tuple(row for row in rows if _bears(row, asked))
    shown = tuple(_decision(sources, row) for row in reversed(bearing))  # the latest are kept
    headings = ("Meeting", "Committee", "Asked or decided", "Outcome")
    table = limited(Table(headings, shown, widths=(3, 4, 8, 4)), MOST_DECIDED, "decisions ledger")
    return (replace(table, rows=table.rows[::-1]),) if shown else ()


def _bears(row: DecisionRow, asked: Bearing) -> bool:
    recorded = Ref(row.outcome_report or "", row.outcome_para or "")
    in_words = asked.on(Ref(row.report, row.para), f"{row.text} {row.outcome_text}") or asked.is_cited(recorded)
    return in_words or (row.verb != "note" and asked.is_subject_of(row))


def only_asked(sources: Sources, lines: Sequence[Line]) -> tuple[Notice, ...]:
    """That what these lines quote was asked for and no outcome is held, where that is so of one of them."""
    asks = [row for row in sources.rows(DecisionRow) if row.outcome == Outcome.NOT_HELD]
    cited = [(citation.ref.report, line.text) for line in lines for citation in line.citations]
    quoted = any(row.report == report and quoted_in(row.text, text) for row in asks for report, text in cited)
    return (Notice("That was asked for: no paper held says what was decided."),) if quoted else ()


def undecided(sources: Sources, asked: Bearing) -> tuple[Notice, ...]:
    """That no outcome is held of what was asked at the meeting whose decisions are the question."""
    of_day = asked.of_its_day(sources.rows(DecisionRow)) if asked.of_deciding else ()
    silent = of_day and all(row.outcome == Outcome.NOT_HELD for row in of_day)
    return (Notice("No paper held says what was decided; what was asked for is told below."),) if silent else ()


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
    table = Table(headings, shown, widths=(3, 7, 3, 5))
    return (limited(table, MOST_FIGURES, "money ledger"),) if shown else ()


def said_later(sources: Sources, answer: Answer) -> tuple[Line, ...]:
    """What a later paper says of a sum that the answer rests on: it names the same sum in words that are alike."""
    stated = [row for row in sources.rows(MoneyRow) if row.kind == "stated"]
    cited = {citation.ref for citation in answer.citations}
    found: dict[Ref, Line] = {}
    for own in (row for row in stated if _places(row) & cited):
        for row in stated:
            ref = Ref(row.report, row.para)
            if ref not in cited and (row.as_at or "") > (own.as_at or "") and _is_of_one_sum(own, row):
                found.setdefault(ref, _later_line(sources, row))
    return tuple(found.values())


def starting_from(sources: Sources, answer: Answer) -> tuple[Line, ...]:
    """The sentences that calculated figures start from, where the answer does not cite their paragraphs."""
    cited = {citation.ref for citation in answer.citations}
    calculated = [row for row in sources.rows(MoneyRow) if row.kind == "calculated" and _places(row) & cited]
    found: dict[Ref, Line] = {}
    for part in (part for row in calculated for part in row.inputs):
        ref = Ref(part.report, part.para)
        paragraph = sources.paragraph(ref)
        said = sentences(paragraph.text) if paragraph and ref not in cited else ()
        words = next((each for each in said if part.printed in each and " | " not in each), "")
        if words:
            found.setdefault(ref, Line(f"“{words}”", (sources.cite(ref.report, ref.para, words),), lead="Beside it"))
    return tuple(found.values())


def _is_of_one_sum(own: MoneyRow, later: MoneyRow) -> bool:
    alike = content_stems(own.quote) & content_stems(later.quote)
    named = re.search(rf"(?<![\w.,]){re.escape(own.printed)}(?![\w]|[.,]\d)", later.quote) if own.printed else None
    return named is not None and len({each for each in alike if not re.search(r"\d", each)}) >= _ALIKE


def _later_line(sources: Sources, row: MoneyRow) -> Line:
    """The paragraph where it is short, else the sentence."""
    paragraph = sources.paragraph(Ref(row.report, row.para))
    whole = " ".join(without_label(paragraph.text).split()) if paragraph else row.quote
    words = whole if len(whole.split()) <= SHORT_WORDS and " | " not in whole else row.quote
    says = "say" if sources.header(row.report).kind is Kind.MINUTES else "says"
    cited = sources.cite(row.report, row.para, words)
    return Line(f"{paper(sources, row.report)} {says}: “{words}”", (cited,), lead="Said later")


def _places(row: MoneyRow) -> set[Ref]:
    """Where a sum stands; a calculated one where the sums stand that it is made of."""
    own = {Ref(row.report, row.para)} if row.kind == "stated" else set()
    return own | ({Ref(part.report, part.para) for part in row.inputs} if row.kind == "calculated" else set())


def _sum(sources: Sources, row: MoneyRow) -> Row:
    calculated = row.kind == "calculated"
    inputs = (sources.cite(part.report, part.para, part.printed) for part in row.inputs) if calculated else ()
    note = row.note if calculated else row.kind
    named = row.purpose if calculated else sum_called(row)
    what = named or f"“{clause(row.quote, row.printed, _LONG)}”"
    return Row(
        (row.shown, what, row.period or "not stated", note),
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
