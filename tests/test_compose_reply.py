"""What a language model wrote is read whatever its form, and what is broken off is left out."""

from __future__ import annotations

import json

import pytest

from assistant.compose_reply import LONGEST, Claim, claims

ONE = {"text": "The plan was approved.", "keys": ["k7f"]}
TWO = {"text": "It costs £1.2m.", "keys": ["b2d", "k7f"]}
WHOLE = json.dumps({"statements": [ONE, TWO]})


def read(written: str, *, whole: bool = True) -> list[tuple[str, list[str]]]:
    return [(claim.text, claim.keys) for claim in claims(written, whole=whole)]


BOTH = [("The plan was approved.", ["k7f"]), ("It costs £1.2m.", ["b2d", "k7f"])]


@pytest.mark.parametrize(
    "written",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Here is the answer:\n{WHOLE}\nI hope that helps.",
        f"<think>They ask of {{the plan}} [k7f].</think>{WHOLE}",
        json.dumps([ONE, TWO]),
        json.dumps({"answer": [ONE, TWO]}),
        json.dumps({"statements": [{"sentence": ONE["text"], "sources": "k7f"}, TWO]}),
        "The plan was approved. [k7f]\nIt costs £1.2m. [b2d, k7f]",
        "- The plan was approved [k7f].\n- It costs £1.2m [b2d; k7f].",
    ],
)
def test_every_form_of_the_same_answer_is_read(written: str) -> None:
    assert read(written) == BOTH


@pytest.mark.parametrize("end", range(len(WHOLE)))
def test_a_statement_that_may_not_be_finished_is_left_out(end: int) -> None:
    """At whatever character it breaks off, what is read are whole statements, in their order."""
    found = read(WHOLE[:end], whole=True)
    assert found == BOTH[: len(found)]
    assert len(found) <= 1


def test_statements_are_there_as_soon_as_the_next_one_begins() -> None:
    assert read(WHOLE[: WHOLE.index("It costs")], whole=False) == BOTH[:1]
    assert read(WHOLE, whole=False) == BOTH


@pytest.mark.parametrize(
    "written",
    [
        "",
        "I cannot help with that.",
        "{",
        "[[[[",
        "{" * 5000,
        "null",
        '{"statements": null}',
        '{"statements": [1, null, [], {"text": 5, "keys": ["k7f"]}, {"text": "", "keys": []}]}',
        '{"statements": [{"text": {"text": "hidden"}, "keys": ["k7f"]}]}',
        "<think>The plan was approved. [k7f]",
        json.dumps({"statements": [{"text": "x" * (LONGEST + 1), "keys": ["k7f"]}]}),
    ],
)
def test_what_is_no_answer_is_none(written: str) -> None:
    assert claims(written, whole=True) == ()


def test_a_quote_that_is_offered_is_kept_for_the_gate() -> None:
    written = json.dumps({"statements": [{**ONE, "quote": "approved the plan"}]})
    assert claims(written, whole=True) == (Claim(text=ONE["text"], keys=["k7f"], quotes=["approved the plan"]),)


@pytest.mark.parametrize("filling", [" ", "a", "word ", "[", "[k7f ", "\t \u00a0"])
def test_the_longest_answer_without_any_key_is_read_in_one_go(filling: str) -> None:
    """A pattern that tries again from each letter would hold up every reader for minutes, or hours."""
    written = ("x" + filling * 20_000)[:20_000] + "x"
    assert claims(f"{written} [k7f].", whole=True)[-1].keys == ["k7f"] if "[" not in filling else True
    assert claims(written, whole=True) == ()
