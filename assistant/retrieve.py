"""Two searches, one ranking: meaning (dense) and words (lexical), fused, as a LangChain retriever.

Scope and access are bound when the `Reader` and the retriever are made and are part of both queries' WHERE: nothing is
filtered after the ranking. Papers that the question points at (`prefer`) are raised, none is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.lexicon import expanded
from assistant.words import content_words
from ingest.errors import NotHeld
from ingest.report import Hit, Ref, Scope
from ingest.store import Reader

RANK_CONSTANT = 60
PREFERRED_RAISE = 1.5
DEPTH = 40  # how far down each search is read


class Search(StrEnum):
    """Which searches are made; the single ones are for measuring what each adds."""

    DENSE = "dense"
    LEXICAL = "lexical"
    FUSED = "fused"


def reciprocal_rank_fusion(rankings: Iterable[Sequence[Ref]], constant: int = RANK_CONSTANT) -> dict[Ref, float]:
    """Score of each address: the sum over rankings of 1 / (constant + rank), ranks from 1.

    Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual rank learning methods",
    SIGIR 2009; the constant 60 is theirs.
    """
    scores: dict[Ref, float] = {}
    for ranking in rankings:
        for rank, ref in enumerate(ranking, start=1):
            scores[ref] = scores.get(ref, 0.0) + 1 / (constant + rank)
    return scores


class HybridRetriever(BaseRetriever):
    """Finds paragraphs for a question. One is made for each question, bound to its scope.

    A document's `id` is the paragraph's address and its metadata holds `report`, `para`, `paragraph` (the whole value),
    `score` (fused, higher is better) and `cosine` (likeness of meaning, −1 to 1; 0.0 where only the words were found).
    A paragraph taken out of the library between search and reading is passed over.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reader: Reader
    encode: Callable[[Sequence[str]], NDArray]  # type: ignore[type-arg]
    scope: Scope
    prefer: tuple[str, ...] = ()
    search: Search = Search.FUSED
    limit: int = 20

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        pointed_at = tuple(name for name in self.prefer if not self.scope.reports or name in self.scope.reports)
        scopes = [self.scope]
        if pointed_at:  # looked into by themselves as well, so that no crowd of other papers hides them
            scopes.append(replace(self.scope, reports=pointed_at))
        dense = [self._dense(query, scope) for scope in scopes] if self.search is not Search.LEXICAL else []
        lexical = [self._lexical(query, scope) for scope in scopes] if self.search is not Search.DENSE else []
        cosines = {hit.ref: hit.score for hits in dense for hit in hits}
        fused = reciprocal_rank_fusion([[hit.ref for hit in hits] for hits in (*dense, *lexical)])
        raised = {ref: score * (PREFERRED_RAISE if ref.report in self.prefer else 1) for ref, score in fused.items()}
        best = sorted(raised, key=lambda ref: (-raised[ref], ref))[: self.limit]
        return [found for ref in best for found in self._documents(ref, raised[ref], cosines.get(ref, 0.0))]

    def _dense(self, query: str, scope: Scope) -> tuple[Hit, ...]:
        return self.reader.dense(self.encode([query])[0], DEPTH, scope)

    def _lexical(self, query: str, scope: Scope) -> tuple[Hit, ...]:
        terms = (*content_words(query), *expanded(query).terms)
        return self.reader.lexical(terms, DEPTH, scope) if terms else ()

    def _documents(self, ref: Ref, score: float, cosine: float) -> list[Document]:
        try:
            paragraph = self.reader.paragraph(ref)
        except NotHeld:
            return []
        metadata = {"report": ref.report, "para": ref.para, "score": score, "cosine": cosine, "paragraph": paragraph}
        return [Document(page_content=paragraph.text, metadata=metadata, id=str(ref))]
