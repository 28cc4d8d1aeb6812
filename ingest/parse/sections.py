"""Which blocks of a paper's text head a section, judged by their form and by what stands before and after them.

A file that marks its headings is believed, but for lines over a number that it leaves plain. A number with a title
heads a section if the next number lies within it (1, then 1.1), or if it is the next section's number and words
without a number follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numbering import LETTERS, PLAIN_NUMBERS, Label, Style, major, position
from ingest.parse.headings import ends_sentence, is_answer, is_capitals, is_lead_in, reads_as_heading
from ingest.parse.outline import Node, Outline
from ingest.report import Block, BlockKind, is_recommendation_section

_USUAL_AT_THE_END = re.compile(  # a heading, whatever stands below
    r"(?:list of )?(?:background (?:papers?|documents?|information)|appendices|annexes|enclosures)\W*", re.I
)
STRAY = 3  # a number so far ahead of the last is still the next: some are missing
_LONGEST_MARKED = 30  # words of a heading that the file marks
_MARKED_HEADINGS = 3  # a file with so many headings marks them all
_UNMARKED_LEVEL = 9  # the level of a heading that such a file leaves plain


class Sections:
    """Knows headings, and which section was opened last. `outline` is the paper so far."""

    def __init__(self, blocks: Sequence[Block], labels: Sequence[Label], outline: Outline) -> None:
        self._blocks, self._labels, self._outline = blocks, labels, outline
        self._marks_all = sum(block.kind is BlockKind.HEADING for block in blocks) >= _MARKED_HEADINGS
        self.number = 0  # of the last numbered section
        self.numbered_heading = ""
        self.level = 0  # of the last heading; 0 where levels are not known

    def opened(self, block: Block, label: Label, heading: str) -> None:
        """Take note of a section that was opened."""
        self.level = self.level_of(block)
        if label.style in PLAIN_NUMBERS:
            self.number = position(label)
        elif label.style is Style.DECIMAL:
            self.number = major(label.value)
        if label.style is not Style.NONE:
            self.numbered_heading = heading

    def level_of(self, block: Block) -> int:
        """From 1 for the highest; 0 where levels are not known."""
        return block.level or (_UNMARKED_LEVEL if self._marks_all else 0)

    def is_heading(self, index: int) -> bool:
        block, label = self._blocks[index], self._labels[index]
        words, marked = label.rest, block.kind is BlockKind.HEADING
        titled = _reads_as_heading(label)
        if not words or is_answer(words) or not (titled or (marked and len(words.split()) <= _LONGEST_MARKED)):
            return False
        if label.style is Style.NONE:
            return marked or self._stands_alone(block, index)
        if not titled and is_lead_in(words):
            return False
        if label.style is Style.DECIMAL:
            return label.value.endswith(".0") or self.holds_next(index)
        if label.style in PLAIN_NUMBERS:
            if self._outline.follows(label) and position(label) <= self.number:
                return False  # an item of an open list: the section of that number is open or past
            return self.holds_next(index) or self._is_next_section(index, marked and titled)
        return label.style is Style.CAPITAL and titled and not self._outline.follows(label)

    def before_number(self, index: int) -> bool:
        """Whether the next block is a numbered paragraph."""
        return index + 1 < len(self._blocks) and self._labels[index + 1].style in {Style.DECIMAL, *PLAIN_NUMBERS}

    def holds_next(self, index: int) -> bool:
        """Whether the next number is one within this one: 1.1 after 1, 1.1.1 after 1.1."""
        value = self._labels[index].value.removesuffix(".0")
        for label in self._labels[index + 1 : index + 4]:
            if label.style not in {Style.NONE, Style.BULLET, Style.NOTE}:
                return label.style is Style.DECIMAL and label.value.startswith(f"{value}.")
        return False

    def _is_next_section(self, index: int, marked: bool) -> bool:
        """Whether a plain number with a title opens a section whose words have no numbers of their own."""
        label = self._labels[index]
        if self._outline.expects(label) or not _reads_as_heading(label):
            return False
        if not marked:
            if is_recommendation_section(self._outline.section) and not self.number:
                return False
            if not self.number < position(label) <= self.number + STRAY and not self._begins_series(index):
                return False
        if index + 1 >= len(self._blocks):
            return False
        without_number = self._labels[index + 1].style in {Style.NONE, Style.BULLET, *LETTERS}
        return marked or without_number or self._blocks[index + 1].kind is BlockKind.TABLE

    def _begins_series(self, index: int) -> bool:
        """Whether the first number of a paper, whatever it is, is that of a heading and the next heading's follows it:
        minutes are numbered through a year."""
        label = self._labels[index]
        later = (each for each in self._labels[index + 1 :] if each.style is label.style)
        following = next(later, None)
        goes_on = following is not None and position(following) == position(label) + 1
        return goes_on and not self.number and following is not None and _reads_as_heading(following)

    def _stands_alone(self, block: Block, index: int) -> bool:
        """Whether a line without number or mark that reads as a heading is one."""
        innermost = self._outline.path[-1] if self._outline.path else None
        if block.level or index + 1 >= len(self._blocks) or self._is_all_of_section(index) or self._is_signed(index):
            return False
        if block.text.endswith("?") and is_answer(self._blocks[index + 1].text):
            return False
        if self._marks_all and not is_capitals(block.text) and not self.before_number(index):
            return False
        return innermost is None or not self._is_of_list(innermost, block, index)

    def _is_signed(self, index: int) -> bool:
        """Whether a line is one of two or more like it that close a paper, or stand over a line with a label: a name,
        a post, then "Contact officer: …". As headings over nothing their words would be in no paragraph."""
        start, end = index, index + 1
        if _USUAL_AT_THE_END.fullmatch(self._labels[index].rest):
            return False
        while start and self._is_plain_title(start - 1):
            start -= 1
        while end < len(self._blocks) and self._is_plain_title(end):
            end += 1
        if end - start < 2:
            return False
        return end == len(self._blocks) or ":" in " ".join(self._blocks[end].text.split()[:5])

    def _is_plain_title(self, index: int) -> bool:
        block, label = self._blocks[index], self._labels[index]
        plain = block.kind is BlockKind.PARAGRAPH and label.style is Style.NONE and not is_capitals(block.text)
        return plain and ":" not in block.text and reads_as_heading(label.rest)

    def _is_all_of_section(self, index: int) -> bool:
        """Whether a line right under a heading and right over the next is not a heading but what stands between:
        "Appendices", "Appendix 1 – The plan", "Background papers"."""
        block, following = self._blocks[index], self._blocks[index + 1]
        if index == 0 or self._outline.path or is_capitals(block.text) or following.kind is BlockKind.TABLE:
            return False
        above, below = self._labels[index - 1], self._labels[index + 1]
        if self._blocks[index - 1].kind is not BlockKind.HEADING and above.rest != self._outline.section:
            return False
        if following.kind is not BlockKind.HEADING and below.style not in {Style.NONE, *PLAIN_NUMBERS}:
            return False
        return following.kind is BlockKind.HEADING or (not self._marks_all and reads_as_heading(below.rest))

    def _is_of_list(self, innermost: Node, block: Block, index: int) -> bool:
        """Whether a line after a lead-in is rather one of what it leads in to."""
        if is_lead_in(innermost.last) and not is_capitals(block.text):
            return innermost.last.rstrip().endswith(":") or not self.before_number(index)
        if innermost.listing and not ends_sentence(innermost.last):
            return self._labels[index + 1].style is Style.NONE and len(self._blocks[index + 1].text.split()) <= 12
        return False


def _reads_as_heading(label: Label) -> bool:
    """Whether what stands behind a number has the form of a heading, in which a colon is only a colon: a line that is
    numbered is no "label: value" of a form. "30. Youth Justice Service: inspection and plan"."""
    words = label.rest
    if label.style is Style.NONE:
        return reads_as_heading(words)
    words = re.sub(r"^(?:19|20)\d\d(?:[/–-]\d\d)?\s+(?=[A-Z])", "", words)  # "88 2024/25 Budget Monitoring"
    if not re.search(r":\s", words):
        return reads_as_heading(words)
    return reads_as_heading(words) or reads_as_heading(re.sub(r":\s+", " – ", words))
