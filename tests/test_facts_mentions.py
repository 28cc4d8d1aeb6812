"""Mentions of other papers: the forms committee papers tell them in, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plain_papers import paper, sample

from ingest.fact import Mention
from ingest.facts.mentions import mentions
from ingest.report import Header, Kind, Paragraph, Report, quoted_in


def said(*texts: str, on: date = date(2023, 3, 14), kind: Kind = Kind.REPORT) -> tuple[Mention, ...]:
    return mentions(paper(*texts, on=on, kind=kind))


def under(section: str, text: str) -> tuple[Mention, ...]:
    header = Header(council="Ashcombe Vale", as_at=date(2023, 3, 14))
    return mentions(Report("paper.txt", header, (Paragraph(f"section:{section}", section, text, 0),)))


def test_a_mention_stands_in_its_paragraph_word_for_word() -> None:
    found = [(report, mention) for report in sample() for mention in mentions(report)]
    assert len(found) > 25
    for report, mention in found:
        texts = {each.para: each.text for each in report.paragraphs}
        assert quoted_in(mention.quote, texts[mention.ref.para]), mention


@pytest.mark.parametrize(
    ("text", "what", "manner"),
    [
        ("The staffing model is attached at Appendix 3.", "Appendix 3: staffing model", "attached"),
        ("A copy of the risk register is attached as Annex B.", "Annex B: risk register", "attached"),
        ("Members should note the draft budget (appendix 2).", "Appendix 2: draft budget", "referred to"),
        ("The scorecard is at Appendix C (to follow).", "Appendix C: scorecard", "to follow"),
        ("Appendix 2 – Travel survey (TO FOLLOW)", "Appendix 2: Travel survey", "to follow"),
        ("Enclosure 4: Minutes of the working group", "Enclosure 4: Minutes of the working group", "listed"),
        ("Appendix 1 Delivery plan", "Appendix 1: Delivery plan", "listed"),
        ("Appendix 7 summarises the views of parents.", "Appendix 7: views of parents", "referred to"),
        ("A timetable, agreed with partners, is attached at appendix b.", "Appendix b: timetable", "attached"),
        ("See Appendix 2 for more.", "Appendix 2", "referred to"),
        ("Appendix A (Floor plans) is published separately.", "Appendix A: Floor plans", "published separately"),
        ("The delivery plan is attached to this report.", "delivery plan", "attached"),
        ("More is said in the attached workforce strategy.", "workforce strategy", "attached"),
        ("Attached as Appendix 1 is the delivery plan.", "Appendix 1: delivery plan", "attached"),
        ("Quarter 2 accounts are attached as Annex 5.", "Annex 5: Quarter 2 accounts", "attached"),
        ("The letter dated 3 May 2022 is attached at Appendix 4.", "Appendix 4: letter dated 3 May 2022", "attached"),
    ],
)
def test_an_appendix_is_called_what_the_words_around_it_call_it(text: str, what: str, manner: str) -> None:
    (mention,) = said(text)
    assert (mention.kind, mention.what, mention.manner) == ("appendix", what, manner)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The tables are in Appendices 1 to 3.", ["1", "2", "3"]),
        ("They are set out at Appendix A and B.", ["A", "B"]),
        ("See appendices 4, 5 and 7a.", ["4", "5", "7a"]),
        ("Appendix 1: Plan. Appendix 2: Costs.", ["1", "2"]),
        ("Appendix 1: Plan – TO FOLLOW Appendix 2: Costs – TO FOLLOW", ["1", "2"]),
    ],
)
def test_several_appendices_in_one_breath_are_several(text: str, labels: list[str]) -> None:
    assert [mention.label for mention in said(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "This follows Appendix 2 of the Constitution.",
        "Great weight is attached to the views of children.",
        "Secure attachments are formed with carers.",
        "In the appendix a summary can be read.",
        "Inspectors asked for the Annex A data in the first week.",
        "This report will be considered by Cabinet on 28 March 2023.",
        "The report will be put to full Council on 5 April 2023.",
        "Monthly reports to the Board show progress since March 2022.",
        "The Board receives a report at each meeting.",
        "The Director reported in May 2022 that vacancies had fallen.",
        "As reported to the Committee in January 2023, caseloads are high.",
        "The report on the fire in May 2022 led to a review.",
        "The update of the case system was completed in May 2022.",
        "The White Paper of March 2022 proposed a register.",
        "Members heard an oral update on 3 February 2023.",
        "The duty comes from the Children Act 1989.",
        "A report will come back in due course.",
        "Police reports in May 2022 show a rise.",
        "Reports of noise rose in March 2022.",
        "In January 2023 the performance report showed a drop.",
    ],
)
def test_these_mention_no_paper_to_look_for(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "kind", "when", "manner"),
    [
        ("The Board received a paper on housing on 12 January 2023.", "report", "2023-01-12", "referred to"),
        ("In November 2022 Cabinet approved a report on the capital plan.", "report", "2022-11", "referred to"),
        ("At its meeting on 12 January 2023, the Panel noted a report on fees.", "report", "2023-01-12", "referred to"),
        ("Costs were in the budget report to Cabinet in February 2023.", "report", "2023-02", "referred to"),
        ("The position is as in the report of July 2022.", "report", "2022-07", "referred to"),
        ("A further report will be presented to the Panel in September 2023.", "report", "2023-09", "promised"),
        ("An update on fees will be provided to members at the July meeting.", "update", "2023-07", "promised"),
        ("The Panel will get updates, the first update being planned for May 2023.", "update", "2023-05", "promised"),
        ("The Panel will receive reports twice a year, the first in June 2023.", "report", "2023-06", "promised"),
        ("Our self-assessment was completed in October 2022.", "self-assessment", "2022-10", "referred to"),
        ("The minutes of the meeting held on 10 January 2023 were agreed.", "minutes", "2023-01-10", "referred to"),
        ("(Minute 45, 12 January 2023 refers)", "minutes", "2023-01-12", "referred to"),
        ("The previous report (September 2022) gave the risks.", "report", "2022-09", "referred to"),
        ("The next report will be in September 2023.", "report", "2023-09", "promised"),
        ("The January 2023 report to the Panel was bleak.", "report", "2023-01", "referred to"),
        ("The yearly report 2021-22 was presented to the Panel in May 2022.", "report", "2022-05", "referred to"),
        ("The Panel will consider a report on fees in May 2023.", "report", "2023-05", "promised"),
        ("A full report will follow in May 2023.", "report", "2023-05", "promised"),
        ("The Minister confirmed it in a letter dated 3 February 2023.", "letter", "2023-02-03", "referred to"),
        ("Ofsted published its report on 4 November 2022.", "inspection report", "2022-11-04", "referred to"),
        ("The inspection report of May 2022 was critical.", "inspection report", "2022-05", "referred to"),
        ("This was raised in the 2019 inspection report.", "inspection report", "2019", "referred to"),
        ("Please see the full evaluation report.", "report", "", "referred to"),
        ("For more please see our Play Strategy.", "background", "", "referred to"),
    ],
)
def test_a_paper_is_told_by_its_date(text: str, kind: str, when: str, manner: str) -> None:
    (mention,) = said(text)
    assert (mention.kind, mention.when, mention.manner) == (kind, when, manner)


def test_two_months_are_two_reports() -> None:
    first, second = said("Members received reports in May and June 2022 on the cost of transport.")
    assert (first.when, second.when) == ("2022-05", "2022-06")
    assert first.what == "report on the cost of transport, May 2022"


def test_a_delayed_paper_keeps_the_date_it_was_first_promised_for() -> None:
    (mention,) = said(
        "The evaluation of the hub, asked for by May 2023, has been delayed and will be made in July 2023."
    )
    assert (mention.when, mention.formerly, mention.title) == ("2023-07", "2023-05", "evaluation of the hub")


def test_a_report_told_after_an_inspection_is_the_inspectors() -> None:
    (mention,) = said("The service was inspected in May 2022. The report of 8 July 2022 found weak practice.")
    assert (mention.kind, mention.when) == ("inspection report", "2022-07-08")


def test_a_report_about_an_inspection_that_went_to_a_committee_is_the_councils() -> None:
    (mention,) = said("Report on the inspection findings to the Audit Committee on 3 May 2022")
    assert (mention.kind, mention.body, mention.when) == ("report", "Audit Committee", "2022-05-03")


def test_the_appendix_of_an_earlier_report_is_that_report() -> None:
    for text in (
        "Appendix B to the report of 3 May 2022.",
        "The report of 3 May 2022 (Appendix B to that report) shows it.",
    ):
        (mention,) = said(text)
        assert (mention.kind, mention.when) == ("report", "2022-05-03")


def test_an_appendix_in_the_same_file_is_held() -> None:
    held = Paragraph(
        "section:Appendix 1: Costs", "Appendix 1: Costs", "The costs are £40,000 a year for three years.", 9
    )
    report = paper("Costs are at Appendix 1 and risks at Appendix 2.")
    assert [mention.label for mention in mentions(report)] == ["1", "2"]
    report = replace(report, paragraphs=(*report.paragraphs, held))
    assert [mention.label for mention in mentions(report)] == ["2"]


def test_a_table_of_appendices_is_read_by_its_rows() -> None:
    table = (("Appendix", "Title"), ("Appendix A", "Action plan"), ("Appendix B", "Costs – to follow"))
    found = {mention.what: mention.manner for mention in mentions(paper(table=table))}
    assert found == {"Appendix A: Action plan": "listed", "Appendix B: Costs": "to follow"}


@pytest.mark.parametrize(
    "text",
    ["1.1 A – Action plan\n1.2 B – Costs (to follow)", "List of appendices:\nA. Action plan\nB. Costs (to follow)"],
)
def test_a_list_of_appendices_may_give_labels_alone(text: str) -> None:
    found = {mention.what: mention.manner for mention in under("Appendices", text)}
    assert found == {"Appendix A: Action plan": "listed", "Appendix B: Costs": "to follow"}
    assert not [mention for mention in under("Options", "A – Action plan") if mention.kind == "appendix"]


def test_background_papers_are_listed_one_by_one() -> None:
    listed = (
        "• Play Strategy 2020 to 2024\n• Report to Cabinet, 8 February 2023, Fees\n• Letter of the Minister, 3 May 2022"
    )
    found = under("Background Papers", listed)
    assert [(mention.kind, mention.when) for mention in found] == [
        ("background", ""),
        ("report", "2023-02-08"),
        ("letter", "2022-05-03"),
    ]
    assert {mention.manner for mention in found} == {"background paper"}


@pytest.mark.parametrize(
    "text",
    ["None", "There are no background papers.", "The background papers can be inspected by contacting the writer."],
)
def test_no_background_papers_are_none(text: str) -> None:
    assert not under("Background papers", text)


@pytest.mark.parametrize("words", ["The Committee considered", "Consideration was given to", "The Panel had before it"])
def test_minutes_mention_the_report_of_an_item_by_its_name(words: str) -> None:
    item = Paragraph("12.1", "School Places", f"12.1 {words} a report of the Director.", 0)
    oral = Paragraph("13.1", "Winter", "13.1 The Committee noted an oral report.", 1)
    header = Header(council="Ashcombe Vale", body="Committee", kind=Kind.MINUTES, as_at=date(2023, 3, 14))
    (mention,) = mentions(Report("minutes.txt", header, (item, oral)))
    assert (mention.what, mention.when) == ("report: School Places", "2023-03-14")


def test_an_inspection_report_sends_its_reader_to_no_papers() -> None:
    assert not said("The annual report of May 2022 is at Appendix 1.", kind=Kind.INSPECTION)


def test_a_sentence_that_goes_on_after_a_dash_is_read_whole() -> None:
    (mention,) = said("The fees (Appendix 1 – to follow on 12 October once agreed) are lower.")
    assert (mention.label, mention.manner) == ("1", "to follow")


def test_appendices_may_be_counted_in_words_or_listed_on_a_line() -> None:
    assert [each.label for each in said("Appendix Two – Improvement scorecard.")] == ["Two"]
    listed = said("Appendices: A - Stocktake letter\nB - Dashboard, January 2023")
    assert ("B", "Dashboard, January 2023") in [(each.label, each.title) for each in listed]


def test_a_report_that_is_the_appendix_behind_it_is_mentioned_once() -> None:
    (one,) = said("Ofsted published its inspection report on 1 November 2022 (Appendix A).")
    assert (one.kind, one.label) == ("appendix", "A")


def test_minutes_are_told_by_an_item_that_names_their_day() -> None:
    for text in (
        "MINUTES OF THE MEETING HELD ON 2 MARCH 2023",
        "Minutes of 2 March 2023",
        "Minutes of the last meeting (2 March 2023)",
    ):
        assert [(each.kind, each.when) for each in said(text, kind=Kind.MINUTES)] == [("minutes", "2023-03-02")]
