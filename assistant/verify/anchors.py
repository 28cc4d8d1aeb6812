"""The fixed points of a text: its figures and dates, each as a kind and a value however it is written.

"£1.2m", "£1.2 million" and "£1,200,000" are one sum; "45%" and "45 per cent" one share; "16/12/2015" and "16th December
2015" one day. Kinds never mix: the 5 of "recommendation 5", of "5%", of "5 July" and of "5 children" are four things.
What a text says (`said_in`) is exact; what it bears (`borne_in`) is also what follows from it: "8 July 2024" bears
"July 2024", "50%" bears "half".
"""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import When
from assistant.verify.number_words import in_digits
from assistant.when import find, written
from assistant.words import stem
from ingest.report import normalise
from ingest.spans import spans_in


@dataclass(frozen=True, slots=True)
class Anchor:
    """One fixed point."""

    kind: str  # "money", "percent", "share", "count", "date", "recommendation", "paragraph", …
    value: str  # the same for every way of writing it
    printed: str  # for the reader of a trace

    @property
    def point(self) -> tuple[str, str]:
        return self.kind, self.value


_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_SCALE = r"(?:\s?(?P<scale>million|billion|thousand|bn|mn|m|k)\b)?"
_AMOUNT = r"(?P<amount>\d[\d,]*(?:\.\d+)?)"
_MONEY = re.compile(
    rf"£\s?{_AMOUNT}{_SCALE}|{_AMOUNT.replace('amount', 'second')}"
    rf"{_SCALE.replace('scale', 'size')} pounds\b"
)
_RANGE = re.compile(  # "£2m-3m", "£2-3m", "£2 to £3 million"
    r"£\s?(?P<first>\d[\d,]*(?:\.\d+)?)(?:m|k|bn)?\s?(?:-|to)\s?£?\s?(?P<last>\d[\d,]*(?:\.\d+)?)"
    r"\s?(?P<scale>million|billion|thousand|bn|mn|m|k)\b"
)
_PERCENT = re.compile(rf"{_AMOUNT}\s?(?:%|per ?cent\b|percent\w*|percentage points?\b)")
_TIME = re.compile(r"\b(\d{1,2})[.:](\d\d)\s?(am|pm)?\b(?!\s?%)|\b(\d{1,2})\s?(am|pm)\b|\b(noon|midday|midnight)\b")
_COUNT = re.compile(rf"(?<![\w.,]){_AMOUNT}{_SCALE}(?!\w)|(?<![\w.,])(?P<glued>\d[\d,]*(?:\.\d+)?)(?=[a-z])")
_ORDINAL = re.compile(
    r"\b(\d+)(?:st|nd|rd|th)\b|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b"
)
_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NUMBERED = re.compile(
    r"\b(rec(?:ommendation)?s?|para(?:graph)?s?|sections?|appendix|appendices|annex|items?|pages?|standards?|phases?"
    r"|priority|priorities|objectives?|actions?|stages?|tables?|schedules?|parts?|regulations?|tiers?|bands?|wards?"
    r"|years?|levels?|steps?|chapters?|options?|minutes?|numbers?|clauses?|key stage|quarters?|q)"
    r"(?:\s(?:no\.?|nos\.?|number|numbers))?[\s.]*(?=\d)"
)
_NEXT_NUMBER = re.compile(r"(?:\s?(?:,|and|to|-|&|or|,\s?and)\s?)?(\d+(?:\.\d+)*[a-z]?)(?![\w%])")
_CODE = re.compile(r"\b[a-z]+[/-]\d[\w/-]*|\b[a-z]{1,4}\d+[a-z0-9]*\b")
_YEARS = re.compile(r"(?<![\d/£.,-])((?:19|20)\d\d)\s?[/-]\s?((?:19|20)?\d\d)(?![\d/-])")
_SEASON = re.compile(r"\b(spring|summer|autumn|winter)(?: term)?,? (?:of |term )?((?:19|20)\d\d)\b")
_RELATIVE = re.compile(
    r"\b(?:last|next|this|previous|following|coming|past) (?:year|month|week|quarter|spring|summer|autumn|winter|term"
    r"|financial year|few \w+)s?\b|\bthe (?:year|month|week|winter|summer|quarter) (?:before|after|earlier)\b"
    r"|\b(?:yesterday|tomorrow|tonight)\b"
    r"|\b(?:a|\d+) (?:year|month|week"
    r"|day)s? (?:ago|later)\b"
)
_WORDS = (
    ("share", "0.5", re.compile(r"\bhalf\b|\bone in 2\b")),
    ("times", "2", re.compile(r"\btwice\b|\bdoubl(?:e|ed|ing)\b|\btwofold\b|\b2 times\b")),
    ("times", "3", re.compile(r"\bthree times\b|\b3 times\b|\btrebl\w+|\btripl\w+|\bthreefold\b")),
    (
        "all",
        "all",
        re.compile(
            r"\b(?<!at )(?<!above )all\b|\bevery(?:one|body|thing)?\b|\beach\b|\bwhole\b|\bentire(?:ty|ly)?\b"
            r"|\b100 ?%|\ball of\b"
        ),
    ),
    ("most", "most", re.compile(r"\bmost\b(?! recent| likely)|\bmajority\b|\bmostly\b|\bmainly\b")),
    ("both", "both", re.compile(r"\bboth\b")),
    ("none", "none", re.compile(r"\bnone\b|\bnobody\b|\bno one\b|\bnil\b|\bzero\b|\bnothing\b|\bneither\b")),
    (
        "some",
        "some",
        re.compile(
            r"\bsome of\b|\bsome\b(?! of)|\bseveral\b|\bmany\b|\bfew\b|\bhandful\b|\bdozens?\b|\bhundreds\b"
            r"|\bthousands\b|\bmillions\b"
        ),
    ),
)
_UNIT = (
    r"(working days?|school days?|days?|weeks?|months?|years?|hours?|minutes?|miles?|points?|votes?|beds?|places?)\b"
)
_PLAIN = r"\d+(?:[.,]\d+)*"
_MEASURE = re.compile(rf"\b({_PLAIN})[\s-]{_UNIT}")
_MEASURES = re.compile(rf"\b({_PLAIN})(?: to | and | or |-)(?:about )?{_PLAIN}[\s-]{_UNIT}")
_ORDER = re.compile(rf"({_PLAIN}(?:m|k|bn|%)?)(?:\s(?!to\b)[a-z]+){{0,2}} to £?({_PLAIN}(?:m|k|bn|%)?)(?![\w/])")
_DATED = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|next|this|previous|following|coming|past|yesterday"
    r"|tomorrow|tonight|ago|later|before|after|earlier)"
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(r"\b(a|one|1|2|3|4)[\s-](third|quarter|fifth|tenth)s?\b(?! of the year\b)")
_SINGLE = re.compile(r"\b(?:one|single|an?)\s+(?=(\w+)(?:\s(\w+))?(?:\s(\w+))?)")
_ONE = re.compile(r"(?<!-)\bone (?!another\b|of\b|or more\b|hundred\b|thousand\b|million\b|billion\b)([a-z]+)")


@lru_cache(maxsize=20_000)
def said_in(text: str) -> tuple[Anchor, ...]:
    """Every figure and date that a text states, as exact as it is printed."""
    dated, left = _dates(text, bearing=False)
    return tuple(dict.fromkeys((*dated, *_figures(left, bearing=False))))


@lru_cache(maxsize=20_000)
def borne_in(text: str) -> frozenset[tuple[str, str]]:
    """Every point that a text bears: what it states and what follows from it. Read line by line."""
    return frozenset(point for line in text.split("\n") if line.strip() for point in _borne_in(line))


@lru_cache(maxsize=20_000)
def _borne_in(text: str) -> frozenset[tuple[str, str]]:
    dated, left = _dates(text, bearing=True)
    return frozenset(anchor.point for anchor in (*dated, *_figures(left, bearing=True)))


def _dates(text: str, *, bearing: bool) -> tuple[list[Anchor], str]:
    """The dates of a text, and the text without them, folded."""
    found: list[Anchor] = []
    text = normalise(text)
    if not _DATED.search(text):
        return found, text
    for pattern, kind in ((_SEASON, "date"), (_RELATIVE, "date"), (_YEARS, "date")):
        for match in pattern.finditer(text):
            if pattern is _YEARS and not int(match[1]) % 100 < int(match[2][-2:]):
                continue
            value = (
                f"{match[1]}/{match[2][-2:]}"
                if pattern is _YEARS
                else " ".join(filter(None, match.groups())) or match[0]
            )
            found.append(Anchor(kind, value, match[0]))
            if bearing and pattern is _SEASON:
                found.append(Anchor("date", match[2], match[2]))
            text = _without(text, match.start(), match.end())
    capitals = re.sub(r"[a-z]+", lambda match: match[0].capitalize() if match[0] in _MONTHS else match[0], text)
    mentions = find(text)
    whens = [mention.when for mention in mentions]
    for span in spans_in(capitals, None):
        whens += [_exact(span.iso), _exact(span.iso_last)] if span.first != span.last else [_exact(span.iso)]
        text = _without(text, span.start, span.end)
    for mention in mentions:
        text = _without(text, mention.start, mention.end)
    for when in dict.fromkeys(whens):
        found += [Anchor("date", written(each), written(each)) for each in (_less_exact(when) if bearing else (when,))]
    return found, text


_MONTHS = frozenset(form for name in month_name if name for form in (name.casefold(), name[:3].casefold())) - {
    "may",
    "mar",
}


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + ";" + " " * (end - start - 1) + text[end:]


def _exact(iso: str) -> When:
    return When(*map(int, iso.split("-")))


def _less_exact(when: When) -> tuple[When, ...]:
    """A date and what it bears: its month and year, its year, its day without the year."""
    shorter = (
        when,
        When(when.year, when.month),
        When(when.year),
        When(None, when.month, when.day),
        When(None, when.month),
    )
    return tuple(dict.fromkeys(each for each in shorter if each != When()))


def _figures(text: str, *, bearing: bool) -> list[Anchor]:
    found: list[Anchor] = []
    text = _numbered(text, found)
    for kind, value, pattern in _WORDS:
        found += [Anchor(kind, value, match[0]) for match in pattern.finditer(text)][:1]
    if bearing:
        found += [Anchor("one", stem(word), "one") for m in _SINGLE.finditer(text) for word in filter(None, m.groups())]
    else:
        found += [Anchor("one", stem(match[1]), match[0]) for match in _ONE.finditer(text)]
    for match in _FRACTION.finditer(text):
        many = 1 if match[1] in ("a", "one") else int(match[1])
        found.append(Anchor("share", _value(many / _PARTS[match[2]]), match[0]))
    text = in_digits(_FRACTION.sub(" ", text), one=bearing)
    whole = text
    text = _numbered(_RANGE.sub(r"£\g<first>\g<scale> £\g<last>\g<scale>", text), found)
    found += _amounts(text, bearing=bearing)
    two = bearing and any(anchor.point == ("count", "2") for anchor in found)
    found += [Anchor("both", "both", "two")] if two else []
    return found + _measures(whole)


def _measures(text: str) -> list[Anchor]:
    """Figures with the unit they are of, and figures in the order of a change: "from 34 to 19 days"."""
    found = [Anchor("measure", f"{m[1]} {stem(m[2])}", m[0]) for m in _MEASURE.finditer(text)]
    found += [Anchor("measure", f"{m[1]} {stem(m[2])}", m[0]) for m in _MEASURES.finditer(text)]
    return found + [Anchor("order", f"{m[1]} > {m[2]}", m[0]) for m in _ORDER.finditer(text)]


def _amounts(text: str, *, bearing: bool) -> list[Anchor]:
    """Sums, shares, times, ordinals, codes and, of what is left, counts."""
    found: list[Anchor] = []

    def take(pattern: re.Pattern[str], kind: str) -> None:
        nonlocal text
        for match in pattern.finditer(text):
            found.extend(_read(kind, match, bearing=bearing))
        text = pattern.sub(";", text)

    for pattern, kind in (
        (_MONEY, "money"),
        (_PERCENT, "percent"),
        (_TIME, "time"),
        (_ORDINAL, "ordinal"),
        (_CODE, "code"),
        (_COUNT, "count"),
    ):
        take(pattern, kind)
    return found


def _read(kind: str, match: re.Match[str], *, bearing: bool) -> list[Anchor]:
    parts = match.groupdict()
    if kind == "money":
        scale = parts.get("scale") or parts.get("size")
        return [Anchor(kind, _scaled(parts["amount"] or parts["second"] or "", scale), match[0])]
    if kind == "percent":
        share = float(match["amount"].replace(",", ""))
        halves = [Anchor("share", _value(share / 100), match[0])] if bearing else []
        return [Anchor(kind, _value(share), match[0]), *halves]
    if kind == "count":
        return [Anchor(kind, _scaled(parts["amount"] or parts["glued"] or "", parts.get("scale")), match[0])]
    if kind == "time":
        hours = int(match[1] or match[4] or (0 if match[6] == "midnight" else 12))
        later = (match[3] or match[5]) == "pm" and hours < 12
        return [Anchor(kind, f"{hours + 12 * later}:{match[2] or '00'}", match[0])]
    if kind == "ordinal":
        return [Anchor(kind, match[1] or str(_PLACES.index(match[2]) + 1), match[0])]
    return [Anchor(kind, match[0], match[0])]


def _numbered(text: str, found: list[Anchor]) -> str:
    """Take out what is only a number of something: "recommendations 5, 6 and 7", "para 2.4", "appendix 1"."""
    for match in reversed([*_NUMBERED.finditer(text)]):
        noun, at = stem(match[1]), match.end()
        kind = {"rec": "recommendation", "recommend": "recommendation", "para": "paragraph"}.get(noun, noun)
        while number := _NEXT_NUMBER.match(text, at):
            found.append(Anchor(_named(kind), number[1], f"{match[1]} {number[1]}"))
            at = number.end()
        if at > match.end():
            text = _without(text, match.start(), at)
    return text


def _named(kind: str) -> str:
    return "paragraph" if kind in {"paragraph", "section", "item", "claus"} else kind


def _scaled(amount: str, scale: str | None) -> str:
    return _value(float(amount.replace(",", "").rstrip(".") or 0) * 10 ** (_SCALES[scale] if scale else 0))


def _value(number: float) -> str:
    return f"{round(number, 4):.4f}".rstrip("0").rstrip(".")
