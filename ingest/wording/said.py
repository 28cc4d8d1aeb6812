"""The sentences of a paper, one by one, each with what it stands under. Pure; what the typed facts are read from.

A paragraph holds its sub-items and a table its rows; here each is read once, at its own address. A sentence of a list
comes with the words that lead into the list, which say what the items are: "The Board is asked to:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.report import Paragraph, Report
from ingest.sentences import sentences

_LEAD_IN = 80  # characters at the end of a text that say whether it leads in
_REMEMBERED = 3000  # characters before a sentence
_LABEL = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|[a-z]|[ivx]{1,5}|[A-Z])[.)]\)?|\d{1,3}(?:\.\d{1,2})+[a-z]?"
    r"|\d{1,3}(?=\s+[A-Z])(?!\s+(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)"
    r"|[•–·▪‣*-])\s+"
)
_INLINE_LIST = re.compile(r"^([^()]{2,160}?[:–—-])\s*(\((?:i|a|1)\)\s+.*)$", re.S)
_LEADS_IN = re.compile(r"(?:\b(?:that|to|by|are|is|following)|[:–—-])\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or list item."""

    paragraph: Paragraph
    text: str  # verbatim, without the number or bullet before it
    lead: str  # the words that lead into its list; ""
    earlier: str  # what its paragraph says before it
    cell: bool  # it is a cell of a table


@lru_cache(maxsize=2)  # every family of facts reads the same paper, one after the other
def said_in(report: Report) -> tuple[Said, ...]:
    """Every sentence, in the order of the paper."""
    return tuple(_said_in(report))


def _said_in(report: Report) -> Iterator[Said]:
    items: dict[str, list[Paragraph]] = {}
    for paragraph in report.paragraphs:
        items.setdefault(paragraph.parent, []).append(paragraph)
    leads: dict[str, str] = {}
    for paragraph in report.paragraphs:
        under = leads.get(paragraph.parent, "")
        lead, earlier = under, under
        for piece in _pieces(paragraph, items.get(paragraph.para, [])):
            if inline := _INLINE_LIST.match(_LABEL.sub("", piece)):
                lead, piece = inline[1].strip(), inline[2]
                earlier = f"{earlier} {lead}".strip()
            text = (piece if paragraph.cells else _LABEL.sub("", piece)).strip()
            if text.casefold() in {"", "and", "or"}:
                continue
            if not paragraph.parent and not _LABEL.match(piece) and earlier:
                lead = lead if lead and _is_open_list(piece) else ""
            yield Said(paragraph, text, lead, earlier, bool(paragraph.cells))
            earlier = f"{earlier} {text}".strip()[-_REMEMBERED:]
            if text.endswith(":"):
                lead = text
        leads[paragraph.para] = lead or (earlier if _LEADS_IN.search(earlier[-_LEAD_IN:]) else "")


def without_label(text: str) -> str:
    """A text without the number or bullet printed before it."""
    return _LABEL.sub("", text, count=1)


def _is_open_list(piece: str) -> bool:
    """Whether a piece without a bullet goes on with the list before it: it is no sentence of its own."""
    return piece.endswith((";", "; and", "; or")) or piece[:1].islower()


def _pieces(paragraph: Paragraph, items: list[Paragraph]) -> tuple[str, ...]:
    if paragraph.cells:
        return tuple(piece for cell in paragraph.text.split(" | ") for piece in sentences(cell))
    own = paragraph.text
    if any(item.cells for item in items) and " | " in own.partition("\n")[0]:
        own = own.partition("\n")[2]  # the headings of a table are no sentence
    for item in items:
        own = own.replace(item.text, "\n", 1)
    return sentences(own)
