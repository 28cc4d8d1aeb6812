"""A reply to scrutiny: what was asked, what the papers say, what they do not, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.papers import written
from assistant.papers.gate import held
from assistant.papers.handout import Blank, Chapter, Handout, Line, Notice, Part, Table
from assistant.papers.reply import Asked, allowed, reply
from assistant.papers.reply.listed import questions_in
from assistant.papers.sources import Sources
from ingest.report import Access, Block, BlockKind, Scope
from ingest.settings import Settings

MADE = date(2026, 4, 1)
OPEN = "Which recommendations are still open?"
MONEY = "What does the family help and foster homes programme cost?"


@pytest.fixture(scope="module")
def assistant(sample: Settings) -> Iterator[Assistant]:
    made = Assistant(sample)
    yield made
    made.close()


def replied(
    assistant: Assistant,
    *questions: str,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    access: Access = Access.OPEN,
) -> Handout:
    asked = tuple(Asked(text, assistant.ask(Question(text, access, scope))) for text in questions)
    return written(assistant, access, Scope(), lambda sources: reply(sources, asked, MADE), allowed(asked))


def part(chapter: Chapter, heading: str) -> Part:
    return next(each for each in chapter.parts if each.heading == heading)


def words(handout: Handout) -> str:
    said = [each.said for each in handout.citing] + [p.text for p in handout.pieces if isinstance(p, Notice)]
    return "\n".join(said)


def test_it_has_its_parts_in_order_and_says_it_is_a_draft(assistant: Assistant) -> None:
    handout = replied(assistant, OPEN, scope=Scope("Fernshire Moor"))
    headings = [each.heading for each in handout.chapters[0].parts]
    assert headings[:3] == ["The question", "Short answer", "Explanation"]
    assert headings[-1] == "Sources"
    assert [each.heading for each in handout.chapters[-1].parts] == ["Clearance"]
    assert handout.draft and handout.left_out == 0
    assert handout.as_at == date(2026, 3, 10)
    (question,) = part(handout.chapters[0], "The question").pieces
    assert question == Notice(OPEN, quoted=True)


def test_what_answers_comes_first_and_the_rest_is_not_said_twice(assistant: Assistant) -> None:
    chapter = replied(assistant, OPEN, scope=Scope("Fernshire Moor")).chapters[0]
    (short,) = part(chapter, "Short answer").pieces
    assert isinstance(short, Line) and short.text.endswith("as at 10 March 2026.")
    (table,) = (piece for piece in part(chapter, "Explanation").pieces if isinstance(piece, Table))
    assert table.rows[0].cells[2] == "recommended"
    assert table.rows[-1].cells[1:3] == ("10 March 2026", "outstanding")
    texts = [each.said for each in replied(assistant, OPEN).citing]
    assert len(texts) == len(set(texts))


def test_decisions_are_told_with_their_outcome_and_asks_without_one(assistant: Assistant) -> None:
    chapter = replied(assistant, "Why was recommendation 10 not closed in July 2024?").chapters[0]
    (table,) = part(chapter, "Decisions taken, and requests whose outcome is not held").pieces
    assert isinstance(table, Table)
    outcomes = {row.cells[2]: row.cells[3] for row in table.rows}
    assert outcomes["“agrees that recommendation 10 of the inspection be closed”"] == "deferred"
    assert all(len(row.citations) == 2 for row in table.rows if row.cells[3] == "deferred")


def test_figures_are_in_a_table_and_the_calculated_ones_marked_with_their_inputs(assistant: Assistant) -> None:
    chapter = replied(assistant, MONEY).chapters[0]
    (table,) = part(chapter, "Figures relied on").pieces
    assert isinstance(table, Table)
    calculated = [row for row in table.rows if row.calculated]
    assert calculated and all(len(row.citations) >= 2 for row in calculated)
    assert all("£" in row.cells[3] for row in calculated)
    assert all(row.cells[3] == "stated" for row in table.rows if not row.calculated)


def test_what_is_not_there_is_said(assistant: Assistant) -> None:
    handout = replied(assistant, "What did Zebulon Quark say about the plan?")
    short = part(handout.chapters[0], "Short answer").pieces
    assert Notice("Not in the papers held.") in short
    assert not any(each.heading == "Figures relied on" for each in handout.chapters[0].parts)


def test_several_questions_get_a_reply_each_in_order(assistant: Assistant) -> None:
    handout = replied(assistant, MONEY, OPEN)
    *replies, clearance = handout.chapters
    assert [chapter.title for chapter in replies] == ["Question 1 of 2", "Question 2 of 2"]
    assert clearance.title == ""
    assert [part(c, "The question").pieces[0] for c in replies] == [
        Notice(MONEY, quoted=True),
        Notice(OPEN, quoted=True),
    ]


def test_nothing_later_than_the_question_looks_is_in_it(assistant: Assistant) -> None:
    then = Scope("Fernshire Moor", as_at=date(2022, 12, 31))
    text = words(replied(assistant, OPEN, scope=then))
    assert "2023" not in text and "2024" not in text and "2026" not in text
    assert "15 March 2022" in text


def test_a_closed_paper_is_in_no_reply_to_who_may_not_see_it(assistant: Assistant) -> None:
    question = "What weekly price did the Beacon Rise provider want per child?"
    public, officer = replied(assistant, question), replied(assistant, question, access=Access.EXEMPT)
    assert public.access is Access.OPEN
    assert officer.access is Access.EXEMPT
    assert not any(citation.access > Access.OPEN for citation in public.citations)


def test_a_person_clears_it(assistant: Assistant) -> None:
    blanks = [p.label for p in replied(assistant, OPEN).pieces if isinstance(p, Blank)]
    assert "Cleared by" in blanks


def test_nothing_made_here_falls_at_the_gate(assistant: Assistant) -> None:
    for question in (
        OPEN,
        MONEY,
        "Who is accountable for the improvement plan?",
        "What was the committee asked to do?",
    ):
        asked = (Asked(question, assistant.ask(Question(question))),)
        sources = Sources(assistant, Access.OPEN, Scope())
        assert held(reply(sources, asked, MADE), sources, allowed(asked))[1] == ()


def test_a_list_of_questions_is_read_from_running_text_lists_and_tables() -> None:
    blocks = (
        Block(BlockKind.HEADING, "Questions from the Scrutiny Committee"),
        Block(BlockKind.ITEM, "1. Who pays for the plan?"),
        Block(BlockKind.PARAGRAPH, "The Chair thanks officers."),
        Block(BlockKind.ITEM, "(b) Which recommendations\nare open?\nWho says so?"),
        Block(BlockKind.TABLE, rows=(("No.", "Question"), ("3", "Who pays for the plan?"), ("4", "When is it due?"))),
    )
    assert questions_in(blocks) == (
        "Who pays for the plan?",
        "Which recommendations are open?",
        "Who says so?",
        "When is it due?",
    )
