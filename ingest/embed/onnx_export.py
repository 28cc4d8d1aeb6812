"""Writing an embedding model out as ONNX, once: model, pooling and normalisation in one graph, held to the original.

It is done in a process of its own: torch takes 1.2 GB and ten seconds, and neither the ingest nor a first question
should keep it. The export is written beside its place, synced, and renamed into it under a lock: a killed export leaves
a `.part` folder that nothing reads and the next export clears away.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from ingest.apart import run_apart
from ingest.disk import put_in_place
from ingest.embed.encoders import Card, OnnxEncoder, read_card, sentence_transformer
from ingest.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

RULES = "1"  # raised when the way of exporting changes: old exports are then left unused
TOLERANCE = 1e-4  # largest difference of any number of a vector between export and original
_OPSET = 17


def export(folder: Path, weights: str, home: Path) -> Card:
    """Export the model in `folder` into `home`, once however many processes ask.

    Args:
        weights: SHA-256 of the model's weights, hexadecimal.

    Raises:
        ModelError: the model cannot be loaded. One that loads and cannot be exported gets a card that says so.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{home}.lock"):
        if card := read_card(home):
            return card  # another process was first
        for stale in [home, *home.parent.glob(f"{home.name}.*.part")]:
            shutil.rmtree(stale, ignore_errors=True)  # damaged, or of a killed export: we hold the lock
        part = home.with_name(f"{home.name}.{os.getpid()}.part")
        part.mkdir()
        _in_a_process_of_its_own(folder, weights, part)
        put_in_place(part, home)
        card = read_card(home)
    if card is None:
        raise ModelError(f"The embedding model in {folder} could not be made ready in {home}.")
    return card


def _in_a_process_of_its_own(folder: Path, weights: str, part: Path) -> None:
    if wrong := run_apart(__name__, str(folder.resolve()), weights, str(part.resolve())):
        raise ModelError(f"The embedding model in {folder} could not be made ready: {wrong}")


def _write(folder: Path, weights: str, part: Path) -> None:
    """What the child does: fill `part`, the card last."""
    model = sentence_transformer(folder)
    card = _card_of(model, weights)
    try:
        card = _write_graph(model, card, part)
    except Exception:  # torch.onnx names no common error; whatever it was, sentence-transformers itself is exact
        (part / "model.onnx").unlink(missing_ok=True)
    (part / "encoder.json").write_text(json.dumps(asdict(card)), "utf-8")


def _card_of(model: SentenceTransformer, weights: str) -> Card:
    modes = [str(module.pooling_mode) for module in model if hasattr(module, "pooling_mode")]
    longest = model.max_seq_length
    tokens = int(longest) if longest and math.isfinite(longest) else 0
    dimensions = int(model.get_embedding_dimension() or model.encode(["one"]).shape[1])
    return Card(f"{weights[:16]}-{tokens}-{'+'.join(modes) or 'own'}", dimensions, tokens)


def _write_graph(model: SentenceTransformer, card: Card, part: Path) -> Card:
    """Write model.onnx and tokenizer.json, and hold them against the original.

    Raises:
        ModelError: the export differs from the original by more than `TOLERANCE`. Whatever torch.onnx raises besides.
    """
    import onnx
    import torch

    sample = {
        name: value
        for name, value in model.preprocess(["A minute of the board", "Agreed"]).items()
        if isinstance(value, torch.Tensor)
    }
    names = tuple(sample)

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            embedded = self.model(dict(zip(names, tensors, strict=True)))["sentence_embedding"]
            return torch.nn.functional.normalize(embedded, p=2, dim=1)

    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the tracer warns of every shape it fixes; the self-test is the judge
        torch.onnx.export(
            Whole().eval(),
            tuple(sample.values()),
            str(part / "model.onnx"),
            input_names=list(names),
            output_names=["vectors"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names} | {"vectors": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,
        )
    onnx.checker.check_model(str(part / "model.onnx"))
    model.tokenizer.backend_tokenizer.save(str(part / "tokenizer.json"))
    exported = Card(card.id, card.dimensions, card.tokens, names, (part / "model.onnx").stat().st_size)
    texts = _self_test_texts()
    original = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    difference = float(np.abs(OnnxEncoder(part, exported).encode(texts) - original).max())
    if not difference < TOLERANCE:
        raise ModelError(f"The exported model differs from the original by {difference:.1e}.")
    return exported


def _self_test_texts() -> tuple[str, ...]:
    """32 texts: eight of different make, from a few tokens to more than any encoder takes."""
    makes = (
        "The committee noted the report.",
        "RESOLVED: that recommendation 12 (a)–(c) be approved, subject to a budget of £2.1 million in 2024/25;",
        "  a line\twith  odd   spaces\nand a break ",
        "Cyngor Sir Ynys Môn, naïve café, “quoted”, §5.4, 18-month, CF/22/24-25",
        "x",
        "supercalifragilistic antidisestablishmentarianism " * 2,
        "1 2 3 4 5 6 7 8 9 10 | 11 | 12 | [x] Yes [ ] No",
        "日本語 ☒ 👍 mixed with the Director of Children's Services",
    )
    return tuple((make + " ") * times for make in makes for times in (1, 3, 12, 60))


if __name__ == "__main__":
    try:
        _write(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    except ModelError as error:
        sys.exit(str(error))
