"""Dated events, deadlines and promises, as a paper tells them. Pure.

A deadline must be met ("must", "due", "no later than"), a promise is said to come ("will", "planned", a date ahead
without a verb that tells it as past), an event has happened. Dates are as exact as their words and counted from the
paper's date where they leave the year out. Where that cannot be right, a thing told as past that would fall after the
meeting, or a date counted from something else, `when` stays empty and `unresolved` says why.

Committee papers are read whole, but for lists of background papers and contacts, their cover's labels, and tables, of
which only columns of dates and whole sentences count. Of inspection reports only the dates on their cover are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.fact import Event
from ingest.facts.events.relative import Loose, loose_dates
from ingest.facts.events.words import meaning, told_as_past, told_as_to_come
from ingest.report import Kind, Paragraph, Ref, Report, written_day
from ingest.spans import Span, spans_in
from ingest.wording.said import Said, said_in

_SKIPPED = re.compile(
    r"\b(?:background (?:papers|documents)|access to information|contact|appendi(?:x|ces)\b|glossary|minutes of "
    r"(?:the )?(?:last|previous))",
    re.I,
)
_MOST_DATES = 12  # of a sentence: with more it is a list or a table run together, and tells nothing of any of them
_MAY_BE_DATED = re.compile(
    r"\d\d(?:\d\d|[./]\d)|(?<![a-z])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|spring|summer|autumn"
    r"|winter|days|weeks"
    r"|months|year)",
    re.I,
)
_DATES_OF_INSPECTION = re.compile(r"\b(?:inspect\w*|visit\w*|publi\w+|fieldwork)\b", re.I)
_DUE_COLUMN = re.compile(r"\b(?:target|due|deadline|by when|timescales?|completion date|complete by|when)\b", re.I)
_DONE_COLUMN = re.compile(r"\b(?:completed|date (?:completed|closed|achieved)|actual)\b", re.I)
_TELLS = re.compile(  # rows of a form or a decision notice that hold sentences
    r"header:(?:.*/)?(?:(?:\w+ )?(?:decisions?|reasons?|consultation|summary|background|implications|options)\b.*)$",
    re.I,
)
_DATE_COLUMN = re.compile(r"(?:(?:planned|expected|key|milestone|meeting) )?dates?|meeting", re.I)
_STEP_COLUMN = re.compile(
    r"\b(?:milestones?|actions?|activit(?:y|ies)|stages?|steps?|tasks?|events?|meetings?|subjects?|items?|topics?)\b",
    re.I,
)
_OF_MINUTES = re.compile(
    r"\bminutes of (?:the |a |its )?(?:last |previous )?(?:meetings?\b|\d{1,2}(?:st|nd|rd|th)? [A-Z])", re.I
)
_IS_DONE = re.compile(r"\W*(?:completed?|done|achieved|closed|delivered|finished)\b", re.I)
_WAS_DUE = re.compile(  # a date that another has taken the place of
    r"(?:\b(?:was|originally|formerly|previously|revised from|moved from|slipped from|extended from|changed from"
    r"|instead of|rather than)(?: due)?(?: by| in| on)?|\bfrom)(?: the end of)? $",
    re.I,
)
_MOVED = re.compile(
    r"\((?:was|were|originally|formerly|previously|revised from|moved from)(?: due)?(?: by| in| on)? $", re.I
)
_TOLD = re.compile(r"\w{3,}ed\b|\b(?:will|to be|due|began|met|held|sent|ran|in place|planned for)\b")
_BEFORE = re.compile(
    r"(?:(?:last|this|next) year in |(?:by |before )?(?:the )?(?:end|beginning|start|middle) of |early "
    r"(?:in )?|late (?:in )?|mid-"
    r"|(?:the )?(?:early |late )?(?:spring|summer|autumn|winter) (?:of )?)$",
    re.I,
)
_BEEN_BEFORE = re.compile(
    r"\b(?:been to|considered (?:at|by)|previously considered|presented (?:at|to))\b[^?]*\?$",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:in|by|from|until|till|since|during|for|of|to|between|and|last|next|this|on|before|after|early|late"
    r"|mid)[ -]$",
    re.I,
)
_YEARLY = re.compile(r"\b(?:every|each year|once a|twice a|a year|per year|yearly|annually)\b", re.I)


def events(report: Report) -> tuple[Event, ...]:
    """Every dated statement of a paper, in its order."""
    if report.header.kind is Kind.INSPECTION:
        return tuple(_of_inspection(report))
    found: list[Event] = []
    for said in said_in(report):
        if not _MAY_BE_DATED.search(said.text) or not _is_read(said):
            continue
        found += _in_column(report, said) if said.paragraph.cells else _in_sentence(report, said)
    return tuple(dict.fromkeys(found))


def _is_read(said: Said) -> bool:
    para, section = said.paragraph.para, said.paragraph.section
    if para.startswith("header:"):
        asks = "?" in said.paragraph.text.split("\n")[0] and "?" not in said.text
        return asks or (_TELLS.match(para) is not None and len(said.text.split()) > 7)
    return (
        not _SKIPPED.search(section)
        and not re.match(r"List of Appendices|Contact", said.text)
        and not _is_heading_row(said)
    )


def _is_heading_row(said: Said) -> bool:
    return not said.paragraph.cells and said.text.count(" | ") > 0


def _of_inspection(report: Report) -> Iterator[Event]:
    for paragraph in report.paragraphs:
        label = paragraph.para.removeprefix("header:")
        if label == paragraph.para or "/" in label or not _DATES_OF_INSPECTION.search(label):
            continue
        for span in spans_in(paragraph.text, report.header.as_at):
            yield _event(report, paragraph, paragraph.text, span, "event", paragraph.text)


def _in_sentence(report: Report, said: Said) -> Iterator[Event]:
    as_at, text = report.header.as_at, said.text
    if _BEEN_BEFORE.search(said.earlier) and said.paragraph.para.startswith("header:"):
        for span in spans_in(text, as_at):
            yield _event(report, said.paragraph, text, span, "event", f"{said.earlier} {text}")
        return
    if _OF_MINUTES.search(text):
        return
    loose = loose_dates(text, as_at)
    for found in loose:
        yield _loosely(report, said, found)
    spans = spans_in(text, as_at)
    for span in spans if len(spans) <= _MOST_DATES else ():
        if any(found.start < span.end and span.start < found.end for found in loose):
            continue
        yield from _dated(report, said, span)


def _dated(report: Report, said: Said, span: Span) -> Iterator[Event]:
    as_at, text = report.header.as_at, said.text
    if _is_no_date(text, span):
        return
    past = told_as_past(text, span)
    if as_at and past and span.relative and span.first > as_at and meaning(text, span, as_at).kind:
        reason = f"told as past, but {span.printed} would fall after the meeting of {written_day(as_at)}"
        yield _event(report, said.paragraph, text, span, "event", text, unresolved=reason)
        return
    if as_at and not span.year_said and not span.relative:
        if past and span.first > as_at:
            span = _years_on(span, -1)
        elif span.last < as_at and told_as_to_come(text, span):
            span = _years_on(span, 1)
    told = meaning(text, span, as_at)
    if told.kind and _says_something(told.text, span):
        yield _event(report, said.paragraph, text, span, told.kind, told.text)
    elif told.kind and re.search(r"\bnext meeting\b", said.paragraph.section, re.I):
        yield _event(report, said.paragraph, text, span, told.kind, f"{said.paragraph.section}: {text}")


def _is_no_date(text: str, span: Span) -> bool:
    """A date that was moved is none; a month without a year is one after a preposition, if not said of every year."""
    if _MOVED.search(text[: span.start]):
        return True
    if span.year_said or span.relative or re.search(r"\d", span.printed):
        return False
    return not _AFTER.search(text[max(0, span.start - 20) : span.start]) or _YEARLY.search(text) is not None


def _says_something(text: str, span: Span) -> bool:
    return len(re.findall(r"[^\W\d]{3,}", text.replace(span.printed, ""))) > 1


def _years_on(span: Span, years: int) -> Span:
    try:
        first, last = (day.replace(year=day.year + years) for day in (span.first, span.last))
    except ValueError:
        return span  # 29 February
    return replace(span, first=first, last=last)


def _loosely(report: Report, said: Said, found: Loose) -> Event:
    return Event(
        ref=Ref(report.name, said.paragraph.para),
        quote=said.text,
        as_at=report.header.as_at,
        kind=found.kind,
        when=found.when,
        until="",
        printed=found.printed,
        text=said.text,
        unresolved=found.unresolved,
    )


def _in_column(report: Report, said: Said) -> Iterator[Event]:
    """A cell of a table: a date in a column of dates is of the row's first words; else only a sentence counts."""
    cells = said.paragraph.cells
    cell = next((cell for cell in cells if said.text in cell.text), cells[0])
    due, done = _DUE_COLUMN.search(cell.heading), _DONE_COLUMN.search(cell.heading)
    if due or done:
        what = max((other.text for other in cells[:3] if other is not cell), key=len, default="")
        is_done = done is not None or _IS_DONE.match(said.text) is not None
        for span in spans_in(said.text, report.header.as_at):
            if len(what.split()) > 1 and not _WAS_DUE.search(said.text[: span.start]):
                yield _event(report, said.paragraph, said.text, span, "event" if is_done else "deadline", what)
    elif _DATE_COLUMN.fullmatch(cell.heading) and any(
        _STEP_COLUMN.search(other.heading) for other in cells if other is not cell
    ):
        what = next(other.text for other in cells if other is not cell and _STEP_COLUMN.search(other.heading))
        for span in spans_in(said.text, report.header.as_at):
            gone = report.header.as_at is not None and span.last <= report.header.as_at
            is_meeting = span.first == span.last == report.header.as_at
            if len(what.split()) > 1 and not is_meeting and not _WAS_DUE.search(said.text[: span.start]):
                yield _event(report, said.paragraph, said.text, span, "event" if gone else "promise", what)
    elif len(said.text.split()) > 7 or _TOLD.search(said.text):
        yield from _in_sentence(report, said)


def _event(
    report: Report, paragraph: Paragraph, quote: str, span: Span, kind: str, text: str, *, unresolved: str = ""
) -> Event:
    lead = _BEFORE.search(quote[max(0, span.start - 60) : span.start])
    when, until = span.iso, span.iso_last if span.first != span.last else ""
    return Event(
        ref=Ref(report.name, paragraph.para),
        quote=quote,
        as_at=report.header.as_at,
        kind=kind,
        when="" if unresolved else when,
        until="" if unresolved or until == when else until,
        printed=f"{lead[0] if lead else ''}{span.printed}".strip(" ."),
        text=text,
        unresolved=unresolved,
    )
