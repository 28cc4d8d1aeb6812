"""How many long pieces of work are done at once, so that whoever orders many leaves room for everybody else.

The few that may wait do so for a while only; who comes when that is full is told at once to come back. Each waits in a
thread of the service, and those have to suffice for all other pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class NoTurn(Exception):
    """There are as many at work, and waiting, as there may be."""


class AtOnce:
    """Turns at work of one kind."""

    def __init__(self, most: int, waiting: int, seconds: float) -> None:
        """
        Args:
            most: how many are at work at once.
            waiting: how many may wait for that.
            seconds: how long each may wait.
        """
        self._places, self._turns, self._seconds = BoundedSemaphore(most + waiting), BoundedSemaphore(most), seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn, held until the work is done. Raises NoTurn."""
        if not self._places.acquire(blocking=False):
            raise NoTurn
        try:
            if not self._turns.acquire(timeout=self._seconds):
                raise NoTurn
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()
