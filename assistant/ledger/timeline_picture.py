"""The timeline as a picture: SVG as text, a lane for each year and a place for each month; no script, nothing fetched.

A mark's shape says whether a thing happened, was due or was promised, and whether it is filled, whether a later paper
shows it done; beside it stands the day, or how many there are of one kind in a month: so 85 things are as legible as 5,
and no two marks can lie on one another. Years of which nothing is told are one line. It is drawn in `currentColor`.
A mark leads to its row in the table below the picture, which says the same in words; for those who do not see the
picture, or use no mouse, the table stands for it, so the picture is hidden from them and takes no place in their way.
On a printed page marks have no anchor, and lead nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from assistant.ledger.timeline import KEPT, TimelineRow
from ingest.report import written_iso

WIDTH = 820  # of the whole, in units of its view box
LETTER = 0.56 * 13  # the mean width of a letter of size 13 in a common sans serif, on the safe side
_YEAR, _MONTH, _LINE = 60, 56, 26  # width of the column of years, of a month; height of a mark with its words
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NO_MONTH = len(_MONTHS)  # the column of what is said of a year alone
_TITLE = 140  # characters of what is told of a thing under the pointer
_SORTS = {
    "event": "happened",
    "deadline kept": "due, and shown done by a later paper",
    "deadline": "due, and no later paper shows it done",
    "promise kept": "promised, and shown done by a later paper",
    "promise": "promised, and no later paper shows it done",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A row, and the name of its place on the page."""

    row: TimelineRow
    anchor: str  # "" on paper: nothing leads anywhere

    @property
    def sort(self) -> str:
        return f"{self.row.kind} kept" if self.row.kept == KEPT else self.row.kind

    @property
    def month(self) -> int:
        """From 0; `_NO_MONTH` where only a year is said."""
        return int(self.row.when[5:7]) - 1 if len(self.row.when) > len("2015") else _NO_MONTH

    @property
    def told(self) -> str:
        day = " to ".join(filter(None, (written_iso(self.row.when), written_iso(self.row.until))))
        return f"{day}, {_SORTS[self.sort].partition(',')[0]}: {self.row.text}"


def timeline_picture(marks: Sequence[Mark], title: str) -> str:
    """Draw the rows. The same rows give the same text."""
    parts, top = _legend(marks)
    dated = sorted((mark for mark in marks if mark.row.when), key=lambda mark: mark.row.when)
    if dated:
        parts += [_words(_left(at) + 2, top + 14, name) for at, name in enumerate((*_MONTHS, "no month"))]
        top += 22
    last = 0
    for year, own in groupby(dated, key=lambda mark: int(mark.row.when[:4])):
        if last and year > last + 1:
            parts.append(_words(_left(0) + 2, top + 17, _nothing(last + 1, year - 1)))
            top += _LINE
        lane, height = _lane(str(year), tuple(own), top)
        parts.append(lane)
        top, last = top + height, year
    if undated := len(marks) - len(dated):
        parts.append(_words(4, top + 19, f"Without a date that could be read: {undated}. The table has them last."))
        top += _LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" aria-hidden="true" '
        f'viewBox="0 0 {WIDTH} {top + 8:g}" width="{WIDTH}" '
        'font-family="sans-serif" font-size="13" fill="none" stroke="none">'
        f"<title>{_safe(title)}</title><desc>{_safe(_in_words(marks))}</desc>{''.join(parts)}</svg>"
    )


def _legend(marks: Sequence[Mark]) -> tuple[list[str], float]:
    """What the shapes mean, those that are there, and where the picture goes on below."""
    there = {mark.sort for mark in marks}
    parts, top = [], 4.0
    for sort, words in _SORTS.items():
        if sort in there:
            parts += [_shape(sort, 12, top + 11), _words(26, top + 15.5, words)]
            top += 22
    parts.append(_words(4, top + 15.5, "Beside a mark: the day; ×3 is three of the kind in that month."))
    return parts, top + 30


def _lane(year: str, marks: tuple[Mark, ...], top: float) -> tuple[str, float]:
    """A year with all its marks, and its height."""
    cells: dict[int, dict[str, list[Mark]]] = {}
    for mark in marks:
        cells.setdefault(mark.month, {}).setdefault(mark.sort, []).append(mark)
    parts = [
        f'<path d="M0 {top:g}H{WIDTH}" stroke="currentColor" stroke-opacity="0.4"/>',
        _words(4, top + 20, year, bold=True),
    ]
    for month, sorts in cells.items():
        for at, sort in enumerate(each for each in _SORTS if each in sorts):
            parts.append(_mark(sort, sorts[sort], _left(month), top + 3 + at * _LINE))
    return f"<g>{''.join(parts)}</g>", max(map(len, cells.values())) * _LINE + 6


def _mark(sort: str, marks: list[Mark], left: float, top: float) -> str:
    """The marks of one kind in one month: a link to the first one's row."""
    label = f"×{len(marks)}" if len(marks) > 1 else _day(marks[0].row)
    told = "; ".join(mark.told[:_TITLE] for mark in marks)
    words = _words(left + 19, top + 17.5, label) if label else ""
    anchor = marks[0].anchor
    opened = f'<a href="#{_safe(anchor)}" tabindex="-1">' if anchor else "<g>"
    return (
        f"{opened}<title>{_safe(told)}</title>"
        f'<rect x="{left:g}" y="{top:g}" width="{_MONTH - 1}" height="{_LINE}" fill="transparent"/>'
        f"{_shape(sort, left + 10, top + 13)}{words}{'</a>' if anchor else '</g>'}"
    )


def _day(row: TimelineRow) -> str:
    """ "5", "5–6" for days of one month, "" where no day is said."""
    day = row.when[8:].lstrip("0")
    last = row.until[8:].lstrip("0") if day and row.until[:7] == row.when[:7] else ""
    return "–".join(filter(None, (day, last)))


def _shape(sort: str, x: float, y: float) -> str:
    kind, _, kept = sort.partition(" ")
    filled = kept or kind == "event"
    style = 'fill="currentColor"' if filled else 'stroke="currentColor" stroke-width="1.75"'
    if kind == "event":
        return f'<circle cx="{x:g}" cy="{y:g}" r="5" {style}/>'
    if kind == "deadline":
        return f'<rect x="{x - 5:g}" y="{y - 5:g}" width="10" height="10" {style}/>'
    return f'<path d="M{x:g} {y - 7:g}l7 7l-7 7l-7 -7z" {style}/>'


def _left(month: int) -> float:
    return _YEAR + month * _MONTH


def _words(x: float, y: float, words: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" fill="currentColor"{weight}>{_safe(words)}</text>'


def _nothing(first: int, last: int) -> str:
    return f"{first}: nothing" if first == last else f"{first} to {last}: nothing"


def _in_words(marks: Sequence[Mark]) -> str:
    counts = Counter(mark.sort for mark in marks)
    return "; ".join(f"{counts[sort]} {words}" for sort, words in _SORTS.items() if counts[sort]) + "."


def _safe(words: str) -> str:
    """Escaped, and without the characters that XML does not know."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", words), {'"': "&quot;"})
