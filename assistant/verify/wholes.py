"""Which figure a figure is: a part is not told for its whole, nor one thing's count or sum for another's.

"Eight of the 12" is not "12", 108 homes are not 108 recommendations, and the sum approved is not the sum spent.
"""

from __future__ import annotations

import re
from calendar import month_name
from functools import lru_cache

from assistant.verify.anchors import said_in
from assistant.verify.borne import Borne
from assistant.verify.number_words import UNIT_WORDS, in_digits
from assistant.words import content_stems, content_words, stem, stems
from ingest.report import normalise

_PART = re.compile(r"\b(\d[\d,]*) (?:out )?of (?:the |its |our )?(\d[\d,]*)(?!\w)")
_COUNTED = re.compile(r"(?<![\w.,£/])(\d+) ([a-z]{3,})")
_ANY = re.compile(r"\w+")
_MONTHS = frozenset(name.casefold() for name in month_name if name)
_REACH = 10  # words on either side of a figure among which its thing must stand
_WHICH = r"approved|agreed|budgeted|planned|forecast|estimated|actual|spent|target"
_SUM = re.compile(
    rf"(?:\b(?P<before>{_WHICH}) (?:of |is |was |at )?)?(?<![\w£.,])"
    r"(?P<sum>£\d[\d,.]*(?<=\d)(?: ?(?:million|billion|bn|m|k)\b)?|\d+(?:\.\d+)? ?(?:%|per cent))",
    re.I,
)


def whole_fault(said: str, borne: Borne) -> str:
    own = in_digits(normalise(said), one=True)
    if not any(sign.isdigit() for sign in own):
        return ""
    theirs = [in_digits(normalise(unit.text), one=True) for unit in borne.units]
    return _parts(own, theirs) or _of_all(own, theirs) or _of_others(own, theirs) or _of_another_kind(said, borne)


def _parts(own: str, theirs: list[str]) -> str:
    """ "92 of the 85", and "three of the five" where the paper has two of the five."""
    held = [pair for text in theirs for pair in _PART.findall(text)]
    for part, whole in _PART.findall(own):
        if float(part.replace(",", "")) > float(whole.replace(",", "")):
            return f"{part} cannot be of {whole}"
        if (part, whole) not in held and any(other == whole for _, other in held):
            return f"no cited paragraph says {part} of {whole}"
    return ""


def _of_all(own: str, theirs: list[str]) -> str:
    """A whole told for its part: "12 recommendations are met" where eight of the 12 are."""
    for text in theirs:
        for match in _PART.finditer(text):
            part, whole = match.groups()
            if re.search(rf"(?<![\w.])(?:{re.escape(part)}|of(?: the)? {re.escape(whole)})(?!\w)", own):
                continue
            told = re.search(rf"(?<![\w.,£]){re.escape(whole)}(?![\w%]|[,.]\d)", own)
            before = frozenset(map(stem, content_words(re.split(r"[,;:]", text[: match.start()])[-1])))
            after = _predicate(text[match.end() :])
            if told and (stems(own[told.end() :]) & after or stems(own[: told.start()]) & before):
                return f"{whole} is told for the {part} of them"
    return ""


def _predicate(after: str) -> frozenset[str]:
    """The stems of the words that say something of a figure, behind the thing it counts."""
    said = re.search(r"\b(?:is|are|was|were|has|have|had|\w+ed|met)\b.*", after)
    return content_stems(said[0]) if said else frozenset()


def _of_others(own: str, theirs: list[str]) -> str:
    """A count of one thing told of another, where the paper counts that other by another figure."""
    held = [pair for text in theirs for pair in _COUNTED.findall(text)]
    printed = _ANY.findall(" ".join(theirs))
    tokens = [stem(token) for token in printed]
    for count, word in _COUNTED.findall(own):
        thing = stem(word)
        if (
            word in UNIT_WORDS
            or word in _MONTHS
            or not any(other != count and stem(each) == thing for other, each in held)
        ):
            continue
        spots = [at for at, token in enumerate(tokens) if token == count]
        if not spots:  # it is reckoned from others
            continue
        if all(_counts_its_own(printed, at) for at in spots):
            beside = any(_told_of(text, count, thing) for text in theirs)
        else:
            beside = any(thing in tokens[max(0, at - _REACH) : at + _REACH] for at in spots)
        if not beside:
            return f"{count} is not told of “{word}”"
    return ""


def _counts_its_own(printed: list[str], at: int) -> bool:
    """Whether the figure at a place has the thing it counts behind it: "243 instances"."""
    return len(printed) > at + 1 and len(printed[at + 1]) > len("was") and printed[at + 1].endswith("s")


def _told_of(text: str, count: str, thing: str) -> bool:
    """Whether one sentence has a figure and a thing that it does not count by another: 243 and "115 children"."""
    tokens = [stem(token) for token in _ANY.findall(text)]
    free = (at for at, token in enumerate(tokens) if token == thing)
    return count in tokens and any(not tokens[at - 1].isdigit() or tokens[at - 1] == count for at in free)


def _of_another_kind(said: str, borne: Borne) -> str:
    """A sum told as the approved, the planned or the actual one, where the paper says so of another sum only."""
    theirs = frozenset(pair for unit in borne.units for pair in _qualities(unit.text))
    own = _qualities(said)
    for quality, value in own - theirs:
        others = {other for held, other in theirs if held == quality}
        if others and not any(held == quality for held, other in own & theirs) and ("", value) in theirs:
            return f"the cited paragraph says “{quality}” of another than {value}"
    return ""


@lru_cache(maxsize=20_000)
def _qualities(text: str) -> frozenset[tuple[str, str]]:
    """The sums and shares of a text, each by itself and with the word beside it that says which it is."""
    found: set[tuple[str, str]] = set()
    for match in _SUM.finditer(text):
        for anchor in said_in(match["sum"]):
            after = re.match(rf"(?: that \w+| \w+)? ({_WHICH})\b", text[match.end() :], re.I)
            told = match["before"] or (after[1] if after else "")
            found |= {("", anchor.value), *({(stem(told), anchor.value)} if told else ())}
    return frozenset(found)
