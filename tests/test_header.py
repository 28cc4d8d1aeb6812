"""What a paper says of itself: covers of several councils, dates as printed, councils inferred with their evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.dates import dates_in, first_date, is_date_line, last_date
from ingest.parse import parse
from ingest.parse.council import council_of
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of, read_text
from ingest.report import Block, BlockKind, DateSource, Header, Kind


def header(text: str) -> Header:
    return parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt").header


BODY = "\n\n1 Purpose\n\n1.1 This report asks the committee to note the position.\n"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("28 th November 2017", date(2017, 11, 28)),
        ("Monday 8 July 2024", date(2024, 7, 8)),
        ("26th January 2016", date(2016, 1, 26)),
        ("08/07/2024", date(2024, 7, 8)),
        ("8.7.24", date(2024, 7, 8)),
        ("2024-07-08", date(2024, 7, 8)),
        ("July 8, 2024", date(2024, 7, 8)),
        ("the 3rd of Sept. 2019", date(2019, 9, 3)),
        ("31 February 2020", None),
        ("July 2024", None),
        ("2016/17", None),
    ],
)
def test_dates_as_printed(printed: str, expected: date | None) -> None:
    assert first_date(printed) == expected


def test_the_last_day_of_a_span_and_the_words_of_a_date() -> None:
    assert last_date("8 – 12 July 2024") == date(2024, 7, 12)
    assert last_date("26 November 2018 to 7 December 2018") == date(2018, 12, 7)
    assert [each.words for each in dates_in("on 28 th November 2017 and 1 May 2018")] == [
        "28 th November 2017",
        "1 May 2018",
    ]
    assert is_date_line("Held on Tuesday, 3 June 2025 at 6.30 pm")
    assert not is_date_line("Report published 3 June 2025")


def test_a_cover_of_labelled_lines() -> None:
    found = header(
        "Report to: Cabinet\nDate: 08/07/2024\nTitle of report: Leisure Strategy\nAuthor: Head of Leisure\n"
        "Report reference: LS/24/07\nWard(s) affected: All wards.\nClassification: OPEN" + BODY
    )
    assert (found.body, found.as_at, found.title) == ("Cabinet", date(2024, 7, 8), "Leisure Strategy")
    assert (found.report_of, found.reference) == ("Head of Leisure", "LS/24/07")
    assert (found.wards, found.classification, found.date_source) == ("All wards", "OPEN", DateSource.MEETING)


def test_a_cover_of_lines_without_labels() -> None:
    found = header(
        "NORTHMERE BOROUGH COUNCIL\n\nOverview and Scrutiny Committee\n\n12 March 2019\n\nBudget Monitoring" + BODY
    )
    assert found == Header(
        "Budget Monitoring", Kind.REPORT, "Northmere", "", "Overview and Scrutiny Committee", date(2019, 3, 12),
        DateSource.MEETING,
    )  # fmt: skip


def test_a_table_for_a_cover_without_colons() -> None:
    found = header("Report to\tAudit Committee\nDate of Meeting\t5th November 2020\nSubject\tAnnual Letter" + BODY)
    assert (found.body, found.as_at, found.title) == ("Audit Committee", date(2020, 11, 5), "Annual Letter")


def test_the_council_before_a_board_in_capitals() -> None:
    found = header(
        "HIGH ELMS HEALTH AND WELLBEING BOARD\n\nTitle: Plan\nDate: 3 June 2024\nE-mail: a@highelms.gov.uk" + BODY
    )
    assert (found.council, found.council_evidence, found.body) == ("High Elms", "", "Health and Wellbeing Board")


@pytest.mark.parametrize(
    ("cover", "text", "name"),
    [
        ("Westbrook County Council", "", "Westbrook"),
        ("London Borough of Northgate", "", "Northgate"),
        ("Royal Borough of Kings Lacey", "", "Kings Lacey"),
        ("City of Marsh Metropolitan District Council", "", "Marsh"),
        ("", "The Council and Ashby Safeguarding Children Board were inspected. Young people in Ashby agree.", "Ashby"),
        ("", "Contact: a.b@highelms.gov.uk. The plan covers High Elms and its villages.", "High Elms"),
        ("", "Corley and Denham Council approved it. Corley and Denham Council will review it.", "Corley and Denham"),
        ("", "The Council approved the plan. Full Council met in May.", ""),
    ],
)
def test_councils(cover: str, text: str, name: str) -> None:
    assert council_of(cover, text).name == name


def test_an_inferred_council_keeps_words_that_stand_in_the_text() -> None:
    text = "Contact: a.b@highelms.gov.uk. The plan covers High Elms and its villages."
    for words in council_of("", text).evidence.split("; "):
        assert words in text


def test_minutes() -> None:
    found = header(
        "EASTHAVEN COUNCIL\n\nMINUTES OF A MEETING OF THE CHILDREN'S SCRUTINY PANEL\nHELD ON 3 JUNE 2025\n\n"
        "Present: Councillor A Smith\n\n1. APOLOGIES\n\nThere were none.\n"
    )
    assert (found.kind, found.body, found.as_at) == (Kind.MINUTES, "Children's Scrutiny Panel", date(2025, 6, 3))


def test_an_inspection_without_a_publication_date_is_as_at_its_last_day() -> None:
    found = header(
        "# Inspection of Ashby local authority children’s services\n\nInspection dates: 8 to 19 June 2026\n\n"
        "Lead inspector: A Smith, His Majesty’s Inspector\n\nSince the last inspection, leaders in Ashby have "
        "continued to improve services for children, young people and their families.\n"
    )
    assert (found.kind, found.council, found.body) == (Kind.INSPECTION, "Ashby", "")
    assert (found.as_at, found.date_source) == (date(2026, 6, 19), DateSource.INSPECTION_END)


def test_the_reference_papers(reference: Path) -> None:
    expected = {
        "000": ("Cheshire East", "Health and Wellbeing Board", date(2016, 1, 26)),
        "001": ("Cheshire East", "Health and Wellbeing Board", date(2016, 5, 31)),
        "002": ("Cheshire East", "Health and Wellbeing Board", date(2017, 11, 28)),
        "003": ("Blackpool", "Health and Wellbeing Board", date(2014, 12, 3)),
        "004": ("Cheshire East", "Children and Families Committee", date(2024, 7, 8)),
    }
    for path in sorted((reference / "corpus").glob("*.txt")):
        found = parse(read_text(path), path.name).header
        assert (found.council, found.body, found.as_at) == expected.pop(path.name[:3])
        assert found.title
    assert not expected


def test_a_short_sentence_under_a_heading_begins_the_text_of_a_cover_without_marks() -> None:
    text = "ASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nThe Plan\n\nPurpose\n\nTo inform members of the plan.\n"
    report = parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt")
    assert report.header.title == "The Plan"
    assert [each.text for each in report.paragraphs if each.section == "Purpose"] == ["To inform members of the plan."]


def test_a_table_for_a_cover_with_the_words_of_another_house() -> None:
    found = header(
        "Report for:\tScrutiny Panel – 3 November 2022\nItem number:\t8\nReport reference:\t24/118\n"
        "Title of paper:\tYouth Justice\nReport authorised by:\tANN LEE, DIRECTOR" + BODY
    )
    assert (found.body, found.as_at, found.title) == ("Scrutiny Panel", date(2022, 11, 3), "Youth Justice")
    assert (found.reference, found.report_of) == ("24/118", "Ann Lee, Director")


def test_a_table_for_a_cover_of_usual_words_without_colons() -> None:
    found = header("Date of meeting\t3 June 2024\nTitle of paper\tNeeds: a Statement\nPresented by\tDr A Menon" + BODY)
    assert (found.title, found.report_of) == ("Needs: a Statement", "Dr A Menon")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("BOROUGH OF ASHBY VALE", "Ashby Vale"),
        ("Little Ashby Parish Council", "Little Ashby"),
        ("Glyn Ddu County Borough Council", "Glyn Ddu"),
        ("The Transport Committee of the Ashdale Combined Authority", "Ashdale"),
    ],
)
def test_councils_of_other_ranks(line: str, name: str) -> None:
    assert council_of(line, "").name == name


def test_a_letter_is_no_report() -> None:
    text = "Date: 2 February 2022\n\nDear Councillor Preece,\n\nThe Committee wishes to thank you for attending.\n"
    assert header(text).kind is Kind.OTHER


def test_a_title_with_a_colon_on_a_cover_of_lines() -> None:
    lines = "ASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nFamily Help: One Year On\n\nReport of: Director"
    for text in ("\n\n1 PURPOSE\n\n1.1 To tell members of it.\n", "\n\nPurpose\n\nTo tell members of the year.\n"):
        assert header(lines + text).title == "Family Help: One Year On"
    with_title = "ASHBY COUNCIL\n\nCabinet\n\nPortfolio: Leisure\n\nThe Plan\n\nReport of: Director"
    assert header(with_title + BODY).title == "The Plan"


def test_a_marking_in_one_line_is_no_title() -> None:
    found = header(
        "PART 2 – NOT FOR PUBLICATION\n\nASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nSale of the Depot" + BODY
    )
    assert (found.title, found.classification) == ("Sale of the Depot", "PART 2 – NOT FOR PUBLICATION")


def test_a_line_beside_a_labelled_title_is_kept() -> None:
    text = "Report to: Cabinet\nTitle: The Plan\n\nA paper that members asked for\n\nDate: 3 June 2024" + BODY
    held = parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt").paragraphs
    assert [each.text for each in held if each.para == "header:Subtitle"] == ["A paper that members asked for"]


@pytest.mark.parametrize(
    "rows",
    [
        (("Ashmere City Council", ""), ("Health and Wellbeing Board", ""), ("24 March 2021", "")),
        (("Ashmere City Council", ""), ("Health and Wellbeing Board", "24 March 2021"), ("Open", "Non-key")),
    ],
)
def test_a_table_that_only_sets_the_lines_of_a_cover(rows: tuple[tuple[str, ...], ...]) -> None:
    blocks = (Block(BlockKind.TABLE, rows=rows), *blocks_from_lines(tuple(lines_of("Action plan" + BODY))))
    found = parse(blocks, "paper.docx").header
    assert (found.council, found.body, found.as_at) == ("Ashmere", "Health and Wellbeing Board", date(2021, 3, 24))


def test_the_post_before_a_council_is_no_part_of_its_name() -> None:
    assert council_of("Tom Ryle, Transformation Lead, Fernwick Council", "").name == "Fernwick"
    assert council_of("Bourne, Poole and Fernwick Council", "").name == "Bourne, Poole and Fernwick"


def test_minutes_that_begin_with_the_meeting() -> None:
    found = header("ASHMERE COUNCIL\n\nAt a meeting of the CABINET held in the Town Hall on 4 April 2023\n" + BODY)
    assert (found.kind, found.as_at) == (Kind.MINUTES, date(2023, 4, 4))


def test_a_record_of_decisions_is_of_the_body_that_took_them() -> None:
    text = "ASHMERE COUNCIL\n\nRECORD OF DECISIONS TAKEN BY THE CABINET\n\nThursday 18 January 2024\n" + BODY
    found = header(text)
    assert (found.kind, found.body, found.as_at) == (Kind.MINUTES, "Cabinet", date(2024, 1, 18))


@pytest.mark.parametrize(
    ("printed", "council"),
    [
        ("Elmham and Ash Fire Authority", "Elmham and Ash Fire"),
        ("ELMHAM AND ASH FIRE AND RESCUE AUTHORITY", "Elmham and Ash Fire and Rescue"),
        ("Elmham Combined Authority", "Elmham"),
        ("The Fire Authority", ""),
    ],
)
def test_authorities_that_are_no_councils_are_named(printed: str, council: str) -> None:
    assert council_of(printed, "").name == council


def test_a_heading_of_running_text_is_no_committee() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "Oakshire County Council"),
        Block(BlockKind.HEADING, "The youth plan", level=1),
        Block(BlockKind.TABLE, rows=(("Meeting", "Audit Panel"), ("Date", "3 June 2024"))),
        Block(BlockKind.HEADING, "Why this is before the committee", level=2),
        Block(BlockKind.PARAGRAPH, "The plan was agreed in May and is read again every summer by its members."),
    ]
    paper = parse(blocks, "paper.html")
    assert paper.header.body == "Audit Panel"
    assert paper.paragraphs[-1].section == "Why this is before the committee"


@pytest.mark.parametrize("first", ["I. PURPOSE OF THE REPORT", "A. Purpose", "PURPOSE OF THE REPORT"])
def test_a_title_with_a_colon_is_not_passed_over_for_the_name_of_a_section(first: str) -> None:
    lines = ("OAKSHIRE COUNTY COUNCIL", "HOUSING COMMITTEE", "3 JUNE 2024", "EMPTY HOMES PLAN: TWO YEARS ON")
    read = header("\n\n".join((*lines, "Report of the Director of Homes", first, "i. To report on empty homes.")))
    assert read.title == "Empty Homes Plan: Two Years on"


def test_a_council_named_in_a_row_of_a_form_that_holds_nothing_else_is_named() -> None:
    rows = (("Elmham and Ash Fire Authority", ""), ("Committee", "Audit Panel"), ("Date of meeting", "3 June 2024"))
    blocks = [Block(BlockKind.TABLE, rows=rows), Block(BlockKind.PARAGRAPH, "1.1 The Panel is asked to note this.")]
    assert parse(blocks, "paper.docx").header.council == "Elmham and Ash Fire"
