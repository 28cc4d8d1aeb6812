"""Long work takes turns, and whoever comes when no place is left is told so at once."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from assistant.app.at_once import AtOnce, NoTurn


def test_a_turn_is_given_back_also_where_the_work_fails() -> None:
    turns = AtOnce(most=1, waiting=0, seconds=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
    with turns.turn():
        pass


def test_who_finds_no_place_is_told_at_once() -> None:
    turns = AtOnce(most=2, waiting=0, seconds=60)
    with turns.turn(), turns.turn(), pytest.raises(NoTurn), turns.turn():
        pass


def test_who_waits_too_long_gives_the_place_back() -> None:
    turns = AtOnce(most=1, waiting=1, seconds=0)
    with ExitStack() as working:
        working.enter_context(turns.turn())
        for _ in range(3):
            with pytest.raises(NoTurn), turns.turn():
                pass
    with turns.turn():
        pass
