"""What was withdrawn, closed or rewritten takes the old answers that rest on it along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import papers
import pytest
from kept_answers import DISBANDED, HOME, ROSE

from assistant.answer import Answer, Question
from assistant.ask import Assistant
from assistant.standing import standing, stands, still_held
from ingest.pipeline import ingest, remove
from ingest.report import Access, Scope
from ingest.settings import Settings

TEA = "What is the price of tea in Peru?"
NO_PARAGRAPH = "What does paragraph 9.9 of the report of 9 July 2024 to Fernmoor say?"


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[Settings, Path, Assistant]]:
    """A library that a test may change, the folder of its papers, and an assistant on it."""
    made = Settings(library=tmp_path / "library")
    folder = papers.write(tmp_path / "papers")
    ingest([folder], made, lambda _: None)
    assistant = Assistant(made)
    yield made, folder, assistant
    assistant.close()


def asked(assistant: Assistant, *questions: str) -> list[Answer]:
    return [assistant.ask(Question(question)) for question in questions]


@pytest.mark.parametrize("question", [DISBANDED, ROSE, TEA, NO_PARAGRAPH, "Who chairs the Improvement Board?"])
def test_an_answer_stands_where_nothing_has_changed(assistant: Assistant, question: str) -> None:
    assert stands(assistant.ask(Question(question)), assistant, Access.OPEN)


def test_an_answer_from_closed_papers_stands_only_for_those_who_may_see_them(assistant: Assistant) -> None:
    answer = assistant.ask(Question(HOME, Access.EXEMPT))
    assert "777,000" in answer.text
    assert stands(answer, assistant, Access.EXEMPT)
    assert not stands(answer, assistant, Access.CONFIDENTIAL)
    assert not stands(answer, assistant, Access.OPEN)


def test_a_removed_paper_takes_its_answers_and_no_others(changing: tuple[Settings, Path, Assistant]) -> None:
    settings, _, assistant = changing
    answers = asked(assistant, DISBANDED, "What are the costs of the plan?")
    remove(["fernmoor-2024.txt"], settings)
    assert standing([replace(each, searched=answers[0].searched) for each in answers[:1]], assistant, Access.OPEN) == (
        False,
    )
    assert not stands(answers[1], assistant, Access.OPEN)


def test_a_closed_paper_takes_its_answers(changing: tuple[Settings, Path, Assistant]) -> None:
    settings, folder, assistant = changing
    (answer,) = asked(assistant, DISBANDED)
    marked = f"NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A\n\n{papers.UPDATE_2023}"
    (folder / "fernmoor-2023.txt").write_text(marked, encoding="utf-8")
    ingest([folder], settings, lambda _: None)
    assert not stands(answer, assistant, Access.OPEN)
    assert stands(answer, assistant, Access.EXEMPT)


def test_rewritten_words_take_their_answers(changing: tuple[Settings, Path, Assistant]) -> None:
    settings, folder, assistant = changing
    disbanded, rose = asked(assistant, DISBANDED, ROSE)
    said = papers.UPDATE_2023.replace("disbanded on 6 February", "dissolved on 7 February")
    (folder / "fernmoor-2023.txt").write_text(said, encoding="utf-8")
    ingest([folder], settings, lambda _: None)
    assert standing([disbanded, rose], assistant, Access.OPEN) == (False, True)


def test_a_nearest_paragraph_that_is_gone_takes_the_answer(assistant: Assistant) -> None:
    answer, other = asked(assistant, TEA, DISBANDED)
    gone = replace(other.citations[0], quote="words that never stood there")
    assert stands(replace(answer, nearest=other.citations), assistant, Access.OPEN)
    assert not stands(replace(answer, nearest=(gone,)), assistant, Access.OPEN)


def test_the_names_and_dates_of_what_was_searched_have_to_be_held(changing: tuple[Settings, Path, Assistant]) -> None:
    settings, _, assistant = changing
    answers = asked(assistant, TEA, NO_PARAGRAPH)
    assert "no paragraph 9.9" in answers[1].text
    remove(["aldwick-2023.txt"], settings)
    assert not stands(answers[0], assistant, Access.OPEN)  # it names Aldwick
    remove(["fernmoor-2024.txt"], settings)
    assert not stands(answers[1], assistant, Access.OPEN)  # it names a report of that date


def test_a_library_that_says_less_is_read_once_for_each_paper(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = asked(assistant, DISBANDED, ROSE, DISBANDED)
    read: list[str] = []
    report = assistant.report
    monkeypatch.setattr(assistant, "report", lambda name, access: read.append(name) or report(name, access))
    assert standing(answers, assistant, Access.OPEN) == (True, True, True)
    assert sorted(read) == sorted(set(read))


def test_what_is_no_longer_held_is_left_out_of_a_scope(assistant: Assistant) -> None:
    scope = Scope("Fernmoor", "Elsewhere Board", ("fernmoor-2023.txt", "gone.txt"))
    held = still_held(scope, assistant.cards(Access.OPEN))
    assert held == Scope("Fernmoor", "", ("fernmoor-2023.txt",))
    assert still_held(Scope("Gone"), assistant.cards(Access.OPEN)) == Scope()
