"""What a page's running heads say that a reader of the paper must not lose: who may see it. Pure.

Page headers and footers are not text. But a paper may be marked there and nowhere else ("Anytown Council – PART 2 –
Page 1 of 3"), and is not to be taken for an open one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.marking import line_access
from ingest.report import Access, Block, BlockKind

_PARTS = re.compile(r"\s+[–—|•·-]+\s+|[\t\n]|\s*\bpage\b.*", re.IGNORECASE)
_LONGEST_LINE = 120  # characters: in a longer block of the paper such words are part of a sentence


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
