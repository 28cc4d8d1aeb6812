"""What tells who somebody is or how to reach them, masked before words leave the service: "[telephone number]". Pure.

Numbers that carry a check digit (NHS, cards, international account numbers) are held against it; those that are only
digits (a bank account, a local telephone number) are masked where the words before them say what they are. Years, sums,
paragraph and report numbers and dates of meetings stay. A name is not masked: no rule tells it from other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_SPACED = r"[ \t\u00a0\u2009\u202f.\-–()]{0,3}"  # between the digits of a telephone number
_DIGITS = r"[ \u00a0\u2009\u202f\-–]{0,2}"  # and of the others
_SAID = r"\W{0,4}(?:(?:is|was|of|on|as|the|no|num|number)\b\W{0,3}){0,3}"  # between what a number is and the number
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY = (
    rf"(?:\d{{4}}[-/.]\d\d?[-/.]\d\d?|\d\d?(?:st|nd|rd|th)?(?:\sof)?[\s/.-]+(?:{_MONTH}|\d\d?)[\s/.,-]+\d{{2,4}}"
    rf"|{_MONTH}\s\d\d?(?:st|nd|rd|th)?,?\s\d{{4}})"
)
_BRACKETED = "|".join(rf"\(0[1-35789]\d{{{n}}}\)(?:{_SPACED}\d){{{8 - n},{9 - n}}}" for n in (1, 2, 3, 4))
_TELEPHONE = (
    rf"(?:(?:\(\+44\)|\+44|(?<!\d)0044){_SPACED}(?:\(0\){_SPACED}|0)?[1-35789](?:{_SPACED}\d){{8,9}}"
    rf"|\+(?!44)[1-9]\d{{0,2}}(?:{_SPACED}\d){{7,12}}|(?<![\w/£#])447\d{{9}}"
    rf"|(?<![\w/£#])(?<!\w[-,.])(?:{_BRACKETED}|0[1-35789]\d(?:{_SPACED}\d){{7,8}}))(?!\d)"
    r"(?:,?\s{0,2}(?:extension|ext|x)\.?\s?\d{1,6}\b)?"
)
_POSTCODE = (
    r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)\s?"
    r"(?!1st|2nd|3rd|\dth)\d[ABD-HJLNP-UW-Z]{2})\b"
)

_Check = Callable[[str], bool]


def _digits(text: str) -> list[int]:
    return [int(sign) for sign in text if sign.isdecimal()]


def _is_nhs_number(text: str) -> bool:
    """Ten digits, the last of which checks the others; in four groups at most and parted by one sign, so that it is no
    row of a table and no date with its hour.
    """
    *weighed, last = _digits(text)
    rest = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), weighed, strict=True)) % 11
    return rest == last and len(re.findall(r"\d+", text)) <= 4 and len(set(re.findall(r"\D", text))) <= 1


def _is_card_number(text: str) -> bool:
    digits = _digits(text)
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def _is_iban(text: str) -> bool:
    signs = re.sub(r"\W", "", text).upper()
    return len(signs) > 14 and int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _always(_: str) -> bool:
    return True


# In their order: what is found by an earlier rule is not looked at by a later one. Only the group `it` is masked.
_RULES: tuple[tuple[str, str, _Check], ...] = (
    ("e-mail address", r"(?P<it>[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)", _always),
    ("date of birth", rf"\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|birthday|born){_SAID}(?P<it>{_DAY})\b", _always),
    (
        "National Insurance number",
        rf"\b(?:national insurance|n\.?i\.?|nino){_SAID}(?P<it>[a-z]{{2}}(?:{_DIGITS}\d){{6}}(?:{_DIGITS}[a-d])?)\b",
        _always,
    ),
    ("National Insurance number", rf"\b(?P<it>[a-z]{{2}}(?:{_DIGITS}\d\d){{3}}{_DIGITS}[a-d])\b", _always),
    ("bank account number", r"\b(?P<it>[a-z]{2}\d\d(?:\s?[a-z\d]{4}){3,7}(?:\s?[a-z\d]{1,3})?)\b", _is_iban),
    ("bank account number", r"\b(?P<it>\d\d-\d\d-\d\d[\s,/]{1,3}\d{8})\b", _always),
    ("sort code", rf"\bsort(?:ing)?[ -]?code{_SAID}(?P<it>\d\d{_DIGITS}\d\d{_DIGITS}\d\d)\b", _always),
    ("bank account number", rf"\b(?:account|acct?|a/c){_SAID}(?P<it>\d(?:{_DIGITS}\d){{6,9}})\b", _always),
    ("NHS number", rf"\bNHS{_SAID}(?P<it>\d(?:{_DIGITS}\d){{9}})\b", _always),
    (
        "card number",
        rf"(?<![\w£.,/-])(?P<it>(?:[3-6]|2[2-7])(?:{_DIGITS}\d){{11,18}})(?!\d|[.,]\d)",
        lambda text: len(_digits(text)) >= 13 and _is_card_number(text),
    ),
    ("NHS number", rf"(?<![\w£.,/-])(?<!\d\s)(?P<it>\d(?:{_DIGITS}\d){{9}})(?!\d|[.,/]\d|\s\d)", _is_nhs_number),
    ("telephone number", rf"(?P<it>{_TELEPHONE})", _always),
    (
        "telephone number",
        rf"\b(?:tel|telephone|phone|mobile|mob|fax)\b{_SAID}(?P<it>(?!(?:19|20)\d\d\b)\d(?:[ -]?\d){{5,9}})\b",
        _always,
    ),
    ("postcode", rf"(?P<it>{_POSTCODE})", _always),
)
_READY = tuple((f"[{word}]", re.compile(rule, re.IGNORECASE), check) for word, rule, check in _RULES)


def masked(text: str) -> str:
    """The text with e-mail addresses, telephone numbers, National Insurance, NHS, card and bank numbers, postcodes and
    dates of birth replaced by what they were, in square brackets.
    """
    for word, rule, check in _READY:
        text = rule.sub(partial(_replaced, word, check), text)
    return text


def _replaced(word: str, check: _Check, found: re.Match[str]) -> str:
    if not check(found["it"]):
        return found[0]
    start, end = found.span("it")
    return found.string[found.start() : start] + word + found.string[end : found.end()]
