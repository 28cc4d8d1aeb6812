"""The text of a paper, block by block, into its outline.

What decides is written in this order: a table is a table; a bullet stays with its paragraph; a decimal number is a
paragraph; a plain number is the next paragraph of the paper, the next item of an open list, or a recommendation of a
list of its own, by what stands before and after it; words without a number go on with an open paragraph or are a block
of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.appendices import appendix_access
from ingest.marking import heading_access, line_access, own_access
from ingest.numbering import PLAIN_NUMBERS, Label, Style, label_of, major, position
from ingest.parse.headings import bare, ends_sentence, is_answer, is_lead_in, reads_as_heading
from ingest.parse.outline import Node, Outline
from ingest.parse.sections import STRAY, Sections
from ingest.report import Access, Block, BlockKind, Kind, is_recommendation_section

_APPENDIX = re.compile(r"(?:appendix|annex|part)\b", re.I)  # what may hold sections of its own
_FIGURE = re.compile(r"[£\d.,%()\s-]+")
_UNIT = re.compile(r"\(?(?:£\s?['’]?0{3}s?|£|%)\)?")  # what a column's figures are counted in
_COUNTS = re.compile(
    r"(?:(?:item|min(?:ute)?|rec(?:ommendation)?|ref(?:erence)?|para)\.?\s+)?(?:no|ref|min|rec|para)\.", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d|20\d\d))?")
_CONTACT = re.compile(
    r"(?:signed|e-?mail|tel(?:ephone)?|(?:(?:report|lead|responsible|contact) )?(?:author|officer|contact))"
    r"\b[^:.]{0,30}:",
    re.I,
)
_GATHERED_WORDS = 120  # words with no number are gathered into one block up to here


class Body:
    """Writes blocks into an outline. One use."""

    def __init__(
        self, blocks: Sequence[Block], kind: Kind, title: str, access: Access, named: Mapping[str, Access]
    ) -> None:
        self._blocks, self._named = blocks, named  # the levels of appendices by name
        self._labels = [label_of(block.text) for block in blocks]
        self._kind = kind
        self._access = access
        self._appendix_access = Access.OPEN
        self._number = 0  # of the last paragraph with a plain number of the paper
        self._outline = Outline()
        self._outline.open_section(title, access)
        self._sections = Sections(self._blocks, self._labels, self._outline)

    def write(self) -> Outline:
        for index, (block, label) in enumerate(zip(self._blocks, self._labels, strict=True)):
            if block.kind is BlockKind.TABLE:
                self._table(block)
            elif label.style is Style.NOTE:
                self._note(block, label)
            elif label.style is Style.BULLET:
                self._bullet(block)
            elif self._sections.is_heading(index) and not self._marks_opened(block):
                self._heading(block, label, cited=not self._sections.holds_next(index))
            elif label.style is Style.NONE:
                self._loose(block)
            else:
                self._labelled(replace(block, text=re.sub(r"^[-–—•*]\s+", "", block.text)), label, index)
        return self._outline

    def _heading(self, block: Block, label: Label, *, cited: bool = False) -> None:
        """Open a section. `cited`: what stands in it has no numbers of its own."""
        heading = bare(label.rest)
        below = self._sections.level_of(block) > self._sections.level > 0
        if below and is_recommendation_section(self._outline.section) and not is_recommendation_section(heading):
            self._gather(block)  # "Care leavers" among recommendations: they stay recommendations
            return
        self._sections.opened(block, label, heading)
        access = max(heading_access(heading), appendix_access(heading, self._named))
        if _APPENDIX.match(heading) or line_access(heading) > Access.OPEN:
            self._appendix_access = access  # holds for the sections within it, or that come under the marking
        self._outline.open_section(heading, max(self._access, access, self._appendix_access))
        if cited and self._kind is Kind.MINUTES and label.style in PLAIN_NUMBERS:
            self._paragraph(block, label)  # a minute is cited by its number

    def _marks_opened(self, block: Block) -> bool:
        """Whether a line is the marking of the section just opened, right under its heading."""
        return (
            line_access(block.text) > Access.OPEN
            and not self._outline.path
            and bool(_APPENDIX.match(self._outline.section))
        )

    # Words with a number

    def _labelled(self, block: Block, label: Label, index: int) -> None:
        if label.style is Style.DECIMAL:
            self._decimal(block, label)
        elif label.style is Style.RECOMMENDATION:
            if is_recommendation_section(self._outline.section) and not self._under_number():
                self._recommendation(block, label)
            else:
                self._gather(block)
        elif label.style in PLAIN_NUMBERS:
            self._plain_number(block, label, index)
        elif label.style is Style.CAPITAL and position(label) > 1 and not self._outline.follows(label):
            self._loose(block)  # an initial: "R. Smith"
        else:
            self._open(self._outline.item(label, block.text, block.page))

    def _decimal(self, block: Block, label: Label) -> None:
        """5.4. Under a paragraph that leads in, as 2.1.1 under 2.1, it is also held by that paragraph."""
        holders = (node for node in self._outline.path if node.label.value)
        holder = next((node for node in holders if label.value.startswith(f"{node.label.value}.")), None)
        if holder is not None and holder.listing:
            self._open(self._outline.under(holder, label.value, block.text, block.page, label))
            return
        if self._sections.number == major(label.value) and reads_as_heading(label.rest):
            # a heading of its own ends the sub-heading before it
            self._outline.section = self._sections.numbered_heading or self._outline.section
        self._paragraph(block, label)

    def _plain_number(self, block: Block, label: Label, index: int) -> None:
        number = position(label)
        in_order = self._number < number <= self._number + STRAY
        bracketed = label.style is Style.NUMBER_BRACKET and number == 1
        if self._outline.follows(label) or (self._under_number() and (bracketed or self._outline.expects(label))):
            self._open(self._outline.item(label, block.text, block.page))
        elif is_recommendation_section(self._outline.section) and not self._is_of_paper(label, index):
            self._recommendation(block, label)
        elif in_order:
            self._number = number
            self._paragraph(block, label)
        elif self._outline.expects(label) or (number == 1 and self._outline.path):
            self._open(self._outline.item(label, block.text, block.page))
        elif label.style is Style.NUMBER:
            self._gather(block)  # a figure that begins a line
        else:
            self._paragraph(block, label)

    def _is_of_paper(self, label: Label, index: int) -> bool:
        """Whether a number among the recommendations is one of those that run through the paper."""
        if self._kind is Kind.INSPECTION:
            return True
        path = self._outline.path
        recommendation = next((node for node in path if node.label.style is Style.RECOMMENDATION), None)
        if recommendation is not None and position(label) == position(recommendation.label) + 1:
            return False
        return position(label) == self._number + 1 if self._number else self._goes_on_past_heading(index)

    def _goes_on_past_heading(self, index: int) -> bool:
        """Whether the numbers of the list that begins here go on under the next heading."""
        style, last, past_heading = self._labels[index].style, position(self._labels[index]), False
        for block, label in zip(self._blocks[index + 1 :], self._labels[index + 1 :], strict=True):
            if label.style is style and block.kind is not BlockKind.HEADING:
                if past_heading:
                    return position(label) == last + 1 and not reads_as_heading(label.rest)
                last = position(label)
            elif block.kind is BlockKind.HEADING or (label.style is Style.NONE and reads_as_heading(block.text)):
                past_heading = True
        return False

    def _under_number(self) -> bool:
        """Whether a paragraph with a number of the paper is open."""
        path = self._outline.path
        return bool(path) and path[0].label.style not in {Style.NONE, Style.RECOMMENDATION}

    def _recommendation(self, block: Block, label: Label) -> None:
        holder = next((node for node in self._outline.path if node.is_loose), None)
        para, label = f"Rec {label.value}", replace(label, style=Style.RECOMMENDATION)
        if holder is None:
            self._open(self._outline.top(para, block.text, block.page, label))
        else:
            self._open(self._outline.under(holder, para, block.text, block.page, label))

    def _paragraph(self, block: Block, label: Label) -> None:
        self._open(self._outline.top(label.value, block.text, block.page, label))

    def _open(self, node: Node) -> None:
        node.listing = is_lead_in(node.last)
        self._raise(node.last)

    # Words without a number

    def _bullet(self, block: Block) -> None:
        path = self._outline.path
        holder = path[0] if path and path[0].is_loose else None
        if is_recommendation_section(self._outline.section) and (holder is not None or not path):
            if block.level > 1 and len(path) > 1:
                path[-1].write(block.text)
                return
            holder = holder or self._outline.loose(block.page)
            holder.items += 1
            self._outline.under(holder, f"{holder.para}({holder.items})", block.text, block.page)
            return
        innermost = path[-1] if path else self._outline.loose(block.page)
        innermost.write(block.text)
        innermost.listing = is_lead_in(block.text)

    def _loose(self, block: Block) -> None:
        path = self._outline.path
        if path and block.text[:1].islower() and not ends_sentence(path[-1].last) and not is_lead_in(path[-1].last):
            path[-1].extend(block.text)
        elif path and self._goes_on(path, block):
            set_in = block.level > 0 or self._kind is Kind.MINUTES
            holder = path[0] if set_in and not path[0].is_loose and not is_lead_in(path[-1].last) else path[-1]
            holder.write(block.text)
            holder.listing = is_lead_in(block.text) or (holder.listing and not ends_sentence(block.text))
        else:
            self._gather(block)

    def _goes_on(self, path: Sequence[Node], block: Block) -> bool:
        """Whether words without a number belong to the paragraph that is open."""
        innermost = path[-1]
        if path[0].is_loose:
            return innermost.listing
        if block.level or self._kind is Kind.MINUTES or is_answer(block.text):
            return True
        if innermost.listing or is_lead_in(innermost.last):
            return True
        return len(innermost.parts) == 1 and reads_as_heading(innermost.label.rest)

    def _gather(self, block: Block) -> None:
        """Into the open block of words with no number; into a new one where that is long, a list or a table, and where
        a line of contact follows a sentence."""
        path = self._outline.path
        top = path[0] if path and path[0].is_loose and len(path) == 1 and not path[0].rows else None
        signed = top is not None and bool(_CONTACT.match(block.text)) and ends_sentence(top.last)
        signed = signed and top is not None and not _CONTACT.match(top.last)
        if top is None or signed or (top.words >= _GATHERED_WORDS and not top.listing):
            top = self._outline.loose(block.page)
        top.write(block.text)
        top.listing = is_lead_in(block.text)
        self._raise(block.text)

    def _raise(self, text: str) -> None:
        """Raise this section where a line marks it or a paragraph says so of it. What is said of the whole paper is
        known beforehand."""
        said, whole = own_access(text)
        level = max(line_access(text), Access.OPEN if whole else said)
        if level > self._outline.access:
            self._outline.raise_section(level)
            if _APPENDIX.match(self._outline.section):
                self._appendix_access = level

    def _note(self, block: Block, label: Label) -> None:
        """A footnote: a paragraph of its own, and what it broke goes on."""
        path = self._outline.path
        self._outline.top(f"section:Footnote {label.value}", label.rest, block.page)
        self._outline.path = path

    def _table(self, block: Block) -> None:
        rows = [row for row in block.rows if any(row)]
        if len(rows) > 1 and sum(map(bool, rows[0])) == 1:
            caption = next(filter(None, rows[0]))
            if reads_as_heading(caption):
                self._heading(Block(BlockKind.HEADING, caption, block.page, self._sections.level), label_of(caption))
                rows = rows[1:]
        if rows:
            headings = rows[0] if _names_columns(rows) else ()
            self._outline.rows(rows[1:] if headings else rows, headings, block.page)


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table names its columns: a few words in each, no sentence, no label, and no figures
    but units ("£000") and years over columns that hold none."""
    first = [cell for cell in rows[0] if cell]
    if len(rows) < 2 or len(first) < 2 or rows[0][0].endswith(":"):
        return False
    years = [column for column, cell in enumerate(rows[0]) if _YEAR.fullmatch(cell)]
    if years and len(first) == 2 and not _UNIT.fullmatch(first[0]):
        return False  # "Year", "2022/23": a label and its value
    if any(_YEAR.fullmatch(cell) for row in rows[1:] for column, cell in enumerate(row) if column in years):
        return False
    if any(
        cell and cell == row[column] for row in rows[1:] for column, cell in enumerate(rows[0]) if column < len(row)
    ):
        return False  # "AMBER" over "AMBER": a row like the others
    return all(
        len(cell.split()) <= 10
        and (not cell.endswith(".") or _COUNTS.fullmatch(cell))
        and (not _FIGURE.fullmatch(cell) or _UNIT.fullmatch(cell) or _YEAR.fullmatch(cell))
        for cell in first
    )
