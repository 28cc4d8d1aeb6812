"""The text door: `.txt` and `.md` files, which may carry Markdown, tab or pipe tables and fragments of HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.characters import BULLET, EMPTY, TICKED, plain
from ingest.errors import UnreadableFile
from ingest.numbering import Style, label_of
from ingest.read.encoding import decode
from ingest.read.line import Line
from ingest.read.lines import blocks_from_lines
from ingest.report import Block

_TAGS = "a|b|br|center|div|em|font|h[1-6]|hr|i|input|label|li|ol|p|s|small|span|strong|sub|sup|u|ul"
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ALL_BOLD = re.compile(r"(\*\*|__)(?!\s)((?:(?!\1).)+)(?<!\s)\1:?")
_PARTS = re.compile(r"\S+(?: \S+)*")  # of a line, two spaces or more between them
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_RULE = re.compile(r"\s*([-=_*])(?:\s*\1){2,}\s*")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*")


def read_text(path: Path) -> tuple[Block, ...]:
    """The blocks of a text file. Form feeds count pages.

    Raises:
        UnreadableFile: no words in it, or it is not text in an encoding that is read.
    """
    blocks = blocks_from_lines(tuple(lines_of(decode(path.read_bytes(), path))))
    if not blocks:
        raise UnreadableFile(path, "there is no text in this file.")
    return blocks


def lines_of(text: str) -> Iterator[Line]:
    """Text → lines with Markdown, tables and HTML fragments resolved."""
    pages = without_tags(plain(text)).split("\f")
    for number, page in enumerate(pages, start=1):
        gap = False
        printed = page.split("\n")
        aligned = _aligned(printed)
        for at, raw in enumerate(printed):
            if not raw.strip() or _RULE.fullmatch(raw) or (_SEPARATOR.fullmatch(raw) and "|" in raw):
                gap = gap or not raw.strip()
                continue
            on_page = number if len(pages) > 1 else None
            if cells := aligned.get(at):
                yield Line("", on_page, gap, cells=tuple(_unmarked(cell) for cell in cells))
            else:
                yield _line(raw, on_page, gap)
            gap = False


def _aligned(printed: list[str]) -> dict[int, tuple[str, ...]]:
    """The rows of tables set with spaces: lines one under another whose parts all begin where those of the first do."""
    rows: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(printed):
        starts = [part.start() for part in _PARTS.finditer(printed[at])]
        end = at + 1
        while len(starts) >= _FEWEST_COLUMNS and end < len(printed) and _is_row(printed[end], starts):
            end += 1
        if end - at >= _FEWEST_ROWS:
            rows |= {row: _in_columns(printed[row], starts) for row in range(at, end)}
        at = end
    return rows


def _is_row(raw: str, starts: list[int]) -> bool:
    parts = list(_PARTS.finditer(raw))
    return len(parts) > 1 and all(any(abs(part.start() - start) < 2 for start in starts) for part in parts)


def _in_columns(raw: str, starts: list[int]) -> tuple[str, ...]:
    parts = list(_PARTS.finditer(raw))
    return tuple(next((part[0] for part in parts if abs(part.start() - start) < 2), "") for start in starts)


def _line(raw: str, page: int | None, gap: bool) -> Line:
    if cells := _cells(raw):
        return Line("", page, gap, cells=tuple(_unmarked(cell) for cell in cells))
    raw = raw.replace("\t", " ").rstrip()
    text = raw.lstrip()
    left = float(len(raw) - len(text))
    level = 0
    if heading := _HEADING.fullmatch(text):
        level, text = len(heading[1]), heading[2]
    elif _ALL_BOLD.fullmatch(text):
        level = 6
    text = _unmarked(text)
    return Line(text, page, gap, left, left + len(text), heading=level)


def _cells(raw: str) -> tuple[str, ...]:
    """The cells of a table row written with tabs or pipes; none for a line of text (a tab after its number)."""
    if raw.strip().startswith("|") and raw.count("|") > 2:
        return tuple(cell.strip() for cell in raw.strip().strip("|").split("|"))
    if "\t" not in raw.strip("\n"):
        return ()
    cells = [cell.strip() for cell in raw.split("\t")]
    if sum(map(bool, cells)) > 2:
        return tuple(cells)  # a table may count its rows, or leave its first column without a heading
    if not cells[0] or label_of(f"{cells[0]} X").rest == "X" or label_of(cells[0]).style is Style.BULLET:
        return ()
    return tuple(cells)


def _unmarked(text: str) -> str:
    """A line without Markdown's signs: emphasis, escapes, links (a real address stays in brackets)."""
    text = re.sub(r"!?\[([^\]]+)\]\((?:#[^)]*)?\)", r"\1", text)
    text = re.sub(r"!?\[([^\]]+)\]\((\S+?)(?:\s+\"[^\"]*\")?\)", r"\1 (\2)", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"\\([-.#*_()\[\]])", r"\1", text)
    return " ".join(text.split())


def without_tags(text: str) -> str:
    """Text without the fragments of HTML that converters leave; tick-boxes and list items keep their meaning."""
    if not re.search(r"<[a-zA-Z/!]|&\w+;|&#", text):
        return text
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"<input\b[^>]*\bchecked\b[^>]*>", f" {TICKED} ", text, flags=re.I)
    text = re.sub(r"<input\b[^>]*checkbox[^>]*>", f" {EMPTY} ", text, flags=re.I)
    text = re.sub(rf"<li\b[^>]*>\s*{BULLET}?\s*", f" {BULLET} ", text, flags=re.I)
    text = re.sub(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", " ", text, flags=re.I)
    return plain(html.unescape(text))
