"""The cover of a paper: everything before its text begins, row by row.

A cover is made of rows "label: value" (lines or tables) and of lines that carry no label: the marking, the body, the
date, the title. The text begins with the first numbered paragraph, list or sentence of prose; the headings just above
it belong to it, unless one of them is all that the paper has for a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import is_date_line
from ingest.marking import is_marking_line
from ingest.numbering import Style, label_of
from ingest.parse.headings import bare, begins_minute, ends_sentence, is_answer, is_capitals, reads_as_heading
from ingest.parse.titles import (
    SECTION,
    CoverRow,
    has_title,
    is_form_name,
    is_usual_label,
    names_section,
    with_colon_title,
    with_one_title,
)
from ingest.report import Block, BlockKind

_LABEL_WORDS = 26  # a form's questions are labels too
_PROSE_WORDS = 14
_SENTENCE_WORDS = 6  # of a sentence that stands right under a heading
_BODY = re.compile(
    r"(?:.*\b(?:committee|sub-?committee|board|cabinet|panel|forum|commission|council|assembly|partnership|trustees"
    r"|governing body|(?:task|working|advisory) group)|(?:the )?(?:\w+ )?executive)(?:\s*(?:\(.*\)|meeting|[A-Z]))?",
    re.I,
)
_NOT_BODY = re.compile(
    r"\b(?:report|plan|update|inspection|minutes|decisions|terms of reference|of the"
    r"|why|what|how|when|where|who|this|is|are|was|were|has|have|will|should"  # of running text
    r"|(?:strategy|review|policy)(?!\s+(?:and|&|committee|panel|board|commission|overview|scrutiny|development)\b))\b",
    re.I,
)
_COUNCIL_LINE = re.compile(
    r"(?:The |THE )?(?:(?:(?:London|Royal|Metropolitan|County|LONDON|ROYAL|METROPOLITAN|COUNTY) )?"
    r"(?:Borough|BOROUGH) (?:Council |COUNCIL )?(?:of|OF) .+"
    r"|(?:[A-Z][\w’'-]*,? (?:(?:and|upon|on|of|the|in|with) )*)+(?:Council|COUNCIL|(?:Unitary )?Authority|AUTHORITY)"
    r"|(?:City|CITY|Council|COUNCIL) (?:of|OF) .+)"
)
_STAMP = re.compile(r"(?:sample|specimen|draft|example)\b.{0,40}", re.I)  # no part of a title
_COLONLESS = re.compile(
    r"((?:date of (?:the )?meeting|meeting date|report (?:to|of|by|author|title|reference(?: no\.?)?)"
    r"|relevant (?:officer|cabinet member"
    r"|portfolio holder)|wards?(?:\(s\))? affected|lead (?:officer|member)|contact officer|portfolio holder"
    r"|decision maker|key decision"
    r"|classification|subject|title|author|agenda item(?: no\.?)?))\s+(?=\S)(?!of\b)(.+)",
    re.I,
)
_WITH_COLON = re.compile(r"([A-Z(][^:]{1,160}?)\s*:(?!//)\s*(.*)$", re.S)
_ROW_LABEL = re.compile(  # what forms have besides, in tables alone: as lines these head sections
    r"(?:\w+ )?(?:recommendations?(?:\(s\))?|purpose|summary|background|appendices)|reasons? for .+|.+ implications",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:is|are) (?:asked|recommended|requested|invited)\b|^(?:it is )?recommended(?: that| to)?\W*:$"
    r"|(?:\S+\s+){3,}(?:to|that):$|^that (?:\S+\s*){1,8}:$",
    re.I,
)
_QUESTION = re.compile(r"([A-Z].{4,160}\?)\s*((?:yes|no|none|n/?a|not applicable|exempt|part (?:1|2|i|ii)\b).*)$", re.I)


@dataclass(frozen=True, slots=True)
class Cover:
    rows: tuple[CoverRow, ...]
    text_begins: int  # index of the first block of the text, its headings counted

    def value(self, pattern: str) -> str:
        """What stands against the first label that matches; "" where none does or it is empty."""
        return next((row.value for row in self.rows if re.fullmatch(pattern, row.label, re.I) and row.value), "")


def cover_of(blocks: Sequence[Block]) -> Cover:
    """Split the cover from the text."""
    begins = next((index for index in range(len(blocks)) if _is_text(blocks, index)), len(blocks))
    first_heading = begins
    while first_heading > 0 and _could_head(blocks[first_heading - 1]):
        first_heading -= 1
    rows = _rows(blocks[:first_heading])
    if not has_title(rows):
        title_ends = _end_of_title(blocks, first_heading, begins)
        if title_ends > first_heading and not names_section(blocks[first_heading].text):
            rows, first_heading = _rows(blocks[:title_ends]), title_ends
        else:
            rows = with_colon_title(rows)
    return Cover(tuple(rows), first_heading)


def label_and_value(text: str) -> tuple[str, str] | None:
    """("Report of", "The Director") of a row written on one line; None for other lines."""
    match = _WITH_COLON.match(text)
    if match and len(match[1].split()) <= _LABEL_WORDS and not ends_sentence(match[1]):
        return match[1].strip(), match[2].strip()
    for form in (_QUESTION, _COLONLESS):
        if match := form.match(text):
            return match[1].strip(), match[2].strip()
    return None


def _pair(block: Block) -> tuple[str, str] | None:
    """A block's label and value. A heading has none unless its label is a usual one: "The Plan: a view" is a title."""
    pair = label_and_value(block.text)
    return None if pair and block.kind is BlockKind.HEADING and not is_usual_label(pair[0]) else pair


def _is_text(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if block.kind is BlockKind.TABLE:
        return not is_form(block.rows)
    if label_of(block.text).style is not Style.NONE:
        return not is_date_line(block.text)
    if begins_minute(block.text):
        return True
    if _ASKS.search(block.text):
        return True
    if block.kind is BlockKind.HEADING or _pair(block) or is_marking_line(block.text):
        return False
    words = len(block.text.split())
    above = blocks[index - 1] if index else None
    fewest = 3 if above is not None and above.kind is BlockKind.HEADING else _SENTENCE_WORDS
    if above is not None and _could_head(above) and words >= fewest and ends_sentence(block.text):
        return not is_date_line(block.text) and not is_answer(block.text)
    return (
        words >= _PROSE_WORDS
        and (ends_sentence(block.text) or words > 2 * _PROSE_WORDS)
        and not is_capitals(block.text)
    )


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is a form: every row a label and what stands against it."""
    filled = [[cell for cell in row if cell] for row in rows]
    if is_letterhead(filled):
        return True
    pairs = [row for row in filled if len(row) >= 2]
    if not pairs or any(len(row[0].split()) > _LABEL_WORDS for row in filled if row):
        return False
    return sum(_is_label(row[0]) or _labels_row(row) for row in pairs) >= len(pairs) / 2


def is_letterhead(filled: Sequence[Sequence[str]]) -> bool:
    """Whether a table only sets the lines of a cover, one or two a row: the council, the committee, the date."""
    cells = [cell for row in filled for cell in row]
    if (
        not cells
        or len(filled) > 6
        or max(map(len, filled)) > 2
        or any(len(cell.split()) > _LABEL_WORDS for cell in cells)
    ):
        return False
    bodies = [cell for cell in cells if is_body_line(cell) or _COUNCIL_LINE.fullmatch(cell)]
    return bool(bodies) and any(map(is_date_line, cells)) and not any(is_usual_label(row[0]) for row in filled if row)


def _labels_row(row: Sequence[str]) -> bool:
    """Whether a row of two cells begins with what a form asks for, and what would head a column of a wider table."""
    return len(row) == 2 and len(row[0].split()) <= 4 and bool(_ROW_LABEL.fullmatch(row[0]))


def _is_label(cell: str) -> bool:
    """Whether the first cell of a row is the label of the others: by its colon, or by a usual word of covers."""
    if cell.rstrip()[-1:] in set(":?.") or _COLONLESS.match(f"{cell} x"):
        return True
    return len(cell.split()) <= 4 and not re.search(r"\d", cell) and is_usual_label(cell)


def _could_head(block: Block) -> bool:
    """Whether a block of the cover can be a heading of the text below it."""
    if block.kind is BlockKind.TABLE or is_marking_line(block.text) or is_date_line(block.text):
        return False
    if (
        is_body_line(block.text)
        or _is_body_and_day(block.text)
        or _COUNCIL_LINE.fullmatch(block.text)
        or is_form_name(block.text)
    ):
        return False
    pair = _pair(block)
    return (block.kind is BlockKind.HEADING or reads_as_heading(block.text)) and (pair is None or not pair[1])


def _end_of_title(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where the title that begins at `start` ends: it goes on over headings of one rank, one at least."""
    index = start
    while index < end and (index == start or (blocks[index].level == blocks[start].level and blocks[index].level > 0)):
        index += 1
    return index if index < end or end == len(blocks) else min(start + 1, end)


def _rows(blocks: Sequence[Block]) -> list[CoverRow]:
    rows: list[CoverRow] = []
    section = SECTION
    labelled = False  # a row with a label has been met
    waiting: CoverRow | None = None  # a label whose value stands on the next line
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE:
            filled = [[cell for cell in row if cell] for row in block.rows if any(row)]
            if is_letterhead(filled):
                lines = (Block(BlockKind.PARAGRAPH, cell, block.page) for row in filled for cell in row)
                rows.extend(_unlabelled(line, section) for line in lines)
            else:
                rows.extend(_table_row(row, section, block.page) for row in filled)
            labelled = True
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is not None and following.kind is BlockKind.TABLE and labelled and _could_head(block):
            section = bare(block.text)
            continue
        pair = _pair(block)
        if waiting is not None and pair is None:
            rows[-1] = CoverRow(waiting.label, f"{waiting.text} {block.text}", block.text, section, waiting.page)
            waiting = None
            continue
        waiting = None
        if pair is not None:
            rows.append(CoverRow(pair[0], block.text, pair[1], section, block.page))
            waiting, labelled = rows[-1] if not pair[1] else None, True
        else:
            rows.append(_unlabelled(block, section))
    return with_one_title([row for row in rows if row.label])


def _table_row(row: Sequence[str], section: str, page: int | None) -> CoverRow:
    cells = [cell for cell in row if cell]
    value = " ".join(cells[1:])
    if len(cells) == 1 and (pair := label_and_value(cells[0])):
        return CoverRow(pair[0], cells[0], pair[1], section, page)
    return CoverRow(bare(cells[0]), " ".join(cells), value, section, page)


def _unlabelled(block: Block, section: str) -> CoverRow:
    text = block.text
    if _STAMP.fullmatch(text):
        label = "Stamp"
    elif is_marking_line(text):
        label = "Classification"
    elif is_date_line(text):
        label = "Date of Meeting"
    elif _COUNCIL_LINE.fullmatch(text) and not _NOT_BODY.search(text):
        label = "Council"
    elif is_body_line(text) or _is_body_and_day(text):
        label = "Committee"
    else:
        label = "Title"
    return CoverRow(label, text, text, section, block.page, block.level if block.kind is BlockKind.HEADING else 0)


def _is_body_and_day(text: str) -> bool:
    """Whether a line is a committee and the day it meets: "Cabinet – Tuesday, 19 September 2023"."""
    body, _, day = re.sub(r"\s*[–—|-]\s+|\s+[–—|-]\s*|,\s+(?=\d|\w+day\b)", "\n", text, count=1).partition("\n")
    return bool(day) and is_body_line(body) and is_date_line(day)


def is_body_line(text: str) -> bool:
    """Whether a line names a committee or board and nothing else."""
    return (
        bool(_BODY.fullmatch(text))
        and not _NOT_BODY.search(text)
        and len(text.split()) <= 12
        and not ends_sentence(text)
    )
