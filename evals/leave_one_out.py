"""Leave one out: is a question declined when the only paper that answers it is taken from the library?

A look-alike from another paper is the worst answer there is, for it is well cited. Each of our own sets is asked once
more, every question whose gold stands in one paper alone, of a copy of its library from which that paper is removed. A
question set whose library is not its own (named on the command line) is passed over.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.ask import Assistant
from evals.cases import Case, read_cases
from evals.run import ask
from evals.sets import QuestionSet
from ingest.embed import load_encoder
from ingest.report import Access
from ingest.settings import Settings
from ingest.store import Store


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What came of one question set without the papers that answer it."""

    name: str
    asked: int
    answered: tuple[str, ...]  # ids of the questions that were answered all the same

    @property
    def declined(self) -> float | None:
        """The share declined; None where nothing was asked."""
        return 1 - len(self.answered) / self.asked if self.asked else None


def leave_one_out(question_sets: Sequence[QuestionSet], settings: Settings) -> tuple[LeftOut, ...]:
    """Ask each set that brings its papers. The libraries are there already, and stay as they are."""
    return tuple(_leave_out(each, settings) for each in question_sets if each.papers)


def _leave_out(question_set: QuestionSet, settings: Settings) -> LeftOut:
    names = _names(question_set, settings)
    by_paper: dict[str, list[Case]] = {}
    for case in read_cases(question_set.questions):
        papers = {ref.report for group in case.gold_groups for ref in group}
        if len(papers) == 1 and (held := names.get(papers.pop())):
            by_paper.setdefault(held, []).append(case)
    answered = [case.id for paper, cases in by_paper.items() for case in _without(paper, cases, question_set, settings)]
    return LeftOut(question_set.name, sum(map(len, by_paper.values())), tuple(answered))


def _names(question_set: QuestionSet, settings: Settings) -> dict[str, str]:
    """The papers held, by the names that gold addresses may give them: with and without their folders."""
    with closing(Assistant(settings.model_copy(update={"library": question_set.library}))) as assistant:
        held = [card.name for card in assistant.cards(Access.EXEMPT)]
    return {name.rpartition("/")[2]: name for name in held} | {name: name for name in held}


def _without(paper: str, cases: Sequence[Case], question_set: QuestionSet, settings: Settings) -> list[Case]:
    """The cases that are answered although their paper is gone."""
    encoder = load_encoder(settings)
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        shutil.copytree(question_set.library, library)
        with Store(library, encoder.id, encoder.dimensions) as store:
            store.remove([paper])
            store.commit()
        with closing(Assistant(settings.model_copy(update={"library": library}))) as assistant:
            return [case for case in cases if not ask(assistant, case)[0].abstained]
