"""Which recorded decisions are one decision told again: by a later paper, or twice by the minutes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ledger.likeness import overlap, stems
from ingest.fact import Resolution
from ingest.wording.committees import canonical

_REPRINTED = 0.9
_REPEATED = 0.75  # of the words of the shorter, at one meeting: the same decision told again


def distinct(resolutions: Sequence[Resolution], minuted: frozenset[str], council: str) -> tuple[Resolution, ...]:
    """The decisions without those told again; `minuted`: the papers that are minutes, whose words count first."""
    kept: list[Resolution] = []
    for each in sorted(resolutions, key=lambda each: each.ref.report not in minuted):
        again = _is_retold if each.ref.report not in minuted else _is_reprinted
        if not any(again(each, other) for other in kept if _of_one_meeting(each, other, council)):
            kept.append(each)
    order = {id(each): at for at, each in enumerate(resolutions)}
    return tuple(sorted(kept, key=lambda each: order[id(each)]))


def _of_one_meeting(one: Resolution, other: Resolution, council: str) -> bool:
    names = sorted((canonical(one.body, council), canonical(other.body, council)), key=len)
    named = names[0] == names[1] or (" " in names[0] and names[1].endswith(f" {names[0]}"))  # a telling may shorten it
    return bool(one.meeting) and one.meeting == other.meeting and named


def _is_retold(told: Resolution, other: Resolution) -> bool:
    return told.ref != other.ref and overlap(told.text, other.text) >= _REPEATED


def _is_reprinted(one: Resolution, other: Resolution) -> bool:
    """Whether minutes print a decision twice: over the minute and in it, or as a draft and when they are signed."""
    words, others = stems(one.text, drop=False), stems(other.text, drop=False)
    alike = len(words & others) >= _REPRINTED * max(len(words | others), 1)
    return alike and stems(one.item, drop=False) == stems(other.item, drop=False)
