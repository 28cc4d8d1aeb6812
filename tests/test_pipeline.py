"""The ingest spine with the real encoder and real files: once is twice, and a bad file costs itself only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.embed import Encoder, Vectors, load_encoder
from ingest.errors import FileProblem, LibraryBusy, LibraryMissing, NotHeld, StoreMismatch
from ingest.parse import parse
from ingest.passages import passages
from ingest.pipeline import Line, Outcome, Progress, ingest, remove
from ingest.report import Access, Block, Report
from ingest.settings import Settings
from ingest.store import Reader, Store

MINUTES = """REPORT TO: Fernmoor Cabinet

Date of Meeting: 12 March 2024

Subject/Title: {title}

1 Background

1.1 The library at Ashford Road opens on {days} days a week.

1.2 The cost in the year was £{cost}.

2 Recommendations

2.1 That the report be noted.
"""


class Counting:
    """The real encoder, and what it was asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.asked = encoder, list[str]()
        self.id, self.dimensions = encoder.id, encoder.dimensions

    def knows(self, word: str) -> bool:
        return self._encoder.knows(word)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return self._encoder.encode(texts)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "2024").mkdir(parents=True)
    (folder / "a.txt").write_text(MINUTES.format(title="Libraries", days="five", cost="1,200"))
    (folder / "2024" / "b.txt").write_text(MINUTES.format(title="Reading rooms", days="six", cost="3,400"))
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "library")


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Counting:
    counting = Counting(load_encoder(settings))
    monkeypatch.setattr(pipeline, "load_encoder", lambda _: counting)
    return counting


def cost(settings: Settings, name: str) -> str:
    with closing(Reader(settings.library, Access.OPEN)) as held:
        return next(p.text.split("£")[1] for p in held.report(name).paragraphs if "£" in p.text)


def test_once_is_twice(papers: Path, settings: Settings) -> None:
    told: list[Progress] = []
    assert str(ingest([papers], settings, told.append)) == "2 added, 0 unchanged, 0 changed, 0 failed"
    assert [(p.name, p.done, p.total, p.line and p.line.outcome) for p in told] == [
        ("2024/b.txt", 0, 2, None),
        ("2024/b.txt", 1, 2, Outcome.ADDED),
        ("a.txt", 1, 2, None),
        ("a.txt", 2, 2, Outcome.ADDED),
    ]
    before = (settings.library / "register.sqlite3").read_bytes()
    assert str(ingest([papers], settings)) == "0 added, 2 unchanged, 0 changed, 0 failed"
    assert (settings.library / "register.sqlite3").read_bytes() == before


def test_what_went_in_is_found_both_ways(papers: Path, settings: Settings) -> None:
    ingest([papers], settings)
    encoder = load_encoder(settings)
    with closing(Reader(settings.library, Access.OPEN, encoder.id)) as held:
        (vector,) = encoder.encode(["how many days is the library open?"])
        assert held.dense(vector, 1)[0].ref.para == "1.1"
        assert {hit.ref.para for hit in held.lexical(["cost"], 5)} == {"1.2"}
        report = held.report("a.txt")
        assert report.header.title == "Libraries"
        for passage in passages(report):
            (vector,) = encoder.encode([passage.embedded])
            assert held.dense(vector, 1)[0].score == pytest.approx(1, abs=1e-4)


def test_nothing_new_loads_no_model(papers: Path, settings: Settings) -> None:
    ingest([papers], settings)
    code = (
        "import sys; from pathlib import Path\n"
        "from ingest.pipeline import ingest; from ingest.settings import Settings\n"
        "tally = ingest([Path(sys.argv[1])], Settings(library=Path(sys.argv[2])))\n"
        "heavy = {'torch', 'onnxruntime', 'tokenizers', 'chromadb', 'transformers'} & set(sys.modules)\n"
        "print(len(tally.unchanged), sorted(heavy))"
    )
    command = [sys.executable, "-c", code, str(papers), str(settings.library)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "2 []\n"


def test_a_changed_paper_encodes_what_is_new_in_it(papers: Path, settings: Settings, encoder: Counting) -> None:
    ingest([papers], settings)
    encoder.asked.clear()
    (papers / "a.txt").write_text(MINUTES.format(title="Libraries", days="five", cost="9,999"))
    assert ingest([papers], settings).changed == (Line("a.txt", Outcome.CHANGED),)
    assert len(encoder.asked) == 1
    assert "£9,999" in encoder.asked[0]
    assert cost(settings, "a.txt") == "9,999."


def test_a_file_that_fails_is_named_and_keeps_its_old_version(papers: Path, settings: Settings) -> None:
    ingest([papers], settings)
    (papers / "a.txt").write_bytes(b"")
    (papers / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    tally = ingest([papers], settings)
    assert [line.name for line in tally.failed] == ["a.txt", "bad.pdf"]
    assert all(line.note for line in tally.failed)
    assert [line.name for line in tally.unchanged] == ["2024/b.txt"]
    assert cost(settings, "a.txt") == "1,200."


def broken(report: Report) -> Report:
    raise RecursionError


def ambiguous(report: Report) -> Report:
    return replace(report, paragraphs=report.paragraphs * 2)


def half_a_character(report: Report) -> Report:
    return replace(report, paragraphs=(replace(report.paragraphs[0], text="\ud800"), *report.paragraphs[1:]))


@pytest.mark.parametrize("fault", [broken, ambiguous, half_a_character])
def test_a_fault_of_the_parser_costs_one_file(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, fault: Callable[[Report], Report]
) -> None:
    def faulty(blocks: Sequence[Block], name: str, *, digest: str, unmarked: Access) -> Report:
        report = parse(blocks, name, digest=digest, unmarked=unmarked)
        return fault(report) if name == "a.txt" else report

    monkeypatch.setattr(pipeline, "parse", faulty)
    tally = ingest([papers], settings)
    assert [(line.name, "could not be told apart" in line.note) for line in tally.failed] == [("a.txt", True)]
    assert [line.name for line in tally.added] == ["2024/b.txt"]


def test_the_same_content_under_another_name_is_not_kept_twice(papers: Path, settings: Settings) -> None:
    (papers / "copy.txt").write_bytes((papers / "a.txt").read_bytes())
    tally = ingest([papers], settings)
    assert tally.unchanged == (Line("copy.txt", Outcome.UNCHANGED, "held as a.txt"),)
    (papers / "2024" / "b.txt").write_bytes((papers / "a.txt").read_bytes())  # a name that is held takes its content
    assert [line.name for line in ingest([papers], settings).changed] == ["2024/b.txt"]
    assert cost(settings, "2024/b.txt") == "1,200."


def test_new_rules_read_again(
    papers: Path, settings: Settings, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([papers], settings)
    encoder.asked.clear()
    monkeypatch.setattr(pipeline, "RULES", pipeline.RULES + 1)
    assert len(ingest([papers], settings).changed) == 2
    assert not encoder.asked  # the words are the same, and so are their vectors
    exempt = settings.model_copy(update={"unmarked_access": "exempt"})
    assert len(ingest([papers], exempt).changed) == 2
    with closing(Reader(settings.library, Access.EXEMPT)) as held:
        assert {p.access for p in held.report("a.txt").paragraphs} == {Access.EXEMPT}


def test_the_library_does_not_take_itself_for_papers(papers: Path, settings: Settings) -> None:
    within = settings.model_copy(update={"library": papers / "library"})
    assert str(ingest([papers], within)) == "2 added, 0 unchanged, 0 changed, 0 failed"
    assert str(ingest([papers], within)) == "0 added, 2 unchanged, 0 changed, 0 failed"


def test_refused_before_anything_is_changed(papers: Path, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"nowhere.*there is no such file"):
        ingest([papers, tmp_path / "nowhere"], settings)
    assert not settings.library.exists()
    with Store(settings.library, "another-384-cls", 384):
        with pytest.raises(LibraryBusy):
            ingest([papers], settings)
        with pytest.raises(LibraryBusy):
            remove(["a.txt"], settings)
    with pytest.raises(StoreMismatch):
        ingest([papers], settings)
    with Store(settings.library) as store:
        assert store.held() == {}


def test_remove_all_or_none(papers: Path, settings: Settings) -> None:
    with pytest.raises(LibraryMissing):
        remove(["a.txt"], settings)
    assert not settings.library.exists()
    ingest([papers], settings)
    with pytest.raises(NotHeld, match=r'no report "c\.txt"'):
        remove(["a.txt", "c.txt"], settings)
    assert cost(settings, "a.txt") == "1,200."
    remove(["a.txt"], settings)
    with closing(Reader(settings.library, Access.OPEN)) as held:
        assert [card.name for card in held.cards()] == ["2024/b.txt"]
    assert str(ingest([papers], settings)) == "1 added, 1 unchanged, 0 changed, 0 failed"


def test_the_thin_command(papers: Path, settings: Settings, tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "ingest", "--library", str(settings.library), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    assert run(papers) == (0, "added: 2024/b.txt\nadded: a.txt\n2 added, 0 unchanged, 0 changed, 0 failed\n", "")
    (papers / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    status, out, _ = run(papers)
    assert (status, "failed: bad.pdf: " in out) == (1, True)
    status, out, error = run(tmp_path / "nowhere")
    assert (status, out, error.count("\n")) == (2, "", 1)
