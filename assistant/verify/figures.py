"""Every figure and date of a statement is one of the cited papers', of the same kind and size.

Three are borne without being printed: a paper's own day, told of how things stood on it; a sum, a difference or a
doubling of figures that the statement gives beside it, which the reader can check; and one repeated from the question,
where the papers have no figure of that kind that it could be told for. "None" is borne by a denial.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.verify.anchors import Anchor, borne_in, said_in
from assistant.verify.borne import Borne
from assistant.verify.number_words import in_digits
from assistant.verify.polarity import denies, nearest
from assistant.verify.segments import segments
from assistant.when import find
from assistant.words import content_stems
from ingest.report import normalise

_LOOSE = frozenset({"some", "both"})
_RECKONED = frozenset({"count", "money", "percent", "times", "measure"})
_OF_PAPER = re.compile(
    r"\b(?:as at|as of|by|reports?|reported|papers?|minutes|updates?|meeting|dated|document|inspect\w*"
    r"|says?|said|told)\b",
    re.I,
)
_ABOUT = r"(?:about|around|roughly|approximately|some)"
_UNDER = r"(?:nearly|almost|just under|just below|a little under)"
_OVER = r"(?:just over|just above|a little over|slightly more than)"
_CLOSE = 0.04  # how far a printed figure may be from the round one told for it, as a share of it
_MORE = r"(?:more|higher|longer|greater|later)"
_LESS = r"(?:fewer|less|lower|shorter|earlier)"
_TO = re.compile(r"\s?(?:–|—|-|to|until)\s?(?:the )?")
_TO_COME = re.compile(r"\b(?:will|shall|is to|are to|due|planned|expected|intend\w*)\b", re.I)


def figure_fault(said: str, borne: Borne) -> str:
    """Which figure, date or number the cited paragraphs do not have, of its kind and size; "" for none."""
    held = frozenset(point for unit in borne.units for point in borne_in(unit.whole))
    kinds = {kind for unit in borne.units for kind, _ in borne_in(unit.text)}
    asked = borne_in(borne.question)
    if turned := _turned_range(said):
        return f"the dates {turned} run backwards"
    anchors = said_in(said)
    for anchor in anchors:
        if anchor.point in held or anchor.kind in _LOOSE or _follows(anchor, anchors, said, held, borne):
            continue
        if anchor.kind == "date" and _own_day(anchor, said, borne):
            continue
        if anchor.point in asked and anchor.kind not in kinds:
            continue
        what = "date" if anchor.kind == "date" else "figure"
        return f"the {what} {anchor.printed.strip(' ,')} is in no cited paragraph"
    return ""


def _turned_range(said: str) -> str:
    """A range of dates whose last comes before its first; the year of one counts for the other."""
    mentions = sorted(find(said), key=lambda mention: mention.start)
    for one, other in pairwise(mentions):
        if not (one.when.month and other.when.month and _TO.fullmatch(said[one.end : other.start])):
            continue
        year = one.when.year or other.when.year
        if (one.when.year or year, one.when.month, one.when.day or 0) > (
            other.when.year or (one.when.year and year) or 9999,
            other.when.month,
            other.when.day or 31,
        ):
            return said[one.start : other.end]
    return ""


def _follows(
    anchor: Anchor, anchors: tuple[Anchor, ...], said: str, held: frozenset[tuple[str, str]], borne: Borne
) -> bool:
    """Whether a figure that is not printed follows from what is."""
    if anchor.kind == "one":
        return ("count", "1") in held or any(re.search(r"\bonce\b", unit.text) for unit in borne.units)
    if _rounded(anchor, said, held):
        return True
    if anchor.kind == "none":
        return any(denies(unit.text) for unit in borne.units)
    if anchor.kind == "order":
        return not _disordered(anchor.value, held)
    told = [each for each in anchors if each.point in held]
    return anchor.kind in _RECKONED and (_reckoned(anchor, told) or _apart(anchor, told, said, borne))


def _rounded(anchor: Anchor, said: str, held: frozenset[tuple[str, str]]) -> bool:
    """Whether it is told as a round figure for a printed one close by: "nearly half" for 49 per cent."""
    if anchor.kind not in {"share", "money", "percent"}:
        return False
    near = re.search(rf"\b({_ABOUT}|{_UNDER}|{_OVER}) (?:of )?£?{re.escape(anchor.printed.strip('£ '))}", said, re.I)
    if not near:
        return False
    wanted = float(anchor.value)
    gaps = [float(value) / wanted - 1 for kind, value in held if kind == anchor.kind and wanted]
    low = 0.0 if re.fullmatch(_OVER, near[1], re.I) else -_CLOSE
    high = 0.0 if re.fullmatch(_UNDER, near[1], re.I) else _CLOSE
    return any(low <= gap <= high for gap in gaps)


def _apart(anchor: Anchor, told: list[Anchor], said: str, borne: Borne) -> bool:
    """Whether it is told as how much more or less one told figure is than another of the same cited sentence."""
    words = in_digits(normalise(said), one=True)
    way = re.search(rf"(?<![\w.,])£?{re.escape(anchor.printed.strip('£ '))}(?: \w+)? ({_MORE}|{_LESS})\b", words)
    if not way:
        return False
    for each in told:
        for unit in borne.units:
            held = borne_in(unit.whole)
            if each.kind != anchor.kind or each.point not in held:
                continue
            sizes = [_size(value) for kind, value in held if kind == anchor.kind]
            gaps = {round(_size(each.value)[0] - size, 4) for size, unit in sizes if unit == _size(anchor.value)[1]}
            if _size(anchor.value)[0] * (1 if re.fullmatch(_MORE, way[1]) else -1) in gaps:
                return True
    return False


def _size(value: str) -> tuple[float, str]:
    """The size of a figure and, of a measure, its unit."""
    size, _, unit = value.partition(" ")
    return float(size.replace(",", "")), unit


def _reckoned(anchor: Anchor, others: list[Anchor]) -> bool:
    """Whether it is the sum, the difference or, told as "twice", the ratio of two figures told beside it."""
    kind = "count" if anchor.kind == "times" else anchor.kind
    wanted, unit = _size(anchor.value)
    sizes = [_size(each.value)[0] for each in others if each.kind == kind and _size(each.value)[1] == unit]
    pairs = [(one, other) for at, one in enumerate(sizes) for other in sizes[at + 1 :]]
    if anchor.kind == "times":
        return any(max(pair) == wanted * min(pair) for pair in pairs)
    return any(abs(wanted - reckoned) < 1e-6 for one, other in pairs for reckoned in (one + other, abs(one - other)))


def _own_day(anchor: Anchor, said: str, borne: Borne) -> bool:
    """Whether a date is a cited paper's own, told of how things stood then: not of what is to come, nor for the day
    that the paper gives of it."""
    if anchor.value not in borne.days:
        return False
    if borne.met or _OF_PAPER.search(said):
        return borne.met or not _TO_COME.search(said) or bool(re.search(r"\bas (?:at|of)\b|report", said, re.I))
    told = frozenset(each.value for each in said_in(said) if each.kind == "date" and each != anchor)
    near = nearest(content_stems(said), borne)
    part = next((part for part in segments(said) if anchor.printed.casefold() in part.casefold()), said)
    return not _TO_COME.search(part) and not (near and all(_dated(unit.text, told) for _, unit in near))


def _dated(text: str, told: frozenset[str]) -> bool:
    """Whether a sentence gives a date, and none of those that the statement gives."""
    dates = {value for kind, value in borne_in(text) if kind == "date"}
    return bool(dates) and not dates & told


def _disordered(order: str, held: frozenset[tuple[str, str]]) -> bool:
    """Whether a change from one figure to another is told of figures that the papers set in another order."""
    ends = set(order.split(" > "))
    return any(kind == "order" and ends & set(value.split(" > ")) for kind, value in held)
