"""Answers as HTML for the chat. Pure; the paper beside them is drawn in `render_source`.

The words for a state and for what was searched are those of the terminal, from `render`: one wording for one thing.

Every word from a paper, a question or a file name goes through `escape`: no markup from outside is ever passed on, no
picture is ever asked for. A turn is one line of HTML, because the page hands it to a component that reads Markdown
first: inside a block of HTML without line breaks there is no Markdown. The component then drops every attribute but a
few, so a note carries its address in `value`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, State, Statement
from assistant.render import WORDS, searched
from ingest.report import Card, quoted_in, written_day


def escape(text: str) -> str:
    """`text` as one line of HTML that shows it and does nothing else."""
    return html.escape(" ".join(text.split()), quote=True)


def several(names: Sequence[str], most: int = 3) -> str:
    """ "one", "one and two", "one, two and 4 more"."""
    named, rest = names[:most], len(names) - most
    if rest > 0:
        return f"{', '.join(named)} and {rest} more"
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1] if named else "")))


def counted(count: int, noun: str) -> str:
    """ "1 paper", "2 papers"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def period(earliest: date | None, latest: date | None) -> str:
    """ "26 January 2016 to 8 July 2024"; "" where no paper is dated."""
    if earliest is None or latest is None:
        return ""
    return written_day(latest) if earliest == latest else f"{written_day(earliest)} to {written_day(latest)}"


def turn(asked: str, answer: Answer, number: int, shown: int | None = None) -> str:
    """A question and its answer.

    Args:
        asked: the question as put.
        number: of the turn in the conversation, from 1.
        shown: how many statements have arrived; None when the answer is whole.
    """
    whole = shown is None
    said = answer.statements if whole else answer.statements[:shown]
    notes = tuple(dict.fromkeys(citation for statement in said for citation in statement.citations))
    after = _after(answer, notes) if whole else ""
    return _article(
        asked,
        number,
        f'<div class="answer {answer.state.value}">{_state(answer)}'
        + "".join(_statement(statement, notes) for statement in said)
        + f"{_notes(notes)}{after}</div>",
        "done" if whole else "arriving",
    )


def waiting(asked: str, number: int) -> str:
    """A question whose answer is still being looked for."""
    return _article(asked, number, '<p class="waiting">Looking in the papers held.</p>', "arriving")


def failed(asked: str, problem: str, number: int) -> str:
    """A question that could not be answered, and the sentence that says why and what to do."""
    state = f'<p class="state"><strong>{WORDS[State.ERROR]}</strong></p>'
    return _article(asked, number, f'<div class="answer error">{state}<p>{with_commands(problem)}</p></div>', "done")


def problem(sentence: str) -> str:
    """A sentence on what has to be put right before anything can be asked."""
    return f'<p class="problem" role="alert">{with_commands(sentence)}</p>' if sentence else ""


def with_commands(sentence: str) -> str:
    """A sentence of the program's own, in which a command stands between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(sentence))


def welcome(limits: Sequence[str]) -> str:
    """What this is and what it will not do, for the first visit."""
    return (
        '<section class="welcome"><h2>Ask what the committee papers say</h2>'
        "<p>Answers are put together from the papers held and nothing else. Every statement carries a numbered note: "
        "choose it and the paragraph opens with the words relied on marked.</p>"
        f"<ul>{''.join(f'<li>{escape(limit)}</li>' for limit in limits)}</ul></section>"
    )


def held(title: str, cards: Sequence[Card], pages: Mapping[str, str]) -> str:
    """The page's heading: the name of the program, how many papers it holds, of whom and when, and its other pages.

    Args:
        pages: address → title.
    """
    line = f"<p>{escape(_papers(cards))}</p>" if cards else ""
    links = "".join(f'<li><a href="{html.escape(to)}">{escape(name)}</a></li>' for to, name in pages.items())
    nav = f'<nav aria-label="Pages"><ul class="pages">{links}</ul></nav>' if links and cards else ""
    return f'<header class="held"><h1>{escape(title)}</h1>{line}{nav}</header>'


def searching(within: Sequence[Card], cards: Sequence[Card]) -> str:
    """How much of what is held the next question searches."""
    if len(within) == len(cards):
        return f'<p class="searching">Searching all {counted(len(cards), "paper")}.</p>'
    if not within:
        return (
            '<p class="searching">No paper held is within this choice: choose another council, committee or date.</p>'
        )
    return f'<p class="searching">Searching {len(within):,} of {counted(len(cards), "paper")}.</p>'


def next_label(begun: bool) -> str:
    """What stands above the suggested questions."""
    return f'<p class="next">{"Next" if begun else "Questions to begin with"}</p>'


def _papers(cards: Sequence[Card]) -> str:
    """ "12 papers of Blackpool and Cheshire East, 3 December 2014 to 8 July 2024"."""
    councils = sorted({card.header.council for card in cards if card.header.council})
    dates = sorted(card.header.as_at for card in cards if card.header.as_at)
    when = period(dates[0], dates[-1]) if dates else ""
    of = f" of {several(councils)}" if councils else ""
    return f"{counted(len(cards), 'paper')}{of}" + (f", {when}" if when else "")


def shelf(cards: Sequence[Card], most: int = 40) -> str:
    """The papers held, latest first, by council; each opens."""
    if not cards:
        return ""
    councils = sorted({card.header.council for card in cards})
    groups = "".join(
        f"<h3>{escape(council) or 'Council not stated'}</h3>"
        f'<ul class="papers">{"".join(map(_card, latest_first(cards, council)[:most]))}</ul>'
        + _left_out(sum(card.header.council == council for card in cards) - most)
        for council in councils
    )
    return f'<section class="shelf"><h2>Papers held</h2>{groups}</section>'


def latest_first(cards: Sequence[Card], council: str) -> list[Card]:
    """The papers of one council by their dates; undated ones last."""
    own = (card for card in cards if card.header.council == council)
    return sorted(own, key=lambda card: (card.header.as_at or date.min, card.header.title), reverse=True)


def _left_out(count: int) -> str:
    return f"<p>And {counted(count, 'earlier paper')}.</p>" if count > 0 else ""


def _card(card: Card) -> str:
    header = card.header
    about = ", ".join(filter(None, (header.body, written_day(header.as_at) if header.as_at else "undated")))
    address = html.escape(urlencode({"report": card.name}))
    return (
        f'<li><button type="button" class="open" value="{address}">'
        f"<strong>{escape(header.title or card.name)}</strong><br>{escape(about)}</button></li>"
    )


def _article(asked: str, number: int, inside: str, progress: str) -> str:
    return (
        f'<article class="turn {progress}" id="turn-{number}">'
        f'<h2 class="asked"><span class="who">You asked</span> {escape(asked)}</h2>{inside}</article>'
    )


def _state(answer: Answer) -> str:
    as_at = f' <span class="as-at">as at {written_day(answer.as_at)}</span>' if answer.as_at else ""
    return f'<p class="state"><strong>{WORDS[answer.state]}</strong>{as_at}</p>'


def _statement(statement: Statement, notes: Sequence[Citation]) -> str:
    calculated = ' <span class="calculated">calculated</span>' if statement.calculated else ""
    shown = () if statement.sums_up else statement.citations
    chips = "".join(_chip(citation, notes.index(citation) + 1) for citation in shown)
    quotes = "".join(
        f"<blockquote><p>{escape(citation.quote)}</p></blockquote>"
        for citation in shown
        if citation.quote and not quoted_in(citation.quote, statement.text)
    )
    lines = "<br>".join(escape(line) for line in statement.text.splitlines() if line.strip())
    return f'<div class="statement"><p>{lines}{calculated}{chips}</p>{quotes}</div>'


def _chip(citation: Citation, number: int) -> str:
    return (
        f' <button type="button" class="note" value="{address(citation)}" title="{escape(citation.printed)}">'
        f'<span class="unseen">note </span>{number}</button>'
    )


def address(citation: Citation) -> str:
    """Where a citation's paragraph is read, as an attribute's value: a query string with the words to mark."""
    reference = citation.ref
    return html.escape(urlencode({"report": reference.report, "para": reference.para, "quote": citation.quote}))


def _place(citation: Citation, extra: str = "") -> str:
    return (
        f'<li><button type="button" class="open" value="{address(citation)}">'
        f"{escape(citation.printed)}</button>{extra}</li>"
    )


def _notes(notes: Sequence[Citation]) -> str:
    return f'<ol class="notes">{"".join(map(_place, notes))}</ol>' if notes else ""


def _after(answer: Answer, notes: Sequence[Citation]) -> str:
    """What follows an answer that is whole: the nearest paragraphs, and what was searched (open under every "no")."""
    nearest = "".join(_place(c, f"<p>{escape(c.quote)}</p>" if c.quote else "") for c in answer.nearest)
    line = f'<p class="searched">{escape(searched(answer.searched))}</p>'
    if not answer.state.abstained and answer.state is not State.ERROR:
        line = f"<details><summary>What was searched</summary>{line}</details>"
    copy = '<button type="button" class="copy">Copy the answer</button>' if answer.statements else ""
    offered = f'<h3>Nearest paragraphs</h3><ul class="nearest">{nearest}</ul>' if nearest else ""
    return f'{offered}<div class="after">{line}{copy}</div>'
