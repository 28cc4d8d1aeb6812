"""`python -m evals.faithful`: how many true, well-cited statements the gate lets through.

`paraphrases.jsonl` holds statements as a good language model would write them over the sample papers: reworded, told
from a table, drawn from two paragraphs, turned from active to passive. People wrote them, and each is wholly borne by
the paragraphs it cites with their papers' headers. A gate that drops everything invents nothing; what it costs stands
here. Each statement is put to the gate as it stands, as a model's, with the paragraphs it cites and no others, which
are read as the reader who may see most: some of the paragraphs are closed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field
from rich.console import Console

from assistant.answer import Citation, Evidence, Query, Question, Statement
from assistant.batch import Line, read_lines
from assistant.ledger.glossary import used_in
from assistant.understand import understand
from assistant.verify import fault
from evals.cases import Address
from evals.sets import fill, question_sets
from ingest.embed import load_encoder
from ingest.errors import PlanAssistantError
from ingest.fact import Abbreviation
from ingest.report import Access, Header, Paragraph, Ref
from ingest.settings import Settings
from ingest.store import Reader

_HERE = Path(__file__).parent
PARAPHRASES = _HERE / "paraphrases.jsonl"

Gate = Callable[[Query, Statement, Sequence[Evidence]], str]  # "" where the statement holds, else the first reason


class Paraphrase(Line):
    """A true statement, the question it answers, the paragraphs that bear it, and how it was reworded."""

    question: str = Field(min_length=1)
    text: str = Field(min_length=1)
    citations: tuple[Address, ...] = Field(min_length=1)
    how: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """A paraphrase as it is put to the gate."""

    paraphrase: Paraphrase
    query: Query
    statement: Statement
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fallen:
    """A paraphrase that the gate dropped, and the reason it gave."""

    paraphrase: Paraphrase
    reason: str


@dataclass(frozen=True, slots=True)
class Faithful:
    """What became of the paraphrases, each group in the order of the set."""

    survived: tuple[Paraphrase, ...]
    fallen: tuple[Fallen, ...]

    @property
    def share(self) -> float:
        """The share that survived, 0 to 1; 0.0 where nothing was put."""
        every = len(self.survived) + len(self.fallen)
        return len(self.survived) / every if every else 0.0


def read_paraphrases(path: Path = PARAPHRASES) -> tuple[Paraphrase, ...]:
    """The paraphrases of a file, in order. Raises QuestionError naming file and line."""
    return read_lines(path, Paraphrase)


def judged(puts: Sequence[Put], gate: Gate = fault) -> Faithful:
    """Hold each against the gate."""
    faults = [(put.paraphrase, gate(put.query, put.statement, put.evidence)) for put in puts]
    return Faithful(
        tuple(paraphrase for paraphrase, reason in faults if not reason),
        tuple(Fallen(paraphrase, reason) for paraphrase, reason in faults if reason),
    )


def stated(
    paraphrase: Paraphrase, found: Callable[[Ref], tuple[Paragraph, Header]]
) -> tuple[Statement, tuple[Evidence, ...]]:
    """A paraphrase as a model's statement, with its evidence. The quote of a citation is the whole paragraph.

    Raises NotHeld, from `found`, where an address is not in the library.
    """
    evidence = tuple(Evidence(key, ref, *found(ref), sure=1.0) for key, ref in enumerate(paraphrase.citations, 1))
    citations = tuple(Citation.of(e.ref, e.paragraph.text, e.paragraph, e.header) for e in evidence)
    return Statement(paraphrase.text, citations, by_model=True), evidence


def puts(paraphrases: Sequence[Paraphrase], settings: Settings) -> tuple[Put, ...]:
    """The paraphrases over a library, their questions understood as a person's would be.

    Raises:
        LibraryError: the library cannot be read.
        NotHeld: it does not hold a paragraph that one of them cites.
    """
    encoder = load_encoder(settings)
    with Reader(settings.library, Access.EXEMPT, encoder.id) as reader:
        cards, vocabulary = reader.cards(), reader.vocabulary()

        def put(paraphrase: Paraphrase) -> Put:
            asked = Question(paraphrase.question, Access.EXEMPT)
            query = understand(asked, cards, settings.home_council, vocabulary, encoder.knows)
            short_forms = used_in(query.standalone, reader.facts(Abbreviation, scope=query.scope))
            query = replace(query, short_forms=short_forms)
            found = stated(paraphrase, lambda ref: (reader.paragraph(ref), reader.header(ref.report)))
            return Put(paraphrase, query, *found)

        return tuple(put(each) for each in paraphrases)


def report(outcome: Faithful, console: Console) -> None:
    """Print the share that survived, and each that fell with its reason."""
    every = len(outcome.survived) + len(outcome.fallen)
    console.print(f"{len(outcome.survived)} of {every} paraphrases survive the gate: {outcome.share:.1%}")
    for each in outcome.fallen:
        console.print(f"\n{each.paraphrase.id}  {each.reason}", markup=False)
        console.print(f"      {each.paraphrase.text}", markup=False)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 2 where something cannot be used."""
    parser = argparse.ArgumentParser(description="How many true, well-cited statements the gate lets through.")
    parser.add_argument("--out", type=Path, default=_HERE / "out", help="folder for the library (evals/out)")
    out: Path = parser.parse_args(argv).out
    console = Console(highlight=False, soft_wrap=True)
    try:
        paraphrases, settings = read_paraphrases(), Settings.model_validate({"reference": None})
        (sample,) = question_sets((), settings, out)
        fill(sample, settings, console)
        report(judged(puts(paraphrases, settings.model_copy(update={"library": sample.library}))), console)
    except PlanAssistantError as problem:
        Console(stderr=True).print(f"evals.faithful: {problem}", soft_wrap=True, markup=False, highlight=False)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
