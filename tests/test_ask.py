"""The spine, from question to checked answer, over a real library."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import papers
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistant.answer import Evidence, Query, Question, State, Statement
from assistant.ask import Assistant
from assistant.compose import compose
from ingest.errors import LibraryMissing, QuestionError
from ingest.pipeline import ingest, remove
from ingest.report import Access, Ref, Scope, quoted_in
from ingest.settings import Settings


def test_an_answer_quotes_the_paragraph_it_cites(assistant: Assistant) -> None:
    answer = assistant.ask(Question("When was Fernmoor's Improvement Board disbanded?"))
    assert answer.state is State.ANSWERED
    assert "6 February 2023" in answer.text
    assert answer.citations[0].ref == Ref("fernmoor-2023.txt", "3.1")
    assert answer.citations[0].printed == "Fernmoor, Health and Wellbeing Board, 14 March 2023, para 3.1"


def test_two_councils_are_never_blended(assistant: Assistant) -> None:
    trace = assistant.trace(Question("What does Aldwick's paper say of the improvement plan?"))
    assert {hit.ref.report for hit in trace.hits} == {"aldwick-2023.txt"}
    assert trace.answer.searched.councils == ("Aldwick",)


def test_an_as_at_date_hides_what_came_later(assistant: Assistant) -> None:
    trace = assistant.trace(Question("What are the costs?", scope=Scope(as_at=date(2023, 12, 31))))
    assert "fernmoor-2024.txt" not in {hit.ref.report for hit in trace.hits}
    assert trace.answer.searched.latest == date(2023, 6, 20)


def test_what_no_paper_mentions_is_declined_and_says_what_was_searched(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Is Borchester's improvement notice still in force?"))
    assert answer.state is State.NOT_IN_REPORTS
    assert "Borchester" in answer.text
    assert answer.citations == ()
    assert answer.searched.reports == 3


def test_a_paper_of_a_date_that_is_not_held_is_declined(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What did the May 2019 report say about adoption?"))
    assert answer.state is State.NOT_IN_REPORTS
    assert "May 2019" in answer.text


@pytest.mark.parametrize(
    "text", ["What will Fernmoor pay the Quillfeather Trust?", "the residential home contract", "£777,000"]
)
def test_an_exempt_paper_leaves_no_trace_for_an_open_reader(assistant: Assistant, text: str) -> None:
    trace = assistant.trace(Question(text))
    shown = repr((trace.hits, trace.evidence, trace.answer)).replace(text, "")
    assert "exempt-2024" not in shown
    assert "777,000" not in shown
    assert "Quillfeather" not in shown.replace("do not mention Quillfeather Trust", "")
    assert "residential home" not in shown.lower().replace(text.lower(), "")
    assert "exempt-2024.txt" not in {card.name for card in assistant.cards()}


def test_those_who_may_see_an_exempt_paper_are_answered_from_it(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What will Fernmoor pay the Quillfeather Trust?", Access.EXEMPT))
    assert "£777,000" in answer.text
    assert answer.searched.reports == 3, "Fernmoor's papers, the exempt one among them"


def test_a_follow_up_is_asked_about_what_it_follows(assistant: Assistant) -> None:
    follow = Question("and by when must it be sent?", history=("What is the revised plan Fernmoor is to approve?",))
    trace = assistant.trace(follow)
    assert "30 August 2024" in trace.answer.text
    assert trace.query.standalone.endswith("and by when must it be sent?")


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    question = Question("What are the costs of the plan?")
    assert assistant.ask(question) == assistant.ask(question)


def test_a_composer_that_invents_is_stopped_at_the_gate(settings: Settings) -> None:
    def inventing(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
        return (Statement("It was disbanded on 7 February 2023."),)

    opened = Assistant(settings, composer=inventing)
    trace = opened.trace(Question("When was Fernmoor's Improvement Board disbanded?"))
    assert trace.answer.state is State.NOT_IN_REPORTS
    assert trace.dropped[0].reason == "it cites nothing"
    opened.close()


def test_an_answer_of_which_a_statement_was_dropped_is_in_part(settings: Settings) -> None:
    def adding(query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]:
        said = compose(query, evidence)
        return (*said, replace(said[0], text=f"{said[0].text} It cost £912."))

    with closing(Assistant(settings, composer=adding)) as opened:
        trace = opened.trace(Question("When was Fernmoor's Improvement Board disbanded?"))
    assert trace.answer.state is State.PARTIAL
    assert len(trace.dropped) == 1 and "£912" not in trace.answer.text


def test_examples_are_questions_that_this_library_answers(assistant: Assistant) -> None:
    offered = assistant.examples()
    assert offered
    assert all(assistant.ask(Question(text)).state is State.ANSWERED for text in offered)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_a_question_that_cannot_be_asked_is_refused_in_words(assistant: Assistant, text: str) -> None:
    with pytest.raises(QuestionError, match="question"):
        assistant.ask(Question(text))


def test_a_library_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="nowhere"):
        Assistant(Settings(library=tmp_path / "nowhere")).ask(Question("Who?"))


def test_a_new_paper_is_seen_and_a_removed_one_gone_without_opening_again(tmp_path: Path) -> None:
    made = Settings(library=tmp_path / "library")
    ingest([papers.write(tmp_path / "a", {"aldwick-2023.txt": papers.ALDWICK_2023})], made, lambda _: None)
    opened = Assistant(made)
    question = Question("When was Fernmoor's Improvement Board disbanded?")
    assert "6 February 2023" not in opened.ask(question).text
    ingest([papers.write(tmp_path / "b", {"fernmoor-2023.txt": papers.UPDATE_2023})], made, lambda _: None)
    assert "6 February 2023" in opened.ask(question).text
    remove(["fernmoor-2023.txt"], made)
    assert "6 February 2023" not in opened.ask(question).text
    opened.close()


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(min_size=1, max_size=80),
        st.sampled_from(['" OR 1=1 --', "NEAR(plan", "plan*", "(" * 500, "\0plan", "🙂"]),
    )
)
def test_any_question_gets_an_answer_whose_quotes_hold(assistant: Assistant, text: str) -> None:
    if not text.strip():
        return
    answer = assistant.ask(Question(text))
    for cited in answer.citations:
        held = {p.para: p.text for p in assistant.report(cited.ref.report).paragraphs}
        assert quoted_in(cited.quote, held[cited.ref.para])


def test_asking_never_imports_torch(settings: Settings) -> None:
    code = (
        "import sys; from assistant.ask import Assistant; from assistant.answer import Question;"
        "from ingest.settings import Settings;"
        f"Assistant(Settings(library={str(settings.library)!r})).ask(Question('What are the costs?'));"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'gradio', 'pypdfium2'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_council_outside_what_is_searched_is_said_to_be(assistant: Assistant) -> None:
    asked = Question("Who is accountable for the plan in Fernmoor and in Aldwick?", scope=Scope("Fernmoor"))
    answer = assistant.ask(asked)
    assert "Aldwick: not searched, because only papers of Fernmoor are." in answer.text
    assert answer.state is State.PARTIAL
    assert {citation.council for citation in answer.citations} == {"Fernmoor"}
