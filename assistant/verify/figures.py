"""Every figure and date of a statement is one of the cited papers', of the same kind and size.

One repeated from the question is borne only where the papers have no figure of that kind that it could be told for.
"""

from __future__ import annotations

import re

from assistant.verify.anchors import borne_in, said_in
from assistant.verify.borne import Borne

_LOOSE = frozenset({"some"})
_OF_PAPER = re.compile(
    r"\b(?:as at|as of|reports?|reported|papers?|minutes|updates?|meeting|dated|document|inspect\w*|says?|said|told)\b",
    re.I,
)


def figure_fault(said: str, borne: Borne) -> str:
    held = frozenset(point for unit in borne.units for point in borne_in(unit.whole))
    kinds = {kind for unit in borne.units for kind, _ in borne_in(unit.text)}
    asked = borne_in(borne.question)
    for anchor in said_in(said):
        if anchor.point in held or anchor.kind in _LOOSE:
            continue
        if anchor.kind == "one" and ("count", "1") in held:
            continue
        if anchor.kind == "order" and not _disordered(anchor.value, held):
            continue
        if anchor.kind == "date" and anchor.value in borne.days and (borne.met or _OF_PAPER.search(said)):
            continue
        if anchor.point in asked and anchor.kind not in kinds:
            continue
        what = "date" if anchor.kind == "date" else "figure"
        return f"the {what} {anchor.printed} is in no cited paragraph"
    return ""


def _disordered(order: str, held: frozenset[tuple[str, str]]) -> bool:
    """Whether a change from one figure to another is told of figures that the papers set in another order."""
    ends = set(order.split(" > "))
    return any(kind == "order" and ends & set(value.split(" > ")) for kind, value in held)
