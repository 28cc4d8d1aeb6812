"""How the recommendations of an inspection stand on both sides; and those of two inspections, where they are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.alike import alike
from assistant.papers.comparison.sides import Pair, Side, Sides, Told, quoting, together
from assistant.papers.comparison.words import matter, paired
from assistant.papers.quoting import cut, own_part, quoted
from assistant.papers.rows import OPEN, TOGETHER, UNTOLD, is_ask, last_said, of_each
from assistant.papers.sources import Sources
from assistant.words import listed
from ingest.fact import Status
from ingest.report import written_iso
from ingest.sentences import sentences

_LIKE = 0.6  # of the words of the shorter of two recommendations
_FEWEST = 4  # words that both have
MOST_ALONE = 8
_NUMBER = re.compile(r"^(?:recs?|recommendations?)\b\.?\s*\d+\s*(?:\([^()]*\)\s*)?[:–-]\s*", re.I)
_STATUS = re.compile(r"^(?:not |partly |partially |fully )?(?:met|outstanding|closed|complete[d]?)\b[;,:.]\s*", re.I)
_MADE = 165  # characters of a recommendation of one inspection beside another's
_FIRST = 3  # notes of a row on many recommendations of which nothing is said but that they were made
_NAME = 5  # words: as few only name a recommendation
_NAMING = 130  # characters of a recommendation, that name it


@dataclass(frozen=True, slots=True)
class _Stands:
    """One recommendation on both sides; a side is None where its papers say nothing of it."""

    then: TrackerRow | None
    now: TrackerRow | None
    base: TrackerRow | None  # the row of the inspection report itself, where that is held

    @property
    def council(self) -> str:
        return next((row.council for row in (self.base, self.then, self.now) if row), "")

    @property
    def number(self) -> int | None:
        return next((row.number for row in (self.base, self.then, self.now) if row and row.number), None)


def recommendations(sources: Sources, sides: Sides) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    """The pairs of each inspection under its name."""
    rows = sources.rows(TrackerRow)
    if not sides.of_one_council:
        return _of_councils(sources, sides, rows)
    found = []
    for name in dict.fromkeys(row.inspection for row in rows):
        stands = tuple(_stands([row for row in rows if row.inspection == name], sides))
        pairs = tuple(_pairs(sources, sides, stands))
        if pairs:
            found.append((_caption(next(row for row in rows if row.inspection == name)), pairs))
    return tuple(found)


def _of_councils(
    sources: Sources, sides: Sides, rows: Sequence[TrackerRow]
) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    """How the recommendations of two councils' inspections stand, each council's in its own cell."""
    then, now = (_by_status(sources, [row for row in rows if row.report in side.names]) for side in sides.both)
    return (("", (Pair("How recommendations stand", then, now),)),) if then or now else ()


def _by_status(sources: Sources, rows: Sequence[TrackerRow]) -> Told | None:
    """The numbers of each status, as far as the words that give it print them, else those words; of the inspection
    that is spoken of last."""
    told = [row for row in rows if _is_told(row)]
    rows = [row for row in told if row.inspection == told[-1].inspection]
    found = []
    for status in dict.fromkeys(row.status for row in rows):
        own = {(row.para, row.quote): row for row in rows if row.status is status}.values()
        if status is TOGETHER:
            found += [quoting(sources, row.report, row.para, row.quote, 195) for row in own]
            continue
        numbers = {row.number for row in rows if row.status is status and re.search(rf"\b{row.number}\b", row.quote)}
        called = listed(tuple(str(number) for number in sorted(filter(None, numbers))))
        if called:
            found.append(Told(f"{status}: {called}", tuple(_cited(sources, row) for row in own)))
    return together(found)


def _cited(sources: Sources, row: TrackerRow) -> Citation:
    return sources.cite(row.report, row.para, row.quote)


def _caption(row: TrackerRow) -> str:
    day = row.inspection.split()[-1]
    name = f"{row.council}, {written_iso(day)}" if day[:4].isdigit() else row.inspection
    return f"Recommendations of the inspection of {name}"


def _stands(rows: Sequence[TrackerRow], sides: Sides) -> Iterator[_Stands]:
    for own in of_each(rows):
        base = next((row for row in own if row.status is Status.NOT_STATED and row.position), None)
        then, now = ([row for row in own if row.report in side.names] for side in sides.both)
        if then or now:
            last = [last_said(each) or next(iter(each), None) for each in (then, now)]
            yield _Stands(last[0], last[1], base)


def _pairs(sources: Sources, sides: Sides, stands: Sequence[_Stands]) -> Iterator[Pair]:
    """Each recommendation of which a side says more than that it was made; those that stand alike, in one row."""
    groups: dict[tuple[object, ...], list[_Stands]] = {}
    for each in stands:
        if _is_told(each.then) or _is_told(each.now):
            groups.setdefault(_group(each), []).append(each)
    shared = Counter(row.quote for each in stands for row in (each.then, each.now) if row)
    for own in sorted(groups.values(), key=lambda own: own[0].number is None or _is_together(own[0])):
        yield _pair(sources, sides, own, shared)


def _is_together(each: _Stands) -> bool:
    return any(row and row.status is TOGETHER for row in (each.then, each.now))


def _is_told(row: TrackerRow | None) -> bool:
    return row is not None and row.status is not Status.NOT_STATED


def _group(each: _Stands) -> tuple[object, ...]:
    """What recommendations share that stand in one row: the same words of the same paragraphs on both sides, or both
    sides speaking of all together."""
    both = (each.then, each.now)
    if each.number is None and not (each.base and each.base.position) and any(row and row.wording for row in both):
        return both
    if any(row and row.status is TOGETHER for row in both) or all(row and row.status is Status.MET for row in both):
        return tuple((row.report, row.status) if row else None for row in both)
    return tuple((row.report, row.para, row.status, row.quote) if _is_told(row) and row else bool(row) for row in both)


def _pair(sources: Sources, sides: Sides, own: Sequence[_Stands], shared: Counter[str]) -> Pair:
    first = own[0]
    then, now = (_told(sources, rows, shared) for rows in ([e.then for e in own], [e.now for e in own]))
    subject, about = _subject(sources, own)
    if not now and len(own) == 1:
        now = _spoken_of(sources, sides.now, first)
    brief, weight = _brief(first, sides)
    lapsed = ""
    if first.then and first.then.status in OPEN and not now:
        lapsed = "Partly met then" if first.then.status is Status.PARTLY_MET else "Outstanding then"
    numbers = tuple(each.number for each in own if each.number)
    return Pair(subject, then, now, about, brief=brief, weight=weight, numbers=numbers, lapsed=lapsed)


def _spoken_of(sources: Sources, side: Side, one: _Stands) -> Told | None:
    """The last sentence of a side that names the recommendation and says no status; not one that may name the paper's
    own recommendation of that number."""
    asked = Counter(row.report for row in sources.rows(DecisionRow) if is_ask(row))
    named = re.compile(rf"\b(?:recs?|recommendations?)\b\.?(?:\s|\d|,|and)*\b{one.number}\b", re.I)
    for paper in reversed(side.names) if one.number else ():
        if (one.number or 0) <= asked[paper] or sources.header(paper).council != one.council:
            continue
        for paragraph in sources.report(paper).paragraphs:
            if sentence := next((each for each in sentences(paragraph.text) if named.search(each)), ""):
                return quoting(sources, paper, paragraph.para, sentence)
    return None


def _subject(sources: Sources, own: Sequence[_Stands]) -> tuple[str, tuple[Citation, ...]]:
    """The number, and of one alone its words where the inspection report is held or a side gives them."""
    numbers = [each.number for each in own if each.number]
    if len(own) > 1:
        said = " ".join(row.quote for each in own for row in (each.then, each.now) if row)
        printed = set(re.findall(r"\d+", said))
        called = tuple(str(number) for number in sorted(numbers))
        all_named = called and len(numbers) == len(own) and printed.issuperset(called)
        return (f"Recommendations {listed(called)}" if all_named else "The rest of the recommendations"), ()
    one = own[0]
    source = one.base or next((row for row in (one.then, one.now) if row and row.worded), None)
    words = (one.base.wording if one.base else source.worded) if source else ""
    label = f"Recommendation {one.number}" if one.number else "Recommendation"
    if not words or not source or (source.status is TOGETHER and not one.number):
        return ("The recommendations together" if not one.number else label), ()
    is_said = not one.base and any(row and words in row.quote for row in (one.then, one.now))
    about = (_cited(sources, source),) if one.base or not is_said else ()
    return f"{label}: {quoted(cut(words, _NAMING))}", about


def _told(sources: Sources, rows: Sequence[TrackerRow | None], shared: Counter[str]) -> Told | None:
    """How one side says that they stand, with its words where they are of these alone, or of all together."""
    said = [row for row in rows if row]
    if not said:
        return None
    row = said[0]
    where = tuple(dict.fromkeys(_cited(sources, each) for each in said))
    if row.status is Status.NOT_STATED:
        return Told("recommended" if row.position else quoted(cut(row.quote, 195)), where[:_FIRST])
    status = "not stated one by one" if row.status is TOGETHER else str(row.status)
    is_own = shared[row.quote] == len(said) == 1 or row.status is TOGETHER
    words = _own_words(row) if is_own and len({each.quote for each in said}) == 1 else ""
    return Told(f"{status}: {quoted(cut(words, 230))}" if words else status, where)


def _own_words(row: TrackerRow) -> str:
    """The words that say how it stands; "" where they only say the recommendation, or the status, again."""
    own = _NUMBER.sub("", own_part(row.quote).lstrip("•- "))
    own = own.removeprefix(row.worded).strip() if len(row.worded.split()) > _NAME else own
    own = own.rpartition(" | ")[2]  # of a row of a table, its last cell
    own = _STATUS.sub("", own)
    return own if matter(own) - matter(row.worded if len(row.worded.split()) > _NAME else "") else ""


def _brief(one: _Stands, sides: Sides) -> tuple[str, int]:
    """The change of status, where both sides say one."""
    said = [row.status if row and row.status not in UNTOLD else None for row in (one.then, one.now)]
    if not all(said) or said[0] == said[1] or not sides.of_one_council:
        return "", 0
    return f"then {said[0]}; now {said[1]}", 80


def of_two_inspections(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Recommendations of two inspections: those on the same matter side by side, then the rest of either side."""
    rows = [row for row in sources.rows(TrackerRow) if row.status is Status.NOT_STATED and row.position]
    then, now = (_of_inspections(rows, side) for side in sides.both)
    if not then or not now or {row.inspection for row in then} & {row.inspection for row in now}:
        return ()
    found = paired(then, now, _likeness)
    pairs = [Pair("Both recommend", _made(sources, [one]), _made(sources, [other])) for one, other in found]
    rest, others = ([row for row in own if not any(row in both for both in found)] for own in (then, now))
    if rest or others:
        pairs.append(Pair("Also recommended" if pairs else "Recommended", _made(sources, rest), _made(sources, others)))
    return tuple(pairs)


def _of_inspections(rows: Sequence[TrackerRow], side: Side) -> list[TrackerRow]:
    """The recommendations of the latest inspection report among a side's papers."""
    own = [row for row in rows if row.report in side.names]
    last = max((row.report for row in own), key=side.names.index, default="")
    return [row for row in own if row.report == last]


def _likeness(one: TrackerRow, other: TrackerRow) -> float:
    mine, theirs = matter(one.wording), matter(other.wording)
    return len(mine & theirs) / min(len(mine), len(theirs)) if alike(mine, theirs, _FEWEST, _LIKE) else 0.0


def _made(sources: Sources, rows: Sequence[TrackerRow]) -> Told | None:
    """Recommendations in one cell, the first of them."""
    return together((quoting(sources, row.report, row.para, row.quote, _MADE) for row in rows), MOST_ALONE)
