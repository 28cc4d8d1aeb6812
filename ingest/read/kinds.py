"""What a file is, by its first bytes, held against its name.

The two must agree: a web page saved as .pdf is most often the error page of a download that failed, and reading it as
what it is would put a "page not found" on the shelf. Kinds that are not read are refused with the way on.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from ingest.errors import RefusedFile, UnreadableFile, UnsupportedFile
from ingest.read.limits import check_zip

HEAD_BYTES = 4096  # read to know a file by


class FileKind(StrEnum):
    """A kind of file that is read, in the words used to a person."""

    PDF = "a PDF"
    WORD = "a Word document"
    HTML = "a web page"
    TEXT = "plain text"


SUFFIXES = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.WORD,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.TEXT,
    ".markdown": FileKind.TEXT,
    "": FileKind.TEXT,
}
READ = "PDF, Word (.docx), web pages (.html) and text (.txt, .md)"

_AS_DOCUMENT = "save it as .docx or PDF"
_AS_TABLE = "put the tables that matter in a .docx, or print it to PDF"
_AS_WORDS = "pictures of pages are not read yet; ask for the document they were made from"
_AS_FILES = "take the papers out of it and give those"

# Kinds known by their first bytes that are not read: (bytes, where they start, what it is, the way on).
_NOT_READ = (
    (b"{\\rtf", 0, "a rich text file", _AS_DOCUMENT),
    (b"\x89PNG", 0, "a picture", _AS_WORDS),
    (b"\xff\xd8\xff", 0, "a picture", _AS_WORDS),
    (b"GIF8", 0, "a picture", _AS_WORDS),
    (b"II*\x00", 0, "a picture", _AS_WORDS),
    (b"MM\x00*", 0, "a picture", _AS_WORDS),
    (b"WEBP", 8, "a picture", _AS_WORDS),
    (b"ftyp", 4, "a picture or a film", _AS_WORDS),
    (b"7z\xbc\xaf", 0, "an archive", _AS_FILES),
    (b"Rar!", 0, "an archive", _AS_FILES),
    (b"\x1f\x8b", 0, "an archive", _AS_FILES),
    (b"BZh", 0, "an archive", _AS_FILES),
    (b"\xfd7zXZ", 0, "an archive", _AS_FILES),
    (b"%!PS", 0, "a PostScript file", _AS_DOCUMENT),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE_NAMES = {
    ".xls": ("an Excel workbook", _AS_TABLE),
    ".ppt": ("a PowerPoint file", _AS_DOCUMENT),
    ".msg": ("an Outlook message", _AS_DOCUMENT),
}
_ZIPPED = (  # a member's name begins so: what it is, the way on
    ("xl/", "an Excel workbook", _AS_TABLE),
    ("ppt/", "a PowerPoint file", _AS_DOCUMENT),
    ("META-INF/manifest.xml", "an OpenDocument file", _AS_DOCUMENT),
)
_TAG = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.I)
_ANY_TAG = re.compile(rb"</?(p|div|table|h[1-6]|ul|ol|span|section|article|main|br)\b[^>]*>", re.I)


def kind_of(path: Path) -> FileKind:
    """What a file is, its first bytes and its name agreeing.

    Raises:
        UnsupportedFile: a kind that is not read.
        RefusedFile: one kind under the name of another, a password, or an archive out of bounds.
        UnreadableFile: empty, or a damaged archive.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise UnreadableFile(path, "it is empty")
    suffix = path.suffix.lower()
    kind = _by_bytes(path, head, suffix)
    named = SUFFIXES.get(suffix)
    if named is None and kind is FileKind.TEXT:
        raise UnsupportedFile(path, f"{suffix} files are not read; {READ} are")
    if kind is not named and (suffix or kind is FileKind.HTML):
        raise RefusedFile(path, f"it is {kind} saved as {suffix or 'a file with no ending'}; {_mismatch_way_on(kind)}")
    return kind


def _mismatch_way_on(kind: FileKind) -> str:
    if kind is FileKind.HTML:
        return "often that is the error page of a download that failed: download the paper again"
    if kind is FileKind.WORD:  # with macros, or a template
        return "open it in Word and save it as .docx"
    ending = next(suffix for suffix, meant in SUFFIXES.items() if meant is kind)
    return f"if that is what it should be, rename it to end in {ending}"


def _by_bytes(path: Path, head: bytes, suffix: str) -> FileKind:
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _by_members(path)
    if head.startswith(_OLD_OFFICE):
        raise _old_office(path, suffix)
    for magic, start, what, way_on in _NOT_READ:
        if head.startswith(magic, start):
            raise UnsupportedFile(path, f"it is {what}, which is not read; {way_on}")
    if _TAG.search(_opening(head)) or (SUFFIXES.get(suffix) is FileKind.HTML and _ANY_TAG.search(_narrow(head))):
        return FileKind.HTML
    if SUFFIXES.get(suffix) is FileKind.PDF:
        return _not_a_pdf(path, head)
    if suffix == ".docx":
        raise UnreadableFile(path, "it is no Word document, or its beginning is damaged; ask for it again")
    return FileKind.TEXT


def _by_members(path: Path) -> FileKind:
    names = check_zip(path)
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return FileKind.WORD
    for beginning, what, way_on in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            raise UnsupportedFile(path, f"it is {what}, which is not read; {way_on}")
    raise UnsupportedFile(path, f"it is an archive, which is not read; {_AS_FILES}")


def _old_office(path: Path, suffix: str) -> RefusedFile | UnsupportedFile:
    """Word, Excel and PowerPoint before 2007, and what newer ones look like under a password."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return RefusedFile(path, "it is locked with a password; save a copy without one")
    what, way_on = _OLD_OFFICE_NAMES.get(suffix, ("a Word document of the old kind (.doc)", _AS_DOCUMENT))
    return UnsupportedFile(path, f"it is {what}, which is not read; {way_on}")


def _not_a_pdf(path: Path, head: bytes) -> FileKind:
    if re.search(rb"[\x00-\x08\x0e-\x1f]", head):
        raise UnreadableFile(path, "it is no PDF, or its beginning is damaged; ask for it again")
    return FileKind.TEXT


def _narrow(head: bytes) -> bytes:
    """Bytes in which tags can be sought whatever the encoding: UTF-16 loses its NULs and its mark."""
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")


def _opening(head: bytes) -> bytes:
    """What a file opens with once white space, an XML declaration and comments are passed over: at most one tag."""
    narrow = _narrow(head).removeprefix(b"\xef\xbb\xbf")
    passed = re.sub(rb"\A(\s+|<\?xml[^>]*\?>|<!--.*?-->)+", b"", narrow, flags=re.S)
    return passed.split(b">")[0] if passed.startswith(b"<") else b""
