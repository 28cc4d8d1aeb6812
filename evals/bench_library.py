"""The libraries of the public sets, made by the same passages, encoder and store as any other.

A library is kept from run to run and made again when its archive, the model or the code that reads has changed. What it
held is then moved aside (`<name>.before`) and its vectors are taken over for texts that are the same, because encoding
is what takes minutes; where it cannot be used, everything is encoded.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import numpy as np
from rich.console import Console

from evals import bench_sets
from evals.bench_sets import Bench
from evals.sets import made_from
from ingest.embed import Encoder, Vectors, load_encoder
from ingest.errors import LibraryError
from ingest.passages import passages
from ingest.report import Report
from ingest.settings import Settings
from ingest.store import Store

TOGETHER = 8  # papers encoded at a time, and then kept


def fill_bench(bench: Bench, archive: Path, library: Path, settings: Settings, console: Console) -> None:
    """Make the library of a public set, where the one in the folder `library` is not that of now.

    Args:
        archive: what `bench` was read from.
        library: the folder for it; beside it lie its mark and, while it is made, what it held before.

    Raises:
        LibraryError, ModelError: the library cannot be written, the encoder cannot be had.
    """
    mark = library.with_suffix(".made-from")
    now = made_from((archive, Path(bench_sets.__file__)), settings)
    if mark.exists() and mark.read_text(encoding="utf-8") == now:
        return
    console.print(f"{bench.name}: making a library of its {len(bench.places)} documents (minutes, the first time)…")
    mark.unlink(missing_ok=True)
    before = library.with_suffix(".before")
    if library.exists() and not before.exists():
        library.rename(before)
    shutil.rmtree(library, ignore_errors=True)
    make(bench.papers, library, load_encoder(settings), before)
    shutil.rmtree(before, ignore_errors=True)
    mark.write_text(now, encoding="utf-8")


def make(papers: Sequence[Report], library: Path, encoder: Encoder, before: Path) -> None:
    """Put papers in a new library, with the vectors of the library `before` for those texts that it has."""
    with ExitStack() as stack:
        store = stack.enter_context(Store(library, encoder.id, encoder.dimensions))
        earlier = _opened(before, encoder, stack)
        for together in _batches(papers):
            cut = [passages(report) for report in together]
            known = _vectors([passage.embedded for each in cut for passage in each], encoder, earlier)
            for report, each in zip(together, cut, strict=True):
                store.put(report, each, np.stack([known[passage.embedded] for passage in each]))
        store.commit()


def _opened(folder: Path, encoder: Encoder, stack: ExitStack) -> Store | None:
    """A library made earlier with this encoder; None where there is none that can be used."""
    if not folder.exists():
        return None
    try:
        return stack.enter_context(Store(folder, encoder.id, encoder.dimensions))
    except LibraryError:
        return None


def _vectors(texts: Sequence[str], encoder: Encoder, earlier: Store | None) -> dict[str, Vectors]:
    """Each text → its vector, float32 (dimensions,)."""
    known = dict(earlier.known_vectors(texts)) if earlier is not None else {}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    return known | dict(zip(new, encoder.encode(new), strict=True))


def _batches(papers: Sequence[Report]) -> Iterator[list[Report]]:
    waiting = iter(papers)
    while together := list(islice(waiting, TOGETHER)):
        yield together
