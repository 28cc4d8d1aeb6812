"""Words of papers as a comparison sets them: quoted word for word, cut where it does no harm, and held to be alike.

Two sayings are alike by the words that carry their matter. Words that most sentences of the same papers have weigh
little, so that "the improvement plan" alone makes nothing alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from math import log

from assistant.words import FUNCTION_WORDS, content_words, stem, words
from ingest.report import Paragraph, normalise
from ingest.sentences import sentences

_FEWEST_WORDS = 7  # of a sentence that says something by itself
MOST_WORDS = 45  # of a quote in a cell
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_LABEL = re.compile(
    rf"^\d{{1,3}}\.?\s*(?=[A-Z])(?!{_MONTHS})|"
    r"^\W{0,3}(?:\d+(?:\.\d+)*[a-z]?|[a-z]|[ivx]+)[.)]\s+|^\s*\d+(?:\.\d+)+[a-z]?\s+|^\s*[•·▪‣–-]\s+"
)
_SHORT = 10  # words: an "it" in so few stands for something said before
_DANGLING = re.compile(r"(?:(?:if )?(?:its?|they)|their|these|those|this|the (?:others?|remainder|rest))\b", re.I)
_NO_END = FUNCTION_WORDS | {"mr", "mrs", "ms", "dr"}
_COMMON = frozenset(
    stem(word)
    for word in """report reports paper board committee council cabinet panel member members note agree agreed approve
    endorse receive receiving update updates progress plan plans improvement improve improved children
    child people young service services include including also new number year years month months day
    days week weeks made make take taken following set per cent january february march april may june
    july august september october november december recommendation recommendations currently local
    authority last since inspection inspections inspector inspectors need needs needed meet ensure
    change changes range wide full able appropriate appropriately access accessing accessible support
    supported supports outcome outcomes effective effectively strengthen experience experiences
    understand lead leading many some few""".split()
)


def quoted(text: str, most: int = MOST_WORDS) -> str:
    """Words of a paper in quotation marks, without the label before them; "…" where more follow."""
    return f"“{cut(text, most)}”"


def cut(text: str, most: int = MOST_WORDS) -> str:
    """The first words of a text, whole sentences where they fit; marks within it made straight."""
    plain = unlabelled(" ".join(text.split())).replace("“", '"').replace("”", '"').rstrip(" ;,:")
    plain = re.sub(r"(?<=[;,.])\s+and$", "", plain).rstrip(" ;,:")
    if len(plain.split()) <= most:
        return plain
    kept = ""
    for sentence in sentences(plain):
        if len(f"{kept} {sentence}".split()) > most:
            break
        kept = f"{kept} {sentence}".strip()
    if len(kept.split()) * 3 >= most:
        return kept.rstrip(" ;,:")
    head = plain.split()[:most]
    while len(head) > 4 and (head[-1].strip("(,;:").casefold() in _NO_END or any(c.isdigit() for c in head[-1])):
        head.pop()
    return f"{' '.join(head).rstrip(' ,;:(')} …"


def unlabelled(text: str) -> str:
    """A paragraph without its number, a list item without its bullet."""
    return _LABEL.sub("", text, count=1).strip()


def standing_alone(quote: str, text: str) -> str:
    """A quote that opens with "It" or "The others", with the sentence before it, which says what is meant."""
    if not _DANGLING.match(quote) and not (len(quote.split()) <= _SHORT and " it " in quote):
        return quote
    before = ""
    for sentence in sentences(text):
        if sentence.startswith(quote) and before:
            both = f"{unlabelled(before)} {quote}"
            return both if len(both.split()) <= MOST_WORDS else quote
        before = sentence
    return quote


def own_part(quote: str) -> str:
    """A fact's own words, without the lead-in that it shares with others."""
    return quote.rpartition(" … ")[2]


def told(paragraph: Paragraph) -> tuple[str, ...]:
    """The whole sentences of a paragraph, without its label; none of a table row, whose words are no sentence."""
    if paragraph.cells or " | " in paragraph.text:
        return ()
    return tuple(each for each in sentences(unlabelled(paragraph.text)) if is_whole(each))


def is_whole(sentence: str) -> bool:
    """Whether a sentence says something by itself: no lead-in of a list, no item of a few words."""
    return not sentence.rstrip().endswith(":") and len(sentence.split()) >= _FEWEST_WORDS


@lru_cache(maxsize=20_000)
def matter(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about: no figures, and nothing that any paper says."""
    found = frozenset(piece for word in content_words(text) for piece in map(stem, re.split(r"[/-]", word)))
    return frozenset(word for word in found - _COMMON if not any(c.isdigit() for c in word) and len(word) > 2)


def alike(one: frozenset[str], other: frozenset[str], least: int = 3, share: float = 0.6) -> bool:
    """Whether two matters are one: they have so many words in common, and so much of the shorter."""
    shared = len(one & other)
    return shared >= least and shared >= share * min(len(one), len(other))


def weights(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each word tells, by how few of the texts of a side have it: log((1 + n) / have), an inverse document
    frequency (Spärck Jones 1972). Of both sides the lower counts, so that a word tells no less for being shared."""
    found: dict[str, float] = {}
    for texts in (one, other):
        have = Counter(word for text in texts for word in text)
        for word, count in have.items():
            tells = log((1 + len(texts)) / count)
            found[word] = min(found.get(word, tells), tells)
    return found


def weight(found: Iterable[str], of: Mapping[str, float]) -> float:
    return sum(of.get(word, 0.0) for word in found)


def in_common(one: str, other: str, fewest: int = 2) -> str:
    """The longest run of words that two texts share, as the first prints it; "" where it tells nothing.

    Where the first has a capital behind a hyphen, as the second prints it: "multi-agency" and not "Multi-Agency",
    which is a name only as a whole.
    """
    mine, theirs = words(one), words(other)
    folded = [[word.casefold() for word in each] for each in (mine, theirs)]
    run = SequenceMatcher(None, folded[0], folded[1], autojunk=False).find_longest_match()
    shared = [_printed(mine[run.a + at], theirs[run.b + at]) for at in range(run.size)]
    while shared and (shared[0].casefold() in FUNCTION_WORDS or shared[0].isdigit()):
        shared.pop(0)
    while shared and (shared[-1].casefold() in FUNCTION_WORDS or shared[-1].isdigit()):
        shared.pop()
    printed = " ".join(shared)
    stands = normalise(printed) in normalise(one)
    return printed if len(content_words(printed)) >= fewest and stands else ""


def _printed(word: str, other: str) -> str:
    return other if re.search(r"-[A-Z]", word) else word
