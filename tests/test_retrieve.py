"""Two searches, one ranking, bound to scope and access."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.bearing import without_label
from assistant.retrieve import HybridRetriever, Search, fused
from ingest.embed import load_encoder
from ingest.report import Access, Hit, Ref, Scope
from ingest.sentences import sentences
from ingest.settings import Settings
from ingest.store import Reader

A, B, C = (Ref("a.txt", para) for para in "123")


def test_a_score_is_the_mean_of_its_shares_of_the_way_from_last_to_first() -> None:
    scores = fused((Hit(A, 0.9), Hit(B, 0.7), Hit(C, 0.5)), (Hit(C, 12.0), Hit(B, 2.0)))
    assert scores == pytest.approx({A: 0.5, B: 0.25, C: 0.5})
    assert fused((Hit(A, 3.0),), ()) == {A: 0.5}
    assert fused((Hit(A, 3.0), Hit(B, 3.0))) == {A: 1.0, B: 1.0}
    assert fused((), ()) == {}


@given(st.lists(st.lists(st.floats(0, 1), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_first_in_every_search_is_first_in_the_fusion(searches: list[list[float]]) -> None:
    found = [[Hit(A, 2.0), *map(Hit, (B, C), others)] for others in searches]
    scores = fused(*found)
    assert max(scores, key=lambda ref: scores[ref]) == A


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Reader:
    return Reader(settings.library, Access.OPEN, load_encoder(settings).id)


def retriever(reader: Reader, settings: Settings, **fields: object) -> HybridRetriever:
    bound = {"scope": Scope(), **fields}
    return HybridRetriever(reader=reader, encode=load_encoder(settings).encode, **bound)  # type: ignore[arg-type]


@pytest.mark.parametrize("search", Search)
def test_each_search_finds_by_its_own_means(reader: Reader, settings: Settings, search: Search) -> None:
    found = retriever(reader, settings, search=search).invoke("When was the Improvement Board disbanded?")
    assert "fernmoor-2023.txt::3.1" in [document.id for document in found[:3]]


def test_a_search_by_meaning_finds_what_shares_no_word(reader: Reader, settings: Settings) -> None:
    found = retriever(reader, settings, search=Search.DENSE).invoke("What can ministers do if it goes wrong?")
    assert "fernmoor-2024.txt::3.1" in [document.id for document in found[:3]]


def test_the_likest_sentence_counts_for_half_of_a_paragraphs_likeness(reader: Reader, settings: Settings) -> None:
    question = "When was the Improvement Board disbanded?"
    first = retriever(reader, settings).invoke(question)[0]
    encode = load_encoder(settings).encode
    asked = encode([question])[0]
    whole = next(hit.score for hit in reader.dense(asked, 40, Scope()) if str(hit.ref) == first.id)
    best = max(encode(sentences(without_label(first.page_content))) @ asked)
    assert first.metadata["cosine"] == pytest.approx((whole + float(best)) / 2, abs=1e-4)


@pytest.mark.parametrize("search", Search)
def test_nothing_outside_the_scope_is_found(reader: Reader, settings: Settings, search: Search) -> None:
    for scope, names in (
        (Scope(council="Aldwick"), {"aldwick-2023.txt"}),
        (Scope(as_at=date(2023, 4, 1)), {"fernmoor-2023.txt"}),
        (Scope(reports=("fernmoor-2024.txt",)), {"fernmoor-2024.txt"}),
        (Scope(council="Aldwick", as_at=date(2023, 4, 1)), set()),
    ):
        found = retriever(reader, settings, scope=scope, search=search).invoke("the improvement plan of the board")
        assert {document.metadata["report"] for document in found} == names


def test_a_paper_pointed_at_is_raised_and_no_other_hidden(reader: Reader, settings: Settings) -> None:
    question = "improvement plan"
    plain = retriever(reader, settings).invoke(question)
    raised = retriever(reader, settings, prefer=("aldwick-2023.txt",)).invoke(question)
    place = [document.metadata["report"] for document in raised].index("aldwick-2023.txt")
    assert place <= [document.metadata["report"] for document in plain].index("aldwick-2023.txt")
    assert {document.metadata["report"] for document in raised} == {document.metadata["report"] for document in plain}


def test_it_is_a_langchain_retriever_that_can_be_chained(
    reader: Reader, settings: Settings, assistant: Assistant
) -> None:
    chain = retriever(reader, settings) | (lambda documents: [document.page_content for document in documents])
    assert any("disbanded" in text for text in chain.invoke("When was the Improvement Board disbanded?"))
