"""Inspection reports as an answer needs them: when the visit was, who led it, which grades it gave; and which is meant.

All inspectorates' reports are read alike. A grade is a row of the report's table of judgements, whatever its areas are
called; of reports that print the overall grade as a heading or a sentence ("The overall judgement is…"), that is it. A
question means the inspection whose visit falls in the date it names, else the one published then; "the one before"
is the one before that, or before the latest. A kind of inspection that is named ("focused visit", "probation") means
no other kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Query, When
from assistant.when import mentions
from ingest.facts.inspections import inspections
from ingest.report import Card, DateSource, Kind, Paragraph, Ref, Report
from ingest.sentences import sentences
from ingest.spans import spans_in

MOST = 60  # inspection reports opened for one question, the latest
GRADE = (
    r"(?:outstanding|good|(?:requires?|requiring) ['’]?improvement['’]?(?: to be good)?|inadequate|adequate"
    r"|satisfactory)"
)
_JUDGEMENT = "header:Judgement/"
_OPENING = 20  # paragraphs in which a report says its overall grade
_OVERALL_HEADING = re.compile(
    rf"^(?:the )?overall (?:judge?ment|effectiveness|rating|grade)\b.*\b{GRADE}\b"
    rf"|^(?:children|adult|youth|fire|services)\b[\w'’]*\s.{{2,80}}\b(?:is|are|was|were|requires?|rated|judged)\b.{{0,20}}?"
    rf"\b{GRADE}\b|^[\w'’ ]+ \b(?:require improvement to be good|(?:is|are) inadequate)$",
    re.I,
)
_OVERALL_SAID = re.compile(
    rf"\boverall\b[^.;]{{0,90}}\b(?:rated|judged|graded|is|are|was)\b[^.;]{{0,30}}?\b{GRADE}\b"
    rf"|\b(?:rated|judged|graded)\b[^.;]{{0,20}}\b{GRADE}\b[^.;]{{0,20}}\boverall\b"
    rf"|^children['’]s (?:social care )?services in [^.;]{{2,60}}\b(?:are|require)\b[^.;]{{0,12}}\b{GRADE}?\b",
    re.I,
)
_EARLIER = re.compile(r"\b(?:previous|last|earlier|since|former)\b", re.I)
_LEAD_LINE = re.compile(r"^\W*lead inspectors?\s*:?\s*(?P<name>[^\n]+)", re.I | re.M)
_INSPECTORS_SAID = re.compile(
    r"\binspectors? (?:for|on|of|who carried out) (?:this|the) (?:\w+ )?(?:visit|inspection)s? (?:was|were)\b"
    r"|\b(?:inspection|visit|fieldwork|assessment) was (?:led|carried out|undertaken|conducted) by\b"
    r"|\b(?:led|headed) (?:this|the) (?:inspection|visit|assessment)\b",
    re.I,
)
_TITLES = re.compile(r",.*|\s*\(?\b(?:Senior\b|HMI|His Majesty|Her Majesty|Ofsted Inspector)\b.*", re.I)
_KINDS = (
    (r"\bfocus(?:s)?ed (?:visit|inspection)s?\b", r"\bfocused visit\b"),
    (r"\bmonitoring (?:visit|inspection)s?\b", r"\bmonitoring visit\b"),
    (r"\bjtai\b|\bjoint (?:targeted )?(?:area )?inspect\w*", r"\bjoint targeted area\b|\bjtai\b"),
    (r"\bsend\b(?! (?:in|to|off|out|back|us|it|them|our|the|ofsted)\b)|\bspecial (?:educational )?needs\b"
     r"|\blocal area inspection",
     r"\bspecial educational|\bsend\b|\blocal area\b"),
    (r"\bcqc\b|\bcare quality\b|\badult(?:s|['’]s)?\b.{0,25}\binspect", r"\bcare quality|\bcqc\b|\badult"),
    (r"\bhmip\b|\bprobation\b|\byouth (?:justice|offending)\b|\byjs\b|\byot\b",
     r"\bprobation\b|\byouth (?:justice|offending)\b"),
    (r"\bhmicfrs\b|\bfire\b|\bconstabulary\b|\bpolice inspect", r"\bfire\b|\bhmicfrs\b|\bconstabulary\b"),
)  # fmt: skip
_KIND_FORMS = tuple((re.compile(asked, re.I), re.compile(held, re.I)) for asked, held in _KINDS)
_THIS = re.compile(r"\bthis (?:letter|visit|inspection|report)\b|\bfindings of the\b", re.I)
_BEFORE = re.compile(
    r"\b(?:inspections?|one|visit|report|time) before (?:that|this|it|last)\b|\b(?:one|time|inspection) before\W*$"
    r"|\b(?:previous|preceding|last but one|earlier) (?:\w+ )?(?:inspection|one|visit|report|time)\b",
    re.I,
)
_BEFORE_DATE = re.compile(r"\b(?:before|prior to|until|up to) (?P<date>(?:[A-Z]\w+ )?(?:19|20)\d\d)\b")
_FIRST = re.compile(r"\b(?:first|earliest|original) (?:\w+ )?(?:inspection|visit)\b", re.I)
_EVERY = re.compile(
    r"\b(?:all|each|every|both) (?:of )?(?:the |our |its |their |those |these )?(?:\w+ )?"
    r"(?:inspections?|visits?|times?)\b"
    r"|\bover the years\b|\bover time\b|\bhistory\b|\bacross (?:the )?inspections\b|\btrack record\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade, and the words it stands in."""

    area: str  # as printed; "" for the overall grade where it is a heading or a sentence
    grade: str
    para: str
    quote: str
    heading: str = ""  # the heading that says it, where the quote only stands under it

    @property
    def is_overall(self) -> bool:
        return not self.area or bool(re.match(r"overall\b", self.area, re.I))


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection whose report is held."""

    card: Card
    paragraphs: Sequence[Paragraph]
    first: date
    last: date
    dated: Ref | None  # where the report says when the visit was
    dated_words: str

    @property
    def report(self) -> Report:
        return Report(self.card.name, self.card.header, tuple(self.paragraphs))


def visits_of(cards: Iterable[Card], opened: Callable[[str], Sequence[Paragraph]]) -> tuple[Visit, ...]:
    """The inspections of these papers, oldest first."""
    reports = [card for card in cards if card.header.kind is Kind.INSPECTION]
    latest = sorted(reports, key=lambda card: str(card.header.as_at or ""))[-MOST:]
    found = [visit for card in latest if (visit := _visit(card, opened(card.name)))]
    return tuple(sorted(found, key=lambda visit: (visit.first, visit.card.name)))


def _visit(card: Card, paragraphs: Sequence[Paragraph]) -> Visit | None:
    fact = next(iter(inspections(Report(card.name, card.header, tuple(paragraphs)))), None)
    day = card.header.as_at
    if fact and fact.first_day:
        first, last = date.fromisoformat(fact.first_day), date.fromisoformat(fact.last_day)
        said = bool(spans_in(fact.quote, day))
        return Visit(card, paragraphs, first, last, fact.ref if said else None, fact.quote if said else "")
    return Visit(card, paragraphs, day, day, None, "") if day else None


def meant(query: Query, asked: str, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """The inspections that a question means, oldest first; none where it means one that is not held.

    Args:
        asked: the question with what it leans on.
        visits: of one council.
    """
    possible = _of_kind(asked, visits)
    dates = [when for when in query.dates if when.year]
    sides = [name for side in query.sides for name in side.scope.reports if side.scope.council]
    if own := [visit for visit in possible if visit.card.name in sides]:
        chosen = own
    elif dates:
        chosen = [visit for when in dates for visit in of_date(when, possible)]
    else:
        chosen = _undated(query, asked, possible)
    if before := _BEFORE_DATE.search(asked):
        day = next((when.last_day for when in mentions(before["date"])), None)
        return tuple(visit for visit in possible if day and visit.last.year < day.year)[-1:]
    if _BEFORE.search(query.fresh or asked) and possible and (dates or not _preferred(query, possible)):
        anchor = min((visit.first for visit in chosen), default=date.min)  # of a date that no visit has: none
        return tuple(visit for visit in possible if visit.first < anchor)[-1:]
    return tuple(visit for visit in possible if visit in chosen)


def of_date(when: When, visits: Sequence[Visit]) -> list[Visit]:
    """The inspections of a date: by their visit, else by when their report came out."""
    last = when.last_day
    if when.year is None or last is None:
        return []
    first = date(when.year, when.month or 1, when.day or 1)
    visited = [visit for visit in visits if visit.first <= last and first <= visit.last]
    return visited or [visit for visit in visits if (day := visit.card.header.as_at) and first <= day <= last]


def _of_kind(asked: str, visits: Sequence[Visit]) -> Sequence[Visit]:
    """Of the kind of inspection that is named those; where none is, all."""
    wanted = next((at for at, (asks, _) in enumerate(_KIND_FORMS) if asks.search(asked)), None)
    return [visit for visit in visits if wanted in (None, _kind(visit))]


def _kind(visit: Visit) -> int | None:
    """Which kind of inspection it was, by its title or the sentence that says what it is; None for a full one."""
    own = [each for each in visit.paragraphs if not each.para.startswith("header:")][:2]
    told = [said for each in own for said in sentences(each.text) if _THIS.search(said)]
    front = " ".join((visit.card.header.title, *(each.section for each in own), *told))
    return next((at for at, (_, held) in enumerate(_KIND_FORMS) if held.search(front)), None)


def _undated(query: Query, asked: str, visits: Sequence[Visit]) -> list[Visit]:
    """The one the question points at by other words; else the latest; all, where it asks for all."""
    if _EVERY.search(asked):
        return list(visits)
    if _FIRST.search(asked):
        return list(visits[:1])
    return _preferred(query, visits) or list(visits[-1:])


def _preferred(query: Query, visits: Sequence[Visit]) -> list[Visit]:
    """The one inspection that the question points at, where it points at one."""
    found = [visit for visit in visits if visit.card.name in query.prefer]
    return found if len(found) == 1 else []


def leads_of(visit: Visit) -> tuple[tuple[Ref, str, str], ...]:
    """Who led an inspection: where it stands, the words, and the names; else the inspectors as the report has them."""
    found = []
    for each in visit.paragraphs:
        if match := _LEAD_LINE.search(each.text):
            found.append((Ref(visit.card.name, each.para), match[0].strip(), _TITLES.sub("", match["name"]).strip()))
    if not found:
        told = ((each, sentence) for each in visit.paragraphs for sentence in sentences(each.text))
        found = [
            (Ref(visit.card.name, each.para), sentence, sentence)
            for each, sentence in told
            if _INSPECTORS_SAID.search(sentence)
        ]
    return tuple(found[:2])


def published(visit: Visit) -> tuple[Ref, str] | None:
    """Where a report prints the day it came out; None where it does not."""
    for each in visit.paragraphs:
        if re.match(r"\W*(?:report )?publi(?:shed|cation)\b.*\d", each.text, re.I) and spans_in(each.text, None):
            return Ref(visit.card.name, each.para), each.text.split("\n")[0]
    header = visit.card.header
    if header.date_source is not DateSource.PUBLICATION or header.as_at is None:
        return None
    for each in visit.paragraphs[:_OPENING]:
        if any(span.first == span.last == header.as_at for span in spans_in(each.text, header.as_at)):
            return Ref(visit.card.name, each.para), each.text.split("\n")[0]
    return None


def grades_of(visit: Visit) -> tuple[Graded, ...]:
    """The grades of an inspection, the overall one first, then as the report has them."""
    rows = tuple(
        Graded(
            each.para.removeprefix(_JUDGEMENT).partition("#")[0], _grade_in(each.text, last=True), each.para, each.text
        )
        for each in visit.paragraphs
        if each.para.startswith(_JUDGEMENT)
    )
    overall = tuple(row for row in rows if row.is_overall) or _overall(visit)
    return (*overall, *(row for row in rows if not row.is_overall))


def _overall(visit: Visit) -> tuple[Graded, ...]:
    """The overall grade where no table has it: from a heading, else from a sentence of the first pages."""
    opening = [each for each in visit.paragraphs if not each.para.startswith("header:")][:_OPENING]
    for each in sorted(opening, key=lambda one: "Footnote" in one.para):
        if _OVERALL_HEADING.match(each.section) and not re.search(
            r"\bboard\b|\bLSCB\b|\bbecause\b", each.section, re.I
        ):
            first = next(iter(sentences(each.text)), each.text)
            return (Graded("", _grade_in(each.section), each.para, first, each.section.rstrip(".")),)
    for each in opening:
        for sentence in sentences(each.text):
            if _OVERALL_SAID.search(sentence) and not _EARLIER.search(sentence) and _grade_in(sentence):
                return (Graded("", _grade_in(sentence), each.para, sentence),)
    return ()


def _grade_in(text: str, *, last: bool = False) -> str:
    found = re.findall(GRADE, text, re.I)
    plain = re.sub(r"['’\s]+", " ", found[-1 if last else 0]).strip().lower() if found else ""
    return re.sub(r"^requir(?:e|ing)\b", "requires", plain)
