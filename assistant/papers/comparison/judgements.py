"""Judgements: of an inspection report area by area, and the grades that other papers tell in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.papers.comparison.sides import Pair, Side, Sides, Told, body_paragraphs, quoting, together
from assistant.papers.comparison.words import told
from assistant.papers.sources import Sources
from ingest.report import Kind, Paragraph, normalise

_LABEL = "header:Judgement/"
_GRADES = ("inadequate", "requires improvement to be good", "requires improvement", "good", "outstanding")
_GRADED = re.compile(
    r"\b(?:judged?|judgement|graded?|rated|rating)\b[^.;]{0,120}"
    r"\b(?:inadequate|requir(?:es?|ing) improvement|good|outstanding)\b"
    r"|\b(?:inadequate|requir(?:es?|ing) improvement|good|outstanding)\b[^.;]{0,60}\b(?:judgement|grade|rating)s?\b",
    re.I,
)
_FRONT = re.compile(r"^(?:the )?(?:experiences and progress of )?|\s+performance$")
_OF_OTHERS = re.compile(r"\bmonth|\baudit|\bcases?\b|\bfiles?\b", re.I)  # how good audited cases are is no judgement
MOST = 2


@dataclass(frozen=True, slots=True)
class _Judged:
    """One area's judgement."""

    area: str  # as printed
    key: str  # what it is of, folded
    grade: str
    report: str
    paragraph: Paragraph


def judgements(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Each area that both sides judge, then those of one side. Where one side is no inspection, what it tells of grades
    in running text stands beside the other's judgements."""
    then, now = (_judged(sources, side) for side in sides.both)
    if then and now:
        return tuple(_areas(sources, sides, then, now))
    one = _all(sources, then) or _running(sources, sides.then)
    other = _all(sources, now) or _running(sources, sides.now)
    both_told = (one and other) or then or now
    return (Pair("Judgements", one, other),) if both_told else ()


def _judged(sources: Sources, side: Side) -> list[_Judged]:
    """The judgements of the latest inspection report of a side."""
    reports = [name for name in side.names if sources.header(name).kind is Kind.INSPECTION]
    found: list[_Judged] = []
    for name in reports[-1:]:
        for paragraph in sources.report(name).paragraphs:
            area = paragraph.para.partition("#")[0].removeprefix(_LABEL)
            text = normalise(paragraph.text)
            grade = next((grade for grade in _GRADES if text.endswith(grade)), "")
            if paragraph.para.startswith(_LABEL) and grade:
                printed = paragraph.text.strip()[-len(grade) :]
                found.append(_Judged(area, _FRONT.sub("", normalise(area)), printed, name, paragraph))
    return found


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
    for one in list(left):
        parts = [other for other in alone if f" {other.key} " in f" {one.key} "]
        if parts:
            yield _pair(sources, sides, parts, [one])
            left.remove(one)
            alone = [other for other in alone if other not in parts]
    yield from (Pair(one.area, _told(sources, [one], one.area), None) for one in alone)
    yield from (Pair(one.area, None, _told(sources, [one], one.area)) for one in left)


def _pair(sources: Sources, sides: Sides, then: Sequence[_Judged], now: Sequence[_Judged]) -> Pair:
    whole = then[0] if len(then) == 1 else now[0]
    both = [{_plain(one.grade) for one in each} for each in (then, now)]
    changed = sides.of_one_council and len(then) == len(now) == 1 and both[0] != both[1]
    brief = f"then {then[0].grade}; now {now[0].grade}" if changed else ""
    weight = 100 if "overall" in whole.key else 95
    return Pair(
        whole.area, _told(sources, then, whole.area), _told(sources, now, whole.area), brief=brief, weight=weight
    )


def _plain(grade: str) -> str:
    return normalise(grade).removesuffix(" to be good")


def _told(sources: Sources, own: Sequence[_Judged], subject: str) -> Told:
    """The grade; with the area in front where it is not the row's own."""
    texts = [one.grade if _FRONT.sub("", normalise(subject)) == one.key else f"{one.area}: {one.grade}" for one in own]
    return Told(
        "; ".join(texts), tuple(sources.cite(one.report, one.paragraph.para, one.paragraph.text) for one in own)
    )


def _all(sources: Sources, own: Sequence[_Judged]) -> Told | None:
    return _told(sources, own, "") if own else None


def _running(sources: Sources, side: Side) -> Told | None:
    """The sentences of the papers that tell how services were judged, from the latest that tells any."""
    for name in reversed(side.names):
        if sources.header(name).kind is Kind.INSPECTION:
            continue
        found = [
            (paragraph, sentence)
            for paper, paragraph in body_paragraphs(sources, side)
            if paper == name
            for sentence in told(paragraph)
            if _GRADED.search(sentence) and not _OF_OTHERS.search(sentence)
        ][:MOST]
        if found:
            return together(quoting(sources, name, paragraph.para, sentence) for paragraph, sentence in found)
    return None
