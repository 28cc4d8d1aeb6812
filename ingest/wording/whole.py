"""Sentences as facts are read from them: a dash within a line does not end one. Pure.

`ingest.sentences` ends a piece before a dash, which may be a list's; in "between 19 February – 8 March" it is none.
What is longer than any sentence is a list run together: it is cut, so that no rule has to read it whole.
"""

from __future__ import annotations

import re

from ingest.sentences import sentences

_LONGEST = 1_200  # characters


def whole_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, line by line, each as it stands there; a dash begins a piece only at a line's start."""
    return tuple(part for line in text.split("\n") for whole in _of_line(line) for part in _parts(whole))


def _of_line(line: str) -> list[str]:
    wholes: list[str] = []
    at = 0
    for piece in sentences(line):
        start = line.find(piece, at)
        at = start + len(piece)
        joins = wholes and re.match(r"[–-]\s", piece) and not re.search(r"[.!?;:]$", wholes[-1])
        if joins:
            begin = line.rfind(wholes[-1], 0, start)
            wholes[-1] = line[begin:at]
        else:
            wholes.append(piece)
    return wholes


def _parts(sentence: str) -> list[str]:
    """A sentence of ordinary length as it is; a longer one cut between words."""
    parts = []
    while len(sentence) > _LONGEST:
        cut = sentence.rfind(" ", 0, _LONGEST)
        cut = cut if cut > 0 else _LONGEST
        parts.append(sentence[:cut])
        sentence = sentence[cut:].lstrip()
    return [*parts, sentence] if sentence else parts
