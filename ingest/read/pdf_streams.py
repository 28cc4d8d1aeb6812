"""Whether a PDF is whole, by its bytes alone.

A PDF library shows what it can of a damaged page and says nothing. So the file's own table of places is followed, and
every compressed part that bears text, fonts or structure is unpacked here once and its checksum tried. Pictures are
passed over; so are the parts of a file under an owner's password, which cannot be unpacked from outside.
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
_PAGE = re.compile(rb"/Type\s*/Page\b")
_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/(\w+)")
_FILTERS = frozenset(
    b"FlateDecode Fl LZWDecode LZW ASCII85Decode A85 ASCIIHexDecode AHx RunLengthDecode RL CCITTFaxDecode CCF "
    b"DCTDecode DCT JPXDecode JBIG2Decode Crypt".split()
)
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_SECTION = re.compile(rb"(\d+) +(\d+) *\r?\n?\s?((?:\d{10} \d{5} [nf]\s{1,2})+)")
_DAMAGED = "part of it is damaged, and words would be missing. Fetch it again."


def check_whole(data: bytes, path: Path) -> None:
    """Pass a PDF that is whole.

    Raises:
        UnreadableFile: cut short, or a part of it is damaged.
        RefusedFile: a part unpacks beyond all measure.
    """
    header = data[:1024].find(b"%PDF-")
    if header < 0:
        raise UnreadableFile(path, "it is not a PDF file, whatever its name says.")
    if b"%%EOF" not in data[-_END_BYTES:]:
        raise UnreadableFile(path, "it is cut short: the end of the file is missing. Fetch it again.")
    parts = list(_STREAM.finditer(data))
    objects = len(_OBJECT.findall(data))
    if len(parts) != data.count(b"endstream") or objects != data.count(b"endobj") or not _places_hold(data, header):
        raise UnreadableFile(path, _DAMAGED)
    if b"/Encrypt" in data:
        return
    for part in parts:
        _check_part(data, part, path)


def pages_written(data: bytes) -> int:
    """How many pages stand in a file saved once and in the open; 0 where that cannot be told from outside."""
    return len(_PAGE.findall(data)) if data.count(b"startxref") == 1 and b"/ObjStm" not in data else 0


def _places_hold(data: bytes, header: int) -> bool:
    """Whether the file's last table of places is where the file says, and what it lists stands where it says.

    Args:
        data: the file.
        header: where "%PDF-" stands; places are counted from there or from the file's first byte.
    """
    starts = _START.findall(data)
    if not starts:
        return False
    for base in {0, header}:
        place = base + int(starts[-1])
        if re.match(rb"\s*\d+\s+\d+\s+obj", data[place : place + 40]):
            return True  # a compressed table: its own checksum is tried with the other parts
        if data[place : place + 10].lstrip().startswith(b"xref"):
            return _table_holds(data, place, base)
    return False


def _table_holds(data: bytes, place: int, base: int) -> bool:
    end = data.find(b"trailer", place)
    for section in _SECTION.finditer(data, place, end if end >= 0 else len(data)):
        first = int(section[1])
        for number, entry in enumerate(re.findall(rb"(\d{10}) \d{5} ([nf])", section[3]), start=first):
            at = base + int(entry[0])
            if entry[1] == b"n" and not re.match(rb"\s*%d\s+\d+\s+obj" % number, data[at : at + 40]):
                return False
    return end >= 0


def _check_part(data: bytes, part: re.Match[bytes], path: Path) -> None:
    """Unpack one compressed part, and try its checksum."""
    begins = max(data.rfind(b"obj", max(0, part.start() - _DICTIONARY_BYTES), part.start()), 0)
    dictionary = data[begins : part.start()]
    kind = _FILTER.search(dictionary)
    if kind and kind[1] not in _FILTERS:
        raise UnreadableFile(path, _DAMAGED)
    if not kind or kind[1] not in {b"FlateDecode", b"Fl"} or re.search(rb"/Subtype\s*/Image", dictionary):
        return
    length = _LENGTH.search(dictionary)
    if length and _unpacks(data[part.end() : part.end() + int(length[1])], path):
        return
    end = data.find(b"endstream", part.end())
    if not _unpacks(data[part.end() : end], path):
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
