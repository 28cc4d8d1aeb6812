"""Marks are exact or absent, whatever print does to quotes, dashes, spaces and ligatures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mark import spans
from ingest.report import normalise, quoted_in


def words(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, quote)]


@pytest.mark.parametrize(
    ("text", "quote", "marked"),
    [
        ("1.6 The Board’s plan – agreed", "board's plan - agreed", ["Board’s plan – agreed"]),
        ("of\n  the   officers", "of the officers", ["of\n  the   officers"]),
        ("a ﬁrm oﬀer", "firm offer", ["ﬁrm oﬀer"]),
        ("Cafe\u0301 closed", "café", ["Cafe\u0301"]),
        ("im\u00adprove it", "improve", ["im\u00adprove"]),
        ("one two three four", "one … four", ["one", "four"]),
        ("one two three four", "four … one", []),
        ("one two three", "five", []),
        ("one two three", "", []),
        ("", "one", []),
    ],
)
def test_the_printed_words_are_marked(text: str, quote: str, marked: list[str]) -> None:
    assert words(text, quote) == marked


@given(st.text(min_size=1), st.data())
def test_any_piece_of_a_text_is_found_and_what_is_marked_is_that_piece(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    if "…" in quote or "..." in quote or not quoted_in(quote, text):
        return
    for marked in words(text, quote):
        assert normalise(quote) in normalise(marked)
