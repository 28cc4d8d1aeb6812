"""The one door: what is asked, in plain words and numbers, into the values of `shapes`.

Names of papers, councils and committees are taken as people type them, with the library's own spelling looked up. All
that a caller may see is decided by the access they are given: what lies above it is told in the words for what is not
held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Question, Searched
from assistant.app.doors.made import answer_fields, covered_shape, paper_shape, passage_shape, passage_shapes
from assistant.app.doors.shapes import (
    Answered,
    AnsweredInFull,
    LedgerPart,
    LedgerRows,
    PaperRead,
    Papers,
    PassageInPlace,
    SearchFound,
)
from assistant.ask import Assistant
from assistant.batch import answer_line, texts_found
from assistant.language.rewriter import SECONDS as REWORDING_SECONDS
from assistant.ledger.holdings import Filled, Row
from assistant.ledger.kinds import find_ledger
from assistant.lookup import find_card, find_council, find_paragraph
from assistant.render_ledger import places, row_fields
from assistant.retrieve import HybridRetriever
from assistant.trace import Trace
from assistant.when import last_day
from ingest.errors import NotHeld, QuestionError
from ingest.report import Access, Card, Ref, Scope, normalise
from ingest.settings import Settings
from ingest.store import Reader

MOST_FOUND = 40  # paragraphs of one search
MOST_AROUND = 20  # paragraphs on either side of one
MOST_ROWS = 200  # of a ledger, given at once to a program that reads every word


class TooLong(QuestionError):
    """A question, or words to search for, longer than is taken."""


@dataclass(frozen=True, slots=True)
class Within:
    """What is to be searched, as typed. Empty: anything."""

    council: str = ""
    body: str = ""
    as_at: str = ""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """What other programs may ask of one library. May be used by many threads at once."""

    assistant: Assistant
    settings: Settings

    @property
    def waits(self) -> str:
        """How long an answer may take where a language model is set, in a sentence; "" where none is."""
        if not self.settings.model:
            return ""
        most = self.settings.model_seconds
        most += min(most, REWORDING_SECONDS) if self.settings.model_rewrites else 0
        return (
            f"A language model puts answers into words here, which may take up to {most} seconds more: "
            'be ready to wait longer than that, or set "quotes_only", and it is not asked.'
        )

    def trace(
        self, text: str, within: Within, history: Sequence[str], access: Access, *, quotes_only: bool = False
    ) -> Trace:
        """The question answered, with every hop; for `answered` and for the history.

        Args:
            text: the question.
            within: what is searched.
            history: earlier questions, oldest first.
            access: of whoever asks.
            quotes_only: ask no language model, whether or not one is set.

        Raises:
            QuestionError: it is empty or too long, or the scope names what is not held.
            NotHeld: a paper named is not held.
        """
        for words in (text, *history):
            self._check_length(words)
        question = Question(text.strip(), access, self.scope(within, access), tuple(history))
        return self.assistant.quoted(question) if quotes_only else self.assistant.trace(question)

    def ask(
        self, text: str, within: Within, history: Sequence[str], access: Access, *, quotes_only: bool = False
    ) -> Answered:
        """The answer. Takes and raises what `trace` does."""
        return Answered(**answer_fields(self.trace(text, within, history, access, quotes_only=quotes_only)))

    def in_full(self, trace: Trace, kept_as: str = "", link: str = "") -> AnsweredInFull:
        """An answer with what was found, and its id and link where it is kept."""
        line = answer_line(kept_as, trace, texts_found(self.assistant, trace))
        own = {name: line[name] for name in ("id", "retrieved", "seconds")}
        return AnsweredInFull(**answer_fields(trace), **own, link=link)

    def search(self, words: str, within: Within, limit: int, access: Access) -> SearchFound:
        """The paragraphs nearest to some words, best first: at most `limit`, which is 1 to `MOST_FOUND`.

        Raises:
            QuestionError, NotHeld: as `trace` does.
        """
        self._check_length(words)
        if not words.strip():
            raise QuestionError("There is nothing to search for: give some words, or a question.")
        scope = self.scope(within, access)
        encoder = self.assistant.encoder
        with Reader(self.settings.library, access, encoder.id) as reader:
            reranker = self.assistant.reranker
            retriever = HybridRetriever(
                reader=reader,
                encode=encoder.encode,
                rerank=reranker.score if reranker else None,
                scope=scope,
                limit=limit,
            )
            found = [document.metadata for document in retriever.invoke(words)]
            cards = {card.name: card for card in reader.cards(scope)}
        passages = (
            passage_shape(each["report"], each["paragraph"], cards[each["report"]].header)
            for each in found
            if each["report"] in cards  # else withdrawn since it was found
        )
        return SearchFound(paragraphs=tuple(passages), searched=covered_shape(Searched.of(cards.values())))

    def papers(self, access: Access) -> Papers:
        """The papers held, latest first."""
        return Papers(papers=tuple(paper_shape(card) for card in self.assistant.cards(access)))

    def paper(self, typed: str, access: Access) -> PaperRead:
        """A paper as read. Raises NotHeld."""
        card = find_card(typed, self.assistant.cards(access))
        report = self.assistant.report(card.name, access)
        return PaperRead(paper=paper_shape(card), paragraphs=tuple(passage_shapes(report, report.paragraphs)))

    def paragraph(self, typed: str, para: str, around: int, access: Access) -> PassageInPlace:
        """A paragraph, with at most `around` before and after it that stand on its level. Raises NotHeld."""
        report = self.assistant.report(find_card(typed, self.assistant.cards(access)).name, access)
        there = find_paragraph(para, report)
        level = [paragraph for paragraph in report.paragraphs if paragraph.parent == there.parent]
        at = level.index(there)
        return PassageInPlace(
            **dict(passage_shape(report.name, there, report.header)),
            before=tuple(passage_shapes(report, level[max(0, at - around) : at])),
            after=tuple(passage_shapes(report, level[at + 1 : at + 1 + around])),
        )

    def ledger(self, name: str, within: Within, access: Access, inspection: str = "") -> LedgerRows:
        """A ledger's rows, the same as on its page and in the terminal.

        Args:
            name: of the ledger.
            within: what is searched.
            access: of whoever asks.
            inspection: of the tracker, only inspections whose name has this in it: a year, a date.

        Raises:
            QuestionError: the scope names what is not held.
            NotHeld: there is no such ledger, or a paper named is not held.
        """
        filled = self._filled(name, within, access)
        rows = tuple(row_fields(row) for row in _of_inspection(filled.rows, inspection))
        return LedgerRows(searched=covered_shape(filled.searched), rows=rows)

    def ledger_part(
        self, name: str, within: Within, access: Access, *, inspection: str = "", skip: int = 0, limit: int = MOST_ROWS
    ) -> LedgerPart:
        """Some of a ledger's rows, each with the address to cite it by. Raises as `ledger` does."""
        filled = self._filled(name, within, access)
        rows = _of_inspection(filled.rows, inspection)
        given = tuple(
            row_fields(row) | {"printed": self._printed(places(row), access)} for row in rows[skip : skip + limit]
        )
        return LedgerPart(searched=covered_shape(filled.searched), rows=given, total=len(rows))

    def scope(self, within: Within, access: Access) -> Scope:
        """What is to be searched, in the library's own spelling; a month or a year counts to its last day.

        Raises:
            QuestionError: the date is none, or no paper of the council or committee is held.
            NotHeld: a paper named is not held.
        """
        cards = self.assistant.cards(access)
        council = within.council.strip()
        try:
            council = find_council(council, cards) if council else ""
        except NotHeld as error:
            raise QuestionError(str(error)) from error
        reports = tuple(find_card(name, cards).name for name in within.reports)
        return Scope(council, _body(within.body, cards), reports, _day(within.as_at))

    def _filled(self, name: str, within: Within, access: Access) -> Filled:
        return self.assistant.ledger(find_ledger(name), self.scope(within, access), access)

    def _printed(self, where: Iterable[tuple[Ref, str]], access: Access) -> str:
        return "; ".join(dict.fromkeys(self.assistant.cited(ref, quote, access).printed for ref, quote in where))

    def _check_length(self, words: str) -> None:
        most = self.settings.question_characters
        if len(words) > most:
            raise TooLong(f"A question has {len(words):,} characters; the most is {most:,}. Send a shorter one.")


def _day(typed: str) -> date | None:
    return last_day(typed, ': write it as 2024-07-08 or "8 July 2024".') if typed.strip() else None


def _body(typed: str, cards: Iterable[Card]) -> str:
    """The committee meant, as the papers held spell it."""
    if not typed.strip():
        return ""
    bodies = Searched.of(cards).bodies
    named = [body for body in bodies if normalise(body) == normalise(typed)]
    if not named:
        raise QuestionError(
            f'The library holds no committee called "{typed}". It holds: {", ".join(bodies) or "none"}.'
        )
    return named[0]


def _of_inspection(rows: Sequence[Row], wanted: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if not wanted or wanted in str(getattr(row, "inspection", "")))
