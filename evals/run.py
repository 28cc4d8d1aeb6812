"""A question set → what came of each question, measured.

A question that breaks the program is an outcome like any other; only a library that cannot be used ends the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ask import Assistant
from assistant.batch import Answering, answer_line, error_line, texts_found
from assistant.retrieve import Search
from assistant.trace import Trace
from evals.cases import Case, digest, read_cases
from evals.metrics import Measures, measure
from evals.outcome import Outcome
from evals.ruler import Ruler
from evals.scorecard import Scorecard, Setting, scorecard
from evals.sets import QuestionSet, read_paragraphs
from ingest.errors import LibraryError, ModelError
from ingest.report import Access, Card, Ref
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class Examined:
    """A case, what came of it, and its measures. `trace` is None where it crashed."""

    case: Case
    outcome: Outcome
    trace: Trace | None
    measures: Measures


@dataclass(frozen=True, slots=True)
class Examination:
    """A whole question set, examined."""

    card: Scorecard
    examined: tuple[Examined, ...]
    ruler: Ruler


def ask(assistant: Answering, case: Case) -> tuple[Outcome, Trace | None]:
    """Put one case to the assistant.

    Raises:
        LibraryError, ModelError: the library or a model cannot be used, so that there is nothing to examine.
    """
    try:
        trace = assistant.trace(case.asked())
        line = answer_line(case.id, trace, texts_found(assistant, trace))
    except (LibraryError, ModelError):
        raise
    except Exception as problem:  # a crash is an outcome: it scores nothing, and the others are asked
        return Outcome.model_validate(error_line(case.id, f"{type(problem).__name__}: {problem}")), None
    return Outcome.model_validate(line), trace


def held(assistant: Assistant, cards: Sequence[Card]) -> Ruler:
    """The words of every paragraph in the library, whoever may see them."""
    reports = [assistant.report(card.name, Access.EXEMPT) for card in cards]
    return Ruler({Ref(report.name, p.para): p.text for report in reports for p in report.paragraphs})


def papers_digest(cards: Sequence[Card]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the papers' names and contents."""
    lines = sorted(f"{card.name} {card.digest}" for card in cards)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def examine(
    question_set: QuestionSet, settings: Settings, search: Search = Search.FUSED, *, ledgers: bool = True
) -> Examination:
    """Ask every case of a set and measure the answers. The library is there already; `ledgers`: they are consulted."""
    cases = read_cases(question_set.questions)
    assistant = Assistant(
        settings.model_copy(update={"library": question_set.library}),
        search=search,
        ledgers=ledgers,
    )
    try:
        cards = assistant.cards(Access.EXEMPT)
        setting = Setting(
            encoder=assistant.encoder.id,
            library=papers_digest(cards),
            questions=digest(question_set.questions),
            search=search.value,
            home_council=settings.home_council,
            model=assistant.language.writer.name if assistant.language else "",
            reranker=assistant.reranker.name if assistant.reranker else "",
        )
        library = held(assistant, cards)
        ruler = read_paragraphs(question_set.paragraphs) if question_set.paragraphs else library
        examined = []
        for case in cases:
            outcome, trace = ask(assistant, case)
            examined.append(Examined(case, outcome, trace, measure(case, outcome, ruler, library)))
    finally:
        assistant.close()
    gold = dict.fromkeys(ref for case in cases for group in case.gold_groups for ref in group)
    unheld = tuple(str(ref) for ref in gold if not library.holds(ref))
    card = scorecard(question_set.name, setting, [each.measures for each in examined], unheld)
    return Examination(card, tuple(examined), ruler)
