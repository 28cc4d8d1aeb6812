"""A handout as HTML and as Markdown: all of it is there, and nothing in it is more than words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
from browsing import violations
from handout_made import HOSTILE, TITLES, cited, handout, hostile, rich
from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from assistant.papers.handout import Line
from assistant.render_handout import notes
from assistant.render_html_handout import body, page
from assistant.render_markdown_handout import text
from assistant.render_sheet import plain


def read(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def levels(tree: LexborHTMLParser) -> list[int]:
    return [int((node.tag or "")[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]


def test_everything_stands_in_its_own_element() -> None:
    tree = read(page(rich(), TITLES))
    assert [node.text() for node in tree.css("h1, h2")] == [
        "The Improvement Board",
        "When was the Board disbanded?",
        "What became of the home?",
        "Notes",
    ]
    assert [node.text() for node in tree.css(".kind")] == ["Reply to scrutiny DRAFT"]
    assert [node.text() for node in tree.css("header .warning")] == [
        "DRAFT",
        "Rests on exempt paragraphs: not for publication.",
    ]
    assert [node.text() for node in tree.css("th[scope=col]")] == ["No.", "Recommendation", "Where it stands"]
    assert [node.text() for node in tree.css("caption")] == ["Recommendations and where they stand"]
    assert len(tree.css("tbody tr")) == 45
    assert [node.text() for node in tree.css("li > strong")] == ["Approve:", "Note:"]
    assert [node.text() for node in tree.css("em")] == ["model", "calculated"]
    assert [node.attributes["aria-label"] for node in tree.css("[role=img]")] == ["The Improvement Board stands alone."]
    assert [node.text().strip() for node in tree.css(".blank")] == ["Author:", "Cleared by:"]
    assert "The papers held name no risk." in tree.text()
    assert "2 statements were left out" in tree.text()


def test_each_cell_says_under_which_heading_it_stands_for_a_phone_sets_it_below() -> None:
    tree = read(page(rich(), TITLES))
    headings = [node.text() for node in tree.css("th[role=columnheader]")]
    for row in tree.css("tbody tr[role=row]"):
        assert [cell.attributes["data-heading"] for cell in row.css("td[role=cell]")] == headings
    assert "attr(data-heading)" in tree.css_first("style").text()


def test_no_level_of_heading_is_left_out() -> None:
    found = levels(read(body(rich(), TITLES)))
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_every_reference_has_its_note_and_every_note_its_way_back() -> None:
    made = rich()
    tree = read(page(made, TITLES))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    links = [node.attributes["href"] or "" for node in tree.css("a")]
    assert {link.removeprefix("#") for link in links} == {each for each in ids if each != "notes"}
    assert len(tree.css("[role=doc-endnotes] li")) == len(notes(made, TITLES).words)
    assert len(tree.css("[role=doc-noteref]")) == len(tree.css("[role=doc-backlink]"))


def test_without_anything_cited_there_are_no_notes() -> None:
    assert "<section role" not in page(handout(), {})
    assert "Notes" not in text(handout(), {})


def test_hostile_words_stay_words() -> None:
    made = page(hostile(), {"fernmoor-2023.txt": HOSTILE})
    tree = read(made)
    assert not tree.css("script, img, iframe, link, object, form")
    assert all((node.attributes["href"] or "").startswith("#") for node in tree.css("a"))
    assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    assert "\u202e" not in made
    assert tree.css_first("h1").text() == plain(HOSTILE)  # type: ignore[union-attr]


def test_hostile_words_stay_words_as_markdown() -> None:
    made = text(hostile(), {"fernmoor-2023.txt": HOSTILE})
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(made)
    tokens = [token for block in parsed for token in (block, *(block.children or ()))]
    assert not [token.type for token in tokens if token.type in ("html_block", "html_inline", "link_open", "image")]
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h3", "h2"]
    assert len([token for token in tokens if token.type == "td_open"]) == 2


def test_markdown_has_all_of_it() -> None:
    said = text(rich(), TITLES)
    assert said.startswith("**Reply to scrutiny, DRAFT**\n\n# The Improvement Board\n")
    assert "**As at 8 July 2024**\n\n**Rests on exempt paragraphs: not for publication.**" in said
    assert "- **Approve:** the plan with its actions. \\[4\\] \\[5\\]\n- **Note:** “the plan”. \\[5\\]\n" in said
    assert "> “The Board met monthly.” \\[3\\]\n\n- **Approve:**" in said
    assert "*calculated* \\[6\\] \\[7\\]" in said
    assert "| No. | Recommendation | Where it stands |\n| --- | --- | --- |\n| 1 |" in said
    assert "The Improvement Board stands alone." in said
    assert "Cleared by: \\_\\_" in said
    numbered = said.partition("## Notes\n\n")[2].splitlines()
    assert len(numbered) == len(notes(rich(), TITLES).words)


def test_a_line_of_several_lines_stays_one() -> None:
    said = text(handout(Line("one\ntwo", (cited("2.1"),)), Line("three", (cited("2.1"),))), {})
    assert "- one  \n  two \\[1\\]\n- three \\[1\\]" in said
    assert "<li>one<br>two<sup>" in page(handout(Line("one\ntwo", (cited("2.1"),))), {})


def test_it_is_read_by_everybody_and_printed_with_a_warning_on_each_page(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "paper.html"
    file.write_text(page(rich(), TITLES), encoding="utf-8")
    asked_for: list[str] = []
    for width in (1280, 320):
        opened = browser.new_page(viewport={"width": width, "height": 900})
        opened.on("request", lambda request: asked_for.append(request.url))
        opened.goto(file.as_uri())
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert set(asked_for) == {file.as_uri()}
    opened.pdf(path=str(tmp_path / "paper.pdf"), prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    said = [each.get_textpage().get_text_range() for each in printed]
    printed.close()
    assert len(said) > 2
    assert all("DRAFT" in words and "not for publication" in words for words in said)
