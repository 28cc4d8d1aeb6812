"""Comparisons of the sample papers: what stands side by side, what fell silent, and that every line of them holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from assistant.ask import Assistant
from assistant.papers.comparison import comparison, comparison_of_dates
from assistant.papers.gate import held
from assistant.papers.handout import Handout, Line, Part, Row, Table
from assistant.papers.sources import Sources
from ingest.errors import NotHeld
from ingest.report import Access, Scope
from ingest.settings import Settings

MADE = date(2026, 11, 22)
UPDATE_2022 = "2022-03-15 HWB Item 5 Childrens Improvement Plan Update.docx"
UPDATE_2023 = "2023-05-16 HWB Item 7 Childrens Improvement Plan Update.pdf"
INVESTMENT = "s11842 Family Help and Foster Homes Investment.pdf"
ASSURANCE = "2026-03-10-cfc-annual-assurance-report.html"
INSPECTION = "Inspection report Fernshire Moor 18 June 2021.pdf"
PLAN = "2021-09-21 HWB Item 6 Childrens Improvement Plan.docx"
PROGRESS = "CFC 2 July 2024 Progress against the 2021 recommendations.txt"
MINUTES = "Minutes 02072024 Children and Families Committee.docx"
KELSMOUTH = "kelsmouth hwb 3 february 2022 childrens improvement plan update.pdf"
EXEMPT = "2024-11-12 CFC Part 2 Beacon Rise contract.docx"
MOOR = Scope(council="Fernshire Moor")


@pytest.fixture(scope="module")
def sampled(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


def of_two(assistant: Assistant, then: str, now: str, access: Access = Access.OPEN) -> Handout:
    return comparison(Sources(assistant, access, Scope()), then, now, MADE)


def of_days(assistant: Assistant, then: date, now: date) -> Handout:
    return comparison_of_dates(Sources(assistant, Access.OPEN, MOOR), then, now, MADE)


def part(handout: Handout, heading: str) -> Part:
    return next(each for chapter in handout.chapters for each in chapter.parts if each.heading == heading)


def headings(handout: Handout) -> list[str]:
    return [each.heading for chapter in handout.chapters for each in chapter.parts]


def rows(handout: Handout, heading: str) -> list[Row]:
    return [row for piece in part(handout, heading).pieces if isinstance(piece, Table) for row in piece.rows]


def lines(handout: Handout, heading: str) -> list[str]:
    return [piece.said for piece in part(handout, heading).pieces if isinstance(piece, Line)]


def test_the_columns_are_headed_by_the_days_the_earlier_first_whatever_the_order(sampled: Assistant) -> None:
    for pair in ((UPDATE_2022, UPDATE_2023), (UPDATE_2023, UPDATE_2022)):
        handout = of_two(sampled, *pair)
        tables = [piece for piece in handout.pieces if isinstance(piece, Table)]
        assert {table.headings for table in tables} == {("Subject", "Then: 15 March 2022", "Now: 16 May 2023")}
        assert handout.as_at == date(2023, 5, 16)
        assert handout.searched.reports == 2


def test_a_recommendation_stands_with_what_each_side_says_of_it(sampled: Assistant) -> None:
    standing = rows(of_two(sampled, UPDATE_2022, UPDATE_2023), "Recommendations and how each stands")
    visits = next(row for row in standing if row.cells[0].startswith("Recommendation 8:"))
    assert visits.cells[1] == "outstanding: “a new form of pathway plan is being tried with 12 young people”"
    assert visits.cells[2].startswith("outstanding: “61% of pathway plans are complete")
    assert [citation.ref.report for citation in visits.citations] == [INSPECTION, UPDATE_2022, UPDATE_2023]


def test_two_papers_alone_are_read_with_the_inspection_that_names_their_recommendations(sampled: Assistant) -> None:
    alone = Sources(sampled, Access.OPEN, Scope(reports=(UPDATE_2022, UPDATE_2023)))
    handout = comparison(alone, UPDATE_2022, UPDATE_2023, MADE)
    standing = rows(handout, "Recommendations and how each stands")
    assert any(row.cells[0].startswith("Recommendation 8: “Write pathway plans with young people") for row in standing)
    assert held(handout, alone)[1] == ()
    cited = {citation.ref.report for citation in handout.citations}
    assert cited == {UPDATE_2022, UPDATE_2023, INSPECTION}


def test_what_changed_most_is_told_in_short_and_cites_both_sides(sampled: Assistant) -> None:
    handout = of_two(sampled, UPDATE_2022, UPDATE_2023)
    short = [piece for piece in part(handout, "In short").pieces if isinstance(piece, Line)]
    assert "Recommendations 2 and 6: then partly met; now met" in [line.said for line in short]
    assert len(short) <= 6
    for line in short:
        assert {UPDATE_2022, UPDATE_2023} <= {citation.ref.report for citation in line.citations}


def test_a_figure_told_anew_stands_beside_the_old_one(sampled: Assistant) -> None:
    told = rows(of_two(sampled, UPDATE_2022, UPDATE_2023), "Figures and shares")
    seen = next(row for row in told if "dentist" in row.cells[0])
    assert "49%" in seen.cells[1]
    assert "55%" in seen.cells[2]


def test_a_promise_told_as_done_stands_beside_it_and_one_never_spoken_of_again_has_a_part(sampled: Assistant) -> None:
    handout = of_two(sampled, UPDATE_2022, UPDATE_2023)
    done = next(row for row in rows(handout, "Dates, deadlines and promises") if row.cells[0] == "“monitoring visit”")
    assert "is expected" in done.cells[1]
    assert "21 and 22 June 2022" in done.cells[2]
    fallen = lines(handout, "Said then, not addressed now")
    assert any("case recording system by the end of March" in line for line in fallen)
    assert not any("monitoring visit" in line for line in fallen)


def test_what_one_side_alone_speaks_of_says_so(sampled: Assistant) -> None:
    decided = rows(of_two(sampled, UPDATE_2022, UPDATE_2023), "Decisions recorded")
    assert decided[0].cells[:2] == ("Cabinet, 8 November 2022", "not addressed in this report")


def test_two_councils_stand_under_their_names_and_nothing_is_taken_from_the_other(sampled: Assistant) -> None:
    handout = of_two(sampled, KELSMOUTH, UPDATE_2022)
    tables = [piece for piece in handout.pieces if isinstance(piece, Table)]
    named = ("Subject", "Kelsmouth, 3 February 2022", "Fernshire Moor, 15 March 2022")
    assert {table.headings for table in tables} == {named}
    assert not any(row.calculated for table in tables for row in table.rows)
    assert "Said then, not addressed now" not in headings(handout)
    for table in tables:
        for row in table.rows:
            assert "Kelsmouth" not in row.cells[2]
            assert "Fernshire" not in row.cells[1]


def test_each_councils_recommendations_stand_in_its_own_cell(sampled: Assistant) -> None:
    standing = rows(of_two(sampled, KELSMOUTH, UPDATE_2022), "Recommendations and how each stands")
    assert [row.cells[1] for row in standing] == ["not addressed in this report"]
    assert standing[0].cells[2].startswith("met: 1, 3 and 11; partly met: 2, 4, 6 and 9")


def test_papers_of_one_day_are_called_by_their_titles_and_neither_is_later(sampled: Assistant) -> None:
    handout = of_two(sampled, PROGRESS, MINUTES)
    assert "Said then, not addressed now" not in headings(handout)
    asked = next(piece for piece in part(handout, "What the committee is asked").pieces if isinstance(piece, Table))
    assert asked.headings[1] == "Progress Against the 2021 Recommendations, 2 July 2024"
    assert "(recorded as deferred)" in asked.rows[0].cells[1]


def test_a_recommendation_that_the_other_paper_names_is_not_called_unaddressed(sampled: Assistant) -> None:
    standing = rows(of_two(sampled, PROGRESS, MINUTES), "Recommendations and how each stands")
    ten = next(row for row in standing if row.cells[0].startswith("Recommendation 10:"))
    assert "recommendation 10 be not closed" in ten.cells[2]


def test_the_same_sum_told_later_stands_beside_it(sampled: Assistant) -> None:
    told = rows(of_two(sampled, INVESTMENT, ASSURANCE), "Money")
    cost = next(row for row in told if row.cells[0] == "Cost of the programme")
    assert "a total of £2.173m" in cost.cells[1]
    assert "£68k more than the £2.173m" in cost.cells[2]


def test_what_became_of_a_body_is_told_in_short(sampled: Assistant) -> None:
    told = lines(of_two(sampled, PLAN, UPDATE_2023), "In short")
    assert any(line.startswith("Children’s Improvement Board: now “") and "disbanded" in line for line in told)


def test_an_inspections_judgements_stand_beside_what_a_report_tells_of_them(sampled: Assistant) -> None:
    judged = rows(of_two(sampled, INSPECTION, PLAN), "Judgements and grades")
    assert len(judged) == 1
    assert "Overall effectiveness: Inadequate" in judged[0].cells[1]
    assert "judged the overall effectiveness of services to be inadequate" in judged[0].cells[2]


def test_a_paper_that_the_reader_may_not_see_is_not_held(sampled: Assistant) -> None:
    with pytest.raises(NotHeld):
        of_two(sampled, UPDATE_2023, EXEMPT)
    assert of_two(sampled, UPDATE_2023, EXEMPT, Access.EXEMPT).access is Access.EXEMPT


def test_dates_hold_what_was_said_up_to_the_one_against_what_is_newer(sampled: Assistant) -> None:
    handout = of_days(sampled, date(2022, 6, 1), date(2023, 6, 1))
    days = [citation.printed for citation in handout.citations]
    assert not any("2024" in day or "2026" in day for day in days)
    tables = [piece for piece in handout.pieces if isinstance(piece, Table)]
    assert {table.headings[1:] for table in tables} == {("Then: up to 1 June 2022", "Now: up to 1 June 2023")}
    assert handout.as_at == date(2023, 5, 16)


def test_where_no_paper_came_between_two_dates_nothing_is_newer_and_nothing_fell_silent(sampled: Assistant) -> None:
    handout = of_days(sampled, date(2022, 4, 1), date(2022, 5, 1))
    tables = [piece for piece in handout.pieces if isinstance(piece, Table)]
    assert {row.cells[2] for table in tables for row in table.rows} == {
        "nothing newer found in the papers up to that day"
    }
    assert "Said then, not addressed now" not in headings(handout)


def test_a_date_before_all_papers_leaves_one_side_empty(sampled: Assistant) -> None:
    handout = of_days(sampled, date(2000, 1, 1), date(2001, 1, 1))
    assert handout.citations == ()
    assert part(handout, "Side by side").empty


def test_every_line_of_every_pair_of_papers_holds_and_none_is_said_twice(sampled: Assistant) -> None:
    names = [card.name for card in sampled.cards(Access.EXEMPT)]
    for then, now in combinations(names, 2):
        sources = Sources(sampled, Access.EXEMPT, Scope())
        handout = comparison(sources, then, now, MADE)
        assert held(handout, sources)[1] == ()
        said = [each.said for each in handout.citing]
        assert len(said) == len(set(said))


def test_every_line_of_a_comparison_of_dates_holds(sampled: Assistant) -> None:
    days = (date(2021, 12, 31), date(2022, 12, 31), date(2024, 7, 2), date(2026, 12, 31))
    for then, now in combinations(days, 2):
        sources = Sources(sampled, Access.EXEMPT, MOOR)
        assert held(comparison_of_dates(sources, then, now, MADE), sources)[1] == ()
