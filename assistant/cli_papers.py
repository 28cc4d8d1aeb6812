"""The terminal's commands on papers: putting them in, taking them out, listing and printing them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from assistant.lookup import find_card, find_paragraph
from ingest.pipeline import Outcome, Progress, Tally, ingest, remove
from ingest.report import Access, Card, Paragraph, Report, printed, written_day
from ingest.settings import Settings
from ingest.store import Reader


def ingest_papers(paths: Sequence[Path], settings: Settings, *, quiet: bool) -> int:
    """Read papers into the library with a bar, a line for each file that failed, and a closing tally."""
    console = Console(stderr=True)
    if quiet:
        tally = ingest(paths, settings)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Getting ready", total=None)

            def show(progress: Progress) -> None:
                bar.update(task, description=_short(progress.name), completed=progress.done, total=progress.total)
                if progress.line and progress.line.outcome is Outcome.FAILED:
                    bar.console.print(Text(f"failed: {progress.line.name}: {progress.line.note}"))

            tally = ingest(paths, settings, show)
    _print_tally(tally, settings, quiet=quiet)
    return 1 if tally.failed else 0


def _short(name: str) -> str:
    """The end of a long name, where names of papers differ."""
    return name if len(name) <= 40 else f"…{name[-39:]}"


def _print_tally(tally: Tally, settings: Settings, *, quiet: bool) -> None:
    if quiet:
        for line in tally.failed:
            print(f"failed: {line.name}: {line.note}", file=sys.stderr)
    print(f"{tally} → {settings.library}")


def remove_papers(typed: Sequence[str], settings: Settings) -> int:
    """Take papers out, all of those named or none."""
    with Reader(settings.library, Access.EXEMPT) as reader:
        names = [find_card(name, reader.cards()).name for name in typed]
    remove(list(dict.fromkeys(names)), settings)
    for name in dict.fromkeys(names):
        print(f"removed: {name}. To have it back, ingest the file again.")
    return 0


def list_papers(settings: Settings, access: Access, *, as_json: bool) -> int:
    """The papers held, by council and date."""
    with Reader(settings.library, access) as reader:
        cards = sorted(reader.cards(), key=lambda c: (c.header.council, str(c.header.as_at or ""), c.name))
    if as_json:
        print(json.dumps([_card_json(card) for card in cards], ensure_ascii=False, indent=2))
        return 0
    for council, group in groupby(cards, key=lambda card: card.header.council or "Council not said"):
        print(council)
        for card in group:
            print(f"  {_line(card)}\n      {card.name}")
    print(f"{len(cards)} {'paper' if len(cards) == 1 else 'papers'} in {settings.library}")
    return 0


def _line(card: Card) -> str:
    """ "8 July 2024, Cabinet: Improvement plan"; an inspection report has no committee, so it says what it is."""
    header = card.header
    day = written_day(header.as_at) or "no date"
    return f"{day}, {header.body or header.kind.value}: {header.title}"


def _card_json(card: Card) -> dict[str, object]:
    header = card.header
    return {
        "report": card.name,
        "council": header.council,
        "council_evidence": header.council_evidence,
        "body": header.body,
        "date": header.as_at.isoformat() if header.as_at else None,
        "date_source": header.date_source.value,
        "kind": header.kind.value,
        "title": header.title,
        "report_of": header.report_of,
        "reference": header.reference,
        "classification": header.classification,
        "wards": header.wards,
        "paragraphs": card.paragraphs,
        "pages": card.pages,
        "added": card.added,
    }


def show_paper(typed: str, para: str | None, settings: Settings, access: Access, *, as_json: bool) -> int:
    """A paper as read, or one paragraph of it."""
    with Reader(settings.library, access) as reader:
        report = reader.report(find_card(typed, reader.cards()).name)
    shown = report.paragraphs if para is None else (find_paragraph(para, report),)
    if as_json:
        paragraphs = [_paragraph_json(paragraph) for paragraph in shown]
        print(json.dumps({"report": report.name, "paragraphs": paragraphs}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(report, shown)))
    return 0


def _paragraph_json(paragraph: Paragraph) -> dict[str, object]:
    return {
        "para": paragraph.para,
        "section": paragraph.section,
        "text": paragraph.text,
        "page": paragraph.page,
        "access": paragraph.access.word,
    }


def _lines(report: Report, shown: Sequence[Paragraph]) -> list[str]:
    """The paper's title, then each heading once, each paragraph with its address before it."""
    header, section = report.header, None
    day = written_day(header.as_at)
    lines = [header.title, ", ".join(filter(None, (header.council, header.body, day)))]
    for paragraph in shown:
        if len(shown) > 1 and paragraph.parent:
            continue  # its parent holds its words
        if paragraph.section != section:
            section = paragraph.section
            lines += ["", section.upper()]
        page = f", page {paragraph.page}" if paragraph.page else ""
        lines.append(f"[{printed(paragraph, header.kind)}{page}] {paragraph.text}")
    return lines
