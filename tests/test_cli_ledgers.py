"""The ledgers in the terminal."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.cli_options import LEDGERS as NAMED
from assistant.ledger.kinds import LEDGERS
from ingest.report import Access, Ref, quoted_in
from ingest.settings import Settings
from ingest.store import Reader

EXPECTED = Path(__file__).parent.parent / "evals" / "ledgers"
NAMES = [ledger.name for ledger in LEDGERS]
FIELDS = {
    "tracker": "inspection number wording status as_at report para quote",
    "decisions": "report para body meeting verb text outcome outcome_report outcome_para",
    "gaps": "what kind report para quote",
    "conflicts": "subject readings",
    "governance": "body role of_what from to as_at report para",
    "timeline": "when until kind text printed unresolved kept report para quote",
    "money": "amount printed period purpose kind total adds_up report para quote",
    "glossary": "short long report para quote",
}


@pytest.fixture
def library(sample: Settings) -> str:
    return f"--library={sample.library}"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def test_the_commands_are_the_ledgers() -> None:
    assert list(NAMED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_json_says_what_was_searched_and_gives_every_row(
    name: str, library: str, sample: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(printed(capsys, name, "--json", "--access", "exempt", library))
    assert told["searched"] == {
        "councils": ["Fernshire Moor", "Kelsmouth"],
        "from": "2021-06-18",
        "to": "2026-03-10",
        "reports": 15,
    }
    assert told["rows"]
    with Reader(sample.library, Access.EXEMPT) as reader:
        for row in told["rows"]:
            assert {"council", *FIELDS[name].split()} <= set(row)
            for said in row.get("readings") or [row]:
                assert quoted_in(said["quote"], reader.paragraph(Ref(said["report"], said["para"])).text)
            assert reader.header((row.get("readings") or [row])[0]["report"]).council == row["council"]


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_has_every_row_that_is_written_down_for_it_and_no_other(
    name: str, library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    told = json.loads(printed(capsys, name, "--json", "--access", "exempt", library))["rows"]
    assert len(told) == len(expected)
    for row in expected:
        assert [{field: each.get(field) for field in row} for each in told].count(row) == expected.count(row), row


@pytest.mark.parametrize("name", NAMES)
def test_a_table_and_csv_have_every_row(name: str, library: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, name, "--json", library))["rows"]
    assert len(list(csv.DictReader(io.StringIO(printed(capsys, name, "--csv", library))))) == len(rows)
    text = printed(capsys, name, library)
    assert f": {len(rows)}. Searched: 14 papers of Fernshire Moor and Kelsmouth" in " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_council_and_a_date_narrow_it(name: str, library: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, name, "--json", "--council", "kelsmouth council", "--as-at", "2023", library))
    assert told["searched"]["councils"] == ["Kelsmouth"]
    assert told["searched"]["to"] <= "2023-12-31"
    assert {row["council"] for row in told["rows"]} <= {"Kelsmouth"}
    assert all((row.get("as_at") or "") <= "2023-12-31" for row in told["rows"])


def test_a_council_that_is_not_held_is_refused_by_name(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--council", "Elsewhere", library]) == 2
    assert "Papers are held of Fernshire Moor, Kelsmouth" in capsys.readouterr().err


def test_json_and_csv_together_are_refused(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--json", "--csv", library]) == 2
    assert "one of" in capsys.readouterr().err


def test_nothing_found_is_said(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "tracker", "--as-at", "1990", library)
    assert "no inspector's recommendation" in text
    assert "Searched: no papers" in text


def test_the_tracker_is_a_grid_of_words(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "tracker", "--council", "Fernshire", library)
    for word in ("met", "partly met", "outstanding", "not individually stated", "15 March 2022", "10 March 2026"):
        assert word in text
    assert "no inspector's" in printed(capsys, "tracker", "--inspection", "1999", library)


def test_governance_is_drawn_into_a_file(library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "who.svg"
    assert "rows drawn" in printed(capsys, "governance", "--council", "Kelsmouth", "--svg", str(path), library)
    assert "Kelsmouth" in "".join(ElementTree.parse(path).getroot().itertext())
    assert main(["governance", "--svg", str(tmp_path / "no" / "who.svg"), library]) == 2
