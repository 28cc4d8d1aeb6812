"""What is set side by side."""

from __future__ import annotations

import pytest
from understood import asked


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Which has more foster homes, Ham and Wold in 2020 or South Leigh in 2022?",
            [("Ham and Wold", ("ham-20", "ham-minutes-20")), ("South Leigh", ("leigh-22",))],
        ),
        ("Did both councils get a notice?", [("Ham and Wold", ()), ("South Leigh", ())]),
        (
            "How did Ham and Wold's caseloads change between June 2021 and March 2022?",
            [("June 2021", ("ham-21",)), ("March 2022", ("ham-22",))],
        ),
        (
            "How far have Ham and Wold's caseloads come down since the inspection?",
            [("3 May 2019", ("ham-inspection",)), ("15 March 2022", ("ham-22",))],
        ),
        (
            "Is Ham and Wold any better than the last report?",
            [("8 June 2021", ("ham-21",)), ("15 March 2022", ("ham-22",))],
        ),
        (
            "South Leigh's two reports: do they give the same figure?",
            [("1 September 2020", ("leigh-20",)), ("6 September 2022", ("leigh-22",))],
        ),
        ("What did South Leigh spend?", []),
        ("Who chaired the board in 2021?", []),
        ("What happened in Ham and Wold between 2004 and 2006?", []),
    ],
)
def test_sides(text: str, sides: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(side.label, side.scope.reports) for side in asked(text).sides] == sides


def test_a_side_that_is_a_council_is_searched_in_that_council_alone() -> None:
    query = asked("How do Ham and Wold and South Leigh compare?")
    assert [side.scope.council for side in query.sides] == ["Ham and Wold", "South Leigh"]
    assert query.scope.council == ""
