"""Risks: the rows of a register, the highest score first; the telling sentences of the part on risk; where that says
there is none, that; else the sentences that name one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.papers.briefing.lines import headed, line
from assistant.papers.briefing.subject import Room, Sentence, Subject, Told
from assistant.papers.handout import Line, Part
from assistant.papers.quoting import cut
from assistant.papers.registers import Risk, risks_of
from ingest.report import Paragraph

_SECTION = re.compile(r"\brisks?\b|\b(?:could|might|may) go wrong\b", re.I)
_NONE = re.compile(r"^\W*(?:there (?:are|is) )?(?:none|nil|no\b.{0,80}|not applicable|n/?a)\W*$", re.I)
_NAMED = re.compile(
    r"\brisks? (?:that|of|is|to)\b|\bfail(?:s|ure|ing)?\b|\bdelayed again\b"
    r"|\b(?:if|unless)\b[^.]{0,120}\b(?:not|cannot)\b"
    r"|\bno provision\b",
    re.I,
)
_AGAINST = re.compile(r"\b(?:risks?|against|disadvantages?)\b", re.I)
_OPENING = re.compile(r"\b(?:appendix|appendices|register (?:is|at)|see )\b", re.I)
_OF_OPTIONS = 2
_OPTION = 80  # characters of its name
_RISK = 160  # characters of a risk in a register


def risks(subject: Subject, room: Room, told: Told) -> Part:
    """At most five lines and two of options, or as there is room for."""
    found = [_of_register(subject, risk) for risk in registered(subject)]
    for sentence in (*_said(subject), *_named(subject)):
        whole = subject.in_context(sentence.report, sentence.para, sentence.text, room.longest)
        words = cut(whole, room.longest)
        if not Told((*told.citations, *(c for each in found for c in each.citations))).has(words):
            found.append(line(subject.sources, sentence.report, sentence.para, words))
    most = min(room.most, 5)
    shown = found[:most]
    shown += sorted(_of_options(subject, room), key=lambda each: "recommended" not in each.lead)[
        : min(_OF_OPTIONS, max(most - len(shown), 0))
    ]
    none = [] if shown else list(_none(subject))
    return Part(
        headed("Risks", len(found) > most),
        (*shown, *none),
        "No part on risk, and no risk named as one, was found in the paper.",
    )


def registered(subject: Subject) -> list[Risk]:
    """The rows of the papers' registers of risk, the highest score first."""
    found = [risk for name in subject.names for risk in risks_of(subject.sources.report(name))]
    return sorted(found, key=lambda risk: -risk.weight)


def _of_register(subject: Subject, risk: Risk) -> Line:
    """A risk and its scores: what is done about it stands in the paper."""
    score = f": {risk.told}" if risk.told else ""
    cited = subject.sources.cite(risk.report, risk.para, risk.quote)
    return Line(f"“{cut(risk.what, _RISK)}”{score}", (cited,), lead=risk.label)


def said_of_risk(subject: Subject) -> tuple[Sentence, ...]:
    """What the papers' own parts on risk say, and what says elsewhere that something may go wrong."""
    return (*_said(subject), *_named(subject))


def _said(subject: Subject) -> Iterator[Sentence]:
    for sentence in subject.sentences:
        of_risk = _SECTION.search(sentence.section) and not sentence.said.cell and not sentence.is_cover
        if of_risk and not _NONE.match(sentence.text) and not _OPENING.search(sentence.text):
            yield sentence


def _named(subject: Subject) -> Iterator[Sentence]:
    for sentence in subject.sentences:
        elsewhere = not _SECTION.search(sentence.section) and not sentence.said.cell and not sentence.is_cover
        if elsewhere and _NAMED.search(sentence.text) and len(sentence.text.split()) > 6:
            yield sentence


def _of_options(subject: Subject, room: Room) -> Iterator[Line]:
    """What tables of options give as the risk of each."""
    for name in subject.names:
        registers = {risk.para for risk in risks_of(subject.sources.report(name))}
        for paragraph in subject.sources.report(name).paragraphs:
            against = _risk_cell(paragraph) if paragraph.para not in registers else ""
            if against:
                option, risk = paragraph.cells[0].text, cut(against, room.longest)
                cited = subject.sources.cite(name, paragraph.para, f"{option} … {against}")
                yield Line(f"“{risk}”", (cited,), lead=option if len(option) <= _OPTION else cut(option, _OPTION))


def _risk_cell(paragraph: Paragraph) -> str:
    return next(
        (c.text for c in paragraph.cells[1:] if _AGAINST.fullmatch(c.heading.strip()) and not _NONE.match(c.text)), ""
    )


def _none(subject: Subject) -> Iterator[Line]:
    """A part on risk that says there is none."""
    for sentence in subject.sentences:
        if _SECTION.search(sentence.section) and not sentence.is_cover and _NONE.match(sentence.text):
            heading = sentence.section.strip(" :")
            yield line(subject.sources, sentence.report, sentence.para, cut(sentence.text, 120), lead=heading)
            return
