"""What may stand in a story told from papers: a `Moment` is one turning point, told by a sentence of a paper.

How much a moment matters is told by what its sentence speaks of: an inspection and its judgements, a notice, a body
that is set up or ends, a plan that is approved, how the recommendations stand, money, somebody who goes or comes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, When
from assistant.consult.visits import Visit, of_date
from assistant.ledger.timeline import TimelineRow
from assistant.papers.alike import of_one_matter
from assistant.papers.handout import Line
from assistant.papers.quoting import quoted
from ingest.report import written_iso

_DEED = (
    r"\b(?:set up|establish\w*|disband\w*|end(?:s|ed)|replac\w+|took? the place|takes the place|first time|last meeting"
    r"|pass(?:es|ed)? to|moved|dissol\w+|terms of reference|accountable|created|launched|merged|wound up)\b"
)
_WEIGHTS = (
    (30, r"^the (?:cost|contract|price)\b(?!.*£)"),
    (90, r"\bnotice\b.*\b(?:issued|lifted|given|withdrawn|served|to improve)\b|\b(?:issued|lifted)\b.*\bnotice\b"
         r"|\bintervention\b|\bcommissioner\b.*\bappoint\w*|\bdirections?\b.*\bissued\b"),
    (85, rf"\b(?:board|committee|panel|partnership|cabinet|committee system)\b.*{_DEED}"
         rf"|{_DEED}.*\b(?:board|committee|panel|partnership)\b"),
    (80, r"\bplan\b.*\b(?:approved|endorsed|adopted|submitted|agreed|signed off)\b"
         r"|\b(?:approved|endorsed|adopted|submitted|agreed)\b.*\bplan\b"),
    (75, r"\b(?:inspected|judged|re-inspected|monitoring visit|focus(?:s)?ed visit|peer (?:challenge|review))\b"
         r"|\breceived an? (?:\w+ )?inspection\b|\binspection (?:findings|report|took place)\b.*\bpublished\b"),
    (70, r"\b(?:board|committee|cabinet|council|panel|members)\b.{0,40}"
         r"\b(?:agreed|approved|endorsed|refused|rejected)\b"),
    (65, r"\b(?:director|chief executive|chair|leader)\b.*\b(?:retired|left|appointed|took up|joined|resigned|post)\b"
         r"|\b(?:retired|left the council|took up|appointed)\b"),
    (60, r"£\s?\d"),
    (55, r"\b(?:agreed|approved|endorsed|resolved|decided|refused|rejected)\b"),
    (50, r"\b(?:opened|closed|ended|went live|began|started|completed|lifted)\b"),
)  # fmt: skip
_WEIGHED = tuple((weight, re.compile(pattern, re.I | re.S)) for weight, pattern in _WEIGHTS)
ORDINARY = 20  # of what speaks of none of these
_MOST_OF_ONE = 4  # moments that one paper tells


@dataclass(frozen=True, slots=True)
class Moment:
    """One turning point."""

    day: str  # ISO, as exact as it is known: puts it in its place
    lead: str  # the day as it is written
    said: str  # the words quoted
    text: str  # the whole line: the words in quotation marks, and who says them where that is needed
    citations: tuple[Citation, ...]
    weight: int
    dated: bool = True  # the sentence gives the day; else it is the paper's

    @property
    def words(self) -> int:
        return len(f"{self.lead} {self.text}".split())

    @property
    def line(self) -> Line:
        return Line(self.text, self.citations, lead=self.lead)


def at_its_paper(day: str, cited: Citation, weight: int) -> Moment:
    """Something to which its sentence gives no day: at that of the paper that tells it."""
    return Moment(day, written_iso(day), cited.quote, quoted(cited.quote), (cited,), weight, dated=False)


def weight_of(sentence: str) -> int:
    """How much a dated sentence matters to somebody who is new: 90 at most."""
    return next((weight for weight, pattern in _WEIGHED if pattern.search(sentence)), ORDINARY)


def is_of_visit(row: TimelineRow, visits: Sequence[Visit]) -> bool:
    """Whether an event only tells of an inspection whose report is held, and tells of itself."""
    if not re.search(r"\binspect|\bofsted\b|\breport\b.*\bpublished\b", row.text, re.I):
        return False
    days = (When(*map(int, day.split("-"))) for day in (row.when, row.until) if day)
    return any(of_date(day, visits) for day in days)


def once(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Each matter once: of two alike that of more weight, then the earlier; a sentence at the last day it gives."""
    every = tuple(moments)
    kept: list[Moment] = []
    latest: dict[str, str] = {}
    for moment in every:
        if moment.dated:
            latest[moment.said] = max(moment.day, latest.get(moment.said, ""))
    for moment in sorted(every, key=lambda each: (-each.weight, each.day)):
        if latest.get(moment.said, moment.day) != moment.day:
            continue
        longer = next((other for other in kept if other.said in moment.said), None)
        if longer and moment.citations[0].ref == longer.citations[0].ref:
            kept[kept.index(longer)] = replace(
                longer, said=moment.said, text=moment.text, citations=moment.citations
            )  # at the day of the shorter, which says more of when
        elif not any(_is_told(moment, other) for other in kept):
            kept.append(moment)
    return tuple(kept)


def _is_told(moment: Moment, other: Moment) -> bool:
    if other.said.startswith(moment.said) or moment.said in other.said or other.said in moment.said:
        return True
    near = moment.day[:7] == other.day[:7] or moment.citations[0].ref == other.citations[0].ref
    return near and of_one_matter(moment.said, other.said)


def chosen(moments: Iterable[Moment], years: Iterable[str], most: int, last: str = "") -> tuple[Moment, ...]:
    """The moments that fit into so many words: one of each year and one of the paper `last` first, then by weight; in
    the order of time.
    """
    left = list(once(moments))
    kept: list[Moment] = []
    for year in sorted(set(years)):
        best = next((each for each in left if each.day.startswith(year)), None)
        if best:
            kept.append(best)
    newest = [each for each in left if each.citations[0].ref.report == last]
    if newest and not any(each in kept for each in newest):
        kept.append(newest[0])
    room = most - sum(each.words for each in kept)
    told = Counter(each.citations[0].ref.report for each in kept)
    for each in left:
        report = each.citations[0].ref.report
        if each not in kept and each.weight > ORDINARY and each.words <= room and told[report] < _MOST_OF_ONE:
            kept.append(each)
            room -= each.words
            told[report] += 1
    return tuple(sorted(kept, key=lambda each: (each.day, -each.weight)))
