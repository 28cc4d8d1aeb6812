"""Short forms: the ways papers define them, which are used and never defined, and what only looks like one."""

from __future__ import annotations

import pytest
from plain_papers import paper, sample

from ingest.facts.abbreviations import abbreviations
from ingest.facts.abbreviations.short_forms import stands_for
from ingest.report import quoted_in


def said(*texts: str) -> dict[str, str]:
    return {fact.short: fact.long for fact in abbreviations(paper(*texts))}


def test_a_short_form_stands_in_its_paragraph_word_for_word() -> None:
    found = [(report, fact) for report in sample() for fact in abbreviations(report)]
    assert len(found) > 10
    for report, fact in found:
        texts = {each.para: each.text for each in report.paragraphs}
        assert quoted_in(fact.quote, texts[fact.ref.para]), fact


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("It is led by the Department for Education (DfE).", "DfE", "Department for Education"),
        ("The Children in Care Council (CiCC) met.", "CiCC", "Children in Care Council"),
        ("The multi-agency safeguarding hub (MASH) opened.", "MASH", "multi-agency safeguarding hub"),
        (
            "Those not in education, employment or training (NEET) rose.",
            "NEET",
            "not in education, employment or training",
        ),
        ("Places in education, employment or training (EET) rose.", "EET", "education, employment or training"),
        ("The Health and Wellbeing Board (HWBB) agreed.", "HWBB", "Health and Wellbeing Board"),
        ("Each personal adviser (PA) has fewer cases.", "PA", "personal adviser"),
        ("Personal advisers (PAs) have fewer cases.", "PA", "Personal advisers"),
        ("The PA (personal adviser) is named.", "PA", "personal adviser"),
        ("The independent inquiry into child poverty (IICP) ended.", "IICP", "independent inquiry into child poverty"),
        ("The Section 151 Officer (S151) agrees.", "S151", "Section 151 Officer"),
        ("Money comes under section 106 (S106).", "S106", "section 106"),
        ("EHCP stands for education, health and care plan.", "EHCP", "education, health and care plan"),
        ("MTFS – Medium Term Financial Strategy", "MTFS", "Medium Term Financial Strategy"),
        ("The Medium Term Financial Strategy (the “MTFS”) was agreed.", "MTFS", "Medium Term Financial Strategy"),
        ("The initial response team (hereafter IRT) is full.", "IRT", "initial response team"),
        ("The child and family duty team service (CFDT) is full.", "CFDT", "child and family duty team service"),
    ],
)
def test_a_definition_is_read_where_letters_fit_words(text: str, short: str, long: str) -> None:
    defined = {short: long for short, long in said(text).items() if long}
    assert defined == {short: long}


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("HWB", "the Board of the council"),
        ("CEC", "the county council"),
        ("LA", "the council"),
        ("DfE", "the Secretary of State"),
        ("IRO", "reviewing officers who are independent"),
        ("MASH", "the many hubs. Agencies share here"),
    ],
)
def test_letters_that_do_not_fit_are_no_definition(short: str, words: str) -> None:
    assert stands_for(short, words, at_end=True) == ""


def test_a_glossary_is_believed_as_it_stands() -> None:
    report = paper(
        table=(("Abbreviation", "Meaning"), ("SGO", "Special guardianship order"), ("Cx", "Not a short form"))
    )
    assert {fact.short: fact.long for fact in abbreviations(report)} == {"SGO": "Special guardianship order"}
    odd = paper(table=(("Acronym", "Meaning"), ("QBX", "The weekly meeting")))
    assert {fact.short: fact.long for fact in abbreviations(odd)} == {"QBX": "The weekly meeting"}
    plain = paper(table=(("Team", "Lead"), ("QBX", "The weekly meeting")))
    assert {fact.short: fact.long for fact in abbreviations(plain)} == {"QBX": ""}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The S106 money is spent.", "S106"),
        ("The s151 officer agrees.", "S151"),
        ("It was shared with other LA's in the region.", "LA"),
        ("Most LAs agree.", "LA"),
        ("The DfE agrees.", "DfE"),
        ("Pupils with SEND wait, and we send letters.", "SEND"),
        ("The CCG/council board met.", "CCG"),
    ],
)
def test_what_is_used_and_not_defined_is_said_so(text: str, short: str) -> None:
    assert said(text) == {short: ""}


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED: That the plan be noted.",
        "The plan (TO FOLLOW) will be sent.",
        "Reference CF/22/24-25 applies.",
        "It was sent to QZ1 4XY by post.",
        "See www.ABCD.example and write to XYZ@council.example today.",
        "Part II and Section IV apply.",
        "The NHS and the UK agree; call at 9 AM.",
        "CHILDREN AND FAMILIES COMMITTEE MINUTES",
        "WORK PROGRAMME",
        "It must NOT be used, and must not be lent.",
        "The ‘CLIMB’ scheme goes on.",
        "In Q1 and Q4 it rose by £3M.",
        "Councillor J A Smith spoke.",
        "The McAllister review was read.",
    ],
)
def test_these_are_no_short_forms(text: str) -> None:
    assert not said(text)


def test_words_that_nearly_fit_leave_it_neither_defined_nor_undefined() -> None:
    assert not said("The multi-agency public safety panel (MAPPP) met.", "The MAPPP met again.")


def test_a_definition_anywhere_in_the_paper_counts() -> None:
    assert said("The PLO is slow.", "The public law outline (PLO) sets the pace.") == {"PLO": "public law outline"}


def test_initials_of_the_people_named_are_no_short_forms() -> None:
    assert said("Niamh Castellane, Director. NC to write to the DSG team.") == {"DSG": ""}
