"""Two sayings are alike only where they tell the same."""

from __future__ import annotations

from assistant.papers.alike import alike, of_one_matter, said_again
from assistant.papers.comparison.words import in_common, matter, weights


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


def test_a_word_tells_no_less_for_being_on_both_sides() -> None:
    found = weights(
        [frozenset({"dentist", "care"}), frozenset({"care"})], [frozenset({"dentist"}), frozenset({"moor"})]
    )
    assert found["dentist"] == found["moor"] > found["care"] > 0


def test_words_are_said_again_where_no_figure_is_another() -> None:
    assert said_again("The Board meets every month", "The Board meets every month in public")
    long = "The backlog of overdue assessments of children in need has fallen to 97"
    assert said_again(long, "The backlog of overdue assessments of children in need fell to 97 in all")
    assert not said_again(long, "The backlog of overdue assessments of children in need has fallen to 214")


def test_one_happening_is_told_by_most_of_its_words() -> None:
    assert of_one_matter("The home at Orchard Lane opened", "Orchard Lane opened in May, as a home for three children")
    assert not of_one_matter("The home at Orchard Lane opened", "The Panel closed")
