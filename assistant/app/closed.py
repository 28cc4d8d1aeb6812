"""Which papers have closed paragraphs, for whoever sees them, and which are not seen whole. No page here.

Nobody replaces or removes a paper of which they do not see every paragraph.
"""

from __future__ import annotations

from pathlib import Path

from assistant.ask import Assistant
from ingest.errors import PlanAssistantError
from ingest.report import Access


def not_seen_whole(assistant: Assistant, access: Access) -> frozenset[str]:
    """The names of the papers held of which this level does not see every paragraph."""
    if access is max(Access):
        return frozenset()
    own = _seen(assistant, access)
    return frozenset(name for name, count in _seen(assistant, max(Access)).items() if own.get(name) != count)


def marked_papers(assistant: Assistant, access: Access) -> dict[str, Access]:
    """The papers that this level sees something closed of, each with the highest level that it sees in it."""
    own, found = _seen(assistant, access), dict[str, Access]()
    for level in sorted(Access, reverse=True):
        if Access.OPEN < level <= access:
            below = _seen(assistant, Access(level - 1))
            found |= {name: level for name, count in own.items() if name not in found and below.get(name) != count}
    return found


def pass_over(folder: Path, assistant: Assistant, access: Access) -> None:
    """Give a file below `folder` another name where it would replace a paper that this level does not see whole.

    Nothing says why: the next free number after the name is all that is seen of it.
    """
    closed = not_seen_whole(assistant, access)
    taken = set(_seen(assistant, max(Access))) if closed else set()
    for name in sorted(closed):
        file = folder / name
        if not file.is_file():
            continue
        number, other = 2, _numbered(file, 2)
        while other.exists() or other.relative_to(folder).as_posix() in taken:
            number, other = number + 1, _numbered(file, number + 1)
        file.rename(other)


def _numbered(file: Path, number: int) -> Path:
    return file.with_name(f"{file.stem} ({number}){file.suffix}")


def _seen(assistant: Assistant, access: Access) -> dict[str, int]:
    """Name of each paper and how many of its paragraphs this level sees."""
    try:
        return {card.name: card.paragraphs for card in assistant.cards(access)}
    except PlanAssistantError:  # there is no library yet, or nothing in it for this level
        return {}
