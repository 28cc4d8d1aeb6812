"""Running an embedding model: its export by onnxruntime, or the model itself by sentence-transformers.

Torch and sentence-transformers are imported only where a model that cannot be exported is run, or one is exported.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

THREADS = 2
BATCH_TOKENS = 512  # texts of a batch times the longest of them; 8,192 is no faster and takes 700 MB instead of 280


class Encoder(Protocol):
    """Makes vectors. Two encoders with one `id` make the same vectors."""

    @property
    def id(self) -> str:
        """Hash of the weights, longest text in tokens, pooling: "53aa51172d142c89-256-mean"."""

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""

    def knows(self, word: str) -> bool:
        """Whether the model's tokenizer has `word` whole: a common word of its language, and no slip of typing."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Texts → float32 of shape (texts, dimensions), each row of unit length. Longer texts are cut."""


@dataclass(frozen=True, slots=True)
class Card:
    """What an export says of itself."""

    id: str
    dimensions: int
    tokens: int  # longest text; 0 where there is no longest
    inputs: tuple[str, ...] = ()  # of the graph
    onnx_bytes: int = 0  # size of model.onnx; 0 for a model that cannot be exported


def read_card(home: Path) -> Card | None:
    """The card of a whole export; None where there is none, or its graph is not of the size that was written."""
    found = read_json(home / "encoder.json")
    try:
        card = Card(**{**found, "inputs": tuple(found.get("inputs", ()))})
        whole = not card.onnx_bytes or (home / "model.onnx").stat().st_size == card.onnx_bytes
    except (TypeError, OSError):
        return None
    return card if whole else None


class OnnxEncoder:
    """An exported model, loaded by its first use. Safe for many threads."""

    def __init__(self, home: Path, card: Card) -> None:
        self._home, self._card = home, card
        self._loading = threading.Lock()
        self._loaded: tuple[InferenceSession, Tokenizer] | None = None

    @property
    def id(self) -> str:
        return self._card.id

    @property
    def dimensions(self) -> int:
        return self._card.dimensions

    def knows(self, word: str) -> bool:
        return len(self._parts()[1].encode(word, add_special_tokens=False).ids) == 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        if not texts:
            return vectors
        session, tokenizer = self._parts()
        encodings = tokenizer.encode_batch(list(texts))
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            (vectors[batch],) = session.run(None, self._inputs([encodings[text] for text in batch], tokenizer))
        return vectors

    def _inputs(self, batch: Sequence[Any], tokenizer: Tokenizer) -> dict[str, NDArray[np.int64]]:
        """Encodings → the graph's inputs, each int64 of shape (texts, longest of them in tokens)."""
        padding = (tokenizer.padding or {}).get("pad_id", 0)
        shape = len(batch), max(len(encoding.ids) for encoding in batch)
        filled = {
            "input_ids": np.full(shape, padding, np.int64),
            "attention_mask": np.zeros(shape, np.int64),
            "token_type_ids": np.zeros(shape, np.int64),
        }
        for row, encoding in enumerate(batch):
            length = len(encoding.ids)
            filled["input_ids"][row, :length] = encoding.ids
            filled["attention_mask"][row, :length] = encoding.attention_mask
            filled["token_type_ids"][row, :length] = encoding.type_ids
        return {name: filled[name] for name in self._card.inputs}

    def _parts(self) -> tuple[InferenceSession, Tokenizer]:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[InferenceSession, Tokenizer]:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        options.enable_cpu_mem_arena = False  # it keeps the largest batch's memory for ever
        tokenizer = Tokenizer.from_file(str(self._home / "tokenizer.json"))
        if self._card.tokens:
            tokenizer.enable_truncation(self._card.tokens)
        session = InferenceSession(str(self._home / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return session, tokenizer


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Texts by number, in batches of like length, so that little is padding; `lengths` in tokens."""
    batch: list[int] = []
    for text in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[text] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


class TorchEncoder:
    """A model that cannot be exported, by sentence-transformers itself. Safe for many threads, one at a time."""

    def __init__(self, folder: Path, card: Card) -> None:
        self._folder, self._card = folder, card
        self._one_at_a_time = threading.Lock()
        self._model: SentenceTransformer | None = None

    @property
    def id(self) -> str:
        return self._card.id

    @property
    def dimensions(self) -> int:
        return self._card.dimensions

    def knows(self, word: str) -> bool:
        with self._one_at_a_time:
            self._model = self._model or sentence_transformer(self._folder)
            return len(self._model.tokenizer.tokenize(word)) == 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._one_at_a_time:
            self._model = self._model or sentence_transformer(self._folder)
            made = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
            return np.asarray(made, np.float32).reshape(len(texts), self.dimensions)


def sentence_transformer(folder: Path) -> SentenceTransformer:
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"}).eval()
    except Exception as error:  # the library raises whatever its parts raise
        raise ModelError(f"The embedding model in {folder} cannot be loaded: {error}") from error


def read_json(file: Path) -> dict[str, Any]:
    """What a file of ours holds; empty where it is not there, or is not whole."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
