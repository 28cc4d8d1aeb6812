"""Papers to take along, as a person orders them in the terminal."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assistant.answer import Answer, Question
from assistant.ask import Assistant
from assistant.cli import FAILED, INTERRUPTED, REFUSED, main
from ingest.settings import Settings

PAPER = "2023-05-16 HWB Item 7 Childrens Improvement Plan Update.pdf"
OPEN = "Which recommendations of the 2021 inspection are still open?"


@pytest.fixture
def library(sample: Settings) -> str:
    return f"--library={sample.library}"


def headings(file: Path) -> list[str]:
    made = docx.Document(str(file))
    return [each.text for each in made.paragraphs if each.style is not None and each.style.name.startswith("Heading")]


def test_a_draft_is_written_as_word_for_a_list_of_questions(library: str, tmp_path: Path) -> None:
    asked = tmp_path / "questions.txt"
    asked.write_text(f"Questions from the Scrutiny Committee\n\n1. {OPEN}\n\n2. Who pays for the plan?\n", "utf-8")
    out = tmp_path / "reply.docx"
    assert main(["draft", "--questions", str(asked), "-o", str(out), library]) == 0
    assert [text for text in headings(out) if text.startswith("Question ")] == ["Question 1 of 2", "Question 2 of 2"]
    assert headings(out).count("Short answer") == 2


def test_without_a_file_it_is_markdown(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", OPEN, library]) == 0
    out = capsys.readouterr().out
    assert out.startswith("**DRAFT**") or "DRAFT" in out.partition("##")[0]
    assert "outstanding as at 10 March 2026" in out


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        (("brief", PAPER), "What you are asked to decide"),
        (("brief", "--meeting", "16 May 2023"), "What you are asked to decide"),
        (("onboard", "--council", "Kelsmouth"), "Glossary"),
        (("compare", "2022-03-15 HWB Item 5", "2023-05-16"), "In short"),
        (("compare", "2022", "June 2025", "--council", "Kelsmouth"), "In short"),
    ],
)
def test_each_is_written(library: str, tmp_path: Path, words: tuple[str, ...], heading: str) -> None:
    out = tmp_path / "made.docx"
    assert main([*words, "-o", str(out), library]) == 0
    assert heading in headings(out)


def test_the_form_is_by_the_name(library: str, tmp_path: Path) -> None:
    page, text = tmp_path / "made.html", tmp_path / "made.md"
    for out in (page, text):
        assert main(["brief", PAPER, "-o", str(out), library]) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert "## What you are asked to decide" in text.read_text("utf-8")


def test_a_file_that_is_there_is_left_as_it_is(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made.md"
    out.write_text("worked on by an officer", "utf-8")
    assert main(["brief", PAPER, "-o", str(out), library]) == REFUSED
    assert out.read_text("utf-8") == "worked on by an officer"
    assert "--replace" in capsys.readouterr().err
    assert main(["brief", PAPER, "-o", str(out), "--replace", library]) == 0
    assert "worked on" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("draft",), "Give a question"),
        (("draft", OPEN, "-o", "reply.odt"), "which form is wanted"),
        (("draft", OPEN, "-o", "nowhere/at/all/reply.docx"), "there is no folder"),
        (("draft", "x" * 3000), "3,000 characters"),
        (("draft", "--questions", "no-such-file.txt"), "no-such-file.txt"),
        (("brief",), "Name a paper"),
        (("brief", PAPER, "--meeting", "16 May 2023"), "Name a paper"),
        (("brief", "zzz"), "holds no paper called"),
        (("brief", "--meeting", "17 May 2023"), "No paper is held of"),
        (("onboard",), "Say of which council"),
        (("compare", PAPER, PAPER), "cannot be compared with itself"),
        (("compare", "soon", "later", "--council", "Kelsmouth"), "soon"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    library: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert main([*words, library]) == REFUSED
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err


def test_a_list_without_a_question_is_refused_by_name(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "minutes.txt"
    asked.write_text("The Chair thanked everybody.", "utf-8")
    assert main(["draft", "--questions", str(asked), library]) == REFUSED
    assert "minutes.txt holds no question" in capsys.readouterr().err


def test_one_question_that_fails_does_not_stop_the_others(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draft", "x" * 3000, OPEN, library]) == FAILED
    out = capsys.readouterr().out
    assert "3,000 characters" in out
    assert "outstanding as at 10 March 2026" in out


def test_what_was_answered_before_the_command_was_stopped_is_written(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Assistant.ask

    def stopped_at_the_second(self: Assistant, question: Question) -> Answer:
        if question.text != OPEN:
            raise KeyboardInterrupt
        return answered(self, question)

    monkeypatch.setattr(Assistant, "ask", stopped_at_the_second)
    out = tmp_path / "reply.md"
    assert main(["draft", OPEN, "Who pays for the plan?", "Who chairs it?", "-o", str(out), library]) == FAILED
    assert "outstanding as at 10 March 2026" in out.read_text("utf-8")
    assert out.read_text("utf-8").count("Not asked: the command was stopped.") == 2
    assert main(["draft", "Who pays for the plan?", OPEN, "-o", str(tmp_path / "none.md"), library]) == INTERRUPTED
    assert not (tmp_path / "none.md").exists()
