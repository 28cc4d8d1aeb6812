"""Judgements: of an inspection report area by area, and the grades that other papers tell in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.consult.visits import Graded, grades_of
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, body_paragraphs, quoting, together
from assistant.papers.comparison.words import told
from assistant.papers.quoting import quoted
from assistant.papers.rows import visits
from assistant.papers.sources import Sources
from ingest.report import Kind, normalise

_GRADED = re.compile(
    r"\b(?:judged?|judgement|graded?|rated|rating)\b[^.;]{0,120}"
    r"\b(?:inadequate|requir(?:es?|ing) improvement|good|outstanding)\b"
    r"|\b(?:inadequate|requir(?:es?|ing) improvement|good|outstanding)\b[^.;]{0,60}\b(?:judgement|grade|rating)s?\b",
    re.I,
)
_FRONT = re.compile(r"^(?:the )?(?:experiences and progress of )?|\s+performance$")
_OF_OTHERS = re.compile(r"\bmonth|\baudit|\bcases?\b|\bfiles?\b", re.I)  # how good audited cases are is no judgement
_OVERALL = "Overall judgement"
MOST = 2


@dataclass(frozen=True, slots=True)
class _Judged:
    """One area's judgement."""

    report: str
    graded: Graded

    @property
    def area(self) -> str:
        return self.graded.area or _OVERALL

    @property
    def key(self) -> str:
        """What it is of, folded."""
        return _OVERALL if self.graded.is_overall else _FRONT.sub("", normalise(self.area))

    @property
    def said(self) -> str:
        """The grade; of one that is a heading or a sentence, that."""
        each = self.graded
        return each.grade.capitalize() if each.area else quoted(each.heading or each.quote)


def judgements(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Each area that both sides judge, then those of one side. Where one side is no inspection, what it tells of grades
    in running text stands beside the other's judgements."""
    then, now = (_judged(sources, side) for side in sides.both)
    if then and now:
        return tuple(_areas(sources, sides, then, now))
    one = _told(sources, then) or _running(sources, sides.then)
    other = _told(sources, now) or _running(sources, sides.now)
    both_told = (one and other) or then or now
    return (Pair("Judgements", one, other),) if both_told else ()


def _judged(sources: Sources, side: Side) -> list[_Judged]:
    """The judgements of the latest inspection report of a side."""
    found = visits(sources, side.papers)[-1:]
    return [_Judged(visit.card.name, graded) for visit in found for graded in grades_of(visit) if graded.grade]


def _areas(sources: Sources, sides: Sides, then: Sequence[_Judged], now: Sequence[_Judged]) -> Iterator[Pair]:
    """By area; an area that the other side judges in parts stands beside its parts."""
    left = list(now)
    alone = []
    for one in then:
        same = [other for other in left if other.key == one.key] or [o for o in left if f" {o.key} " in f" {one.key} "]
        left = [other for other in left if other not in same]
        if same:
            yield _pair(sources, sides, [one], same)
        else:
            alone.append(one)
    new = []
    for one in left:
        parts = [other for other in alone if f" {other.key} " in f" {one.key} "]
        alone = [other for other in alone if other not in parts]
        if parts:
            yield _pair(sources, sides, parts, [one])
        else:
            new.append(one)
    yield from (_pair(sources, sides, [one], []) for one in alone)
    yield from (_pair(sources, sides, [], [one]) for one in new)


def _pair(sources: Sources, sides: Sides, then: Sequence[_Judged], now: Sequence[_Judged]) -> Pair:
    whole = then[0] if len(then) == 1 else now[0]
    brief = ""
    if sides.of_one_council and len(then) == len(now) == 1 and _plain(then[0]) != _plain(now[0]):
        brief = f"then {then[0].said}; now {now[0].said}"
    weight = 100 if whole.graded.is_overall else 95
    one, other = (_told(sources, own, whole.key) for own in (then, now))
    return Pair(whole.area, one, other, brief=brief, weight=weight)


def _plain(one: _Judged) -> str:
    return one.graded.grade.removesuffix(" to be good")


def _told(sources: Sources, own: Sequence[_Judged], key: str = "") -> Told | None:
    """The grades; with the area in front where it is not the row's own."""
    return together(
        Told(
            one.said if one.key == key or not one.graded.area else f"{one.area}: {one.said}",
            (sources.cite(one.report, one.graded.para, one.graded.quote),),
        )
        for one in own
    )


def _running(sources: Sources, side: Side) -> Told | None:
    """The sentences of the papers that tell how services were judged, from the latest that tells any."""
    for name in reversed(side.names):
        found = [
            (paragraph, sentence)
            for paper, paragraph in body_paragraphs(sources, side)
            if paper == name and sources.header(name).kind is not Kind.INSPECTION
            for sentence in told(paragraph)
            if _GRADED.search(sentence) and not _OF_OTHERS.search(sentence)
        ][:MOST]
        if found:
            return together(quoting(sources, name, paragraph.para, sentence) for paragraph, sentence in found)
    return None
