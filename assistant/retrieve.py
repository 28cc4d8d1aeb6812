"""Two searches, one ranking: meaning (dense) and words (lexical), fused, as a LangChain retriever.

Scope and access are bound when the `Reader` and the retriever are made and are part of both queries' WHERE: nothing is
filtered after the ranking. Papers that the question points at (`prefer`) are raised, none is hidden.

Where a re-ranker is given, it puts what was found in order. It can bring nothing in and leave nothing out. Papers
pointed at are raised over its scores as they are over the searches'. It decides a paragraph's place and nothing else:
likeness of meaning stays the encoder's, since what is too unlike the question to answer it was measured by that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.bearing import without_label
from assistant.lexicon import expanded
from assistant.words import content_words
from ingest.errors import NotHeld
from ingest.report import Hit, Paragraph, Ref, Scope
from ingest.sentences import sentences
from ingest.store import Reader

PLACES = 20  # of a place in the ranking: its score is 1 / (PLACES + place), so that one search compares with another
PREFERRED_RAISE = 1.5
DEPTH = 40  # how far down each search is read
LOOKED_INTO = (
    4  # paragraphs whose sentences are held against the question; six or twenty put no more in the right order
)
MOST_PIECES = 12  # sentences of a paragraph that are, its first


class Search(StrEnum):
    """Which searches are made; the single ones are for measuring what each adds."""

    DENSE = "dense"
    LEXICAL = "lexical"
    FUSED = "fused"


def fused(*searches: Sequence[Hit]) -> dict[Ref, float]:
    """Score of each address: the mean over searches of its score there, from 0 for the last hit to 1 for the first.

    Convex combination of min-max normalised scores; what a search did not find has 0 in it. Bruch, Gai and Ingber, "An
    Analysis of Fusion Functions for Hybrid Retrieval", ACM Transactions on Information Systems 42(1), 2023. On SciFact
    nDCG@10 is 0.717 with it and was 0.696 with reciprocal ranks.
    """
    scores: dict[Ref, float] = {}
    for hits in filter(None, searches):
        lowest, highest = min(hit.score for hit in hits), max(hit.score for hit in hits)
        for hit in hits:
            share = (hit.score - lowest) / (highest - lowest) if highest > lowest else 1.0
            scores[hit.ref] = scores.get(hit.ref, 0.0) + share / len(searches)
    return scores


class HybridRetriever(BaseRetriever):
    """Finds paragraphs for a question. One is made for each question, bound to its scope.

    A document's `id` is the paragraph's address and its metadata holds `report`, `para`, `paragraph` (the whole value),
    `score` (by its place, higher is better) and `cosine` (likeness of meaning, −1 to 1; 0.0 where it was not found so).
    A paragraph taken out of the library between search and reading is passed over.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reader: Reader
    encode: Callable[[Sequence[str]], NDArray]  # type: ignore[type-arg]
    rerank: Callable[[str, Sequence[str]], Sequence[float]] | None = None  # question, texts → a score for each text
    scope: Scope
    prefer: tuple[str, ...] = ()
    short_forms: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()  # words to search for besides those of the question
    search: Search = Search.FUSED
    limit: int = 20

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        pointed_at = tuple(name for name in self.prefer if not self.scope.reports or name in self.scope.reports)
        scopes = [self.scope]
        if pointed_at:  # looked into by themselves as well, so that no crowd of other papers hides them
            scopes.append(replace(self.scope, reports=pointed_at))
        searches = [
            _best_of(search(scope) for scope in scopes)
            for search, left_out in ((self._dense(query), Search.LEXICAL), (self._lexical(query), Search.DENSE))
            if self.search is not left_out
        ]
        cosines = {hit.ref: hit.score for hit in searches[0]} if self.search is not Search.LEXICAL else {}
        best = self._in_order(fused(*searches))[: self.limit]
        held = {ref: paragraph for ref in best for paragraph in self._held(ref)}
        placed = self._reranked(query, held)
        if cosines:
            cosines |= self._looked_into(query, {ref: held[ref] for ref in placed[:LOOKED_INTO]}, cosines)
        return [
            _document(ref, held[ref], 1 / (PLACES + place), cosines.get(ref, 0.0))
            for place, ref in enumerate(placed, start=1)
        ]

    def _looked_into(
        self, query: str, paragraphs: Mapping[Ref, Paragraph], cosines: Mapping[Ref, float]
    ) -> dict[Ref, float]:
        """The likeness of each of these paragraphs, half of it that of its likest sentence.

        A paragraph's vector is of all it says: the one sentence of ten that answers is lost in it.
        """
        pieces = {ref: _pieces(paragraph) for ref, paragraph in paragraphs.items()}
        told = tuple(dict.fromkeys(piece for each in pieces.values() for piece in each))
        if not told:
            return {}
        likeness = dict(zip(told, (self.encode(told) @ self.encode([query])[0]).tolist(), strict=True))
        best = {ref: max(likeness[piece] for piece in each) for ref, each in pieces.items() if each}
        return {ref: (cosines.get(ref, 0.0) + most) / 2 for ref, most in best.items()}

    def _in_order(self, scores: Mapping[Ref, float]) -> list[Ref]:
        """Addresses, best first, with papers pointed at raised; of equal ones the first by name."""
        raised = {ref: score * (PREFERRED_RAISE if ref.report in self.prefer else 1) for ref, score in scores.items()}
        return sorted(raised, key=lambda ref: (-raised[ref], ref))

    def _reranked(self, query: str, held: Mapping[Ref, Paragraph]) -> list[Ref]:
        """The same addresses in the re-ranker's order, or as they come where there is none.

        Its scores have no unit and may be below 0: they are made shares, as a search's are, so that they can be raised.
        """
        if self.rerank is None:
            return list(held)
        scores = self.rerank(query, [paragraph.text for paragraph in held.values()])
        return self._in_order(fused([Hit(ref, score) for ref, score in zip(held, scores, strict=True)]))

    def _dense(self, query: str) -> Callable[[Scope], tuple[Hit, ...]]:
        """The search for meaning; the question is encoded once, and not at all where it is not made."""
        vector = cache(lambda: self.encode([query])[0])
        return lambda scope: self.reader.dense(vector(), DEPTH, scope)

    def _lexical(self, query: str) -> Callable[[Scope], tuple[Hit, ...]]:
        """The search for words."""
        terms = (*content_words(query), *expanded(query, self.short_forms).terms, *self.also)
        return lambda scope: self.reader.lexical(terms, DEPTH, scope) if terms else ()

    def _held(self, ref: Ref) -> list[Paragraph]:
        try:
            return [self.reader.paragraph(ref)]
        except NotHeld:
            return []


def _pieces(paragraph: Paragraph) -> tuple[str, ...]:
    text = without_label(paragraph.text)
    return (sentences(text) or (text,))[:MOST_PIECES] if text else ()


def _document(ref: Ref, paragraph: Paragraph, score: float, cosine: float) -> Document:
    metadata = {"report": ref.report, "para": ref.para, "score": score, "cosine": cosine, "paragraph": paragraph}
    return Document(page_content=paragraph.text, metadata=metadata, id=str(ref))


def _best_of(searches: Iterable[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The hits of several scopes, each once with its best score."""
    best: dict[Ref, Hit] = {}
    for hit in (hit for hits in searches for hit in hits):
        if hit.ref not in best or hit.score > best[hit.ref].score:
            best[hit.ref] = hit
    return tuple(best.values())
