"""The words of a question and of a paragraph, as they are held against each other: content words, by their stems.

Stems are Porter's (the "english" Snowball stemmer), the same family the lexical index uses, so that what the one finds
the other recognises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")

# Words that shape a question and say nothing of its subject.
FUNCTION_WORDS = frozenset(
    """a about above after again all also am an and any anybody anyone anything are aren as at be been before being both
    but by can cannot could couldn did didn do does doesn doing don done down each either else even ever every exactly
    few for from further get gets getting give given go goes going got had has hasn have haven having he her here him
    his how i if in into is isn it its itself just ll many may me might mine more most much must my neither no nor not
    now of off ok on once one only onto or other our ours out over own per please quite rather re really s same say
    saying says shall she should shouldn so some somebody someone something still such t tell tells than that the their
    theirs them then there these they thing things this those through to too under up upon us ve very was wasn we were
    weren what whatever when where whether which while who whom whose why will with within without won would wouldn yes
    yet you your yours said aint arent cant couldnt didnt doesnt dont hadnt hasnt havent hes heres im isnt itll ive lets
    pls plz shes shouldnt thats theres theyll theyre theyve wasnt werent weve whats wheres whos wont wouldnt youll youre
    youve
    compare compared compares comparing comparison versus vs differ differs difference differences""".split()
)
_WORD = re.compile(r"£?[^\W_]+(?:[.,/'’&-][^\W_]+)*%?")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word, case folded; figures and codes stay as they are."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    return folded if any(c.isdigit() for c in folded) else str(_STEMMER.stemWord(folded))


def words(text: str) -> tuple[str, ...]:
    """Every word, figure and code of `text` as printed, in order: "CF/22/24-25", "£1.2m" and "45%" are one each."""
    return tuple(_WORD.findall(text))


def content_words(text: str) -> tuple[str, ...]:
    """The words of `text` that carry its subject, as printed, each once, in order."""
    kept = (word for word in words(text) if word.casefold().partition("'")[0].partition("’")[0] not in FUNCTION_WORDS)
    return tuple({stem(word): word for word in reversed([*kept])}.values())[::-1]


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`; a hyphened or slashed word also gives its parts."""
    return frozenset(stem(piece) for word in words(text) for piece in _pieces(word))


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of `text` that carry its subject."""
    return frozenset(stem(word) for word in content_words(text))


def _pieces(word: str) -> Iterable[str]:
    yield word
    if parts := re.split(r"[/-]", word)[1:]:
        yield from (re.split(r"[/-]", word)[0], *parts)


def listed(names: tuple[str, ...]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
