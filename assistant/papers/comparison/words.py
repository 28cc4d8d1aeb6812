"""What two sayings of papers have in common: the words that carry their matter, and how much each tells.

Words that most sentences of the same papers have weigh little, so that "the improvement plan" alone makes nothing
alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from math import log
from typing import TypeVar

from assistant.papers.quoting import unlabelled
from assistant.words import FUNCTION_WORDS, content_words, stem, words
from ingest.report import Paragraph, normalise
from ingest.sentences import sentences

One = TypeVar("One")
_FEWEST_WORDS = 7  # of a sentence that says something by itself
_COMMON = frozenset(
    stem(word)
    for word in """report reports paper board committee council cabinet panel member members note agree agreed approve
    endorse receive receiving update updates progress plan plans improvement improve improved children
    child people young service services include including also new number year years month months day
    days week weeks made make take taken following set per cent january february march april may june
    july august september october november december recommendation recommendations currently local
    authority last since inspection inspections inspector inspectors need needs needed meet ensure
    change changes range wide full able appropriate appropriately access accessing accessible support
    supported supports outcome outcomes effective effectively strengthen experience experiences
    understand lead leading many some few""".split()
)


def told(paragraph: Paragraph) -> tuple[str, ...]:
    """The whole sentences of a paragraph, without its label; none of a table row, whose words are no sentence."""
    if paragraph.cells or " | " in paragraph.text:
        return ()
    return tuple(filter(is_whole, map(unlabelled, sentences(paragraph.text))))


def is_whole(sentence: str) -> bool:
    """Whether a sentence says something by itself: no lead-in of a list, no item of a few words."""
    return not sentence.rstrip().endswith(":") and len(sentence.split()) >= _FEWEST_WORDS


@lru_cache(maxsize=20_000)
def matter(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about: no figures, and nothing that any paper says."""
    found = frozenset(piece for word in content_words(text) for piece in map(stem, re.split(r"[/-]", word)))
    return frozenset(word for word in found - _COMMON if not any(c.isdigit() for c in word) and len(word) > 2)


def paired(then: Sequence[One], now: Sequence[One], likeness: Callable[[One, One], float]) -> list[tuple[One, One]]:
    """Those of both sides that are alike, the likest first taken, each once; in the order of the earlier side."""
    ranked = sorted(
        (-like, i, j) for i, one in enumerate(then) for j, other in enumerate(now) if (like := likeness(one, other))
    )
    found: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in found and j not in found.values():
            found[i] = j
    return [(then[i], now[j]) for i, j in sorted(found.items())]


def weights(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each word tells, by how few of the texts of a side have it: log((1 + n) / have), an inverse document
    frequency (Spärck Jones 1972). Of both sides the lower counts, so that a word tells no less for being shared."""
    found: dict[str, float] = {}
    for texts in (one, other):
        have = Counter(word for text in texts for word in text)
        for word, count in have.items():
            tells = log((1 + len(texts)) / count)
            found[word] = min(found.get(word, tells), tells)
    return found


def weight(found: Iterable[str], of: Mapping[str, float]) -> float:
    return sum(of.get(word, 0.0) for word in found)


def in_common(one: str, other: str, fewest: int = 2) -> str:
    """The longest run of words that two texts share, as the first prints it; "" where it tells nothing.

    Where the first has a capital behind a hyphen, as the second prints it: "multi-agency" and not "Multi-Agency",
    which is a name only as a whole.
    """
    mine, theirs = words(one), words(other)
    folded = [[word.casefold() for word in each] for each in (mine, theirs)]
    run = SequenceMatcher(None, folded[0], folded[1], autojunk=False).find_longest_match()
    shared = [_printed(mine[run.a + at], theirs[run.b + at]) for at in range(run.size)]
    while shared and (shared[0].casefold() in FUNCTION_WORDS or shared[0].isdigit()):
        shared.pop(0)
    while shared and (shared[-1].casefold() in FUNCTION_WORDS or shared[-1].isdigit()):
        shared.pop()
    printed = " ".join(shared)
    stands = normalise(printed) in normalise(one)
    return printed if len(content_words(printed)) >= fewest and stands else ""


def _printed(word: str, other: str) -> str:
    return other if re.search(r"-[A-Z]", word) else word
