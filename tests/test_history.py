"""What is asked and answered is kept whole, shown to whom it belongs, and gone when it is deleted or too old."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import assistant.history as house
from assistant.answer import Answer, Citation, Searched, State, Statement
from assistant.history import FILE, MOST_WORDS, UNDO_MINUTES, History, Kept, Rating, Reason, file
from ingest.errors import HistoryError, NotHeld
from ingest.report import Access, Ref, Scope

NOW = datetime.now(UTC).replace(microsecond=0)
MARTA, JOHN = "person:Marta", "visitor:9f2c"
QUOTE = Citation(Ref("cabinet.txt", "5.4"), "a sum of £2.5m", "Fernmoor, Cabinet, 8 July 2024, para 5.4", 3)
SEARCHED = Searched(2, ("Fernmoor",), ("Cabinet",), date(2023, 1, 5), date(2024, 7, 8))
ANSWER = Answer(State.ANSWERED, (Statement("Cabinet agreed a sum of £2.5m.", (QUOTE,)),), SEARCHED, date(2024, 7, 8))


def kept(conversation: str = "talk", number: int = 1, asked: str = "What was agreed?", **fields: object) -> Kept:
    made = Kept(f"{conversation}-{number}", conversation, number, MARTA, Access.OPEN, asked, NOW, Scope(), ANSWER)
    return replace(made, **fields)  # type: ignore[arg-type]


def said(text: str) -> Answer:
    return replace(ANSWER, statements=(Statement(text),))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history", 90) as opened:
        yield opened


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[timedelta]]:
    """Time as the history sees it: how much later than now is the last of the list."""
    shifts = [timedelta()]
    monkeypatch.setattr(house, "_now", lambda: datetime.now(UTC) + shifts[-1])
    yield shifts


# Kept whole


def test_an_answer_opens_as_it_was_given(history: History) -> None:
    whole = kept(scope=Scope("Fernmoor", "Cabinet", ("cabinet.txt",), date(2024, 7, 8)))
    history.keep(whole)
    assert history.answer(whole.id, Access.OPEN) == whole
    assert history.conversation("talk", MARTA, Access.OPEN) == (whole,)
    assert list(history.everything()) == [(whole, None)]


@given(answer=st.from_type(Answer), scope=st.from_type(Scope), asked=st.text())
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_answer_comes_back_exactly(answer: Answer, scope: Scope, asked: str) -> None:
    history = _shared()
    whole = kept(answer=answer, scope=scope, asked=asked)
    history.keep(whole)
    assert history.answer(whole.id, Access.OPEN) == whole


def _shared(opened: list[History] = []) -> History:  # noqa: B006 - one file for all the examples
    if not opened:
        opened.append(History(Path(tempfile.mkdtemp()), 90))
    return opened[0]


def test_half_a_character_from_a_browser_does_not_stop_it(history: History) -> None:
    history.keep(kept(asked="What of \ud83d?", answer=said("Nothing speaks of \ud83d.")))
    read = history.answer("talk-1", Access.OPEN)
    assert (read.asked, read.answer.text) == ("What of ??", "Nothing speaks of ?.")
    assert len(history.conversations(MARTA, Access.OPEN, "\ud83d")) == 1


def test_an_edited_question_takes_the_place_of_it_and_of_all_that_followed(history: History) -> None:
    for number in (1, 2, 3):
        history.keep(kept(number=number))
    history.rate(Rating("talk-3", MARTA, True, None, "", NOW))
    history.keep(kept(number=2, id="anew", asked="What was agreed in 2024?"))
    assert [each.id for each in history.conversation("talk", MARTA, Access.OPEN)] == ["talk-1", "anew"]
    assert history.rating("talk-3", MARTA) is None
    with pytest.raises(NotHeld):
        history.answer("talk-3", Access.OPEN)


def test_more_of_an_answer_takes_its_place_and_nothing_else_changes(history: History) -> None:
    first, following = kept(asked="Who chairs it?"), kept(number=2)
    for each in (first, following, kept("other")):
        history.keep(each)
    history.rate(Rating(first.id, MARTA, True, None, "", NOW))
    more = replace(first, answer=said("Marta Lind chairs it."), asked_at=NOW + timedelta(minutes=1))
    history.rewrite(more)
    assert history.conversation("talk", MARTA, Access.OPEN) == (replace(more, asked_at=NOW), following)
    assert [each.conversation for each in history.conversations(MARTA, Access.OPEN, "Lind")] == ["talk"]
    assert history.rating(first.id, MARTA) is not None
    history.rewrite(replace(more, owner=JOHN, answer=said("Nobody does.")))
    assert history.answer(first.id, Access.OPEN).answer == more.answer


def test_more_of_an_answer_that_was_deleted_or_edited_brings_nothing_back(history: History) -> None:
    history.keep(kept())
    history.forget(MARTA)
    history.rewrite(kept(asked_at=NOW))
    assert history.conversations(MARTA, Access.OPEN) == ()
    history.keep(kept(id="edited"))
    history.rewrite(kept(answer=said("Nobody does.")))
    assert [each.id for each in history.conversation("talk", MARTA, Access.OPEN)] == ["edited"]


def test_nobody_edits_the_conversation_of_another(history: History) -> None:
    history.keep(kept())
    history.keep(kept(id="other", owner=JOHN))
    assert history.answer("talk-1", Access.OPEN).owner == MARTA


# Whose it is, and who may see it


def test_a_conversation_belongs_to_who_had_it_and_a_link_opens_for_anyone(history: History) -> None:
    history.keep(kept())
    assert history.answer("talk-1", Access.OPEN).owner == MARTA
    assert history.conversations(JOHN, Access.EXEMPT) == ()
    with pytest.raises(NotHeld):
        history.conversation("talk", JOHN, Access.EXEMPT)


def test_what_is_above_a_persons_access_leaves_no_trace(history: History) -> None:
    history.keep(kept(asked="What is said of Beacon Rise in Part 2?", access=Access.EXEMPT))
    history.keep(kept(number=2, asked="And in public?", asked_at=NOW - timedelta(hours=1)))
    (listed,) = history.conversations(MARTA, Access.OPEN)
    assert (listed.first, listed.questions, listed.last_at) == ("And in public?", 1, NOW - timedelta(hours=1))
    assert history.conversations(MARTA, Access.OPEN, "Beacon") == ()
    assert [each.number for each in history.conversation("talk", MARTA, Access.OPEN)] == [2]
    assert history.conversations(MARTA, Access.EXEMPT)[0].first == "What is said of Beacon Rise in Part 2?"
    with pytest.raises(NotHeld) as hidden:
        history.answer("talk-1", Access.CONFIDENTIAL)
    with pytest.raises(NotHeld) as none:
        history.answer("nowhere", Access.EXEMPT)
    assert str(hidden.value) == str(none.value)


# Lists and searches


def test_the_latest_conversation_is_first(history: History) -> None:
    for name, hours in (("old", 5), ("new", 1), ("middle", 3)):
        history.keep(kept(name, asked_at=NOW - timedelta(hours=hours)))
    history.keep(kept("old", 2, asked_at=NOW))
    assert [each.conversation for each in history.conversations(MARTA, Access.OPEN)] == ["old", "new", "middle"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("library", True),
        ("LIBRARY opening", True),  # one word in a question, the other in an answer
        ("libr", True),
        ("library closing", False),
        ("100%", True),
        ("%", True),
        ("_", False),  # a plain sign, and in no question or answer
        ("l_brary", False),
        ("council's", True),  # printed with a curly apostrophe
        ("STRASSE", True),
        ("' OR 1=1 --", False),
        ("", True),
        ("   ", True),
        ("library " * 5000, True),
        (" ".join(str(word) for word in range(5000)), False),
    ],
)
def test_every_word_of_a_search_has_to_occur(history: History, search: str, found: bool) -> None:
    history.keep(kept(asked="When does the Library in the Straße close?", answer=said("100% of it, by May.")))
    history.keep(kept(number=2, asked="And then?", answer=said("The council’s opening hours stand.")))
    assert bool(history.conversations(MARTA, Access.OPEN, search)) is found


# Forgetting


def test_a_forgotten_conversation_is_hidden_at_once_and_can_be_had_back(history: History) -> None:
    history.keep(kept("one"))
    history.keep(kept("two"))
    history.rate(Rating("one-1", JOHN, True, None, "", NOW))
    assert history.forget(MARTA, "one") == 1
    assert [each.conversation for each in history.conversations(MARTA, Access.OPEN)] == ["two"]
    assert history.rating("one-1", JOHN) is None
    assert [each.id for each, _ in history.everything()] == ["two-1"]
    for refused in (
        lambda: history.answer("one-1", Access.EXEMPT),
        lambda: history.conversation("one", MARTA, Access.EXEMPT),
        lambda: history.rate(Rating("one-1", JOHN, False, None, "", NOW)),
    ):
        with pytest.raises(NotHeld):
            refused()
    assert history.recall(MARTA) == 1
    assert history.answer("one-1", Access.OPEN).asked == "What was agreed?"
    assert history.rating("one-1", JOHN) is not None
    assert history.recall(MARTA) == 0


def test_only_the_last_deletion_is_undone_and_only_ones_own(history: History) -> None:
    for name in ("one", "two"):
        history.keep(kept(name))
    history.keep(kept("his", owner=JOHN))
    assert (history.forget(MARTA, "one"), history.forget(MARTA), history.forget(MARTA, "his")) == (1, 1, 0)
    assert history.recall(JOHN) == 0
    assert history.recall(MARTA) == 1
    assert [each.conversation for each in history.conversations(MARTA, Access.OPEN)] == ["two"]
    assert len(history.conversations(JOHN, Access.OPEN)) == 1


def test_after_a_while_a_deletion_cannot_be_undone(history: History, later: list[timedelta]) -> None:
    history.keep(kept())
    history.forget(MARTA)
    later.append(timedelta(minutes=UNDO_MINUTES, seconds=1))
    assert history.recall(MARTA) == 0
    assert history.sweep(datetime.now(UTC) + timedelta(minutes=UNDO_MINUTES - 1)) == 0
    assert history.sweep(datetime.now(UTC) + timedelta(minutes=UNDO_MINUTES + 1)) == 1


def test_what_is_deleted_is_gone_from_the_disk(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    with History(folder, 90) as history:
        for number in range(1, 200):
            old = number % 2
            mark = "quixotic" if old else "steadfast"
            turn = kept(number=number, asked=f"{mark} {number}?", answer=said(f"{mark} " * number))
            history.keep(replace(turn, owner=f"person:{mark}", asked_at=NOW - timedelta(days=91 * old)))
            history.rate(Rating(turn.id, f"person:{mark}", False, None, mark, NOW))
        assert b"quixotic" in _bytes(folder)
        assert history.sweep(NOW) == 100
        assert b"quixotic" not in _bytes(folder)
        assert b"steadfast" in _bytes(folder)
        history.forget("person:steadfast")
        history.sweep(datetime.now(UTC) + timedelta(minutes=UNDO_MINUTES + 1))
        assert b"steadfast" not in _bytes(folder)


def _bytes(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


def test_what_is_too_old_goes_when_it_is_opened_and_while_it_is_written_to(
    tmp_path: Path, later: list[timedelta], monkeypatch: pytest.MonkeyPatch
) -> None:
    with History(tmp_path, 90) as history:
        history.keep(kept("old", asked_at=NOW - timedelta(days=100)))
        history.keep(kept("new"))
    with History(tmp_path, 90) as history:
        assert history.swept == 1
        later.append(timedelta(days=91))
        history.keep(kept("newest", asked_at=NOW + timedelta(days=91)))
        assert len(list(history.everything())) == 2
        monkeypatch.setattr(history, "_next_sweep", 0.0)
        history.keep(kept("newest", 2, asked_at=NOW + timedelta(days=91)))
        assert [each.conversation for each, _ in history.everything()] == ["newest", "newest"]


def test_answers_older_than_a_time_are_deleted(history: History) -> None:
    for name, days in (("a", 1), ("b", 10), ("c", 20)):
        history.keep(kept(name, asked_at=NOW - timedelta(days=days)))
    assert history.delete_older(NOW - timedelta(days=5)) == 2
    assert [each.conversation for each, _ in history.everything()] == ["a"]


# Ratings and sign-ins


def test_a_later_rating_replaces_the_earlier_of_the_same_person_only(history: History) -> None:
    history.keep(kept())
    first = Rating("talk-1", MARTA, False, Reason.MISSING, "The sum for 2023.", NOW)
    history.rate(first)
    assert history.rating("talk-1", MARTA) == first
    second = Rating("talk-1", MARTA, True, None, "", NOW)
    other = Rating("talk-1", JOHN, False, Reason.WRONG, "It was £3m.", NOW)
    history.rate(second)
    history.rate(other)
    assert [rating for _, rating in history.everything()] == [second, other]
    assert history.rating("talk-1", "person:Nobody") is None


def test_a_rating_of_no_answer_is_refused_and_long_words_are_cut(history: History) -> None:
    with pytest.raises(NotHeld):
        history.rate(Rating("nowhere", MARTA, True, None, "", NOW))
    history.keep(kept())
    history.rate(Rating("talk-1", MARTA, False, Reason.OTHER, "x" * 5000, NOW))
    read = history.rating("talk-1", MARTA)
    assert read is not None
    assert read.words == "x" * MOST_WORDS


def test_a_sign_in_holds_until_its_time_and_no_longer(history: History) -> None:
    history.sign_in("hash", "Marta", NOW + timedelta(hours=12))
    assert history.signed_in("hash", NOW) == "Marta"
    assert history.signed_in("hash", NOW + timedelta(hours=12)) == ""
    assert history.signed_in("other", NOW) == ""
    history.sign_out("hash")
    history.sign_out("hash")
    assert history.signed_in("hash", NOW) == ""
    history.sign_in("past", "Marta", NOW)
    history.sweep(NOW)
    with sqlite3.connect(history._file.path) as connection:
        assert connection.execute("SELECT count(*) FROM sign_ins").fetchone() == (0,)


# The file


def test_nobody_else_on_the_machine_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "history"
    with History(folder, 90) as history:
        history.keep(kept())
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
        assert (folder / f"{FILE}-wal").exists()


def test_many_threads_keep_and_read_at_once(history: History) -> None:
    faults: list[Exception] = []

    def busy(owner: str) -> None:
        try:
            for number in range(1, 31):
                history.keep(kept(owner, number, owner=owner))
                assert len(history.conversation(owner, owner, Access.OPEN)) == number
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=busy, args=(f"visitor:{number}",)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(list(history.everything())) == 16 * 30


KEEPER = """
import sys, datetime, dataclasses
from pathlib import Path
sys.path.insert(0, "tests")
from test_history import History, kept
with History(Path(sys.argv[1]), 90) as history:
    for number in range(1, 100_000):
        history.keep(kept(sys.argv[2], number))
        print(number, flush=True)
"""


def test_two_processes_begin_and_use_one_file_and_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    keepers = [_keeper(tmp_path, name) for name in ("one", "two")]
    for keeper in keepers:
        assert keeper.stdout
        last = [int(keeper.stdout.readline()) for _ in range(100)][-1]
        assert last == 100
    with History(tmp_path, 90) as history:
        history.keep(kept("mine"))
        assert len(list(history.everything())) > 200
    for keeper in keepers:
        keeper.send_signal(signal.SIGKILL)
    told = [max(100, *map(int, keeper.communicate()[0].split("\n")[:-1] or [0])) for keeper in keepers]
    with History(tmp_path, 90) as history:
        for name, number in zip(("one", "two"), told, strict=True):
            assert len(history.conversation(name, MARTA, Access.OPEN)) >= number


def _keeper(folder: Path, name: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", KEEPER, str(folder), name]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    with History(tmp_path, 90) as history:
        history.keep(kept())
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"PRAGMA user_version = {file.VERSION + 1}")
    with pytest.raises(HistoryError, match="made by a newer version of plan-assistant") as refused:
        History(tmp_path, 90)
    assert str(tmp_path / FILE) in str(refused.value)


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(HistoryError, match="is not a history of this program"):
        History(tmp_path, 90)


@pytest.mark.parametrize("where", [0, 4096 * 3])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, where: int) -> None:
    with History(tmp_path, 90) as history:
        for number in range(1, 50):
            history.keep(kept(number=number))
    with (tmp_path / FILE).open("r+b") as opened:
        opened.seek(where)
        opened.write(b"\xa7" * 9000)
    with pytest.raises(HistoryError, match="is damaged") as refused:
        History(tmp_path, 90)
    assert str(tmp_path / FILE) in str(refused.value)
    assert "start again" in str(refused.value)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("a note")
    with pytest.raises(HistoryError, match="PLAN_ASSISTANT_HISTORY"):
        History(tmp_path / "history", 90)


def test_a_full_disk_is_said_and_nothing_kept_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with History(tmp_path, 90) as history:
        history.keep(kept())
    connect = file._connect

    def narrow(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(file, "_connect", narrow)
    with History(tmp_path, 90) as history:
        with pytest.raises(HistoryError, match="no space left"):
            history.keep(kept("large", answer=said("long " * 100_000)))
        history.keep(kept("small"))
        assert [each.conversation for each, _ in history.everything()] == ["talk", "small"]


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder of the tests' own while they are run without the superuser's rights."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no such rights")
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), os.geteuid()
        folder.chmod(0o755)
        if before == 0:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            folder.chmod(0o755)
            os.seteuid(before)


def test_a_file_that_cannot_be_written_is_named_with_what_to_do(nobody: Path) -> None:
    with History(nobody, 90) as history:
        history.keep(kept())
    (nobody / FILE).chmod(0o400)
    with pytest.raises(HistoryError, match="let the service write"):
        History(nobody, 90)
    (nobody / FILE).unlink()
    nobody.chmod(0o500)
    with pytest.raises(HistoryError, match="let the service write"):
        History(nobody, 90)
