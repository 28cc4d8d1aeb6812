"""The PDF door: a file that is whole and has words, page by page, into blocks.

pdfium (pypdfium2) gives words and where they stand, fast and in the order of print; it knows no tables. pdfplumber is
asked for those, on pages with ruled lines only. A PDF is never read in part without a word: what is damaged, cut short,
scanned, or set in fonts that do not name their letters is turned away.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.errors import FileProblem, RefusedFile, UnreadableFile
from ingest.read.lines import blocks_from_lines
from ingest.read.pdf_lines import Piece, lines_of_pages
from ingest.read.pdf_streams import check_whole, pages_written
from ingest.read.pdf_tables import SecondView, with_tables
from ingest.read.pdf_words import pieces_of
from ingest.report import Block

_MOST_PAGES = 2000
_FEWEST_CHARACTERS = 20  # a page on average; fewer is a scan
_UNKNOWN = 200  # at most one character in so many may be one that its font does not name
_NOT_READ_YET = "Scans are not read yet: ask for the document it was made from, or put it through OCR."


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
            pages, pictures = _pages(document, SecondView(data, path), path)
    except pypdfium2.PdfiumError as error:
        raise _translated(error, path) from error
    _check_text(pages, pictures, path)
    return blocks_from_lines(lines_of_pages(pages))


def _pages(
    document: pypdfium2.PdfDocument, second: SecondView, path: Path
) -> tuple[list[tuple[list[Piece], float]], list[int]]:
    """Each page's lines and its height in points, and which pages (from 1) are pictures without words."""
    pages: list[tuple[list[Piece], float]] = []
    pictures: list[int] = []
    for number, page in enumerate(document):
        pieces = pieces_of(page)
        if pieces:
            pieces = with_tables(pieces, page, number, second)
        elif _is_picture(page):
            pictures.append(number + 1)
        elif not any(page.get_objects(max_depth=1)) and not second.is_blank(number):
            raise UnreadableFile(path, f"page {number + 1} is damaged and its words are lost. Fetch it again.")
        pages.append((pieces, page.get_height()))
    return pages, pictures


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
