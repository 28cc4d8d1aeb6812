"""Questions that papers answer under a heading of their own."""

from __future__ import annotations

from datetime import date

import pytest
from plain_papers import paper

from assistant.answer import Question
from assistant.consult.headed import under_headings
from assistant.consult.said import Consulted
from assistant.understand import understand
from ingest.report import Card, Paragraph, Report, Scope


def _with(*sections: tuple[str, str], name: str = "paper.txt", on: date = date(2024, 7, 8)) -> Report:
    """A paper of numbered paragraphs, each under its heading."""
    bare = paper(*(text for _, text in sections), name=name, on=on)
    headed = zip(bare.paragraphs, sections, strict=True)
    paragraphs = tuple(Paragraph(row.para, section, row.text, row.order) for row, (section, _) in headed)
    return Report(name, bare.header, paragraphs)


def _asked(question: str, *reports: Report, council: str = "") -> Consulted | None:
    cards = [Card(r.name, r.header, len(r.paragraphs), None, "", "") for r in reports]
    held = {report.name: report.paragraphs for report in reports}
    query = understand(Question(question, scope=Scope(council)), cards)

    def opened(name: str) -> tuple[Paragraph, ...]:
        return held[name]

    return next(iter(under_headings(query, query.parts[0], cards, opened)), None)


@pytest.mark.parametrize(
    "question",
    [
        "Who do I talk to about the July 2024 report?",
        "Who should I ring about the July 2024 paper?",
        "Who is the contact for the July 2024 report?",
        "Who should questions about the July 2024 report be sent to?",
        "How do I get in touch with someone about the July 2024 report?",
    ],
)
@pytest.mark.parametrize(
    ("section", "text"),
    [
        (
            "Access to Information",
            "Papers can be seen at the town hall. Contact: Jo Fell, Head of Parks, 01632 960 100.",
        ),
        ("Further information", "Jo Fell, Head of Parks, jo.fell@ashcombevale.example"),
        ("Money", "The grant is spent.\nWho to ask\nJo Fell, Head of Parks"),
        ("", "For further information please contact Jo Fell on 01632 960 100."),
    ],
)
def test_whom_to_ask_is_read_where_a_paper_says_it(question: str, section: str, text: str) -> None:
    said = _asked(question, _with(("Progress", "The plan is on course."), (section, text)))
    assert said is not None
    assert said.lead == "The report of 8 July 2024 says whom to contact."
    assert "Jo Fell" in said.rows[0].quote
    assert "on course" not in said.rows[0].quote


def test_of_a_council_the_line_that_has_the_subject_in_it_is_the_one() -> None:
    parks = _with(("Contact", "Jo Fell, Head of Parks, jo.fell@ashcombevale.example"), name="a.txt")
    bins = _with(("Contact", "Sam Rook, Head of Waste, sam.rook@ashcombevale.example"), name="b.txt")
    said = _asked("Who do I talk to about waste?", parks, bins, council="Ashcombe Vale")
    assert said is not None and said.rows[0].quote.startswith("Sam Rook")
    assert _asked("Who do I talk to about libraries?", parks, bins, council="Ashcombe Vale") is None


@pytest.mark.parametrize(
    "question",
    [
        "What background papers does the July 2024 report have?",
        "What background reading sits behind the July 2024 report?",
        "Which papers lie behind the July 2024 report?",
    ],
)
def test_background_papers_are_listed_or_said_to_be_none(question: str) -> None:
    said = _asked(
        question, _with(("Background papers", "Parks Strategy 2020"), ("Background papers", "Tree Survey 2021"))
    )
    assert said is not None
    assert [row.quote for row in said.rows] == ["Parks Strategy 2020", "Tree Survey 2021"]
    line = _asked(question, _with(("Information", "Background papers: Parks Strategy 2020")))
    assert line is not None and line.rows[0].quote == "Background papers: Parks Strategy 2020"
    assert _asked(question, _with(("Background", "The park opened in 1902."))) is None


def test_every_heading_of_implications_that_is_asked_for_is_given() -> None:
    held = _with(
        ("Financial considerations", "None"),
        ("Human Resources considerations", "None"),
        ("Legal Implications", "A lease."),
    )
    none = _asked("Any money or staffing implications flagged in the July 2024 paper?", held)
    assert none is not None
    assert none.lead == "None: so the report of 8 July 2024 says."
    assert [row.label for row in none.rows] == ["Financial considerations", "Human Resources considerations"]
    both = _asked("What are the legal and financial implications in the July 2024 report?", held)
    assert both is not None and both.lead.endswith("says this of them.")
    assert _asked("Are there any legal or climate implications in the July 2024 report?", held) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who talks to the board about the July 2024 report?",
        "What is the background to the July 2024 report?",
        "What does the July 2024 report say about staffing?",
    ],
)
def test_a_question_about_the_matter_is_left_alone(question: str) -> None:
    held = _with(
        ("Contact", "Jo Fell, 01632 960 100"), ("Background papers", "None"), ("Staffing implications", "None")
    )
    assert _asked(question, held) is None
