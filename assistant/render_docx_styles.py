"""How a handout looks in Word: its styles, and what stands over and under each page.

A briefing has two pages, so its letters are a little smaller. Nothing is told by colour alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import Section, _Footer, _Header
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.papers.handout import Handout, Sort
from assistant.render_docx_pages import field, opened, style
from assistant.render_handout import DRAFT, as_at, closed, running
from assistant.render_sheet import plain

KIND, SMALL, BLANK, CELL, COLUMN, GAP = "Kind of paper", "Small", "To fill in", "Cell", "Column heading", "Gap"
TABLE = "Paper table"
_WARN = RGBColor(0x8A, 0x1C, 0x12)
_SOFT = RGBColor(0x45, 0x4B, 0x52)
_MARGIN = 2.0  # centimetres
_SHORT = {"Normal": 10.5, "Quote": 10.5, "Heading 1": 17, "Heading 2": 12.5, "Heading 3": 11, "Caption": 10}  # points
_LONG = {"Normal": 11, "Quote": 11, "Heading 1": 19, "Heading 2": 14, "Heading 3": 12, "Caption": 10.5}
_NOTE, _SMALL, CELL_SIZE = 8.5, 9, 9.5  # points: of footnotes, small print, tables
_EDGE, _DRAFT = 9, 12  # points: of headers and footers, of the word DRAFT in them
_BEFORE = {"Heading 1": 0, "Heading 2": 12, "Heading 3": 9, "Caption": 6}  # points
_AFTER = {"Heading 1": 4, "Heading 2": 4, "Heading 3": 3, "Caption": 3, "Normal": 5, "Quote": 5, "List Bullet": 4}
_TABLE_STYLE = (
    '<w:style {} w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="454B52"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="454B52"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="A9B0B6"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6EFF3"/></w:tcPr></w:tblStylePr></w:style>'
)


def begun(handout: Handout) -> tuple[Document, float]:
    """A document with its styles, headers and footers, and the size of its notes in points."""
    sizes = _SHORT if handout.sort is Sort.BRIEFING else _LONG
    made = opened(plain(handout.title), datetime.combine(handout.made, time(12), UTC), sizes, _MARGIN)
    _space(made)
    _add_styles(made)
    made.styles.element.append(parse_xml(_TABLE_STYLE.format(nsdecls("w"))))
    _edges(made.sections[0], handout)
    return made, _NOTE


def width_of(section: Section) -> Length:
    """Of the text."""
    return Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def height_of(section: Section) -> Length:
    """Of the text."""
    return Length((section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0))


def _space(made: Document) -> None:
    for name, points in _AFTER.items():
        made.styles[name].paragraph_format.space_after = Pt(points)
    for name, points in _BEFORE.items():
        made.styles[name].paragraph_format.space_before = Pt(points)
    made.styles["Normal"].paragraph_format.line_spacing = 1.08
    bullets = made.styles["List Bullet"].paragraph_format.element.get_or_add_pPr()
    for together in bullets.findall(f"{{{bullets.nsmap['w']}}}contextualSpacing"):
        bullets.remove(together)  # it takes the space between bullets away
    quote = made.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(0.8)
    quote.paragraph_format.right_indent = Cm(0.8)
    made.styles["Caption"].paragraph_format.keep_with_next = True


def _add_styles(made: Document) -> None:
    kind = _added(made, KIND, 10)
    kind.font.bold, kind.paragraph_format.space_after = True, Pt(2)
    kind.paragraph_format.keep_with_next = True
    small = _added(made, SMALL, _SMALL, _SOFT)
    small.paragraph_format.space_after = Pt(4)
    blank = _added(made, BLANK, made.styles["Normal"].font.size.pt)
    blank.paragraph_format.space_before, blank.paragraph_format.space_after = Pt(8), Pt(6)
    blank.paragraph_format.keep_with_next = True
    right = width_of(made.sections[0])
    blank.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    for name, bold in ((CELL, False), (COLUMN, True)):
        cell = _added(made, name, CELL_SIZE)
        cell.font.bold = bold
        cell.paragraph_format.space_after, cell.paragraph_format.line_spacing = Pt(0), 1.0
    for name in ("Header", "Footer"):
        made.styles[name].font.size = Pt(_EDGE)
    gap = _added(made, GAP, 4)
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(8)


def _added(made: Document, name: str, size: float, ink: RGBColor | None = None) -> ParagraphStyle:
    new: ParagraphStyle = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    new.base_style = made.styles["Normal"]
    if ink is None:
        new.font.size = Pt(size)
    else:
        style(new, size, ink)
    return new


def _edges(section: Section, handout: Handout) -> None:
    """What stands over and under each page. The first page has its kind and title below, so they are not over it."""
    section.header_distance = section.footer_distance = Cm(0.9)
    section.different_first_page_header_footer = True
    _over(section.first_page_header, handout, "", width_of(section))
    _over(section.header, handout, running(handout), width_of(section))
    for footer in (section.first_page_footer, section.footer):
        _under(footer, as_at(handout), width_of(section))


def _over(header: _Header, handout: Handout, words: str, width: Length) -> None:
    """A line that tells the paper, with DRAFT at the right, and one on who may read it."""
    last = _edge(header.paragraphs[0], words, width)
    if handout.draft:
        loud(last, f"\t{DRAFT}", _DRAFT)
    if closed(handout):
        last = header.add_paragraph(style="Header")
        loud(last, closed(handout))
    last.paragraph_format.space_after = Pt(8)


def _under(footer: _Footer, words: str, width: Length) -> None:
    line = _edge(footer.paragraphs[0], words, width)
    line.add_run("\tPage ")
    field(line, "PAGE", "1")
    line.add_run(" of ")
    field(line, "NUMPAGES", "1")


def _edge(paragraph: Paragraph, words: str, width: Length) -> Paragraph:
    """A line whose tab leads to the right margin."""
    stops = paragraph.paragraph_format.tab_stops
    for own in paragraph.style.paragraph_format.tab_stops if isinstance(paragraph.style, ParagraphStyle) else ():
        stops.add_tab_stop(own.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(words)
    return paragraph


def loud(paragraph: Paragraph, words: str, size: float | None = None) -> None:
    """Put a warning at the end of a paragraph. `size` in points; None: the paragraph's."""
    run = paragraph.add_run(words)
    run.bold, run.font.color.rgb = True, _WARN
    run.font.size = Pt(size) if size else None
