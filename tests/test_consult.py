"""Questions that a ledger answers whole, asked of the sample papers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import Question, State
from assistant.ask import Assistant
from assistant.consult import FORMS
from assistant.consult.said import around, in_words, shortened
from assistant.ledger.kinds import LEDGERS
from ingest.report import Scope
from ingest.settings import Settings

PUBLIC_NOTICE = "Do the papers agree on what day the improvement notice was issued?"


@pytest.fixture(scope="module")
def assistant(sample: Settings) -> Iterator[Assistant]:
    opened = Assistant(sample)
    yield opened
    opened.close()


def test_every_outstanding_recommendation_is_listed_with_its_paragraph(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Which recommendations were still outstanding in May 2023?"))
    lead, *rows = answer.statements
    assert lead.text == "Four recommendations were outstanding as at 16 May 2023: 5, 7, 8 and 10."
    assert [row.text.partition(":")[0] for row in rows] == ["5", "7", "8", "10"]
    assert {row.citations[0].ref.para for row in rows} == {"4.5"}


def test_the_latest_paper_answers_where_no_date_is_named(assistant: Assistant) -> None:
    scope = Scope("Fernshire Moor")
    answer = assistant.ask(Question("Which recommendations are still open?", scope=scope))
    assert answer.statements[0].text.endswith("outstanding as at 10 March 2026.")
    assert answer.statements[1].text.startswith("9: ")


@pytest.mark.parametrize(
    ("question", "as_at"),
    [
        ("Which recommendations of the 2021 inspection are still open?", "10 March 2026."),
        ("Which recommendations of the May 2021 inspection are still open?", "10 March 2026."),
        ("Which of the inspection of June 2021's recommendations were outstanding in May 2023?", "16 May 2023: "),
    ],
)
def test_a_date_that_names_the_inspection_does_not_say_when_they_stood(
    assistant: Assistant, question: str, as_at: str
) -> None:
    answer = assistant.ask(Question(question, scope=Scope("Fernshire Moor")))
    assert f"outstanding as at {as_at}" in answer.statements[0].text


def test_councils_are_answered_apart(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Which recommendations are still open?"))
    assert [s.text.partition(":")[0] for s in answer.statements if s.sums_up] == ["Fernshire Moor", "Kelsmouth"]


def test_a_date_before_any_paper_that_says_falls_back_on_the_search(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Which recommendations were outstanding in July 2021?"))
    assert not any(statement.sums_up for statement in answer.statements)


def test_those_met_are_those_met(assistant: Assistant) -> None:
    answer = assistant.ask(Question("How many recommendations had been met by March 2022?"))
    assert answer.statements[0].text == "Three recommendations were met as at 15 March 2022: 1, 3 and 11."


def test_inspectors_recommendations_are_all_listed(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What are all the inspectors' recommendations for Fernshire Moor?"))
    assert answer.statements[0].text == "There are twelve recommendations, as at 18 June 2021."
    assert len(answer.statements) == 13
    urgent = assistant.ask(Question("Which recommendations of the inspectors were for priority action?"))
    assert [row.text.partition(":")[0] for row in urgent.statements[1:]] == ["1", "2"]


def test_a_contradiction_is_shown_with_both_sides_and_not_judged(assistant: Assistant) -> None:
    answer = assistant.ask(Question(PUBLIC_NOTICE))
    assert answer.state is State.CONFLICTING
    assert "5 July 2021" in answer.statements[1].text
    assert "12 July 2021" in answer.statements[2].text


def test_short_forms_are_expanded_as_the_papers_do_or_said_to_be_undefined(assistant: Assistant) -> None:
    defined = assistant.ask(Question("What does MASH stand for?"))
    assert defined.statements[0].text == "MASH stands for multi-agency safeguarding hub."
    undefined = assistant.ask(Question("what does NEET mean"))
    assert undefined.statements[0].text == "NEET is used in these papers and not defined in them."


def test_missing_papers_are_all_named(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Which papers are missing?", scope=Scope("Kelsmouth")))
    assert answer.statements[0].text.endswith("are not held.")
    assert any("Refreshed Improvement Plan" in statement.text for statement in answer.statements[1:])
    following = assistant.ask(Question("Which appendices are to follow?", scope=Scope("Kelsmouth")))
    assert len(following.statements) == 3


def test_whether_a_paper_was_in_the_pack_is_how_the_report_lists_it(assistant: Assistant) -> None:
    asked = "Was the refreshed plan in our pack in October 2023, Kelsmouth?"
    answer = assistant.ask(Question(asked))
    lead, row = answer.statements
    assert lead.text == "The papers held do not have it. This is what they say of it."
    assert "to follow" in row.text.casefold()


def test_decisions_on_record_are_of_the_meeting_and_the_subject_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What did the committee resolve on recommendation 10 in July 2024?"))
    assert [s.text.partition(":")[0] for s in answer.statements[1:]] == ["deferred"]
    assert "drop-in" in answer.statements[1].text


@pytest.mark.parametrize(
    "question",
    [
        "What is the March 2022 update for - information, discussion or decision?",
        "Why are recommendations 5 and 9 outstanding?",
        "What are we being asked to do about recommendation 10?",
        "Who chairs the Children's Assurance Panel?",
        "What does the plan mean for care leavers?",
        "Which officer wrote the report on residential homes?",
        "What did the inspectors find out about brothers and sisters?",
        "How many fostering households did we have left in July 2024?",
    ],
)
def test_a_question_for_one_paragraph_is_left_to_the_search(assistant: Assistant, question: str) -> None:
    assert not any(statement.sums_up for statement in assistant.ask(Question(question)).statements)


def test_each_form_names_a_ledger_that_there_is() -> None:
    assert {form.ledger for form in FORMS} <= {ledger.name for ledger in LEDGERS}


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "No papers"), (1, "One paper"), (12, "Twelve papers"), (25, "Twenty-five papers"), (90, "Ninety papers")],
)
def test_counts_are_in_words(count: int, words: str) -> None:
    assert in_words(count, "paper") == words


def test_a_long_quote_keeps_its_own_part() -> None:
    assert shortened("The following are open: … Rec. 5: visits") == "Rec. 5: visits"
    assert shortened(" ".join(["word"] * 40)).endswith("word …")
    long = " ".join([*["before"] * 20, "S106", *["after"] * 20])
    assert around(long, "S106").startswith("… before") and " S106 after" in around(long, "S106")
    assert around("uses S106 here", "S106") == "uses S106 here"


@pytest.mark.parametrize(
    ("question", "lead", "state"),
    [
        ("Did Cabinet agree the family help programme in November 2022?", "Yes: that is on record", State.ANSWERED),
        ("Did full Council approve the refreshed plan?", "Yes: that is on record", State.ANSWERED),
        (
            "Did the Board endorse the Children's Improvement Plan in September 2021?",
            "It was asked for; wh",
            State.PARTIAL,
        ),
    ],
)
def test_recommended_is_not_decided(assistant: Assistant, question: str, lead: str, state: State) -> None:
    answer = assistant.ask(Question(question))
    assert answer.statements[0].text.startswith(lead)
    assert answer.state is state


def test_every_ask_of_a_meeting_is_given_or_those_about_what_is_named(assistant: Assistant) -> None:
    every = assistant.ask(Question("What is the Board asked to decide about the plan on 21 September 2021?"))
    assert [s.citations[0].ref.para for s in every.statements[1:]] == ["2.1(a)", "2.1(b)", "2.1(c)"]
    one = assistant.ask(Question("What are we being asked to do about recommendation 10 on 2 July 2024?"))
    assert [s.text for s in one.statements[1:]] == ["“agrees that recommendation 10 of the inspection be closed”"]


def test_what_came_after_a_body_is_named_with_the_words_that_say_so(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What took the place of the Children's Improvement Board in Fernshire Moor?"))
    assert answer.statements[0].text == (
        "The Children’s Improvement Board was replaced by the Children’s Assurance Panel."
    )
    assert "pass to the Children’s Assurance Panel" in answer.statements[1].text


def _forms(question: str) -> set[str]:
    return {form.answer.__name__ for form in FORMS if form.pattern.search(question)}


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Which points on the inspectors' list are left to do?", "_by_state"),
        ("How many of Ofsted's 14 recommendations had we ticked off by June?", "_by_state"),
        ("what recs haven't been closed", "_by_state"),
        ("Have all the recommendations been implemented?", "_whether_all"),
        ("Is rec 4 finished?", "_stands"),
        ("Has the foster homes action been signed off?", "_stands"),
        ("Where have we got to with the one about visits?", "_stands"),
        ("How is recommendation 3 coming along?", "_stands"),
        ("What did the watchdog want us to sort out?", "_told_to"),
        ("Did members turn down the new contract?", "_whether"),
        ("What did the Cabinet settle on?", "_decided"),
        ("What became of the Transformation Board?", "_successor"),
        ("Which appendices weren't attached?", "_missing"),
        ("Which committee scrutinises the plan?", "_bodies"),
    ],
)
def test_people_ask_for_rows_in_many_ways(question: str, form: str) -> None:
    assert form in _forms(question)


@pytest.mark.parametrize(
    "question",
    [
        "What do the papers say about missing children?",
        "Which papers deal with children who go missing from care?",
        "What has been done about the recommendation on visits?",
        "When will the remaining recommendations be finished?",
        "Who signed off recommendation 4?",
        "What did the inspectors say about leadership?",
        "What does the board's accountability mean for us?",
        "Why was the one about visits closed?",
        "What did the doctor tell the family?",
    ],
)
def test_a_question_that_only_sounds_like_one_has_no_form(question: str) -> None:
    assert _forms(question) == set()


def test_one_recommendation_stands_as_the_last_paper_says_that_gives_it(assistant: Assistant) -> None:
    moor = Scope("Fernshire Moor")
    lead, row, *_ = assistant.ask(Question("Is rec 5 done?", scope=moor)).statements
    assert lead.text == "Recommendation 5 was met as at 10 March 2026."
    assert row.citations[0].ref.para.endswith("(row 1)")
    then = assistant.ask(Question("Was rec 5 met in May 2023?", scope=moor)).statements[0]
    assert then.text == "Recommendation 5 was outstanding as at 16 May 2023."
    earlier = assistant.ask(Question("Has recommendation 1 been met?", scope=moor)).statements[0]
    assert earlier.text == "Recommendation 1 was met as at 16 May 2023. Later papers do not give it by itself."
    subject = assistant.ask(Question("Where have we got to with the one about pathway plans?", scope=moor))
    assert subject.statements[0].text == "Recommendation 8 was met as at 10 March 2026."
    unknown = assistant.ask(Question("Has the one about flood barriers been met?", scope=moor))
    assert not any(statement.sums_up for statement in unknown.statements)


def test_whether_all_are_met_is_no_with_those_that_are_not(assistant: Assistant) -> None:
    asked = Question("Were all the recommendations met in May 2023?", scope=Scope("Fernshire Moor"))
    assert assistant.ask(asked).statements[0].text.startswith("No. ")


def test_a_count_of_those_met_is_not_made_of_those_a_paper_happens_to_name(assistant: Assistant) -> None:
    asked = Question("How many recommendations have been met?", scope=Scope("Fernshire Moor"))
    lead, together, *_ = assistant.ask(asked).statements
    assert "together" in lead.text and "Ten of the 12" in together.text


def test_a_month_without_a_year_is_the_last_such_month(assistant: Assistant) -> None:
    answer = assistant.ask(Question("How many recommendations had been met by May?", scope=Scope("Fernshire Moor")))
    assert "as at 16 May 2023" in answer.statements[0].text


def test_a_form_of_an_earlier_question_is_not_answered_again(assistant: Assistant) -> None:
    before = ("Which recommendations were still outstanding in May 2023?",)
    answer = assistant.ask(Question("and what did the dentists make of it?", history=before))
    assert not any(statement.sums_up for statement in answer.statements)


def test_what_the_inspectors_wanted_on_a_subject_is_that_recommendation(assistant: Assistant) -> None:
    answer = assistant.ask(Question("What did the inspectors tell Fernshire Moor to do about pathway plans?"))
    assert [row.text.partition(":")[0] for row in answer.statements[1:]] == ["8"]


@pytest.mark.parametrize(
    "question",
    [
        "What are we being asked to sign up to in the March 2022 paper?",
        "What do they actually want us to do in the report of March 2022?",
        "What's on the table in the March 2022 report?",
        "What things does the March 2022 report want from the Board?",
        "What are we being asked to go along with on the inspection in March 2022?",
    ],
)
def test_what_a_paper_wants_is_asked_in_many_ways(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(Question(question, scope=Scope("Fernshire Moor")))
    assert answer.statements[0].text.endswith("asked of the Health and Wellbeing Board.")


def test_a_part_that_is_given_what_an_earlier_part_was_is_searched_for(assistant: Assistant) -> None:
    question = "What did the Committee decide on 2 July 2024, and why was the drop-in wanted?"
    answer = assistant.ask(Question(question, scope=Scope("Fernshire Moor")))
    assert len([statement for statement in answer.statements if statement.sums_up]) == 1
    assert len({statement.text for statement in answer.statements}) == len(answer.statements)
