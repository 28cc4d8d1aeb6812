"""What is briefed: the papers of one council for one meeting, and what of it every part of a briefing asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.tracker import TrackerRow
from assistant.papers.alike import said_again
from assistant.papers.borne import bears
from assistant.papers.handout import Line
from assistant.papers.plans import actions
from assistant.papers.quoting import LONGEST, in_context
from assistant.papers.registers import risks_of
from assistant.papers.rows import UNTOLD, is_ask, last_said, of_each
from assistant.papers.sources import Sources
from assistant.papers.tabled import both_tell
from assistant.words import content_words, stem
from ingest.errors import NotHeld, QuestionError
from ingest.fact import Status
from ingest.report import Card, Kind, Ref, written_day
from ingest.wording.committees import canonical
from ingest.wording.said import Said, said_in

_ROWS, _SHARED = 2, 2  # of two papers' tables, or words of a sentence, for the papers to be on one matter
_ANY_TITLE = frozenset(
    stem(word)
    for word in "update report annual quarterly progress item agenda appendix review paper final draft".split()
)


@dataclass(frozen=True, slots=True)
class Room:
    """How much one part of a briefing may take."""

    most: int  # lines
    longest: int  # characters of quoted words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item of a paper briefed."""

    report: str
    said: Said

    @property
    def text(self) -> str:
        return " ".join(self.said.text.split())

    @property
    def para(self) -> str:
        return self.said.paragraph.para

    @property
    def section(self) -> str:
        return self.said.paragraph.section

    @property
    def is_cover(self) -> bool:
        return self.para.startswith("header:")


@dataclass(frozen=True)
class Subject:
    """The papers to be briefed, with what lies open while it is done."""

    sources: Sources
    papers: tuple[Card, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(card.name for card in self.papers)

    @property
    def council(self) -> str:
        return self.papers[0].header.council

    @property
    def body(self) -> str:
        return self.papers[0].header.body

    @property
    def day(self) -> date | None:
        """The day of the meeting."""
        return self.papers[0].header.as_at

    @property
    def iso(self) -> str:
        """The day of the meeting, ISO 8601; later than any day where the papers have none."""
        return self.day.isoformat() if self.day else "9999"

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the papers, in their order."""
        return tuple(Sentence(name, said) for name in self.names for said in said_in(self.sources.report(name)))

    @cached_property
    def asks(self) -> tuple[DecisionRow, ...]:
        """What the papers ask of their committee."""
        return tuple(row for row in self.sources.rows(DecisionRow) if row.report in self.names and is_ask(row))

    @cached_property
    def before(self) -> tuple[Card, ...]:
        """The reports to committees held of an earlier day, the latest first."""
        earlier = [card for card in self.sources.cards if card.header.as_at and str(card.header.as_at) < self.iso]
        return tuple(card for card in reversed(earlier) if card.header.kind in (Kind.REPORT, Kind.OTHER))

    @cached_property
    def inspections(self) -> tuple[str, ...]:
        """The inspections of whose recommendations the papers briefed speak."""
        own = (row.inspection for row in self.sources.rows(TrackerRow) if row.report in self.names)
        return tuple(dict.fromkeys(own))

    @cached_property
    def related(self) -> frozenset[str]:
        """The names of the papers held on the same matter: alike in title or on the same recommendations; where none
        is, with the same actions or risks in their tables, or told of by the day of their meeting."""
        told = {
            row.report
            for row in self.sources.rows(TrackerRow)
            if row.inspection in self.inspections and row.status is not Status.NOT_STATED
        }
        alike = {card.name for card in self.sources.cards if any(_titles_alike(card, own) for own in self.papers)}
        if found := (told | alike).difference(self.names):
            return frozenset(found)
        return frozenset(card.name for card in self.before if self._tables_the_same(card) or self._tells_of(card))

    def _tables_the_same(self, card: Card) -> bool:
        """Whether an earlier paper tables some of the same actions, or most of the same risks."""
        then = self.sources.report(card.name)
        papers = [self.sources.report(name) for name in self.names]
        acted = both_tell(tuple(actions(then)), tuple(each for paper in papers for each in actions(paper)))
        risked = both_tell(tuple(risks_of(then)), tuple(each for paper in papers for each in risks_of(paper)))
        return len(acted) >= _ROWS or len(risked) >= _ROWS

    def _tells_of(self, card: Card) -> bool:
        """Whether a sentence of the papers briefed names the day of an earlier paper's meeting and what it was on."""
        day = written_day(card.header.as_at)
        rows = (row for row in self.sources.rows(DecisionRow) if row.report == card.name and is_ask(row))
        matter = _telling(" ".join((card.header.title, *(row.text for row in rows))))
        return any(day in s.text and len(_telling(s.text) & matter) >= _SHARED for s in self.sentences)

    def in_context(self, report: str, para: str, words: str, longest: int = LONGEST) -> str:
        """A sentence with those before it that it leans on, as far as there is room for them."""
        paragraph = self.sources.paragraph(Ref(report, para))
        return in_context(words, paragraph.text, longest) if paragraph else words

    def fullest(self, *lines: Line) -> Line:
        """The first of these lines that says nothing beyond its paragraphs; the last says least."""
        return next((each for each in lines if self._bears(each)), lines[-1])

    def _bears(self, said: Line) -> bool:
        """Whether the paragraphs cited bear every name, day and figure of a line: the gate's own check, made once."""
        if said not in self._checked:
            self._checked[said] = bears(self.sources, said.said, *said.citations)
        return self._checked[said]

    @cached_property
    def _checked(self) -> dict[Line, bool]:
        return {}

    def is_own(self, report: str) -> bool:
        return report in self.names

    def tells(self, report: str, also: Sequence[str]) -> bool:
        """Whether a row is of a paper briefed, first told there or told again ("report::para")."""
        return any(each.partition("::")[0] in self.names for each in (report, *also))

    def same_body(self, body: str) -> bool:
        return canonical(body, self.council) == canonical(self.body, self.council)


@dataclass(frozen=True, slots=True)
class Told:
    """What a briefing has said so far, so that no part says it again."""

    citations: tuple[Citation, ...] = ()

    def has(self, words: str) -> bool:
        """Whether these words, or much the same, have been quoted."""
        return any(said_again(words, citation.quote) for citation in self.citations)


def subject_of(sources: Sources, names: Sequence[str]) -> Subject:
    """The papers of these names.

    Raises:
        NotHeld: one of them is not held, or not within the scope, or this level may not see it.
        QuestionError: none is named, or they are of several councils or meetings.
    """
    if not names:
        raise QuestionError("A briefing is of one paper or of the papers of one meeting. Name one.")
    headers = {name: sources.header(name) for name in names}
    councils = tuple(dict.fromkeys(header.council for header in headers.values()))
    if len(councils) > 1:
        raise QuestionError(f"These are papers of {' and '.join(councils)}. A briefing is of one council’s papers.")
    days = tuple(dict.fromkeys(written_day(header.as_at) or "no day" for header in headers.values()))
    if len(days) > 1:
        raise QuestionError(f"These are papers of {' and '.join(days)}. A briefing is of the papers of one meeting.")
    within = {card.name: card for card in sources.cards}
    if outside := [name for name in headers if name not in within]:
        raise NotHeld(f"{' and '.join(outside)} cannot be briefed as at another day or for another council.")
    return Subject(sources, tuple(within[name] for name in headers))


def latest(rows: Sequence[TrackerRow]) -> tuple[TrackerRow, ...]:
    """What was last said of each recommendation by itself, in the order of the inspection."""
    last = (last_said(own) for own in of_each(rows))
    return tuple(row for row in last if row and row.status not in UNTOLD)


def _titles_alike(card: Card, own: Card) -> bool:
    """Whether two titles share what tells them from any other title."""
    first, second = (_telling(each.header.title) for each in (card, own))
    return card.header.kind is not Kind.INSPECTION and len(first & second) >= min(2, len(first), len(second)) > 0


def _telling(title: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(title) if not word[0].isdigit()) - _ANY_TITLE
