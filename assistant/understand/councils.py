"""Which councils held a question names, in full or in short, and who "we" are. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.report import Card, normalise

# Words that many councils' names share: none of them names one by itself.
_SHARED = frozenset(
    """north south east west northern southern eastern western mid central great greater royal new old upper lower saint
    st isle isles city county borough district council metropolitan the of and upon on in under with fire rescue
    authority combined service services vale valley forest moor park bay dale dales hill hills coast coastal lakes
    police""".split()
)
_ISLE = frozenset(["isle", "isles", "of", "the"])
# What makes another council's name of a first word: "Cheshire West".
_GOES_ON = (
    "north|south|east|west|northern|southern|eastern|western|mid|central|vale|valley|forest|moor|park|bay|dales?|hills?"
    "|and (?-i:[A-Z])"
)
_SHORT_FORMS = dict(
    pair.split(":")
    for pair in """yorks:yorkshire lancs:lancashire herts:hertfordshire hants:hampshire oxon:oxfordshire
    cambs:cambridgeshire notts:nottinghamshire glos:gloucestershire bucks:buckinghamshire berks:berkshire
    beds:bedfordshire northants:northamptonshire leics:leicestershire lincs:lincolnshire staffs:staffordshire
    warks:warwickshire wilts:wiltshire worcs:worcestershire derbys:derbyshire salop:shropshire n:north s:south
    e:east w:west""".split()
)
_NOT_ONE = re.compile(
    r"\b(?:both|each|either|neither|other|another|any|all|two|every|which) (?:of the )?(?:councils?"
    r"|authorit(?:y|ies)|areas?)\b"
    r"|\b(?:elsewhere|everywhere|nationally)\b",
    re.I,
)
_WE = re.compile(r"\b(?:we|us|our|ours|we['’](?:re|ve|ll|d))\b", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A council held, where a text names it."""

    council: str
    start: int
    end: int


def held_councils(cards: Sequence[Card]) -> tuple[str, ...]:
    """Every council held, longest name first, so that of "Cheshire" and "Cheshire East" the longer is found."""
    return tuple(sorted({c.header.council for c in cards if c.header.council}, key=lambda name: (-len(name), name)))


def find_councils(text: str, held: Sequence[str]) -> tuple[Named, ...]:
    """Each council of `held` that a text names, where it first does, in the order of the text."""
    found: list[Named] = []
    rest = text
    for whole in (True, False):
        for council in held:
            if any(named.council == council for named in found):
                continue
            match = _pattern(council, tuple(held), whole).search(rest)
            if match:
                found.append(Named(council, match.start(), match.end()))
                rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return tuple(sorted(found, key=lambda named: named.start))


def council_of_we(text: str, held: Sequence[str], home: str) -> tuple[str, ...]:
    """The home council, where one is set and held and the text says "we" or "our"."""
    return (home,) if home and home in held and _WE.search(text) else ()


def is_of_several(text: str) -> bool:
    """Whether a text speaks of more councils than the one that the conversation is about."""
    return bool(_NOT_ONE.search(text))


@lru_cache(maxsize=2048)
def _pattern(council: str, held: tuple[str, ...], whole: bool) -> re.Pattern[str]:
    """How a council is named: by its whole name, or in short where that can be no other one held.

    In short is its first word of its own ("Aldwick" for "Aldwick and Fenholme"), or its initials from three on. A short
    name that goes on otherwise ("Cheshire West" where Cheshire East is held) is another council's.
    """
    words = re.findall(r"[\w'’.-]+", council)
    if whole:
        spelt = r"[\s,]+(?:and\s+)?".join(_spelt(word) for word in words if word.lower() != "and")
        return re.compile(rf"(?<![\w-])(?:{spelt})(?!\w)", re.I)
    own = next((word for word in words if normalise(word) not in _SHARED and len(word) >= 4), "")
    before = words[: words.index(own)] if own else words
    others = {normalise(word) for other in held if other != council for word in re.findall(r"[\w'’.-]+", other)}
    initials = "".join(word[0] for word in words if word.lower() not in ("and", "of", "the"))
    ways = [rf"(?-i:{initials})(?!\w)"] if len(initials) >= 3 else []
    if own and len(words) > 1 and normalise(own) not in others and _ISLE.issuperset(map(normalise, before)):
        more = "".join(rf"(?:\s+{re.escape(word)}" for word in words[words.index(own) + 1 :])
        name = re.escape(own) + more + ")?" * more.count("(?:")  # and as much of the rest as is said: "Tarn Valley"
        ways.append(rf"{name}(?!\w)(?!\s+(?:{_GOES_ON})\b)(?!\s+(?-i:[A-Z][a-z]+)\s+(?:Council|and)\b)")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})" if ways else r"(?!)", re.I)


def _spelt(word: str) -> str:
    """A word of a name as it may be written: "Yorkshire" also "Yorks", "North" also "N"."""
    short = [form for form, full in _SHORT_FORMS.items() if full == normalise(word)]
    return "(?:" + "|".join([re.escape(word), *(rf"{form}\.?" for form in short)]) + ")"
