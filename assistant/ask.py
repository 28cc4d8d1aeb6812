"""The spine: understand → consult the ledgers, or retrieve → choose → compose → verify → answer.

An `Assistant` holds a library opened for reading and the encoder for questions, and nothing to write with. It may be
used by many threads at once. A question is answered for one access level; each level has a `Reader` of its own, so what
a reader may not see is never in the same place as what it may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain, zip_longest
from threading import Lock
from time import perf_counter

from langchain_core.documents import Document

from assistant import compose as composing
from assistant.answer import (
    Answer,
    Candidate,
    Citation,
    Composer,
    Evidence,
    Query,
    Question,
    Searched,
    Sought,
    State,
    Statement,
    Trace,
)
from assistant.choose import FLOOR, choose
from assistant.consult import consult_parts
from assistant.consult.said import Consulted
from assistant.consult.telling import evidence_of, statements_of, told_whole
from assistant.ledger.filling import cited, fill
from assistant.ledger.gaps import GapRow
from assistant.ledger.glossary import used_in
from assistant.ledger.holdings import Filled, Ledger, of_kind
from assistant.ledger.kinds import find_ledger
from assistant.outside import asks_for_content, not_held, unknown
from assistant.premise import denied
from assistant.retrieve import HybridRetriever, Search
from assistant.suggest import examples, following
from assistant.understand import understand
from assistant.verify import verify
from assistant.weigh import Weighed, weigh
from ingest.embed import Encoder, load_encoder
from ingest.errors import NotHeld, QuestionError
from ingest.fact import Abbreviation
from ingest.report import Access, Card, Hit, Paragraph, Ref, Report, Scope
from ingest.settings import Settings
from ingest.store import Reader

NO_ANSWER = "The papers held do not answer this."
HITS = 10  # how many paragraphs a trace lists
NEAREST_WORDS = 30  # how much of a paragraph is shown where nothing answers


class Assistant:
    """Answers questions from one library.

    Raises:
        LibraryError: the library is missing, damaged, or made by another version or with another model.
        ModelError: the encoder cannot be had.
    """

    def __init__(
        self, settings: Settings, *, composer: Composer = composing.compose, search: Search = Search.FUSED
    ) -> None:
        self._settings, self._composer, self._search = settings, composer, search
        self._readers: dict[Access, Reader] = {}
        self._opening = Lock()

    def ask(self, question: Question) -> Answer:
        """The answer alone; see `trace`."""
        return self.trace(question).answer

    def trace(self, question: Question) -> Trace:
        """Answer a question and keep every hop.

        Raises:
            QuestionError: it is empty or too long, or its scope names something that is not held.
            LibraryError: the library cannot be read.
        """
        self._check(question)
        reader = self._reader(question.access)
        try:
            return self._trace(question, reader)
        except NotHeld:  # a paper was taken out between two hops; as things now stand it is not there
            return self._trace(question, reader)

    def _trace(self, question: Question, reader: Reader) -> Trace:
        started = perf_counter()
        cards = reader.cards()
        query = understand(question, cards, self._settings.home_council, reader.vocabulary(), self.encoder.knows)
        query = replace(query, short_forms=used_in(query.standalone, reader.facts(Abbreviation, scope=query.scope)))
        filled = cache(lambda name: fill(find_ledger(name), reader, query.scope))  # once for all parts and forms
        opened = cache(lambda name: reader.report(name).paragraphs)
        shelf = reader.cards(query.scope)
        consulted = consult_parts(query, filled, shelf, opened)
        found = tuple(
            () if consulted[sought.part] else self._retrieve(query, sought, reader) for sought in query.sought
        )
        found = tuple(tuple(c for c in each if not told_whole(consulted, c.ref, c.paragraph)) for each in found)
        headers = {card.name: card.header for card in cards}
        weighed = weigh(query, found, headers, lambda candidate: _parent(candidate, reader), reader.commonplace())
        unheld = unknown(query, lambda words: bool(reader.lexical((words,), 1, query.scope)))
        chosen = () if unheld else choose(query, weighed, headers, lambda candidate: _siblings(candidate, reader))
        if not any(consulted) and (missing := denied(query, chosen) or _missing(query, chosen, filled)):
            consulted, chosen = ((missing,),), ()
        told = () if unheld else _told(consulted, reader)
        evidence = (*told, *(replace(piece, key=len(told) + piece.key) for piece in chosen))
        said = (*(s for part in consulted if told for s in statements_of(part, told)), *self._composer(query, chosen))
        statements, dropped = verify(query, said, evidence)
        searched = Searched.of(reader.cards(query.scope))
        if statements:
            absent = _absent(query, evidence)
            state = State.PARTIAL if absent else _state(consulted)
            answer = _answered(state, (*statements, *absent), evidence, searched, reader)
        else:
            answer = _declined(unheld, _interleaved(weighed)[:2], searched, reader)
        near = (Hit(best.candidate.ref, best.weight) for best in _interleaved(weighed))
        hits = (*(Hit(piece.ref, piece.sure) for piece in told), *near)[:HITS]
        return Trace(question, query, hits, evidence, dropped, answer, perf_counter() - started)

    def cards(self, access: Access = Access.OPEN) -> tuple[Card, ...]:
        """The papers a reader of this level may see, latest first."""
        cards = self._reader(access).cards()
        return tuple(sorted(cards, key=lambda card: (str(card.header.as_at or ""), card.name), reverse=True))

    def report(self, name: str, access: Access = Access.OPEN) -> Report:
        """A paper as far as this level may see it. Raises NotHeld."""
        return self._reader(access).report(name)

    def ledger(self, ledger: Ledger, scope: Scope, access: Access = Access.OPEN) -> Filled:
        """A ledger filled as this level may see it, within a scope."""
        return fill(ledger, self._reader(access), scope)

    def cited(self, ref: Ref, quote: str, access: Access = Access.OPEN) -> Citation:
        """A paragraph's address, with the words relied on. Raises NotHeld."""
        return cited(self._reader(access), ref, quote)

    def examples(self, access: Access = Access.OPEN) -> tuple[str, ...]:
        """First questions, made from the latest papers of each council, that this library does answer."""
        latest: dict[str, list[Card]] = {}
        for card in self.cards(access):
            latest.setdefault(card.header.council, []).append(card)
        first = [card for row in zip_longest(*latest.values()) for card in row if card][:6]
        offered = examples([self.report(card.name, access) for card in first])
        return tuple(text for text in offered if self.ask(Question(text, access)).state is State.ANSWERED)

    def close(self) -> None:
        """Let the library go. Safe to call twice."""
        with self._opening:
            for reader in self._readers.values():
                reader.close()
            self._readers.clear()

    @cached_property
    def encoder(self) -> Encoder:
        return load_encoder(self._settings)

    def _check(self, question: Question) -> None:
        if not question.text.strip():
            raise QuestionError("The question is empty: type what you want to know about the papers.")
        most = self._settings.question_characters
        if len(question.text) > most:
            raise QuestionError(
                f"The question has {len(question.text):,} characters; the most is {most:,}. Ask a shorter one."
            )

    def _reader(self, access: Access) -> Reader:
        with self._opening:
            if access not in self._readers:
                self._readers[access] = Reader(self._settings.library, access, self.encoder.id)
            return self._readers[access]

    def _retrieve(self, query: Query, sought: Sought, reader: Reader) -> tuple[Candidate, ...]:
        retriever = HybridRetriever(
            reader=reader,
            encode=self.encoder.encode,
            scope=sought.scope,
            prefer=query.prefer,
            short_forms=query.short_forms,
            search=self._search,
        )
        return tuple(_candidate(document) for document in retriever.invoke(sought.text))


def _candidate(document: Document) -> Candidate:
    held = document.metadata
    return Candidate(Ref(held["report"], held["para"]), held["paragraph"], held["score"], held["cosine"])


def _parent(candidate: Candidate, reader: Reader) -> Paragraph:
    return reader.paragraph(Ref(candidate.ref.report, candidate.paragraph.parent))


def _siblings(candidate: Candidate, reader: Reader) -> list[Paragraph]:
    report = reader.report(candidate.ref.report)
    return [paragraph for paragraph in report.paragraphs if paragraph.parent == candidate.paragraph.parent]


def _interleaved(weighed: Sequence[Sequence[Weighed]]) -> list[Weighed]:
    """The surest of each part, then the second of each, and so on; each paragraph once."""
    rows = chain.from_iterable(zip_longest(*weighed))
    first: dict[Ref, Weighed] = {}
    for best in rows:
        if best:
            first.setdefault(best.candidate.ref, best)
    return list(first.values())


def _missing(query: Query, chosen: Sequence[Evidence], filled: Callable[[str], Filled]) -> Consulted | None:
    """That what is asked about stands in a paper that is only referred to; None where it does not."""
    if not chosen or not asks_for_content(query):
        return None
    return not_held(query, chosen, of_kind(filled("gaps").rows, GapRow))


def _told(consulted: Sequence[Sequence[Consulted]], reader: Reader) -> tuple[Evidence, ...]:
    """The paragraphs that the ledgers' rows rest on, part by part."""
    told: tuple[Evidence, ...] = ()
    for part, said in enumerate(consulted):
        told += evidence_of(said, lambda ref: (reader.paragraph(ref), reader.header(ref.report)), part, len(told) + 1)
    return told


def _state(consulted: Sequence[Sequence[Consulted]]) -> State:
    """The state of an answer: what the ledgers say of theirs, where they all say the same."""
    states = {said.state for part in consulted for said in part}
    return states.pop() if len(states) == 1 and all(consulted) else State.ANSWERED


def _absent(query: Query, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
    """Of what is set side by side, the sides on which nothing was found, where something was on another."""
    found = {piece.side for piece in evidence}
    silent = [side.label for side in query.sides if side.label not in found]
    return tuple(Statement(f"{label}: not addressed in the papers held.") for label in silent) if found - {""} else ()


def _answered(
    state: State,
    statements: tuple[Statement, ...],
    evidence: Sequence[Evidence],
    searched: Searched,
    reader: Reader,
) -> Answer:
    cited = tuple(dict.fromkeys(citation.ref for statement in statements for citation in statement.citations))
    days = [piece.header.as_at for piece in evidence if piece.ref in cited and piece.header.as_at]
    suggestions = following(reader.report(cited[0].report), cited)
    return Answer(state, statements, searched, max(days, default=None), suggestions=suggestions)


def _declined(unheld: str, near: Sequence[Weighed], searched: Searched, reader: Reader) -> Answer:
    nearest = () if unheld else tuple(_nearest(best.candidate, reader) for best in near if best.sure >= FLOOR)
    return Answer(State.NOT_IN_REPORTS, (Statement(unheld or NO_ANSWER),), searched, nearest=nearest)


def _nearest(candidate: Candidate, reader: Reader) -> Citation:
    header = reader.header(candidate.ref.report)
    opening = " ".join(candidate.paragraph.text.split()[:NEAREST_WORDS])
    return composing.citation(Evidence(0, candidate.ref, candidate.paragraph, header, 0.0), opening)
