"""The tracker as a grid: recommendations down, papers across, a word in every cell."""

from __future__ import annotations

from assistant.ledger.grid import SILENT, grids
from assistant.ledger.tracker import TrackerRow
from ingest.fact import Status


def row(number: int | None, status: Status, as_at: str, *, position: int | None = None, inspection: str) -> TrackerRow:
    return TrackerRow(
        council="Ashby",
        inspection=inspection,
        as_at_source="",
        number=number,
        position=position,
        priority=False,
        to="",
        wording=f"do {number or position}",
        worded="",
        drift="",
        status=status,
        as_at=as_at,
        report=f"{as_at}.txt",
        para="1",
        quote="words",
        promised="",
        promised_para="",
    )


def test_a_paper_that_is_silent_says_so_in_its_cell() -> None:
    rows = [
        row(2, Status.NOT_STATED, "2021-06-18", inspection="Ashby 2021-06-18"),
        row(1, Status.NOT_STATED, "2021-06-18", inspection="Ashby 2021-06-18"),
        row(1, Status.MET, "2022-03-15", inspection="Ashby 2021-06-18"),
        row(2, Status.OUTSTANDING, "2022-03-15", inspection="Ashby 2021-06-18"),
        row(2, Status.MET, "2023-03-15", inspection="Ashby 2021-06-18"),
    ]
    (grid,) = grids(rows)
    assert grid.title == "Ashby, inspection of 18 June 2021: how each stands, by paper"
    assert grid.headings == ("15 March 2022", "15 March 2023")
    assert [(line.label, *(cell.word for cell in line.cells)) for line in grid.lines] == [
        ("1", "met", SILENT),
        ("2", "outstanding", "met"),
    ]
    assert grid.lines[1].cells[0].row is rows[3]


def test_recommendations_without_numbers_keep_their_order_and_inspections_stay_apart() -> None:
    rows = [
        row(None, Status.NOT_STATED, "2024-05", position=2, inspection="Ashby 2024-05"),
        row(None, Status.NOT_STATED, "2024-05", position=1, inspection="Ashby 2024-05"),
        row(None, Status.NOT_INDIVIDUALLY_STATED, "2019-01-01", inspection="Ashby 2018"),
    ]
    spoken_of, listed = grids(rows)
    assert spoken_of.title == "Ashby, inspection of 2018: how each stands, by paper"
    assert [line.label for line in spoken_of.lines] == ["the others"]
    assert listed.title == "Ashby, inspection of May 2024: no paper held says how they stand"
    assert [(line.label, line.wording) for line in listed.lines] == [("(1)", "do 1"), ("(2)", "do 2")]


def test_nothing_tracked_is_no_grid() -> None:
    assert grids([]) == ()
