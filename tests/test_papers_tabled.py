"""Rows of tables that two papers have: risks and actions in a briefing, in a comparison and in a pack's timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.ask import Assistant
from assistant.ledger.timeline import TimelineRow
from assistant.papers import written
from assistant.papers.briefing import briefing
from assistant.papers.comparison import comparison
from assistant.papers.gate import held
from assistant.papers.handout import Handout, Line, Table
from assistant.papers.onboarding import onboarding
from assistant.papers.registers import risks_of
from assistant.papers.rows import settled
from assistant.papers.sources import Sources
from ingest.pipeline import ingest
from ingest.report import Access, Cell, Scope
from ingest.settings import Settings

_COVER = """# Aldwick Borough Council

**Meeting:** Housing Committee
**Date:** {day}
**Title:** {title}

"""
THEN = (
    _COVER.format(day="5 March 2024", title="Response to the regulator’s judgement")
    + """## Why this is before you

The regulator graded the Council C3 on 8 February 2024. It found that 900 homes had no current gas certificate.

## Recommendations

The Committee is asked to:

1. agree the programme of repairs; and
2. agree that the Repairs Board meets from 1 June 2024.

## Programme

| Ref | Action | Due | Status |
|---|---|---|---|
| A1 | Inspect every boiler | 30 June 2024 | In progress |
| A2 | Appoint a tenants’ panel | May 2024 | Green |

## What could go wrong

| Ref | Risk | Likelihood | Impact | Score |
|---|---|---|---|---|
| R1 | Fitters cannot be found | 3 | 4 | 12 |
| R2 | The regulator takes action | 3 | 5 | 15 |
"""
)
NOW = (
    _COVER.format(day="4 March 2025", title="Homes programme: one year on")
    + """## Summary

This report tells what has been done.

## Recommendations

1. Note the progress.
2. WITHDRAWN – the recommendation on rents will come to a later meeting.

## Programme

| Ref | Action | Due | Status |
|---|---|---|---|
| A1 | Inspect every boiler | 31 March 2025 | Delayed |
| A2 | Appoint a tenants’ panel | May 2024 | Complete |

## What could go wrong

| Ref | Risk | Likelihood | Impact | Score |
|---|---|---|---|---|
| R1 | Fitters cannot be found | 3 | 4 | 12 |
| R2 | The regulator takes action | 4 | 5 | 20 |
"""
)
OPTIONS = (
    _COVER.format(day="4 March 2025", title="Office accommodation")
    + """## 1. Options

| Option | Benefit | Risk |
|---|---|---|
| Stay in the town hall | No cost of moving | Repairs of the roof |
| Lease an office | Less space to heat | A rent for ten years |
"""
)
MINUTES = """# Aldwick Borough Council

## Housing Committee

### Minutes of the meeting held on 5 March 2024

**Present:** Councillor Ruth Callender (Chair)

### 4. Response of Aldwick Homes to the Regulator

Members asked about boilers.

**RESOLVED:** that the programme of repairs be agreed.
"""
_MADE = date(2025, 3, 5)


@pytest.fixture(scope="module")
def tabled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("tabled")
    for name, text in (("then", THEN), ("now", NOW), ("options", OPTIONS), ("minutes", MINUTES)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(library=folder / "library", history=folder / "history")
    ingest([folder / f"{name}.md" for name in ("then", "now", "options", "minutes")], settings)
    made = Assistant(settings)
    yield made
    made.close()


def _briefed(assistant: Assistant, name: str) -> Handout:
    day = assistant.report(name, Access.OPEN).header.as_at
    return written(assistant, Access.OPEN, Scope("Aldwick", as_at=day), lambda s: briefing(s, (name,), _MADE))


def _lines(handout: Handout, heading: str) -> list[str]:
    parts = (part for chapter in handout.chapters for part in chapter.parts if part.heading.startswith(heading))
    return [piece.said for part in parts for piece in part.pieces if isinstance(piece, Line)]


def _rows(handout: Handout, heading: str) -> list[tuple[str, ...]]:
    parts = (part for chapter in handout.chapters for part in chapter.parts if part.heading.startswith(heading))
    return [row.cells for part in parts for piece in part.pieces if isinstance(piece, Table) for row in piece.rows]


def test_a_briefing_tells_the_risks_of_a_register_the_highest_score_first(tabled: Assistant) -> None:
    assert _lines(_briefed(tabled, "now.md"), "Risks") == [
        "R2: “The regulator takes action”: score “20”",
        "R1: “Fitters cannot be found”: score “12”",
    ]


def test_a_table_of_options_is_no_register_of_risk(tabled: Assistant) -> None:
    assert not tuple(risks_of(tabled.report("options.md", Access.OPEN)))
    assert "Stay in the town hall: “Repairs of the roof”" in _lines(_briefed(tabled, "options.md"), "Risks")


def test_a_briefing_says_which_scores_and_statuses_are_others_than_in_the_last_paper(tabled: Assistant) -> None:
    lines = _lines(_briefed(tabled, "now.md"), "What changed")
    assert "“Response to the regulator’s judgement”, 5 March 2024, to the Housing Committee" in lines[0]
    assert "“The regulator takes action”: then score “15”; now score “20”" in lines
    assert "A1: then “In progress”; now “Delayed”" in lines
    assert not any("Fitters" in line for line in lines)


def test_a_risk_that_has_risen_is_asked_about(tabled: Assistant) -> None:
    asked = "Why has the risk “The regulator takes action” gone from score “15” to score “20”?"
    assert asked in _lines(_briefed(tabled, "now.md"), "Questions")


def test_what_is_withdrawn_is_not_told_as_asked_for(tabled: Assistant) -> None:
    lines = _lines(_briefed(tabled, "now.md"), "What you are asked")
    assert [line.partition(":")[0] for line in lines] == ["Note"]


def test_why_now_is_the_opening_of_a_paper_whose_headings_are_its_own(tabled: Assistant) -> None:
    assert "graded the Council C3" in " ".join(_lines(_briefed(tabled, "then.md"), "Why now"))


def test_minutes_tell_a_decision_whose_item_its_paragraph_does_not_name(tabled: Assistant) -> None:
    handout = _briefed(tabled, "minutes.md")
    assert handout.left_out == 0
    assert any("programme of repairs be agreed" in line for line in _lines(handout, "What was decided"))


def test_two_papers_tables_stand_row_by_row(tabled: Assistant) -> None:
    sources = Sources(tabled, Access.OPEN, Scope("Aldwick", reports=("then.md", "now.md")))
    handout, dropped = held(comparison(sources, "then.md", "now.md", _MADE), sources)
    assert not dropped
    assert _rows(handout, "Actions") == [
        ("A1: “Inspect every boiler”", "“In progress”, due “30 June 2024”", "“Delayed”, due “31 March 2025”"),
        ("A2: “Appoint a tenants’ panel”", "“Green”, due “May 2024”", "“Complete”"),
    ]
    assert ("R2: “The regulator takes action”", "score “15”", "score “20”") in _rows(handout, "Risks")
    assert "R2: “The regulator takes action”: then score “15”; now score “20”" in _lines(handout, "In short")
    assert not any("Inspect every boiler" in cell for row in _rows(handout, "Dates") for cell in row)


def test_a_pack_says_of_what_was_asked_for_that_it_was(tabled: Assistant) -> None:
    handout = written(tabled, Access.OPEN, Scope("Aldwick"), lambda sources: onboarding(sources, _MADE))
    whats = [cells[1] for cells in _rows(handout, "Timeline")]
    assert any(what.startswith("Asked for: “agree that the Repairs Board") for what in whats)
    assert "Due: “Inspect every boiler”" in whats


def test_a_pack_tables_the_last_plan_of_actions(tabled: Assistant) -> None:
    handout = written(tabled, Access.OPEN, Scope("Aldwick"), lambda sources: onboarding(sources, _MADE))
    assert [row[:3] for row in _rows(handout, "Recommendations")] == [
        ("A1", "“Inspect every boiler”", "“Delayed”"),
        ("A2", "“Appoint a tenants’ panel”", "“Complete”"),
    ]


def test_a_story_tells_what_was_asked_for_once(tabled: Assistant) -> None:
    handout = written(tabled, Access.OPEN, Scope("Aldwick", as_at=date(2024, 3, 5)), lambda s: onboarding(s, _MADE))
    story = _lines(handout, "The story")
    assert sum("Repairs Board meets" in line for line in story) <= 1


def test_a_table_that_marks_no_heads_has_them_in_its_first_row_and_a_target_is_no_score(tabled: Assistant) -> None:
    paper = tabled.report("now.md", Access.OPEN)
    row = next(paragraph for paragraph in paper.paragraphs if paragraph.cells)
    texts = (
        ("Risk no.", "Description of risk", "Current rating", "Target rating"),
        ("14", "Harm to trust", "High", "Medium"),
    )
    bare = tuple(replace(row, cells=tuple(Cell("", text) for text in each)) for each in texts)
    (risk,) = risks_of(replace(paper, paragraphs=bare))
    assert (risk.label, risk.what, risk.told) == ("14", "Harm to trust", "current rating “High”")


def test_a_date_that_has_moved_counts_at_the_later_day(tabled: Assistant) -> None:
    known = Sources(tabled, Access.OPEN, Scope("Aldwick")).rows(TimelineRow)[0]
    quote, printed = "The target date has moved from 31 March 2024 to 31 July 2024.", "31 March 2024 to 31 July 2024"
    row = replace(known, when="2024-03-31", until="2024-07-31", quote=quote, printed=printed)
    assert (settled(row).when, settled(row).until, settled(row).printed) == ("2024-07-31", "", "31 July 2024")
    stretch = replace(row, quote="Inspectors come from 31 March 2024 to 31 July 2024.")
    assert settled(stretch) == stretch
