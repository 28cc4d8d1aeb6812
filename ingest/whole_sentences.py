"""Sentences left whole where a dash stands inside them: "Appendix 1 – to follow", "SGO – an order". Pure.

`ingest.sentences` cuts before a dash, which begins an item in a list that has lost its lines. Rules that read what
follows a name need both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.report import Report
from ingest.said import Said, said_in

_GOES_ON = re.compile(r"[ \t]+[–—-][ \t]+")


def whole_sentences(report: Report) -> Iterator[Said]:
    """As `said_in`, with what a dash on the same line parts put together again."""
    waiting: Said | None = None
    for said in said_in(report):
        if waiting and waiting.paragraph is said.paragraph:
            at = said.paragraph.text.find(waiting.text) + len(waiting.text)
            dash = _GOES_ON.match(said.paragraph.text, at)
            if dash and said.paragraph.text.startswith(said.text, dash.end()):
                waiting = replace(
                    waiting, text=said.paragraph.text[at - len(waiting.text) : dash.end() + len(said.text)]
                )
                continue
        if waiting:
            yield waiting
        waiting = said
    if waiting:
        yield waiting
