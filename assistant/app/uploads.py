"""Files sent from a browser, written to a folder as they come, so that none is ever held in memory.

Each file is counted as it comes, and all that wait for their ingest are counted together. A name is made safe and is
then the paper's name: what is shown is what is kept.
"""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import BinaryIO

from anyio import to_thread
from fastapi import Request
from python_multipart.multipart import MultipartParser, parse_options_header

from assistant.app.jobs import Line
from ingest.errors import PlanAssistantError
from ingest.read.kinds import READ, SUFFIXES

MOST_FILES = 1000
MOST_BYTES = 2**30  # of all files that wait, whoever sent them
_NAME_BYTES = 200  # a file system takes 255
_FIELD = b"files"
_SIGNS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, and what turns the direction of writing


class UploadError(PlanAssistantError):
    """An upload that cannot be taken at all."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Room:
    """How many bytes may still wait for their ingest."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._free, self._counting = most, Lock()

    def take(self, count: int) -> bool:
        with self._counting:
            if count > self._free:
                return False
            self._free -= count
            return True

    def give_back(self, count: int) -> None:
        with self._counting:
            self._free += count


class Upload:
    """The files of one person on their way, and what was refused of them."""

    def __init__(self, folder: Path, room: Room, file_bytes: int) -> None:
        self.folder, self.owner = folder, ""
        self.names: list[str] = []
        self.refused: list[Line] = []
        self._room, self._file_bytes, self._taken = room, file_bytes, 0

    async def receive(self, request: Request) -> None:
        """Take what a form sends.

        Raises:
            UploadError: there is no room, too many files, no form, or it broke off. Nothing is left of the upload.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            form = _Form(self, request.headers.get("content-type", ""))
            async for piece in request.stream():  # to its end: a browser hears nothing before it has sent everything
                if piece:
                    await to_thread.run_sync(form.write, piece)
            form.finish()
        except BaseException as error:
            self.drop()
            if isinstance(error, UploadError) or not isinstance(error, Exception):
                raise
            if isinstance(error, OSError):
                raise UploadError(
                    507,
                    f"The files could not be kept ({error.strerror or error}), so none was added. Send them again "
                    "once whoever runs this service has made room.",
                ) from error
            raise UploadError(400, "The files did not arrive whole, so none was added. Send them again.") from error

    def drop(self) -> None:
        """Delete the files and give their room back."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.settle()

    def settle(self) -> None:
        """Give the room back: the files are somebody else's to delete, or are gone."""
        self._room.give_back(self._taken)
        self._taken = 0

    def begin(self, sent: str) -> BinaryIO | None:
        """Where to write a file of that name; None where it is refused."""
        if len(self.names) + len(self.refused) >= MOST_FILES:
            raise UploadError(413, f"More than {MOST_FILES:,} files were sent, so none was added. Send fewer at once.")
        name = clean_name(sent)
        if reason := _why_refused(name, self.names):
            self.refused.append(Line(name or "A file without a name", "failed", f"Not added: {reason}."))
            return None
        self.names.append(name)
        return (self.folder / name).open("xb")

    def count(self, size: int, more: int) -> bool:
        """Count bytes of the latest file, of which `size` have come; whether it may still be taken."""
        if size + more > self._file_bytes:
            return False
        if not self._room.take(more):
            raise UploadError(
                413, "Too many papers are waiting to be read, so none of these was added. Send them in some minutes."
            )
        self._taken += more
        return True

    def refuse_latest(self, size: int) -> None:
        """Take back the latest file, which is too large."""
        name = self.names.pop()
        (self.folder / name).unlink()
        self._room.give_back(size)
        self._taken -= size
        reason = f"it is larger than {self._file_bytes / 2**20:,.0f} MB; divide it, or make its pictures smaller"
        self.refused.append(Line(name, "failed", f"Not added: {reason}."))


def clean_name(sent: str) -> str:
    """A file's name without folders, control signs and marks of writing direction; "" where nothing is left."""
    last = unicodedata.normalize("NFC", sent).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in " ".join(last.split()) if unicodedata.category(sign) not in _SIGNS)
    return " ".join(kept.split()).lstrip(".~$ ")


def _why_refused(name: str, others: list[str]) -> str:
    """Why a file is not taken; "" where it is."""
    suffix = PurePosixPath(name).suffix.lower()
    if not name:
        return "it has no name; save it under one"
    if len(name.encode()) > _NAME_BYTES:
        return "its name is too long; rename it"
    if suffix not in SUFFIXES:
        return f"{suffix} files are not read; {READ} are"
    if name.casefold() in {other.casefold() for other in others}:
        return "another file sent with it has the same name; rename one of them"
    return ""


class _Form:
    """A multipart form, piece by piece: its files go to the upload, its other fields nowhere."""

    def __init__(self, upload: Upload, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise UploadError(400, "No files were sent. Choose some, then press Add.")
        self._upload = upload
        self._field = self._value = self._said = b""
        self._file: BinaryIO | None = None
        self._size = 0
        self._ended = False
        self._fault: UploadError | None = None
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )

    def write(self, piece: bytes) -> None:
        """Take the next piece; after a fault pieces are only counted out."""
        if self._fault is None:
            try:
                self._parser.write(piece)
            except UploadError as fault:
                self._on_part_end()
                self._fault = fault

    def finish(self) -> None:
        """Raises UploadError where the form was not whole, or held what cannot be taken."""
        if self._fault is not None:
            raise self._fault
        self._parser.finalize()
        if not self._ended:
            raise UploadError(400, "The files did not arrive whole, so none was added. Send them again.")

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._said = self._value
        self._field = self._value = b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._said)
        name, self._said, self._size = options.get(b"filename", b""), b"", 0
        wanted = options.get(b"name") == _FIELD and name  # a form without a chosen file sends one without a name
        self._file = self._upload.begin(name.decode("utf-8", "replace")) if wanted else None

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            return
        if self._upload.count(self._size, end - start):
            self._file.write(data[start:end])
            self._size += end - start
        else:
            self._on_part_end()
            self._upload.refuse_latest(self._size)

    def _on_part_end(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _on_end(self) -> None:
        self._ended = True
