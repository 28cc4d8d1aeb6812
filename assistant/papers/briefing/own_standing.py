"""How recommendations and actions stand in the paper's own words, where no inspection held has them: plans of action,
reviews, audits. Rows of a table by its column of status, then the sentences that count them or name one by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.papers.briefing.quoting import cut, line
from assistant.papers.briefing.subject import Room, Subject
from assistant.papers.handout import Line
from ingest.report import Cell, Paragraph
from ingest.spans import spans_in

_STATUS = re.compile(r"^\W*(?:current |overall |progress )?(?:status|position|rag(?: rating| status)?)\W*$", re.I)
_NAME = re.compile(r"\b(?:recommendation|action|task|milestone|objective)\b", re.I)
_DUE = re.compile(r"\b(?:due|date|deadline|by when|target|timescale)\b", re.I)
_DONE = re.compile(r"^\W*(?:complete[d]?|done|met|closed|implemented|green|blue|achieved|delivered)\b", re.I)
_OPEN = (
    r"(?:delayed|in progress|not (?:yet )?started|outstanding|partly|partially|overdue|still open|not (?:yet )?been"
    r"|under ?way|on hold|behind)"
)
_ONE = re.compile(rf"\b(?:recommendation|action) [A-Z]?\d+[^.;]{{0,60}}\b{_OPEN}\b", re.I)
_COUNT = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|all|none) (?:of the|are|is|have|has|remain)\b", re.I
)
_OF_THEM = re.compile(r"\b(?:recommendations|actions)\b", re.I)
_COMPLETE = re.compile(r"\b(?:complete[d]?|met|closed|implemented|delivered)\b", re.I)
_ORIGINAL = re.compile(r"^\W*(?:original|previous|planned|initial|old)\b[^|]*\b(?:date|deadline|target|due)\b", re.I)
_REVISED = re.compile(r"^\W*(?:revised|new|current|forecast|expected)\b[^|]*\b(?:date|deadline|target|due)\b", re.I)
_LONG = 110  # characters of an action


def stand_here(subject: Subject, room: Room) -> tuple[tuple[Line, ...], bool]:
    """Lines on what is open, and whether there are more than there is room for."""
    counts, named = tuple(_counts(subject)), tuple(_named(subject))
    rows = tuple(_rows(subject))
    found = (*counts, *(rows or named))
    return found[: room.most], len(found) > room.most


def _rows(subject: Subject) -> Iterator[Line]:
    for name in subject.names:
        for paragraph in subject.sources.report(name).paragraphs:
            status = _cell(paragraph.cells, _STATUS)
            if status and not _DONE.match(status.text):
                yield from _row(subject, name, paragraph, status)


def _row(subject: Subject, name: str, paragraph: Paragraph, status: Cell) -> Iterator[Line]:
    """An action, how it stands, and the last day given for it."""
    what = _cell(paragraph.cells, _NAME)
    if not what or not status.text.strip():
        return
    dates = [cell for cell in paragraph.cells if _DUE.search(cell.heading) and spans_in(cell.text, None)]
    due = f"; {dates[-1].heading.strip(' :').casefold()} “{dates[-1].text.strip()}”" if dates else ""
    words = f"“{cut(what.text, _LONG)}”: “{' '.join(status.text.split())}”{due}"
    first = paragraph.cells[0].text.strip()
    lead = first if first != what.text.strip() and len(first) < len("Recommendation 100") else ""
    yield Line(words, (subject.sources.cite(name, paragraph.para, " ".join(paragraph.text.split())),), lead=lead)


def moved(subject: Subject) -> Iterator[Line]:
    """A question on each action of the papers' own tables whose day is another than it was; those delayed first."""
    late = [(name, each) for name in subject.names for each in subject.sources.report(name).paragraphs]
    for name, paragraph in sorted(late, key=lambda found: not _is_late(found[1])):
        what, status = _cell(paragraph.cells, _NAME), _cell(paragraph.cells, _STATUS)
        then, now = _cell(paragraph.cells, _ORIGINAL), _cell(paragraph.cells, _REVISED)
        both = then and now and spans_in(then.text, None) and spans_in(now.text, None) and then.text != now.text
        if what and then and now and both and not (status and _DONE.match(status.text)):
            cited = subject.sources.cite(name, paragraph.para, " ".join(paragraph.text.split()))
            words = cut(what.text, _LONG).rstrip(".")
            yield Line(f"“{words}”: why has its date moved from “{then.text}” to “{now.text}”?", (cited,))


def _is_late(paragraph: Paragraph) -> bool:
    return bool(re.search(r"\b(?:delayed|overdue|behind|red)\b", paragraph.text, re.I))


def _cell(cells: Sequence[Cell], heading: re.Pattern[str]) -> Cell | None:
    return next((cell for cell in cells if heading.search(cell.heading)), None)


def _counts(subject: Subject) -> Iterator[Line]:
    """The sentences that count how many are met, with the next where that goes on counting."""
    for at, sentence in enumerate(subject.sentences):
        counted = _COUNT.search(sentence.text) and _OF_THEM.search(sentence.text) and _COMPLETE.search(sentence.text)
        if not counted or sentence.said.cell or sentence.is_cover:
            continue
        following = subject.sentences[at + 1] if at + 1 < len(subject.sentences) else None
        goes_on = following and following.para == sentence.para and re.search(rf"\b{_OPEN}\b", following.text, re.I)
        words = f"{sentence.text} {following.text}" if following and goes_on else sentence.text
        yield line(subject.sources, sentence.report, sentence.para, words)
        return


def _named(subject: Subject) -> Iterator[Line]:
    for sentence in subject.sentences:
        if _ONE.search(sentence.text) and not sentence.said.cell and not sentence.is_cover:
            yield line(subject.sources, sentence.report, sentence.para, cut(sentence.text, _LONG))
