"""An answer as plain text, for the terminal: the answer, its notes in council form, and what was searched.

What every form of an answer says alike is worded here too: its state, who wrote it, what was searched.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Answer, Citation, Query, Searched, State, Statement, Wanted
from assistant.trace import Trace, Wording
from assistant.words import listed
from ingest.report import Access, quoted_in, written_day

WORDS = {
    State.ANSWERED: "Answered",
    State.PARTIAL: "Answered in part",
    State.CONFLICTING: "The papers disagree",
    State.FALSE_PREMISE: "Not as the question puts it",
    State.NOT_IN_REPORTS: "Not in the papers held",
    State.NOT_HELD: "In a paper that is not held",
    State.NEEDS_CLARIFYING: "Which do you mean?",
    State.OUT_OF_SCOPE: "Not something these papers are about",
    State.ERROR: "Something went wrong",
}


_KINDS = {
    Wanted.WHO: "who",
    Wanted.WHEN: "a date",
    Wanted.HOW_MANY: "a figure",
    Wanted.YES_NO: "yes or no",
    Wanted.WHY: "a reason",
    Wanted.LIST: "a list",
    Wanted.CONTACT: "how to reach somebody",
    Wanted.COMPARE: "a comparison",
    Wanted.WHAT: "what the papers say",
}
_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def closed(answer: Answer) -> str:
    """That an answer is not for everybody; "" where it is."""
    return f"Rests on {answer.access.word} paragraphs: not for publication." if answer.access > Access.OPEN else ""


def wording(answer: Answer) -> str:
    """Who wrote an answer, or why a language model did not, in a sentence; "" where none was asked."""
    written = sum(statement.by_model for statement in answer.statements)
    if not written:
        return answer.aside
    first = "The first sentence was" if written == 1 else f"The first {_number(written)} sentences were"
    cited = "the paragraphs it cites" if written == 1 else "the paragraphs they cite"
    return (
        f"{first} written by a language model ({answer.model}) and checked against {cited}; "
        "the papers' own words follow."
    )


def _number(count: int) -> str:
    """ "two", "nine", "10"."""
    return _IN_WORDS[count - 1] if 0 < count <= len(_IN_WORDS) else str(count)


def worded(answer: Answer) -> tuple[Statement, ...]:
    """The statements that a language model wrote."""
    return tuple(statement for statement in answer.statements if statement.by_model)


def quoted(answer: Answer) -> tuple[Statement, ...]:
    """The statements in the papers' own words."""
    return tuple(statement for statement in answer.statements if not statement.by_model)


def quotes_under(statement: Statement, answer: Answer) -> tuple[str, ...]:
    """The words relied on that have to be shown under a statement, because they stand neither in it nor, where a
    language model wrote it, among the papers' own words below.
    """
    if statement.sums_up:
        return ()
    below = quoted(answer) if statement.by_model else ()
    shown = [statement.text, *(each.text for each in below)]
    shown += [citation.quote for each in below if not each.sums_up for citation in each.citations]
    quotes = (citation.quote for citation in statement.citations if citation.quote)
    return tuple(quote for quote in quotes if not any(quoted_in(quote, words) for words in shown))


def text(answer: Answer) -> str:
    """The whole answer. Notes are numbered from 1 in order of first use; the words relied on stand in the answer."""
    notes = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    lines = [] if answer.state is State.ANSWERED else [_ended(WORDS[answer.state]), ""]
    lines += [closed(answer), ""] if closed(answer) else []
    for statement in worded(answer):
        lines += [_said(statement, notes), *(f"  “{quote}”" for quote in quotes_under(statement, answer)), ""]
    lines += [wording(answer), ""] if worded(answer) else []
    for statement in quoted(answer):
        lines += [_said(statement, notes), ""]
    lines += [f"[{number}] {citation.printed}" for citation, number in notes.items()]
    if answer.nearest:
        lines += ["Nearest paragraphs:", *(f"  {citation.printed}: “{citation.quote}”" for citation in answer.nearest)]
    if answer.state is State.NEEDS_CLARIFYING:
        lines += ["Ask one of these:", *(f"  {question}" for question in answer.suggestions)]
    last = [answer.aside] if answer.aside and not worded(answer) else []
    return "\n".join([*lines, *([""] if lines and lines[-1] else []), *last, searched(answer.searched)])


def _said(statement: Statement, notes: Mapping[Citation, int]) -> str:
    shown = () if statement.sums_up else statement.citations
    marks = "".join(f" [{notes[citation]}]" for citation in shown)
    return f"{statement.text}{marks}" + (" (calculated)" if statement.calculated else "")


def searched(what: Searched) -> str:
    """What a search covered, in one line: "Searched: 5 papers of Blackpool and Cheshire East, 3 December 2014 to …"."""
    if not what.reports:
        return "Searched: no papers."
    papers = "1 paper" if what.reports == 1 else f"{what.reports} papers"
    whose = f" of {listed(what.councils)}" if what.councils else ""
    bodies = f" ({listed(what.bodies)})" if what.bodies else ""
    return f"Searched: {papers}{whose}{bodies}{_span(what)}."


def _ended(words: str) -> str:
    return words if words.endswith("?") else f"{words}."


def reading(query: Query) -> str:
    """How a question was read, under a heading, for the terminal."""
    return "\n".join(["How the question was read:", *(f"  {line}" for line in reading_lines(query))])


def why(trace: Trace) -> str:
    """How an answer came about, for the terminal: what was made of the question, what a language model was asked and
    took, and what was left out because it did not hold.
    """
    told, put = trace.wording, trace.rewording
    lines = [reading(trace.query)]
    if put:
        lines += ["Language model, for the question:", *_spent(put, "its wording taken", "yes" if put.kept else "no")]
    lines += ["Language model:", *(_spent(told, "sentences that hold", str(told.kept)) if told else ["  asked: none"])]
    lines += ["Left out because it does not hold:"] if trace.dropped else ["Nothing was left out."]
    return "\n".join([*lines, *(f"  “{_plain(each.statement.text)}”: {each.reason}" for each in trace.dropped)])


def _plain(words: str) -> str:
    """Words that did not pass the gate, without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _spent(told: Wording, came_of_it: str, value: str) -> list[str]:
    said = {
        "asked": told.model,
        came_of_it: value,
        "tokens": f"{told.tokens_in} given, {told.tokens_out} written",
        "cost": f"{told.cost:.4f}" if told.cost else "",
        "seconds": f"{told.seconds:.1f}",
        "fault": told.fault,
    }
    return [f"  {name}: {value}" for name, value in said.items() if value]


def reading_lines(query: Query) -> tuple[str, ...]:
    """How a question was read, a line for each thing that was made of it."""
    scope = query.scope
    kept_to = (scope.council, scope.body, *scope.reports, f"as at {written_day(scope.as_at)}" if scope.as_at else "")
    said = {
        "put by a language model as": query.reworded,
        "searched for besides, as a language model advised": "; ".join(query.also),
        "by itself it asks": query.standalone if query.standalone != query.text else "",
        "words taken for others": listed(tuple(f"“{typed}” for “{meant}”" for typed, meant in query.read_as)),
        "looked for": "; ".join(query.parts) if query.parts != (query.text,) else "",
        "kind of answer": listed(tuple(dict.fromkeys(_KINDS[wanted] for wanted in query.wants or (query.wanted,)))),
        "searched": ", ".join(filter(None, kept_to)) or "every paper held",
        "councils named": listed(query.councils),
        "papers it points at": ", ".join(query.prefer),
        "set side by side": listed(tuple(side.label for side in query.sides)),
        "short forms": "; ".join(f"{short}: {long}" for short, long in query.short_forms),
    }
    return tuple(f"{name}: {value}" for name, value in said.items() if value)


def _span(what: Searched) -> str:
    if what.earliest is None or what.latest is None:
        return ""
    first, last = (written_day(day) for day in (what.earliest, what.latest))
    return f", {first}" if first == last else f", {first} to {last}"
