"""What a statement must not look like: with markup or hidden characters in it, very long, or spoken to its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.sources import Told

_FORM = re.compile(r"https?:|www\.|!\[|\]\(|<\s*/?[A-Za-z!]|`|\*\*|^\s*#|javascript:|data:\w+/", re.MULTILINE)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_TOLD = frozenset(
    "click visit send email pay call ring reply enter type log sign download ignore forget please".split()
)
_LONGEST = 700  # characters of a statement


def form(told: Told) -> Iterator[tuple[str, str]]:
    """Kind and words of whatever does not belong in a sentence for a reader."""
    if found := _FORM.search(told.text):
        yield "form", found[0]
    if _HIDDEN.search(told.text):
        yield "form", "hidden characters"
    if any(ord(letter) > 0x24F and letter.isalpha() for letter in told.text):
        yield "form", "letters of another script"
    if len(told.text) > _LONGEST:
        yield "form", "very long"
    held = {word for source in told.sources for word in source.small}
    if found_person := {"i", "we", "my", "our", "me", "you", "your"} & set(told.small) - held:
        yield "voice", " ".join(sorted(found_person))
    if told.small[:1] and told.small[0] in _TOLD - held:
        yield "voice", told.small[0]
