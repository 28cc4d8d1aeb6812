"""Which inspection a text speaks of, by the date it gives: "the Ofsted inspection in July 2015". Pure.

A date is an inspection's only where the words join them: "inspected between…", "the 2021 inspection", "recommendations
of 2021", "its report, published on…". Visits that make no recommendations (monitoring visits, focused visits, peer
challenges) are none. Inspections of other services than children's are told apart by their `service`, so that the
recommendations of one are not taken for another's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ingest.sentences import sentences
from ingest.spans import Span, spans_in

_SERVICES = (
    (
        "SEND",
        r"\bSEND\b|(?i:special educational needs|local area inspection)|\bOfsted and (?:the )?(?:CQC|Care Quality)"
        r"|\b(?:CQC|Care Quality Commission) and Ofsted\b",
    ),
    ("youth justice", r"\byouth (?:justice|offending)\b|\b(?-i:HMIP)\b"),
    ("adult social care", r"\badult(?:s['’]?|['’]s)? (?:social care|services)\b|\bCQC\b|\bCare Quality Commission\b"),
    ("fire and rescue", r"\bfire (?:and|&) rescue\b|\bfire service"),
    ("fostering", r"\bfostering (?:agency|service)"),
    ("adoption", r"\badoption (?:agency|service)s? (?:was |were )?inspect"),
    ("learning", r"\bschools? inspection|\badult (?:learning|education)\b|\bfurther education\b"),
    ("homes", r"\bchildren['’]s homes?\b"),
)
_SERVICE_FORMS = tuple((name, re.compile(form, re.I if name != "SEND" else 0)) for name, form in _SERVICES)

_INSPECTION = (
    r"(?:\b(?:re-?)?inspect(?:ion|ions|ed|ors?|orate)\b|\bofsted(?:['’]s)?|\bILACS\b|\bCQC\b(?: assessment)?"
    r"|\bHMIP?\b|\bHMICFRS\b|\bJTAI\b)"
)
_OTHERWISE = re.compile(
    r"\b(?:plans?|notice|progress|updates?|updated|since|monitoring|focused|letter|meeting|board|committee|panel|agreed"
    r"|approved|until|deadline|submit\w*|peer|next|self-assessment|(?<!looked )after|before|reports?"
    r"|reported|considered|target|by|web|website)\b"
    r"|\brecommendations?\s+(?:as\s+)?at\b|\bas\s+at\b",
    re.I,
)
_INSPECTED = re.compile(_INSPECTION, re.I)
_SPEAKS = re.compile(rf"{_INSPECTION}|\brecommendations", re.I)
_TOLD = re.compile(rf"{_INSPECTION}|\b(?:recommendations|report)\b", re.I)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\d[./]\d")
_QUALIFIED = r"(?:(?!(?:after|before|since|and|but|following|for|when|to|of|in|on|by|from)\b)[\w’'()-]+\s+){0,2}"
_FOLLOWED = re.compile(
    rf"^[’']?s?\s+{_QUALIFIED}(?:(?:re-?)?inspection|recommendations|judge?ment)\b"
    r"|^,?\s[^.;|\n]{0,120}\b(?:was|were) (?:re-?)?inspected\b",
    re.I,
)
_RECOMMENDED = re.compile(r"\brecommendations\s+(?:of|from|in|made\b[^.;]{0,60})\s*(?:the\s+)?$", re.I)
_PUBLISHED = re.compile(
    r"\b(?:(?:report|findings|outcomes?|judge?ments?|results?|inspection|it|they|which|its)\b[^.;]{0,50})?"
    r"\b(?P<verb>(?:published|issued|released)(?: (?:its|the|their|an?)(?: \w+){0,2} (?:report|findings|judge?ment))?"
    r"|report of|report dated|dated)\s*(?:on|in)?\s*(?:the\s+)?$",
    re.I,
)
_BARE_YEAR = re.compile(
    rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?=[’']?s?\s+{_QUALIFIED}(?:inspections?|recommendations|ILACS)\b)",
    re.I,
)
_NO_VISIT = re.compile(r"\b(?:monitoring|focused|peer|thematic|annual conversation|next)\b", re.I)
_NOUN = re.compile(
    r"\b(?P<other>plans?|notice|strategy|letter|directions?|policy|minutes)\b"
    r"|\b(?:report|findings|outcomes?|judge?ments?|results?)\b",
    re.I,
)
_TO_COMMITTEE = re.compile(r"\s+to\s+(?:this|the|full|council|cabinet|members)\b", re.I)
_LETTER = re.compile(r"\bletters?\b[^,;]{0,25}$", re.I)
_EARLIER = re.compile(r"\b(?:previous|earlier|prior|former|inadequate)\s+(?:\w+\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """An inspection as a text names it: by its visit or by the publication of its report."""

    when: str  # ISO 8601, as exact as said
    until: str  # of a range its last day, else as `when`
    first: date
    last: date
    published: bool  # the date is the report's
    earlier: bool  # called an earlier one than that which the paper is about
    service: str  # "" for children's services, or not said
    weight: int  # how surely it is the inspection whose recommendations are spoken of
    sentence: str  # that says so, as printed


def service_of(text: str) -> str:
    """The service that an inspection is of; "" for children's services, and where the words do not say."""
    return next((name for name, form in _SERVICE_FORMS if form.search(text)), "")


@lru_cache(maxsize=2_000)  # the claims and the publications of a paper ask for the same paragraphs
def inspections_named(text: str, near: date | None) -> tuple[Named, ...]:
    """Every inspection that a text gives a date for, in its order; not those to come."""
    if not _SPEAKS.search(text):
        return ()
    return tuple(
        named
        for sentence in sentences(text)
        if _DATED.search(sentence) and _TOLD.search(sentence)
        for named in _in_sentence(sentence, near)
    )


def _in_sentence(sentence: str, near: date | None) -> list[Named]:
    found: list[Named] = []
    last_end = -1
    for span in _spans(sentence, near):
        if near and span.first > near:
            continue
        named = _named(sentence, span)
        if named and found and sentence[last_end : span.start].strip().casefold() in {"and", ",", "to"}:
            before = found.pop()  # "in February and March 2024" is one visit
            named = replace(named, when=before.when, first=before.first)
        if named:
            found.append(named)
            last_end = span.end
    return found


def _spans(sentence: str, near: date | None) -> list[Span]:
    spans = list(spans_in(sentence, near))
    taken = [(span.start, span.end) for span in spans]
    for match in _BARE_YEAR.finditer(sentence):
        if not any(start <= match.start() < end for start, end in taken):
            year = int(match["year"])
            spans.append(Span(date(year, 1, 1), date(year, 12, 31), match["year"], match.start("year")))
    return sorted(spans, key=lambda span: span.start)


def _named(sentence: str, span: Span) -> Named | None:
    before, after = sentence[max(0, span.start - 160) : span.start], sentence[span.end :]
    published = _published(sentence, before, after)
    if not published and not _is_of_visit(span, before, after):
        return None
    service = service_of(sentence)
    weight = 3 if re.search(r"\brecommendations?\b", sentence, re.I) else 1
    earlier = bool(_EARLIER.search(_around(before)[0]))
    return Named(span.iso, span.iso_last, span.first, span.last, published, earlier, service, weight, sentence)


def _published(sentence: str, before: str, after: str) -> bool:
    """Whether the date is that of an inspection's report: something of an inspection is published in the sentence."""
    match = _PUBLISHED.search(before)
    if not match or _NO_VISIT.search(sentence) or _TO_COMMITTEE.match(after):
        return False
    nouns = list(_NOUN.finditer(before))
    if nouns and nouns[-1]["other"]:
        return False
    if re.search(r"\breport\b", match[0], re.I) and re.match(r"\W*(?:the|its)\s+report\b", sentence, re.I):
        return True  # "Its report, published on…": the sentence before says of what
    return bool(_INSPECTED.search(sentence)) and (len(match[0].split()) > 2 or "published" in match[0].casefold())


def _is_of_visit(span: Span, before: str, after: str) -> bool:
    is_day = len(span.iso) == len("2015-11-05")
    if _RECOMMENDED.search(before):
        return True
    if (followed := _FOLLOWED.match(after)) and not _NO_VISIT.search(followed[0]):
        return not is_day or "inspected" in followed[0].casefold()
    lead, between = _around(before)
    if between is None or re.search(r"[.;!?|\n]", between):
        return False
    return not _OTHERWISE.search(between) and not _NO_VISIT.search(lead[-25:]) and not _LETTER.search(lead)


def _around(before: str) -> tuple[str, str | None]:
    """What leads up to the last word for an inspection before a date, and what stands between it and the date."""
    words = list(_INSPECTED.finditer(before))
    return (before[: words[-1].start()], before[words[-1].end() :]) if words else (before, None)
