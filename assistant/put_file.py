"""Putting a file that was made here where a person wants it: whole or not at all, and never over their work unasked.

It is written beside its place under another name and moved there when it is whole. So a full disk or a crash leaves
what was there before; whoever opens the file meanwhile reads the one or the other. A link is followed: what it leads to
is replaced, not the link. Nothing but a plain file is ever replaced.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import SettingsError


def check_place(path: Path, forms: Sequence[str], *, replace: bool) -> None:
    """Refuse a place that cannot be written to, before anything long is begun.

    Args:
        path: where the file is to stand.
        forms: the endings that a name may have: ".docx".
        replace: whether a file that is there may be written over.

    Raises:
        SettingsError: it cannot be written; the message says why.
    """
    if path.suffix.lower() not in forms:
        raise SettingsError(f"{path} does not say which form is wanted: end its name with {', '.join(forms)}.")
    if not path.parent.is_dir():
        raise SettingsError(f"{path} cannot be written: there is no folder {path.parent}.")
    _check_free(path, replace=replace)
    if not os.access(_end(path).parent, os.W_OK):
        raise SettingsError(f"{path} cannot be written: the folder {_end(path).parent} may not be written to.")


def put_file(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file whole. One that is replaced keeps who may read it.

    Raises:
        SettingsError: it cannot be written, or something came to stand there meanwhile. What was there is as before.
    """
    end = _end(path)
    beside = end.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            if end.is_file():
                shutil.copymode(end, beside)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _check_free(path, replace=replace)
        beside.replace(end)
    except OSError as problem:
        raise SettingsError(f"{path} cannot be written: {problem.strerror}.") from problem
    finally:
        beside.unlink(missing_ok=True)


def _check_free(path: Path, *, replace: bool) -> None:
    if not os.path.lexists(path):
        return
    if path.is_dir():
        raise SettingsError(f"{path} is a folder: give the name of a file.")
    if path.exists() and not path.is_file():
        raise SettingsError(f"{path} is not a file that can be replaced: give another name.")
    if not replace:
        raise SettingsError(f"{path} is there already, and is left as it is: give another name, or --replace.")


def _end(path: Path) -> Path:
    """Where it leads. Raises SettingsError where links go round in a ring, or to a folder that is not there."""
    try:
        end = path.resolve()
    except (OSError, RuntimeError) as problem:
        raise SettingsError(f"{path} cannot be written: it is a link that leads nowhere.") from problem
    if not end.parent.is_dir():
        raise SettingsError(f"{path} cannot be written: it is a link that leads nowhere.")
    return end
