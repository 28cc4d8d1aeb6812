"""Evidence → statements, with no language model: quotes and short joining words. Pure, the same every time.

A table row is given under its headings, and a tick-box row says what is ticked and what is not. The joining words name
the paper by its date, so that every fact is "as at", and by its council where more than one is spoken of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Citation, Evidence, Query, Statement, Wanted
from assistant.quoted import paper_name, telling_words
from assistant.quoted import shown as shown
from assistant.verdict import verdict
from ingest.report import Kind, Paragraph

_TICK = re.compile(r"\[([x ])\]")


def compose(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
    """One statement for each piece of evidence, in its order. A paper is named once, until another is quoted."""
    councils = {piece.header.council for piece in evidence}
    before = (None, *evidence)
    return tuple(
        _opened(query, piece, last, _statement(query, piece, _lead(piece, last, named=len(councils) > 1)))
        for last, piece in zip(before, evidence, strict=False)
    )


def _opened(query: Query, piece: Evidence, last: Evidence | None, statement: Statement) -> Statement:
    """A statement with "Yes" or "No" before it where the words it quotes say so, the first of a part and a council."""
    wants = query.wants or (query.wanted,) * len(query.parts)
    first = last is None or (last.part, last.header.council) != (piece.part, piece.header.council)
    if not first or piece.side or wants[piece.part] is not Wanted.YES_NO:
        return statement
    said = verdict(query.parts[piece.part], piece.paragraph.text, piece.paragraph.section)
    return replace(statement, text=f"{said}. {statement.text}") if said else statement


def citation(evidence: Evidence, quote: str) -> Citation:
    """A quote of a piece of evidence, with its address."""
    return Citation.of(evidence.ref, quote, evidence.paragraph, evidence.header)


def _lead(evidence: Evidence, last: Evidence | None, *, named: bool) -> str:
    """Whose words follow: the paper by its name, "It" where it was the last one quoted, "" within one list."""
    if last is None or last.ref.report != evidence.ref.report:
        return paper_name(evidence, named=named)
    parent = evidence.paragraph.parent
    return "" if parent and parent == last.paragraph.parent else "It also"


def _statement(query: Query, evidence: Evidence, paper: str) -> Statement:
    paragraph = evidence.paragraph
    if paragraph.cells:
        cells = [(cell.heading, shown(query, cell.text)) for cell in paragraph.cells]
        said = "; ".join(f"{heading}: “{text}”" if heading else f"“{text}”" for heading, text in cells)
        lead = f"{paper} has in its table — " if paper else ""
        return Statement(f"{lead}{said}", (citation(evidence, shown(query, paragraph.text)),))
    if paragraph.para.startswith("header:"):
        return _cover(query, evidence, paper)
    quote = shown(query, telling_words(query, paragraph))
    verb = "say" if paper.startswith("The") and evidence.header.kind is Kind.MINUTES else "says"
    lead = f"{paper} {verb}{_under(paragraph, quote)}: " if paper else ""
    return Statement(f"{lead}“{quote}”", (citation(evidence, quote),))


def _under(paragraph: Paragraph, quote: str) -> str:
    """Where the words alone would not say what they are about, the heading they stand under."""
    needed = len(quote.split()) < 8 or paragraph.parent.startswith("section:")
    return f" under “{paragraph.section}”" if needed and paragraph.section else ""


def _cover(query: Query, evidence: Evidence, paper: str) -> Statement:
    """A row of the cover sheet; with tick-boxes, which are ticked and which are not."""
    text = shown(query, evidence.paragraph.text)
    verb = "has on its title lines" if evidence.paragraph.section.casefold() == "header" else "has on its cover sheet"
    ticks = tuple(_ticks(evidence.paragraph))
    said = f"{paper} {verb}: “{text}”"
    if ticks:
        chosen = ", ".join(label for label, ticked in ticks if ticked) or "nothing"
        others = ", ".join(label for label, ticked in ticks if not ticked) or "nothing"
        said = f"{paper} has ticked {chosen}; not ticked: {others}. Its words: “{text}”"
    return Statement(said, (citation(evidence, text),))


def _ticks(paragraph: Paragraph) -> list[tuple[str, bool]]:
    """Each option of a tick-box row and whether it is ticked. The box follows its option, or comes before it."""
    label = paragraph.para.removeprefix("header:")
    text = paragraph.text.removeprefix(label).lstrip(": ")
    pieces = _TICK.split(text)  # option, mark, option, mark, …
    marks = [mark == "x" for mark in pieces[1::2]]
    options = pieces[:-1:2] if pieces[0].strip() else pieces[2::2]
    return [(option.strip(" :;,\n\t"), mark) for option, mark in zip(options, marks, strict=False) if option.strip()]
