"""Lines into blocks: what is joined, what is parted, what is no text."""

from __future__ import annotations

from ingest.numbering import Style, label_of, succeeds
from ingest.read.lines import Line, blocks_from_lines, is_unfinished, joined
from ingest.read.text import lines_of
from ingest.report import BlockKind

WRAPPED = """The committee received a report on the work of the board, which
was set up in the spring to oversee the plan and to report to
the council twice in each year.
"""


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_from_lines(tuple(lines_of(text)))]


def test_hard_wraps_are_joined() -> None:
    assert texts(WRAPPED) == [" ".join(WRAPPED.split())]


def test_a_sentence_broken_by_a_blank_line_is_joined() -> None:
    assert texts("The plan was agreed by the board in the\n\nspring of last year.") == [
        "The plan was agreed by the board in the spring of last year."
    ]
    assert texts("The plan was agreed.\n\nIt will be reviewed.") == ["The plan was agreed.", "It will be reviewed."]


def test_a_full_line_goes_on_past_a_blank_line_even_with_a_capital() -> None:
    text = WRAPPED + "\nReport of: Ann Lee, Director of Services and Deputy Chief\n\nExecutive\n"
    assert texts(text)[1] == "Report of: Ann Lee, Director of Services and Deputy Chief Executive"


def test_a_year_or_an_amount_at_the_start_of_a_line_is_no_label() -> None:
    text = (
        WRAPPED
        + "\n1.1 The recommendations were made by the inspectors in their\n2015 report and cost about\n1.5 million.\n"
    )
    assert len(texts(text)) == 2


def test_numbers_letters_and_bullets_begin_blocks() -> None:
    found = texts("1.1 One.\n(a) two;\n(b) three:\n• four\n• five\n1.2 Six.")
    assert found == ["1.1 One.", "(a) two;", "(b) three:", "• four", "• five", "1.2 Six."]


def test_rows_of_labels_stay_apart() -> None:
    assert texts("Name: Ann Lee\nDesignation: Head of Service\nTel No: 01234 567890") == [
        "Name: Ann Lee",
        "Designation: Head of Service",
        "Tel No: 01234 567890",
    ]


def test_page_numbers_running_heads_and_contents_are_not_text() -> None:
    pages = [
        f"Ashby Council\n\nA sentence of the {n} page.\n\nPage {n} of 4" for n in ("first", "second", "third", "last")
    ]
    pages = [
        page.replace(f"Page {word} of", f"Page {n} of") for n, page in enumerate(pages, 1) for word in [page.split()[6]]
    ]
    found = texts("\f".join(pages))
    assert found[0] == "Ashby Council"
    assert len([text for text in found if text.startswith("Ashby")]) == 1
    assert not any(text.startswith("Page") for text in found)
    contents = "Contents\nSummary 2\nWhat the inspectors found about\nthe service 4\nAppendix ........ 9\n"
    contents += "\n1 Summary\n\n1.1 A text."
    assert texts(contents) == ["1 Summary", "1.1 A text."]


def test_rows_of_cells_make_one_table_over_a_blank_line() -> None:
    blocks = blocks_from_lines(tuple(lines_of("Option\tCost\nA\t£1\n\nB\t£2\n\nText.")))
    assert [block.kind for block in blocks] == [BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert blocks[0].rows == (("Option", "Cost"), ("A", "£1"), ("B", "£2"))


def test_a_footnote_waits_for_the_end_of_the_block_it_breaks() -> None:
    lines = (
        Line("The board agreed the", 1, left=72, right=300, size=11),
        Line("[1] A note.", 1, left=72, right=200, size=8, note=True),
        Line("plan in May.", 2, left=72, right=160, size=11),
    )
    assert [block.text for block in blocks_from_lines(lines)] == ["The board agreed the plan in May.", "[1] A note."]


def test_hyphens_at_the_end_of_a_line() -> None:
    words = frozenset({"improvement"})
    assert joined(["the improve-", "ment plan"], words) == "the improvement plan"
    assert joined(["decision-", "making"], words) == "decision-making"


def test_where_a_sentence_ends() -> None:
    assert not any(map(is_unfinished, ("The end.", "is asked to:", "(see above).", "at www.ashby.gov.uk", "Yes [x]")))
    assert all(map(is_unfinished, ("and the", "the plan,", "agreed the improvement")))


def test_a_name_that_begins_as_a_month_does_is_no_date() -> None:
    assert label_of("4 Margaret Lee retired.").value == "4"
    assert label_of("31 Declarations of interest").value == "31"
    assert label_of("4 March 2024").style is Style.NONE


def test_the_next_number_begins_a_block_even_where_no_stop_stands_before_it() -> None:
    text = (
        WRAPPED
        + "\n3.2a Does the recommendation depart from the framework of policy No\n3.2b Can it be carried out? Yes"
    )
    assert [each.split()[0] for each in texts(text)[1:]] == ["3.2a", "3.2b"]
    pairs = [("5.5", "5.4"), ("6.1", "5.4"), ("5.4.1", "5.4"), ("3.2b", "3.2a"), ("3.2a", "3.2"), ("3.2a", "3.1")]
    pairs += [("3.3", "3.2b"), ("5.5", "5.4.1"), ("5.4.2", "5.4.1"), ("6.1", "5.4.1")]
    assert all(succeeds(label_of(f"{one} A"), label_of(f"{other} A")) for one, other in pairs)
    pairs = [("5.9", "5.4"), ("5.4.2", "5.4")]
    assert not any(succeeds(label_of(f"{one} A"), label_of(f"{other} A")) for one, other in pairs)


def test_the_next_number_begins_a_block_after_an_item_or_a_lettered_number() -> None:
    answered = WRAPPED + "\n3.2b Can the plan be carried out within the approved budget? Yes\n3.3 Children are heard."
    assert [each.split()[0] for each in texts(answered)[1:]] == ["3.2b", "3.3"]
    listed = (
        WRAPPED + "\n4.1 It is to:\n(a) write to all of the schools that the inspectors saw\n4.2 Children are heard."
    )
    assert [each.split()[0] for each in texts(listed)[1:]] == ["4.1", "(a)", "4.2"]


def test_a_date_right_under_a_name_does_not_go_on_with_it() -> None:
    lines = [Line("Cabinet", 1, False, 10, 50), Line("12 March 2025", 1, False, 10, 80)]
    assert [block.text for block in blocks_from_lines(lines)] == ["Cabinet", "12 March 2025"]


def test_a_stamp_first_and_last_is_not_of_the_last_paragraph() -> None:
    text = "SAMPLE\n\nASHBY COUNCIL\n\n1 Purpose\n\n1.1 To note it.\n\n1.2 None.\n\nSAMPLE\n"
    assert [block.text for block in blocks_from_lines(tuple(lines_of(text)))].count("SAMPLE") == 1


def test_a_stamp_at_the_head_and_foot_of_two_pages_parts_no_sentence() -> None:
    pages = ("SAMPLE\n\n1.1 The plan is kept by a board that\n\nSAMPLE", "SAMPLE\n\nmeets each spring.\n\nSAMPLE")
    assert texts("\f".join(pages)) == ["SAMPLE", "1.1 The plan is kept by a board that meets each spring."]


def test_a_minutes_number_may_stand_before_a_year_and_a_bracket_may_end_a_line() -> None:
    assert label_of("88 2024/25 Budget monitoring").value == "88"
    assert label_of("A). The report").style is Style.NONE
