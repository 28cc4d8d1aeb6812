"""Pieces of a PDF page set in order: superscripts off, footnotes known, gaps measured. Pure; points throughout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.characters import one_line
from ingest.read.line import Line

_NOTE_SIZE = 0.95  # a footnote is set smaller than the text by this factor
_LABEL_WORDS = 12
_WIDE_GAP = 1.3  # times the usual distance of lines


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of print where it stands on its page. Points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float  # of its type
    bold: bool = False
    cells: tuple[str, ...] = ()
    opens_table: bool = False
    value_left: float | None = None  # where the value begins, for a row made of a label and what stands beside it


def lines_of_pages(pages: Sequence[tuple[Sequence[Piece], float]]) -> list[Line]:
    """Pages (their pieces in reading order, and their height) → lines of the whole document."""
    merged = [_merged(pieces) for pieces, _ in pages]
    body_size = _usual_size(merged)
    leading = _usual_leading(merged)
    lines: list[Line] = []
    for number, (pieces, (_, height)) in enumerate(zip(merged, pages, strict=True), start=1):
        notes = _notes(pieces, body_size)
        before: Piece | None = None
        for index, piece in enumerate(pieces):
            gap = before is not None and not 0 <= (before.baseline - piece.baseline) <= _WIDE_GAP * leading * max(
                before.size, piece.size
            )
            lines.append(
                Line(
                    _noted(piece.text) if index in notes else piece.text,
                    number,
                    gap,
                    piece.left,
                    piece.right,
                    piece.baseline / height,
                    round(piece.size, 1),
                    piece.bold,
                    note=index in notes,
                    cells=piece.cells,
                    opens_table=piece.opens_table,
                )
            )
            before = piece
    return lines


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one line of print joined: a note's number and its words; words and a page's number; a label and the
    value beside it, which make a row of two cells, as the lines under the value go on with it."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last is None or piece.cells:
            out.append(piece)
        elif last.cells:
            out[-1:] = [_with_more_value(last, piece)] if _is_under_value(last, piece) else [last, piece]
        elif abs(last.baseline - piece.baseline) > 0.6 * max(last.size, piece.size):
            out.append(piece)
        elif piece.text.isdigit() and piece.size < 0.8 * last.size and piece.baseline > last.baseline:
            continue  # the mark of a note
        elif -2 <= piece.left - last.right < piece.size or (piece.text.isdigit() and piece.left > last.right):
            text = one_line(f"{last.text} {piece.text}")
            out[-1] = replace(last, text=text, right=piece.right, size=max(last.size, piece.size))
        elif piece.left > last.right and _is_label(last, piece):
            out[-1] = replace(last, text="", right=piece.right, cells=(last.text, piece.text), value_left=piece.left)
        else:
            out.append(piece)
    return [piece for piece in out if piece.text or piece.cells]


def _is_label(piece: Piece, beside: Piece) -> bool:
    """Whether a piece labels the one beside it: by a colon, or by its weight."""
    return len(piece.text.split()) <= _LABEL_WORDS and (piece.text.endswith(":") or (piece.bold and not beside.bold))


def _is_under_value(row: Piece, piece: Piece) -> bool:
    near = 0 < row.baseline - piece.baseline < 1.6 * piece.size
    return row.value_left is not None and near and abs(piece.left - row.value_left) < 4


def _with_more_value(row: Piece, piece: Piece) -> Piece:
    return replace(row, cells=(row.cells[0], f"{row.cells[1]} {piece.text}"), baseline=piece.baseline)


def _usual_size(pages: Sequence[Sequence[Piece]]) -> float:
    sizes: Counter[float] = Counter()
    for pieces in pages:
        for piece in pieces:
            sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_leading(pages: Sequence[Sequence[Piece]]) -> float:
    """The commonest distance of two lines of one paragraph, in heights of their type."""
    ratios: Counter[float] = Counter()
    for pieces in pages:
        for above, below in pairwise(pieces):
            if below.size and 0.5 < (ratio := (above.baseline - below.baseline) / below.size) < 3:
                ratios[round(ratio, 1)] += 1
    return ratios.most_common(1)[0][0] if ratios else 1.2


def _notes(pieces: Sequence[Piece], body_size: float) -> set[int]:
    """Which pieces are footnotes: the smaller lines at the foot of a page, from the first that begins with a number."""
    small: list[int] = []
    for index in sorted(range(len(pieces)), key=lambda index: pieces[index].baseline):
        piece = pieces[index]
        if piece.text.isdigit():  # the page's own number
            continue
        if piece.cells or piece.size > _NOTE_SIZE * body_size:
            break
        small.append(index)
    small.sort()
    first = next((place for place, index in enumerate(small) if _NOTE_NUMBER.match(pieces[index].text)), len(small))
    return set(small[first:])


_NOTE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[A-Z‘“h])")


def _noted(text: str) -> str:
    return _NOTE_NUMBER.sub(r"[\1] ", text, count=1)
