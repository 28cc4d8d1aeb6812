"""A ledger's rows as the lines of its tables: cells in words, links to the paragraphs, headings that sort."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.app.narrowing import Narrowing, aria_sort, next_sort
from assistant.ask import Assistant
from assistant.ledger.diagram import diagram
from assistant.ledger.governance import GovernanceRow
from assistant.ledger.grid import Grid
from assistant.ledger.holdings import Filled, Row, of_kind
from assistant.ledger.kinds import DRAWN
from assistant.ledger.timeline import TimelineRow
from assistant.ledger.timeline_picture import Mark, timeline_picture
from assistant.people import Person
from assistant.render_html import counted
from assistant.render_ledger import cell, places
from ingest.fact import Status
from ingest.report import Access, Ref


@dataclass(frozen=True, slots=True)
class Place:
    """A link to a paragraph."""

    words: str
    address: str
    said: str  # the words relied on, where a row rests on several paragraphs; ""
    access: Access


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table as it is read."""

    anchor: str  # its place on the page, the same however the rows are narrowed
    cells: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def closed(self) -> str:
        """ " (exempt)" after what a grid says, where a paragraph it rests on is closed."""
        level = max(place.access for place in self.places)
        return f" ({level.word})" if level > Access.OPEN else ""

    @property
    def text(self) -> str:
        """All that stands in it."""
        return " ".join((*self.cells, *(f"{place.said} {place.words}" for place in self.places)))


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, and the way to the same page in that column's order."""

    words: str
    field: str
    address: str
    sort: str  # "ascending", "descending" or "none"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one council."""

    council: str
    lines: tuple[Line, ...]
    says: str  # how many of how many
    picture: Markup


@dataclass(frozen=True, slots=True)
class Drawn:
    """A grid with the ways to its orders."""

    grid: Grid
    headings: tuple[Heading, ...]


def listed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of the tables: a recommendation of which nothing is said stands in the grid alone."""
    return tuple(row for row in rows if getattr(row, "status", None) is not Status.NOT_STATED)


def lines_of(assistant: Assistant, person: Person, filled: Filled) -> dict[int, Line]:
    """Every row's line, by the row's identity."""
    return {id(row): _line(assistant, person, filled, row, f"row-{at}") for at, row in enumerate(filled.rows, start=1)}


def _line(assistant: Assistant, person: Person, filled: Filled, row: Row, anchor: str) -> Line:
    where = places(row)
    several = len(where) > 1
    return Line(
        anchor,
        tuple(cell(row, column) for column in filled.ledger.columns),
        tuple(_link(assistant, person, row.council, ref, quote, quote if several else "") for ref, quote in where),
    )


def _link(assistant: Assistant, person: Person, council: str, ref: Ref, quote: str, said: str) -> Place:
    citation = assistant.cited(ref, quote, person.access)
    return Place(citation.printed.removeprefix(f"{council}, "), address(ref, quote), said, citation.access)


def address(ref: Ref, quote: str) -> str:
    """Where a paragraph is read, with its words marked."""
    return f"/paper?{urlencode({'report': ref.report, 'para': ref.para, 'quote': quote})}#cited"


def groups(filled: Filled, found: Filled, lines: dict[int, Line]) -> tuple[Group, ...]:
    """The rows that were found, council by council, each council's with its picture where the ledger is drawn."""
    held = {council: len(tuple(own)) for council, own in groupby(listed(filled.rows), key=lambda row: row.council)}
    made = []
    for council, own in groupby(listed(found.rows), key=lambda row: row.council):
        rows = tuple(own)
        says = how_many(len(rows), held[council])
        made.append(Group(council, tuple(lines[id(row)] for row in rows), says, _picture(filled, rows, lines, council)))
    return tuple(made)


def _picture(filled: Filled, rows: tuple[Row, ...], lines: dict[int, Line], council: str) -> Markup:
    """What a room of pictures draws, which escapes every word; empty where the ledger has no picture."""
    if filled.ledger.name == DRAWN:
        return Markup(diagram(of_kind(rows, GovernanceRow), council))
    marks = tuple(Mark(row, lines[id(row)].anchor) for row in of_kind(rows, TimelineRow))
    return Markup(timeline_picture(marks, council) if marks else "")


def how_many(found: int, held: int, noun: str = "row") -> str:
    """ "12 of 40 rows", "40 rows"."""
    return counted(held, noun) if found == held else f"{found:,} of {counted(held, noun)}"


def headings(columns: tuple[tuple[str, str], ...], query: dict[str, str], narrowing: Narrowing) -> tuple[Heading, ...]:
    """The headings of columns, given as field and words; `query` is the page's own, without its order."""

    def one(field: str, words: str) -> Heading:
        following = next_sort(field, narrowing.sort)
        asked = {**query, **({"sort": following} if following else {})}
        return Heading(words, field, f"?{urlencode(asked)}", aria_sort(field, narrowing.sort))

    return tuple(one(field, words) for field, words in columns)
