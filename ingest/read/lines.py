"""Printed lines joined into blocks: what a text file and a PDF page have in common.

A line says where it stands as far as its source knows: the columns it fills, a wide space before it, its size and
weight. A block goes on while a sentence is unfinished or a line is full; a number, a bullet, a change of type or a
line that stops short begins another. "Full" means that the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.characters import BULLET
from ingest.dates import is_date_line
from ingest.numbering import PLAIN_NUMBERS, Label, Style, label_of, succeeds
from ingest.read.furniture import without_furniture
from ingest.read.line import Line
from ingest.read.rows import rows_of
from ingest.read.wraps import is_unfinished, joined
from ingest.report import Block, BlockKind

__all__ = ["Line", "blocks_from_lines", "is_unfinished", "joined"]

_ROW = re.compile(r"[A-Z][^:.?!]{1,40}:\s+\S")  # "Date of meeting: 3 June"
_COVER_ROW = re.compile(
    r"(?:Date|Meeting|Report (?:to|of|by|from)|Subject|Title|Author|Wards?)\b[^:.]{0,25}:\s+[A-Z\d]"
)
_WIDEST_WRAP = 130  # characters: a text file with longer lines was not wrapped by hand
_FEWEST_WRAPS = 2  # lines broken in mid-sentence that show a text to be wrapped
_LONGEST_HEADING = 30  # words
_NO_NUMBER = Label(Style.NONE, "", "")


def blocks_from_lines(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Lines in reading order → blocks: hard wraps joined, running heads, page numbers and contents lists left out.

    Consecutive lines with `cells` become one table. A footnote follows the block that it would have broken, as
    "[1] its words".
    """
    kept = without_furniture(lines)
    page_shape = _PageShape.of(kept)
    blocks: list[Block] = []
    current: _Open | None = None
    notes: list[Line] = []
    for line in kept:
        if line.note:
            notes.append(line)
        elif current is not None and current.takes(line):
            current.lines.append(line)
        else:
            blocks.extend(_closed(current, notes, page_shape))
            notes.clear()
            current = _Open([line], page_shape, *((current.label_left, current.number) if current else ()))
    blocks.extend(_closed(current, notes, page_shape))
    return tuple(blocks)


def is_capitals(text: str) -> bool:
    """Whether words are written in capitals."""
    return text.isupper() and sum(character.isalpha() for character in text) >= 4


@dataclass(frozen=True, slots=True)
class _PageShape:
    """What is usual in a document. Lengths are in the unit of its lines: characters, or points in a PDF."""

    measure: float  # how far right a line reaches that the margin broke; infinite where none is broken
    body_size: float  # of most of the text; 0 where sizes are not known
    indent: float  # a line this much further in than another is set under it
    words: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _PageShape:
        written = [line for line in lines if line.text and not line.note]
        sizes: Counter[float] = Counter()
        for line in written:
            sizes[line.size] += len(line.text)
        body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        wrapped = sorted(line.right for line, following in pairwise(written) if _is_wrapped(line, following))
        measure = wrapped[int(0.97 * (len(wrapped) - 1))] if len(wrapped) >= _FEWEST_WRAPS else float("inf")
        if not body_size and measure > _WIDEST_WRAP:
            measure = float("inf")
        words = frozenset(word for line in written for word in re.findall(r"[a-z]+(?:-[a-z]+)*", line.text.lower()))
        return cls(measure, body_size, 6.0 if body_size else 1.0, words)

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` would not have fitted on `line`. Where no space parts them, a line
        need only come near: type is ragged, and the widest line of all is wider than the measure."""
        width = (line.right - line.left) / max(len(line.text), 1)
        first = following.text.split(" ", 1)[0]
        return line.right + width * (len(first) + 1) > self.measure * (1.0 if following.gap else 0.92)


def _is_wrapped(line: Line, following: Line) -> bool:
    """Whether a line is plainly broken by hand or by the margin: the next begins in mid-sentence."""
    same_place = not following.gap and line.page == following.page
    return same_place and len(line.text) > 20 and is_unfinished(line.text) and following.text[:1].islower()


@dataclass(slots=True)
class _Open:
    """A block still taking lines."""

    lines: list[Line]
    shape: _PageShape
    outer_left: float | None = None  # where the last label before this block stood
    outer_number: Label = _NO_NUMBER  # the last decimal number before this block
    label: Label = field(init=False)

    def __post_init__(self) -> None:
        self.label = label_of(self.lines[0].text)

    @property
    def label_left(self) -> float | None:
        if self.label.style in {Style.NONE, Style.BULLET}:
            return self.outer_left
        return self.lines[0].left

    @property
    def number(self) -> Label:
        """The decimal number that this block has or stands under."""
        return self.label if self.label.style is Style.DECIMAL else self.outer_number

    def takes(self, line: Line) -> bool:
        """Whether `line` goes on with this block."""
        last = self.lines[-1]
        if line.cells or last.cells:
            return bool(line.cells and last.cells) and self._takes_row(line, last)
        if line.heading != last.heading or (line.heading and line.gap):
            return False
        if self._is_numbered_title() and not is_capitals(line.text):
            return False
        unfinished, full = is_unfinished(last.text), self.shape.is_full(last, line)
        figure = not line.gap and line.text[:1].isdigit() and label_of(line.text).style is Style.NONE
        figure = figure and not (is_date_line(line.text) and len(self.lines) == 1)  # under a committee's name
        lower = line.text[:1].islower() or figure
        if self._begins_anew(line, unfinished and full and not line.gap):
            return False
        if not same_type(line, last) and not (unfinished and lower):
            return False
        if (line.page != last.page and self._hangs(line)) or (not line.gap and self._stands_under_value(line)):
            return True
        if _COVER_ROW.match(line.text):
            return False
        if _ROW.match(line.text) and (line.gap or _ROW.match(self.lines[0].text)):
            return False
        if line.gap or line.page != last.page:
            return unfinished and (lower or (full and abs(line.left - last.left) <= 3 * self.shape.indent))
        return full or self._hangs(line) or (unfinished and lower)

    def _takes_row(self, line: Line, last: Line) -> bool:
        """Whether a row goes on with this table. On a new page it does if it has as many columns."""
        if line.page != last.page or (line.gap and not line.opens_table):
            return len(line.cells) == len(last.cells)
        return not line.opens_table

    def _begins_anew(self, line: Line, mid_sentence: bool) -> bool:
        """Whether `line` begins with a label of its own. In mid-sentence a number or a dash may be only that."""
        label = label_of(line.text)
        if label.style is Style.NONE:
            return False
        if not mid_sentence:
            return True
        if (
            succeeds(label, self.label)
            or succeeds(label, self.number)
            or label.style is self.label.style is Style.BULLET
        ):
            return True
        if label.style is Style.BULLET:
            return line.text.startswith(BULLET)
        return label.style not in {Style.DECIMAL, Style.NUMBER, Style.NUMBER_STOP} and not self._hangs(line)

    def _is_numbered_title(self) -> bool:
        """Whether what is open is a number and a title in capitals, under which words may be set in."""
        words = [self.label.rest, *(line.text for line in self.lines[1:])]
        return self.label.style in PLAIN_NUMBERS and all(map(is_capitals, words))

    def _hangs(self, line: Line) -> bool:
        """Whether `line` is set in under this block's label."""
        if self.label.style is Style.NONE:
            return False
        return line.left > self.lines[0].left + self.shape.indent and line.right > line.left

    def _stands_under_value(self, line: Line) -> bool:
        """Whether `line` stands under the value of a row "label: value" rather than under its label."""
        first = self.lines[0]
        label = re.match(r"[A-Z][^:]{1,40}:\s+(?=\S)", first.text)
        if not label or not self.shape.body_size or line.page != first.page:
            return False
        value_left = first.left + (first.right - first.left) * label.end() / len(first.text)
        return abs(line.left - value_left) < 12 and line.left > first.left + 2 * self.shape.indent

    def block(self) -> Block:
        first = self.lines[0]
        if first.cells:
            return Block(BlockKind.TABLE, page=first.page, rows=rows_of(self.lines))
        text = joined((line.text for line in self.lines), self.shape.words)
        if level := self._heading_level(text):
            return Block(BlockKind.HEADING, text, first.page, level)
        if self.label.style is not Style.NONE:
            return Block(BlockKind.ITEM if self.label.style is Style.BULLET else BlockKind.PARAGRAPH, text, first.page)
        under = self.outer_left is not None and first.left > self.outer_left + self.shape.indent / 2
        return Block(BlockKind.PARAGRAPH, text, first.page, level=1 if under else 0)

    def _heading_level(self, text: str) -> int:
        """From 1; 0 for what is not set as a heading."""
        first = self.lines[0]
        if first.heading or not self.shape.body_size:
            return first.heading
        if self.label.style is Style.BULLET or len(text.split()) > _LONGEST_HEADING:
            return 0
        larger = all(line.size > 1.08 * self.shape.body_size for line in self.lines)
        if larger:
            return 1 if first.size > 1.5 * self.shape.body_size else 2
        return 3 if all(line.bold for line in self.lines) else 0


def _closed(current: _Open | None, notes: Sequence[Line], shape: _PageShape) -> Iterator[Block]:
    """The block just ended, then the footnotes that were met on the way."""
    if current is not None:
        yield current.block()
    group: list[Line] = []
    for line in [*notes, None]:
        if group and (line is None or label_of(line.text).style is Style.NOTE):
            yield Block(BlockKind.PARAGRAPH, joined((each.text for each in group), shape.words), group[0].page)
            group = []
        if line is not None:
            group.append(line)


def same_type(one: Line, other: Line) -> bool:
    """Whether two lines are set in one weight and size."""
    return one.bold == other.bold and abs(one.size - other.size) <= 0.06 * max(one.size, other.size)
