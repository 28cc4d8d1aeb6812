"""Open and closed papers of two invented councils, and the questions that go straight at what is closed.

What is closed stands between `<exempt|` or `<confidential|` and `|>`, a line each; every closed piece has words of its
own that stand nowhere else. `write` puts the papers into a folder as they are, or as if nothing above a level had ever
been written: a reader of that level must not be able to tell which of the two they are reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ingest.report import Access

_PIECE = re.compile(r"^<(exempt|confidential)\|\n(.*?)^\|>\n", re.M | re.S)


def _paper(body: str, day: str, title: str, text: str, top: str = "") -> str:
    return f"{top}REPORT TO: {body}\n\nDate of Meeting: {day}\n\nSubject/Title: {title}\n\n{text.strip()}\n"


OPEN = {
    "inspection-2021.txt": _paper(
        "Health and Wellbeing Board",
        "14 September 2021",
        "Response to the 2021 inspection",
        """
1 Summary

1.1 Inspectors looked at the services of Fernmoor Council in June 2021 and made three recommendations.

2 The recommendations

2.1 Recommendation 1: Improve the timeliness of initial assessments.

2.2 Recommendation 2: Make sure that every child in care has a named visitor.

2.3 Recommendation 3: Reduce the caseloads of social workers.
""",
    ),
    "update-2022.txt": _paper(
        "Health and Wellbeing Board",
        "10 May 2022",
        "Children's Improvement Plan Update",
        """
1 Summary

1.1 Fernmoor Council has three recommendations to meet. Recommendation 1 has been met.

1.2 The following recommendations remain outstanding: recommendation 2 and recommendation 3.

2 Background

2.1 The costs of residential care were set out in the report to Cabinet on 5 April 2022.

2.2 The budget for respite care is £400,000 a year.
""",
    ),
    "update-2023.txt": _paper(
        "Health and Wellbeing Board",
        "14 March 2023",
        "Children's Improvement Plan Update",
        """
1 Summary

1.1 The Improvement Board of Fernmoor Council was disbanded on 6 February 2023.

2 Recommendations

2.1 The Health and Wellbeing Board is recommended to:

a) Note the progress set out in this report; and

b) Agree the training programme for Board members.

3 Background

3.1 Adoption numbers rose by 12% to 28 children in the year. Recommendation 2 remains outstanding.

3.2 The Children and Families Partnership (CFP) meets every month.
""",
    ),
    "aldwick-2023.txt": _paper(
        "Cabinet",
        "20 June 2023",
        "School transport",
        """
1 Purpose

1.1 This report sets out how Aldwick Borough Council takes children to school.

2 Background

2.1 Buses carried 1,240 children in 2022-23 at a cost of £2.1m.
""",
    ),
    "fernmoor-cabinet-2024.txt": _paper(
        "Cabinet",
        "9 July 2024",
        "Residential homes strategy",
        """
1 Summary

1.1 Fernmoor Council will open two residential homes for children by March 2025.

2 Recommendations

2.1 Cabinet is asked to approve the strategy for residential homes.
""",
    ),
}

_PART_2 = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972\n\n"

WHOLLY_EXEMPT = {
    "part2-home.txt": _paper(
        "Cabinet",
        "9 July 2024",
        "Purchase of Quillonby House",
        "1 Background\n\n1.1 Fernmoor Council will pay the Quillonby Trust £777,000 for the residential home.",
        _PART_2,
    ),
    "part2-inspection.txt": _paper(
        "Health and Wellbeing Board",
        "3 December 2024",
        "Inspection of Brindlefax children's home",
        """
1 Summary

1.1 Inspectors visited the Brindlefax children's home of Fernmoor Council in October 2024. It was judged inadequate.

2 Recommendations of the inspectors

2.1 Recommendation 1: Replace the night staff at Brindlefax.

2.2 Recommendation 2: Close the Brindlefax annex.
""",
        _PART_2,
    ),
    "part2-minutes.txt": _PART_2
    + """MINUTES of a meeting of the Cabinet held on 17 September 2024

PRESENT: Councillor Ann Lee (Chair)

Fernmoor Council

12 Settlement with the former contractor

RESOLVED: That the Wrexolt settlement of £91,500 be approved.
""",
    "part2-council.txt": _paper(
        "Cabinet",
        "4 February 2025",
        "Shared adoption service",
        "1 Background\n\n1.1 Ombersleigh Borough Council has asked to join the adoption service before it is told.",
        _PART_2,
    ),
    "part2-body.txt": _paper(
        "Lodestane Commissioning Panel",
        "16 October 2023",
        "Placements of high cost",
        "1 Background\n\n1.1 Fernmoor Council's Lodestane Commissioning Panel refused eleven placements.",
        _PART_2,
    ),
    "part2-short-form.txt": _paper(
        "Cabinet",
        "12 December 2023",
        "Secure transport",
        "1 Background\n\n1.1 Fernmoor Council uses the Zephyrine Quorate Transport Brokerage (ZQTB).",
        _PART_2,
    ),
    "part2-gap.txt": _paper(
        "Cabinet",
        "5 April 2022",
        "Costs of residential care",
        "1 Background\n\n1.1 Fernmoor Council's costs of residential care at Marlowick were £6,543,210 in 2021-22.",
        _PART_2,
    ),
    "part2-met.txt": _paper(
        "Health and Wellbeing Board",
        "11 November 2024",
        "Children's Improvement Plan Update",
        """
1 Summary

1.1 In Fernmoor Council recommendation 2 has been met since the Tarnbeck visitors were appointed.
""",
        _PART_2,
    ),
    "part2-conflict.txt": _paper(
        "Health and Wellbeing Board",
        "10 May 2022",
        "Respite care: the true cost",
        "1 Background\n\n1.1 The budget of Fernmoor Council for respite care is £655,321, with the Harrowmere unit.",
        _PART_2,
    ),
    "part2-disbanded.txt": _paper(
        "Cabinet",
        "6 June 2023",
        "Why the Improvement Board ended",
        "1 Background\n\n1.1 The Improvement Board of Fernmoor Council was disbanded for the Kestlewick complaint.",
        _PART_2,
    ),
    "part2-classified.txt": _paper(
        "Cabinet",
        "1 October 2024",
        "Redundancies in the Vossbury team",
        "1 Background\n\n1.1 Fernmoor Council will make fourteen posts redundant in the Vossbury team.",
        "Classification: EXEMPT\n\n",
    ),
    "part2-of-itself.txt": _paper(
        "Cabinet",
        "5 November 2024",
        "Legal advice on Pellingate",
        "1 Background\n\n1.1 This report is exempt by virtue of paragraph 5 of Schedule 12A.\n\n"
        "1.2 Counsel told Fernmoor Council that the Pellingate claim will be lost.",
    ),
}

_PRICED = ("Ashgrove", "Birchwold", "Cedarlow", "Dunmarsh", "Elmhythe", "Foxcombe")
WHOLLY_EXEMPT |= {
    f"part2-price-{name.lower()}.txt": _paper(
        "Cabinet",
        f"{at + 3} {month} 2024",
        f"Tender of {name}velt Care",
        f"1 Price\n\n1.1 {name}velt Care offered Fernmoor Council a price of £{311 + 7 * at},{419 + at} a year.",
        _PART_2,
    )
    for at, (name, month) in enumerate(
        zip(_PRICED, ("January", "February", "March", "April", "May", "June"), strict=True)
    )
}

WHOLLY_CONFIDENTIAL = {
    "confidential-case.txt": _paper(
        "Health and Wellbeing Board",
        "7 January 2025",
        "Review of the case of Child Ondrell",
        "1 Background\n\n1.1 Fernmoor Council was told by the department of the case of Child Ondrell.",
        "STRICTLY CONFIDENTIAL\n\n",
    ),
    "confidential-brief.txt": _paper(
        "Cabinet",
        "21 January 2025",
        "Briefing on the Sallowfen merger",
        "1 Background\n\n1.1 Members of Fernmoor Council are told that the Sallowfen merger is off.",
        "CONFIDENTIAL\n\n",
    ),
}

MIXED = {
    "mixed-homes.txt": _paper(
        "Cabinet",
        "10 September 2024",
        "Homes for children: progress",
        """
1 Summary

1.1 The first home of Fernmoor Council opened in August 2024 with four beds.

<exempt|
2 Financial terms (exempt)

2.1 The landlord of the Thistlemark site is paid £48,765 a year.

2.2 The Thistlemark lease ends on 29 February 2028.

|>
3 Next steps

3.1 The second home will open in March 2025.
""",
    ),
    "mixed-respite.txt": _paper(
        "Health and Wellbeing Board",
        "12 November 2023",
        "Respite care",
        """
1 Summary

1.1 Fernmoor Council offers 32 nights of respite care a year to a family.

2 Contract

2.1 The contract was let in 2021.

<exempt|
Appendix 1 – NOT FOR PUBLICATION

The Corvanter bid was refused because its figures did not add up.

|>
""",
    ),
    "mixed-staff.txt": _paper(
        "Cabinet",
        "13 February 2024",
        "Staff of the children's homes",
        """
1 Summary

1.1 Fernmoor Council has 41 staff in its homes.

<confidential|
2 Named officers (confidential)

2.1 The head of home at Yarrowglade was dismissed in January 2024.

|>
<exempt|
3 Settlements (exempt)

3.1 The Yarrowglade head of home was paid the Emberlyn sum of £23,987.

|>
4 Next steps

4.1 A new head of home starts in April 2024.
""",
    ),
    "mixed-short-form.txt": _paper(
        "Health and Wellbeing Board",
        "9 January 2024",
        "Partnerships of the Board",
        """
1 Summary

1.1 Fernmoor Council works with three partnerships.

<exempt|
2 A new partnership (not for publication)

2.1 The Xanthe Ladrigan Placement Syndicate (XLPS) would be the accountable body for the improvement plan.

|>
""",
    ),
    "mixed-nobody.txt": """REPORT TO: Cabinet

Date of Meeting: 16 April 2024

Subject/Title: A shared fostering service

1 Summary

1.1 Two services will share one office from May 2024.

<exempt|
2 The other party (exempt)

2.1 Gosterwick Borough Council would lead the service, and Gosterwick Borough Council would pay for it.

|>
""",
    "mixed-decision.txt": _paper(
        "Cabinet",
        "14 May 2024",
        "Sale of land",
        """
1 Recommendations

1.1 Cabinet of Fernmoor Council is asked to note the list of land.

<exempt|
2 Recommendations (exempt)

2.1 Cabinet is asked to approve the sale of Plumbridge Field for £1.23m by 31 October 2026.

|>
""",
    ),
    "mixed-table.txt": _paper(
        "Cabinet",
        "11 June 2024",
        "Prices of placements",
        """
1 Summary

1.1 Fernmoor Council buys 60 placements a year.

<exempt|
2 Prices (exempt)

2.1 The price of a week at Wendolock is £5,912. The price of a week at Wendolock annex is £6,034.

|>
""",
    ),
    "mixed-referring.txt": _paper(
        "Health and Wellbeing Board",
        "12 March 2024",
        "Children's Improvement Plan Update",
        """
1 Summary

1.1 Fernmoor Council reports on the plan twice a year. Recommendation 3 has been met.

<exempt|
2 Exempt matters (exempt)

2.1 The Skelderby review was set out in the report to Cabinet on 30 January 2019. Recommendation 2 has not been met.

|>
""",
    ),
    "mixed-contact.txt": _paper(
        "Cabinet",
        "15 October 2024",
        "Fees for foster carers",
        """
1 Summary

1.1 Fernmoor Council pays foster carers £210 a week.

<confidential|
2 Views of members (confidential)

2.1 Councillor Vantrice would resign if the fee rose.

|>
""",
    ),
}

PAPERS = OPEN | WHOLLY_EXEMPT | WHOLLY_CONFIDENTIAL | MIXED
CLOSED = WHOLLY_EXEMPT | WHOLLY_CONFIDENTIAL | MIXED

WORDS = {  # what stands in closed papers and paragraphs only
    Access.EXEMPT: (
        *("Quillonby", "777,000", "Brindlefax", "Wrexolt", "91,500", "Ombersleigh", "Lodestane", "Zephyrine", "ZQTB"),
        *("Marlowick", "6,543,210", "Tarnbeck", "Harrowmere", "655,321", "Kestlewick", "Vossbury", "Pellingate"),
        *(f"{name}velt" for name in _PRICED),
        *("Thistlemark", "48,765", "29 February 2028", "Corvanter", "Emberlyn", "23,987", "Ladrigan", "XLPS"),
        *("Gosterwick", "Plumbridge", "1.23m", "31 October 2026", "Wendolock", "5,912", "Skelderby", "30 January 2019"),
    ),
    Access.CONFIDENTIAL: ("Ondrell", "Sallowfen", "Yarrowglade", "Vantrice"),
    Access.OPEN: (),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A question that goes straight at something closed, and a word of the answer of who may see it."""

    text: str
    finds: str
    after: tuple[str, ...] = ()
    level: Access = Access.EXEMPT


PROBES = (
    Probe("How much will Fernmoor pay the Quillonby Trust for the residential home?", "777,000"),
    Probe("Fernmoor Council will pay the Quillonby Trust £777,000 for the residential home.", "777,000"),
    Probe("How much wil Fernmor pay the Quilonby Trust?", "777,000"),
    Probe("And how much will be paid to the Trust?", "777,000", ("What is Quillonby House?",)),
    Probe("What was the Brindlefax children's home judged?", "inadequate"),
    Probe("What does recommendation 2 of the inspection of Brindlefax say?", "Close the Brindlefax annex"),
    Probe("What was resolved about the Wrexolt settlement?", "91,500"),
    Probe("What has Ombersleigh Borough Council asked?", "adoption service"),
    Probe("How many placements did the Lodestane Commissioning Panel refuse?", "eleven"),
    Probe("What does ZQTB stand for?", "Zephyrine"),
    Probe("What were the costs of residential care at Marlowick in 2021-22?", "6,543,210"),
    Probe("Was recommendation 2 met after the Tarnbeck visitors were appointed?", "Tarnbeck"),
    Probe("What is the budget for respite care with the Harrowmere unit?", "655,321"),
    Probe("Why was the Improvement Board disbanded?", "Kestlewick"),
    Probe("Which posts will be made redundant in the Vossbury team?", "fourteen"),
    Probe("What did counsel say of the Pellingate claim?", "will be lost"),
    Probe("What price did Cedarlowvelt Care offer?", "325,421"),
    Probe("How much is the landlord of the Thistlemark site paid a year?", "48,765"),
    Probe("When does the Thistlemark lease end?", "29 February 2028"),
    Probe("Why was the Corvanter bid refused?", "did not add up"),
    Probe("Compare what the papers say of the Corvanter bid and of the Wrexolt settlement.", "Corvanter"),
    Probe("What was the Emberlyn sum?", "23,987"),
    Probe("For how much is Plumbridge Field to be sold?", "1.23m"),
    Probe("What does paragraph 2.1 of the report of 14 May 2024 to Cabinet say?", "Plumbridge"),
    Probe("What is the price of a week at Wendolock?", "5,912"),
    Probe("Where was the Skelderby review set out?", "30 January 2019"),
    Probe("What happened to the head of home at Yarrowglade?", "dismissed", (), Access.CONFIDENTIAL),
    Probe("Is the Sallowfen merger off?", "Sallowfen", (), Access.CONFIDENTIAL),
    Probe("What would Councillor Vantrice do?", "fee rose", (), Access.CONFIDENTIAL),
    Probe("Who told the council of the case of Child Ondrell?", "Ondrell", (), Access.CONFIDENTIAL),
)
PLAIN = (  # questions of things that are open, whose answers closed papers would change
    "Is recommendation 2 met yet?",
    "Is recommendation 3 met yet?",
    "Which recommendations are outstanding?",
    "What is the budget for respite care?",
    "When was the Improvement Board disbanded?",
    "What was decided on 9 July 2024?",
    "What is the latest update?",
    "Which papers are missing?",
    "How much does Fernmoor spend on residential homes?",
    "What does paragraph 2.1 of the report of 16 April 2024 say?",
    "What happened in 2024?",
    "What does the report to Cabinet on 5 April 2022 say?",
    "Which councils are there?",
    "What is an XLPS?",
    "Who is accountable for the improvement plan?",
)


def write(folder: Path, level: Access = Access.EXEMPT) -> Path:
    """Put the papers into a folder, as if nothing above `level` had been written."""
    folder.mkdir(parents=True)
    gone = set(WHOLLY_EXEMPT) if level < Access.EXEMPT else set()
    gone |= set(WHOLLY_CONFIDENTIAL) if level < Access.CONFIDENTIAL else set()
    for name, text in PAPERS.items():
        if name not in gone:
            (folder / name).write_text(seen(text, level), encoding="utf-8")
    return folder


def seen(text: str, level: Access) -> str:
    """A paper as it would be if nothing above the level stood in it."""
    return _PIECE.sub(lambda piece: piece[2] if Access[piece[1].upper()] <= level else "", text)


def leaked(shown: str, level: Access) -> list[str]:
    """The words above a level that stand in what was shown at it."""
    return [word for above in Access if above > level for word in WORDS[above] if word.lower() in shown.lower()]
