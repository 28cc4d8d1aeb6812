"""The traces of an answer as they come. A model that breaks off does not take with it what is there: the answer ends as
it stood, with a word on why.

While a language model writes, a trace comes each moment, if only the last again: the page's server lets go what a
visitor stops or leaves between two of them.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from dataclasses import replace

from assistant.trace import Trace

BROKE_OFF = "The language model broke off, so only the papers' own words are shown."
_log = logging.getLogger(__name__)


def being_worded(trace: Trace) -> bool:
    """Whether a language model is still putting this answer into words."""
    return trace.wording is not None and not trace.wording.done


def ended(trace: Trace, why: str) -> Trace:
    """A trace to which a language model adds no more: what it wrote stands; where that is nothing it says `why`."""
    if trace.wording is None or trace.wording.done:
        return trace
    written = any(statement.by_model for statement in trace.answer.statements)
    answer = replace(trace.answer, aside="" if written else why)
    return replace(trace, answer=answer, wording=replace(trace.wording, done=True, fault=why))


def arriving(traces: Iterator[Trace]) -> Generator[Trace]:
    """Each trace when it is there; the last is whole. Raises what the first trace raises. Closes `traces` with it."""
    try:
        last = next(traces)
        yield last
        try:
            for last in traces:
                yield last
        except Exception as error:
            _log.error("an answer broke off while it was put into words", exc_info=error)
        if being_worded(last):
            yield ended(last, BROKE_OFF)
    finally:
        if isinstance(traces, Generator):
            traces.close()
