"""Words that deny each other: a question that takes one for granted, and a sentence that says the other. Pure.

"Why has X doubled?" is denied by a sentence on X that says it halved; not by one on another thing, another time, or one
that says both. Pairs that may both be true, one after the other (opened and closed, imposed and lifted), are none here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Evidence, Query
from assistant.bearing import speaks_of, without_label
from assistant.consult.said import undated
from assistant.lexicon import expanded
from assistant.words import content_words, stem, stems
from ingest.sentences import sentences

LEAST = 0.5  # share of what the question is about, its direction aside, that the sentence must hold
MOSTLY = 0.6  # the same of a sentence that only says that it was not so
NEXT = 8  # words after "not", of which one must be of what the question is about
FEWEST = 2  # words of it
ALIKE = 4  # letters that two words of one family share at the front: "exec", "executive"
_PRESUMES = re.compile(
    r"\b(?:why|how come|what (?:made|caused|led|drove|explains|is behind|lies behind|was behind))\b", re.I
)
_ROSE = (
    r"rise[ns]?|rose|rising|increas(?:e|es|ed|ing)|gr(?:ew|own|owing)|(?:gone|went|going|go|shot|crept) up"
    r"|climb(?:ed|ing)|jump(?:ed)?|soar(?:ed|ing)|doubl(?:ed|ing)|trebl(?:ed|ing)|tripl(?:ed|ing)"
)
_FELL = (
    r"fall(?:en|s|ing)?|fell|decreas(?:e|es|ed|ing)|reduc(?:ed|ing)|dropp?(?:ed|ing)?|(?:gone|went|going|go|come|came)"
    r" down|halv(?:ed|ing)|shr(?:ank|unk)|declin(?:ed|ing)"
)
_SAME = r"(?:stayed|remained|kept|been) (?:the same|stable|unchanged|flat|steady)|unchanged"
_BETTER = r"improv(?:ed|ing)|(?:got|become|became|getting) (?:better|stronger)|strengthened"
_WORSE = (
    r"deteriorat(?:ed|ing)|worsen(?:ed|ing)|(?:got|become|became|getting|grown|gone) (?:worse|weaker)|slipp(?:ed|ing)"
    r"|weakened|gone backwards|went backwards|declin(?:ed|ing)"
)
_AGREED = r"agreed|approved|accepted|endorsed|backed|passed|carried|supported"
_REFUSED = (
    r"reject(?:ed)?|refused?|turn(?:ed)? down|thr(?:ew|own?) out|voted (?:down|against)|dismiss(?:ed)?|block(?:ed)?"
    r"|declined to"
)
_PAIRS = (
    (_ROSE, f"{_FELL}|{_SAME}"),
    (_FELL, f"{_ROSE}|{_SAME}"),
    (_BETTER, _WORSE),
    (_WORSE, _BETTER),
    (_REFUSED, _AGREED),
)
_NEGATES = re.compile(
    r"\b(?:decided|agreed|chose|opted|resolved) not to\b"
    r"|\b(?:did|does|do|was|were|has|have|had|is|are|will|would) (?:not|never)\b"
    r"|\bno longer\b|\bnever\b|n['’]t\b",
    re.I,
)
_NOTHING = re.compile(r"(?!)")
_FORMS = tuple((re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{other})\b", re.I)) for one, other in _PAIRS)
_NOT = re.compile(
    r"\b(?:not|no|never|without|hardly|rarely|need\w*|should|must|to)\b(?:\s\w+){0,2}\s*$|n['’]t\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Opposite:
    """The sentence that says the opposite, and where it stands."""

    piece: Evidence
    sentence: str


def opposite(query: Query, evidence: Sequence[Evidence]) -> Opposite | None:
    """The sentence found that says the opposite of what a question takes for granted; None where none does."""
    if len(query.parts) > 1 or not _PRESUMES.search(query.standalone):
        return None
    for presumed, other in _FORMS:
        if presumed.search(query.standalone) and not other.search(query.standalone):
            return _denying(query, evidence, presumed, other)
    return _negating(query, evidence)


def _negating(query: Query, evidence: Sequence[Evidence]) -> Opposite | None:
    """The sentence that says it was not so: "it was decided not to …", and next words that are taken for granted."""
    if re.search(r"\b(?:not|never|no longer)\b|n['’]t\b", query.standalone, re.I):
        return None
    subject = _subject(query, _NOTHING)
    instead = expanded(query.standalone).instead

    def held(text: str) -> int:
        words = stems(text)
        return sum(_holds(word, words, instead.get(word, frozenset())) for word in subject)

    for piece in evidence:
        for sentence in sentences(without_label(piece.paragraph.text)):
            negated = _NEGATES.search(sentence)
            after = " ".join(sentence[negated.end() :].split()[:NEXT]) if negated else ""
            if held(sentence) >= max(FEWEST, MOSTLY * len(subject)) and held(after) and _of_the_time(query, piece):
                return Opposite(piece, sentence)
    return None


def _denying(
    query: Query, evidence: Sequence[Evidence], presumed: re.Pattern[str], other: re.Pattern[str]
) -> Opposite | None:
    subject = _subject(query, presumed)
    instead = expanded(query.standalone).instead
    best, affirmed, found = 0.0, 0.0, None
    for piece in evidence:
        for sentence in sentences(without_label(piece.paragraph.text)):
            held = stems(sentence)
            matched = [word for word in subject if _holds(word, held, instead.get(word, frozenset()))]
            share = len(matched) / max(1, len(subject))
            denies, affirms = _says(other, sentence), _says(presumed, sentence)
            if affirms:
                affirmed = max(affirmed, share)
            elif (
                denies
                and len(matched) >= min(FEWEST, len(subject))
                and matched
                and share > best
                and _of_the_time(query, piece)
            ):
                best, found = share, Opposite(piece, sentence)
    return found if found and best >= LEAST and best > affirmed else None


def _subject(query: Query, presumed: re.Pattern[str]) -> list[str]:
    """The words that a question is about: without its councils, its dates and the direction it takes for granted."""
    bare = presumed.sub(" ", undated(query.standalone))
    councils = stems(" ".join(query.councils))
    asked = [stem(word) for word in content_words(bare)]
    return [word for word in asked if word not in councils and not set(word.split("-")) & councils]


def _holds(word: str, held: frozenset[str], instead: frozenset[str]) -> bool:
    if word in held or instead & held:
        return True
    return len(word) >= ALIKE and any(
        len(other) >= ALIKE and (other.startswith(word) or word.startswith(other)) for other in held
    )


def _says(direction: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence says it, and not that it is not so or is yet to be."""
    return any(not _NOT.search(sentence[: match.start()]) for match in direction.finditer(sentence))


def _of_the_time(query: Query, piece: Evidence) -> bool:
    day = piece.header.as_at
    of_paper = any(when.fits(day) for when in query.dates) if day else False
    return of_paper or speaks_of(query.dates, piece.paragraph.text, day)
