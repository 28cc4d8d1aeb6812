"""Many questions at once: what comes in is checked line by line, what breaks becomes a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Query, Question, Searched, State, Statement, Wanted
from assistant.batch import AnswerLine, answer_all, answer_line, read_questions
from assistant.trace import Trace
from ingest.errors import LibraryMissing, NotHeld, QuestionError
from ingest.report import Access, Header, Hit, Paragraph, Ref, Report, Scope

REPORT = Report("a.txt", Header(), tuple(Paragraph(str(n), "Roads", f"{n} words of {n}", n) for n in range(1, 13)))
CITED = Citation(Ref("a.txt", "1"), "words of 1", "Fenmere, Roads Board, 9 March 2021, para 1", page=2)


def trace_of(question: Question, state: State = State.ANSWERED) -> Trace:
    statements = (Statement("One thing.", (CITED,)), Statement("Another.", (CITED,)))
    answer = Answer(state, statements, Searched(1, (), (), None, None))
    query = Query(question.text, question.text, question.scope, Wanted.WHAT, (question.text,))
    hits = tuple(Hit(Ref("a.txt", paragraph.para), 1.0) for paragraph in REPORT.paragraphs)
    return Trace(question, query, hits, (), (), answer, 0.12345678)


PROBLEMS = {"long": QuestionError("Too long."), "break": ValueError("bad"), "gone": LibraryMissing("No library.")}


class Shelf:
    """Answers everything the same, but for the questions that are to go wrong."""

    def trace(self, question: Question) -> Trace:
        if question.text in PROBLEMS:
            raise PROBLEMS[question.text]
        return trace_of(question)

    def report(self, name: str, access: Access) -> Report:
        if name != REPORT.name:
            raise NotHeld(name)
        return REPORT


def questions(folder: Path, *lines: dict[str, object]) -> Path:
    path = folder / "q.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_a_line_of_questions_becomes_a_question(tmp_path: Path) -> None:
    path = questions(tmp_path, {"id": 7, "question": "Who?", "access": "Confidential", "council": None, "other": [1]})
    (line,) = read_questions(path)
    assert (line.id, line.asked()) == ("7", Question("Who?", Access.CONFIDENTIAL, Scope()))


def test_a_bad_line_is_named_before_anything_is_asked(tmp_path: Path) -> None:
    path = questions(tmp_path, {"id": "a", "question": "Who?"}, {"id": "b"})
    with pytest.raises(QuestionError, match=r"q\.jsonl, line 2: question: Field required"):
        read_questions(path)


def test_an_answered_line_has_the_answer_its_citations_and_the_ten_best() -> None:
    line = answer_line("a", trace_of(Question("Who?")), {Ref("a.txt", "1"): "1 words of 1"})
    assert line["answer"] == "One thing.\nAnother."
    assert line["citations"] == [{"report": "a.txt", "para": "1", "quote": "words of 1"}]
    assert [found["para"] for found in line["retrieved"]] == [str(n) for n in range(1, 11)]
    assert line["retrieved"][0]["text"] == "1 words of 1"
    assert (line["state"], line["abstained"], line["seconds"]) == ("answered", False, 0.1235)
    json.dumps(line)


@pytest.mark.parametrize("state", State)
def test_abstained_is_true_where_the_answer_declines(state: State) -> None:
    declines = {"not_in_reports", "not_held", "needs_clarifying", "out_of_scope"}
    assert answer_line("a", trace_of(Question("Who?"), state), {})["abstained"] is (state.value in declines)


def test_a_question_that_fails_becomes_a_line_and_the_next_is_asked(tmp_path: Path) -> None:
    shelf = Shelf()
    lines: list[AnswerLine] = []
    texts = {"a": "Who?", "b": "long", "c": "break", "d": "When?"}
    path = questions(tmp_path, *({"id": key, "question": text} for key, text in texts.items()))
    failed = answer_all(shelf, read_questions(path), lines.append)
    assert failed == ("b", "c")
    assert [line["id"] for line in lines] == list(texts)
    assert [(line["state"], line["abstained"]) for line in lines[1:3]] == [("error", False)] * 2
    assert lines[1]["answer"] == "Too long."
    assert "ValueError: bad" in lines[2]["answer"]
    assert [found["text"] for found in lines[3]["retrieved"]][:2] == ["1 words of 1", "2 words of 2"]


def test_a_library_that_cannot_be_used_stops_the_run(tmp_path: Path) -> None:
    path = questions(tmp_path, {"id": "a", "question": "gone"})
    with pytest.raises(LibraryMissing):
        answer_all(Shelf(), read_questions(path), lambda line: None)


def test_a_paper_withdrawn_meanwhile_is_given_without_its_words(tmp_path: Path) -> None:
    class Emptied(Shelf):
        def report(self, name: str, access: Access) -> Report:
            raise NotHeld(name)

    lines: list[AnswerLine] = []
    path = questions(tmp_path, {"id": "a", "question": "Who?"})
    assert answer_all(Emptied(), read_questions(path), lines.append) == ()
    assert {found["text"] for found in lines[0]["retrieved"]} == {""}
