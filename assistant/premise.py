"""What a question takes for granted and the papers found deny: "Why did we miss the deadline?". Pure.

A denial is taken only from a sentence that speaks of the very thing: a deadline met or beaten, a notice of which none
was issued, another grade at the time asked about. It is quoted and not judged further. Where no such sentence was found
nothing is said: that the papers are silent does not make a question wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Evidence, Query, State
from assistant.bearing import speaks_of, without_label
from assistant.consult.said import Consulted, Quoted
from assistant.opposites import opposite
from assistant.when import mentions
from ingest.sentences import sentences

_GRADES = r"outstanding|good|inadequate|requires?[ ']+improvement|satisfactory|adequate"
_GRADED = re.compile(
    rf"\bwhy\b.*\b(?:rated|judged|graded|given|found|called)\b(?: an?| to be| as)?(?: overall)?"
    rf" ['\"‘“]?(?P<grade>{_GRADES})\b",
    re.I,
)
_GRADE_ASKED = re.compile(
    r"\b(?:what|which|how)\b(?! many)[^?]*\b(?:grades?|graded|ratings?|rated|judge?ments?|judged)\b", re.I
)
_AREAS = tuple(
    re.compile(form, re.I)
    for form in (
        r"\badopti\w+",
        r"\bcare leavers?\b|\bleaving care\b",
        r"\b(?:children|kids|young people) in care\b|\blooked[- ]after\b",
        r"\bleadership\b|\bleaders\b|\bmanagement\b",
        r"\bprotection\b|\bsafeguarding\b",
        r"\bfostering\b",
    )
)
_GRADE = re.compile(rf"\b(?:{_GRADES})\b", re.I)
_SUPPOSES = re.compile(
    r"\W*(?:if|unless|should|were|suppose|supposing|in case|in the event)\b", re.I
)  # says of nothing that it is
_JUDGED = re.compile(
    rf"\b(?:judge[ds]?|rated|graded|judge?ment|is|was|were|are)\b[^.;]{{0,60}}?\b(?:{_GRADES})\b", re.I
)


OTHERWISE = "The papers say otherwise."
OTHER_GRADE = "The papers found do not give a grade of that time. They give this one."
NO_GRADE = "The papers held do not give that grade. They say this of that time."


@dataclass(frozen=True, slots=True)
class _Denial:
    """What a question takes for granted, and a sentence that says otherwise."""

    asked: re.Pattern[str]
    denied: Callable[[Query, re.Match[str], Evidence, str], bool]
    lead: str


def denied(query: Query, evidence: Sequence[Evidence]) -> Consulted | None:
    """What the paragraphs found say against what the question takes for granted; None where they do not."""
    for denial in _DENIALS:
        asked = denial.asked.search(query.standalone)
        for piece in evidence if asked else ():
            for sentence in sentences(without_label(piece.paragraph.text)):
                if asked and denial.denied(query, asked, piece, sentence):
                    return Consulted(denial.lead, (Quoted("", piece.ref, sentence),), State.FALSE_PREMISE)
    if (said := opposite(query, evidence)) and not _SUPPOSES.match(said.sentence):
        return Consulted(OTHERWISE, (Quoted("", said.piece.ref, said.sentence),), State.FALSE_PREMISE)
    return _ungraded(query, evidence)


def _ungraded(query: Query, evidence: Sequence[Evidence]) -> Consulted | None:
    """That no paper found gives the grade of the time asked about, with what they do say; None where one does."""
    dated = any(when.year for when in query.dates)
    if not dated or len(query.parts) > 1 or not _GRADE_ASKED.search(query.standalone):
        return None
    of_area = [form for form in _AREAS if form.search(query.standalone)]
    spoken: list[tuple[Evidence, str]] = []
    for piece in evidence:
        day, text = piece.header.as_at, piece.paragraph.text
        if not (day and any(when.fits(day) for when in query.dates)) and not _is_of_then(query, text, day):
            continue
        if piece.paragraph.cells or piece.paragraph.para.startswith("header:"):
            return None
        for sentence in sentences(without_label(text)):
            if _JUDGED.search(sentence) and all(form.search(sentence) for form in of_area):
                return None
            if _is_of_then(query, sentence, day):
                spoken.append((piece, sentence))
    others = (
        (piece, said)
        for piece in evidence
        for said in sentences(without_label(piece.paragraph.text))
        if _JUDGED.search(said)
    )
    told = next(iter(spoken), None) or next(others, None)
    if told is None:
        return None
    piece, sentence = told
    return Consulted(NO_GRADE if spoken else OTHER_GRADE, (Quoted("", piece.ref, sentence),), State.NOT_IN_REPORTS)


def _is_of_then(query: Query, text: str, near: date | None) -> bool:
    """Whether a text has a date asked about, a bare year at the head of a sentence too."""
    years = {when.year for when in query.dates if when.year and not when.month}
    return speaks_of(query.dates, text, near) or any(when.year in years for when in mentions(text))


def _says(pattern: str) -> Callable[[Query, re.Match[str], Evidence, str], bool]:
    said = re.compile(pattern, re.I)
    return lambda _query, _asked, _piece, sentence: bool(said.search(sentence))


def _has_another_grade(query: Query, asked: re.Match[str], piece: Evidence, sentence: str) -> bool:
    """A judgement of the date asked about, and the grade asked about is not in that sentence."""
    if not query.dates or not _JUDGED.search(sentence):
        return False
    wanted = _plain(asked["grade"])
    named = {_plain(grade) for grade in _GRADE.findall(sentence)}
    return wanted not in named and _is_of_then(query, sentence, piece.header.as_at)


def _plain(grade: str) -> str:
    return re.sub(r"\W+", " ", grade.lower()).replace("requires", "require")


_DENIALS = (
    _Denial(
        re.compile(
            r"\bwhy\b.*\b(?:miss\w*|late for|fail\w* to (?:meet|make))\b.*\b(?:deadline|due date|cut-off)\b", re.I
        ),
        _says(
            r"\b(?:ahead of|before|in advance of|in good time for|within)\b[^.]*\bdeadline\b"
            r"|\b(?:met|meeting|made) the deadline\b"
        ),
        "The papers say that the deadline was met.",
    ),
    _Denial(
        re.compile(
            r"\bwhy\b.*\b(?:sen[dt]|refer\w*|bounc\w+|kick\w*|throw\w*|threw|pass\w*|hand\w*)\b[^?]*\bback\b",
            re.I,
        ),
        _says(
            r"\b(?:motion|proposal|amendment|call-?in)\b[^.]*\b(?:was|were)"
            r" (?:lost|defeated|not (?:carried|supported|agreed))"
            r"|\b(?:took|resolved to take) no further action\b|\b(?:agreed|resolved|voted) not to refer\b"
        ),
        "The papers say that it was not sent back.",
    ),
    _Denial(
        re.compile(
            r"\b(?:when|why)\b.*\bnotice\b.*\b(?:lifted|withdrawn|removed|ended|revoked|issued|served|published)\b",
            re.I,
        ),
        _says(
            r"\bno (?:\w+ ){0,2}notice (?:was|has been|had been|is)\b"
            r"|\bnotice (?:was|has|had)(?: been)? (?:not|never) (?:been )?"
        ),
        "The papers say that there was no such notice.",
    ),
    _Denial(_GRADED, _has_another_grade, "The papers give another judgement."),
)
