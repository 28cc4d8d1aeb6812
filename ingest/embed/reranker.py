"""Question and paragraph, read together → how well the one answers the other: the door to a cross-encoder.

An encoder reads question and paragraph apart; a cross-encoder reads them as one text, which tells more and has to be
done anew for each question. So it only puts a few candidates in order. It is optional: where no setting names one,
nothing is imported. Where one is named, the first question that is searched for loads torch and the model: 5 to 8
seconds and 0.5 GB. From then on 20 paragraphs take 0.4 to 0.8 seconds on two cores with a model of MiniLM's size (6
layers of 384), and 1.5 or more where each is as long as it reads. Questions asked at once take turns.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.embed.encoders import read_json
from ingest.embed.folders import model_folder
from ingest.errors import ModelError
from ingest.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_SETTING = "PLAN_ASSISTANT_RERANKER"
_WAY_ON = f"Set {_SETTING} to another, or to nothing for none."
BATCH = 4  # pairs; each batch is padded to its longest, so that larger ones are slower on a processor's cores


def load_reranker(settings: Settings) -> Reranker | None:
    """The re-ranker the settings name; None where they name none. Cheap: its first use loads the model.

    Raises:
        ModelError: it is not there, or what is there is no cross-encoder.
    """
    if not settings.reranker:
        return None
    folder = model_folder(settings.reranker, kind="cross-encoder", owner="cross-encoder", setting=_SETTING)
    if not _is_cross_encoder(folder):
        raise ModelError(f"The model in {folder} is not a cross-encoder: it cannot put paragraphs in order. {_WAY_ON}")
    given = Path(settings.reranker).expanduser()
    return Reranker(folder, given.resolve().name if given.is_dir() else settings.reranker)


def _is_cross_encoder(folder: Path) -> bool:
    """Whether a model was trained to score pairs, by what its folder says of it.

    Any other would load too, with a last layer of random numbers.
    """
    made_for = read_json(folder / "config.json").get("architectures") or [""]
    kept_as = read_json(folder / "config_sentence_transformers.json").get("model_type")
    return kept_as == "CrossEncoder" or (not kept_as and str(made_for[0]).endswith("ForSequenceClassification"))


class Reranker:
    """A cross-encoder, loaded by its first use. Safe for many threads, one at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load nothing yet. `name` is what figures made with it are told apart by."""
        self._folder, self.name = folder, name
        self._one_at_a_time = threading.Lock()
        self._model: CrossEncoder | None = None

    def score(self, question: str, texts: Sequence[str]) -> tuple[float, ...]:
        """How well each text answers the question: a score a text, in their order; higher is better.

        The scores are the model's own, before any squashing to 0 to 1, and have no unit: they compare texts of one
        question with one another. Of a pair longer than the model takes (often 512 tokens) the end is not read.

        Raises:
            ModelError: the model cannot be loaded, or does not give one number for a pair.
        """
        if not texts:
            return ()
        with self._one_at_a_time:
            self._model = self._model or _cross_encoder(self._folder)
            try:
                pairs = [(question, text) for text in texts]
                scores = np.asarray(self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False), np.float64)
            except Exception as error:  # the library raises whatever its parts raise
                raise ModelError(f"The cross-encoder in {self._folder} cannot be run: {error} {_WAY_ON}") from error
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise ModelError(f"The cross-encoder in {self._folder} does not give one number for a pair. {_WAY_ON}")
        return tuple(scores.tolist())


def _cross_encoder(folder: Path) -> CrossEncoder:
    import transformers
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model: CrossEncoder = CrossEncoder(str(folder), device="cpu", local_files_only=True, activation_fn=Identity())
    except Exception as error:  # the library raises whatever its parts raise
        raise ModelError(f"The cross-encoder in {folder} cannot be loaded: {error} {_WAY_ON}") from error
    return model
