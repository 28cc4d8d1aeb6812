"""Follow-ups: what a question takes over from the conversation before it. Pure.

Two things are taken over, and they are not the same. The *scope* (which council, which paper, seen from when) carries
on until a question names another, whether or not the question leans on anything: people do not say the council twice.
The *words* of an earlier question are taken over only by one that leans on them: by a pronoun, by opening with "and",
or by being too thin to be searched alone. A council or a date that the new question names takes the place of the
earlier one in them: "and Kelham?" asks the earlier question of Kelham, not of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import When
from assistant.understand.councils import Named, find_councils, is_of_several
from assistant.understand.papers import VIEWPOINT, points_at_paper
from assistant.when import Mention, find, written
from assistant.words import content_words
from ingest.report import normalise

_OPENING = re.compile(
    r"^(?:(?:ok(?:ay)?|right|thanks|thank you|great|yes|no|hmm|sorry)[,.!]?\s+)?"
    r"(?:and|but|so|then|or|also|plus|what about|how about|same (?:for|question|again))\b",
    re.I,
)
# A pronoun, or a pointing word with nothing after it for it to point at. "By then" leans on the date, not on the words.
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|her|his|him|hers)\b(?!\s+(?:true|right|correct|fair) (?:that|to)\b)"
    r"|\b(?:that|this|these|those)\b(?=\s*(?:[?.,!;]|$|(?:is|was|are|were|means?|happen\w*|ones?|about|and)\b))"
    r"|\b(?:the|that|this|which) (?:same|other|first|second|last|former|latter|next|bigger|smaller) (?:ones?|thing)\b"
    r"|\b(?:the|which) ones?\b|\bones?\s*[?,]|\b(?:by|since|until|before|after) then\b|\bthe same\b|\bthe others?\b"
    r"|\bthe (?:year|quarter|month|one|time|week) (?:before|after)\b|\bthe (?:rest|remainder|latter|former)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:than|compare[sd]?|comparing|comparison|versus|vs|differ\w*|against|the same as|alongside|as \w+ as)\b", re.I
)
_DUMMY = re.compile(r"\b(?:is|was) it (?:true|right|correct|fair|the case)\b|\bhow long does it take\b", re.I)
THIN = 1  # content words; a question with no more leans on the one before it


@dataclass(frozen=True, slots=True)
class Said:
    """A question of a conversation with what it takes over."""

    own: str  # its own words
    words: str  # with the words it leans on
    councils: tuple[str, ...] = ()  # named, or carried
    pointer: str = ""  # the text whose words point at the papers: its own, or an earlier question's
    dates: tuple[When, ...] = ()  # that it names, or that came with a carried pointer
    viewpoint: str = ""  # the text with "as at…": its own, or an earlier question's
    label: str = ""  # what of the scope it carries and does not say: "Kelham, May 2023"

    @property
    def standalone(self) -> str:
        """Readable by itself."""
        return f"{self.words} ({self.label})" if self.label else self.words

    @property
    def leans(self) -> bool:
        """Whether it took words over."""
        return self.words != self.own


def follow(texts: Sequence[str], held: Sequence[str]) -> Said:
    """The last of a conversation's questions with what it takes over.

    Args:
        texts: the questions, oldest first, at least one.
        held: the councils held, longest name first.
    """
    said = _first(texts[0], held)
    for text in texts[1:]:
        said = _next(text, said, held)
    return said


def _first(text: str, held: Sequence[str]) -> Said:
    councils = tuple(named.council for named in find_councils(text, held))
    return Said(
        text, text, councils, pointer=text, dates=_dates(text), viewpoint=text if VIEWPOINT.search(text) else ""
    )


def _next(text: str, before: Said, held: Sequence[str]) -> Said:
    own = _first(text, held)
    leans = leans_on(text, held) and not is_of_several(text)
    against = bool(leans and _AGAINST.search(text))  # "is that more than Kelham?" is of both
    councils = own.councils or (() if is_of_several(text) else before.councils)
    if against:
        councils = tuple(dict.fromkeys((*before.councils, *councils)))
    elsewhere = bool(own.councils) and not set(own.councils) & set(before.councils)
    words = (f"{before.words} {text}" if against else _joined(text, before.words, held)) if leans else text
    points = points_at_paper(text) or bool(own.dates)
    if points or (elsewhere and not leans) or is_of_several(text):
        pointer, dates = text, own.dates
    elif elsewhere:  # "and Kelham?" asks of another council's paper, of the same time where a time was named
        pointer, dates = words, _dates(words)
    else:
        pointer, dates = before.pointer, before.dates
    said = replace(own, words=words, councils=councils, pointer=pointer, dates=dates)
    if not own.viewpoint and not points:
        said = replace(said, viewpoint=before.viewpoint)
    return replace(said, label=_label(said, held))


def leans_on(text: str, held: Sequence[str] = ()) -> bool:
    """Whether a question cannot be understood without the one before it."""
    plain = _DUMMY.sub(" ", text)
    left = len(content_words(_bare(text, held)))
    opens = bool(_OPENING.search(plain)) and not (left > THIN and find_councils(text, held))
    return opens or bool(_LEANS.search(plain)) or left <= THIN


def _joined(text: str, before: str, held: Sequence[str]) -> str:
    """The words of the earlier question, with what the new one names in place of what that named, and the new one."""
    earlier = find_councils(before, held)
    later = find_councils(text, held)
    if later and earlier and {n.council for n in later} != {n.council for n in earlier}:
        before = _in_place(before, earlier, [text[n.start : n.end] for n in later])
    old, new = _outermost(find(before)), _outermost(find(text))
    if len(new) == 1 and len(old) == 1 and old[0].when != new[0].when:
        before = before[: old[0].start] + text[new[0].start : new[0].end] + before[old[0].end :]
    left = content_words(_bare(text, held))
    return before if (later or new) and not left and not _LEANS.search(text) else f"{before} {text}"


def _in_place(text: str, spots: Sequence[Named], names: Sequence[str]) -> str:
    """Names in the place of the first spot; the other spots are left as "the same"."""
    first, *others = spots
    for spot in sorted(others, key=lambda named: -named.start):
        text = text[: spot.start] + text[spot.end :]
    return text[: first.start] + " and ".join(names) + text[first.end :]


def _bare(text: str, held: Sequence[str]) -> str:
    """A text without the councils and dates that it names."""
    spots = [(n.start, n.end) for n in find_councils(text, held)] + [(m.start, m.end) for m in find(text)]
    for start, end in sorted(spots, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _dates(text: str) -> tuple[When, ...]:
    return tuple(dict.fromkeys(mention.when for mention in find(text)))


def _outermost(found: Sequence[Mention]) -> list[Mention]:
    return sorted(found, key=lambda mention: mention.start)


def _label(said: Said, held: Sequence[str]) -> str:
    """What a question carries of the scope, as far as its words do not say it."""
    named = {n.council for n in find_councils(said.words, held)}
    councils = [council for council in said.councils if council not in named]
    told = normalise(said.words)
    dates = [day for when in said.dates if normalise(day := written(when)) not in told]
    return ", ".join([*councils, *dates])
