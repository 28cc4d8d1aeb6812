"""`python -m evals.handouts`: every handout a library gives, checked independently and timed.

A briefing on each paper and meeting, a pack for each council, each paper against the next of its council, each council
at its first and last day, and a reply to each question of a set. Counted are lines the gate let fall, figures, dates
and names that the paragraphs cited do not have, and notes of the Word file that lead nowhere. Exit status 1 where there
is any.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter
from xml.etree import ElementTree

from rich.console import Console
from rich.table import Table as Printed

from assistant.answer import Question, Searched, Statement
from assistant.ask import Assistant
from assistant.batch import read_questions
from assistant.papers.handout import Handout, Line, Row, Table
from assistant.papers.ordered import briefing_on, days_compared, pack_on, papers_compared, reply_to
from assistant.papers.reply import Asked
from assistant.render_docx_handout import document
from evals.borne import exact_things_not_borne
from evals.reached import reached
from evals.unsupported import Held, dead_citations, holdings, told_of
from ingest.errors import PlanAssistantError
from ingest.report import Access, Card
from ingest.settings import Settings

_MADE = date(2026, 4, 1)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Order:
    """A handout to be written: what it is of, the question it answers or "", and how it is made."""

    of: str
    asked: str
    make: Callable[[], Handout]


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one order."""

    of: str
    sort: str
    citing: int  # lines and rows
    left_out: int
    findings: tuple[tuple[str, str, str], ...]  # kind, words, and the line they stand in
    dead_notes: int
    notes: int
    seconds: float

    @property
    def sound(self) -> bool:
        return not (self.left_out or self.findings or self.dead_notes)


def orders(assistant: Assistant, access: Access, questions: Sequence[str]) -> Iterator[Order]:
    """Everything a library gives."""
    cards = sorted(assistant.cards(access), key=lambda card: (card.header.council, str(card.header.as_at or "")))
    for card in cards:
        yield Order(card.name, "", partial(briefing_on, assistant, access, (card,), _MADE))
    for council in Searched.of(cards).councils:
        own = [card for card in cards if card.header.council == council]
        yield Order(council, "", partial(pack_on, assistant, access, council, None, _MADE))
        for then, now in pairwise(own):
            name = f"{then.name} / {now.name}"
            yield Order(name, "", partial(papers_compared, assistant, access, then, now, _MADE))
        days = _days(own)
        if len(days) > 1:
            ends = (days[0], days[-1])
            yield Order(f"{council} at two days", "", partial(days_compared, assistant, access, council, ends, _MADE))
    for question in questions:
        asked = (Asked(question, assistant.ask(Question(question, access))),)
        yield Order(question, question, partial(reply_to, assistant, access, asked, _MADE))


def _days(cards: Sequence[Card]) -> list[date]:
    return sorted({card.header.as_at for card in cards if card.header.as_at})


def examined(order: Order, held: Held) -> Examined:
    """Write a handout twice, the second time on the clock, and look at every line and at the notes of its Word file."""
    order.make()
    started = perf_counter()
    handout = order.make()
    seconds = perf_counter() - started
    findings = [
        (kind, words, each.said)
        for heading, each in _all_that_cites(handout)
        for kind, words in _wrong(heading, each, order.asked, held)
    ]
    made = document(handout, {})
    notes, dead = footnotes(made)
    return Examined(
        order.of,
        handout.sort.value,
        len(handout.citing),
        handout.left_out,
        tuple(findings),
        dead,
        notes,
        seconds,
    )


def _all_that_cites(handout: Handout) -> Iterator[tuple[str, Line | Row]]:
    """Each line and row, with the heading it stands under."""
    for part in (part for chapter in handout.chapters for part in chapter.parts):
        for piece in part.pieces:
            if isinstance(piece, Line):
                yield part.heading, piece
            elif isinstance(piece, Table):
                yield from ((part.heading, row) for row in piece.rows)


def _wrong(heading: str, each: Line | Row, asked: str, held: Held) -> list[tuple[str, str]]:
    """What the paragraphs cited do not have; of what is calculated, what their figures do not lead to either."""
    cells = each.cells if isinstance(each, Row) else (each.lead, each.text)
    words = "; ".join(_label(label) for cell in cells for label in cell.split("; ") if label)
    text = f"{heading.lower()}. {words}"
    statement = Statement(text, each.citations, each.calculated)
    told = told_of(statement, asked, held)
    found = [*dead_citations(statement, held), *exact_things_not_borne(told)]
    if each.calculated:
        found = [(kind, words) for kind, words in found if not reached(words, told.sources)]
    return [(kind, words) for kind, words in dict.fromkeys(found) if words.lower() != "one"]  # "one by one"


def _label(cell: str) -> str:
    """A cell of a few words of ours, such as "Promised", with its first letter small: it is no name."""
    label = re.match(r"[A-Z][a-z]+(?: [a-z]+){0,4}(?=$|:)", cell)
    return f"{cell[0].lower()}{cell[1:]}" if label else cell


def footnotes(made: bytes) -> tuple[int, int]:
    """How many notes a Word file has, and how many lead nowhere: a reference without its note, or the other way."""
    with tempfile.TemporaryFile() as file:
        file.write(made)
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
            body = ElementTree.fromstring(package.read("word/document.xml"))
            part = package.read("word/footnotes.xml") if "word/footnotes.xml" in names else b"<none/>"
    there = {note.get(f"{_W}id") for note in ElementTree.fromstring(part) if note.get(f"{_W}type") is None}
    referred = {note.get(f"{_W}id") for note in body.iter(f"{_W}footnoteReference")}
    return len(there), len(there ^ referred)


def report(found: Sequence[Examined], console: Console) -> None:
    """Print a line for each kind of handout, then whatever is not sound."""
    table = Printed("", "written", "lines", "left out", "findings", "notes", "dead", "p50 ms", "p95 ms")
    for sort in dict.fromkeys(each.sort for each in found):
        own = [each for each in found if each.sort == sort]
        times = sorted(each.seconds * 1000 for each in own)
        counts = [len(own), *(sum(getattr(each, name) for each in own) for name in ("citing", "left_out"))]
        counts += [sum(len(each.findings) for each in own)]
        counts += [sum(getattr(each, name) for each in own) for name in ("notes", "dead_notes")]
        table.add_row(sort, *map(str, counts), f"{median(times):.0f}", f"{times[ceil(0.95 * len(times)) - 1]:.0f}")
    console.print(table)
    for each in found:
        if not each.sound:
            console.print(f"{each.sort}, {each.of}: {each.left_out} left out, {each.dead_notes} dead", markup=False)
        for kind, words, said in each.findings:
            console.print(f"  {kind} “{words}” in “{said[:160]}”", markup=False)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 2 where something cannot be used."""
    parser = argparse.ArgumentParser(description="Write every handout a library gives and check each line of it.")
    parser.add_argument("--library", type=Path, help="folder of the library (.library)")
    parser.add_argument("--questions", type=Path, help="JSON Lines; a reply is written to each")
    parser.add_argument("--access", choices=[level.word for level in Access], default="open")
    options = parser.parse_args(argv)
    console = Console(highlight=False, soft_wrap=True)
    settings = Settings(**({"library": options.library} if options.library else {}))
    access = Access[options.access.upper()]
    try:
        questions = [line.question for line in read_questions(options.questions)] if options.questions else []
        assistant = Assistant(settings)
        held = holdings(assistant)
        found = [examined(order, held) for order in orders(assistant, access, questions)]
    except PlanAssistantError as problem:
        Console(stderr=True).print(f"evals.handouts: {problem}", soft_wrap=True, markup=False, highlight=False)
        return 2
    report(found, console)
    return 0 if all(each.sound for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
