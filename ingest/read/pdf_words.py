"""Words of PDF pages and where they stand, by pdfium. Part of the PDF door. Lengths are in points."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.characters import one_line, plain
from ingest.numbering import label_of
from ingest.read.pdf_lines import Piece

_WRAPPED_HYPHEN = "\x02\ufffe"  # pdfium's sign for a hyphen at the end of a line, which it joins to the next
_COLUMN_GAP = 1.8  # heights of type: a wider space parts columns


def pieces_of(page: pypdfium2.PdfPage) -> list[Piece]:
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
    """One line of print from characters `begin` to `end` (not counted), in parts where a column's space parts it."""
    shown = [index for index in range(begin, end) if not chr(codes[index]).isspace()]
    if not shown:
        return
    size = _baseline_and_size(textpage, shown[len(shown) // 2])[1]
    start = 0
    for at in range(1, len(shown)):
        if shown[at] == shown[at - 1] + 1:
            continue
        gap = _box(textpage, shown[at])[0] - _box(textpage, shown[at - 1])[1]
        before = "".join(map(chr, codes[shown[start] : shown[at - 1] + 1]))
        if gap > _COLUMN_GAP * size and label_of(f"{plain(before)} X").rest != "X":
            yield _piece(textpage, codes, shown[start:at])
            start = at
    yield _piece(textpage, codes, shown[start:], hyphen)


def _piece(textpage: pypdfium2.PdfTextPage, codes: Sequence[int], shown: Sequence[int], hyphen: str = "") -> Piece:
    """The words from the first to the last of the characters `shown`, without the marks of notes."""
    middle = shown[len(shown) // 2]
    baseline, size = _baseline_and_size(textpage, middle)
    bold = all(_is_bold(textpage, index) for index in (shown[0], middle, shown[-1]))
    kept: list[str] = []
    for index in range(shown[0], shown[-1] + 1):
        character = chr(codes[index])
        if character.isdigit() and kept and not _is_squared(kept) and _is_raised(textpage, index, baseline, size):
            continue
        kept.append(character)
    text = one_line(plain("".join(kept))) + hyphen
    return Piece(text, _box(textpage, shown[0])[0], _box(textpage, shown[-1])[1], baseline, size, bold)


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The left and the right edge of a character, in points."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return left.value, right.value


def _baseline_and_size(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The height of a character's baseline, and the size of its type as printed: the font's own, scaled."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    return y.value, pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)


def _is_raised(textpage: pypdfium2.PdfTextPage, index: int, baseline: float, size: float) -> bool:
    """Whether a figure is a note's mark: smaller than its line and above its baseline."""
    own_baseline, own_size = _baseline_and_size(textpage, index)
    return own_size < 0.8 * size and own_baseline > baseline + 0.1 * size


def _is_squared(before: Sequence[str]) -> bool:
    """Whether a raised figure would belong to a measure: 40 m², 3 km²."""
    return bool(re.search(r"\d\s*(?:[kcm]?m|ft)$", "".join(before[-6:])))


def _is_bold(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return bool(re.search(rb"bold|black|heavy", name.value, re.I))
