"""The rows of a paper's tables, each cell under a heading. Pure.

Where a file does not say which row has the headings, the first row of the table has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.report import Cell, Paragraph, Report


def rows_of_tables(report: Report) -> Iterator[tuple[Paragraph, tuple[Cell, ...]]]:
    """Each row with its cells, in reading order."""
    first: dict[str, Paragraph] = {}
    for paragraph in report.paragraphs:
        if not paragraph.cells:
            continue
        heads = first.setdefault(paragraph.parent, paragraph).cells
        bare = not any(cell.heading for cell in (*heads, *paragraph.cells))
        if bare and heads is not paragraph.cells and len(heads) == len(paragraph.cells):
            pairs = zip(heads, paragraph.cells, strict=True)
            yield paragraph, tuple(replace(cell, heading=head.text) for head, cell in pairs)
        else:
            yield paragraph, paragraph.cells
