"""Word documents: numbers as Word prints them, tick-boxes, what is kept and what is dropped.

The documents are made here of raw WordprocessingML. The labels expected are those Word prints. LibreOffice prints the
same, but for what it does not know: `lvlRestart`, `isLgl`, and a style's level named only in the list.
"""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from ingest.errors import UnreadableFile
from ingest.read.word import read_docx
from ingest.report import Block, BlockKind

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def document(path: Path, body: str, numbering: str = "", styles: str = "", footnotes: str = "") -> Path:
    """A Word file with this body, these lists and these styles besides the usual ones."""
    made = docx.Document()
    _fill(made.element.body, body)
    if numbering:
        _fill(made.part.numbering_part.element, numbering)
    for style in parse_xml(f"<w:x {_NAMESPACES}>{styles}</w:x>"):
        made.styles.element.append(style)
    if footnotes:
        xml = f"<w:footnotes {_NAMESPACES}>{footnotes}</w:footnotes>".encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, xml, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    made.save(str(path))
    return path


def _fill(element: object, xml: str) -> None:
    for child in list(element):  # type: ignore[call-overload]
        element.remove(child)  # type: ignore[attr-defined]
    for child in parse_xml(f"<w:x {_NAMESPACES}>{xml}</w:x>"):
        element.append(child)  # type: ignore[attr-defined]


def level(at: int, text: str, number_format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(at: int, *levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>'
        f"{more}{''.join(levels)}</w:abstractNum>"
    )


def instance(at: int, abstract_id: int, more: str = "") -> str:
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'


def para(text: str = "", place: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph; `place` is "list/level"."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    if place:
        list_id, _, at = place.partition("/")
        depth = f'<w:ilvl w:val="{at}"/>' if at else ""
        chosen += f'<w:numPr>{depth}<w:numId w:val="{list_id}"/></w:numPr>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text and not text.startswith("<") else text
    return f"<w:p><w:pPr>{chosen}{properties}</w:pPr>{run}</w:p>"


def texts(path: Path) -> list[str]:
    return [block.text for block in read_docx(path)]


SCHEME = abstract(
    0,
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "(%3)", "lowerLetter"),
    level(3, "%4)", "lowerRoman"),
)


def test_levels_count_and_start_afresh(tmp_path: Path) -> None:
    body = "".join(
        para(text, place)
        for text, place in [
            ("Purpose", "1/0"),
            ("one", "1/1"),
            ("two", "1/1"),
            ("a", "1/2"),
            ("b", "1/2"),
            ("i", "1/3"),
            ("between", ""),
            ("three", "1/1"),
            ("a again", "1/2"),
            ("Background", "1/0"),
            ("one again", "1/1"),
        ]
    )
    assert texts(document(tmp_path / "d.docx", body, SCHEME + instance(1, 0))) == [
        "1. Purpose", "1.1 one", "1.2 two", "(a) a", "(b) b", "i) i", "between", "1.3 three", "(a) a again",
        "2. Background", "2.1 one again",
    ]  # fmt: skip


def test_lists_of_one_abstract_list_share_counters_and_an_override_restarts(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = SCHEME + instance(1, 0) + instance(2, 0) + instance(3, 0, override)
    body = (
        para("A", "1/0") + para("B", "2/0") + para("C", "3/0") + para("D", "3/0") + para("E", "1/0") + para("e", "1/1")
    )
    assert texts(document(tmp_path / "d.docx", body, numbering)) == ["1. A", "2. B", "5. C", "6. D", "7. E", "7.1 e"]


def test_a_skipped_level_shows_its_start_and_counts_as_used(tmp_path: Path) -> None:
    body = para("deep", "1/1") + para("next", "1/0") + para("a", "1/2") + para("one", "1/1")
    assert texts(document(tmp_path / "d.docx", body, SCHEME + instance(1, 0))) == [
        "1.1 deep", "2. next", "(a) a", "2.2 one",
    ]  # fmt: skip


def test_a_level_may_never_restart_or_only_after_one_named(tmp_path: Path) -> None:
    never, after_first = '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>'
    numbering = abstract(
        0, level(0, "Part %1", "upperRoman"), level(1, "%2.", more=never), level(2, "%3)", more=after_first)
    ) + instance(1, 0)
    places = ["0", "1", "2", "1", "2", "0", "1", "2"]
    body = "".join(para("x", f"1/{place}") for place in places)
    assert texts(document(tmp_path / "d.docx", body, numbering)) == [
        "Part I x", "1. x", "1) x", "2. x", "2) x", "Part II x", "3. x", "1) x",
    ]  # fmt: skip


def test_legal_style_prints_figures_for_every_level(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + instance(1, 0)
    body = para("A", "1/0") + para("B", "1/0") + para("b", "1/1")
    assert texts(document(tmp_path / "d.docx", body, numbering)) == ["I A", "II B", "2.1 b"]


def test_numbers_come_from_styles_and_their_bases_and_may_be_taken_off(tmp_path: Path) -> None:
    linked = '<w:pStyle w:val="Clause2"/>'
    numbering = abstract(0, level(0, "%1.0"), level(1, "%1.%2", more=linked)) + instance(1, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Clause1"><w:name w:val="Clause 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Clause2"><w:name w:val="Clause 2"/><w:basedOn w:val="Clause1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Clause2"/></w:style>'
    )
    body = (
        para("A", style="Clause1")
        + para("a", style="Clause2")
        + para("b", style="Child")
        + para("off", "0", style="Clause2")
        + para("c", style="Clause2")
    )
    assert texts(document(tmp_path / "d.docx", body, numbering, styles)) == [
        "1.0 A", "1.1 a", "1.2 b", "off", "1.3 c",
    ]  # fmt: skip


def test_a_list_by_the_name_of_a_numbering_style(tmp_path: Path) -> None:
    numbering = (
        abstract(0, level(0, "%1)"), more='<w:styleLink w:val="House"/>')
        + abstract(1, more='<w:numStyleLink w:val="House"/>')
        + instance(1, 0)
        + instance(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="House"><w:name w:val="House"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = para("A", "2/0") + para("B", "2/0")
    assert texts(document(tmp_path / "d.docx", body, numbering, styles)) == ["1) A", "2) B"]


def test_empty_numbered_paragraphs_advance_but_a_section_end_does_not(tmp_path: Path) -> None:
    body = (
        para("A", "1/0")
        + para("", "1/0")
        + para("C", "1/0")
        + para("", "1/0", properties="<w:sectPr/>")
        + para("D", "1/0")
    )
    assert texts(document(tmp_path / "d.docx", body, SCHEME + instance(1, 0))) == ["1. A", "3. C", "4. D"]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("lowerLetter", ["z", "aa"]),
        ("upperLetter", ["Z", "AA"]),
        ("lowerRoman", ["xxvi", "xxvii"]),
        ("upperRoman", ["XXVI", "XXVII"]),
        ("decimalZero", ["26", "27"]),
        ("ordinal", ["26th", "27th"]),
        ("cardinalText", ["Twenty-six", "Twenty-seven"]),
        ("ordinalText", ["Twenty-sixth", "Twenty-seventh"]),
    ],
)
def test_number_formats(tmp_path: Path, number_format: str, expected: list[str]) -> None:
    numbering = abstract(0, level(0, "%1", number_format, start=26)) + instance(1, 0)
    body = para("x", "1/0") * 2
    assert texts(document(tmp_path / "d.docx", body, numbering)) == [f"{number} x" for number in expected]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(checked: int) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒' if checked else '☐')}</w:sdtContent></w:sdt>"
    )


def form_box(inside: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin">'
        f"<w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (control(1), "[x]"),
        (control(0), "[ ]"),
        (form_box("<w:default w:val='0'/><w:checked/>"), "[x]"),
        (form_box("<w:default w:val='1'/>"), "[x]"),
        (form_box("<w:default w:val='1'/><w:checked w:val='0'/>"), "[ ]"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "[x]"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "[ ]"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "[x]"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>', "[ ]"),
        (run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "[x]"),
        (run("\uf06f", '<w:rFonts w:hAnsi="Wingdings"/>'), "[ ]"),
        (run("☑"), "[x]"),
        (run("☐"), "[ ]"),
    ],
)
def test_tick_boxes_in_each_way_word_makes_them(tmp_path: Path, xml: str, expected: str) -> None:
    body = f"<w:p>{xml}{run(' Open')}</w:p>"
    assert texts(document(tmp_path / "d.docx", body)) == [f"{expected} Open"]


def test_only_what_an_accepted_print_shows_is_kept(tmp_path: Path) -> None:
    deleted = run("Cabinet").replace("w:t", "w:delText")
    shown = run(" notes", '<w:vanish w:val="0"/>')
    body = (
        f"<w:p>{run('That the ')}<w:del>{deleted}</w:del><w:ins>{run('Board')}</w:ins>"
        f"<w:moveFrom>{run(' gone')}</w:moveFrom>{run(' secret', '<w:vanish/>')}{shown}"
        f'<w:hyperlink r:id="rId99">{run(" the link")}</w:hyperlink>'
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(' Click here')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' and more')}</w:sdtContent></w:sdt>"
        "<w:r><w:t>.</w:t><w:br/><w:t>Second</w:t><w:tab/><w:t>line</w:t><w:noBreakHyphen/><w:t>end</w:t></w:r></w:p>"
    )
    assert texts(document(tmp_path / "d.docx", body)) == ["That the Board notes the link and more.\nSecond line-end"]


def test_fields_give_their_result_and_not_their_code(tmp_path: Path) -> None:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>IF </w:instrText></w:r>"
    body = (
        f"<w:p>{run('Page ')}{begin}{code}"
        f"{begin}{code}{middle}{run('inner code')}{end}"
        f"{middle}{run('result')}{end}</w:p>"
        f"<w:p>{run('cut ')}{begin}{code}</w:p>"
        f"<w:p>{run('after')}</w:p>"
        f'<w:p><w:fldSimple w:instr="DATE">{run("8 July 2024")}</w:fldSimple></w:p>'
    )
    assert texts(document(tmp_path / "d.docx", body)) == ["Page result", "cut", "after", "8 July 2024"]


def test_paragraphs_with_a_deleted_or_hidden_end_run_on(tmp_path: Path) -> None:
    body = (
        para("first half", "1/0", properties="<w:rPr><w:del/></w:rPr>")
        + para("second half", "1/0")
        + para("", "1/0", properties="<w:rPr><w:del/></w:rPr>")
        + para("Heading.", "1/0", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
        + para("Its text.")
        + para("last", "1/0")
    )
    assert texts(document(tmp_path / "d.docx", body, SCHEME + instance(1, 0))) == [
        "1. first half second half", "2. Heading. Its text.", "3. last",
    ]  # fmt: skip


def test_kinds_of_block(tmp_path: Path) -> None:
    numbering = SCHEME + abstract(1, level(0, "", "bullet")) + abstract(2, level(0, "%1."))
    numbering += instance(1, 0) + instance(2, 1) + instance(3, 2)
    long = "This paragraph was given a heading style for its number and is a sentence."
    body = (
        para("Update", style="Title")
        + para("Background", style="Heading2")
        + para(long, style="Heading2")
        + para("numbered", "1/1")
        + para("lettered", "1/2")
        + para("bulleted", "2/0")
        + para("listed", "3/0")
        + para("Outlined", properties='<w:outlineLvl w:val="0"/>')
        + para("Background\t3", style="TOC1")
    )
    toc = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    assert read_docx(document(tmp_path / "d.docx", body, numbering, toc)) == (
        Block(BlockKind.HEADING, "Update", level=1),
        Block(BlockKind.HEADING, "Background", level=2),
        Block(BlockKind.PARAGRAPH, long),
        Block(BlockKind.PARAGRAPH, "1.1 numbered"),
        Block(BlockKind.ITEM, "(a) lettered", level=3),
        Block(BlockKind.ITEM, "• bulleted", level=1),
        Block(BlockKind.ITEM, "1. listed", level=1),
        Block(BlockKind.HEADING, "Outlined", level=1),
    )


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_tables_with_merged_cells_numbers_and_controls(tmp_path: Path) -> None:
    down, more, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    ticked = cell(f"<w:p>{control(1)}</w:p>")
    body = table(
        cell(para("Option")) + cell(para("Cost"), wide),
        cell(para("A"), down) + cell(para("first", "1/0") + para("second", "1/0")) + cell(para("£5m")),
        cell(para(""), more) + cell(para("third", "1/0")) + f"<w:sdt><w:sdtContent>{ticked}</w:sdtContent></w:sdt>",
        "<w:trPr><w:del/></w:trPr>" + cell(para("gone")) + cell(para("gone")),
        cell(para("Every option costs more"), '<w:gridSpan w:val="3"/>'),
    ) + para("after", "1/0")
    blocks = read_docx(document(tmp_path / "d.docx", body, SCHEME + instance(1, 0)))
    assert blocks[0].rows == (
        ("Option", "Cost", "Cost"),
        ("A", "1. first\n2. second", "£5m"),
        ("A", "3. third", "[x]"),
        ("Every option costs more", "", ""),
    )
    assert blocks[1].text == "4. after"


def test_a_table_that_is_a_frame_or_a_column_of_numbers_is_paragraphs(tmp_path: Path) -> None:
    frame = table(cell(para("Boxed", style="Heading1")), cell(para("words")))
    body = (
        frame
        + para()
        + table(
            cell(para("", "1/0")) + cell(para("Purpose", style="Heading1")),
            cell(para("", "1/1")) + cell(para("To report.") + para("And to note.")),
        )
    )
    assert texts(document(tmp_path / "d.docx", body, SCHEME + instance(1, 0))) == [
        "Boxed", "words", "1. Purpose", "1.1 To report.", "And to note.",
    ]  # fmt: skip


def test_text_boxes_once_and_notes_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('in the box')}</w:txbxContent>"
    body = (
        f"<w:p>{run('The Act')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' applies.')}"
        f"<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{para('next')}"
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{para("---")}</w:footnote>'
        f'<w:footnote w:id="2">{para("Care Act 2014")}</w:footnote>'
    )
    assert texts(document(tmp_path / "d.docx", body, footnotes=footnotes)) == [
        "The Act applies.", "in the box", "[1] Care Act 2014", "next",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "first", "expected"),
    [
        ("NOT FOR PUBLICATION by virtue of paragraph 3", "Words.", ["NOT FOR PUBLICATION by virtue of paragraph 3"]),
        ("Anytown Council – PART 2 – Page 1 of 3", "Words.", ["PART 2"]),
        ("Anytown Council\tEXEMPT\tPage 1", "Words.", ["EXEMPT"]),
        ("Anytown Council – PART 2", "PART 2 – NOT FOR PUBLICATION", []),
        ("Anytown Council – OFFICIAL", "Words.", []),
        ("Private Sector Housing Strategy", "Words.", []),
    ],
)
def test_of_running_heads_only_a_marking_stays(tmp_path: Path, head: str, first: str, expected: list[str]) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = head
    made.sections[0].footer.paragraphs[0].text = "Page 1 of 9"
    made.add_paragraph(first)
    made.save(str(tmp_path / "d.docx"))
    assert texts(tmp_path / "d.docx") == [*expected, first]


def test_contents_lists_and_a_document_of_no_known_kind(tmp_path: Path) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{para('Contents')}</w:sdtContent></w:sdt>" + para("Text")
    assert texts(document(tmp_path / "d.docx", body)) == ["Text"]
    (tmp_path / "broken.docx").write_bytes((tmp_path / "d.docx").read_bytes()[:5000])
    with pytest.raises(UnreadableFile, match=r"broken\.docx.*save it again"):
        read_docx(tmp_path / "broken.docx")
