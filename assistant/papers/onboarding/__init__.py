"""The onboarding pack for new staff: what one council's papers tell somebody in their first week, and what to read.

Seven parts, from the story in a page to the papers that are missing; each says in a sentence where it has nothing. All
of it is as at the latest paper it may rest on: nothing is said of now.
"""

from __future__ import annotations

from datetime import date

from assistant.papers.handout import Chapter, Handout, Sort
from assistant.papers.onboarding.bodies import bodies_part
from assistant.papers.onboarding.people import people_part
from assistant.papers.onboarding.reading import glossary_part, reading_part
from assistant.papers.onboarding.recommendations import recommendations_part
from assistant.papers.onboarding.story import story
from assistant.papers.onboarding.timeline import timeline_part
from assistant.papers.sources import Sources

_PARTS = (story, timeline_part, bodies_part, people_part, recommendations_part, glossary_part, reading_part)


def onboarding(sources: Sources, made: date) -> Handout:
    """The pack of one council: the scope of `sources` names it.

    Raises:
        NotHeld: a paper was taken out while it was written.
        LibraryError: the library cannot be read.
    """
    searched = sources.searched
    council = sources.scope.council or " and ".join(searched.councils)
    return Handout(
        Sort.ONBOARDING,
        f"What the papers of {council} say",
        ": ".join(filter(None, (council, ", ".join(searched.bodies)))),
        sources.scope.as_at or searched.latest,
        searched,
        made,
        (Chapter(tuple(part(sources) for part in _PARTS)),),
    )
