"""A sentence with its bodies marked, what is read from one, and the forms that the rules share. Pure.

Bodies stand in the text as ‹0›, ‹1›…, numbered in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its bodies marked."""

    text: str
    bodies: tuple[str, ...]  # the name of each mark
    printed: tuple[str, ...]  # and as this sentence prints it
    lead: str = ""  # the words that lead into its list, its own bodies marked after those of `text`
    asked: str = ""  # the body that is asked, where this is an ask
    decider: str = ""  # the body that decided, where this is a decision
    own: str = ""  # the body that the paper is put to


@dataclass(frozen=True, slots=True)
class Found:
    """A role as read. `words` decide its tense; its dates are looked for from `start`."""

    body: str
    role: str
    of_what: str
    words: str
    start: int
    other: str = ""


ARTICLE = (
    r"(?:(?:the|a|an|this|that|our|its|their|new|former|existing|proposed|current|independent|local|single|joint"
    r"|\w+[’']s) )*"
)
BY = (
    rf"(?:{ARTICLE})(?:(?:elected )?members (?:at|of|on) (?:the )?|a meeting of (?:the )?|meetings? of "
    rf"(?:the )?)?‹(?P<s>\d+)›"
)
SUBJECT = r"‹(?P<s>\d+)›(?: \([^)]{0,60}\))?(?:, (?!which|that|who)[^‹›;.:,]{2,70},|,? (?:which|that|who))?,?"
AUX = (
    r"(?P<aux>(?: (?:is|are|was|were|has|have|had|will|would|should|shall|must|may|might|can|could|to|be|been|being|now"
    r"|also|then|still|therefore|not|never|no|longer|[a-z]+ly|continues?|continued|begins?|asked|required|expected"
    r"|requested|responsible|responsibility|for|takes?|took|taking|taken|given|in|a|an|the|key|role|duty"
    r"|remit|oversight"
    r"|becomes?|became|accountable|lead|body|tasked|with|charged|had|set up|established|created|formed|and"
    r"|play|plays))*)"
)
BESIDES = (
    r"(?:[^‹›.;:]|(?<= by )‹\d+›|(?<= by the )‹\d+›|(?<= from the )‹\d+›|(?<= of the )‹\d+›)"  # what comes between
)
STATE = (
    r"(?P<aux>(?: (?:is|are|was|were|will|would|should|shall|has|have|had|to|be|been|being|now|also|then|become"
    r"|becomes|became|remains?|remained|not|no longer|continues?|[a-z]+ly|both|the|an?|overall|lead))*)"
)


def named(sentence: Sentence, match: re.Match[str], group: str = "s") -> str:
    return sentence.bodies[int(match[group])]


def is_subject(text: str, match: re.Match[str]) -> bool:
    """Whether a mark is what its verb speaks of, and no "cost of the Board"; "for the Board to monitor" is."""
    before = re.search(
        rf"\b(?P<word>\w+) (?P<preposition>of|for|to|by|with|in|at|on|from|under|through|and) {ARTICLE}$",
        text[: match.start()],
        re.I,
    )
    if not before or re.search(r"^‹\d+›(?: \([^)]*\))?,? (?:which|that|who)\b", match[0]):
        return True
    if before["preposition"] == "and" or before["word"].lower() in {"members", "meeting", "meetings"}:
        return True
    return before["preposition"] == "for" and re.match(r"‹\d+›(?: \([^)]*\))? to\b", text[match.start() :]) is not None


def subjects(form: str, text: str) -> Iterator[re.Match[str]]:
    return (match for match in re.finditer(form, text) if is_subject(text, match))
