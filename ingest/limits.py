"""What a file may be before it is opened: no bombs, no archives in disguise, nothing cut short.

A Word file is a zip archive, and a zip archive of a few hundred kilobytes can hold a gigabyte. Its own directory says
so beforehand, and one that lies fails its checksum when it is read.
"""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from ingest.errors import RefusedFile, UnreadableFile

_MEMBERS = 5_000
_UNPACKED_BYTES = 200 * 2**20
_RATIO = 100  # unpacked to packed
_SMALL_BYTES = 2**20  # below this no ratio is a bomb
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".docx", ".jar")
_EMBEDDED = "word/embeddings/"  # charts' own workbooks, which are never opened


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
