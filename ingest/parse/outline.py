"""A report taking shape: paragraphs get their addresses here, and parents the words of what they hold.

Addresses: "5.4" · a second "5.4#2" · sub-items "2.1(a)", "18(a)", "2.1(a)(i)" · "Rec 2" for a recommendation numbered
in a list of its own · "section:<heading>" for words with no number, "#2" for a second such block, "(1)" for an item of
an unnumbered list of recommendations, "(row 2)" for a row of a table · "header:<label>" for a row of the cover.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.numbering import Label, Style, position
from ingest.parse.headings import is_lead_in
from ingest.report import Access, Cell, Paragraph


@dataclass(slots=True, eq=False)
class Node:
    """A paragraph being written. Words go to it and to all that hold it."""

    para: str
    section: str
    page: int | None
    access: Access
    parent: Node | None = None
    label: Label = field(default_factory=lambda: Label(Style.NONE, "", ""))
    parts: list[str] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()
    rows: int = 0
    items: int = 0  # unnumbered items that have an address of their own
    listing: bool = False  # a lead-in has been given and its list may go on

    def write(self, text: str) -> None:
        self.parts.append(text)
        if self.parent is not None:
            self.parent.write(text)

    def extend(self, text: str) -> None:
        """Add to the last words written, here and above: one paragraph that a page or a blank line had broken."""
        self.parts[-1] = f"{self.parts[-1]} {text}"
        if self.parent is not None:
            self.parent.extend(text)

    @property
    def last(self) -> str:
        return self.parts[-1] if self.parts else ""

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.parts)

    @property
    def is_loose(self) -> bool:
        """Whether this is a block of words with no number."""
        return self.parent is None and self.label.style is Style.NONE


class Outline:
    """The paragraphs so far, and the path from the one at the top to the innermost still open."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.path: list[Node] = []
        self.section = ""
        self.access = Access.OPEN
        self._seen: Counter[str] = Counter()

    def open_section(self, heading: str, access: Access) -> None:
        self.section, self.access = heading, access
        self.path = []

    def top(self, para: str, text: str, page: int | None, label: Label | None = None, section: str = "") -> Node:
        """A paragraph held by no other, left open."""
        node = Node(self._once(para), section or self.section, page, self.access)
        if label is not None:
            node.label = label
        self.nodes.append(node)
        self.path = [node]
        if text:
            node.write(text)
        return node

    def under(self, parent: Node, para: str, text: str, page: int | None, label: Label | None = None) -> Node:
        """A paragraph held by `parent`, which is in the path; left open."""
        node = Node(self._once(para), parent.section, page, self.access, parent)
        if label is not None:
            node.label = label
        self.nodes.append(node)
        if parent in self.path:
            self.path = [*self.path[: self.path.index(parent) + 1], node]
        node.write(text)
        return node

    def raise_section(self, access: Access) -> None:
        """What this section holds is of a higher level, from its beginning."""
        self.access = max(self.access, access)
        for node in reversed(self.nodes):
            if node.section != self.section:
                break
            node.access = max(node.access, access)

    def loose(self, page: int | None) -> Node:
        """A new block of words with no number in this section."""
        return self.top(f"section:{self.section}", "", page)

    def item(self, label: Label, text: str, page: int | None) -> Node:
        """A lettered or numbered item under what is open; with nothing open, under a block of its own."""
        if not self.path:
            self.loose(page)
        label, parent = self._place(label)
        return self.under(parent, f"{parent.para}({label.value})", text, page, label)

    def follows(self, label: Label) -> bool:
        """Whether a label goes on with a list that is open."""
        return any(
            node.label.style is label.style and position(label) == position(node.label) + 1 for node in self.path[1:]
        )

    def expects(self, label: Label) -> bool:
        """Whether a label is the first after a lead-in, or goes on with an open list."""
        if position(label) == 1:
            return bool(self.path) and is_lead_in(self.path[-1].last)
        return self.follows(label)

    def rows(self, rows: Sequence[Sequence[str]], headings: Sequence[str], page: int | None) -> None:
        """The rows of a table under the innermost loose block, or a new one. Rows count from 1, headings apart."""
        holder = self.path[0] if self.path and self.path[0].is_loose and not self.path[0].rows else self.loose(page)
        self.path = [holder]
        if any(headings):
            holder.write(" | ".join(filter(None, headings)))
        for row in rows:
            holder.rows += 1
            node = self.under(holder, f"{holder.para}(row {holder.rows})", " | ".join(filter(None, row)), page)
            node.cells = tuple(
                Cell(headings[column] if column < len(headings) else "", cell)
                for column, cell in enumerate(row)
                if cell
            )
        self.path = [holder]

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What has been written, in reading order. A block that stayed empty is left out."""
        written = [node for node in self.nodes if any(part.strip() for part in node.parts)]
        return tuple(
            Paragraph(
                node.para,
                node.section,
                "\n".join(node.parts),
                order,
                node.parent.para if node.parent else "",
                node.page,
                node.access,
                node.cells,
            )
            for order, node in enumerate(written)
        )

    def _place(self, label: Label) -> tuple[Label, Node]:
        """The node that holds an item, and the item's label: i) after h) is a letter, i) first is a numeral."""
        for node in reversed(self.path[1:]):
            for reading in _readings(label):
                if node.label.style is reading.style and position(reading) == position(node.label) + 1:
                    return reading, node.parent or self.path[0]
        first = next((reading for reading in _readings(label) if position(reading) == 1), None)
        if first is not None:
            holder = next((node for node in reversed(self.path) if node.label.style is not first.style), self.path[0])
            return first, holder
        for node in reversed(self.path[1:]):
            if node.label.style is label.style:
                return label, node.parent or self.path[0]
        return label, self.path[0]

    def _once(self, para: str) -> str:
        """An address not given before: a second of the same gets "#2"."""
        self._seen[para] += 1
        return para if self._seen[para] == 1 else f"{para}#{self._seen[para]}"


def _readings(label: Label) -> tuple[Label, ...]:
    """What a label may be: one letter of i, v, x or l is a numeral or a letter, numeral first."""
    if label.style in {Style.ROMAN, Style.LETTER} and label.value in {"i", "v", "x", "l"}:
        return tuple(Label(style, label.value, label.rest) for style in (Style.ROMAN, Style.LETTER))
    return (label,)
