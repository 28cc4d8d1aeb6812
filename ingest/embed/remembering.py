"""An encoder that remembers what it made.

The sentences of the paragraphs that are found most are held against question after question, and encoding them costs
more than all else in an answer: a sentence met before costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.embed.encoders import Encoder, Vectors

REMEMBERED = 16_384  # texts: 25 MB of vectors of 384 numbers


class RememberingEncoder:
    """Another encoder's vectors, each made once while it is remembered. Safe for many threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._held: dict[str, Vectors] = {}  # by text, of shape (dimensions,)

    @property
    def id(self) -> str:
        return self._encoder.id

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def knows(self, word: str) -> bool:
        return self._encoder.knows(word)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the other's: float32 of shape (texts, dimensions), each row of unit length."""
        held = self._held  # another thread may begin a new one meanwhile
        known = {text: held[text] for text in texts if text in held}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known |= dict(zip(new, self._encoder.encode(new), strict=True))
        if len(held) + len(new) > REMEMBERED:
            held = self._held = {}
        held.update((text, known[text]) for text in new)
        return np.stack([known[text] for text in texts]) if texts else np.empty((0, self.dimensions), np.float32)
