"""Public retrieval sets as papers and questions: what an archive holds, and how its documents lie in a library.

An archive (`<name>.tgz`) has a `corpus.jsonl` of documents and a `queries.jsonl` of questions, whose `gold` names the
documents that are relevant. A document becomes a numbered paragraph. Those of one meeting, or else of one title, are
the paragraphs of one paper with that title; who speaks is the heading that a turn of a meeting stands under. Nothing
else is told of a paper: such texts have no council, no committee and no date.
"""

from __future__ import annotations

import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ingest.errors import SettingsError
from ingest.report import Header, Paragraph, Ref, Report

CORPUS, QUERIES = "corpus.jsonl", "queries.jsonl"


class Document(BaseModel):
    """A line of a corpus."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    title: str = ""
    meeting: str = ""
    speaker: str = ""

    @property
    def paper(self) -> str:
        """The title of the paper it is part of; its own name where it has none."""
        return self.meeting or " ".join(self.title.split()) or self.id


class Turn(BaseModel):
    """Something said earlier in a conversation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: str
    text: str


class Asked(BaseModel):
    """A line of queries: a question, and the documents that are relevant to it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    query: str
    gold: tuple[str, ...] = ()
    answerable: bool = True
    history: tuple[Turn, ...] = ()
    meeting: str = ""  # the one it was asked of

    @property
    def earlier(self) -> tuple[str, ...]:
        """What the person said before, oldest first."""
        return tuple(turn.text for turn in self.history if turn.role == "user")


@dataclass(frozen=True, slots=True)
class Bench:
    """A public set: papers to search, and questions with the addresses of what is relevant."""

    name: str
    papers: tuple[Report, ...]
    asked: tuple[Asked, ...]
    places: dict[str, Ref]  # a document's name → its address

    def relevant(self, asked: Asked) -> frozenset[Ref]:
        """The addresses of what is relevant to a question; none where the set has no answer to it."""
        return frozenset(self.places[name] for name in asked.gold if name in self.places)


Line = TypeVar("Line", Document, Asked)


def read_bench(archive: Path) -> Bench:
    """Read an archive.

    Raises:
        SettingsError: it is missing, cannot be read, or does not hold what it should; the message names it.
    """
    try:
        with tarfile.open(archive) as opened:
            held = {Path(name).name: name for name in opened.getnames()}
            corpus, queries = (opened.extractfile(held[name]) for name in (CORPUS, QUERIES))
            if corpus is None or queries is None:
                raise KeyError(CORPUS)
            return bench_of(archive.stem, _lines(corpus.read(), Document), _lines(queries.read(), Asked))
    except (OSError, tarfile.TarError, KeyError, ValidationError) as problem:
        raise SettingsError(f"{archive} is not an archive with {CORPUS} and {QUERIES}: {problem}") from problem


def bench_of(name: str, documents: Sequence[Document], asked: Sequence[Asked]) -> Bench:
    """Lay documents out as the numbered paragraphs of papers, in their order. Those without words are left out."""
    papers: dict[str, list[Document]] = {}
    for document in documents:
        if document.text.strip():
            papers.setdefault(document.paper, []).append(document)
    places = {
        document.id: Ref(paper, str(number))
        for paper, those in papers.items()
        for number, document in enumerate(those, 1)
    }
    return Bench(name, tuple(_report(paper, those) for paper, those in papers.items()), tuple(asked), places)


def _report(paper: str, documents: Sequence[Document]) -> Report:
    paragraphs = tuple(Paragraph(str(n), each.speaker, each.text, n - 1) for n, each in enumerate(documents, 1))
    return Report(paper, Header(title=paper), paragraphs)


def _lines(raw: bytes, kind: type[Line]) -> list[Line]:
    reader = TypeAdapter(kind)
    return [reader.validate_json(line) for line in raw.split(b"\n") if line.strip()]
