"""Key dates: what is due or promised from the meeting on, and the few events that led to it, one line a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ledger.timeline import TimelineRow
from assistant.papers.borne import written_days
from assistant.papers.briefing.lines import headed, line
from assistant.papers.briefing.subject import Room, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import clause, leans
from assistant.papers.rows import settled
from ingest.report import Ref, quoted_in
from ingest.spans import spans_in

_MOST, _LED_HERE = 8, 3
_OF_RISK = re.compile(r"\brisk (?:that|of)\b", re.I)
_FEW, _FEWEST = 4, 7  # words that say what a date is of
_LONG = 150  # characters: a date wants a few words, not a paragraph
_TURNING = re.compile(
    r"\b(?:inspect\w*|publish\w*|notice|lifted|agreed|approved|decided|endorsed|resolved|established|disbanded"
    r"|replaced|opened|ended|began|started|appointed|letter|visit|judged|brief\w*|considered|workshop)\b",
    re.I,
)


def key_dates(subject: Subject, room: Room, told: Told) -> Part:
    """Dates of the papers briefed: what led here, then what is to come; at most two more than other parts have."""
    most = min(room.most + 2, _MOST)
    own = [
        row
        for row in map(settled, subject.sources.rows(TimelineRow))
        if subject.tells(row.report, row.also) and row.when
    ]
    own = [row for row in own if _says_something(row)]
    coming = _one_a_day(subject, [row for row in own if _is_coming(subject, row)], told)
    past = [row for row in own if _has_been(subject, row) and "£" not in row.quote]
    past = [row for row in past if row.quote not in {other.quote for other in coming}]
    led = _one_a_day(subject, [row for row in past if not told.has(row.text)], told)
    led = sorted(sorted(led, key=_weight)[-min(_LED_HERE, max(room.most // 2, 2)) :], key=lambda row: row.when)
    first = sorted(coming, key=lambda row: row.kind != "deadline")[: most - len(led)]
    shown = [*led, *sorted(first, key=lambda row: row.when)]
    heading = headed("Key dates", len(coming) + len(led) > len(shown))
    empty = "The paper gives no date but that of the meeting."
    if past and not shown:
        empty = "The paper gives no date beside those above and that of the meeting."
    return Part(heading, tuple(dated(subject, row) for row in shown), empty)


def dated(subject: Subject, row: TimelineRow) -> Line:
    """A dated thing: when, and what in the paper's words. The year stands there where the paragraph bears it."""
    paragraph = subject.sources.paragraph(Ref(row.report, row.para))
    stands = paragraph is not None and quoted_in(row.text, paragraph.text)
    scrap = (len(row.text.split()) < _FEWEST and not row.para.startswith("header:")) or leans(row.text)
    whole = row.text if stands and not scrap else row.quote
    words = clause(_without_date(_in_context(subject, row, whole), row.printed), row.printed, _LONG)
    due = "Due " if row.kind == "deadline" else ""
    printed = row.printed if due else row.printed[:1].upper() + row.printed[1:]
    leads = (f"{due}{_written(row)}", f"{due}{printed}")
    lines = (line(subject.sources, row.report, row.para, words, lead=lead) for lead in leads)
    return subject.fullest(*lines)


def _in_context(subject: Subject, row: TimelineRow, words: str) -> str:
    """A sentence with what it leans on: not where that has a sum, or a date of its own that would be taken for this
    one's, unless all of it is one sentence."""
    both = subject.in_context(row.report, row.para, words)
    brought = both.removesuffix(words).rstrip()
    return both if brought.endswith(";") or not ("£" in brought or spans_in(brought, None)) else words


def _without_date(words: str, printed: str) -> str:
    """A sentence without the date it begins or ends with: that stands before it."""
    when = rf"(?:on|in|by|at|since|from|of)\s+{re.escape(printed)}"
    opening = re.match(rf"{when},?\s+(?=\S)", words, re.I)
    bare = words[opening.end() :] if opening else words
    ending = re.search(rf"(?:\s+{when}|:\s+{re.escape(printed)})[.;]?$", bare, re.I)
    bare = bare[: ending.start()] if ending else bare
    return bare if len(bare.split()) >= _FEW or ":" in words else words


def _written(row: TimelineRow) -> str:
    """A row's date or range written out; of a year as printed, which may be a season."""
    year_only = len(row.when) == len("2015")
    return f"{row.printed[:1].upper()}{row.printed[1:]}" if year_only else written_days(row.when, row.until)


def _is_coming(subject: Subject, row: TimelineRow) -> bool:
    return (row.until or row.when) >= subject.iso[: len(row.until or row.when)] and row.kind != "event"


def _has_been(subject: Subject, row: TimelineRow) -> bool:
    last = row.until or row.when
    return last < subject.iso or (last == subject.iso and row.kind == "event")


def _says_something(row: TimelineRow) -> bool:
    """Whether a row is more than a date or a year, and is not a spread of dates over years, or a risk."""
    spread = row.until and int(row.until[:4]) > int(row.when[:4]) and row.kind != "event"
    only_a_year = len(row.when) == len("2015") and row.kind == "event"
    if spread or only_a_year or _OF_RISK.search(row.quote):  # risks have a part of their own
        return False
    words = _without_date(row.quote, row.printed).replace(row.printed, "")
    return row.para.startswith("header:") or len(words.split()) >= _FEW


def _weight(row: TimelineRow) -> tuple[bool, str]:
    """Turning points before the rest, the latest last."""
    return bool(_TURNING.search(row.text)) and not row.para.startswith("header:"), row.when


def _one_a_day(subject: Subject, rows: Sequence[TimelineRow], told: Told) -> list[TimelineRow]:
    """One row for each date, at words that have not been told yet where there are such."""
    by_day: dict[str, list[TimelineRow]] = {}
    for row in rows:
        by_day.setdefault(row.when, []).append(row)
    best = [min(same, key=lambda row: (_is_asked(subject, row), *_telling(row, told))) for same in by_day.values()]
    months = {row.when for row in best}
    exact = [row for row in best if len(row.when) > len("2015-11") or not _has_day(row.when, months)]
    return sorted(exact, key=lambda row: (row.when, row.until))


def _is_asked(subject: Subject, row: TimelineRow) -> bool:
    """Whether a date stands in an ask: another telling of it says more."""
    return any((row.report, row.para) == (ask.report, ask.para) for ask in subject.asks)


def _telling(row: TimelineRow, told: Told) -> tuple[bool, bool, bool, bool]:
    """Deadlines before the rest, sentences before scraps and cover sheets, what has not been told before what has."""
    scrap = (
        len(row.text.split()) < _FEWEST
        or row.para.startswith("header:")
        or row.text[:1].islower()
        or row.text.startswith("To ")
    )
    return row.kind != "deadline", scrap, told.has(row.text), not row.printed[-4:].isdigit()


def _has_day(month: str, days: set[str]) -> bool:
    """Whether a day of this month is told besides."""
    return any(day != month and day.startswith(month) for day in days)
