"""Every figure and date of a statement is one of the cited papers', of the same kind and size.

One repeated from the question is borne only where the papers have no figure of that kind that it could be told for.
"""

from __future__ import annotations

import re

from assistant.verify.anchors import borne_in, said_in
from assistant.verify.borne import Borne
from assistant.verify.number_words import UNIT_WORDS, in_digits
from assistant.words import content_words, stem, stems
from ingest.report import normalise

_LOOSE = frozenset({"some"})
_PART = re.compile(r"\b(\d[\d,]*) (?:out )?of (?:the |its |our )?(\d[\d,]*)(?!\w)")
_COUNTED = re.compile(r"(?<![\w.,£/])(\d+) ([a-z]{3,})")
_ANY = re.compile(r"\w+")
_REACH = 10  # words on either side of a figure among which its thing must stand
_OF = re.compile(r"\b(?P<part>\d[\d,]*) (?:out )?of (?:the |its |our )?(?P<whole>\d+)\b(?!,\d)")
_OF_PAPER = re.compile(
    r"\b(?:as at|as of|reports?|reported|papers?|minutes|updates?|meeting|dated|document|inspect\w*|says?|said|told)\b",
    re.I,
)


def figure_fault(said: str, borne: Borne) -> str:
    held = frozenset(point for unit in borne.units for point in borne_in(unit.whole))
    kinds = {kind for unit in borne.units for kind, _ in borne_in(unit.text)}
    asked = borne_in(borne.question)
    for anchor in said_in(said):
        if anchor.point in held or anchor.kind in _LOOSE:
            continue
        if anchor.kind == "order" and not _disordered(anchor.value, held):
            continue
        if anchor.kind == "date" and anchor.value in borne.days and (borne.met or _OF_PAPER.search(said)):
            continue
        if anchor.point in asked and anchor.kind not in kinds:
            continue
        what = "date" if anchor.kind == "date" else "figure"
        return f"the {what} {anchor.printed} is in no cited paragraph"
    return _more_than_all(said) or _of_all(said, borne) or _of_others(said, borne)


def _disordered(order: str, held: frozenset[tuple[str, str]]) -> bool:
    """Whether a change from one figure to another is told of figures that the papers set in another order."""
    ends = set(order.split(" > "))
    return any(kind == "order" and ends & set(value.split(" > ")) for kind, value in held)


def _more_than_all(said: str) -> str:
    """ "92 of the 85": a part that is more than its whole."""
    for part, whole in _PART.findall(in_digits(normalise(said), one=True)):
        if float(part.replace(",", "")) > float(whole.replace(",", "")):
            return f"{part} cannot be of {whole}"
    return ""


def _of_all(said: str, borne: Borne) -> str:
    """A whole told for its part: "12 recommendations are met" where eight of the 12 are."""
    own = in_digits(normalise(said), one=True)
    for unit in borne.units:
        text = in_digits(normalise(unit.text), one=True)
        for match in _OF.finditer(text):
            part, whole = match["part"], match["whole"]
            if re.search(rf"(?<![\w.])(?:{re.escape(part)}|of(?: the)? {re.escape(whole)})(?![\w])", own):
                continue
            told = re.search(rf"(?<![\w.,£]){re.escape(whole)}(?![\w%,.]\d)", own)
            if told and stems(own[told.end() :]) & _predicate(text[match.end() :]):
                return f"{whole} is told for the {part} of them"
    return ""


def _of_others(said: str, borne: Borne) -> str:
    """A count of one thing told of another: "108 recommendations" where the paper counts 12 of them, and 108 homes."""
    theirs = [_COUNTED.findall(in_digits(normalise(unit.text), one=True)) for unit in borne.units]
    tokens = [
        [stem(token) for token in _ANY.findall(in_digits(normalise(unit.text), one=True))] for unit in borne.units
    ]
    for count, word in _COUNTED.findall(in_digits(normalise(said), one=True)):
        if word in UNIT_WORDS:
            continue
        thing = stem(word)
        others = any(other != count and stem(each) == thing for found in theirs for other, each in found)
        if others and not any(
            thing in words[max(0, at - _REACH) : at + _REACH]
            for words in tokens
            for at, token in enumerate(words)
            if token == count
        ):
            return f"{count} is not told of “{word}”"
    return ""


def _predicate(after: str) -> frozenset[str]:
    """The stems of the words that say something of a figure, behind the thing it counts."""
    said = re.search(r"\b(?:is|are|was|were|has|have|had|\w+ed|met)\b.*", after)
    return frozenset(stem(word) for word in content_words(said[0])) if said else frozenset()
