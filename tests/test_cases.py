"""Question sets come in as values, and what is wrong with one is named with its file and line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evals.cases import digest, read_cases
from ingest.errors import QuestionError
from ingest.report import Access, Ref

WHOLE = {
    "id": "s1",
    "question": "Is recommendation 3 met?",
    "history": ["Tell me about the plan."],
    "council": "Fenmere",
    "as_at": "2021-03-09",
    "access": "exempt",
    "category": "status",
    "answerable": True,
    "gold_groups": [["a.txt::5.4", "a.txt::5.4(a)"]],
    "gold": [{"report": "a.txt", "para": "5.4", "section": "Background"}],
    "also": ["a.txt::header:Title"],
    "must": ["outstanding"],
    "must_not": [r"\bmet in full"],
    "answer": "It is outstanding.",
    "tags": ["short"],
    "unanswerable_type": None,
}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "set.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path, WHOLE))
    assert case.gold_groups == ((Ref("a.txt", "5.4"), Ref("a.txt", "5.4(a)")),)
    assert case.bearing == {Ref("a.txt", "5.4"), Ref("a.txt", "5.4(a)"), Ref("a.txt", "header:Title")}
    assert case.must[0].search("OUTSTANDING")
    question = case.asked()
    assert (question.access, question.history) == (Access.EXEMPT, ("Tell me about the plan.",))
    assert (question.scope.council, question.scope.as_at) == ("Fenmere", date(2021, 3, 9))


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + json.dumps(WHOLE), "", json.dumps(WHOLE | {"id": "s2"}), "")
    assert [case.id for case in read_cases(path)] == ["s1", "s2"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"must": ["(open"]}, "must.0: '(open' is not a regular expression"),
        ({"must_not": ["*"]}, "must_not.0: '*' is not a regular expression"),
        ({"gold_groups": [["a.txt"]]}, "is not an address"),
        ({"gold_groups": [[]]}, "a gold group is empty"),
        ({"gold_groups": []}, "an answerable question needs gold_groups"),
        ({"as_at": "last May"}, "'last May' is not a date"),
        ({"as_at": 1616000000}, "is not a date"),
        ({"access": "secret"}, "'secret' is not a level of access"),
        ({"question": None}, "question: Field required"),
        ({"answerable": None}, "answerable: Field required"),
        ({"history": "one"}, "history"),
    ],
)
def test_a_bad_field_is_named_with_file_and_line(tmp_path: Path, change: dict[str, object], words: str) -> None:
    path = written(tmp_path, WHOLE, "", WHOLE | {"id": "s2"} | change)
    with pytest.raises(QuestionError) as caught:
        read_cases(path)
    assert f"{path}, line 3: " in str(caught.value)
    assert words in str(caught.value)


def test_an_id_comes_once(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"line 2: the id 's1' is already on line 1"):
        read_cases(written(tmp_path, WHOLE, WHOLE))


def test_what_is_no_question_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="line 1: Invalid JSON"):
        read_cases(written(tmp_path, '{"id": '))
    with pytest.raises(QuestionError, match="line 1"):
        read_cases(written(tmp_path, "[1, 2]"))
    with pytest.raises(QuestionError, match="holds no lines"):
        read_cases(written(tmp_path, ""))
    with pytest.raises(QuestionError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"id": "caf\u00e9"}'.encode("latin-1"))
    with pytest.raises(QuestionError, match="not UTF-8"):
        read_cases(latin)


def test_a_digest_tells_sets_apart(tmp_path: Path) -> None:
    first = digest(written(tmp_path, WHOLE))
    assert digest(written(tmp_path, WHOLE)) == first
    assert digest(written(tmp_path, WHOLE | {"id": "s2"})) != first


def test_the_reference_questions_read(reference: Path) -> None:
    cases = read_cases(reference / "evals" / "questions_dev.jsonl")
    assert len(cases) == 60
    assert sum(case.answerable for case in cases) == 52
