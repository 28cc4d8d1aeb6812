"""Which sums of a paragraph are totals, and what they are made of. Pure.

A total is called one ("a total of", "in total", "total cost"), or is followed by what it is made of ("made up of", a
colon and a list). Its parts are read only where the sentence lists them: those before "a total of", or those after the
colon, up to the first sum that is compared with and not added ("against", "within", "than"). A list after a colon
alone, or after "of which" or in brackets, is taken for the parts only where it adds up: it may be of another thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.amounts.words import Found
from ingest.rounding import adds_up

_CALLED_BEFORE = re.compile(
    r"\b(?:grand |overall |combined )?total(?!\s+number)(?:s|ling|led|ing|ed)?\b"
    r"(?:(?:\s+[\w’'-]+){0,8}?\s+(?:of|is|was|are|were|be|to|at))?"
    r"(?:\s+(?:about|around|approximately|some|up to))?\s*:?\s*$",
    re.I,
)
_CALLED_AFTER = re.compile(r"^\s*(?:in total|altogether|in all|in aggregate|overall)\b", re.I)
_NO_SUM_OF_THESE = re.compile(
    r"\b(?:bring\w*|tak(?:e|es|ing)|increas\w+|rais\w+|reduc\w+|out of|from|against|within|of|than|towards)"
    r"\s+(?:\w+\s+){0,3}$",
    re.I,
)
_MADE_OF = re.compile(
    r"\b(?:made up of|comprising|comprises|consisting of|consists of|split|profiled|broken down|namely|i\.e\.|being"
    r"|as follows)\b",
    re.I,
)
_NOT_ADDED = re.compile(
    r"\b(?:against|within|compared|than|instead|rather|remaining|remainder|balance|savings?|or|up to|between"
    r"|currently|budget of|limit)\b",
    re.I,
)
_LEAD_COMPARES = re.compile(r"\b(?:against|within|compared|than|instead|rather|between|out of)\b", re.I)
_COMPARED = re.compile(r"^\s*(?:more|less|fewer|above|below|over\b(?!\s+the)|under|higher|lower|short)\b", re.I)


def is_called_a_total(text: str, found: Found) -> bool:
    """Whether the words about a sum call it a total."""
    before = text[max(0, found.start - 90) : found.start]
    before = before[max(before.rfind("£"), before.rfind(".  ")) + 1 :]
    return bool(_CALLED_BEFORE.search(before) or _CALLED_AFTER.match(text[found.end :]))


def parts_of(text: str, found: Sequence[Found], at: int) -> tuple[int, ...]:
    """The places in `found` of the parts of the sum at `at`; none where the text does not list two or more."""
    called = is_called_a_total(text, found[at])
    following = _after(text, found, at)
    if len(following) > 1:
        said = text[found[at].end : found[following[0]].start]
        sure = bool(_MADE_OF.search(said)) or (called and ":" in said)
        if sure or _add_up(found, at, following):
            return following
    return _before(text, found, at) if called else ()


def _after(text: str, found: Sequence[Found], at: int) -> tuple[int, ...]:
    taken: list[int] = []
    for each in range(at + 1, len(found)):
        between = text[found[each - 1].end : found[each].start]
        opening = each == at + 1
        if opening and not (_MADE_OF.search(between) or re.search(r":|\bof which\b|^\s*\(\s*$", between)):
            return ()
        if _NOT_ADDED.search(between.rpartition(":")[2] if opening else between) or _is_total_again(text, found[each]):
            break
        if _COMPARED.match(text[found[each].end :]):
            return ()
        taken.append(each)
    return tuple(taken)


def _is_total_again(text: str, found: Found) -> bool:
    return is_called_a_total(text, found)


def _before(text: str, found: Sequence[Found], at: int) -> tuple[int, ...]:
    start = text.rfind(". ", 0, found[at].start) + 1
    ahead = text[start : found[at].start]
    called = list(re.finditer(r"\btotal", ahead, re.I))
    if called and _NO_SUM_OF_THESE.search(ahead[: called[-1].start()]):
        return ()
    taken = [each for each in range(at) if found[each].start >= start]
    betweens = [text[found[each].end : found[each + 1].start] for each in taken]
    lead = text[start : found[taken[0]].start] if taken else ""
    if len(taken) < 2 or _LEAD_COMPARES.search(lead) or any(map(_NOT_ADDED.search, betweens)):
        return ()
    return tuple(taken)


def _add_up(found: Sequence[Found], at: int, parts: Sequence[int]) -> bool:
    return adds_up(found[at].pence, found[at].exact_to, [(found[each].pence, found[each].exact_to) for each in parts])
