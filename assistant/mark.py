"""Where quoted words stand in a text, so that a page can mark them. Pure.

A quote is held against its paragraph after `normalise`; a mark has to be put on the words as printed. So the text is
folded cluster by cluster with the same function, and every folded character remembers the printed one it came from.
A mark is exact or absent: nothing is marked to the nearest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.report import normalise

Span = tuple[int, int]  # offsets into the text as printed, from 0, the end exclusive


def spans(text: str, quote: str) -> tuple[Span, ...]:
    """Where the parts of `quote` stand in `text`, in order; "…" leaves words out. Empty when any part is not there."""
    folded, origins = _folded(text)
    parts = [part for part in (normalise(piece) for piece in re.split(r"…|\.\.\.", quote)) if part]
    found: list[Span] = []
    at = 0
    for part in parts:
        start = folded.find(part, at)
        if start < 0:
            return ()
        at = start + len(part)
        found.append((origins[start][0], origins[at - 1][1]))
    return tuple(found)


def _folded(text: str) -> tuple[str, list[Span]]:
    """`text` as `normalise` folds it (but for spaces at its ends), and for every folded character its printed span."""
    letters: list[str] = []
    origins: list[Span] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        # A lone space folds to nothing; inside a text it counts, once however many are printed.
        folded = normalise(f"x{cluster}x")[1:-1]
        if folded == " " and letters and letters[-1] == " ":
            continue
        letters.extend(folded)
        origins.extend([(start, end)] * len(folded))
    return "".join(letters), origins


def _clusters(text: str) -> Iterator[Span]:
    """A character with the combining marks after it, which Unicode folds together."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, at
            start = at
