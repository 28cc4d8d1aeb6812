"""The users file and the commands that keep it: who may see what, from the next request on."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pytest

from assistant.cli import REFUSED, main
from assistant.people import People, Person
from assistant.people.passwords import fits
from assistant.people.roll import Role, Roll, User, read_roll
from ingest.errors import SettingsError
from ingest.report import Access
from ingest.settings import Settings

PASSWORD = "kestrel lane 7"


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands keep people."""
    file = tmp_path / "kept" / "users.json"
    monkeypatch.setenv("PLAN_ASSISTANT_USERS", str(file))
    return file


def command(monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = PASSWORD) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    return main(["users", *words])


def add(monkeypatch: pytest.MonkeyPatch, name: str, role: str, typed: str = PASSWORD) -> int:
    return command(monkeypatch, "add", name, "--role", role, "--password-stdin", typed=typed)


def test_a_person_added_may_sign_in_and_sees_what_their_role_sees(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, role in (("Priya Nair", "officer"), ("Ian Cole", "member"), ("Bilal Khan", "librarian")):
        assert add(monkeypatch, name, role) == 0
    people = People(Settings(users=users))
    assert people.find("priya nair ") == Person("person:priya nair", Access.EXEMPT, "Priya Nair")
    assert people.find("Ian Cole") == Person("person:ian cole", Access.CONFIDENTIAL, "Ian Cole")
    assert people.find("Bilal Khan") == Person("person:bilal khan", Access.EXEMPT, "Bilal Khan", manages=True)
    assert people.of_ticket(people.ticket("PRIYA NAIR", PASSWORD)) == people.find("Priya Nair")
    for name, password in (("Priya Nair", PASSWORD + "x"), ("Priya Nair", ""), ("Nobody", PASSWORD), ("", "")):
        assert people.ticket(name, password) == ""


def test_the_file_holds_no_password_and_only_its_owner_reads_it(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    written = users.read_text()
    assert PASSWORD not in written
    assert json.loads(written)["users"][0]["password"].startswith("$argon2id$")
    assert stat.S_IMODE(users.stat().st_mode) == 0o600
    assert [file.name for file in users.parent.iterdir()] == ["users.json"]


def test_a_wrong_name_is_hashed_like_a_wrong_password(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    held: list[bool] = []
    monkeypatch.setattr("assistant.people.fits", lambda kept, password: held.append(True) or fits(kept, password))
    people = People(Settings(users=users))
    people.ticket("Priya Nair", "wrong password")
    people.ticket("Nobody At All", "wrong password")
    assert held == [True, True]
    hashed: list[str] = []
    monkeypatch.setattr("assistant.people.passwords._HASHER", Noting(hashed))
    assert not fits(None, "wrong password")  # not even where the hasher is content
    assert len(hashed) == 1


class Noting:
    """Stands for the hasher and notes what it is given."""

    def __init__(self, hashed: list[str]) -> None:
        self.hashed = hashed

    def verify(self, kept: str, password: str) -> bool:
        self.hashed.append(kept)
        return True


def test_nobody_is_who_has_no_password_however_it_is_tried() -> None:
    assert not fits(None, PASSWORD)
    assert not fits("", "")
    assert not fits("not a hash", "not a hash")


def test_a_right_taken_away_counts_at_once(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    people = People(Settings(users=users))
    ticket = people.ticket("Priya Nair", PASSWORD)
    users.write_text(users.read_text().replace('"role": "officer"', '"role": "member"'))
    seen = people.of_ticket(ticket)
    assert seen is not None
    assert seen.access is Access.CONFIDENTIAL
    assert command(monkeypatch, "remove", "priya nair") == 0
    assert people.of_ticket(ticket) is None
    assert people.find("Priya Nair") is None


def test_a_new_password_ends_the_sign_ins_made_with_the_old_one(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    people = People(Settings(users=users))
    ticket = people.ticket("Priya Nair", PASSWORD)
    assert command(monkeypatch, "password", "Priya Nair", "--password-stdin", typed="another one") == 0
    assert people.of_ticket(ticket) is None
    assert people.ticket("Priya Nair", PASSWORD) == ""
    assert people.of_ticket(people.ticket("Priya Nair", "another one")) == people.find("Priya Nair")


def test_a_token_is_shown_once_and_only_its_hash_is_kept(
    users: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    capsys.readouterr()
    assert command(monkeypatch, "token", "Priya Nair") == 0
    token = capsys.readouterr().out.strip()
    assert len(token) >= 43
    assert token not in users.read_text()
    people = People(Settings(users=users))
    assert people.by_token(token) == people.find("Priya Nair")
    assert people.by_token(token + "x") is None
    assert people.by_token("") is None
    command(monkeypatch, "remove", "Priya Nair")
    add(monkeypatch, "Priya Nair", "librarian")
    assert people.by_token(token) is None


@pytest.mark.parametrize(
    ("spoil", "line", "says"),
    [
        (lambda text: text.replace('"name": "Priya Nair",', '"name": "Priya Nair"'), 19, "delimiter"),
        (lambda text: text.replace('"officer",\n      "password"', '"mayor",\n      "password"'), 19, '"mayor"'),
        (lambda text: text.replace('"access": "exempt"', '"access": "all"', 1), 8, '"all"'),
        (lambda text: text.replace('"$argon2id$', '"$plain$'), 20, "not a hash"),
        (lambda text: text.replace('"manages": true', '"manages": "perhaps"'), 13, "manages"),
        (lambda text: text.replace('"role": "officer"', '"rank": "officer"'), 18, "role: Field required"),
        (lambda text: "[]", 1, ""),
    ],
)
def test_a_broken_file_shuts_out_everybody_and_says_where(
    users: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    spoil: object,
    line: int,
    says: str,
) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    people = People(Settings(users=users))
    ticket = people.ticket("Priya Nair", PASSWORD)
    good = users.read_text()
    assert callable(spoil)
    users.write_text(spoil(good))
    with pytest.raises(SettingsError, match=rf"{users}.*[Ll]ine {line}: .*{says}"):
        People(Settings(users=users))
    assert people.of_ticket(ticket) is None
    assert people.named("Priya Nair").access is Access.OPEN
    assert str(users) in caplog.text
    assert f"Line {line}:" in caplog.text
    users.write_text(good)
    assert people.of_ticket(ticket) is not None


def test_a_file_that_is_gone_shuts_out_everybody(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    people = People(Settings(users=users))
    users.unlink()
    assert people.find("Priya Nair") is None
    with pytest.raises(SettingsError, match="users add"):
        People(Settings(users=users))


def test_roles_that_are_written_stand_in_the_place_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "users.json"
    file.write_text(
        '{"roles": {"clerk": {"access": "confidential", "manages": true}}, "users": [{"name": "A", "role": "clerk"}]}'
    )
    assert People(Settings(users=file)).find("a") == Person("person:a", Access.CONFIDENTIAL, "A", manages=True)
    assert read_roll(file) == Roll(
        roles={"clerk": Role(access="confidential", manages=True)}, users=(User(name="A", role="clerk"),)
    )
    file.write_text('{"users": [{"name": "A", "role": "member"}]}')
    assert People(Settings(users=file)).find("A") == Person("person:a", Access.CONFIDENTIAL, "A")
    assert People(Settings(users=file)).ticket("A", "") == ""


@pytest.mark.parametrize(
    ("words", "typed", "says"),
    [
        (("add", "Priya Nair", "--role", "officer"), PASSWORD, "already"),
        (("add", "Ian Cole", "--role", "mayor"), PASSWORD, "member, officer, librarian"),
        (("add", "Ian Cole", "--role", "member"), "short", "between 8 and"),
        (("add", "Ian\nCole", "--role", "member"), PASSWORD, "all of which can be seen"),
        (("password", "Ian Cole"), PASSWORD, "users list"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    users: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    typed: str,
    says: str,
) -> None:
    add(monkeypatch, "Priya Nair", "officer")
    before = users.read_bytes()
    assert command(monkeypatch, *words, "--password-stdin", typed=typed) == REFUSED
    assert says in capsys.readouterr().err
    assert users.read_bytes() == before


def test_two_passwords_that_differ_are_not_taken(users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one password", "another password", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    assert main(["users", "add", "Priya Nair", "--role", "officer"]) == REFUSED
    assert not users.exists()
    assert main(["users", "add", "Priya Nair", "--role", "officer"]) == 0
    assert People(Settings(users=users)).ticket("Priya Nair", PASSWORD)


def test_the_list_names_people_with_what_they_see(
    users: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "list") == 0
    assert "users add" in capsys.readouterr().out
    add(monkeypatch, "Bilal Khan", "librarian")
    command(monkeypatch, "token", "Bilal Khan")
    capsys.readouterr()
    assert command(monkeypatch, "list") == 0
    assert capsys.readouterr().out == "Bilal Khan  librarian (sees exempt, manages papers)  tokens: 1\n"


def test_without_a_users_file_set_the_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PLAN_ASSISTANT_USERS", raising=False)
    assert main(["users", "list"]) == REFUSED
    assert "PLAN_ASSISTANT_USERS is not set" in capsys.readouterr().err
