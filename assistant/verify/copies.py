"""A statement in a paper's own words must have all of them: no word put for another, no two swapped, no condition cut;
and what it lists the paper must list.

A paraphrase chooses its words; what is word for word a sentence but for one or two does not, so there the one or two
are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.verify.borne import Borne
from assistant.verify.lists import groups
from assistant.words import FUNCTION_WORDS, content_words, stem, stems

_WORD = re.compile(r"£?\w+(?:[.,/'’-]\w+)*%?")
_FEWEST = 5  # words that a copy has at least
_LIST = re.compile(r"[^,:;]+(?:, [^,:;]+){2,}")
_ITEMS = 3  # items that a list has at least
_COPIED = 0.8  # share of a statement's words that stand in a sentence in the same order
_LONGEST = 2  # words put for as many others
_TAKES_BACK = frozenset("if unless provided subject except only until".split())
_DENIES = frozenset("not no never none nobody nothing neither nor without cannot".split())
_RANKS = frozenset("executive deputy vice assistant acting interim former senior chief".split())
_UP_TO = frozenset("within under below before until by".split())
_BEYOND = frozenset("after over above beyond since".split())
_MODALS = frozenset("will would shall should may might could can must".split())
_DEEDS = frozenset("is are was were has have had did do does".split())
_AMOUNTS = frozenset("all every most some few many no none any only each more less fewer".split())


def copy_fault(said: str, borne: Borne) -> str:
    mine = _words(said)
    return (_miscopied(said, mine, borne) if len(mine) >= _FEWEST else "") or _unlisted(said, borne)


def _miscopied(said: str, mine: tuple[str, ...], borne: Borne) -> str:
    """What differs from the sentence that has most of a statement's words in its order, where that is nearly all."""
    best, nearest = _COPIED * len(mine), None
    for unit in borne.units:
        text = f"{unit.before} {unit.text}" if unit.before.endswith(";") else unit.text
        theirs = _words(text)
        if len(frozenset(mine) & frozenset(theirs)) < _COPIED * len(frozenset(mine)) - _LONGEST:
            continue
        changes = SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes()
        same = sum(end - start for kind, start, end, *_ in changes if kind == "equal")
        if same >= best:
            best, nearest = same, (changes, theirs)
    return _changed(*nearest, mine) or _cut(*nearest, mine) if nearest else ""


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _changed(changes: Sequence[tuple[str, int, int, int, int]], theirs: tuple[str, ...], mine: tuple[str, ...]) -> str:
    """A word put for another that means something else, or for one that stands elsewhere in the statement."""
    more = sum(word in _DENIES for word in mine) - sum(word in _DENIES for word in theirs)
    for kind, start, end, first, last in changes:
        old, new = frozenset(theirs[start:end]), frozenset(mine[first:last])
        if (more > 0 and new & _DENIES) or (more < 0 and old & _DENIES and first > 0 and last < len(mine)):
            return f"the cited paragraph {'affirms' if more > 0 else 'denies'} it"
        if kind == "delete" and old <= _RANKS and mine[first : first + 1] == theirs[end : end + 1]:
            return f"the cited paragraph says “{' '.join(theirs[start : end + 1])}”"
        if kind == "insert" and "now" in new and "now" not in theirs:
            return "the cited paragraph does not say “now”"
        said, printed = " ".join(mine[first:last]), " ".join(theirs[start:end])
        turned = kind == "replace" and ((old & _UP_TO and new & _BEYOND) or (old & _BEYOND and new & _UP_TO))
        short = kind == "replace" and end - start == last - first <= _LONGEST
        other = short and any(_another(word, was, mine) for word in new for was in old) and not _alike(old, new)
        if turned or other:
            return f"it says “{said}” where the cited paragraph says “{printed}”"
    return ""


def _another(new: str, old: str, mine: tuple[str, ...]) -> bool:
    """Whether one word put for another changes what is said."""
    if stem(new) == stem(old) or new.startswith(old) or old.startswith(new):  # "rec" and "recommendation"
        return False
    if any(sign.isdigit() for sign in new + old):
        return new in mine and old in mine and new[-1:].isdigit() == old[-1:].isdigit()  # two figures swapped
    if new in _AMOUNTS and old in _AMOUNTS:
        return True
    if old in _MODALS:
        return new in _DEEDS
    return not {new, old} & FUNCTION_WORDS


def _alike(old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether the words put for others hold plain words for the same."""
    theirs = [groups().get(stem(word), frozenset()) for word in old]
    return any(groups().get(stem(word), frozenset()) & group for word in new for group in theirs)


def _cut(changes: Sequence[tuple[str, int, int, int, int]], theirs: tuple[str, ...], mine: tuple[str, ...]) -> str:
    """A sentence that ends before the condition that takes it back."""
    *_, last = (change for change in changes if change[0] == "equal")
    after = theirs[last[2] : last[2] + 1]
    if last[4] == len(mine) and after and after[0] in _TAKES_BACK - frozenset(mine):
        return f"it leaves out what the cited paragraph adds with “{after[0]}”"
    return ""


def _unlisted(said: str, borne: Borne) -> str:
    """An item of a list, none of whose words the papers have."""
    held = stems("\n".join(unit.whole for unit in borne.units))
    meant = frozenset(group for word in held for group in groups().get(word, frozenset()))
    for listed in _LIST.findall(re.split(r"[:;]\s", said)[-1]):
        items = [content_words(item) for item in re.split(r", (?:and )?| and ", listed)]
        if len(items) < _ITEMS or ":" not in said:
            continue
        for item in items:
            told = [stem(word) for word in item if word.casefold() not in FUNCTION_WORDS]
            if told and not any(word in held or meant & groups().get(word, frozenset()) for word in told):
                return f"“{' '.join(item)}” is not among what the cited paragraph lists"
    return ""
