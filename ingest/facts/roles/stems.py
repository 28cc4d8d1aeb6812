"""Each group of rules, and the words without one of which none of them can find anything. Pure.

Small letters, and a space before those that many longer words hold: looked for as they stand, which is many times
quicker than a form, and most sentences have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from ingest.facts.roles.life import LIVES
from ingest.facts.roles.reports import REPORTS
from ingest.facts.roles.rules import DOINGS
from ingest.facts.roles.sentence import Found, Sentence

_Rule = Callable[[Sentence], Iterator[Found]]
_OF_DOINGS = tuple(
    (
        "accountab,responsib,monitor,scrutin,challeng,overs,supervis,approv,adopt,endors,agreed,examin,"
        "resolved,decided,review,track,delegat,entrust,assign, lead,sign off,signs off,signed off, given to,"
        " gave , gives , follows , checks , sits with, rests with, lies with"
    ).split(",")
)
_OF_REPORTS = tuple(
    (
        "report,receiv,updated,informed,accountab,scrutin,challeng,answer,provided,group of,committee of,"
        "sub-board of, by:"
    ).split(",")
)
_OF_LIVES = tuple(
    (
        "establish,creat,constitut,conven,launch,introduc,remain,continu,disband,dissol,abolish,wound,winding,"
        "discontinu,decommis,disestab,renam,appointed,ceas,replac,supersed,succe,merged,transfer,handed,"
        "set up,sets up,setting up, form,in place,first time,last time, met, meeting, stay,stood down,"
        "stand down,wind up, end , ends, ended,place of,take over,takes over,taken over,took over, pass, mov,"
        "terms of reference, sit with, sits with, rest with, rests with, lie with, lies with"
    ).split(",")
)
_GROUPS: tuple[tuple[tuple[str, ...], tuple[_Rule, ...]], ...] = (
    (_OF_DOINGS, DOINGS),
    (_OF_REPORTS, REPORTS),
    (_OF_LIVES, LIVES),
)
_ANY = tuple(dict.fromkeys((*_OF_DOINGS, *_OF_REPORTS, *_OF_LIVES)))


@lru_cache(maxsize=64)  # a lead is that of all its items
def may_tell(text: str) -> bool:
    """Whether any rule can find anything in a sentence or its lead."""
    words = f" {text.casefold()}"
    return any(stem in words for stem in _ANY)


def rules_for(text: str) -> Iterator[_Rule]:
    """The rules that can find anything in a text."""
    words = f" {text.casefold()}"
    for stems, rules in _GROUPS:
        if any(stem in words for stem in stems):
            yield from rules
