"""The actions of a plan and the risks of a register, row by row: how each stood then and stands now.

Of several papers on a side the last that tables any counts. What the later table leaves out is told only where it has
other rows of the earlier one: two tables of two plans are not held against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.papers.comparison.sides import Pair, Side, Sides, Told
from assistant.papers.plans import Action, actions
from assistant.papers.quoting import cut, quoted
from assistant.papers.registers import Risk, risks_of
from assistant.papers.sources import Sources
from assistant.papers.tabled import Tabled, both_tell
from ingest.report import Ref, Report

MOST = 20
_SUBJECT = 110  # characters of what an action or a risk is


def actions_compared(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Each action: its status and the last day given for it."""
    then, now = (_last(sources, side, actions) for side in sides.both)
    return _pairs(sources, sides, then, now, _action)


def risks_compared(sources: Sources, sides: Sides) -> tuple[Pair, ...]:
    """Each risk: its scores."""
    then, now = (_last(sources, side, risks_of) for side in sides.both)
    return _pairs(sources, sides, then, now, _risk)


def places_of(pairs: Iterable[Pair]) -> frozenset[Ref]:
    """The rows of tables that are told here."""
    return frozenset(citation.ref for pair in pairs for citation in pair.citations)


def _last(sources: Sources, side: Side, rows_of: Callable[[Report], Iterable[Tabled]]) -> tuple[Tabled, ...]:
    found = (tuple(rows_of(sources.report(name))) for name in reversed(side.names))
    return next((rows for rows in found if rows), ())


def _pairs(
    sources: Sources,
    sides: Sides,
    then: Sequence[Tabled],
    now: Sequence[Tabled],
    said: Callable[[Tabled], str],
) -> tuple[Pair, ...]:
    """Those in both tables; then those that one of them has; nothing where no row is in both."""
    both = both_tell(then, now) if sides.of_one_council else []
    pairs = [_pair(sources, old, new, said) for old, new in both]
    if both:
        pairs += [Pair(_named(one), _told(sources, one, said), None) for one in then if one not in [o for o, _ in both]]
        pairs += [Pair(_named(one), None, _told(sources, one, said)) for one in now if one not in [n for _, n in both]]
    return tuple(pairs)[:MOST]


def _pair(sources: Sources, old: Tabled, new: Tabled, said: Callable[[Tabled], str]) -> Pair:
    was, is_now = said(old), said(new)
    brief = f"then {was}; now {is_now}" if was and is_now and was != is_now else ""
    return Pair(
        _named(new), _told(sources, old, said), _told(sources, new, said), brief=brief, weight=_weight(old, new)
    )


def _weight(old: Tabled, new: Tabled) -> int:
    """What is late or has risen is told before what went as it was to go."""
    if isinstance(old, Risk) and isinstance(new, Risk):
        return 72 if new.weight > old.weight else 52
    return 71 if isinstance(new, Action) and new.is_late else 51


def _told(sources: Sources, one: Tabled, said: Callable[[Tabled], str]) -> Told:
    return Told(said(one) or "no status given", (sources.cite(one.report, one.para, one.quote),))


def _named(one: Tabled) -> str:
    words = quoted(cut(one.what, _SUBJECT))
    return f"{one.label}: {words}" if one.label else words


def _action(action: Action) -> str:
    if action.is_done:
        return f"“{action.status}”"
    due = f", {action.due_heading} “{action.due}”" if action.due else ""
    return f"“{action.status}”{due}"


def _risk(risk: Risk) -> str:
    return risk.told
