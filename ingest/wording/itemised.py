"""A lead-in and the items it leads in to, with addresses of their own or in the run of the text. Pure.

Committee papers write "asked to: (a) note …; and (b) agree …" on one line, in bullets or as sub-paragraphs. The joints
of such a list ("; and", "or") are no words of its items and are taken off them; a full stop stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.numbering import Label, Style, label_of, position
from ingest.report import Paragraph

_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[\s:;,–—-]))(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])(?=\s)"
)
_BULLET = re.compile(r"(?:^|(?<=[\s:;]))•\s+|(?:^|\n)\s*[-–—*·o]\s+")
_BEFORE_FIRST = re.compile(r"(?:^|[:;–—-]|\bto|\bthat|\n)\s*$", re.I)
_TRIES = 8  # first labels from which a list is looked for
_JOINT = re.compile(r"\s*(?:[;,]\s*(?:and/or|and|or)?|(?<=[.])\s+(?:and|or)|\s(?:and|or)\s*[:–—-])\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `para`: its own address, or that of the paragraph that holds it."""

    para: str
    text: str  # without label and joint, on one line


@dataclass(frozen=True, slots=True)
class Itemised:
    """A paragraph as lead-in and items. Without items `lead` is all of it; `after` is what follows the list."""

    lead: str  # without the paragraph's own label, lines kept
    items: tuple[Item, ...]
    after: str = ""


def bare(text: str) -> str:
    """Words without their label, on one line, and without the joint that ties an item to the next."""
    return _JOINT.sub("", " ".join(label_of(text).rest.split()))


def itemised(paragraph: Paragraph, children: Sequence[Paragraph]) -> Itemised:
    """The lead-in and items of a paragraph, given the paragraphs that it holds."""
    text = paragraph.text
    if not children:
        unlabelled = paragraph.para.startswith(("section:", "header:"))
        lead, items = split(text if unlabelled else label_of(text).rest)
        return Itemised(lead, tuple(Item(paragraph.para, bare(item)) for item in items))
    begins = max(text.find(children[0].text), 0)
    last = children[-1].text
    ends = text.rfind(last)
    after = text[ends + len(last) :].strip() if ends >= 0 else ""
    return Itemised(
        label_of(text[:begins]).rest.strip(), tuple(Item(child.para, bare(child.text)) for child in children), after
    )


def split(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as lead-in and items: labels that run on from the first of their kind, else bullets, else no items."""
    starts = tuple(_run(text)) or tuple((m.start(), m.end()) for m in _BULLET.finditer(text))
    if not starts or (len(starts) == 1 and not _BEFORE_FIRST.search(text[: starts[0][0]])):
        return text.strip(), ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    items = [text[words:end].strip() for (_, words), end in zip(starts, ends, strict=True)]
    return text[: starts[0][0]].strip(), tuple(item for item in items if item)


def _run(text: str) -> Iterator[tuple[int, int]]:
    """Where the labels of an inline list begin and end: at least two, each the next after the one before."""
    found = [(m, label_of(f"{m[0]} X")) for m in _LABEL.finditer(text)]
    tried = 0
    for at, (first, label) in enumerate(found):
        if (
            tried < _TRIES
            and position(label) == 1
            and label.style is not Style.NONE
            and _BEFORE_FIRST.search(text[max(first.start() - 20, 0) : first.start()])
        ):
            tried += 1
            run = [first]
            wanted = 2
            for match, later in found[at + 1 :]:
                if _same_list(label, match[0], first[0]) and position(_as(label, later)) == wanted:
                    run.append(match)
                    wanted += 1
            if len(run) > 1:
                yield from ((match.start(), match.end()) for match in run)
                return


def _same_list(label: Label, printed: str, first: str) -> bool:
    return printed[0] == "(" if first[0] == "(" else printed[-1] == first[-1] and printed[0] != "("


def _as(first: Label, later: Label) -> Label:
    """A label in the style of the list's first: "(i)" between (h) and (j) is a letter."""
    if first.style is later.style:
        return later
    if first.style is Style.LETTER and later.style is Style.ROMAN and len(later.value) == 1:
        return Label(Style.LETTER, later.value, later.rest)
    return Label(Style.NONE, "", "")
