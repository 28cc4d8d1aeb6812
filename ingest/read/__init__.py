"""One file's bytes to blocks: what it is, whether it may be opened, which reader reads it, and what came out.

A joining room. It opens the file in the process it is called from; `guard` calls it in a child process with limits.
Each reader is imported when its kind of file comes, so that the child starts no library it does not need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.errors import FileProblem, RefusedFile, UnreadableFile
from ingest.read.encoding import clean
from ingest.read.kinds import FileKind, kind_of
from ingest.report import Block

MOST_CHARACTERS = 20_000_000

Reader = Callable[[Path], tuple[Block, ...]]


def read(path: Path) -> tuple[Block, ...]:
    """Read a report into its blocks, in reading order.

    Raises:
        UnsupportedFile: a kind that is not read.
        RefusedFile: a kind under another's name, a bomb, a password, or more text than `MOST_CHARACTERS`.
        UnreadableFile: empty, damaged, or without words.
    """
    try:
        blocks = _reader(kind_of(path))(path)
    except FileProblem:
        raise
    except (RecursionError, MemoryError) as error:
        raise RefusedFile(path, "it is built too deep or too large to be read; save it again as PDF") from error
    except OSError as error:
        raise UnreadableFile(path, f"it cannot be opened: {error.strerror or error}") from error
    blocks = tuple(_cleaned(block) for block in blocks)
    _check_words(path, blocks)
    return blocks


def _reader(kind: FileKind) -> Reader:
    """The reader of a kind of file, imported now."""
    if kind is FileKind.PDF:
        from ingest.read.pdf import read_pdf

        return read_pdf
    if kind is FileKind.WORD:
        from ingest.read.word import read_docx

        return read_docx
    if kind is FileKind.HTML:
        from ingest.read.web_page import read_html

        return read_html
    from ingest.read.text import read_text

    return read_text


def _cleaned(block: Block) -> Block:
    """A block without unseen characters: nothing beyond this room meets a NUL or a change of writing direction."""
    return replace(block, text=_seen(block.text), rows=tuple(tuple(_seen(cell) for cell in row) for row in block.rows))


def _seen(text: str) -> str:
    return clean(text).strip()


def _check_words(path: Path, blocks: tuple[Block, ...]) -> None:
    texts = [text for block in blocks for text in (block.text, *(cell for row in block.rows for cell in row))]
    characters = sum(map(len, texts))
    if characters > MOST_CHARACTERS:
        raise RefusedFile(path, f"it holds {characters:,} characters, more than {MOST_CHARACTERS:,}; divide it")
    if not any(any(map(str.isalnum, text)) for text in texts):
        raise UnreadableFile(path, "there are no words in it; if it is a scan, ask for the document it was made from")
