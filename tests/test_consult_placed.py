"""Paragraphs asked for by their numbers."""

from __future__ import annotations

from datetime import date

from understood import card

from assistant.answer import Question
from assistant.consult.placed import MOST_WORDS, at_paragraph, no_such_paragraph
from assistant.understand import understand
from ingest.report import Paragraph

SHELF = (card("update.txt", "Fernmoor", date(2024, 7, 8)), card("older.txt", "Fernmoor", date(2023, 3, 1)))
HELD = (
    Paragraph("5.4", "Background", "5.4 The panel was wound up.", 0),
    Paragraph("5.5", "Background", "5.5 " + "word " * 400, 1),
)


def asked(text: str) -> tuple[list[str], str]:
    query = understand(Question(text), SHELF)
    said = at_paragraph(query, text, SHELF, lambda _: HELD)
    return [row.quote for each in said for row in each.rows], no_such_paragraph(query, SHELF, lambda _: HELD)


def test_a_paragraph_is_given_by_its_number_from_the_paper_pointed_at() -> None:
    assert asked("What does paragraph 5.4 of the July 2024 report say?") == (["The panel was wound up."], "")
    assert len(asked("What does para 5.5 of the July 2024 report say?")[0][0].split()) == MOST_WORDS + 1


def test_a_paragraph_that_the_paper_has_not_is_told() -> None:
    none = "The report of 8 July 2024 has no paragraph 9."
    assert asked("What does paragraph 9 of the July 2024 report say?") == ([], none)


def test_without_one_paper_or_without_a_number_it_is_no_such_question() -> None:
    assert asked("What does paragraph 5.4 say?") == ([], "")
    assert asked("What does the July 2024 report say?") == ([], "")
    assert asked("Was paragraph 5.4 of the July 2024 report agreed?") == ([], "")
