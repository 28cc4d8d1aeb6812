"""What is held, as one person may see it, and what of it a question will search. No page library here.

What stops a library from being read is told in full, with its folder, only to somebody who may mend it; a visitor is
told that there is nothing to search and where to turn.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from assistant.answer import Searched
from assistant.app.service import Service
from assistant.people import Person
from assistant.when import last_day
from ingest.errors import LibraryEmpty, LibraryMissing, NotHeld, PlanAssistantError, QuestionError
from ingest.lock import writing
from ingest.report import Card, Scope

ANY_DATE = "Any date"
BEING_BUILT = "The library is being built: papers can be asked about as soon as they are read. Look again in a minute."
NO_PAPERS = "No papers are held yet. Whoever runs this service has to add them; then questions can be asked."
NO_PAPERS_YET = "No papers are held yet. Add some under Papers held, or in a terminal: `plan-assistant ingest FOLDER`."
UNREADABLE = (
    "The library cannot be read just now, so nothing can be asked. Whoever runs this service sees why in its log."
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor has chosen to search. Empty: anything."""

    council: str = ""
    body: str = ""
    as_at: str = ANY_DATE  # as chosen or typed
    report: str = ""  # a paper's name

    @property
    def scope(self) -> Scope:
        """The same as a search takes it. A month or a year counts to its last day.

        Raises:
            QuestionError: the date is none.
        """
        reports = (self.report,) if self.report else ()
        return Scope(self.council, self.body, reports, day_chosen(self.as_at, f'choose "{ANY_DATE}"'))


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is held, and what of it is within what was chosen."""

    cards: tuple[Card, ...] = ()  # all that this person may see
    within: tuple[Card, ...] = ()
    problem: str = ""  # why there is nothing to search

    @property
    def councils(self) -> tuple[str, ...]:
        return Searched.of(self.cards).councils

    def bodies(self, council: str) -> tuple[str, ...]:
        """Committees of `council`, or of all councils where it is empty."""
        return Searched.of(self._of(council, "")).bodies

    def dates(self, council: str, body: str) -> tuple[date, ...]:
        """Dates of the papers within, latest first."""
        return tuple(sorted({d for card in self._of(council, body) if (d := card.header.as_at)}, reverse=True))

    def papers(self, council: str, body: str) -> tuple[Card, ...]:
        """The papers within, in the order of `cards`."""
        return self._of(council, body)

    def _of(self, council: str, body: str) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if inside(card, Scope(council, body)))


def day_chosen(as_at: str, otherwise: str) -> date | None:
    """The last day of a date chosen or typed; None for any date. `otherwise`: what else can be done than to write one.

    Raises:
        QuestionError: it is no date.
    """
    if as_at.strip() in ("", ANY_DATE):
        return None
    return last_day(as_at, f": write it like 8 July 2024, or {otherwise}.")


def inside(card: Card, scope: Scope) -> bool:
    """Whether a paper is within a scope; one without a date is within none that has an as-at date."""
    header = card.header
    early_enough = scope.as_at is None or (header.as_at is not None and header.as_at <= scope.as_at)
    named = not scope.reports or card.name in scope.reports
    return named and scope.council in ("", header.council) and scope.body in ("", header.body) and early_enough


def shelf(service: Service, person: Person, choice: Choice) -> Shelf:
    """What is held now. A library that is missing or empty is a shelf with a problem; so is a date that is none."""
    try:
        cards = service.assistant.cards(person.access)
    except PlanAssistantError as error:
        return Shelf(problem=told(error, service, person))
    try:
        scope = choice.scope
    except QuestionError as error:
        return Shelf(cards, problem=str(error))
    return Shelf(cards, tuple(card for card in cards if inside(card, scope)))


def told(error: PlanAssistantError, service: Service, person: Person) -> str:
    """What this person is told of a library that cannot be read, or of a question that cannot be asked."""
    if isinstance(error, (QuestionError, NotHeld)):
        return str(error)
    if isinstance(error, (LibraryMissing, LibraryEmpty)):
        if writing(service.settings.library):
            return BEING_BUILT
        return NO_PAPERS_YET if person.manages else NO_PAPERS
    _log.error("%s", error)
    return str(error) if person.manages else UNREADABLE
