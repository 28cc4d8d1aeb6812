"""A handout as HTML: a page that stands alone, and its inside for a page that has its own frame. Pure.

Nothing in it runs and nothing is fetched: the page forbids both to its reader's browser besides. Its notes stand at the
end, with links there and back. On a phone a table's rows stand one under another, each cell under the heading of its
column: side by side the last column, which says how things stand now, would be out of sight. Its roles are written out,
since a browser forgets them where cells are set otherwise. On paper, what kind of handout it is, and that it is a draft
or not for publication, stands over every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from assistant.answer import Citation
from assistant.papers.handout import Blank, Handout, Line, Part, Picture, Piece, Row, Shape, Table
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
    running,
    written_from,
)
from assistant.render_html import escape
from assistant.render_html_handout_style import FRAME, HANDOUT
from assistant.render_sheet import plain

_FORBID = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(handout: Handout, titles: Mapping[str, str]) -> str:
    """A whole file.

    Args:
        titles: of the papers, by name, see `render_sheet.named`.
    """
    warnings = " ".join(filter(None, (DRAFT if handout.draft else "", closed(handout))))
    over = f'<span>{_text(running(handout))}</span> <span class="warning">{warnings}</span>'
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_FORBID}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(handout.title)}</title>\n<style>{FRAME}{HANDOUT}</style>\n</head>\n<body>\n"
        f'<div class="over" aria-hidden="true"><p>{over}</p></div>\n'
        f"<main>\n{body(handout, titles)}\n</main>\n</body>\n</html>\n"
    )


def body(handout: Handout, titles: Mapping[str, str], opened_at: Callable[[Citation], str] | None = None) -> str:
    """The inside, an `article` of the class "handout".

    Args:
        titles: of the papers, by name, see `render_sheet.named`.
        opened_at: the address at which a citation's paragraph is read; None where it can be read nowhere.
    """
    return _Drawing(handout, titles, opened_at).article()


def _text(words: str) -> str:
    return escape(plain(words))


def _heading(level: int, words: str) -> str:
    return f"<h{level}>{_text(words)}</h{level}>"


def _several(text: str) -> str:
    return "<br>".join(map(escape, lines(text)))


class _Drawing:
    """A handout as it is written down: how often each note has been referred to so far."""

    def __init__(
        self, handout: Handout, titles: Mapping[str, str], opened_at: Callable[[Citation], str] | None
    ) -> None:
        self._handout, self._opened_at = handout, opened_at
        self._notes: Notes = notes(handout, titles)
        self._referred: Counter[int] = Counter()

    def article(self) -> str:
        inside = "\n".join((self._front(), *self._chapters()))
        return f'<article class="handout">\n{inside}\n{self._end_notes()}</article>'

    def _front(self) -> str:
        handout = self._handout
        draft = f'<strong class="warning">{DRAFT}</strong>' if handout.draft else ""
        over = " ".join(filter(None, (kind(handout), draft)))
        said = (("", handout.about), ("as-at", as_at(handout)), ("warning", closed(handout)))
        small = (("small", written_from(handout)), ("small", by_model(handout)))
        under = "".join(f'<p class="{kind}">{_text(words)}</p>' for kind, words in (*said, *small) if words)
        first = f'<p class="kind">{over}</p>' if over else ""
        return f"<header>{first}{_heading(1, handout.title)}{under}</header>"

    def _chapters(self) -> Iterator[str]:
        for chapter in self._handout.chapters:
            level = 3 if chapter.title else 2
            if chapter.title:
                yield _heading(2, chapter.title)
            for part in chapter.parts:
                yield f"<section>{''.join(self._part(part, level))}</section>"
        if left_out(self._handout):
            yield f'<p class="small">{left_out(self._handout)}</p>'

    def _part(self, part: Part, level: int) -> Iterator[str]:
        if part.heading:
            yield _heading(level, part.heading)
        for shape, pieces in groupby(part.pieces, key=lambda piece: piece.shape if isinstance(piece, Line) else None):
            drawn = "".join(self._piece(piece, part.heading) for piece in pieces)
            yield f"<ul>{drawn}</ul>" if shape is Shape.ITEM else drawn
        if not part.pieces and part.empty:
            yield f"<p>{_text(part.empty)}</p>"

    def _piece(self, piece: Piece, heading: str) -> str:
        if isinstance(piece, Line):
            return self._line(piece)
        if isinstance(piece, Table):
            return self._table(piece, heading)
        if isinstance(piece, Picture):
            picture = f'<div class="picture" role="img" aria-label="{_text(piece.words)}">{piece.svg}</div>'
            return f'<div class="wide" tabindex="0" role="group" aria-label="Picture">{picture}</div>'
        if isinstance(piece, Blank):
            return f'<p class="blank">{_text(piece.label)}: <span class="rule"></span></p>'
        words = f'<p class="small">{_text(piece.text)}</p>' if piece.small else f"<p>{_text(piece.text)}</p>"
        return f"<blockquote>{words}</blockquote>" if piece.quoted else words

    def _line(self, line: Line) -> str:
        lead = f"<strong>{_text(line.lead)}:</strong> " if line.lead else ""
        said = f"{lead}{_several(line.text)}{self._end(line)}"
        if line.shape is Shape.ITEM:
            return f"<li>{said}</li>"
        return f"<blockquote><p>{said}</p></blockquote>" if line.shape is Shape.QUOTE else f"<p>{said}</p>"

    def _end(self, each: Line | Row) -> str:
        said = "".join(f" <em>{mark}</em>" for mark in marks(each))
        numbers = ", ".join(map(self._reference, self._notes.under[each]))
        return f"{said}<sup>{numbers}</sup>" if numbers else said

    def _reference(self, number: int) -> str:
        self._referred[number] += 1
        own = _place(number, self._referred[number])
        return f'<a href="#note-{number}" id="{own}" role="doc-noteref" aria-label="Note {number}">{number}</a>'

    def _table(self, table: Table, heading: str) -> str:
        caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
        heads = "".join(f'<th scope="col" role="columnheader">{_text(words)}</th>' for words in table.headings)
        columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.1f}%">' for width in table.widths)
        rows = "".join(f'<tr role="row">{self._row(row, table.headings)}</tr>' for row in table.rows)
        return (
            f'<div class="wide" tabindex="0" role="group" aria-label="{_text(table.caption or heading or "Table")}">'
            f'<table role="table">{caption}<colgroup>{columns}</colgroup><thead role="rowgroup">'
            f'<tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
        )

    def _row(self, row: Row, headings: Sequence[str]) -> str:
        *before, last = map(_several, row.cells)
        cells = zip(headings, (*before, last + self._end(row)), strict=True)
        return "".join(f'<td role="cell" data-heading="{_text(heading)}">{words}</td>' for heading, words in cells)

    def _end_notes(self) -> str:
        """Written last, when it is known how often each note is referred to."""
        if not self._notes.words:
            return ""
        each = "".join(
            f'<li id="note-{number}">{self._opening(number, words)} {self._back(number)}</li>'
            for number, words in enumerate(self._notes.words, start=1)
        )
        return (
            f'<section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Notes</h2><ol>{each}</ol></section>\n'
        )

    def _opening(self, number: int, words: str) -> str:
        """A note's words; the whole of them lead to the paragraph, where it can be read."""
        if self._opened_at is None:
            return escape(words)
        return f'<a href="{escape(self._opened_at(self._notes.cited[number - 1]))}">{escape(words)}</a>'

    def _back(self, number: int) -> str:
        """Links to each place that refers to a note."""
        times = self._referred[number]
        return " ".join(
            f'<a href="#{_place(number, time)}" role="doc-backlink" '
            f'aria-label="Back to the text of note {number}{f", place {time}" if times > 1 else ""}">↩</a>'
            for time in range(1, times + 1)
        )


def _place(number: int, time: int) -> str:
    """The address of a reference, the first to a note or a later one."""
    return f"ref-{number}" if time == 1 else f"ref-{number}-{time}"
