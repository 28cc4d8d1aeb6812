"""One printed line, as a reader of text or of a PDF hands it on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. Lengths are in characters for a text file and in points for a PDF."""

    text: str
    page: int | None = None  # from 1
    gap: bool = False  # a blank line, or more space than usual, stands before it
    left: float = 0.0  # where it begins, from the left edge
    right: float = 0.0  # where it ends
    height: float | None = None  # how far up the page it stands, 0 at the foot, 1 at the head; None: not known
    size: float = 0.0  # of its type; 0: not known
    bold: bool = False  # all of it
    heading: int = 0  # level from 1, where the source marks headings ("# …")
    note: bool = False  # a footnote
    cells: tuple[str, ...] = ()  # a row of a table; then `text` is empty
    opens_table: bool = False  # the first row of a table, or of its part on a page
