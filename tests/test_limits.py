"""How often somebody may ask: counted for each person, and for visitors for each address as well."""

from __future__ import annotations

import pytest

from assistant.app import limits
from assistant.app.limits import Limits
from assistant.people import Person
from ingest.settings import Settings

PRIYA = Person("person:priya", name="Priya")
TINY = Settings(questions_per_minute=3, questions_per_minute_address=5)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock stands still in the middle of a minute, until a test moves it."""
    now = [1_700_000_010.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    return now


def visitor(number: int) -> Person:
    return Person(f"visitor:{number}")


def went_on(taken: Limits, tries: int, person: Person, address: str) -> int:
    return sum(taken.take(person, address) == 0 for _ in range(tries))


def test_a_person_asks_so_often_and_no_more() -> None:
    taken = Limits(TINY)
    assert went_on(taken, 10, PRIYA, "192.0.2.1") == 3
    assert went_on(taken, 10, Person("person:ian", name="Ian"), "192.0.2.1") == 3


def test_who_has_to_wait_is_told_how_long_and_goes_on_after_it(_clock: list[float]) -> None:
    taken = Limits(TINY)
    went_on(taken, 3, PRIYA, "")
    wait = taken.take(PRIYA, "")
    assert 1 <= wait <= 60
    _clock[0] += 120
    assert taken.take(PRIYA, "") == 0


def test_a_visitor_who_drops_their_cookie_is_counted_by_address() -> None:
    taken = Limits(TINY)
    assert sum(taken.take(visitor(number), "192.0.2.1") == 0 for number in range(20)) == 5
    assert went_on(taken, 10, Person(), "192.0.2.1") == 0
    assert went_on(taken, 10, visitor(99), "192.0.2.2") == 3


def test_somebody_signed_in_is_not_held_up_by_visitors_at_the_same_address() -> None:
    taken = Limits(TINY)
    went_on(taken, 10, Person(), "192.0.2.1")
    assert went_on(taken, 10, PRIYA, "192.0.2.1") == 3


def test_the_many_addresses_of_one_line_count_as_one() -> None:
    taken = Limits(TINY)
    assert sum(taken.take(Person(), f"2001:db8:1:2::{number:x}") == 0 for number in range(20)) == 5
    assert taken.take(Person(), "2001:db8:1:3::1") == 0
    went_on(taken, 10, Person(), "192.0.2.9")
    assert taken.take(Person(), "::ffff:192.0.2.9") > 0


def test_requests_are_counted_far_above_questions() -> None:
    taken = Limits(TINY)
    assert sum(taken.request(PRIYA, "") == 0 for _ in range(200)) == 90
    assert taken.take(PRIYA, "") == 0


def test_tries_to_sign_in_are_counted_by_name_and_by_address() -> None:
    taken = Limits(Settings())
    assert sum(taken.sign_in(name, "192.0.2.1") == 0 for name in ["Priya", "PRIYA "] * 10) == 5
    assert sum(taken.sign_in(f"name {at}", "198.51.100.1") == 0 for at in range(50)) == 20


def test_tries_made_elsewhere_keep_nobody_out(_clock: list[float]) -> None:
    taken, given = Limits(Settings()), 0
    for _ in range(120):  # two hours of somebody else's guesses
        given += sum(taken.sign_in("Priya", "198.51.100.1") == 0 for _ in range(10))
        _clock[0] += 60
    assert given <= 60
    assert taken.sign_in("Priya", "192.0.2.1") == 0


def test_a_name_tried_from_many_addresses_is_slowed_at_last() -> None:
    taken = Limits(Settings())
    assert sum(taken.sign_in("Priya", f"198.51.100.{at}") == 0 for at in range(200)) == 100
    assert taken.sign_in("Ian", "198.51.100.1") == 0


def test_what_is_over_is_forgotten(_clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Limits(TINY)
    for number in range(100):
        taken.take(visitor(number), f"192.0.2.{number}")
    _clock[0] += 600
    store = taken._counter.storage
    store._MemoryStorage__expire_events()  # what its timer does
    assert not store.storage
    assert limits._REQUESTS_PER_QUESTION >= 30
