"""Ledgers as JSON, CSV and cells."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Searched
from assistant.ledger.conflicts import ConflictRow, Said
from assistant.ledger.holdings import Column, Filled, Ledger, Row
from assistant.render_ledger import as_csv, as_json, cell, places
from ingest.fact import Status
from ingest.report import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRow(Row):
    from_: str | None
    status: Status
    also: tuple[str, ...]
    held: bool
    count: int | None
    report: str = "a.txt"
    para: str = "1"
    quote: str = "words"


LEDGER = Ledger("made", "Made", "", "", (), lambda held: (), (Column("From", "from_", "not said"),))
ROW = MadeRow(council="Ashby", from_="2024-05", status=Status.MET, also=("x", "y"), held=True, count=None)
SEARCHED = Searched(2, ("Ashby",), ("Cabinet",), date(2023, 1, 2), None)


def filled(*rows: Row) -> Filled:
    return Filled(LEDGER, rows, SEARCHED)


def test_json_names_fields_as_they_are_printed() -> None:
    told = json.loads(as_json(filled(ROW)))
    assert told["searched"] == {"councils": ["Ashby"], "from": "2023-01-02", "to": None, "reports": 2}
    assert told["rows"] == [
        {
            "council": "Ashby",
            "from": "2024-05",
            "status": "met",
            "also": ["x", "y"],
            "held": True,
            "count": None,
            "report": "a.txt",
            "para": "1",
            "quote": "words",
        }
    ]


def test_csv_has_a_heading_and_no_formula() -> None:
    hostile = MadeRow(
        council="=HYPERLINK(1)", from_="-1", status=Status.MET, also=("+1",), held=False, count=-3, quote="@x\r\nsecond"
    )
    (line,) = csv.DictReader(io.StringIO(as_csv(filled(hostile)), newline=""))
    assert line["council"] == "'=HYPERLINK(1)"
    assert line["from"] == "'-1"
    assert line["quote"] == "'@x\r\nsecond"
    assert (line["held"], line["count"], line["also"]) == ("no", "-3", "'+1")


def test_an_empty_csv_still_says_its_columns() -> None:
    assert as_csv(filled()).strip() == "from"


def test_a_cell_is_for_people() -> None:
    def said(field: str, row: MadeRow = ROW) -> str:
        return cell(row, Column("X", field, "nothing said", "date" if field == "from_" else "words"))

    assert said("from_") == "May 2024"
    assert said("status") == "met"
    assert said("also") == "x; y"
    assert said("held") == "yes"
    assert said("count") == "nothing said"
    day = MadeRow(council="", from_="2024-05-06", status=Status.MET, also=(), held=True, count=1234567)
    assert (said("from_", day), said("count", day), said("also", day)) == ("6 May 2024", "1,234,567", "nothing said")


def test_a_range_is_said_to_its_last_day_and_an_inspection_by_its_day_written_out() -> None:
    column = Column("X", "from_", "", "date", until="para")
    assert cell(replace(ROW, from_="2024-05-06", para="2024-06-01"), column) == "6 May 2024 to 1 June 2024"
    assert cell(replace(ROW, from_="2024-05-06", para=""), column) == "6 May 2024"
    assert cell(replace(ROW, council="Ashby 2021-06-18"), Column("X", "council")) == "Ashby 18 June 2021"
    assert cell(replace(ROW, council="2021-06-18"), Column("X", "council")) == "18 June 2021"
    assert cell(replace(ROW, council="by 2021-06-38"), Column("X", "council")) == "by 2021-06-38"


def test_a_financial_year_is_no_month() -> None:
    for period in ("2022-23", "2011-12", "2023"):
        assert cell(replace(ROW, council=period), Column("X", "council")) == period


def test_a_row_of_several_readings_rests_on_each() -> None:
    assert places(ROW) == ((Ref("a.txt", "1"), "words"),)
    readings = (Said(report="a", para="1", quote="one", value="1"), Said(report="b", para="2", quote="two", value="2"))
    row = ConflictRow(council="Ashby", subject="s", kind="date", readings=readings)
    assert places(row) == ((Ref("a", "1"), "one"), (Ref("b", "2"), "two"))
