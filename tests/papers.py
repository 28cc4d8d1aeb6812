"""Small papers of two invented councils, written for the tests: enough of everything to ask about."""

from __future__ import annotations

from pathlib import Path

UPDATE_2023 = """REPORT TO: Health and Wellbeing Board

Date of Meeting: 14th March 2023

Report of: Ann Lee, Director of Children's Services

Subject/Title: Children's Improvement Plan Update

1 Summary

1.1 Members of the Board asked Fernmoor Council how far it has come with the plan. Here is the reply.

2 Recommendations

2.1 The Health and Wellbeing Board is recommended to:

a) Note the progress set out in this report; and

b) Agree the training programme for Board members at Appendix 1.

3 Background

3.1 The Improvement Board was disbanded on 6 February 2023 and its role passed to the Health and Wellbeing Board.

3.2 The plan has four objectives. Adoption numbers rose by 12% to 28 children in the year.

4 Financial considerations

4.1 None

5 Access to Information

Name: Ann Lee
Designation: Director of Children's Services
Email: ann.lee@fernmoor.gov.example
"""

UPDATE_2024 = """REPORT TO: Health and Wellbeing Board

Date of Meeting: 9 July 2024

Report of: Bilal Khan, Director of Children's Services

Subject/Title: Children's Improvement Plan Update

1 Summary

1.1 The Health and Wellbeing Board of Fernmoor Council is the accountable body for the improvement plan.

2 Recommendations

2.1 The Board is asked to:

1. Approve the revised plan for submission to the inspectorate by 30 August 2024.

2. Agree the costs of £1.4m over two years.

3 Legal considerations

3.1 Failure to carry out the plan may lead to directions from the Secretary of State.

4 Contact

Email: bilal.khan@fernmoor.gov.example
"""

ALDWICK_2023 = """REPORT TO: Health and Wellbeing Board

Date of Meeting: 20 June 2023

Report of: Cora Finch, Director of People

Subject/Title: Children's Improvement Plan Update

1 Purpose

1.1 This report sets out the six themes of the improvement plan of Aldwick Borough Council.

2 Recommendations

2.1 To note the report.

3 Background

3.1 The Aldwick Improvement Board meets every month and is chaired by an independent person.

4 Contact

Email: cora.finch@aldwick.gov.example
"""

EXEMPT_2024 = """NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972

REPORT TO: Health and Wellbeing Board

Date of Meeting: 9 July 2024

Subject/Title: Contract for the Quillfeather residential home

1 Background

1.1 Fernmoor Council will pay the Quillfeather Trust £777,000 for the residential home.

2 Contact

Email: bilal.khan@fernmoor.gov.example
"""

ALL = {
    "fernmoor-2023.txt": UPDATE_2023,
    "fernmoor-2024.txt": UPDATE_2024,
    "aldwick-2023.txt": ALDWICK_2023,
    "exempt-2024.txt": EXEMPT_2024,
}


def write(folder: Path, papers: dict[str, str] = ALL) -> Path:
    """Put the papers into a folder, made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
