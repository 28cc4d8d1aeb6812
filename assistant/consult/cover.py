"""Questions about what stands on the front of a paper: who wrote it, which wards, is it open, who was present. Pure.

Councils call the same line by many names ("Report of", "Written by", "Report author"). What a question is after is told
by its words, and the line by the words of the labels that the paper really has; where a paper has no such line nothing
is said. The paper is the one the question points at; else the one whose title is most like the question. Lines of
tick-boxes are left to the search, which reads out what is ticked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Query, called
from assistant.consult.said import LEAST_SHARED, Consulted, Quoted, aside, likest_first, shared_titles
from ingest.report import Card, Kind, Paragraph, Ref, written_day

LOOKED_AT = 6  # papers that are opened, likest first
_PAPER = r"\b(?:papers?|reports?|updates?|items?|documents?|cover|front)\b"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cover: how people ask for it, words that its labels share, and the kinds of papers that have it."""

    asked: re.Pattern[str]
    label: re.Pattern[str]
    kinds: frozenset[Kind] = frozenset({Kind.REPORT, Kind.OTHER})


def _line(asked: str, label: str, *kinds: Kind) -> _Line:
    line = re.compile(asked, re.I), re.compile(label, re.I)
    return _Line(*line, frozenset(kinds)) if kinds else _Line(*line)


_LINES = (
    _line(
        rf"^(?!.*\bletter\b)(?=.*{_PAPER}).*\bwho(?:['’]s| has| had| is| was)?\s"
        r"(?:wrote|written|drafted|prepared|penned|produced|put together|behind|the author)\b|\breport author\b"
        r"|\bauthor of the (?:report|paper)\b",
        r"author|written by|report (?:of|by)|officer|writer|prepared by|from\b",
    ),
    _line(
        rf"^(?=.*{_PAPER}).*\bwho(?:['’]s| has| had| is| was)?\s"
        r"(?:took|taking|brought|bringing|presented|presenting|introduced|introducing|gave|giving)\b",
        r"present(?:ed|ing|er)|introduced|brought by|author|written by|report (?:of|by)",
    ),
    _line(
        rf"^(?=.*{_PAPER}).*\b(?:director|officer)\b.*\bname\b.*\b(?:front|cover)\b",
        r"report (?:of|by)|director|officer|author",
    ),
    _line(
        r"\b(?:which|what|any|all|certain|my|particular) (?:wards?|divisions?)\b|\bmy patch\b"
        r"|\bwards? (?:affected|does|is|are)\b"
        r"|\b(?:which|what) (?:parts?|areas?) of the (?:city|town|borough|county|district|island|area)\b"
        r".*\b(?:affect|touch|cover)",
        r"\bwards?\b|\bdivisions?\b|areas? affected",
    ),
    _line(r"\bkey decision\b", r"key decision"),
    _line(
        rf"^(?:[^?]*,\s)?(?:so |and |but )?(?:is|was|are|can|could)\b(?=.*{_PAPER})"
        r".*\b(?:open|public(?! health)|private|exempt|confidential|secret|restricted)\b",
        r"classif|exempt|access|^part\b|confidential|publication|public or private|open or",
    ),
    _line(
        rf"^(?=.*{_PAPER}).*\b(?:which|what|who|whose)\b"
        r".*\b(?:cabinet member|portfolio|lead member|executive member)\b",
        r"cabinet member|portfolio|lead member|executive member",
    ),
    _line(r"\b(?:reference|ref|report) (?:number|no)\b", r"\bref(?:erence)?\b|report (?:no|number)"),
    _line(
        rf"^(?=.*{_PAPER})"
        r".*\b(?:anywhere else|elsewhere|(?:another|any other|other) (?:meetings?|committees?|boards?)|been before)\b",
        r"another meeting|previous|been (?:to|considered)|considered (?:by|at)|other (?:meetings|committees)",
    ),
    _line(
        r"\b(?:who|which (?:councillors|members|officers))\b.*\b(?:was|were|is)\b"
        r".*\b(?:present|there|in the room|at the)\b"
        r"|\b(?:who|which (?:councillors|members|officers)) (?:attended|turned up|came)\b",
        r"\bpresent\b|attend",
        Kind.MINUTES,
    ),
    _line(
        r"\bapologies\b|\bapologi[sz]ed\b"
        r"|\b(?:who|which)\b.*\b(?:absent|missing from|away|couldn['’]?t (?:make|come|be)"
        r"|could not (?:make|come|be|attend)|didn['’]?t (?:make|come|turn|attend)|did not (?:attend|come)|missed)\b",
        r"apolog|absen",
        Kind.MINUTES,
    ),
)
_OF_GRADES = re.compile(r"header:[^/]*judge?ments?/", re.I)  # a table of an inspection's grades
_ASIDE = aside(
    "report reports paper papers update item document cover front title committee board cabinet meeting council who"
    " which what ward wards open key decision exempt wrote author written present apologies inspection inspector"
    " inspectors ofsted"
)


def on_cover(
    query: Query, part: str, cards: Iterable[Card], paragraphs: Callable[[str], Sequence[Paragraph]]
) -> tuple[Consulted, ...]:
    """The lines of a paper's cover that a part of a question asks for; nothing where it asks for none.

    Args:
        query: the question as understood.
        part: the part of it.
        cards: the papers it may be about.
        paragraphs: what a paper holds, by its name.
    """
    lines = [line for line in _LINES if line.asked.search(part)]
    if not lines:
        return ()
    shelf = tuple(cards)
    found = (_read(line, _likest(query, part, line, shelf), paragraphs) for line in lines)
    return tuple(said for said in found if said)


def _likest(query: Query, part: str, line: _Line, cards: Sequence[Card]) -> list[Card]:
    """The papers that may be meant: those pointed at, else those whose titles are like the question; likest first."""
    able = [card for card in cards if card.header.kind in line.kinds]
    pointed = [card for card in able if card.name in query.prefer]
    shared = shared_titles(part, able, _ASIDE)
    meant = pointed or [card for card in able if shared[card.name] >= LEAST_SHARED]
    return likest_first(meant, shared)[:LOOKED_AT]


def _read(line: _Line, cards: Sequence[Card], paragraphs: Callable[[str], Sequence[Paragraph]]) -> Consulted | None:
    """The line as the first of the papers gives it that has one."""
    for card in cards:
        rows = [
            row for row in paragraphs(card.name) if row.para.startswith("header:") and not _OF_GRADES.match(row.para)
        ]
        for row in rows:
            if line.label.search(row.para.removeprefix("header:").partition("#")[0]):
                return None if re.search(r"\[[x ]\]", row.text) else _said(card, row)
    return None


def _said(card: Card, row: Paragraph) -> Consulted:
    kind = called(card.header.kind)
    day = written_day(card.header.as_at)
    verb = "give" if card.header.kind is Kind.MINUTES else "gives"
    paper = f"The {kind} of {day}" if day else f"The {kind}"
    return Consulted(f"{paper} {verb} it at the head.", (Quoted("", Ref(card.name, row.para), row.text),))
