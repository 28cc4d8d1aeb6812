"""Statements written freely: those faithful to the paragraphs they cite are kept, and small changes of them fall.

The cases are data (`verify_cases.toml`): invented papers, and for each what may and what may not be said of it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Citation, Evidence, Query, Statement, Wanted
from assistant.verify import fault
from ingest.report import Cell, Header, Kind, Paragraph, Ref, Scope

GROUPS = tomllib.loads(Path(__file__).with_name("verify_cases.toml").read_text(encoding="utf-8"))["group"]


def cited(group: dict[str, Any]) -> tuple[Evidence, ...]:
    header = Header(
        title=group["title"],
        kind=Kind(group.get("kind", "report")),
        council=group["council"],
        body=group["body"],
        as_at=group["date"],
    )
    section = group.get("section", "Background")
    return tuple(
        Evidence(key, Ref("a.txt", para), Paragraph(para, section, text, key, cells=_cells(group)), header, 0.9)
        for key, (para, text) in enumerate(group["paragraphs"], 1)
    )


def _cells(group: dict[str, Any]) -> tuple[Cell, ...]:
    return tuple(Cell(heading, text) for heading, text in group.get("cells", ()))


def said(group: dict[str, Any], text: str) -> str:
    asked, evidence = group["question"], cited(group)
    citations = tuple(Citation(piece.ref, piece.paragraph.text, "") for piece in evidence)
    query = Query(asked, asked, Scope(), Wanted.WHAT, (asked,))
    return fault(query, Statement(text, citations, by_model=True), evidence)


def cases(kind: str) -> list[Any]:
    return [pytest.param(group, text, id=text[:70]) for group in GROUPS for text in group[kind]]


@pytest.mark.parametrize(("group", "text"), cases("faithful"))
def test_a_faithful_statement_is_kept(group: dict[str, Any], text: str) -> None:
    assert said(group, text) == ""


@pytest.mark.parametrize(("group", "text"), cases("attacks"))
def test_a_small_change_that_the_paper_does_not_bear_falls(group: dict[str, Any], text: str) -> None:
    assert said(group, text) != ""
