"""How often one person or one address may ask. Counted in memory over a minute or an hour; a restart forgets it."""

from __future__ import annotations

import ipaddress
import math
import time
from threading import Lock

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from assistant.people import Person
from assistant.people.passwords import digest
from assistant.people.roll import folded
from ingest.settings import Settings

_REQUESTS_PER_QUESTION = 30  # a question is a few requests, a page's first visit some twenty: far above both
# Tries at a name are counted from each address by themselves, so that nobody is kept out by tries made elsewhere; only
# far above that by the name alone, against somebody with many addresses.
_SIGN_INS_PER_NAME = 5
_SIGN_INS_PER_NAME_AND_HOUR = 20
_SIGN_INS_PER_ADDRESS = 20
_SIGN_INS_FROM_ANYWHERE = 100  # an hour

_Count = tuple[RateLimitItem, str, str]  # what is counted, of whom


class Limits:
    """Counts, and says how long to wait. Counting each by two numbers keeps the memory small."""

    def __init__(self, settings: Settings) -> None:
        person, address = settings.questions_per_minute, settings.questions_per_minute_address
        self._questions = RateLimitItemPerMinute(person), RateLimitItemPerMinute(address)
        self._requests = tuple(RateLimitItemPerMinute(most * _REQUESTS_PER_QUESTION) for most in (person, address))
        self._name_here = RateLimitItemPerMinute(_SIGN_INS_PER_NAME), RateLimitItemPerHour(_SIGN_INS_PER_NAME_AND_HOUR)
        self._here = RateLimitItemPerMinute(_SIGN_INS_PER_ADDRESS)
        self._name_anywhere = RateLimitItemPerHour(_SIGN_INS_FROM_ANYWHERE)
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._one_at_a_time = Lock()

    def take(self, person: Person, address: str) -> int:
        """Count a question of this person. Returns the seconds to wait, 0 where it may go on."""
        per_person, per_address = self._questions
        return self._take(_counts("question", per_person, per_address, person, address))

    def request(self, person: Person, address: str) -> int:
        """Count a request of any kind. Returns the seconds to wait, 0 where it may go on."""
        per_person, per_address = self._requests
        return self._take(_counts("request", per_person, per_address, person, address))

    def sign_in(self, name: str, address: str) -> int:
        """Count a try to sign in. Returns the seconds to wait, 0 where it may go on."""
        whose, network = digest(folded(name)), network_of(address)
        at_a_name = [(most, "sign-in name here", f"{whose} {network}") for most in self._name_here]
        return self._take([*at_a_name, (self._here, "sign-in", network), (self._name_anywhere, "sign-in name", whose)])

    def _take(self, counts: list[_Count]) -> int:
        with self._one_at_a_time:
            full = [count for count in counts if not self._counter.test(*count)]
            if full:
                return max(self._wait(count) for count in full)
            for count in counts:
                self._counter.hit(*count)
            return 0

    def _wait(self, count: _Count) -> int:
        return max(1, math.ceil(self._counter.get_window_stats(*count).reset_time - time.time()))


def _counts(
    kind: str, per_person: RateLimitItem, per_address: RateLimitItem, person: Person, address: str
) -> list[_Count]:
    """A visitor's address counts too: they can drop what names them."""
    counts: list[_Count] = [(per_person, kind, person.owner)] if person.owner else []
    return counts if person.name else [*counts, (per_address, f"{kind} address", network_of(address))]


def network_of(address: str) -> str:
    """What one household or office has: an IPv4 address, or the 64 bits of an IPv6 one that it may vary below."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
