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

from assistant.answer import Answer, Citation, Searched, State, Statement
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
    whole = asked[0].answer.searched if len(asked) == 1 else sources.searched
    return Handout(
        sort=Sort.REPLY,
        title=TITLE,
        about=", ".join(_councils(asked)),
        as_at=whole.latest,
        searched=whole,
        made=made,
        chapters=tuple(_chapter(sources, each, number, len(asked)) for number, each in enumerate(asked, 1)),
        draft=True,
    )


def allowed(asked: Sequence[Asked]) -> str:
    """What a reply may repeat without a paragraph: the questions, and what was searched for each."""
    return "\n".join(line for each in asked for line in (each.text, searched(each.answer.searched)))


def _councils(asked: Sequence[Asked]) -> tuple[str, ...]:
    """Whose papers it rests on."""
    cited = (citation.council for each in asked for citation in each.answer.citations)
    return tuple(sorted({council for council in cited if council}))


def _chapter(sources: Sources, asked: Asked, number: int, count: int) -> Chapter:
    answer = asked.answer
    own = sources.within(_viewpoint(answer.searched))
    told = tuple(_distinct(answer.statements))
    short = _short(told)
    stood = history(own, answer)
    parts = (
        Part("The question", (Notice(asked.text, quoted=True),)),
        Part("Short answer", (*_state(answer), *short)),
        Part("Explanation", (*_lines(told, short, stood), *stood)),
        Part("What the papers do not say", (*_silences(answer), *missing(own, answer))),
        Part("Decisions taken, and requests whose outcome is not held", decided(own, answer)),
        Part("Figures relied on", figures(own, answer)),
        Part("Sources", _sources(own, answer)),
        Part("Clearance", (*map(Blank, _BLANKS), Notice(_READ, small=True))),
    )
    return Chapter(parts, f"Question {number} of {count}" if count > 1 else "")


def _viewpoint(what: Searched) -> Scope:
    """What the question looked at: its last day, and its council where it was one."""
    return Scope(council=what.councils[0] if len(what.councils) == 1 else "", as_at=what.latest)


def _state(answer: Answer) -> Iterator[Notice]:
    if answer.state is not State.ANSWERED:
        yield Notice(f"{WORDS[answer.state].rstrip('?')}.")
    if not answer.citations:
        yield from (Notice(statement.text) for statement in answer.statements)


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
    """The sentences of ours or of a language model that answer; where there is none, the first words quoted."""
    worded = [statement for statement in told if statement.by_model]
    summed = [statement for statement in told if statement.sums_up and not statement.by_model]
    leading = worded or summed or told[:1]
    return tuple(_line(statement, Shape.PARAGRAPH, short=not (worded or summed)) for statement in leading)


def _line(statement: Statement, shape: Shape, *, short: bool = False) -> Line:
    text = " ".join(statement.text.split())
    match = _QUOTED.match(text)
    if short and match and len(match["quote"].split()) > SHORT_WORDS:
        text = f"{match['lead']}“{_first(match['quote'])}”"
    return Line(text, statement.citations, "", shape, statement.calculated, statement.by_model)


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
    tabled = {row.citations[0].ref for piece in stood if isinstance(piece, Table) for row in piece.rows}
    said = {normalise(line.text) for line in short}
    for statement in told:
        line = _line(statement, Shape.ITEM)
        in_table = len(statement.citations) == 1 and statement.citations[0].ref in tabled and _labelled(line.text)
        if not statement.sums_up and not statement.by_model and normalise(line.text) not in said and not in_table:
            yield line


def _labelled(text: str) -> bool:
    """Whether a line is a row of a ledger: a label, then the words quoted."""
    return bool(re.match(r"[\w ,()]{1,60}: “", text))


def _silences(answer: Answer) -> Iterator[Piece]:
    if answer.citations:
        yield from (Notice(statement.text) for statement in answer.statements if not statement.citations)
    latest = answer.searched.latest
    if answer.as_at and latest and answer.as_at < latest:
        yield Notice(
            f"What is said above is as at the papers cited. The latest paper searched is of {written_day(latest)}; "
            "where it is not cited, it was not found to say more on this."
        )
    for citation in answer.nearest:
        yield Line(f"“{citation.quote}”", (citation,), lead="The nearest that was found")


def _sources(sources: Sources, answer: Answer) -> tuple[Piece, ...]:
    """Each paper cited, once, oldest first; and what was searched."""
    first: dict[str, Citation] = {}
    for citation in answer.citations:
        first.setdefault(citation.ref.report, citation)
    headers = {name: sources.header(name) for name in first}
    names = sorted(first, key=lambda name: (str(headers[name].as_at or ""), name))
    rows = tuple(
        Row(
            (
                written_day(headers[name].as_at) or "no date",
                headers[name].council,
                headers[name].body or headers[name].kind.value,
                headers[name].title,
            ),
            (first[name],),
        )
        for name in names
    )
    table = Table(("Date", "Council", "Committee or kind", "Paper"), rows, widths=(3, 3, 5, 7))
    return (*((table,) if rows else ()), Notice(searched(answer.searched), small=True))
