"""Words typed into a search box: in any form, together where quoted, and marked where they stand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from made import library, paper, reader

from assistant.find import MOST_TERMS, excerpt, has_all, places, sought

TEXT = "The Children's Improvement Plan improves on the plans of 2021; see para 1.6 and the café."


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in places(text, sought(typed))]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("plan", ["Plan", "plans"]),
        ("IMPROVING", ["Improvement", "improves"]),
        ('"improvement plan"', ["Improvement Plan"]),
        ("“plans of 2021”", ["plans of 2021"]),
        ("children's", ["Children's"]),
        ("1.6", ["1.6"]),
        ("cafe", ["café"]),
        ("plan improvement", ["Improvement", "Plan", "improves", "plans"]),
        ('"children\'s improvement" improvement', ["Children's Improvement", "improves"]),
        ("library", []),
        ("lan", []),
        ("", []),
        ('"" -- *', []),
    ],
)
def test_what_is_typed_is_found_as_printed(typed: str, found: list[str]) -> None:
    assert marked(TEXT, typed) == found


def test_every_term_has_to_be_there() -> None:
    assert has_all(TEXT, sought("café plans"))
    assert not has_all(TEXT, sought("café library"))
    assert not has_all(TEXT, sought('"children plan"'))


def test_what_is_typed_is_bounded() -> None:
    assert len(sought(" ".join(f"w{n}" for n in range(99))).stems) == MOST_TERMS
    assert not sought("   ")
    assert sought("one one One").printed == ("One",)


def test_an_excerpt_holds_the_first_mark_and_says_what_it_leaves_out() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    cut, marks = excerpt(text, places(text, sought("needle")), 60)
    assert [cut[start:end] for start, end in marks] == ["needle"]
    assert (cut[0], cut[-1]) == ("…", "…")
    assert len(cut) < 70
    assert excerpt("short", (), 60) == ("short", ())


def test_what_the_index_finds_is_found_again(tmp_path: Path) -> None:
    texts = [
        "Improving the lives of children",
        "The council's libraries",
        "Well-being and £1.2m for cafés",
        "Part 2, CF/22/24-25",
    ]
    folder = library(tmp_path / "library", paper("a.txt", texts))
    with closing(reader(folder)) as held:
        for typed in ("improvement", "library", "council", "wellbeing", "well-being", "1.2m", "cafe", "CF/22/24-25"):
            found = {hit.ref.para for hit in held.lexical([typed], 9)}
            again = {str(n) for n, text in enumerate(texts, 1) if has_all(text, sought(typed))}
            assert found == again
