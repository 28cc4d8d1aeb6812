"""The terminal, as a person types at it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import papers
import pytest

from assistant.cli import main
from ingest.settings import Settings


@pytest.fixture
def library(settings: Settings) -> str:
    return f"--library={settings.library}"


def run(*words: str) -> int:
    return main(words)


def test_ask_prints_the_answer_its_notes_and_what_was_searched(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", "When was Fernmoor's Improvement Board disbanded?", library) == 0
    out = capsys.readouterr().out
    assert "6 February 2023" in out
    assert "[1] Fernmoor, Health and Wellbeing Board, 14 March 2023, para 3.1" in out
    assert out.rstrip().splitlines()[-1].startswith("Searched: ")


def test_ask_says_how_the_question_was_read_when_told_to(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("ask", "--how", "And when was it disbanded?", "--after", "What is Fernmoor's Improvement Board?", library)
        == 0
    )
    out = capsys.readouterr().out
    assert "How the question was read:" in out and "searched: Fernmoor" in out


def test_ask_says_why_it_answers_so_when_told_to(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "--why", "When was Fernmoor's Improvement Board disbanded?", library) == 0
    out = capsys.readouterr().out
    assert "How the question was read:" in out
    assert "Language model:\n  asked: none\nNothing was left out." in out


def test_ask_without_a_model_that_is_set_asks_none(
    library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL", "no-such-service:model")
    assert run("ask", "When was Fernmoor's Improvement Board disbanded?", "--no-model", "--json", library) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["state"], answer["model"], answer["aside"], answer["dropped"]) == ("answered", "", "", 0)
    assert run("ask", "When was Fernmoor's Improvement Board disbanded?", library) == 2
    assert "PLAN_ASSISTANT_MODEL" in capsys.readouterr().err


def test_ask_as_json_is_one_object(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "What are the themes of Aldwick's plan?", "--json", library) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"answer", "state", "abstained", "citations", "retrieved", "seconds"} <= set(answer)
    assert answer["citations"][0]["report"] == "aldwick-2023.txt"


def test_ask_within_a_council_and_as_at_a_date(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "Who is the director?", "--council", "Aldwick Council", "--as-at", "July 2023", library) == 0
    assert "Searched: 1 paper of Aldwick" in capsys.readouterr().out


def test_many_questions_at_once(library: str, tmp_path: Path) -> None:
    questions, answers = tmp_path / "Q.jsonl", tmp_path / "A.jsonl"
    rows = [
        {"id": "1", "question": "When was Fernmoor's Improvement Board disbanded?"},
        {
            "id": "2",
            "question": "and who chairs it?",
            "history": ["What is Aldwick's Improvement Board?"],
            "council": "Aldwick",
        },
        {"id": "3", "question": "What is paid to the Quillfeather Trust?", "access": "exempt", "as_at": "2024-12-31"},
    ]
    questions.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run("ask", "--questions", str(questions), "--out", str(answers), library) == 0
    lines = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert "£777,000" in lines[2]["answer"]
    assert len(lines[0]["retrieved"]) <= 10
    assert lines[0]["retrieved"][0]["text"]


def test_reports_and_show(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reports", library) == 0
    listed = capsys.readouterr().out
    assert "fernmoor-2023.txt" in listed
    assert "exempt-2024.txt" not in listed
    assert run("reports", "--json", "--access", "exempt", library) == 0
    assert "exempt-2024.txt" in {card["report"] for card in json.loads(capsys.readouterr().out)}
    assert run("show", "fernmoor-2023", "2.1(b)", "--json", library) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["report"] == "fernmoor-2023.txt"
    assert shown["paragraphs"][0].keys() == {"para", "section", "text", "page", "access"}
    assert run("show", "fernmoor-2023", library) == 0
    assert "[para 3.1]" in capsys.readouterr().out


def test_ingest_tells_what_became_of_every_file_and_again_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = papers.write(tmp_path / "papers", {"a.txt": papers.ALDWICK_2023})
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    library = f"--library={tmp_path / 'library'}"
    assert run("ingest", str(folder), library) == 1
    out = capsys.readouterr()
    assert "1 added, 0 unchanged, 0 changed, 1 failed" in out.out
    assert "scan.png" in out.err
    (folder / "scan.png").unlink()
    assert run("ingest", str(folder), "--quiet", library) == 0
    assert "0 added, 1 unchanged, 0 changed, 0 failed" in capsys.readouterr().out
    assert run("remove", "a.txt", library) == 0
    capsys.readouterr()
    assert run("reports", library) == 2
    assert "holds no papers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ask", ""], "question is empty"),
        (["ask", "x" * 10_000], "10,000 characters"),
        (["ask"], "Ask one question"),
        (["ask", "Who?", "--questions", "Q.jsonl"], "Ask one question"),
        (["ask", "Who?", "--council", "Nowhere"], 'no council called "Nowhere". It holds: Aldwick, Fernmoor'),
        (["ask", "Who?", "--as-at", "yesterday"], '"yesterday" is not a date'),
        (["ask", "Who?", "--as-at", "31 June 2024"], "is not a date"),
        (["ask", "--questions", "no-such-file.jsonl"], "no-such-file.jsonl"),
        (["show", "../../etc/passwd"], 'no paper called "../../etc/passwd"'),
        (["show", "fernmoor-2023", "3.7"], "the numbering goes from 3.2 to 4.1"),
        (["show", "exempt-2024"], 'no paper called "exempt-2024"'),
        (["remove", "nothing.txt"], 'no paper called "nothing.txt"'),
        (["ingest", "no-such-folder"], "no-such-folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(
    words: list[str], says: str, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words, library) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert "Traceback" not in said.err


def test_a_library_that_is_missing_or_is_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "Who?", f"--library={tmp_path / 'none'}") == 2
    assert str(tmp_path / "none") in capsys.readouterr().err
    assert not (tmp_path / "none").exists(), "asking makes nothing"
    (tmp_path / "file").write_text("not a library")
    assert run("ask", "Who?", f"--library={tmp_path / 'file'}") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_empty_folder_has_nothing_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papers").mkdir()
    assert run("ingest", str(tmp_path / "papers"), f"--library={tmp_path / 'library'}") == 2
    assert "papers" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_PORT", "many")
    assert run("reports") == 2
    assert "PLAN_ASSISTANT_PORT" in capsys.readouterr().err


def test_help_is_at_once_and_lists_every_command() -> None:
    code = "import sys; sys.argv = ['plan-assistant', '--help']; from assistant.cli import main; main()"
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("ingest", "remove", "reports", "show", "ask", "chat", "eval"))
    assert not any(heavy in done.stderr for heavy in ("chromadb", "langchain_core", "gradio", "onnxruntime"))


def test_a_reader_that_stops_reading_is_no_error(settings: Settings) -> None:
    command = f"{sys.executable} -m assistant show fernmoor-2023 --library {settings.library} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
