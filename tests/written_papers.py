"""Reports and minutes as a clerk would write them, of one invented council, read as the reader reads a text file."""

from __future__ import annotations

from ingest.parse import parse
from ingest.read.lines import blocks_from_lines
from ingest.read.text import lines_of
from ingest.report import Report

COUNCIL = "Oakshire"


def written(text: str, name: str = "paper.txt") -> Report:
    """A paper of the words given, its parts a blank line apart."""
    return parse(blocks_from_lines(tuple(lines_of(text))), name)


def report(
    *parts: str,
    to: str = "Cabinet",
    on: str = "12 March 2024",
    title: str = "Fostering Strategy",
    name: str = "report.txt",
) -> Report:
    """A report to a committee; its parts are headings and paragraphs."""
    cover = ["Oakshire County Council", f"Report to: {to}", f"Date of meeting: {on}", f"Title: {title}"]
    return written("\n\n".join((*cover, *parts)), name)


def minutes(*parts: str, of: str = "Cabinet", on: str = "12 March 2024", name: str = "minutes.txt") -> Report:
    """Minutes of a meeting; its parts are items and what was said and decided."""
    cover = [
        "Oakshire County Council",
        f"Minutes of the meeting of the {of} held on {on}",
        "Present: Councillor Elm (Chair)",
    ]
    return written("\n\n".join((*cover, *parts)), name)
