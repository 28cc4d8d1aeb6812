"""Whether a date is joined to a paper, or to what the paper is about. Pure.

Joined are "the report of July 2024", "a paper to the Committee on 3 June", "which was published on", "will be made in"
and "In May the Board considered a report". A date inside the subject ("a report on the fire in May") is not, unless a
verb of receiving stands before the paper ("received a report on fees in May") or of making behind it.
"""

from __future__ import annotations

import re

from ingest.facts.mentions.words import BODY
from ingest.spans import Span

_PREPOSITION = r"(?:on|in|at|by|for|of|during|from|dated)"
_VERBS = (
    r"(?:published|made|completed|presented|submitted|brought|reported|considered|received|issued|produced|provided|taken"
    r"|tabled|circulated|undertaken|carried out|due|planned|expected|scheduled|shared|approved|given|delivered|released"
    r"|updated)"
)
_AUXILIARY = (
    r"(?:(?:is|are) (?:due |planned |expected |scheduled |to )*(?:to )?be"
    r"|(?:will|should|shall|would|must) (?:then |also )?be"
    r"|was|were|is|are|has been|had been|have been|to be|being|be)"
)
_BETWEEN = r"(?:(?:first|also|then|last|most recently|delayed and|due to be)\s+)*"
_WHOSE = r"(?:\s+(?:held|meeting|at its meeting|in its meeting))*"
_LINKS = tuple(
    re.compile(form + r"\s*,?\s*(?:the\s+)?$")
    for form in (
        r"\s*,?\s*(?:dated|of|from|in|on|at)(?:\s+(?:the\s+|its\s+)?meeting(?:\s+held)?(?:\s+(?:of|on|in))?)?",
        r"\s*\((?:dated\s+|of\s+)?",
        rf"\s+(?:(?:{_AUXILIARY})\s+(?:in|on)|will follow(?:\s+(?:in|on|by))?)",
        rf"\s+(?:(?:which|that) (?:went|was|were) |was |were |made |taken |presented |submitted |brought |given )*"
        rf"(?:to|by|at|for|before)\s+{BODY}{_WHOSE}(?:\s+(?:of|on|in|for|by|held on))?",
        rf"\s*,?\s*(?:(?:which|that)\s+)?(?:{_AUXILIARY}\s+)?{_BETWEEN}{_VERBS}"
        rf"(?:\s+back)?(?:\s+(?:to|by|at)\s+{BODY}{_WHOSE})?(?:\s+(?:last|this) year)?"
        r"(?:\s+to (?:a|the|its)(?: next)? meeting)?"
        rf"(?:\s+{_PREPOSITION}(?:\s+the\s+end\s+of)?)?",
    )
)
_TOPIC = (
    r"\s+(?:on|about|into|of|for|from|regarding|setting out|summarising|against|detailing|outlining)\s+[^;]{3,170}?"
)
_VERB_GROUP = (
    rf"(?:{_AUXILIARY}\s+){_BETWEEN}{_VERBS}(?:\s+back)?"
    rf"(?:\s+(?:to|by|at)\s+(?:{BODY}|(?:a|the|its)(?:\s+next)?\s+meeting){_WHOSE})?(?:\s+(?:last|this) year)?"
    rf"(?:\s+{_PREPOSITION}(?:\s+the\s+end\s+of)?)?\s*(?:the\s+)?$"
)
_ANY_BODY = BODY.replace("?P<body>", "?:")
_DELAY = r"(?:(?:has|have) been delayed and |is delayed and )?"
_TOPIC_LINKS = (
    re.compile(rf"(?:\s+to\s+{_ANY_BODY})?(?:{_TOPIC})?(?:,\s+which[^,;]{{3,120}})?\s+{_DELAY}{_VERB_GROUP}"),
    re.compile(
        rf"{_TOPIC},?\s+(?:(?:which|that) (?:went|was|were) )?(?:made |taken |presented |submitted |brought )*"
        rf"(?:to|by|before)\s+{BODY}{_WHOSE}(?:\s+(?:of|on|in|for|by|held on))\s*(?:the\s+)?$"
    ),
)
_TOPIC_BARE = re.compile(rf"{_TOPIC}\s+(?:on|in)\s+$")
_RECEIVING = re.compile(
    r"\b(?:received|considered|noted|discussed|heard|was presented with"
    r"|(?:will|to|shall|should)\s+(?:receive|consider))\s+$"
)
_OF_THE_SUBJECT = re.compile(r"\b(?:since|from|between|during|of|for)\s+\w*\s*$")
_ITS_YEAR = re.compile(r"^\s+(?:for\s+)?(?:19|20)\d\d(?:\s*[/–-]\s*\d{2,4})?(?=\s|,)")  # "annual report 2021-22"
_JOINS = re.compile(r"\s*(?:,|and|&|or|in|on)\s*")
_FRONT = re.compile(r"^(?:\W*(?:In|On|At (?:its|the|their|a) meetings? (?:on|of|in|held on))\s+(?:the\s+)?)$")
_FRONTED = re.compile(
    rf",?\s+(?:{BODY}\s+)?(?:also |then )?(?:received|considered|noted|discussed|approved|agreed|endorsed|heard"
    r"|reviewed|had|was presented with|were presented with)\s+$",
)
_SERIES = re.compile(
    r"(?:,|\band|\bwith)\s+the (?:first|next)(?: of (?:these|them|which))?(?: one)?\s*"
    r"(?:is |being |was |will be |to be )?"
    r"(?:due |planned |expected |scheduled |made |presented )*(?:to be )?(?:in|on|for|by)\s+(?:the\s+)?$"
)


def joining_words(noun: re.Match[str], text: str, span: Span, spans: list[Span]) -> str | None:
    """The words that join a paper to a date; None where they do not: the date is of something else."""
    between = _ITS_YEAR.sub("", text[noun.end() : span.start])
    for other in reversed(spans):  # "in October and November": the first date is no part of what joins the second
        if noun.end() <= other.start and other.end <= span.start:
            inner = text[other.end : span.start]
            if _JOINS.fullmatch(inner):
                between = text[noun.end() : other.start]
    if any(form.match(between) for form in (*_LINKS, *_TOPIC_LINKS)):
        return between
    received = _RECEIVING.search(text[: noun.start()])
    return between if received and _TOPIC_BARE.match(between) and not _OF_THE_SUBJECT.search(between[:-4]) else None


def fronted(nouns: list[re.Match[str]], text: str, span: Span) -> re.Match[str] | None:
    """The paper of "In October 2015 the Cabinet considered a report"."""
    if not _FRONT.match(text[: span.start]):
        return None
    return next(
        (noun for noun in nouns if noun.start() >= span.end and _FRONTED.fullmatch(text[span.end : noun.start()])), None
    )


def is_series(noun: re.Match[str], text: str, span: Span) -> bool:
    """Whether the date is of the first of several: "reports twice a year, the first in May"."""
    return bool(_SERIES.search(text[noun.end() : span.start]))
