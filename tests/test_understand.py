"""A question and its history into a query."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Query, Question, Wanted, When
from assistant.understand import understand
from ingest.errors import QuestionError
from ingest.report import Card, Header, Kind, Scope


def card(name: str, council: str, day: date | None, kind: Kind = Kind.REPORT, body: str = "Cabinet") -> Card:
    return Card(name, Header(title="Plan", kind=kind, council=council, body=body, as_at=day), 10, None, "", "")


CARDS = (
    card("a16.txt", "Fernmoor", date(2016, 1, 26), body="Health and Wellbeing Board"),
    card("a17.txt", "Fernmoor", date(2017, 11, 28)),
    card("b14.txt", "Aldwick East", date(2014, 12, 3)),
    card("minutes.txt", "Aldwick East", date(2015, 2, 1), Kind.MINUTES),
    card("undated.txt", "Aldwick", None),
)


def ask(text: str, *history: str, scope: Scope | None = None, home: str = "") -> Query:
    return understand(Question(text, scope=scope or Scope(), history=history), CARDS, home)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Who is accountable for the plan?", Wanted.WHO),
        ("Which executive director brings it?", Wanted.WHO),
        ("When does it go to Cabinet?", Wanted.WHEN),
        ("what's the deadline", Wanted.WHEN),
        ("How many children were adopted?", Wanted.HOW_MANY),
        ("Is the notice lifted?", Wanted.YES_NO),
        ("Why did members object?", Wanted.WHY),
        ("Which recommendations are open?", Wanted.LIST),
        ("What's her number? her number", Wanted.CONTACT),
        ("How do the two plans differ?", Wanted.COMPARE),
        ("Tell me about adoption", Wanted.WHAT),
    ],
)
def test_the_kind_of_answer(text: str, wanted: Wanted) -> None:
    assert ask(text).wanted is wanted


def test_a_council_named_is_the_only_one_searched() -> None:
    assert ask("What did Fernmoor decide?").scope.council == "Fernmoor"
    assert ask("What did Aldwick East decide?").councils == ("Aldwick East",)
    both = ask("How do Fernmoor and Aldwick differ?")
    assert both.scope.council == ""
    assert set(both.councils) == {"Fernmoor", "Aldwick"}


def test_we_is_the_home_council_where_one_is_set() -> None:
    assert ask("What are our plans?", home="Fernmoor").scope.council == "Fernmoor"
    assert ask("What are our plans?").scope.council == ""
    assert ask("What are Aldwick East's plans for us?", home="Fernmoor").scope.council == "Aldwick East"


def test_a_chosen_council_is_never_widened_by_the_words() -> None:
    assert ask("What did Fernmoor decide?", scope=Scope(council="aldwick east")).scope.council == "Aldwick East"


def test_a_date_points_and_hides_nothing() -> None:
    query = ask("What was said in November 2017?")
    assert query.prefer == ("a17.txt",)
    assert query.scope.as_at is None
    assert ask("the 2016 report").prefer == ("a16.txt",)
    assert ask("on 26 January 2016 and in 2017").prefer == ("a16.txt",)


def test_a_viewpoint_hides_what_came_later() -> None:
    assert ask("Who was accountable as at January 2016?").scope.as_at == date(2016, 1, 31)
    chosen = Scope(as_at=date(2015, 6, 1))
    assert ask("Who was accountable as at January 2016?", scope=chosen).scope.as_at == date(2015, 6, 1)


def test_minutes_and_the_latest_are_pointed_at() -> None:
    assert ask("What do the minutes say?").prefer == ("minutes.txt",)
    assert ask("Who is accountable now?").prefer == ("a17.txt",)


def test_a_follow_up_carries_what_it_follows() -> None:
    query = ask("and once they step back?", "Who monitors Fernmoor's plan?")
    assert query.standalone == "Who monitors Fernmoor's plan? and once they step back?"
    assert query.scope.council == "Fernmoor"
    assert ask("What does Fernmoor spend on adoption services?", "Who chairs Aldwick?").standalone.startswith("What")


def test_numbers_of_recommendations_and_paragraphs_are_told_apart() -> None:
    query = ask("Does para 5.4 say rec 12 is met?")
    assert query.recommendations == (12,)
    assert query.paragraphs == ("5.4",)


def test_more_than_one_question_in_one() -> None:
    parts = ask("When was the service inspected, and who is the director of adoption services?").parts
    assert parts == ("When was the service inspected", "who is the director of adoption services")
    assert len(ask("Which themes and objectives are in the plan?").parts) == 1


def test_small_words_that_led_up_to_a_name_go_with_it() -> None:
    assert ask("What was agreed in Fernmoor?").parts == ("What was agreed?",)
    assert ask("What was agreed in Fernmoor on roads?").parts == ("What was agreed on roads?",)
    assert ask("What does HWB stand for?").parts == ("What does HWB stand for?",)
    assert ask("Fernmoor: what was agreed on the roads?").parts == ("what was agreed on the roads?",)


def test_names_that_are_not_councils_held_are_kept_for_checking() -> None:
    assert ask("Is Borchester's notice in force?").names == ("Borchester",)
    assert ask("How do we compare with West Borchester and Ham?").names == ("West Borchester and Ham",)
    assert ask("Do caseloads in Fernmoor and Borchester differ?").names == ("Borchester",)
    assert ask("Is West Fernmoor's notice in force in Great Ham?").places == ("West Fernmoor", "Great Ham")
    assert ask("What will you pay the Quillfeather Trust?").places == ()
    assert ask("What will you pay the Quillfeather Trust?").names == ("Quillfeather Trust",)
    assert ask("Is Fernmoor's notice lifted by November? Roughly when? What can Whitehall do?").names == ()


@pytest.mark.parametrize("scope", [Scope(council="Nowhere"), Scope(body="Star Chamber"), Scope(reports=("no.txt",))])
def test_a_scope_that_is_not_held_is_an_error_that_lists_what_is(scope: Scope) -> None:
    with pytest.raises(QuestionError, match="It holds: "):
        ask("Who?", scope=scope)


def test_a_council_and_a_paper_that_were_named_are_not_searched_for_again() -> None:
    assert ask("What did Fernmoor's November 2017 report say about adoption?").parts == (
        "What did report say about adoption?",
    )
    assert "July 2012" in ask("What was set up in July 2012?").parts[0]


def test_a_paper_of_a_date_that_is_not_held_is_noticed() -> None:
    assert ask("What did the report of May 2018 say?").missing == (When(2018, 5),)
    assert ask("What did the May 2018 progress report say?").missing == (When(2018, 5),)
    assert ask("What did the November 2017 report say?").missing == ()
    assert ask("What happened in May 2018?").missing == ()


@pytest.mark.parametrize(
    "text",
    [
        "How many zebra crossings are there in the plan?",
        "What did the inspectors recommend to the service?",
        "Is this report of the Cabinet for decision?",
        "What does that committee say about adoption?",
    ],
)
def test_a_question_that_stands_by_itself_takes_no_words_over(text: str) -> None:
    query = ask(text, "Is Borchester's notice still in force?")
    assert query.standalone == text
    assert "Borchester" not in query.names


@pytest.mark.parametrize(
    "text", ["and in 2017?", "who wrote it?", "Why do members need that?", "What is her number?", "Why?"]
)
def test_a_question_that_leans_carries_what_it_leans_on(text: str) -> None:
    assert ask(text, "Who is the director of Fernmoor?").standalone.startswith("Who is the director of Fernmoor?")


def test_what_a_committee_is_asked_is_told_from_what_it_is_told() -> None:
    assert ask("What was the Cabinet asked to do in July?").asks
    assert ask("What are we being asked to agree?").asks
    assert not ask("What does the report say about adoption?").asks


def test_a_follow_up_stays_with_the_paper_the_conversation_is_about() -> None:
    query = ask("what is her number?", "Tell me about the November 2017 report", "Who is the contact for it, by name?")
    assert query.prefer == ("a17.txt",)
    assert ask("What is the plan for adoption?", "Tell me about the November 2017 report").prefer == ("a17.txt",)
