"""Blocks → `Report`: the cover, the header, the text with its addresses, and who may see what. Pure.

Council papers are numbered in many ways; the rules here know forms of numbers, not papers. `cover` finds where the
text begins, `body` writes it, `outline` gives the addresses, `header` and `council` say what the paper is, `marking`
who may see it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.access import settled
from ingest.appendices import appendix_access, named_appendices
from ingest.marking import is_marking_label, paper_access
from ingest.parse.body import Body
from ingest.parse.cover import Cover, cover_of
from ingest.parse.header import header_of, kind_of
from ingest.parse.judgements import judgements_in
from ingest.parse.outline import Outline
from ingest.report import Access, Block, BlockKind, Kind, Paragraph, Report

_OPENING = 9000  # characters that tell what sort of paper it is


def parse(blocks: Sequence[Block], name: str, *, digest: str = "", unmarked: Access = Access.OPEN) -> Report:
    """Read a paper's blocks as a report.

    Args:
        blocks: in reading order.
        name: the report's path relative to the folder ingested.
        digest: SHA-256 of the file, hexadecimal.
        unmarked: the level of a paper that carries no marking; a marking may raise it, nothing lowers it.
    """
    cover = cover_of(blocks)
    text = "\n".join(_words(block) for block in blocks)
    kind = kind_of(cover, text[:_OPENING])
    rest: Sequence[Block] = blocks[cover.text_begins :]
    judgements: tuple[tuple[str, str, int | None], ...] = ()
    if kind is Kind.INSPECTION:
        judgements, rest = judgements_in(rest)
    header = header_of(cover, kind, text)
    pairs = [(row.label, row.value) for row in cover.rows]
    access = max(unmarked, paper_access(pairs, rest))
    named = _named(cover, rest)
    access = max(access, appendix_access(header.title, named))
    outline = _cover_outline(cover, judgements, access)
    body = Body(rest, kind, header.title or "Text", access, named).write()
    report = Report(name, header, _numbered((*outline.paragraphs(), *body.paragraphs())), digest)
    said = _openly(report)
    return report if said is None else replace(report, header=header_of(cover, kind, said))


def _openly(report: Report) -> str | None:
    """The words that all who may see anything of a paper can read; None where that is all of it. Its header is shown to
    each of them: a council that only a closed appendix names would be told by it."""
    seen = settled(report).paragraphs
    most_open = min((paragraph.access for paragraph in seen), default=Access.OPEN)
    if all(paragraph.access == most_open for paragraph in seen):
        return None
    read = {paragraph.para: paragraph for paragraph in seen if paragraph.access == most_open}
    return "\n".join(paragraph.text for paragraph in read.values() if paragraph.parent not in read)


def _cover_outline(cover: Cover, judgements: Sequence[tuple[str, str, int | None]], access: Access) -> Outline:
    outline = Outline()
    outline.open_section("", access)
    for row in cover.rows:
        outline.top(f"header:{row.label}", row.text, row.page, section=row.section)
    for area, grade, page in judgements:
        outline.top(f"header:Judgement/{area}", f"{area} {grade}", page, section="Judgements")
    return outline


def _named(cover: Cover, blocks: Sequence[Block]) -> dict[str, Access]:
    """The appendices that the paper says are exempt, on its cover or in its text."""
    answers = [f"Exempt: {row.value}" for row in cover.rows if is_marking_label(row.label)]
    return named_appendices([*(row.text for row in cover.rows), *answers, *(_words(block) for block in blocks)])


def _numbered(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(replace(paragraph, order=order) for order, paragraph in enumerate(paragraphs))


def _words(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return "\n".join(re.sub(r"\s+", " ", " ".join(row)) for row in block.rows)
    return block.text
