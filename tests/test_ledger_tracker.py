"""The tracker on the sample papers, on the reference set, and case by case."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from holdings import holdings

from assistant.ledger.drift import drift
from assistant.ledger.holdings import Holdings
from assistant.ledger.inspections import LAST_DAY, NOT_HELD, PRINTED, SAID, inspections
from assistant.ledger.tracker import TrackerRow, tracker
from ingest.errors import RefusedFile
from ingest.fact import Fact, Inspection, Publication, Recommendation, Status, StatusClaim
from ingest.facts.inspections import inspections as visits
from ingest.facts.inspections import recommendations
from ingest.facts.inspections.publications import publications
from ingest.facts.status import statuses
from ingest.parse import parse
from ingest.read import read
from ingest.report import Card, Header, Kind, Ref, Report

ROOT = Path(__file__).parent.parent
FAMILIES = (recommendations, visits, statuses, publications)


def papers(folder: Path, pattern: str) -> list[Report]:
    found = []
    for path in sorted(folder.glob(pattern)):
        with suppress(RefusedFile):  # a web page that was saved as a paper
            found.append(parse(read(path), path.relative_to(folder).as_posix()))
    return found


def rows_of(reports: list[Report]) -> dict[str, tuple[TrackerRow, ...]]:
    councils = sorted({report.header.council for report in reports})
    return {council: tracker(holdings(reports, FAMILIES, council)) for council in councils}


def test_the_sample_papers_give_every_row_and_no_other() -> None:
    expected = json.loads((ROOT / "evals" / "ledgers" / "tracker.json").read_text(encoding="utf-8"))
    rows = [asdict(row) for own in rows_of(papers(ROOT / "corpus" / "papers", "*")).values() for row in own]
    found, wanted = ({json.dumps(row, sort_keys=True) for row in each} for each in (rows, expected))
    assert found == wanted
    assert len(rows) == len(expected)


@cache
def reference_rows(folder: Path) -> dict[str, tuple[TrackerRow, ...]]:
    return rows_of([*papers(folder / "corpus", "*.txt"), *papers(folder / "corpus", "ofsted/*.pdf")])


def numbers(rows: tuple[TrackerRow, ...], inspection: str, to: str = "") -> list[int | None]:
    base = [row for row in rows if row.status is Status.NOT_STATED and row.inspection == inspection]
    return [row.number for row in base if to in row.to and bool(to) == bool(row.to)]


def test_the_reference_inspections(reference: Path) -> None:
    east, pool = (reference_rows(reference)[council] for council in ("Cheshire East", "Blackpool"))
    assert numbers(east, "Cheshire East 2015-09-15") == [*range(1, 18)]
    assert numbers(east, "Cheshire East 2015-09-15", "Safeguarding") == [*range(151, 159)]
    assert numbers(pool, "Blackpool 2014-09-08") == [*range(9, 28)]
    assert numbers(pool, "Blackpool 2014-09-08", "Safeguarding") == [*range(144, 152)]
    assert {row.number for row in pool if row.priority} == {9, 10, 144}
    unnumbered = {
        "Cheshire East 2019-11-29": 5,
        "Cheshire East 2024-05-16": 7,
        "Blackpool 2018-12-07": 12,
        "Blackpool 2022-12-16": 4,
        "Blackpool 2026-06-19": 1,
    }
    for inspection, count in unnumbered.items():
        own = [row for row in (*east, *pool) if row.inspection == inspection]
        assert [(row.number, row.position) for row in own] == [(None, place) for place in range(1, count + 1)]
    assert len(east) + len(pool) == 25 + 25 + 27 + sum(unnumbered.values())
    assert {row.inspection.rsplit(" ", 1)[0] for row in east} == {"Cheshire East"}
    assert {row.inspection.rsplit(" ", 1)[0] for row in pool} == {"Blackpool"}


def test_the_reference_statuses_and_drift(reference: Path) -> None:
    rows = [row for row in reference_rows(reference)["Cheshire East"] if row.as_at == "2017-11-28"]
    assert {(row.inspection, row.para) for row in rows} == {("Cheshire East 2015-09-15", "1.6")}
    stated = {row.number: row.status for row in rows if row.status is not Status.NOT_INDIVIDUALLY_STATED}
    assert stated == {**dict.fromkeys((5, 7, 8, 9, 12), Status.OUTSTANDING), 16: Status.OTHER_APPROACH}
    assert len(rows) == 25
    assert {row.number: row.drift for row in rows if row.worded} == {
        **dict.fromkeys((5, 8, 9, 12), ""),
        7: "narrower",
        16: "narrower",
    }
    assert [row.number for row in rows if row.promised] == [16]


def test_the_reference_reports_without_the_inspection_reports(reference: Path) -> None:
    rows = rows_of(papers(reference / "corpus", "*.txt"))
    assert not rows["Blackpool"]
    assert {row.inspection for row in rows["Cheshire East"]} == {"Cheshire East 2015-07"}
    assert {(row.number, row.status.value) for row in rows["Cheshire East"]} == {
        *((number, "outstanding") for number in (5, 7, 8, 9, 12)),
        (16, "outstanding, other approach"),
        (None, "not individually stated"),
    }


# --- case by case, from facts ---

REPORT, PAPER, LATER = "inspection.pdf", "paper.txt", "later.txt"


def made(*facts: Fact, council: str = "Ashby") -> Holdings:
    days = {fact.ref.report: fact.as_at for fact in facts}
    names = sorted(days, key=lambda name: str(days[name] or ""))
    cards = tuple(Card(name, Header(council=council, as_at=days[name]), 1, None, "", "") for name in names)
    return Holdings(council, cards, tuple(sorted(facts, key=lambda fact: names.index(fact.ref.report))))


def inspected(name: str = REPORT, visit: str = "2021-04-19 2021-04-30", published: str = "2021-06-18") -> Inspection:
    first, last = visit.split()
    as_at = date.fromisoformat(published or last)
    return Inspection(ref=Ref(name, "h"), quote="q", as_at=as_at, first_day=first, last_day=last, published=published)


def listing(*wordings: str, name: str = REPORT, numbered: bool = True, as_at: date = date(2021, 6, 18)) -> list[Fact]:
    return [
        Recommendation(
            ref=Ref(name, str(place)),
            quote=wording,
            as_at=as_at,
            number=place if numbered else None,
            position=place,
            wording=wording,
            priority=False,
            to="",
        )
        for place, wording in enumerate(wordings, 1)
    ]


def claim(number: int | None, status: Status = Status.OUTSTANDING, **more: Any) -> StatusClaim:
    known: dict[str, Any] = {
        "ref": Ref(PAPER, "3.1"),
        "quote": "q",
        "as_at": date(2022, 3, 15),
        "inspection": "",
        "wording": "",
        "promised": "",
    }
    return StatusClaim(number=number, status=status, **{**known, **more})


def told_of(*facts: Fact) -> list[tuple[str, int | None, str]]:
    rows = tracker(made(*facts))
    return [(row.inspection, row.number, row.status.value) for row in rows if row.report != REPORT]


A, B, C = "Ensure that plans are reviewed monthly", "Reduce the caseloads of workers", "Open more homes for children"
NIS = Status.NOT_INDIVIDUALLY_STATED


def test_the_rest_are_not_individually_stated() -> None:
    rows = told_of(inspected(), *listing(A, B, C), claim(2), claim(None, NIS), claim(None, NIS, ref=Ref(PAPER, "5.1")))
    assert rows == [
        ("Ashby 2021-06-18", 1, "not individually stated"),
        ("Ashby 2021-06-18", 2, "outstanding"),
        ("Ashby 2021-06-18", 3, "not individually stated"),
    ]


def test_each_paper_has_its_own_row() -> None:
    later = claim(1, Status.MET, ref=Ref(LATER, "2"), as_at=date(2023, 5, 1))
    rows = tracker(made(inspected(), *listing(A), claim(1), later))
    assert [(row.status.value, row.as_at, row.report) for row in rows] == [
        ("not stated", "2021-06-18", REPORT),
        ("outstanding", "2022-03-15", PAPER),
        ("met", "2023-05-01", LATER),
    ]


def test_one_row_for_what_a_paper_says_twice_and_two_for_what_it_says_differently() -> None:
    alone = claim(1, ref=Ref(PAPER, "4.5"), quote="Rec. 1: outstanding")
    both = [claim(1, quote="Recs 1 and 2 are outstanding"), claim(2, quote="Recs 1 and 2 are outstanding")]
    rows = tracker(made(inspected(), *listing(A, B), *both, alone))
    assert [(row.number, row.para) for row in rows if row.report == PAPER] == [(1, "4.5"), (2, "3.1")]
    rows = tracker(made(inspected(), *listing(A, B), claim(1), claim(1, Status.MET)))
    assert {row.status.value for row in rows if row.report == PAPER} == {"met", "outstanding"}
    rows = tracker(
        made(inspected(), *listing(A, B), claim(1), claim(1, Status.OTHER_APPROACH), claim(1, Status.NOT_STATED))
    )
    assert {row.status.value for row in rows if row.report == PAPER} == {"outstanding, other approach"}


def test_a_number_that_the_inspection_does_not_have_makes_no_row() -> None:
    assert told_of(inspected(), *listing(A, B), claim(30)) == []


def test_the_inspection_is_the_one_of_the_month_named() -> None:
    old, new = inspected("old.pdf", "2016-02-01 2016-02-12", "2016-04-11"), inspected()
    facts = [old, new, *listing(A, name="old.pdf", as_at=date(2016, 4, 11)), *listing(B)]

    def of(when: str, as_at: date = date(2022, 3, 15)) -> str:
        rows = tracker(made(*facts, claim(1, inspection=when, as_at=as_at)))
        return next(row.inspection for row in rows if row.report == PAPER)

    assert of("2016-02") == "Ashby 2016-04-11"
    assert of("2016") == "Ashby 2016-04-11"
    assert of("2021-06") == "Ashby 2021-06-18"
    assert of("") == "Ashby 2021-06-18"
    assert of("", date(2019, 1, 1)) == "Ashby 2016-04-11"
    assert of("", date(2021, 5, 20)) == "Ashby 2016-04-11"  # the visit is over, its report not out
    assert of("2013-03") == "Ashby 2013-03"


def test_with_no_date_said_it_is_the_latest_that_has_the_numbers() -> None:
    old, new = inspected("old.pdf", "2016-02-01 2016-02-12", "2016-04-11"), inspected()
    facts = [old, new, *listing(A, B, C, name="old.pdf", as_at=date(2016, 4, 11)), *listing(A)]
    rows = tracker(made(*facts, claim(1), claim(3)))
    assert {row.inspection for row in rows if row.report == PAPER} == {"Ashby 2016-04-11"}
    rows = tracker(made(*facts, claim(1)))
    assert {row.inspection for row in rows if row.report == PAPER} == {"Ashby 2021-06-18"}


def test_a_later_inspection_is_never_the_one_meant() -> None:
    assert told_of(inspected(), *listing(A), claim(1, as_at=date(2020, 1, 1))) == []


def test_another_services_inspection_is_apart() -> None:
    rows = told_of(inspected(), *listing(A), claim(1, inspection="2021", service="SEND"))
    assert rows == [("Ashby 2021", 1, "outstanding")]


def test_without_the_inspection_report_the_papers_words_stand() -> None:
    first = claim(6, wording="life story work", inspection="2020")
    second = claim(6, ref=Ref(LATER, "3"), as_at=date(2025, 6, 1), inspection="2020")
    rows = tracker(made(first, second, claim(None, NIS, inspection="2020")))
    assert [(row.inspection, row.number, row.wording, row.worded) for row in rows] == [
        ("Ashby 2020", 6, "life story work", "life story work"),
        ("Ashby 2020", 6, "life story work", ""),
        ("Ashby 2020", None, "", ""),
    ]


def test_unnumbered_recommendations_are_found_by_their_words() -> None:
    own = listing("The quality of plans for children.", "Care leavers’ access to health histories.", numbered=False)
    words = claim(None, Status.MET, wording="Access of care leavers to their health histories")
    (row,) = (row for row in tracker(made(inspected(), *own, words)) if row.report == PAPER)
    assert (row.number, row.position, row.status) == (None, 2, Status.MET)
    unlike = claim(None, Status.MET, wording="Something else about money")
    assert told_of(inspected(), *own, unlike) == []


def test_a_papers_own_numbering_of_unnumbered_recommendations_is_not_theirs() -> None:
    own = listing("The quality of plans for children.", numbered=False)
    (row,) = (row for row in tracker(made(inspected(), *own, claim(3))) if row.report == PAPER)
    assert (row.number, row.position, row.worded) == (None, None, "recommendation 3")


def test_a_papers_own_count_gives_way_to_its_words() -> None:
    words = claim(1, wording="Reduce the caseloads of all the workers")
    assert told_of(inspected(), *listing(A, B, C), words) == [("Ashby 2021-06-18", 2, "outstanding")]
    reworded = claim(1, wording="Make sure that reviews of plans happen more often")
    assert told_of(inspected(), *listing(A, B, C), reworded) == [("Ashby 2021-06-18", 1, "outstanding")]


def published(inspected_: str, out: str, paper: str = PAPER) -> Publication:
    last = inspected_.split()[-1] if inspected_ else ""
    return Publication(
        ref=Ref(paper, "5"),
        quote="q",
        as_at=date(2022, 1, 1),
        inspected=inspected_.split()[0] if inspected_ else "",
        inspected_to=last,
        published=out,
    )


@pytest.mark.parametrize(
    ("statement", "as_at", "source"),
    [
        (published("2021-04", "2021-06-20"), "2021-06-20", SAID),
        (published("2021-04-12 2021-04-30", "2021-06-20"), "2021-06-20", SAID),
        (published("", "2021-06-20"), "2021-06-20", SAID),
        (published("2020-01", "2020-03-20"), "2021-04-30", LAST_DAY),
        (published("", "2021-12-20"), "2021-04-30", LAST_DAY),
        (published("2021-04", "2021-06"), "2021-04-30", LAST_DAY),
    ],
)
def test_where_an_inspections_date_comes_from(statement: Publication, as_at: str, source: str) -> None:
    known = inspections(made(inspected(published=""), statement))
    assert [(each.as_at, each.source) for each in known if each.report] == [(as_at, source)]
    assert [each.source for each in inspections(made(inspected(), statement)) if each.report] == [PRINTED]


def test_inspections_only_spoken_of_are_put_together() -> None:
    one = published("2020-11-09 2020-11-20", "2021-01-22")
    known = inspections(made(one, published("2020-11", "", LATER), claim(1, inspection="2020")))
    assert [(each.name, each.source, each.last_day) for each in known] == [("Ashby 2021-01-22", NOT_HELD, "2020-11-20")]


def test_two_inspections_of_one_date_do_not_share_a_name() -> None:
    again = inspected("again.pdf")
    names = [each.name for each in inspections(made(inspected(), again))]
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("own", "papers", "expected"),
    [
        ("Ensure that plans are reviewed each month (paragraph 7).", "Ensure that plans are reviewed each month", ""),
        (
            "Ensure that plans, visits and carers’ reviews are recorded",
            "Ensure that carers’ plans are recorded",
            "narrower",
        ),
        ("Ensure that plans are recorded", "Ensure that plans are recorded by carers and teachers", "wider"),
        (
            "Ensure that plans and visits of carers are recorded",
            "Ensure that plans of teachers and nurses are recorded",
            "different",
        ),
        (
            "Ensure children see a dentist within 20 working days",
            "Ensure children see a dentist within 30 working days",
            "different",
        ),
        ("Ensure children see a dentist within 20 working days", "dental checks", ""),
        ("Ensure children see a dentist within 20 working days", "71% of children saw a dentist", ""),
    ],
)
def test_drift(own: str, papers: str, expected: str) -> None:
    assert drift(own, papers) == expected


def test_a_paper_of_no_date_is_shown_without_one() -> None:
    (row,) = (row for row in tracker(made(inspected(), *listing(A), claim(1, as_at=None))) if row.report == PAPER)
    assert row.as_at is None


def test_an_inspection_report_is_of_the_kind_that_is_read() -> None:
    paper = Report("r.txt", Header(kind=Kind.REPORT, council="Ashby"), ())
    assert not any(family(paper) for family in FAMILIES)
