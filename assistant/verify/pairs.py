"""Whether a figure, a date, a name or a status stands beside the thing it belongs to: swapped pairs fall.

The smallest parts of the cited sentences are asked first. Where a part that holds the one has another of the other's
kind, and no part that holds it has that one, the pair is not the paper's. Where no part settles it, the sentence does,
with its neighbours, its lead-in and its paper's header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations

from assistant.verify.anchors import said_in
from assistant.verify.borne import Borne, Unit
from assistant.verify.lists import classes_in, groups, plain
from assistant.verify.names import GENERAL, HONORIFICS, folded
from assistant.verify.number_words import UNIT_WORDS
from assistant.verify.points import Point, holds, points, side_by_side, whole_of
from assistant.verify.segments import clauses, segments
from assistant.words import content_words, stem, stems
from ingest.sentences import sentences

_OWNED = frozenset(
    {"name", "body", "recommendation", "money", "percent", "date", "state", "count"}
)  # kinds whose words must be their own


_OTHERS = re.compile(  # what the thing is was said before: "work on the other three", "a total of £5m"
    r"\b(?:others?|remaining|rest|total|altogether)\b|\[[x ]\]"
)
_TAKES_UP = re.compile(r"(?:which|who|whose|(?!and|but)[a-z]+ed)\b")
_PREDICATE = re.compile(
    r"(?:and |but )?(?:could|should|may|is|are|was|were|will|would|has|have|had|can|must)\b"
)  # of what opens the sentence
_REPORTS = re.compile(r"\b(?:said|says|found|finds|reported|told|noted|asked|showed|stated|concluded)$")
_COUNTED = frozenset({"count", "percent", "money"})
_EACH = re.compile(r"\b(?:each|more|both|all|of wh\w+|which|who)\b", re.I)
_PRONOUN = re.compile(r"(?:It|Its|They|Their|This|These|He|She|His|Her|Each|Both)\b")
_NUMBERED = frozenset({"recommendation", "number", "action", "option", "object"})
_QUANTIFIERS = frozenset({"all", "most", "none"})
_MEANT = frozenset(
    stem(word) for word in "plan intend expect aim schedule end start since before after during until".split()
)  # a mode or a time, not a thing
_SIZES = frozenset(stem(word) for word in "average typical mean median most".split())  # of a figure itself
_UNJOINED = (
    {"state", "time"},
    {"state", "money"},
    {"state", "measure"},
    {"state", "ordinal"},
    {"name", "count"},
    {"body", "count"},
    {"name", "body"},
    {"count", "measure"},
    {"count", "order"},
)


def pair_fault(said: str, borne: Borne) -> str:
    """Which figure stands beside another thing than it does in the cited paragraphs; "" for none."""
    for sentence in sentences(said):
        if reason := _of_other_item(sentence, borne):
            return reason
        if " that " not in sentence and _once_each(points(sentence)) and (reason := _swapped(sentence, borne)):
            return reason
    for clause in clauses(said):
        if not _together(clause, borne):
            return f"no cited sentence has these together: “{clause}”"
        for segment in segments(clause):
            if reason := _swapped(segment, borne) or _anothers(segment, borne) or _of_other_paper(segment, borne):
                return reason
    return ""


def _of_other_item(sentence: str, borne: Borne) -> str:
    """What is told of one numbered item of a list and is said in another: recommendation 5 in the words of 8."""
    own = [point for point in points(sentence) if point[0] in _NUMBERED]
    words = {stem(word) for word in content_words(sentence) if word[0].islower()} - plain()
    items = [(unit, {p for p in points(unit.text) if p[0] in _NUMBERED}) for unit in borne.units]
    mine = [unit for unit, numbers in items if set(own) & numbers]
    if len(own) != 1 or not mine:
        return ""
    told = max(len(words & stems(unit.text)) for unit in mine)
    for unit, numbers in items:
        if numbers and not set(own) & numbers and len(words & stems(unit.text)) > told + 1:
            return f"the cited paragraph says that of another than {own[0][0]} {own[0][1]}"
    return ""


def _of_other_paper(segment: str, borne: Borne) -> str:
    """What is told of one cited paper, by its day or its council, and stands only in another."""
    own = [point for point in points(segment) if _own_day(point, borne)]
    councils = [council for council in borne.councils if re.search(rf"\b{re.escape(council)}\b", segment)]
    told_of = councils[0] if len(frozenset(borne.councils)) > 1 and len(frozenset(councils)) == 1 else ""
    if reason := _of_other_council(segment, told_of, borne):
        return reason
    theirs = [unit for unit in borne.units if any(value in unit.days for _, value in own)]
    if not own or len(theirs) == len(borne.units):
        return ""
    for point in points(segment):
        if point in own or point[0] == "state" or _anywhere(point, borne) or not _printed(point, borne):
            continue
        if any(holds(unit.whole, point) for unit in theirs):
            continue
        if not any(holds(unit.whole, point) and holds(unit.text, day) for unit in borne.units for day in own):
            return f"the paper of {own[0][1]} does not say {point[1]}"
    return ""


def _of_other_council(segment: str, council: str, borne: Borne) -> str:
    """What is told of one council, where one is named, and stands only in another's paper."""
    if not council:
        return ""
    theirs = [unit for unit in borne.units if council in unit.header.split("\n")]
    for point in points(segment):
        if _printed(point, borne) and not _general(point) and not any(holds(unit.whole, point) for unit in theirs):
            return f"no paper of {council} says {point[1]}"
    return ""


def _once_each(own: tuple[Point, ...]) -> bool:
    """Whether a clause has no two points of one kind, so that each belongs to each."""
    return len({kind for kind, _ in own}) == len(own)


def _together(clause: str, borne: Borne) -> bool:
    """Whether one cited sentence, with what it leans on, has all that a clause joins; else each part by itself."""

    kinds = [kind for kind, _ in points(clause) if kind in _NUMBERED]
    many = {kind for kind in kinds if kinds.count(kind) > 2}  # a list of numbers may be drawn from several items

    def in_one(sought: Iterable[Point]) -> bool:
        wanted = [p for p in sought if p[0] not in {"state", *many} and not _anywhere(p, borne) and _printed(p, borne)]
        return any(all(holds(unit.whole, point) for point in wanted) for unit in borne.units)

    parts = segments(clause)
    return in_one(points(clause)) or (len(parts) > 1 and all(in_one(points(part)) for part in parts))


def _printed(point: Point, borne: Borne) -> bool:
    """Whether a point stands in the papers at all; one that is reckoned from others does not."""
    return any(holds(unit.whole, point) for unit in borne.units)


def _anywhere(point: Point, borne: Borne) -> bool:
    """Whether a point stands for every sentence: of the header, of the question, the paper's own day."""
    if _own_day(point, borne) or holds(borne.asked, point):
        return True
    of_one = len({(unit.header, unit.days) for unit in borne.units}) == 1
    return any(
        holds(unit.header, point) or (of_one and unit.is_header and holds(unit.text, point)) for unit in borne.units
    )


def _own_day(point: Point, borne: Borne) -> bool:
    return point[0] == "date" and point[1] in borne.days


def _of_paper(point: Point, borne: Borne) -> bool:
    """Whether a point is the paper's own day, or its council or body."""
    named = point[0] in {"name", "body"} and any(
        f" {point[1]} " in f" {' '.join(folded(unit.header))} " for unit in borne.units
    )
    return named or _own_day(point, borne)


def _general(point: Point) -> bool:
    """Whether a name is a word for many: "the Minister", "the Council"."""
    kind, value = point
    return kind in {"name", "body"} and set(value.split()) <= GENERAL


def _swapped(segment: str, borne: Borne) -> str:
    own = [point for point in points(segment) if not _general(point) and not whole_of(segment, point)]
    for one, other in permutations(own, 2):
        if one[0] == other[0] or {one[0], other[0]} in _UNJOINED or _anywhere(other, borne) or _of_paper(one, borne):
            continue
        if not (_printed(one, borne) and _printed(other, borne)):
            continue
        if not side_by_side(segment, one, other, own):
            continue
        if any(_joins(unit, one, other) for unit in borne.units):
            continue
        parts = [part for unit in borne.units for part in unit.segments if holds(part, one)]
        beside = {point for part in parts for point in points(part) if point[0] == other[0] and not _general(point)}
        rivals = beside - set(own) if other[0] == "state" else beside
        if rivals and not any(holds(part, other) for part in parts):
            return f"the cited paragraph does not join {one[1]} and {other[1]}"
    return ""


def _joins(unit: Unit, one: Point, other: Point) -> bool:
    """Whether a sentence has both, and no part of it sets the one beside another of the other's kind instead."""
    text = f"{unit.text}\n{unit.lead_in}"
    leaned = f"{text}\n{unit.before}" if _PRONOUN.match(unit.text) else text
    if not all(holds(leaned if point[0] in {"name", "body"} else text, point) for point in (one, other)):
        return False
    parts = [part for part in unit.segments if holds(part, one)]
    beside = [part for part in parts if any(point[0] == other[0] for point in points(part))]
    return not beside or any(holds(part, other) for part in beside)


def _anothers(segment: str, borne: Borne) -> str:
    """Words that the paper has only beside another of the same kind: one person's post told of another."""
    parts = [part for unit in borne.units for part in unit.segments]
    own = points(segment)
    spoken = (word for word in content_words(segment) if word[0].islower() and not classes_in("modes", word))
    mine = {stem(word) for word in spoken if word not in UNIT_WORDS} - plain() - _MEANT - _SIZES
    for kind, value in own:
        beside = [part for part in parts if holds(part, (kind, value))]
        if kind not in _OWNED or not beside or any(_OTHERS.search(part) for part in beside):
            continue
        told = (*beside, *_with(beside, kind, borne), *_written_out(beside, borne))
        theirs = frozenset(word for text in told for word in stems(text))
        if not {stem(word) for part in beside for word in content_words(part) if word[0].islower()} - mine:
            continue  # its part says no more than this: words before it may be shared
        for word in sorted(mine - theirs):
            same = [part for unit in borne.units if {*beside} & {*unit.segments} for part in unit.segments]
            same = same if kind in _COUNTED and not any(_EACH.search(part) for part in beside) else []
            near = [part for part in same if word in stems(part)]
            holding = near or [part for part in parts if word in stems(part)]
            if kind in _NUMBERED:
                holding = [f"{_taken_up(part, borne)} {part}" for part in holding]
            if (
                holding
                and not _like(word, theirs)
                and all(_of_another(part, kind, own, same=bool(near)) for part in holding)
            ):
                return f"the cited paragraph says “{word}” of another than {value}"
    return ""


def _with(beside: list[str], kind: str, borne: Borne) -> Iterator[str]:
    """What these parts of the papers are told with: the items of their list, and what "it" or "this" takes up."""
    for unit in borne.units:
        if any(part in unit.lead_in for part in beside):
            yield unit.text
        if any(part in unit.segments for part in beside) and _REPORTS.search(unit.segments[0]):
            yield unit.segments[0]
        if _PRONOUN.match(unit.text) and any(part in unit.segments for part in beside):
            yield unit.around
        if any(part in beside and _PREDICATE.match(part) for part in unit.segments):
            yield unit.segments[0]
        for before, part in pairwise(unit.segments):
            if part in beside and _TAKES_UP.match(part) and not any(point[0] == kind for point in points(before)):
                yield before


def _written_out(parts: list[str], borne: Borne) -> Iterator[str]:
    """What the short forms in these parts stand for."""
    said = folded("\n".join(parts))
    return (long for short, long in borne.short_forms if short.casefold() in said)


def _taken_up(part: str, borne: Borne) -> str:
    """The sentence that a part takes up with "it" or "this"; "" where it stands by itself."""
    return next((unit.before for unit in borne.units if part in unit.segments and _PRONOUN.match(unit.text)), "")


def _like(word: str, theirs: frozenset[str]) -> bool:
    meant = groups().get(word, frozenset())
    return any(meant & groups().get(other, frozenset()) for other in theirs)


def _of_another(part: str, kind: str, own: tuple[Point, ...], *, same: bool) -> bool:
    """Whether a part has a point of this kind, and none of those that the statement's part has."""
    shared = (
        {word for point in own if point[0] == kind for word in point[1].split()} - HONORIFICS
        if kind == "name"
        else set()
    )
    rivals = [point for point in points(part) if point[0] == kind and not shared & set(point[1].split())]
    if kind == "count" and not rivals and same:  # "212 replied, and most opposed"
        return any(anchor.kind in _QUANTIFIERS for anchor in said_in(part))
    return bool(rivals) and not any(holds(part, point) for point in own if point[0] == kind)
