"""The onboarding pack of the two councils of the sample papers: what each part says, and what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.ask import Assistant
from assistant.papers.gate import held
from assistant.papers.handout import Handout, Line, Part, Picture, Row, Table
from assistant.papers.onboarding import onboarding
from assistant.papers.sources import Sources
from ingest.report import Access, Scope, normalise
from ingest.settings import Settings

MADE = date(2026, 11, 22)
MOOR, MOUTH = "Fernshire Moor", "Kelsmouth"
VIEWS = [(MOOR, None), (MOUTH, None), (MOOR, date(2022, 12, 31)), (MOUTH, date(2022, 12, 31)), (MOOR, date(2021, 7, 1))]


@pytest.fixture(scope="module")
def opened(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


def _sources(opened: Assistant, council: str, as_at: date | None = None, access: Access = Access.OPEN) -> Sources:
    return Sources(opened, access, Scope(council=council, as_at=as_at))


def _pack(opened: Assistant, council: str, as_at: date | None = None) -> Handout:
    sources = _sources(opened, council, as_at)
    handout, _ = held(onboarding(sources, MADE), sources)
    return handout


def _part(handout: Handout, heading: str) -> Part:
    return next(part for part in handout.chapters[0].parts if part.heading.startswith(heading))


def _lines(part: Part) -> list[Line]:
    return [piece for piece in part.pieces if isinstance(piece, Line)]


def _rows(part: Part) -> list[Row]:
    return [row for piece in part.pieces if isinstance(piece, Table) for row in piece.rows]


@pytest.mark.parametrize(("council", "as_at"), VIEWS)
def test_nothing_of_it_falls_at_the_gate(opened: Assistant, council: str, as_at: date | None) -> None:
    sources = _sources(opened, council, as_at)
    handout = onboarding(sources, MADE)
    assert handout.citing
    assert held(handout, sources)[1] == ()


@pytest.mark.parametrize(("council", "as_at"), VIEWS)
def test_it_is_of_one_council_and_of_nothing_later(opened: Assistant, council: str, as_at: date | None) -> None:
    handout = _pack(opened, council, as_at)
    assert {citation.council for citation in handout.citations} == {council}
    days = [opened.report(citation.ref.report).header.as_at for citation in handout.citations]
    assert all(day and day <= (as_at or MADE) for day in days)
    assert handout.as_at == (as_at or max(day for day in days if day))


@pytest.mark.parametrize(("council", "as_at"), VIEWS)
def test_nothing_stands_twice_in_a_part(opened: Assistant, council: str, as_at: date | None) -> None:
    for part in _pack(opened, council, as_at).chapters[0].parts:
        for said in (_rows(part), _lines(part)):
            words = [normalise(each.said) for each in said]
            assert len(words) == len(set(words)), part.heading


@pytest.mark.parametrize(("council", "as_at"), VIEWS)
def test_every_part_says_something(opened: Assistant, council: str, as_at: date | None) -> None:
    parts = _pack(opened, council, as_at).chapters[0].parts
    assert len(parts) == 7
    assert all(part.pieces or part.empty.endswith(".") for part in parts)


def test_the_story_goes_forward_in_time_and_fits_on_a_page(opened: Assistant) -> None:
    lines = _lines(_part(_pack(opened, MOOR), "The story"))
    assert sum(len(line.said.split()) for line in lines) <= 450
    assert {line.lead[-4:] for line in lines} >= {"2021", "2022", "2023", "2024", "2025", "2026"}
    assert [line.lead[-4:] for line in lines] == sorted(line.lead[-4:] for line in lines)
    told = " ".join(line.text for line in lines)
    assert "Overall effectiveness: inadequate." in told
    assert "was lifted by the Minister in a letter of 14 March 2023" in told
    assert "Ten of the 12 have been met" in lines[-1].text


def test_the_timeline_says_which_promises_are_shown_kept(opened: Assistant) -> None:
    part = _part(_pack(opened, MOOR), "Timeline")
    table = next(piece for piece in part.pieces if isinstance(piece, Table))
    assert len(table.rows) <= 30
    picture = next(piece for piece in part.pieces if isinstance(piece, Picture))
    assert "<a " not in picture.svg
    kept = [row for row in table.rows if row.cells[2] == "shown kept"]
    assert kept
    assert all(len(row.citations) == 2 for row in kept)


def test_roles_are_as_at_a_day_and_without_numbers_or_addresses(opened: Assistant) -> None:
    part = _part(_pack(opened, MOOR), "Roles")
    said = "\n".join((*(row.said for row in _rows(part)), *(c.quote for row in _rows(part) for c in row.citations)))
    assert "Samina Rahmani; Executive Director, Children and Education; Report of; Officers; 10 March 2026" in said
    assert "@" not in said
    assert "01632" not in said
    assert "now" not in said.split()
    assert all(row.cells[-1] or row.cells[0] for row in _rows(part))


def test_each_recommendation_stands_once_with_its_last_status(opened: Assistant) -> None:
    rows = _rows(_part(_pack(opened, MOOR), "Recommendations"))
    assert [row.cells[0] for row in rows] == [str(number) for number in range(1, 13)]
    assert rows[8].cells[2:4] == ("outstanding", "10 March 2026")
    assert rows[9].cells[2] == "closed, other approach"
    early = _rows(_part(_pack(opened, MOOR, date(2021, 7, 1)), "Recommendations"))
    assert len(early) == 12
    assert len(early[0].cells) == 2


def test_short_forms_that_no_paper_explains_are_named(opened: Assistant) -> None:
    part = _part(_pack(opened, MOOR), "Glossary")
    assert any(row.cells == ("MASH", "multi-agency safeguarding hub") for row in _rows(part))
    assert "NEET" in _lines(part)[0].text


def test_every_paper_is_in_the_reading_order_once(opened: Assistant) -> None:
    sources = _sources(opened, MOOR)
    part = _part(_pack(opened, MOOR), "Reading order")
    papers = next(piece for piece in part.pieces if isinstance(piece, Table))
    assert len(papers.rows) == len(sources.cards)
    assert [row.cells[0] for row in papers.rows[:3]] == ["What was found", "The plan", "Where things stood last"]
    assert any("terms of reference" in row.cells[0] for row in _rows(part))


def test_it_shows_no_paper_above_the_readers_level(opened: Assistant) -> None:
    handout = _pack(opened, MOOR)
    assert handout.access is Access.OPEN
    assert "Beacon Rise: Ending" not in " ".join(each.said for each in handout.citing)


def test_the_diagram_says_what_is_proposed_or_past_and_fits_on_a_page(opened: Assistant) -> None:
    part = _part(_pack(opened, MOOR), "Bodies")
    picture = next(piece for piece in part.pieces if isinstance(piece, Picture))
    assert "in force" not in picture.svg
    assert "past: disbanded" in picture.svg
    assert float(picture.svg.partition('viewBox="0 0 ')[2].split()[1].rstrip('"')) <= 1000
    assert any(row.cells[:2] == ("Practice Group", "reports to") for row in _rows(part))


def test_where_papers_differ_both_are_shown(opened: Assistant) -> None:
    line = next(line for line in _lines(_part(_pack(opened, MOOR), "Timeline")) if line.lead == "The papers differ")
    assert "5 July 2021" in line.text
    assert "12 July 2021" in line.text


def test_a_day_that_a_paper_leaves_open_stands_as_printed(opened: Assistant) -> None:
    rows = _rows(_part(_pack(opened, MOOR), "Timeline"))
    assert any(row.cells[0] == "until the end of the calendar year" and row.cells[3] == "16 May 2023" for row in rows)
    assert any(row.cells[2].startswith("still to come") for row in rows)


def test_what_was_asked_and_has_no_outcome_is_told_as_asked(opened: Assistant) -> None:
    told = [line.text for line in _lines(_part(_pack(opened, MOUTH), "The story")) if "was asked to" in line.text]
    assert told
    assert all(text.endswith("what it decided is not in the papers held.") for text in told)
