"""The history in the terminal: what leaves is masked, what is deleted is counted."""

from __future__ import annotations

import csv
import io
import json
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Searched, State, Statement
from assistant.cli import main
from assistant.history import FILE, History, Kept, Rating, Reason
from ingest.report import Access, Ref, Scope

NOW = datetime.now(UTC).replace(microsecond=0)
QUOTE = Citation(Ref("cabinet.txt", "5.4"), "ring 01632 960417", "Fernmoor, Cabinet, 8 July 2024, para 5.4", 3)
ANSWER = Answer(State.ANSWERED, (Statement("It says: “ring 01632 960417”", (QUOTE,)),), Searched(1, (), (), None, None))
ASKED = "Who is Jo Pell, jo.pell@example.org?"


def kept(id_: str, conversation: str, number: int, **fields: object) -> Kept:
    made = Kept(id_, conversation, number, "person:Marta", Access.OPEN, ASKED, NOW, Scope("Fernmoor"), ANSWER)
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A history of four answers in three conversations, one of them exempt; two are rated."""
    place = tmp_path / "history"
    with History(place, 90) as history:
        history.keep(kept("link-a", "talk-a", 1, asked_at=NOW - timedelta(days=40)))
        history.keep(kept("link-b", "talk-b", 1))
        history.keep(kept("link-c", "talk-a", 2, asked="And what of 2024?"))
        history.keep(kept("link-d", "talk-d", 1, asked="What of Beacon Rise?", access=Access.EXEMPT))
        history.rate(Rating("link-a", "person:Marta", True, None, "", NOW - timedelta(hours=2)))
        words = "=HYPERLINK(1)\nRing me on 07700 900123"
        history.rate(Rating("link-b", "visitor:John", False, Reason.WRONG, words, NOW))
        history.rate(Rating("link-b", "person:Marta", False, None, "", NOW - timedelta(hours=1)))
        history.rate(Rating("link-d", "person:Marta", False, Reason.OTHER, "Beacon", NOW))
    return place


def run(folder: Path, *words: str) -> int:
    return main(["history", *words, f"--history={folder}"])


def written(folder: Path, *words: str) -> tuple[str, list[dict[str, object]]]:
    out = folder / "asked.jsonl"
    assert run(folder, "--out", str(out), *words) == 0
    text = out.read_text(encoding="utf-8")
    return text, [json.loads(line) for line in text.splitlines()]


def test_everything_kept_is_written_a_line_each_with_its_ratings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, lines = written(folder)
    assert capsys.readouterr().out == f"3 answers written to {folder / 'asked.jsonl'}\n"
    assert [(line["conversation"], line["number"]) for line in lines] == [(1, 1), (2, 1), (1, 2)]
    assert lines[1] == {
        "conversation": 2,
        "number": 1,
        "asked_at": NOW.isoformat(),
        "question": "Who is Jo Pell, [e-mail address]?",
        "access": "open",
        "scope": {"council": "Fernmoor", "body": "", "reports": [], "as_at": None},
        "state": "answered",
        "abstained": False,
        "answer": "It says: “ring [telephone number]”",
        "model": "",
        "as_at": None,
        "citations": [
            {
                "report": "cabinet.txt",
                "para": "5.4",
                "page": 3,
                "printed": "Fernmoor, Cabinet, 8 July 2024, para 5.4",
                "quote": "ring [telephone number]",
            }
        ],
        "ratings": [
            {
                "helpful": False,
                "reason": None,
                "words": "",
                "rated_at": (NOW - timedelta(hours=1)).isoformat(),
            },
            {
                "helpful": False,
                "reason": "It is wrong",
                "words": "=HYPERLINK(1)\nRing me on [telephone number]",
                "rated_at": NOW.isoformat(),
            },
        ],
    }


def test_who_asked_and_what_opens_an_answer_are_written_only_with_the_whole(folder: Path) -> None:
    text, _ = written(folder)
    for private in ("Marta", "John", "link-", "talk-", "960417", "jo.pell", "07700"):
        assert private not in text
    whole, lines = written(folder, "--whole")
    assert (lines[0]["id"], lines[0]["conversation"], lines[0]["owner"]) == ("link-a", "talk-a", "person:Marta")
    assert '"owner": "visitor:John"' in whole
    assert ASKED in whole
    assert stat.S_IMODE((folder / "asked.jsonl").stat().st_mode) == 0o600


@pytest.mark.parametrize("words", [("--out", "asked.jsonl"), ("--ratings",), ("--ratings", "--csv")])
def test_answers_above_the_readers_access_are_left_out(
    folder: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for access, there in (("open", False), ("confidential", False), ("exempt", True)):
        assert run(folder, *words, "--access", access) == 0
        out = capsys.readouterr().out
        shown = Path("asked.jsonl").read_text(encoding="utf-8") if words[0] == "--out" else out
        assert ("Beacon" in shown) is there


def test_ratings_are_printed_in_short_the_latest_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--ratings") == 0
    out = capsys.readouterr().out
    assert out.index("it did not help · It is wrong") < out.index("it did not help\n") < out.index("it helped")
    assert "  Said: Ring me on [telephone number]\n  Question: Who is Jo Pell, [e-mail address]?\n" in out
    assert "  Answer: answered: Fernmoor, Cabinet, 8 July 2024, para 5.4\n" in out
    assert out.endswith("Ratings: 3. Helped: 1. Did not: 2.\n")
    assert "Marta" not in out


def test_ratings_as_csv_have_no_live_formula(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--ratings", "--csv") == 0
    first, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert first == ["when", "helpful", "reason", "words", "question", "state", "citations"]
    assert len(rows) == 3
    assert rows[0][1:4] == ["no", "It is wrong", "'=HYPERLINK(1)\nRing me on [telephone number]"]
    assert rows[2][1] == "yes"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_words(
    folder: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with History(folder, 90) as history:
        history.rate(Rating("link-c", "person:Marta", False, None, words, NOW))
    assert run(folder, "--ratings", "--csv") == 0
    cells = [cell for row in csv.reader(io.StringIO(capsys.readouterr().out, newline="")) for cell in row]
    assert f"'{words}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_is_older_is_deleted_for_good_and_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--delete-older-than", "30") == 0
    assert run(folder, "--delete-older-than", "30") == 0
    assert run(folder, "--delete-older-than", "0") == 0
    assert capsys.readouterr().out == "1 answer deleted\n0 answers deleted\n3 answers deleted\n"
    assert b"Beacon" not in b"".join(each.read_bytes() for each in folder.iterdir())


def test_what_the_setting_lets_go_is_counted_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with History(folder, 90) as history:
        history.keep(kept("link-e", "talk-e", 1, asked_at=NOW - timedelta(days=400)))
    assert run(folder, "--delete-older-than", "30") == 0
    assert capsys.readouterr().out == "2 answers deleted\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ratings", "--whole"), "--whole goes with --out"),
        (("--out", "x", "--csv"), "--csv goes with --ratings"),
        (("--out", "none/such/folder.jsonl"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    folder: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [(), ("--ratings", "--out", "x"), ("--delete-older-than", "-1")])
def test_what_is_typed_wrongly_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        run(folder, *words)
    assert refused.value.code == 2


def test_where_nothing_was_asked_no_folder_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none", "--ratings") == 2
    assert "There is no history in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_damaged_history_is_said_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / FILE).write_bytes(b"\xa7" * 5000)
    assert run(folder, "--ratings") == 2
    assert "is damaged" in capsys.readouterr().err
