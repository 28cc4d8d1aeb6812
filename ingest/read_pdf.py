"""The PDF door: pypdfium2 for words and where they stand, pdfplumber for the tables of pages that have ruled lines.

pdfium is fast and keeps the order of print; it knows no tables. pdfplumber gives true cells at a fiftieth of the speed,
so it sees only pages whose drawings rule a grid, and only rows of two cells and more are taken from it: a frame around
a paragraph is no table.
"""

from __future__ import annotations

import ctypes
import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from ingest.characters import one_line, plain
from ingest.errors import FileProblem, RefusedFile, UnreadableFile
from ingest.lines import blocks_from_lines, joined
from ingest.pdf_lines import Piece, lines_of_pages
from ingest.pdf_streams import check_whole, pages_written
from ingest.report import Block

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts whose widths we do not use

_MOST_PAGES = 2000
_FEWEST_CHARACTERS = 20  # a page on average; fewer is a scan
_BLANK_BYTES = 100  # what draws nothing takes no more
_UNKNOWN = 200  # at most one character in so many may be one that its font does not name
_NOT_READ_YET = "Scans are not read yet: ask for the document it was made from, or put it through OCR."
_RULE = 2.5  # points: a drawing thinner than this is a ruled line
_WRAPPED_HYPHEN = "\x02\ufffe"  # pdfium's sign for a hyphen at the end of a line, which it joins to the next


def read_pdf(path: Path) -> tuple[Block, ...]:
    """The blocks of a PDF, with pages from 1.

    Raises:
        RefusedFile: it needs a password, or has too many pages.
        UnreadableFile: damaged or cut short, a scan, or its letters cannot be told.
    """
    data = path.read_bytes()
    check_whole(data, path)
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise RefusedFile(path, f"it has {len(document)} pages; {_MOST_PAGES} are the most that are read.")
            if pages_written(data) not in {0, len(document)}:
                raise UnreadableFile(path, "it is damaged, and pages are lost. Fetch it again.")
            second = _SecondView(data)
            pages: list[tuple[list[Piece], float]] = []
            pictures: list[int] = []
            for number, page in enumerate(document):
                pages.append((_with_tables(page, number, second), page.get_height()))
                if not pages[-1][0] and _is_picture(page):
                    pictures.append(number + 1)
                elif not pages[-1][0] and not any(page.get_objects(max_depth=1)) and not second.is_blank(number):
                    raise UnreadableFile(path, f"page {number + 1} is damaged and its words are lost. Fetch it again.")
    except pypdfium2.PdfiumError as error:
        raise _translated(error, path) from error
    except (PdfminerException, PSException, PDFException, KeyError, TypeError, ValueError) as error:
        raise UnreadableFile(path, "it is damaged. Fetch it again.") from error
    _check_text(pages, pictures, path)
    return blocks_from_lines(lines_of_pages(pages))


def _translated(error: pypdfium2.PdfiumError, path: Path) -> FileProblem:
    if "password" in str(error).lower():
        return RefusedFile(path, "it is locked with a password. Save a copy without one and try again.")
    return UnreadableFile(path, "it is damaged, or no PDF at all. Fetch it again.")


def _check_text(pages: Sequence[tuple[Sequence[Piece], float]], pictures: Sequence[int], path: Path) -> None:
    """Turn away a scan, a paper with scanned pages in it, and letters that a font does not explain.

    A cover or a back page may be a picture; any other page that is one would be words lost in silence.
    """
    texts = [" ".join(piece.text or " ".join(piece.cells) for piece in pieces) for pieces, _ in pages]
    characters = sum(map(len, texts))
    if characters < _FEWEST_CHARACTERS * max(len(texts), 1):
        raise UnreadableFile(path, f"it is a scan: pictures of pages with no text in them. {_NOT_READ_YET}")
    scanned = [str(page) for page in pictures if 1 < page < len(pages)]
    if scanned:
        pages_named = f"page {scanned[0]} is" if len(scanned) == 1 else f"pages {', '.join(scanned)} are"
        raise UnreadableFile(path, f"{pages_named} scanned, with no text; the rest would be a part. {_NOT_READ_YET}")
    if "".join(texts).count("\ufffd") > characters / _UNKNOWN:
        raise UnreadableFile(
            path, "its fonts do not say which letters they show. Ask for the document it was made from."
        )


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture stands over most of a page."""
    width, height = page.get_size()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a ruled table. Points from the page's upper left corner, as pdfplumber counts."""

    top: float
    bottom: float
    left: float
    right: float
    cells: tuple[str, ...]


# Words


def _pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """The lines of print of a page, in its reading order."""
    textpage = page.get_textpage()
    codes = [_code(textpage, index) for index in range(pdfium.FPDFText_CountChars(textpage))]
    pieces: list[Piece] = []
    begin = 0
    for index, code in enumerate([*codes, 10]):
        character = chr(code)
        if character in "\r\n" or character in _WRAPPED_HYPHEN:
            hyphen = "-" if character in _WRAPPED_HYPHEN else ""
            pieces.extend(_line_pieces(textpage, codes, begin, index, hyphen))
            begin = index + 1
    return pieces


def _code(textpage: pypdfium2.PdfTextPage, index: int) -> int:
    """The code point of a character; U+FFFD where its font does not say which it is."""
    if pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1:
        return 0xFFFD
    return int(pdfium.FPDFText_GetUnicode(textpage, index))


def _line_pieces(
    textpage: pypdfium2.PdfTextPage, codes: Sequence[int], begin: int, end: int, hyphen: str
) -> Iterator[Piece]:
    """One line of print from characters `begin` to `end` (not counted), in two where a column's space parts it."""
    shown = [index for index in range(begin, end) if not chr(codes[index]).isspace()]
    if not shown:
        return
    middle = shown[len(shown) // 2]
    bottom, size = _bottom_and_size(textpage, middle)
    bold = all(_is_bold(textpage, index) for index in (shown[0], middle, shown[-1]))
    kept: list[str] = []
    for index in range(shown[0], shown[-1] + 1):
        character = chr(codes[index])
        if character.isdigit() and kept and not _is_squared(kept) and _is_raised(textpage, index, bottom, size):
            continue
        kept.append(character)
    text = one_line(plain("".join(kept))) + hyphen
    yield Piece(text, _box(textpage, shown[0])[0], _box(textpage, shown[-1])[1], bottom, size, bold)


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The left and the right edge of a character, in points."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return left.value, right.value


def _bottom_and_size(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """Where a character's line stands and how high its type is, in points. (The font's own size may be unscaled.)"""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
    return box.bottom, box.top - box.bottom


def _is_raised(textpage: pypdfium2.PdfTextPage, index: int, bottom: float, size: float) -> bool:
    """Whether a figure is a note's mark: smaller than its line and above its foot."""
    own_bottom, own_size = _bottom_and_size(textpage, index)
    return own_size < 0.8 * size and own_bottom > bottom + 0.1 * size


def _is_squared(before: Sequence[str]) -> bool:
    """Whether a raised figure would belong to a measure: 40 m², 3 km²."""
    return bool(re.search(r"\d\s*(?:[kcm]?m|ft)$", "".join(before[-6:])))


def _is_bold(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return bool(re.search(rb"bold|black|heavy", name.value, re.I))


# Tables


class _SecondView:
    """The second library's view of the same file, opened when the first page with ruled lines comes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: pdfplumber.pdf.PDF | None = None

    def rows(self, number: int) -> list[_Row]:
        """The rows of the ruled tables of a page (from 0) that have two filled cells or more."""
        page = self._page(number)
        rows = list(_ruled_rows(page))
        page.close()
        return rows

    def is_blank(self, number: int) -> bool:
        """Whether a page (from 0) that shows nothing is meant to: what it should show is there, and is nothing."""
        contents = resolve1(self._page(number).page_obj.attrs.get("Contents"))
        parts = contents if isinstance(contents, list) else [contents]
        streams = [part for part in map(resolve1, parts) if isinstance(part, PDFStream)]
        return bool(streams) and sum(len(stream.get_data()) for stream in streams) <= _BLANK_BYTES

    def _page(self, number: int) -> pdfplumber.page.Page:
        if self._document is None:
            self._document = pdfplumber.open(io.BytesIO(self._data))
        return self._document.pages[number]


def _with_tables(page: pypdfium2.PdfPage, number: int, second: _SecondView) -> list[Piece]:
    """A page's lines, those of ruled tables replaced by rows of cells. Pages count from 0 here."""
    pieces = _pieces(page)
    if not pieces or not _has_ruled_grid(page):
        return pieces
    height = page.get_height()
    for row in second.rows(number):
        inside = [
            index
            for index, piece in enumerate(pieces)
            if not piece.cells
            and height - row.bottom - 1 <= piece.bottom + piece.size / 2 <= height - row.top + 1
            and row.left - 3 <= (piece.left + piece.right) / 2 <= row.right + 3
        ]
        if inside:
            size = pieces[inside[0]].size
            pieces[inside[0]] = Piece("", row.left, row.right, height - row.bottom, size, cells=row.cells)
            pieces = [piece for index, piece in enumerate(pieces) if index not in inside[1:]]
    return pieces


def _has_ruled_grid(page: pypdfium2.PdfPage) -> bool:
    """Whether thin drawings rule columns: lines down at three places and across at two. Two down is but a frame."""
    down: set[int] = set()
    across: set[int] = set()
    for drawing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawing.get_bounds()
        if right - left > 20 and top - bottom < _RULE:
            across.add(round(top / 4))
        elif top - bottom > 8 and right - left < _RULE:
            down.add(round(left / 4))
        elif right - left > 40 and top - bottom > 12 and _is_outlined(drawing):  # it rules all four sides
            down |= {round(left / 4), round(right / 4)}
            across |= {round(bottom / 4), round(top / 4)}
    return len(down) >= 3 and len(across) >= 2


def _is_outlined(drawing: pypdfium2.PdfObject) -> bool:
    """Whether a drawing has an outline. Shading behind words has none, and rules nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawing, fill, stroke)
    return bool(stroke.value)


def _is_shading(item: dict[str, object]) -> bool:
    """The same of pdfplumber's objects."""
    if item["object_type"] != "rect" or item.get("stroke"):
        return False
    return min(float(str(item["width"])), float(str(item["height"]))) > _RULE


def _ruled_rows(page: pdfplumber.page.Page) -> Iterator[_Row]:
    """A cell that spans rows counts for the first. Columns that are empty throughout are left out."""
    for table in page.filter(lambda item: not _is_shading(item)).find_tables():
        texts = [[_cell(cell) for cell in row] for row in table.extract()]
        full = [row for row in texts if sum(map(bool, row)) > 1]
        used = [column for column in range(len(texts[0])) if any(row[column] for row in full)]
        for row, words in zip(table.rows, texts, strict=True):
            boxes = [box for box, text in zip(row.cells, words, strict=True) if box and text]
            if len(boxes) >= 2:
                yield _Row(
                    top=max(box[1] for box in boxes),
                    bottom=min(box[3] for box in boxes),
                    left=min(box[0] for box in boxes),
                    right=max(box[2] for box in boxes),
                    cells=tuple(words[column] for column in used),
                )


def _cell(cell: str | None) -> str:
    return joined(plain(cell or "").split("\n"), frozenset())
