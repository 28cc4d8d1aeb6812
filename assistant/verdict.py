"""Yes or no, where the words quoted say so themselves; nothing where they leave it to be inferred. Pure.

A wrong "yes" is worse than none: a sentence gives a verdict only where it holds nearly every word of the question (or a
word that papers use for it), says it without a hedge ("would", "subject to", "is recommended"), and where no word of
the question turns on how much, how long or how well ("all", "still", "on track") unless the sentence has it too.

What is asked for is no deed: "Set up a panel", "that a panel be set up" and "agreed to set up a panel" say nothing of
whether it was; nor does anything that stands under a heading of recommendations.
"""

from __future__ import annotations

import re

from assistant.bearing import without_label
from assistant.lexicon import Expanded, expanded
from assistant.words import content_stems, stem, stems
from ingest.report import is_recommendation_section
from ingest.sentences import sentences
from ingest.wording.verbs import IN_LISTS, PRESENT, first_word

LEAST = 0.75  # share of the question's content words that a sentence must hold
FEWEST = 2  # content words that a question must have
_NEGATIONS = r"not|no|none|never|neither|nor|without|nobody|nothing|\w+n['’]t|cannot|unable|fail(?:ed|s|ing)?|yet to"
_NEGATION = re.compile(rf"\b(?:{_NEGATIONS})\b", re.I)
_HEDGE = re.compile(
    r"\b(?:would|could|(?-i:may)|might|should|must|if|unless|until|whether|subject to|propos\w*|recommend\w*|expect\w*"
    r"|likely|intend\w*|plan(?:s|ned)? to|aim\w*|seek\w*|ask\w*|invit\w*|consider\w*|hope\w*|potential\w*|possib\w*"
    r"|due to be|will|to be|some|most|majority|partly|partially|mainly|mostly|nearly|almost|about|except|apart from|but"
    r"|however|although|though|while|not only)\b",
    re.I,
)
_TURNING = re.compile(
    r"\b(?:on (?:track|target|time|schedule|course|budget)|up to date|in hand|under control"
    r"|all|every|each|any|only|both|enough|ever|still|yet|same|first|last|again|more|less|fewer|better|worse|now"
    r"|always|already|just|really|actually|in full|fully|or|than|how|what|which|who|when|why|where)\b",
    re.I,
)
_NOTHING = re.compile(
    r"(?:none|nil|no)\b[.\w ]{0,20}|(?:there (?:are|is) )?no [\w ,]{0,40}(?:implications?|impact|considerations?)\b.*",
    re.I,
)
_WISHED = re.compile(r"\b(agree|decide|resolve|approve)\w*\s+(?:to|that)\b|\b(be)\b", re.I)
_DEED = re.compile(  # words that only a sentence has which tells how things are or were
    r"\b(?:is|are|was|were|has|have|had|been|did|does|do|met|held|made|began|went|took|gave|came|found|ran|sent|left|led"
    r"|kept|brought|built|bought|paid|rose|fell|grew|won|lost|spent|\w{3,}ed)\b",
    re.I,
)
_AS_NOUN = re.compile(r"\W*[\w-]+\s+(?:of|for|on|from|by|in|with|is|are|was|were|has|have|had)\b", re.I)


def verdict(question: str, quote: str, heading: str = "") -> str:
    """ "Yes", "No", or "" where the words quoted do not settle it.

    Args:
        question: one that wants yes or no.
        quote: the words that the answer rests on.
        heading: what they stand under, which a bare "None" answers.
    """
    asked = content_stems(question)
    if len(asked) < FEWEST or _NEGATION.search(question):
        return ""
    body = without_label(quote)
    lexicon = expanded(question)
    if _NOTHING.fullmatch(body.strip()):
        return "No" if _held(asked, stems(f"{heading} {body}"), lexicon) >= LEAST / 2 else ""
    for sentence in sentences(body):
        words = stems(sentence)
        if _held(asked, words, lexicon) < LEAST or _HEDGE.search(sentence):
            continue
        if is_recommendation_section(heading) or _is_request(sentence, asked):
            continue
        if all(turn.casefold() in sentence.casefold() for turn in _TURNING.findall(question)):
            return "No" if _NEGATION.search(sentence) else "Yes"
    return ""


def _is_request(sentence: str, asked: frozenset[str]) -> bool:
    """Whether a sentence says what is wanted and not what is: it begins as an order does, or what it says is to be."""
    if any(stem(wish[1] or wish[2]) not in asked for wish in _WISHED.finditer(sentence)):
        return True
    first = first_word(sentence)
    if (first in PRESENT or first in IN_LISTS) and not _AS_NOUN.match(sentence):
        return True
    return stem(first) in asked and not _DEED.search(sentence)


def _held(asked: frozenset[str], words: frozenset[str], lexicon: Expanded) -> float:
    """The share of the words asked that are held, or a word used for them; 0 where a figure asked about is not."""
    if any(word not in words for word in asked if any(letter.isdigit() for letter in word)):
        return 0.0
    return sum(lexicon.stands_in(word, words) for word in asked) / len(asked)
