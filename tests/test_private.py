"""What tells who somebody is, is masked; what papers are made of, is left alone."""

from __future__ import annotations

import pytest

from assistant.private import masked

PLANTED = {
    "e-mail address": [
        "jo.pell@example.org",
        "Jo_Pell+board@mail.fernmoor.gov.example",
        "o'neill-marta@example.co.uk",
        "M.OKAFOR@ALDWICK.GOV.EXAMPLE",
    ],
    "telephone number": [
        "01632 960417",
        "01632 960 417",
        "01632960417",
        "(01632) 960417",
        "01632-960-417",
        "01632.960.417",
        "(0161) 496 0123",
        "0161 496 0123",
        "020 7946 0018",
        "(020) 7946 0018",
        "07700 900123",
        "07700 90 01 23",
        "+44 7700 900123",
        "+447700900123",
        "447700900123",
        "+44 (0)20 7946 0018",
        "+44(0)1632 960417",
        "(+44) 1632 960417",
        "0044 1632 960417",
        "01632 960417 ext. 4418",
        "+353 1 496 0123",
        "016977 2345",
        "0800 496 0123",
        "01632\u00a0960\u00a0417",
    ],
    "National Insurance number": ["QQ 12 34 56 C", "QQ123456C", "ab-12-34-56-d", "AB 123456 A"],
    "NHS number": ["943 476 5919", "9434765919", "943-476-5919", "94347 65919"],
    "postcode": ["FM1 2AB", "SW1A 1AA", "sw1a 1aa", "M11AE", "ec1a1bb"],
    "card number": ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "2223000048400011"],
    "bank account number": ["20-00-00 55779911", "GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"],
}
SAID = [
    ("Her date of birth is 8 July 1984.", "8 July 1984", "date of birth"),
    ("The child (DOB: 08/07/2014) was placed", "08/07/2014", "date of birth"),
    ("d.o.b. 2014-07-08", "2014-07-08", "date of birth"),
    ("He was born on the 3rd of May 2011 in Aldwick", "3rd of May 2011", "date of birth"),
    ("born May 3, 2011", "May 3, 2011", "date of birth"),
    ("sort code 20-00-00", "20-00-00", "sort code"),
    ("Sort code: 200000, account number 55779911", "55779911", "bank account number"),
    ("pay into account no. 5577 9911", "5577 9911", "bank account number"),
    ("NHS number 94 34 76 59 19", "94 34 76 59 19", "NHS number"),
    ("Tel: 960417", "960417", "telephone number"),
    ("his National Insurance number is QQ 12 34 56", "QQ 12 34 56", "National Insurance number"),
]
ALONE = [(text, word) for word, texts in PLANTED.items() for text in texts]
HARMLESS = [
    "What was agreed on 8 July 2024?",
    "The meeting of 08/07/2024 began at 10.30",
    "Meetings: 01.02.2024 09.30, 07.03.2024 10.00",
    "Between 2019-20 and 2024-25 spending rose",
    "2019 2020 2021 2022",
    "Years 2019, 2020, 2021 and 2022",
    "a sum of £2,500,000",
    "a sum of £2.5m, and £07 a head",
    "£01632960417",
    "£9,434,765,919",
    "12,345,678 and 1,234,567,890",
    "Paragraph 5.4.1 and paragraphs 2.1(a) to 2.1(d)",
    "Recommendation 12 of 17",
    "R1 2nd draft of the plan",
    "s1 1st reading, b2 3rd reading, e4 5th line",
    "Item 7, Appendix B2, Annex A1",
    "Planning application 21/01234/FUL",
    "Report reference CFC/2024/0161",
    "CEC/01632960417/24",
    "DfE ref AB1234567",
    "The reports of 3 December 2014 and 12 March 2015",
    "Ofsted unique reference number 1234567890",
    "URN 80461",
    "Call 111, 999 or 101",
    "section 100A(4) of the Local Government Act 1972",
    "Schedule 12A, Part 1, paragraphs 1 and 3",
    "10 12 14 16 18",
    "Quarter 1 2024 to Quarter 4 2025",
    "36 of 48 children (75.0%)",
    "0.1234567890",
    "a ratio of 1:1.0632960417",
    "from 4,111 to 5,555 cases",
    "Cabinet, 8 July 2024, para 5.4, page 12",
    "s11842 Family Help and Foster Homes Investment",
    "CFC 2 July 2024 Progress against the 2021 recommendations.txt",
    "https://example.org/papers/2024/07/08/item-7",
    "Wards: Fernmoor East; Aldwick North",
    "The Board was formed in 2021",
    "children born in 2015 and 2016",
    "the birth rate was 11.2 in 2022",
    "accounts for 2023-24",
    "the account of 8 July 2024",
    "The telephone service cost £120,000 in 2023-24",
    "mobile 2023-24 programme",
    "Phase 1 2023 to phase 2 2024",
    "Table 3 row 14: 120 130 140 150",
    "CO2 3kt a year",
    "an increase of +12.5% (+1,250)",
    "National Insurance rose by 1.2%",
    "NHS England and the NHS Long Term Plan 2019",
    "Who is accountable @ Cabinet?",
    "2026-11-22 15:41:08,124 ERROR assistant.app.shelf",
    "minutes of 2 July 2024, 10 September 2024 and 5 November 2024",
]


@pytest.mark.parametrize(("text", "word"), ALONE)
def test_what_tells_who_somebody_is_is_masked_wherever_it_stands(text: str, word: str) -> None:
    for before, after in (("", ""), ("It is ", "."), ("Write to Jo Pell (", ") by 8 July 2024"), ("a: ", ", 5.4")):
        assert masked(f"{before}{text}{after}") == f"{before}[{word}]{after}"


@pytest.mark.parametrize(("text", "told", "word"), SAID)
def test_what_the_words_before_it_tell_is_masked(text: str, told: str, word: str) -> None:
    done = masked(text)
    assert told not in done
    assert f"[{word}]" in done
    assert done.startswith(text.partition(told)[0][:3])


@pytest.mark.parametrize("text", HARMLESS)
def test_what_papers_are_made_of_is_left_alone(text: str) -> None:
    assert masked(text) == text


def test_there_are_fifty_of_each() -> None:
    assert len(ALONE) + len(SAID) >= 50
    assert len(HARMLESS) >= 50


def test_many_in_one_text_are_each_masked_and_the_words_between_stay() -> None:
    text = "Ring 01632 960417 or 07700 900123, or write to jo@example.org, FM1 2AB.\nNHS 943 476 5919; 36 of 48."
    assert masked(text) == (
        "Ring [telephone number] or [telephone number], or write to [e-mail address], [postcode].\n"
        "NHS [NHS number]; 36 of 48."
    )


@pytest.mark.parametrize(
    "piece", ["1 ", "0", "0-", "a", "a.", "a@", "(0", "+1 ", "tel ", "ab12", "born is ", "@a.", "é"]
)
def test_long_rows_of_signs_end_and_are_masked_once(piece: str) -> None:
    done = masked(piece * (100_000 // len(piece)))  # a rule whose time grows with the square would not end
    assert masked(done) == done
