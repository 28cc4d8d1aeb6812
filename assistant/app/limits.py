"""How often one person or one address may ask. Counted in memory, over the last minute; a restart forgets it."""

from __future__ import annotations

import ipaddress
import math
import time
from threading import Lock

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from assistant.people import Person
from assistant.people.passwords import digest
from assistant.people.roll import folded
from ingest.settings import Settings

_REQUESTS_PER_QUESTION = 30  # a question is a few requests, a page's first visit some twenty: far above both
_SIGN_INS_PER_NAME = 5
_SIGN_INS_PER_ADDRESS = 20

_Count = tuple[RateLimitItem, str, str]  # what is counted, of whom


class Limits:
    """Counts, and says how long to wait. Counting the last minute by two numbers keeps the memory small."""

    def __init__(self, settings: Settings) -> None:
        person, address = settings.questions_per_minute, settings.questions_per_minute_address
        self._questions = RateLimitItemPerMinute(person), RateLimitItemPerMinute(address)
        self._requests = tuple(RateLimitItemPerMinute(most * _REQUESTS_PER_QUESTION) for most in (person, address))
        self._sign_ins = RateLimitItemPerMinute(_SIGN_INS_PER_NAME), RateLimitItemPerMinute(_SIGN_INS_PER_ADDRESS)
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
        per_name, per_address = self._sign_ins
        return self._take(
            [(per_name, "sign-in name", digest(folded(name))), (per_address, "sign-in", network_of(address))]
        )

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
