"""The text door: Markdown, tables, fragments of HTML, tick-boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.characters import plain
from ingest.errors import UnreadableFile
from ingest.read.text import lines_of, read_text, without_tags
from ingest.report import BlockKind


def test_a_file_is_read_in_its_encoding(tmp_path: Path) -> None:
    text = "1.1 The council’s plan costs £5m – “agreed”."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        assert [block.text for block in read_text(tmp_path / "a.txt")] == [text]


def test_a_file_without_words_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n\n")
    with pytest.raises(UnreadableFile, match="no text"):
        read_text(tmp_path / "a.txt")


def test_headings_and_emphasis_of_markdown() -> None:
    lines = list(lines_of("# Title\n\n**Background**\n\nThe *new* plan and **its** \\- costs, a_b_c and 2 * 3.\n"))
    assert [(line.heading, line.text) for line in lines] == [
        (1, "Title"),
        (6, "Background"),
        (0, "The new plan and its - costs, a_b_c and 2 * 3."),
    ]


def test_links_keep_their_words_and_a_real_address() -> None:
    [line] = lines_of("See [the report](#) and [the plan](https://ashby.gov.uk/plan).")
    assert line.text == "See the report and the plan (https://ashby.gov.uk/plan)."


def test_pipes_and_tabs_are_tables_but_a_tab_after_a_number_is_not() -> None:
    lines = list(lines_of("| A | B |\n|---|---|\n| 1 | 2 |\nDate:\t3 June 2024\n1.1\tThe report.\n•\tA bullet."))
    assert [line.cells for line in lines[:3]] == [("A", "B"), ("1", "2"), ("Date:", "3 June 2024")]
    assert [line.text for line in lines[3:]] == ["1.1 The report.", "• A bullet."]


def test_tick_boxes_of_every_kind() -> None:
    text = 'Yes <input type="checkbox" checked="checked"> No <input type="checkbox"/> ☒ A ☐ B ✓ C \uf0fe D \uf0a8 E'
    assert " ".join(without_tags(plain(text)).split()) == "Yes [x] No [ ] [x] A [ ] B [x] C [x] D [ ] E"


def test_fragments_of_html_become_words() -> None:
    text = "Asked to: <ul style='x'><li>• note</li><li>agree</li></ul><br>"
    text += "Costs &amp; risks <!-- no --> <http://a.uk>, 2 < 3"
    assert " ".join(without_tags(text).split()) == "Asked to: • note • agree Costs & risks <http://a.uk>, 2 < 3"


def test_hidden_characters_go_and_pages_count() -> None:
    lines = list(lines_of("Agen\u200bda\u202e one\ftwo\u00a0three"))
    assert [(line.page, line.text) for line in lines] == [(1, "Agenda one"), (2, "two three")]


def test_a_page_break_within_a_table_row_is_no_paragraph(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("| Option | Cost |\n|---|---|\n| A | £1 |\n\n| B | £2 |\n")
    [table] = read_text(tmp_path / "a.md")
    assert table.kind is BlockKind.TABLE
    assert len(table.rows) == 3


def test_lines_whose_parts_stand_under_one_another_are_a_table() -> None:
    text = "No.   Recommendation         Status\n"
    text += "1     Quality of plans       Complete\n2     Return interviews      Open\n"
    assert [line.cells for line in lines_of(text)] == [
        ("No.", "Recommendation", "Status"),
        ("1", "Quality of plans", "Complete"),
        ("2", "Return interviews", "Open"),
    ]
    loose = "Some words  set wide   by hand\nand others  that are   not so\nend here   all the  same\n"
    assert not any(line.cells for line in lines_of(loose))
