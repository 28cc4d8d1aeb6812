"""Rankings are measured by the formulas, and public sets are searched in real libraries of their documents."""

from __future__ import annotations

import io
import json
import math
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import DIMENSIONS, ENCODER, vectors
from rich.console import Console

from assistant.answer import Answer, Citation, Searched, State, Statement
from assistant.retrieve import Search
from evals.ablations import SHOWN, Ablation
from evals.bench import Figure, declining, measured
from evals.bench_library import fill_bench, make
from evals.bench_sets import Asked, Document, bench_of, read_bench
from evals.ranking import first_hit, ndcg, precision, recall
from evals.show import show_ablations, show_bench
from ingest.embed import Vectors
from ingest.errors import SettingsError
from ingest.report import Access, Ref
from ingest.settings import Settings
from ingest.store import Reader

CORPUS = (
    {"id": "tide", "title": "Tides", "text": "The moon draws the sea up twice a day, and the harbour fills."},
    {"id": "bees", "title": "Bees", "text": "A hive of honeybees keeps warm in winter by shivering together."},
    {"id": "swarm", "title": "Bees", "text": "In May half of a colony leaves with the old queen: it swarms."},
    {"id": "blank", "title": "Nothing", "text": "  "},
    {"id": "slate", "title": "", "text": "Roofing slate splits along its cleavage and lasts for two hundred years."},
)
QUERIES = (
    {"id": "1", "query": "How do honeybees keep warm in winter?", "gold": ["bees"]},
    {"id": "2", "query": "What draws the sea up?", "gold": ["tide"]},
    {"id": "3", "query": "Who invented the bicycle?", "gold": [], "answerable": False},
    {
        "id": "4",
        "query": "When do they do that?",
        "gold": ["swarm"],
        "history": [{"role": "user", "text": "Do honeybees swarm?"}, {"role": "assistant", "text": "They do."}],
    },
)


def archive(folder: Path, name: str, corpus: Sequence[object] = CORPUS, queries: Sequence[object] = QUERIES) -> Path:
    """An archive as the public sets come: both files in a folder of the set's name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.tgz"
    with tarfile.open(path, "w:gz") as made:
        for file, lines in (("corpus.jsonl", corpus), ("queries.jsonl", queries)):
            raw = "\n".join(map(json.dumps, lines)).encode()
            info = tarfile.TarInfo(f"{name}/{file}")
            info.size = len(raw)
            made.addfile(info, io.BytesIO(raw))
    return path


class Counting:
    """An encoder that needs no model and keeps what it was given."""

    id, dimensions = ENCODER, DIMENSIONS

    def __init__(self) -> None:
        self.given: list[str] = []

    def knows(self, word: str) -> bool:
        return bool(word)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return vectors(texts)


def test_ndcg_is_the_discounted_gain_over_the_best_there_could_be() -> None:
    assert ndcg("axb", "ab", 3) == pytest.approx((1 + 1 / 2) / (1 + 1 / math.log2(3)))
    assert ndcg("xxa", "a", 2) == 0.0, "what stands below the depth counts for nothing"
    assert ndcg("abc", "abcd", 3) == pytest.approx(1), "no ranking of three can hold four"


def test_recall_precision_and_first_hit() -> None:
    assert recall("axb", "abcd", 3) == 0.5
    assert precision("axb", "abcd", 3) == pytest.approx(2 / 3)
    assert precision("a", "a", 10) == 0.1, "a place left empty holds nothing relevant"
    assert (first_hit("xxa", "a", 3), first_hit("xxa", "a", 2)) == (pytest.approx(1 / 3), 0.0)


@pytest.mark.parametrize("measure", [ndcg, recall, precision, first_hit])
def test_a_question_with_nothing_relevant_is_refused(measure: type[object]) -> None:
    with pytest.raises(ValueError, match="nothing is relevant"):
        measure("abc", "", 3)


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef"), min_size=1), st.integers(1, 8))
def test_no_ranking_is_better_than_the_relevant_ones_first(ranked: list[str], relevant: set[str], depth: int) -> None:
    best = sorted(ranked, key=lambda name: name not in relevant)
    assert 0 <= ndcg(ranked, relevant, depth) <= ndcg(best, relevant, depth) == pytest.approx(1)


def test_documents_of_one_title_are_the_paragraphs_of_one_paper() -> None:
    bench = bench_of("made", list(map(Document.model_validate, CORPUS)), list(map(Asked.model_validate, QUERIES)))
    assert [(paper.name, len(paper.paragraphs)) for paper in bench.papers] == [("Tides", 1), ("Bees", 2), ("slate", 1)]
    assert bench.places["swarm"] == Ref("Bees", "2")
    assert [bench.relevant(asked) for asked in bench.asked[1:3]] == [{Ref("Tides", "1")}, frozenset()]
    assert bench.asked[3].earlier == ("Do honeybees swarm?",)


def test_turns_of_a_meeting_stand_under_who_speaks() -> None:
    turns = [
        Document(id=f"m#{n}", title=f"m - {who}", text="Yes.", meeting="m", speaker=who) for n, who in enumerate("AB")
    ]
    (paper,) = bench_of("made", turns, ()).papers
    assert (paper.header.title, [paragraph.section for paragraph in paper.paragraphs]) == ("m", ["A", "B"])


def test_an_archive_is_read_and_one_that_is_none_is_named(tmp_path: Path) -> None:
    assert len(read_bench(archive(tmp_path, "made")).asked) == len(QUERIES)
    with pytest.raises(SettingsError, match="missing"):
        read_bench(tmp_path / "missing.tgz")
    with pytest.raises(SettingsError, match="odd"):
        read_bench(archive(tmp_path, "odd", queries=[{"id": "1"}]))
    (tmp_path / "torn.tgz").write_bytes(b"not an archive")
    with pytest.raises(SettingsError, match="torn"):
        read_bench(tmp_path / "torn.tgz")


def test_a_library_made_again_encodes_only_what_is_new(tmp_path: Path) -> None:
    old = bench_of("made", list(map(Document.model_validate, CORPUS)), ())
    new = bench_of("made", [*map(Document.model_validate, CORPUS), Document(id="new", text="Larks nest low.")], ())
    first, second = Counting(), Counting()
    make(old.papers, tmp_path / "before", first, tmp_path / "none")
    make(new.papers, tmp_path / "after", second, tmp_path / "before")
    assert (len(first.given), second.given) == (4, ["new. Larks nest low."])
    with Reader(tmp_path / "after", Access.OPEN, ENCODER) as reader:
        assert {card.name for card in reader.cards()} == {"Tides", "Bees", "slate", "new"}


def test_a_library_is_kept_until_its_archive_changes(tmp_path: Path, settings: Settings) -> None:
    console, library = Console(file=io.StringIO()), tmp_path / "made.library"
    made = archive(tmp_path, "made")

    def words() -> list[str]:
        fill_bench(read_bench(made), made, library, settings, console)
        with Reader(library, Access.OPEN) as reader:
            return [reader.report(card.name).paragraphs[0].text[:8] for card in reader.cards()]

    before, stood = words(), (library / "register.sqlite3").stat().st_ino
    assert (words(), (library / "register.sqlite3").stat().st_ino) == (before, stood)
    archive(tmp_path, "made", [*CORPUS, {"id": "new", "text": "Larks nest low."}])
    assert set(words()) == {*before, "Larks ne"}
    assert (library / "register.sqlite3").stat().st_ino != stood
    assert not library.with_suffix(".before").exists()


def test_every_set_that_is_there_is_measured(tmp_path: Path, settings: Settings) -> None:
    for name in ("scifact", "mtrag_un", "squad2_dev"):
        archive(tmp_path / "reference" / "bench", name)
    console = Console(file=io.StringIO(), width=200)
    given = settings.model_copy(update={"reference": tmp_path / "reference"})
    figures = {(each.bench, each.measure): each for each in measured(given, tmp_path / "out", console)}
    assert isinstance(console.file, io.StringIO)
    assert "qmsum_committee.tgz is not there" in console.file.getvalue()
    ranks = figures["SciFact", "nDCG@10"].values
    assert all(value is not None and 0.5 < value <= 1 for value in ranks), "three small questions of three small papers"
    alone, whole = figures["MTRAG, last turn alone", "nDCG@5"], figures["MTRAG, made stand-alone", "nDCG@5"]
    assert (whole.values[1] or 0) > (alone.values[1] or 0), "the words of the turn before find what its pronouns do not"
    declined = figures["SQuAD 2.0", "declined, answerable"].values
    assert [value is None for value in declined] == [search is not Search.FUSED for search in Search]


def test_without_a_reference_the_sets_are_passed_over_and_that_is_said(tmp_path: Path, settings: Settings) -> None:
    console = Console(file=io.StringIO(), width=200)
    assert measured(settings.model_copy(update={"reference": None}), tmp_path, console) == ()
    assert isinstance(console.file, io.StringIO)
    assert "PLAN_ASSISTANT_REFERENCE is not set" in console.file.getvalue()


def test_declining_counts_the_answerable_and_the_others_apart() -> None:
    bench = bench_of("made", list(map(Document.model_validate, CORPUS)), ())
    searched = Searched(3, (), (), None, None)
    cited = Statement("It swarms.", (Citation(Ref("Bees", "2"), "it swarms", "Bees, para 2"),))
    answered, declined = Answer(State.ANSWERED, (cited,), searched), Answer(State.NOT_IN_REPORTS, (), searched)
    swarm, tide = (Asked(id=name, query="?", gold=(name,)) for name in ("swarm", "tide"))
    absent = Asked(id="absent", query="?", answerable=False)
    figures = declining(bench, [(swarm, answered), (tide, answered), (tide, declined), (absent, declined)])
    assert figures == {
        "declined, not answerable": 1.0,
        "declined, answerable": pytest.approx(1 / 3),
        "accuracy of declining": 0.75,
        "cites what answers": pytest.approx(1 / 3),
    }


def test_the_figures_are_printed_with_what_others_measured() -> None:
    console = Console(file=io.StringIO(), width=200)
    show_bench(console, [Figure("SciFact", "nDCG@10", (0.5, None, 0.75), "BM25 0.679")])
    assert isinstance(console.file, io.StringIO)
    (line,) = [line for line in console.file.getvalue().splitlines() if "SciFact" in line]
    assert line.split() == ["SciFact", "nDCG@10", "0.500", "–", "0.750", "BM25", "0.679"]


def test_each_way_of_answering_is_a_line_with_the_figures_of_every_set() -> None:
    console = Console(file=io.StringIO(), width=200)
    figures: list[dict[str, float | None]] = [dict.fromkeys(SHOWN, 0.25), dict.fromkeys(SHOWN)]
    show_ablations(console, [Ablation("dense only", tuple(figures))], ["questions_small", "questions_other"])
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert "small recall@5" in printed
    (line,) = [line for line in printed.splitlines() if "dense only" in line]
    assert line.split()[2:] == ["0.250"] * len(SHOWN) + ["–"] * len(SHOWN)
