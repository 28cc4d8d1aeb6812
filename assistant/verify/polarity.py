"""Whether a statement denies what its paper says, or says what it denies; and makes a deed of a plan or an ask.

Judged on the clause of the cited paragraphs that shares most words with the clause of the statement, not anywhere in
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.borne import Borne, Unit
from assistant.verify.lists import classes_in, groups
from assistant.verify.number_words import in_digits
from assistant.verify.segments import clauses
from assistant.words import FUNCTION_WORDS, stem, words
from ingest.report import normalise

_CUE = re.compile(
    r"^(?:not|no|never|none|neither|nor|without|nobody|nothing|cannot|unable|fail(?:ed|s|ing|ure|ures)?"
    r"|lack(?:s|ed|ing)?|yet"
    r"|\w+n't|cant|wont|refus(?:ed|es)|declin(?:ed|es)|prevent(?:ed|s)?|hardly|rarely|seldom|absent"
    r"|absence|missed|rather|instead|nil|zero|unmet|outstanding|incomplete)$"
)
_OTHER = {
    "more": "less",
    "less": "more",
    "before": "after",
    "after": "before",
    "at_least": "at_most",
    "at_most": "at_least",
    "faster": "slower",
    "slower": "faster",
}
_ENDED = re.compile(
    r"\b(?:until|till|no longer|ended|ceased|former|formerly|finished|stopped|left|expired|up to)\b", re.I
)
_PRESENT = re.compile(r"\b(?:is|are|remains?|has|have|continues?|holds?)\b", re.I)
_RESOLVED = frozenset({"approved", "decided"})
_N = r"(?P<n{0}>\d+(?:[.,]\d+)*)(?P<unit{0}>%|m|k|bn)?"
_WAY = (
    r"(?P<way>up|down|rose|ris\w+|fell|fall\w*|drop\w*|grew|grown|increas\w+|reduc\w+|decreas\w+|went up|went down|cut)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/-]\d\d)?\b")
_THAN = re.compile(
    rf"{_N.format(1)}(?!\w)[^.;]{{0,60}}?\b(?P<way>above|below|over|under|higher than|lower than|more than|less than)"
    rf" (?:the |its |a )?(?:target |average |figure |limit |budget )?(?:of )?£?{_N.format(2)}"
)
_UP_FROM = re.compile(rf"{_N.format(1)}(?!\w)[^.;]{{0,60}}?\b{_WAY} from £?{_N.format(2)}")
_FROM_TO = re.compile(rf"\b{_WAY} from £?{_N.format(1)}(?: [a-z]+){{0,2}} to £?{_N.format(2)}")
_DUE = re.compile(r"\b(?:due|target|deadline|by when|timescales?|completion)\b[^|:]{0,20}:", re.I)  # a heading of a row
_MODAL_WORD = re.compile(r"\b(?:will|would|shall|should|must|may|might|could)\b")
_MODAL = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|could) "
    r"(?:(?:not|also|then|now|be|have|been|only|never) )*(?P<verb>[a-z]+)"
)
_HALF = frozenset({"partial", "on_track"})  # states that hold back another: "partly met"
_WAYS = frozenset({"up", "down", "same", "better", "worse"})
_NEAR = 0.75  # share of the best clause's score from which another is as near
_BEFORE = 0.4  # what a word of the sentence before counts: "It" and "the strategy" speak of that
_REACH = 6  # words after a cue that it denies
_NEGATED = re.compile(r"^(?:un|in|im|ir|il|non|dis)(?=\w{4})-?")


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause: the stems of its content words, and those of them that it denies."""

    stems: frozenset[str]
    denied: frozenset[str]
    cues: int


@lru_cache(maxsize=20_000)
def _read(clause: str) -> _Said:
    found: set[str] = set()
    denied: set[str] = set()
    cues, left = 0, 0
    spoken = [word.casefold().replace("’", "'") for word in words(clause)]
    for at, word in enumerate(spoken):
        after = spoken[at + 1] if at + 1 < len(spoken) else ""
        if _CUE.match(word) and not _idle(word, after):
            cues, left = cues + 1, _REACH
            if word in {"unmet", "outstanding", "incomplete"}:
                denied |= {stem("met"), stem("complete")}
            if word not in FUNCTION_WORDS:
                found.add(stem(word))
            continue
        if word in FUNCTION_WORDS:
            left -= left > 0
            continue
        found.add(stem(word))
        if left:
            denied.add(stem(word))
            left -= 1
    return _Said(frozenset(found), frozenset(denied), cues)


def _idle(word: str, after: str) -> bool:
    """A cue that denies nothing: "not only", "no less than", "no. 5", "rather high"."""
    if word in {"not", "no"} and after in {"only", "just", "less", "fewer", "more", "later", "earlier", "doubt"}:
        return True
    if word in {"rather", "instead"}:
        return after not in {"than", "of"}
    return (word == "yet" and after != "to") or (word == "no" and after[:1].isdigit())


def denies(text: str) -> bool:
    """Whether a text denies something."""
    return bool(_read(text).cues)


def polarity_fault(said: str, borne: Borne) -> str:
    for clause in clauses(said):
        mine = _read(clause)
        near = nearest(mine.stems, borne)
        alike = [
            (theirs, unit)
            for theirs, unit in near
            if _agree(mine, _read(theirs)) and mine.cues <= _read(unit.text).cues and not _denied_in(mine, unit)
        ]
        if near and not alike:
            return f"the cited paragraph does not say so: “{clause}” denies or affirms otherwise"
        if not mine.cues and _cut_short(mine, borne):
            return f"the cited paragraph says that it was not so: “{clause}”"
        if near and not mine.cues and (word := _only_denied(mine.stems, borne)):
            return f"the cited paragraph has “{word}” only where it denies it"
        if near and not any(_as_firm(clause, theirs, unit) for theirs, unit in alike):
            return f"a plan, an ask or a possibility is told otherwise: “{clause}”"
        if near and not any(_same_way(clause, theirs, unit) for theirs, unit in alike):
            return f"it goes the other way in the cited paragraph: “{clause}”"
    return ""


def _denied_in(mine: _Said, unit: Unit) -> bool:
    """Whether a sentence has a word of what is affirmed, and has it only where it denies it."""
    if mine.cues:
        return False
    theirs = [_read(clause) for clause in unit.clauses]
    denied = frozenset(word for each in theirs for word in each.denied)
    return bool(mine.stems & denied - frozenset(word for each in theirs for word in each.stems - each.denied))


def _cut_short(mine: _Said, borne: Borne) -> bool:
    """Whether a cited clause denies all that is said of its subject: "the highways officer did not"."""
    theirs = (_read(clause) for unit in borne.units for clause in unit.clauses)
    return any(each.cues and not each.denied and len(each.stems) > 1 and each.stems <= mine.stems for each in theirs)


def _only_denied(mine: frozenset[str], borne: Borne) -> str:
    """A word that the cited paragraphs have, and have only where they deny it."""
    theirs = [_read(clause) for unit in borne.units for clause in unit.clauses]
    denied = frozenset(word for each in theirs for word in each.denied)
    affirmed = frozenset(word for each in theirs for word in each.stems - each.denied)
    headed = frozenset(word for unit in borne.units for word in _read(unit.header).stems)
    return next((word for word in sorted(mine & denied - affirmed - headed) if not word[0].isdigit()), "")


def _turned_deed(clause: str, theirs: str) -> bool:
    """Whether a clause tells as done what theirs says will, should or may be: "was added" for "will be added"."""
    mine = frozenset(stem(match["verb"]) for match in _MODAL.finditer(clause))
    otherwise = classes_in("modes", _MODAL_WORD.sub(" ", clause))
    verbs = frozenset(stem(match["verb"]) for match in _MODAL.finditer(theirs))
    return not otherwise and bool((verbs - mine) & _read(clause).stems)


def _same_way(clause: str, theirs: str, unit: Unit) -> bool:
    """Whether a clause goes the way theirs does: up, down or not at all."""
    mine = classes_in("directions", clause) & _WAYS
    counted = _by_figures(clause)
    if counted is not None:
        return counted
    held = classes_in("directions", theirs) or classes_in("directions", unit.text)
    beside = classes_in("directions", clause) - _WAYS
    there = classes_in("directions", theirs)
    if any(_OTHER.get(way) in there and way not in there for way in beside):
        return False
    return mine <= held | ({"up"} if "better" in held else set()) or not mine


def _by_figures(clause: str) -> bool | None:
    """Whether the two figures of a change go the way it is said to go; None where it gives none."""
    told = _YEAR.sub(" ", in_digits(normalise(clause), one=True))
    if (than := _THAN.search(told)) and than["unit1"] == than["unit2"]:
        mine, other = (float(than[f"n{at}"].replace(",", "")) for at in (1, 2))
        if not (mine > other if "more" in classes_in("directions", than["way"]) else mine < other):
            return False
    for pattern, first, second in ((_UP_FROM, 2, 1), (_FROM_TO, 1, 2)):
        if match := pattern.search(told):
            before, after = (float(match[f"n{at}"].replace(",", "")) for at in (first, second))
            ways = classes_in("directions", f"{match['way']} from")
            if ways & {"up", "down"} and match["unit1"] == match["unit2"]:
                return after > before if "up" in ways else after < before
    return None


def nearest(mine: frozenset[str], borne: Borne) -> list[tuple[str, Unit]]:
    """The cited clauses that share most with these stems, as good as the best; none where none shares any."""
    scored = [
        (_score(mine, clause, before, unit), clause, unit)
        for unit in borne.units
        for before, clause in zip(("", *unit.clauses), unit.clauses, strict=False)
    ]
    best = max((score for score, *_ in scored), default=0.0)
    return [(clause, unit) for score, clause, unit in scored if best > 0 and score >= _NEAR * best]


def _score(mine: frozenset[str], clause: str, before: str, unit: Unit) -> float:
    own = _read(clause).stems
    around = _read(before).stems | _read(unit.around).stems
    context = {word for word in (mine - own) & around if not word[0].isdigit()}
    figures = sum(word[0].isdigit() for word in mine & own)
    return _shared(mine, own) + figures + _BEFORE * len(context)


@lru_cache(maxsize=50_000)
def _meaning(word: str) -> frozenset[int]:
    return groups().get(word, frozenset())


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """How many of my words they have: a word itself counts 1, a plain word for it a half."""
    own = mine & theirs
    others: set[int] = {group for word in theirs for group in _meaning(word)}
    return len(own) + sum(0.5 for word in mine - own if _meaning(word) & others or _opposed(word, theirs))


def _opposed(word: str, theirs: frozenset[str]) -> bool:
    """Whether they have the word with its negation before it, or without: "sufficient", "insufficient"."""
    return _NEGATED.sub("", word) in theirs or any(
        _NEGATED.sub("", other) == word for other in theirs if other[:1] in "uind"
    )


def _agree(mine: _Said, theirs: _Said) -> bool:
    if any(_opposed(word, theirs.stems - mine.stems) for word in mine.stems - theirs.stems):
        return bool(mine.cues) != bool(theirs.cues)
    shared = mine.stems & theirs.stems
    if not mine.cues:
        return not (theirs.denied & shared) if theirs.cues else True
    if not theirs.cues:
        return False
    return bool(mine.denied & theirs.denied) or not mine.denied & shared or not theirs.denied


def _as_firm(clause: str, theirs: str, unit: Unit) -> bool:
    """Whether a clause is told as firmly as theirs: deed for deed, plan for plan, ask for ask, "may" for "may"."""
    mine = classes_in("modes", clause)
    held = classes_in("modes", theirs) | (classes_in("modes", unit.lead_in) if unit.lead_in else frozenset())
    if unit.advises:
        held |= {"advised"}
    states, theirs_are = classes_in("statuses", clause), classes_in("statuses", theirs)
    if states and _HALF & theirs_are - states:
        return False
    if _ENDED.search(theirs) and _PRESENT.search(clause) and not _ENDED.search(clause):
        return False
    if mine == {"planned"} and states & _RESOLVED:  # "agreed that it would continue": what was agreed is still to be
        return bool(_RESOLVED & (theirs_are | classes_in("statuses", f"{unit.text} {unit.lead_in}")))
    if _turned_deed(clause, theirs):
        return False
    if mine <= {"planned"} and _DUE.search(unit.text):
        return not held or held <= {"planned"}
    if not mine or not held:
        return (not mine and not held) or (theirs.startswith("to ") and mine <= {"advised", "planned"})
    return bool(mine & held)
