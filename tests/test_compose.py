"""Evidence into statements, without a model."""

from __future__ import annotations

from datetime import date

from assistant.answer import Evidence, Query, Wanted
from assistant.compose import citation, compose
from assistant.verify import fault
from ingest.report import Cell, Header, Kind, Paragraph, Ref, Scope

HEADER = Header(title="Plan update", council="Fernmoor", body="Cabinet", as_at=date(2024, 7, 8))


def query(text: str, wanted: Wanted = Wanted.WHAT) -> Query:
    return Query(text, text, Scope(), wanted, (text,))


def evidence(para: str, text: str, section: str = "Background", header: Header = HEADER, **fields: object) -> Evidence:
    paragraph = Paragraph(para, section, text, 0, **fields)  # type: ignore[arg-type]
    return Evidence(1, Ref("a.txt" if header is HEADER else "b.txt", para), paragraph, header, 0.9)


def test_a_short_paragraph_is_quoted_whole_without_its_number() -> None:
    (statement,) = compose(query("What is due?"), (evidence("5.8", "5.8 The plan is due on 15 December 2024."),))
    assert statement.text == "The report of 8 July 2024 says: “The plan is due on 15 December 2024.”"
    assert statement.citations[0].printed == "Fernmoor, Cabinet, 8 July 2024, para 5.8"


def test_of_a_long_paragraph_the_sentences_that_answer_are_quoted_in_their_order() -> None:
    filler = "Nothing of any interest whatever happened in that year or in the next one either. "
    text = "5.1 " + filler * 4 + "The notice was lifted in May 2019. " + filler * 2 + "The notice began in 2013."
    (statement,) = compose(query("When was the notice lifted?", Wanted.WHEN), (evidence("5.1", text),))
    assert "The notice was lifted in May 2019." in statement.citations[0].quote
    assert len(statement.citations[0].quote.split()) < 80
    assert fault(query(""), statement, (evidence("5.1", text),)) == ""


def test_the_sentence_that_has_the_papers_word_for_what_was_asked_is_quoted() -> None:
    filler = "Nothing of any interest whatever happened in that year or in the next one either. "
    text = "5.1 " + filler * 4 + "Its deputy lead is Ann Lee. " + filler * 4
    (statement,) = compose(query("Who is second in command?", Wanted.WHO), (evidence("5.1", text),))
    assert "Ann Lee" in statement.citations[0].quote


def test_a_list_that_is_asked_for_is_quoted_complete() -> None:
    items = " ".join(f"{n}. Theme number {n} of the plan and the people it is for" for n in range(1, 9))
    text = f"5.6 The themes are: {items}"
    (statement,) = compose(query("Which themes?", Wanted.LIST), (evidence("5.6", text),))
    assert all(f"Theme number {n}" in statement.text for n in range(1, 9))


def test_a_thin_paragraph_is_given_with_its_heading() -> None:
    (statement,) = compose(query("Any costs?"), (evidence("9.1", "9.1 None", "Financial considerations"),))
    assert statement.text == "The report of 8 July 2024 says under “Financial considerations”: “None”"


def test_a_table_row_is_given_under_its_headings() -> None:
    cells = (Cell("Option", "Do nothing"), Cell("Impact", "No plan"))
    row = evidence("section:Options(row 1)", "Do nothing | No plan", "Options", cells=cells)
    (statement,) = compose(query("What if we do nothing?"), (row,))
    assert "Option: “Do nothing”; Impact: “No plan”" in statement.text
    assert fault(query(""), statement, (row,)) == ""


def test_a_tick_box_row_says_what_is_ticked_and_what_is_not() -> None:
    for text in (
        "Is this for: Information [ ] Discussion [x] Decision [ ]",
        "Is this for: [ ] Information [x] Discussion [ ] Decision",
    ):
        row = evidence("header:Is this for", text, "Summary")
        (statement,) = compose(query("Is it for decision?"), (row,))
        assert "has ticked Discussion; not ticked: Information, Decision" in statement.text


def test_councils_are_named_where_there_is_more_than_one() -> None:
    other = Header(title="Plan update", council="Aldwick", body="Cabinet", as_at=date(2024, 7, 9))
    both = compose(query("Both?"), (evidence("1", "1 One."), evidence("2", "2 Two.", header=other)))
    assert both[0].text.startswith("The Fernmoor report of 8 July 2024")
    assert both[1].text.startswith("The Aldwick report of 9 July 2024")


def test_a_paper_quoted_twice_is_named_once_and_a_list_runs_on() -> None:
    twice = compose(
        query("Both?"), (evidence("1", "1 One thing that is long enough to stand alone."), evidence("2", "2 Two."))
    )
    assert twice[1].text.startswith("It also says")
    items = tuple(evidence(f"Rec {n}", f"{n}. Agree part {n}.", "Recs", parent="section:Recs") for n in (1, 2))
    first, second = compose(query("What?"), items)
    assert first.text == "The report of 8 July 2024 says under “Recs”: “Agree part 1.”"
    assert second.text == "“Agree part 2.”"


def test_an_inspection_report_is_cited_by_its_title_and_page() -> None:
    inspection = Header(
        title="Inspection of services", kind=Kind.INSPECTION, council="Fernmoor", as_at=date(2015, 9, 15)
    )
    piece = evidence("12", "12. Improve timeliness.", "Recommendations", inspection, page=9)
    assert citation(piece, "x").printed == (
        "Fernmoor, Inspection of services, 15 September 2015, recommendation 12, page 9"
    )


def test_a_paper_without_a_date_is_named_by_its_title() -> None:
    (statement,) = compose(query("What?"), (evidence("1", "1 Words.", header=Header(title="Plan update")),))
    assert statement.text == "The report “Plan update” says under “Background”: “Words.”"


def test_the_same_evidence_gives_the_same_words() -> None:
    pieces = (evidence("1", "1 One thing. Another thing. A third thing."),)
    assert compose(query("thing"), pieces) == compose(query("thing"), pieces)


def test_yes_stands_before_the_words_that_say_so() -> None:
    asked = query("Was the bridge at Mill Lane closed?", Wanted.YES_NO)
    (said,) = compose(asked, (evidence("3", "3 The bridge at Mill Lane was closed in May."),))
    assert said.text.startswith("Yes. The report of ")
    (said,) = compose(asked, (evidence("3", "3 The bridge at Mill Lane may be closed in May."),))
    assert said.text.startswith("The report of ")


def test_a_direct_telephone_number_is_left_out_unless_it_is_asked_for() -> None:
    piece = evidence("9", "9 Ask the author, Jo Pell, on 01632 960 417 or jo.pell@example.org about the £07 fee.")
    (said,) = compose(query("Who wrote the report?"), (piece,))
    assert "960" not in said.text and "960" not in said.citations[0].quote and "£07 fee" in said.text
    (said,) = compose(query("What is the author's phone number?", Wanted.CONTACT), (piece,))
    assert "01632 960 417" in said.text


def test_a_sentence_that_leans_on_the_one_quoted_is_quoted_with_it() -> None:
    filler = " ".join(f"Members of the panel heard item {n} of the day with interest and care." for n in range(8))
    text = f"{filler} The number of foster homes was 229 in March. This is a rise from 220. {filler}"
    (said,) = compose(query("What was the number of foster homes in March?"), (evidence("4", text),))
    assert "229 in March. This is a rise from 220." in said.text and "item 3" not in said.text
