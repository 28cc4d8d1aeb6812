"""An evaluation as one page that a person can read: figures, then every question, the failures first.

The page stands alone (no script, no picture, nothing fetched) and is drawn by Jinja with escaping always on, because
papers, questions and answers are all text from outside. Right and wrong are said in words, never by colour alone.
What is shown is laid out here; the template only places it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.answer import Query
from assistant.render import WORDS
from evals.baseline import Comparison
from evals.outcome import Shown
from evals.ruler import Ruler
from evals.run import Examination, Examined
from evals.scorecard import printed
from ingest.report import Ref, Scope

SHOWN_WORDS = 60  # of a paragraph; the paper itself is one click away in the chat

_BY_CATEGORY = ("right", "facts_present", "citation_recall", "citation_precision", "recall@5")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as the page lists it."""

    address: str
    words: str
    gold: bool = False  # the answer needs it
    held: bool = True  # for a quote: it stands in its paper


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as the page shows it. Empty `understood` and `evidence`: it crashed before there was any."""

    id: str
    category: str
    right: bool
    question: str
    history: tuple[str, ...]
    faults: tuple[str, ...]
    state: str
    statements: tuple[str, ...]
    citations: tuple[Piece, ...]
    expected: str
    facts: tuple[str, ...]
    needed: tuple[tuple[Piece, ...], ...]
    understood: tuple[tuple[str, str], ...]
    found: tuple[Piece, ...]
    evidence: tuple[Piece, ...]
    dropped: tuple[tuple[str, str], ...]
    milliseconds: str


@dataclass(frozen=True, slots=True)
class Column:
    """One question set beside the others."""

    name: str
    questions: int
    figures: dict[str, str]
    before: dict[str, str]
    falls: tuple[str, ...]
    notes: tuple[str, ...]
    categories: tuple[tuple[str, int, tuple[str, ...]], ...]
    wrong: tuple[Entry, ...]
    right: tuple[Entry, ...]


def page(examinations: Sequence[Examination], comparisons: Sequence[Comparison]) -> str:
    """The whole page, sets side by side in the order given."""
    columns = [_column(each, comparison) for each, comparison in zip(examinations, comparisons, strict=True)]
    drawing = Environment(
        loader=PackageLoader("evals", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return drawing.get_template("report.html.jinja").render(columns=columns, by_category=_BY_CATEGORY)


def _column(examination: Examination, comparison: Comparison) -> Column:
    card = examination.card
    before = comparison.kept.figures if comparison.kept else {}
    entries = tuple(entry(each, examination.ruler) for each in examination.examined)
    setting = f"Encoder {card.setting.encoder}; papers {card.setting.library}; questions {card.setting.questions}"
    reranker = f"; re-ranker {card.setting.reranker}" if card.setting.reranker else ""
    model = f"; language model {card.setting.model}" if card.setting.model else ""
    notes = [f"{setting}; search {card.setting.search}{reranker}{model}."]
    notes += [f"Not as the baseline was made: {difference}." for difference in comparison.differences]
    if comparison.kept is None:
        notes.append("The baseline does not have this set: nothing is compared.")
    if card.unheld:
        notes.append(f"Needed, and not in the library: {', '.join(card.unheld)}.")
    return Column(
        name=card.name,
        questions=card.whole.questions,
        figures={name: printed(name, value) for name, value in card.whole.figures.items()},
        before={name: printed(name, before.get(name)) for name in card.whole.figures},
        falls=tuple(map(str, comparison.falls)),
        notes=tuple(notes),
        categories=tuple(
            (row.name, row.questions, tuple(printed(name, row.figures[name]) for name in _BY_CATEGORY))
            for row in card.categories
        ),
        wrong=tuple(each for each in entries if not each.right),
        right=tuple(each for each in entries if each.right),
    )


def entry(examined: Examined, ruler: Ruler) -> Entry:
    """One question, laid out for reading."""
    case, outcome, trace = examined.case, examined.outcome, examined.trace
    gold = [ref for group in case.gold_groups for ref in group]
    statements = tuple(statement.text for statement in trace.answer.statements) if trace else (outcome.answer,)
    return Entry(
        id=case.id,
        category=case.category,
        right=examined.measures.right,
        question=case.question,
        history=case.history,
        faults=examined.measures.faults,
        state=WORDS[outcome.state],
        statements=statements,
        citations=tuple(_piece(each, each.quote, gold, ruler) for each in outcome.citations),
        expected=case.answer or ("" if case.answerable else "The papers do not say."),
        facts=tuple(pattern.pattern for pattern in case.must),
        needed=tuple(
            tuple(Piece(str(ref), _short(ruler.text(ref.report, ref.para))) for ref in group)
            for group in case.gold_groups
        ),
        understood=_understood(trace.query) if trace else (),
        found=tuple(_piece(each, each.text, gold, ruler) for each in outcome.retrieved),
        evidence=tuple(
            Piece(f"[{e.key}] {e.ref}, sure {e.sure:.2f}", _short(e.paragraph.text), _bears(_shown(e.ref), gold, ruler))
            for e in (trace.evidence if trace else ())
        ),
        dropped=tuple((each.statement.text, each.reason) for each in (trace.dropped if trace else ())),
        milliseconds=printed("seconds", outcome.seconds),
    )


def _piece(shown: Shown, words: str, gold: Sequence[Ref], ruler: Ruler) -> Piece:
    held = ruler.quoted(shown) if shown.quote else True
    return Piece(f"{shown.report}::{shown.para}", _short(words), _bears(shown, gold, ruler), held)


def _shown(ref: Ref) -> Shown:
    return Shown(report=ref.report, para=ref.para)


def _bears(shown: Shown, gold: Sequence[Ref], ruler: Ruler) -> bool:
    return any(ruler.same(shown, ref) for ref in gold)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")


def _understood(query: Query) -> tuple[tuple[str, str], ...]:
    """What was made of a question, as labels and words; what was not found in it is left out."""
    dates = [" ".join(str(part) for part in (d.day, d.month, d.year) if part is not None) for d in query.dates]
    rows = (
        ("searched as", query.standalone),
        ("in parts", " | ".join(query.parts) if len(query.parts) > 1 else ""),
        ("wanted", query.wanted.value),
        ("scope", _scope(query.scope)),
        ("raised", ", ".join(query.prefer)),
        ("councils", ", ".join(query.councils)),
        ("names", ", ".join(query.names)),
        ("recommendations", ", ".join(map(str, query.recommendations))),
        ("paragraphs", ", ".join(query.paragraphs)),
        ("dates", ", ".join(dates)),
        ("searched", "; ".join(query.parts)),
        ("words read as others", ", ".join(f"{typed} → {meant}" for typed, meant in query.read_as)),
        ("set side by side", ", ".join(side.label for side in query.sides)),
    )
    return tuple((label, words) for label, words in rows if words)


def _scope(scope: Scope) -> str:
    as_at = f"as at {scope.as_at}" if scope.as_at else ""
    return "; ".join(filter(None, (scope.council, scope.body, ", ".join(scope.reports), as_at))) or "everything held"
