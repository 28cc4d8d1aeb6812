"""The recommendations of an inspection report, in its order, and when the inspection was. Pure.

Recommendations stand under their own headings ("Recommendations", "Priority and immediate action", "Areas for
improvement", "What needs to improve"), numbered, bulleted or in a table. Reports of the same years review the
safeguarding board too and print its recommendations far from the first ones: a heading that names the board tells them
apart, or, where there is none, a title that names it and a second list after many paragraphs of findings. A heading
that the reader took for text ("Inspection findings…") ends a list: what follows it is not recommended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fact import Inspection, Recommendation
from ingest.report import DateSource, Kind, Paragraph, Ref, Report, is_recommendation_section
from ingest.sentences import sentences
from ingest.spans import spans_in
from ingest.wording.inspections import service_of

BOARD = "Local Safeguarding Children Board"

_HEADING = re.compile(
    r"^\W*(?:areas? for (?:priority action|(?:further )?improvement|development)|priority (?:and immediate )?actions?"
    r"|what .{0,60}\bneeds? to (?:do to )?improve)\b",
    re.I,
)
_NAMES_BOARD = re.compile(r"\bsafeguarding children(?:['’]?s)? (?:board|partnership)|\bLSCB\b", re.I)
_NAMES_COUNCIL = re.compile(r"\blocal authority\b|\bchildren['’]s services\b|\bcouncil\b", re.I)
_ENDS = re.compile(
    r"^\W*(?:inspection findings|findings|(?:executive )?summary|inspection judge?ments?|information about"
    r"|the graded judge?ment|what the inspection)\b[^.]*$",
    re.I,
)
_NUMBER = re.compile(r"(?:Rec )?(\d{1,3})(?:#\d+)?")
_LABEL = re.compile(r"^\W*(?:rec(?:ommendation)?\.?\s*)?\d{1,3}\s*[.):]?\s*(?=\D)", re.I)
_BULLET = re.compile(r"^\s*(?:[•–·▪‣◼■*-]|\(?[a-z]{1,2}\)|\(?[ivx]{1,4}\))\s+", re.I)
_DOTTED = re.compile(r"\d{1,3}\.\d{1,3}(?:\.\d{1,3})?(?:#\d+)?$")  # a paragraph's number, and none of a list
_DOTTED_LABEL = re.compile(r"^\s*[\d.]+\s*")
_TELLS = re.compile(r"^[\d.\s]*(?:this|these|we|it|there|inspectors?|our|in|at|following|as)\b", re.I)
_SHOULD = re.compile(r"\b(?:should|must|needs? to)\b")
_DATES = re.compile(r"^\W*(?:dates? of (?:the )?inspection|inspect\w*(?: \w+)? dates?|inspected)\b", re.I)
_TOOK_PLACE = re.compile(
    r"\b(?:inspection|fieldwork|visit)\b[^.]{0,80}?\b(?:took place|was (?:carried out|conducted))\b"
    r"|\bfindings of the [\w ]{0,30}\bvisit\b[^.]{3,120}\bon\b",
    re.I,
)
_OPENING = 20  # paragraphs
_FAR = 15  # paragraphs of other sections between the authority's list and the board's


@dataclass(frozen=True, slots=True)
class _Listed:
    """One recommendation as it stands in the report."""

    paragraph: Paragraph
    number: int | None
    wording: str
    to: str


def recommendations(report: Report) -> tuple[Recommendation, ...]:
    """Every recommendation of an inspection report, in its order; none of any other paper."""
    if report.header.kind is not Kind.INSPECTION:
        return ()
    return tuple(
        Recommendation(
            ref=Ref(report.name, each.paragraph.para),
            quote=each.wording,
            as_at=report.header.as_at,
            number=each.number,
            position=position,
            wording=each.wording,
            priority="priority" in each.paragraph.section.casefold(),
            to=each.to,
        )
        for position, each in enumerate(_listed(report), 1)
    )


def inspections(report: Report) -> tuple[Inspection, ...]:
    """When the inspection was, from the line of its report that says so; nothing of any other paper."""
    if report.header.kind is not Kind.INSPECTION:
        return ()
    header = report.header
    line = _dated_line(report)
    spans = spans_in(line[1], header.as_at) if line else ()
    printed = header.as_at.isoformat() if header.as_at and header.date_source is DateSource.PUBLICATION else ""
    ended = header.as_at.isoformat() if header.as_at and header.date_source is DateSource.INSPECTION_END else ""
    if not (spans or printed or ended):
        return ()
    shown, words = line or (report.paragraphs[0], report.paragraphs[0].text)
    return (
        Inspection(
            ref=Ref(report.name, shown.para),
            quote=words,
            as_at=header.as_at,
            first_day=min(span.first for span in spans).isoformat() if spans else ended,
            last_day=max(span.last for span in spans).isoformat() if spans else ended,
            published=printed,
            service=service_of(header.title),
        ),
    )


def _dated_line(report: Report) -> tuple[Paragraph, str] | None:
    """The header line "Inspection dates: …", or the sentence that serves for it: "Fieldwork took place between …"."""
    near = report.header.as_at
    lines = ((each, each.text) for each in report.paragraphs if _DATES.search(each.text))
    if found := next((line for line in lines if spans_in(line[1], near)), None):
        return found
    opening = (each for each in report.paragraphs[:_OPENING] if _TOOK_PLACE.search(each.text))
    told = ((each, sentence) for each in opening for sentence in sentences(each.text) if _TOOK_PLACE.search(sentence))
    return next((line for line in told if spans_in(line[1], near)), None)


def _listed(report: Report) -> Iterator[_Listed]:
    names_board = bool(_NAMES_BOARD.search(report.header.title))
    board, ended, heading, away, begun = False, False, "", 0, False
    itemised = frozenset(p.section for p in report.paragraphs if p.parent or not p.para.startswith("section:"))
    for paragraph in report.paragraphs:
        if paragraph.section != heading:
            heading, ended = paragraph.section, False
            board = _of_board(heading, board)
        if not _is_list(heading):
            away += 1
            continue
        if paragraph.parent and not _is_leaf(paragraph):
            continue
        board = board or (begun and names_board and away >= _FAR)
        if _ends(paragraph):
            ended = True
        if ended:
            continue
        found = [one] if (one := _recommendation(paragraph, board)) else _lines(paragraph, board, itemised)
        if found:
            begun, away = True, 0
            yield from found


def _lines(paragraph: Paragraph, board: bool, itemised: frozenset[str]) -> list[_Listed]:
    """The lines under "What needs to improve" where the section has neither numbers nor bullets: each is one."""
    if paragraph.section in itemised or not _HEADING.search(paragraph.section):
        return []
    lines = [line.strip() for line in paragraph.text.split("\n")]
    if len(lines) == 1 and len(pieces := sentences(lines[0])) > 1 and all(map(_SHOULD.search, pieces)):
        lines = list(pieces)  # the lines between them are lost
    whole = [line for line in lines if line[:1].isupper() and line.endswith(".") and len(line.split()) > 3]
    return [_Listed(paragraph, None, line, BOARD if board else "") for line in whole] if whole == lines else []


def _of_board(heading: str, board: bool) -> bool:
    """Whether what follows a heading is put to the safeguarding board: the last heading that names either decides."""
    if _NAMES_BOARD.search(heading):
        return True
    return board and not _NAMES_COUNCIL.search(heading)


def _is_list(heading: str) -> bool:
    return is_recommendation_section(heading) or bool(_HEADING.search(heading))


def _is_leaf(paragraph: Paragraph) -> bool:
    """An item that stands by itself in a list without numbers, or a row of a table."""
    return paragraph.parent.startswith("section:")


def _ends(paragraph: Paragraph) -> bool:
    return paragraph.para.startswith("section:") and bool(_ENDS.search(paragraph.text)) and "\n" not in paragraph.text


def _recommendation(paragraph: Paragraph, board: bool) -> _Listed | None:
    to = BOARD if board else ""
    if paragraph.cells:
        texts = [cell.text.strip() for cell in paragraph.cells]
        numbers = [int(text.rstrip(".")) for text in texts if re.fullmatch(r"\d{1,3}\.?", text)]
        longest = max(texts, key=len)
        return _Listed(paragraph, numbers[0] if numbers else None, longest, to) if len(longest.split()) > 3 else None
    if _DOTTED.match(paragraph.para) and not _TELLS.match(paragraph.text) and not paragraph.text.endswith(":"):
        return _Listed(paragraph, None, _DOTTED_LABEL.sub("", paragraph.text, count=1).strip(), to)
    if numbered := _NUMBER.fullmatch(paragraph.para):
        return _Listed(paragraph, int(numbered[1]), _LABEL.sub("", paragraph.text, count=1).strip(), to)
    if _BULLET.match(paragraph.text) and paragraph.parent:
        return _Listed(paragraph, None, _BULLET.sub("", paragraph.text, count=1).strip(), to)
    return None
