"""Whether words can answer the kind of question put: a date for "when", a figure for "how many", a name for "who".

A paragraph that has none of the kind cannot be the answer, however like the question it sounds. Kinds that any words
may answer ("what", "why") are borne by all.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answer import Wanted, When
from ingest.spans import Span, spans_in

_LABEL = re.compile(  # after a bullet a bare figure is no number of a paragraph: "• 412 children"
    r"^(?:(?:\d+[a-z]?|\W*(?:\d+(?:\.\d+)+[a-z]?[.)]?|\d+[a-z]?[.)]|\(?[a-z]{1,4}\)|[a-z]\."
    r"|rec(?:ommendation)?\.? ?\d+[.:]?))\s+(?=\S)"
    r"|\d{1,3}\.(?=(?-i:[A-Z])))",  # as a PDF gives it: "52.The recruitment of"
    re.I,
)
_MONTHS = "|".join(name for name in month_name if name)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred"
_PATTERNS = {
    Wanted.WHEN: re.compile(
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b|\b\d+[- ](?:working )?(?:day|week|month|year)s?\b"
        r"|\b(?:daily|weekly|monthly|quarterly|annually|yearly|every|each (?:week|month|quarter|year))\b",
        re.I,
    ),
    Wanted.HOW_MANY: re.compile(
        rf"\d|\b(?:{_NUMBERS.replace(' ', '|')}|none|nil|no|all|both|half|third|quarter|majority|most)\b", re.I
    ),
    Wanted.WHO: re.compile(
        r"\b[A-Z][\w'’-]+(?: (?:and|of|for|the) )?(?: [A-Z][\w'’-]+)|\b[A-Z]{2,}\b"
        r"|\b(?:chair|director|officer|member|leader|manager|council|board|committee|panel|cabinet|partner|inspector)",
    ),
    Wanted.CONTACT: re.compile(r"@|\d{4}"),
}


_POST_ASKED = re.compile(
    r"\b(?:who(?:['’]s| is| are| was| were| has been)|name of)\b(?:\W+(?!to\b|for\b)[\w'’]+){0,4}?\W+"
    r"(?P<post>chair(?:man|woman|person)?|commissioner|director|author|advis[eo]r|minister|secretary|leader|inspector"
    r"|lead member|cabinet member|portfolio holder|manager|mayor|chief executive|clerk|ombudsman|judge)\b(?!['’])",
    re.I,
)
_CHAIRS = re.compile(
    r"\bwho(?:['’]s| is| was| has| had|['’]ll be| will)?\s+(?:been |now |to )?"
    r"(?:chair(?:s|ed|ing)?|presid(?:es|ed|ing))\b",
    re.I,
)
_NAME_OF_CHAIR = re.compile(r"\bname of\b.*\b(?P<post>chair)(?:s|ed|ing)\b", re.I)
_TITLE_ASKED = re.compile(
    r"\bwhat\b[^?]*(?:['’]s|\b(?:his|her|their)) (?:job|title|post|position|rank)\b(?!-)|\bjob title\b"
    r"|\bwhat (?:does|did) (?-i:[A-Z])[^?]* do (?:at|for|in)\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:officer|director|head|manager|leader|chief|chair|member|assistant|advis[eo]r|solicitor|accountant|clerk"
    r"|lead|inspector|commissioner|consultant|secretary|treasurer|principal|practitioner|social worker|mayor|minister"
    r"|HMI)s?\b",
    re.I,
)
_CHAIRED = re.compile(r"\bchair|\bpresid", re.I)
_CHAIRED_BY = re.compile(r"\bchaired by\b|\bpresided over by\b", re.I)
_FIRM_ASKED = re.compile(
    r"\b(?:which|what|name of (?:the|that))\s(?:[\w'’-]+ ){0,2}?"
    r"(?:firm|company|contractor|provider|supplier|bidder|agency|charity|consultants?|consultancy|builder|developer)\b",
    re.I,
)
_WHOLE_NAME = re.compile(r"(?<![.!?:“\"] )(?<!^)\b[A-Z][\w&’'-]+")
_GRADE_ASKED = re.compile(
    r"\b(?:what|which|how)\b(?! many)[^?]*\b(?:grades?|graded|ratings?|rated|judge?ments?|judged|marks?|verdict)\b",
    re.I,
)
_GRADE = re.compile(
    r"\b(?:outstanding|good|adequate|inadequate|requires? improvement|requiring improvement|satisfactory|poor|weak"
    r"|unsatisfactory|excellent|compliant|red|amber|green|failed|failing"
    r"|not (?:\w+ )?(?:graded|rated|judged)|[CGV][1-4])\b",
    re.I,
)
_OF_GRADES = re.compile(
    r"\b(?P<count>three|four|five|six)\b[^?]*\bgrades\b[^?]*\b(?:can|could|possible|available)\b", re.I
)
_SUM_ASKED = re.compile(
    r"\bhow much\b(?=.*\b(?:paid|pays?|costs?|spen[dt]|spending|charged?|claim(?:ed)?|prices?|fees?|salary|budget|money"
    r"|funding|grant|saved?|savings?|put in(?:to)?|contribut\w+|invest\w*)\b)"
    r"|\bhow many pounds\b|\bwhat (?:price|fee|salary|sum)s?\b"
    r"|\bwhat(?:['’]?s| is| was| will be)\b(?:\s[\w'’-]+){0,3}?\s(?:bill|cost|price tag)\b(?!['’-])"
    r"|\bwhat (?:did|does|do|will|would|has|is|was)\b(?!.*\b(?:say|said|says|about|risks?|pressures?|drivers?|mean)\b)"
    r"(?:\s[\w'’,-]+){0,6}?\s(?:cost|pay|paid|charge|spend|spent|the (?:price|fee|salary|bill|cost))\b",
    re.I,
)
_SUM = re.compile(
    r"£|\bpounds\b|\b(?:none|nil|no (?:cost|financial|money|additional|extra|new|implication|direct))\b"
    r"|\b(?:within|from|by) (?:existing|current|agreed)\b|\bfree\b",
    re.I,
)
_A_UNIT_ASKED = re.compile(
    r"\b(?:how much|what)\b.*\b(?:paid|pay|pays|charged?|costs?|earns?|fee|rate)\b.*\b(?:an?|per|each|every)"
    r" (?P<unit>hour|day|week|month)\b",
    re.I,
)
_PRICE_ASKED = re.compile(
    r"\b(?:what|which|how (?:much|high))\b[^?]*\b(?P<noun>price|fee|salary|tender|fare|rent)s?\b", re.I
)
_SHARE_ASKED = re.compile(r"\b(?:what|which) (?:percentage|proportion|share|per cent)\b", re.I)
_SHARE = re.compile(
    r"%|\bper ?cent|\bpercentage|\b(?:half|third|thirds|quarter|quarters|fifth|tenth|majority|most|all|every|none|no)\b"
    r"|\b\d[\d,]* (?:in|of|out of)\b|\b(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of)\b",
    re.I,
)
_SINCE_ASKED = re.compile(r"\bhow far back\b|\bsince when\b|\bhow long ago\b", re.I)
_UNITS_COUNTED = re.compile(
    r"\bhow many (?P<unit>working days|days|weeks|months|years|hours|bedrooms|pages|votes|meetings)\b", re.I
)
_NO_SURNAME = (
    "Board|Committee|Council|Cabinet|Panel|Partnership|Services?|Plan|Strategy|Group|Directors?|Officers?|East|West|North"
    "|South|Improvement|Children|Safeguarding|Families|Authority|Report|Act"
)
_OPENING = "Since|In|On|From|By|At|The|Until|For|As|After|Before|During|Between|This|That|Our|Its|All|Both"
_PERSON = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Cllr|Councillor|Sir|Dame|Professor|Superintendent)\.? [A-Z][\w'’-]+"
    rf"|\b(?!(?:{_OPENING})\b)[A-Z][a-z'’-]+ (?:[A-Z]\. )?(?!(?:{_NO_SURNAME}|{_MONTHS.replace('|May|', '|')})\b)"
    rf"[A-Z][\w'’-]+\b(?! (?:{_NO_SURNAME})\b)"
)


@dataclass(frozen=True, slots=True)
class _Attribute:
    """A kind of thing asked for, and whether a text has it, given the question and what matched in it."""

    asked: re.Pattern[str]
    held: Callable[[str, re.Match[str], str], bool]


def _has(pattern: re.Pattern[str]) -> Callable[[str, re.Match[str], str], bool]:
    return lambda _question, _asked, text: bool(pattern.search(text))


def _has_post(_question: str, asked: re.Match[str], text: str) -> bool:
    return bool(re.search(rf"\b{asked['post'][:6]}", text, re.I) and _PERSON.search(text))


def _has_chair(_question: str, _asked: re.Match[str], text: str) -> bool:
    return bool(_CHAIRED.search(text) and (_PERSON.search(text) or _CHAIRED_BY.search(text)))


def _has_firm(question: str, _asked: re.Match[str], text: str) -> bool:
    """A name in it that the question has not, and that is no month's."""
    return any(name not in question and name not in _MONTHS.split("|") for name in _WHOLE_NAME.findall(text))


def _has_grade(question: str, _asked: re.Match[str], text: str) -> bool:
    return bool(_GRADE.search(text)) and ("overall" not in question.lower() or "overall" in text.lower())


def _has_grades(_question: str, asked: re.Match[str], text: str) -> bool:
    return len({grade.lower() for grade in _GRADE.findall(text)}) >= _NUMBERS.split().index(asked["count"].lower()) + 1


def _has_unit(_question: str, asked: re.Match[str], text: str) -> bool:
    unit = asked["unit"].lower()
    adverb = {"day": "daily", "hour": "hourly", "week": "weekly", "month": "monthly"}[unit]
    return bool(re.search(rf"\b(?:an?|per|each|every) {unit}\b|\b{adverb}\b|/{unit}", text, re.I))


def _has_price(_question: str, asked: re.Match[str], text: str) -> bool:
    kin = {"salary": r"salar|paid|\bpay\b", "price": r"pric|tender|\bbid|quot", "tender": r"tender|pric|\bbid"}
    noun = asked["noun"].lower()
    return bool(re.search(kin.get(noun, noun[:4]), text, re.I) and _SUM.search(text))


def _has_counted(_question: str, asked: re.Match[str], text: str) -> bool:
    """A figure right before the very unit asked for: "20 working days", "fifteen days"; or "unit: 20"."""
    unit = asked["unit"].lower().rstrip("s")
    return bool(re.search(rf"(?:\d|\b(?:{_COUNTS}|{_FEW}))[\s-]+(?:\w+ ){{0,2}}{unit}|\b{unit}s?\b\W+\d", text, re.I))


_COUNTS = _NUMBERS.replace(" ", "|")
_FEW = "no|a|an|both|several|further"
_PERSONS = (
    _Attribute(_POST_ASKED, _has_post),
    _Attribute(_CHAIRS, _has_chair),
    _Attribute(_NAME_OF_CHAIR, _has_post),
    _Attribute(_FIRM_ASKED, _has_firm),
    _Attribute(_TITLE_ASKED, _has(_TITLE)),
)
_FIGURES = (
    _Attribute(_GRADE_ASKED, _has_grade),
    _Attribute(_OF_GRADES, _has_grades),
    _Attribute(_SUM_ASKED, _has(_SUM)),
    _Attribute(_A_UNIT_ASKED, _has_unit),
    _Attribute(_PRICE_ASKED, _has_price),
    _Attribute(_SHARE_ASKED, _has(_SHARE)),
    _Attribute(_SINCE_ASKED, _has(_PATTERNS[Wanted.WHEN])),
    _Attribute(_UNITS_COUNTED, _has_counted),
)


def without_label(text: str) -> str:
    """A paragraph's words without its own number: "5.4 On 3 June…" → "On 3 June…"."""
    return _LABEL.sub("", text, count=1).strip()


def bears(wanted: Wanted, text: str) -> bool:
    """Whether `text`, its own number aside, has in it what this kind of question wants."""
    pattern = _PATTERNS.get(wanted)
    return pattern is None or bool(pattern.search(without_label(text)))


def names_holder(question: str, text: str) -> bool:
    """Where a question asks who holds a post, chairs a body or won a contract, whether `text` has such a name."""
    return _all_held(_PERSONS, question, text)


def names_sum(question: str, text: str) -> bool:
    """Where a question asks for a sum, a share, a grade or a length of time, whether `text` has one of that kind.

    Of a sum of money, that there is none is as good. Headings count as text: "£000" heads a column.
    """
    return _all_held(_FIGURES, question, text)


def _all_held(attributes: tuple[_Attribute, ...], question: str, text: str) -> bool:
    return all(each.held(question, asked, text) for each, asked in _asked(attributes, question))


@lru_cache(maxsize=64)
def _asked(attributes: tuple[_Attribute, ...], question: str) -> tuple[tuple[_Attribute, re.Match[str]], ...]:
    """Those that a question asks for: looked up once, however many texts are held against it."""
    matched = ((each, each.asked.search(question)) for each in attributes)
    return tuple((each, asked) for each, asked in matched if asked)


def speaks_of(dates: Sequence[When], text: str, near: date | None) -> bool:
    """Whether a text has a date that fits one of those asked about; true where no year is asked about.

    Args:
        near: the paper's date, for years that its text leaves out.
    """
    asked = [when for when in dates if when.year is not None]
    spans = spans_in(text, near) if asked else ()
    return not asked or any(_meet(when, span) for when in asked for span in spans)


def _meet(when: When, span: Span) -> bool:
    last = when.last_day
    first = date(when.year or 1, when.month or 1, when.day or 1)
    return last is not None and span.first <= last and first <= span.last
