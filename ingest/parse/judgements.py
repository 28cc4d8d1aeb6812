"""An inspection's judgements: which grade was given to which area, from the table on its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numbering import label_of
from ingest.report import Block, BlockKind

_GRADE = re.compile(
    r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|satisfactory|effective"
    r"|ineffective|not effective)\W*",
    re.I,
)

Judgement = tuple[str, str, int | None]  # area, grade, page from 1


def judgements_in(blocks: Sequence[Block]) -> tuple[tuple[Judgement, ...], list[Block]]:
    """The judgement rows of an inspection report, and the blocks without them.

    A row is an area and, in its last cell, a grade. A number before the area is left off: it counts judgements, not
    paragraphs. A judgement set over its own pages further on is their heading.
    """
    found: list[Judgement] = []
    rest: list[Block] = []
    on_cover = True
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            rest.append(block)
            on_cover = on_cover and (not found or block.kind is not BlockKind.HEADING or block.page == found[0][2])
            continue
        on_cover = on_cover and (not found or block.page == found[0][2])
        kept: list[tuple[str, ...]] = []
        for row in block.rows:
            judgement = _judgement(row, block.page)
            if judgement is not None and on_cover:
                found.append(judgement)
            elif judgement is not None:
                rest.append(Block(BlockKind.HEADING, f"{judgement[0]}: {judgement[1]}", block.page, level=1))
            elif not re.fullmatch(r"(?:key )?judge?ments? (?:judge?ment )?grades?", " ".join(row).strip(), re.I):
                kept.append(row)
        if kept:
            rest.append(Block(BlockKind.TABLE, page=block.page, rows=tuple(kept)))
    return tuple(found), rest


def _judgement(row: Sequence[str], page: int | None) -> Judgement | None:
    cells = [" ".join(cell.split()) for cell in row if cell.strip()]
    if len(cells) != 2 or not _GRADE.fullmatch(cells[1]):
        return None
    area = label_of(cells[0]).rest or cells[0]
    return area.rstrip(" .:"), cells[1].rstrip(" ."), page
