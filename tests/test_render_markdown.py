"""A question with its answer as Markdown: all of it is there, and nothing in it is more than words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_answers import DISBANDED, HOME, HOSTILE, hostile, kept
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.ask import Assistant
from assistant.render_markdown import escape, text
from assistant.render_sheet import Known, plain
from ingest.report import Access, Scope

_WORDS_ONLY = {"text", "code_inline", "text_special", "softbreak", "hardbreak"}


def tokens(markdown: str) -> list[Token]:
    """Every piece of a document as a renderer reads it, with HTML let through so that it would be seen."""
    read = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    return [token for block in read for token in (block, *(block.children or ()))]


def shown(markdown: str) -> str:
    return "".join(token.content for token in tokens(markdown) if token.type in _WORDS_ONLY)


def test_an_answer_is_whole(assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED, scope=Scope(council="Fernmoor"))
    said = text((one,), (True,))
    assert said.startswith(
        "# Answer from the committee papers\n\n## When was Fernmoor's Improvement Board disbanded?\n"
    )
    assert "**Answered**, as at 14 March 2023" in said
    assert "6 February 2023" in said
    assert r" \[1\]" in said
    assert (
        "### Notes\n\n1. Fernmoor, Health and Wellbeing Board, 14 March 2023, para 3.1 (paper: `fernmoor-2023.txt`)"
        in said
    )
    assert "Searched: 2 papers of Fernmoor" in said
    assert "Kept to: Fernmoor." in said
    assert said.endswith(
        "Asked on 8 July 2026 at 12:00 and answered by plan-assistant from the papers held.\n"
    )  # summer time


def test_a_paper_is_called_by_its_title_and_the_answer_can_be_found_again(assistant: Assistant) -> None:
    one = kept(assistant, DISBANDED, scope=Scope(reports=("fernmoor-2023.txt",)))
    said = text((one,), (True,), Known("https://papers.example", {"fernmoor-2023.txt": "Improvement plan update"}))
    assert "(paper: Improvement plan update, `fernmoor-2023.txt`)" in said
    assert "Kept to: Improvement plan update, `fernmoor-2023.txt`." in said
    assert said.endswith(f"Answer: `https://papers.example/answer/{one.id}`\n")
    assert not [token for token in tokens(said) if token.type == "link_open"]


def test_what_is_not_for_publication_says_so_first(assistant: Assistant) -> None:
    secret = text((kept(assistant, HOME, "person:ann", Access.EXEMPT),), (True,))
    assert f"## {HOME}\n\n**Rests on exempt paragraphs: not for publication.**\n\n**Answered**" in secret
    assert "not for publication" not in text((kept(assistant, DISBANDED),), (True,))


def test_a_conversation_has_a_heading_for_each_question(assistant: Assistant) -> None:
    turns = (kept(assistant, DISBANDED), kept(assistant, "What is the price of tea in Peru?", number=2))
    read = tokens(text(turns, (True, True)))
    levels = [token.tag for token in read if token.type == "heading_open"]
    assert levels[:3] == ["h1", "h2", "h3"]
    assert levels.count("h2") == 2
    assert "Not in the papers held" in shown(text(turns, (True, True)))


def test_what_no_longer_stands_leaves_its_question_and_a_sentence(assistant: Assistant) -> None:
    turns = (kept(assistant, DISBANDED), kept(assistant, DISBANDED, number=2))
    said = text(turns, (False, True))
    first, _, second = said.partition("\n## ")[2].partition("\n## ")
    assert "6 February" in second
    assert "6 February" not in first
    assert "Fernmoor," not in first
    assert "have changed since it was given. Ask it again." in first


def test_hostile_words_stay_words() -> None:
    document = text((hostile(),), (True,))
    read = tokens(document)
    allowed = {"heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "strong_open"}
    allowed |= {"strong_close", "em_open", "em_close", "ordered_list_open", "ordered_list_close", "list_item_open"}
    allowed |= {"list_item_close", "bullet_list_open", "bullet_list_close", "blockquote_open", "blockquote_close"}
    assert {token.type for token in read} - _WORDS_ONLY <= allowed
    assert [token.tag for token in read if token.type == "heading_open"] == ["h1", "h2", "h3", "h3"]
    assert sum(token.type == "em_open" for token in read) == 1  # "calculated"
    assert sum(token.type == "strong_open" for token in read) == 1  # the state
    bare = "".join(token.content for token in read if token.type in ("text", "text_special"))
    for address in ("://", "www.", "evil.example", "a@"):  # what renderers turn into links of themselves
        assert address not in bare
    assert "\u202e" not in document


@given(st.text(max_size=60) | st.text("<>[]()!*_`#-+=.1~|&\\:/@ aw{}$^\n", max_size=40))
def test_any_words_come_out_as_they_are(words: str) -> None:
    line = plain(words)
    read = tokens(escape(words))
    assert {token.type for token in read} <= {"paragraph_open", "inline", "paragraph_close"} | _WORDS_ONLY
    assert "".join(token.content for token in read if token.type in _WORDS_ONLY) == line


@pytest.mark.parametrize("words", ["", " \n", "\x00"])
def test_no_words_are_no_line(words: str) -> None:
    assert escape(words) == ""


def test_the_question_is_read_as_it_was_put() -> None:
    assert plain(HOSTILE) in shown(text((hostile(),), (False,)))
