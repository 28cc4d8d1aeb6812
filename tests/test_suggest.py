"""Questions offered come from the papers held."""

from __future__ import annotations

from datetime import date

from assistant.suggest import examples, following
from ingest.report import Header, Kind, Paragraph, Ref, Report

HEADER = Header(title="Plan", council="Fernmoor", body="Cabinet", as_at=date(2024, 7, 8))


def report(*sections: tuple[str, str], header: Header = HEADER) -> Report:
    return Report(
        "a.txt", header, tuple(Paragraph(str(n), s, text, n) for n, (s, text) in enumerate(sections, start=1))
    )


LONG = "The costs are expected to be two million pounds over two years."


def test_a_question_is_made_from_asks_and_from_sections_with_something_in_them() -> None:
    offered = examples(
        [report(("Recommendations", "Agree the plan."), ("Financial implications", LONG), ("Legal", "None"))]
    )
    assert offered == (
        "What was the Cabinet asked to do in July 2024?",
        "What does the July 2024 Fernmoor report say about financial implications?",
    )


def test_reasons_for_recommendations_are_not_asks() -> None:
    assert "asked to do" not in " ".join(examples([report(("Reasons for recommendations", LONG))]))


def test_councils_take_turns() -> None:
    other = Header(title="Plan", council="Aldwick", body="Board", as_at=date(2023, 1, 1))
    offered = examples([report(("Recommendations", "Agree.")), report(("Recommendations", "Note."), header=other)])
    assert offered == (
        "What was the Cabinet asked to do in July 2024?",
        "What was the Board asked to do in January 2023?",
    )


def test_minutes_and_inspections_are_asked_about_in_their_own_words() -> None:
    minutes = Header(title="Minutes", kind=Kind.MINUTES, council="F", body="Cabinet", as_at=date(2024, 7, 8))
    inspection = Header(title="Inspection", kind=Kind.INSPECTION, council="F", as_at=date(2023, 9, 1))
    assert examples([report(("Recommendations", "x"), header=minutes)]) == (
        "What did the Cabinet resolve in July 2024?",
    )
    assert examples([report(("Areas for improvement", "x"), header=inspection)]) == (
        "What did the September 2023 F inspection report recommend?",
    )


def test_a_paper_without_a_date_or_a_library_without_papers_offers_nothing() -> None:
    assert examples([report(("Recommendations", "x"), header=Header(title="x"))]) == ()
    assert examples([]) == ()


def test_next_questions_leave_out_the_section_just_cited() -> None:
    paper = report(("Recommendations", "Agree the plan."), ("Risk management", LONG), ("Background", LONG))
    offered = following(paper, [Ref("a.txt", "2")])
    assert not any("risk" in question for question in offered)
    assert any("background" in question for question in offered)
