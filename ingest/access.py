"""Who may see a paragraph, given what it holds and what holds it. Pure.

A paragraph's words include those of its sub-items. So a sub-item is no more open than the paragraph that is marked, and
a paragraph is no more open than any sub-item; the sub-item's neighbours keep their own level. Levels are only raised.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.report import Access, Paragraph, Report


def settled(report: Report) -> Report:
    """The report as parsed, with every paragraph's access raised to what its words need. Once only: what was raised for
    the sake of one sub-item would be handed down to the others.
    """
    by_para = {paragraph.para: paragraph for paragraph in report.paragraphs}
    level = {para: _inherited(paragraph, by_para) for para, paragraph in by_para.items()}
    needed = dict(level)
    for para, paragraph in by_para.items():
        for above in _above(paragraph, by_para):
            needed[above.para] = max(needed[above.para], level[para])
    raised = tuple(replace(p, access=needed[p.para]) if needed[p.para] > p.access else p for p in report.paragraphs)
    return replace(report, paragraphs=raised)


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as all readers between two levels see it, both included."""

    report: Report
    lowest: Access
    highest: Access


def as_seen(report: Report) -> tuple[Seen, ...]:
    """The report as each sort of reader sees it, the most open first; readers who see nothing of it have none."""
    levels = sorted({paragraph.access for paragraph in report.paragraphs})
    highest = [Access(level - 1) for level in levels[1:]] + [max(Access)]
    return tuple(
        Seen(replace(report, paragraphs=tuple(p for p in report.paragraphs if p.access <= level)), level, last)
        for level, last in zip(levels, highest, strict=True)
    )


def is_settled(report: Report) -> bool:
    """Whether no paragraph is more open than one that it holds."""
    level = {paragraph.para: paragraph.access for paragraph in report.paragraphs}
    return all(level.get(paragraph.parent, Access.EXEMPT) >= paragraph.access for paragraph in report.paragraphs)


def _inherited(paragraph: Paragraph, by_para: dict[str, Paragraph]) -> Access:
    return max([paragraph.access, *(above.access for above in _above(paragraph, by_para))])


def _above(paragraph: Paragraph, by_para: dict[str, Paragraph]) -> list[Paragraph]:
    """The paragraphs that hold this one, nearest first. A circle of parents, which no parser makes, ends."""
    found: list[Paragraph] = []
    above = by_para.get(paragraph.parent)
    while above is not None and above not in found:
        found.append(above)
        above = by_para.get(above.parent)
    return found
