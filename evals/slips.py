"""Small changes that make a true sentence false, each by itself: what a language model gets wrong, and what misleads.

Each takes a sentence of a passage, and the passages, and gives the sentence changed; None where it cannot be applied.
All are made by rule, for any council's papers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from evals.exchange import Given

Slip = Callable[[str, Given, Sequence[Given], Random], str | None]

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_DATE = rf"\b(\d{{1,2}}) ({_MONTH})( \d{{4}})?"
_UNIT_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_STATUSES = (
    ("partly met", "fully met"), ("partially met", "fully met"), ("not met", "met"), ("outstanding", "met"),
    ("Outstanding", "Met"), ("Partly met", "Fully met"), ("partly", "fully"), ("in progress", "complete"),
    ("planned", "done"), ("proposed", "agreed"), ("recommended", "agreed"), ("recommends", "has agreed"),
    ("is asked to", "agreed to"), ("are asked to", "agreed to"), ("noted", "approved"), ("note", "approve"),
    ("endorsed", "rejected"), ("approved", "rejected"), ("agreed", "refused"), ("deferred", "approved"),
    ("completed", "abandoned"), ("opened", "closed"), ("started", "finished"), ("met", "outstanding"),
)  # fmt: skip
_TURNS = (
    ("increased", "fell"), ("increase", "decrease"), ("rose", "fell"), ("higher", "lower"), ("more than", "fewer than"),
    ("reduced", "increased"), ("reduction", "increase"), ("fell", "rose"), ("fewer", "more"), ("less", "more"),
    ("more", "less"), ("improved", "worsened"), ("better", "worse"), ("above", "below"),
    ("below", "above"), ("at least", "at most"), ("before", "after"), ("after", "before"), ("within", "only after"),
    ("most", "few"), ("largest", "smallest"), ("first", "last"),
)  # fmt: skip
_MODALS = (
    ("will be", "has been"), ("should be", "has been"), ("would be", "has been"), ("could be", "has been"),
    ("may be", "is"), ("is expected to", "does"), ("will", "did"), ("should", "did"), ("would", "did"),
    ("is to", "did"), ("aims to", "managed to"), ("plans to", "managed to"), ("up to", "exactly"),
    ("about", "exactly"), ("around", "exactly"), ("potentially", "certainly"), ("some", "all"), ("many", "all"),
    ("most", "all"), ("all", "some"), ("every", "almost no"), ("both", "neither of"), ("only", "also"),
)  # fmt: skip
_UNITS = (
    ("working days", "working weeks"), ("days", "weeks"), ("weeks", "months"), ("months", "years"),
    ("years", "months"), ("hours", "days"), ("children", "families"), ("families", "schools"),
)  # fmt: skip

_BODIES = re.compile(r"\b(?:[A-Z][a-z]+ (?:and [A-Z][a-z]+ |[A-Z][a-z]+ ){0,2})?(?:Board|Committee|Cabinet|Panel)\b")
_ROLES = ("Director", "Chair", "Chief Executive", "Executive Director", "Lead Member", "Vice Chair", "Leader")
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|can|should|would)\b")
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|will|can|should|would|do|does|did) not\b")


def _other(word: str, among: Sequence[str], chance: Random) -> str:
    return chance.choice([each for each in among if each != word])


def _once(pattern: str | re.Pattern[str], text: str, change: Callable[[re.Match[str]], str]) -> str | None:
    """The text with its first match changed; None where there is none, or it comes out the same."""
    match = re.search(pattern, text)
    changed = match and text[: match.start()] + change(match) + text[match.end() :]
    return changed if changed and changed != text else None


def _by_pairs(pairs: Sequence[tuple[str, str]], text: str) -> str | None:
    for one, other in pairs:
        if changed := _once(rf"\b{one}\b", text, lambda _, other=other: other):  # type: ignore[misc]
            return changed
    return None


def digit(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """A figure with one digit changed."""

    def change(match: re.Match[str]) -> str:
        at = chance.randrange(len(match[0]))
        return match[0][:at] + _other(match[0][at], "123456789", chance) + match[0][at + 1 :]

    return _once(r"\d+", text, change)


def borrowed(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """A figure of another passage."""
    others = [n for p in passages if p.key != given.key for n in re.findall(r"(?<![\d.,])\d{1,6}(?![\d.,])", p.words)]
    others = [n for n in others if n not in re.findall(r"\d+", given.words)]
    return _once(r"(?<![\d.,])\d{1,6}(?![\d.,])", text, lambda _: chance.choice(others)) if others else None


def swapped_figures(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """Two figures of the sentence, each in the place of the other."""
    found = list(re.finditer(rf"(?<![\w.,/-])\d[\d,.]*(?<![.,])(?![/-]|\d| (?:{_MONTH}))", text))
    found = [match for match in found if not re.search(rf"(?:{_MONTH}) $", text[: match.start()])]
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    one, two = found[:2]
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def number_word(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _once(rf"\b({'|'.join(_UNIT_WORDS)})\b", text, lambda m: _other(m[0], _UNIT_WORDS, chance))


def percentage(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _once(r"\b(\d{1,2})(?=%| per cent)", text, lambda m: str((int(m[0]) + chance.randint(3, 60)) % 100))


def money_size(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """Millions for thousands and the like; ten times as much where no size is said."""
    sizes = {"m": "k", "k": "m", " million": " thousand", " thousand": " million", "bn": "m"}
    return _once(r"(£[\d,.]*\d)(m\b|k\b|bn\b| million| thousand|)", text, lambda m: m[1] + sizes.get(m[2], "0"))


def day(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _once(_DATE, text, lambda m: f"{int(m[1]) % 28 + 1} {m[2]}{m[3] or ''}")


def month(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _once(rf"(?<=\d )({_MONTH})\b|\b({_MONTH})(?= \d{{4}})", text, lambda m: _other(m[0], _MONTHS, chance))


def year(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _once(r"\b20[0-3]\d\b", text, lambda m: str(int(m[0]) + chance.choice((-2, -1, 1, 2))))


def swapped_dates(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    found = list(re.finditer(_DATE, text))
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    one, two = found[:2]
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def as_at(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """The right words under a date that is not the paper's."""
    found = re.search(_DATE, given.paper)
    return f"As at {found[1]} {found[2]} {int(found[3]) + 1}: {text}" if found and found[3] else None


def recommendation(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    pattern = r"(\b[Rr]ec(?:ommendations?|s)?\.? |^)(\d{1,2})(?=\b)(?![.,]?\d|%)"
    return _once(pattern, text, lambda m: m[1] + str((int(m[2]) + chance.randint(0, 5)) % 12 + 1))


def person(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """Put into the mouth of somebody who is in no paper."""
    return f"Councillor {chance.choice(('Margaret Ashdown', 'Tobias Wrenfield', 'Una Petherick'))} said: {text}"


def name_order(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """Two words of a name the wrong way round."""
    starts = r"(?!The |An? |In |On |At |To |For |This |That |It |As |All |No )"
    return _once(rf"(?<=[a-z,] ){starts}([A-Z][a-z]{{2,}}) ([A-Z][a-z]{{2,}})\b", text, lambda m: f"{m[2]} {m[1]}")


def body(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    others = ("Audit and Governance Committee", "Schools Forum", "Corporate Parenting Panel", "Licensing Committee")
    free = [other for other in others if other not in given.paper + given.words]
    return _once(_BODIES, text, lambda _: chance.choice(free)) if free else None


def council(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """Said of another council: one of the passages where there is one, or one that is nowhere."""
    own = given.paper.split(",")[0]
    others = sorted({p.paper.split(",")[0] for p in passages} - {own}) or ["Northwick", "Aldermere"]
    other = chance.choice(others)
    return text.replace(own, other) if own and own in text else f"In {other}: {text}"


def role(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _once(
        rf"\b({'|'.join(sorted(_ROLES, key=len, reverse=True))})\b", text, lambda m: _other(m[0], _ROLES, chance)
    )


def denied(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return None if re.search(r"\bnot\b", text) else _once(_VERB, text, lambda m: f"{m[0]} not")


def affirmed(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """A denial left out."""
    return (
        _once(_AUXILIARY, text, lambda m: m[1])
        or _once(r"\b(?:not|never|no longer) ", text, lambda _: "")
        or _once(r"\b[Nn]o (?=[a-z])", text, lambda _: "a ")
    )


def status(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _by_pairs(_STATUSES, text)


def turned(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _by_pairs(_TURNS, text)


def surer(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """What may be told as what is; some as all."""
    return _by_pairs(_MODALS, text)


def unit(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    return _by_pairs(_UNITS, text)


def now(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """What was so when the paper was written, told as so today."""
    if re.search(r"\b(now|currently)\b", text):
        return None
    return _once(r"\b(is|are|has|have)\b", text, lambda m: f"{m[0]} now") or _once(
        r"\b(was|were|had)\b",
        text,
        lambda m: f"{'are' if m[0] == 'were' else 'is' if m[0] == 'was' else 'has'} currently",
    )


def cause(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    reasons = ("because money had run out", "as a result of poor leadership", "due to a shortage of staff")
    free = [reason for reason in reasons if reason.split()[-1] not in given.words]
    return f"{text.rstrip('.')} {chance.choice(free)}." if free else None


def judgement(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    said = ("which is excellent", "which is unacceptable", "a remarkable success", "which shows serious failure")
    return f"{text.rstrip('.')}, {chance.choice(said)}."


def joined(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    false = (
        "the inspectors praised it",
        "the budget was doubled",
        "two senior managers resigned",
        "Cabinet rejected it",
    )
    return f"{text.rstrip('.')} and {chance.choice(false)}."


def cut(text: str, given: Given, passages: Sequence[Given], chance: Random) -> str | None:
    """Cut before the words that take part of it back."""
    match = re.search(r",? \b(?:only|except|unless|subject to|in part|if|provided that)\b", text)
    return f"{text[: match.start()]}." if match and match.start() > 20 else None


SLIPS: dict[str, Slip] = {
    "figure: a digit": digit, "figure: of another passage": borrowed, "figures swapped": swapped_figures,
    "number word": number_word, "percentage": percentage, "money: size": money_size, "date: day": day,
    "date: month": month, "date: year": year, "dates swapped": swapped_dates, "date: of the paper": as_at,
    "recommendation number": recommendation, "person invented": person, "name order": name_order, "body": body,
    "council": council, "role": role, "denial added": denied, "denial removed": affirmed, "status": status,
    "comparison reversed": turned, "surer than said": surer, "unit": unit, "told as now": now, "cause": cause,
    "judgement": judgement, "false half": joined, "cut short": cut,
}  # fmt: skip
