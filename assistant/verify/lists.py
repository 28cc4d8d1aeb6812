"""The gate's word lists (`words.toml`), read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from assistant.words import stem

_IDLE = re.compile(  # words that are no words of a class where they stand
    r"\bMay\b(?=\s\d)|(?<=\d\s)May\b|(?<=\bin )May\b|(?<=\bof )May\b|\bonly(?= part)"  # the month
    r"|\b(?:could|can)(?=\s?not\b|n['’]t\b)|\bMay\b(?=,)|\b[Dd]ue(?: date| by)?(?=:)"
)
_MET = re.compile(  # a body that sits, which is no target met
    r"\b(?:Board|Committee|Panel|Group|Cabinet|Council|Forum|[Ii]t|[Tt]hey|[Mm]embers|which|having)"
    r" (?:last |also |first )?met"
    r"(?=,| (?:in|at|on|for|again|with|every|twice|once|to|monthly|quarterly)\b)"
    r"|\b(?:falls?|fell|falling)(?= (?:within|due|under|out|short|to(?! (?:about |just )?[£\d]))\b)|\bfalls?(?= in \d)"
    r"|\b(?:set|made|taken|drawn|picked|backed|followed) up by\b|\bhow (?:good|poor|safe|late)\b|\btoo soon\b"
    r"|\ba (?:day|week|month|year)(?= (?:ago|before|earlier|later|on|old)\b)|\bwithin a (?:week|month|year)\b"
    r"|\b(?:child|children|baby|babies) (?:\w+ ){0,3}adopted\b|\bwhat [^.;]{0,60}\bachieved\b"
    r"|\b[Ff]ailing (?=to\b)|\bpassed(?= (?:to|on)\b)|\bgood (?=time|practice)"
)
_DUE = re.compile(r"\b(?:is|are|was|were) due to (?=be|make|take|have|open|start|[a-z]+ (?:in|on|by|at|a) )")
_MONTHS = re.compile(r"\b(two|three|six)[ -]monthly\b", re.I)
_COLOURED = re.compile(r"\b[A-Z][a-z]+ (?:Green|Red|Amber)\b")  # "Borough Green"
_NAMED = re.compile(r"(?<=[\w,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")  # "Beacon Rise" goes nowhere
_JUDGED = re.compile(
    r"\b(judged|found|deemed|said|considered|thought|known|rated|reported|assessed)((?: [\w’'-]+){0,6}) to be\b", re.I
)
_FILE = Path(__file__).with_name("words.toml")


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def classes(table: str) -> Mapping[str, re.Pattern[str]]:
    """Each class of a table with what finds its words."""
    return {name: _finding(words) for name, words in _tables()[table].items()}


@lru_cache(maxsize=20_000)
def classes_in(table: str, text: str) -> frozenset[str]:
    """The classes of a table that a text has a word of. Read line by line."""
    return frozenset(name for line in text.split("\n") if line.strip() for name in _classes_in(table, line))


@lru_cache(maxsize=20_000)
def _classes_in(table: str, text: str) -> frozenset[str]:
    text = _MET.sub(" ", _COLOURED.sub(" ", text))
    text = _MONTHS.sub(r"every \1 months", _JUDGED.sub(r"judged \2", _IDLE.sub(" ", text)))
    if table == "causes":
        text = _DUE.sub(" ", text)
    if table == "directions":
        text = _NAMED.sub(" ", text)
    return frozenset(name for name, pattern in classes(table).items() if pattern.search(text))


def as_judged(text: str) -> str:
    """A text with "was judged to be good" as "was judged good": what is judged is told as so."""
    return _JUDGED.sub(r"judged\2", text)


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of words, as printed."""
    return frozenset(_tables()["sets"][name].split())


@cache
def pasts() -> Mapping[str, str]:
    """A past form that does not end in "ed" → its verb."""
    verbs = (entry.split() for entry in _tables()["verbs"]["pasts"].split(";"))
    return {form: verb for verb, *forms in verbs for form in forms}


@cache
def groups() -> Mapping[str, frozenset[int]]:
    """The stem of a word → the groups of plain words for the same thing that it belongs to."""
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_tables()["content"]["same"]):
        for word in line.split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {number}
    return found


@cache
def plain() -> frozenset[str]:
    """Stems of the words that any statement may use."""
    return frozenset(map(stem, _tables()["content"]["plain"].split()))


def _finding(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    forms = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in longest)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.I)
