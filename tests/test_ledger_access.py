"""The law for ledgers: a reader gets the rows it would get if what it may not see did not exist, and no others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from made import DIMENSIONS, ENCODER, reader, vectors
from plain_papers import sample

from assistant.ledger.filling import fill
from assistant.ledger.holdings import Row
from assistant.ledger.kinds import LEDGERS
from ingest.access import as_seen, settled
from ingest.facts import stated
from ingest.passages import passages
from ingest.report import Access, Report, Scope
from ingest.store import Store


@cache
def open_papers() -> tuple[Report, ...]:
    """The sample papers, every paragraph open."""
    return tuple(
        replace(report, paragraphs=tuple(replace(p, access=Access.OPEN) for p in report.paragraphs))
        for report in sample()
    )


def library(folder: Path, papers: list[Report]) -> Path:
    with Store(folder, ENCODER, DIMENSIONS) as store:
        for report in papers:
            cut = passages(report)
            store.put(report, cut, vectors([passage.embedded for passage in cut]), "", stated(report))
    return folder


def rows(folder: Path, access: Access) -> dict[str, tuple[Row, ...]]:
    with reader(folder, access) as held:
        return {ledger.name: fill(ledger, held, Scope()).rows for ledger in LEDGERS}


@settings(max_examples=8, deadline=None)
@given(
    papers=st.lists(st.integers(0, 14), min_size=1, max_size=4, unique=True),
    drawn=st.randoms(use_true_random=False),
)
def test_closed_paragraphs_might_as_well_not_be_there(papers: list[int], drawn: Random) -> None:
    marked = [settled(closed(open_papers()[number], drawn)) for number in papers]
    visible = [seen.report for report in marked for seen in as_seen(report) if seen.lowest is Access.OPEN]
    with TemporaryDirectory() as folder:
        whole = library(Path(folder) / "whole", marked)
        alone = library(Path(folder) / "alone", visible)
        assert not visible or rows(whole, Access.OPEN) == rows(alone, Access.OPEN)


def closed(report: Report, drawn: Random) -> Report:
    """The report with some paragraphs exempt and some confidential."""
    levels = drawn.choices((Access.OPEN, Access.CONFIDENTIAL, Access.EXEMPT), (8, 1, 1), k=len(report.paragraphs))
    return replace(
        report, paragraphs=tuple(replace(p, access=level) for p, level in zip(report.paragraphs, levels, strict=True))
    )


def test_the_exempt_sample_paper_is_in_no_open_row(tmp_path: Path) -> None:
    folder = library(tmp_path / "l", list(sample()))
    everything, allowed = rows(folder, Access.EXEMPT), rows(folder, Access.OPEN)
    assert any("Part 2" in str(row) for own in everything.values() for row in own)
    assert not any("Part 2 Beacon Rise" in str(row) for own in allowed.values() for row in own)
    assert sum(map(len, allowed.values())) < sum(map(len, everything.values()))


def test_no_row_of_one_council_rests_on_a_paper_of_another(tmp_path: Path) -> None:
    folder = library(tmp_path / "l", list(sample()))
    with reader(folder, Access.EXEMPT) as held:
        councils = {card.name: card.header.council for card in held.cards()}
        for ledger in LEDGERS:
            for row in fill(ledger, held, Scope()).rows:
                named = [name for name in councils if f"{name}'" in repr(row) or f"{name}::" in repr(row)]
                assert {councils[name] for name in named} == {row.council}
