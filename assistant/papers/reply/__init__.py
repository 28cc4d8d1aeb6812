"""A reply to scrutiny: for each question a short answer, what bears it in order of argument, and what is not there.

It is made of an answer as it was given: nothing is asked again, so that the reply says what its officer has read. What
the answer rests on leads to what belongs to it: how a recommendation stood in each paper, what committees decided of
the papers cited, the sums in the paragraphs cited, the papers that they refer to and that are not held. Whatever was
not held, or was said later than the question looks, is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.answer import Answer, Citation, State, Statement
from assistant.papers.handout import Blank, Chapter, Handout, Line, Notice, Part, Piece, Row, Shape, Sort, Table
from assistant.papers.reply.around import (
    decided,
    figures,
    history,
    missing,
    only_asked,
    said_later,
    starting_from,
    undecided,
    unstated,
)
from assistant.papers.reply.bearing import bearing
from assistant.papers.reply.limits import limited
from assistant.papers.reply.plans import plan
from assistant.papers.reply.words import answers, last_report, named, quotation, shortened, tells, tidied
from assistant.papers.sources import Sources
from assistant.render import WORDS, searched
from assistant.tied import is_silence, opens_half
from ingest.report import Ref, Scope, quoted_in, written_day

TITLE = "Draft reply to scrutiny"
_BLANKS = ("Drafted by", "Checked against the papers by", "Cleared by", "Date cleared", "Sent to")
MOST_SOURCES = 40  # papers that are listed as sources
_LABELLED = 3  # rows of a ledger that are a short answer
_READ = "Every note is a paragraph of a paper held. Quotation marks hold the papers’ own words."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put, and the answer that was given to it."""

    text: str
    answer: Answer


def reply(sources: Sources, asked: Sequence[Asked], made: date) -> Handout:
    """One reply a question, in their order.

    Args:
        asked: one question or more.
        made: the day it is written.
    """
    looked_in = [_own(sources, each.answer) for each in asked]
    numbered = enumerate(zip(looked_in, asked, strict=True), 1)
    chapters = tuple(_chapter(own, each, number, len(asked)) for number, (own, each) in numbered)
    searches = {each.answer.searched for each in asked}
    whole = searches.pop() if len(searches) == 1 else sources.searched
    return Handout(
        sort=Sort.REPLY,
        title=TITLE,
        about=", ".join(sorted({council for each in asked for council in _councils(each.answer)})),
        as_at=max((day for own in looked_in if (day := own.searched.latest)), default=None),
        searched=whole,
        made=made,
        chapters=(*chapters, Chapter((Part("Clearance", (*map(Blank, _BLANKS), Notice(_READ, small=True))),))),
        draft=True,
    )


def allowed(asked: Sequence[Asked]) -> str:
    """What a reply may repeat without a paragraph: the questions, what was searched, and what an answer says itself."""
    return "\n".join(line for each in asked for line in (each.text, searched(each.answer.searched), *_own_words(each)))


def _own_words(asked: Asked) -> Iterator[str]:
    """What an answer says of the search, which cites nothing."""
    return (statement.text for statement in asked.answer.statements if not statement.citations)


def _councils(answer: Answer) -> tuple[str, ...]:
    """Whose papers an answer rests on; where on none, whose were searched."""
    return tuple(sorted({citation.council for citation in answer.citations})) or answer.searched.councils


def _own(sources: Sources, answer: Answer) -> Sources:
    """The papers that an answer was looked for in: up to its last day, and of its council where it rests on one."""
    councils = _councils(answer)
    return sources.within(Scope(council=councils[0] if len(councils) == 1 else "", as_at=answer.searched.latest))


def _chapter(own: Sources, asked: Asked, number: int, count: int) -> Chapter:
    answer = asked.answer
    about = bearing(own, asked.text, answer)
    quoted = tuple(tidied(own, each) for each in _distinct(answer.statements))
    told = tuple(filter(tells, quoted)) or quoted
    stood: tuple[Piece, ...] = history(own, answer, about)
    planned = () if stood else plan(own, answer, about)
    besides = (*starting_from(own, answer), *said_later(own, answer))
    silence = undecided(own, about)
    chosen = (
        ()
        if silence
        else tuple(each for each in _chosen(told, _tabled(stood)) if not _refs(each.citations) <= _tabled(planned))
    )
    if planned and not chosen:
        silence = (*silence, Notice("How each action stands is in the table below."))
    short = tuple(_line(named(own, shortened(each)[0], ""), Shape.PARAGRAPH) for each in chosen)
    unfound = tuple(Notice(each) for each in _own_words(asked) if answer.citations and is_silence(each))
    silent = (*_silences(own, asked), *unstated(own, about), *missing(own, answer, about))
    rows = (row for table in planned for row in table.rows)
    lines: tuple[Line | Row, ...] = (*(_line(each, Shape.ITEM) for each in told), *besides, *rows)
    relied_on = tuple(citation for line in lines for citation in line.citations)
    parts = (
        Part("The question", (Notice(asked.text, quoted=True),)),
        Part("Short answer", (*_state(asked), *silence, *short, *only_asked(own, short), *unfound)),
        Part("Explanation", (*_lines(own, told, chosen, (*stood, *planned)), *stood, *planned, *besides)),
        Part("What the papers do not say", silent),
        Part("Decisions taken, and requests whose outcome is not held", decided(own, answer, about)),
        Part("Figures relied on", figures(own, answer)),
        Part("Sources", _relied_on(own, answer, relied_on)),
    )
    return Chapter(parts, f"Question {number} of {count}" if count > 1 else "")


def _state(asked: Asked) -> Iterator[Notice]:
    answer = asked.answer
    if answer.state is not State.ANSWERED:
        yield Notice(f"{WORDS[answer.state].rstrip('?')}.")
    if not answer.citations:
        yield from map(Notice, _own_words(asked))


def _distinct(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements that cite, but for quotations that stand whole in another one."""
    citing = [statement for statement in statements if statement.citations]
    quotes = {at: match["quote"] for at, each in enumerate(citing) if (match := quotation(each))}
    for at, statement in enumerate(citing):
        own = quotes.get(at, "")
        longer = (each for other, each in quotes.items() if other != at and len(each) > len(own))
        if not (own and any(quoted_in(own, each) for each in longer)):
            yield statement


def _chosen(told: Sequence[Statement], tabled: set[Ref]) -> tuple[Statement, ...]:
    """What answers, in short: the sentences of a language model; else those that sum up, and the first words quoted
    besides that tell something, which then answer another part of the question. Of several halves, what answers each.
    """
    if worded := tuple(statement for statement in told if statement.by_model):
        return worded
    starts = [at for at, statement in enumerate(told) if at and opens_half(statement)]
    halves = [told[start:end] for start, end in pairwise((0, *starts, len(told)))]
    if len(halves) > 1:
        return tuple(each for half in halves for each in _first_of(half, tabled))
    return _in_short(told, tabled)


def _first_of(half: Sequence[Statement], tabled: set[Ref]) -> tuple[Statement, ...]:
    """What answers one half of several in short: what sums it up, else the words that stand under its own."""
    return _in_short(half[:1], tabled) if not half[0].sums_up else _in_short(half, tabled)


def _in_short(told: Sequence[Statement], tabled: set[Ref]) -> tuple[Statement, ...]:
    summed = tuple(statement for statement in told if statement.sums_up)
    besides = [statement for statement in told if not statement.sums_up and not _labelled(statement.text)]
    besides.sort(key=lambda statement: (not answers(statement), not quotation(statement)))
    labelled = [statement for statement in told if not statement.sums_up and _labelled(statement.text)]
    labelled = [statement for statement in labelled if not _refs(statement.citations) <= tabled]
    few = labelled if not besides and len(labelled) <= _LABELLED else []  # "One decision is on record." tells nothing
    return (*summed, *(besides[:1] or few))


def _line(statement: Statement, shape: Shape) -> Line:
    return Line(
        statement.text, statement.citations, "", shape, calculated=statement.calculated, by_model=statement.by_model
    )


def _lines(
    sources: Sources, told: Sequence[Statement], chosen: Sequence[Statement], stood: Sequence[Piece]
) -> Iterator[Line]:
    """What bears the short answer, in the answer's order; not again what it or a table has whole."""
    tabled = _tabled(stood)
    before = last_report(chosen)
    for statement in told:
        left = shortened(statement)[1] if statement in chosen else statement
        if left is None or left.sums_up or left.by_model:
            continue
        in_table = _refs(left.citations) <= tabled and (_labelled(left.text) or not quotation(left))
        if not in_table:
            yield _line(named(sources, left, before), Shape.ITEM)
            before = last_report((left,))


def _tabled(pieces: Sequence[Piece]) -> set[Ref]:
    """The paragraphs that tables have a row of."""
    rows = (row for piece in pieces if isinstance(piece, Table) for row in piece.rows)
    return {ref for row in rows for ref in _refs(row.citations)}


def _refs(citations: Sequence[Citation]) -> set[Ref]:
    return {citation.ref for citation in citations}


def _labelled(text: str) -> bool:
    """Whether words are a row of a ledger: quoted, under a label of its own or none."""
    return bool(re.match(r"(?:[\w ,()]{1,60}: )?“", text)) and not re.match(r"(?:The|It) [\w ,’]+ says?: “", text)


def _silences(sources: Sources, asked: Asked) -> Iterator[Piece]:
    """What the answer itself says is not there; then that papers held are later than those it rests on."""
    answer = asked.answer
    if answer.citations:
        yield from (Notice(each) for each in _own_words(asked) if not is_silence(each))
    latest = sources.searched.latest
    if answer.as_at and latest and answer.as_at < latest:
        yield Notice(
            f"The papers relied on end on {written_day(answer.as_at)}; the latest held is of {written_day(latest)}."
        )
    for citation in answer.nearest:
        yield Line(f"“{citation.quote}”", (citation,), lead="The nearest that was found")


def _relied_on(sources: Sources, answer: Answer, citations: Sequence[Citation]) -> tuple[Piece, ...]:
    """Each paper cited, once, oldest first; and what was searched."""
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.ref.report, citation)
    headers = {name: sources.header(name) for name in first}
    names = sorted(first, key=lambda name: (str(headers[name].as_at or ""), name))
    rows = tuple(_source(sources, first[name]) for name in names)
    table = Table(("Date", "Council", "Committee or kind", "Paper"), rows, widths=(4, 4, 5, 8))
    table = limited(table, MOST_SOURCES, "list of papers held")
    return (*((table,) if rows else ()), Notice(searched(answer.searched), small=True))


def _source(sources: Sources, cited: Citation) -> Row:
    """A paper in a line, by its title where that stands in a paragraph of its own, else by the first one relied on."""
    report = sources.report(cited.ref.report)
    header = report.header
    cells = (written_day(header.as_at) or "no date", header.council, header.body or header.kind.value, header.title)
    titled = (each for each in report.paragraphs if header.title and quoted_in(header.title, each.text))
    title = next((each for each in titled if each.para.startswith("header:")), None)
    return Row(cells, (sources.cite(report.name, title.para, header.title) if title else cited,))
