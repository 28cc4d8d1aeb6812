"""More than one question in one."""

from __future__ import annotations

import pytest
from understood import asked

from assistant.understand.parts import parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "When was the home opened, who runs it and how many beds are occupied by children?",
            (
                "When was the home opened",
                "When was the home opened who runs it",
                "how many beds are occupied by children",
            ),
        ),
        (
            "How many visits were late and why did managers not notice the pattern?",
            ("How many visits were late", "why did managers not notice the pattern"),
        ),
        ("How did caseloads and supervision do?", ("How did caseloads do?", "How did supervision do?")),
        (
            "How were caseloads and supervision judged in 2019?",
            ("How were caseloads judged in 2019?", "How were supervision judged in 2019?"),
        ),
        ("How are children and young people doing?", ("How are children and young people doing?",)),
        (
            "Foster care fees: how much was paid last year, how many carers had a rise?",
            ("Foster care fees how much was paid last year", "Foster care fees how many carers had a rise"),
        ),
        ("In the second round, what was the deadline?", ("In the second round, what was the deadline?",)),
        ("Is the board staying, or is it being wound up?", ("Is the board staying, or is it being wound up?",)),
        (
            "Are agency staff leaving and what replaces them? (2021)",
            ("Are agency staff leaving", "Are agency staff leaving what replaces them"),
        ),
        ("Which themes and objectives are in the plan?", ("Which themes and objectives are in the plan?",)),
    ],
)
def test_parts(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(part.text for part in parts_of(text)) == parts


def test_each_part_knows_what_it_wants_and_which_words_are_its_own() -> None:
    query = asked("When did South Leigh's director leave, and who is director now?")
    assert [wanted.value for wanted in query.wants] == ["when", "who"]
    assert query.own_words[1] == "who is director now"
    assert query.scope.council == "South Leigh"
