"""How an answer's words stand in a reply, and what of the papers cited bears on the question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.papers import written
from assistant.papers.gate import held
from assistant.papers.handout import Handout, Line, Notice, Part, Row, Table
from assistant.papers.reply import Asked, allowed, reply
from assistant.papers.reply.bearing import numbers_in
from assistant.papers.reply.limits import limited
from assistant.papers.sources import Sources
from ingest.pipeline import ingest
from ingest.report import Access, Scope
from ingest.settings import Settings

MADE = date(2026, 4, 1)
COVER = """# Aldwick Borough Council

**Meeting:** {body}
**Date:** {day}
**Title:** {title}

"""
SEPTEMBER = """## 1. Purpose of the report

1.1 This report tells Cabinet how far the plan has got.

## 2. Recommendations

Cabinet is recommended to:

2.1 Note the progress set out in section 3.

2.2 Approve the release of £1.8m from the transformation reserve for the replacement of the repairs system.

2.3 Agree that the next update comes to Cabinet on 9 December 2024.

## 3. Costs

3.1 The cost of the replacement repairs system is estimated at £3.2m. It is to be met from the transformation reserve.
"""
OCTOBER = """## 1. Costs

1.1 The estimated cost of the repairs system has risen from £3.2m to £3.6m. The rest is not yet funded.

## 2. Bridges

2.1 The bridge at Mill Lane was closed for £3.2m of works.
"""
MINUTES = """## Improvement Board

### Minutes of the meeting held on 3 September 2024

**Present:** Dame Ruth Callender (Chair)

### 1. Grounds maintenance

The Director told the Board that the grass had been cut on time in every ward since May. Members thanked the crews for
their work over a wet summer and asked for the same next year. The Chair said that the mowers were old, that two had
broken down in June, and that a bid for new ones would be made before the budget was set.
"""
PLAN = """## Plan

| Ref | Recommendation | Owner | Revised date | Status |
|---|---|---|---|---|
| R3 | Bring the statements of accounts up to date | Treasurer | 31 January 2025 | In progress |
| R5 | Publish a programme for members | Monitoring Officer | | Complete |
| R7 | Replace the lifts in the tower blocks | Director of Housing | 30 September 2025 | Delayed |
"""
MONEY = "What will the replacement repairs system cost?"


@pytest.fixture(scope="module")
def aldwick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("aldwick")
    papers = {
        "september.md": COVER.format(body="Cabinet", day="16 September 2024", title="Recovery update") + SEPTEMBER,
        "october.md": COVER.format(body="Scrutiny Committee", day="14 October 2024", title="Costs") + OCTOBER,
        "plan.md": COVER.format(body="Audit Committee", day="25 November 2024", title="Action plan") + PLAN,
        "minutes.md": f"# Aldwick Borough Council\n\n{MINUTES}",
    }
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(library=folder / "library", history=folder / "history")
    ingest([folder / name for name in papers], settings)
    made = Assistant(settings)
    yield made
    made.close()


def replied(assistant: Assistant, question: str, scope: Scope = Scope()) -> Handout:  # noqa: B008 - frozen
    asked = (Asked(question, assistant.ask(Question(question, scope=scope))),)
    sources = Sources(assistant, Access.OPEN, Scope())
    assert held(reply(sources, asked, MADE), sources, allowed(asked))[1] == ()
    return written(assistant, Access.OPEN, Scope(), lambda own: reply(own, asked, MADE), allowed(asked))


def part(handout: Handout, heading: str) -> Part:
    return next((each for each in handout.chapters[0].parts if each.heading == heading), Part(heading, ()))


def told(handout: Handout, heading: str) -> str:
    pieces = part(handout, heading).pieces
    lines = [each.said for each in pieces if isinstance(each, Line)]
    return "\n".join((*lines, *(row.said for each in pieces if isinstance(each, Table) for row in each.rows)))


def test_what_a_later_paper_says_of_the_same_sum_is_told_and_of_another_thing_is_not(aldwick: Assistant) -> None:
    handout = replied(aldwick, MONEY, Scope(body="Cabinet"))
    assert "£3.2m" in told(handout, "Short answer")
    assert "£3.6m" not in told(handout, "Explanation")  # the question looks in one committee's papers
    whole = replied(aldwick, "How is the £3.2m for the replacement repairs system to be met?")
    text = "\n".join((told(whole, "Short answer"), told(whole, "Explanation")))
    assert "£3.6m" in text and "Mill Lane" not in text


def test_what_was_only_asked_is_not_told_as_decided(aldwick: Assistant) -> None:
    handout = replied(aldwick, "What did Cabinet agree about the transformation reserve release of £1.8m?")
    assert "Approve the release" in told(handout, "Short answer")
    assert Notice("That was asked for: no paper held says what was decided.") in part(handout, "Short answer").pieces


def test_a_meeting_of_which_no_outcome_is_held_is_not_answered_with_another_ones(aldwick: Assistant) -> None:
    handout = replied(aldwick, "What did Cabinet decide on 16 September 2024?")
    (silence, *rest) = part(handout, "Short answer").pieces
    assert isinstance(silence, Notice) and silence.text.startswith("No paper held says what was decided")
    assert not rest
    assert "next update" in told(handout, "Decisions taken, and requests whose outcome is not held")


def test_only_decisions_that_bear_on_the_question_are_told(aldwick: Assistant) -> None:
    decided = told(replied(aldwick, MONEY), "Decisions taken, and requests whose outcome is not held")
    assert "replacement of the repairs system" in decided
    assert "Note the progress" not in decided and "next update" not in decided


def test_a_heading_is_not_run_into_the_words_and_the_rest_follows_once(aldwick: Assistant) -> None:
    handout = replied(aldwick, "What was the Board told of the grass, the crews and the mowers?")
    short, rest = told(handout, "Short answer"), told(handout, "Explanation")
    assert "“The Director told the Board" in short and "Grounds maintenance" not in short
    assert rest.startswith("They also say: “") and "The Director told" not in rest


def test_a_question_on_one_recommendation_is_not_answered_with_a_table_of_others(sample: Settings) -> None:
    assistant = Assistant(sample)
    handout = replied(assistant, "What is the status of recommendation 3?", Scope("Fernshire Moor"))
    (table,) = (piece for piece in part(handout, "Explanation").pieces if isinstance(piece, Table))
    assert {row.cells[0] for row in table.rows} == {"Recommendation 3", "All together"}
    assert table.rows[0].cells[2] == "recommended"
    assistant.close()


def test_where_many_are_told_of_each_stands_as_the_last_paper_says(sample: Settings) -> None:
    assistant = Assistant(sample)
    handout = replied(assistant, "Which recommendations are still open, and who owns them?", Scope("Fernshire Moor"))
    tables = [piece for piece in part(handout, "Explanation").pieces if isinstance(piece, Table)]
    last = {row.cells[0]: row.cells[2] for table in tables for row in table.rows}
    assert last.get("Recommendation 9") == "outstanding"
    assert "outstanding" not in (last.get("Recommendation 5"), last.get("Recommendation 8"))
    assistant.close()


def test_numbers_of_recommendations_are_read_from_lists_and_ranges() -> None:
    assert numbers_in("Recs 1 to 3, 6 and 12 of the 25") == {1, 2, 3, 6, 12}
    assert numbers_in("10 homes were recommended") == frozenset()


def test_a_plan_is_told_with_all_its_actions_and_not_by_one_row(aldwick: Assistant) -> None:
    handout = replied(aldwick, "What is the status of the action plan recommendations on accounts and lifts?")
    (table,) = (piece for piece in part(handout, "Explanation").pieces if isinstance(piece, Table))
    assert [row.cells[2] for row in table.rows] == ["“In progress”", "“Complete”", "“Delayed”"]
    assert Notice("How each action stands is in the table below.") in part(handout, "Short answer").pieces
    assert "Action plan" in told(handout, "Sources")


def test_a_table_of_more_rows_than_a_reply_takes_says_how_many_it_has() -> None:
    rows = tuple(Row((str(number),), ()) for number in range(5))
    whole = Table(("No.",), rows)
    assert limited(whole, 5, "decisions ledger") == whole
    shown = limited(whole, 2, "decisions ledger")
    assert shown.rows == rows[:2]
    assert shown.caption == "2 of 5 are listed here; the decisions ledger has them all."
