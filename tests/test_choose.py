"""Candidates into evidence, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Candidate, Evidence, Query, Wanted
from assistant.choose import MOST, choose, readings
from assistant.weigh import weigh
from ingest.report import Header, Paragraph, Ref, Scope

HEADER = Header(title="Plan", council="Fernmoor", body="Cabinet", as_at=date(2024, 7, 8))
PARENT = Paragraph(
    "2.1", "Recommendations", "2.1 The Board is asked to: (a) note the budget; (b) agree the budget plan.", 0
)


LIST = tuple(
    Paragraph(f"Rec {n}", "Recommendations", f"{n}. Agree part {n} of the plan.", n, "section:Recs") for n in (1, 2, 3)
)


def query(*parts: str) -> Query:
    return Query(parts[0], parts[0], Scope(), Wanted.WHAT, parts)


def candidate(para: str, text: str, score: float = 0.03, cosine: float = 0.6, parent: str = "") -> Candidate:
    return Candidate(Ref("a.txt", para), Paragraph(para, "Background", text, 0, parent), score, cosine)


def chain(asked: Query, *found: list[Candidate]) -> tuple[Evidence, ...]:
    return choose(asked, weigh(asked, found, {"a.txt": HEADER}, lambda _: PARENT), {"a.txt": HEADER}, lambda _: LIST)


def chosen(asked: Query, *found: list[Candidate]) -> list[str]:
    return [piece.ref.para for piece in chain(asked, *found)]


def test_the_paragraph_that_holds_the_words_comes_first() -> None:
    found = [candidate("1", "The weather was fine."), candidate("2", "The adoption budget was doubled.")]
    assert chosen(query("What is the adoption budget?"), found)[0] == "2"


def test_below_the_floor_nothing_is_chosen() -> None:
    assert (
        chosen(query("Is there a helipad in Borchester?"), [candidate("1", "The weather was fine.", cosine=0.05)]) == []
    )
    assert chosen(query("anything"), []) == []


def test_of_two_paragraphs_with_the_same_words_one_stays() -> None:
    words = "The council had an inspection of children's services between 19 February and 8 March."
    found = [candidate("3", f"3 {words}"), candidate("5", f"5 {words} And so.")]
    assert len(chosen(query("When was the inspection of children's services?"), found)) == 1


def test_a_parent_stands_for_several_of_its_items() -> None:
    items = [
        candidate("2.1(a)", "(a) note the budget;", parent="2.1"),
        candidate("2.1(b)", "(b) agree the budget plan.", parent="2.1"),
    ]
    assert chosen(query("What are we asked about the budget?"), items) == ["2.1"]
    assert chosen(query("What are we asked about the budget?"), items[:1]) == ["2.1(a)"]


def test_two_items_of_a_list_bring_the_whole_list_in_its_order() -> None:
    found = [candidate(p.para, p.text, parent="section:Recs") for p in reversed(LIST[1:])]
    assert chosen(query("What are we asked to agree of the plan?"), found) == ["Rec 1", "Rec 2", "Rec 3"]
    assert chosen(query("What are we asked to agree of the plan?"), found[:1]) == ["Rec 3"]


def test_a_paragraph_without_what_is_wanted_is_passed_over() -> None:
    found = [candidate("1", "The plan is due."), candidate("2", "The plan comes on 3 June 2024.", score=0.02)]
    asked = replace(query("When is the plan due?"), wanted=Wanted.WHEN)
    assert chosen(asked, found) == ["2"]


def test_what_is_asked_of_a_committee_is_looked_for_among_the_recommendations() -> None:
    told = candidate("1.1", "The Board is asked often about the plan.", cosine=0.62)
    wanted = replace(candidate("2.1", "The Board is asked to agree the plan."), paragraph=replace(PARENT, para="2.1"))
    assert chosen(replace(query("What is the Board asked about the plan?"), asks=True), [told, wanted])[0] == "2.1"


def test_each_part_of_a_question_keeps_its_best_and_none_is_given_twice() -> None:
    adoption, money = candidate("1.4", "Adoption rose by a third."), candidate("21", "The costs are £2m in total.")
    paras = chosen(query("How did adoption do", "what are the total costs"), [adoption, money], [money, adoption])
    assert paras == ["1.4", "21"]


@given(st.lists(st.tuples(st.text("abc ", min_size=1), st.floats(0.001, 1), st.floats(-1, 1)), max_size=15))
def test_evidence_is_numbered_from_one_and_bounded(rows: list[tuple[str, float, float]]) -> None:
    found = [candidate(str(n), text, score, cosine) for n, (text, score, cosine) in enumerate(rows)]
    evidence = chain(query("abc", "b c"), found, found)
    assert [piece.key for piece in evidence] == list(range(1, len(evidence) + 1))
    assert len(evidence) <= MOST
    assert all(0 <= piece.sure <= 1.0001 for piece in evidence)
    assert len({piece.ref for piece in evidence}) == len(evidence)


def of(council: str, para: str, text: str, cosine: float = 0.6) -> Candidate:
    return Candidate(Ref(f"{council}.txt", para), Paragraph(para, "Background", text, 0), 0.03, cosine)


COUNCILS = {f"{name}.txt": replace(HEADER, council=name) for name in ("Ashby", "Borne", "Coome", "Dinton", "Elm")}


def by_council(asked: Query, found: list[Candidate]) -> tuple[list[str], int]:
    weighed = weigh(asked, [found], COUNCILS, lambda _: PARENT)
    evidence = choose(asked, weighed, COUNCILS, lambda _: LIST)
    return [piece.header.council for piece in evidence], len(readings(asked, weighed, COUNCILS))


def test_where_no_council_is_said_each_that_answers_as_well_is_given() -> None:
    asked = query("When is the swimming bath open?")
    found = [
        of("Ashby", "1", "The swimming bath is open on Mondays."),
        of("Ashby", "2", "The swimming bath is open in the morning too."),
        of("Borne", "1", "The swimming bath is open on Fridays and more."),
        of("Coome", "1", "The library is shut.", cosine=0.2),
    ]
    assert by_council(asked, found) == (["Ashby", "Borne"], 2)
    assert by_council(replace(asked, scope=Scope(council="Ashby")), found[:2]) == (["Ashby", "Ashby"], 0)


def test_where_too_many_councils_could_be_meant_that_is_told_by_the_readings() -> None:
    found = [
        of(name, "1", f"The {name} swimming bath is open.") for name in ("Ashby", "Borne", "Coome", "Dinton", "Elm")
    ]
    councils, alike = by_council(query("Is the swimming bath open?"), found)
    assert len(councils) == 3 and alike == 5


def test_a_heading_alone_is_no_answer() -> None:
    heading = candidate("7", "7 Background")
    assert chosen(query("What is the background?"), [heading]) == []
