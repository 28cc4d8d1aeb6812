"""Names in a statement that stand in none of the texts given, or not in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from evals.marks import MONTHS, Word, marks
from evals.sources import STOP

_ALIKE = {"cllr": "councillor", "cllrs": "councillor", "councillors": "councillor", "dr": "doctor"}
_TITLES = frozenset("councillor doctor mr mrs ms miss professor sir dame".split())
_WITHIN = frozenset("and of for in".split())  # a name
_LITTLE = frozenset("and of for the in s ' - , ' ’ &".split())


def unknown_names(said: Sequence[Word], texts: Sequence[Sequence[Word]], common: frozenset[str]) -> Iterator[str]:
    """Each capitalised word that stands in no text, and each pair of names whose words never stand side by side.

    `common` are words that stand somewhere in small letters: such a word is no name where a sentence begins.
    """
    held = {_plain(word) for text in texts for word in text}
    written = {word.written for text in texts for word in text}
    starts = {word[:5] for word in held}
    short = {letters for text in texts for letters in _initials(text)}
    beside = {pair for text in texts for pair in _pairs(text)}
    for at, word in enumerate(said):
        first = at == 0 or said[at - 1].small in (".", "?", ":", "“", '"', "•")
        if not word.written[0].isupper() or word.small in (*MONTHS, "yes", "no"):
            continue
        name = _plain(word)
        if name in held or name.rstrip("s") in held or f"{name}s" in held or word.written in short:
            continue
        if first and (word.small in common or word.small in STOP or marks((word,)) or word.small[:5] in starts):
            continue
        if _spelt_out(said, at, written):
            continue
        yield word.written
    for one, other in _pairs(said, _WITHIN):
        known = one in held and other in held and one not in _TITLES
        if known and (one, other) not in beside and one not in common and other not in common:
            yield f"{one} {other}"


def _plain(word: Word) -> str:
    return _ALIKE.get(word.small, word.small)


def _pairs(text: Sequence[Word], little: frozenset[str] = _LITTLE) -> Iterator[tuple[str, str]]:
    """Capitalised words that stand side by side, with no more than little words between."""
    names = [
        (at, _plain(word)) for at, word in enumerate(text) if word.written[0].isupper() and word.small not in MONTHS
    ]
    for (at, one), (next_at, other) in pairwise(names):
        between = {word.small for word in text[at + 1 : next_at]}
        if next_at - at <= 3 and between <= little and other not in _ALIKE.values():
            yield one, other


def _initials(text: Sequence[Word]) -> Iterator[str]:
    """Short forms that runs of capitalised words could have: "DfE", "HWB"."""
    for at, word in enumerate(text):
        if not word.written[0].isupper():
            continue
        letters = ""
        for further in text[at : at + 7]:
            if further.written[0].isupper():
                letters += further.written[0]
            elif further.small in ("for", "of", "and"):
                letters += further.small[0] if further.small != "and" else ""
            else:
                break
            yield letters


def _spelt_out(said: Sequence[Word], at: int, held: set[str]) -> bool:
    """Whether a capitalised word is part of a run whose initials stand in the texts: "Department for Education"."""
    start = at
    while start > 0 and at - start < 6 and (said[start - 1].written[0].isupper() or said[start - 1].small in _LITTLE):
        start -= 1
    return any(
        letters in held
        for begin in range(start, at + 1)
        for length, letters in enumerate(_initials(said[begin : begin + 7]), 1)
        if begin + length > at - begin and len(letters) > 1
    )
