"""A handout as a Word document: read again by Word's own rules, and laid out by LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import docx
import pytest
import resvg_py
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from handout_made import DRAWN, HOSTILE, TITLES, cited, handout, hostile, rich, table
from hypothesis import given, settings
from hypothesis import strategies as st
from office import pages
from PIL import Image

from assistant import render_docx_picture
from assistant.papers.handout import Handout, Line, Notice, Picture, Sort
from assistant.render_docx_handout import document
from assistant.render_docx_picture import png
from assistant.render_docx_table import shares
from assistant.render_handout import notes
from assistant.render_sheet import plain

_FIELD = re.compile(r" (PAGE|NUMPAGES|NOTEREF _RefNote\d+ \\f \\h) ")


def read(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def part(made: bytes, name: str) -> BaseOxmlElement:
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return parse_xml(file.read(f"word/{name}.xml"))


def values(root: BaseOxmlElement, tag: str, name: str) -> list[str]:
    return [node.get(qn(name), "") for node in root.iter(qn(tag))]


def words_of(node: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in node.iter(qn("w:t")))


def footnotes(made: bytes) -> dict[int, str]:
    """The words of each note by its id."""
    found = part(made, "footnotes").findall(qn("w:footnote"))
    return {int(node.get(qn("w:id"))): words_of(node) for node in found if node.get(qn("w:type")) is None}


def test_everything_stands_under_its_own_style() -> None:
    made = read(document(rich(), TITLES))
    said = [(each.style.name, each.text) for each in made.paragraphs if each.style and each.text]
    headings = [(style, text) for style, text in said if style.startswith("Heading")]
    assert headings == [
        ("Heading 1", "The Improvement Board"),
        ("Heading 2", "When was the Board disbanded?"),
        ("Heading 3", "Short answer"),
        ("Heading 3", "In order"),
        ("Heading 3", "Where things stand"),
        ("Heading 3", "Risks"),
        ("Heading 3", "Clearance"),
        ("Heading 2", "What became of the home?"),
        ("Heading 3", "Short answer"),
    ]
    assert said[0] == ("Kind of paper", "Reply to scrutiny")
    assert [text for style, text in said if style == "Quote"] == ["“The Board met monthly.”"]
    assert [text for style, text in said if style == "List Bullet"][1] == "Approve: the plan with its actions., "
    assert [text for style, text in said if style == "To fill in"] == ["Author: \t", "Cleared by: \t"]
    assert ("Caption", "Recommendations and where they stand") in said
    assert ("Normal", "The papers held name no risk.") in said
    assert ("Small", "Small.") in said
    assert said[-1][1].startswith("2 statements were left out")


def test_a_paper_of_one_matter_has_its_parts_under_its_title() -> None:
    made = read(document(handout(Line("One.", (cited("2.1"),))), {}))
    levels = [each.style.name for each in made.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert levels == ["Heading 1", "Heading 2"]


def test_a_table_says_its_headings_again_and_breaks_no_row() -> None:
    (grid,) = read(document(rich(), TITLES)).tables
    assert grid.style is not None
    assert grid.style.name == "Paper table"
    assert [cell.text for cell in grid.rows[0].cells] == ["No.", "Recommendation", "Where it stands"]
    marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]
    assert marked == [True] + [False] * 45
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)
    first, second, third = (column.width or 0 for column in grid.columns)
    assert second == pytest.approx(6 * first, rel=0.01)
    assert third == pytest.approx(3 * first, rel=0.01)


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    narrow = replace(table(1), headings=("Recommendation", "What", "Where"), widths=(1, 9, 9))
    whole = docx.shared.Cm(17)
    first, second, third = shares(narrow, whole)
    assert first > docx.shared.Cm(2.9)  # "Recommendation" in bold letters of 9.5 points
    assert second == pytest.approx(third)
    assert sum((first, second, third)) == pytest.approx(whole, rel=0.001)
    endless = replace(narrow, headings=("x" * 900, "y" * 900, "z" * 900))
    assert sum(shares(endless, whole)) == pytest.approx(whole, rel=0.001)


def test_notes_are_real_footnotes_and_none_is_dead() -> None:
    made = document(rich(), TITLES)
    expected = notes(rich(), TITLES).words
    assert footnotes(made) == {number: f" {words}" for number, words in enumerate(expected, start=1)}
    body = part(made, "document")
    assert values(body, "w:footnoteReference", "w:id") == [str(number) for number in footnotes(made)]
    bookmarks = {name for name in values(body, "w:bookmarkStart", "w:name") if name.startswith("_RefNote")}
    again = {text.text.split()[1] for text in body.iter(qn("w:instrText"))}
    assert again == {"_RefNote5"}
    assert again <= bookmarks
    kinds = [node.get(qn("w:type")) for node in part(made, "footnotes").findall(qn("w:footnote"))][:2]
    assert kinds == ["separator", "continuationSeparator"]
    separators = part(made, "settings").find(qn("w:footnotePr"))
    assert values(separators, "w:footnote", "w:id") == ["-1", "0"]


def test_the_styles_of_notes_are_words_own() -> None:
    made = document(rich(), TITLES)
    styles = {node.get(qn("w:styleId")): node for node in part(made, "styles").iter(qn("w:style"))}
    for name in ("FootnoteText", "FootnoteReference"):
        assert styles[name].get(qn("w:customStyle")) is None
        assert values(styles[name], "w:name", "w:val")[0].replace(" ", "") == name.lower()
    used = set(values(part(made, "footnotes"), "w:pStyle", "w:val"))
    assert used == {"FootnoteText"}
    assert set(values(part(made, "document"), "w:pStyle", "w:val")) <= set(styles)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, max_size=4), min_size=1, max_size=5))
def test_footnotes_are_the_distinct_notes(made: list[list[str]]) -> None:
    paper = handout(*(Line(f"Line {at}.", tuple(map(cited, paras))) for at, paras in enumerate(made)))
    word = document(paper, {})
    assert len(footnotes(word)) == len(notes(paper, {}).words)
    fields = list(part(word, "document").iter(qn("w:instrText")))
    references = values(part(word, "document"), "w:footnoteReference", "w:id")
    assert len(references) + len(fields) == sum(map(len, notes(paper, {}).under.values()))


def test_it_says_its_title_day_and_language_and_nobodys_name() -> None:
    properties = read(document(rich(), TITLES)).core_properties
    assert properties.title == "The Improvement Board"
    assert properties.language == "en-GB"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified == datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(("draft", "closed"), [(True, True), (True, False), (False, False)])
def test_what_stands_over_and_under_each_page(draft: bool, closed: bool) -> None:
    made = replace(rich() if closed else handout(Line("One.", (cited("2.1"),))), draft=draft)
    section = read(document(made, TITLES)).sections[0]
    for header in (section.first_page_header, section.header):
        said = "\n".join(each.text for each in header.paragraphs)
        assert ("DRAFT" in said) is draft
        assert ("Rests on exempt paragraphs: not for publication." in said) is closed
    assert f"{made.sort}: The Improvement Board" in section.header.paragraphs[0].text
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[0].text == "As at 8 July 2024\tPage 1 of 1"
        assert values(footer._element, "w:fldChar", "w:fldCharType") == ["begin", "separate", "end"] * 2


def test_a_picture_is_told_to_whoever_does_not_see_it() -> None:
    made = document(rich(), TITLES)
    assert read(made).inline_shapes[0]._inline.docPr.get("descr") == "The Improvement Board stands alone."
    assert read(made).inline_shapes[0].width == pytest.approx(docx.shared.Cm(17), rel=0.01)


def test_a_high_picture_fits_its_page_or_is_left_out() -> None:
    high = Picture(DRAWN.replace("0 0 600 120", "0 0 600 1000"), "High.")
    (shape,) = read(document(handout(high), {})).inline_shapes
    assert shape.height < docx.shared.Cm(22.5)
    assert shape.height == pytest.approx(shape.width * 10 / 6, rel=0.01)
    too_high = Picture(DRAWN.replace("0 0 600 120", "0 0 600 3000"), "Too high.")
    assert not read(document(handout(too_high), {})).inline_shapes


def test_a_drawing_is_black_on_white_with_its_words() -> None:
    drawn, without = png(DRAWN, 600), png(re.sub("<text.*</text>", "", DRAWN), 600)
    assert drawn is not None
    assert without is not None
    assert drawn != without
    picture = Image.open(io.BytesIO(drawn)).convert("L")
    assert picture.size == (600, 120)
    assert picture.getextrema() == (0, 255)


@pytest.mark.parametrize("svg", ["", "words", DRAWN.replace("</svg>", "")])
def test_a_drawing_that_cannot_be_read_leaves_a_paper_that_opens(svg: str) -> None:
    assert not read(document(handout(Picture(svg, "None."), Notice("On it goes.")), {})).inline_shapes


def test_without_letters_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", partial(resvg_py.svg_to_bytes, skip_system_fonts=True))
    render_docx_picture._letters.cache_clear()
    try:
        assert png(DRAWN, 600) is None
        assert not read(document(rich(), TITLES)).inline_shapes
    finally:
        render_docx_picture._letters.cache_clear()


def test_hostile_words_stay_words() -> None:
    made = document(hostile(), {"fernmoor-2023.txt": HOSTILE})
    opened = read(made)
    assert [each.text for each in opened.paragraphs if each.style and each.style.name == "Heading 1"] == [
        plain(HOSTILE)
    ]
    assert plain(HOSTILE) in footnotes(made)[1]
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        parts = {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}
    for name, said in parts.items():
        assert "vba" not in name.lower()
        assert "\u202e" not in said
        assert not re.search("<w:(hyperlink|fldSimple|txbxContent|object|altChunk)[ >/]", said)
        assert all(_FIELD.fullmatch(found) for found in re.findall("<w:instrText[^>]*>([^<]*)<", said))
        if name.endswith(".rels"):
            assert "External" not in said
            assert "evil" not in said


@pytest.mark.parametrize("title", ["\x00\x07\ud800\uffff", "a\x0bb", "x" * 3000])
def test_any_title_makes_a_file_that_opens(title: str) -> None:
    assert read(document(replace(rich(), title=title, about=title), {})).paragraphs


def test_on_paper_each_page_warns_and_bears_the_notes_it_refers_to(tmp_path: Path) -> None:
    said = pages(document(rich(), TITLES), tmp_path)
    assert len(said) > 2
    for number, words in enumerate(said, start=1):
        assert "DRAFT" in words
        assert "Rests on exempt paragraphs: not for publication." in words
        assert f"Page {number} of {len(said)}" in words
        assert "As at 8 July 2024" in words
    for number, note in enumerate(notes(rich(), TITLES).words, start=1):
        assert sum(f" {number} {note}" in words for words in said) == 1
    for number, row in enumerate(table(45).rows, start=1):
        (page,) = (words for words in said if row.cells[1] in words)
        assert f"para 5.{number} " in page
        assert "No. Recommendation Where it stands" in page


def full_briefing() -> Handout:
    line = "The Board is to approve the plan and to say by when each of its actions is to be done."
    items = [Line(f"{line} {number}", (cited(f"2.{number}", "which is to be done"),)) for number in range(1, 25)]
    return replace(handout(*items, table(8)), sort=Sort.BRIEFING)


def test_a_full_briefing_has_two_pages(tmp_path: Path) -> None:
    assert len(pages(document(full_briefing(), TITLES), tmp_path)) == 2
