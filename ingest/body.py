"""The text of a paper, block by block, into its outline.

What decides is written in this order: a table is a table; a bullet stays with its paragraph; a decimal number is a
paragraph unless it heads a section; a plain number is a heading, the next paragraph of the paper, the next item of an
open list, or a recommendation of a list of its own, by what stands before and after it; words without a number go on
with an open paragraph or are a block of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.headings import bare, ends_sentence, is_answer, is_capitals, is_lead_in, reads_as_heading
from ingest.marking import heading_access, own_access
from ingest.numbering import LETTERS, PLAIN_NUMBERS, Label, Style, label_of, major, position
from ingest.outline import Node, Outline
from ingest.report import Access, Block, BlockKind, Kind, is_recommendation_section

_GATHERED_WORDS = 120  # words with no number are gathered into one block up to here
_STRAY = 3  # a number so far ahead of the last is still the next paragraph: some are missing
_SUB_HEADING = 9  # the level of a heading that such a file does not mark
_MARKED_HEADINGS = 3  # a file with so many headings marks them all


class Body:
    """Writes blocks into an outline. One use."""

    def __init__(self, blocks: Sequence[Block], kind: Kind, title: str, access: Access) -> None:
        self.blocks = blocks
        self.labels = [label_of(block.text) for block in blocks]
        self.kind = kind
        self.outline = Outline()
        self.paper_access = access
        self.outline.open_section(title, access)
        self.marks_headings = sum(block.kind is BlockKind.HEADING for block in blocks) >= _MARKED_HEADINGS
        self.paragraph_number = 0  # the last plain number that was a paragraph of the paper
        self.section_number = 0
        self.section_level = 0
        self.numbered_section = ""
        self.appendix_access = Access.OPEN

    def write(self) -> Outline:
        for index, block in enumerate(self.blocks):
            label = self.labels[index]
            if block.kind is BlockKind.TABLE:
                self._table(block)
            elif label.style is Style.NOTE:
                self._note(block, label)
            elif label.style is Style.BULLET:
                self._bullet(block, label)
            elif self._is_heading(index):
                self._heading(block, label)
            elif label.style is Style.NONE:
                self._loose(block, index)
            else:
                self._labelled(block, label, index)
        return self.outline

    # Headings

    def _is_heading(self, index: int) -> bool:
        block, label = self.blocks[index], self.labels[index]
        words = label.rest
        marked = block.kind is BlockKind.HEADING
        if not words or is_answer(words) or not (reads_as_heading(words) or (marked and len(words.split()) <= 30)):
            return False
        if label.style is Style.NONE:
            return marked or self._stands_as_heading(block, index)
        if is_lead_in(words) and not reads_as_heading(words):
            return False
        if label.style is Style.DECIMAL:
            return label.value.endswith(".0") or self._next_is_inside(index)
        if label.style in PLAIN_NUMBERS:
            return self._number_heads(index, marked)
        return label.style is Style.CAPITAL and reads_as_heading(words) and not self.outline.follows(label)

    def _next_is_inside(self, index: int) -> bool:
        """Whether the next label, headings apart, is a number within this one: 1.1 after 1, 1.1.1 after 1.1."""
        value = self.labels[index].value.removesuffix(".0")
        following = self._following(index)
        return following is not None and following.style is Style.DECIMAL and following.value.startswith(f"{value}.")

    def _following(self, index: int) -> Label | None:
        """The next label that is no bullet, if nothing but unlabelled lines stand between."""
        for label in self.labels[index + 1 : index + 4]:
            if label.style not in {Style.NONE, Style.BULLET, Style.NOTE}:
                return label
        return None

    def _number_heads(self, index: int, marked: bool) -> bool:
        """Whether a plain number with heading-like words heads a section."""
        label = self.labels[index]
        if self._next_is_inside(index):
            return True
        among_recommendations = is_recommendation_section(self.outline.section) and not self.section_number
        if not reads_as_heading(label.rest) or (among_recommendations and not marked):
            return False
        if self.outline.follows(label) or self._opens_or_continues(label):
            return False
        if position(label) not in range(self.section_number + 1, self.section_number + 1 + _STRAY) and not marked:
            return False
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None:
            return False
        return (
            following.kind is BlockKind.TABLE
            or self.labels[index + 1].style in {Style.NONE, Style.BULLET, *LETTERS}
            or marked
        )

    def _opens_or_continues(self, label: Label) -> bool:
        """Whether a plain number is the first item after a lead-in, or the next of such a list."""
        path = self.outline.path
        if position(label) == 1:
            return bool(path) and is_lead_in(path[-1].last)
        return self.outline.follows(label)

    def _stands_as_heading(self, block: Block, index: int) -> bool:
        """Whether an unnumbered line that reads as a heading stands as one, in a file that marks none."""
        innermost = self.outline.path[-1] if self.outline.path else None
        if block.level or (innermost is not None and is_lead_in(innermost.last) and not is_capitals(block.text)):
            return False
        if (
            innermost is not None
            and innermost.listing
            and not ends_sentence(innermost.last)
            and not self._before_content(index)
        ):
            return False
        if self.marks_headings and not is_capitals(block.text) and not self._before_number(index):
            return False
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return following is not None and not is_answer(following.text)

    def _before_number(self, index: int) -> bool:
        """Whether the next block is a numbered paragraph."""
        return index + 1 < len(self.blocks) and self.labels[index + 1].style in {Style.DECIMAL, *PLAIN_NUMBERS}

    def _before_content(self, index: int) -> bool:
        """Whether a number or prose follows, so that this line heads something."""
        if index + 1 >= len(self.blocks):
            return False
        return self.labels[index + 1].style is not Style.NONE or len(self.blocks[index + 1].text.split()) > 12

    def _heading(self, block: Block, label: Label) -> None:
        words = bare(label.rest)
        level = block.level or (_SUB_HEADING if self.marks_headings else 0)
        is_sub_heading = level > self.section_level > 0
        if is_sub_heading and is_recommendation_section(self.outline.section) and not is_recommendation_section(words):
            self._gather(block)  # "Care leavers" among recommendations: they stay recommendations
            return
        self.section_level = level
        if label.style is not Style.NONE:
            self.numbered_section = words
        if label.style in PLAIN_NUMBERS:
            self.section_number = position(label)
        elif label.style is Style.DECIMAL:
            self.section_number = major(label.value)
        access = heading_access(words)
        if re.match(r"(?:appendix|annex|part)\b", words, re.I):
            self.appendix_access = access
        self.outline.open_section(words, max(self.paper_access, access, self.appendix_access))
        if self.kind is Kind.MINUTES and label.style in PLAIN_NUMBERS:
            self._paragraph(block, label)

    # Numbered words

    def _labelled(self, block: Block, label: Label, index: int) -> None:
        text = (
            block.text[block.text.index(label.value) :]
            if _has_bullet(block.text) and block.text[:1] in "-–—•*"
            else block.text
        )
        block = Block(
            block.kind, _without_bullet(block.text, label) if text is not block.text else text, block.page, block.level
        )
        if label.style is Style.DECIMAL:
            self._decimal(block, label)
        elif label.style is Style.RECOMMENDATION:
            self._recommendation(block, label)
        elif label.style in PLAIN_NUMBERS:
            self._plain_number(block, label, index)
        elif label.style is Style.CAPITAL and not self._capital_is_item(label):
            self._loose(block, index)
        else:
            self._open(self.outline.item(label, block.text, block.page))

    def _capital_is_item(self, label: Label) -> bool:
        return position(label) == 1 or self.outline.follows(label)

    def _decimal(self, block: Block, label: Label) -> None:
        """5.4. Under a paragraph that leads in, 2.1.1 after 2.1, it is also held by that paragraph."""
        holder = next(
            (node for node in self.outline.path if label.value.startswith(f"{node.label.value}.") and node.label.value),
            None,
        )
        if holder is not None and holder.listing:
            node = self.outline.under(holder, "", block.text, block.page, label)
            node.para = self.outline.readdress(node, label.value)
            self._open(node)
            return
        if self.numbered_section and major(label.value) == self.section_number and reads_as_heading(label.rest):
            self.outline.section = self.numbered_section  # a heading of its own ends the sub-heading before it
        self._paragraph(block, label)

    def _recommendation(self, block: Block, label: Label) -> None:
        if is_recommendation_section(self.outline.section) and not self._under_number():
            self._listed_recommendation(block, label)
        else:
            self._loose_text(block)

    def _plain_number(self, block: Block, label: Label, index: int) -> None:
        number = position(label)
        in_recommendations = is_recommendation_section(self.outline.section)
        if self.outline.follows(label) or (self._under_number() and self._opens_or_continues(label)):
            self._open(self.outline.item(label, block.text, block.page))
        elif in_recommendations and not self._is_paragraph_of_paper(label, index):
            self._listed_recommendation(block, label)
        elif self.paragraph_number < number <= self.paragraph_number + _STRAY:
            self.paragraph_number = number
            self._paragraph(block, label)
        elif self._opens_or_continues(label) or (number == 1 and self.outline.path):
            self._open(self.outline.item(label, block.text, block.page))
        elif label.style is Style.NUMBER:
            self._loose_text(block)
        else:
            self._paragraph(block, label)

    def _is_paragraph_of_paper(self, label: Label, index: int) -> bool:
        """Whether a number among the recommendations is one of the numbers that run through the paper."""
        if self.kind is Kind.INSPECTION:
            return True
        number, path = position(label), self.outline.path
        if path and path[0].label.style is Style.RECOMMENDATION and number == position(path[0].label) + 1:
            return False
        if self.paragraph_number:
            return number == self.paragraph_number + 1
        return self._numbers_go_on(index)

    def _numbers_go_on(self, index: int) -> bool:
        """Whether the list that begins here is followed, past a heading, by the next number."""
        last, past_heading = position(self.labels[index]), False
        for block, label in zip(self.blocks[index + 1 :], self.labels[index + 1 :], strict=True):
            if label.style is self.labels[index].style and not (block.kind is BlockKind.HEADING):
                if past_heading:
                    return position(label) == last + 1 and not reads_as_heading(label.rest)
                last = position(label)
            elif block.kind is BlockKind.HEADING or (label.style is Style.NONE and reads_as_heading(block.text)):
                past_heading = True
        return False

    def _under_number(self) -> bool:
        """Whether a paragraph with a number of the paper is open."""
        path = self.outline.path
        return bool(path) and path[0].label.style not in {Style.NONE, Style.RECOMMENDATION}

    def _listed_recommendation(self, block: Block, label: Label) -> None:
        holder = next((node for node in self.outline.path if node.is_loose), None)
        rec = Label(Style.RECOMMENDATION, label.value, label.rest)
        if holder is None:
            self._open(self.outline.top(f"Rec {label.value}", block.text, block.page, rec))
        else:
            node = self.outline.under(holder, "", block.text, block.page, rec)
            node.para = self.outline.readdress(node, f"Rec {label.value}")
            self._open(node)

    def _paragraph(self, block: Block, label: Label) -> None:
        self._open(self.outline.top(label.value, block.text, block.page, label))

    def _open(self, node: Node) -> None:
        node.listing = is_lead_in(node.last)
        said, whole = own_access(node.last)
        if said > node.access and not whole:
            self.outline.raise_section(said)

    # Words without a number

    def _bullet(self, block: Block, label: Label) -> None:
        path = self.outline.path
        loose = path[0] if path and path[0].is_loose else None
        if is_recommendation_section(self.outline.section) and (loose or not path):
            if block.level > 1 and path and path[-1].parent is not None:
                path[-1].write(block.text)
                return
            holder = loose or self.outline.loose(block.page)
            holder.items += 1
            self.outline.under(holder, f"({holder.items})", block.text, block.page)
            return
        if not path:
            self.outline.loose(block.page)
        self.outline.path[-1].write(block.text)
        self.outline.path[-1].listing = is_lead_in(block.text)

    def _loose(self, block: Block, index: int) -> None:
        path = self.outline.path
        if path and block.text[:1].islower() and not ends_sentence(path[-1].last) and not is_lead_in(path[-1].last):
            path[-1].extend(block.text)
        elif path and self._goes_on(path, block):
            holder = (
                path[0]
                if block.level and path[0].label.style is not Style.NONE and not is_lead_in(path[-1].last)
                else path[-1]
            )
            holder.write(block.text)
            holder.listing = holder.listing and not ends_sentence(block.text)
        else:
            self._loose_text(block)

    def _goes_on(self, path: Sequence[Node], block: Block) -> bool:
        """Whether words without a number belong to the paragraph that is open."""
        innermost = path[-1]
        if path[0].is_loose and not innermost.listing:
            return False
        if block.level and path[0].label.style is not Style.NONE:
            return True
        if is_answer(block.text) or innermost.listing or is_lead_in(innermost.last):
            return True
        return len(innermost.parts) == 1 and reads_as_heading(innermost.label.rest) and not path[0].is_loose

    def _loose_text(self, block: Block) -> None:
        self._gather(block)
        said, whole = own_access(block.text)
        if said > self.outline.access and not whole:
            self.outline.raise_section(said)

    def _gather(self, block: Block) -> None:
        """Into the open block of words with no number, or a new one where that is long enough or a list."""
        path = self.outline.path
        top = path[0] if path else None
        if (
            top is None
            or not top.is_loose
            or (top.words >= _GATHERED_WORDS and not top.listing)
            or top.rows
            or len(path) > 1
        ):
            top = self.outline.loose(block.page)
        top.write(block.text)
        top.listing = is_lead_in(block.text)

    def _note(self, block: Block, label: Label) -> None:
        """A footnote: a paragraph of its own, and what it broke goes on."""
        path = self.outline.path
        self.outline.top(f"section:Footnote {label.value}", label.rest, block.page)
        self.outline.path = path

    def _table(self, block: Block) -> None:
        rows = [list(row) for row in block.rows if any(row)]
        if rows and sum(map(bool, rows[0])) == 1 and len(rows) > 1:
            caption = next(filter(None, rows[0]))
            if reads_as_heading(caption):
                self._heading(Block(BlockKind.HEADING, caption, block.page, self.section_level), label_of(caption))
                rows = rows[1:]
        if not rows:
            return
        headings = rows[0] if _is_heading_row(rows) else []
        self.outline.rows(rows[1:] if headings else rows, headings, block.page)


def _is_heading_row(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table names its columns: short words in each, no figures, no label with a colon."""
    first = rows[0]
    if len(rows) < 2 or sum(map(bool, first)) < 2 or any(cell.endswith(":") for cell in first[:1]):
        return False
    return all(
        len(cell.split()) <= 10 and not re.fullmatch(r"[£\d.,%()\s-]+", cell) for cell in first if cell
    ) and not any(cell.endswith(".") for cell in first)


def _has_bullet(text: str) -> bool:
    return bool(re.match(r"[-–—•*]\s", text))


def _without_bullet(text: str, label: Label) -> str:
    return re.sub(r"^[-–—•*]\s+", "", text)
