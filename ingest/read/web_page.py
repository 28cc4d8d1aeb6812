"""Web pages to blocks: the only door to selectolax. Nothing is ever fetched: no style sheet, no picture, no frame.

The page is read as a browser would show it without style sheets: list numbers written out as it counts them, tick-boxes
and filled fields in their places, what is hidden left out. A site's furniture goes (navigation, banner, footer); the
header and footer of an article or a section are its own words and stay, as the standard has it (HTML Accessibility
API Mappings, `header` and `footer`). A banner that marks the paper ("Not for publication") stays too. So does the
council's name where the paper does not print it. Tracked deletions and the marks of notes go, as in Word documents.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.read.encoding import decode
from ingest.read.grid import Cell, Row, table_blocks
from ingest.read.limits import check_nesting
from ingest.read.running_heads import council_named, markings
from ingest.read.word_numbers import roman
from ingest.report import Block, BlockKind

_DROPPED = frozenset(
    "script style template noscript head svg canvas iframe object embed audio video map button datalist dialog del "
    "textarea".split()
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "menu", "menubar", "toolbar"})
_OWNERS = frozenset({"article", "main", "section", "aside"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_BLOCKS = _LISTS | frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hgroup hr html legend li main p pre section summary table tbody td tfoot th thead tr".split()
)
_LAYOUT = "td table, td h1, td h2, td h3"  # a table with these inside only places parts of the page
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOXES = frozenset({"checkbox", "radio"})
_FILLED = frozenset({"text", "email", "number", "date", "tel", "url", "month", "week", "time", ""})
_HIDDEN = re.compile(r"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_PARTS = {"thead": 0, "tfoot": 2}


def read_html(path: Path) -> tuple[Block, ...]:
    """Read a web page saved as a file.

    Raises:
        UnreadableFile: its letters are in an encoding that is not read.
        RefusedFile: nested beyond anything that a person writes.
    """
    text = decode(path.read_bytes(), path)
    check_nesting(text, path)
    page = LexborHTMLParser(text)
    if page.body is None:
        return ()
    title = page.css_first("head > title")
    return tuple(_Page().whole(page.body, title.text() if title else ""))


class _Page:
    """Walks a page once, gathering inline words until a block begins or ends."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._line = ""  # inline words not yet in a block
        self._marker = ""  # of the list item just begun
        self._depth = 0  # of lists, from 1
        self._kept_lines = False  # in preformatted text
        self._furniture: list[str] = []  # lines of the site's own

    def blocks(self, container: LexborNode) -> list[Block]:
        """The blocks of a container, before them what the site's furniture says of who may see them."""
        self._inside(container)
        self._end_block()
        return [*markings(self._furniture, self._found), *self._found]

    def whole(self, body: LexborNode, title: str) -> list[Block]:
        """The blocks of a page, before them its council where only the site's furniture or its title names it."""
        found = self.blocks(body)
        return [*council_named([*self._furniture, " ".join(title.split())], self._found), *found]

    def _inside(self, parent: LexborNode) -> None:
        for node in _children(parent):
            self._node(node, node.tag or "")

    def _node(self, node: LexborNode, tag: str) -> None:
        if node.is_text_node:
            text = node.text_content or ""
            self._line += text if self._kept_lines else re.sub(r"[ \t\r\n\f]+", " ", text)
        elif _is_furniture(node, tag):
            self._furniture += [" ".join(line.split()) for line in node.text(separator="\n").split("\n")]
        elif node.is_element_node and not _is_dropped(node, tag):
            if tag in _HEADINGS or tag in _BLOCKS:
                self._end_block()
                self._block(node, tag)
                self._end_block(_HEADINGS.get(tag, 0))
            else:
                self._inline(node, tag)

    def _block(self, node: LexborNode, tag: str) -> None:
        if tag == "table" and not node.css_first(_LAYOUT):
            self._found += _table(node)
        elif tag == "dl":
            self._found += table_blocks(list(_definitions(node)))
        elif tag in _LISTS:
            self._list(node, tag)
        else:
            self._kept_lines = tag == "pre"
            self._inside(node)
            self._kept_lines = False

    def _list(self, node: LexborNode, tag: str) -> None:
        self._depth += 1
        items = [child for child in _children(node) if child.tag == "li" and not _is_dropped(child, "li")]
        markers = _markers(node, tag, items)
        for child in _children(node):
            self._end_block()
            if child in items:
                self._marker = next(markers)
                self._inside(child)
            else:
                self._node(child, child.tag or "")
        self._end_block()
        self._marker = ""
        self._depth -= 1

    def _inline(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self._line += "\n"
        elif tag == "input":
            self._line += _filled(node)
        elif tag == "select":
            chosen = node.css_first("option[selected]")
            self._line += chosen.text() if chosen else ""
        elif tag == "q":
            self._line += "“"
            self._inside(node)
            self._line += "”"
        elif not (tag == "sup" and node.css_first('a[href^="#"]')):
            self._inside(node)

    def _end_block(self, heading: int = 0) -> None:
        lines = (" ".join(line.split()) for line in self._line.split("\n"))
        text, self._line = "\n".join(filter(None, lines)), ""
        if not text:
            return
        marked = f"{self._marker} {text}" if self._marker else text
        if heading:
            self._found.append(Block(BlockKind.HEADING, marked, level=heading))
        elif self._marker:
            self._found.append(Block(BlockKind.ITEM, marked, level=self._depth))
        else:
            self._found.append(Block(BlockKind.PARAGRAPH, text))
        self._marker = ""


def _children(node: LexborNode) -> Iterator[LexborNode]:
    return node.iter(include_text=True)


def _is_dropped(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    return tag in _DROPPED or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_furniture(node: LexborNode, tag: str) -> bool:
    """Whether an element belongs to the site and not to the paper."""
    if not node.is_element_node:
        return False
    if tag == "nav" or (node.attributes.get("role") or "").lower() in _ROLES:
        return True
    return tag in {"header", "footer"} and not any(parent.tag in _OWNERS for parent in _ancestors(node))


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _filled(node: LexborNode) -> str:
    """What an input shows: whether it is ticked, or the words filled in."""
    kind = (node.attributes.get("type") or "").lower()
    if kind in _BOXES:
        return " [x] " if "checked" in node.attributes else " [ ] "
    return f" {node.attributes.get('value') or ''} " if kind in _FILLED else ""


# Lists


def _markers(node: LexborNode, tag: str, items: list[LexborNode]) -> Iterator[str]:
    """The marker of each item, as a browser prints it; "" for a list without any."""
    style = _LIST_STYLE.search(node.attributes.get("style") or "")
    named = style[1].lower() if style else _TYPES.get(node.attributes.get("type") or "", "")
    if tag != "ol":
        yield from ("" if named == "none" else "•" for _ in items)
        return
    step = -1 if "reversed" in node.attributes else 1
    number = _whole(node, "start", len(items) if step < 0 else 1)
    for item in items:
        number = _whole(item, "value", number)
        kind = _TYPES.get(item.attributes.get("type") or "", named)
        yield "" if kind == "none" else f"{_counted(number, kind)}."
        number += step


def _counted(number: int, kind: str) -> str:
    written = {"alpha": _alphabetic, "latin": _alphabetic, "roman": roman}.get(kind.partition("-")[2], str)(number)
    return written.upper() if kind.startswith("upper") else written


def _alphabetic(number: int) -> str:
    """a … z, aa, ab …: CSS counts in twenty-sixes, where Word repeats the letter."""
    out = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        out = chr(ord("a") + letter) + out
    return out


def _whole(node: LexborNode, attribute: str, otherwise: int) -> int:
    match = re.match(r"\s*(-?\d{1,9})", node.attributes.get(attribute) or "")
    return int(match[1]) if match else otherwise


# Tables


def _table(node: LexborNode) -> list[Block]:
    captions = [block for child in _children(node) if child.tag == "caption" for block in _Page().blocks(child)]
    return [*captions, *table_blocks(_rows(node, heading=False))]


def _rows(parent: LexborNode, heading: bool) -> list[Row]:
    """Rows in the order shown, which puts the foot of a table last wherever it stands in the page."""
    rows: list[Row] = []
    for child in sorted(_children(parent), key=lambda child: _PARTS.get(child.tag or "", 1)):
        tag = child.tag or ""
        if not child.is_element_node or _is_dropped(child, tag):
            continue
        if tag in {"thead", "tbody", "tfoot"}:
            rows += _within_group(_rows(child, tag == "thead"))
        elif tag == "tr":
            cells = [cell for cell in _children(child) if cell.tag in {"td", "th"} and not _is_dropped(cell, cell.tag)]
            rows.append(Row(tuple(map(_cell, cells)), heading or all(cell.tag == "th" for cell in cells)))
    return rows


def _within_group(rows: list[Row]) -> list[Row]:
    """Rows whose cells reach down no further than their group: head, body or foot."""
    return [
        replace(row, cells=tuple(replace(cell, down=min(cell.down, len(rows) - at)) for cell in row.cells))
        for at, row in enumerate(rows)
    ]


def _cell(node: LexborNode) -> Cell:
    down = _whole(node, "rowspan", 1) or sys.maxsize  # 0 means: to the end of its group
    return Cell(tuple(_Page().blocks(node)), max(_whole(node, "colspan", 1), 1), max(down, 1))


def _definitions(node: LexborNode) -> Iterator[Row]:
    """Terms and what is said of them, a row each: the cover of many a web page."""
    term: tuple[Block, ...] = ()
    said: tuple[Block, ...] = ()
    for child in node.css("dt, dd"):
        if _is_dropped(child, child.tag or ""):
            continue
        if child.tag == "dt" and said:
            yield Row((Cell(term), Cell(said)))
            term, said = (), ()
        if child.tag == "dt":
            term += tuple(_Page().blocks(child))
        else:
            said += tuple(_Page().blocks(child))
    if term or said:
        yield Row((Cell(term), Cell(said)))
