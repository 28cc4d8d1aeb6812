"""How the words of a paper stand in a line: whole where they are short, else cut at a sentence or between words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.papers.handout import Line, Part
from assistant.papers.sources import Sources
from ingest.sentences import sentences

MORE = "not all listed"
_DANGLING = re.compile(  # words that a cut must not end in: a figure may be cut off from its unit, "of" from its noun
    r"(?:[\s,;:–-]+(?:[£\d][\w.,/%]*|a|an|and|are|as|at|be|been|between|but|by|for|from|has|have|in|into|is|it|its|not|of"
    r"|on|or|our|that|the|their|this|to|was|were|which|who|will|with|within))+$",
    re.I,
)
_JOINT = re.compile(r"^(?:and|or|but)\s+(?:\([a-z\d]{1,4}\)\s*)?")
_END = re.compile(r"[\s;:,–-]*(?:(?<=[\s;,])(?:and|or))?[\s;:,–-]*$")


def tidy(words: str) -> str:
    """Words on one line, without the joint that ties an item of a list to the next."""
    return _JOINT.sub("", _END.sub("", " ".join(words.split())))


def cut(words: str, longest: int) -> str:
    """Words as they are, or their first sentences, or as many words as there is room for and "…"."""
    words = tidy(words)
    if len(words) <= longest:
        return words
    kept = ""
    for sentence in sentences(words):
        if len(kept) + len(sentence) >= longest:
            break
        kept = f"{kept} {sentence}".strip()
    if len(kept) * 2 >= longest:
        return tidy(kept)
    short = words[: words.rfind(" ", 0, longest)]
    return f"{_DANGLING.sub('', short).rstrip(' ,;:–-(')}…"


def clause(words: str, around: str, longest: int) -> str:
    """The clause of a sentence that has `around` in it, with "…" for what was left out: never without `around`."""
    words = tidy(words)
    place = words.find(around)
    if len(words) <= longest or place < 0:
        return cut(words, longest)
    ends = place + len(around)
    starts = [0, *(m.end() for m in re.finditer(r"[,;:.]\s+(?:and |but )?", words) if m.end() <= place)]
    start = next((at for at in starts if ends - at <= longest), starts[-1])
    opening = "… " if start and words[start - 2 : start] != ". " else ""
    kept = words[start:]
    if len(kept) <= longest:
        return f"{opening}{kept}"
    room = max(longest, ends - start)
    stops = [m.start() for m in re.finditer(r"[,;:.](?=\s)", kept) if ends - start <= m.start() <= room]
    if stops and stops[-1] * 2 > longest:
        return f"{opening}{tidy(kept[: stops[-1]])}" + ("" if kept[stops[-1]] == "." else "…")
    short = kept[: max(kept.rfind(" ", 0, room), ends - start)]
    trimmed = _DANGLING.sub("", short).rstrip(" ,;:–-(")
    return f"{opening}{trimmed if around in trimmed else short}…"


def line(
    sources: Sources, report: str, para: str, words: str, *, lead: str = "", before: str = "", after: str = ""
) -> Line:
    """A line that quotes one paragraph. `words` stand in it; before and after them stands what we say."""
    return Line(f"{before}“{words}”{after}", (sources.cite(report, para, words),), lead=lead)


def headed(heading: str, more: bool) -> str:
    """A heading that says where more is in the papers than stands under it."""
    return f"{heading} ({MORE})" if more and not heading.endswith(")") else heading


def citations(parts: Iterable[Part]) -> tuple[Citation, ...]:
    """Every citation of these parts, in order."""
    return tuple(c for part in parts for piece in part.pieces if isinstance(piece, Line) for c in piece.citations)


def joined(words: Iterable[str]) -> str:
    """ "one, two and three"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
