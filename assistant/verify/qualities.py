"""Which sum a sum is: the approved, the planned or the actual one. Two sums of one sentence are easily swapped."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.verify.anchors import said_in
from assistant.verify.borne import Borne
from assistant.words import stem

_WHICH = r"approved|agreed|budgeted|planned|forecast|estimated|actual|spent|target"
_SUM = re.compile(
    rf"(?:\b(?P<before>{_WHICH}) (?:of |is |was |at )?)?(?<![\w£.,])"
    r"(?P<sum>£\d[\d,.]*(?<=\d)(?: ?(?:million|billion|bn|m|k)\b)?|\d+(?:\.\d+)? ?(?:%|per cent))",
    re.I,
)


def quality_fault(said: str, borne: Borne) -> str:
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
