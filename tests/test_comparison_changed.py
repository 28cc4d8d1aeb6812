"""Sums and dates that changed between two papers: what is worked out, what is only set side by side, and what moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.papers.comparison import comparison
from assistant.papers.gate import held
from assistant.papers.handout import Handout, Line, Row, Table
from assistant.papers.sources import Sources
from ingest.pipeline import ingest
from ingest.report import Access, Scope
from ingest.settings import Settings

THEN, NOW, ELSEWHERE = "then.txt", "now.txt", "elsewhere.txt"
_COVER = """{council} Council

REPORT TO: Children and Families Committee
Date of Meeting: {day}
Report of: Director of Children’s Services
Subject/Title: Family Hubs

1.0 Report Summary
1.1 This report is about the family hubs of {council}.

"""
_THEN = """2.0 Financial Implications
2.1 The cost of the family hubs is £412k in 2024/25.

3.0 Next Steps
3.1 The evaluation of the family hubs in Harbour Ward by the university will be published by 30 June 2024.
3.2 A leaflet on bicycle storage will be printed by 31 March 2024.
"""
_NOW = """2.0 Financial Implications
2.1 The cost of the family hubs is £455k in 2024/25.

3.0 Next Steps
3.1 The evaluation of the family hubs in Harbour Ward by the university will be published by 30 November 2024.
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("changed")
    papers: Path = folder / "papers"
    papers.mkdir()
    for name, council, day, words in (
        (THEN, "Fernmoor", "9 January 2024", _THEN),
        (NOW, "Fernmoor", "10 September 2024", _NOW),
        (ELSEWHERE, "Aldwick", "10 September 2024", _NOW),
    ):
        (papers / name).write_text(_COVER.format(council=council, day=day) + words, encoding="utf-8")
    settings = Settings(library=folder / "library", history=folder / "history")
    assert not ingest([papers], settings, lambda _: None).failed
    assistant = Assistant(settings)
    yield assistant
    assistant.close()


def compared(assistant: Assistant, now: str) -> Handout:
    sources = Sources(assistant, Access.OPEN, Scope())
    kept, fallen = held(comparison(sources, THEN, now, date(2026, 1, 1)), sources)
    assert fallen == ()
    return kept


def rows(handout: Handout, heading: str) -> list[Row]:
    parts = [part for chapter in handout.chapters for part in chapter.parts if part.heading == heading]
    return [row for part in parts for piece in part.pieces if isinstance(piece, Table) for row in piece.rows]


def lines(handout: Handout, heading: str) -> list[str]:
    parts = [part for chapter in handout.chapters for part in chapter.parts if part.heading == heading]
    return [piece.said for part in parts for piece in part.pieces if isinstance(piece, Line)]


def test_a_difference_is_worked_out_where_purpose_and_period_are_the_same(opened: Assistant) -> None:
    handout = compared(opened, NOW)
    (cost,) = rows(handout, "Money")
    assert cost.calculated
    assert cost.cells[2].endswith("more by £43,000 (calculated)")
    assert any(line.endswith("then £412k; now £455k") for line in lines(handout, "In short"))


def test_a_date_that_moved_stands_beside_the_old_one(opened: Assistant) -> None:
    handout = compared(opened, NOW)
    (moved,) = rows(handout, "Dates, deadlines and promises")
    assert "30 June 2024" in moved.cells[1]
    assert "30 November 2024" in moved.cells[2]
    assert any(line.endswith("then 30 June 2024; now 30 November 2024") for line in lines(handout, "In short"))


def test_a_promise_never_spoken_of_again_has_fallen_silent(opened: Assistant) -> None:
    fallen = lines(compared(opened, NOW), "Said then, not addressed now")
    assert len(fallen) == 1
    assert "bicycle storage" in fallen[0]


def test_nothing_is_worked_out_across_councils(opened: Assistant) -> None:
    handout = compared(opened, ELSEWHERE)
    money = rows(handout, "Money")
    assert len(money) == 2
    assert not any(row.calculated for row in money)
    assert not lines(handout, "In short")
