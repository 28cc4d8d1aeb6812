"""What is briefed: the papers of one council for one meeting, and what of it every part of a briefing asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.answer import Citation, Evidence, Query, Statement, Wanted
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.likeness import other_figures, stems
from assistant.ledger.tracker import TrackerRow
from assistant.papers.handout import Line
from assistant.papers.sources import Sources
from assistant.verify.quoting import joining_fault
from assistant.words import content_words, stem
from ingest.errors import NotHeld, QuestionError
from ingest.fact import Status
from ingest.report import Card, Kind, Ref, Scope, normalise, quoted_in, written_day
from ingest.sentences import sentences
from ingest.spans import spans_in
from ingest.wording.committees import canonical
from ingest.wording.said import Said, said_in, without_label

_SAME_WORDS = 0.7  # of the shorter of two sentences: the same thing said again
_SHORT = 20  # characters: fewer stand in many a sentence
_FEWEST = 5  # words that carry a sentence, for it to be held against another by them
_ANY_TITLE = frozenset(
    stem(word)
    for word in "update report annual quarterly progress item agenda appendix review paper final draft".split()
)
_LEANS = re.compile(
    r"^(?:it|its|they|their|this means|these|those|he|she)\b|\bexpects? it\b|\b(?:all|both) of them\b", re.I
)
_LONGEST_BEFORE = 140  # characters of a sentence that is quoted for the next to be understood
_NO_QUESTION = Query("", "", Scope(), Wanted.WHAT, ())
_UNTOLD = {Status.NOT_STATED, Status.NOT_INDIVIDUALLY_STATED}


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
        """The names of the papers held on the same matter: alike in title, or on the same recommendations."""
        told = {
            row.report
            for row in self.sources.rows(TrackerRow)
            if row.inspection in self.inspections and row.status is not Status.NOT_STATED
        }
        alike = {card.name for card in self.sources.cards if any(_titles_alike(card, own) for own in self.papers)}
        return frozenset((told | alike).difference(self.names))

    def in_context(self, report: str, para: str, words: str) -> str:
        """A sentence with the one before it, where it begins with a pronoun and cannot be read alone: not
        where that one has a date of its own, which would be taken for this one's."""
        own = [each.text for each in self.sentences if (each.report, each.para) == (report, para)]
        if not own and (paragraph := self.sources.paragraph(Ref(report, para))):
            own = [" ".join(each.split()) for each in sentences(without_label(paragraph.text))]
        at = next((at for at, text in enumerate(own) if quoted_in(words, text)), 0)
        if _LEANS.match(words) and (whole := self._whole(report, para, words)):
            return whole
        if not at or not _LEANS.search(words) or len(own[at - 1]) > _LONGEST_BEFORE or spans_in(own[at - 1], None):
            return words
        both = f"{own[at - 1]} {words}"
        paragraph = self.sources.paragraph(Ref(report, para))
        return both if paragraph and quoted_in(both, paragraph.text) else words

    def _whole(self, report: str, para: str, words: str) -> str:
        """The sentence that these words end after a semicolon, which says what they are about; "" where they do not."""
        paragraph = self.sources.paragraph(Ref(report, para))
        said = [" ".join(each.split()) for each in sentences(without_label(paragraph.text))] if paragraph else []
        pairs = ((first, last) for first, last in pairwise(said) if first.endswith(";") and quoted_in(words, last))
        return next((f"{first} {last}" for first, last in pairs), "")

    def leans(self, words: str) -> bool:
        """Whether words begin with a pronoun, so that they cannot be read alone."""
        return bool(_LEANS.search(words))

    def fullest(self, *lines: Line) -> Line:
        """The first of these lines that says nothing beyond its paragraphs; the last says least."""
        return next((each for each in lines if self._bears(each)), lines[-1])

    def _bears(self, said: Line) -> bool:
        """Whether the paragraphs cited bear every name, day and figure of a line: the gate's own check, made once."""
        if said not in self._checked:
            evidence = [
                Evidence(key, cited.ref, paragraph, self.sources.header(cited.ref.report), sure=1.0)
                for key, cited in enumerate(said.citations, 1)
                if (paragraph := self.sources.paragraph(cited.ref))
            ]
            statement = Statement(said.said, said.citations, sums_up=True)
            self._checked[said] = not joining_fault(_NO_QUESTION, statement, evidence)
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
        return any(_same(words, citation.quote) for citation in self.citations)


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


def is_ask(row: DecisionRow) -> bool:
    """Whether a row of the decisions is an ask, and not a decision that answers none."""
    return (row.outcome_report, row.outcome_para) != (row.report, row.para)


def latest(rows: Sequence[TrackerRow]) -> tuple[TrackerRow, ...]:
    """What was last said of each recommendation by itself, in the order of the inspection."""
    last: dict[tuple[str, object], TrackerRow] = {}
    for row in rows:
        key = row.inspection, row.position or row.number or row.wording
        if row.status not in _UNTOLD and (key not in last or (row.as_at or "") >= (last[key].as_at or "")):
            last[key] = row
    return tuple(last.values())


def _titles_alike(card: Card, own: Card) -> bool:
    """Whether two titles share what tells them from any other title."""
    first, second = (_telling(each.header.title) for each in (card, own))
    return card.header.kind is not Kind.INSPECTION and len(first & second) >= min(2, len(first), len(second)) > 0


def _telling(title: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(title) if not word[0].isdigit()) - _ANY_TITLE


def _same(one: str, other: str) -> bool:
    new, old = normalise(one), normalise(other)
    if len(new) >= _SHORT and (new in old or (old in new and len(old) * 2 > len(new))):
        return True
    mine, theirs = _stems(one), _stems(other)
    shorter, longer = sorted((len(mine), len(theirs)))
    alike = len(mine & theirs) >= _SAME_WORDS * shorter and shorter * 2 > longer
    return new == old or (shorter >= _FEWEST and alike and not other_figures(one, other))


@lru_cache(maxsize=4000)  # every sentence is held against every line so far, in each of the rooms tried
def _stems(text: str) -> frozenset[str]:
    return stems(text)
