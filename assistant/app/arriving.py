"""The traces of an answer as they come, so that whoever waits for a language model can be let go.

The page's server closes what a visitor stops between two steps only, and a step that waits for a model may take as long
as the model is given. So the traces are read in a thread of their own, and while none comes there is a step all the
same. A model that breaks off does not take with it what is there: the answer ends as it stood, with a word on why.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Event, Thread

from assistant.trace import Trace

BEAT = 0.5  # seconds between two steps at most, while a language model writes
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
    """Each trace when it is there, and while a language model writes the last again after each BEAT without one.

    Raises what the first trace raises. When this is closed, `traces` is closed as soon as it has given its next.
    """
    last = next(traces)
    came: SimpleQueue[Trace | None] = SimpleQueue()
    left = Event()
    if being_worded(last):
        Thread(target=_read, args=(traces, came, left), daemon=True, name="an answer being worded").start()
    try:
        yield last
        while being_worded(last):
            with suppress(Empty):
                last = came.get(timeout=BEAT) or ended(last, BROKE_OFF)
            yield last
    finally:
        left.set()


def _read(traces: Iterator[Trace], came: SimpleQueue[Trace | None], left: Event) -> None:
    """Put each trace where it is waited for, until there is none or nobody waits any more; then None."""
    try:
        for trace in traces:
            came.put(trace)
            if left.is_set():
                break
        if isinstance(traces, Generator):
            traces.close()
    except Exception as error:
        _log.error("an answer broke off while it was put into words", exc_info=error)
    finally:
        came.put(None)
