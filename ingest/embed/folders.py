"""Where a model that a setting names lies: a folder, or the Hugging Face cache of this machine."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import ModelError


def model_folder(model: str, *, kind: str, owner: str, setting: str) -> Path:
    """The folder of a model.

    Args:
        model: a folder, or a name on the Hugging Face hub.
        kind: what it is, for the message: "embedding model".
        owner: who keeps models of that kind on the hub; stands before a name that has none.
        setting: the setting that named it.

    Raises:
        ModelError: it is in neither place. Nothing is downloaded unless HF_HUB_OFFLINE is 0.
    """
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else _hub_folder(model, kind, owner, setting)


def _hub_folder(model: str, kind: str, owner: str, setting: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    name = model if "/" in model else f"{owner}/{model}"
    try:
        return Path(snapshot_download(name))
    except (HFValidationError, HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        raise ModelError(
            f'There is no {kind} "{model}": it is neither a folder nor in the Hugging Face cache of this '
            f"machine. Set {setting} to a folder, or set HF_HUB_OFFLINE=0 once to download it."
        ) from error
