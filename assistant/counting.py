"""Whether words give the number of things, or the share of them, that a question asks for. Pure.

A figure counts nothing where it is a date, a sum of money or the number that a paragraph or a recommendation goes by;
nor where it is a stretch of time and none is asked for. One that does stands in a sentence with what is to be counted,
or with two other words asked; "no", "all" and "most" stand right before it.
"""

from __future__ import annotations

import re
from calendar import month_name

from assistant.lexicon import expanded
from assistant.words import stem, stems

_ASKED = re.compile(
    r"\bhow many\b(?! (?:pounds|times)\b)|\bwhat number of\b"
    r"|\bwhat(?:['’]?s| is| was| are| were) the (?:average|mean|typical|number|rate)\b",
    re.I,
)
_SHARE_ASKED = re.compile(r"\b(?:what|which) (?:percentage|proportion|share|per cent)\b", re.I)
_THINGS = re.compile(  # no more than three words, before the verb: "how many social workers have left"
    r"\bhow many (?!of\b)(?:[a-z’'-]+ ){0,2}(?P<things>[a-z’'-]+) "
    r"(?:have|has|had|did|do|does|are|is|were|was|will|would|can|could|should|must)\b",
    re.I,
)
_ANYBODY = stems("people children kids youngsters young persons members staff things ones others folk")
_SHAPE = stems("percentage proportion share per cent number average mean typical rate many")
_MONTHS = "|".join(name for name in month_name if name)
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\w+)?|hundreds?|thousands?|dozens?"
)
_NO_COUNT = re.compile(
    rf"£[\d.,]+ ?(?:k|m|bn|million|billion|thousand)?\b|\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{{2,4}})?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:(?: to | and | ?[–-] ?)\d{{1,2}}(?:st|nd|rd|th)?)? (?:of )?(?:{_MONTHS})\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b(?:rec(?:ommendation)?s?|appendix|annexe?|para(?:graph)?s?|section|item|page|stage|phase|theme|priority|level"
    r"|tier|band|rule|article|step|no|year)\.? ?\d[\d.]*\b",
    re.I,
)
_STRETCH = re.compile(rf"\b(?:\d+|{_NUMBERS})[ -](?:calendar |working )?(?:years?|months?|weeks?|days?|hours?)\b", re.I)
_STRETCH_ASKED = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|long|ages?)\b", re.I)
_COUNT = re.compile(rf"\d|\b(?:{_NUMBERS}|none|nil|half|third|quarter)\b", re.I)
_SHARE = re.compile(
    r"%|\bper ?cent|\bpercentage|\b(?:half|thirds?|quarters?|fifths?|tenths?)\b|\b\d[\d,]* (?:in|of|out of)\b"
    rf"|\b(?:{_NUMBERS}) (?:in|of|out of)\b",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:no|none|all|both|every|each|most|majority|few|neither)\s(?:of\s)?(?:the |its |our |their |these )?"
    r"(?:[\w’'-]+ )?(?P<what>[\w’'-]+)",
    re.I,
)


def asks_count(question: str) -> bool:
    """Whether a question asks for a number of things, or for a share of them."""
    return bool(_ASKED.search(question) or _SHARE_ASKED.search(question))


def gives_count(question: str, sentence: str, counted: frozenset[str], above: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence may give the number, or the share, that a question asks for.

    Args:
        counted: stems of the words of what is to be counted, and of words that papers use for it.
        above: stems of the headings over the sentence.
    """
    counted -= _SHAPE
    if any(counted & stems(whole[0]) - {stem(whole[0].split()[0])} for whole in _WHOLE.finditer(sentence)):
        return True
    figure = _SHARE if _SHARE_ASKED.search(question) else _COUNT
    shared = counted & (stems(sentence) | above)
    named = _things(question) if len(shared) == 1 else frozenset()
    counting = _NO_COUNT.sub(" ", sentence if _STRETCH_ASKED.search(question) else _STRETCH.sub(" ", sentence))
    return bool(figure.search(counting) and (shared & named if named else shared))


def _things(question: str) -> frozenset[str]:
    """What is to be counted, and papers' words for it: "workers" of "how many social workers have"; none of people."""
    asked = _THINGS.search(question)
    named = stems(asked["things"]) - _ANYBODY if asked else frozenset[str]()
    instead = expanded(question).instead
    return named.union(*(instead.get(word, frozenset()) for word in named))
