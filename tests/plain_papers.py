"""Papers of a few numbered paragraphs, the sample and the reference papers: for tests of facts and ledgers."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ingest.errors import RefusedFile
from ingest.parse import parse
from ingest.read import read
from ingest.report import Cell, Header, Kind, Paragraph, Report

ROOT = Path(__file__).parent.parent
TABLE = "section:Table"


def paper(
    *texts: str,
    name: str = "paper.txt",
    on: date = date(2024, 7, 8),
    kind: Kind = Kind.REPORT,
    table: tuple[tuple[str, ...], ...] = (),
    cover: Mapping[str, str] = MappingProxyType({}),
) -> Report:
    """A paper of Ashcombe Vale Council. Texts are numbered from 1; a table begins with its headings."""
    numbered = [(str(at), f"{at} {text}") for at, text in enumerate(texts, 1)]
    headers = [(f"header:{label}", text) for label, text in cover.items()]
    paragraphs = [Paragraph(para, "", text, order) for order, (para, text) in enumerate(headers + numbered)]
    return Report(
        name, Header(council="Ashcombe Vale", as_at=on, kind=kind), (*paragraphs, *rows_of(table, len(paragraphs)))
    )


def rows_of(table: tuple[tuple[str, ...], ...], order: int) -> tuple[Paragraph, ...]:
    """A table as the parser gives it: the whole, then a paragraph for each row under the headings."""
    if not table:
        return ()
    headings, *rows = table
    whole = Paragraph(TABLE, "Table", "\n".join(" | ".join(row) for row in table), order)
    return (
        whole,
        *(
            Paragraph(
                f"{TABLE}(row {at})",
                "Table",
                " | ".join(row),
                order + at,
                TABLE,
                cells=tuple(Cell(heading, text) for heading, text in zip(headings, row, strict=True)),
            )
            for at, row in enumerate(rows, 1)
        ),
    )


@cache
def sample() -> tuple[Report, ...]:
    """Every sample paper as it is read."""
    with (ROOT / "corpus" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        names = [row["file"] for row in csv.DictReader(file)]
    return tuple(parse(read(ROOT / "corpus" / "papers" / name), name) for name in names)


@cache
def reference_papers(folder: Path) -> tuple[Report, ...]:
    """The committee papers and the inspection reports of the reference folder, those that can be read."""
    found = []
    for path in sorted((folder / "corpus").rglob("*")):
        if path.suffix in {".txt", ".pdf"}:
            with suppress(RefusedFile):  # one of them is a web page under a PDF's name
                found.append(parse(read(path), path.relative_to(folder / "corpus").as_posix()))
    return tuple(found)
