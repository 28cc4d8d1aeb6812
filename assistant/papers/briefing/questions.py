"""Up to five neutral questions that a member could ask, each grown by rule from a gap or a tension in one paragraph.

A question takes no side: it quotes what the paper says and asks what it leaves open. The most pressing come first, and
of one kind there are two at most, so that five questions are on more than one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.papers.briefing.own_standing import moved
from assistant.papers.briefing.questions_of_gaps import (
    conflicting,
    costs,
    marked_otherwise,
    names,
    sums,
    to_follow,
    undecided,
    unshown,
)
from assistant.papers.briefing.questions_of_words import (
    asked_of,
    conditional,
    dates_of,
    delegated,
    estimates,
    none_said,
    other_approach,
    owners,
    risen,
    short,
    unknown,
    unmet_risks,
)
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.handout import Line, Part

MOST, _OF_A_KIND = 5, 2
Kind = Callable[[Subject], Iterator[Line]]
_KINDS: tuple[Kind, ...] = (
    *(
        sums,
        marked_otherwise,
        to_follow,
        conflicting,
        conditional,
        short,
        moved,
        risen,
        unshown,
        dates_of,
        owners,
        unmet_risks,
        costs,
    ),
    *(names, other_approach, delegated, asked_of, unknown, estimates, undecided, none_said),
)


def grown(subject: Subject) -> tuple[Line, ...]:
    """The questions, five at most, two of a kind."""
    return tuple(_chosen([list(kind(subject)) for kind in _KINDS], MOST))


def questions(grown_here: tuple[Line, ...], room: Room) -> Part:
    """As many of them as there is room for."""
    return Part("Questions you could ask", grown_here[: MOST if room.most > MOST - 1 else MOST - 1])


def _chosen(by_kind: Sequence[Sequence[Line]], most: int) -> Iterator[Line]:
    """The first of each kind in turn, then the second, until there are enough; none on words that had a question."""
    asked = Told()
    for turn in range(_OF_A_KIND):
        for line in (found[turn] for found in by_kind if turn < len(found)):
            if most and not any(asked.has(citation.quote) for citation in line.citations):
                asked = Told((*asked.citations, *line.citations))
                most -= 1
                yield line
