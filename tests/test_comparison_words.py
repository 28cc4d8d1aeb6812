"""Words of papers as a comparison sets them: cut without harm, and alike only where they tell the same."""

from __future__ import annotations

import pytest

from assistant.papers.comparison.words import alike, cut, in_common, matter, quoted, standing_alone, weights
from ingest.report import quoted_in


def test_a_short_text_is_quoted_whole_without_its_label() -> None:
    assert quoted("2.1 Note the report; and") == "“Note the report”"
    assert quoted("• one case “in ten”") == '“one case "in ten"”'
    assert quoted("36.A small number are homeless.") == "“A small number are homeless.”"


def test_a_day_at_the_front_is_no_label() -> None:
    assert quoted("3 June 2024 was the day.") == "“3 June 2024 was the day.”"


@pytest.mark.parametrize("most", [5, 8, 12, 20])
def test_a_long_text_is_cut_between_words_and_never_in_a_figure(most: int) -> None:
    text = "The cost of the whole programme over all of its three years comes to £2.173m in the books of 2024 to 2025."
    shown = cut(text, most)
    assert shown.endswith(" …") or shown == text
    assert quoted_in(shown, text)
    assert not shown.removesuffix(" …")[-1].isdigit()


def test_whole_sentences_are_kept_where_they_fit() -> None:
    assert cut("It met on time. It met again and again and nobody could say why it did.", 6) == "It met on time."


def test_words_in_common_are_the_longest_run_that_tells() -> None:
    one = "The average caseload of a social worker is 15.1 children."
    assert in_common(one, "In March the average caseload was 17.2 children.") == "average caseload"
    assert in_common(one, "Nothing of the kind.") == ""
    assert in_common("Multi-Agency Risk Conference", "a multi-agency risk conference") == "multi-agency Risk Conference"


def test_what_any_paper_says_makes_nothing_alike() -> None:
    plan = matter("The Board will receive an update on the improvement plan in March")
    other = matter("The Committee agreed the improvement plan and will receive a report in May")
    assert not alike(plan, other)
    dentist = matter("49% of children saw a dentist within 20 working days of coming into care")
    assert alike(dentist, matter("Of those coming into care, 55% saw a dentist in 20 working days"))


def test_a_sentence_that_leans_on_the_one_before_brings_it() -> None:
    text = "The peer challenge was late. It is due in October."
    assert standing_alone("It is due in October.", text) == text
    assert standing_alone("The peer challenge was late.", text) == "The peer challenge was late."


def test_a_word_tells_no_less_for_being_on_both_sides() -> None:
    found = weights(
        [frozenset({"dentist", "care"}), frozenset({"care"})], [frozenset({"dentist"}), frozenset({"moor"})]
    )
    assert found["dentist"] == found["moor"] > found["care"] > 0
