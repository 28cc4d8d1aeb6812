"""What is printed on the page but is not the paper's text: running heads, page numbers, contents lists.

A running head is a line that stands at the same edge of half of the pages, digits aside; where a paper prints left
and right pages apart, of half of either. The first page keeps its own head: there the same words are the title.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.marking import line_access
from ingest.read.line import Line
from ingest.read.running_heads import parts
from ingest.report import Access

_EDGE_LINES = 4  # how many lines from either end of a page can be running heads
_FEWEST_PAGES = 3  # fewer show no habit, but for the outermost line of two
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_WORDED_PAGE_NUMBER = re.compile(r"[-–—]?\s*page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—]?", re.I)
_NUMBERED_FOOTER = re.compile(r".*\bpage\s+(\d{1,4})\s+of\s+\d{1,4}", re.I)
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?", re.I)
_ENTRY = re.compile(r"(.*?\S)(?:\s*(?:\.\s?){3,}|\s+|\t)(\d{1,3})$")


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines that are text, in order. A marking in a running head ("Not for publication", "Ashby Council – Part 2 –
    Page 1 of 3") is kept, once and first: a paper marked nowhere else is not to be taken for an open one."""
    kept = _without_stamp(_without_running_heads(lines))
    shown = {line.text for line in kept}
    gone = [(line, part) for line in lines if line.text not in shown for part in parts([line.text])]
    markings: dict[str, Line] = {}
    for line, part in gone:
        if line_access(part) > Access.OPEN and part not in shown:
            markings.setdefault(part, replace(line, text=part, right=line.left))  # it is all of its line
    return [*markings.values(), *_without_contents(kept)]


def _without_stamp(lines: list[Line]) -> list[Line]:
    """The lines without a last one that is the first again: a stamp on the paper ("SAMPLE"), not words of its end."""
    last = next((index for index in range(len(lines) - 1, 0, -1) if lines[index].text.strip()), 0)
    if last < _EDGE_LINES or lines[last].text.strip() != lines[0].text.strip():
        return lines
    return [*lines[:last], *lines[last + 1 :]]


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    pages: defaultdict[int | None, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    most = _EDGE_LINES if len(pages) >= _FEWEST_PAGES else 1
    edges = {index for indices in pages.values() for index in _edges(lines, indices, most)}
    running = _running(lines, edges)
    first_page = min((page for page in pages if page is not None), default=None)
    dropped: set[int] = set()
    for index, line in enumerate(lines):
        text = line.text.strip()
        at_edge = line.page is not None and index in edges
        is_running = at_edge and (_shape(line) in running or _is_numbered_footer(line))
        if is_running and line.page == first_page and _is_in_upper_half(line, index, pages[first_page]):
            continue  # the title
        is_number = _WORDED_PAGE_NUMBER.fullmatch(text) or (at_edge and text and _PAGE_NUMBER.fullmatch(text))
        if is_running or is_number:
            dropped.add(index)
    return [line for index, line in enumerate(lines) if index not in dropped]


def _is_in_upper_half(line: Line, index: int, page: Sequence[int]) -> bool:
    """Whether a line stands in the upper half of its page, by height if that is known, else by order."""
    return line.height > 0.5 if line.height is not None else 2 * page.index(index) < len(page)


def _edges(lines: Sequence[Line], indices: Sequence[int], most: int) -> list[int]:
    """The lines at the head and the foot of one page, by where they stand if that is known, else by order."""
    if all(lines[index].height is not None for index in indices):
        indices = sorted(indices, key=lambda index: lines[index].height or 0.0)
    first = most + _is_page_number(lines[indices[0]])  # a page's number hides no footer that stands over it
    last = most + _is_page_number(lines[indices[-1]])
    return [*indices[:first], *indices[-last:]]


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _is_numbered_footer(line: Line) -> bool:
    """Whether a line at the edge ends in the number of its own page: "… Page 1 of 2"."""
    match = _NUMBERED_FOOTER.fullmatch(line.text.strip())
    return match is not None and int(match[1]) == line.page


def _running(lines: Sequence[Line], edges: Iterable[int]) -> set[tuple[str, int]]:
    """The shapes of lines that stand on half of all, of the odd, or of the even pages."""
    pages = {line.page for line in lines if line.page is not None}
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for index in edges:
        line = lines[index]
        if line.page is not None:
            seen[_shape(line)].add(line.page)
    sides = Counter(page % 2 for page in pages)
    return {
        shape
        for shape, held in seen.items()
        if len(held) >= min(_FEWEST_PAGES, max(len(pages), 2))
        and (
            len(held) >= len(pages) / 2
            or any(sum(page % 2 == side for page in held) >= sides[side] / 2 for side in sides)
        )
    }


def _shape(line: Line) -> tuple[str, int]:
    """A line's words with digits folded, and how high it stands in twentieths of the page."""
    return re.sub(r"\d+", "#", " ".join(" ".join((line.text, *line.cells)).lower().split())), round(
        20 * (line.height or 0.0)
    )


def _without_contents(lines: Sequence[Line]) -> Iterable[Line]:
    """A heading "Contents" and the entries under it: up to three lines each, the last ending in a page number."""
    index = 0
    while index < len(lines):
        if _CONTENTS.fullmatch(lines[index].text.strip()):
            end = _end_of_contents(lines, index + 1)
            index = end if end > index + 1 else index
        if index < len(lines):
            if not re.search(r"(?:\.\s?){5,}\s*\d{1,3}$", lines[index].text):
                yield lines[index]
            index += 1


def _end_of_contents(lines: Sequence[Line], start: int) -> int:
    end, page, index = start, 0, start
    while index < len(lines) and index - end < 3:
        line = lines[index]
        number = line.cells[-1] if line.cells else (match[2] if (match := _ENTRY.fullmatch(line.text)) else "")
        if number.isdigit():
            if int(number) < page:
                break
            page, end = int(number), index + 1
        index += 1
    return end
