"""The adversary: an attack differs from what is true in the one thing it is named for, and is the same by its seed."""

import json
from collections.abc import Sequence
from random import Random

import pytest

from evals.adversary import KINDS, attack, faithful, sentences, true_statements
from evals.exchange import Asked, Given
from evals.slips import SLIPS

ROW = "5. Dental checks | Outstanding | Met | 92% of children see a dentist within 20 working days"
FIRST = Given(
    "k1a",
    "Fernmoor, Health and Wellbeing Board, 8 July 2024, para 5.4",
    "5.4 The Health and Wellbeing Board agreed on 3 March 2024 that 12 homes will be opened by 30 June 2025 at a cost "
    "of £1.2m, and not more than four places are planned in each. Recommendation 5 is partly met, and 71% of children "
    "are seen by the Director, Jane Merrow, within 20 days, up from 58%. The contract is extended unless it is ended.",
)
SECOND = Given("k2b", "Aldwick, Cabinet, 1 May 2023, table under “Progress”, row 2", ROW)
ASKED = Asked("When will the homes be opened?", (FIRST, SECOND))

CHANGED = {
    "figure: a digit": "agreed on 3 March 2024",
    "figure: of another passage": "agreed on 3 March 2024",
    "figures swapped": "12 homes",
    "number word": "four places",
    "percentage": "92%",
    "money: size": "£1.2m",
    "date: day": "3 March 2024",
    "date: month": "3 March 2024",
    "date: year": "3 March 2024",
    "dates swapped": "agreed on 3 March 2024",
    "recommendation number": "Recommendation 5",
    "name order": "Jane Merrow",
    "body": "Health and Wellbeing Board",
    "role": "the Director",
    "denial removed": "not more than",
    "status": "partly met",
    "unit": "working days",
    "surer than said": "will be",
    "cut short": "unless it is ended",
}


def said(text: str) -> Sequence[dict[str, object]]:
    rows: Sequence[dict[str, object]] = json.loads(text)["statements"]
    return rows


def test_a_faithful_model_says_what_the_passages_say() -> None:
    one, *_ = true_statements(ASKED, 3)
    assert one.keys == ("k1a",)
    assert "12 homes will be opened by 30 June 2025" in one.text
    assert any(each.text in faithful(ASKED, seed).text for seed in range(3) for each in true_statements(ASKED, seed))


def test_a_row_is_told_by_its_first_and_last_cell_and_labels_are_left_out() -> None:
    assert sentences(ROW) == ["Dental checks: 92% of children see a dentist within 20 working days"]
    assert sentences("3.2 These were met:\n• Rec. 1: a weekly report is made.\n(a) the plan is agreed; and") == [
        "Rec. 1: a weekly report is made.",
        "the plan is agreed; and",
    ]


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    assert faithful(ASKED, 1) == faithful(ASKED, 1)
    assert len({faithful(ASKED, seed).text for seed in range(9)}) > 1
    assert attack("date: year", ASKED, 4) == attack("date: year", ASKED, 4)


def test_there_are_many_kinds_and_each_can_be_made() -> None:
    assert len(KINDS) >= 60
    made = {kind: next(filter(None, (attack(kind, ASKED, seed) for seed in range(4))), None) for kind in KINDS}
    assert [kind for kind, one in made.items() if one is None] == []


@pytest.mark.parametrize(("kind", "true"), CHANGED.items())
def test_a_slip_changes_the_one_thing(kind: str, true: str) -> None:
    made = attack(kind, ASKED, 1)
    assert made is not None
    (text,) = made.false
    (row,) = said(made.reply.text)
    given = next(each for each in ASKED.passages if true in each.words)
    assert row == {"text": text, "keys": [given.key]}
    assert true not in text


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_that_has_nothing_to_change_is_not_made(kind: str) -> None:
    changed = SLIPS[kind]("Hello.", Given("k", "", ""), (), Random(1))
    assert changed is None or changed != "Hello."
    assert attack(kind, Asked("Who?")) is None


def test_what_is_added_is_added() -> None:
    for kind, added in {
        "person invented": "Councillor",
        "date: of the paper": "2025:",
        "council": "In Aldwick:",
        "cause": " a",
        "judgement": ", ",
        "false half": " and ",
        "told as now": " now ",
        "denial added": " not",
    }.items():
        made = attack(kind, ASKED, 1)
        assert made is not None
        assert added in made.false[0], kind
        assert made.false[0] not in FIRST.words


def test_keys_are_not_what_they_should_be() -> None:
    keys = {}
    for kind in ("unknown key", "key of another passage", "no key"):
        made = attack(kind, ASKED)
        assert made is not None
        keys[kind] = said(made.reply.text)[0]["keys"]
    assert keys == {"unknown key": ["kzz"], "key of another passage": ["k2b"], "no key": []}


def test_one_statement_comes_two_hundred_times() -> None:
    made = attack("200 times", ASKED)
    assert made is not None
    assert len(said(made.reply.text)) == 200
    assert len({row["text"] for row in said(made.reply.text)}) == 1
