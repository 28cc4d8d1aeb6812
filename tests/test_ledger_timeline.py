"""The timeline: the sample papers exactly, the reference papers where it matters, things told twice, promises kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from holdings import holdings
from plain_papers import ROOT, paper, reference_papers, sample

from assistant.ledger.timeline import KEPT, NOT_SHOWN, TimelineRow, timeline
from ingest.facts.events import events
from ingest.report import Report

EXPECTED = ROOT / "evals" / "ledgers" / "timeline.json"


def rows_of(reports: tuple[Report, ...], council: str = "") -> tuple[TimelineRow, ...]:
    return timeline(holdings(reports, [events], council or reports[0].header.council))


def test_the_sample_papers_give_the_rows_expected_and_no_other() -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    councils = sorted({row["council"] for row in expected})
    assert len(councils) == 2
    found = [asdict(row) | {"also": list(row.also)} for council in councils for row in rows_of(sample(), council)]
    assert found == expected


def of_para(rows: tuple[TimelineRow, ...], as_at: str, para: str) -> list[tuple[str, str, str, str]]:
    return [(row.kind, row.when, row.printed, row.kept) for row in rows if (row.as_at, row.para) == (as_at, para)]


def test_what_was_promised_and_is_not_shown_and_what_cannot_be_dated(reference: Path) -> None:
    rows = rows_of(reference_papers(reference), "Cheshire East")
    assert ("promise", "2016-03", "March 2016", NOT_SHOWN) in of_para(rows, "2016-01-26", "5.4")
    undated = next(row for row in rows if row.printed == "November this year")
    assert (undated.when, undated.para) == ("", "5.6")
    assert undated.unresolved.endswith("would fall after the meeting of 26 January 2016")
    assert of_para(rows, "2017-11-28", "1.2") == [
        ("event", "2016-07", "last year in July 2016", ""),
        ("promise", "", "in a year's time", NOT_SHOWN),
    ]
    assert ("deadline", "2024-08-23", "23 August 2024", NOT_SHOWN) in of_para(rows, "2024-07-08", "7")


def test_an_inspection_report_gives_its_days_and_the_other_council_its_own_rows(reference: Path) -> None:
    papers = reference_papers(reference)
    rows = rows_of(papers, "Cheshire East")
    assert ("2024-02-26", "2024-03-08") in {(row.when, row.until) for row in rows if row.report.startswith("ofsted")}
    blackpools = rows_of(papers, "Blackpool")
    assert of_para(blackpools, "2014-12-03", "5.8") == [("deadline", "2014-12-15", "15 December 2014", NOT_SHOWN)]
    assert {row.report for row in rows}.isdisjoint(row.report for row in blackpools)


def test_rows_stand_in_the_order_of_time_and_undated_ones_last() -> None:
    rows = rows_of(
        (paper("The unit will open in the autumn.", "The team met on 3 May 2024.", "The plan was agreed in 2022."),)
    )
    assert [row.when for row in rows] == ["2022", "2024-05-03", ""]


def test_the_same_thing_told_again_is_one_row() -> None:
    first = paper("The Board endorsed the draft plan in November 2023.", name="a.txt", on=date(2024, 1, 9))
    second = paper("The plan was endorsed by the Board in November 2023.", name="b.txt", on=date(2024, 5, 9))
    other = paper("Twelve foster carers were approved in November 2023.", name="c.txt", on=date(2024, 6, 9))
    rows = rows_of((first, second, other))
    assert [(row.report, row.also) for row in rows] == [("a.txt", ("b.txt::1",)), ("c.txt", ())]


def test_a_numbered_paragraph_tells_it_before_the_cover() -> None:
    (row,) = rows_of(
        (
            paper(
                "The Board endorsed the draft plan in November 2023.",
                cover={"Why": "Why does it come? The Board endorsed the draft plan in November 2023."},
            ),
        )
    )
    assert (row.para, row.also) == ("1", ("paper.txt::header:Why",))


PROMISE = paper("The multi-agency hub is to open on 1 November 2023.", name="a.txt", on=date(2023, 9, 9))


def kept(later: str) -> tuple[str, str, str]:
    rows = rows_of((PROMISE, paper(later, name="b.txt", on=date(2024, 5, 9))))
    promise = next(row for row in rows if row.kind == "promise")
    return promise.kept, promise.kept_report, promise.kept_quote


def test_a_promise_is_kept_where_a_later_paper_tells_the_deed_on_its_day() -> None:
    deed = "The hub opened on 1 November 2023, as a multi-agency team."
    assert kept("The multi-agency hub opened on 1 November 2023.")[0] == KEPT
    assert kept(deed) == (KEPT, "b.txt", deed)


def test_a_promise_is_not_kept_by_another_deed_or_another_day() -> None:
    nothing = (NOT_SHOWN, "", "")
    assert kept("The multi-agency hub opened on 1 December 2023.") == nothing
    assert kept("The contract for school meals began on 1 November 2023.") == nothing
    assert kept("The multi-agency hub opened in 2023.") == nothing
    assert kept("The multi-agency hub will open on 1 November 2023.") == nothing


def test_the_paper_that_promises_cannot_show_it_kept() -> None:
    deed = "The multi-agency hub opened on 1 November 2023."
    both = paper(deed.replace("opened", "is to open"), deed, name="a.txt")
    assert {row.kept for row in rows_of((both,))} == {NOT_SHOWN, ""}


def test_an_update_that_came_some_other_day_shows_nothing() -> None:
    first = paper("The first update on the plan is planned for March 2024.", name="a.txt", on=date(2024, 1, 9))
    second = paper("This update on the plan was written in May 2024.", name="b.txt", on=date(2024, 5, 31))
    assert [row.kept for row in rows_of((first, second)) if row.kind == "promise"] == [NOT_SHOWN]
