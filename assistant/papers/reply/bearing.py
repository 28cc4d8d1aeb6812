"""What bears on a question of the rows that belong to the papers cited: a reply shows those, not all that they hold.

A row bears on it that stands in a paragraph cited; or is of a day, or a recommendation's number, that the question
names; or has one of the words that say what the question is about. Those are not the words of the papers' titles, of
their councils and committees, of months and years, or of asking and deciding: every row of a paper may have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.ledger.decisions import DecisionRow
from assistant.papers.sources import Sources
from assistant.words import content_stems, stem, stems
from ingest.report import Header, Ref, written_iso

_COMMON = frozenset(
    map(
        stem,
        """report reports paper papers committee board council cabinet meeting decide decided decision agree agreed
        approve approved note noted endorse endorsed resolve resolved ask asked request status update state said
        happen make take need new since last first year month date day time january february march april may june july
        august september october november december""".split(),
    )
)
_NUMBERED = re.compile(r"\brec(?:ommendation)?s?\.? (\d{1,3}(?:(?:, | and | or | to )\d{1,3})*)", re.I)
_PAPERS = re.compile(r"\b(?:appendi\w*|papers?|documents?|attach\w*|annex\w*|held|missing)\b", re.I)
_STANDING = re.compile(
    r"\b(?:status|stands?|stood|open|outstanding|progress\w*|met|completed?|implemented|track)\b", re.I
)
_DECIDING = re.compile(r"\b(?:decid\w*|decision\w*|agree\w*|approv\w*|resolv\w*|endors\w*)\b", re.I)
_TITLE = 2  # words of a question in a paper's title, for the paper to be on its subject


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a question is about, and what its answer cites."""

    cited: frozenset[Ref]
    telling: frozenset[str]  # stems
    numbers: frozenset[int]  # of recommendations
    question: str
    on_subject: frozenset[tuple[str, str]]  # the papers cited whose titles have the question's words, with their days

    def is_subject_of(self, row: DecisionRow) -> bool:
        """Whether a row is an ask of a paper that is on the very subject of the question."""
        return (row.report, row.meeting or "") in self.on_subject

    def on(self, ref: Ref, words: str) -> bool:
        """Whether a row that stands here, in these words, bears on the question."""
        return self.is_cited(ref) or self.is_named_in(words)

    def is_named_in(self, words: str) -> bool:
        """Whether these words name what the question is about."""
        return bool(self.numbers & numbers_in(words)) or bool(self.telling & stems(words))

    def is_cited(self, ref: Ref) -> bool:
        """Whether a paragraph is cited, or the one that it is an item of."""
        return any(ref.report == c.report and (ref.para == c.para or _is_item(ref.para, c.para)) for c in self.cited)

    @property
    def of_deciding(self) -> bool:
        """Whether the question is what was decided."""
        return bool(_DECIDING.search(self.question))

    @property
    def of_standing(self) -> bool:
        """Whether the question is how something stands."""
        return bool(_STANDING.search(self.question))

    @property
    def of_papers(self) -> bool:
        """Whether the question is about papers themselves."""
        return bool(_PAPERS.search(self.question))

    def of_its_day(self, rows: tuple[DecisionRow, ...]) -> tuple[DecisionRow, ...]:
        """The rows of a meeting whose day the question names."""
        return tuple(row for row in rows if row.meeting and _names(self.question, written_iso(row.meeting)))


def bearing(sources: Sources, question: str, answer: Answer) -> Bearing:
    """What a question is about, as far as the papers that its answer cites leave it open."""
    headers = {name: sources.header(name) for name in {citation.ref.report for citation in answer.citations}}
    numbers = numbers_in(question)
    of_all = frozenset[str]().union(*(stems(f"{h.title} {h.council} {h.body}") for h in headers.values()))
    words = content_stems(question) - _COMMON
    on_subject = {
        (name, str(header.as_at or ""))
        for name, header in headers.items()
        if sum(not each.isdigit() for each in words & _of_subject(header)) >= _TITLE
    }
    own = words - of_all
    if numbers:
        own -= stems("recommendation recommendations")
    elif re.search(r"\brecommendations\b", question, re.I):
        own |= stems("recommendation")
    telling = frozenset(each for each in own if not each.isdigit())
    return Bearing(frozenset(c.ref for c in answer.citations), telling, numbers, question, frozenset(on_subject))


def _of_subject(header: Header) -> frozenset[str]:
    """The stems of a title, without those of its council and committee: minutes have no others."""
    return stems(header.title) - stems(f"{header.council} {header.body}")


def numbers_in(words: str) -> frozenset[int]:
    """The recommendations that these words name by number: 1, 2 and 3 of "Recs 1 to 3"."""
    found: set[int] = set()
    for said in _NUMBERED.findall(words):
        for first, last in re.findall(r"(\d+)(?: to (\d+))?", said):
            found |= set(range(int(first), int(last or first) + 1))
    return frozenset(found)


def _is_item(para: str, of: str) -> bool:
    return para.startswith(f"{of}(")


def _names(question: str, day: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(day)}(?!\w)", question, re.I) is not None
