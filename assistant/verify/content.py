"""Most of what a statement says must be the cited papers' words, or plain words for them.

A word is borne by its stem, by a word of its family ("inspectors" by "inspection"), by a plain word for the same thing
(`words.toml`, the lexicon) or by the question. What is left over is what the statement adds.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.lexicon import expanded
from assistant.verify.borne import Borne
from assistant.verify.lists import groups, pasts, plain
from assistant.verify.number_words import UNIT_WORDS, in_digits
from assistant.words import content_words, stem, stems

FEWEST = 5  # content words that a statement must have, for one to be its own
MOST_ADDED = 0.3  # share of a statement's content words that may be its own
_ALIKE = 4  # letters that two words of one family share at the front
_FAMILY = 0.6  # and the share of the longer one that these must be
_JUDGES = re.compile(
    r"\b(?:unfortunately|sadly|fortunately|alarming\w*|shocking\w*|disgrac\w*|scandal\w*|shameful\w*|incompeten\w*"
    r"|negligen\w*|wrong|wrongly|mistaken|disappoint\w*|pleasing\w*|unusual\w*|surprising\w*|strikingly|impressive\w*|excellent\w*|outrag\w*|corrupt\w*|dishonest\w*|lied|liar|cover-?up|catastroph\w*"
    r"|disast\w*|crisis|appalling\w*|remarkabl\w*|wonderful\w*|terribl\w*|worrying\w*|concerning(?=[.,]|$)|resign\w*"
    r"|sack\w*|fraud\w*|illegal\w*|unlawful\w*|crimin\w*|guilt\w*|bankrupt\w*|abus\w*|died|dead|death\w*|kill\w*"
    r"|arrest\w*|prosecut\w*|sued|suing|divorc\w*|secret\w*|conspir\w*)\b",
    re.I,
)
_CONTRARY = re.compile(r"un(?!der|i|til|t|less)\w{3}|dis(?:sat|agr|app|reg)\w")  # the opposite of a word
_PLACED = re.compile(r"\b(?:in|of|from|by|at|with|for|near)\s+([a-z][\w’'-]{2,})(?=[\s.,;]|$)")


def content_fault(said: str, borne: Borne) -> str:
    """What is said in words that the cited paragraphs do not have, where those are too many; "" where they are not."""
    held = stems(borne.text)
    known = held | stems(borne.asked)
    judged = next((m[0] for m in _JUDGES.finditer(said) if not _borne(stem(m[0]), known)), "")
    if judged:
        return f"“{judged}” is in no cited paragraph"
    mine = [stem(word) for word in content_words(said) if _judged(word)]
    added = [word for word in mine if not _borne(word, known)]
    meant = expanded(said, borne.short_forms).instead if added else {}
    added = [word for word in added if not meant.get(word, frozenset()) & held]
    loose = [word for word in added if word not in plain()]
    for match in _PLACED.finditer(said):
        word = stem(match[1])
        if _judged(match[1]) and word in loose and word not in groups():
            return f"“{match[1]}” is in no cited paragraph"
    if contrary := next((word for word in loose if _CONTRARY.match(word) and word[2:] not in known), ""):
        return f"“{contrary}” is in no cited paragraph"
    if mine and len(loose) > (MOST_ADDED * len(mine) if len(mine) >= FEWEST else 0):
        return f"it adds words that no cited paragraph has: {', '.join(loose[:4])}"
    return ""


def _judged(word: str) -> bool:
    """Whether a word is content: figures, names and the words of their units are looked at by other checks."""
    return (
        not any(sign.isdigit() for sign in word)
        and word[0].islower()
        and in_digits(word, one=True) == word
        and word not in UNIT_WORDS
    )


def _borne(word: str, held: frozenset[str]) -> bool:
    if word in held or _verb(word) in _verbs_of(held) or all(part in held for part in word.split("-")):
        return True
    if any(meant & _meanings(held) for meant in (groups().get(word, frozenset()),)):
        return True
    return any(_family(word, other) for other in _by_front(held).get(word[:_ALIKE], ()))


@cache
def _bases() -> dict[str, str]:
    return {stem(form): stem(verb) for form, verb in pasts().items()}


def _verb(word: str) -> str:
    return _bases().get(word, word)


@lru_cache(maxsize=512)
def _verbs_of(held: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_verb, held))


@lru_cache(maxsize=512)
def _meanings(held: frozenset[str]) -> frozenset[int]:
    return frozenset(group for word in held for group in groups().get(word, frozenset()))


@lru_cache(maxsize=512)
def _by_front(held: frozenset[str]) -> dict[str, list[str]]:
    fronts: dict[str, list[str]] = {}
    for word in sorted(held):
        fronts.setdefault(word[:_ALIKE], []).append(word)
    return fronts


def _family(one: str, other: str) -> bool:
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return alike >= max(_ALIKE, _FAMILY * max(len(one), len(other)))
