"""Inspection reports of an invented council, and what a question put to them is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from plain_papers import paper

from assistant.answer import Question
from assistant.consult.inspected import on_inspections
from assistant.consult.said import Consulted
from assistant.understand import understand
from ingest.report import Card, Kind, Paragraph, Report

LEADERS = "The impact of leaders"
PROTECTION = "Children who need help and protection"
LEAVERS = "The progress of care leavers"
OVERALL = "Overall effectiveness"


def inspection(
    dates: str,
    on: date,
    grades: Mapping[str, str],
    *,
    improve: Sequence[str] = (),
    lead: str = "Jane Elm, Inspector",
    council: str = "Ashcombe Vale",
    title: str = "Inspection of children's services",
) -> Report:
    """A report with its dates, its lead, its grades and what is to improve."""
    cover = {
        "Inspection dates": f"Inspection dates: {dates}",
        "Lead inspector": f"Lead inspector: {lead}",
        **{f"Judgement/{area}": f"{area} {grade}" for area, grade in grades.items()},
    }
    held = paper(kind=Kind.INSPECTION, on=on, name=f"{council} {on}.pdf", cover=cover)
    section = "What needs to improve?"
    whole = Paragraph(f"section:{section}", section, "\n".join(f"• {item}" for item in improve), 100)
    items = tuple(
        Paragraph(f"section:{section}({at})", section, f"• {item}", 100 + at, whole.para)
        for at, item in enumerate(improve, 1)
    )
    listed = (whole, *items) if items else ()
    return replace(
        held,
        header=replace(held.header, council=council, title=title),
        paragraphs=(*held.paragraphs, *listed),
    )


FIRST = inspection(
    "3 to 14 June 2019",
    date(2019, 7, 20),
    {OVERALL: "Inadequate", LEADERS: "Inadequate", PROTECTION: "Inadequate", LEAVERS: "Good"},
    lead="Omar Firth, Inspector",
)
SECOND = inspection(
    "6 to 17 March 2023",
    date(2023, 5, 4),
    {OVERALL: "Good", LEADERS: "Good", PROTECTION: "Requires improvement to be good", LEAVERS: "Outstanding"},
    improve=(
        "The quality of letters sent to parents.",
        "Homes for care leavers who sleep rough.",
        "Supervision of staff.",
    ),
)
HELD = (FIRST, SECOND)


def asked(question: str, *reports: Report, history: tuple[str, ...] = ()) -> tuple[Consulted, ...]:
    """What the reports say to a question; both inspections where no others are given."""
    shelf = reports or HELD
    cards = [Card(report.name, report.header, len(report.paragraphs), None, "", "") for report in shelf]
    held = {report.name: report.paragraphs for report in shelf}
    query = understand(Question(question, history=history), cards)

    def opened(name: str) -> tuple[Paragraph, ...]:
        return held[name]

    return on_inspections(query, query.parts[0], cards, opened)


def quoted(question: str, *reports: Report, history: tuple[str, ...] = ()) -> list[str]:
    """The words quoted in answer to a question."""
    return [row.quote for said in asked(question, *reports, history=history) for row in said.rows]
