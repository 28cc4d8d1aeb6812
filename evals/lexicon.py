"""What each entry of the lexicon is worth: `python -m evals.lexicon SET…`.

The questions in which an entry is found are asked again without it; on the others it has no say. A line an entry: how
many questions it is found in, how many more answers are right with it than without, and how much more is found among
the first five. An entry with nothing to show over sets that nobody wrote it from is unrewarded, and
is to be deleted.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from rich.console import Console

from assistant import lexicon
from assistant.ask import Assistant
from assistant.words import stem, words
from evals.cases import Case, read_cases
from evals.metrics import DEPTHS, measure
from evals.ruler import Ruler
from evals.run import ask, held
from evals.sets import QuestionSet, fill, question_sets, read_paragraphs
from ingest.report import Access
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """A case with all that is needed to ask and measure it once more."""

    case: Case
    assistant: Assistant
    ruler: Ruler
    library: Ruler

    def score(self) -> tuple[int, float]:
        """Whether it is right, and its recall among the first five (0 where nothing is to be found)."""
        outcome, _ = ask(self.assistant, self.case)
        measures = measure(self.case, outcome, self.ruler, self.library)
        return int(measures.right), measures.recall[DEPTHS.index(5)] if measures.recall else 0.0


def worth(cases: Sequence[Asked]) -> Iterator[str]:
    """For each entry a line on what it adds."""
    data = tomllib.loads(Path(lexicon.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    full = {each.case.id: each.score() for each in cases}
    for table, kinds in zip(("words", "sections"), lexicon.entries(), strict=True):
        for at, entry in enumerate(kinds):
            concerned = [each for each in cases if lexicon.found_in(_spoken(each.case), [entry])]
            with _without(table, at):
                less = [each.score() for each in concerned]
            pairs = list(zip((full[each.case.id] for each in concerned), less, strict=True))
            right, found = (sum(one[n] - other[n] for one, other in pairs) for n in (0, 1))
            yield f"{len(concerned):3} {right:+.0f} {found:+.2f}  {table} {data[table][at]['said'][0]}"


def _spoken(case: Case) -> tuple[str, ...]:
    return tuple(map(stem, words(" ".join((*case.history, case.question)))))


@contextmanager
def _without(table: str, at: int) -> Iterator[None]:
    """The lexicon less one entry."""
    left = [list(kinds) for kinds in lexicon.entries()]
    del left[("words", "sections").index(table)][at]
    lexicon.expanded.cache_clear()
    with patch.object(lexicon, "entries", lambda: tuple(map(tuple, left))):
        yield
    lexicon.expanded.cache_clear()


def asked(question_set: QuestionSet, settings: Settings, assistant: Assistant) -> list[Asked]:
    """Every case of a set, ready to be asked."""
    library = held(assistant, assistant.cards(Access.EXEMPT))
    ruler = read_paragraphs(question_set.paragraphs) if question_set.paragraphs else library
    return [Asked(case, assistant, ruler, library) for case in read_cases(question_set.questions)]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m evals.lexicon", description="What each entry of the lexicon adds.")
    parser.add_argument("sets", nargs="*", type=Path, help="question sets; our own where none is named")
    parser.add_argument("--library", type=Path, help="the library in use, for sets that are named")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out", help="where our own libraries are")
    chosen = parser.parse_args()
    settings = Settings.model_validate({} if chosen.library is None else {"library": chosen.library})
    console = Console()
    for each in question_sets(chosen.sets, settings, chosen.out):
        fill(each, settings, console)
        with closing(Assistant(settings.model_copy(update={"library": each.library}))) as assistant:
            console.print(each.name)
            for line in worth(asked(each, settings, assistant)):
                console.print(line, highlight=False)


if __name__ == "__main__":
    main()
