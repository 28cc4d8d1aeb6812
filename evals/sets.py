"""Which questions are asked of which library.

Our own sets bring their papers, each into a library to itself: sets are never mixed. Such a library is kept from run to
run, and made again from nothing when the papers, the model or the code that reads have changed since, because what is
examined is the whole house, reading included: a mark beside it says what it was made from. A question set named by its
path is asked of the library in the settings, as it stands.

A file of paragraphs holds what the gold addresses of a set are held against, by paper: {"<file name>": [{"para": "5.4",
"text": "…"}]}. Our own sets have one; another set may have a `paragraphs.json` beside it; without one its addresses are
held against the library's own.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError
from rich.console import Console

import ingest as ingest_package
from evals.ruler import Ruler
from ingest.errors import SettingsError, UnreadableFile
from ingest.pipeline import ingest
from ingest.report import Ref
from ingest.settings import Settings

_HERE = Path(__file__).parent
_READING = Path(ingest_package.__file__).parent  # the code that makes a library of papers


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question set and the library it is asked of."""

    questions: Path
    library: Path
    papers: tuple[Path, ...] = ()  # what the library is built from; none: it is there already
    paragraphs: Path | None = None  # what gold addresses are held against; None: the library's own

    @property
    def name(self) -> str:
        return self.questions.stem


def question_sets(paths: Sequence[Path], settings: Settings, out: Path) -> tuple[QuestionSet, ...]:
    """The sets to examine: those named, or else our own sample and, where it is set, the reference's.

    Raises:
        SettingsError: a piece of one of our own sets is missing.
    """
    own = [_sample(out)]
    if settings.reference is not None:
        own.append(_reference(settings.reference, out))
    by_path = {each.questions.resolve(): each for each in own}
    sets = tuple(by_path.get(path.resolve()) or _named(path, settings) for path in paths) or tuple(own)
    for each in sets:
        if each.papers:
            _check(each)
    return sets


def _sample(out: Path) -> QuestionSet:
    papers = (_HERE.parent / "corpus" / "papers",)
    return QuestionSet(
        _HERE / "questions_sample.jsonl", out / "sample.library", papers, _HERE / "paragraphs_sample.json"
    )


def _reference(folder: Path, out: Path) -> QuestionSet:
    papers = tuple(sorted((folder / "corpus").glob("*.txt"))) or (folder / "corpus",)
    evals = folder / "evals"
    return QuestionSet(evals / "questions_dev.jsonl", out / "reference.library", papers, evals / "paragraphs.json")


def _named(path: Path, settings: Settings) -> QuestionSet:
    beside = path.with_name("paragraphs.json")
    return QuestionSet(path, settings.library, paragraphs=beside if beside.exists() else None)


def _check(question_set: QuestionSet) -> None:
    for path in (question_set.questions, question_set.paragraphs, *question_set.papers):
        if path is not None and not path.exists():
            raise SettingsError(f"{path} is missing, which the question set {question_set.name} needs.")


def fill(question_set: QuestionSet, settings: Settings, console: Console) -> None:
    """Fill the library of a set that brings its papers: from nothing where it was made from other things than now.

    Raises what `ingest` raises, and UnreadableFile for a paper that did not go in: half a library's figures mislead.
    """
    if not question_set.papers:
        return
    mark, now = question_set.library.with_suffix(".made-from"), made_from(question_set.papers, settings)
    if not mark.exists() or mark.read_text(encoding="utf-8") != now:
        mark.unlink(missing_ok=True)
        shutil.rmtree(question_set.library, ignore_errors=True)
    tally = ingest(question_set.papers, settings.model_copy(update={"library": question_set.library}))
    console.print(f"{question_set.name}: {tally}", highlight=False)
    if tally.failed:
        raise UnreadableFile(tally.failed[0].name, tally.failed[0].note)
    mark.write_text(now, encoding="utf-8")


def made_from(papers: Sequence[Path], settings: Settings) -> str:
    """The SHA-256, hexadecimal, of all that decides what a library holds: papers, reading code, model, access."""
    found = [file for path in papers for file in ([path] if path.is_file() else sorted(path.rglob("*")))]
    digest = hashlib.sha256(f"{settings.encoder} {settings.unmarked_access}".encode())
    for file in (*sorted(_READING.rglob("*.py")), *filter(Path.is_file, found)):
        digest.update(f"\n{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


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
