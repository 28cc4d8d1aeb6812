"""What a file may be before it is opened: no bombs, no archives in disguise, nothing cut short.

A Word file is a zip archive, and a zip archive of a few hundred kilobytes can hold a gigabyte. Its own directory says
so beforehand, and one that lies fails its checksum when it is read. A web page can nest its elements without end, and a
parser's time goes by the square of their depth.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath

from ingest.errors import RefusedFile, UnreadableFile

_MEMBERS = 5_000
_UNPACKED_BYTES = 200 * 2**20
_RATIO = 100  # unpacked to packed
_SMALL_BYTES = 2**20  # below this no ratio is a bomb
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".docx", ".jar")
_EMBEDDED = "word/embeddings/"  # charts' own workbooks, which are never opened
_DEEPEST = 5_000  # elements left open; browsers stop at 512
_UNREAD = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_CLOSED_BY_OTHERS = (
    "p|li|dt|dd|tr|t[dh]|thead|tbody|tfoot|caption|col|colgroup|option|optgroup|rp|rt|html|head|body|br|hr|img|input|meta|"
    "link|area|base|embed|source|track|wbr|param"
)
_TAG = re.compile(rf"<(/?)(?!(?:{_CLOSED_BY_OTHERS})\b)[a-z][^<>]*?(/?)>", re.IGNORECASE)


def check_zip(path: Path) -> tuple[str, ...]:
    """The names in an archive, once its directory promises nothing out of bounds.

    Raises:
        RefusedFile: too many members, too much unpacked, an archive inside, a name that leads outside, a password.
        UnreadableFile: no archive, or a damaged one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise UnreadableFile(path, "it is damaged or cut short; ask for it again") from error
    if reason := _out_of_bounds(members):
        raise RefusedFile(path, f"{reason}; open it in Word and save it again as .docx or PDF")
    return tuple(member.filename for member in members)


def _out_of_bounds(members: list[zipfile.ZipInfo]) -> str:
    """What is wrong with an archive's directory, in words; "" where nothing is."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > _MEMBERS:
        return f"it holds {len(members):,} parts, more than {_MEMBERS:,}"
    if unpacked > _UNPACKED_BYTES:
        return f"it unpacks to {unpacked // 2**20:,} MB, more than {_UNPACKED_BYTES // 2**20:,} MB"
    if unpacked > _SMALL_BYTES and unpacked > _RATIO * packed:
        return f"it unpacks to more than {_RATIO} times its size"
    if any(member.flag_bits & 1 for member in members):
        return "it is locked with a password"
    if any(_leads_outside(member.filename) for member in members):
        return "a name inside it leads outside it"
    if any(_is_archive(member.filename) for member in members):
        return "there is an archive inside it"
    return ""


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name.split("/")[0]


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVES) and not name.startswith(_EMBEDDED)


def check_nesting(text: str, path: Path) -> None:
    """Pass a web page whose elements are not nested beyond anything a person or a program writes.

    Only elements that nothing but their own end tag closes are counted; what careless hands leave open stays far below
    the bound.

    Raises:
        RefusedFile: nested deeper.
    """
    depth = 0
    for closing, self_closing in _TAG.findall(_UNREAD.sub("", text)):
        depth += -1 if closing else not self_closing
        if depth > _DEEPEST:
            raise RefusedFile(path, "its elements are nested too deep; print the page to PDF and give that")
