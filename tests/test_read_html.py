"""Web pages: as a browser without style sheets shows them, and nothing fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.read.web_page import read_html
from ingest.report import Block, BlockKind


def blocks(folder: Path, body: str) -> list[Block]:
    page = folder / "page.html"
    page.write_text(f"<!doctype html><title>t</title><body>{body}", encoding="utf-8")
    return list(read_html(page))


def texts(folder: Path, body: str) -> list[str]:
    return [block.text for block in blocks(folder, body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=7><li>a<li value=20>b<li>c</ol>", ["7. a", "20. b", "21. c"]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3. a", "2. b", "1. c"]),
        ("<ol reversed start=10><li>a<li>b</ol>", ["10. a", "9. b"]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z. a", "aa. b"]),
        ("<ol type=I><li>a<li>b</ol>", ["I. a", "II. b"]),
        ("<ol style='list-style-type: lower-roman'><li>a<li>b</ol>", ["i. a", "ii. b"]),
        ("<ol style='list-style:none'><li>2.1 a<li>2.2 b</ol>", ["2.1 a", "2.2 b"]),
        ("<ol start=oops><li>a<li hidden>x<li>b</ol>", ["1. a", "2. b"]),
        ("<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul>", ["• a", "• b", "• c", "d"]),
        ("<ol><li>a<ol type=a><li>b</ol>after<li>c</ol>", ["1. a", "a. b", "after", "2. c"]),
    ],
)
def test_lists_are_numbered_as_a_browser_numbers_them(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert texts(tmp_path, body) == expected


def test_kinds_levels_and_line_breaks(tmp_path: Path) -> None:
    body = (
        "<h1>Update  on\nplan</h1><p>One &amp; two<br>three &pound;5m</p><h3>Next</h3><ul><li>a<ol><li>b</ol></ul>loose"
    )
    assert blocks(tmp_path, body) == [
        Block(BlockKind.HEADING, "Update on plan", level=1),
        Block(BlockKind.PARAGRAPH, "One & two\nthree £5m"),
        Block(BlockKind.HEADING, "Next", level=3),
        Block(BlockKind.ITEM, "• a", level=1),
        Block(BlockKind.ITEM, "1. b", level=2),
        Block(BlockKind.PARAGRAPH, "loose"),
    ]


@pytest.mark.parametrize(
    "dropped",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<!-- x -->",
        "<p hidden>x</p>",
        "<p style='color:red;display : none'>x</p>",
        "<nav>x</nav>",
        "<header>x</header>",
        "<footer>x</footer>",
        "<div role=banner>x</div>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<del>x</del>",
        "<sup><a href='#fn1'>x</a></sup>",
        "<input type=hidden value=x>",
        "<iframe src='http://192.0.2.1/x'>x</iframe><img src='http://192.0.2.1/x' alt=x>",
    ],
)
def test_what_is_not_the_papers_words_is_dropped(tmp_path: Path, dropped: str) -> None:
    assert texts(tmp_path, f"<p>before</p>{dropped}<p>after</p>") == ["before", "after"]


def test_what_only_looks_like_furniture_is_kept(tmp_path: Path) -> None:
    article = "<article><header><h1>Title</h1></header>28<sup>th</sup> m<sup>2</sup></article>"
    assert texts(tmp_path, f"<header>NOT FOR PUBLICATION</header>{article}") == [
        "NOT FOR PUBLICATION",
        "Title",
        "28th m2",
    ]


def test_forms_show_what_is_ticked_and_filled(tmp_path: Path) -> None:
    body = (
        "<label><input type=checkbox checked> Open</label> <label><input type=checkbox>Exempt</label>"
        "<p><input type=radio checked>Yes <input type=radio>No</p><p>Name: <input value='J Smith'></p>"
        "<p>Ward: <select><option>A<option selected>B</select></p>"
    )
    assert texts(tmp_path, body) == ["[x] Open [ ] Exempt", "[x] Yes [ ] No", "Name: J Smith", "Ward: B"]


def test_tables(tmp_path: Path) -> None:
    body = (
        "<table><caption>Costs</caption><tfoot><tr><td>Sum<td>3<td>4</tfoot>"
        "<thead><tr><th rowspan=2>Option<th colspan=2>Cost<tr><th>2024<th>2025</thead>"
        "<tr><td rowspan=0>A<td>1<td>2<br>3<tr><td colspan=2><ol><li>x<li>y</ol></table>"
    )
    caption, table = blocks(tmp_path, body)
    assert caption.text == "Costs"
    assert table.rows == (
        ("Option", "Cost", "Cost"),
        ("Option", "2024", "2025"),
        ("A", "1", "2\n3"),
        ("A", "1. x\n2. y", ""),
        ("Sum", "3", "4"),
    )


def test_lists_of_terms_are_rows_and_layout_tables_are_paragraphs(tmp_path: Path) -> None:
    terms = "<dl><dt>Date<dd>8 July 2024<div><dt>Wards<dd>All<dd>Others</div></dl>"
    layout = "<table><tr><td><h2>Purpose</h2><p>To report.<td>aside</table><table><tr><td>framed</table>"
    found = blocks(tmp_path, terms + layout)
    assert found[0].rows == (("Date", "8 July 2024"), ("Wards", "All\nOthers"))
    assert [block.text for block in found[1:]] == ["Purpose", "To report.", "aside", "framed"]


def test_spans_beyond_reason_do_no_harm(tmp_path: Path) -> None:
    (table,) = blocks(tmp_path, "<table><tr><td colspan=999999999>a<td>b<tr><td rowspan=999999999>c<td>d<td>e</table>")
    assert table.rows[0][0] == "a"
    assert table.rows[0][1000] == "b"
    assert table.rows[1][:3] == ("c", "d", "e")


def test_windows_text_under_a_false_charset(tmp_path: Path) -> None:
    page = tmp_path / "page.htm"
    page.write_bytes("<meta charset=utf-8><p>The Board’s £5m</p>".encode("cp1252"))
    assert [block.text for block in read_html(page)] == ["The Board’s £5m"]


@pytest.mark.parametrize(
    ("title", "furniture", "first"),
    [
        ("Budget", "<header><p>Oakshire County Council</p><nav>Home</nav></header>", "Oakshire County Council"),
        ("Budget | Oakshire County Council", "", "Oakshire County Council"),
        ("Budget", "<footer>© 2024 Borough of Elmham</footer>", "Borough of Elmham"),
        ("Budget", "<header>Elm and Ash Fire Authority</header>", "Elm and Ash Fire Authority"),
        ("Agenda for Full Council - Your Council", "<footer>Contact the Council</footer>", "The budget"),
    ],
)
def test_a_council_named_by_the_site_alone_is_kept(tmp_path: Path, title: str, furniture: str, first: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><head><title>{title}</title></head><body>{furniture}<h1>The budget</h1>", encoding="utf-8")
    assert read_html(page)[0].text == first


def test_a_council_that_the_paper_names_is_not_named_again(tmp_path: Path) -> None:
    body = "<header>Ashby Town Council</header><p>Oakshire County Council</p><h1>The budget</h1>"
    assert texts(tmp_path, body) == ["Oakshire County Council", "The budget"]
