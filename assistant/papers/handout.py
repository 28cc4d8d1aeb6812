"""The values of a paper that is written here to be taken into a room: a `Handout`, from its title to its last line.

What papers say stands in `Line`s and the `Row`s of `Table`s, which cite; a `Notice` says only what was searched, what
no paper says, or how to read what follows; a `Blank` is for a person to fill in. All words are plain text: whoever
draws them escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.answer import Citation, Searched
from ingest.report import Access


class Sort(StrEnum):
    """What kind of paper a handout is, as it stands over its title."""

    REPLY = "Reply to scrutiny"
    BRIEFING = "Briefing"
    ONBOARDING = "Onboarding pack"
    COMPARISON = "Comparison"


class Shape(StrEnum):
    """How a line is set."""

    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    QUOTE = "quote"  # a paragraph of the papers' own words, set in


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that papers say. It cites one paragraph or more, or it is left out."""

    text: str
    citations: tuple[Citation, ...]
    lead: str = ""  # what stands before it in bold: "Approve", "Recommendation 12"; ""
    shape: Shape = Shape.ITEM
    calculated: bool = False  # its figures are worked out from those of the paragraphs cited
    by_model: bool = False  # a language model worded it, and it passed the gate

    @property
    def said(self) -> str:
        """All its words."""
        return f"{self.lead}: {self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class Notice:
    """What no paper says, or what was searched: words of ours, with no figure, day or name but of what was searched."""

    text: str
    small: bool = False  # set in small letters: how to read what follows
    quoted: bool = False  # words that somebody put, set in: the question that is answered


@dataclass(frozen=True, slots=True)
class Blank:
    """Something a person fills in: "Cleared by"."""

    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: as many cells as the table has headings; its notes stand in the last cell."""

    cells: tuple[str, ...]
    citations: tuple[Citation, ...]
    calculated: bool = False

    @property
    def said(self) -> str:
        """All its words."""
        return "; ".join(filter(None, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""  # what it shows, in a few words; ""
    widths: tuple[int, ...] = ()  # of its columns, in proportion to one another; empty: all alike


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of what a table of the same part says in words."""

    svg: str  # without script, in `currentColor`, nothing fetched
    words: str  # what it shows, for whoever does not see it


Piece = Line | Notice | Blank | Table | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it. `empty` is said in place of the pieces where none is left."""

    heading: str
    pieces: tuple[Piece, ...]
    empty: str = ""  # "" where the part is then left out, heading and all


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts that belong together: one question of a reply. A handout of one matter has one, without a title."""

    parts: tuple[Part, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """A paper to take into a room."""

    sort: Sort
    title: str
    about: str  # whose papers, in a line: "Fernmoor, Health and Wellbeing Board"; ""
    as_at: date | None  # of the latest paper it may rest on
    searched: Searched  # the papers held that it was written from
    made: date
    chapters: tuple[Chapter, ...]
    draft: bool = False  # it says DRAFT on every page
    left_out: int = 0  # how much was left out because the paragraphs cited do not bear it: told at the end

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything in it, in order."""
        return tuple(piece for chapter in self.chapters for part in chapter.parts for piece in part.pieces)

    @property
    def citing(self) -> tuple[Line | Row, ...]:
        """All that cites, in order."""
        found: list[Line | Row] = []
        for piece in self.pieces:
            if isinstance(piece, Line):
                found.append(piece)
            elif isinstance(piece, Table):
                found += piece.rows
        return tuple(found)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in order of first use."""
        return tuple(dict.fromkeys(citation for each in self.citing for citation in each.citations))

    @property
    def access(self) -> Access:
        """The highest level of what it rests on."""
        return max((citation.access for citation in self.citations), default=Access.OPEN)
