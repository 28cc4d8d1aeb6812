"""Words typed into a search box, found in a text: every word, in any of its forms; words in quotation marks together.

A text and what is typed are cut and stemmed the way the lexical index cuts and stems, so that what the index finds is
found here again and can be marked. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.mark import Span
from assistant.words import stem

MOST_TERMS, MOST_CHARACTERS = 20, 300  # of what is typed; the rest is passed over
_PIECE = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|(\S+)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, term by term; a term is a word, or words that stand together. Empty: nothing is sought."""

    printed: tuple[str, ...] = ()  # as typed
    stems: tuple[tuple[str, ...], ...] = ()  # of the words of each

    def __bool__(self) -> bool:
        return bool(self.stems)


def sought(typed: str) -> Sought:
    """What is to be found, from what was typed."""
    pieces = [phrase or word for phrase, word in _PIECE.findall(typed[:MOST_CHARACTERS])]
    stems = {tuple(_stem(word) for word in _WORD.findall(piece)): piece for piece in pieces}
    kept = [(each, piece) for each, piece in stems.items() if each][:MOST_TERMS]
    return Sought(tuple(piece for _, piece in kept), tuple(each for each, _ in kept))


def places(text: str, wanted: Sought) -> tuple[Span, ...]:
    """Where any of the terms stands in `text`, in order, none within another."""
    words = [(_stem(word[0]), word.start(), word.end()) for word in _WORD.finditer(text)]
    printed = [each[0] for each in words]
    found = {(words[at][1], words[at + len(term) - 1][2]) for term in wanted.stems for at in _starts(printed, term)}
    return _apart(sorted(found))


def has_all(text: str, wanted: Sought) -> bool:
    """Whether each of the terms stands in `text`."""
    printed = [_stem(word) for word in _WORD.findall(text)]
    return all(_starts(printed, term) for term in wanted.stems)


def excerpt(text: str, marks: Sequence[Span], most: int) -> tuple[str, tuple[Span, ...]]:
    """Some `most` characters of `text` about the first mark, cut between words, and the marks that are in them."""
    if len(text) <= most:
        return text, tuple(marks)
    first = marks[0][0] if marks else 0
    start = text.rfind(" ", 0, max(first - most // 3, 0)) + 1
    end = len(text) if start + most >= len(text) else max(text.rfind(" ", start, start + most), start + 1)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    by = len(before) - start
    return before + text[start:end] + after, tuple((a + by, b + by) for a, b in marks if start <= a and b <= end)


def _starts(words: Sequence[str], term: Sequence[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word == term[0] and tuple(words[at : at + len(term)]) == tuple(term)]


def _apart(found: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return tuple(kept)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The stem of a word without its accents, which the lexical index drops as well."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return stem(plain)
