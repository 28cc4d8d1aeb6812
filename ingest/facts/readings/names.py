"""Names of bodies in one paper that look like one body's name written two ways, and people written two ways.

A short form drops words from the front ("the Improvement Board" for "the Children's Improvement Board") or all but the
last; that is no disagreement. Two names that begin with the same word and end with the same noun, where one has a few
words more in the middle, are no short form of each other: the paper calls one body by two names, or has two bodies that
it does not tell apart, and a reader should see both. Where one paragraph has both names the paper itself tells them
apart; words of a level ("Operational", "Executive", "Sub") do so too. Apostrophes, plurals, "&" and capitals are not
differences. A person is read only beside a title or a post; a surname off by one letter is a disagreement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ingest.fact import Reading
from ingest.report import Kind, Ref, Report
from ingest.wording.said import Said

_BODY = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]*(?:,?\s(?:(?:and|for|of|the|in|with|&)\s){0,2}[A-Z][\w’'-]*|\s(?:and|for|of|with)){0,8}?"
    r"\s(?P<head>Board|Committee|Panel|Partnership|Forum|Commission|Group|Taskforce|Trust))\b(?!\s+[A-Z][a-z])"
)
_LEAD = re.compile(
    r"^(?:(?:The|This|That|Our|A|An|At|In|On|By|To|For|When|While|Chair|Chairs|Members?|Report|Minutes|Leader|Director"
    r"|Council|Councillors?|Ensure|Note|Agree|Approve|Also|However|Although|and|of|to|for)\s+)+"
)
_LEVEL = frozenset(
    "operational executive delivery strategic sub joint shadow interim scrutiny overview programme project steering"
    " management working advisory reference youth young regional local national partnership monitoring finance".split()
)
_PERSON = re.compile(
    r"\b(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Professor)\.?\s+(?P<titled>[A-Z][a-z]+\s+[A-Z][\w’'-]{3,})"
    r"|\b(?P<posted>[A-Z][a-z]+\s+[A-Z][\w’'-]{3,}),\s+(?:(?:Interim|Acting|Deputy|Assistant|Executive"
    r"|Corporate|Service"
    r"|Strategic)\s+)*(?:Director|Head|Chief|Manager|Officer|Cabinet Member|Lead Member)\b"
)


def names(report: Report, pieces: Sequence[Said]) -> Iterator[Reading]:
    """Each place of each name, where a paper has two that look alike. Inspection reports name bodies loosely: none."""
    if report.header.kind is Kind.INSPECTION:
        return
    yield from _bodies(report, pieces)
    yield from _people(report, pieces)


def _bodies(report: Report, pieces: Sequence[Said]) -> Iterator[Reading]:
    places: dict[tuple[str, ...], list[tuple[str, Said]]] = defaultdict(list)
    for piece in pieces:
        for match in _BODY.finditer(piece.text):
            name = _last_of_a_list(_LEAD.sub("", match["name"]))
            if len(words := _folded(name)) > 1:
                places[words].append((name, piece))
    for short, long in combinations(sorted(places, key=len), 2):
        if _look_alike(short, long) and not _told_apart(places[short], places[long]):
            subject = f"name of a body: {places[short][0][0]} or {places[long][0][0]}"
            for name, piece in _in_order(places[short] + places[long]):
                yield _reading(report, piece, subject, name)


def _last_of_a_list(name: str) -> str:
    """ "Care Panel" of "Families Committee and Care Panel": a name has its head noun once, at its end."""
    return re.split(
        r"\b(?:Board|Committee|Panel|Partnership|Forum|Commission)\b,?\s+(?:(?:and|or)\s+)?(?:the\s+)?", name
    )[-1]


def _look_alike(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the longer is the shorter with one to three words more in the middle, none of them of a level.

    Words put before the last noun alone make a narrower body ("Planning Policy Committee"), unless joined by "and".
    """
    more = len(long) - len(short)
    if not 1 <= more <= 3 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    for at in range(1, len(short)):
        if short[:at] == long[:at] and short[at:] == long[at + more :]:
            added = set(long[at : at + more])
            if "and" not in added and at == len(short) - 1:
                return False
            safeguarding = "safeguarding" in short and added <= {"child", "adult"}
            return not (added & _LEVEL or safeguarding)
    return False


def _told_apart(one: list[tuple[str, Said]], other: list[tuple[str, Said]]) -> bool:
    return bool({piece.paragraph.para for _, piece in one} & {piece.paragraph.para for _, piece in other})


def _folded(name: str) -> tuple[str, ...]:
    bare = re.sub(r"[’']s?\b", "", name.casefold()).replace("&", "and")
    folded = (_singular(word) for word in re.findall(r"[\w-]+", bare))
    return tuple(word for word in folded if word not in {"the", "of", "for"})


def _singular(word: str) -> str:
    if word in {"children", "childrens"}:
        return "child"
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s") if len(word) > 3 else word


def _people(report: Report, pieces: Sequence[Said]) -> Iterator[Reading]:
    places: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for piece in pieces:
        for match in _PERSON.finditer(piece.text):
            name = match["titled"] or match["posted"]
            places[name.replace("’", "'")].append((name, piece))
    for one, other in combinations(places, 2):
        if _one_letter_apart(one, other) and not _told_apart(places[one], places[other]):
            for name, piece in _in_order(places[one] + places[other]):
                yield _reading(report, piece, f"name of a person: {one} or {other}", name)


def _one_letter_apart(one: str, other: str) -> bool:
    (first, surname), (first_of_other, surname_of_other) = one.split(" ", 1), other.split(" ", 1)
    if first != first_of_other or surname[0] != surname_of_other[0]:
        return False
    short, long = sorted((surname, surname_of_other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _in_order(places: list[tuple[str, Said]]) -> list[tuple[str, Said]]:
    """The first place of each name in each paragraph, in the order of the paper."""
    once = {(name, piece.paragraph.para): (name, piece) for name, piece in reversed(places)}
    return sorted(once.values(), key=lambda place: place[1].paragraph.order)


def _reading(report: Report, piece: Said, subject: str, value: str) -> Reading:
    return Reading(
        ref=Ref(report.name, piece.paragraph.para),
        quote=piece.text,
        as_at=report.header.as_at,
        subject=subject,
        value=value,
        kind="name",
    )
