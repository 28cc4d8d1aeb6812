"""The questions in a question: each with the subject it needs, and the kind of answer it wants. Pure.

"When was it re-inspected, what did it get and how often do we report?" is three. A part that is too thin to be searched
alone, or leans on the part before it by a pronoun, takes the subject of the first with it: in place of the pronoun
where the first says plainly what that is ("What did Ofsted say about care leavers, and what is being done about it?"),
else all its words. What stands before a colon or a dash is the subject of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Wanted
from assistant.understand.kinds import kind_of
from assistant.when import find
from assistant.words import content_words

MOST = 4  # questions of one that are looked into: each is searched by itself
ALONE = 3  # content words of a part that is searched by itself

_WH = r"(?:what|which|who|whom|whose|when|how|where|why)(?:['’]?s|['’]re)?"
_BEFORE_WH = r"(?:(?:since|until|till|by|from|for|at|to|with|on|of|in|starting|roughly|about)\s+)?"
_AUX = r"(?:did|is|are|was|were|has|have|had|does|do|can|could|will|would|should)"
_NEW_PART = re.compile(
    rf"[?;]\s+|,?\s+(?:and|but|then)\s+(?:also\s+|then\s+|if (?:so|not),?\s+)?(?={_BEFORE_WH}(?:{_WH})\b"
    rf"|{_AUX}\s+(?:the|we|they|it|he"
    r"|she|there|any|our|its|their|that|this|you|i|\w+ing|[A-Z]\w+)\b)"
    rf"|,\s+(?={_WH}\b)|,\s+(?=(?:since|until|by|starting|from) when\b|(?:by|for|to|at) (?:how|what|whom)\b)",
    re.I,
)
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)\s*$")  # "(2024 paper)" at the end belongs to all
_LEAD = re.compile(rf"^(?P<lead>[^?]{{8,90}}?)(?::|\s[–—-])\s+(?=(?:and\s+)?{_BEFORE_WH}(?:{_WH}|{_AUX})\b)", re.I)
_TWO_SUBJECTS = re.compile(
    r"^(?P<how>how (?:did|do|does|are|were|is|was|have|has)|what (?:about|happened (?:to|with|on)"
    r"|is happening (?:to|with|on)"
    r"|was said (?:about|on)|does (?:it|the \w+) say (?:about|on)|(?:is|was|are|were) the (?:position|progress"
    r"|news|latest) on)"
    r"|where are we (?:on|with)|tell me about)\s+(?:the\s+|our\s+|their\s+)?"
    r"(?P<one>[\w'’-]+(?:\s+(?!and\b|do\b|doing\b|in\b)[\w'’-]+){0,2})\s+and\s+(?:the\s+)?"
    r"(?P<two>[\w'’-]+(?:\s+(?!do\b|doing\b|go\b|going\b|get\b|look\b|looking\b|perform|fare|compare|change"
    r"|in\b|at\b|by\b|for\b|\w+ed\b)"
    r"[\w'’-]+){0,2})"
    r"(?P<rest>\s+\w+ed\b.*|\s+(?:do|doing|go|going|get on|getting on|look|looking|perform\w*|fare|faring"
    r"|change|changed)\b.*"
    r"|\s+(?:in|at|by|for)\b.*|\s*\??)$",
    re.I,
)
_QUESTION = re.compile(
    rf"(?:^|[,:–—-]\s*)(?:and\s+|so\s+|but\s+|then\s+|also\s+)?(?:{_BEFORE_WH}{_WH}|{_AUX}|is|any|anything"
    rf"|anybody|anyone"
    r"|name|list|tell me|explain|describe|compare|give)\b",
    re.I,
)
_MANNERS = frozenset("list please pls thanks briefly short answer thank cheers".split())
_OF_PAPERS = frozenset(
    "plan report paper update answer reply scrutiny question briefing meeting committee members minutes item".split()
)
_PAIRS = frozenset(  # two words that name one thing
    """children young|child family|children families|health wellbeing|health care|health social|education health
    needs disabilities|help protection|equality diversity|care support|terms conditions|mums dads|policy resources
    overview scrutiny|adults health|audit governance|roles responsibilities|aims objectives|strengths weaknesses
    safeguarding quality|recruitment retention|learning development|time resources|pros cons|food drink|fire rescue
    skills knowledge|parents carers|staff managers|rights responsibilities""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|he|she|her|his|him)\b|\b(?:that|this|those|these)\b(?=\s*(?:[?.,]|$|(?:is|was"
    r"|are|were)\b))"
    r"|\b(?:which|the|that|this) ones?\b|\b(?:the|which) (?:rest|others?)\b",
    re.I,
)
_POINTS = re.compile(r"\b(?:it|they|them|this|that|these|those)\b(?!\s+[a-z]+(?:s|ren|men|ple)\b)", re.I)
_TOLD_OF = re.compile(  # what somebody said of something: the something is the subject
    r"^(?:and\s+|so\s+)?(?:what|how much)\s+(?:did|do|does|has|have|had|was|were|is)\s+(?:[\w'’-]+\s+){1,6}?"
    r"(?:says?|said|finds?|found|thinks?|thought|reports?|reported|recommend(?:s|ed)?|concludes?|concluded|tells? us"
    r"|told(?: us)?|hear|heard)\s+(?P<of>about|of|on|for|regarding|concerning)\s+(?P<subject>.+)$",
    re.I,
)
_BODY = re.compile(
    r"\b(?P<body>(?:the|our|their|its)\s+(?:[\w'’-]+\s+){0,4}?(?:board|committee|panel|cabinet|council|group"
    r"|partnership|forum))\b",
    re.I,
)
_BODIES_DO = re.compile(
    r"\b(?:meets?|met|meeting|sits?|sat|asked to|decided?|agreed?|resolved?|oversees?|answers? to|reports? to)\b", re.I
)
_AFTER_PREPOSITION = re.compile(r"\b(?:about|on|with|to|for|of) (?:it|they|them|this|that|these|those)\b", re.I)
_OWN_QUESTION = 4  # words of one that has no word of its own but points back: "has it been done"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions in a question."""

    text: str  # with its subject
    own: str  # without what it takes from another part
    wanted: Wanted


def parts_of(text: str) -> tuple[Part, ...]:
    """The questions in a question, in their order; one where there is one, and of more than four the first four."""
    whole = (Part(text, text, kind_of(text)),)
    if whole[0].wanted is Wanted.COMPARE:
        return whole
    bare = _ASIDE.sub("", text)
    if two := _two_subjects(bare):
        both = (f"{two['how']} {two[name]}{two['rest']}" for name in ("one", "two"))
        return tuple(Part(one, one, kind_of(text)) for one in both)
    lead = _led(bare)
    subject = f"{lead['lead']} " if lead else ""
    pieces = _pieces(bare[lead.end() :] if lead else bare)
    if lead and len(pieces) == 1:
        return (Part(text, text, pieces[0].wanted),)
    if len(pieces) < 2:
        return whole
    first, *others = pieces[:MOST]
    head = first.text  # as it was cut, without the thin ones that were put to it
    return (
        replace(first, text=f"{subject}{first.own}"),
        *(replace(p, text=f"{subject}{_with_subject(p.own, head, 2 if lead else ALONE)}") for p in others),
    )


def left_out(text: str) -> int:
    """How many of the questions in a question are not looked into, being more than four."""
    bare = _ASIDE.sub("", text)
    if kind_of(text) is Wanted.COMPARE or _two_subjects(bare):
        return 0
    lead = _led(bare)
    return max(0, len(_pieces(bare[lead.end() :] if lead else bare)) - MOST)


def _two_subjects(bare: str) -> re.Match[str] | None:
    """One thing asked of two subjects, where it is."""
    two = _TWO_SUBJECTS.match(bare)
    return two if two and not _is_pair(two["one"], two["two"]) else None


def _led(bare: str) -> re.Match[str] | None:
    """What stands before a colon or a dash and is the subject of all, where it is."""
    lead = _LEAD.match(bare)
    return lead if lead and not _is_question(lead["lead"]) and _is_subject(lead["lead"]) else None


def _pieces(text: str) -> list[Part]:
    """The questions that a text is cut into; what comes before one and asks nothing stays with it."""
    found: list[Part] = []
    waiting = ""
    for piece in (piece.strip(" ,?()") for piece in _NEW_PART.split(text)):
        if not piece:
            continue
        if not _is_question(piece):
            waiting = f"{waiting} {piece}".strip()
            continue
        own = f"{waiting} {piece}".strip()
        if found and not _substance(own) and not _asks_anew(own):  # "how often?" is answered where the one before is
            found[-1] = replace(found[-1], own=f"{found[-1].own} {own}")
        else:
            found.append(Part(own, own, kind_of(piece)))
        waiting = ""
    if found and {word.lower() for word in content_words(waiting)} - _MANNERS:
        found[-1] = replace(found[-1], own=f"{found[-1].own} {waiting}")
    return found


def _asks_anew(own: str) -> bool:
    """Whether a piece without a word of its own is a question all the same: "what is being done about it"."""
    plain = kind_of(own) in (Wanted.WHAT, Wanted.YES_NO)
    return plain and len(own.split()) >= _OWN_QUESTION and bool(_LEANS.search(own))


def _with_subject(own: str, head: str, alone: int) -> str:
    """A part as it can be searched: with what it points back at in place of the pronoun, or after the words before it.

    Args:
        head: the first part's own words.
        alone: content words of a part that needs none of them.
    """
    told = _TOLD_OF.match(head)
    if told and _POINTS.search(own):
        advised = "recommend" in head[: told.start("of")] and not _AFTER_PREPOSITION.search(own)
        subject = f"the recommendation {told['of']} {told['subject']}" if advised else told["subject"]
        return _POINTS.sub(lambda _: subject, own, count=1)
    bodies = [match["body"] for match in _BODY.finditer(head)]
    if len(bodies) == 1 and _POINTS.search(own) and _BODIES_DO.search(own):
        return _POINTS.sub(lambda _: bodies[0], own, count=1)
    return f"{head} {own}" if _is_thin(own, alone) else own


def _is_question(text: str) -> bool:
    return bool(_QUESTION.search(text))


def _is_subject(lead: str) -> bool:
    """Whether what stands before a colon says what is asked about, and not only in which paper."""
    return bool({word.lower() for word in content_words(_undated(lead))} - _OF_PAPERS)


def _is_thin(text: str, alone: int) -> bool:
    """Whether a part cannot be searched alone: it has too few words, or points back and has few."""
    words = _substance(text)
    return words < alone or (bool(_LEANS.search(text)) and words <= alone)


def _is_pair(one: str, two: str) -> bool:
    """Whether "one and two" is a name of one thing."""
    return f"{one.split()[-1].lower()} {two.split()[0].lower()}" in _PAIRS


def _substance(text: str) -> int:
    """How many content words are left when dates are taken out."""
    return len(content_words(_undated(text)))


def _undated(text: str) -> str:
    for mention in sorted(find(text), key=lambda mention: -mention.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text
