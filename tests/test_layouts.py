"""The parser's rules by the layouts of other houses: how they head, number and list what they recommend and resolve."""

from __future__ import annotations

import pytest

from ingest.parse import parse
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of
from ingest.report import Paragraph, Report, is_recommendation_section

COVER = "ASHBY COUNCIL\n\nCabinet\n\n3 June 2024\n\nThe Plan\n\n"


def read(text: str) -> Report:
    return parse(blocks_from_lines(tuple(lines_of(text))), "paper.txt")


def by_para(report: Report) -> dict[str, Paragraph]:
    return {paragraph.para: paragraph for paragraph in report.paragraphs}


@pytest.mark.parametrize(
    ("heading", "opens"),
    [
        ("Recommendation(s)", True),
        ("RECOMMENDED –", True),
        ("Decisions requested", True),
        ("Recommendations and reasons", True),
        ("Background and recommendations", True),
        ("Areas for improvement", True),
        ("Reasons for recommendations", False),
        ("Progress on recommendations", False),
        ("Response to the recommendations", False),
        ("Recommendations update", False),
        ("Recommended practice", False),
    ],
)
def test_a_heading_opens_recommendations_or_only_speaks_of_them(heading: str, opens: bool) -> None:
    assert is_recommendation_section(heading) is opens


def test_recommended_as_a_heading_has_a_list_of_its_own_beside_running_numbers() -> None:
    held = by_para(
        read(
            COVER + "SUMMARY\n\nThis report tells members of the second quarter of the year.\n\nRECOMMENDED –\n\n"
            "That Cabinet:\n\n1. notes it; and\n\n2. agrees it.\n\nBACKGROUND\n\n1. It was so.\n\n2. It is so.\n"
        )
    )
    assert held["Rec 2"].parent == "section:RECOMMENDED"
    assert held["2"].text == "2. It is so."


def test_recommendations_lettered_with_an_r() -> None:
    held = by_para(read(COVER + "## Recommendations\n\nThat the Committee agrees:\n\nR1. the plan.\n\nR2 The board.\n"))
    assert (held["Rec 1"].text, held["Rec 2"].text) == ("R1. the plan.", "R2 The board.")


def test_minutes_numbered_through_a_year_in_a_text_without_marks() -> None:
    held = by_para(
        read(
            "ASHBY COUNCIL\n\nCABINET\n\nMINUTES of the meeting held on 3 JUNE 2025\n\n12 APOLOGIES\n\n"
            "(Agenda No. 1)\n\nThere were none.\n\n13 THE PLAN\n\n(Agenda No. 2)\n\nRESOLVED: That\n\n"
            "(a) it be noted; and\n\n(b) it be agreed.\n"
        )
    )
    assert held["12"].text == "12 APOLOGIES\n(Agenda No. 1)\nThere were none."
    assert held["13(b)"].parent == "13"


def test_minutes_cited_by_the_word() -> None:
    held = by_para(
        read(
            "ASHBY COUNCIL\n\nMINUTES OF THE CABINET\n3 JUNE 2025\n\nMinute 45 – Apologies\n\nThere were none.\n\n"
            "Minute 46 – The Plan\n\nRESOLVED (unanimously) that it be noted.\n"
        )
    )
    assert held["46"].text == "Minute 46 – The Plan\nRESOLVED (unanimously) that it be noted."


def test_a_line_between_two_headings_is_the_words_of_the_first() -> None:
    text = (
        "# 9. Use of Appendices\n\nAppendix 1 – The Plan\n\n# 10. Background papers\n\nNone\n\n# 11. Contact\n\nA. B.\n"
    )
    assert by_para(read(COVER + text))["section:Use of Appendices"].text == "Appendix 1 – The Plan"
    text = (
        "Purpose\n\nTo tell members of the plan.\n\nAppendices\n\nAppendix A – Strategy\n\nBackground papers\n\nNone\n"
    )
    assert by_para(read(COVER + text))["section:Appendices"].text == "Appendix A – Strategy"


def test_a_table_in_tabs_may_count_its_rows() -> None:
    held = by_para(read(COVER + "## Actions\n\nNo\tAction\tLead\n1\tPublish it\tA Peel\n2\tReview it\tB Moss\n"))
    assert [cell.text for cell in held["section:Actions(row 2)"].cells] == ["2", "Review it", "B Moss"]


def test_a_name_and_a_post_at_the_end_are_words_and_no_headings() -> None:
    text = f"{COVER}1 Conclusion\n\n1.1 Members are thanked.\n\nAnn Lee\n\nDirector of Children's Services\n\n"
    for end in ("Contact Officer: Bilal Khan, 01234 567890\n", ""):
        report = read(text + end)
        words = " ".join(paragraph.text for paragraph in report.paragraphs)
        assert "Ann Lee" in words
        assert "Director of Children's Services" in words
        assert {paragraph.section for paragraph in report.paragraphs if paragraph.order > 4} <= {"Conclusion"}
