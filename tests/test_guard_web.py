"""The guard: who is asking and from where, which pages may ask for a change, whose a conversation is, how long is too
long. One service in one process; `test_guard_slow` has what needs a real server.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.app.guard import Guard, gradio
from assistant.app.guard.body import check_length
from assistant.app.guard.gradio import _Bound
from assistant.app.guard.person import Callers
from assistant.app.guard.refusal import Refused
from assistant.app.limits import Limits
from assistant.app.serve import build_app, serve
from assistant.app.service import Service, address_of, person_of
from assistant.ask import Assistant
from assistant.cli import REFUSED, main
from assistant.history import History
from assistant.loopback import is_loopback
from assistant.people import People, Person
from assistant.people.passwords import digest, hashed, new_token
from assistant.people.roll import Roll, Token, User, write_roll
from ingest.errors import SettingsError
from ingest.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

PROXY = ("10.0.0.5", 443)
STRANGER = ("192.0.2.7", 5000)
BY_PROXY = {"X-Forwarded-User": "Priya"}
PAGE = {"Accept": "text/html,*/*"}
TOKEN = new_token()

Opened = Callable[..., TestClient]


@pytest.fixture
def users(tmp_path: Path) -> Path:
    file = tmp_path / "users.json"
    people = (User(name="Priya", role="officer", password=hashed("kestrel lane")), User(name="Lena", role="librarian"))
    write_roll(Roll(users=people, tokens=(Token(name="Priya", sha256=digest(TOKEN)),)), file)
    return file


@pytest.fixture
def opened(assistant: Assistant, settings: Settings, tmp_path: Path) -> Iterator[Opened]:
    """Opens a service with these settings, seen from this address: a page that says who is asking, behind the guard.

    With `whole` it is the service as it is served.
    """
    with ExitStack() as stack:

        def open_(
            peer: tuple[str, int] = STRANGER, at: str = "http://council.example", whole: bool = False, **given: object
        ) -> TestClient:
            host = "127.0.0.1" if "127.0.0.1" in at or "localhost" in at or "::1" in at else "0.0.0.0"
            own = settings.model_copy(update={"history": tmp_path / "history", "host": host, **given})
            app = build_app(assistant, own) if whole else guarded(assistant, own, stack)
            return stack.enter_context(TestClient(app, base_url=at, client=peer, follow_redirects=False))

        yield open_


def guarded(assistant: Assistant, own: Settings, stack: ExitStack) -> Starlette:
    """The guard, and behind it as good as nothing."""
    history = stack.enter_context(History(own.history, own.history_days))
    service = Service(assistant, own, history, People(own), Limits(own))
    routes = [Route(path, whoami, methods=["GET", "POST"]) for path in ("/", "/whoami", "/papers/add", "/page/a.css")]
    return Starlette(routes=routes, middleware=[Middleware(Guard, service=service, callers=Callers(service))])


async def whoami(request: Request) -> JSONResponse:
    person = person_of(request)
    told = {name: getattr(person, name) for name in ("owner", "name", "manages")}
    read = len(await request.body())
    return JSONResponse({**told, "access": person.access.word, "address": address_of(request), "read": read})


def who(client: TestClient, **headers: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/whoami", headers=headers).json()
    return told


# Who is asking


def test_a_program_without_a_cookie_is_nobody_and_is_given_none(opened: Opened) -> None:
    client = opened()
    assert who(client) == {
        "owner": "",
        "access": "open",
        "name": "",
        "manages": False,
        "address": STRANGER[0],
        "read": 0,
    }
    assert not client.cookies


def test_a_visitor_keeps_what_makes_them_one(opened: Opened) -> None:
    client = opened()
    answer = client.get("/", headers=PAGE)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Max-Age={90 * 86_400}" in cookie
    assert "Secure" not in cookie
    first = who(client)["owner"]
    assert first.startswith("visitor:")
    assert client.cookies["plan_visitor"] not in first
    client.get("/", headers=PAGE)
    assert who(client)["owner"] == first
    client.cookies.clear()
    client.get("/", headers=PAGE)
    assert who(client)["owner"] not in (first, "")


def test_a_cookie_that_is_not_of_our_making_is_nobodys(opened: Opened) -> None:
    client = opened()
    for made_up in ("a", "x" * 5000, "../..", "visitor:1"):
        assert who(client, Cookie=f"plan_visitor={made_up}; plan_sign_in={made_up}")["owner"] == ""


def test_a_token_asks_as_its_person(opened: Opened, users: Path) -> None:
    client = opened(users=users)
    told = who(client, Authorization=f"Bearer {TOKEN}")
    assert (told["owner"], told["access"], told["manages"]) == ("person:priya", "exempt", False)
    wrong = client.get("/whoami", headers={"Authorization": f"Bearer {new_token()}"})
    assert wrong.status_code == 401
    assert "owner" not in wrong.text


def test_a_trusted_proxy_says_who_is_asking(opened: Opened, users: Path) -> None:
    client = opened(PROXY, users=users, proxy_header="X-Forwarded-User", trusted_proxies="10.0.0.0/24, ::1")
    told = who(client, **BY_PROXY)
    assert (told["owner"], told["access"], told["name"]) == ("person:priya", "exempt", "Priya")
    assert who(client, **{"x-forwarded-user": "Lena"})["manages"] is True
    unknown = client.get("/whoami", headers={"X-Forwarded-User": "Zoë Quill".encode()}).json()
    assert (unknown["owner"], unknown["access"], unknown["name"]) == ("person:zoë quill", "open", "Zoë Quill")
    assert who(client)["owner"] == ""


def test_from_any_other_address_the_header_is_a_forgery(opened: Opened, users: Path) -> None:
    given = {"users": users, "proxy_header": "X-Forwarded-User", "trusted_proxies": "10.0.0.5"}
    for peer in (STRANGER, ("10.0.0.6", 1), ("127.0.0.1", 1), ("testclient", 1)):
        client = opened(peer, **given)
        for more in ({}, {"X-Forwarded-For": "10.0.0.5"}, {"Authorization": f"Bearer {TOKEN}"}):
            answer = client.get("/whoami", headers=BY_PROXY | more)
            assert answer.status_code == 403
            assert "owner" not in answer.text


@pytest.mark.parametrize(
    "name", ["Priya, Lena", "Priya,", "\u2170an", "\uff30riya", "Pri\tya", "Pri\u200bya", "Pri\x85ya"]
)
def test_a_name_that_may_be_read_in_two_ways_is_refused(opened: Opened, users: Path, name: str) -> None:
    client = opened(PROXY, proxy_header="X-Forwarded-User", trusted_proxies="10.0.0.5", users=users)
    sent: list[tuple[bytes, bytes]] = [(b"X-Forwarded-User", name.encode())]
    answer = client.get("/whoami", headers=sent)
    assert answer.status_code == 403
    assert "signs in it" in answer.text


def test_two_names_at_once_are_none(opened: Opened, users: Path) -> None:
    client = opened(PROXY, users=users, proxy_header="X-Forwarded-User", trusted_proxies="10.0.0.5")
    twice = [("X-Forwarded-User", "Priya"), ("X-Forwarded-User", "Lena")]
    assert client.get("/whoami", headers=twice).status_code == 403


def test_a_header_that_no_setting_names_is_not_looked_at(opened: Opened, users: Path) -> None:
    assert who(opened(PROXY, users=users, trusted_proxies="10.0.0.5"), **BY_PROXY)["name"] == ""


@pytest.mark.parametrize(
    ("peer", "handed_on", "address"),
    [
        (STRANGER, "198.51.100.1", STRANGER[0]),
        (PROXY, "", PROXY[0]),
        (PROXY, "198.51.100.1", "198.51.100.1"),
        (PROXY, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (PROXY, "198.51.100.1, 10.0.0.7", "198.51.100.1"),
        (PROXY, "198.51.100.1, nonsense", PROXY[0]),
        (PROXY, "10.0.0.7, 10.0.0.8", PROXY[0]),
        (PROXY, "[2001:db8::1]:443", "2001:db8::1"),
        (PROXY, "198.51.100.1:5000", "198.51.100.1"),
    ],
)
def test_a_visitors_address_is_what_a_trusted_proxy_saw(
    opened: Opened, peer: tuple[str, int], handed_on: str, address: str
) -> None:
    client = opened(peer, trusted_proxies="10.0.0.0/24")
    assert who(client, **{"X-Forwarded-For": handed_on})["address"] == address


def test_cookies_are_secure_where_a_trusted_proxy_says_so(opened: Opened) -> None:
    https = {"X-Forwarded-Proto": "https", **PAGE}
    cookie = opened(PROXY, trusted_proxies="10.0.0.5").get("/", headers=https).headers["set-cookie"]
    assert cookie.startswith("__Host-plan_visitor=")
    assert cookie.endswith("; Secure")
    assert "Secure" not in opened(STRANGER).get("/", headers=https).headers["set-cookie"]


@pytest.mark.parametrize(
    ("given", "at", "manages"),
    [
        ({}, "http://127.0.0.1:7860", False),
        ({"visitors_may_add": True}, "http://127.0.0.1:7860", True),
        ({"visitors_may_add": True}, "http://localhost:7860", True),
        ({"visitors_may_add": True, "host": "0.0.0.0"}, "http://127.0.0.1:7860", False),
        ({"visitors_may_add": True, "trusted_proxies": "10.0.0.5"}, "http://127.0.0.1:7860", False),
        ({"visitors_may_add": True, "proxy_header": "X-User", "trusted_proxies": "::1"}, "http://127.0.0.1", False),
    ],
)
def test_visitors_manage_papers_only_on_a_machine_of_their_own(
    opened: Opened, given: dict[str, object], at: str, manages: bool
) -> None:
    assert who(opened(("127.0.0.1", 5), at, **given))["manages"] is manages


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"])
def test_visitors_do_not_manage_through_a_proxy_that_nobody_told_of(opened: Opened, header: str) -> None:
    client = opened(("127.0.0.1", 5), "http://127.0.0.1:7860", visitors_may_add=True)
    assert who(client)["manages"] is True
    assert who(client, **{header: "198.51.100.1"})["manages"] is False


def test_visitors_do_not_manage_where_people_sign_in(opened: Opened, users: Path) -> None:
    assert not who(opened(("127.0.0.1", 5), "http://localhost", visitors_may_add=True, users=users))["manages"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"proxy_header": "X-Forwarded-User"}, "TRUSTED_PROXIES"),
        ({"trusted_proxies": "10.0.0.5, the proxy"}, '"the proxy"'),
        ({"sign_in": "required"}, "nobody can sign in"),
    ],
)
def test_settings_that_contradict_one_another_are_refused(opened: Opened, given: dict[str, object], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        opened(**given)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "council.example"])
def test_an_address_that_others_reach_needs_a_word_on_who_may(
    assistant: Assistant, settings: Settings, host: str
) -> None:
    with pytest.raises(SettingsError, match=r"PLAN_ASSISTANT_USERS .* PLAN_ASSISTANT_PROXY_HEADER .* --public"):
        serve(assistant, settings.model_copy(update={"host": host}), open_browser=False)
    assert not is_loopback(host)
    assert all(is_loopback(own) for own in ("127.0.0.1", "127.0.0.2", "::1", "localhost"))


def test_with_a_word_on_who_may_the_address_is_taken(
    assistant: Assistant, settings: Settings, users: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listen(host: str, port: int) -> None:
        raise SettingsError(f"taken: {host}")

    monkeypatch.setattr("assistant.app.serve._listen", listen)
    reached = settings.model_copy(update={"host": "0.0.0.0"})
    by_proxy = {"proxy_header": "X-Forwarded-User", "trusted_proxies": "10.0.0.5"}
    for own, public in (
        (settings, False),
        (reached, True),
        (reached.model_copy(update={"users": users}), False),
        (reached.model_copy(update=by_proxy), False),
    ):
        with pytest.raises(SettingsError, match="taken"):
            serve(assistant, own, open_browser=False, public=public)
    monkeypatch.setenv("PLAN_ASSISTANT_LIBRARY", str(settings.library))
    assert main(["chat", "--host", "0.0.0.0"]) == REFUSED


# Which pages may ask for a change


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://council.example"}, 403),
        ({"Origin": "http://council.example"}, 200),
        ({"Origin": "http://COUNCIL.example"}, 200),
        ({"Origin": "http://other.example"}, 403),
        ({"Origin": "http://council.example:8080"}, 403),
        ({"Origin": "http://council.example.other.example"}, 403),
        ({"Origin": "http://[council.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({}, 403),  # a cookie comes with it, and no browser sends one without saying where from
        ({"Sec-Fetch-Site": "cross-site", "Authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_a_change_is_asked_for_by_our_own_pages_only(
    opened: Opened, users: Path, headers: dict[str, str], status: int
) -> None:
    client = opened(users=users)
    client.get("/", headers=PAGE)
    assert client.post("/whoami", headers=headers).status_code == status


def test_a_program_that_says_nothing_of_itself_may_ask(opened: Opened) -> None:
    assert opened().post("/whoami").status_code == 200


def test_a_person_named_by_a_proxy_is_kept_from_other_sites_too(opened: Opened) -> None:
    client = opened(PROXY, proxy_header="X-Forwarded-User", trusted_proxies="10.0.0.5")
    assert client.post("/whoami", headers=BY_PROXY).status_code == 403
    assert client.post("/whoami", headers=BY_PROXY | {"Origin": "http://council.example"}).status_code == 200
    told = BY_PROXY | {"Origin": "https://papers.example", "X-Forwarded-Host": "papers.example"}
    assert client.post("/whoami", headers=told).status_code == 200


LOOPBACK = ["127.0.0.1", "127.0.0.1:7860", "127.8.9.1", "localhost", "LOCALHOST:80", "[::1]", "[::1]:7860"]
ELSEWHERE = [
    "other.example",
    "other.example:7860",
    "127.0.0.1.other.example",
    "localhost.example",
    "0.0.0.0",
    "",
    "::1",
]


@pytest.mark.parametrize("host", LOOPBACK)
def test_a_service_of_one_machine_answers_to_that_machines_names(opened: Opened, host: str) -> None:
    assert opened(at="http://127.0.0.1").get("/whoami", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_name_made_to_lead_here_is_not_answered(opened: Opened, host: str) -> None:
    answer = opened(at="http://127.0.0.1").get("/whoami", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["error"].startswith("This service is for the machine it runs on")
    assert "PLAN_ASSISTANT_TRUSTED_PROXIES" in answer.text


@pytest.mark.parametrize("given", [{"trusted_proxies": "10.0.0.5"}, {"host": "0.0.0.0"}])
def test_a_service_for_others_answers_to_any_name(opened: Opened, given: dict[str, object]) -> None:
    client = opened(at="http://127.0.0.1", **given)
    assert client.get("/whoami", headers={"Host": "papers.example"}).status_code == 200


def test_no_other_site_may_show_or_read_what_is_answered(opened: Opened) -> None:
    client = opened()
    for path in ("/whoami", "/page/a.css", "/none"):
        assert client.get(path).headers["cross-origin-resource-policy"] == "same-origin"


# Whose a conversation is


def join(client: TestClient, session: str) -> httpx.Response:
    asked = {"data": [], "fn_index": 0, "trigger_id": 0, "session_hash": session}
    return client.post("/gradio_api/queue/join", json=asked, headers={"Sec-Fetch-Site": "same-origin"})


def stop(client: TestClient, door: str, **said: object) -> int:
    answer = client.post(f"/gradio_api/{door}", json=said, headers={"Sec-Fetch-Site": "same-origin"})
    return answer.status_code


def test_a_session_belongs_to_whoever_used_it_first(opened: Opened) -> None:
    mine = opened(whole=True)
    mine.get("/", headers=PAGE)
    yours = TestClient(mine.app, base_url="http://council.example", client=STRANGER)
    yours.get("/", headers=PAGE)
    none = TestClient(mine.app, base_url="http://council.example", client=STRANGER)
    taken = join(mine, "abc")
    assert taken.status_code == 200
    event = taken.json()["event_id"]
    assert join(yours, "def").status_code == 200
    for other in (yours, none):
        assert join(other, "abc").status_code == 404
        assert other.get("/gradio_api/queue/data?session_hash=abc").status_code == 404
        assert other.get("/gradio_api/heartbeat/abc").status_code == 404
        assert stop(other, "cancel", session_hash="abc", fn_index=0, event_id=event) == 404
        assert stop(other, "cancel", session_hash="def", fn_index=0, event_id=event) == 404
        assert stop(other, "reset", event_id=event) == 404
    assert stop(mine, "cancel", session_hash="def", fn_index=0, event_id=event) == 404
    assert stop(mine, "reset", event_id="made up") == 404
    assert stop(mine, "reset", event_id=event) == 200
    assert stop(mine, "cancel", session_hash="abc", fn_index=0, event_id=event) == 200


def test_signing_out_leaves_a_session_behind(opened: Opened, users: Path) -> None:
    by_proxy = {"users": users, "proxy_header": "X-Forwarded-User", "trusted_proxies": "10.0.0.5"}
    client = opened(PROXY, whole=True, **by_proxy)
    asked = {"data": [], "fn_index": 0, "session_hash": "abc"}
    for headers, status in ((BY_PROXY, 200), ({}, 404), ({"X-Forwarded-User": "Lena"}, 404), (BY_PROXY, 200)):
        ours = headers | {"Sec-Fetch-Site": "same-origin"}
        assert client.post("/gradio_api/queue/join", json=asked, headers=ours).status_code == status


NO_SESSION = (
    b"",
    b"[]",
    b"{",
    b"{}",
    b"[" * 100_000,
    b'{"session_hash": null}',
    b'{"session_hash": ["abc"]}',
    b'{"session_hash": ""}',
    b'{"session_hash": "a/b"}',
    b'{"session_hash": "mine", "session_hash": "abc"}',
    b'{"session_hash": "abc", "session_hash": "mine"}',
    b'\xff\xfe{"session_hash": "abc"}',
)


def test_a_session_that_cannot_be_told_is_not_there(opened: Opened) -> None:
    client = opened(whole=True)
    assert join(client, "abc").status_code == 200
    kind = {"Content-Type": "application/json"}
    for body in NO_SESSION:
        assert client.post("/gradio_api/queue/join", content=body, headers=kind).status_code == 404, body
    for query in ("", "?session_hash=abc&session_hash=mine", "?session_hash=", "?session_hash=a%00"):
        assert client.get(f"/gradio_api/queue/data{query}").status_code == 404, query


def test_sessions_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradio, "_MOST", 3)
    bound = _Bound()
    assert all(bound.claim(word, "mine") for word in "abc")
    assert bound.claim("a", "mine")
    assert bound.claim("d", "yours")
    assert [bound.owner(word) for word in "abcd"] == ["mine", "", "mine", "yours"]
    assert not bound.claim("a", "yours")


def test_a_fault_is_a_sentence_with_the_headers_of_every_answer(opened: Opened) -> None:
    client = opened()

    async def fault(request: Request) -> JSONResponse:
        raise ZeroDivisionError("kestrel")

    client.app.routes.append(Route("/fault", fault))
    with pytest.raises(ZeroDivisionError):
        client.get("/fault")
    outside = TestClient(client.app, raise_server_exceptions=False)
    for headers in ({}, PAGE):
        answer = outside.get("/fault", headers=headers)
        assert answer.status_code == 500
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "Something went wrong inside the program." in answer.text
        assert "kestrel" not in answer.text


# How long is too long, and how often too often


def test_a_large_file_is_refused_before_a_byte_of_it_is_read(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    client = opened(whole=True)

    for path in ("/papers/add", "/gradio_api/upload", "/gradio_api/queue/join", "/api/v1/ask"):
        declared = {"Content-Length": str(300 * 2**20), "Content-Type": "multipart/form-data; boundary=x"}
        assert client.post(path, headers=declared).status_code in (404, 413)
        assert client.post(path, headers={"Transfer-Encoding": "chunked"}).status_code == 411
    many = [("files", (f"{number}.txt", b"x")) for number in range(1000)]
    assert client.post("/papers/add", files=many).status_code == 404  # nobody can sign in there
    assert client.post("/gradio_api/upload", files=many).status_code == 404
    assert not [file for file in temporary.rglob("*") if file.is_file()]


def test_papers_are_taken_from_those_who_manage_and_no_longer_than_a_file(opened: Opened, users: Path) -> None:
    by_proxy = {"users": users, "proxy_header": "X-Forwarded-User", "trusted_proxies": "10.0.0.5"}
    client = opened(PROXY, **by_proxy, file_bytes=3 * 2**20)

    def sent(name: str, size: int) -> int:
        headers = {"X-Forwarded-User": name, "Sec-Fetch-Site": "same-origin"}
        answer = client.post("/papers/add", content=b"x" * size, headers=headers)
        assert answer.status_code != 200 or answer.json()["read"] == size
        return answer.status_code

    assert sent("Priya", 10) == 403
    assert sent("Lena", 3 * 2**20) == 200
    assert sent("Lena", 4 * 2**20) == 413


@pytest.mark.parametrize("length", ["²", "-1", "1e3", "9" * 50, "abc", ""])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    with pytest.raises(Refused, match="longer than") as refused:
        check_length("/whoami", Headers(raw=[(b"content-length", length.encode("latin-1"))]), Person(), 1)
    assert refused.value.status == 413


def test_one_who_asks_for_too_much_is_told_to_wait_and_others_are_answered(opened: Opened) -> None:
    client = opened(questions_per_minute=1, questions_per_minute_address=20)
    client.get("/", headers=PAGE)
    statuses = [client.get("/whoami").status_code for _ in range(500)]
    assert statuses.count(429) >= 0.85 * 500
    refused = client.get("/whoami")
    assert int(refused.headers["retry-after"]) >= 1
    assert client.get("/page/a.css").status_code == 200
    other = TestClient(client.app, base_url="http://council.example", client=("192.0.2.8", 5))
    assert other.get("/whoami").status_code == 200
