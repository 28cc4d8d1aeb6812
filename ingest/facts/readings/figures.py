"""How many recommendations an inspection made, and its overall grade, wherever a paper says so.

The number is read only where the sentence counts all of them ("made 12 recommendations", "eight of the 12
recommendations"), never where it counts those met or left. Any other number is read only with the day or month that the
sentence prints for it ("At 31 March there were …"): numbers change, and differ without disagreeing. The grade is the
overall one alone: an area's grade and the whole's are two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.fact import Reading
from ingest.facts.readings.dates import value_of, visited
from ingest.report import Kind, Ref, Report
from ingest.spans import spans_in
from ingest.wording.said import Said

COUNT = "number of recommendations of the inspection"
GRADE = "overall judgement of the inspection"

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_WORDS)})"
_ALL = (
    re.compile(
        rf"\b(?:made|making|contained|set out|identified)\s+(?:a total of\s+)?{_NUMBER}\s+recommendations\b", re.I
    ),
    re.compile(rf"\b(?:of|all(?: of)?|each of)\s+(?:the|its|their|our)\s+{_NUMBER}\s+recommendations\b", re.I),
    re.compile(rf"\ball\s+{_NUMBER}\s+recommendations\b", re.I),
    re.compile(
        rf"\bthe\s+{_NUMBER}\s+recommendations\s+(?:for improvement\s+)?(?:identified|made)\s+(?:by|in|following)\b",
        re.I,
    ),
)
_OTHERS = re.compile(
    r"\b(?:safeguarding (?:\w+ )?(?:board|partnership)|LSCB|JTAI|SEND|peer|audit\w*|serious case|priority|outstanding"
    r"|remaining|visit)\b|\brecommendations (?:that|which|have|had|were|are|remain)\b",
    re.I,
)
_NUMBERED = re.compile(r"\bthere were\b|\bthe number of\b", re.I)
_THERE_WERE = re.compile(r"^,?\s+there were\s+(?P<number>\d[\d,]*)\s+(?P<what>[a-z][\w’' -]{6,80}?)(?=[,.;(]|$)", re.I)
_NUMBER_OF = re.compile(
    r"\bthe number of\s+(?P<what>[\w’' -]{6,80}?)\s+(?:was|were|stood at)"
    r"\s+(?P<number>\d[\d,]*)\s+(?:at|on|as at|in)\s+$",
    re.I,
)
_INSPECTION_YEAR = re.compile(r"\b(?P<year>20\d\d)\s+(?:Ofsted\s+|ILACS\s+)?inspection\b")
_GRADES = r"outstanding|good|requir\w+ improvement(?: to be good)?|inadequate"
_GRADE = re.compile(
    r"\boverall (?:effectiveness|judge?ment|grade|rating)\b[^.;|]{0,60}?\b(?:was|were|is|as|be|to)\s+[‘'“\"]?"
    rf"(?P<first>{_GRADES})\b|\bjudged\s+(?:to be\s+|as\s+|to\s+)?[‘'“\"]?(?P<second>{_GRADES})[’'”\"]?\s+overall\b",
    re.I,
)


def figures(report: Report, pieces: Sequence[Said]) -> Iterator[Reading]:
    """The counts and grades of inspections in a paper, in reading order."""
    for piece in pieces:
        if piece.paragraph.para.startswith("header:Judgement/Overall"):
            yield from _grade_on_the_cover(report, piece)
        elif "recommendations" in piece.text:
            yield from _counts(report, piece)
        elif _NUMBERED.search(piece.text):
            yield from _numbers(report, piece)
        elif "overall" in piece.text and "inspect" in piece.text:
            yield from _grades(report, piece)


def _counts(report: Report, piece: Said) -> Iterator[Reading]:
    found = next((match for form in _ALL if (match := form.search(piece.text))), None)
    if found is None or _OTHERS.search(piece.text[: found.end() + 12]):
        return
    number = found["number"].lower()
    value = str(_WORDS.index(number) + 1) if number in _WORDS else number
    if when := _inspection_of(report, piece.text) or _inspection_of(report, piece.paragraph.text):
        yield _reading(report, piece, f"{COUNT} of {when[:4]}", value, "figure")


def _numbers(report: Report, piece: Said) -> Iterator[Reading]:
    """ "At 31 March 2021 there were 287 children in care": the same words and the same day or month, one number."""
    for span in spans_in(piece.text, report.header.as_at):
        after, before = piece.text[span.end :], piece.text[: span.start]
        at = re.search(r"\b(?:at|on|as at|in)\s+$", before, re.I)
        found = (_THERE_WERE.match(after) if at else None) or _NUMBER_OF.search(before)
        if found and span.year_said:
            what = " ".join(found["what"].lower().split())
            yield _reading(
                report, piece, f"number of {what}, {value_of(span)}", found["number"].replace(",", ""), "figure"
            )


def _inspection_of(report: Report, sentence: str) -> str:
    """When the inspection that a sentence is about was; "" where it names none or more than one."""
    dates = spans_in(sentence, report.header.as_at) if re.search(r"\b20\d\d\b", sentence) else ()
    exact = [span for span in dates if span.year_said and (span.last - span.first).days < 63]
    visits = {value_of(span) for span in exact if visited(sentence, span)}
    if not visits:
        visits = {match["year"] for match in _INSPECTION_YEAR.finditer(sentence)}
    return visits.pop() if len(visits) == 1 else ""


def _grades(report: Report, piece: Said) -> Iterator[Reading]:
    found = list(_GRADE.finditer(piece.text))
    when = _inspection_of(report, piece.text) if len(found) == 1 else ""
    if len(when) > len("2018"):
        grade = found[0]["first"] or found[0]["second"]
        yield _reading(report, piece, f"{GRADE} of {when}", _as_graded(grade), "judgement")


def _grade_on_the_cover(report: Report, piece: Said) -> Iterator[Reading]:
    grade = re.search(r"(outstanding|good|requires improvement(?: to be good)?|inadequate)\W*$", piece.text, re.I)
    last = report.header.as_at if report.header.kind is Kind.INSPECTION else None
    if grade and last:
        yield _reading(report, piece, GRADE, _as_graded(grade[1]), "judgement")


def _as_graded(grade: str) -> str:
    return "requires improvement" if grade.lower().startswith("requir") else grade.lower()


def _reading(report: Report, piece: Said, subject: str, value: str, kind: str) -> Reading:
    return Reading(
        ref=Ref(report.name, piece.paragraph.para),
        quote=piece.text,
        as_at=report.header.as_at,
        subject=subject,
        value=value,
        kind=kind,
    )
