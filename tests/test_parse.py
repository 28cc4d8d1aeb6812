"""The parser: against the reference paragraphs, and rule by rule in other councils' layouts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from ingest.lines import blocks_from_lines
from ingest.parse import parse
from ingest.read_text import lines_of, read_text
from ingest.report import Access, Paragraph, Report


def read(text: str, unmarked: Access = Access.OPEN) -> Report:
    return parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt", unmarked=unmarked)


def by_para(report: Report) -> dict[str, Paragraph]:
    paras = [paragraph.para for paragraph in report.paragraphs]
    assert len(paras) == len(set(paras)), "an address was given twice"
    return {paragraph.para: paragraph for paragraph in report.paragraphs}


def f1(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    return 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


def test_every_reference_paragraph_resolves_to_its_words(reference: Path) -> None:
    expected = json.loads((reference / "evals" / "paragraphs.json").read_text(encoding="utf-8"))
    misses = []
    for name, paragraphs in expected.items():
        held = by_para(parse(read_text(reference / "corpus" / name), name))
        for wanted in paragraphs:
            found = held.get(wanted["para"])
            score = f1(found.text, wanted["text"]) if found else 0.0
            if score < 0.95:
                misses.append(f"{name} {wanted['para']}: {score:.2f}")
    assert sum(map(len, expected.values())) == 143
    assert not misses, "\n".join(misses)
