""" "Yes" or "No" at the front of a statement: only where the rest of it, held against the question, says so."""

from __future__ import annotations

import re

from assistant.answer import Query
from assistant.lexicon import expanded
from assistant.verdict import verdict
from assistant.verify.lists import classes_in
from assistant.verify.polarity import denies
from assistant.verify.segments import clauses
from assistant.words import content_words, stem, stems

LEAST = 0.5  # share of the question's content words that the rest must hold
_OPENING = re.compile(r"^\W*(?P<said>yes|no|correct|true|false|indeed|affirmative)\b(?:[.,;:]|\s[–—-])\s*", re.I)
_DIFFER = re.compile(
    r"^The (?:two )?(?:papers|reports|documents) (?:do not agree|differ|disagree|say different things)(?: on \w+)?: ",
    re.I,
)
MOST = 0.75  # and for it to say all that was asked
_SHORT = {"partial", "progress", "late", "outstanding", "refused", "deferred", "withdrawn"}
_OTHERWISE = re.compile(r"\b(?:but|only|less|fewer|more|instead|still|although|however)\b")
_OPEN_QUESTION = re.compile(r"(?:what|who|when|where|why|which|how much|how many)\b", re.I)
_ENDED = re.compile(r"\b(?:ceased|ended|stopped|no longer)\b")
_HEDGED = frozenset({"advised", "possible", "conditional"})


def without_opening(text: str) -> str:
    """A statement without its "Yes" or "No", or its "The papers differ:": what is told of each is looked at."""
    rest = _DIFFER.sub("", _OPENING.sub("", text))
    return rest[:1].upper() + rest[1:] if rest != text else text


def opening_fault(query: Query, text: str) -> str:
    """Why a "yes" or "no" at the start does not hold; "" where it does, or there is none."""
    opening = _OPENING.match(text)
    if not opening:
        return ""
    said = {"yes": "Yes", "no": "No"}.get(opening["said"].casefold(), "")
    if _OPEN_QUESTION.match(query.standalone):
        return f"its “{opening['said']}” answers no question"
    rest = without_opening(text)
    settled = _settled(query.standalone, rest) or ("" if denies(rest) else verdict(query.standalone, rest))
    return "" if said and settled in {said, ""} else f"its “{opening['said']}” does not follow from its other words"


def _settled(question: str, rest: str) -> str:
    """No where the rest denies, only in part affirms or only plans what was asked; yes where it affirms most of it.

    "" where it does neither: "No, 71 per cent did" tells the figure, and leaves the reader to see that it is not all.
    """
    asked = {stem(word) for word in content_words(question)}
    instead = expanded(question).instead
    first = re.split(r"[:;] ", clauses(rest)[0])[0]
    held = stems(first)
    share = sum(word in held or bool(instead.get(word, frozenset()) & held) for word in asked) / max(1, len(asked))
    states, wanted = classes_in("statuses", first), classes_in("statuses", question)
    if denies(question) or share < LEAST:
        return ""
    if denies(first) or _ENDED.search(first) or _SHORT & states - wanted:
        return "No"
    if not {"approved", "decided"} & states and classes_in("modes", first) - classes_in("modes", question) & _HEDGED:
        return "No"
    if len(states) and wanted and not wanted & states:
        return "No"
    return "Yes" if share > MOST and not _OTHERWISE.search(rest) else ""
