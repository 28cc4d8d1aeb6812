"""The timeline of a pack: a picture, and a table of what it shows with where it is told and whether a promise was kept.

Left out are lines of covers, dates of next meetings, what is only mentioned in passing where a fuller sentence tells
it, and a deed that a promise above it is already shown kept by. Where more is left than a reader takes in, what weighs
most stays (`moments.weight_of`), with what was promised before it; the ledger has all of it.
A sentence that tells two dates stands whole at the later; at the earlier stands the part that tells it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.ledger.decisions import DecisionRow
from assistant.ledger.timeline import KEPT, TimelineRow
from assistant.ledger.timeline_picture import Mark, timeline_picture
from assistant.papers.alike import of_one_matter
from assistant.papers.borne import day_said
from assistant.papers.handout import Notice, Part, Picture, Piece, Row, Table
from assistant.papers.onboarding.differ import differing
from assistant.papers.onboarding.moments import is_of_visit, weight_of
from assistant.papers.quoting import clause, cut, quoted, telling, unlabelled
from assistant.papers.rows import is_ask, said_of, settled, visits
from assistant.papers.sources import Sources
from assistant.private import masked
from ingest.report import normalise, written_iso

MOST = 30  # rows
_LATE = 2  # days of papers, the last
_LONGEST = 210  # characters of what is quoted in a row
_KEPT, _PROMISE, _RECENT = 45, 44, 20  # weight of a promise shown kept, of another, more for one of late
_MEETING = re.compile(r"\bnext meeting\b|\bdate of (?:the )?meeting\b|\bwork programme\b|\bto follow\b", re.I)
_COVER = re.compile(r"header:(?!.*(?:inspection|visit|publi))", re.I)
_KINDS = {"event": "", "deadline": "due", "promise": "promised"}
_COMPARED = frozenset({"date", "judgement"})  # kinds of conflict that are told here
_HEADINGS = ("When", "What", "Kept?", "Told on")


def timeline_part(sources: Sources) -> Part:
    """The picture and the table."""
    told = _told(sources)
    shown = _weightiest(told)
    made = [(each, row) for each in shown if (row := _row(sources, each, told))]
    rows = tuple(row for _, row in made)
    pieces: list[Piece] = []
    if rows:
        svg = timeline_picture([Mark(_as_said(each, row.cells[0]), "") for each, row in made], "Timeline")
        pieces.append(Picture(svg, "A line for each year, and in its month a mark for each row of the table below."))
        pieces.append(Table(_HEADINGS, rows, widths=(4, 10, 3, 4)))
    pieces += differing(sources, _COMPARED)
    if len(shown) < len(told):
        pieces.insert(
            0,
            Notice(
                "Not everything dated is here: inspections, notices, bodies, plans, decisions, money and promises come "
                "first. The timeline ledger has the rest.",
                small=True,
            ),
        )
    return Part("Timeline", tuple(pieces), "The papers held give no date to anything but their meetings.")


def _as_said(row: TimelineRow, day: str) -> TimelineRow:
    """A row whose day is not drawn where none is printed: "March 2022 and September 2023"."""
    if len(row.when) < len("2015-11-05") or re.search(r"\b\d{1,2}\b", day):
        return row
    return replace(row, when=row.when[:7], until="")


def _told(sources: Sources) -> tuple[TimelineRow, ...]:
    """Everything dated that is worth a row, in the order of time, each once."""
    held = visits(sources, sources.cards)
    kept: list[TimelineRow] = []
    for row in sorted(map(settled, sources.rows(TimelineRow)), key=_fullest_first):
        own = row.para.startswith("header:")
        aside = _COVER.match(row.para) or _MEETING.search(row.text) or row.quote.rstrip().endswith(":")
        of_visit = not own and row.kind == "event" and is_of_visit(row, held)
        if row.when and not aside and not of_visit and not any(_is_told(row, other) for other in kept):
            kept.append(row)
    return tuple(sorted(kept, key=lambda row: (row.when, row.until, row.as_at)))


def _fullest_first(row: TimelineRow) -> tuple[bool, bool, str]:
    """Promises that are shown kept before the deeds that show it; then whole sentences before mentions."""
    return row.kept != KEPT, not row.text.endswith((".", ";")) and len(row.text.split()) < 12, row.as_at


def _is_told(row: TimelineRow, other: TimelineRow) -> bool:
    if (row.report, row.para) == (other.kept_report, other.kept_para) and row.kind == "event":
        return row.quote == other.kept_quote
    if _is_one_promise(row, other):
        return True
    near = row.when == other.when or (row.when.startswith(other.when) or other.when.startswith(row.when))
    if not near or (row.kind == "event") != (other.kind == "event"):
        return False
    mention = not row.para.startswith("header:") and len(row.text.split()) < 12 and not row.text.endswith(".")
    same_paper = row.report == other.report and row.kind == other.kind and row.until == other.until
    return of_one_matter(row.text, other.text) or (same_paper and row.para == other.para) or mention


def _is_one_promise(row: TimelineRow, other: TimelineRow) -> bool:
    """Whether one paper promises twice for the same whole day."""
    both = row.kind == other.kind and row.kind != "event" and row.report == other.report
    return both and row.when == other.when and len(row.when) == len("2015-11-05")


def _weightiest(rows: Sequence[TimelineRow]) -> tuple[TimelineRow, ...]:
    papers = sorted({row.as_at for row in rows})
    ranked = sorted(rows, key=lambda row: -_weight(row, papers[-_LATE:]))[:MOST]
    return tuple(row for row in rows if row in ranked)


def _weight(row: TimelineRow, late: Sequence[str]) -> int:
    """What it speaks of; of a promise whether it may still be waited for; the days of an inspection before all."""
    if row.para.startswith("header:"):
        return 100
    if row.kind == "event":
        return weight_of(row.text)
    weight = max(_KEPT, weight_of(row.kept_quote)) if row.kept == KEPT else _PROMISE
    return weight + (_RECENT if row.as_at in late else 0)


def _row(sources: Sources, row: TimelineRow, others: Sequence[TimelineRow]) -> Row | None:
    later = [each for each in others if each.quote == row.quote and each.when > row.when]
    if later:
        words = _part(row)
        if normalise(words).strip(".;") == normalise(unlabelled(later[-1].quote)).strip(".;"):
            return None  # the later row says all of it
    else:
        own = said_of(row)
        said = telling(sources, row.report, row.para, own, _LONGEST)
        whole = said and (own != row.quote or row.printed in said.quote)
        words = said.quote if said and whole else clause(row.quote, row.printed, _LONGEST)
        if any(_is_within(each, row, words) for each in others):
            return None  # it leans on a sentence that has a row of its own
    if not words or masked(words) != words:
        return None
    cited = sources.cite(row.report, row.para, words)
    kind = "asked for" if _is_asked(sources, row) else _KINDS[row.kind]
    what = f"{kind.capitalize()}: {quoted(words)}" if kind else quoted(words)
    kept, shown = _kept(sources, row)
    day = day_said(sources, cited, row.when, row.until, row.printed)
    return Row((day, what, kept, written_iso(row.as_at)), (cited, *shown))


def _is_asked(sources: Sources, row: TimelineRow) -> bool:
    """Whether what is to come was only asked for: nobody has promised it."""
    asks = sources.rows(DecisionRow)
    return row.kind != "event" and any((row.report, row.para) == (ask.report, ask.para) and is_ask(ask) for ask in asks)


def _is_within(other: TimelineRow, row: TimelineRow, words: str) -> bool:
    """Whether the words of a row bring along the sentence of another of the same paragraph and kind."""
    own = unlabelled(other.quote).rstrip(" ;,")
    here = (other.report, other.para, other.kind) == (row.report, row.para, row.kind)
    return here and other is not row and own not in unlabelled(row.quote) and own in words


def _kept(sources: Sources, row: TimelineRow) -> tuple[str, tuple[Citation, ...]]:
    """Whether a later paper shows a promise kept; of what was still to come at the latest paper, that."""
    if row.kind == "event":
        return "", ()
    if row.kept == KEPT:
        shown = cut(row.kept_quote)
        return "shown kept", (sources.cite(row.kept_report, row.kept_para, shown),)
    latest = sources.searched.latest
    if latest and (row.until or row.when) > latest.isoformat()[: len(row.until or row.when)]:
        return "still to come at the latest paper", ()
    return "not shown", ()


def _part(row: TimelineRow) -> str:
    """Of a sentence that tells several dates the clause with this one, and the clause before it."""
    pieces = re.split(r"(?<=[,;:])\s", unlabelled(row.quote))
    at = next((at for at, piece in enumerate(pieces) if row.printed in piece), 0)
    words = " ".join(pieces[max(0, at - 1) : at + 1]).rstrip(",;:")
    return cut(words, _LONGEST)
