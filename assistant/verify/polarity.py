"""Whether a statement denies what its paper says, or says what it denies; and makes a deed of a plan or an ask.

Judged on the clause of the cited paragraphs that shares most words with the clause of the statement, not anywhere in
them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.borne import Borne, Unit
from assistant.verify.firmness import firm_fault, verbs
from assistant.verify.lists import classes_in, groups
from assistant.verify.names import folded
from assistant.verify.number_words import UNIT_WORDS
from assistant.verify.segments import clauses
from assistant.verify.ways import same_way, with_figures
from assistant.verify.worded import in_plain_words, put_in
from assistant.words import FUNCTION_WORDS, stem

_CUE = re.compile(
    r"^(?:not|no|never|none|neither|nor|without|nobody|nothing|cannot|unable|fail(?:ed|s|ing|ure|ures)?"
    r"|lack(?:s|ed|ing)?|yet|\w+n't|cant|wont|refus(?:ed|es)|declin(?:ed|es)|prevent(?:ed|s)?|hardly|rarely|seldom"
    r"|against|missed|rather|instead|nil|zero)$"
)
_LIGHT = frozenset(
    map(stem, "day week month year time judged rated found given taken made".split())
)  # no denial is of these
_SIDES = {"decided", "voted", "advised"}  # before an "against" that denies
_UNDONE = {"unmet", "outstanding", "incomplete", "unfinished"}  # they deny "met" and "complete"
_PART = frozenset("only just less fewer more later earlier doubt all always every entirely fully wholly least".split())
_STOPS = frozenset(
    "but because although though while whereas which who until less more due ; :".split()
)  # a denial ends here
_SIGN = re.compile(r"[^\W_]+(?:[.,/'’&-][^\W_]+)*%?|[;:](?=\s)|\[ ?\]|☐")
_ENDED = re.compile(
    r"\b(?:until|till|no longer|ended|ceased|former|formerly|finished|stopped|disbanded|left|expired|up to)\b", re.I
)
_NO_LONGER = re.compile(r"\bno longer\b", re.I)
_PRESENT = re.compile(r"\b(?:is|are|remains?|continues?|holds?)\b", re.I)
_SHORT = frozenset({"partial", "outstanding", "late", "deferred", "refused", "withdrawn", "inadequate", "poor"})
_HALF = frozenset({"partial", "on_track"})  # states that hold back another: "partly met"
_AS_TOLD = re.compile(  # whose report it is says nothing of where in it a thing stands
    r"^(?:the|this) (?:\w+ )?(?:report|paper|minutes) (?:(?:of|for|dated) [\w ]{4,20} )?"
    r"(?:says?|said|states?|stated|notes?|shows?|tells?) that ",
    re.I,
)
_PARTLY = re.compile(r"\b(?:partly|partially|in part) \w+", re.I)
_DECIDED = ("approved", "refused", "deferred", "withdrawn", "referred", "came", "away")
_RIVALS = (  # a thing is one of these
    *((one, other) for one in _DECIDED for other in _DECIDED if one != other),
    ("extended", "closed"),
)
_ANSWER_NO = re.compile(r"^(?:there (?:were|was) )?(?:no|none|nil|not applicable|n/a)\b", re.I | re.M)
_FIRST = re.compile(r"\b(?:before|must|until|unless|only|first|if|subject to|needs?|cannot|without)\b")
_NEAR = 0.75  # share of the best clause's score from which another is as near
_FEW = 2  # words that two clauses must share to deny the same
CLOSE = 0.95  # and from which it is as near for what is denied
_BEFORE = 0.4  # what a word of the sentence before counts: "It" and "the strategy" speak of that
_REACH = 6  # words after a cue that it denies
_FUNCTION = frozenset(map(stem, FUNCTION_WORDS))
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
    undone: set[str] = set()
    affirmed: set[str] = set()
    iffy = False
    ticked: set[str] = set()
    spoken = [word.casefold().replace("’", "'") for word in _SIGN.findall(in_plain_words(clause))]
    for at, word in enumerate(spoken):
        if word in _STOPS:
            left = 0
        elif word in {"if", "unless"}:
            iffy = True
        elif word[0] in "[☐" or word == "unticked":  # a box that is not ticked denies the words before it
            cues, denied, affirmed = cues + 1, denied | _before(spoken[:at]), affirmed - _before(spoken[:at])
        elif word == "x":
            ticked |= _before(spoken[:at])
        elif _CUE.match(word):
            if not _idle(word, (spoken[at + 1 : at + 2] or [""])[0], spoken[at - 1] if at else ""):
                cues, left, iffy = cues + 1, 0 if iffy else _REACH, False
                found |= {stem(word)} - _FUNCTION
        elif word in _UNDONE:
            undone = {stem("met"), stem("complete")}
            found.add(stem(word))
        elif word in FUNCTION_WORDS:
            left -= left > 0
        else:
            found.add(stem(word))
            if not word[0].isdigit() and stem(word) not in _LIGHT and word not in UNIT_WORDS:
                (denied if left else affirmed).add(stem(word))
            left -= left > 0
    return _Said(frozenset(found), frozenset(denied - ticked - affirmed | (undone - found)), cues)


def _before(spoken: list[str]) -> set[str]:
    """The stems of the words between a box and the box before it."""
    last = max((at for at, word in enumerate(spoken) if word[0] in "[☐:" or word == "x"), default=-1)
    return {stem(word) for word in spoken[last + 1 :] if word not in FUNCTION_WORDS}


def _idle(word: str, after: str, before: str) -> bool:
    """A cue that denies nothing: "not only", "no less than", "no. 5", "rather high"."""
    if word.startswith("fail"):
        return after != "to"
    if word == "against":
        return before not in _SIDES
    if word == "no" and (after == ":" or after == "longer"):
        return True
    if word in {"not", "no"} and after in _PART and (word, after) != ("not", "always"):
        return True
    if word in {"rather", "instead"}:
        return after not in {"than", "of"}
    return word == "yet" and after != "to"


def denies(text: str) -> bool:
    """Whether a text denies something."""
    read = _read(text)
    return bool(read.cues or read.denied)


def denied_in(text: str) -> frozenset[str]:
    """The stems of the words that a text denies."""
    return frozenset(word for clause in clauses(text) for word in _read(clause).denied)


def polarity_fault(said: str, borne: Borne) -> str:
    """What is denied that the cited paragraphs say, or said that they deny or only plan; "" for nothing."""
    for clause in clauses(_AS_TOLD.sub("", said)):
        mine = _read(clause)
        near, nearer = nearest(mine.stems, borne), nearest(mine.stems, borne, CLOSE)
        if put_in(clause, borne):
            return f"the cited paragraph says that it is so: “{clause}”"
        if not near or any(folded(clause) == folded(theirs) for theirs, _ in near):
            continue
        alike = [
            (theirs, unit)
            for theirs, unit in (*nearer, *_denying(mine, borne))
            if (_agree(mine, _answered(theirs, unit)) and not _denied_in(mine, unit)) or _only_after(clause, unit.text)
        ]
        if not alike or (mine.cues and not _denied_anywhere(borne)):
            return f"the cited paragraph does not say so: “{clause}” denies or affirms otherwise"
        after = any(_only_after(clause, unit.text) for _, unit in alike)
        if not mine.cues and not after and any(len(_read(theirs).denied & mine.stems) > 1 for theirs, _ in nearer):
            return f"the cited paragraph denies it: “{clause}”"
        if not mine.cues and _cut_short(mine, borne):
            return f"the cited paragraph says that it was not so: “{clause}”"
        if not mine.cues and not after and (word := _only_denied(mine.stems, borne)):
            return f"the cited paragraph has “{word}” only where it denies it"
        if not any(_as_whole(clause, theirs, unit) for theirs, unit in alike):
            return f"the cited paragraph says it of a part, or of the past: “{clause}”"
        if reason := firm_fault(clause, said, alike, met=borne.met, denied=mine.denied):
            return reason
        if not any(same_way(clause, theirs, unit) for theirs, unit in with_figures(clause, [*alike, *near])):
            return f"it goes the other way in the cited paragraph: “{clause}”"
    return ""


def _denying(mine: _Said, borne: Borne) -> list[tuple[str, Unit]]:
    """The cited clauses that deny what a clause denies, or deny all that is said of its subject."""
    found = ((clause, unit) for unit in borne.units for clause in unit.clauses if mine.cues and _read(clause).cues)
    return [
        (clause, unit)
        for clause, unit in found
        if len(mine.stems & _read(clause).stems) >= _FEW
        and (mine.denied & _read(clause).denied or not _read(clause).denied)
    ]


def _answered(theirs: str, unit: Unit) -> _Said:
    """A cited clause as it is read; where it is a question that the paper answers "No", all of it is denied."""
    read = _read(theirs)
    if (theirs.endswith("?") or theirs.isupper()) and _ANSWER_NO.search(unit.around):
        return _Said(read.stems, read.stems, 1)
    return read


def _only_after(clause: str, text: str) -> bool:
    """Whether both say that one thing has to come before another: "no child until", "must be before"."""
    return bool(
        re.search(r"\b(?:until|unless|before|without|only (?:if|when|after))\b", clause) and _FIRST.search(text)
    )


def _denied_anywhere(borne: Borne) -> bool:
    """Whether the cited paragraphs deny anything, or tell of what is only in part or still to come."""
    return any(
        denies(f"{unit.text}\n{unit.around}") or classes_in("statuses", unit.text) & _SHORT or verbs(unit.text).bound
        for unit in borne.units
    )


def _as_whole(clause: str, theirs: str, unit: Unit) -> bool:
    """Whether a clause tells no part for the whole ("partly met") and nothing that has ended as lasting."""
    states, theirs_are = classes_in("statuses", clause), classes_in("statuses", theirs)
    if states and _HALF & theirs_are - states and not states & classes_in("statuses", _PARTLY.sub(" ", theirs)):
        return False
    decided = theirs_are if theirs_are & set(_DECIDED) else classes_in("statuses", unit.text)
    if any(one in states and rival in decided and one not in decided for one, rival in _RIVALS):
        return False
    if (_NO_LONGER.search(clause) and not _ENDED.search(theirs)) or (
        _NO_LONGER.search(theirs) and not _ENDED.search(clause) and not denies(clause)
    ):
        return False
    return not (_ENDED.search(theirs) and _PRESENT.search(clause) and not _ENDED.search(clause))


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


def nearest(mine: frozenset[str], borne: Borne, share: float = _NEAR) -> list[tuple[str, Unit]]:
    """The cited clauses that share most with these stems, as good as the best; none where none shares any."""
    scored = [
        (_score(mine, clause, before, unit), clause, unit)
        for unit in borne.units
        for before, clause in zip(("", *unit.clauses), unit.clauses, strict=False)
    ]
    best = max((score for score, *_ in scored), default=0.0)
    return [(clause, unit) for score, clause, unit in scored if best > 0 and score >= share * best]


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
    return len(own) + sum(0.5 for word in mine - own if _meaning(word) & others or opposed(word, theirs))


def opposed(word: str, theirs: frozenset[str]) -> bool:
    """Whether they have the word with its negation before it, or without: "sufficient", "insufficient"."""
    return _NEGATED.sub("", word) in theirs or any(
        _NEGATED.sub("", other) == word for other in theirs if other[:1] in "uind"
    )


def _agree(mine: _Said, theirs: _Said) -> bool:
    """Whether neither denies what the other affirms."""
    if any(opposed(word, theirs.stems - mine.stems) for word in mine.stems - theirs.stems):
        return bool(mine.cues) != bool(theirs.cues)
    shared = mine.stems & theirs.stems
    if mine.cues and not _shared(mine.denied, theirs.denied) and _shared(mine.denied, theirs.stems - theirs.denied):
        return False
    if mine.cues and theirs.cues:
        return _shared(mine.denied, theirs.denied) > 0 or not mine.denied & shared
    return not (mine.denied ^ theirs.denied) & shared
