"""Rows of one thing in two papers' tables: an action of a plan, a risk of a register. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from assistant.ledger.likeness import overlap
from assistant.papers.plans import Action
from assistant.papers.registers import Risk
from ingest.report import normalise

Tabled = TypeVar("Tabled", Action, Risk)
_UNDER_ONE_LABEL, _ALONE = 0.5, 0.8  # of the words of the shorter, for two rows to be of one thing


def both_tell(then: Sequence[Tabled], now: Sequence[Tabled]) -> list[tuple[Tabled, Tabled]]:
    """Each row of the earlier table with the later one's of the same thing, where it has one; each once."""
    left = list(now)
    found: list[tuple[Tabled, Tabled]] = []
    for old in then:
        ranked = sorted(left, key=lambda new: -_likeness(old, new))
        if ranked and _likeness(old, ranked[0]):
            left.remove(ranked[0])
            found.append((old, ranked[0]))
    return found


def _likeness(old: Tabled, new: Tabled) -> float:
    """How much two rows say the same of what they are of; 0.0 where they may be of two things."""
    if normalise(old.what) == normalise(new.what):
        return 1.0
    share = overlap(old.what, new.what)
    floor = _UNDER_ONE_LABEL if old.label and old.label == new.label else _ALONE
    return share if share >= floor else 0.0
