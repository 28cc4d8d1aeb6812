"""Whether a PDF is whole, by its bytes alone.

A PDF library shows what it can of a damaged page and says nothing. So every compressed part that bears text, fonts or
structure is unpacked here once and its checksum tried, and a file cut short is known by its missing end mark. Pictures
are passed over; so is a file under an owner's password, whose parts cannot be unpacked from outside.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from ingest.errors import RefusedFile, UnreadableFile

_END_BYTES = 2048  # the end mark stands in the last of these
_UNPACKED = 256 * 2**20  # one part that unpacks to more is a bomb
_DICTIONARY_BYTES = 4096
_STREAM = re.compile(rb">>\s*stream\r?\n")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_DAMAGED = "part of it is damaged, and words would be missing. Fetch it again."
_FLATE_FIRST = re.compile(rb"/(?:Filter|F)\s*\[?\s*/(?:FlateDecode|Fl)\b")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")


def check_whole(data: bytes, path: Path) -> None:
    """Pass a PDF that is whole.

    Raises:
        UnreadableFile: cut short, or a part of it is damaged.
        RefusedFile: a part unpacks beyond all measure.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(path, "it is not a PDF file, whatever its name says.")
    if b"%%EOF" not in data[-_END_BYTES:]:
        raise UnreadableFile(path, "it is cut short: the end of the file is missing. Fetch it again.")
    if b"/Encrypt" in data:
        return
    parts = list(_STREAM.finditer(data))
    if len(parts) != data.count(b"endstream") or len(_OBJECT.findall(data)) != data.count(b"endobj"):
        raise UnreadableFile(path, _DAMAGED)
    for match in parts:
        begins = max(data.rfind(b"obj", max(0, match.start() - _DICTIONARY_BYTES), match.start()), 0)
        dictionary = data[begins : match.start()]
        if _FLATE_FIRST.search(dictionary) and not re.search(rb"/Subtype\s*/Image", dictionary):
            _check_stream(data, match.end(), dictionary, path)


def _check_stream(data: bytes, start: int, dictionary: bytes, path: Path) -> None:
    length = _LENGTH.search(dictionary)
    if length and _unpacks(data[start : start + int(length[1])], path):
        return
    end = data.find(b"endstream", start)
    if not _unpacks(data[start : end if end >= 0 else len(data)], path):
        raise UnreadableFile(path, _DAMAGED)


def _unpacks(packed: bytes, path: Path) -> bool:
    """Whether a compressed part unpacks to its end with the right checksum."""
    unpacker, unpacked = zlib.decompressobj(), 0
    try:
        while not unpacker.eof:
            piece = unpacker.decompress(packed, 2**22)
            unpacked += len(piece)
            if unpacked > _UNPACKED:
                raise RefusedFile(
                    path, "a part of it unpacks to more than 256 MB. Save it again without large objects."
                )
            packed = unpacker.unconsumed_tail
            if not piece and not packed:
                return unpacker.eof
    except zlib.error:
        return False
    return True
