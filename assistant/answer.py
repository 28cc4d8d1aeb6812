"""The values that pass between the rooms of this storey: `Question` in, `Answer` out. `trace` has what lies between."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from ingest.report import Access, Card, Header, Kind, Paragraph, Ref, Scope, printed, written_day


class State(StrEnum):
    """How an answer stands. One an answer."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CONFLICTING = "conflicting"
    FALSE_PREMISE = "false_premise"
    NOT_IN_REPORTS = "not_in_reports"
    NOT_HELD = "not_held"
    NEEDS_CLARIFYING = "needs_clarifying"
    OUT_OF_SCOPE = "out_of_scope"
    ERROR = "error"

    @property
    def abstained(self) -> bool:
        """Whether the answer declines to answer."""
        return self in _ABSTAINED


_ABSTAINED = frozenset({State.NOT_IN_REPORTS, State.NOT_HELD, State.NEEDS_CLARIFYING, State.OUT_OF_SCOPE})


class Wanted(StrEnum):
    """The kind of answer a question wants."""

    WHO = "who"
    WHEN = "when"
    HOW_MANY = "how many"
    YES_NO = "yes or no"
    WHY = "why"
    LIST = "list"
    CONTACT = "contact"
    COMPARE = "compare"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class When:
    """A date as a question names it: any part may be unsaid (None). Month and day count from 1."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def fits(self, day: date) -> bool:
        """Whether every part that is said agrees with `day`."""
        return all(
            said in (None, part) for said, part in ((self.year, day.year), (self.month, day.month), (self.day, day.day))
        )

    @property
    def last_day(self) -> date | None:
        """The last day it covers; None where the year is unsaid."""
        if self.year is None:
            return None
        if self.month is None:
            return date(self.year, 12, 31)
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked, and what they may see. `history` is their earlier questions, oldest first."""

    text: str
    access: Access = Access.OPEN
    scope: Scope = field(default_factory=Scope)
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things a question sets side by side."""

    label: str  # for the reader: "Kelham", "May 2023"
    scope: Scope  # what is searched for it


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood."""

    text: str  # as put
    standalone: str  # as it is searched: follow-ups carry what they follow
    scope: Scope  # what may be searched: chosen by the person, or asked for as a viewpoint
    wanted: Wanted
    parts: tuple[str, ...]  # the questions in it, each searched by itself; one where there is one
    wants: tuple[Wanted, ...] = ()  # the kind of answer each part wants, in their order; empty: `wanted` for all
    prefer: tuple[str, ...] = ()  # names of reports the question points at, best first
    councils: tuple[str, ...] = ()  # councils held that the question names
    names: tuple[str, ...] = ()  # other proper names in it: each word of them must be in the papers
    places: tuple[str, ...] = ()  # those of them that stand as a place or an owner: the whole name must be there
    recommendations: tuple[int, ...] = ()  # an inspector's or the paper's recommendation numbers asked for
    paragraphs: tuple[str, ...] = ()  # paragraph numbers asked for
    dates: tuple[When, ...] = ()  # dates named, most exact first
    asks: bool = False  # it wants what a paper asks of its committee
    missing: tuple[When, ...] = ()  # dates of papers or meetings asked about that no paper held bears
    own_words: tuple[str, ...] = ()  # of each part the words that are its own: without subject or words carried over
    before: tuple[str, ...] = ()  # the person's earlier questions, oldest first
    fresh: str = ""  # the question's own words, slips mended; `standalone` has besides what it carries over
    read_as: tuple[tuple[str, str], ...] = ()  # words as typed, each with the word it is read as
    short_forms: tuple[tuple[str, str], ...] = ()  # those it uses, with what the papers write them for, or vice versa
    reworded: str = ""  # the question as a language model put it by itself; "" where none did, or it was not taken
    also: tuple[str, ...] = ()  # words of papers that a language model offered, searched for besides
    sides: tuple[Side, ...] = ()  # what it sets side by side, each to be searched by itself; none: it compares nothing

    @property
    def sought(self) -> tuple[Sought, ...]:
        """Each search to be made: every part, and each of its sides by itself."""
        wants = self.wants or (self.wanted,) * len(self.parts)
        sides = self.sides or (Side("", self.scope),)
        return tuple(
            Sought(text, wanted, side.scope, part, side.label, self.own_words[part] if self.own_words else text)
            for part, (text, wanted) in enumerate(zip(self.parts, wants, strict=True))
            for side in sides
        )


@dataclass(frozen=True, slots=True)
class Sought:
    """One search: a part of a question, of one of the sides where it compares."""

    text: str
    wanted: Wanted
    scope: Scope
    part: int  # which of the query's parts, from 0
    side: str  # its label; "" where nothing is compared
    own: str  # the words of the part that are not carried over from what it follows


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that a search brought in, before it is chosen or not."""

    ref: Ref
    paragraph: Paragraph
    score: float  # fused rank score, higher is better; compares within one search
    cosine: float  # likeness of meaning, -1 to 1; 0.0 where only the words were found


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paragraph chosen to answer from. `key` is minted by us and is the only thing a composer may cite by."""

    key: int  # from 1, best first
    ref: Ref
    paragraph: Paragraph
    header: Header
    sure: float  # 0 to 1: how well it bears on the question
    part: int = 0  # which of the query's parts it answers, from 0
    side: str = ""  # which of the sides it speaks for; "" where nothing is compared


def called(kind: Kind) -> str:
    """What a paper is called in a sentence: "minutes", "inspection report", "report"."""
    return {Kind.MINUTES: "minutes", Kind.INSPECTION: "inspection report"}.get(kind, "report")


@dataclass(frozen=True, slots=True)
class Citation:
    """Words relied on and where they stand."""

    ref: Ref
    quote: str
    printed: str  # council form: "Fernmoor, Cabinet, 8 July 2024, para 5.4"; " (exempt)" after it where it is closed
    page: int | None = None
    council: str = ""
    access: Access = Access.OPEN  # of the paragraph

    @classmethod
    def of(cls, ref: Ref, quote: str, paragraph: Paragraph, header: Header) -> Citation:
        """A quote with its address: council, body, date, paragraph; page where the file has pages; who may see it."""
        name = header.title if header.kind is Kind.INSPECTION or not header.body else header.body
        parts = (header.council, name, written_day(header.as_at), printed(paragraph, header.kind))
        page = f", page {paragraph.page}" if paragraph.page else ""
        closed = f" ({paragraph.access.word})" if paragraph.access > Access.OPEN else ""
        where = f"{', '.join(filter(None, parts))}{page}{closed}"
        return cls(ref, quote, where, paragraph.page, header.council, paragraph.access)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said to the reader, and what bears it. A statement without citations says only what was searched."""

    text: str
    citations: tuple[Citation, ...] = ()
    calculated: bool = False
    sums_up: bool = False  # it says in short what the statements after it quote; its notes are theirs
    by_model: bool = False  # a language model wrote it, and it passed the gate


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search covered, in words and figures: shown with every answer."""

    reports: int
    councils: tuple[str, ...]
    bodies: tuple[str, ...]
    earliest: date | None
    latest: date | None

    @classmethod
    def of(cls, cards: Iterable[Card]) -> Searched:
        """What is covered by searching these papers."""
        headers = [card.header for card in cards]
        days = [header.as_at for header in headers if header.as_at]
        councils = sorted({header.council for header in headers if header.council})
        bodies = sorted({header.body for header in headers if header.body})
        return cls(len(headers), tuple(councils), tuple(bodies), min(days, default=None), max(days, default=None))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets."""

    state: State
    statements: tuple[Statement, ...]
    searched: Searched
    as_at: date | None = None  # date of the latest paper relied on
    nearest: tuple[Citation, ...] = ()  # offered where nothing answers
    suggestions: tuple[str, ...] = ()  # next questions the library can answer
    model: str = ""  # the language model that was asked to put it into words; "" where none was
    aside: str = ""  # why none of that model's words are here, in a sentence; "" where some are, or none was asked

    @property
    def text(self) -> str:
        """The sentences and quoted words a reader sees: no addresses, no line on what was searched."""
        return "\n".join(statement.text for statement in self.statements)

    @property
    def access(self) -> Access:
        """The highest level of what it rests on, and of what it offers as nearest."""
        return max((c.access for c in (*self.citations, *self.nearest)), default=Access.OPEN)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in order of first use: note 1 is the first."""
        return tuple(dict.fromkeys(c for statement in self.statements for c in statement.citations))


class Composer(Protocol):
    """Writes statements from evidence. It may cite only the evidence given; all it writes is checked after."""

    def __call__(self, query: Query, evidence: tuple[Evidence, ...]) -> tuple[Statement, ...]: ...
