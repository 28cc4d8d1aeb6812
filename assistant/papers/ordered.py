"""Each kind of handout as a person orders it: from which papers it may be written, and as at which day.

The same whoever orders it, in the terminal or on a page. A reply sees what its questions were kept to; a briefing its
council's papers up to the day of its meeting; a pack one council's papers; a comparison two papers, or one council's
papers up to the later day. Where a paper does not say whose or of when it is, nothing can be set beside it: another
paper may be of another council, or later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from assistant.ask import Assistant
from assistant.papers import written
from assistant.papers.briefing import briefing
from assistant.papers.comparison import comparison, comparison_of_dates
from assistant.papers.handout import Handout
from assistant.papers.onboarding import onboarding
from assistant.papers.reply import Asked, allowed, reply
from assistant.render_sheet import day_of
from ingest.errors import QuestionError
from ingest.report import Access, Card, Scope


def today() -> date:
    """The day on which a handout is written, by the clock of the councils whose papers are held."""
    return day_of(datetime.now(UTC))


def reply_to(
    assistant: Assistant, access: Access, asked: Sequence[Asked], made: date, scopes: Sequence[Scope] = ()
) -> Handout:
    """A reply to each of these questions, in order. Raises as `written`.

    Args:
        scopes: what the questions were kept to; none where to nothing.
    """
    return written(assistant, access, _widest(scopes), lambda sources: reply(sources, asked, made), allowed(asked))


def _widest(scopes: Sequence[Scope]) -> Scope:
    """The council and the day that hold for every question."""
    councils = {scope.council for scope in scopes}
    days = [scope.as_at for scope in scopes]
    council = councils.pop() if len(councils) == 1 else ""
    return Scope(council, as_at=None if None in days else max((day for day in days if day), default=None))


def briefing_on(assistant: Assistant, access: Access, cards: Sequence[Card], made: date) -> Handout:
    """A briefing on the papers of one meeting.

    Raises:
        QuestionError: they are of two councils or of two days.
        NotHeld: one of them is not held, or this level may not see it.
    """
    meetings = {(card.header.council, card.header.as_at) for card in cards}
    if len(meetings) != 1:
        raise QuestionError("A briefing is on the papers of one meeting: choose papers of one council and one day.")
    ((council, day),) = meetings
    names = tuple(card.name for card in cards)
    scope = Scope(council, as_at=day) if council and day else Scope(reports=names)
    return written(assistant, access, scope, lambda sources: briefing(sources, names, made))


def pack_on(assistant: Assistant, access: Access, council: str, as_at: date | None, made: date) -> Handout:
    """A pack for new staff on one council, by its name as the papers held spell it. Raises as `written`."""
    return written(assistant, access, Scope(council, as_at=as_at), lambda sources: onboarding(sources, made))


def papers_compared(assistant: Assistant, access: Access, then: Card, now: Card, made: date) -> Handout:
    """What two papers say on each subject, side by side.

    Raises:
        QuestionError: they are one paper.
        NotHeld: one of them is not held, or this level may not see it.
    """
    if then.name == now.name:
        raise QuestionError("A paper cannot be compared with itself: choose two.")
    council = then.header.council if then.header.council == now.header.council else ""
    days = [card.header.as_at for card in (then, now)]
    latest = None if None in days else max(day for day in days if day)
    scope = Scope(council, reports=(then.name, now.name), as_at=latest)
    return written(assistant, access, scope, lambda sources: comparison(sources, then.name, now.name, made))


def days_compared(assistant: Assistant, access: Access, council: str, days: tuple[date, date], made: date) -> Handout:
    """What one council's papers said as at two days. Raises QuestionError where the days are one."""
    then, now = sorted(days)
    if then == now:
        raise QuestionError("The two days are the same: choose two.")
    scope = Scope(council, as_at=now)
    return written(assistant, access, scope, lambda sources: comparison_of_dates(sources, then, now, made))
