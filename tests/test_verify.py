"""Nothing reaches a reader that the cited paragraphs do not bear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Citation, Evidence, Query, Statement, Wanted
from assistant.verify import fault, verify
from ingest.report import Header, Paragraph, Ref, Scope

WORDS = (
    "5.4 On 16th December 2015 Fernmoor received a letter from Ann Lee, MP; "
    "the notice of 12 May 2013 is lifted. It cost £1.2m (45%)."
)
REF = Ref("a.txt", "5.4")
HEADER = Header(title="Plan update", council="Fernmoor", body="Health and Wellbeing Board", as_at=date(2016, 1, 26))
EVIDENCE = (Evidence(1, REF, Paragraph("5.4", "Background", WORDS, 0), HEADER, 0.9),)
QUOTE = "the notice of 12 May 2013 is lifted"


def query(text: str = "is the notice lifted") -> Query:
    return Query(text, text, Scope(), Wanted.YES_NO, (text,))


def statement(text: str, quote: str = QUOTE) -> Statement:
    return Statement(text, (Citation(REF, quote, "para 5.4"),))


@pytest.mark.parametrize(
    "text",
    [
        f"The report of 26 January 2016 says: “{QUOTE}”",
        f"The Fernmoor report of 26 January 2016 says: “{QUOTE.upper()}”",
        "The letter came on 16 December 2015, from Ann Lee.",
        "It cost £1.2m, or 45%.",
        "In May 2013 the Health and Wellbeing Board had a notice.",
    ],
)
def test_what_the_paragraph_and_its_header_bear_is_kept(text: str) -> None:
    assert fault(query(), statement(text), EVIDENCE) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The letter came on 17 December 2015.", "date 17 December 2015"),
        ("The letter came in December 2016.", "date December 2016"),
        ("It cost £1.3m.", "figure £1.3m"),
        ("It cost £12m.", "figure £12m"),
        ("It was 5% of cases.", "figure 5%"),
        ("There were 4 letters.", "figure 4"),
        ("The letter came from Ann Leigh.", "name Ann Leigh"),
        ("The notice to Blackpool is lifted.", "name Blackpool"),
        ("It says: “the notice is not lifted”", "not lifted"),
    ],
)
def test_a_date_a_figure_a_name_or_a_quote_that_is_not_there_is_dropped(text: str, reason: str) -> None:
    kept, dropped = verify(query(), [statement(text)], EVIDENCE)
    assert kept == ()
    assert reason in dropped[0].reason


def test_a_quote_must_be_in_the_paragraph_cited() -> None:
    assert "its quote is not in" in fault(query(), statement("Yes.", "the notice is not lifted"), EVIDENCE)


def test_an_address_that_was_not_given_is_not_mended() -> None:
    stray = Statement("Yes.", (Citation(Ref("a.txt", "5.40"), QUOTE, ""),))
    assert "5.40" in fault(query(), stray, EVIDENCE)


def test_a_statement_without_a_citation_is_dropped() -> None:
    assert fault(query(), Statement("The notice is lifted."), EVIDENCE) == "it cites nothing"


def test_names_and_figures_of_the_question_are_exempt() -> None:
    said = statement("The notice for the 77 children of Borough Green is lifted.")
    assert fault(query(), said, EVIDENCE) != ""
    assert fault(query("are the 77 children of Borough Green safe"), said, EVIDENCE) == ""


def test_a_calculated_figure_is_exempt_but_a_name_beside_it_is_not() -> None:
    total = replace(statement("Together that is £2.4m."), calculated=True)
    assert fault(query(), total, EVIDENCE) == ""
    assert "Bolton" in fault(query(), replace(total, text="Together Bolton has £2.4m."), EVIDENCE)


def test_a_date_inside_the_quote_of_another_paragraph_does_not_serve() -> None:
    other = Evidence(2, Ref("b.txt", "1"), Paragraph("1", "A", "1 It began on 3 March 2019.", 0), HEADER, 0.5)
    assert "3 March 2019" in fault(query(), statement("It began on 3 March 2019."), (*EVIDENCE, other))
