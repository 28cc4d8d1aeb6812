"""Which way a thing goes, up, down, better or worse, and on which side of another it stands.

A statement falls where the cited clause, or the two figures that the statement gives itself, go the other way.
"""

from __future__ import annotations

import re

from assistant.verify.borne import Unit
from assistant.verify.lists import classes_in
from assistant.verify.number_words import in_digits
from ingest.report import normalise

_OTHER = {
    "more": frozenset({"less", "at_most"}),
    "less": frozenset({"more", "at_least"}),
    "at_least": frozenset({"at_most", "less"}),
    "at_most": frozenset({"at_least", "more"}),
    "faster": frozenset({"slower"}),
    "slower": frozenset({"faster"}),
}
_N = r"(?P<n{0}>\d+(?:[.,]\d+)*)(?P<unit{0}>%|m|k|bn)?"
_WAY = (
    r"(?P<way>up|down|rose|ris\w+|fell|fall\w*|drop\w*|grew|grown|increas\w+|reduc\w+|decreas\w+|went up|went down|cut)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/-]\d\d)?\b")
_THAN = re.compile(
    rf"{_N.format(1)}(?!\w)[^.;]{{0,60}}?\b(?P<way>above|below|over|under|higher than|lower than|more than|less than)"
    rf" (?:the |its |a )(?:target|average|figure|limit|budget) (?:of )?£?{_N.format(2)}"
)
_UP_FROM = re.compile(rf"{_N.format(1)}(?!\w)[^.;]{{0,90}}?\b{_WAY} from £?{_N.format(2)}")
_FROM_TO = re.compile(rf"\b{_WAY} from £?{_N.format(1)}[^.;0-9]{{0,60}}? to £?{_N.format(2)}")
_CONTRARY = {
    "up": {"down", "less", "same"},
    "down": {"up", "more", "same"},
    "same": {"up", "down", "better", "worse"},
    "better": {"worse", "same"},
    "worse": {"better", "same"},
}
_MANY = re.compile(r"\bmore (?!than\b|of\b|\w+ly\b)[a-z]")
_WAYS = frozenset(_CONTRARY)


def same_way(clause: str, theirs: str, unit: Unit) -> bool:
    """Whether a clause goes the way theirs does: up, down or not at all."""
    mine = classes_in("directions", clause)
    counted = by_figures(clause)
    if counted is not None:
        return counted
    there = classes_in("directions", theirs)
    if any(_OTHER.get(way, frozenset()) & there and way not in there for way in mine - _WAYS):
        return False
    if _MANY.search(clause) and there & {"down", "less"} and not there & {"up", "more"}:
        return False
    held = there or classes_in("directions", unit.text)
    return not any(_CONTRARY[way] & held and way not in held for way in mine & _WAYS)


def with_figures(clause: str, near: list[tuple[str, Unit]]) -> list[tuple[str, Unit]]:
    """Those of some cited clauses that have a figure of this clause; all of them where none has."""
    mine = _figures(clause)
    return [one for one in near if mine & _figures(one[0])] or near


def _figures(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:[.,]\d+)*", _YEAR.sub(" ", in_digits(normalise(text), one=False))))


def by_figures(clause: str) -> bool | None:
    """Whether the two figures of a change go the way it is said to go; None where it gives none."""
    told = _YEAR.sub(" ", in_digits(normalise(clause), one=True)).replace(" per cent", "%")
    if (than := _THAN.search(told)) and than["unit1"] == than["unit2"]:
        mine, other = (float(than[f"n{at}"].replace(",", "")) for at in (1, 2))
        if not (mine > other if "more" in classes_in("directions", than["way"]) else mine < other):
            return False
    for pattern, first, second in ((_FROM_TO, 1, 2), (_UP_FROM, 2, 1)):
        right = []
        for match in pattern.finditer(told):
            before, after = (float(match[f"n{at}"].replace(",", "")) for at in (first, second))
            ways = classes_in("directions", f"{match['way']} from")
            if ways & {"up", "down"} and match["unit1"] == match["unit2"]:
                right.append(after > before if "up" in ways else after < before)
        if right:
            return all(right)
    return None
