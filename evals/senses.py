"""Which way words point: denied or not, in part or whole, more or less, how a thing stands, what it came of.

A text's senses are words that change what is said when they change, whatever else stays the same. Each is given as a
plain name, so that two texts can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

NOT = frozenset("not no never none nor neither without cannot n't nobody nothing nowhere".split())
ADVERSE = frozenset(
    "failed fails fail unable refused refuse declined lack lacked lacks absent outstanding unmet fewer less too only "
    "instead rather unless except few hardly disbanded ended".split()
)
FREE = frozenset("only later more less longer fewer sooner doubt".split())  # "no later than" denies nothing
_ENDS = frozenset(". , ; : but and | • ( )".split())
_PART = frozenset("partly partially part partial mostly largely nearly almost some only broadly substantially".split())
LIKELY = frozenset(
    "may might could would should will must shall if unless "
    "subject planned plans plan proposed proposes proposal expected "
    "expects intended intends due draft likely possible possibly "
    "hopes hoped potential potentially provisional aims aim "
    "to yet".split()
)
_STATUS = {
    "met": "met meets",
    "complete": "complete completed completes completion finished concluded",
    "done": "done",
    "delivered": "delivered delivers",
    "achieved": "achieved achieves achieve",
    "implemented": "implemented implements",
    "closed": "closed closes close closing closure shut",
    "outstanding": "outstanding unmet",
    "overdue": "overdue late",
    "under way": "underway ongoing continuing progressing",
    "on track": "track target schedule",
    "agreed": "agreed agrees agree resolved resolves resolve agreement",
    "approved": "approved approves approve approval",
    "recommended": "recommended recommends recommending",
    "endorsed": "endorsed endorses endorse",
    "rejected": "rejected rejects reject refused refuses refuse declined",
    "deferred": "deferred defers delayed postponed",
    "cancelled": "cancelled abandoned withdrawn scrapped",
    "fully": "fully full wholly entirely completely",
    "started": "started starts begun began launched opened open opens",
    "appointed": "appointed appoints appointment",
    "resigned": "resigned resigns retired left stepped",
    "adopted": "adopted adopts",
    "unanimous": "unanimous unanimously",
}
STATUS = {word: name for name, line in _STATUS.items() for word in line.split()}
_DIRECTION = {
    "more": "increase increased increases increasing rise rises rose risen rising grew grown growth higher more "
    "greater above exceeded exceeds upward",
    "less": "decrease decreased decreases decreasing reduce reduced reduces reduction reducing fall fell fallen "
    "falling lower fewer less below dropped fewest",
    "better": "better improve improved improves improving improvement improvements best stronger",
    "worse": "worse worsen worsened worsening worst deteriorated weaker",
    "earlier": "before earlier prior",
    "later": "after later",
    "faster": "faster quicker sooner",
    "slower": "slower",
}
DIRECTION = {word: name for name, line in _DIRECTION.items() for word in line.split()}
OPPOSITE = {"more": "less", "better": "worse", "earlier": "later", "faster": "slower"}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}
STRONG = frozenset(
    "increase increased rise rises rose risen grew higher decrease decreased reduced reduction fall".split()
)
STRONG |= frozenset("fell fallen lower fewer worse worsened deteriorated better doubled halved".split())
CAUSE: tuple[str, ...] = (
    "because",
    "due to a",
    "due to the",
    "due to poor",
    "due to lack",
    "due to its",
    "as a result",
    "caused",
    "led to",
    "therefore",
    "owing to",
    "thanks to",
    "thereby",
)
CAUSE += ("blamed", "attributed", "reason", "resulted", "consequence", "so that", "in order to")
NOW = ("now", "currently", "at present", "today", "nowadays", "presently", "these days", "to this day", "latest")
JUDGED = frozenset(
    "excellent outstandingly poor poorly disappointing disappointingly impressive shocking scandal scandalous failing "
    "failure successful successfully success inadequate concerning alarming worrying good great terrible weak strong "
    "unacceptable exemplary remarkable serious dangerous unsafe safe effective ineffective unlawful illegal "
    "negligent corrupt fraud best worst clearly obviously certainly unfortunately sadly".split()
)


MODALS = frozenset("will should would could may might must".split())
PIVOTS = frozenset(
    "all most many few every both neither none first last days weeks months years hours minutes day week month year "
    "within before after above below until exactly least always never certainly unless".split()
)


def denied(words: Sequence[str]) -> int:
    """How many denials are in it. "Not only", "no later" are none."""
    return sum(
        (word in NOT or word.startswith("n't") or (word == "t" and before == "'")) and after not in FREE
        for before, word, after in zip(("", *words), words, (*words[1:], ""), strict=False)
    )


def reach(words: Sequence[str], at: int, before: int, after: int) -> tuple[str, ...]:
    """The words about one, as far as its clause goes."""
    start = at
    while start > max(0, at - before) and words[start - 1] not in _ENDS:
        start -= 1
    end = at
    while end < min(len(words) - 1, at + after) and words[end + 1] not in _ENDS:
        end += 1
    return tuple(words[start : end + 1])


def standing(words: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """How things stand: (name, the word, and whether it holds outright: not denied, in part, planned or awaited)."""
    for at, word in enumerate(words):
        if name := STATUS.get(word):
            near = reach(words, at, 5, 3)
            softened = any(w in NOT or w in _PART or w in LIKELY or w == "t" for w in near if w != word)
            yield name, word, not softened


def turns(words: Sequence[str]) -> set[str]:
    """Which way its comparisons point."""
    return {DIRECTION[word] for word in words if word in DIRECTION}


def phrases(words: Sequence[str], of: Sequence[str]) -> list[str]:
    """Which of some phrases stand in it."""
    line = f" {' '.join(words)} "
    return [phrase for phrase in of if f" {phrase} " in line]
