"""A question and its history → a `Query`: what is searched, where, and what kind of answer is wanted. Pure.

What narrows the search for certain (a council the question names or the conversation is about, a viewpoint such as "as
at May 2016", whatever the person chose) goes into the scope, which nothing widens. What only points (a date, "the
minutes", "the latest") goes into `prefer`, which raises papers and hides none.

The rooms: `slips` mends the typing, `following` brings in the conversation, `councils` and `papers` tell where to look,
`kinds`, `parts` and `halves` what is asked, `sides` what is set side by side, `names` who else is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from assistant.answer import Query, Question
from assistant.understand.councils import council_of_we, find_councils, held_councils
from assistant.understand.following import Said, follow
from assistant.understand.halves import ASKS
from assistant.understand.kinds import kind_of, says_kind
from assistant.understand.names import names_in
from assistant.understand.papers import VIEWPOINT, bears, missing, preferred, reread
from assistant.understand.parts import Part, parts_of
from assistant.understand.sides import sides_of
from assistant.understand.slips import mend
from assistant.when import find, mentions
from assistant.words import content_words
from ingest.errors import QuestionError
from ingest.report import Card, Scope, normalise

# Of the conversation the latest questions are read, as many as these hold, whole ones. It is much: a council named in
# the first question carries on to the last, and people's questions have some 70 characters.
EARLIER_QUESTIONS, EARLIER_CHARACTERS = 50, 4_000
_RECOMMENDATION = re.compile(
    r"\brec(?:ommendation)?s?\.?\s*(?:numbers?|nos?\.?|#)?\s*(?P<numbers>\d{1,3}\b(?:\s*(?:,|and|&"
    r"|or)\s*(?:\d{1,3})\b)*)",
    re.I,
)
_PARAGRAPH = re.compile(r"\b(?:para|paragraph|section)s?\.?\s*(\d+(?:\.\d+)*[a-z]?(?:\([a-z\d]+\))?)", re.I)
_DANGLING = re.compile(
    r"(?:\s+|^)(?:in|at|on|of|for|from|by|to|since|until|between|and|or|v|vs|versus|the)(?=\s*(?:[?.!,;:)]|$))"
    r"|\b(?:between|in|at|of|for|from)\s+(?=(?:and|or|on|in|at|by|since)\b)",
    re.I,
)


def understand(
    question: Question,
    cards: Sequence[Card],
    home_council: str = "",
    held_words: frozenset[str] = frozenset(),
    knows: Callable[[str], bool] = lambda word: False,
) -> Query:
    """Read a question against the papers on the shelf.

    Args:
        question: as put. `history` holds earlier questions, oldest first; what goes beyond `EARLIER_QUESTIONS` and
            `EARLIER_CHARACTERS` is not read.
        cards: every paper this reader may see.
        home_council: whom "we" and "our" mean; empty where unset.
        held_words: every word of those papers, case folded; empty: slips are not mended.
        knows: whether the language has a word, so that it is no slip.

    Raises:
        QuestionError: the chosen council, committee or paper is not held.
    """
    held = held_councils(cards)
    asked = [
        mend(" ".join(text.split()), held_words, held, knows) for text in (*_recent(question.history), question.text)
    ]
    said = follow([text for text, _ in asked], held)
    councils = _councils(said, held, home_council)
    scope = _scope(said, _checked(question.scope, cards), councils)
    own = [card for card in cards if scope.council in ("", card.header.council)]
    before = _before(said, asked, held, own)
    said = replace(said, dates=tuple(dict.fromkeys(reread(when, own) for when in said.dates)))
    unheld = missing(said.words, own)
    prefer = () if unheld else preferred(said.pointer, said.dates, own, before)
    dates = said.dates if said.leans or prefer or mentions(said.own) else ()
    parts = _parts(said)
    names, places = names_in(said.words, cards)
    return Query(
        text=" ".join(question.text.split()),
        standalone=said.standalone,
        scope=scope,
        wanted=parts[0].wanted,
        parts=tuple(_searchable(part.text, held, prefer, own) for part in parts),
        own_words=tuple(part.own for part in parts),
        wants=tuple(part.wanted for part in parts),
        prefer=prefer,
        councils=councils,
        names=names,
        places=places,
        recommendations=_recommendations(said.words),
        paragraphs=tuple(_PARAGRAPH.findall(said.own)),
        dates=dates,
        missing=unheld,
        asks=bool(ASKS.search(said.words)),
        fresh=said.own,
        read_as=asked[-1][1],
        sides=sides_of(said.words, scope, cards, held),
    )


def _recent(history: Sequence[str]) -> tuple[str, ...]:
    """The latest of a conversation's questions, as many as are read, oldest first."""
    sizes = accumulate(len(text) for text in reversed(history[-EARLIER_QUESTIONS:]))
    read = sum(size <= EARLIER_CHARACTERS for size in sizes)
    return tuple(history[len(history) - read :])


def _councils(said: Said, held: Sequence[str], home: str) -> tuple[str, ...]:
    """Those the question names, else whom "we" means, else those the conversation is about."""
    named = len(said.councils) > 1 or find_councils(said.own, held)
    return said.councils if named else council_of_we(said.own, held, home) or said.councils


def _parts(said: Said) -> tuple[Part, ...]:
    """The questions in what is new, each after the words that were carried over."""
    if not said.leans or not said.words.endswith(said.own):
        return parts_of(said.words)
    carried = said.words.removesuffix(said.own)
    return tuple(
        replace(part, text=f"{carried}{part.text}", wanted=part.wanted if says_kind(part.text) else kind_of(carried))
        for part in parts_of(said.own)
    )


def _before(
    said: Said, asked: Sequence[tuple[str, object]], held: Sequence[str], cards: Sequence[Card]
) -> tuple[str, ...]:
    """Names of the papers that the conversation was about before this question."""
    if len(asked) < 2:
        return ()
    earlier = follow([text for text, _ in asked[:-1]], held)
    return preferred(earlier.pointer, earlier.dates, cards) if set(earlier.councils) <= {*said.councils} else ()


def _recommendations(text: str) -> tuple[int, ...]:
    """The numbers of recommendations named: "recs 5, 7 and 8"."""
    return tuple(int(n) for match in _RECOMMENDATION.finditer(text) for n in re.findall(r"\d+", match["numbers"]))


def _searchable(part: str, held: Sequence[str], prefer: Sequence[str], cards: Sequence[Card]) -> str:
    """What is left to search for when the councils and the paper that were named have been taken as read.

    Left in, "July 2024" finds every line that prints the date, and nothing else. A date that no held paper bears stays.
    """
    pointed_at = [card for card in cards if card.name in prefer]
    spots = [(m.start, m.end) for m in find(part) if any(bears(reread(m.when, cards), card) for card in pointed_at)]
    left = part
    for start, end in sorted(spots, reverse=True):
        left = f"{left[:start]} {left[end:]}"
    while found := find_councils(left, held):  # each as often as it is named
        for named in reversed(found):
            owner = re.match(r"['’]s?\b", left[named.end :])
            left = f"{left[: named.start]} {left[named.end + (owner.end() if owner else 0) :]}"
    if left == part:
        return part
    tidied = _tidied(left)
    return tidied if content_words(tidied) else part


def _tidied(text: str) -> str:
    """A text from which names were taken, without the small words that led up to them: "agree at in ?" → "agree?"."""
    left = " ".join(text.split())
    while (less := _DANGLING.sub("", left)) != left:
        left = less
    bare = re.sub(r"\(\s*\)|^[\s,.;:–-]+", " ", left)
    if bare.count("(") != bare.count(")"):  # a part may end within its brackets
        bare = re.sub(r"[()]", " ", bare)
    return re.sub(r"\s+(?=[?.!,;:])", "", " ".join(bare.split()))


def _checked(scope: Scope, cards: Sequence[Card]) -> Scope:
    """The chosen scope in the library's own spelling, or a clear error."""
    council = _chosen("council", scope.council, {card.header.council for card in cards})
    body = _chosen("committee", scope.body, {card.header.body for card in cards})
    reports = tuple(_chosen("paper", name, {card.name for card in cards}) for name in scope.reports)
    return replace(scope, council=council, body=body, reports=reports)


def _chosen(what: str, value: str, held: set[str]) -> str:
    if not value.strip():
        return ""
    by_folded = {normalise(name): name for name in held if name}
    folded = re.sub(r"\s+(council|borough council|city council|county council)$", "", normalise(value))
    for candidate in (normalise(value), folded):
        if candidate in by_folded:
            return by_folded[candidate]
    listed = ", ".join(sorted(by_folded.values())) or "none"
    raise QuestionError(f'The library holds no {what} called "{value}". It holds: {listed}.')


def _scope(said: Said, chosen: Scope, councils: Sequence[str]) -> Scope:
    """What was chosen, narrowed by what the question says for certain; never widened."""
    council = chosen.council or (councils[0] if len(councils) == 1 else "")
    viewpoint = VIEWPOINT.search(said.viewpoint)
    dates = [when.last_day for when in mentions(viewpoint["rest"])] if viewpoint else []
    last_days: list[date] = [day for day in (chosen.as_at, *dates) if day]
    return replace(chosen, council=council, as_at=min(last_days, default=None))
