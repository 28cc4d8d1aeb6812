"""What a page's running heads say that a reader of the paper must not lose: who may see it, and whose it is. Pure.

Page headers and footers are not text. But a paper may be marked there and nowhere else ("Anytown Council – PART 2 –
Page 1 of 3"), and is not to be taken for an open one. A web page may name its council in its banner, its title or its
footer alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.marking import line_access
from ingest.report import Access, Block, BlockKind

_PARTS = re.compile(r"\s+[–—|•·-]+\s+|[\t\n]|\s*\bpage\b.*", re.IGNORECASE)
_LONGEST_LINE = 120  # characters: in a longer block of the paper such words are part of a sentence
_COUNCIL = re.compile(  # a council's name alone, with what a footer prints before it
    r"(?:©|\(c\)|copyright|\s|\d{4})*(?P<name>(?:[A-Z][\w’'-]*,? (?:(?:and|upon|on|of|the|in|with|&) )*){1,8}"
    r"(?:Council|(?:Unitary|Combined|Fire|Rescue|National Park) Authority)"
    r"|(?:(?:London|Royal|Metropolitan) )?Borough (?:Council )?of [A-Z][\w’' -]{2,40})\W*",
)
_NO_PLACE = re.compile(
    r"(?:(?:The|the|Your|Our|Full|Annual|Extraordinary|Special|About|Contact|My) )*(?:(?:County|City|Borough|District"
    r"|Town|Parish|Fire|Fire and Rescue|Combined|Unitary) )*(?:Council|Authority)\W*"
    r"|.*\b(?:Agendas?|Minutes|Meetings?|Committees?|Reports?|Decisions?|Cabinet|Search|Leader|Visit|Home)\b.*"
)
_COVER_BLOCKS = 12  # blocks that a cover may have before its text


def markings(heads: Iterable[str], blocks: Sequence[Block]) -> list[Block]:
    """The markings in running heads, each once, to stand before a paper's blocks; none that it bears itself already.

    Args:
        heads: lines of headers and footers, with tabs where they have them.
        blocks: the paper's own.
    """
    own = (block.text for block in blocks if len(block.text) <= _LONGEST_LINE)
    held = max(map(line_access, parts(own)), default=Access.OPEN)
    return [Block(BlockKind.PARAGRAPH, part) for part in parts(heads) if line_access(part) > held]


def parts(lines: Iterable[str]) -> dict[str, None]:
    """What stands between dashes, bars and tabs, each once, without page numbers."""
    return dict.fromkeys(part.strip() for line in lines for part in _PARTS.split(line))


def council_named(heads: Iterable[str], blocks: Sequence[Block]) -> list[Block]:
    """The council's name where only a site's own lines print it alone, to stand before a paper's blocks.

    Args:
        heads: lines of the banner and the footer, and the title.
        blocks: the paper's own, whose cover goes before: where it has a council's name on a line, nothing is taken.
    """
    if any(_council(block.text) for block in blocks[:_COVER_BLOCKS]):
        return []
    named = next(filter(None, map(_council, parts(heads))), "")
    return [Block(BlockKind.PARAGRAPH, named)] if named else []


def _council(line: str) -> str:
    if len(line) > _LONGEST_LINE:
        return ""
    match = _COUNCIL.fullmatch(line.title() if line.isupper() else line)
    if not match or _NO_PLACE.fullmatch(match["name"]):
        return ""
    return match["name"].upper() if line.isupper() else match["name"]
