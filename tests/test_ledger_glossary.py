"""The glossary: the sample's own, that of the reference papers, and one row a meaning."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from holdings import holdings
from plain_papers import ROOT, paper, reference_papers, sample

from assistant.ledger.glossary import GlossaryRow, glossary
from ingest.facts.abbreviations import abbreviations
from ingest.report import Kind, Report


def rows(*reports: Report, council: str = "Ashcombe Vale") -> tuple[GlossaryRow, ...]:
    return glossary(holdings(reports, [abbreviations], council))


def test_the_sample_has_its_short_forms_and_no_other() -> None:
    councils = sorted({report.header.council for report in sample()})
    found = [asdict(row) for council in councils for row in rows(*sample(), council=council)]
    assert found == json.loads((ROOT / "evals" / "ledgers" / "glossary.json").read_text(encoding="utf-8"))


def test_the_committee_papers_of_the_reference_define_two_and_use_six_undefined(reference: Path) -> None:
    papers = [report for report in reference_papers(reference) if report.header.kind is not Kind.INSPECTION]
    found = {row.short: row.long for row in rows(*papers, council="Cheshire East")}
    assert found == {
        "CCG": None,
        "DfE": None,
        "HWBB": None,
        "ILACS": "inspection of local authority children's services",
        "LA": None,
        "MTFS": "Medium Term Financial Strategy",
        "S106": None,
        "S151": None,
    }
    assert not rows(*papers, council="Blackpool")


def test_what_any_paper_defines_is_defined() -> None:
    using = paper("The PLO is slow.", name="a.txt", on=date(2024, 1, 2))
    defining = paper("The public law outline (PLO) sets the pace.", name="b.txt")
    assert [(row.long, row.defined) for row in rows(using)] == [(None, False)]
    (row,) = rows(using, defining)
    assert (row.long, row.defined, row.report, row.para) == ("public law outline", True, "b.txt", "1")


def test_two_meanings_are_two_rows_and_two_spellings_one() -> None:
    found = rows(
        paper("A personal adviser (PA) helps.", name="a.txt"),
        paper("All personal advisors (PAs) help.", name="b.txt"),
        paper("A personal assistant (PA) helps.", name="c.txt"),
    )
    assert [row.long for row in found] == ["personal adviser", "personal assistant"]


def test_the_earliest_use_is_the_one_shown() -> None:
    early = paper("The PLO is slow.", name="z.txt", on=date(2020, 1, 2))
    late = paper("The PLO is slow still.", name="a.txt", on=date(2024, 1, 2))
    (row,) = rows(late, early)
    assert (row.report, row.as_at) == ("z.txt", "2020-01-02")
