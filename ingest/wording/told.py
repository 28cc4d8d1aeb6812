"""A paper's sentences, each once and under the smallest paragraph that holds it. Pure; what rules of facts read.

A numbered paragraph holds its sub-items and a table its rows, so that the same words stand under two addresses. The
smaller one is the better citation, and reading both would tell every thing twice. Printed numbers and bullets at the
front are no words of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.report import Paragraph, Report
from ingest.sentences import sentences

# A dash before a number is part of a range ("19 April – 8 May"), one after a label joins it to its title
# ("Annex 1 – Map"): neither is a bullet. These stand in for it while cutting.
_NO_BULLET = re.compile(
    r"(?P<range>\w )(?P<dash>[–-])(?= \d)"
    r"|(?P<label>\b(?:Appendix|Annexe?|Enclosure|Attachment) \w{1,3} )(?P<join>[–-])(?= )",
    re.I,
)
_LABEL = re.compile(r"^\s*(?:\d+(?:\.\d+)*[a-z]?[.)]?|\(?[a-z0-9]{1,4}[.)])\s+", re.I)
_NUMBERED = re.compile(r"\d|Rec \d")
_MARK = re.compile(r"^[•·▪‣–-]\s+")
_KEPT = {"–": "\ue000", "-": "\ue001"}
_BACK = str.maketrans({kept: dash for dash, kept in _KEPT.items()})


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and where it stands."""

    paragraph: Paragraph
    sentence: str


def told(report: Report) -> Iterator[Told]:
    """Every sentence of a report in reading order; a row of a table is one sentence, its cells joined with " | "."""
    for paragraph, text in own_texts(report):
        text = without_label(paragraph, text)
        for piece in (text,) if paragraph.cells else cut(text):
            if sentence := _MARK.sub("", piece):
                yield Told(paragraph, sentence)


def cut(text: str) -> tuple[str, ...]:
    """The sentences and list items of a text as printed, in order; a dash within a range ends none of them."""
    if " – " not in text and " - " not in text:
        return sentences(text)
    return tuple(piece.translate(_BACK) for piece in sentences(_NO_BULLET.sub(_kept, text)))


def without_label(paragraph: Paragraph, text: str) -> str:
    """A text without the number that its paragraph has in print, and without a bullet."""
    return _MARK.sub("", _LABEL.sub("", text, count=1) if _NUMBERED.match(paragraph.para) else text)


def _kept(match: re.Match[str]) -> str:
    return (match["range"] or match["label"]) + _KEPT[match["dash"] or match["join"]]


def own_texts(report: Report) -> Iterator[tuple[Paragraph, str]]:
    """Every paragraph with the words that are its own: without its sub-items, and without its table."""
    held: dict[str, list[str]] = {}
    for paragraph in report.paragraphs:
        if paragraph.parent:
            held.setdefault(paragraph.parent, []).append(paragraph.text)
    rows = {paragraph.parent for paragraph in report.paragraphs if paragraph.cells}
    for paragraph in report.paragraphs:
        text = paragraph.text
        if paragraph.para in rows:
            text = text.partition("\n")[0] if "|" not in text.partition("\n")[0] else ""
        for part in held.get(paragraph.para, ()):
            text = text.replace(part, "\n")
        yield paragraph, text
