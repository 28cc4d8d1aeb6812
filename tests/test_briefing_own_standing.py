"""How a briefing tells of recommendations and actions that are no inspection's, and of minutes' actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.papers import written
from assistant.papers.briefing import briefing
from assistant.papers.handout import Handout, Line
from ingest.pipeline import ingest
from ingest.report import Access, Scope
from ingest.settings import Settings

PLAN = """# Aldwick Borough Council

**Meeting:** Audit Committee
**Date:** 25 November 2024
**Title:** Assurance review: plan of action

## 1. Purpose

1.1 This report asks the Committee to agree new dates.

## 2. Commentary

2.1 Six of the 14 recommendations are now complete. Seven are in progress and one has not started.

2.2 The 2021/22 accounts were signed on 28 August 2024; those for 2022/23 are due by 31 December 2024.

2.3 The forecast overspend has risen from £3.2m to £3.6m because of the tender.

## 3. Plan

| Ref | Recommendation | Owner | Original date | Revised date | Status |
|---|---|---|---|---|---|
| R3 | Bring the accounts up to date | Treasurer | 30 September 2024 | 31 January 2025 | In progress |
| R5 | Publish a programme for members | Monitoring Officer | 31 July 2024 | | Complete |
| R7 | Replace the repairs system | Director of Housing | 31 March 2025 | 30 September 2025 | Delayed |
"""
MINUTES = """# Aldwick Borough Council

## Improvement Board

### Minutes of the meeting held on 3 September 2024

**Present:** Dame Ruth Callender (Chair)

### 1. Housing repairs

Members were told that the supplier had withdrawn.

**RESOLVED:** that a monthly report be brought to the Board.

**ACTION:** Director of Housing to bring a revised timetable to the next meeting.
"""


@pytest.fixture(scope="module")
def aldwick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("aldwick")
    for name, text in (("plan.md", PLAN), ("minutes.md", MINUTES)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(library=folder / "library", history=folder / "history")
    ingest([folder / "plan.md", folder / "minutes.md"], settings)
    made = Assistant(settings)
    yield made
    made.close()


def briefed(assistant: Assistant, name: str, scope: Scope) -> Handout:
    made = date(2026, 4, 1)
    handout = written(assistant, Access.OPEN, scope, lambda sources: briefing(sources, (name,), made))
    assert handout.left_out == 0
    return handout


def told(handout: Handout, heading: str) -> list[str]:
    parts = (part for chapter in handout.chapters for part in chapter.parts if part.heading.startswith(heading))
    return [piece.said for part in parts for piece in part.pieces if isinstance(piece, Line)]


def test_a_plan_of_action_is_told_from_its_own_table_without_what_is_complete(aldwick: Assistant) -> None:
    lines = told(briefed(aldwick, "plan.md", Scope("Aldwick")), "Open recommendations")
    assert lines[0].startswith("“Six of the 14 recommendations are now complete. Seven are in progress")
    assert "R7: “Replace the repairs system”: “Delayed”; revised date “30 September 2025”" in lines
    assert not any("Publish a programme" in each for each in lines)


def test_a_day_that_moved_is_asked_about_the_late_one_first(aldwick: Assistant) -> None:
    asked = [each for each in told(briefed(aldwick, "plan.md", Scope("Aldwick")), "Questions") if "moved" in each]
    assert (
        asked[0] == "“Replace the repairs system”: why has its date moved from “31 March 2025” to “30 September 2025”?"
    )


def test_a_date_says_what_it_is_of_and_a_sum_what_it_became(aldwick: Assistant) -> None:
    handout = briefed(aldwick, "plan.md", Scope("Aldwick"))
    (due,) = (each for each in told(handout, "Key dates") if "31 December 2024" in each)
    assert "“The 2021/22 accounts were signed" in due
    assert any(each.startswith("£3.2m to £3.6m: “") for each in told(handout, "Money"))


def test_what_minutes_mark_as_an_action_is_told(aldwick: Assistant) -> None:
    scope = Scope("Aldwick", as_at=date(2024, 9, 3))
    lines = told(briefed(aldwick, "minutes.md", scope), "What somebody is to do")
    assert lines == ["Housing repairs: “Director of Housing to bring a revised timetable to the next meeting.”"]


def test_no_briefing_says_that_nothing_is_open_where_a_paper_held_says_otherwise(sample: Settings) -> None:
    assistant = Assistant(sample)
    scope = Scope("Fernshire Moor", as_at=date(2024, 7, 2))
    name = "Minutes 02072024 Children and Families Committee.docx"
    handout = briefed(assistant, name, scope)
    assert [each for each in told(handout, "Open recommendations") if "recommendation 10" in each]
    assistant.close()
