"""Sentences left whole where a dash stands inside them: "Appendix 1 – to follow", "SGO – an order". Pure.

`ingest.sentences` cuts before a dash, which begins an item in a list that has lost its lines. Rules that read what
follows a name need both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.report import Report
from ingest.wording.said import Said, said_in

_GOES_ON = re.compile(r"[ \t]+[–—-][ \t]+")


def whole_sentences(report: Report) -> Iterator[Said]:
    """As `said_in`, with what a dash on the same line parts put together again."""
    waiting: Said | None = None
    for said in said_in(report):
        joined = _joined(waiting, said) if waiting and waiting.paragraph is said.paragraph else None
        if waiting and not joined:
            yield waiting
        waiting = joined or said
    if waiting:
        yield waiting


def _joined(before: Said, after: Said) -> Said | None:
    """Both as one, where only a dash stands between them; the dash may be the beginning of what follows."""
    text = before.paragraph.text
    start = text.find(before.text)
    between = _GOES_ON.match(text, start + len(before.text)) if start >= 0 else None
    words = after.text.lstrip("–—- ")
    if not between or not words or not text.startswith(words, between.end()):
        return None
    return replace(before, text=text[start : between.end() + len(words)])
