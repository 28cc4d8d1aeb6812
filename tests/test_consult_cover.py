"""Questions about what stands on the front of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from plain_papers import paper

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.consult.cover import on_cover
from assistant.consult.said import Consulted
from assistant.understand import understand
from ingest.report import Card, Kind, Paragraph, Report
from ingest.settings import Settings


def _asked(question: str, *reports: Report) -> tuple[Consulted, ...]:
    cards = [Card(r.name, r.header, len(r.paragraphs), None, "", "") for r in reports]
    held = {report.name: report.paragraphs for report in reports}
    query = understand(Question(question), cards)

    def opened(name: str) -> tuple[Paragraph, ...]:
        return held[name]

    return on_cover(query, query.parts[0], cards, opened)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Who wrote the report of July 2024?", "Author"),
        ("Who drafted the July 2024 paper?", "Report of"),
        ("Which wards does the July 2024 report affect?", "Division(s)"),
        ("Was the July 2024 paper a key decision?", "Is it a Key Decision?"),
        ("Is the July 2024 report open or exempt?", "Exempt?"),
        ("Which portfolio holder is on the July 2024 report?", "Portfolio Holder"),
        ("What is the reference number of the July 2024 report?", "Ref"),
        ("Had the July 2024 paper been to any other committees?", "Previous committees considered by"),
    ],
)
def test_a_line_is_known_by_the_label_that_the_paper_really_has(question: str, label: str) -> None:
    held = paper("The plan is on course.", cover={label: f"{label} as printed"})
    (said,) = _asked(question, held)
    assert said.rows[0].ref.para == f"header:{label}"
    assert said.rows[0].quote == f"{label} as printed"


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the letter in the July 2024 report?",
        "What did the July 2024 report say about ward budgets?",
        "Is the public health report of July 2024 late?",
        "Who was at fault in the report?",
    ],
)
def test_a_question_about_the_matter_of_a_paper_is_left_alone(question: str) -> None:
    held = paper("The plan is on course.", cover={"Author": "Ann Lee", "Ward": "All", "Access": "Open"})
    assert _asked(question, held) == ()


def test_a_paper_without_the_line_says_nothing_and_ticks_are_left_to_the_search() -> None:
    assert _asked("Was the July 2024 paper a key decision?", paper("It is.", cover={"Author": "Ann Lee"})) == ()
    ticked = paper("It is.", cover={"Key decision": "Yes [x] No [ ]"})
    assert _asked("Was the July 2024 paper a key decision?", ticked) == ()


def test_who_was_there_is_read_from_minutes_alone() -> None:
    report = paper("It is.", cover={"Present": "nobody"})
    minutes = paper("It was.", name="minutes.txt", kind=Kind.MINUTES, cover={"Members present": "Councillor Elm"})
    (said,) = _asked("Which councillors were at the meeting of 8 July 2024?", report, minutes)
    assert said.rows[0].ref.report == "minutes.txt"
    assert said.lead == "The minutes of 8 July 2024 give it at the head."


def test_a_paper_not_pointed_at_is_known_by_its_title_or_not_at_all() -> None:
    held = paper("It is.", on=date(2020, 1, 2), cover={"Author": "Ann Lee"})
    assert _asked("Who wrote the report on buses?", held) == ()


@pytest.fixture(scope="module")
def assistant(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


def test_a_cover_is_quoted_with_its_address(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Who gave apologies to Kelsmouth's board in February 2022?"))
    assert answer.citations[0].ref.para == "header:Apologies"
    assert "Simon Tranter" in answer.text
