"""Content words and stems."""

from __future__ import annotations

import pytest

from assistant.words import content_words, stem, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who is accountable for the plan now?", ("accountable", "plan")),
        ("What's in CF/22/24-25?", ("CF/22/24-25",)),
        ("plans, planning and the plan", ("plans",)),
        ("£1.987m and 45%", ("£1.987m", "45%")),
        ("what is it?", ()),
    ],
)
def test_only_the_words_that_carry_the_subject_are_kept(text: str, expected: tuple[str, ...]) -> None:
    assert content_words(text) == expected


def test_words_of_one_family_share_a_stem() -> None:
    assert stem("Recommendations") == stem("recommended") == stem("recommendation’s")
    assert stem("2015") == "2015"


def test_a_compound_is_found_whole_and_in_parts() -> None:
    assert {"18-month", "18", "month"} <= stems("an 18-month period")
    assert words("leaders’ plans") == ("leaders", "plans")
