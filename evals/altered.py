"""A sentence of a paper with a little altered in it: a word put for another, two things swapped, its end cut off.

Where a statement is word for word a sentence but for one or two words, it is no paraphrase: what differs is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from evals.marks import marks, words
from evals.sources import STOP, Told, stem

_TAKEN_BACK = frozenset("only except unless if subject provided".split())
_SAME, _SHUFFLED = 0.85, 0.6  # share of the words in the same order, from which on it is the same sentence
_LENGTHS = 2  # words by which a statement may be longer or shorter


def altered(told: Told) -> Iterator[tuple[str, str]]:
    """What differs: "word", "order" or "cut", and the words."""
    said = tuple(word for word in told.small if word.isalnum())
    held = {stem(word) for source in told.sources for word in (*source.small, *source.near)}
    held |= {stem(word.small) for word in words(told.question)}
    for source in told.sources:
        for sentence in source.sentences:
            own = tuple(word for word in sentence if word.isalnum())
            if rest := _after(said, own):
                yield "cut", rest
            if len(own) < 4 or abs(len(own) - len(said)) > _LENGTHS:
                continue
            alike = SequenceMatcher(None, own, said, autojunk=False).ratio()
            if alike >= _SAME:
                yield from (("word", word) for word in said if word not in STOP and stem(word) not in held)
            if alike >= _SHUFFLED and set(said) <= set(own):
                beside, mine = set(pairwise(own)), set(pairwise(said))
                yield from (("order", f"{a} {b}") for a, b in pairwise(said) if (b, a) in beside - mine)
                if moved := _moved(" ".join(told.small), " ".join(sentence)):
                    yield "order", moved


def _after(said: Sequence[str], own: Sequence[str]) -> str:
    """The words that take a statement back, where it is a sentence cut off before them; or ""."""
    ends = [at + len(said) for at in range(len(own) - len(said)) if tuple(own[at : at + len(said)]) == tuple(said)]
    return next((" ".join(own[at : at + 4]) for at in ends if own[at] in _TAKEN_BACK), "")


def _moved(said: str, own: str) -> str:
    """The exact things of two texts, where they are the same and stand in another order; or ""."""
    one, other = ([str(mark.value) for mark in marks(words(text))] for text in (said, own))
    return " ".join(one) if one != other and sorted(one) == sorted(other) else ""
