"""What happened, was due and was promised, by date, as the papers tell it.

The same thing told again, of the same date and in much the same words, is one row at the first paper that tells it;
where else it is told stands in `also`. A promise or a deadline is shown kept only by a later paper of the same council
that tells it as done, on that date, in words of which most are the promise's own. A thing done later than promised, or
an update that came some other day, shows nothing: then "no later paper shows it", which does not say it was not kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ledger.holdings import Holdings, Row
from assistant.words import content_words, stem
from ingest.fact import Event

KEPT = "shown kept"
NOT_SHOWN = "no later paper shows it"
_ALIKE = 0.6  # of the words of the shorter of two sentences, that make them the same thing told again
_DONE = 0.6  # of the words of the promise, or of the clause that tells a deed if they are fewer: what both have
_FEWEST = 2  # words that both have, at the least
_OF_DATES = frozenset(
    stem(word)
    for word in "january february march april may june july august september october november december month"
    " day monday tuesday wednesday thursday friday saturday sunday date last previous recent".split()
)
_OF_PROMISES = frozenset(  # words in which a promise is made and a deed is told, which say nothing of what it is
    stem(word)
    for word in "agree agreed approve planned plan expected due propose proposed make made take took hold held report"
    " receive bring brought meeting board committee council paper update children service improvement progress"
    " recommendation new first".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow(Row):
    """One dated thing."""

    when: str  # as exact as said: "2015", "2015-11", "2015-11-05"; "" where `unresolved` says why
    until: str  # last day of a range; ""
    kind: str  # "event", "deadline" or "promise"
    text: str
    printed: str  # the date as printed
    unresolved: str
    kept: str  # `KEPT` or `NOT_SHOWN`; "" of an event
    kept_report: str  # the paper that shows it; ""
    kept_para: str
    kept_quote: str
    also: tuple[str, ...]  # where else it is told, "report::para"
    as_at: str
    report: str
    para: str
    quote: str


def timeline(held: Holdings) -> tuple[TimelineRow, ...]:
    """Everything dated in the papers of one council, in the order of time; what has no date comes last."""
    events = held.of(Event)
    rows: list[TimelineRow] = []
    for event in events:
        told = next((at for at, row in enumerate(rows) if _same(row, event)), None)
        if told is None:
            rows.append(_row(held.council, event, events))
        elif _is_better(event, rows[told]):
            also = (f"{rows[told].report}::{rows[told].para}", *rows[told].also)
            rows[told] = replace(_row(held.council, event, events), also=also)
        elif str(event.ref) not in (*rows[told].also, f"{rows[told].report}::{rows[told].para}"):
            rows[told] = replace(rows[told], also=(*rows[told].also, str(event.ref)))
    return tuple(sorted(rows, key=lambda row: (row.when or "9999", row.until, row.as_at)))


def _is_better(event: Event, row: TimelineRow) -> bool:
    """A numbered paragraph tells it better than the cover of the same paper."""
    return event.ref.report == row.report and row.para.startswith("header:") and event.ref.para[:1].isdigit()


def _row(council: str, event: Event, events: Sequence[Event]) -> TimelineRow:
    shown = _shown_kept(event, events) if event.kind != "event" else None
    return TimelineRow(
        council=council,
        when=event.when,
        until=event.until,
        kind=event.kind,
        text=event.text,
        printed=event.printed,
        unresolved=event.unresolved,
        kept="" if event.kind == "event" else KEPT if shown else NOT_SHOWN,
        kept_report=shown.ref.report if shown else "",
        kept_para=shown.ref.para if shown else "",
        kept_quote=shown.quote if shown else "",
        also=(),
        as_at=event.as_at.isoformat() if event.as_at else "",
        report=event.ref.report,
        para=event.ref.para,
        quote=event.quote,
    )


def _same(row: TimelineRow, event: Event) -> bool:
    if (row.kind, row.when, row.until) != (event.kind, event.when, event.until):
        return False
    if not row.when and row.printed != event.printed:
        return False
    one, other = _content(row.text), _content(event.text)
    shared = len(one & other)
    return row.text == event.text or (
        shared >= min(_FEWEST, len(one), len(other)) > 0 and shared >= _ALIKE * min(len(one), len(other))
    )


def _shown_kept(promise: Event, events: Sequence[Event]) -> Event | None:
    """The first later telling of what was promised, as done and on the day, in the month or the year promised."""
    said = _content(promise.text) - _OF_PROMISES
    if len(said) < _FEWEST:
        return None
    for event in events:
        later = promise.as_at is not None and event.as_at is not None and event.as_at > promise.as_at
        if not later or event.kind != "event" or not _within(event, promise):
            continue
        done = _content(_clause(event)) - _OF_PROMISES
        shared = len(said & done)
        if shared >= _FEWEST and shared >= _DONE * min(len(said), len(done)):
            return event
    return None


def _clause(event: Event) -> str:
    """What is said between the commas on either side of the date."""
    pieces = re.split(r"[,;:]\s", event.quote)
    return next((piece for piece in pieces if event.printed in piece), event.text)


def _within(event: Event, promise: Event) -> bool:
    """Whether a deed's date is the promised one, or lies in it: 21 June in June, and not the other way round."""
    if not event.when or not promise.when:
        return False
    if promise.until:
        return promise.when <= event.when <= promise.until
    return event.when.startswith(promise.when)


def _content(text: str) -> frozenset[str]:
    stems = frozenset(stem(word) for word in content_words(text) if word.casefold() not in {"year", "years"})
    return frozenset(word for word in stems - _OF_DATES if not re.fullmatch(r"[\d./-]+(?:st|nd|rd|th)?", word))
