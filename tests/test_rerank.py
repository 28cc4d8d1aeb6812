"""Re-ranking by a cross-encoder: what was found is put in another order, and nothing comes in by it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cross_encoders import an_encoder, favouring

from assistant.answer import Question, State
from assistant.ask import Assistant
from assistant.retrieve import PLACES, HybridRetriever
from evals.run import examine
from evals.sets import QuestionSet
from ingest.embed import Reranker, load_encoder, load_reranker
from ingest.errors import ModelError
from ingest.report import Access, Scope
from ingest.settings import Settings
from ingest.store import Reader

QUESTION = "What does the improvement plan say?"
DIRECTIONS = "fernmoor-2024.txt::3.1"  # the one paragraph with the word "directions"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return favouring(tmp_path_factory.mktemp("models") / "favours-directions", "directions")


@pytest.fixture(scope="module")
def reranker(folder: Path) -> Reranker:
    return loaded(folder)


def loaded(model: Path | str) -> Reranker:
    found = load_reranker(Settings(reranker=str(model)))
    assert found
    return found


Found = Callable[..., list[str]]


@pytest.fixture(scope="module")
def found(settings: Settings) -> Found:
    """The addresses found for `QUESTION`, best first."""
    encoder = load_encoder(settings)

    def addresses(access: Access = Access.OPEN, scope: Scope = Scope(), **fields: object) -> list[str]:  # noqa: B008
        with Reader(settings.library, access, encoder.id) as reader:
            bound = {"scope": scope, "limit": 100, **fields}  # a limit that leaves none of these papers out
            retriever = HybridRetriever(reader=reader, encode=encoder.encode, **bound)  # type: ignore[arg-type]
            documents = retriever.invoke(QUESTION)
        places = [1 / (PLACES + place) for place in range(1, len(documents) + 1)]
        assert [document.metadata["score"] for document in documents] == places
        return [str(document.id) for document in documents]

    return addresses


def test_a_score_a_pair_and_the_better_answer_the_higher(reranker: Reranker) -> None:
    texts = ["Nothing of it.", "There were directions.", "Directions, directions."]
    scores = reranker.score("What was said?", texts)
    assert all(type(score) is float for score in scores)
    assert list(scores) == sorted(scores)
    assert scores[0] < scores[1] < scores[2]
    assert reranker.score("What was said?", texts) == scores
    assert reranker.score("What was said?", []) == ()
    (asked,) = reranker.score("Which directions?", texts[:1])
    assert asked > scores[0], "the question is read with the text"


def test_the_end_of_what_is_too_long_is_not_read(reranker: Reranker) -> None:
    in_time, too_late = reranker.score("", [f"directions {'word ' * 300}", f"{'word ' * 300} directions"])
    (nothing,) = reranker.score("", ["word " * 300])
    assert too_late == pytest.approx(nothing, abs=1e-6)
    assert in_time > nothing + 1e-4


def test_many_threads_get_the_scores_of_one(folder: Path) -> None:
    fresh = loaded(folder)  # so that they meet where it is loaded
    asked = [(f"directions {'word ' * number}", ["directions", "words"]) for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda pair: fresh.score(*pair), asked))
    assert together == [fresh.score(*pair) for pair in asked]
    assert len(set(together)) == len(asked)


def test_what_is_found_is_put_in_its_order_and_stays_what_was_found(found: Found, reranker: Reranker) -> None:
    plain, ranked = found(), found(rerank=reranker.score)
    assert plain[0] != DIRECTIONS
    assert ranked[0] == DIRECTIONS
    assert sorted(ranked) == sorted(plain)
    assert found(rerank=reranker.score) == ranked


def test_it_is_given_only_the_best_of_the_searches(found: Found, reranker: Reranker) -> None:
    best = found(limit=3)
    assert DIRECTIONS not in best
    assert sorted(found(limit=3, rerank=reranker.score)) == sorted(best)


def test_a_paper_pointed_at_keeps_its_raise(found: Found) -> None:
    def by_length(_: str, texts: Sequence[str]) -> list[float]:
        return [float(-len(text)) for text in texts]  # below 0, as a model's own scores may be

    def mean_place(addresses: list[str]) -> float:
        places = [place for place, address in enumerate(addresses) if address.startswith("fernmoor-2024")]
        return sum(places) / len(places)

    plain = found(rerank=by_length)
    raised = found(rerank=by_length, prefer=("fernmoor-2024.txt",))
    assert mean_place(raised) < mean_place(plain)
    assert sorted(raised) == sorted(plain)
    own = [address for address in plain if address.startswith("fernmoor-2024")]
    assert [address for address in raised if address in own] == own


@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize(
    "scope",
    [Scope(), Scope(council="Aldwick"), Scope(as_at=date(2023, 4, 1)), Scope(reports=("fernmoor-2023.txt",))],
    ids=["all", "a council", "a day", "a paper"],
)
def test_it_sees_and_brings_nothing_that_scope_or_access_leaves_out(
    found: Found, reranker: Reranker, access: Access, scope: Scope
) -> None:
    read: list[str] = []

    def noted(question: str, texts: Sequence[str]) -> tuple[float, ...]:
        read.extend(texts)
        return reranker.score(question, texts)

    ranked = found(access, scope, rerank=noted)
    assert ranked
    assert sorted(ranked) == sorted(found(access, scope))
    assert len(read) == len(ranked)
    assert any("£777,000" in text for text in read) == (access is Access.EXEMPT and scope == Scope())


def test_answers_are_put_together_with_it(settings: Settings, folder: Path, assistant: Assistant) -> None:
    with_one = Assistant(settings.model_copy(update={"reranker": str(folder)}))
    try:
        asked = Question("When was Fernmoor's Improvement Board disbanded?")
        answer, plain = with_one.ask(asked), assistant.ask(asked)
        assert answer.state is State.ANSWERED
        assert answer.citations == plain.citations
        hits = {str(hit.ref): hit.score for hit in with_one.trace(replace(asked, text=QUESTION)).hits}
        before = {str(hit.ref): hit.score for hit in assistant.trace(replace(asked, text=QUESTION)).hits}
        assert hits[DIRECTIONS] > before[DIRECTIONS]
    finally:
        with_one.close()


def test_a_model_that_is_not_there_is_named_before_any_question(settings: Settings, tmp_path: Path) -> None:
    for model in ("no-such/model-anywhere", "none-of-that-name", str(tmp_path / "nowhere"), "a b"):
        with pytest.raises(ModelError, match=r"There is no cross-encoder .* PLAN_ASSISTANT_RERANKER"):
            Assistant(settings.model_copy(update={"reranker": model}))


def test_what_is_no_cross_encoder_is_refused(tmp_path: Path) -> None:
    """It would be given a last layer of random numbers, and the order would be chance."""
    empty = tmp_path / "empty"
    empty.mkdir()
    for model in (empty, an_encoder(tmp_path / "encoder")):
        with pytest.raises(ModelError, match=r"is not a cross-encoder.* PLAN_ASSISTANT_RERANKER"):
            loaded(model)


def test_one_that_is_damaged_or_gives_no_single_score_is_named(tmp_path: Path) -> None:
    cut = favouring(tmp_path / "cut", "word")
    weights = cut / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-40])
    with pytest.raises(ModelError, match=r"cannot be loaded: .*PLAN_ASSISTANT_RERANKER"):
        loaded(cut).score("word", ["word"])
    with pytest.raises(ModelError, match=r"does not give one number for a pair.* PLAN_ASSISTANT_RERANKER"):
        loaded(favouring(tmp_path / "labels", "word", outputs=3)).score("word", ["word", "words", "others"])


def test_where_none_is_set_nothing_is_loaded_for_one(settings: Settings) -> None:
    assert load_reranker(Settings(reranker="")) is None
    code = (
        "import sys; from pathlib import Path; from assistant.ask import Assistant, Question\n"
        "from ingest.settings import Settings; opened = Assistant(Settings(library=Path(sys.argv[1])))\n"
        "print(opened.ask(Question('When was the Improvement Board disbanded?')).state.value, opened.reranker)\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(settings.library)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == "answered None\n[]\n"


def test_figures_say_which_one_made_them(settings: Settings, folder: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "1", "question": "Who chairs the board?", "answerable": false}\n', encoding="utf-8")
    asked = QuestionSet(questions, settings.library)
    named = settings.model_copy(update={"reranker": str(folder)})
    assert examine(asked, named).card.setting.reranker == "favours-directions"
    assert examine(asked, settings).card.setting.reranker == ""
