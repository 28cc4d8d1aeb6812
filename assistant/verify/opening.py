""" "Yes" or "No" at the front of a statement: only where the rest of it, held against the question, says so."""

from __future__ import annotations

import re

from assistant.answer import Query
from assistant.lexicon import expanded
from assistant.verdict import verdict
from assistant.verify.lists import classes_in
from assistant.verify.polarity import denies
from assistant.words import content_words, stem, stems

LEAST = 0.5  # share of the question's content words that the rest must hold
_OPENING = re.compile(r"^\W*(?P<said>yes|no|correct|true|false|indeed|affirmative)\b(?:[.,;:]|\s[–—-])\s*", re.I)
_HEDGED = frozenset({"planned", "advised", "possible", "conditional"})


def without_opening(text: str) -> str:
    """A statement without its "Yes" or "No"."""
    rest = _OPENING.sub("", text)
    return rest[:1].upper() + rest[1:] if rest != text else text


def opening_fault(query: Query, text: str) -> str:
    opening = _OPENING.match(text)
    if not opening:
        return ""
    said = {"yes": "Yes", "no": "No"}.get(opening["said"].casefold(), "")
    rest = without_opening(text)
    settled = verdict(query.standalone, rest) or _settled(query.standalone, rest)
    return "" if said and settled == said else f"its “{opening['said']}” does not follow from its other words"


def _settled(question: str, rest: str) -> str:
    """Yes where the rest affirms most of what was asked, no where it denies it; nothing where it only plans it."""
    asked = {stem(word) for word in content_words(question)}
    instead = expanded(question).instead
    held = stems(rest)
    share = sum(word in held or bool(instead.get(word, frozenset()) & held) for word in asked) / max(1, len(asked))
    modes = classes_in("modes", rest) - classes_in("modes", question)
    if share < LEAST or modes & _HEDGED or denies(question):
        return ""
    states, wanted = classes_in("statuses", rest), classes_in("statuses", question)
    if {"partial", "progress", "late"} & states - wanted:
        return ""
    if wanted and not wanted & states:
        return ""
    return "No" if denies(rest) else "Yes"
