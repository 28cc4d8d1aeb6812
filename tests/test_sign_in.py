"""Signing in and out, and two people at once over HTTP: each sees what they may, and of the rest no trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from browsing import serving, violations
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from assistant.app.guard.origin import own_address
from assistant.app.serve import build_app
from assistant.ask import Assistant
from assistant.people.passwords import hashed
from assistant.people.roll import Roll, User, write_roll
from ingest.settings import Settings

PASSWORD = "kestrel lane 7"
OURS = {"Sec-Fetch-Site": "same-origin"}
EXEMPT = "/source?report=exempt-2024.txt&para=1.1"
SECRET = "Quillfeather"


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    users = tmp_path / "users.json"
    kept = hashed(PASSWORD)
    roles = {"Priya": "officer", "Ian": "member", "Lena": "librarian"}
    people = tuple(User(name=name, role=role, password=kept) for name, role in roles.items())
    write_roll(Roll(users=people), users)
    return settings.model_copy(update={"users": users, "history": tmp_path / "history"})


@pytest.fixture
def client(assistant: Assistant, own: Settings) -> Iterator[TestClient]:
    with TestClient(build_app(assistant, own), base_url="http://127.0.0.1", follow_redirects=False) as opened:
        yield opened


def sign_in(client: httpx.Client, name: str, password: str = PASSWORD, wanted: str = "/papers") -> httpx.Response:
    typed = {"name": name, "password": password, "next": wanted}
    return client.post("/sign-in", data=typed, headers=OURS)


def test_a_sign_in_opens_what_the_role_may_see(client: TestClient) -> None:
    assert SECRET not in client.get(EXEMPT).text
    answer = sign_in(client, "Priya")
    assert (answer.status_code, answer.headers["location"]) == (303, "/papers")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Max-Age={12 * 3600}" in cookie
    assert SECRET in client.get(EXEMPT).text
    page = client.get("/ledger/gaps", headers={"Accept": "text/html"})
    assert "Signed in as Priya" in page.text
    assert "set-cookie" not in page.headers


def test_a_wrong_name_and_a_wrong_password_are_told_alike(client: TestClient) -> None:
    def refused(name: str, password: str) -> str:
        answer = sign_in(client, name, password)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        assert f'value="{name}"' in answer.text
        assert password not in answer.text
        return answer.text.replace(name, "NAME")

    assert refused("Priya", "wrong password") == refused("Nobody", "another word")
    assert "The name or the password is not right." in refused("Ian", "wrong password")


def test_what_is_typed_is_words(client: TestClient) -> None:
    page = sign_in(client, '"><script>alert(1)</script>', "wrong password", '"><script>').text
    assert "<script>" not in page


def test_signing_out_ends_it_on_the_server(client: TestClient) -> None:
    sign_in(client, "Priya")
    held = client.cookies["plan_sign_in"]
    answer = client.post("/sign-out", headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "plan_sign_in" not in client.cookies
    client.cookies.set("plan_sign_in", held)
    assert SECRET not in client.get(EXEMPT).text


def test_each_sign_in_has_a_token_of_its_own_and_ends_the_one_before(client: TestClient) -> None:
    sign_in(client, "Priya")
    first = client.cookies["plan_sign_in"]
    sign_in(client, "Priya")
    assert client.cookies["plan_sign_in"] != first
    client.cookies.clear()
    client.cookies.set("plan_sign_in", first)
    assert SECRET not in client.get(EXEMPT).text


def test_a_sign_in_ends_after_its_hours(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, "Priya")
    for hours, there in ((11.9, True), (12.1, False)):
        monkeypatch.setattr("assistant.app.guard.person.datetime", Later(hours))
        assert (SECRET in client.get(EXEMPT).text) is there


class Later:
    """Stands for the clock, some hours on."""

    def __init__(self, hours: float) -> None:
        self.hours = hours

    def now(self, zone: object) -> datetime:
        return datetime.now(UTC) + timedelta(hours=self.hours)


def test_the_token_itself_is_kept_nowhere(client: TestClient, own: Settings) -> None:
    sign_in(client, "Priya")
    token = client.cookies["plan_sign_in"].encode()
    files = [file for file in own.history.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if token in file.read_bytes()]


def test_nobody_is_led_to_another_site(client: TestClient) -> None:
    odd = [
        "",
        "//other.example",
        "https://other.example",
        "/\\other.example",
        "\\\\other.example",
        "javascript:alert(1)",
    ]
    odd += ["/\t/other.example", "/\n/other.example", "/sign-out", "papers"]
    for wanted in odd:
        assert own_address(wanted) == "/"
        assert 'name="next" value="/"' in client.get("/sign-in", params={"next": wanted}).text
    assert own_address("/ledger/gaps?council=Fernmoor#top") == "/ledger/gaps?council=Fernmoor#top"
    assert sign_in(client, "Priya", wanted="//other.example").headers["location"] == "/"


def test_tries_are_limited_by_name_and_the_right_password_waits_too(client: TestClient) -> None:
    statuses = [sign_in(client, "Priya", "wrong password").status_code for _ in range(12)]
    assert statuses[0] == 401
    assert statuses[-1] == 429
    answer = sign_in(client, "priya")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert sign_in(client, "Ian").status_code == 303


def test_another_site_cannot_sign_anybody_in_or_out(client: TestClient) -> None:
    typed = {"name": "Priya", "password": PASSWORD}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://other.example"}):
        assert client.post("/sign-in", data=typed, headers=headers).status_code == 403
        assert client.post("/sign-out", headers=headers).status_code == 403


def test_without_a_users_file_there_is_nothing_to_sign_in_to(assistant: Assistant, own: Settings) -> None:
    client = TestClient(build_app(assistant, own.model_copy(update={"users": None})), base_url="http://127.0.0.1")
    assert client.get("/sign-in").status_code == 404
    assert sign_in(client, "Priya").status_code == 401
    assert "/sign-in" not in client.get("/ledger/gaps").text


def test_two_people_at_once_see_their_own_only_and_from_the_next_request_what_changed(
    assistant: Assistant, own: Settings
) -> None:
    with serving(assistant, own) as address:

        def seen(client: httpx.Client) -> list[bool]:
            pages = [EXEMPT, "/papers", "/api/v1/papers", "/paper?report=exempt-2024.txt"]
            told = [client.get(page).text for page in pages]
            return [SECRET in told[0], "exempt-2024.txt" in told[2], SECRET in told[3]]

        with (
            httpx.Client(base_url=address) as priya,
            httpx.Client(base_url=address) as ian,
            httpx.Client(base_url=address) as visitor,
        ):
            assert sign_in(priya, "Priya").status_code == 303
            assert sign_in(ian, "Ian").status_code == 303
            people = [priya, ian, visitor] * 6
            with ThreadPoolExecutor(6) as threads:
                found = list(threads.map(seen, people))
            assert found == [[True] * 3, [False] * 3, [False] * 3] * 6
            assert own.users
            roll = own.users.read_text()
            own.users.write_text(
                roll.replace('"officer",\n', '"member",\n').replace(
                    '"name": "Ian",\n      "role": "member"', '"name": "Ian",\n      "role": "officer"'
                )
            )
            assert (seen(priya), seen(ian)) == ([False] * 3, [True] * 3)
            own.users.write_text("{")
            assert (seen(priya), seen(ian)) == ([False] * 3, [False] * 3)


def test_a_person_signs_in_and_out_with_the_keyboard(assistant: Assistant, own: Settings, browser: Browser) -> None:
    with serving(assistant, own) as address:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(f"{address}ledger/gaps")
        assert not violations(page)
        page.get_by_role("link", name="Sign in").press("Enter")
        expect(page).to_have_title("Sign in – plan-assistant")
        expect(page.get_by_label("Name")).to_be_focused()
        assert not violations(page)
        page.keyboard.type("Priya")
        page.keyboard.press("Tab")
        page.keyboard.type("wrong password")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("is not right")
        expect(page.get_by_label("Name")).to_have_value("Priya")
        expect(page.get_by_label("Password")).to_be_focused()
        assert not violations(page)
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}ledger/gaps")
        expect(page.get_by_text("Signed in as Priya")).to_be_visible()
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Sign out").press("Enter")
        page.goto(f"{address}ledger/gaps")
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        page.close()


def test_the_history_holds_the_sign_in_by_its_hash(client: TestClient, own: Settings) -> None:
    sign_in(client, "Priya")
    kept = [file for file in own.history.iterdir() if file.suffix == ".sqlite3"]
    with sqlite3.connect(kept[0]) as database:
        dumped = "\n".join(database.iterdump())
    database.close()
    assert "Priya" in dumped
    assert client.cookies["plan_sign_in"] not in dumped
