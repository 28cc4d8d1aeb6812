"""The parser: against the reference paragraphs, and rule by rule in other councils' layouts."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse import parse
from ingest.parse.council import council_of
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of, read_text
from ingest.report import Access, Block, BlockKind, Paragraph, Report


def read(text: str, unmarked: Access = Access.OPEN) -> Report:
    return parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt", unmarked=unmarked)


def by_para(report: Report) -> dict[str, Paragraph]:
    paras = [paragraph.para for paragraph in report.paragraphs]
    assert len(paras) == len(set(paras)), "an address was given twice"
    return {paragraph.para: paragraph for paragraph in report.paragraphs}


def f1(one: str, other: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    return 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


def test_every_reference_paragraph_resolves_to_its_words(reference: Path) -> None:
    expected = json.loads((reference / "evals" / "paragraphs.json").read_text(encoding="utf-8"))
    misses = []
    for name, paragraphs in expected.items():
        held = by_para(parse(read_text(reference / "corpus" / name), name))
        for wanted in paragraphs:
            found = held.get(wanted["para"])
            score = f1(found.text, wanted["text"]) if found else 0.0
            if score < 0.95:
                misses.append(f"{name} {wanted['para']}: {score:.2f}")
    assert sum(map(len, expected.values())) == 143
    assert not misses, "\n".join(misses)


def test_the_reference_papers_mint_nothing_without_a_reason(reference: Path) -> None:
    """Beyond the listed ids there are rows of tables, items of lists, the words that lead in, and the body's name."""
    expected = json.loads((reference / "evals" / "paragraphs.json").read_text(encoding="utf-8"))
    for name, paragraphs in expected.items():
        listed = {each["para"] for each in paragraphs}
        report = parse(read_text(reference / "corpus" / name), name)
        for paragraph in report.paragraphs:
            assert (
                paragraph.para in listed
                or paragraph.cells
                or paragraph.parent in listed
                or paragraph.para in {"header:Committee", "section:RECOMMENDATIONS"}
            ), (name, paragraph.para)


def test_the_five_reports_are_read_in_a_fifth_of_a_second(reference: Path) -> None:
    read_once = [read_text(path) for path in sorted((reference / "corpus").glob("*.txt"))]
    begun = time.process_time()
    for blocks in read_once:
        parse(blocks, "")
    assert time.process_time() - begun < 0.2


COVER = "ASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nThe Plan\n\n"

NUMBERED = """1. Purpose
1.1 To update members.
2. Recommendations
2.1 That the Committee:
(a) notes the report; and
(b) approves:
(i) the virements; and
(ii) the carry forward.
(c) asks for a further report.
3. Background
3.1 The budget was set.
3.1.1 The overspend is £1.2m.
3.2 The following were asked to:
3.2.1 note the plan; and
3.2.2 agree it.
4. Legal implications
4.1 None.
"""


def test_numbers_letters_and_numerals_nest() -> None:
    held = by_para(read(COVER + NUMBERED))
    assert list(held)[4:] == [
        "1.1", "2.1", "2.1(a)", "2.1(b)", "2.1(b)(i)", "2.1(b)(ii)", "2.1(c)", "3.1", "3.1.1", "3.2", "3.2.1", "3.2.2",
        "4.1",
    ]  # fmt: skip
    assert held["2.1(b)(ii)"].parent == "2.1(b)"
    assert "(ii) the carry forward." in held["2.1"].text
    assert (held["3.2.1"].parent, held["3.1.1"].parent) == ("3.2", "")
    assert held["4.1"].section == "Legal implications"
    assert [each.order for each in held.values()] == list(range(len(held)))


def test_a_letter_after_h_is_a_letter() -> None:
    items = "\n".join(f"({letter}) item {letter};" for letter in "abcdefghij")
    assert "2.1(i)" in by_para(read(f"{COVER}2. Recommendations\n2.1 That:\n{items}\n"))


def test_missing_numbers_are_not_there_and_repeated_ones_count() -> None:
    held = by_para(read(COVER + "1 Background\n\n1.1 One.\n\n1.2 Two.\n\n1.2 Two again.\n\n1.4 Four.\n"))
    assert [para for para in held if para[0].isdigit()] == ["1.1", "1.2", "1.2#2", "1.4"]


def test_a_numbered_line_with_a_title_is_a_paragraph_where_words_follow() -> None:
    held = by_para(read(COVER + "5 Background\n\n5.1 The plan\n\nIt has six themes.\n\n5.2 Costs are met.\n"))
    assert held["5.1"].text == "5.1 The plan\nIt has six themes."


def test_an_answer_stays_with_its_question_and_its_heading() -> None:
    held = by_para(read(COVER + "3 Reasons\n\n3.1a Is it contrary to policy?\n\nNo\n\nEqualities\n\nNone\n"))
    assert held["3.1a"].text.endswith("\nNo")
    assert held["section:Equalities"].text == "None"


def test_a_list_of_recommendations_of_its_own_in_a_paper_with_running_numbers() -> None:
    held = by_para(
        read(
            COVER
            + "Purpose\n1. This paper presents the plan.\nRecommendations\nCabinet is asked to:\n1. Agree the plan.\n"
            "2. Agree the costs.\nMain report\n2. The air is better.\n3. Measures are proposed:\na. a zone\nb. buses\n"
        )
    )
    assert [para for para in held if not para.startswith("header:")] == [
        "1", "section:Recommendations", "Rec 1", "Rec 2", "2", "3", "3(a)", "3(b)",
    ]  # fmt: skip
    assert held["Rec 2"].parent == "section:Recommendations"


def test_recommendations_numbered_through_with_the_paper_keep_its_numbers() -> None:
    text = "Summary\n1. It is so.\nRecommendations\n2. Cabinet is asked to agree.\nBackground\n3. It was so.\n"
    assert {"1", "2", "3"} <= set(by_para(read(COVER + text)))
    text = "Recommendations\n1. Cabinet is asked to agree.\nBackground\n2. It was so.\n"
    assert {"1", "2"} <= set(by_para(read(COVER + text)))


def test_recommendations_named_as_such() -> None:
    held = by_para(read(COVER + "Recommendations\n\nRecommendation 1: Note it.\n\nRecommendation 2: Agree it.\n"))
    assert {"Rec 1", "Rec 2"} <= set(held)


def test_unnumbered_bullets_among_recommendations_have_addresses() -> None:
    held = by_para(read(COVER + "## Recommendations\n\nCabinet is asked to:\n\n- note it\n- agree it\n"))
    assert held["section:Recommendations(2)"].text.endswith("agree it")
    assert held["section:Recommendations(2)"].parent == "section:Recommendations"


def test_bullets_elsewhere_stay_with_their_paragraph() -> None:
    held = by_para(read(COVER + "2 Aims\n\n2.1 The aims are:\n\n• safety\n• care\n\n2.2 They are met.\n"))
    assert held["2.1"].text == "2.1 The aims are:\n• safety\n• care"


def test_a_table_has_rows_with_headed_cells_and_a_parent_that_holds_them() -> None:
    held = by_para(read(COVER + "## Options\n\n| Option | Cost |\n|---|---|\n| Wait | £0 |\n| Build | £2m |\n"))
    row = held["section:Options(row 2)"]
    assert (row.text, row.parent) == ("Build | £2m", "section:Options")
    assert [(cell.heading, cell.text) for cell in row.cells] == [("Option", "Build"), ("Cost", "£2m")]
    assert held["section:Options"].text == "Option | Cost\nWait | £0\nBuild | £2m"


def test_a_line_of_contact_is_no_part_of_the_paragraph_before_it() -> None:
    lines = "Be kind to all.\n\nContact officer: Joe Bly, Head of Quality.\n\nEmail: joe.bly@ashby.example\n"
    held = by_para(read(COVER + "## Policy\n\n" + lines))
    assert held["section:Policy"].text == "Be kind to all."
    assert held["section:Policy#2"].text.startswith("Contact officer: Joe Bly")
    assert held["section:Policy#2"].text.endswith("Email: joe.bly@ashby.example")


def test_units_and_years_name_the_columns_of_a_table_of_figures() -> None:
    def cells(*rows: str) -> list[list[tuple[str, str]]]:
        held = read(COVER + "## Costs\n\n" + "\n".join(rows) + "\n").paragraphs
        return [[(cell.heading, cell.text) for cell in each.cells] for each in held if "(row" in each.para]

    assert cells("| £000 | 2024/25 | Total |", "|---|---|---|", "| Staff | 120 | 240 |") == [
        [("£000", "Staff"), ("2024/25", "120"), ("Total", "240")]
    ]
    assert cells("| Year | 2024/25 |", "| Cost | £120 |")[0] == [("", "Year"), ("", "2024/25")]
    assert cells("| Plan | 2021 | Met |", "| Policy | 2022 | Not met |")[0][1] == ("", "2021")


def test_the_last_item_of_a_list_is_no_heading_though_the_next_paragraph_has_its_number() -> None:
    listed = "2.2 The themes are:\n\n1. Early help\n\n2. Our workforce\n\n2.3 They are met.\n"
    held = by_para(read(COVER + "2 Background\n\n2.1 The plan is kept.\n\n" + listed))
    assert held["2.2(2)"].text == "2. Our workforce"
    assert held["2.3"].section == "Background"


def test_words_without_a_number_are_gathered_up_to_a_length() -> None:
    held = by_para(
        read(
            COVER + "## Policy\n\nBe kind to all.\n\nBe fair to all.\n\n" + "A long one is here. " * 30 + "\n\nNext.\n"
        )
    )
    assert held["section:Policy"].text.startswith("Be kind to all.\nBe fair to all.")
    assert held["section:Policy#2"].text == "Next."


def test_minutes_are_cited_by_their_numbers() -> None:
    held = by_para(
        read(
            "ASHBY COUNCIL\n\nMINUTES OF A MEETING OF THE CABINET\nHELD ON 3 JUNE 2025\n\n"
            "1. APOLOGIES\n\nThere were none.\n\n"
            "2. THE PLAN\n\nMembers received a report.\n\n"
            "RESOLVED – That:\n(a) the plan be noted; and\n(b) it be reviewed.\n\n"
            "The meeting closed at noon.\n"
        )
    )
    assert held["2"].text.splitlines()[0] == "2. THE PLAN"
    assert held["2(b)"].parent == "2"
    assert held["2"].text.endswith("The meeting closed at noon.")


def test_a_marked_paper_is_raised_and_an_unmarked_one_takes_the_given_level() -> None:
    assert {each.access for each in read(COVER + NUMBERED).paragraphs} == {Access.OPEN}
    assert {each.access for each in read(COVER + NUMBERED, Access.CONFIDENTIAL).paragraphs} == {Access.CONFIDENTIAL}
    assert {each.access for each in read("NOT FOR PUBLICATION\n\n" + COVER + NUMBERED).paragraphs} == {Access.EXEMPT}
    said = COVER + "1 Purpose\n\n1.1 This report is exempt by virtue of paragraph 3 of Schedule 12A.\n"
    assert {each.access for each in read(said).paragraphs} == {Access.EXEMPT}
    asked = COVER + "1 Purpose\n\n1.1 Does the information submitted include any exempt information? No\n"
    assert {each.access for each in read(asked).paragraphs} == {Access.OPEN}


def test_a_marked_appendix_is_raised_with_the_sections_in_it_and_no_other() -> None:
    report = read(
        COVER + "# Summary\n\n1. This is for all to see.\n\n# Appendix 1 (exempt)\n\n2. This is not.\n\n## Costs\n\n"
        "3. Nor is this.\n\n# Appendix 2\n\n4. This is again.\n"
    )
    levels = {each.para: each.access for each in report.paragraphs if each.para.isdigit()}
    assert levels == {"1": Access.OPEN, "2": Access.EXEMPT, "3": Access.EXEMPT, "4": Access.OPEN}


def test_numbers_in_brackets_under_a_resolution_are_its_items() -> None:
    held = by_para(
        read(
            "ASHBY COUNCIL\n\nMINUTES OF THE CABINET\n3 JUNE 2025\n\n15 THE PLAN\n\n15.1 Members spoke.\n\n"
            "15.2 RESOLVED (unanimously): That\n\n(1) the plan be noted; and\n\n(2) it be reviewed.\n"
        )
    )
    assert (held["15.2(2)"].parent, held["15.2(2)"].section) == ("15.2", "THE PLAN")
    assert "15" not in held


_WORDS = st.sampled_from(
    ["1", "1.", "1.1", "1.1.1", "2", "(a)", "b)", "(i)", "•", "- 2.1", "Recommendations", "Appendix 1 (exempt)", "None",
     "Date: 3 June 2024", "Cabinet", "ASHBY COUNCIL", "The plan was agreed by the board in May.", "is asked to:", "and",
     "Recommendation 2: agree", "RESOLVED – That", "[1] A note.", "£5m", "NOT FOR PUBLICATION", "", "A", "?", "x" * 90]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, max_size=4).map(" ".join)
_BLOCKS = st.one_of(
    st.builds(
        Block,
        st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM]),
        _TEXTS,
        level=st.integers(0, 3),
    ),
    st.builds(
        Block, st.just(BlockKind.TABLE), rows=st.lists(st.lists(_TEXTS, max_size=3).map(tuple), max_size=3).map(tuple)
    ),
)


@given(st.lists(_BLOCKS, max_size=14))
def test_whatever_the_blocks_addresses_are_one_each_and_parents_hold_their_children(blocks: list[Block]) -> None:
    held = by_para(parse(blocks, "paper"))
    for paragraph in held.values():
        assert paragraph.text.strip()
        if paragraph.parent:
            assert paragraph.text in held[paragraph.parent].text
            assert paragraph.access <= held[paragraph.parent].access, "words of a child would be shown by its parent"


@pytest.mark.parametrize(
    ("line", "council"),
    [
        ("Elmcastle Metropolitan Borough", "Elmcastle"),
        ("Marl and Worth Schools Forum – 12 October 2022", "Marl and Worth"),
        ("The Royal Borough", ""),
        ("Report to Schools Forum", ""),
    ],
)
def test_a_council_is_known_where_its_last_word_is_left_off(line: str, council: str) -> None:
    assert council_of(f"{line}\nHigh needs", "").name == council
