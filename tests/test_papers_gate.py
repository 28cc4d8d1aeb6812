"""A handout says nothing that the paragraphs it cites do not bear: a line that does falls, and that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Citation
from assistant.ask import Assistant
from assistant.papers.gate import FALLEN, held
from assistant.papers.handout import Chapter, Handout, Line, Notice, Part, Piece, Row, Sort, Table
from assistant.papers.sources import Sources
from ingest.report import Access, Ref, Scope
from ingest.settings import Settings

PAPER = "2023-05-16 HWB Item 7 Childrens Improvement Plan Update.pdf"
QUOTE = "Rec. 8: outstanding; 61% of pathway plans are complete before the young person’s 17th birthday"


@pytest.fixture(scope="module")
def sources(sample: Settings) -> Iterator[Sources]:
    assistant = Assistant(sample)
    yield Sources(assistant, Access.OPEN, Scope())
    assistant.close()


@pytest.fixture
def cited(sources: Sources) -> Citation:
    return sources.cite(PAPER, "4.5", QUOTE)


def handout(sources: Sources, *pieces: Piece) -> Handout:
    part = Part("What stands", pieces, empty="Nothing stands.")
    return Handout(
        Sort.BRIEFING, "A title", "", date(2023, 5, 16), sources.searched, date(2026, 1, 1), (Chapter((part,)),)
    )


def test_a_line_that_its_paragraph_bears_stays(sources: Sources, cited: Citation) -> None:
    line = Line(f"As at 16 May 2023: “{QUOTE}”", (cited,), lead="Recommendation 8")
    kept, dropped = held(handout(sources, line), sources)
    assert (kept.pieces, dropped, kept.left_out) == ((line,), (), 0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It stood at 62% then.", "62%"),
        ("It was to be met by 3 June 2025.", "3 June 2025"),
        ("It is led by Hilary Brook.", "Hilary"),
        ("“Rec. 8: met; all pathway plans are complete”", "in no cited paragraph"),
    ],
)
def test_a_figure_a_day_a_name_or_a_quotation_that_is_not_there_falls(
    sources: Sources, cited: Citation, text: str, reason: str
) -> None:
    kept, (dropped,) = held(handout(sources, Line(text, (cited,))), sources)
    assert kept.pieces == () and kept.left_out == 1
    assert reason in dropped.reason


def test_a_line_without_a_citation_falls(sources: Sources) -> None:
    kept, (dropped,) = held(handout(sources, Line("All is well.", ())), sources)
    assert kept.pieces == () and dropped.reason == "it cites nothing"


def test_a_dead_citation_falls(sources: Sources, cited: Citation) -> None:
    elsewhere = replace(cited, ref=Ref(PAPER, "99.9"))
    misquoted = replace(cited, quote="words that nobody wrote")
    kept, dropped = held(handout(sources, Line("One.", (elsewhere,)), Line("Two.", (misquoted,))), sources)
    assert kept.pieces == () and len(dropped) == 2


def test_a_row_falls_and_its_table_stays(sources: Sources, cited: Citation) -> None:
    good, bad = Row(("8", "outstanding"), (cited,)), Row(("77", "outstanding"), (cited,))
    kept, _ = held(handout(sources, Table(("No.", "How it stood"), (good, bad))), sources)
    (table,) = kept.pieces
    assert isinstance(table, Table) and table.rows == (good,)


def test_a_notice_names_only_what_was_searched(sources: Sources) -> None:
    silent, unfounded = Notice("No paper held says who pays."), Notice("The notice was lifted on 3 June 2025.")
    kept, (dropped,) = held(handout(sources, silent, unfounded), sources)
    assert kept.pieces == (silent,)
    assert dropped.statement.text == unfounded.text


def test_a_part_with_nothing_left_and_nothing_to_say_goes(sources: Sources) -> None:
    whole = handout(sources, Line("All is well.", ()))
    (part,) = whole.chapters[0].parts
    silent = replace(whole, chapters=(Chapter((replace(part, empty=""),)),))
    assert held(whole, sources)[0].chapters[0].parts[0].empty == FALLEN
    assert held(silent, sources)[0].chapters[0].parts == ()
