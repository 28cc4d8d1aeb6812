"""Typing slips: a word that stands nowhere, one slip from a word that stands somewhere, is read as that word. Pure.

It is better to leave a slip than to turn a word into another one. So a word is left alone where it is short, where
the language has it, where it is a known word with a common ending or beginning, or two known words joined, and where
two different words are as near. A slip is a letter left out, doubled or added, two changed about, or one taken for
another; the first letter is right. In a proper name a letter is never taken for another: Bramley is not Bromley.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from assistant.lexicon import expanded
from assistant.words import FUNCTION_WORDS, stem

SHORTEST = 5  # letters of a word that is looked at
TWO_SLIPS = 8  # letters from which two slips are forgiven
_WORD = re.compile(r"(?<![\w'’/.@&-])[A-Za-z]{5,}(?![\w@&-]|['’.][A-Za-z]{2,}|/\w)")
_ENDINGS = (
    "s es ed d ing er ers or ors ly al ally ment ments ness less ful able ible ation ations ion ions ist ists ism ship"
    " hood y ies ish ive ity like wide wise proof free"
).split()
_BEGINNINGS = "re un in non pre post mis over under sub out co counter dis multi inter anti semi self fore up".split()
_ASKING = frozenset(  # words of questions that papers may never use
    """agree agreed answer anything asked because before believe between changed cheapest children council councillor
    councillors definitely difference different does exactly explain finish finished happen happened happening having
    latest money number people please really receive received recommendation recommendations recommended reason
    reasons remind report reports separate should spending started summary together tomorrow whether without would
    which their there these those where while didnt doesnt isnt wasnt arent werent hasnt havent couldnt wouldnt
    shouldnt theyre youre weve theyve whats whos wheres thats theres lets""".split()
)

Read = tuple[tuple[str, str], ...]  # words as typed, and as they are read


def mend(text: str, held: frozenset[str], names: Iterable[str], knows: Callable[[str], bool]) -> tuple[str, Read]:
    """A text with its slips mended, and what was read as what.

    Args:
        text: a question.
        held: every word of the papers this reader may see, case folded; empty: nothing is mended.
        names: proper names held, of councils.
        knows: whether the language has a word (lower case).
    """
    if not held:
        return text, ()
    proper = frozenset(word for name in names for word in re.findall(r"[a-z]{5,}", name.casefold()))
    read: dict[str, str] = {}
    for typed in dict.fromkeys(_WORD.findall(text)):
        meant = _meant(typed.casefold(), held | proper if not proper <= held else held, proper, knows)
        if meant:
            read[typed] = meant.capitalize() if typed[0].isupper() or meant in proper else meant
    mended = _WORD.sub(lambda match: read.get(match[0], match[0]), text)
    return mended, tuple(read.items())


def _meant(word: str, held: frozenset[str], proper: frozenset[str], knows: Callable[[str], bool]) -> str:
    """The word that was meant; "" where it stands as typed."""
    near = _by_letter(held).get(word[0], {})
    if (
        word in near
        or knows(word)
        or knows(word.capitalize())
        or expanded(word).instead
        or _is_made_of(word, near, held, knows)
    ):
        return ""
    own = stem(word)
    if any(other[:3] == word[:3] and stem(other) == own for other in near):
        return ""
    most = 2 if len(word) >= TWO_SLIPS else 1
    mask = _letters(word)
    ranked: list[tuple[tuple[int, int], str]] = []
    for other, letters in near.items():
        if abs(len(other) - len(word)) > most or (letters ^ mask).bit_count() > 2 * most:
            continue
        slips, taken = _slips(word, other)
        if slips <= most and not (taken and other in proper) and not (slips == 2 and taken == 2):
            ranked.append(((slips, taken), other))
    best = min(ranked, default=((0, 0), ""))[0]
    nearest = sorted(other for rank, other in ranked if rank == best)
    return nearest[0] if len({stem(other) for other in nearest}) == 1 else ""


def _is_made_of(word: str, near: Mapping[str, int], held: frozenset[str], knows: Callable[[str], bool]) -> bool:
    """Whether a word is a known one with an ending or a beginning, or two known ones joined."""

    def stands(part: str) -> bool:
        return len(part) >= 4 and (part in near or part in held)

    for ending in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and (
            stands(root)
            or (ending[0] in "aeiouy" and stands(f"{root}e"))
            or (root[-1:] == root[-2:-1] and stands(root[:-1]))
        ):
            return True
        if root != word and ending in ("s", "ed", "ing", "er", "ers", "d", "es") and len(root) >= 4 and knows(root):
            return True
    if any(word.startswith(first) and stands(word[len(first) :]) for first in _BEGINNINGS):
        return True
    return any(
        (stands(word[:at]) or knows(word[:at])) and (stands(word[at:]) or knows(word[at:]))
        for at in range(4, len(word) - 3)
    )


@lru_cache(maxsize=8)
def _by_letter(held: frozenset[str]) -> Mapping[str, Mapping[str, int]]:
    """Known words by their first letter, with the letters that each is made of."""
    known = held | FUNCTION_WORDS | _ASKING
    letters: dict[str, dict[str, int]] = {}
    for word in known:
        if len(word) >= SHORTEST - 1:
            letters.setdefault(word[0], {})[word] = _letters(word)
    return letters


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 32)
    return mask


def _slips(typed: str, meant: str) -> tuple[int, int]:
    """The fewest slips between two words, and how many of them take one letter for another.

    Optimal string alignment: Damerau, "A technique for computer detection and correction of spelling errors",
    CACM 7(3), 1964.
    """
    rows = [[(at, 0) for at in range(len(meant) + 1)]]
    for i, letter in enumerate(typed, 1):
        row = [(i, 0)]
        for j, other in enumerate(meant, 1):
            slips, taken = rows[i - 1][j - 1]
            same = letter == other
            ways = [
                (slips + (not same), taken + (not same)),
                (rows[i - 1][j][0] + 1, rows[i - 1][j][1]),
                (row[j - 1][0] + 1, row[j - 1][1]),
            ]
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                ways.append((rows[i - 2][j - 2][0] + 1, rows[i - 2][j - 2][1]))
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]
