r"""A handout as Markdown. Pure.

Its notes are a numbered list at the end, and their numbers stand in the text as \[1\]: `[^1]` is no part of CommonMark,
and a viewer that does not know it shows it as it is typed, in a table above all. A picture is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from assistant.papers.handout import Blank, Handout, Line, Notice, Part, Picture, Piece, Row, Shape, Table
from assistant.render_handout import (
    DRAFT,
    Notes,
    as_at,
    by_model,
    closed,
    kind,
    left_out,
    lines,
    marks,
    notes,
    written_from,
)
from assistant.render_markdown import escape

_BREAK = "  \n"
_TO_FILL_IN = r"\_" * 20


def text(handout: Handout, titles: Mapping[str, str]) -> str:
    """The whole document.

    Args:
        titles: of the papers, by name, see `render_sheet.named`.
    """
    return "\n\n".join(_blocks(handout, notes(handout, titles))) + "\n"


def _blocks(handout: Handout, noted: Notes) -> Iterator[str]:
    over = ", ".join(filter(None, (kind(handout), DRAFT if handout.draft else "")))
    if over:
        yield f"**{over}**"
    yield f"# {escape(handout.title)}"
    if handout.about:
        yield escape(handout.about)
    yield from (f"**{words}**" for words in (as_at(handout), closed(handout)) if words)
    yield from (escape(words) for words in (written_from(handout), by_model(handout)) if words)
    for chapter in handout.chapters:
        if chapter.title:
            yield f"## {escape(chapter.title)}"
        for part in chapter.parts:
            yield from _part(part, "###" if chapter.title else "##", noted)
    if left_out(handout):
        yield left_out(handout)
    if noted.words:
        yield "## Notes"
        yield "\n".join(f"{number}. {escape(words)}" for number, words in enumerate(noted.words, start=1))


def _part(part: Part, level: str, noted: Notes) -> Iterator[str]:
    if part.heading:
        yield f"{level} {escape(part.heading)}"
    for listed, pieces in groupby(part.pieces, key=_in_a_list):
        blocks = ("\n\n".join(_piece(piece, noted)) for piece in pieces)
        yield ("\n" if listed else "\n\n").join(blocks)
    if not part.pieces and part.empty:
        yield escape(part.empty)


def _in_a_list(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.shape is Shape.ITEM


def _piece(piece: Piece, noted: Notes) -> Iterator[str]:
    if isinstance(piece, Line):
        yield _line(piece, noted)
    elif isinstance(piece, Table):
        if piece.caption:
            yield f"**{escape(piece.caption)}**"
        yield _table(piece, noted)
    elif isinstance(piece, Picture):
        yield escape(piece.words)
    elif isinstance(piece, Notice):
        before = "> " if piece.quoted else ""
        yield f"*{escape(piece.text)}*" if piece.small else f"{before}{escape(piece.text)}"
    elif isinstance(piece, Blank):
        yield f"{escape(piece.label)}: {_TO_FILL_IN}"


def _line(line: Line, noted: Notes) -> str:
    lead = f"**{escape(line.lead)}:** " if line.lead else ""
    if line.shape is Shape.PARAGRAPH:
        return lead + _BREAK.join(map(escape, lines(line.text))) + _end(line, noted)
    before, between = ("- ", "  ") if line.shape is Shape.ITEM else ("> ", "> ")
    return before + lead + f"{_BREAK}{between}".join(map(escape, lines(line.text))) + _end(line, noted)


def _end(each: Line | Row, noted: Notes) -> str:
    said = "".join(f" *{mark}*" for mark in marks(each))
    return said + "".join(rf" \[{number}\]" for number in noted.under[each])


def _table(table: Table, noted: Notes) -> str:
    heads = [_cells(table.headings), "|" + " --- |" * len(table.headings)]
    return "\n".join([*heads, *(_cells(row.cells, _end(row, noted)) for row in table.rows)])


def _cells(cells: tuple[str, ...], end: str = "") -> str:
    return f"| {' | '.join(map(escape, cells))}{end} |"
