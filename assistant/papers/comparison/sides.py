"""The two sides of a comparison, what one of them tells of a subject, and how it stands in a table.

A side is one paper, or the papers up to a day; where a council's papers are compared as at two dates the later side
holds those that came between, so that what it says is newer. No paper is on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.papers.handout import Row, Table
from assistant.papers.quoting import LONGEST, cut, quoted
from assistant.papers.sources import Sources
from ingest.report import Card, Header, Paragraph, written_day

NOT_HERE = "not addressed in this report"
NOT_BY_THEN = "not addressed in the papers up to that day"
NOTHING_NEWER = "nothing newer found in the papers up to that day"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    heading: str  # of its column
    called: str  # as a line speaks of it: "31 May 2016"; a day or a committee of its papers' headers
    papers: tuple[Card, ...]  # oldest first
    silent: str  # stands where it says nothing

    @property
    def names(self) -> tuple[str, ...]:
        """Of its papers, oldest first."""
        return tuple(card.name for card in self.papers)

    @property
    def councils(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(card.header.council for card in self.papers))


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides: `then` is the earlier one."""

    then: Side
    now: Side
    by_dates: bool = False  # two dates of one council, not two papers
    ordered: bool = True  # the one is earlier than the other

    @property
    def both(self) -> tuple[Side, Side]:
        return (self.then, self.now)

    @property
    def of_one_council(self) -> bool:
        """Whether they may be held against each other: sums are taken from one another and silence means something."""
        return self.by_dates or self.then.councils == self.now.councils

    @property
    def silence_tells(self) -> bool:
        """Whether what the later side does not speak of has fallen silent: it is later, and of the same council."""
        return self.ordered and self.of_one_council and bool(self.now.papers)

    @property
    def headings(self) -> tuple[str, str, str]:
        return ("Subject", self.then.heading, self.now.heading)


@dataclass(frozen=True, slots=True)
class Told:
    """What one side says of a subject."""

    text: str  # as it stands in the cell
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What the sides say of one subject. None: that side does not speak of it."""

    subject: str
    then: Told | None
    now: Told | None
    about: tuple[Citation, ...] = ()  # where the words of the subject stand, where that is neither side
    calculated: bool = False
    brief: str = ""  # the change in a line, for those who read no table; "" where it is none to tell
    weight: int = 0  # the more, the sooner told in brief
    numbers: tuple[int, ...] = ()  # of the recommendations that it is about
    lapsed: str = ""  # of what the later side is silent on: what it was, "Promise"; "" where silence means little

    @property
    def citations(self) -> tuple[Citation, ...]:
        told = (each for side in (self.then, self.now) if side for each in side.citations)
        return tuple(dict.fromkeys((*self.about, *told)))


def quoting(sources: Sources, report: str, para: str, quote: str, longest: int = LONGEST) -> Told:
    """Words of a paragraph in a cell: cited as they stand there, so that footnote and cell say the same."""
    words = cut(quote, longest)
    return Told(quoted(words), (sources.cite(report, para, words),))


def together(told: Iterable[Told], most: int = 0) -> Told | None:
    """What one side says in several places, in one cell, "and more" where it has more than `most`; None for nothing."""
    every = tuple(dict.fromkeys(told))
    shown = every[:most] if most else every
    texts = (*dict.fromkeys(each.text for each in shown), *(("and more",) if len(shown) < len(every) else ()))
    citations = tuple(dict.fromkeys(citation for each in shown for citation in each.citations))
    return Told("; ".join(texts), citations) if every else None


def row(pair: Pair, sides: Sides) -> Row:
    """A pair as a row under the headings of the sides."""
    cells = (told.text if told else side.silent for told, side in zip((pair.then, pair.now), sides.both, strict=True))
    return Row((pair.subject, *cells), pair.citations, pair.calculated)


def table(pairs: Iterable[Pair], sides: Sides, caption: str = "") -> tuple[Table, ...]:
    """A table of pairs; none for none."""
    rows = tuple(dict.fromkeys(row(pair, sides) for pair in pairs))
    return (Table(sides.headings, rows, caption, widths=(3, 6, 6)),) if rows else ()


def of_papers(sources: Sources, one: str, other: str) -> Sides:
    """The sides of two papers, the earlier first; as given where a date is missing or both are of one day.

    Raises:
        NotHeld: one of them is not held, or this level may not see it.
    """
    headers = {name: sources.header(name) for name in (one, other)}
    cards = {name: _card(sources, name) for name in (one, other)}
    days = [headers[name].as_at for name in (one, other)]
    first, second = (other, one) if days[0] and days[1] and days[1] < days[0] else (one, other)
    called = _called(headers[first], headers[second])
    ordered = bool(days[0] and days[1] and days[0] != days[1])
    of_one = headers[first].council == headers[second].council
    leads = ("Then: ", "Now: ") if of_one and ordered else ("", "")
    then, now = (
        Side(f"{lead}{name}", name, (cards[paper],), NOT_HERE)
        for lead, name, paper in zip(leads, called, (first, second), strict=True)
    )
    return Sides(then, now, ordered=ordered)


def of_dates(sources: Sources, one: date, other: date) -> Sides:
    """The sides of one council's papers as at two days: those up to the earlier, and those that came after it."""
    first, last = sorted((one, other))
    dated = [card for card in sources.cards if card.header.as_at]
    then = tuple(card for card in dated if card.header.as_at and card.header.as_at <= first)
    now = tuple(card for card in dated if card.header.as_at and first < card.header.as_at <= last)
    return Sides(
        Side(f"Then: up to {written_day(first)}", written_day(first), then, NOT_BY_THEN),
        Side(f"Now: up to {written_day(last)}", written_day(last), now, NOTHING_NEWER),
        by_dates=True,
    )


def _card(sources: Sources, name: str) -> Card:
    """The card of a paper, also of one outside the scope of the handout that is named all the same."""
    report = sources.report(name)
    held = next((card for card in sources.cards if card.name == name), None)
    return held or Card(name, report.header, len(report.paragraphs), None, report.digest, "")


def _called(then: Header, now: Header) -> tuple[str, str]:
    """What to call two papers so that they differ: by day, with the council, the body or the title where needed."""
    days = tuple(written_day(header.as_at) for header in (then, now))
    if then.council != now.council:
        return _joined(then.council, days[0]), _joined(now.council, days[1])
    if all(days) and days[0] != days[1]:
        return days[0], days[1]
    if then.title != now.title:
        return _joined(then.title, days[0]), _joined(now.title, days[1])
    kinds = [_joined(str(header.kind).capitalize(), day) for header, day in zip((then, now), days, strict=True)]
    return (kinds[0], kinds[1]) if kinds[0] != kinds[1] else (f"{kinds[0]} (first)", f"{kinds[1]} (second)")


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))


def body_paragraphs(sources: Sources, side: Side) -> tuple[tuple[str, Paragraph], ...]:
    """What a side says beyond its cover, each paragraph once with its paper's name: a parent for all that it holds."""
    return tuple(
        (name, paragraph)
        for name in side.names
        for paragraph in sources.report(name).paragraphs
        if not paragraph.para.startswith("header:") and not paragraph.parent
    )
