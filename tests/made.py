"""Papers made up for tests, and vectors that need no model: a text's vector is drawn by its own hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.passages import passages
from ingest.report import Access, DateSource, Header, Paragraph, Report
from ingest.store import Reader, Store

ENCODER = "made-16-mean"
DIMENSIONS = 16


def vector(text: str) -> NDArray[np.float32]:
    """Unit vector of a text, float32 (DIMENSIONS,): the same text always the same, two texts never near."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    drawn = np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)
    return drawn / np.linalg.norm(drawn)


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([vector(text) for text in texts]) if texts else np.empty((0, DIMENSIONS), np.float32)


def paragraph(para: str, text: str, order: int = 0, access: Access = Access.OPEN, parent: str = "") -> Paragraph:
    return Paragraph(para, "Background", f"{para} {text}", order, parent, page=1, access=access)


def paper(
    name: str,
    texts: Sequence[str],
    *,
    council: str = "Ashby",
    body: str = "Cabinet",
    as_at: date | None = date(2024, 5, 1),
    access: Sequence[Access] = (),
) -> Report:
    """A paper with paragraphs 1, 2, 3… of the given words; `access` of each, open where it is not given."""
    levels = [*access, *[Access.OPEN] * (len(texts) - len(access))]
    body_of = tuple(
        paragraph(str(order + 1), text, order, level)
        for order, (text, level) in enumerate(zip(texts, levels, strict=True))
    )
    header = Header(title=f"Report {name}", council=council, body=body, as_at=as_at, date_source=DateSource.MEETING)
    return Report(name, header, body_of, hashlib.sha256("\n".join([name, *texts]).encode()).hexdigest())


def put(store: Store, report: Report) -> None:
    cut = passages(report)
    store.put(report, cut, vectors([passage.embedded for passage in cut]))


def library(folder: Path, *reports: Report) -> Path:
    """A library of those papers, with its index published."""
    with Store(folder, ENCODER, DIMENSIONS) as store:
        for report in reports:
            put(store, report)
        store.commit()
    return folder


def reader(folder: Path, access: Access = Access.OPEN) -> Reader:
    return Reader(folder, access, ENCODER)


def embedded(report: Report, para: str) -> NDArray[np.float32]:
    """The vector of a paper's paragraph, as `put` made it."""
    return next(vector(passage.embedded) for passage in passages(report) if passage.ref.para == para)
