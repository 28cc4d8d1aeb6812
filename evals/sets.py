"""Which questions are asked of which library.

Our own sets bring their papers, and their library is built afresh each time, because what is examined is the whole
house, reading included. Each has a library to itself: sets are never mixed. A question set named by its path is asked
of the library in the settings, as it stands.

A file `paragraphs.json` beside a question set holds the paragraphs its gold addresses are held against, by paper:
{"<file name>": [{"para": "5.4", "text": "…"}]}. Without one, they are held against the library's own.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError
from rich.console import Console

from evals.ruler import Ruler
from ingest.errors import SettingsError
from ingest.pipeline import ingest
from ingest.report import Ref
from ingest.settings import Settings

_HERE = Path(__file__).parent
SAMPLE_QUESTIONS = _HERE / "questions_sample.jsonl"
SAMPLE_PAPERS = _HERE.parent / "corpus" / "papers"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question set and the library it is asked of."""

    questions: Path
    library: Path
    papers: tuple[Path, ...] = ()  # what the library is built from; none: it is there already

    @property
    def name(self) -> str:
        return self.questions.stem

    @property
    def paragraphs(self) -> Path:
        return self.questions.with_name("paragraphs.json")


def question_sets(paths: Sequence[Path], settings: Settings, out: Path) -> tuple[QuestionSet, ...]:
    """The sets to examine: those named, or else our own sample and, where it is set, the reference's.

    Raises:
        SettingsError: a piece of one of our own sets is missing.
    """
    own = [_sample(out)]
    if settings.reference is not None:
        own.append(_reference(settings.reference, out))
    if not paths:
        for each in own:
            _check(each)
        return tuple(own)
    by_path = {each.questions.resolve(): each for each in own}
    return tuple(by_path.get(path.resolve(), QuestionSet(path, settings.library)) for path in paths)


def _sample(out: Path) -> QuestionSet:
    return QuestionSet(SAMPLE_QUESTIONS, out / "sample.library", (SAMPLE_PAPERS,))


def _reference(folder: Path, out: Path) -> QuestionSet:
    papers = tuple(sorted((folder / "corpus").glob("*.txt"))) or (folder / "corpus",)
    return QuestionSet(folder / "evals" / "questions_dev.jsonl", out / "reference.library", papers)


def _check(question_set: QuestionSet) -> None:
    for path in (question_set.questions, *question_set.papers):
        if not path.exists():
            raise SettingsError(f"{path} is missing, which the question set {question_set.name} needs.")


def fill(question_set: QuestionSet, settings: Settings, console: Console) -> None:
    """Build the library of a set that brings its papers, from nothing. Raises what `ingest` raises."""
    if not question_set.papers:
        return
    shutil.rmtree(question_set.library, ignore_errors=True)
    tally = ingest(question_set.papers, settings.model_copy(update={"library": question_set.library}))
    console.print(f"{question_set.name}: {tally}", highlight=False)


class _Paragraph(BaseModel):
    para: str
    text: str


def read_paragraphs(path: Path) -> Ruler:
    """The ruler of a file of paragraphs. Raises SettingsError naming the file."""
    try:
        papers = TypeAdapter(dict[str, list[_Paragraph]]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        raise SettingsError(f"{path} does not hold paragraphs by paper: {problem}") from problem
    return Ruler({Ref(report, p.para): p.text for report, paragraphs in papers.items() for p in paragraphs})
