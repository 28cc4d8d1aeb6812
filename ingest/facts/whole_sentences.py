"""Sentences as facts are read from them: a dash within a line does not end one. Pure.

`ingest.sentences` ends a piece before a dash, which may be a list's; in "between 19 February – 8 March" it is none.
"""

from __future__ import annotations

import re

from ingest.sentences import sentences


def whole_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, line by line, each as it stands there; a dash begins a piece only at a line's start."""
    return tuple(whole for line in text.split("\n") for whole in _of_line(line))


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
