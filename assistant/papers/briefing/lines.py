"""Lines of a briefing: a paragraph quoted, with a few words of ours around; headings that say what is left out."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Citation
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import quoted
from assistant.papers.sources import Sources

_MORE = "not all listed"


def line(
    sources: Sources, report: str, para: str, words: str, *, lead: str = "", before: str = "", after: str = ""
) -> Line:
    """A line that quotes one paragraph. `words` stand in it; before and after them stands what we say."""
    return Line(f"{before}{quoted(words)}{after}", (sources.cite(report, para, words),), lead=lead)


def headed(heading: str, more: bool) -> str:
    """A heading that says where more is in the papers than stands under it."""
    return f"{heading} ({_MORE})" if more and not heading.endswith(")") else heading


def citations(parts: Iterable[Part]) -> tuple[Citation, ...]:
    """Every citation of these parts, in order."""
    return tuple(c for part in parts for piece in part.pieces if isinstance(piece, Line) for c in piece.citations)
