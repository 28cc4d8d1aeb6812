"""The words for a paper in a sentence: "a further report", "its self-assessment", "reports". Pure.

Only nouns count ("we report to" is none), of a council's papers: no oral update, no White Paper, and not "this
report", which is the one being read. An update "of the system" is something done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BODY = (
    r"(?:(?:the|an?|its|this|full|our|next)\s+){0,3}(?P<body>(?:[A-Z][\w’'&-]*,?\s+(?:(?:and|for|of|the|&)\s+)*){0,8}"
    r"(?:Committee|Board|Cabinet|Council|Panel|Executive|Commission|Forum|Partnership|Group|Members)"
    r"|committee|board|cabinet|council|panel|members)(?:\b[’']s?)?(?:\s+meetings?)?"
)
"""Whose meeting a paper goes to, with the words before and after its name."""

_NO_PART_OF_A_NAME = (
    r"(?:the|an?|its|their|our|this|that|these|to|of|in|on|for|by|and|will|must|should|was|is|are|were|be|which|who|with|as"
    r"|at|from|or|has|have|had|received?|considered?|noted|discussed|agreed?|approved?|endorsed?|requested|heard|reviewed"
    r"|published|issued|see)\b"
)
_NOUN = re.compile(
    r"(?<![\w’'/-])(?P<phrase>(?:(?P<det>[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]h(?:is|ese|at))\s+)?"
    rf"(?P<mods>(?:(?!{_NO_PART_OF_A_NAME})[\w’'&/-]+\s+){{0,5}}?)"
    r"(?P<noun>(?:[Ss]elf[- ](?:[Aa]ssessment|[Ee]valuation)|[Rr]eport|[Pp]aper|[Uu]pdate"
    r"|[Bb]riefing(?: [Nn]ote| [Pp]aper)?|[Ee]valuation)s?))(?![\w’'-]|\s+(?:[Rr]eport|[Pp]aper|[Nn]ote)\b)"
)
_NOT_A_PAPER = re.compile(
    r"\b(?:white|green|working|discussion|oral|verbal|background|ballot|exam|weekly|daily|these|this)\s+"
    r"(?:report|paper|update)|\bcase\s+report|\bmissing\s+(?:person|child)",
    re.I,
)
_ADJECTIVE = re.compile(
    r"\b(?:first|second|third|next|final|last|further|annual|yearly|previous|earlier|progress|interim|inspection|\d{4}"
    r"|[\w]+[’']s?|scrutiny|performance|detailed|full|follow-up|six-monthly|quarterly|monthly)\s*$",
    re.I,
)
_PUT = re.compile(
    r"\s+(?:were|have been|will be|are to be)\s+(?:presented|made|submitted|brought|taken|given|considered)\b"
)
_RECEIVED = re.compile(
    r"\b(?:received?|receives|considered?|noted|discussed|agreed|approved|endorsed|heard|was presented with|reviewed"
    r"|published|issued|requested|in|to|of|see)\s+(?:\w+\s+){0,2}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as one sentence tells it."""

    what: str
    kind: str
    title: str  # what it is called and about, without its date
    body: str
    when: str
    manner: str  # "promised", "referred to"
    formerly: str


def nouns_in(text: str) -> list[re.Match[str]]:
    """Every noun for a paper; groups `det`, `mods`, `noun` and the whole `phrase`."""
    return [match for match in _NOUN.finditer(text) if _is_paper(match, text)]


def is_the_one_read(noun: re.Match[str]) -> bool:
    """Whether it is "the report" and no more."""
    return noun["phrase"].lower() in {"the report", "the paper", "the reports", "the papers"}


def _is_paper(noun: re.Match[str], text: str) -> bool:
    if _NOT_A_PAPER.search(noun["phrase"]) or (noun["det"] or "").lower() in {"this", "these"}:
        return False
    if noun["noun"].lower() == "update" and re.match(r"\s+of\b", text[noun.end() :]):
        return False  # of a system, a plan: something done
    if noun["noun"].endswith("s") and not noun["det"]:
        return bool(_RECEIVED.search(text[: noun.start()]) or _PUT.match(text[noun.end() :]))
    if noun["det"] or noun.start() == 0 or noun["noun"][0].isupper():
        return True
    return bool(_ADJECTIVE.search(noun["mods"]))
