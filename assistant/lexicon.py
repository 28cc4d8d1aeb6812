"""How people ask and how papers write: a question's words, the papers' words for them, and where papers write of it.

The entries are data (`lexicon.toml`). A phrase is found as a whole: "sign off" is not "sign". Words are held against
each other by their stems.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.words import content_words, stem, stems, words


@dataclass(frozen=True, slots=True)
class Entry:
    """Phrases of questions, as their words' stems, and what belongs to them."""

    said: tuple[tuple[str, ...], ...]
    belongs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expanded:
    """What the lexicon knows of a question."""

    terms: tuple[str, ...]  # words of papers, to be searched for as well
    instead: Mapping[str, frozenset[str]]  # stem of a word asked → stems that count as it
    headings: frozenset[str]  # stems of words of headings under which papers write of it

    def stands_in(self, word: str, held: frozenset[str]) -> bool:
        """Whether stems have that of a word asked, or of a word that papers use for it."""
        return word in held or bool(self.instead.get(word, frozenset()) & held)


@lru_cache(maxsize=512)
def expanded(text: str, short_forms: tuple[tuple[str, str], ...] = ()) -> Expanded:
    """What papers say for the words of a question, and where.

    Args:
        short_forms: pairs of a short form and what the papers write it for; either stands for the other.
    """
    spoken = tuple(stem(word) for word in words(text))
    terms: list[str] = []
    instead: dict[str, frozenset[str]] = {}
    own = (entry for pair in short_forms for entry in _either_way(*pair))
    for entry, phrase in found_in(spoken, (*entries()[0], *own)):
        terms += entry.belongs
        meant = _meant(entry)
        for word in content_words(" ".join(phrase)) or phrase:
            instead[stem(word)] = instead.get(stem(word), frozenset()) | meant
    headed = (each for entry, _ in found_in(spoken, entries()[1]) for each in _meant(entry))
    return Expanded(tuple(dict.fromkeys(terms)), instead, frozenset(headed))


def _meant(entry: Entry) -> frozenset[str]:
    """The stems that count as what was said: of "head of service" not "of", which stands everywhere."""
    return frozenset(each for belongs in entry.belongs for each in stems(" ".join(content_words(belongs))))


def found_in(spoken: tuple[str, ...], entries: Iterable[Entry]) -> list[tuple[Entry, tuple[str, ...]]]:
    """The entries of which a phrase stands in the words spoken, with that phrase."""
    return [(entry, phrase) for entry in entries for phrase in entry.said if _within(phrase, spoken)]


def _either_way(short: str, long: str) -> tuple[Entry, Entry]:
    """ "PEP" for "personal education plan", and the other way about."""
    short_words, long_words = (tuple(map(stem, words(text))) for text in (short, long))
    return Entry((short_words,), (long,)), Entry((long_words,), (short,))


def _within(phrase: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(spoken[at : at + size] == phrase for at in range(len(spoken) - size + 1))


@cache
def entries() -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries on words, and those on sections, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return _read(data["words"], "written"), _read(data["sections"], "headed")


def _read(table: Iterable[Mapping[str, list[str]]], belongs: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(tuple(tuple(map(stem, phrase.split())) for phrase in entry["said"]), tuple(entry[belongs]))
        for entry in table
    )
