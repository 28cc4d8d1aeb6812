"""Bytes to text, and text without what cannot be seen.

No guesser of encodings: on councils' files one measured wrong every time on Windows text, where this short rule was
right. A byte-order mark decides; then many NULs at one parity mean UTF-16; then UTF-8, with Windows-1252 for what is
not. What comes out looking like no English or Welsh page is refused rather than read wrongly: a wrong letter in a
quotation is worse than a file to save again.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.characters import plain
from ingest.errors import UnreadableFile

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096  # bytes looked at for NULs
_WAY_ON = "open it in the program that wrote it and save it again as UTF-8 text"

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, path: Path) -> str:
    """The text of a file, cleaned (see `clean`).

    Raises:
        UnreadableFile: the bytes are not text, or are text in an encoding that is not read.
    """
    text = _decoded(data, path)
    if _broken(text):
        raise UnreadableFile(path, f"it is not text, or its letters are lost; {_WAY_ON}")
    return clean(text)


def clean(text: str) -> str:
    """Text made plain (see `characters`), every line ended by a line feed, and nothing that UTF-8 cannot hold."""
    return plain(_LONE_SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text)))


def _decoded(data: bytes, path: Path) -> str:
    try:
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return data.decode(encoding)
        if encoding := _utf16_without_mark(data[:_SAMPLE]):
            return data.decode(encoding)
        return _utf8_or_windows(data, path)
    except UnicodeDecodeError:
        raise UnreadableFile(path, f"its bytes are not text that can be read, or it is cut short; {_WAY_ON}") from None


def _utf16_without_mark(sample: bytes) -> str:
    """The byte order that NULs give away; "" where there are too few. Latin letters put a NUL in every second byte."""
    half = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < 0.4 or min(even, odd) > 0.1:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf8_or_windows(data: bytes, path: Path) -> str:
    """UTF-8; or Windows-1252; or, where text of both was pasted together, each byte by the one that fits it."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_LONE_SURROGATES.findall(text))
    if not strays:
        return text
    proper = sum(character > "\x7f" for character in text) - strays
    if proper > strays:
        return _LONE_SURROGATES.sub(lambda stray: bytes([ord(stray[0]) - 0xDC00]).decode("cp1252"), text)
    text = data.decode("cp1252")
    if _other_alphabet(text):
        raise UnreadableFile(path, f"its letters are in an encoding that is not read; {_WAY_ON}")
    return text


def _broken(text: str) -> bool:
    """Whether text is full of control characters (stray NULs aside) or of letters already lost."""
    controls = len(re.findall(r"[\x01-\x08\x0e-\x1f\x80-\x84\x86-\x9f]", text))
    return controls > 4 + len(text) / 200 or text.count("\ufffd") > len(text) / 200


def _other_alphabet(text: str) -> bool:
    """Whether text read as Windows-1252 was written in another encoding: many letters that neither English nor Welsh
    has, capitals with accents in the middle of a word ("councilÕs"), a letter where a pound sign would stand ("œ5m").
    """
    letters = sum(map(str.isalpha, text)) or 1
    foreign = len(re.findall(r"[^\W\d_a-zA-Zâêîôûáéíóúàèìòùäëïöüÿçñ]", text))
    return foreign > letters / 20 or bool(re.search(r"[a-z][À-ÖØ-ÞŒŠŽŸ](?![A-ZÀ-Þ])|[À-ÞœŒŠŽŸˆƒ]\d", text))
