"""The words by which papers say that a recommendation is met, partly met or outstanding. Pure.

A status is said outright: "has been met", "remains outstanding", "Complete" in a column. What is wanted, due or asked
("to be met by March", "be closed", "until it is met", "whether it has been met") is none. A colour alone is none
either, unless the paper has a key that says what the colour means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.fact import Status

DONE = (
    r"(?:met(?! with\b)|completed?|achieved|implemented|delivered|closed|signed[ -]off|discharged|fulfilled|actioned"
    r"|fully addressed|addressed in full)"
)
_ADVERB = (
    r"(?:(?:now|only|all|both|also|already|still|currently|each|therefore|since|recently|formally|fully|successfully"
    r"|subsequently"
    r"|wholly|(?:considered|judged|deemed|assessed)(?: to be| to have been| as)?|(?:rated|recorded|marked) as)\s+){0,3}"
)
_PART = r"(?:partly|partially|part|substantially|largely|mostly|nearly|almost)[ -]+(?:been\s+)?"
_OPEN = (
    r"(?:outstanding|off track|slipp(?:ed|ing)|behind plan|on plan|open"
    r"|incomplete|unmet|overdue|in progress|ongoing|under ?way|not (?:yet )?started"
    r"|on (?:track|course|target|schedule)|being progressed|behind schedule|delayed|at risk)\b(?! of\b)"
)
_HAVE, _BE = r"(?:has|have|had)", r"(?:is|are|was|were)"

_SAID = tuple(
    (status, re.compile(form, re.I))
    for status, form in (
        (
            Status.OUTSTANDING,
            rf"\b{_HAVE}\s+{_ADVERB}(?:not|yet to)\s+(?:yet\s+)?(?:be(?:en)?\s+)?(?:fully\s+)?{DONE}\b"
            rf"|\b{_BE}\s+{_ADVERB}(?:not|yet to be|still to be)\s+(?:yet\s+)?(?:been\s+)?(?:fully\s+)?{DONE}\b"
            rf"|\b{_HAVE}\s+not(?=\s*[.,;]|\s*$)|\bno longer {DONE}\b"
            rf"|\b(?:still|yet) to be {DONE}\b(?!\s+by\b)"
            rf"|\bremain(?:s|ed)?\s+{_ADVERB}(?:{_OPEN}|to be {DONE}|not {DONE}\b|a work in progress)"
            rf"|\b{_BE}\s+{_ADVERB}{_OPEN}"
            rf"|\b{_HAVE}\s+{_ADVERB}(?:(?:gone|slipped|fallen|moved) back(?:wards)?|regressed|been re-?opened)\b"
            rf"|\bcontinues? to be {_OPEN}"
            rf"|\b{_HAVE}\s+{_ADVERB}(?:not|yet to)\s+(?:yet\s+)?(?:been\s+|be\s+)?"
            r"(?:start(?:ed)?|beg[iu]n|commenced?)\b",
        ),
        (
            Status.CLOSED_OTHER_APPROACH,
            rf"\b(?:{_HAVE}\s+{_ADVERB}been|{_BE})\s+{_ADVERB}(?:superseded|overtaken)\b",
        ),
        (
            Status.PARTLY_MET,
            rf"\b(?:{_HAVE}\s+{_ADVERB}(?:been\s+)?|{_BE}\s+|remains?\s+){_ADVERB}(?:been\s+)?"
            rf"(?:{_PART}{DONE}\b|{DONE} in part\b)",
        ),
        (
            Status.MET,
            rf"\b(?:{_HAVE}\s+{_ADVERB}been|{_BE})\s+{_ADVERB}{DONE}\b"
            rf"|\b{_HAVE}\s+{_ADVERB}{DONE}(?=\s+(?:(?:all|most|both|of|the|majority"
            rf"|\w+)\s+){{0,5}}rec(?:ommendation)?s?\b)",
        ),
    )
)
_JUDGED = re.compile(
    r"\b(?:judge[sd]?|consider(?:s|ed)?|regard(?:s|ed)?|rate[sd]?|assess(?:es|ed)?|deem(?:s|ed)?)\s+"
    r"(?P<what>(?:this|it|that|the)(?:\s+(?:recommendation|action|area|weakness)s?)?)\s+(?:as|to be)\s+(?=\w)",
    re.I,
)
_ATTRIBUTE = re.compile(
    rf"\b(?:(?P<open>outstanding|unmet|remaining|incomplete)|(?P<part>part(?:ly|ially)[ -]{DONE})|(?P<met>{DONE}))"
    r"\s+recommendations?\b"
    rf"|^\W*(?:recommendations?\s+)?(?:(?P<open2>{_OPEN}|not (?:yet )?{DONE})|(?P<part2>{_PART}{DONE})"
    rf"|(?P<met2>{DONE}))\s*(?=:)",
    re.I,
)
_NOT_SAID = re.compile(
    r"\b(?:until|till|if|once|when|whether|unless|before|ensure|ensures|so that|in order|expected|expects?|hoped?"
    r"|hopes|anticipated|planned|intended|aims?|target"
    r"|propos(?:e|es|ed|al)"
    r"|asked (?:how|why|if)|would|should|could|(?-i:may)|might|must|will|shall|by the time)\b[^.;:]{0,80}$",
    re.I,
)
_BARE = tuple(
    (status, re.compile(rf"^\W*(?:(?:current |overall |rag )?(?:status|position|rating)\s*[:–-]\s*)?{form}", re.I))
    for status, form in (
        (Status.PARTLY_MET, rf"(?:{_PART}{DONE}\b|partial(?:ly)?\b|{DONE} in part\b|in part\b)"),
        (
            Status.OUTSTANDING,
            rf"(?:(?:still |remains? |yet )?{_OPEN}|(?:not|no longer) (?:yet |fully )?{DONE}\b|(?:not|yet) to be {DONE}"
            r"|not (?:yet )?(?:started|commenced|begun|due)\b"
            r"|(?:work |action )?(?:started|commenced|begun)\b|no progress)",
        ),
        (Status.MET, rf"(?:now |fully |all )?(?:{DONE}|done|embedded)\b"),
    )
)
_STOP = (
    r"(?=\s*(?:$|[.,;:()\[\]|–—/-]|and (?:signed|closed|embedded)\b|(?:(?:in|on) )?(?:\d|[A-Z][a-z]+ \d)|in full\b"
    r"|\bas\b|because\b|but\b|since\b))"
)
_LATER = re.compile(r"^\W*\w+\s+(?:by|when|once|if)\b", re.I)
_HINT = re.compile(  # no status without one of these: most sentences have none, and are done with here
    r"\b(?:not\b|met\b|remain|complet|achiev|implement|deliver|closed|signed|discharg|fulfil|action|address|outstanding"
    r"|open\b|incomplete|unmet|overdue|in progress|ongoing|under ?way|on (?:track|course|target)|being progressed"
    r"|behind|delayed|at risk|back|regressed|re-?opened|supersed|overtaken|started|begun|begin|commence)",
    re.I,
)
_OTHER_WAY = re.compile(
    r"\b(?:decided|chosen|chose|opted|elected|agreed)\s+not\s+to\b|\b(?:different|alternative|another|other)\s+"
    r"(?:approach|route|solution|model|way forward|method|course|means)\b|\b(?:superseded|overtaken) by\b",
    re.I,
)
_COLOURS = {"g": "green", "a": "amber", "r": "red", "b": "blue", "y": "yellow"}
_COLOUR = re.compile(
    r"^\W*(?:rag\s*[:–-]\s*)?(?P<colour>green|amber|red|blue|yellow|purple|gr[ae]y|[GARBY])\b\W*$", re.I
)
_COLOURED = re.compile(r"^\W*(?:rag\s*[:–-]\s*)?(?:green|amber|red|blue|yellow)\s*[-–—:(/]\s*(?=\w)", re.I)
_KEY = re.compile(
    r"\b(?P<colour>green|amber|red|blue|yellow|purple|gr[ae]y)\s*(?:\([^)]{0,12}\)\s*)?"
    r"(?:=|:|–|—|-|\||means|indicates|is|denotes)\s*(?P<meaning>[^.;|,\n=]{2,60})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A status as a sentence says it."""

    status: Status
    start: int
    end: int
    past: bool  # "was", "were", "had": how it stood then, unless the paper is minutes
    finite: bool  # it has its verb: "have been met", not "the outstanding recommendations"
    words: str


def statuses_said(sentence: str) -> tuple[Said, ...]:
    """Every status that a sentence states, in its order; not those wanted, due or asked about."""
    if not _HINT.search(sentence):
        return ()
    found: list[Said] = []
    for status, form in _SAID:
        for match in form.finditer(sentence):
            before = re.sub(r"\([^()]*\)", "", sentence[max(0, match.start() - 160) : match.start()])
            if not _overlaps(found, match) and not _NOT_SAID.search(before):
                past = bool(re.match(r"(?:was|were|had|remained)\b", match[0], re.I))
                found.append(Said(status, match.start(), match.end(), past, True, match[0]))
    for match in _ATTRIBUTE.finditer(sentence):
        if not _overlaps(found, match):
            found.append(Said(_attribute(match), match.start(), match.end(), False, False, match[0]))
    return tuple(sorted(found, key=lambda said: said.start))


def judged_status(sentence: str) -> Status | None:
    """The status that somebody is said to judge "it" to have: "We regard this recommendation as met."."""
    judged = _JUDGED.search(sentence)
    if not judged or _NOT_SAID.search(sentence[max(0, judged.start() - 110) : judged.start()]):
        return None
    return bare_status(sentence[judged.end() :])


def _attribute(match: re.Match[str]) -> Status:
    if match["open"] or match["open2"]:
        return Status.OUTSTANDING
    return Status.PARTLY_MET if match["part"] or match["part2"] else Status.MET


def _overlaps(found: list[Said], match: re.Match[str]) -> bool:
    return any(said.start < match.end() and match.start() < said.end for said in found)


def bare_status(text: str) -> Status | None:
    """The status that a cell, or the words after a label, begin with: "Complete", "outstanding; reviews take…"."""
    text = _COLOURED.sub("", text, count=1)
    for status, form in _BARE:
        match = form.match(text)
        if match and re.match(_STOP, text[match.end() :]) and not _LATER.match(text):
            if not other_way(text):
                return status
            return Status.CLOSED_OTHER_APPROACH if re.match(r"\W*closed", text, re.I) else _by_other_way(status)
    if re.match(r"\W*closed by (?:a|an|another)\b", text, re.I) and other_way(text):
        return Status.CLOSED_OTHER_APPROACH
    return None


def _by_other_way(status: Status) -> Status:
    return Status.OTHER_APPROACH if status is Status.OUTSTANDING else status


def with_other_way(status: Status, text: str, words: str = "") -> Status:
    """A status said in these words, in the light of the text after them: another way chosen, or closed by one."""
    if status is Status.MET and re.search(r"\bclosed\W*$", words, re.I) and other_way(text):
        return Status.CLOSED_OTHER_APPROACH
    return _by_other_way(status) if other_way(text) else status


def other_way(text: str) -> bool:
    """Whether the words say that another way was chosen than the one recommended."""
    return bool(_OTHER_WAY.search(text))


def colour_of(text: str) -> str:
    """The colour that a cell holds and nothing else, "green" of "G"; "" where it is no colour."""
    match = _COLOUR.match(text)
    return _COLOURS.get(match["colour"].casefold(), match["colour"].casefold()) if match else ""


def colour_key(text: str) -> Mapping[str, Status]:
    """What the colours mean where a text explains them: "Blue = complete; Green: on track"."""
    found: dict[str, Status] = {}
    for match in _KEY.finditer(text):
        status = bare_status(match["meaning"].strip())
        if status and match["colour"].casefold() not in found:
            found[match["colour"].casefold()] = status
    return found if len(found) > 1 else {}  # one colour so followed may only be a row that says both
