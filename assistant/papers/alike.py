"""Whether two sayings are one: by the words that they share, as a share of the shorter's. Pure.

One rule for every handout, with as many words as each wants of it: a pair of a comparison, one happening that two
sentences of a story tell, words that a briefing has quoted before.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.ledger.likeness import other_figures, stems
from assistant.words import content_stems
from ingest.report import normalise

_OF_ONE_MATTER = (2, 0.6)  # words in common, and their share of the shorter's
_SAID_AGAIN = (5, 0.7)
_STANDS_IN = 20  # characters: fewer stand in many a sentence


def alike(one: frozenset[str], other: frozenset[str], least: int = 3, share: float = 0.6) -> bool:
    """Whether two sets of words are of one thing: they have so many in common, and so much of the shorter."""
    shared = len(one & other)
    return shared >= least and shared >= share * min(len(one), len(other))


def of_one_matter(one: str, other: str) -> bool:
    """Whether two sentences tell of the same: most of the words of the shorter are the other's."""
    return alike(content_stems(one), content_stems(other), *_OF_ONE_MATTER)


def said_again(new: str, old: str) -> bool:
    """Whether words are the same again, or most of the same with no other figure, and not much more."""
    mine, theirs = normalise(new), normalise(old)
    if len(mine) >= _STANDS_IN and (mine in theirs or (theirs in mine and len(theirs) * 2 > len(mine))):
        return True
    one, other = _matter(new), _matter(old)
    shorter, longer = sorted((len(one), len(other)))
    same = alike(one, other, *_SAID_AGAIN) and shorter * 2 > longer
    return mine == theirs or (same and not other_figures(new, old))


@lru_cache(maxsize=4000)  # every sentence of a briefing is held against every line so far, in each of the rooms tried
def _matter(text: str) -> frozenset[str]:
    return stems(text)
