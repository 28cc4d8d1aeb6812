"""A question with its answer as it was given, set out for reading: what the page, Markdown and Word all show. Pure.

Notes are numbered from 1 for each question. An answer whose papers have changed since is set out without anything of
the answer, here and nowhere else, so that no form of it can forget to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from assistant.answer import Answer, Citation, State, Statement
from assistant.history.kept import Kept
from assistant.render import WORDS, closed, quoted, quotes_under, searched, worded, wording
from ingest.report import Card, Scope, written_day

CHANGED = "The papers that this answer rested on have changed since it was given."
AGAIN = "Ask it again."  # a link on a page
SERVICE = "plan-assistant"
_COUNCIL_TIME = ZoneInfo("Europe/London")
_PREFIX = re.compile(r"^(?:\d{1,4}[_-])?(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,64}(?:[_-]+|(?=\.|$))")
_NO_TITLES: Mapping[str, str] = MappingProxyType({})
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as it is read."""

    lines: tuple[str, ...]
    notes: tuple[int, ...]  # numbers into `Sheet.notes`, from 1
    quotes: tuple[str, ...]  # words relied on that are shown nowhere else
    calculated: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Where a paragraph stands."""

    words: str  # council form, and the name under which its paper is held
    quote: str
    citation: Citation  # as it was given, to open it by


@dataclass(frozen=True, slots=True)
class Known:
    """What the service knows beside what was kept."""

    base: str = ""  # its address, without a slash at the end; "" where there is none to give
    titles: Mapping[str, str] = field(default_factory=dict)  # of the papers held, by name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question and its answer. Words are plain text, a line each: whoever draws them escapes them."""

    id: str
    asked: str
    when: str  # "Asked on 22 November 2026 at 15:14 and answered by plan-assistant from the papers held."
    scope: str  # "Kept to: Fernmoor, as at 8 July 2024."; "" where it was kept to nothing
    state: str  # in words; "" where the answer no longer stands
    as_at: str  # "8 July 2024"; ""
    worded: tuple[Said, ...]  # what a language model wrote; it comes first
    said_by: str  # who wrote that; stands after it
    said: tuple[Said, ...]  # the papers' own words
    notes: tuple[Note, ...]
    nearest: tuple[Note, ...]
    offered: tuple[str, ...]  # questions asked back
    searched: str
    aside: str  # why a language model that was asked wrote nothing of it; ""
    changed: str  # why nothing of the answer is shown; "" where it stands
    closed: str  # that it rests on paragraphs that are not for publication; ""
    address: str  # "Answer: https://papers.example/answer/abc"; "" where no address is known


def sheet(kept: Kept, stands: bool, known: Known = Known()) -> Sheet:
    """Set out one question.

    Args:
        kept: the question with its answer as it was given.
        stands: whether all that the answer rests on can still be read, see `assistant.standing`.
        known: where the answer can be opened, and what the papers are called.
    """
    address = f"Answer: {known.base}/answer/{kept.id}" if known.base else ""
    asked, when = plain(kept.asked), asked_when(kept.asked_at)
    if not stands:
        return Sheet(kept.id, asked, when, "", "", "", (), "", (), (), (), (), "", "", CHANGED, "", address)
    answer = kept.answer
    return Sheet(
        kept.id,
        asked,
        when,
        scoped(kept.scope, known.titles),
        WORDS[answer.state],
        written_day(answer.as_at),
        tuple(_said(statement, answer) for statement in worded(answer)),
        plain(wording(answer)) if worded(answer) else "",
        tuple(_said(statement, answer) for statement in quoted(answer)),
        tuple(_note(citation, known.titles) for citation in answer.citations),
        tuple(_note(citation, known.titles) for citation in answer.nearest),
        tuple(map(plain, answer.suggestions)) if answer.state is State.NEEDS_CLARIFYING else (),
        plain(searched(answer.searched)),
        "" if worded(answer) else plain(wording(answer)),
        "",
        closed(answer),
        address,
    )


def _said(statement: Statement, answer: Answer) -> Said:
    numbers = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    shown = () if statement.sums_up else statement.citations
    return Said(
        tuple(plain(line) for line in statement.text.splitlines() if line.strip()),
        tuple(numbers[citation] for citation in shown),
        tuple(map(plain, quotes_under(statement, answer))),
        statement.calculated,
    )


def _note(citation: Citation, titles: Mapping[str, str]) -> Note:
    words = f"{citation.printed} (paper: {named(citation.ref.report, titles)})"
    return Note(plain(words), plain(citation.quote), citation)


def titles_of(cards: Iterable[Card]) -> dict[str, str]:
    """The titles of papers, by name."""
    return {card.name: card.header.title for card in cards}


def named(report: str, titles: Mapping[str, str]) -> str:
    """A paper by its title and its file's own name; where no title is known, by the name under which it is held.

    What a collection put before a file's name to tell files apart, such as "000_50cfe664843f1bac_", tells nobody
    anything beside a title.
    """
    title = titles.get(report, "")
    if not title:
        return report
    file = _PREFIX.sub("", report.rpartition("/")[2])
    return f"{title}, {file}" if file and not file.startswith(".") else title


def scoped(scope: Scope, titles: Mapping[str, str] = _NO_TITLES) -> str:
    """What a question was kept to, in a sentence; "" where it was kept to nothing."""
    day = f"as at {written_day(scope.as_at)}" if scope.as_at else ""
    within = ", ".join(filter(None, (scope.council, scope.body, *(named(name, titles) for name in scope.reports), day)))
    return f"Kept to: {plain(within)}." if within else ""


def asked_when(moment: datetime) -> str:
    """When a question was asked and who answered it, in a sentence."""
    there = moment.astimezone(_COUNCIL_TIME)
    return f"Asked on {written_day(there)} at {there:%H:%M} and answered by {SERVICE} from the papers held."


def day_of(moment: datetime) -> date:
    """The day on which something happened, by the clock of the councils whose papers are held."""
    return moment.astimezone(_COUNCIL_TIME).date()


def clock(moment: datetime) -> str:
    """The time of day, "15:14", by the same clock."""
    return f"{moment.astimezone(_COUNCIL_TIME):%H:%M}"


def heading(kept: tuple[Kept, ...]) -> str:
    """What a document with these questions is called."""
    return "Answer from the committee papers" if len(kept) == 1 else "Answers from the committee papers"


def plain(text: str) -> str:
    """`text` on one line, without signs that cannot be printed and without those that turn its direction round."""
    kept = (sign for sign in text if sign not in _REORDERING)
    spaced = (" " if unicodedata.category(sign) in ("Cc", "Cs", "Cn") else sign for sign in kept)
    return " ".join("".join(spaced).split())
