"""What a handout says alike in every form: its notes and their numbers, its first and last lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handout_made import LONG, OUTTURN, TITLES, UPDATE, cited, handout, rich, table
from hypothesis import given
from hypothesis import strategies as st

from assistant.papers.handout import Line
from assistant.render_handout import (
    as_at,
    by_model,
    closed,
    kind,
    left_out,
    lines,
    notes,
    running,
    written_from,
)
from ingest.report import Access

MARCH = "Fernmoor, Health and Wellbeing Board, 14 March 2023"


def test_a_paper_is_named_at_its_first_note_and_words_stand_where_they_are_not_to_be_read_beside_it() -> None:
    first = Line("“the plan” is agreed.", (cited("2.1", "the plan"),))
    second = Line("It goes on.", (cited("2.2", "continues"), cited("2.2", "for a year"), cited("7", "", OUTTURN)))
    found = notes(handout(first, second), TITLES)
    assert found.words == (
        f"{MARCH}, para 2.1 (paper: Improvement plan update, fernmoor-2023.txt)",
        f"{MARCH}, para 2.2: “continues”; “for a year”",
        "Fernmoor, Health and Wellbeing Board, 8 July 2024, para 7 (paper: Budget outturn, Item 5.pdf)",
    )
    assert [found.under[each] for each in (first, second)] == [(1,), (2, 3)]


def test_the_same_words_are_the_same_note() -> None:
    first, second = Line("One.", (cited("2.1"),)), Line("Two.", (cited("2.1"), cited("2.2"), cited("2.1")))
    found = notes(handout(first, second), {})
    assert [found.under[each] for each in (first, second)] == [(1,), (1, 2)]
    assert len(found.words) == 2


def test_two_papers_of_one_meeting_are_told_from_one_another_at_every_note() -> None:
    other = replace(cited("2.1"), ref=cited("2.1", report="annex.pdf").ref)
    only = Line("One.", (cited("2.1"), cited("2.2"), other))
    words = notes(handout(only), {**TITLES, "annex.pdf": "Annex"}).words
    assert [each.partition(" (paper: ")[2] for each in words] == [
        "Improvement plan update, fernmoor-2023.txt)",
        "Improvement plan update, fernmoor-2023.txt)",
        "Annex, annex.pdf)",
    ]


def test_a_title_that_stands_in_the_address_is_not_said_again() -> None:
    only = Line("One.", (cited("2.1"),))
    assert notes(handout(only), {UPDATE: "Health and Wellbeing Board"}).words == (f"{MARCH}, para 2.1",)


def test_a_long_quote_is_cut_between_words() -> None:
    (note,) = notes(handout(Line("It says so.", (cited("2.1", LONG),))), {}).words
    assert note.endswith("word39 word40 …”")
    many = tuple(cited("2.1", f"{at} {LONG}") for at in range(4))
    (note,) = notes(handout(Line("It says so.", many)), {}).words
    assert note.endswith("”; “3 word1 word2 word3 word4 word5 word6 word7 word8 word9 …”")


def test_words_in_another_cell_of_the_row_are_not_said_again() -> None:
    quoted = replace(table(1).rows[0], citations=(cited("5.1", "the work of team 1"),))
    (note,) = notes(handout(replace(table(1), rows=(quoted,))), {UPDATE: ""}).words
    assert "“" not in note


@given(st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "x", "y"])), min_size=1), min_size=1))
def test_every_note_is_referred_to_and_every_reference_has_its_note(made: list[list[tuple[str, str]]]) -> None:
    pieces = [Line(f"Line {at}", tuple(cited(*each) for each in cites)) for at, cites in enumerate(made)]
    found = notes(handout(*pieces), TITLES)
    used = [number for piece in pieces for number in found.under[piece]]
    assert list(dict.fromkeys(used)) == list(range(1, len(found.words) + 1))  # in order of first use
    assert len(set(found.words)) == len(found.words)
    for piece in pieces:
        assert all(any(f"para {c.ref.para}" in found.words[n - 1] for n in found.under[piece]) for c in piece.citations)


def test_the_first_and_last_lines() -> None:
    full, short = rich(), handout(Line("One.", (cited("2.1"),)))
    assert as_at(full) == "As at 8 July 2024"
    assert as_at(replace(full, as_at=None)) == ""
    assert written_from(full) == (
        "Written on 22 November 2026 by plan-assistant from the papers held: 2 papers of Fernmoor "
        "(Health and Wellbeing Board), 14 March 2023 to 8 July 2024."
    )
    assert closed(full) == "Rests on exempt paragraphs: not for publication."
    assert by_model(full).startswith("The sentences marked “model” were worded by a language model and checked")
    assert left_out(full).startswith("2 statements were left out")
    assert left_out(replace(full, left_out=1)).startswith("1 statement was left out")
    assert (closed(short), by_model(short), left_out(short)) == ("", "", "")
    secret = handout(Line("One.", (cited("2.1", access=Access.CONFIDENTIAL),)))
    assert closed(secret) == "Rests on confidential paragraphs: not for publication."


@pytest.mark.parametrize(
    ("title", "over"),
    [
        ("Plan", "Briefing: Plan"),
        ("word " * 40, f"Briefing: {'word ' * 13}word …"),
        ("x" * 90, f"Briefing: {'x' * 70} …"),
    ],
)
def test_what_stands_over_each_page_is_short(title: str, over: str) -> None:
    assert running(replace(handout(), title=title)) == over


def test_its_kind_is_said_once() -> None:
    said = replace(handout(), title="A briefing on the plan")
    assert (kind(handout()), kind(said)) == ("Briefing", "")
    assert running(said) == "A briefing on the plan"


def test_lines_of_a_text() -> None:
    assert lines("one\n\n two \x07\nthree") == ("one", "two", "three")
    assert lines(" \n") == ("",)
