"""Whether an old answer may still be shown: papers are withdrawn, closed and replaced after it was given.

All or nothing, on purpose. An answer with one statement taken out is another answer, which nobody gave; and what is
left could tell of what was taken out. So an answer stands as a whole, or nothing of it is shown but its question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Searched
from assistant.ask import Assistant
from assistant.tied import is_silence
from ingest.errors import NotHeld
from ingest.report import Access, Card, Scope, quoted_in, written_day

_PAPER_OF = re.compile(r"\breport of (\d{1,2} [A-Z][a-z]+ \d{4})\b")


def stands(answer: Answer, assistant: Assistant, access: Access) -> bool:
    """Whether all that `answer` says and names can be read at this level now; see `standing`."""
    return standing((answer,), assistant, access)[0]


def standing(answers: Sequence[Answer], assistant: Assistant, access: Access) -> tuple[bool, ...]:
    """For each answer, whether it stands; each paper they rest on is read once.

    It stands where every paragraph cited, or offered as the nearest, can be read at this level and the words relied on
    still stand there, and where the councils, bodies and dates that the answer names as searched are still those of
    papers held.

    Raises:
        LibraryError: the library cannot be read.
    """
    cards = assistant.cards(access)
    held = Searched.of(cards)
    days = {card.header.as_at for card in cards}
    names = {c.ref.report for answer in answers for c in _relied_on(answer)}
    papers = {name: _paragraphs(name, assistant, access) for name in names}

    def one(answer: Answer) -> bool:
        searched = answer.searched
        return (
            all(_reads(citation, papers[citation.ref.report]) for citation in _relied_on(answer))
            and set(searched.councils) <= set(held.councils)
            and set(searched.bodies) <= set(held.bodies)
            and {searched.earliest, searched.latest} - {None} <= days
            and _papers_named(answer) <= {written_day(day) for day in days}
        )

    return tuple(one(answer) for answer in answers)


def still_held(scope: Scope, cards: Sequence[Card]) -> Scope:
    """What of a scope names papers that are held; the rest is left out, so that it can be asked again."""
    held = Searched.of(cards)
    names = {card.name for card in cards}
    return replace(
        scope,
        council=scope.council if scope.council in held.councils else "",
        body=scope.body if scope.body in held.bodies else "",
        reports=tuple(name for name in scope.reports if name in names),
    )


def _relied_on(answer: Answer) -> tuple[Citation, ...]:
    return (*answer.citations, *answer.nearest)


def _paragraphs(name: str, assistant: Assistant, access: Access) -> dict[str, str]:
    """The text of each paragraph of a paper by its address; none where the paper is not there."""
    try:
        return {paragraph.para: paragraph.text for paragraph in assistant.report(name, access).paragraphs}
    except NotHeld:
        return {}


def _reads(citation: Citation, paragraphs: dict[str, str]) -> bool:
    text = paragraphs.get(citation.ref.para)
    return text is not None and (not citation.quote or quoted_in(citation.quote, text))


def _papers_named(answer: Answer) -> set[str]:
    """The dates of papers that statements without a note name ("The report of 8 July 2024 has no paragraph 9").

    A half of a question for which nothing was found is told in the reader's own words, which name what they like.
    """
    bare = (each.text for each in answer.statements if not each.citations and not is_silence(each.text))
    return {day for text in bare for day in _PAPER_OF.findall(text)}
