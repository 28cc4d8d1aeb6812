"""A question and its answer as HTML for the chat. Pure; the paper beside it is drawn in `render_source`.

The words for a state and for what was searched are those of the terminal, from `render`: one wording for one thing.
`render_html` says what is done to every word from outside.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, State, Statement
from assistant.render import WORDS, closed, quoted, quotes_under, searched, worded, wording
from assistant.render_html import escape, several, with_commands
from ingest.report import written_day


@dataclass(frozen=True, slots=True)
class Beside:
    """What is offered with an answer besides its words."""

    kept: str = ""  # its id in the history, for a link, a file and a rating; "" where it is not kept
    reading: Sequence[str] = ()  # how the question was read, a line each
    read_as: Sequence[tuple[str, str]] = ()  # words as typed, each with the word it was taken for


def turn(
    asked: str,
    answer: Answer,
    number: int,
    beside: Beside = Beside(),
    shown: int | None = None,
) -> str:
    """A question and its answer, whole or statement by statement.

    Args:
        asked: the question as put.
        answer: all of it.
        number: of the turn in the conversation, from 1.
        beside: what is offered with it once it is whole.
        shown: how many statements have arrived; None when the answer is whole.
    """
    if shown is not None:
        part = replace(answer, statements=answer.statements[:shown])
        return _article(asked, number, _answer(_state(answer), part), "arriving")
    inside = _answer(f"{_state(answer)}{_taken_for(beside)}", answer, wording(answer), _after(answer, number, beside))
    return _article(asked, number, inside, "done")


def being_worded(asked: str, answer: Answer, number: int, beside: Beside = Beside()) -> str:
    """A question and its answer in the papers' own words, with as much above them as a language model has written."""
    line = f"Putting it into words ({answer.model})…"
    return _article(asked, number, _answer(f"{_state(answer)}{_taken_for(beside)}", answer, line), "wording")


def _answer(head: str, answer: Answer, line: str = "", after: str = "") -> str:
    """The words of an answer. `line`, on who wrote it, keeps its place between a model's sentences and the quotes."""
    first = "".join(_statement(statement, answer) for statement in worded(answer))
    rest = "".join(_statement(statement, answer) for statement in quoted(answer))
    said_by = f'<p class="said-by">{escape(line)}</p>' if line else ""
    own = f'<div class="worded"><div>{first}</div>{said_by}</div>' if first or said_by else ""
    return f'<div class="answer {answer.state.value}">{head}{own}{rest}{_notes(answer.citations)}{after}</div>'


def waiting(asked: str, number: int) -> str:
    """A question whose answer is still being looked for."""
    return _article(asked, number, '<p class="waiting">Looking in the papers held.</p>', "arriving")


def failed(asked: str, problem: str, number: int) -> str:
    """A question that could not be answered, and the sentence that says why and what to do."""
    state = f'<p class="state"><strong>{WORDS[State.ERROR]}</strong></p>'
    return _without_answer(asked, number, f"{state}<p>{with_commands(problem)}</p>", "error")


def stopped(asked: str, number: int) -> str:
    """A question whose answer the person has stopped."""
    state = '<p class="state"><strong>Stopped</strong></p>'
    return _without_answer(asked, number, f"{state}<p>You stopped this answer before it was whole.</p>", "stopped")


def changed_since(asked: str, number: int, sentence: str) -> str:
    """A question of an earlier day whose answer may no longer be shown."""
    return _without_answer(asked, number, f"<p>{escape(sentence)}</p>", "stopped")


def address(citation: Citation) -> str:
    """Where a citation's paragraph is read, as an attribute's value: a query string with the words to mark."""
    reference = citation.ref
    return html.escape(urlencode({"report": reference.report, "para": reference.para, "quote": citation.quote}))


def _without_answer(asked: str, number: int, inside: str, kind: str) -> str:
    tools = f'<ul class="tools">{"".join(_questioning(number))}</ul>'
    return _article(asked, number, f'<div class="answer {kind}">{inside}<div class="after">{tools}</div></div>', "done")


def _article(asked: str, number: int, inside: str, progress: str) -> str:
    return (
        f'<article class="turn {progress}" id="turn-{number}">'
        f'<h2 class="asked"><span class="who">You asked</span> <span class="words">{escape(asked)}</span></h2>'
        f"{inside}</article>"
    )


def _state(answer: Answer) -> str:
    """The state in words, the date it belongs to and, where several councils were searched, whose papers say it."""
    of = tuple(dict.fromkeys(citation.council for citation in answer.citations if citation.council))
    whose = f" ({several(of)})" if len(answer.searched.councils) > 1 and of else ""
    dated = f"as at {written_day(answer.as_at)}{whose}"
    as_at = f' <span class="as-at">{escape(dated)}</span>' if answer.as_at else ""
    level = f'<p class="closed"><span class="level">{escape(closed(answer))}</span></p>' if closed(answer) else ""
    return f'<p class="state"><strong>{WORDS[answer.state]}</strong>{as_at}</p>{level}'


def _taken_for(beside: Beside) -> str:
    """Which words were taken for others, because what was typed is in no paper."""
    words = ", ".join(f"“{escape(typed)}” as “{escape(meant)}”" for typed, meant in beside.read_as)
    return f'<p class="read-as">Read {words}.</p>' if words else ""


def _statement(statement: Statement, answer: Answer) -> str:
    calculated = ' <span class="calculated">calculated</span>' if statement.calculated else ""
    shown = () if statement.sums_up else statement.citations
    chips = "".join(_chip(citation, answer.citations.index(citation) + 1) for citation in shown)
    quotes = "".join(f"<blockquote><p>{escape(quote)}</p></blockquote>" for quote in quotes_under(statement, answer))
    lines = "<br>".join(escape(line) for line in statement.text.splitlines() if line.strip())
    return f'<div class="statement"><p>{lines}{calculated}{chips}</p>{quotes}</div>'


def _chip(citation: Citation, number: int) -> str:
    return (
        f' <button type="button" class="note" value="{address(citation)}" title="{escape(citation.printed)}">'
        f'<span class="unseen">note </span>{number}</button>'
    )


def _place(citation: Citation, extra: str = "") -> str:
    return (
        f'<li><button type="button" class="open" value="{address(citation)}">'
        f"{escape(citation.printed)}</button>{extra}</li>"
    )


def _notes(notes: Sequence[Citation]) -> str:
    return f'<ol class="notes">{"".join(map(_place, notes))}</ol>' if notes else ""


def _after(answer: Answer, number: int, beside: Beside) -> str:
    """What follows an answer that is whole: nearest paragraphs, what was searched (open under every "no"), tools."""
    nearest = "".join(_place(c, f"<p>{escape(c.quote)}</p>" if c.quote else "") for c in answer.nearest)
    line = f'<p class="searched">{escape(searched(answer.searched))}</p>'
    if not answer.state.abstained:
        line = _folded("What was searched", line)
    lines = "".join(f"<li>{escape(each)}</li>" for each in beside.reading)
    reading = _folded("How I read your question", f'<ul class="read">{lines}</ul>') if lines else ""
    tools = "".join(_tools(answer, number, beside))
    offered = f'<h3>Nearest paragraphs</h3><ul class="nearest">{nearest}</ul>' if nearest else ""
    return f'{offered}<div class="after">{line}{reading}<ul class="tools">{tools}</ul></div>'


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{summary}</summary>{inside}</details>"


def _tools(answer: Answer, number: int, beside: Beside) -> list[str]:
    """What can be done with an answer, in the order of use."""
    tools = [_button("copy", "Copy", number)] if answer.statements else []
    tools += _questioning(number)
    if beside.kept:
        tools += [
            f'<li><a href="reply/{escape(beside.kept)}">Draft a reply</a></li>',
            f'<li><a class="link" href="answer/{escape(beside.kept)}">Copy link</a></li>',
            f'<li><a href="answer/{escape(beside.kept)}.docx">Save as Word</a></li>',
            f'<li><a href="answer/{escape(beside.kept)}.md">Save as Markdown</a></li>',
            _button("rate yes", "Helpful", beside.kept),
            _button("rate no", "Not helpful", beside.kept),
        ]
    return tools


def _questioning(number: int) -> list[str]:
    return [_button("again", "Ask again", number), _button("edit", "Edit", number)]


def _button(kind: str, words: str, about: object) -> str:
    return f'<li><button type="button" class="tool {kind}" value="{escape(str(about))}">{words}</button></li>'
