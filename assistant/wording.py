"""A quoted answer, put into words by a language model as far as what it writes holds.

The model's sentences come first, each once the gate has let it through; the papers' own words follow as they were. So
the quotes are there at once, whatever the model does. Where none of its sentences is left, or more fell than hold, the
quoted answer stands by itself and says why. Only an answer that was found is worded: what the papers do not say, or
disagree on, is told in our own words alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.answer import Answer, Citation, State, Statement
from assistant.language.writer import Draft, Rewriter, Writer
from assistant.trace import Dropped, Trace, Wording
from assistant.verify import verify
from assistant.words import content_stems, stems
from ingest.errors import LanguageModelError
from ingest.report import Access, quoted_in
from ingest.settings import Settings

WORDED = (State.ANSWERED, State.PARTIAL)
_ONLY_QUOTES = "so only the papers' own words are shown."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Language:
    """The language model that is set, for what it is asked to do."""

    writer: Writer
    rewriter: Rewriter | None = None  # None where it is not to word questions


def language_of(settings: Settings) -> Language | None:
    """The language model that is set; None where none is. Raises SettingsError where one is that cannot be had."""
    if not settings.model:
        return None
    from assistant.compose_llm import ModelComposer  # slow to import, and most libraries are read without
    from assistant.language.model import Model
    from assistant.language.rewriter import ModelRewriter

    model = Model(settings)
    writer = ModelComposer(model, Access[settings.model_access.upper()])
    return Language(writer, ModelRewriter(model) if settings.model_rewrites else None)


def worded(trace: Trace, writer: Writer) -> Iterator[Trace]:
    """The quoted answer first; then again with what holds of each draft, which may be nothing yet; last as it stays."""
    if trace.answer.state not in WORDED or not trace.evidence:
        yield trace
        return
    begun = perf_counter()
    asked = replace(trace, answer=replace(trace.answer, model=writer.name))
    wording = Wording(writer.name, done=False)
    yield replace(asked, wording=wording)
    draft = Draft((), writer.name)
    kept: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    try:
        shown = replace(asked, wording=wording)
        for draft in writer.drafts(trace.query, trace.evidence):
            if len(draft.statements) > len(kept) + len(dropped):  # else it has been checked: the model is silent
                kept, dropped = _checked(trace, draft)
                shown = replace(shown, answer=_joined(asked, kept if len(kept) >= len(dropped) else ()))
            yield shown
        fault = ""
    except LanguageModelError as error:
        fault = str(error)
    except Exception as error:  # a fault of ours must not cost the reader the quotes
        _log.error("putting an answer into words failed", exc_info=error)
        fault = "could not be read"
    seconds = perf_counter() - begun
    wording = Wording(draft.model, True, len(kept), seconds, draft.tokens_in, draft.tokens_out, draft.cost, fault)
    asked = replace(asked, answer=replace(asked.answer, model=draft.model), wording=wording)
    holds = kept and len(kept) >= len(dropped)
    yield replace(
        asked,
        answer=_joined(asked, kept) if holds else _unworded(asked, fault, bool(dropped)),
        dropped=(*trace.dropped, *dropped),
        seconds=trace.seconds + seconds,
    )


def _checked(trace: Trace, draft: Draft) -> tuple[tuple[Statement, ...], tuple[Dropped, ...]]:
    """What holds and what does not, of all that is finished. A sentence is tied to the quotes shown already."""
    shown = trace.answer.citations
    return verify(trace.query, [_tied(statement, shown) for statement in draft.statements], trace.evidence)


def _tied(statement: Statement, shown: Sequence[Citation]) -> Statement:
    """A sentence with, in place of its citations, those of the quoted answer that hold the same words."""

    def same(mine: Citation) -> Citation:
        return next((each for each in shown if each.ref == mine.ref and quoted_in(mine.quote, each.quote)), mine)

    return replace(statement, citations=tuple(dict.fromkeys(map(same, statement.citations))))


def _joined(trace: Trace, kept: Sequence[Statement]) -> Answer:
    """The model's sentences, then the quoted ones; a sentence that only sums these up goes once the model has."""
    said = stems(" ".join(statement.text for statement in kept))
    quoted = [s for s in trace.answer.statements if not (s.sums_up and _stems(s.text) <= said)]
    return replace(trace.answer, statements=(*kept, *quoted))


def _stems(text: str) -> frozenset[str]:
    return content_stems(text)


def _unworded(trace: Trace, fault: str, fell: bool) -> Answer:
    """The quoted answer, with the reason why it has no other words."""
    if fault:
        why = f"The language model {fault}, {_ONLY_QUOTES}"
    elif fell:
        why = f"What the language model wrote could not be found in the papers, {_ONLY_QUOTES}"
    else:
        why = f"The language model wrote nothing, {_ONLY_QUOTES}"
    return replace(trace.answer, aside=why)
