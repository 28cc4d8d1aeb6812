"""kill -9 of the real program in the middle: nothing that was told is lost, and nothing is half there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from made import library, paper

from ingest.embed import Encoder, load_encoder
from ingest.originals import FOLDER as ORIGINALS
from ingest.passages import passages
from ingest.register import Register
from ingest.report import Access, Report
from ingest.settings import Settings
from ingest.store import Reader, Store
from ingest.vectors import FOLDER, Index, current

PAPERS = 8
PARAGRAPHS = 6
TEXT = "REPORT TO: Cabinet\n\nDate of Meeting: 12 March 2024\n\nSubject/Title: Paper {number}\n\n1 Background\n\n"
PARAGRAPH = "1.{para} Paper {number} says {subject} in version{version}.\n\n"
SUBJECTS = ("libraries", "adoption", "drains", "parking", "museums", "orchards")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "library")


@pytest.fixture
def encoder(settings: Settings) -> Encoder:
    return load_encoder(settings)  # exported before any child is timed


def write(folder: Path, version: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(PAPERS):
        body = "".join(
            PARAGRAPH.format(para=para, number=number, subject=SUBJECTS[para - 1], version=version)
            for para in range(1, PARAGRAPHS + 1)
        )
        (folder / f"{number}.txt").write_text(TEXT.format(number=number) + body)


def killed(arguments: list[str], lines: int, seconds: float) -> list[str]:
    """Run the thin ingest, kill it `seconds` after it has printed `lines` lines; every line it printed."""
    with subprocess.Popen([sys.executable, "-m", "ingest", *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(lines)]
        time.sleep(seconds)
        process.kill()
        return [line.strip() for line in [*printed, *process.stdout] if line.strip()]


def versions(report: Report) -> set[int]:
    numbered = [paragraph for paragraph in report.paragraphs if "version" in paragraph.text]
    assert len(numbered) == PARAGRAPHS
    return {int(paragraph.text.split("version")[1].rstrip(".")) for paragraph in numbered}


def check(settings: Settings, encoder: Encoder, at_least: dict[str, int], at_most: int) -> None:
    """Every paper told of is there, each is whole and of one version, and words and vectors lead to that version."""
    with closing(Reader(settings.library, Access.OPEN, encoder.id)) as held:
        names = [card.name for card in held.cards()]
        assert set(at_least) <= set(names)
        for name in names:
            report = held.report(name)
            (version,) = versions(report)
            assert at_least.get(name, 0) <= version <= at_most
            found = {hit.ref for hit in held.lexical([f"version{version}"], 1000) if hit.ref.report == name}
            assert len(found) == PARAGRAPHS
            assert not [
                hit
                for other in range(at_most + 1)
                if other != version
                for hit in held.lexical([f"version{other}"], 1000)
                if hit.ref.report == name
            ]
            cut = [passage for passage in passages(report) if "version" in passage.text]
            for passage, vector in zip(cut, encoder.encode([passage.embedded for passage in cut]), strict=True):
                best = held.dense(vector, 1)[0]
                assert (best.ref.report, best.score > 0.999) == (name, True), passage.text
            original = held.original(name)
            assert original is not None
            assert f"in version{version}." in original.read_text()


def test_ten_kills_while_papers_come_and_change(settings: Settings, encoder: Encoder, tmp_path: Path) -> None:
    """One library through ten rounds: all papers get new words, and the ingest is killed at another point."""
    chance = random.Random(7)
    papers, at_least = tmp_path / "papers", dict[str, int]()
    arguments = [str(papers), "--library", str(settings.library)]
    for version in range(10):
        write(papers, version)
        lines = version % (PAPERS + 1)  # from before the first paper to the building of the index
        told = killed(arguments, lines, chance.uniform(0, 0.3) if lines else chance.uniform(0.2, 1.2))
        at_least |= {
            line.split(": ")[1]: version for line in told if line.startswith(("added", "changed", "unchanged"))
        }
        if at_least:
            check(settings, encoder, at_least, version)
    assert len(at_least) == PAPERS
    done = subprocess.run([sys.executable, "-m", "ingest", *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    check(settings, encoder, {f"{number}.txt": 9 for number in range(PAPERS)}, 9)
    with closing(Register(settings.library)) as register:
        assert register.count() == register.count(register.last()) == sum(1 for _ in register.entries())
    assert len([path for path in (settings.library / ORIGINALS).rglob("*") if path.is_file()]) == PAPERS
    assert len(list((settings.library / FOLDER).iterdir())) <= 3  # two generations and the pointer: no half-built one


def test_a_kill_while_papers_are_removed(settings: Settings, encoder: Encoder, tmp_path: Path) -> None:
    """All that were named are gone, or none; and after the next run not a byte of them is left."""
    papers = tmp_path / "papers"
    write(papers, 0)
    run = [sys.executable, "-m", "ingest", str(papers), "--library", str(settings.library)]
    code = (
        "import sys; from pathlib import Path\n"
        "from ingest.pipeline import remove; from ingest.settings import Settings\n"
        "print('ready', flush=True); remove(['1.txt', '5.txt'], Settings(library=Path(sys.argv[1])))"
    )
    for seconds in (0.0, 0.02, 0.4):
        subprocess.run(run, check=True, capture_output=True)
        command = [sys.executable, "-c", code, str(settings.library)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(seconds)
            process.kill()
        with closing(Reader(settings.library, Access.OPEN, encoder.id)) as held:
            names = {card.name for card in held.cards()}
            assert len(names) in {PAPERS, PAPERS - 2}
            assert {hit.ref.report for hit in held.lexical(["version0"], 1000)} == names
            (vector,) = encoder.encode(["Paper 5 says drains"])
            assert {hit.ref.report for hit in held.dense(vector, 1000)} == names


def test_kills_while_the_index_is_built_over_and_over(tmp_path: Path) -> None:
    """Whatever moment it is, the pointer names a whole generation, and the next build clears what was left."""
    chance, folder = random.Random(3), tmp_path / "library"
    library(
        folder, *(paper(f"{number}.txt", [f"words {number} {order}" for order in range(50)]) for number in range(8))
    )
    code = (
        "import sys; from pathlib import Path; from ingest.store import Store; from ingest.upkeep import publish\n"
        "with Store(Path(sys.argv[1])) as store:\n"
        "    while True: publish(store._folder, store._register); print('built', flush=True)"
    )
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "built\n"
            time.sleep(chance.uniform(0, 0.5))
            process.kill()
        generation = current(folder)
        assert generation is not None
        Index(folder, generation).check(Register(folder).sample(50, 400))
    with Store(folder) as store:
        store.remove(["0.txt"])
        store.commit()
    assert len(list((folder / FOLDER).iterdir())) == 2
