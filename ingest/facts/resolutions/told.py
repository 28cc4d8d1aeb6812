"""Decisions that a paper tells of: "At its meeting on 3 June, the Panel agreed to: …", "Cabinet approved … on 5 May".

Taken only where the sentence says which committee decided and on what day, and the day is before the paper's own. The
date must be the meeting's: at the front ("At its meeting on…"), beside the committee, or at the end ("… on 5 May"), and
no day that belongs to what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.fact import Resolution
from ingest.report import Paragraph, Ref, Report
from ingest.sentences import sentences
from ingest.spans import Span, spans_in
from ingest.wording.committees import Mention, committees_in
from ingest.wording.itemised import Itemised, bare, itemised
from ingest.wording.outcomes import outcome_of
from ingest.wording.verbs import DECIDED, leading_verb, verb_of

_TELLING = (
    "agreed approved endorsed noted resolved adopted ratified supported accepted authorised authorized delegated"
    " recommended decided confirmed deferred rejected appointed requested referred"
).split()
_VERB = rf"(?P<verb>{'|'.join(_TELLING)}|asked(?=\s+(?:the|that|its|officers|members|for\s+(?:the|an?)\s)))\b"
_WORTH_READING = re.compile(_VERB)
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_AUX = r"(?:(?:has|have|had|also|then|subsequently|formally|unanimously|therefore|further|previously|first)\s+)*"
_AT_MEETING = (
    r"(?:(?:at|in|during)\s+(?:(?:its|the|a|their|this)\s+)?(?:(?:\w+\s+){0,3}?(?:meeting|session)s?)?\s*,?\s*"
    r"(?:of\s+(?:the\s+)?[^,;]{1,70}?\s+)?(?:held\s+)?(?:on|of|in)?|on)"
)
_BEFORE = re.compile(rf"(?:^|[,;:(]\s*|\band\s+|\bthat\s+){_AT_MEETING}\s*{_DAY}$", re.I)
_AFTER_DATE = re.compile(r"[\s,)]*(?:the\s*)?(?:members\s+of\s+(?:the\s*)?)?$", re.I)
_GAP = re.compile(
    rf"[\s,]*(?:\((?:[^)]{{0,80}})\)[\s,]*)?(?:{_AT_MEETING}\s*{_DAY}<day>[\s,]*(?:and\s+)?"
    rf"|met\s+on\s+{_DAY}<day>\s+and\s+)?"
    rf"(?:(?:considered|received|reviewed|discussed)\s+[^.;]{{1,140}}?\s+and\s+)?{_AUX}$",
    re.I,
)
_IMPERSONAL = re.compile(
    rf"^[\s,]*(?:it\s+was|members|councillors|the\s+following(?:\s+\w+){{0,2}}\s+(?:was|were))\s+{_AUX}{_VERB}", re.I
)
_PASSIVE = re.compile(
    rf"\b(?:was|were|been)\s+(?:\w+ly\s+)?{_VERB}(?P<what>[^.;]{{0,60}}?)\s+(?:by|at)\s+"
    rf"(?:a\s+meeting\s+of\s+)?(?:the\s+)?$",
    re.I,
)
_AT_END = re.compile(
    rf",?\s*(?:\b(?:at|in)\s+(?:its|the|a)\s+(?:\w+\s+){{0,3}}?meeting\s+(?:held\s+)?)?\b(?:on|of)\s+{_DAY}$", re.I
)
_OF_OBJECT = re.compile(
    r"\b(?:to|that|which|who|until|from|by|before|after|published|dated|held|issued|received|made|due|taking|starting"
    r"|opening|beginning|effective|expected|planned|submitted|meeting|inspection|letter|visit)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence that tells of a decision."""

    body: str
    day: Span
    verb: str  # as printed: "agreed"
    begins: int  # where what was decided begins in the sentence: at the verb, or at 0 where its subject stands before


def told(report: Report) -> tuple[Resolution, ...]:
    """The decisions of committees that a paper tells of, with their day."""
    held: dict[str, list[Paragraph]] = {}
    for paragraph in report.paragraphs:
        held.setdefault(paragraph.parent, []).append(paragraph)
    return tuple(
        resolution
        for paragraph in report.paragraphs
        if not paragraph.parent and not paragraph.cells and _is_worth_reading(paragraph.text)
        for resolution in _of_paragraph(report, paragraph, held.get(paragraph.para, ()))
    )


def _is_worth_reading(text: str) -> bool:
    return bool(_WORTH_READING.search(text) and re.search(r"\d", text))


def _of_paragraph(report: Report, paragraph: Paragraph, held: Sequence[Paragraph]) -> Iterator[Resolution]:
    parts = itemised(paragraph, held)
    pieces = [*sentences(parts.lead), *sentences(parts.after)]
    last = len(sentences(parts.lead)) - 1
    for at, piece in enumerate(pieces):
        for telling in _tellings(report, piece):
            if at == last and parts.items and piece.rstrip().endswith((":", "-", "–", " to", " that")):
                yield from _of_list(report, paragraph.para, parts, piece, telling)
            else:
                text = bare(piece[telling.begins :])
                yield _resolution(report, telling, paragraph.para, text, bare(piece), _verb(telling, text))


def _verb(telling: _Telling, text: str) -> str:
    """The verb of a decision; of "resolved to approve" the second."""
    verb = DECIDED[telling.verb.casefold()]
    if verb in {"resolve", "decide"} and (after := re.match(r"\w+\s+to\s+(.*)", text)):
        return leading_verb(after[1], listed=True) or "agree"
    return verb


def _of_list(report: Report, holder: str, parts: Itemised, lead: str, telling: _Telling) -> Iterator[Resolution]:
    for item in parts.items:
        quote = f"{' '.join(lead.split())} … {item.text}" if item.para == holder else item.text
        yield _resolution(report, telling, item.para, item.text, quote, verb_of(item.text, "agree"))


def _resolution(report: Report, telling: _Telling, para: str, text: str, quote: str, verb: str) -> Resolution:
    return Resolution(
        ref=Ref(report.name, para),
        quote=quote,
        as_at=report.header.as_at,
        body=telling.body,
        meeting=telling.day.iso,
        verb=verb,
        text=text,
        outcome=outcome_of(text, verb),
        item="",
    )


def _tellings(report: Report, sentence: str) -> Iterator[_Telling]:
    """Who decided, when, and where the verb stands: one, or several that something was approved by; none for most."""
    named = tuple(committees_in(sentence, report.header.body)) if _is_worth_reading(sentence) else ()
    if not named:
        return
    days = [day for span in spans_in(sentence, report.header.as_at) if (day := _past_day(span, report.header.as_at))]
    for mention in named if days else ():
        if found := _active(sentence, mention, days) or _impersonal(sentence, mention, days):
            yield found
            return
        if found := _passive(sentence, mention, days):
            yield found


def _past_day(span: Span, known: date | None) -> Span | None:
    """A span that is one day before the paper's own. Without its year, a day that has not come is last year's."""
    if span.first != span.last or len(span.iso) != len("2024-06-03"):
        return None
    if known is None:
        return span if span.year_said else None
    if span.first >= known and not span.year_said and (span.first.month, span.first.day) != (2, 29):
        before = span.first.replace(year=span.first.year - 1)
        return replace(span, first=before, last=before)
    return span if span.first < known else None


def _active(sentence: str, mention: Mention, days: Sequence[Span]) -> _Telling | None:
    """ "… on 3 June, the Committee agreed", "Cabinet, at its meeting on 3 June, agreed", "Cabinet agreed … on 3 June".

    The verb must be the committee's own: nothing but a meeting, its day and such words stands between.
    """
    for verb in re.finditer(_VERB, sentence[mention.end :]):
        gap = sentence[mention.end : mention.end + verb.start()]
        within = [day for day in days if mention.end <= day.start and day.end <= mention.end + verb.start()]
        masked = _masked(gap, within, mention.end)
        if not _GAP.match(masked):
            return None
        begins = mention.end + verb.start()
        day = within[0] if within else _before(sentence, mention, days) or _at_end(sentence, begins, days)
        return _Telling(mention.name, day, verb["verb"], begins) if day else None
    return None


def _masked(gap: str, days: Sequence[Span], offset: int) -> str:
    for day in reversed(days):
        gap = f"{gap[: day.start - offset]}<day>{gap[day.end - offset :]}"
    return gap


def _before(sentence: str, mention: Mention, days: Sequence[Span]) -> Span | None:
    """The day of the meeting where it stands before the committee."""
    for day in reversed([day for day in days if day.end <= mention.start]):
        if _AFTER_DATE.fullmatch(sentence[day.end : mention.start]) and _BEFORE.search(sentence[: day.start]):
            return day
    return None


def _at_end(sentence: str, begins: int, days: Sequence[Span]) -> Span | None:
    """The day where it stands after what was decided: "agreed the programme on 8 November 2022."."""
    for day in days:
        between = sentence[begins : day.start]
        goes_on = r"\W*(?:$|and\b|but\b|\()" if len(between.split()) > 2 else r"\W*(?:$|and\b|but\b|\(|to\b|that\b)"
        if day.start > begins and _AT_END.search(between) and re.match(goes_on, sentence[day.end :]):
            plain = _AT_END.sub("", between)
            named = any(True for _ in committees_in(plain, ""))
            return None if _OF_OBJECT.search(plain) or named else day
    return None


def _impersonal(sentence: str, mention: Mention, days: Sequence[Span]) -> _Telling | None:
    """ "At the Cabinet meeting on 5 May 2023 it was agreed", "At the meeting of the Panel on 5 May, members agreed"."""
    for day in days:
        between = sentence[mention.end : day.start]
        if day.start < mention.end or not re.fullmatch(
            r"(?:\s+meeting)?\s*,?\s*(?:held\s+)?(?:on|of)\s+\S*\s*", between
        ):
            continue
        if not re.search(r"\b(?:at|in|during)\s+(?:\w+\s+){0,5}$", sentence[: mention.start] + " ", re.I):
            continue
        verb = _IMPERSONAL.match(sentence[day.end :])
        if verb:
            return _Telling(mention.name, day, verb["verb"], day.end + verb.start("verb"))
    return None


def _passive(sentence: str, mention: Mention, days: Sequence[Span]) -> _Telling | None:
    """ "The plan was approved by Cabinet on 12 March 2024", "On 12 March 2024 the plan was approved by Cabinet"."""
    verb = _PASSIVE.search(sentence[: mention.start])
    if verb is None:
        article = re.sub(r"[Tt]he\s+$", "", sentence[: mention.start])
        verb = _PASSIVE.search(article)
    if verb is None:
        return None
    for day in days:
        between = sentence[mention.end : day.start]
        after = day.start >= mention.end and re.fullmatch(rf"[\s,]*(?:{_AT_MEETING})\s*{_DAY}", between, re.I)
        before = day.end <= verb.start() and _BEFORE.search(sentence[: day.start])
        if after or (before and re.match(r"\s*,|\s+the\b", sentence[day.end :])):
            return _Telling(mention.name, day, verb["verb"], 0)
    return None
