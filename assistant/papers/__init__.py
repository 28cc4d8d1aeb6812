"""Papers to take into a room, written from verified answers and ledgers: `written` is the way each of them goes.

A reply to scrutiny, a briefing, a pack for new staff, a comparison. Each is a `Handout`: built from what one reader may
see, then held to the paragraphs it cites by the same gate as every answer (`gate`). What does not hold is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.ask import Assistant
from assistant.papers.gate import held
from assistant.papers.handout import Handout
from assistant.papers.sources import Sources
from ingest.errors import NotHeld
from ingest.report import Access, Scope


def written(
    assistant: Assistant, access: Access, scope: Scope, build: Callable[[Sources], Handout], asked: str = ""
) -> Handout:
    """Build a handout from what one reader may see within a scope, and leave out of it what does not hold.

    Args:
        build: makes it from what is open to this reader.
        asked: the questions it answers, where it answers any.

    Raises:
        NotHeld: a paper that it is to be written from is not held, or this level may not see it.
        LibraryError: the library cannot be read.
    """
    try:
        return _built(Sources(assistant, access, scope), build, asked)
    except NotHeld:  # a paper may have been taken out between two looks; as things now stand it is not there
        return _built(Sources(assistant, access, scope), build, asked)


def _built(sources: Sources, build: Callable[[Sources], Handout], asked: str) -> Handout:
    handout, _ = held(build(sources), sources, asked)
    return handout
