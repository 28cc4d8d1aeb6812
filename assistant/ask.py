"""The spine: understand → consult the ledgers, or retrieve → choose → compose → verify → answer → word.

An `Assistant` holds a library opened for reading and the encoder for questions, and nothing to write with. It may be
used by many threads at once. A question is answered for one access level; each level has a `Reader` of its own, so what
a reader may not see is never in the same place as what it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import Path
from threading import Lock
from time import perf_counter

from langchain_core.documents import Document

from assistant import compose as composing
from assistant.answer import Answer, Candidate, Citation, Composer, Query, Question, Sought, State
from assistant.choose import MOST_READINGS, choose, is_open, readings
from assistant.consult.placed import no_such_paragraph
from assistant.consult.said import Consulted
from assistant.consult.telling import evidence_of, told_whole
from assistant.desk import Desk
from assistant.halves import Half, consulted_apart, joined, numbered, of_council, overrules, surest_first
from assistant.language.rewording import reworded
from assistant.language.writer import Rewriter
from assistant.ledger.filling import cited, fill
from assistant.ledger.glossary import used_in
from assistant.ledger.holdings import Filled, Ledger
from assistant.outside import unknown
from assistant.overruled import overruled
from assistant.reply import answered, asked_back, declined, left_unasked
from assistant.retrieve import HybridRetriever, Search
from assistant.short_of import NO_NUMBER
from assistant.suggest import examples, following
from assistant.tied import said_to, tied
from assistant.trace import Trace, Wording
from assistant.understand import understand
from assistant.understand.halves import halves_of
from assistant.understand.parts import MOST, left_out
from assistant.verify import verify
from assistant.weigh import Weighed, weigh
from assistant.wording import Language, language_of, worded
from ingest.embed import Encoder, RememberingEncoder, load_encoder, load_reranker
from ingest.errors import NotHeld, QuestionError
from ingest.fact import Abbreviation
from ingest.report import Access, Card, Hit, Ref, Report, Scope
from ingest.settings import Settings
from ingest.store import Reader

HITS = 10  # how many paragraphs a trace lists


class Assistant:
    """Answers questions from one library.

    Raises:
        LibraryError: the library is missing, damaged, or made by another version or with another model.
        ModelError: the encoder, or a re-ranker that the settings name, cannot be had.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        composer: Composer = composing.compose,
        search: Search = Search.FUSED,
        ledgers: bool = True,
        language: Language | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            settings: where the library is, and with which model it was made.
            composer: writes the statements.
            language: the language model to be asked; None: the one that the settings name, if they do.
            search: which searches are made, and `ledgers` whether they are consulted: for measuring what each adds.
        """
        self._settings, self._composer, self._search, self._ledgers = settings, composer, search, ledgers
        self._language = language
        self.reranker = load_reranker(settings)
        self._readers: dict[Access, Reader] = {}
        self._opening = Lock()

    def ask(self, question: Question) -> Answer:
        """The answer alone; see `trace`."""
        return self.trace(question).answer

    def trace(self, question: Question) -> Trace:
        """Answer a question and keep every hop: the last of `traces`. Raises as they do."""
        *_, last = self.traces(question)
        return last

    def traces(self, question: Question) -> Iterator[Trace]:
        """The quoted answer at once; where a language model is set, again as its sentences come. Raises as `quoted`."""
        if self.language is None:
            yield self.quoted(question)
        else:
            found = self._found(question, self.language.rewriter if self._may_be_told(question) else None)
            yield from worded(found, self.language.writer)

    def quoted(self, question: Question) -> Trace:
        """The answer in the papers' own words, without any language model.

        Raises:
            QuestionError: it is empty or too long, or its scope names something that is not held.
            LibraryError: the library cannot be read.
        """
        return self._found(question, None)

    def _found(self, question: Question, rewriter: Rewriter | None) -> Trace:
        self._check(question)
        reader = self._reader(question.access)
        try:
            return self._trace(question, reader, rewriter)
        except NotHeld:  # a paper was taken out between two hops; as things now stand it is not there
            return self._trace(question, reader, rewriter)

    def _trace(self, question: Question, reader: Reader, rewriter: Rewriter | None) -> Trace:
        started = perf_counter()
        desk, rewording = self._desk(question, reader, rewriter)
        query = desk.query
        alone = halves_of(query, desk.shelf)
        weighed, consulted = self._weighed(desk, alone)
        unheld = unknown(alone[0], desk.mentioned) or no_such_paragraph(query, desk.shelf, desk.opened)
        halves = tuple(map(Half, alone)) if unheld else self._answering(desk, alone, consulted, weighed)
        every = (piece for half in halves for piece in half.evidence)
        evidence = tuple({(piece.ref, piece.side): piece for piece in reversed([*every])}.values())[::-1]
        said = said_to(halves, self._composer)
        held, dropped = verify(query, tuple(dict.fromkeys(chain.from_iterable(said))), evidence)
        stands = frozenset(held)
        kept = tuple(tuple(each for each in own if each in stands) for own in said)
        statements = tied(halves, kept) if held else ()
        near = surest_first(chain.from_iterable(weighed))
        alike = readings(query, weighed[0], desk.headers) if len(alone) == 1 else ()
        if any(half.chosen for half in halves) and len(alike) > MOST_READINGS:
            answer = asked_back(query, alike, desk.searched)
        elif statements:
            answer = answered(query, statements, halves, evidence, desk.searched, whole=not dropped)
            relied_on = [citation.ref for citation in answer.citations]
            answer = replace(answer, suggestions=following(reader.report(relied_on[0].report), relied_on))
        else:
            answer = declined(unheld, near, desk.headers, desk.searched)
        answer = left_unasked(answer, left_out(query.fresh), MOST)
        told = (piece for half in halves for piece in half.told)
        hits = (*(Hit(piece.ref, piece.sure) for piece in told), *(Hit(w.candidate.ref, w.weight) for w in near))
        seconds = perf_counter() - started
        return Trace(question, query, hits[:HITS], evidence, dropped, answer, seconds, rewording=rewording)

    def _desk(self, question: Question, reader: Reader, rewriter: Rewriter | None) -> tuple[Desk, Wording | None]:
        """The question as understood, with what is needed to answer it; and what a language model was asked for it."""
        cards = reader.cards()

        def read(put: Question) -> Query:
            return understand(put, cards, self._settings.home_council, reader.vocabulary(), self.encoder.knows)

        query, rewording = reworded(question, read(question), read, rewriter) if rewriter else (read(question), None)
        before = question.history if self._may_be_told(question) else ()
        short_forms = used_in(query.standalone, reader.facts(Abbreviation, scope=query.scope))
        return Desk(reader, replace(query, short_forms=short_forms, before=before), cards), rewording

    def _weighed(
        self, desk: Desk, alone: Sequence[Query]
    ) -> tuple[list[tuple[tuple[Weighed, ...], ...]], tuple[tuple[Consulted, ...], ...]]:
        """What the search brings for each half that no ledger answers, weighed; and what the ledgers say to each."""
        consulted = consulted_apart(desk, alone) if self._ledgers else ((),) * len(alone)
        commonplace = desk.reader.commonplace()
        weighed = []
        for half, told in zip(alone, consulted, strict=True):
            found = [() if told else self._retrieve(desk, half, each) for each in half.sought]
            found = [tuple(c for c in each if not told_whole(consulted, c.ref, c.paragraph)) for each in found]
            weighed.append(weigh(half, found, desk.headers, desk.parent, commonplace))
        return weighed, consulted

    def _answering(
        self,
        desk: Desk,
        alone: Sequence[Query],
        consulted: Sequence[tuple[Consulted, ...]],
        weighed: Sequence[Sequence[Sequence[Weighed]]],
    ) -> tuple[Half, ...]:
        """What answers each half of a question, from the first on."""
        halves: tuple[Half, ...] = ()
        for query, told, found in zip(alone, consulted, weighed, strict=True):
            if reason := unknown(query, desk.mentioned):
                halves = (*halves, Half(query, reason=reason))
                continue
            evidence = evidence_of(told, desk.found, 0, 1)
            if len(alone) > 1:
                unnamed = is_open(query)
                found = of_council(query, found, halves, desk.headers, unnamed=unnamed)
            chosen = choose(query, found, desk.headers, desk.siblings)
            instead = overruled(replace(desk, query=query), (told,), (*evidence, *chosen)) if self._ledgers else None
            if instead and len(alone) > 1 and instead.lead == NO_NUMBER:
                chosen = ()  # beside another half's answer the nearest words would pass for this one's
            elif instead and (len(alone) == 1 or overrules(query, instead, chosen)):
                told, chosen = (instead,), ()
                evidence = evidence_of(told, desk.found, 0, 1)
            halves = (*halves, joined(Half(query, told, evidence, chosen), halves))
        return numbered(halves)

    def cards(self, access: Access = Access.OPEN, scope: Scope = Scope()) -> tuple[Card, ...]:  # noqa: B008 - frozen
        """The papers within a scope that a reader of this level may see, latest first."""
        cards = self._reader(access).cards(scope)
        return tuple(sorted(cards, key=lambda card: (str(card.header.as_at or ""), card.name), reverse=True))

    def report(self, name: str, access: Access = Access.OPEN) -> Report:
        """A paper as far as this level may see it. Raises NotHeld."""
        return self._reader(access).report(name)

    def original(self, name: str, access: Access = Access.OPEN) -> Path | None:
        """The file of a paper as it was given; None where none is kept, or this level may not see all of it."""
        return self._reader(access).original(name)

    def lexical(self, terms: Sequence[str], k: int, scope: Scope, access: Access = Access.OPEN) -> tuple[Hit, ...]:
        """The k paragraphs within a scope that share most with any of `terms`, words or phrases, best first."""
        return self._reader(access).lexical(terms, k, scope)

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
        return tuple(text for text in offered if self.answers(Question(text, access)))

    def answers(self, question: Question) -> bool:
        """Whether the papers held answer a question: one that is offered must be answered."""
        return self.quoted(question).answer.state is State.ANSWERED

    def close(self) -> None:
        """Let the library go. Safe to call twice."""
        with self._opening:
            for reader in self._readers.values():
                reader.close()
            self._readers.clear()

    @cached_property
    def encoder(self) -> Encoder:
        return RememberingEncoder(load_encoder(self._settings))

    @cached_property
    def language(self) -> Language | None:
        """The language model that is asked; None: none is. Raises SettingsError where one is set that cannot be had."""
        return self._language or language_of(self._settings)

    def _may_be_told(self, question: Question) -> bool:
        """Whether the language model may be told what was asked besides: the questions of somebody who sees closed
        papers may hold their words, which buttons put there too.
        """
        return question.access <= Access[self._settings.model_access.upper()]

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

    def _retrieve(self, desk: Desk, query: Query, sought: Sought) -> tuple[Candidate, ...]:
        retriever = HybridRetriever(
            reader=desk.reader,
            encode=self.encoder.encode,
            rerank=self.reranker.score if self.reranker else None,
            scope=sought.scope,
            prefer=query.prefer,
            short_forms=query.short_forms,
            also=query.also,
            search=self._search,
        )
        return tuple(_candidate(document) for document in retriever.invoke(sought.text))


def _candidate(document: Document) -> Candidate:
    held = document.metadata
    return Candidate(Ref(held["report"], held["para"]), held["paragraph"], held["score"], held["cosine"])
