"""Tables of PDF pages that have ruled lines, by pdfplumber. Part of the PDF door.

pdfplumber gives true cells at a fiftieth of pdfium's speed. So it sees only pages whose drawings rule a grid, and only
rows of two filled cells and more are taken from it: a frame around a paragraph is no table, nor is shading.
"""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from ingest.characters import plain
from ingest.errors import UnreadableFile
from ingest.read.pdf_lines import Piece
from ingest.read.wraps import joined

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts whose widths we do not use

_BLANK_BYTES = 100  # what draws nothing takes no more
_RULE = 2.5  # points: a drawing thinner than this is a ruled line
_FOREIGN = (PdfminerException, PSException, PDFException, KeyError, TypeError, ValueError, IndexError, AttributeError)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ruled table. Points from the page's upper left corner, as pdfplumber counts."""

    top: float
    bottom: float
    left: float
    right: float
    cells: tuple[str, ...]
    opens_table: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of the last table of a page (from 0), on which one at the head of the next page may go on."""

    page: int
    edges: tuple[float, ...]  # the left edges of its cells
    used: tuple[int, ...]  # those that are not empty throughout
    heading: tuple[str, ...]  # the first row, which the next page may print again

    def hold(self, page: int, edges: Sequence[float]) -> bool:
        near = len(edges) == len(self.edges) and all(abs(a - b) < 3 for a, b in zip(edges, self.edges, strict=True))
        return near and page == self.page + 1


class SecondView:
    """The second library's view of the same file, opened when the first page with ruled lines comes."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._data, self._path = data, path
        self._document: pdfplumber.pdf.PDF | None = None
        self._columns = _Columns(-1, (), (), ())

    def rows(self, number: int) -> list[Row]:
        """The rows of the ruled tables of a page (from 0) that have two filled cells or more."""
        try:
            page = self._page(number)
            rows: list[Row] = []
            for table in page.filter(lambda item: not _is_shading(item)).find_tables():
                found, self._columns = _ruled_rows(table, number, self._columns if not rows else None)
                rows += found
            page.close()
        except _FOREIGN as error:
            raise self._damaged(number) from error
        return rows

    def is_blank(self, number: int) -> bool:
        """Whether a page (from 0) that shows nothing is meant to: what it should show is there, and is nothing."""
        try:
            contents = resolve1(self._page(number).page_obj.attrs.get("Contents"))
            parts = contents if isinstance(contents, list) else [contents]
            streams = [part for part in map(resolve1, parts) if isinstance(part, PDFStream)]
            return bool(streams) and sum(len(stream.get_data()) for stream in streams) <= _BLANK_BYTES
        except _FOREIGN as error:
            raise self._damaged(number) from error

    def _page(self, number: int) -> pdfplumber.page.Page:
        if self._document is None:
            self._document = pdfplumber.open(io.BytesIO(self._data))
        return self._document.pages[number]

    def _damaged(self, number: int) -> UnreadableFile:
        return UnreadableFile(self._path, f"page {number + 1} is damaged. Fetch it again.")


def with_tables(pieces: list[Piece], page: pypdfium2.PdfPage, number: int, second: SecondView) -> list[Piece]:
    """A page's lines, those of ruled tables replaced by rows of cells. Pages count from 0 here.

    Raises:
        UnreadableFile: the second library finds the page damaged.
    """
    if not _has_ruled_grid(page):
        return pieces
    height = page.get_height()
    for row in second.rows(number):
        inside = [
            index
            for index, piece in enumerate(pieces)
            if not piece.cells
            and height - row.bottom - 1 <= piece.baseline + piece.size / 3 <= height - row.top + 1
            and row.left - 3 <= (piece.left + piece.right) / 2 <= row.right + 3
        ]
        if inside:
            size = pieces[inside[0]].size
            pieces[inside[0]] = Piece(
                "", row.left, row.right, height - row.bottom, size, cells=row.cells, opens_table=row.opens_table
            )
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


def _ruled_rows(table: Table, page: int, above: _Columns | None) -> tuple[list[Row], _Columns]:
    """The rows of a table, and its columns. A cell that spans rows counts for the first. Columns that are empty
    throughout are left out, but not those of the table `above` that it goes on with; of the first row of such a one,
    headings apart, a single cell is enough, if it is not in the first column: a page has broken it."""
    texts = [[_cell(cell) for cell in row] for row in table.extract()]
    edges = tuple(sorted({round(cell[0], 1) for cell in table.cells}))
    full = [row for row in texts if sum(map(bool, row)) > 1]
    used = tuple(column for column in range(len(texts[0])) if any(row[column] for row in full))
    goes_on = above is not None and above.hold(page, edges) and set(used) <= set(above.used)
    heading: tuple[str, ...] = ()
    if above is not None and goes_on:
        used, heading = above.used, above.heading
    rows: list[Row] = []
    for row, words in zip(table.rows, texts, strict=True):
        boxes = [box for box, text in zip(row.cells, words, strict=True) if box and text]
        is_first = goes_on and all(each.cells == heading for each in rows)
        if len(boxes) >= 2 or (is_first and boxes and any(words[column] for column in used[1:])):
            rows.append(
                Row(
                    top=max(box[1] for box in boxes),
                    bottom=min(box[3] for box in boxes),
                    left=min(box[0] for box in boxes),
                    right=max(box[2] for box in boxes),
                    cells=tuple(words[column] for column in used),
                    opens_table=not rows,
                )
            )
    return rows, _Columns(page, edges, used, heading or (rows[0].cells if rows else ()))


def _cell(cell: str | None) -> str:
    return joined(plain(cell or "").split("\n"), frozenset())
