"""Public sets, searched and asked by the same rooms as the papers: whether tuning for councils costs general retrieval.

Four are measured, each where its archive lies in the folder `bench` of the reference: claims and the abstracts that
bear them out (SciFact), questions on committee meetings and the turns that answer them (QMSum), the last turn of a
conversation and the passages that it needs (MTRAG-UN), and questions of which two in five have no answer in the
paragraphs (SQuAD 2.0). What others measured is printed beside it where it can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean

from rich.console import Console

from assistant.answer import Answer, Question
from assistant.ask import Assistant
from assistant.retrieve import HybridRetriever, Search
from assistant.understand import understand
from evals.bench_library import fill_bench
from evals.bench_sets import Asked, Bench, read_bench
from evals.ranking import first_hit, ndcg, precision, recall
from ingest.embed import Encoder, load_encoder
from ingest.report import Access, Card, Ref, Scope
from ingest.settings import Settings
from ingest.store import Reader

FOLDER = "bench"  # of the reference
DEEPEST = 10

Measure = Callable[[Sequence[Ref], frozenset[Ref]], float]
Find = Callable[[Search, str, Scope], list[Ref]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a measure of a set, by each search."""

    bench: str
    measure: str
    values: tuple[float | None, ...]  # in the order of `Search`; None: not measured by that search
    published: str = ""


def measured(settings: Settings, out: Path, console: Console) -> tuple[Figure, ...]:
    """Every figure of every public set that is there; what is not is passed over with a line.

    Args:
        out: folder for the libraries, `<out>/bench/<set>.library`.

    Raises:
        SettingsError: an archive cannot be read.
        LibraryError, ModelError: as `fill_bench`.
    """
    if settings.reference is None:
        console.print("Public sets: passed over, because PLAN_ASSISTANT_REFERENCE is not set.")
        return ()
    figures: list[Figure] = []
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    for archive, measure in _SETS.items():
        path = settings.reference / FOLDER / archive
        if not path.exists():
            console.print(f"Public sets: {path} is not there and is passed over.", soft_wrap=True)
            continue
        bench = read_bench(path)
        library = out / FOLDER / f"{bench.name}.library"
        fill_bench(bench, path, library, settings, console)
        figures += measure(bench, settings.model_copy(update={"library": library}))
    return tuple(figures)


def _claims(bench: Bench, settings: Settings) -> Iterator[Figure]:
    with _opened(settings) as (_, find):
        yield from _ranked(
            "SciFact",
            bench,
            find,
            {f"nDCG@{DEEPEST}": partial(ndcg, depth=DEEPEST)},
            published="MiniLM 0.645, BM25 0.679, Haystack's fusion of the two 0.701",
        )


def _meetings(bench: Bench, settings: Settings) -> Iterator[Figure]:
    """The gold is whole stretches of a meeting, ten turns in the mean, so that recall is low by its nature."""
    measures: dict[str, Measure] = {
        f"recall@{DEEPEST}": partial(recall, depth=DEEPEST),
        f"precision@{DEEPEST}": partial(precision, depth=DEEPEST),
        "first hit (MRR)": partial(first_hit, depth=DEEPEST),
    }
    with _opened(settings) as (_, find):
        yield from _ranked("QMSum, all meetings", bench, find, measures)
        yield from _ranked(
            "QMSum, the meeting chosen", bench, find, measures, scope=lambda asked: Scope(reports=(asked.meeting,))
        )


def _conversations(bench: Bench, settings: Settings) -> Iterator[Figure]:
    measures: dict[str, Measure] = {f"nDCG@{depth}": partial(ndcg, depth=depth) for depth in (5, DEEPEST)}
    with _opened(settings) as (reader, find):
        cards = reader.cards()
        yield from _ranked("MTRAG, last turn alone", bench, find, measures)
        yield from _ranked("MTRAG, made stand-alone", bench, find, measures, words=partial(_standalone, cards))


def _declining(bench: Bench, settings: Settings) -> Iterator[Figure]:
    with _opened(settings) as (_, find):
        yield from _ranked("SQuAD 2.0", bench, find, {"recall@5": partial(recall, depth=5)})
    assistant = Assistant(settings)
    try:
        answers = [(asked, assistant.ask(Question(asked.query))) for asked in bench.asked]
    finally:
        assistant.close()
    for name, value in declining(bench, answers).items():
        yield Figure("SQuAD 2.0", name, tuple(value if search is Search.FUSED else None for search in Search))


def declining(bench: Bench, answers: Sequence[tuple[Asked, Answer]]) -> dict[str, float]:
    """How answers tell what has an answer from what has none. Shares from 0 to 1; both kinds must be there.

    "Accuracy" is the share of all questions that are declined exactly where they should be, whatever the answer says;
    "cites what answers" is the share of answerable ones with a citation of a relevant paragraph.
    """
    absent = [answer.state.abstained for asked, answer in answers if not asked.answerable]
    present = [answer.state.abstained for asked, answer in answers if asked.answerable]
    cites = [
        bool({citation.ref for citation in answer.citations} & bench.relevant(asked))
        for asked, answer in answers
        if asked.answerable
    ]
    return {
        "declined, not answerable": fmean(absent),
        "declined, answerable": fmean(present),
        "accuracy of declining": (sum(absent) + len(present) - sum(present)) / len(answers),
        "cites what answers": fmean(cites),
    }


def _ranked(
    name: str,
    bench: Bench,
    find: Find,
    measures: dict[str, Measure],
    *,
    words: Callable[[Asked], str] = lambda asked: asked.query,
    scope: Callable[[Asked], Scope] = lambda _: Scope(),
    published: str = "",
) -> Iterator[Figure]:
    """Each measure's mean over the questions that have something relevant, by each search."""
    judged = [(asked, relevant) for asked in bench.asked if (relevant := bench.relevant(asked))]
    found = {
        search: [(find(search, words(asked), scope(asked)), relevant) for asked, relevant in judged]
        for search in Search
    }
    for measure, of in measures.items():
        values = tuple(fmean(of(ranked, relevant) for ranked, relevant in found[search]) for search in Search)
        yield Figure(name, measure, values, published)


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Reader, Find]]:
    """A library to read, and its search."""
    encoder = load_encoder(settings)
    with Reader(settings.library, Access.OPEN, encoder.id) as reader:
        yield reader, partial(_find, reader, encoder)


def _find(reader: Reader, encoder: Encoder, search: Search, words: str, scope: Scope) -> list[Ref]:
    retriever = HybridRetriever(reader=reader, encode=encoder.encode, scope=scope, search=search)
    return [Ref(each.metadata["report"], each.metadata["para"]) for each in retriever.invoke(words)]


def _standalone(cards: Sequence[Card], asked: Asked) -> str:
    return understand(Question(asked.query, history=asked.earlier), cards).standalone


_SETS: dict[str, Callable[[Bench, Settings], Iterator[Figure]]] = {
    "scifact.tgz": _claims,
    "qmsum_committee.tgz": _meetings,
    "mtrag_un.tgz": _conversations,
    "squad2_dev.tgz": _declining,
}
