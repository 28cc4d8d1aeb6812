"""The fixed points of a text: its figures and dates, each as a kind and a value however it is written.

"£1.2m", "£1.2 million" and "£1,200,000" are one sum; "45%" and "45 per cent" one share; "16/12/2015" and "16th December
2015" one day. Kinds never mix: the 5 of "recommendation 5", of "5%", of "5 July" and of "5 children" are four things.
What a text says (`said_in`) is exact; what it bears (`borne_in`) is also what follows from it: "8 July 2024" bears
"July 2024", "50%" bears "half".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.dates import dates_in, without
from assistant.verify.number_words import in_digits
from assistant.words import stem


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
    r"\b(\d+)(?:st|nd|rd|th)\b(?: birthday)?"
    r"|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b"
)
_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NUMBERED = re.compile(
    r"\b(rec(?:ommendation)?s?|para(?:graph)?s?|sections?|appendix|appendices|annex|items?|pages?|standards?|phases?"
    r"|priority|priorities|objectives?|actions?|stages?|tables?|schedules?|parts?|regulations?|tiers?|bands?|wards?"
    r"|years?|levels?|steps?|chapters?|options?|minutes?|numbers?|clauses?|key stage|quarters?|q)"
    r"(?:\s(?:no\.?|nos\.?|number|numbers))?[\s.]*(?=\d)"
)
_NUMBERED_NOUN = re.compile(
    r"\b(?:recommendations?|recs?|paragraphs?|actions?|objectives?|priorities|options?|standards?)\b"
)
_NEXT_NUMBER = re.compile(
    r"(?:\s?\([^()\d]{1,60}\))?(?:\s?(?:,|and|to|-|&|or|,\s?and)\s?)?(\d+(?:\.\d+)*[a-z]?)(?![\w%])"
)
_LISTED = re.compile(r"\((?=\d+(?:(?:, and |, | and )\d+)+\))")  # "six recommendations (5, 7 and 8)"
_SECTION = re.compile(r"\bs\.?(?=\d{2,3}\b)")  # of an Act: "the S151 officer"
_CODE = re.compile(r"\b[a-z]+[/-]\d[\w/-]*|\b[a-z]{1,4}\d+[a-z0-9]*\b")
_WORDS = (
    ("share", "0.5", re.compile(r"(?<!and a )\bhalf\b(?!-| a dozen)|\bone in 2\b")),
    ("times", "2", re.compile(r"\btwice\b|\bdoubl(?:e|ed|ing)\b|\btwofold\b|\b2 times\b")),
    ("times", "3", re.compile(r"\bthree times\b|\b3 times\b|\btrebl\w+|\btripl\w+|\bthreefold\b")),
    (
        "all",
        "all",
        re.compile(
            r"(?<!\bat )(?<!\babove )(?<!\bin )(?<!\bnot )(?<!\bafter )\ball\b"
            r"|\bevery(?:one|body|thing)?\b(?! (?:\d+|one|two|three|four|six|other|few)? ?"
            r"(?:day|week|fortnight|month|term|quarter|year|january|february|march|april|may|june|july|august|september"
            r"|october|november|december|\w+day)s?\b)"
            r"|\beach of\b|\bwhole\b|(?<!not )\bentire(?:ty|ly)?\b|\b100 ?%"
        ),
    ),
    ("most", "most", re.compile(r"(?<!\bat )\bmost\b(?! recent| likely)|\bmajority\b|\bmostly\b|\bmainly\b")),
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
    r"((?:working |school |calendar )?(?:days?|weeks?|monthly|months?|years?|hours?|minutes?|miles?|points?|votes?"
    r"|beds?|places?))\b"
)
_PLAIN = r"\d+(?:[.,]\d+)*"
_MEASURE = re.compile(rf"\b({_PLAIN})[\s-]{_UNIT}")
_MEASURES = re.compile(rf"\b({_PLAIN})(?: to | and | or |-)(?:about )?{_PLAIN}[\s-]{_UNIT}")
_ORDER = re.compile(rf"({_PLAIN}(?:m|k|bn|%)?)(?:\s(?!to\b)[a-z]+){{0,2}} to £?({_PLAIN}(?:m|k|bn|%)?)(?![\w/])")
_AGED = re.compile(r"(?<=\d)(?:-(?= (?:and|or|to) \d)|[\s-]years?[\s-](?:olds?|of age)\b)")
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(r"\b(a|one|1|2|3|4)[\s-](third|quarter|fifth|tenth)s?\b(?! of the year\b)")
_SINGLE = re.compile(r"\b(?:one|single|an?|same|per|every|each)\s+(?=(\w+)(?:\s(\w+))?(?:\s(\w+))?)")
_ONE = re.compile(
    r"(?<!-)\bone (?!(?:another|of|or more|hundred|thousand|million|billion|with|in|for|and|that|who|which|is|was|has"
    r"|had|to|by|at|from|on)\b)([a-z]+)"
)


@lru_cache(maxsize=20_000)
def said_in(text: str) -> tuple[Anchor, ...]:
    """Every figure and date that a text states, as exact as it is printed."""
    dated, left = dates_in(_aged(text), bearing=False)
    days = (Anchor("date", *day) for day in dated)
    return tuple(dict.fromkeys((*days, *_figures(left, bearing=False))))


@lru_cache(maxsize=20_000)
def borne_in(text: str) -> frozenset[tuple[str, str]]:
    """Every point that a text bears: what it states and what follows from it. Read line by line."""
    return frozenset(point for line in text.split("\n") if line.strip() for point in _borne_in(line))


@lru_cache(maxsize=20_000)
def _borne_in(text: str) -> frozenset[tuple[str, str]]:
    dated, left = dates_in(_aged(text), bearing=True)
    return frozenset((*(("date", value) for value, _ in dated), *(a.point for a in _figures(left, bearing=True))))


def _aged(text: str) -> str:
    """The text with "16- and 17-year-olds" told as "16 and 17": an age is a figure, not a length of time."""
    return _AGED.sub(" ", text)


def _figures(text: str, *, bearing: bool) -> list[Anchor]:
    found: list[Anchor] = []
    text = _numbered(text, found, bearing=bearing)
    for kind, value, pattern in _WORDS:
        matches = (match for match in pattern.finditer(text) if bearing or kind != "all" or not _idle(text, match))
        found += [Anchor(kind, value, match[0]) for match in matches][:1]
    if bearing:
        found += [Anchor("one", stem(word), "one") for m in _SINGLE.finditer(text) for word in filter(None, m.groups())]
    else:
        found += [Anchor("one", stem(match[1]), match[0]) for match in _ONE.finditer(text)]
    for match in _FRACTION.finditer(text):
        many = 1 if match[1] in ("a", "one") else int(match[1])
        found.append(Anchor("share", _value(many / _PARTS[match[2]]), match[0]))
    text = in_digits(_FRACTION.sub(" ", text), one=bearing)
    whole = text
    text = _numbered(_RANGE.sub(r"£\g<first>\g<scale> £\g<last>\g<scale>", text), found, bearing=bearing)
    found += _amounts(text, bearing=bearing)
    two = bearing and any(anchor.point == ("count", "2") for anchor in found)
    found += [Anchor("both", "both", "two")] if two else []
    return found + _measures(whole)


def _idle(text: str, match: re.Match[str]) -> bool:
    """Whether "all" is not said of a whole: denied ("not recover all of it"), or of the things just listed."""
    clause = re.split(r"[.;:]", text[: match.start()])[-1]
    return bool(re.search(r"\b(?:not|never|without|nor)\b(?: \w+){0,4} $", clause) or re.search(r", .* and ", clause))


def _measures(text: str) -> list[Anchor]:
    """Figures with the unit they are of, and figures in the order of a change: "from 34 to 19 days"."""
    found = [Anchor("measure", f"{m[1]} {_unit(m[2])}", m[0]) for m in _MEASURE.finditer(text)]
    found += [Anchor("measure", f"{m[1]} {_unit(m[2])}", m[0]) for m in _MEASURES.finditer(text)]
    return found + [Anchor("order", f"{m[1]} > {m[2]}", m[0]) for m in _ORDER.finditer(text)]


def _unit(printed: str) -> str:
    return stem(printed.removesuffix("ly"))


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
        aged = [Anchor("count", match[1], match[0])] if bearing and match[1] and match[0].endswith("birthday") else []
        return [*aged, Anchor(kind, match[1] or str(_PLACES.index(match[2]) + 1), match[0])]
    return [Anchor(kind, match[0], match[0])]


def _numbered(text: str, found: list[Anchor], *, bearing: bool) -> str:
    """Take out what is only a number of something: "recommendations 5, 6 and 7", "para 2.4", "appendix 1"."""
    text = _SECTION.sub("section ", text)
    nouns = [(match.start(), _kind(match[0])) for match in _NUMBERED_NOUN.finditer(text)]

    def before(at: int) -> str:
        return next((kind for start, kind in reversed(nouns) if start < at), "number")

    for match in reversed([*_NUMBERED.finditer(text), *_LISTED.finditer(text)]):
        at = match.end()
        kind = _kind(match[1]) if match.re is _NUMBERED else before(at)
        kind = before(match.start()) if kind == "number" else kind
        while number := _NEXT_NUMBER.match(text, at):
            found.append(Anchor(_named(kind), number[1], f"{kind} {number[1]}"))
            also = ("number", "count") if match.re is _LISTED else ("number",)
            found += [Anchor(each, number[1], number[1]) for each in also if bearing]
            at = number.end()
        if at > match.end():
            text = without(text, match.start(), at)
    return text


def _kind(noun: str) -> str:
    found = stem(noun)
    return {"appendic": "appendix", "rec": "recommendation", "recommend": "recommendation", "para": "paragraph"}.get(
        found, found
    )


def _named(kind: str) -> str:
    return "paragraph" if kind in {"paragraph", "section", "item", "claus"} else kind


def _scaled(amount: str, scale: str | None) -> str:
    return _value(float(amount.replace(",", "").rstrip(".") or 0) * 10 ** (_SCALES[scale] if scale else 0))


def _value(number: float) -> str:
    return f"{round(number, 4):.4f}".rstrip("0").rstrip(".")
