"""PDFs made by hand, so that a test knows every byte of them: text pages, broken structures, passwords (PDF 1.4)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_PERMISSIONS = (-44).to_bytes(4, "little", signed=True)
_IDENTITY = b"0123456789abcdef"


def stream(data: bytes, extra: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def pages(texts: Sequence[str], password: str | None = None, owner: str = "") -> bytes:
    """A PDF with a page for each text, a line of print for each of its lines.

    Args:
        texts: Latin letters only.
        password: needed to open the file; "" leaves it open to all under the owner's password; None: not encrypted.
        owner: the owner's password.
    """
    key, entry = (None, b"") if password is None else _encryption(password.encode(), owner.encode())
    numbers = range(len(texts))
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(texts)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, text in enumerate(texts):
        resources = b"<< /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (resources, 5 + 2 * at)
        )
        packed = zlib.compress(_shown(text))
        objects.append(stream(packed if key is None else _rc4(_object_key(key, 5 + 2 * at), packed)))
    return assembled(
        objects, b"/Encrypt %s /ID [<%s><%s>]" % (entry, *[_IDENTITY.hex().encode()] * 2) if entry else b""
    )


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects from number 1, the first the catalogue, with a right cross-reference table."""
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return bytes(out) + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(out))
    )


def _shown(text: str) -> bytes:
    lines = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in text.split("\n")]
    return ("BT /F1 11 Tf 14 TL 60 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET").encode("cp1252")


def _encryption(user: bytes, owner: bytes) -> tuple[bytes, bytes]:
    """The file's key and its encryption dictionary: standard handler, revision 2, 40 bits (PDF reference 1.4, 3.5)."""
    owner_entry = _rc4(hashlib.md5(_padded(owner or user)).digest()[:5], _padded(user))
    key = hashlib.md5(_padded(user) + owner_entry + _PERMISSIONS + _IDENTITY).digest()[:5]
    entry = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >>" % (
        owner_entry.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
    )
    return key, entry


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
