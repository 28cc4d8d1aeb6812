"""What a recorded decision decides, by its words: agreed, noted, amended, deferred or rejected. Pure.

What is referred back is deferred, as is what is not to be done until something else has happened. What is withdrawn is
deferred too, unless it is a motion: nobody has decided on it. "Subject to" amends only where it changes the words.
"""

from __future__ import annotations

import re

from ingest.fact import Outcome
from ingest.wording.verbs import leading_verb, passive_verbs

_POSITIVE = (
    r"agreed|approved|supported|endorsed|adopted|accepted|carried|authorised|granted|closed|pursued"
    r"|progressed|implemented"
)
_REJECTED = re.compile(
    rf"\b(?:be|was|were|is|are)\s+not\s+(?:\w+ly\s+)?(?:{_POSITIVE})\b|\bnot\s+be\s+(?:\w+ly\s+)?(?:{_POSITIVE})\b"
    r"|\b(?:be|was|were|is|are)\s+(?:\w+ly\s+)?(?:rejected|refused|declined|lost|defeated|turned\s+down)\b"
    r"|^\W*(?:to\s+|that\s+)?(?:reject(?:s|ed)?|refused?|decline[sd]?)\b|^\W*(?:that\s+)?not\s+to\s+\w+"
    r"|\bnot\s+to\s+(?:agree|approve|support|endorse|adopt|accept|proceed)\b|\bdid\s+not\s+(?:agree|approve|support|endorse)\b"
    r"|\b(?:vote|voted)\b[^.;]{0,60}\b(?:lost|defeated)\b"
    r"|\b(?:motion|amendment|proposal)\b[^.;]{0,80}\b(?:lost|fell|defeated|withdrawn|not\s+carried)\b",
    re.I,
)
_DEFERRED = re.compile(
    r"\b(?:deferred|adjourned|postponed|withdrawn)\b|^\W*(?:to\s+|that\s+)?(?:defers?|adjourns?|postpones?|withdraws?)\b"
    r"|\b(?:agreed|resolved|decided)\s+to\s+(?:defer|adjourn|postpone|withdraw)\b"
    r"|\brefer(?:red|s)?\b[^.;]{0,80}?\bback\b|\bnot\b[^.;]{1,60}?\buntil\b|\blie\s+on\s+the\s+table\b",
    re.I,
)
_CHANGE = (
    r"(?:amendments?|additions?|inclusions?|deletions?|removals?|insertions?|replacements?|substitutions?|changes?"
    r"|rewording)"
)
_AMENDED = re.compile(
    rf"\b(?:subject\s+to|with)\s+(?:the\s+|an?\s+|some\s+)?(?:\w+\s+){{0,2}}?{_CHANGE}\b(?!\s+of\s+circumstances)"
    r"|\bas\s+(?:so\s+)?amended\b|\bamended\s+(?:to\s+read|as\s+follows|by|so)\b|\bbe\s+amended\b|\bin\s+an?\s+amended\s+form\b"
    r"|\bwith\s+the\s+exception\s+of\b|\bsubject\s+to\s+(?:the\s+)?(?:adding|including|deleting|removing|replacing|amending)\b"
    r"|\bsubject\s+to\b[^.;]{1,80}\bbeing\s+(?:added|included|deleted|removed|replaced|amended|reworded)\b",
    re.I,
)
_NOTING = frozenset({"note", "receive", "acknowledge"})
_DEBATED = frozenset({"comment", "consider", "discuss"})  # what was asked for is done, and no more is decided
_REMARKING = frozenset({"comment", "consider", "discuss", "welcome", "thank"})


def outcome_of(words: str, verb: str) -> Outcome:
    """The outcome that a decision's own words bear.

    Args:
        words: of the decision, without label.
        verb: its verb, an infinitive.
    """
    if _DEFERRED.search(words) and not re.search(r"\bmotion|\bamendment", words, re.I):
        return Outcome.DEFERRED
    if _REJECTED.search(words):
        return Outcome.REJECTED
    if _AMENDED.search(words):
        return Outcome.AMENDED
    return Outcome.NOTED if verb in _NOTING | _DEBATED and not _deciding(words) else Outcome.AGREED


def _deciding(words: str) -> bool:
    """Whether a decision that begins by noting goes on to decide: "be noted and the plan approved"."""
    later = {verb for verb in passive_verbs(words) if verb not in _NOTING | _REMARKING}
    joined = re.findall(r"\band\s+(?:also\s+|that\s+)?(\w+)", words)
    return bool(later) or any(leading_verb(word) in _STRONG for word in joined)


_STRONG = frozenset("agree approve endorse adopt authorise delegate ratify support".split())
