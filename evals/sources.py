"""A statement under check and the paragraphs it cites, cut into what can be held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evals.marks import Mark, Word, marks, words
from evals.senses import STATUS

STOP = frozenset(
    "a an the of to in on at by for from with as is are was were "
    "be been being it its this that these those there their "
    "they them he she his her who which what when where how why and or but if then than so also both all any each has "
    "have had do does did will would can could may might shall should must about into over under between during within "
    "per under after before up out off only own same such very more most other says said say states stated report "
    "reports paper papers minutes according cent percent although unless since until because despite however you "
    "notes noted paragraph board committee council we our us i s t yes no not".split()
)
ENDS = frozenset(". ; : | •".split())


@dataclass(frozen=True)
class Source:
    """A cited paragraph: its own words, and what stands around it: address, heading, lead-in, table headings."""

    text: str
    around: str = ""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words(self.text)

    @cached_property
    def small(self) -> tuple[str, ...]:
        return tuple(word.small for word in self.words)

    @cached_property
    def near(self) -> tuple[str, ...]:
        """The words around it, in small letters."""
        return tuple(word.small for word in words(self.around))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return marks(self.words)

    @cached_property
    def marks_near(self) -> tuple[Mark, ...]:
        return marks(words(self.around))

    @cached_property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        return tuple(cut(self.text))


@dataclass(frozen=True, slots=True)
class Told:
    """A statement under check."""

    text: str
    words: tuple[Word, ...]
    sources: tuple[Source, ...]
    question: str
    common: frozenset[str]  # words that are no names

    @property
    def small(self) -> tuple[str, ...]:
        return tuple(word.small for word in self.words)


def cut(text: str) -> Iterator[tuple[str, ...]]:
    """The sentences, list items and cells of a text, in small letters."""
    sentence: list[str] = []
    found = words(text.replace("\n", " | "))
    for word, after in zip(found, (*found[1:], Word("", "", True)), strict=True):
        if word.small in ("|", "•", ";") or (word.small == "." and (after.written[:1].isupper() or not after.written)):
            if sentence:
                yield tuple(sentence)
            sentence = []
        else:
            sentence.append(word.small)
    if sentence:
        yield tuple(sentence)


def stem(word: str) -> str:
    bare = word.removesuffix("s") if len(word) > 4 else word
    return bare[:6]


def same_as(word: str) -> str:
    """A word as it is held against others: how a thing stands goes by its name."""
    return STATUS.get(word, stem(word))


def telling(text: Sequence[str]) -> set[str]:
    return {stem(word) for word in text if word.isdigit() or (word.isalpha() and word not in STOP and len(word) > 1)}


def share(of: set[str], among: set[str]) -> float:
    return len(of & among) / len(of) if of else 1.0
