"""A reply to scrutiny: for each question a short answer, what bears it in order of argument, and what is not there.

It is made of an answer as it was given: nothing is asked again, so that the reply says what its officer has read. What
the answer rests on leads to what belongs to it: how a recommendation stood in each paper, what committees decided of
the papers cited, the sums in the paragraphs cited, the papers that they refer to and that are not held. Whatever was
not held, or was said later than the question looks, is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, Citation, State, Statement
from assistant.papers.handout import Blank, Chapter, Handout, Line, Notice, Part, Piece, Row, Shape, Sort, Table
from assistant.papers.reply_around import decided, figures, history, missing
from assistant.papers.sources import Sources
from assistant.render import WORDS, searched
from ingest.report import Scope, normalise, quoted_in, written_day
from ingest.sentences import sentences

TITLE = "Draft reply to scrutiny"
SHORT_WORDS = 45  # of a quotation that is a short answer whole
_BLANKS = ("Drafted by", "Checked against the papers by", "Cleared by", "Date cleared", "Sent to")
_QUOTED = re.compile(r"^(?P<lead>[^“]*)“(?P<quote>.*)”$", re.S)
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
    chapters = tuple(_chapter(sources, each, number, len(asked)) for number, each in enumerate(asked, 1))
    whole = asked[0].answer.searched if len(asked) == 1 else sources.searched
    return Handout(
        sort=Sort.REPLY,
        title=TITLE,
        about=", ".join(sorted({council for each in asked for council in _councils(each.answer)})),
        as_at=max((day for each in asked if (day := _own(sources, each.answer).searched.latest)), default=None),
        searched=whole,
        made=made,
        chapters=chapters,
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


def _chapter(sources: Sources, asked: Asked, number: int, count: int) -> Chapter:
    answer = asked.answer
    own = _own(sources, answer)
    told = tuple(_distinct(answer.statements))
    short = _short(told)
    stood = history(own, answer)
    parts = (
        Part("The question", (Notice(asked.text, quoted=True),)),
        Part("Short answer", (*_state(asked), *short)),
        Part("Explanation", (*_lines(told, short, stood), *stood)),
        Part("What the papers do not say", (*_silences(own, asked), *missing(own, answer))),
        Part("Decisions taken, and requests whose outcome is not held", decided(own, answer)),
        Part("Figures relied on", figures(own, answer)),
        Part("Sources", _relied_on(own, answer)),
        Part("Clearance", (*map(Blank, _BLANKS), Notice(_READ, small=True))),
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
    quotes = {at: match["quote"] for at, each in enumerate(citing) if (match := _QUOTED.match(each.text))}
    for at, statement in enumerate(citing):
        own = quotes.get(at, "")
        longer = (each for other, each in quotes.items() if other != at and len(each) > len(own))
        if not (own and any(quoted_in(own, each) for each in longer)):
            yield statement


def _short(told: Sequence[Statement]) -> tuple[Line, ...]:
    """What answers, in short: the sentences of a language model; else those that sum up, and the first words quoted
    besides, which then answer another part of the question.
    """
    worded = [statement for statement in told if statement.by_model]
    summed = [statement for statement in told if statement.sums_up]
    besides = [statement for statement in told if not statement.sums_up and not _labelled(statement.text)]
    return tuple(_line(statement, Shape.PARAGRAPH, short=True) for statement in worded or (*summed, *besides[:1]))


def _line(statement: Statement, shape: Shape, *, short: bool = False) -> Line:
    text, citations = " ".join(statement.text.split()), statement.citations
    match = _QUOTED.match(text)
    if short and match and len(citations) == 1 and len(match["quote"].split()) > SHORT_WORDS:
        first = _first(match["quote"])
        text, citations = f"{match['lead']}“{first}”", (replace(citations[0], quote=first),)
    return Line(text, citations, "", shape, statement.calculated, statement.by_model)


def _first(quote: str) -> str:
    """The first sentences of a quotation, as many as are short together; never less than one."""
    taken: list[str] = []
    for sentence in sentences(quote):
        if taken and len(" ".join((*taken, sentence)).split()) > SHORT_WORDS:
            break
        taken.append(sentence)
    return " ".join(taken)


def _lines(told: Sequence[Statement], short: Sequence[Line], stood: Sequence[Piece]) -> Iterator[Line]:
    """What bears the short answer, in the answer's order; not again what it or a table has whole."""
    tabled = {
        citation.ref for piece in stood if isinstance(piece, Table) for row in piece.rows for citation in row.citations
    }
    said = {normalise(line.text) for line in short}
    for statement in told:
        line = _line(statement, Shape.ITEM)
        in_table = {citation.ref for citation in line.citations} <= tabled and _labelled(line.text)
        if not statement.sums_up and not statement.by_model and normalise(line.text) not in said and not in_table:
            yield line


def _labelled(text: str) -> bool:
    """Whether words are a row of a ledger: quoted, under a label of its own or none."""
    return bool(re.match(r"(?:[\w ,()]{1,60}: )?“", text)) and not re.match(r"(?:The|It) [\w ,]+ says?: “", text)


def _silences(sources: Sources, asked: Asked) -> Iterator[Piece]:
    """What the answer itself says is not there; then that papers held are later than those it rests on."""
    answer = asked.answer
    if answer.citations:
        yield from map(Notice, _own_words(asked))
    latest = sources.searched.latest
    if answer.as_at and latest and answer.as_at < latest:
        yield Notice(
            f"The papers relied on end on {written_day(answer.as_at)}; the latest held is of {written_day(latest)}."
        )
    for citation in answer.nearest:
        yield Line(f"“{citation.quote}”", (citation,), lead="The nearest that was found")


def _relied_on(sources: Sources, answer: Answer) -> tuple[Piece, ...]:
    """Each paper cited, once, oldest first; and what was searched."""
    first: dict[str, Citation] = {}
    for citation in answer.citations:
        first.setdefault(citation.ref.report, citation)
    headers = {name: sources.header(name) for name in first}
    names = sorted(first, key=lambda name: (str(headers[name].as_at or ""), name))
    rows = tuple(_source(sources, first[name]) for name in names)
    table = Table(("Date", "Council", "Committee or kind", "Paper"), rows, widths=(4, 4, 5, 8))
    return (*((table,) if rows else ()), Notice(searched(answer.searched), small=True))


def _source(sources: Sources, cited: Citation) -> Row:
    """A paper in a line, by its title where that stands in a paragraph of its own, else by the first one relied on."""
    report = sources.report(cited.ref.report)
    header = report.header
    cells = (written_day(header.as_at) or "no date", header.council, header.body or header.kind.value, header.title)
    titled = (each for each in report.paragraphs if header.title and quoted_in(header.title, each.text))
    title = next((each for each in titled if each.para.startswith("header:")), None)
    return Row(cells, (sources.cite(report.name, title.para, header.title) if title else cited,))
