"""The independent check: what a paragraph says is let be, and each thing it does not say is found."""

from decimal import Decimal

import pytest

from assistant.answer import Answer, Citation, Searched, State, Statement
from evals.marks import marks, words
from evals.unsupported import Held, Source, check, unsupported
from ingest.report import Ref

HERE = Ref("plan.docx", "5.4")
PRINTED = "Fernmoor, Health and Wellbeing Board, 8 July 2024, para 5.4"
WORDS = (
    "5.4 The Health and Wellbeing Board agreed on 3 March 2024 to open four homes at a cost of £1.2m, and to close the "
    "hub at Station Road on 30 June 2024. Recommendation 5 has been met only in part: 71% of children saw a dentist "
    "within 20 working days. Recommendation 7 has not been met. The number of foster carers increased from 98 to 112. "
    "Councillor Jane Merrow chairs the Panel. Dr Anil Sethi said that the Department for Education (DfE) will visit."
)
OTHER = "The cost will be reviewed in May 2025 and may rise."
HELD = Held(
    {HERE: Source(WORDS, "Improvement plan"), Ref("plan.docx", "6.1"): Source(OTHER)},
    frozenset(word.written for word in words(f"{WORDS} {OTHER} board in yes no the homes") if word.written.islower()),
)


def stated(text: str, quote: str = "Recommendation 7 has not been met", ref: Ref = HERE) -> Statement:
    return Statement(text, (Citation(ref, quote, PRINTED),), by_model=True)


def kinds(text: str, question: str = "What was agreed?") -> set[str]:
    return {kind for kind, _ in check(stated(text), question, HELD)}


@pytest.mark.parametrize(
    "text",
    [
        "The Board agreed to open four homes at a cost of £1,200,000.",
        "As at 8 July 2024, recommendation 5 had been met only in part.",
        "71 per cent of children saw a dentist within twenty working days.",
        "Recommendation 7 has not been met.",
        "The number of foster carers increased from 98 to 112.",
        "Councillor Jane Merrow chairs the Panel.",
        "Cllr Merrow chairs the Panel.",
        "The hub at Station Road was to close on 30 June 2024.",
        "The DfE will visit, Dr Sethi said.",
        "In March 2024 the Fernmoor Health and Wellbeing Board agreed to open four homes.",
    ],
)
def test_what_the_paragraph_says_is_let_be(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Board agreed to open five homes.", "number"),
        ("72% of children saw a dentist within 20 working days.", "percent"),
        ("The four homes cost £1.2k.", "money"),
        ("The Board agreed on 4 March 2024 to open four homes.", "date"),
        ("The Board agreed on 3 March 2023 to open four homes.", "date"),
        ("Recommendation 6 has not been met.", "recommendation"),
        (
            "The Board agreed on 30 June 2024 to open four homes, and to close the Station Road hub on 3 March 2024.",
            "place",
        ),
        ("Recommendation 7 has been met.", "denial"),
        ("The Board did not agree to open four homes.", "denial"),
        ("Recommendation 7 is outstanding and has been delivered.", "status"),
        ("The number of foster carers decreased from 98 to 112.", "comparison"),
        ("Councillor Joan Merrow chairs the Panel.", "name"),
        ("Councillor Merrow Jane chairs the Panel.", "name"),
        ("The Cabinet agreed to open four homes.", "name"),
        ("The Ashlow Board agreed to open four homes.", "name"),
        ("Councillor Jane Merrow now chairs the Panel.", "time"),
        ("Recommendation 7 has not been met because money ran out.", "cause"),
        ("Recommendation 7 has not been met, which is shocking.", "judgement"),
        ("Recommendation 7 has not been met, the mayor juggled elephants.", "not there"),
        ("The number of foster carers increased from 98 to 112 weeks.", "turn"),
        ("The number of foster vicars increased from 98 to 112.", "word"),
        ("The number of foster carers increased from 112 to 98.", "order"),
        ("Dr Sethi Anil said that the Department for Education will visit.", "order"),
        ("Recommendation 5 has been met.", "cut"),
        ("I think that recommendation 7 has not been met.", "voice"),
        ("Recommendation 7 has not been met. See https://example.com.", "form"),
        ("Recommendation 7 has not been met.<b>", "form"),
        ("Recommendation 7 has not\u200b been met.", "form"),
        ("Recommendation 7 has nоt been met.", "form"),
        ("The paper says “we have failed”.", "quote"),
    ],
)
def test_what_it_does_not_say_is_found(text: str, kind: str) -> None:
    answer = Answer(State.ANSWERED, (stated(text),), Searched(1, (), (), None, None))
    assert kind in {found.kind for found in unsupported(answer, "What was agreed?", HELD)}


def test_a_question_lends_names_but_no_figures() -> None:
    assert kinds("In Ashlow recommendation 7 has not been met.", "And in Ashlow?") == set()
    assert "number" in kinds("The Board agreed to open nine homes.", "Did it agree to open nine homes?")


def test_yes_is_not_put_before_what_is_denied() -> None:
    question = "Has recommendation 7 been met?"
    assert "yes or no" in kinds("Yes, recommendation 7 has not been met.", question)
    assert "yes or no" not in kinds("No, recommendation 7 has not been met.", question)


def test_citations_and_quotes_must_stand() -> None:
    searched = Searched(1, (), (), None, None)
    text = "Recommendation 7 has not been met."
    wrong = (
        Statement(text, (), by_model=True),
        stated("The cost will be reviewed.", "The cost will be reviewed", Ref("plan.docx", "9.9")),
        stated("Dr Anil Sethi said that the DfE will visit.", "Dr Sethi will visit"),
    )
    found = unsupported(Answer(State.ANSWERED, wrong, searched), "What?", HELD)
    assert [each.kind for each in found if each.kind in ("citation", "quote")] == ["citation", "citation", "quote"]
    assert found[-1].cited == (PRINTED,)


def test_only_the_model_is_checked_unless_all_is_asked_for() -> None:
    quoted = Statement("The Board agreed to open five homes.", (Citation(HERE, "agreed", PRINTED),))
    answer = Answer(State.ANSWERED, (quoted,), Searched(1, (), (), None, None))
    assert unsupported(answer, "What?", HELD) == ()
    found = unsupported(answer, "What?", HELD, everything=True)
    assert ("number", "five") in {(each.kind, each.words) for each in found}


def test_the_same_statement_twice_is_found() -> None:
    twice = (stated("Recommendation 7 has not been met."),) * 2
    found = unsupported(Answer(State.ANSWERED, twice, Searched(1, (), (), None, None)), "What?", HELD)
    assert {each.kind for each in found} == {"repeated"}


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("£1.2m, £1,200,000 and 1.2 million pounds", "money", [Decimal(1_200_000)] * 3),
        ("£46k", "money", [Decimal(46_000)]),
        ("95%, 95 per cent and ninety-five percent", "percent", [Decimal(95)] * 3),
        ("8 July 2024, 08/07/2024, 8.7.24, 2024-07-08 and July 8th, 2024", "date", [(2024, 7, 8)] * 5),
        ("1, 2 and 5 May 2023", "date", [(2023, 5, 1), (2023, 5, 2), (2023, 5, 5)]),
        ("in May, and it may", "date", [(None, 5, None)]),
        ("2024/25 and 2024-25", "financial year", ["2024"] * 2),
        ("Recs 3, 5 and 7; Recommendation 9", "recommendation", ["3", "5", "7", "9"]),
        ("three hundred and five, twenty-one, 3rd", "number", [Decimal(305), Decimal(21), Decimal(3)]),
        ("10.30 am, 2pm and 14:00", "time", ["10:30", "14:00", "14:00"]),
        ("paragraph 3.4 and two-thirds", "paragraph", ["3.4"]),
    ],
)
def test_exact_things_are_values(text: str, kind: str, values: list[object]) -> None:
    assert [mark.value for mark in marks(words(text)) if mark.kind == kind] == values
