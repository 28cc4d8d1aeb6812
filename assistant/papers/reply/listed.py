"""A committee's list of questions, as a file of any kind that papers come in → the questions, in order. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.bearing import without_label
from ingest.report import Block

_END_OF_LINE = re.compile(r"(?<=\?)\s*\n")  # a question may run over several lines; two stand on two


def questions_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Everything in a file that ends with a question mark, without its number or bullet, each once.

    A list, a table and running text are read alike. What stands around the questions ("Questions from the Committee")
    is passed over.
    """
    texts = (text for block in blocks for text in (block.text, *(cell for row in block.rows for cell in row)))
    lines = (" ".join(without_label(line).split()) for text in texts for line in _END_OF_LINE.split(text))
    return tuple(dict.fromkeys(line for line in lines if line.endswith("?")))
