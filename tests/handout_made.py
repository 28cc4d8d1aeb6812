"""Handouts made by hand, of the invented council Fernmoor: every kind of piece, and words that mean harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answer import Citation, Searched
from assistant.papers.handout import (
    Blank,
    Chapter,
    Handout,
    Line,
    Notice,
    Part,
    Picture,
    Piece,
    Row,
    Shape,
    Sort,
    Table,
)
from ingest.report import Access, Ref

UPDATE, OUTTURN = "fernmoor-2023.txt", "000_50cfe664843f1bac_Item 5.pdf"
TITLES = {UPDATE: "Improvement plan update", OUTTURN: "Budget outturn"}
HOSTILE = (
    '# <script>alert(1)</script> <img src="https://evil.example/x"> [a](https://evil.example) | **b** '
    "\u202eright\x07 & { PAGE } javascript:alert(1)"
)
LONG = " ".join(f"word{number}" for number in range(1, 101))
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 120" width="100%" font-family="sans-serif" '
    'font-size="15" fill="none"><title>Bodies</title><rect x="10" y="10" width="280" height="50" '
    'stroke="currentColor"/><text x="20" y="40" fill="currentColor">Improvement Board</text></svg>'
)


def cited(para: str, quote: str = "", report: str = UPDATE, access: Access = Access.OPEN) -> Citation:
    day = "14 March 2023" if report == UPDATE else "8 July 2024"
    closed = f" ({access.word})" if access > Access.OPEN else ""
    where = f"Fernmoor, Health and Wellbeing Board, {day}, para {para}{closed}"
    return Citation(Ref(report, para), quote, where, None, "Fernmoor", access)


def handout(*pieces: Piece, heading: str = "What the papers say") -> Handout:
    """A briefing of one part, neither a draft nor closed."""
    searched = Searched(2, ("Fernmoor",), ("Health and Wellbeing Board",), date(2023, 3, 14), date(2024, 7, 8))
    return Handout(
        Sort.BRIEFING,
        "The Improvement Board",
        "Fernmoor, Health and Wellbeing Board",
        date(2024, 7, 8),
        searched,
        date(2026, 11, 22),
        (Chapter((Part(heading, pieces),)),),
    )


def table(rows: int) -> Table:
    """A table that is longer than a page from about 40 rows on."""
    return Table(
        ("No.", "Recommendation", "Where it stands"),
        tuple(
            Row((str(number), f"Improve the work of team {number}.", "outstanding"), (cited(f"5.{number}"),))
            for number in range(1, rows + 1)
        ),
        "Recommendations and where they stand",
        (1, 6, 3),
    )


def rich() -> Handout:
    """A reply to two questions with every kind of piece: a draft that rests on an exempt paragraph."""
    disbanded = Line(
        "“the Board was disbanded on 6 February 2023”.",
        (cited("3.1", "the Board was disbanded on 6 February 2023"),),
        shape=Shape.PARAGRAPH,
    )
    handed = Line("Its work went to the Cabinet.", (cited("3.1", "handed over to the Cabinet"),), by_model=True)
    asked = Line("the plan with its actions.", (cited("2.1"), cited("2.2")), lead="Approve")
    again = Line("“the plan”.", (cited("2.2", "the plan"),), lead="Note")
    both = Line("Both cost £1,250,000.", (cited("6.1", "£1,000,000"), cited("7", "£250,000", OUTTURN)), calculated=True)
    said = Line("“The Board met monthly.”", (cited("4.1", "The Board met monthly."),), shape=Shape.QUOTE)
    exempt = Line("“The home is let.”", (cited("9.1", "The home is let.", access=Access.EXEMPT),))
    first = Chapter(
        (
            Part("Short answer", (disbanded, handed)),
            Part("In order", (said, asked, again, both, Notice("No paper held says why."), Notice("Small.", True))),
            Part("Where things stand", (Picture(DRAWN, "The Improvement Board stands alone."), table(45))),
            Part("Risks", (), empty="The papers held name no risk."),
            Part("Clearance", (Blank("Author"), Blank("Cleared by"))),
        ),
        "When was the Board disbanded?",
    )
    second = Chapter((Part("Short answer", (exempt,)),), "What became of the home?")
    return replace(handout(), sort=Sort.REPLY, chapters=(first, second), draft=True, left_out=2)


def hostile() -> Handout:
    """Every word of it means harm."""
    cite = replace(cited("1.1", HOSTILE), printed=HOSTILE)
    pieces = (
        Line("It says so.", (cite,), lead=HOSTILE),
        Line(HOSTILE, (cited("1.2"),), shape=Shape.QUOTE),
        Line(f"{HOSTILE}\n{HOSTILE}", (cited("1.3"),), shape=Shape.PARAGRAPH),
        Table((HOSTILE, "b"), (Row((HOSTILE, HOSTILE), (cited("1.4"),)),), HOSTILE),
        Picture(DRAWN, HOSTILE),
        Notice(HOSTILE),
        Blank(HOSTILE),
    )
    part = Part(HOSTILE, pieces)
    bad = replace(handout(), title=HOSTILE, about=HOSTILE, chapters=(Chapter((part,), HOSTILE),))
    return replace(bad, searched=replace(bad.searched, councils=(HOSTILE,)))
