"""The encoder: the same vectors as sentence-transformers, made ready once, and no torch on the way to a question."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest import embed
from ingest.embed import Encoder, RememberingEncoder, Vectors, load_encoder
from ingest.errors import ModelError
from ingest.settings import Settings

SENTENCES = ("The board was disbanded.", "The committee no longer exists.", "Potholes cost two million pounds.")
COSINES = {(0, 1): 0.58314, (0, 2): 0.04478}  # by sentence-transformers itself, all-MiniLM-L6-v2


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(Settings())


def run(code: str, *arguments: str | Path) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_vectors_are_those_of_the_model(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (3, encoder.dimensions) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for (one, other), cosine in COSINES.items():
        assert float(vectors[one] @ vectors[other]) == pytest.approx(cosine, abs=1e-4)


def test_order_and_company_do_not_matter(encoder: Encoder) -> None:
    """Texts are sorted by length and padded together; each must come back in its place and as if alone."""
    texts = [f"{'word ' * (number * 7 % 90)}{number}" for number in range(70)]
    together = encoder.encode(texts)
    for number in (0, 1, 13, 69):
        assert np.allclose(together[number], encoder.encode([texts[number]])[0], atol=1e-5)


def test_what_is_too_long_is_cut_and_what_is_empty_has_a_vector(encoder: Encoder) -> None:
    long, longer, empty = encoder.encode(["word " * 300, "word " * 300 + "and much more", ""])
    assert np.array_equal(long, longer)
    assert np.linalg.norm(empty) == pytest.approx(1, abs=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_the_id_says_which_vectors(encoder: Encoder) -> None:
    assert encoder.id == f"{embed.PACKAGED_SHA256[:16]}-256-mean"


def test_no_torch_on_the_way_to_a_question(encoder: Encoder) -> None:
    code = (
        "import sys; from ingest.embed import load_encoder; from ingest.settings import Settings\n"
        "import ingest.store; print(load_encoder(Settings()).encode(['who chairs the board?']).shape)\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))"
    )
    assert run(code) == "(1, 384)\n[]\n"


def test_a_killed_export_leaves_nothing_half_used(tmp_path: Path) -> None:
    """kill -9 in the middle; then two processes at once, of which one exports; and neither imports torch itself."""
    settings = Settings(cache=tmp_path / "cache")
    code = (
        "import sys; from ingest.embed import load_encoder; from ingest.settings import Settings\n"
        "from pathlib import Path; encoder = load_encoder(Settings(cache=Path(sys.argv[1])))\n"
        "print(encoder.id, encoder.encode(['x']).shape, 'torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(settings.cache)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        encoders = settings.cache / "encoders"
        deadline = time.monotonic() + 60
        while not list(encoders.glob("*.part")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.kill()
    (left,) = encoders.glob("*.part")
    (left / "model.onnx").write_bytes(b"half")
    two = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = {process.communicate()[0] for process in two}
    assert said == {f"{embed.PACKAGED_SHA256[:16]}-256-mean (1, 384) False\n"}
    (home,) = [path for path in encoders.iterdir() if path.is_dir()]
    assert {path.name for path in home.iterdir()} == {"encoder.json", "model.onnx", "tokenizer.json"}


TWO_MODELS = """
import numpy as np, torch
from pathlib import Path
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules as models
from tokenizers import Tokenizer, models as token_models, pre_tokenizers
from transformers import BertConfig, BertModel, BertTokenizerFast
from ingest.embed import onnx_export as embed_export
from ingest.embed import load_encoder
from ingest.settings import Settings

torch.manual_seed(0)
words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz", *("##" + c for c in "abcdef")]
Path("vocab.txt").write_text("\\n".join(words))
BertTokenizerFast("vocab.txt").save_pretrained("bert")
size = dict(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
BertModel(BertConfig(vocab_size=len(words), **size)).save_pretrained("bert")
layers = [models.Transformer("bert", max_seq_length=12), models.Pooling(16, pooling_mode="cls"), models.Dense(16, 8)]
plain = Tokenizer(token_models.WordLevel({word: row for row, word in enumerate(words)}, unk_token="[UNK]"))
plain.pre_tokenizer = pre_tokenizers.Whitespace()
embed_export._in_a_process_of_its_own = embed_export._write  # this process has torch already
for name, made_of in (("layers", layers), ("static", [models.StaticEmbedding(plain, embedding_dim=8)])):
    SentenceTransformer(modules=made_of, device="cpu").save(name)
    texts = ["a b c", "abc def", "h i j k l m n o p q r s t u v w x y z"]
    encoder = load_encoder(Settings(cache=Path("cache"), encoder=name))
    right = SentenceTransformer(name, device="cpu").encode(texts, normalize_embeddings=True)
    difference = np.abs(encoder.encode(texts) - right).max()
    print("made:", type(encoder).__name__, encoder.id[16:], encoder.dimensions, difference < 1e-4)
"""


def test_any_model_by_setting(tmp_path: Path) -> None:
    """One with another pooling and a layer of its own is exported; what cannot be keeps to sentence-transformers."""
    done = subprocess.run([sys.executable, "-c", TWO_MODELS], cwd=tmp_path, capture_output=True, text=True, check=False)
    made = [line.removeprefix("made: ") for line in done.stdout.splitlines() if line.startswith("made: ")]
    assert made == ["OnnxEncoder -12-cls 8 True", "TorchEncoder -0-own 8 True"], done.stderr


def test_a_packaged_model_that_is_another_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tampered_package" / "model"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").touch()
    (package / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(embed, "PACKAGED", "tampered_package")
    with pytest.raises(ModelError, match="is not the one that was checked"):
        load_encoder(Settings(cache=tmp_path / "cache"))
    monkeypatch.setattr(embed, "PACKAGED", "no_such_package")
    with pytest.raises(ModelError, match="is not installed"):
        load_encoder(Settings(cache=tmp_path / "cache"))


def test_weights_are_hashed_again_only_when_they_have_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[Path] = []
    sha256 = embed._sha256
    monkeypatch.setattr(embed, "_sha256", lambda file: hashed.append(file) or sha256(file))
    model = tmp_path / "model"
    model.mkdir()
    weights = model / "model.safetensors"
    weights.write_bytes(b"one")
    first = embed._weights_sha256(model, tmp_path / "cache")
    assert embed._weights_sha256(model, tmp_path / "cache") == first
    assert len(hashed) == 1
    weights.write_bytes(b"two")
    os.utime(weights, ns=(1, 1))
    assert embed._weights_sha256(model, tmp_path / "cache") != first
    assert len(hashed) == 2


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("no-such/model-anywhere", "There is no embedding model"),
        (".", "has no weights"),
        ("a b", "There is no embedding"),
    ],
)
def test_a_model_that_is_not_there_is_named(tmp_path: Path, model: str, words: str) -> None:
    name = str(tmp_path) if model == "." else model
    with pytest.raises(ModelError, match=words):
        load_encoder(Settings(cache=tmp_path / "cache", encoder=name))


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    shutil.copy(__file__, tmp_path / "cache")  # a file where the folder should be
    with pytest.raises(ModelError, match="PLAN_ASSISTANT_CACHE"):
        load_encoder(Settings(cache=tmp_path / "cache"))


def test_a_common_word_is_known_and_a_slip_is_not(encoder: Encoder) -> None:
    assert encoder.knows("swimming")
    assert not encoder.knows("swimmign")


class Lengths:
    """An encoder of one number, that keeps what it is given."""

    id, dimensions = "lengths", 1

    def __init__(self) -> None:
        self.given: list[str] = []

    def knows(self, word: str) -> bool:
        return bool(word)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return np.array([[len(text)] for text in texts], np.float32).reshape(-1, 1)


def test_a_text_is_encoded_once_while_it_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.embed.remembering.REMEMBERED", 3)
    inner = Lengths()
    encoder = RememberingEncoder(inner)
    assert encoder.encode(["a", "bb", "a"]).tolist() == [[1], [2], [1]]
    assert encoder.encode(["bb", "ccc"]).tolist() == [[2], [3]]
    assert inner.given == ["a", "bb", "ccc"]
    assert encoder.encode(["dddd", "a"]).tolist() == [[4], [1]]  # one too many to hold: all begin again
    assert encoder.encode(["bb"]).tolist() == [[2]]
    assert inner.given == ["a", "bb", "ccc", "dddd", "bb"]
    assert encoder.encode([]).shape == (0, 1)
