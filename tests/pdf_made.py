"""PDF files made by hand for the tests: words where they are put, ruled lines, pictures; nothing more."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595, 842  # A4, in points


@dataclass
class Page:
    """Words at (x, y) from the lower left corner, lines from point to point, and a picture over the whole page."""

    words: list[tuple[float, float, float, bool, str]] = field(default_factory=list)  # x, y, size, bold, text
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False

    def write(self, texts: Sequence[str], x: float = 72, y: float = 770, size: float = 11, bold: bool = False) -> Page:
        """Lines of text one under the other; an empty one leaves a line's space."""
        for text in texts:
            if text:
                self.words.append((x, y, size, bold, text))
            y -= 1.3 * size
        return self

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> Page:
        """Ruled lines at these x and these y."""
        self.lines += [(x, rows[0], x, rows[-1]) for x in columns]
        self.lines += [(columns[0], y, columns[-1], y) for y in rows]
        return self

    def content(self) -> bytes:
        parts = [f"{a} {b} m {c} {d} l S" for a, b, c, d in self.lines]
        for x, y, size, bold, text in self.words:
            shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            parts.append(f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({shown}) Tj ET")
        if self.picture:
            parts.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q")
        return "\n".join(parts).encode("cp1252")


def pdf(path: Path, pages: Sequence[Page], encrypted: bool = False) -> Path:
    """Write the file. `encrypted`: under a password nobody knows."""
    fonts = ("Helvetica", "Helvetica-Bold")
    objects = [b"", b""]  # the catalogue and the list of pages, filled in below
    for name in fonts:
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode())
    objects.append(
        _stream(
            b"\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
    )
    kids = []
    for page in pages:
        objects.append(_stream(page.content()))
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I 5 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources {resources} "
            f"/Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    extra = ""
    if encrypted:
        secret = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>".encode())
        extra = f"/Encrypt {len(objects)} 0 R /ID [<00><00>]"
    path.write_bytes(_file(objects, extra))
    return path


def _stream(data: bytes, dictionary: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< {dictionary} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: Sequence[bytes], extra: str) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()
